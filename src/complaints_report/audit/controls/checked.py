"""A report of ours held to the data: each of its controls beside what its expression gives now."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from complaints_report.audit.controls import OwnReport, Said, lost_by
from complaints_report.audit.controls.worded import stale_wordings
from complaints_report.audit.findings import CONTROL, DATA, Finding, Kind, Where, table_named
from complaints_report.audit.reading.document import Document, Grid, Place, Sentence, Spot
from complaints_report.audit.reading.numbers import Number, numbers_in
from complaints_report.audit.reading.wordprocessing import tag_of
from complaints_report.english import WAYS
from complaints_report.report.current import Now
from complaints_report.report.statements import FIGURE, MARK, TABLE, Item, Row, alike, figure_mark, rows_from
from complaints_report.word.markup import Node, W

_WAYS = {**WAYS, "from none": 1, "to none": -1}
_WHY = {
    Kind.OVERTYPED: "somebody typed over it",
    Kind.DIRECTION: "the data no longer go this way",
    Kind.DIFFERS: "the data now say otherwise",
}
_STALE = frozenset((Kind.TABLE, Kind.CHART, Kind.OVERTYPED))
_LABEL = "a heading or label that somebody changed"
_OF_ROWS = {
    Kind.OVERTYPED: "a row in which other figures of the report stand than were built in it",
    Kind.TYPED: "a row that somebody added",
    Kind.MOVED: "a row that somebody moved",
    Kind.REMOVED: "a row that somebody removed",
}
_NOW = {Kind.OVERTYPED: "other numbers in", Kind.TYPED: "new", Kind.REMOVED: "gone", Kind.MOVED: "in another order"}


class Checked:
    """A document held to its controls: what is found, how many of them agree, and how many are lost.

    `right` and `wrong` are the numbers within them, `free` those outside, in reading order: all numbers where the
    document is none of the data's or has lost its controls. `stale` are the tables and drawings that the data have
    otherwise, or of which a person changed what a row says. `own` is the document as a report of ours, where that is
    known already.
    """

    def __init__(
        self, document: Document, now: Now | None, where: Where = lambda _: "", own: OwnReport | None = None
    ) -> None:
        own = own or OwnReport.of(document)
        self.lost, self.free = lost_by(document, own), tuple(document.spots())
        self.findings, self.agreeing = tuple[Finding, ...](), 0
        self.right = self.wrong = frozenset[Spot]()
        self.stale: dict[Node, Item] = {}
        data = now and (now.document.organisation, now.figures.year)
        if own is None or now is None or self.lost.many or (own.kept.organisation, own.kept.year) != data:
            return
        self._own, self._now, self._where = own, now, where
        cells = ((one.caption, cell) for one in own.grids.values() for row in one.rows for cell in row)
        self._captions = {cell: f"{caption}: " for caption, cell in cells if caption}
        self._cells: dict[Sentence, bool] = {}  # of rows in which somebody typed over numbers: which are right
        self._wrong: dict[Node, frozenset[str]] = {}  # the numbers of each control that are wrong
        self._rows: dict[Node, tuple[Row, ...]] = {}  # those that the data give for each table
        self._gone = [one.latest for one in own.gone if one.kind == TABLE]  # rows that are no longer there
        self.findings = tuple(self._findings())
        held = {spot: self._agrees(spot) for spot in self.free}
        self.free = tuple(spot for spot, agrees in held.items() if agrees is None)
        self.right = frozenset(spot for spot, agrees in held.items() if agrees is True)
        self.wrong = frozenset(spot for spot, agrees in held.items() if agrees is False)

    def _findings(self) -> Iterator[Finding]:
        """What became of the figures in their order, then of the tables and charts, and what is gone."""
        for said in self._own.figures.values():
            yield from self._figure(said)
        for item, node, content in self._own.others:
            found = list(self._table(item, node, content) if item.kind == TABLE else self._chart(item, node))
            self.agreeing += not found
            if not _STALE.isdisjoint(one.kind for one in found):
                self.stale[content] = item
            yield from found
        yield from stale_wordings(self._own, self._now)
        yield from self._removed()

    def _removed(self) -> Iterator[Finding]:
        """What is gone; figures that were built one after the other are told as one passage."""
        rows, order = "".join(self._gone), {one: place for place, one in enumerate(self._own.kept.items)}
        gone = {one: left for one, times in self._own.gone.items() if (left := _left(one, times, rows)) > 0}
        passage: dict[int, str] = {}
        for item in gone:
            said = item.latest.strip(" ,") if item.kind == FIGURE else item.title
            passage[order[item]] = f"{passage.pop(order[item] - 1)} … {said}" if order[item] - 1 in passage else said
        ends = sorted(passage)
        for item, times in gone.items():
            was = item.latest.strip(" ,") if item.kind == FIGURE else ""
            places = "" if item.times == 1 else f", in {times:,} of its {item.times:,} places"
            said = passage[next(one for one in ends if one >= order[item])]
            yield Finding(Kind.REMOVED, CONTROL, "", said, was, "", f"{item.title}{places}")

    def _agrees(self, spot: Spot) -> bool | None:
        """Whether a number agrees with the control or the row of ours that it stands in; None where it is free."""
        if spot.sentence in self._cells:
            return self._cells[spot.sentence]
        said = self._own.said_at(spot.sentence, spot.number.begins, spot.number.ends)
        if said is None:
            table = spot.block.node
            return (table in self._rows and self._own.rows[table][spot.row] in self._rows[table]) or None
        if self._now.words(said.item.expression) is None:
            return None
        return spot.number.text not in self._wrong.get(said.control.node, ())

    def _figure(self, said: Said) -> Iterator[Finding]:
        """A figure or phrase: what the document says, what the data give, and what the program had it say."""
        item, control, ours = said.item, said.control, self._now.words(said.item.expression)
        if ours is None or says_the_same(control.words, ours):
            self.agreeing += ours is not None
            return
        turned = Kind.DIRECTION if way(control.words) != way(ours) else Kind.DIFFERS
        kind = Kind.OVERTYPED if typed_over(item, control.words) else turned
        number, should = control.words.strip(" ,"), ours.strip(" ,")
        why = f"{_WHY[kind]} ({item.title})"
        bad = _different(control.words, ours)
        self._wrong[control.node] = frozenset(one.text for one, _ in bad)
        if len(bad) == 1 and bad[0][1] and kind is not Kind.DIRECTION:
            number, should = bad[0][0].text, bad[0][1]
        caption = self._captions.get(said.sentence, "")
        begins = max(control.begins, said.sentence.words.find(number, control.begins))
        place = said.sentence.place(begins, begins + len(number))
        figures, layer = self._now.expressions.figures(item.expression), DATA if kind is Kind.DIRECTION else CONTROL
        where = self._where(figures[0]) if figures else ""
        yield Finding(kind, layer, said.heading, caption + said.told, number, should, why, where, control.tag, place)

    def _chart(self, item: Item, node: Node) -> Iterator[Finding]:
        """A chart's numbers, now and when it was last drawn."""
        if self._now.charts.get(item.expression, item.latest) != item.latest:
            yield self._whole(Kind.CHART, item, node, "the chart shows other numbers than the data now give")

    def _table(self, item: Item, node: Node, table: Node) -> Iterator[Finding]:
        """A table's rows: in the document, now, and when it was last drawn."""
        ours, built = rows_from(self._now.tables.get(item.expression)), rows_from(item.latest)
        rows = self._own.rows.get(table, ())
        if item.expression not in self._now.own_tables:
            self._rows[table] = ours
        if ours == rows:
            return
        if ours not in (built, ()):
            yield self._whole(Kind.TABLE, item, node, f"the data now have other rows ({_others(built, ours)})")
        for kind, row, was, at in differences(rows, built):
            if kind is Kind.REMOVED:
                self._gone += row
            cells = list(_typed_cells(row, was)) if kind is Kind.OVERTYPED else []
            if kind is Kind.OVERTYPED and len(row) == len(was):
                self._hold_cells(table, at, was)
            yield from (self._cell(item, table, at, column, was) for column in cells)
            pairs = ((row, was), (was, row)) if kind is Kind.OVERTYPED else ()
            numbers = {one for column in cells for one in (row[column], was[column])}
            said = tuple("; ".join(one for one in _labels(a) if one not in b and one not in numbers) for a, b in pairs)
            if not cells or any(said):
                yield self._whole(kind, item, node, _LABEL if any(said) else _OF_ROWS[kind], row, said, at)

    def _cell(self, item: Item, table: Node, at: int, column: int, was: Row) -> Finding:
        """What is told of a number that somebody typed over in a table that keeps it as it is."""
        grid = self._own.grids[table]
        row = list(dict.fromkeys(grid.rows[at]))
        cell, label, head = row[column], *(" ".join(one.split()) for one in (was[0], grid.column_label(column)))
        where, place = f"{table_named(grid)}, row {label}", cell.place()
        why, told = f"{_WHY[Kind.OVERTYPED]} ({item.title})", f"{grid.caption or item.title}: {label}, {head}"
        return Finding(Kind.OVERTYPED, CONTROL, grid.heading, told, cell.words, was[column], why, where, place=place)

    def _hold_cells(self, table: Node, at: int, was: Row) -> None:
        """Holds each cell of a row that somebody changed to what was built in it, if the data have that row still."""
        for one, ours in zip(dict.fromkeys(self._own.grids[table].rows[at]), was, strict=True):
            if alike(one.words) != ours or was in self._rows.get(table, ()):
                self._cells.setdefault(one, alike(one.words) == ours)

    def _whole(
        self, kind: Kind, item: Item, node: Node, why: str, row: Row = (), said: Row = (), at: int = -1
    ) -> Finding:
        """What is told of a table or one of its rows, or of a chart, under the heading over it."""
        paragraph = [*node.iter(W + "p"), *node.iterancestors(W + "p"), node][0]
        block = self._own.block_at(node)
        place = block.rows[at][0].place() if isinstance(block, Grid) and at >= 0 else None
        heading, (theirs, ours) = block.heading if block else "", said or ("", "")
        named = table_named(block) if isinstance(block, Grid) else f"the table “{item.title}”"
        told, where = _label(row) or item.title, f"{named}, row {_label(row)}" if row else ""
        why, place = f"{item.title}: {why}", place or Place(paragraph, 0, 0)
        return Finding(kind, CONTROL, heading, told, theirs, ours, why, where, tag_of(node), place)


def _left(item: Item, gone: int, rows: str) -> int:
    """In how many places a thing is gone that no removed row of a table tells of."""
    return gone - (rows.count(figure_mark(item.expression)) if item.kind == FIGURE else 0)


def says_the_same(theirs: str, ours: str) -> bool:
    """Whether two texts say the same: spaces, quotation marks and how numbers are written say nothing."""
    return alike(theirs) == alike(ours) or _valued(theirs) == _valued(ours)


def typed_over(item: Item, theirs: str) -> bool:
    """Whether a control says what the program never had it say."""
    return not any(says_the_same(theirs, one) for one in item.said)


def _valued(words: str) -> str:
    for one in reversed(numbers_in(words)):
        words = f"{words[: one.begins]}{one.sign or ''} {one.value.normalize()} {one.unit}{words[one.ends :]}"
    return alike(words)


def _different(theirs: str, ours: str) -> list[tuple[Number, str]]:
    """The numbers that are not as they should be, each with the one that should stand there, where that can be told."""
    said, right = numbers_in(theirs), numbers_in(ours)
    if len(said) != len(right):
        return [(one, "") for one in said]
    pairs = zip(said, right, strict=True)
    return [(a, b.text) for a, b in pairs if (a.value, a.unit, a.sign) != (b.value, b.unit, b.sign)]


def way(words: str) -> int:
    """The way a phrase says something went: 1 up, -1 down, 0 where it says none."""
    return next((_WAYS[one] for one in re.findall(r"from none|to none|[a-z]+", words.lower()) if one in _WAYS), 0)


def differences(rows: Sequence[Row], built: Sequence[Row]) -> Iterator[tuple[Kind, Row, Row, int]]:
    """What people did to the rows of a table: each row that they changed, added, moved or removed.

    With it, the row as it was built, and where it stands; -1 for one that was removed.
    """
    left, met = dict(enumerate(built)), dict[int, int]()
    for wanted in (2, 1):
        for at, row in enumerate(rows):
            found = next((place for place in left if at not in met and likeness(row, left[place]) == wanted), None)
            if found is not None:
                met[at] = found
                del left[found]
    order = [met[at] for at in sorted(met)]
    in_place = SequenceMatcher(None, sorted(order), order, autojunk=False).get_matching_blocks()
    stay = {place for one in in_place for place in order[one.b : one.b + one.size]}
    for at, row in enumerate(rows):
        was = built[met[at]] if at in met else ()
        if at not in met:
            yield Kind.TYPED, row, was, at
        elif likeness(row, was) < 2:
            yield Kind.OVERTYPED, row, was, at
        elif met[at] not in stay:
            yield Kind.MOVED, row, was, at
    yield from ((Kind.REMOVED, row, row, -1) for row in left.values())


def likeness(row: Row, built: Row) -> int:
    """2 where a row is the one that was built, 1 where it seems to be, with another label or other figures, else 0.

    Cells may have been typed over, added or left out.
    """
    theirs, ours = MARK.findall("\t".join(row)), MARK.findall("\t".join(built))
    rest, same_label = iter(ours), row[:1] == built[:1]
    has_labels = len(row) < len(built) or not Counter(_labels(built)) - Counter(row)
    if same_label and has_labels and all(mark in rest for mark in theirs):
        return 2
    as_long = len(row) == len(built)
    one_differs = as_long and sum(a != b for a, b in zip(row, built, strict=True)) == 1
    return int(not {*theirs}.isdisjoint(ours) or (same_label and as_long) or one_differs)


def _typed_cells(row: Row, built: Row) -> Iterator[int]:
    """The columns in which another number stands than was built there, both as they are."""
    if len(row) == len(built):
        for column, (theirs, ours) in enumerate(zip(row, built, strict=True)):
            if theirs != ours and not MARK.search(theirs + ours) and numbers_in(theirs) and numbers_in(ours):
                yield column


def _labels(row: Row) -> list[str]:
    return [cell for cell in row if not MARK.search(cell)]


def _label(row: Row) -> str:
    return next(iter(_labels(row)), "")


def _others(built: Sequence[Row], ours: Sequence[Row]) -> str:
    """Which rows the data have and the table was not built with, and the other way round."""
    found = [(_NOW[kind], _label(row)) for kind, row, _, _ in differences(ours, built)]
    rows = {told: ", ".join(label for other, label in found if other == told) for told, _ in found}
    return "; ".join(f"{told}: {labels}" for told, labels in rows.items()) or "other columns"
