"""Chart `compliments`: compliments received over all the years known."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from complaints_report.charts.alt import period
from complaints_report.charts.chart import Drawing
from complaints_report.charts.years import Line, lines_of, rows_of, trends, years_of
from complaints_report.metrics.figures import Figures

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture


def drawing(figures: Figures) -> Drawing | None:
    """A column for each year."""
    lines = lines_of([("Compliments", figures.series("compliments"), 0)], figures.year)
    if not lines:
        return None
    years = years_of(lines, figures.year)
    alt = f"Bar chart of the compliments received {period(years)}. {trends(lines, years)}"
    return Drawing(alt, ("Year", "Compliments"), rows_of(lines, years), partial(_drawn, lines[0], years))


def _drawn(line: Line, years: Sequence[str]) -> "Picture":
    """The columns drawn; matplotlib is loaded not before."""
    from complaints_report.charts.columns import draw_columns

    return draw_columns(line, years)
