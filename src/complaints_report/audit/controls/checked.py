"""A report of ours held to the data: each of its controls beside what its expression gives now."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from complaints_report.audit.controls import OwnReport, Said, lost_by
from complaints_report.audit.findings import CONTROL, DATA, Finding, Kind, Where
from complaints_report.audit.reading.document import Document, Grid, Place, Spot
from complaints_report.audit.reading.numbers import Number, numbers_in
from complaints_report.audit.reading.word import tag_of
from complaints_report.english import WAYS
from complaints_report.report.kept import FIGURE, MARK, TABLE, Item, Row, alike, figure_mark, rows_from
from complaints_report.report.now import Now
from complaints_report.wordxml import Node, W

_WAYS = {**WAYS, "from none": 1, "to none": -1}
_WHY = {
    Kind.OVERTYPED: "somebody typed over this; the data give",
    Kind.DIRECTION: "this direction no longer holds; the data give",
    Kind.DIFFERS: "the data now give",
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
    otherwise, or of which a person changed what a row says.
    """

    def __init__(self, document: Document, now: Now | None, where: Where = lambda _: "") -> None:
        own = OwnReport.of(document)
        self.lost, self.free = lost_by(document, own), tuple(document.spots())
        self.findings, self.agreeing = tuple[Finding, ...](), 0
        self.right = self.wrong = frozenset[Spot]()
        self.stale: dict[Node, Item] = {}
        data = now and (now.document.organisation, now.figures.year)
        if own is None or now is None or self.lost.many or (own.kept.organisation, own.kept.year) != data:
            return
        self._own, self._now, self._where = own, now, where
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
        rows = "".join(self._gone)
        for item, gone in self._own.gone.items():
            times = gone - (rows.count(figure_mark(item.expression)) if item.kind == FIGURE else 0)
            if times > 0:
                was = item.latest.strip(" ,") if item.kind == FIGURE else ""
                places = "" if item.times == 1 else f" in {times:,} of its {item.times:,} places"
                why = f"{item.title}: its control is gone{places}"
                yield Finding(Kind.REMOVED, CONTROL, "", "", was, "", why)

    def _agrees(self, spot: Spot) -> bool | None:
        """Whether a number agrees with the control or the row of ours that it stands in; None where it is free."""
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
        why = f"{item.title}: {_WHY[kind]} “{should}”"
        bad = _different(control.words, ours)
        self._wrong[control.node] = frozenset(one.text for one, _ in bad)
        if len(bad) == 1 and bad[0][1] and kind is not Kind.DIRECTION:
            number, should = bad[0][0].text, bad[0][1]
        begins = max(control.begins, said.sentence.words.find(number, control.begins))
        place = said.sentence.place(begins, begins + len(number))
        figures, layer = self._now.expressions.figures(item.expression), DATA if kind is Kind.DIRECTION else CONTROL
        where = self._where(figures[0]) if figures else ""
        yield Finding(kind, layer, said.heading, said.told, number, should, why, where, control.tag, place)

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
            pairs = ((row, was), (was, row)) if kind is Kind.OVERTYPED else ()
            said = tuple("; ".join(one for one in _labels(a) if one not in b) for a, b in pairs)
            yield self._whole(kind, item, node, _LABEL if any(said) else _OF_ROWS[kind], row, said, at)

    def _whole(
        self, kind: Kind, item: Item, node: Node, why: str, row: Row = (), said: Row = (), at: int = -1
    ) -> Finding:
        """What is told of a table or one of its rows, or of a chart, under the heading over it."""
        paragraph = [*node.iter(W + "p"), *node.iterancestors(W + "p"), node][0]
        beside = (*node.iter(W + "tbl"), paragraph, *paragraph.itersiblings())
        block = next((self._own.blocks[one] for one in beside if one in self._own.blocks), None)
        place = block.rows[at][0].sentence.place() if isinstance(block, Grid) and at >= 0 else None
        heading, (theirs, ours) = block.heading if block else "", said or ("", "")
        told, where = _label(row) or item.title, f"{item.title}, row {_label(row)}" if row else ""
        why, place = f"{item.title}: {why}", place or Place(paragraph, 0, 0)
        return Finding(kind, CONTROL, heading, told, theirs, ours, why, where, tag_of(node), place)


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
    has_labels = {*_labels(built)} <= {*row} or len(row) < len(built)
    if same_label and has_labels and all(mark in rest for mark in theirs):
        return 2
    as_long = len(row) == len(built)
    one_differs = as_long and sum(a != b for a, b in zip(row, built, strict=True)) == 1
    return int(not {*theirs}.isdisjoint(ours) or (same_label and as_long) or one_differs)


def _labels(row: Row) -> list[str]:
    return [cell for cell in row if not MARK.search(cell)]


def _label(row: Row) -> str:
    return next(iter(_labels(row)), "")


def _others(built: Sequence[Row], ours: Sequence[Row]) -> str:
    """Which rows the data have and the table was not built with, and the other way round."""
    found = [(_NOW[kind], _label(row)) for kind, row, _, _ in differences(ours, built)]
    rows = {told: ", ".join(label for other, label in found if other == told) for told, _ in found}
    return "; ".join(f"{told}: {labels}" for told, labels in rows.items()) or "other columns"
