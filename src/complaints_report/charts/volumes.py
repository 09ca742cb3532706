"""Chart `volumes`: complaints received at each stage over all the years known."""

from complaints_report.charts.chart import Drawing
from complaints_report.charts.over_years import line_chart, over_years
from complaints_report.metrics.figures import Figures
from complaints_report.procedures import STAGES

HEIGHT = 2.9
"""The height of each stage's panel, in centimetres: stage 1 is in the hundreds and the others in tens."""


def drawing(figures: Figures) -> Drawing | None:
    """A line for each stage, each on its own scale."""
    stages = [(f"Stage {stage}", figures.series("received", stage), stage - 1) for stage in STAGES]
    known = [stage for stage in stages if len(stage[1]) > 1]
    kind = "Line charts, one for each stage and each on its own scale," if len(known) > 1 else "Line chart"
    return over_years(figures, known, f"{kind} of the complaints received", line_chart(HEIGHT, apart=True))
