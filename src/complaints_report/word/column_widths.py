"""How wide a table and its columns are: no wider than their words ask for, and no taller than need be."""

from collections.abc import Sequence
from math import fsum

import numpy as np

# A heading of no more letters than these stays on one line.
SHORT_HEADING = 8
# A line longer than this many letters may as well wrap.
LONGEST_LINE = 100
PADDING = 2
# The width of a letter at the size of a table's text, in twentieths of a point: a little over the average.
LETTER = 120
WIDTHS = (1 / 2, 2 / 3, 5 / 6, 1)
"""The parts of the page's width that a table may take: few columns of few words need no whole page."""
WELCOME = 0.05
"""What a line less in one cell is worth where its row becomes no shorter, in lines of the table."""
SEEN = 60
"""So many rows tell how wide the columns of a long table are to be."""


def width_of(texts: Sequence[Sequence[str]], page: int) -> int:
    """The least of the widths that a table may have in which every column has all the room it would like."""
    wants = LETTER * sum(map(_most, zip(*texts, strict=True)))
    return next((round(page * part) for part in WIDTHS if page * part >= wants), page)


def widths(texts: Sequence[Sequence[str]], total: int) -> list[int]:
    """The columns' widths: each takes its longest word, and the room left goes where it makes the table shortest."""
    columns = [_Column(cells) for cells in zip(*texts, strict=True)]
    room = total // LETTER - sum(column.width for column in columns)
    while room > 0 and (use := max(_uses(columns, room), default=None)):
        _, more, place = use
        columns[place].width += more
        room -= more
    taken = fsum(column.width for column in columns)
    rest = [round(total * column.width / taken) for column in columns[1:]]
    return [total - sum(rest), *rest]


class _Column:
    """A column's cells, and how wide it is so far, in letters."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.width = PADDING + longest_word(cells)
        self.most = _most(cells)
        self._cells = [[[len(word) for word in line.split()] for line in cell.split("\n")] for cell in cells[:SEEN]]
        self._lines: dict[int, np.ndarray] = {}

    def lines(self, width: int) -> np.ndarray:
        """The number of lines of each cell at a width."""
        if width not in self._lines:
            self._lines[width] = np.array([sum(_wrapped(line, width - PADDING) for line in cell) for cell in self._cells])
        return self._lines[width]


def _uses(columns: Sequence[_Column], room: int) -> list[tuple[float, int, int]]:
    """What the room may be used for: lines saved for each letter, the letters, and which column they are for."""
    found = []
    now = np.array([column.lines(column.width) for column in columns])
    for place, column in enumerate(columns):
        others = np.delete(now, place, axis=0).max(axis=0, initial=1)
        for more in range(1, min(room, column.most - column.width) + 1):
            then = column.lines(column.width + more)
            saved = (np.maximum(others, now[place]) - np.maximum(others, then)).sum()
            found.append(((saved + WELCOME * (now[place] - then).sum()) / more, more, place))
    return [use for use in found if use[0] > 0]


def _wrapped(words: Sequence[int], width: int) -> int:
    """The number of lines that words of these lengths take."""
    lines, used = 1, 0
    for word in words:
        if used and used + 1 + word > width:
            lines, used = lines + 1, 0
        used += word + (used > 0)
    return lines


def _most(column: Sequence[str]) -> int:
    """The letters a column would like on a line: its longest line, a heading over two lines."""
    heading, *cells = column
    longest = max((len(line) for cell in cells for line in cell.split("\n")), default=0)
    head = max(len(heading) // 2, min(len(heading), SHORT_HEADING))
    return PADDING + max(min(max(longest, head), LONGEST_LINE), longest_word(column))


def longest_word(cells: Sequence[str]) -> int:
    """The number of letters that must not be broken."""
    return max((len(word) for cell in cells for word in cell.split()), default=1)
