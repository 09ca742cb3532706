"""Chart `timeliness`: the share answered within the longest limit at stages 1 and 2, over the years known."""

from complaints_report.charts.chart import Drawing
from complaints_report.charts.over_years import line_chart, over_years
from complaints_report.metrics.figures import Figures
from complaints_report.procedures import STATUTORY

FIRST, SECOND = (STATUTORY.limits[stage].longest for stage in (1, 2))
WORDS = (
    f"Line chart of the share of complaints answered within {FIRST} working days at stage 1 "
    f"and within {SECOND} at stage 2,"
)


def drawing(figures: Figures) -> Drawing | None:
    """A line for each of the two stages, on one scale."""
    shares = (
        (f"Stage 1, within {FIRST} days", figures.series(f"within_{FIRST}_days", 1), 0),
        (f"Stage 2, within {SECOND} days", figures.series(f"within_{SECOND}_days", 2), 3),
    )
    return over_years(figures, shares, WORDS, line_chart())
