"""Chart `escalation`: complaints at each stage as a percentage of the stage before, over the years known."""

from complaints_report.charts.chart import Drawing
from complaints_report.charts.over_years import line_chart, over_years
from complaints_report.metrics.figures import Figures

WORDS = "Line chart of complaints at one stage as a percentage of those at the stage before,"


def drawing(figures: Figures) -> Drawing | None:
    """A line for each step from one stage to the next."""
    steps = (
        ("Stage 1 to stage 2", figures.series("escalation", 2), 0),
        ("Stage 2 to stage 3", figures.series("escalation", 3), 3),
    )
    return over_years(figures, steps, WORDS, line_chart())
