"""Chart `compliments`: compliments received over all the years known."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from complaints_report.charts.chart import Drawing, Series
from complaints_report.charts.over_years import over_years
from complaints_report.metrics.figures import Figures

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

WORDS = "Bar chart of the compliments received"


def drawing(figures: Figures) -> Drawing | None:
    """A column for each year."""
    return over_years(figures, [("Compliments", figures.series("compliments"), 0)], WORDS, _columns)


def _columns(lines: Sequence[Series], years: Sequence[str]) -> "Picture":
    from complaints_report.charts.bar_charts import draw_columns

    return draw_columns(lines[0], years)
