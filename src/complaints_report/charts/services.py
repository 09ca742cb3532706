"""Charts `services-stage-1`, `-2` and `-3`: the complaints received at a stage by service."""

from collections.abc import Sequence

from complaints_report.charts.alt import left_out, name_of, printed, ranking
from complaints_report.charts.chart import Drawing
from complaints_report.charts.rows import Bars, apart, rows_that_fit
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures


def drawing(figures: Figures, stage: int) -> Drawing | None:
    """A bar for each service that had a complaint, the most first."""
    services = [f for f in figures.groups("received", stage, by="service") if f.value]
    if not services:
        return None
    total = sum(f.value or 0 for f in services)
    complaints = f"{total:,} stage {stage} complaints" if total > 1 else f"one stage {stage} complaint"
    largest = _largest(services)
    note = _rest(services, len(largest))
    words = (
        f"Bar chart of the {complaints} received in {figures.year}, by service.",
        ranking(services, "most", "fewest", "services"),
        note,
    )
    names = [name_of(f) for f in services]
    rows = tuple((name, printed(f)) for name, f in zip(names, services, strict=True))
    bars = Bars(tuple(largest), colour=stage - 1)
    draw = apart(names[: len(largest)], [bars], note)
    return Drawing(" ".join(filter(None, words)), ("Service", f"Stage {stage} complaints"), rows, draw)


def _largest(services: Sequence[Figure]) -> Sequence[Figure]:
    """The services a page has room for, without those that tie with the first left out unless most do."""
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
