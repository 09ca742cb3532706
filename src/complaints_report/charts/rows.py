"""The rows of a chart of bars before they are drawn: what stands in them, and how many a picture has room for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum
from typing import TYPE_CHECKING

from complaints_report.charts.alt import UNKNOWN
from complaints_report.charts.looks import in_force
from complaints_report.charts.measures import LEADING, POINT, SMALL
from complaints_report.metrics.figure import Figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

BAR, SPACE = 0.42, 0.24
"""How thick a bar is and how far it is from the next row, in centimetres."""
NAMES = 6.0
"""The most room for the names of the rows, in centimetres; longer ones take more lines."""
TALLEST = 21.0
"""The tallest picture that fits an A4 page with its caption, in centimetres."""
TOP, FOOT = 0.2, 0.7
ROOM = TALLEST - TOP - FOOT - 1
"""The most room for rows, in centimetres."""

WIDE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZmw%@&")
WIDEST, WIDEST_OTHER = 1.05 * SMALL * POINT, 0.63 * SMALL * POINT
"""No letter of ASCII is wider in our own font than these, of which the first is for the wide ones."""


@dataclass(frozen=True)
class Bars:
    """The bars of one colour: for each row its figure, and a heading for them all.

    A row without a figure has `blank` for its value.
    """

    figures: tuple[Figure | None, ...]
    heading: str = ""
    colour: int = 0
    blank: str = UNKNOWN

    @property
    def most(self) -> float:
        """The longest bar."""
        return max((float(f.value or 0) for f in self.figures if f), default=0)


def apart(names: Sequence[str], sets: Sequence[Bars], note: str = "") -> Callable[[], "Picture"]:
    """What draws sets of bars side by side on one scale; matplotlib is loaded once it is called."""

    def draw() -> "Picture":
        from complaints_report.charts.bars import draw_apart

        return draw_apart(names, sets, note)

    return draw


def together(names: Sequence[str], sets: Sequence[Bars]) -> Callable[[], "Picture"]:
    """What draws bars one under another in each row; matplotlib is loaded once it is called."""

    def draw() -> "Picture":
        from complaints_report.charts.bars import draw_together

        return draw_together(names, sets)

    return draw


def rows_that_fit(names: Sequence[str]) -> int:
    """How many rows of these names a picture has room for."""
    if all_surely_fit(names):
        return len(names)
    from complaints_report.charts.style import styled, wrapped

    with styled():
        heights = accumulate(row_height(wrapped(name, NAMES).count("\n") + 1) for name in names)
        return sum(height <= ROOM for height in heights)


def row_height(lines: int, thick: int = 1) -> float:
    """The height of a row whose name takes so many lines and that has so many bars, in centimetres."""
    return max(lines * SMALL * LEADING, BAR * thick) + SPACE


def all_surely_fit(names: Sequence[str]) -> bool:
    """Whether a picture would have room for rows of these names were every letter as wide as the widest.

    To load the font, and matplotlib with it, takes half as long as all else that `verify` does.
    """
    if in_force().fonts or not all(name.isascii() and name.isprintable() for name in names):
        return False
    return fsum(row_height(most_lines(name)) for name in names) < ROOM


def most_lines(name: str) -> int:
    """The most lines that a name may take."""
    widths = [fsum(WIDEST if letter in WIDE else WIDEST_OTHER for letter in f" {word}") for word in name.split()]
    if max(widths, default=0) > NAMES:
        return len(name)  # a word is broken where it must be
    lines, room = 1, NAMES
    for width in widths:
        if width > room:
            lines, room = lines + 1, NAMES
        room -= width
    return lines
