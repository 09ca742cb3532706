"""A report of ours held to the data: each of its controls beside what its expression gives now."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from complaints_report.audit.controls.own import Lost, OwnReport, Row, Said, alike, lost_by, rows_of_words
from complaints_report.audit.findings import CONTROL, DATA, Finding, Kind
from complaints_report.audit.reading.document import Control, Document, Grid, Node, Place, Spot
from complaints_report.audit.reading.numbers import Number, numbers_in
from complaints_report.audit.reading.package import W
from complaints_report.audit.reading.word import tag_of
from complaints_report.english import WAYS
from complaints_report.metrics.named import command_of
from complaints_report.report.kept import FIGURE, TABLE, Item, figure_mark
from complaints_report.report.now import Now

MARK = re.compile(r"\{[0-9a-f]{12}\}")
_TO_NONE = re.compile(r"\bto none\b|\bfrom none\b|\bunchanged\b|\bdid not change\b")


@dataclass(frozen=True)
class Checked:
    """What is found of a document's controls; `free` are its numbers outside of them, in reading order.

    `right` and `wrong` are the numbers within; `agreeing` is how many controls agree.
    """

    findings: tuple[Finding, ...]
    agreeing: int
    right: frozenset[Spot]
    wrong: frozenset[Spot]
    free: tuple[Spot, ...]
    lost: Lost


def checked(document: Document, now: Now | None) -> Checked:
    """A document held to its controls; where it is none of the data's, or has lost them, all its numbers are free."""
    own = OwnReport.of(document)
    lost = lost_by(document, own)
    if own is None or now is None or lost.many or not own.is_of(now):
        return Checked((), 0, frozenset(), frozenset(), tuple(document.spots()), lost)
    check = _Check(own, now)
    findings = tuple(check.findings())
    right, wrong, free = check.spots()
    return Checked(findings, check.agreeing, right, wrong, free, lost)


class _Check:
    """Holds the controls of one report to the data."""

    def __init__(self, own: OwnReport, now: Now) -> None:
        self._own, self._now = own, now
        self._wrong: dict[Node, frozenset[str]] = {}
        """The numbers of each control that are wrong."""
        self._rows = {
            next(node.iter(W + "tbl")): rows_of_words(now.tables.get(item.expression, ""))
            for item, node in own.others
            if item.kind == TABLE and item.expression not in now.own_tables
        }
        """The rows that the data give for each table."""
        self._marked = {figure_mark(one.expression): one for one in own.kept.items if one.kind == FIGURE}
        self._explained: dict[Item, str] = {}
        self.agreeing = 0

    def findings(self) -> Iterator[Finding]:
        """What became of the figures in their order, then of the tables and charts, and what is gone."""
        for item, control, said in self._own.figures.values():
            yield from self._figure(item, control, said)
        gone = self._own.gone.copy()
        for item, node in self._own.others:
            found = list(self._table(item, node, gone) if item.kind == TABLE else self._chart(item, node))
            self.agreeing += not found
            yield from found
        for table in [one for one in gone if one.kind == TABLE]:
            gone.subtract(self._marked[mark] for mark in MARK.findall(table.latest) if mark in self._marked)
        yield from (self._removed(item, times) for item, times in gone.items() if times > 0)

    def spots(self) -> tuple[frozenset[Spot], frozenset[Spot], tuple[Spot, ...]]:
        """The numbers of controls that agree, those of controls that do not, and those outside of any."""
        found: dict[str, list[Spot]] = {"right": [], "wrong": [], "free": []}
        for spot in self._own.document.spots():
            found[self._verdict(spot)].append(spot)
        return frozenset(found["right"]), frozenset(found["wrong"]), tuple(found["free"])

    def _verdict(self, spot: Spot) -> str:
        control = self._own.control_at(spot.sentence, spot.number.begins, spot.number.ends)
        if control is None:
            return "right" if isinstance(spot.block, Grid) and self._is_of_the_data(spot.block, spot.row) else "free"
        if self._now.words(self._own.figures[control.node][0].expression) is None:
            return "free"
        return "wrong" if spot.number.text in self._wrong.get(control.node, ()) else "right"

    def _is_of_the_data(self, grid: Grid, row: int) -> bool:
        """Whether a row of one of our tables says what the data give, and not what a person wrote in `content/`."""
        return self._own.row(grid.rows[row]) in self._rows.get(grid.node, ())

    def _figure(self, item: Item, control: Control, said: Said) -> Iterator[Finding]:
        """A figure or phrase: what the document says, what the data give, and what the program had it say."""
        theirs, ours = control.words, self._now.words(item.expression)
        if ours is None:
            return
        if says_the_same(theirs, ours):
            self.agreeing += 1
            return
        typed = not any(says_the_same(theirs, built) for built in item.said)
        turned = not typed and way(theirs) != way(ours)
        bad = _different(theirs, ours)
        self._wrong[control.node] = frozenset(number.text for number, _ in bad)
        number, should = theirs.strip(" ,"), ours.strip(" ,")
        place = said.sentence.place(control.begins, control.ends)
        if len(bad) == 1 and bad[0][1] and not turned:
            number, should = bad[0][0].text, bad[0][1]
            begins = said.sentence.words.find(number, control.begins)
            place = said.sentence.place(begins, begins + len(number))
        kind = Kind.OVERTYPED if typed else Kind.DIRECTION if turned else Kind.DIFFERS
        why, where = f"{item.title}: {_why(typed, turned)} “{ours.strip(' ,')}”", self._where(item)
        layer = DATA if turned else CONTROL
        yield Finding(kind, layer, said.heading, said.told, number, should, why, where, control.tag, place)

    def _where(self, item: Item) -> str:
        if item not in self._explained:
            found = self._now.expressions.figures(item.expression)
            self._explained[item] = f"`complaints-report explain {command_of(found[0])}`" if found else ""
        return self._explained[item]

    def _chart(self, item: Item, node: Node) -> Iterator[Finding]:
        """A chart's numbers, now and when it was last drawn."""
        ours = self._now.charts.get(item.expression)
        if ours is not None and ours != item.latest:
            why = f"{item.title}: the chart shows other numbers than the data now give"
            yield self._whole(Kind.CHART, item, node, why)

    def _whole(self, kind: Kind, item: Item, node: Node, why: str) -> Finding:
        paragraph = [*node.iter(W + "p"), *node.iterancestors(W + "p"), node][0]
        over = {one.node: one.heading for one in self._own.document.blocks}
        beside = (paragraph, *node.iter(W + "tbl"), *paragraph.itersiblings())
        heading = next((over[one] for one in beside if one in over), "")
        return Finding(kind, CONTROL, heading, item.title, "", "", why, "", tag_of(node), Place(paragraph, 0, 0))

    def _table(self, item: Item, node: Node, gone: Counter[Item]) -> Iterator[Finding]:
        """A table's rows: in the document, now, and when it was last drawn."""
        ours, built = rows_of_words(self._now.tables.get(item.expression, "")), rows_of_words(item.latest)
        rows, grid = self._own.rows(node), self._own.grid(node)
        if ours == rows:
            return
        if ours not in (built, ()):
            why = f"{item.title}: the data now have other rows ({_others(built, ours)})"
            yield self._whole(Kind.TABLE, item, node, why)
        for one in differences(rows, built):
            gone.subtract(self._marked[mark] for mark in one.gone if mark in self._marked)
            told = self._whole(one.kind, item, node, f"{item.title}: {one.why}")
            told = replace(told, sentence=one.label, document=one.theirs, should=one.ours)
            place = grid.rows[one.at][0].sentence.place() if grid and one.at is not None else None
            yield replace(told, where=f"{item.title}, row {one.label}", place=place or told.place)

    def _removed(self, item: Item, times: int) -> Finding:
        said = item.latest.strip(" ,") if item.kind == FIGURE else ""
        places = "" if item.times == 1 else f" in {times:,} of its {item.times:,} places"
        why = f"{item.title}: its control is no longer in the document{places}"
        return Finding(Kind.REMOVED, CONTROL, "", "", said, "", why)


def says_the_same(theirs: str, ours: str) -> bool:
    """Whether two texts say the same: spaces, quotation marks and how numbers are written say nothing."""
    return alike(theirs) == alike(ours) or _valued(theirs) == _valued(ours)


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


def _why(typed: bool, turned: bool) -> str:
    if typed:
        return "somebody typed over this; the data give"
    return "this direction no longer holds; the data give" if turned else "the data now give"


def way(words: str) -> str | int:
    """The way a phrase says something went; empty where it says none."""
    found = _TO_NONE.search(words)
    return found[0] if found else next((WAYS[one] for one in re.findall(r"[a-z]+", words.lower()) if one in WAYS), "")


@dataclass(frozen=True)
class Difference:
    """What a person did to a row of a table: the row, what it says and said, and the figures that went with it."""

    kind: Kind
    label: str
    why: str
    at: int | None = None
    theirs: str = ""
    ours: str = ""
    gone: tuple[str, ...] = ()


def differences(rows: Sequence[Row], built: Sequence[Row]) -> Iterator[Difference]:
    """What people did to the rows of a table: those that they changed, added, moved and removed."""
    left = dict(enumerate(built))
    met: dict[int, int] = {}
    for tried in (_is, _is_of):
        for at, row in enumerate(rows):
            found = next((place for place in left if tried(row, left[place])), None) if at not in met else None
            if found is not None:
                met[at] = found
                del left[found]
    stay = _in_order([met[at] for at in sorted(met)])
    for at, row in enumerate(rows):
        label = _label(row)
        if at not in met:
            yield Difference(Kind.TYPED, label, "a row that somebody added", at)
        elif not _is(row, built[met[at]]):
            yield _changed(at, row, built[met[at]])
        elif met[at] not in stay:
            yield Difference(Kind.MOVED, label, "a row that somebody moved", at)
    for row in left.values():
        yield Difference(Kind.REMOVED, _label(row), "a row that somebody removed", gone=tuple(_marks(row)))


def _marks(row: Row) -> list[str]:
    return [mark for cell in row for mark in MARK.findall(cell)]


def _labels(row: Row) -> list[str]:
    return [cell for cell in row if not MARK.search(cell)]


def _label(row: Row) -> str:
    return " ".join(_labels(row)[:1])


def _is(row: Row, built: Row) -> bool:
    """Whether a row is the one that was built, where cells may have been typed over, added or left out."""
    rest = iter(_marks(built))
    missing = [cell for cell in _labels(built) if cell not in row]
    same = all(mark in rest for mark in _marks(row)) and row[:1] == built[:1]
    return same and (not missing or len(row) < len(built))


def _is_of(row: Row, built: Row) -> bool:
    """Whether a row seems to be the one that was built, with another label or other figures."""
    return bool({*_marks(row)} & {*_marks(built)}) or (row[:1] == built[:1] and len(row) == len(built))


def _changed(at: int, row: Row, built: Row) -> Difference:
    """A row that says something else than it was built to."""
    theirs, ours = ([cell for cell in a if cell not in b] for a, b in ((_labels(row), built), (_labels(built), row)))
    if theirs or ours:
        why = "a heading or label that somebody changed"
        return Difference(Kind.OVERTYPED, _label(row), why, at, "; ".join(theirs), "; ".join(ours))
    return Difference(
        Kind.OVERTYPED, _label(row), "a row in which other figures of the report stand than were built in it", at
    )


def _in_order(places: Sequence[int]) -> frozenset[int]:
    """The most places that follow each other as they were built: the others were moved."""
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for place in places:
        at = bisect_left(ends, place)
        chain = (*(chains[at - 1] if at else ()), place)
        ends[at : at + 1], chains[at : at + 1] = [place], [chain]
    return frozenset(chains[-1]) if chains else frozenset()


def _others(built: Sequence[Row], ours: Sequence[Row]) -> str:
    """Which rows the data have and the table was not built with, and the other way round."""
    new, old = ([_label(row) for row in a if row not in b] for a, b in ((ours, built), (built, ours)))
    lists = {"other numbers in": [one for one in new if one in old], "new": [one for one in new if one not in old]}
    lists["gone"] = [one for one in old if one not in new]
    return "; ".join(f"{told}: {', '.join(rows)}" for told, rows in lists.items() if rows) or "in another order"
