"""Chart `ratios`: stage 1 complaints against referrals and assessments, over all the years known."""

from complaints_report.charts.chart import Drawing
from complaints_report.charts.over_years import line_chart, over_years
from complaints_report.metrics.figures import Figures

WORDS = "Line chart of stage 1 complaints as a percentage of referrals and of assessments"


def drawing(figures: Figures) -> Drawing | None:
    """A line for each activity that complaints are set against."""
    ratios = (
        ("Percentage of referrals", figures.series("complaints_per_referral"), 0),
        ("Percentage of assessments", figures.series("complaints_per_assessment"), 3),
    )
    return over_years(figures, ratios, WORDS, line_chart())
