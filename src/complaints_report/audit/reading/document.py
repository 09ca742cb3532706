"""A document as its readers see it: passages of prose and tables, in order, with the numbers of each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from complaints_report.audit.reading.numbers import FORMS, WORDS, Number, numbers_in
from complaints_report.word.markup import Node

TEXT, ITEM, CAPTION, HEADING, BOX, NOTE, MARGIN = "text", "item", "caption", "heading", "box", "note", "margin"
"""What a passage is: prose, an item of a list, a caption, a heading, a line of a text box or of a table that only
sets words apart, a footnote or endnote, a line of a page's header or footer."""

_MOST = {"tags": 2_000_000, "letters": 3_000_000, "numbers": 50_000}
_MOST |= {
    "letters in a paragraph": 100_000,
    "cells in a table": 50_000,
    "signs of Markdown": 200_000,
}  # a report of 1,000 pages has less


class TooLargeError(Exception):
    """A document has more of something than any report: the text says what."""


def at_most(count: int, what: str) -> None:
    """Stops where there is more of something than any report has."""
    if count > _MOST[what]:
        raise TooLargeError(f"more than {_MOST[what]:,} {what}")


@dataclass(frozen=True)
class Place:
    """Letters of one paragraph in a document: `node` is its element, or None where the document has no elements."""

    node: Node = field(repr=False)
    begins: int
    ends: int


@dataclass(frozen=True)
class Control:
    """A content control, or an element of a page that names its figure: its tag, its words, and where they stand.

    `begins` and `ends` count in the words of the sentence or passage it is of; `node` is the control's own element.
    """

    tag: str
    words: str
    begins: int
    ends: int
    node: Node = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Segment:
    """From which letter of some words on they stand in which paragraph; below 0 where that begins before them."""

    begins: int
    node: Node = field(repr=False)


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of a passage, or a cell, a line a paragraph: its words, its numbers, and the controls among them."""

    words: str
    segments: tuple[Segment, ...] = ()
    controls: tuple[Control, ...] = ()

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers in reading order."""
        return numbers_in(self.words)

    @cached_property
    def is_valued(self) -> bool:
        """Whether it holds numbers and hardly a word beside them, as "45 (12.1%)" or "up 5" but not "35 to 44"."""
        rest = self.words
        for one in reversed(self.numbers):
            rest = rest[: one.begins] + rest[one.ends :]
        beside = FORMS["word"].findall(rest.lower())
        is_told = any(one.text.lower() != "no" for one in self.numbers)
        return is_told and len(beside) <= len(self.numbers) and WORDS["range"].isdisjoint(beside)

    def tag_at(self, number: Number) -> str:
        """The tag of the innermost control that a number stands in; empty where it stands in none."""
        inside = [one for one in self.controls if one.begins < number.ends and number.begins < one.ends]
        return min(inside, key=lambda one: one.ends - one.begins).tag if inside else ""

    def place(self, begins: int = 0, ends: int | None = None) -> Place | None:
        """Where letters of it stand in the document, as far as they stand in one paragraph."""
        stop = len(self.words) if ends is None else ends
        found = [one for one in self.segments if one.begins <= begins][-1:]
        return next((Place(one.node, begins - one.begins, stop - one.begins) for one in found), None)

    def parts(self, spans: Sequence[tuple[int, int]]) -> list["Sentence"]:
        """Its words between letters that come one after the other, without the blanks around them."""
        bounds = [(ends - len(self.words[begins:ends].lstrip()), ends) for begins, ends in spans]
        bounds = [(begins, begins + len(self.words[begins:ends].rstrip())) for begins, ends in bounds]
        first, last = [begins for begins, _ in bounds], [ends for _, ends in bounds]
        controls: list[list[Control]] = [[] for _ in bounds]
        for one in self.controls:
            for place in range(bisect_right(last, one.begins), bisect_left(first, one.ends)):
                begins, ends = bounds[place]
                inside = max(0, one.begins - begins), min(one.ends, ends) - begins
                controls[place].append(replace(one, begins=inside[0], ends=inside[1]))
        at = [one.begins for one in self.segments]
        found = []
        for (begins, ends), inside_it in zip(bounds, controls, strict=True):
            segments = self.segments[max(0, bisect_right(at, begins) - 1) : bisect_left(at, max(ends, begins + 1))]
            moved = (Segment(one.begins - begins, one.node) for one in segments)
            found.append(Sentence(self.words[begins:ends], tuple(moved), tuple(inside_it)))
        return found

    def part(self, begins: int = 0, ends: int | None = None) -> "Sentence":
        """Its words from one letter to another, without the blanks around them."""
        return self.parts([(begins, len(self.words) if ends is None else ends)])[0]

    def sentences(self) -> tuple["Sentence", ...]:
        """The sentences in its words."""
        spans = list(pairwise([*_beginnings(self.words), len(self.words)]))
        return tuple(one for one in self.parts(spans) if one.words)


def _beginnings(words: str) -> Iterator[int]:
    """Where each sentence begins: after a break or a full stop, but not within brackets or after a short form."""
    begins = counted = opened = 0
    yield begins
    for gap in FORMS["break"].finditer(words):
        opened += words.count("(", counted, gap.start()) - words.count(")", counted, gap.start())
        counted = gap.start()
        is_break = not set("\n\t\v\f\r").isdisjoint(gap[0]) or len(gap[0]) > 2
        is_shortened = FORMS["shortened"].search(words[max(begins, gap.start() - 40) : gap.start()])
        if is_break or not (is_shortened or (opened > 0 and ")" in words[gap.end() : gap.end() + 200])):
            begins, opened = gap.end(), 0
            yield begins


def joined(said: Iterable[Sentence], between: str = "\n") -> Sentence:
    """Several sentences as one."""
    words: list[str] = []
    segments: list[Segment] = []
    controls: list[Control] = []
    begins = 0
    for one in said:
        words.append(one.words)
        segments += [Segment(it.begins + begins, it.node) for it in one.segments]
        controls += [replace(it, begins=it.begins + begins, ends=it.ends + begins) for it in one.controls]
        begins += len(one.words) + len(between)
    return Sentence(between.join(words), tuple(segments), tuple(controls))


@dataclass(frozen=True, eq=False)
class Passage:
    """A paragraph: what it is, the headings over it (the nearest first), and for an item what its list hangs on."""

    kind: str
    words: str
    sentences: tuple[Sentence, ...]
    headings: tuple[str, ...] = ()
    lead: str = ""
    node: Node = field(default=None, repr=False)

    @property
    def heading(self) -> str:
        """The nearest heading over it."""
        return self.headings[0] if self.headings else ""


@dataclass(frozen=True, eq=False)
class Grid:
    """A table of labels and numbers: its first `heads` rows are headings, its first `labels` columns label the rows.

    Every row has as many cells as the widest; a merged one is the same object in each place that it covers. `tag` is
    that of the control that holds the whole table, if one does.
    """

    caption: str
    rows: tuple[tuple[Sentence, ...], ...]
    heads: int
    labels: int
    headings: tuple[str, ...] = ()
    tag: str = ""
    node: Node = field(default=None, repr=False)

    @property
    def heading(self) -> str:
        """The nearest heading over it."""
        return self.headings[0] if self.headings else ""

    def row_label(self, row: int) -> str:
        """What labels a row: its label cells, each once."""
        return self._row_labels[row]

    @cached_property
    def _row_labels(self) -> tuple[str, ...]:
        return tuple(_once(row[: self.labels]) for row in self.rows)

    def row_words(self, row: int) -> str:
        """What a row says in words: its label, and its other cells that hold no number."""
        others = (cell.words for cell in self.rows[row][self.labels :] if not cell.numbers)
        return "\n".join([self.row_label(row), *dict.fromkeys(filter(None, others))])

    def column_label(self, column: int) -> str:
        """What heads a column: its heading cells, each once; a sign such as "%" behind its neighbour's heading."""
        return self._column_labels[column]

    @cached_property
    def _column_labels(self) -> tuple[str, ...]:
        found: list[str] = []
        for column in range(len(self.rows[0]) if self.rows else 0):
            label = _once(row[column] for row in self.rows[: self.heads])
            is_sign = label and not any(map(str.isalnum, label)) and column > self.labels
            found.append(f"{found[-1]} {label}" if is_sign else label)
        return tuple(found)

    def body(self) -> Iterator[tuple[int, int, Sentence]]:
        """The cells that are neither heading nor label, each once, with their row and column."""
        seen: set[int] = set()
        for place, row in enumerate(self.rows[self.heads :], self.heads):
            for column, cell in enumerate(row[self.labels :], self.labels):
                if id(cell) not in seen:
                    seen.add(id(cell))
                    yield place, column, cell

    def spots(self) -> Iterator["Spot"]:
        """The numbers of its body where they stand, row by row."""
        for row, column, cell in self.body():
            yield from (Spot(number, cell, self, row, column) for number in cell.numbers)


def _once(cells: Iterable[Sentence]) -> str:
    return " ".join(dict.fromkeys(cell.words for cell in cells if cell.words))


Block = Passage | Grid


@dataclass(frozen=True, eq=False)
class Document:
    """Everything that a document says, in reading order; notes, headers and footers last.

    `title` is what names the whole of it. `package` is the Word file's, to write it again; None for other kinds.
    """

    path: Path
    blocks: tuple[Block, ...]
    title: str = ""
    package: Any = field(default=None, repr=False)

    def spots(self) -> Iterator["Spot"]:
        """Every number of its passages and of the bodies of its tables, where it stands, in reading order."""
        for block in self.blocks:
            if isinstance(block, Grid):
                yield from block.spots()
            else:
                for sentence in block.sentences:
                    yield from (Spot(number, sentence, block) for number in sentence.numbers)


@dataclass(frozen=True)
class Spot:
    """A number where it stands: in a sentence of a passage, or in the cell at a row and column of a table."""

    number: Number
    sentence: Sentence
    block: Block
    row: int = -1
    column: int = -1

    @property
    def place(self) -> Place | None:
        """Where it stands in the document."""
        return self.sentence.place(self.number.begins, self.number.ends)

    @property
    def tag(self) -> str:
        """The tag of the innermost control that it stands in; empty where it stands in none."""
        return self.sentence.tag_at(self.number)

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of its row and that of its column; none where it stands in no table."""
        grid = self.block
        return (grid.row_label(self.row), grid.column_label(self.column)) if isinstance(grid, Grid) else ()

    @property
    def told(self) -> str:
        """The sentence as a reader is told of it; of a cell its row's label and its column's."""
        labels = self.labels
        return ", ".join(" ".join(one.split()) for one in labels if one) if labels else self.sentence.words
