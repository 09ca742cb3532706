"""Chart `themes`: the issues at each stage by category, as shares of that stage's issues."""

from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from complaints_report.charts.alt import among_shown, left_out, numerator_of, one_line, printed, ranking
from complaints_report.charts.chart import Bars, Drawing
from complaints_report.english import quantity
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.procedures import STAGES

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

ZERO = "0.0%"
Shares = dict[str, Figure]


def drawing(figures: Figures) -> Drawing | None:
    """Bars for each stage side by side; shares, because one stage has many times the issues of another."""
    stages = {stage: _shares(figures, stage) for stage in STAGES}
    stages = {stage: shares for stage, shares in stages.items() if shares}
    if not stages:
        return None
    groups = list(dict.fromkeys(group for shares in stages.values() for group in shares))
    names = [one_line(group) for group in groups]
    room = cache(partial(_room, names))

    def note() -> str:
        return left_out(len(names[room() :]), "category", "categories")

    def alt() -> str:
        each = "s, one for each stage," if len(stages) > 1 else ""
        what = f"Bar chart{each} of the issues in complaints received in {figures.year} by category, "
        words = (_words(figures, stage, shares) for stage, shares in stages.items())
        return " ".join(filter(None, (f"{what}as shares of that stage's issues.", *words, note())))

    def draw() -> "Picture":
        from complaints_report.charts.bar_charts import draw_apart

        sets = [_bars(figures, stage, shares, groups[: room()]) for stage, shares in stages.items()]
        return draw_apart(names[: room()], sets, note())

    columns = ("Category", *(f"Stage {stage} {what}" for stage in stages for what in ("issues", "share")))
    rows = tuple(
        (one_line(g), *(cell for stage in stages for cell in _cells(_shown_share(figures, stage, g)))) for g in groups
    )
    return Drawing(columns, rows, alt, draw)


def _room(names: Sequence[str]) -> int:
    from complaints_report.charts.bar_charts import rows_that_fit

    return rows_that_fit(names)


def _shares(figures: Figures, stage: int) -> Shares:
    """The share of each category that has an issue at the stage."""
    return {f.group: f for f in figures.groups("share_issues", stage, by="category") if f.numerator}


def _issues(shares: Shares) -> str:
    number = next(iter(shares.values())).denominator or 0
    return quantity(number, "issue")


def _shown_share(figures: Figures, stage: int, category: str) -> Figure | None:
    """What is told of a category at a stage; None where it had no issue."""
    found = figures.figure("share_issues", stage, by="category", group=category)
    return found if found.numerator or found.withheld else None


def _words(figures: Figures, stage: int, shares: Shares) -> str:
    largest = ranking(list(shares.values()), "largest share", "smallest", "categories")
    if any(f.withheld for f in figures.groups("share_issues", stage, by="category")):
        largest = among_shown(largest)
    return f"Stage {stage}, {_issues(shares)}: {largest}"


def _cells(found: Figure | None) -> tuple[str, str]:
    return (numerator_of(found), printed(found)) if found else ("0", ZERO)


def _bars(figures: Figures, stage: int, shares: Shares, groups: Sequence[str]) -> Bars:
    return Bars(
        tuple(_shown_share(figures, stage, group) for group in groups),
        f"Stage {stage}\n{_issues(shares)}",
        stage - 1,
        ZERO,
    )
