"""Figures over the years, as the lines and columns that charts draw and the table beneath them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from complaints_report.calendar import shift_year
from complaints_report.charts.alt import printed, trend
from complaints_report.metrics.figure import Figure


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
