"""The lines and tables that a file of any kind gives, put together to blocks: under headings, on leads, captioned."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from complaints_report.audit.reading.document import (
    BOX,
    CAPTION,
    HEADING,
    ITEM,
    TEXT,
    Block,
    Cell,
    Control,
    Grid,
    Node,
    Passage,
    Segment,
    Sentence,
)

LOWEST = 10
"""The level of a line that only looks like a heading."""

_CAPTION = re.compile(r"^\s*(?:table|figure|chart|graph|fig\.?)\s+\d+(?:\.\d+)?[a-z]?\s*(?:[:.–—-]|$)\s*", re.IGNORECASE)
_OF_TABLE = re.compile(r"^\s*table\b", re.IGNORECASE)
_MARK = re.compile(r"^\s*[•●▪■◦○‣·∙–—-]\s+(?=\S)")
_BREAK = re.compile(r"\s*[\n\t\v\f\r]\s*|(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[£]*[A-Z\d])")
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|nos?(?=\.\s*\d)|No|Nos|St|Dr|Mr|Mrs|Ms|Cllr|Prof|Rev|approx|paras?|figs?|Figs?|Paras?|ref|regs?|vs"
    r"|cf|pp?|ss?|c|ca|incl|excl|est|avg|max|min|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])|^\W*\w{1,3}"
    r"|^\W*\d+(?:\.\d+)*)\.$"
)
_FEW, _SOME = 10, 20


@dataclass(frozen=True, eq=False)
class Line:
    """A paragraph: its words, what it is, and the level of a heading or the depth of an item in its list."""

    said: Sentence
    kind: str = TEXT
    level: int = 0
    node: Node = field(default=None, repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Table:
    """A table: what stands in each cell, the same list in each place that a merged one covers.

    `heads` is how many rows the file itself marks as headings.
    """

    rows: Sequence[Sequence["Content"]]
    heads: int = 0
    caption: str = ""
    tag: str = ""
    node: Node = field(default=None, repr=False)


Content = list[Line | Table]


def part_of(said: Sentence, begins: int, ends: int) -> Sentence:
    """The words of a sentence from one letter to another, with their places and controls."""
    following = [*(one.begins for one in said.segments[1:]), len(said.words) + 1]
    segments = (
        Segment(max(0, one.begins - begins), one.node, one.at + max(0, begins - one.begins))
        for one, stop in zip(said.segments, following, strict=True)
        if one.begins < max(ends, begins + 1) and begins < stop
    )
    controls = (
        replace(one, begins=max(0, one.begins - begins), ends=min(one.ends, ends) - begins)
        for one in said.controls
        if one.begins < ends and begins < one.ends
    )
    return Sentence(said.words[begins:ends], tuple(segments), tuple(controls))


def joined(said: Iterable[Sentence], between: str = "\n") -> Sentence:
    """Several sentences as one."""
    words = ""
    segments: list[Segment] = []
    controls: list[Control] = []
    for place, one in enumerate(said):
        words += between if place else ""
        begins = len(words)
        segments += [replace(it, begins=it.begins + begins) for it in one.segments]
        controls += [replace(it, begins=it.begins + begins, ends=it.ends + begins) for it in one.controls]
        words += one.words
    return Sentence(words, tuple(segments), tuple(controls))


def stripped(said: Sentence) -> Sentence:
    """A sentence without the blanks around it."""
    words = said.words
    begins = len(words) - len(words.lstrip())
    ends = max(begins, len(words.rstrip()))
    return said if (begins, ends) == (0, len(words)) else part_of(said, begins, ends)


def sentences(said: Sentence) -> tuple[Sentence, ...]:
    """The sentences of a paragraph."""
    bounds = [0]
    for gap in _BREAK.finditer(said.words):
        if not gap[0].strip() and "\n" not in gap[0] and "\t" not in gap[0] and _goes_on(said.words, bounds[-1], gap):
            continue
        bounds += [gap.end()]
    found = (stripped(part_of(said, begins, ends)) for begins, ends in pairwise([*bounds, len(said.words)]))
    return tuple(one for one in found if one.words)


def _goes_on(words: str, begins: int, gap: re.Match[str]) -> bool:
    """Whether a sentence goes on after a full stop, since it ends a shortened word or stands within brackets."""
    before = words[begins : gap.start()]
    open_brackets = before.count("(") - before.count(")")
    return bool(_SHORTENED.search(before[-40:])) or (open_brackets > 0 and ")" in words[gap.end() : gap.end() + 200])


class Composition:
    """Puts lines and tables together in their order, with what stands over each."""

    def __init__(self, headings: Sequence[str] = ()) -> None:
        self._over = [(0, words) for words in reversed(headings)]
        self._lead, self._items = "", [(0, "")][:0]
        self._caption = ""
        """What a table that follows next may be called."""
        self.notes: dict[str, tuple[str, ...]] = {}
        """The headings over the place that refers to each note."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings over what comes next, the nearest first."""
        return tuple(words for _, words in reversed(self._over))

    def blocks(self, found: Iterable[Line | Table]) -> Iterator[Block]:
        """The blocks of some lines and tables."""
        everything = list(found)
        used: set[int] = set()
        for place, one in enumerate(everything):
            following = everything[place + 1] if place + 1 < len(everything) else None
            if isinstance(one, Table):
                yield from self._table(one, following, used)
            else:
                yield from self._line(one)
                if id(one) in used:
                    self._caption = ""

    def _line(self, line: Line) -> Iterator[Passage]:
        line = _as_it_looks(line)
        words = line.said.words
        if not words:
            return
        if line.kind == HEADING:
            self._over = [one for one in self._over if one[0] < line.level]
        passage = Passage(line.kind, words, sentences(line.said), self.headings, self._lead_of(line), line.node)
        yield passage
        self.notes |= dict.fromkeys(line.notes, self.headings)
        if line.kind == HEADING:
            self._over.append((line.level, words))
        last = passage.sentences[-1].words
        self._lead = last if line.kind == TEXT else self._lead if line.kind == ITEM else ""
        is_short = len(last.split()) <= _SOME and (last.endswith(":") or not passage.sentences[-1].numbers)
        self._caption = words if line.kind == CAPTION else last if is_short and line.kind == TEXT else ""

    def _lead_of(self, line: Line) -> str:
        """What an item hangs on: the words above its list, and the items that it is nested in."""
        if line.kind != ITEM:
            self._items = []
            return ""
        self._items = [one for one in self._items if one[0] < line.level]
        lead = " ".join(filter(None, [self._lead, *(words for _, words in self._items)]))
        self._items.append((line.level, line.said.words))
        return lead

    def _table(self, table: Table, following: Line | Table | None, used: set[int]) -> Iterator[Block]:
        caption = table.caption or self._caption
        if isinstance(following, Line) and _OF_TABLE.match(following.said.words) and not _CAPTION.match(caption):
            if _as_it_looks(following).kind == CAPTION:
                caption = following.said.words
                used.add(id(following))
        self._caption, self._lead = "", ""
        if _is_layout(table):
            yield from self._boxes(table)
            return
        yield _grid(table, plain_caption(caption), self.headings)
        for content in _each(table):
            yield from self.blocks(one for one in content if isinstance(one, Table))

    def _boxes(self, table: Table) -> Iterator[Block]:
        """The lines of a table that only sets words apart, each with the other lines of its cell as its lead."""
        for content in _each(table):
            lines = [one for one in content if isinstance(one, Line)]
            if any(line.kind == HEADING and line.level < LOWEST for line in lines):
                yield from self.blocks(content)
                continue
            for one in content:
                if isinstance(one, Table):
                    yield from self.blocks([one])
                elif said := stripped(one.said):
                    if said.words:
                        lead = _lead_in_box(one, lines)
                        yield Passage(BOX, said.words, sentences(said), self.headings, lead, one.node)


def _lead_in_box(line: Line, lines: Sequence[Line]) -> str:
    others = lines if len(lines) <= 4 else lines[:1]
    short = (one.said.words.strip() for one in others if one is not line and len(one.said.words.split()) <= _FEW)
    return " ".join(short)


def _as_it_looks(line: Line) -> Line:
    """A line of a list or a caption by its looks, where its style does not say so."""
    said = stripped(line.said)
    mark = _MARK.match(said.words)
    if line.kind == TEXT and mark:
        return replace(line, said=part_of(said, mark.end(), len(said.words)), kind=ITEM)
    return replace(line, said=said, kind=CAPTION if line.kind == TEXT and _CAPTION.match(said.words) else line.kind)


def plain_caption(words: str) -> str:
    """A caption without its number."""
    return _CAPTION.sub("", words).strip()


def _each(table: Table) -> Iterator[Content]:
    """What stands in each cell, once."""
    yield from {id(content): content for row in table.rows for content in row}.values()


def _is_layout(table: Table) -> bool:
    """Whether a table only sets words apart: it has one row or one column, or a single cell."""
    return len(table.rows) < 2 or max(map(len, table.rows)) < 2


def _grid(table: Table, caption: str, headings: tuple[str, ...]) -> Grid:
    cells = {
        id(content): Cell(stripped(joined(one.said for one in content if isinstance(one, Line))))
        for content in _each(table)
    }
    width = max(map(len, table.rows))
    rows = tuple(
        tuple([*(cells[id(content)] for content in row), *(Cell(Sentence("")) for _ in range(width - len(row)))])
        for row in table.rows
    )
    heads = max(table.heads, _heads(rows))
    return Grid(caption, rows, heads, _labels(rows[heads:]), headings, table.tag, table.node)


_WORD = re.compile(r"[^\W\d_]+")


def is_valued(cell: Cell) -> bool:
    """Whether a cell holds numbers and hardly a word beside them."""
    if not cell.numbers:
        return False
    rest = cell.words
    for number in reversed(cell.numbers):
        rest = rest[: number.begins] + rest[number.ends :]
    return len(_WORD.findall(rest)) <= len(cell.numbers)


def _heads(rows: Sequence[Sequence[Cell]]) -> int:
    """How many first rows are headings: those before the first that has a number beside its label."""
    first = next((place for place, row in enumerate(rows) if any(map(is_valued, row[1:]))), None)
    return min(1, len(rows) - 1) if first is None else first


def _labels(rows: Sequence[Sequence[Cell]]) -> int:
    """How many first columns are labels: those before the first that has numbers in most of its cells."""
    if not rows:
        return 1
    for column in range(len(rows[0])):
        filled = [row[column] for row in rows if row[column].words]
        if filled and 2 * sum(map(is_valued, filled)) >= len(filled):
            return column
    return 1
