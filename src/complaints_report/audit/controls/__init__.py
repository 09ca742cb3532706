"""A report that we built, as people left it: what it keeps, where its controls stand, and what its tables show."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from complaints_report.audit.findings import Lost
from complaints_report.audit.reading.document import Block, Control, Document, Grid, Sentence
from complaints_report.audit.reading.wordprocessing import tag_of
from complaints_report.report.statements import CHART, FIGURE, TABLE, Item, Row, alike, figure_mark, rows_from
from complaints_report.word.custom_part import Kept, count_told, from_xml
from complaints_report.word.markup import Node, W, is_deleted

_CONTENT = {TABLE: (W + "tbl",), CHART: (W + "drawing", W + "pict")}
"""What a control of a table or a chart holds."""


@dataclass(frozen=True, eq=False)
class Said:
    """A figure that a control says: in which sentence or cell, under which heading, and how a person is told of it."""

    item: Item
    control: Control
    sentence: Sentence
    heading: str
    told: str


class OwnReport:
    """A report that we built: what it keeps, in which part, and where its controls stand."""

    def __init__(self, document: Document, kept_in: str, kept: Kept) -> None:
        self.document, self.kept_in, self.kept = document, kept_in, kept
        self._blocks: dict[Node, Block] = {one.node: one for one in document.blocks}
        self.grids = {node: one for node, one in self._blocks.items() if isinstance(one, Grid)}
        """Its tables by their elements."""
        self.figures: dict[Node, Said] = {}
        """The controls of its figures that still have words, with what each says and where it stands."""
        self._letters: dict[tuple[Sentence, int], Said] = {}
        for sentence, heading, told in sentences(document):
            for one in sorted(sentence.controls, key=lambda one: (one.begins, -one.ends)):
                item = kept.by_tag.get(one.tag)
                if item is not None and item.kind == FIGURE and one.words.strip():
                    said = self.figures.setdefault(one.node, Said(item, one, sentence, heading, told))
                    self._letters |= {(sentence, at): said for at in range(one.begins, one.ends)}
        self.copied = frozenset(self._copied())
        """The controls of rows that somebody made of another row: they name the figures of that one."""
        self.figures = {node: said for node, said in self.figures.items() if node not in self.copied}
        self._letters = {at: said for at, said in self._letters.items() if said.control.node not in self.copied}

    def _copied(self) -> Iterator[Node]:
        kept = (rows_from(one.latest) for one in self.kept.items if one.kind == TABLE)
        built = {row[0] for rows in kept for row in rows}
        for grid in self.grids.values():
            alike_rows: dict[tuple[str, ...], list[tuple[bool, list[Node]]]] = defaultdict(list)
            for row in grid.rows:
                nodes = [one.node for cell in dict.fromkeys(row) for one in cell.controls]
                held = [node for node in nodes if node in self.figures]
                tags = tuple(self.figures[node].control.tag for node in held)
                alike_rows[tags].append((alike(row[0].words) not in built, held))
            for rows in alike_rows.values():
                yield from (node for _, held in sorted(rows, key=lambda one: one[0])[1:] for node in held)

    @classmethod
    def of(cls, document: Document) -> "OwnReport | None":
        """The document as a report of ours; None where it keeps nothing, or where 0.1.0 built it."""
        own = [cls(document, name, kept) for name, kept in kept_parts(document) if kept.report]
        return max(own, key=lambda one: len(one.figures), default=None)

    def said_at(self, sentence: Sentence, begins: int, ends: int) -> Said | None:
        """The figure that is said by the innermost control in which letters of a sentence stand."""
        return next(filter(None, (self._letters.get((sentence, at)) for at in range(begins, ends))), None)

    @cached_property
    def others(self) -> list[tuple[Item, Node, Node]]:
        """What its other controls say that are still there: the control, and its table or drawing."""
        tree = self.document.package.tree(self.document.package.main)
        found: list[tuple[Item, Node, Node]] = []
        for one in tree.iter(W + "sdt"):
            item = self.kept.by_tag.get(tag_of(one))
            content = next(one.iter(*_CONTENT[item.kind]), None) if item and item.kind in _CONTENT else None
            if item and content is not None and not is_deleted(one):
                found.append((item, one, content))
        return found

    def block_at(self, node: Node) -> Block | None:
        """The passage or table that is in a control of a table or a chart, or the next one to it."""
        paragraph = [*node.iter(W + "p"), *node.iterancestors(W + "p"), node][0]
        beside = (*node.iter(W + "tbl"), paragraph, *paragraph.itersiblings())
        return next((self._blocks[one] for one in beside if one in self._blocks), None)

    @cached_property
    def rows(self) -> dict[Node, tuple[Row, ...]]:
        """What the rows of each table show, a merged cell once."""
        shown = self.grids.items()
        return {node: tuple(tuple(map(self._shown, dict.fromkeys(row))) for row in one.rows) for node, one in shown}

    def _shown(self, cell: Sentence) -> str:
        words = cell.words
        for one in sorted(cell.controls, key=lambda one: one.begins, reverse=True):
            if one.node in self.figures:
                words = words[: one.begins] + figure_mark(self.figures[one.node].item.expression) + words[one.ends :]
        return alike(words)

    @cached_property
    def gone(self) -> Counter[Item]:
        """In how many places each thing is no longer said."""
        there = Counter([*(one.item for one in self.figures.values()), *(item for item, _, _ in self.others)])
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
    parts = package.related("", "custom-properties") if package else ()
    told = max((count_told(package.tree(name)) for name in parts), default=0)
    return Lost(told, told)


def sentences(document: Document) -> Iterator[tuple[Sentence, str, str]]:
    """Every sentence and cell, its heading, and how a person is told of it: of a cell by its row and column."""
    for block in document.blocks:
        if not isinstance(block, Grid):
            yield from ((one, block.heading, one.words) for one in block.sentences)
            continue
        places = {cell: (row, at) for row, line in enumerate(block.rows) for at, cell in enumerate(line)}
        for cell, (row, at) in places.items():
            labels = block.row_label(row) or block.rows[row][0].words, block.column_label(at)
            yield cell, block.heading, ", ".join(" ".join(one.split()) for one in labels if one)
