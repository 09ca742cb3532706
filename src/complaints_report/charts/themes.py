"""Chart `themes`: the issues at each stage by category, as shares of that stage's issues."""

from collections.abc import Sequence
from functools import partial

from complaints_report.charts.alt import NUMBERS, name_of, printed, ranking
from complaints_report.charts.bars import Bars, draw_apart, rows_that_fit
from complaints_report.charts.chart import Drawing
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures

ZERO = "0.0%"
Shares = dict[str, Figure]


def drawing(figures: Figures) -> Drawing | None:
    """Bars for each stage side by side; shares, because one stage has many times the issues of another."""
    stages = {stage: _shares(figures, stage) for stage in (1, 2, 3)}
    stages = {stage: shares for stage, shares in stages.items() if shares}
    if not stages:
        return None
    names = list(dict.fromkeys(name for shares in stages.values() for name in shares))
    alt = (
        f"Bar charts, one for each stage, of the issues in complaints received in {figures.year} by category, "
        f"as shares of that stage's issues. {' '.join(_words(*pair) for pair in stages.items())} {NUMBERS}"
    )
    columns = [(f"Stage {stage} issues", f"Stage {stage} share") for stage in stages]
    rows = tuple((name, *(cell for shares in stages.values() for cell in _cells(shares, name))) for name in names)
    room = rows_that_fit(names)
    sets = [_bars(stage, shares, names[:room]) for stage, shares in stages.items()]
    return Drawing(alt, ("Category", *sum(columns, ())), rows, partial(draw_apart, names[:room], sets))


def _shares(figures: Figures, stage: int) -> Shares:
    """The share of each category that has an issue at the stage."""
    return {name_of(f): f for f in figures.groups("share_issues", stage, by="category") if f.numerator}


def _issues(shares: Shares) -> str:
    number = next(iter(shares.values())).denominator or 0
    return f"{number:,} issue{'s' * (number != 1)}"


def _words(stage: int, shares: Shares) -> str:
    falling: Sequence[Figure] = list(shares.values())
    return f"Stage {stage}, {_issues(shares)}: {ranking(falling, 'largest share', 'smallest', 'categories')}"


def _cells(shares: Shares, name: str) -> tuple[str, str]:
    found = shares.get(name)
    return (f"{found.numerator:,}", printed(found)) if found else ("0", ZERO)


def _bars(stage: int, shares: Shares, names: Sequence[str]) -> Bars:
    return Bars(tuple(shares.get(name) for name in names), f"Stage {stage}\n{_issues(shares)}", stage - 1, ZERO)
