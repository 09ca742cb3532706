"""Figures over the years, as charts of lines or columns show them."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from complaints_report.calendar import shift_year
from complaints_report.charts.alt import period, printed, trend
from complaints_report.charts.chart import Drawing, Series
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

Draw = Callable[[Sequence[Series], Sequence[str]], "Picture"]


def over_years(
    figures: Figures, series: Iterable[tuple[str, Sequence[Figure], int]], words: str, draw: Draw
) -> Drawing | None:
    """A chart of these series by year, which `words` says in alt text; none without a figure of the latest year.

    A series of one year is left out: it is a number in a sentence.
    """
    known_lines = tuple(Series(label, tuple(known), colour) for label, known, colour in series if len(known) > 1)
    if not any(line.at(figures.year) for line in known_lines):
        return None
    years = _years(known_lines, figures.year)
    rows = tuple((year, *(printed(line.at(year)) for line in known_lines)) for year in years)
    trends = " ".join(trend(line.label, line.known, years) for line in known_lines)
    columns = ("Year", *(line.label for line in known_lines))
    return Drawing(columns, rows, lambda: f"{words} {period(years)}. {trends}", lambda: draw(known_lines, years))


HEIGHT = 5.4
"""The height of a picture of lines on the same axes, in centimetres."""


def line_chart(height: float = HEIGHT, *, apart: bool = False) -> Draw:
    """What draws lines on the same axes, or each on its own, so many centimetres high."""

    def draw(lines: Sequence[Series], years: Sequence[str]) -> "Picture":
        from complaints_report.charts.line_charts import draw_lines

        return draw_lines([[line] for line in lines] if apart else [lines], years, height)

    return draw


def _years(lines: Sequence[Series], latest: str) -> tuple[str, ...]:
    """Every year from the first that is known to the latest, known or not."""
    years = [latest]
    first = min(line.known[0].year for line in lines)
    while years[0] > first:
        years.insert(0, shift_year(years[0], -1))
    return tuple(years)
