"""Charts `services-stage-1`, `-2` and `-3`: the complaints received at a stage by service."""

from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from complaints_report.charts.alt import left_out, name_of, printed, ranking
from complaints_report.charts.chart import Bars, Drawing
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture


def drawing(figures: Figures, stage: int) -> Drawing | None:
    """A bar for each service that had a complaint, the most first."""
    services = [f for f in figures.groups("received", stage, by="service") if f.value]
    if not services:
        return None
    total = sum(f.value or 0 for f in services)
    complaints = f"{total:,} stage {stage} complaints" if total > 1 else f"one stage {stage} complaint"
    largest = cache(partial(_largest, services))

    def alt() -> str:
        words = (
            f"Bar chart of the {complaints} received in {figures.year}, by service.",
            ranking(services, "most", "fewest", "services"),
            _rest(services, len(largest())),
        )
        return " ".join(filter(None, words))

    def draw() -> "Picture":
        from complaints_report.charts.bar_charts import draw_apart

        bars = Bars(tuple(largest()), colour=stage - 1)
        return draw_apart([name_of(f) for f in largest()], [bars], _rest(services, len(largest())))

    rows = tuple((name_of(f), printed(f)) for f in services)
    return Drawing(("Service", f"Stage {stage} complaints"), rows, alt, draw)


def _largest(services: Sequence[Figure]) -> Sequence[Figure]:
    """The services a page has room for, without those that tie with the first left out unless most do."""
    from complaints_report.charts.bar_charts import rows_that_fit

    room = rows_that_fit([name_of(f) for f in services])
    if room >= len(services):
        return services
    clear = [f for f in services[:room] if f.value != services[room].value]
    return clear if 2 * len(clear) >= room else services[:room]


def _rest(services: Sequence[Figure], drawn: int) -> str:
    """How many services are not drawn, and how many complaints they had at most."""
    rest = services[drawn:]
    if not rest:
        return ""
    fewer = " or fewer" if rest[0].value != rest[-1].value else ""
    each = " each" if rest[1:] else ""
    return left_out(len(rest), "service", "services", f", with {printed(rest[0])}{fewer}{each}")
