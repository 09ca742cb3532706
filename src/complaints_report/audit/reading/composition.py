"""The lines and tables that a file of any kind gives, put together to blocks: under headings, on leads, captioned."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

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
from complaints_report.audit.reading.numbers import DAYS

_MOST = {
    "tags": 2_000_000,
    "letters": 3_000_000,
    "numbers": 50_000,
    "letters in a paragraph": 100_000,
    "cells in a table": 50_000,
}
"""What a document may come to: a report of 1,000 pages has less."""

LOWEST = 10
"""The level of a line that only looks like a heading."""

_CAPTION = re.compile(
    r"^\s*(?:table|figure|chart|graph|fig\.?)\s+\d+(?:\.\d+)?[a-z]?\s*(?:[:.–—-]|\s\s|$)\s*", re.IGNORECASE
)
_OF_TABLE = re.compile(r"^\s*table\b", re.IGNORECASE)
_MARK = re.compile(r"^\s*[•●▪■◦○‣·∙–—-]\s+(?=\S)")
_BREAK = re.compile(r"[\n\t\v\f\r]\s*|[ \u00a0]{3,}|\s[·|•]\s+|(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[£]*[A-Z\d])")
_BLANK = frozenset("\n\t\v\f\r")
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|nos?(?=\.\s*\d)|No|Nos|St|Dr|Mr|Mrs|Ms|Cllr|Prof|Rev|approx|paras?|figs?|Figs?|Paras?|ref|regs?|vs"
    r"|cf|pp?|ss?|c|ca|incl|excl|est|avg|max|min|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])|^\W*[ivx]{1,4}"
    r"|^\W*\d+(?:\.\d+)*)\.$"
)
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_STAGE_ALONE = re.compile(r"stage (?:\d|one|two|three)(?:\s?[:–-])?(?: \w+){0,2}$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:table of )?contents$", re.IGNORECASE)
_PAGE, _LEADER = re.compile(r"\s\d{1,3}$"), re.compile(r"(?:\.\s?|…){4,}\s*\d{1,3}$")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_RANGE = frozenset(("to", "and", "or", "over", "under", "plus", "older", "younger", "year", "years", "aged"))
"""Words that make a label of numbers."""
_ORDINAL = re.compile(r"(?:stage|age|month|week|no\.?|number|ref\.?|rank|item|#|step|level|phase)?s?$", re.IGNORECASE)
_OF_ALL = re.compile(r"\b(?:total|all|overall|grand|everything)\b", re.IGNORECASE)
_FEW, _SOME, _MOST_HEADS = 10, 20, 3


class TooLarge(Exception):  # noqa: N818 - what is wrong, as the others are named
    """A document has more of something than any report: the text says what."""


def at_most(count: int, what: str) -> None:
    """Stops where there is more of something than any report has."""
    if count > _MOST[what]:
        raise TooLarge(f"more than {_MOST[what]:,} {what}")


@dataclass(frozen=True, eq=False)
class Line:
    """A paragraph: its words, what it is, and the level of a heading or the depth of an item in its list."""

    said: Sentence
    kind: str = TEXT
    level: int = 0
    node: Node = field(default=None, repr=False)
    notes: tuple[str, ...] = ()
    stands_out: bool = False
    """Whether it looks like a heading: all in bold, or alone."""


@dataclass(frozen=True, eq=False)
class Table:
    """A table: what stands in each cell, the same list in each place that a merged one covers.

    `heads` and `labels` are how many rows and columns the file itself marks as headings.
    """

    rows: Sequence[Sequence["Content"]]
    heads: int = 0
    labels: int = 0
    tag: str = ""
    node: Node = field(default=None, repr=False)


Content = list[Line | Table]


def part_of(said: Sentence, begins: int, ends: int) -> Sentence:
    """The words of a sentence from one letter to another, with their places and controls."""
    following = [*(one.begins for one in said.segments[1:]), len(said.words) + 1]
    segments = (
        Segment(max(0, one.begins - begins), one.node, one.at + max(0, begins - one.begins))
        for one, stop in zip(said.segments, following, strict=False)
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
    bounds = [*_beginnings(said.words), len(said.words)]
    inside: list[list[Control]] = [[] for _ in bounds]
    for control in said.controls:
        for place in range(bisect_right(bounds, control.begins) - 1, bisect_left(bounds, control.ends)):
            inside[place].append(control)
    at = [one.begins for one in said.segments]
    found = []
    for place, (begins, ends) in enumerate(pairwise(bounds)):
        segments = said.segments[max(0, bisect_right(at, begins) - 1) : bisect_left(at, ends)]
        found.append(stripped(part_of(Sentence(said.words, segments, tuple(inside[place])), begins, ends)))
    return tuple(one for one in found if one.words)


def _beginnings(words: str) -> Iterator[int]:
    """Where each sentence begins."""
    begins = counted = opened = 0
    yield begins
    for gap in _BREAK.finditer(words):
        opened += words.count("(", counted, gap.start()) - words.count(")", counted, gap.start())
        counted = gap.start()
        is_break = not _BLANK.isdisjoint(gap[0]) or len(gap[0]) > 2
        if not is_break and (
            _SHORTENED.search(words[max(begins, gap.start() - 40) : gap.start()])
            or (opened > 0 and ")" in words[gap.end() : gap.end() + 200])
        ):
            continue
        begins, opened = gap.end(), 0
        yield begins


class Composition:
    """Puts lines and tables together in their order, with what stands over each."""

    def __init__(self, headings: Sequence[str] = (), counted: Counter[str] | None = None) -> None:
        self.counted: Counter[str] = Counter() if counted is None else counted
        """How many letters and numbers were read, here and in what shares the counter."""
        self._over = [(0, words) for words in reversed(headings)]
        self._lead, self._items = "", [(0, "")][:0]
        self.title = ""
        """What the styles of titles say."""
        self._above: Passage | None = None
        """The passage directly above, where it is no caption of the table before it."""
        self._taken: Line | None = None
        self.notes: dict[str, tuple[str, ...]] = {}
        """The headings over the place that refers to each note."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings over what comes next, the nearest first."""
        return tuple(words for _, words in reversed(self._over))

    def blocks(self, found: Iterable[Line | Table]) -> Iterator[Block]:
        """The blocks of some lines and tables."""
        for one, following in pairwise(chain(found, [None])):
            if isinstance(one, Table):
                yield from self._table(one, following)
            elif one is not None:
                yield from self._line(one)

    def _line(self, given: Line) -> Iterator[Passage]:
        line = _as_it_looks(given)
        words = line.said.words
        self._count(line.said)
        if not words or self._is_of_contents(line):
            return
        if line.kind == HEADING and line.level:
            self._over = [one for one in self._over if one[0] < line.level]
        passage = Passage(line.kind, words, sentences(line.said), self.headings, self._lead_of(line), line.node)
        yield passage
        self.notes |= dict.fromkeys(line.notes, self.headings)
        if line.kind == HEADING:
            self._put_over(line.level, words)
        last = passage.sentences[-1].words
        self._lead = last if line.kind == TEXT else self._lead if line.kind == ITEM else ""
        self._above = None if given is self._taken else passage

    def _count(self, said: Sentence) -> None:
        """Counts letters and numbers, and stops where there are more than in any report."""
        at_most(len(said.words), "letters in a paragraph")
        self.counted.update(letters=len(said.words), numbers=len(_DIGITS.findall(said.words)))
        at_most(self.counted["letters"], "letters")
        at_most(self.counted["numbers"], "numbers")

    def _put_over(self, level: int, words: str) -> None:
        """Goes on below a heading; all that a cover says of the whole is one."""
        if level:
            self._over.append((level, words))
        else:
            self.title = f"{self.title}: {words}" if self.title else words
            self._over = [(0, self.title), *(one for one in self._over if one[0])]

    def _is_of_contents(self, line: Line) -> bool:
        """Whether a line is of a list of contents that somebody typed."""
        over = self._over[-1][1] if self._over else ""
        is_listed = _CONTENTS.match(over) and line.kind in (TEXT, ITEM) and _PAGE.search(line.said.words)
        return bool(is_listed or _LEADER.search(line.said.words))

    def _lead_of(self, line: Line) -> str:
        """What an item hangs on: the words above its list, and the items that it is nested in."""
        if line.kind != ITEM:
            self._items = []
            return ""
        self._items = [one for one in self._items if one[0] < line.level]
        lead = " ".join(filter(None, [self._lead, *(words for _, words in self._items)]))
        self._items.append((line.level, line.said.words))
        return lead

    def _table(self, table: Table, following: Line | Table | None) -> Iterator[Block]:
        caption = _as_caption(self._above) if self._above else ""
        if isinstance(following, Line) and not _CAPTION.match(caption) and _is_of_table(following):
            caption, self._taken = following.said.words, following
        self._above, self._lead, self._items = None, "", []
        lines = (one for content in _each(table) for one in content if isinstance(one, Line))
        for line in lines:
            self._count(line.said)
            self.notes |= dict.fromkeys(line.notes, self.headings)
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
                elif (said := stripped(one.said)).words:
                    lead = _lead_in_box(one, lines)
                    yield Passage(BOX, said.words, sentences(said), self.headings, lead, one.node)


def _lead_in_box(line: Line, lines: Sequence[Line]) -> str:
    """The lines that stand in a box with a number alone, or the short ones; of a large box only its first."""
    others = [one.said.words.strip() for one in (lines if len(lines) <= 4 else lines[:1]) if one is not line]
    is_worded = _WORD.search(line.said.words)
    return " ".join(one for one in others if not is_worded or _is_short(one))


def _is_short(words: str) -> bool:
    """Whether a line is a few words that end no sentence."""
    return len(words.split()) <= _FEW and not words.endswith((".", ";", ",", ":"))


def _is_of_table(line: Line) -> bool:
    """Whether a line below a table is its caption."""
    return bool(_OF_TABLE.match(line.said.words)) and _as_it_looks(line).kind == CAPTION


def _as_it_looks(line: Line) -> Line:
    """A line as an item, a caption or a heading by its looks, where its style does not say what it is."""
    said = stripped(line.said)
    if line.kind == TEXT and (mark := _MARK.match(said.words)):
        return replace(line, said=part_of(said, mark.end(), len(said.words)), kind=ITEM)
    if line.kind == TEXT and _CAPTION.match(said.words):
        return replace(line, said=said, kind=CAPTION)
    if line.kind == TEXT and (marks := _MARKDOWN.match(said.words)):
        said = part_of(said, marks.end(), len(said.words))
        return replace(line, said=said, kind=HEADING, level=len(marks[1]))
    if line.kind == TEXT and _looks_like_a_heading(said, line.stands_out):
        return replace(line, said=said, kind=HEADING, level=LOWEST)
    return replace(line, said=said)


def _looks_like_a_heading(said: Sentence, stands_out: bool) -> bool:
    """Whether a line is a few words that stand out, or names a stage alone: headings of those who use no styles."""
    return bool(_STAGE_ALONE.match(said.words)) or (stands_out and _is_short(said.words) and not said.numbers)


def _as_caption(above: Passage) -> str:
    """What the passage above a table says of it: all if it is a caption, else its last sentence if that is short."""
    last = above.sentences[-1]
    if above.kind != TEXT:
        return above.words if above.kind == CAPTION else ""
    if last.words.endswith(":"):
        return last.words if len(last.words.split()) <= _SOME else ""
    return "" if len(last.words.split()) > _FEW or last.numbers else last.words


def plain_caption(words: str) -> str:
    """A caption without its number."""
    return _CAPTION.sub("", words).strip()


def _each(table: Table) -> Iterator[Content]:
    """What stands in each cell, once."""
    yield from {id(content): content for row in table.rows for content in row}.values()


def _is_layout(table: Table) -> bool:
    """Whether a table only sets words apart: it has one row or one column, or numbers with what they are of below."""
    if len(table.rows) < 2 or max(map(len, table.rows)) < 2:
        return True
    return 2 * sum(map(_is_callout, table.rows[0])) > len(table.rows[0])


def _is_callout(content: Content) -> bool:
    """Whether a cell says in one line how many and in another of what."""
    lines = [one.said for one in content if isinstance(one, Line)]
    return any(one.numbers for one in lines) and any(_WORD.search(one.words) and not one.numbers for one in lines)


def _grid(table: Table, caption: str, headings: tuple[str, ...]) -> Grid:
    cells = {id(content): _cell(content) for content in _each(table)}
    width = max(map(len, table.rows))
    rows = tuple(
        (*(cells[id(content)] for content in row), *(Cell(Sentence("")) for _ in range(width - len(row))))
        for row in table.rows
    )
    heads = _heads(rows, table.heads)
    labels = table.labels or _labels(rows, heads)
    rows = tuple(_spread(rows, heads, labels))
    if over := _sections(rows, heads):
        rows, labels = tuple((over[place], *row) for place, row in enumerate(rows)), labels + 1
    return Grid(caption, rows, heads, labels, headings, table.tag, table.node)


def _spread(rows: Sequence[Sequence[Cell]], heads: int, labels: int) -> Iterator[tuple[Cell, ...]]:
    """The rows with the headings that span empty cells, and the labels that go on below, in each place they cover."""
    above: tuple[Cell, ...] = ()
    for place, row in enumerate(rows):
        cells = list(row)
        for column, cell in enumerate(row):
            if not cell.words and place < heads - 1 and column > labels and rows[place + 1][column].words:
                cells[column] = cells[column - 1]
            elif (
                not cell.words
                and place > heads
                and column < labels - 1
                and _is_of(above[column], row[column + 1].words)
            ):
                cells[column] = above[column]
        above = tuple(cells)
        yield above


def _is_of(over: Cell, label: str) -> bool:
    """Whether a label that stands below another, beside an empty cell, is of what that other one names."""
    return bool(label) and (not _OF_ALL.search(label) or over.words in label)


def _sections(rows: Sequence[Sequence[Cell]], heads: int) -> list[Cell]:
    """For each row the row that stands over it as a heading within the table; none where no row does."""
    body = range(heads, len(rows))
    merged = [place for place in body if rows[place][0] is rows[place][-1] and _is_title(rows[place])]
    alone = [place for place in body if _is_title(rows[place]) and not any(cell.words for cell in rows[place][1:])]
    names = [row[0].words for row in rows[heads:]]
    places = merged or (alone if len(alone) > 1 and len(set(names)) < len(names) else [])
    if not places or places == [len(rows) - 1]:
        return []
    found = [row[0] for row in rows[: places[0]]]
    for place in range(places[0], len(rows)):
        is_of_all = _OF_ALL.search(rows[place][0].words) and names.count(rows[place][0].words) == 1
        found.append(
            rows[place][0] if place in places or is_of_all else found[max(one for one in places if one < place)]
        )
    return found


def _is_title(row: Sequence[Cell]) -> bool:
    return bool(row[0].words) and not row[0].numbers and len(row) > 1


def _cell(content: Content) -> Cell:
    lines = [one.said for one in content if isinstance(one, Line)]
    return Cell(stripped(lines[0] if len(lines) == 1 else joined(lines)))


def is_valued(cell: Cell) -> bool:
    """Whether a cell holds numbers and hardly a word beside them, as "45 (12.1%)" or "up 5" but not "35 to 44"."""
    numbers = cell.numbers
    if not numbers:
        return False
    words = cell.words
    if len(numbers) == 1 and numbers[0].text == words:
        return True
    bounds = [0, *(place for one in numbers for place in (one.begins, one.ends)), len(words)]
    rest = "".join(words[begins:ends] for begins, ends in zip(bounds[::2], bounds[1::2], strict=True))
    beside = _WORD.findall(rest.lower())
    return (
        len(beside) <= len(numbers) and _RANGE.isdisjoint(beside) and any(one.text.lower() != "no" for one in numbers)
    )


def _heads(rows: Sequence[Sequence[Cell]], marked: int) -> int:
    """How many first rows are headings: those before the first that has numbers beside its label."""
    first = rows[0]
    if any(map(is_valued, first[1:])):
        return max(1, marked) if marked or _counts_up(first) else 0
    if len(first) == 2 and first[0].words.endswith(":") and not marked:
        return 0
    heads = 1
    while heads < min(_MOST_HEADS, len(rows) - 1) and (heads < marked or _is_below(rows[heads], rows[heads - 1])):
        heads += 1
    has_numbers = heads == 1 and not marked and any(cell.numbers and len(cell.words.split()) > _FEW for cell in first)
    return 0 if has_numbers else heads


def _is_below(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether a row goes on with the headings of the row above it, which spans some of its columns."""
    if any(map(is_valued, row[1:])) or len({id(cell) for cell in row if cell.words}) < 2:
        return False
    spans = any(one is other for one, other in pairwise(above)) or any(not cell.words for cell in above[1:])
    return spans and (not row[0].words or row[0] is above[0] or above[0] is above[-1] or not above[0].words)


def _counts_up(row: Sequence[Cell]) -> bool:
    """Whether a row counts its columns from 1, below nothing or below a word such as "Stage"."""
    return [cell.words for cell in row[1:]] == [str(place + 1) for place in range(len(row) - 1)]


def _labels(rows: Sequence[Sequence[Cell]], heads: int) -> int:
    """How many first columns are labels: those before the first that has numbers in most of its cells."""
    for column in range(len(rows[0])):
        filled = [row[column] for row in rows[heads:] if row[column].words]
        valued = sum(map(is_valued, filled))
        if filled and 2 * valued >= len(filled) and not (column == 0 and _is_ordinal(rows[0][0].words, filled)):
            return column
    return 1


def _is_ordinal(head: str, cells: Sequence[Cell]) -> bool:
    """Whether a first column numbers its rows, names stages, ages or months by a number, or tells limits of time."""
    is_counted = bool(_ORDINAL.match(head)) and all(re.fullmatch(r"\d{1,2}\.?", cell.words) for cell in cells)
    return is_counted or all(number.unit == DAYS for cell in cells for number in cell.numbers)


def title_of(composition: Composition, blocks: Iterable[Block]) -> str:
    """What names a document: what its cover says, else its first heading; empty where it has neither."""
    headings = (one.words for one in blocks if isinstance(one, Passage) and one.kind == HEADING)
    return composition.title or next(headings, "")
