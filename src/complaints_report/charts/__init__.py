"""The report's charts: each is a module here, loaded when it is drawn, in the order they are listed."""

from pathlib import Path
from typing import TYPE_CHECKING

from complaints_report.charts.chart import Chart, Drawing
from complaints_report.errors import CommandError, suggestion
from complaints_report.procedures import STAGES, STATUTORY

if TYPE_CHECKING:
    from complaints_report.metrics.figures import Figures

__all__ = ["CHARTS", "SUFFIXES", "Chart", "Drawing", "drawings", "require_chart", "save_chart"]

SUFFIXES = (".png", ".svg", ".pdf")
EXPORT = "Check the year, and the export with `complaints-report check`."
YEARS = "Check the year, and the export and history with `complaints-report check`."
FIRST_LIMIT, SECOND_LIMIT = (STATUTORY.limits[stage].longest for stage in (1, 2))

CHARTS: dict[str, Chart] = {
    chart.name: chart
    for chart in (
        Chart("volumes", "Complaints received at each stage", "volumes", "complaints received", YEARS, of_years=True),
        Chart(
            "ratios",
            "Stage 1 complaints as a percentage of referrals and of assessments",
            "ratios",
            "numbers of referrals or assessments",
            "Add those years to the activity table.",
            of_years=True,
        ),
        Chart("themes", "Issues at each stage, by category", "themes", "issues", EXPORT),
        Chart(
            "escalation",
            "Complaints that went on to the next stage",
            "escalation",
            "complaints that could have gone on to a next stage",
            YEARS,
            of_years=True,
        ),
        Chart(
            "timeliness",
            f"Answers within {FIRST_LIMIT} working days at stage 1 and within {SECOND_LIMIT} at stage 2",
            "timeliness",
            "answers at stage 1 or stage 2 that could be timed",
            YEARS,
            of_years=True,
        ),
        Chart(
            "response-times",
            "Working days taken to answer, at stages 1 and 2",
            "response_times",
            "answers at stage 1 or stage 2 that could be timed",
            "Check the year, and that the export has a column for the date of each response.",
        ),
        Chart(
            "methods",
            "How stage 1 complaints were made",
            "methods",
            "stage 1 complaints with a method",
            "Check the year, and that the export has a column for how each complaint was made.",
        ),
        Chart("compliments", "Compliments received", "compliments", "compliments recorded", YEARS, of_years=True),
        Chart("services", "Complaints by service at each stage", "services", "complaints with a service", EXPORT),
        *(
            Chart(
                f"services-stage-{stage}",
                f"Stage {stage} complaints by service",
                "services",
                f"stage {stage} complaints with a service",
                EXPORT,
                stage,
            )
            for stage in STAGES
        ),
    )
}


def require_chart(name: str) -> Chart:
    """The chart of that name; CommandError with the nearest where there is none."""
    if not name:
        raise CommandError("Name a chart; `complaints-report chart --list` lists them.")
    if name not in CHARTS:
        near = suggestion(name, list(CHARTS))
        raise CommandError(f"There is no chart '{name}'; {near} `complaints-report chart --list` lists them.")
    return CHARTS[name]


def drawings(figures: "Figures") -> dict[str, Drawing]:
    """What each chart of the report that can be drawn of these figures shows; those of one stage are drawn alone."""
    found = ((chart.name, chart.found(figures)) for chart in CHARTS.values() if chart.stage is None)
    return {name: drawing for name, drawing in found if drawing is not None}


def save_chart(name: str, drawing: Drawing, *paths: Path, with_text: bool = False) -> tuple[float, float]:
    """Writes the chart's picture to each path as its suffix says; returns its width and height in centimetres.

    An SVG has its words drawn, so that they look the same anywhere, or `with_text` as words, to be read and found.
    """
    for path in paths:
        if path.suffix.lower() not in SUFFIXES:
            raise CommandError(
                f"A chart cannot be saved as '{path.name}': end its name in {', '.join(SUFFIXES[:-1])} "
                f"or {SUFFIXES[-1]}."
            )
    from complaints_report.charts.style import save_picture

    return save_picture(drawing, CHARTS[name].title, *paths, with_text=with_text)
