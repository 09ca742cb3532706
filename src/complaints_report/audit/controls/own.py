"""A report that we built, as people left it: what it keeps, where its controls stand, and what its tables show."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from complaints_report.audit.reading.document import Cell, Control, Document, Grid, Node, Sentence
from complaints_report.audit.reading.package import W
from complaints_report.audit.reading.word import tag_of
from complaints_report.report.kept import CHART, FIGURE, PROPERTY, TABLE, Item, Kept, figure_mark, from_xml
from complaints_report.report.now import Now

LOST_AT_MOST = 10
"""One in so many controls may be gone before a report is read as any other."""

CONTENT = {TABLE: (W + "tbl",), CHART: (W + "drawing", W + "pict")}
"""What a control of a table or a chart holds."""

Row = tuple[str, ...]
"""What the cells of a row show: labels in words, figures by their marks."""

DELETED = (W + "del", W + "moveFrom")
_MOST_DIGITS = 6


@dataclass(frozen=True)
class Lost:
    """How many controls a document records, and how many of them are gone or have lost their names."""

    recorded: int
    gone: int

    @property
    def many(self) -> bool:
        """Whether so many are gone that the document is to be read as any report."""
        return self.gone * LOST_AT_MOST > self.recorded


@dataclass(frozen=True, eq=False)
class Said:
    """A sentence or a cell, the heading over it, and how a person is told of it: of a cell by its row and column."""

    sentence: Sentence
    heading: str
    told: str


class OwnReport:
    """A report that we built: what it keeps, in which part, and where its controls stand."""

    def __init__(self, document: Document, kept_in: str, kept: Kept) -> None:
        self.document, self.kept_in, self.kept = document, kept_in, kept
        self._holders: dict[Sentence, list[Control | None]] = {}
        """The control of each letter of a sentence."""

    @classmethod
    def of(cls, document: Document) -> "OwnReport | None":
        """The document as a report of ours; None where it keeps nothing, or where 0.1.0 built it."""
        own = [cls(document, name, kept) for name, kept in kept_parts(document) if kept.report]
        return max(own, key=lambda one: len(one.figures), default=None)

    def is_of(self, now: Now) -> bool:
        """Whether it is of the organisation and the year that the data are of."""
        return (self.kept.organisation, self.kept.year) == (now.document.organisation, now.figures.year)

    @cached_property
    def figures(self) -> dict[Node, tuple[Item, Control, Said]]:
        """The controls of its figures that still have words, with what each says and where it stands."""
        found: dict[Node, tuple[Item, Control, Said]] = {}
        for said in sentences(self.document):
            for one in said.sentence.controls:
                item = self.kept.by_tag.get(one.tag)
                if item is not None and item.kind == FIGURE and one.words.strip():
                    found.setdefault(one.node, (item, one, said))
        return found

    @cached_property
    def others(self) -> list[tuple[Item, Node]]:
        """Its controls of tables and charts that are still there."""
        tree = self.document.package.tree(self.document.package.main)
        known = ((self.kept.by_tag.get(tag_of(one)), one) for one in tree.iter(W + "sdt"))
        return [
            (item, one)
            for item, one in known
            if item is not None and item.kind in CONTENT and not any(up.tag in DELETED for up in one.iterancestors())
            if next(one.iter(*CONTENT[item.kind]), None) is not None
        ]

    @cached_property
    def grids(self) -> dict[Node, Grid]:
        """Its tables by their elements."""
        return {one.node: one for one in self.document.blocks if isinstance(one, Grid)}

    def grid(self, control: Node) -> Grid | None:
        """The table in a control as it is read; None where it is none any more."""
        return self.grids.get(next(control.iter(W + "tbl"), None))

    def rows(self, control: Node) -> tuple[Row, ...]:
        """What the rows of the table in a control show."""
        grid = self.grid(control)
        return tuple(map(self.row, grid.rows)) if grid else ()

    def row(self, cells: Sequence[Cell]) -> Row:
        """What a row shows, a merged cell once."""
        return tuple(self._shown(cell.sentence) for cell in {id(cell): cell for cell in cells}.values())

    def _shown(self, said: Sentence) -> str:
        words = said.words
        for one in sorted(said.controls, key=lambda one: one.begins, reverse=True):
            if one.node in self.figures:
                words = words[: one.begins] + figure_mark(self.figures[one.node][0].expression) + words[one.ends :]
        return alike(words)

    def control_at(self, sentence: Sentence, begins: int, ends: int) -> Control | None:
        """The innermost control of a figure of ours in which letters of a sentence stand."""
        if sentence not in self._holders:
            holders: list[Control | None] = [None] * len(sentence.words)
            for one in sorted(sentence.controls, key=lambda one: one.begins - one.ends):
                if one.node in self.figures:
                    holders[one.begins : one.ends] = [one] * (one.ends - one.begins)
            self._holders[sentence] = holders
        return next(filter(None, self._holders[sentence][begins:ends]), None)

    @cached_property
    def gone(self) -> Counter[Item]:
        """In how many places each thing is no longer said."""
        there = Counter([*(item for item, _, _ in self.figures.values()), *(item for item, _ in self.others)])
        return Counter({one: one.times - there[one] for one in self.kept.items if one.times > there[one]})


def kept_parts(document: Document) -> Iterator[tuple[str, Kept]]:
    """What a document keeps of its figures, and the name of the part that does."""
    package = document.package
    for name in package.related(package.main, "customXml") if package else ():
        kept = from_xml(package.content(name))
        if kept is not None:
            yield name, kept


def lost_by(document: Document, own: OwnReport | None) -> Lost:
    """How many controls a document records, be it in a property alone, and how many are gone."""
    if own is not None:
        return Lost(own.kept.total, sum(own.gone.values()))
    package = document.package
    named = [one for name in package.related("", "custom-properties") for one in package.tree(name)] if package else []
    told = ("".join(one.itertext()).partition(" ")[0] for one in named if one.get("name") == PROPERTY)
    count = next((int(one) for one in told if one.isdecimal() and len(one) <= _MOST_DIGITS), 0)
    return Lost(count, count)


def sentences(document: Document) -> Iterator[Said]:
    """Every sentence and cell of a document, in reading order."""
    for block in document.blocks:
        if isinstance(block, Grid):
            places = {id(cell): (row, at, cell) for row, line in enumerate(block.rows) for at, cell in enumerate(line)}
            for row, at, cell in places.values():
                labels = block.row_label(row) or block.rows[row][0].words, block.column_label(at)
                yield Said(cell.sentence, block.heading, ", ".join(" ".join(one.split()) for one in labels if one))
        else:
            yield from (Said(one, block.heading, one.words) for one in block.sentences)


def alike(words: str) -> str:
    """The words as they are compared: Word may change spaces and quotation marks."""
    return " ".join(words.replace("\xa0", " ").replace("’", "'").split())


def rows_of_words(rows: str) -> tuple[Row, ...]:
    """The rows of a table from what is kept of them, a row a line."""
    return tuple(tuple(map(alike, line.split("\t"))) for line in rows.split("\n")) if rows else ()
