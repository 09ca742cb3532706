"""Chart `timeliness`: the share answered within 20 days at stage 1 and within 65 at stage 2, over the years known."""

from complaints_report.charts.chart import Drawing
from complaints_report.charts.over_years import lines, over_years
from complaints_report.metrics.figures import Figures

WORDS = "Line chart of the share of complaints answered within 20 working days at stage 1 and within 65 at stage 2,"


def drawing(figures: Figures) -> Drawing | None:
    """A line for each of the two stages, on one scale."""
    shares = (
        ("Stage 1, within 20 days", figures.series("within_20_days", 1), 0),
        ("Stage 2, within 65 days", figures.series("within_65_days", 2), 3),
    )
    return over_years(figures, shares, WORDS, lines())
