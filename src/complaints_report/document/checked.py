"""A document held to the data: every control beside what its expression gives now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from complaints_report.charts import Drawing
from complaints_report.document.findings import Finding, Kind
from complaints_report.document.opened import Opened
from complaints_report.document.places import Piece, labels_of, pieces
from complaints_report.document.saying import Saying
from complaints_report.document.typed import Typed
from complaints_report.metrics.figures import Figures
from complaints_report.report.blocks import Document, Table
from complaints_report.report.kept import FIGURE, TABLE, Item, fingerprint, rows_of

_DIRECTIONS = {
    "up": re.compile(r"\bincrease|\brose\b|\bup from\b|\bfrom none to\b|\brise\b"),
    "down": re.compile(r"\bdecrease|\bfell\b|\bdown from\b|\bto none\b|\bfall\b"),
    "level": re.compile(r"\bunchanged\b|\bdid not change\b"),
}


@dataclass(frozen=True)
class Now:
    """What the report would say now: its figures, its blocks, and what each chart shows, with its fingerprint."""

    figures: Figures
    document: Document
    charts: Mapping[str, str]
    drawings: Mapping[str, Drawing]

    @cached_property
    def tables(self) -> dict[str, str]:
        """The fingerprint of each table's rows."""
        tables = (block for block in self.document.blocks if isinstance(block, Table))
        return {table.name: fingerprint(rows_of(table)) for table in tables}

    @cached_property
    def own_tables(self) -> frozenset[str]:
        """The names of the tables that people wrote in `content/`."""
        written = (self.document.blocks[place] for place in self.document.own)
        return frozenset(block.name for block in written if isinstance(block, Table))


def findings(document: Opened, now: Now) -> Iterator[Finding]:
    """What became of everything that the document says, in the order it stands there; what was removed comes last."""
    items = {item.tag: item for item in document.kept.items} if document.kept else {}
    saying, typed = Saying(now), Typed(now)
    seen: set[str] = set()
    for piece in pieces(document):
        item = items.get(piece.tag)
        if item is None:
            table = items.get(piece.within)
            yield from typed.findings(piece) if table is None or table.expression in now.own_tables else ()
        elif item.kind == FIGURE:
            seen.add(item.tag)
            yield _figure(item, piece, saying.words(item.expression))
        elif item.tag not in seen:
            seen.add(item.tag)
            yield _table(item, piece, now, document.tags) if item.kind == TABLE else _chart(item, piece, now)
    yield from (_removed(item) for item in items.values() if item.tag not in seen)


def _figure(item: Item, piece: Piece, ours: str | None) -> Finding:
    """A figure or phrase: what the document says, what the data say, and what was said when it was built."""
    theirs = piece.words
    kind = _kind(item.said, theirs, ours)
    return _finding(kind, item, piece, theirs.strip(" ,"), (ours or "").strip(" ,"))


def _kind(built: str, theirs: str, ours: str | None) -> Kind:
    same, unchanged = alike(theirs), alike(built)
    if ours is None:
        return Kind.UNKNOWN
    if same == alike(ours):
        return Kind.AGREES
    if same != unchanged:
        return Kind.OVERTYPED
    return Kind.DIRECTION if direction(built) != direction(ours) else Kind.DIFFERS


def alike(words: str) -> str:
    """The words as they are compared: Word may change spaces and quotation marks, which say nothing."""
    return " ".join(words.replace("\xa0", " ").replace("’", "'").split())


def direction(words: str) -> str:
    """The way a phrase says something went: up, down or level; empty where it says none."""
    return next((way for way, said in _DIRECTIONS.items() if said.search(words)), "")


def _table(item: Item, piece: Piece, now: Now, tags: frozenset[str]) -> Finding:
    """A table's headings and labels: in the document, now, and when the report was built."""
    theirs = item.said if piece.table is None else fingerprint(labels_of(piece.table, tags))
    ours = now.tables.get(item.expression, "")
    kind = Kind.AGREES if theirs == ours else Kind.TABLE if theirs == item.said else Kind.OVERTYPED
    return _finding(kind, item, piece, "other rows", "those of the data" if ours else "no such table")


def _chart(item: Item, piece: Piece, now: Now) -> Finding:
    """A chart's numbers, now and when the report was built."""
    agrees = now.charts.get(item.expression) == item.said
    return _finding(Kind.AGREES if agrees else Kind.CHART, item, piece, "", "")


def _removed(item: Item) -> Finding:
    return Finding(Kind.REMOVED, "", "", item.title, item.said if item.kind == FIGURE else "", "", item.tag)


def _finding(kind: Kind, item: Item, piece: Piece, theirs: str, ours: str) -> Finding:
    return Finding(kind, piece.heading, piece.sentence(), item.title, theirs, ours, item.tag, piece.place())
