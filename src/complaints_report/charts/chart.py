"""A chart: what it is called, and what it shows of the figures in lines or bars, in words and in numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from complaints_report.english import UNKNOWN
from complaints_report.errors import CommandError
from complaints_report.safe_text import csv_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

    from complaints_report.metrics.figure import Figure
    from complaints_report.metrics.figures import Figures


@dataclass(frozen=True)
class Series:
    """One measure over the years: a figure for each year known, oldest first, and its place in the palette."""

    label: str
    known: tuple["Figure", ...]
    colour: int = 0

    def at(self, year: str) -> "Figure | None":
        """The figure of the year, None where it is not known."""
        return next((f for f in self.known if f.year == year), None)


@dataclass(frozen=True)
class Bars:
    """The bars of one colour: for each row its figure, and a heading for them all.

    A row without a figure has `blank` for its value; without a `colour`, bars are of another year's paler tone.
    """

    figures: tuple["Figure | None", ...]
    heading: str = ""
    colour: int | None = 0
    blank: str = UNKNOWN
    hatched: frozenset[int] = frozenset()
    """The rows, from 0, whose bars are hatched."""

    @property
    def most(self) -> float:
        """The longest bar."""
        return max((float(f.value or 0) for f in self.figures if f), default=0)


@dataclass(frozen=True)
class Drawing:
    """What a chart shows: as a table without an empty cell, and in words and as a picture once these are wanted.

    What there is room for depends on the font, which takes half as long to load as all else that `verify` does.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: Callable[[], str]
    draw: Callable[[], "Picture"]

    @property
    def alt(self) -> str:
        """What is shown, in words, for a reader who does not see it."""
        return self.words()

    @property
    def csv(self) -> str:
        """The numbers that are shown, as programs read them, with a header row that says which are percentages."""
        first, *others = self.columns
        heads = [
            f"{heading} (%)" if any(row[at].endswith("%") for row in self.rows) else heading
            for at, heading in enumerate(others, 1)
        ]
        return csv_of([[first, *heads], *([row[0], *map(_plain, row[1:])] for row in self.rows)])


def _plain(printed: str) -> str:
    """A number as programs read it; nothing where it is not known."""
    return "" if printed == UNKNOWN else printed.replace(",", "").removesuffix("%")


@dataclass(frozen=True)
class Chart:
    """One chart of the report.

    Its `module` has a function `drawing`, loaded when the chart is wanted and not before, that takes the
    figures (and the stage, where there is one) and returns a Drawing, or None where there is nothing to draw.
    """

    name: str
    title: str
    module: str
    needs: str
    cure: str
    stage: int | None = None
    of_years: bool = False
    """Whether it is drawn of two years or more: what is known of one alone is a number in a sentence."""

    def drawing(self, figures: "Figures") -> Drawing:
        """What the chart shows of these figures; CommandError where there is nothing to draw."""
        drawing = self.found(figures)
        if drawing is None:
            lack, cure = f"there are no {self.needs} in {figures.year}", self.cure
            if self.of_years:
                lack = f"{lack} and an earlier year"
                cure = f"It shows one year beside another: add the figures of earlier years to history.csv. {cure}"
            raise CommandError(f"The chart '{self.name}' cannot be drawn: {lack}. {cure}")
        return drawing

    def found(self, figures: "Figures") -> Drawing | None:
        """What the chart shows of these figures; None where there is nothing to draw."""
        make = import_module(f"complaints_report.charts.{self.module}").drawing
        found: Drawing | None = make(figures) if self.stage is None else make(figures, self.stage)
        return found
