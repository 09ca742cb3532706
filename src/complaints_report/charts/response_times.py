"""Chart `response-times`: how many working days answers took at stages 1 and 2, in bands, as shares of all timed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from complaints_report.charts.alt import numerator_of, printed
from complaints_report.charts.chart import Bars, Drawing
from complaints_report.english import listed, quantity
from complaints_report.metrics.breakdowns import BANDS, days_of_band
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.procedures import LOCAL

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

Shares = Sequence[Figure | None]


def drawing(figures: Figures) -> Drawing | None:
    """Bars for each stage side by side on one scale; those of answers later than every limit are hatched."""
    stages = {stage: _shares(figures, stage) for stage in LOCAL.stages}
    stages = {stage: shares for stage, shares in stages.items() if any(one and one.numerator for one in shares)}
    if not stages:
        return None
    limits = {stage: max(figures.limits.of_stage(stage)) for stage in stages}
    longest = listed(f"{limit} at stage {stage}" for stage, limit in limits.items())
    note = f"Hatched: later than the longest limit, {longest}." if any(map(_late, limits.values())) else ""
    alt = f"Bar chart of the working days that answers took, complaints received in {figures.year}."
    bands = [band.capitalize() for band in BANDS]
    words = " ".join((alt, *(_words(stage, shares) for stage, shares in stages.items()), note)).strip()

    def draw() -> "Picture":
        from complaints_report.charts.bar_charts import draw_apart

        sets = [
            Bars(tuple(shares), f"Stage {stage}\n{_answers(shares)}", stage - 1, hatched=_late(limits[stage]))
            for stage, shares in stages.items()
        ]
        return draw_apart([f"{band} days" for band in bands], sets, note)

    heads = (f"Stage {stage} {what}" for stage in stages for what in ("answers", "share"))
    columns = ("Working days", *heads, f"Later than the longest limit, {longest}")
    rows = ((*_cells(at, stages), _where_late(at, limits)) for at in range(len(BANDS)))
    return Drawing(columns, tuple((band, *row) for band, row in zip(bands, rows, strict=True)), lambda: words, draw)


def _shares(figures: Figures, stage: int) -> Shares:
    """The share of each band, in order; None where it is not known or some are withheld."""
    shares = figures.groups("share_timed", stage, by="band")
    known = {} if any(share.withheld for share in shares) else {share.group: share for share in shares}
    return [known.get(band) for band in BANDS]


def _late(limit: int) -> frozenset[int]:
    """The places of the bands of which every answer is later than a limit."""
    return frozenset(at for at, band in enumerate(BANDS) if days_of_band(band)[0] > limit)


def _answers(shares: Shares) -> str:
    return quantity(next(one.denominator or 0 for one in shares if one), "answer")


def _words(stage: int, shares: Shares) -> str:
    each = (f"{band} days {printed(share)}" for band, share in zip(BANDS, shares, strict=True))
    return f"Stage {stage}, {_answers(shares)}: {'; '.join(each)}."


def _cells(at: int, stages: dict[int, Shares]) -> list[str]:
    """The number of answers and the share of a band at each stage."""
    found = [shares[at] for shares in stages.values()]
    return [cell for one in found for cell in (numerator_of(one), printed(one))]


def _where_late(at: int, limits: dict[int, int]) -> str:
    """At which stages a band is later than the longest limit."""
    stages = [f"stage {stage}" for stage, limit in limits.items() if at in _late(limit)]
    return f"At {listed(stages)}" if stages else "No"
