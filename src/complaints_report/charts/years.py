"""Figures over the years, as the lines and columns that charts draw and the table beneath them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from complaints_report.calendar import shift_year
from complaints_report.charts.alt import period, printed, trend
from complaints_report.charts.chart import Drawing
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture


@dataclass(frozen=True)
class Line:
    """One measure over the years: a figure for each year known, oldest first, and its place in the palette."""

    label: str
    known: tuple[Figure, ...]
    colour: int = 0

    def at(self, year: str) -> Figure | None:
        """The figure of the year, None where it is not known."""
        return next((f for f in self.known if f.year == year), None)


def lines_of(series: Iterable[tuple[str, Sequence[Figure], int]], latest: str) -> tuple[Line, ...]:
    """The lines that have a figure; none at all unless one of them has the latest year's."""
    lines = tuple(Line(label, tuple(known), colour) for label, known, colour in series if known)
    return lines if any(line.at(latest) for line in lines) else ()


def years_of(lines: Sequence[Line], latest: str) -> tuple[str, ...]:
    """Every year from the first that is known to the latest, known or not."""
    years = [latest]
    first = min(line.known[0].year for line in lines)
    while years[0] > first:
        years.insert(0, shift_year(years[0], -1))
    return tuple(years)


def rows_of(lines: Sequence[Line], years: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The table of the lines: a row for each year."""
    return tuple((year, *(_cell(line.at(year)) for line in lines)) for year in years)


def _cell(figure: Figure | None) -> str:
    return printed(figure) if figure else "not known"


def trends(lines: Sequence[Line], years: Sequence[str]) -> str:
    """What each line shows, in words."""
    return " ".join(trend(line.label, line.known, years) for line in lines)


def over_years(
    figures: Figures,
    series: Iterable[tuple[str, Sequence[Figure], int]],
    words: str,
    height: float,
    *,
    apart: bool = False,
) -> Drawing | None:
    """A chart of these series by year, on the same axes or each on its own, which `words` says in alt text."""
    lines = lines_of(series, figures.year)
    if not lines:
        return None
    years = years_of(lines, figures.year)
    alt = f"{words} {period(years)}. {trends(lines, years)}"
    columns = ("Year", *(line.label for line in lines))
    panels = [[line] for line in lines] if apart else [lines]
    return Drawing(alt, columns, rows_of(lines, years), partial(_drawn, panels, years, height))


def _drawn(panels: Sequence[Sequence[Line]], years: Sequence[str], height: float) -> "Picture":
    """The lines drawn; matplotlib is loaded not before."""
    from complaints_report.charts.lines import draw_lines

    return draw_lines(panels, years, height)
