"""The lines and tables that a file of any kind gives, put together to blocks: under headings, on leads, captioned."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from complaints_report.audit.reading.boxes import (
    FEW,
    boxed,
    in_a_box,
    is_layout,
    is_short,
    numbers_beside_words,
    numbers_over_words,
)
from complaints_report.audit.reading.document import (
    CAPTION,
    HEADING,
    ITEM,
    TEXT,
    Block,
    Grid,
    Passage,
    Sentence,
    at_most,
    joined,
)
from complaints_report.audit.reading.lines_and_tables import LOWEST, Line, Table, lines_of
from complaints_report.audit.reading.numbers import DAYS, FORMS

_SOME, _MOST_HEADS = 20, 3


class Composition:
    """Puts lines and tables together in their order, with what stands over each.

    `counted` is how many letters and numbers were read, here and in what shares the counter; `title` what the styles
    of titles say; `notes` the headings over the place that refers to each note.
    """

    def __init__(self, headings: Sequence[str] = (), counted: Counter[str] | None = None) -> None:
        self.counted: Counter[str] = Counter() if counted is None else counted
        self.title = ""
        self.notes: dict[str, tuple[str, ...]] = {}
        self._over = [(0, words) for words in reversed(headings)]
        self._lead = ""
        self._items: list[tuple[int, str]] = []
        self._above: Passage | None = None
        self._taken: Line | Table | None = None  # as its caption by the table above

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
                yield from self._line(in_a_box(one, following))

    def _line(self, given: Line) -> Iterator[Passage]:
        line = _as_it_looks(given)
        words = line.said.words
        if line.kind == HEADING and words:
            self._over = [one for one in self._over if one[0] < line.level]
        self._count(line)
        if not words or self._is_of_contents(line):
            return
        passage = Passage(line.kind, words, line.said.sentences(), self.headings, self._lead_of(line), line.node)
        yield passage
        if line.kind == HEADING and not line.level:
            self.title = words = f"{self.title}: {words}" if self.title else words
        if line.kind == HEADING:
            self._over.append((line.level, words))
        self._lead = passage.sentences[-1].words if line.kind == TEXT else self._lead if line.kind == ITEM else ""
        self._above = None if given is self._taken else passage

    def _count(self, line: Line) -> None:
        """Counts letters and numbers, of which no report has more, and notes what refers to a note."""
        words = line.said.words
        at_most(len(words), "letters in a paragraph")
        self.counted["letters"] += len(words)
        self.counted["numbers"] += len(re.findall(r"\d+", words))
        for what, count in self.counted.items():
            at_most(count, what)
        self.notes |= dict.fromkeys(line.notes, self.headings)

    def _is_of_contents(self, line: Line) -> bool:
        is_listed = self._over and FORMS["contents"].match(self._over[-1][1]) and line.kind in (TEXT, ITEM)
        return bool((is_listed and FORMS["page"].search(line.said.words)) or FORMS["leader"].search(line.said.words))

    def _lead_of(self, line: Line) -> str:
        """What an item hangs on: the words above its list, and the items that it is nested in."""
        self._items = [one for one in self._items if line.kind == ITEM and one[0] < line.level]
        if line.kind != ITEM:
            return line.lead
        lead = " ".join(filter(None, [self._lead, *(words for _, words in self._items)]))
        self._items.append((line.level, line.said.words))
        return lead

    def _table(self, table: Table, following: Line | Table | None) -> Iterator[Block]:
        at_most(sum(map(len, table.rows)), "cells in a table")
        caption = _as_caption(self._above) if self._above else ""
        below = _as_it_looks(following) if isinstance(following, Line) else None
        is_of_table = below and below.kind == CAPTION and below.said.words.lower().startswith("table")
        if below and is_of_table and not FORMS["caption"].match(caption):
            caption, self._taken = below.said.words, following
        self._above, self._lead, self._items = None, "", []
        boxes = (
            numbers_over_words(table) or numbers_beside_words(table) or (table.contents() if is_layout(table) else [])
        )
        for content in boxes:
            yield from self.blocks(boxed(content))
        if boxes:
            return
        for line in chain.from_iterable(map(lines_of, table.contents())):
            self._count(line)
        yield _grid(table, FORMS["caption"].sub("", caption).strip(), self.headings)
        for content in table.contents():
            yield from self.blocks(one for one in content if isinstance(one, Table))


def _as_it_looks(line: Line) -> Line:
    """A line as an item, a caption or a heading by its looks, where its style does not say what it is."""
    said = line.said.part()
    kind, level, begins = line.kind, line.level, 0
    if kind != TEXT:
        return replace(line, said=said)
    if mark := FORMS["mark"].match(said.words):
        kind, begins = ITEM, mark.end()
    elif FORMS["caption"].match(said.words):
        kind = CAPTION
    elif marks := FORMS["markdown"].match(said.words):
        kind, level, begins = HEADING, len(marks[1]), marks.end()
    elif FORMS["stage_alone"].match(said.words) or (line.stands_out and is_short(said.words) and not said.numbers):
        kind, level = HEADING, LOWEST
    return replace(line, said=said.part(begins), kind=kind, level=level)


def _as_caption(above: Passage) -> str:
    """What the passage above a table says of it: all if it is a caption, else its last sentence if that is short."""
    if above.kind == CAPTION:
        return above.words
    last = above.sentences[-1]
    is_lead = last.words.endswith(":")
    is_short = len(last.words.split()) <= (_SOME if is_lead else FEW)
    return last.words if above.kind == TEXT and is_short and (is_lead or not last.numbers) else ""


def _grid(table: Table, caption: str, headings: tuple[str, ...]) -> Grid:
    cells = {id(one): joined(line.said for line in lines_of(one)).part() for one in table.contents()}
    width = max(map(len, table.rows))
    rows = [[cells[id(one)] for one in row] for row in table.rows]
    rows = [[*row, *(Sentence("") for _ in range(width - len(row)))] for row in rows]
    heads = _heads(rows, table.heads)
    labels = table.labels or _labels(rows, heads)
    _spread(rows, heads, labels)
    if over := _sections(rows, heads):
        rows, labels = [[one, *row] for one, row in zip(over, rows, strict=True)], labels + 1
    return Grid(caption, tuple(map(tuple, rows)), heads, labels, headings, table.tag, table.node)


def _spread(rows: list[list[Sentence]], heads: int, labels: int) -> None:
    """Puts the headings that span empty cells, and the labels that go on below, in each place that they cover."""
    empty = [(at, column) for at, row in enumerate(rows) for column, cell in enumerate(row) if not cell.words]
    for at, column in empty:
        row, above = rows[at], rows[at - 1]
        if at < heads - 1 and column > labels and rows[at + 1][column].words:
            row[column] = row[column - 1]
        elif at > heads and column < labels - 1 and (label := row[column + 1].words):
            is_of_above = not FORMS["of_all"].search(label) or above[column].words in label
            row[column] = above[column] if is_of_above else row[column]


def _sections(rows: Sequence[Sequence[Sentence]], heads: int) -> list[Sentence]:
    """For each row the row that stands over it as a heading within the table; none where no row does."""
    names = [row[0].words for row in rows[heads:]]
    titles = [at for at in range(heads, len(rows)) if rows[at][0].words and not rows[at][0].numbers]
    merged = [at for at in titles if rows[at][0] is rows[at][-1]]
    alone = [at for at in titles if not any(cell.words for cell in rows[at][1:])]
    places = merged or (alone if len(alone) > 1 and len(set(names)) < len(names) else [])
    if not places or places == [len(rows) - 1]:
        return []
    found: list[Sentence] = []
    over: Sentence | None = None
    for at, (first, *_) in enumerate(rows):
        is_of_all = FORMS["of_all"].search(first.words) and names.count(first.words) == 1
        over = first if at in places else over
        found.append(over if over and not is_of_all else first)
    return found


def _heads(rows: Sequence[Sequence[Sentence]], marked: int) -> int:
    """How many first rows are headings: those before the first that has numbers beside its label."""
    first = rows[0]
    if any(one.is_valued for one in first[1:]):
        counts_up = [cell.words for cell in first[1:]] == [str(place) for place in range(1, len(first))]
        return max(1, marked) if marked or counts_up else 0
    if len(first) == 2 and first[0].words.endswith(":") and not marked:
        return 0
    heads = 1
    while heads < min(_MOST_HEADS, len(rows) - 1) and (heads < marked or _is_below(rows[heads], rows[heads - 1])):
        heads += 1
    has_numbers = heads == 1 and not marked and any(cell.numbers and len(cell.words.split()) > FEW for cell in first)
    return 0 if has_numbers else heads


def _is_below(row: Sequence[Sentence], above: Sequence[Sentence]) -> bool:
    """Whether a row goes on with the headings of the row above it, which spans some of its columns."""
    if any(one.is_valued for one in row[1:]) or len({id(cell) for cell in row if cell.words}) < 2:
        return False
    spans = any(one is other for one, other in pairwise(above)) or any(not cell.words for cell in above[1:])
    return spans and (not row[0].words or row[0] is above[0] or above[0] is above[-1] or not above[0].words)


def _labels(rows: Sequence[Sequence[Sentence]], heads: int) -> int:
    """How many first columns are labels: those before the first that has numbers in most of its cells."""
    for column, head in enumerate(rows[0]):
        filled = [row[column] for row in rows[heads:] if row[column].words]
        is_most = filled and 2 * sum(one.is_valued for one in filled) >= len(filled)
        if is_most and not (column == 0 and _is_ordinal(head.words, filled)):
            return column
    return 1


def _is_ordinal(head: str, cells: Sequence[Sentence]) -> bool:
    """Whether a first column numbers its rows, names stages, ages or months by a number, or tells limits of time."""
    own = [cell for cell in cells if not FORMS["of_all"].search(cell.words)]
    is_counted = bool(FORMS["ordinal"].match(head)) and all(re.fullmatch(r"\d{1,2}\.?", cell.words) for cell in own)
    return is_counted or all(number.unit == DAYS for cell in cells for number in cell.numbers)
