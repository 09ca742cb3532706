"""How wide a table and its columns are: no wider than their words ask for, and no taller than need be."""

import re
from collections.abc import Sequence
from math import fsum

import numpy as np

EM = 210
"""The size of a table's text, in twentieths of a point: all widths here are parts of it."""
# How wide the letters of Arial, and of faces made to its measure, are.
LETTERS = {
    letter: width
    for width, letters in {
        0.22: "ijl'’‘|",
        0.28: " .,:;/!ftI",
        0.33: "()-r“”",
        0.5: "ckszvxyJ",
        0.61: "FTZ",
        0.67: "ABEKPSVXY&",
        0.72: "CDHNRUw",
        0.78: "GOQ",
        0.83: "mM",
        0.89: "%",
        0.94: "W",
    }.items()
    for letter in letters
}
OTHER_LETTERS = 0.56
BOLD = 1.08
"""How much wider than others the letters of a heading and of a total are; their digits are not."""
PADDING, SPACE, STEP = 1.0, 0.28, 0.5
LONGEST_LINE = 50.0
"""A longer line may as well wrap."""
SHORT_HEADING, LINES_OF_HEADING = 8, 2
"""A heading of no more letters than these stays on one line, a longer one on two where there is room."""
WORDS = re.compile(r"\S+ \d{1,2}(?!\S)|\S+")
"""What stays on one line: a word, with the number after it such as "stage 1"."""
NUMBERS = re.compile(r"(?=.*\d)[\d.,%£() of]{1,20}")
"""A cell that stays on one line: numbers alone, such as "36.8% (78 of 212)"."""
WIDTHS = (1 / 2, 2 / 3, 5 / 6, 1)
"""The parts of the page's width that a table may take: few columns of few words need no whole page."""
SEEN = 60
"""So many rows tell how wide the columns of a long table are to be."""


def width_of(texts: Sequence[Sequence[str]], page: int) -> int:
    """The least of the widths that a table may have in which every column has all the room it would like."""
    wants = EM * fsum(map(_most, zip(*texts, strict=True)))
    return next((round(page * part) for part in WIDTHS if page * part >= wants), page)


def widths(texts: Sequence[Sequence[str]], total: int) -> list[int]:
    """The columns' widths: each takes its longest word, and the room left goes where it makes the table shortest."""
    columns = [_Column(cells) for cells in zip(*texts, strict=True)]
    _give_out(columns, total)
    _take_back(columns)
    _give_out(columns, total)
    taken = fsum(column.width for column in columns)
    rest = [round(total * column.width / taken) for column in columns[1:]]
    return [total - sum(rest), *rest]


def _give_out(columns: Sequence["_Column"], total: int) -> None:
    """Gives the room left to the columns, each time where it saves the most lines."""
    room = total / EM - fsum(column.width for column in columns)
    while room > 0 and (use := max(_uses(columns, room), default=None)):
        _, more, place = use
        columns[place].width += more
        room -= more


def _take_back(columns: Sequence["_Column"]) -> None:
    """Takes from each column the room that makes no row shorter, so that another may have it."""
    heights = np.array([column.lines() for column in columns]).max(axis=0)
    for column in columns:
        while column.width - STEP >= column.least and (column.lines(-STEP) <= heights).all():
            column.width -= STEP


class _Column:
    """A column's cells, and how wide it is so far."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.least, self.most = _least(cells), _most(cells)
        self.width = self.least
        self._cells = [_lengths(cell, bold=place in (0, len(cells) - 1)) for place, cell in enumerate(cells[:SEEN])]
        self._lines: dict[float, np.ndarray] = {}

    def lines(self, more: float = 0) -> np.ndarray:
        """The number of lines of each cell at its width and so much more."""
        room = self.width + more - PADDING
        if room not in self._lines:
            self._lines[room] = np.array([sum(_wrapped(line, room) for line in cell) for cell in self._cells])
        return self._lines[room]


def _uses(columns: Sequence[_Column], room: float) -> list[tuple[float, float, int]]:
    """What the room may be used for: lines saved for each step, how much more room, and which column it is for.

    A line less in a cell counts though its row becomes no shorter yet: the next column's cell may follow.
    """
    found = []
    now = np.array([column.lines() for column in columns])
    for place, column in enumerate(columns):
        others = np.delete(now, place, axis=0).max(axis=0, initial=1)
        for more in np.arange(STEP, min(room, column.most - column.width + STEP), STEP):
            then = column.lines(more)
            saved = (np.maximum(others, now[place]) - np.maximum(others, then)).sum()
            found.append((float(saved + (now[place] - then).sum()) / more, float(more), place))
    return [use for use in found if use[0] > 0]


def _length(words: str, *, bold: bool = False) -> float:
    return fsum(LETTERS.get(one, OTHER_LETTERS) * (BOLD if bold and one.isalpha() else 1) for one in words)


def _lengths(cell: str, *, bold: bool = False) -> list[list[float]]:
    """How long each word of each line is."""
    return [[_length(word, bold=bold) for word in WORDS.findall(line)] for line in cell.split("\n")]


def _wrapped(words: Sequence[float], room: float) -> int:
    """The number of lines that words of these lengths take."""
    lines, used = 1, 0.0
    for word in words:
        if used and used + SPACE + word > room:
            lines, used = lines + 1, 0.0
        used += word + SPACE * (used > 0)
    return lines


def _least(column: Sequence[str]) -> float:
    """The width a column must have: no word is broken, nor a short heading, nor numbers."""
    heading, *cells = column
    words = [word for cell in cells for word in ([cell] if NUMBERS.fullmatch(cell) else WORDS.findall(cell))]
    heads = [heading] if len(heading) <= SHORT_HEADING else WORDS.findall(heading)
    return PADDING + max([*map(_length, words), *(_length(head, bold=True) for head in heads), OTHER_LETTERS])


def _most(column: Sequence[str]) -> float:
    """The width a column would like: that of its longest line, and of its heading over two lines."""
    heading, *cells = column
    last = len(cells) - 1
    lines = ((line, place == last) for place, cell in enumerate(cells) for line in cell.split("\n"))
    longest = max((_length(line, bold=bold) for line, bold in lines), default=0.0)
    return max(PADDING + min(longest, LONGEST_LINE), _head(heading), _least(column))


def _head(heading: str) -> float:
    lengths = [length for line in _lengths(heading, bold=True) for length in line]
    fits = (room for room in np.arange(STEP, LONGEST_LINE, STEP) if _wrapped(lengths, room) <= LINES_OF_HEADING)
    return PADDING + float(next(fits, LONGEST_LINE))
