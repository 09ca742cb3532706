"""Charts `services-stage-1`, `-2` and `-3`: the complaints received at a stage by service."""

from collections.abc import Sequence
from functools import partial

from complaints_report.charts.alt import NUMBERS, in_words, name_of, printed, ranking
from complaints_report.charts.bars import Bars, draw_apart, rows_that_fit
from complaints_report.charts.chart import Drawing
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures


def drawing(figures: Figures, stage: int) -> Drawing | None:
    """A bar for each service that had a complaint, the most first."""
    services = [f for f in figures.groups("received", stage, by="service") if f.value]
    if not services:
        return None
    total = sum(f.value or 0 for f in services)
    largest = _largest(services)
    words = (
        f"Bar chart of the stage {stage} complaints received in {figures.year} by service, {total:,} in all.",
        ranking(services, "most", "fewest", "services"),
        _alt_of_rest(services, len(largest)),
        NUMBERS,
    )
    names = [name_of(f) for f in services]
    rows = tuple((name, printed(f)) for name, f in zip(names, services, strict=True))
    bars = Bars(tuple(largest), colour=stage - 1)
    note = _note_of_rest(services, len(largest))
    draw = partial(draw_apart, names[: len(largest)], [bars], note)
    return Drawing(" ".join(filter(None, words)), ("Service", f"Stage {stage} complaints"), rows, draw)


def _largest(services: Sequence[Figure]) -> Sequence[Figure]:
    """The services a page has room for, without those that tie with the first left out unless most do."""
    room = rows_that_fit([name_of(f) for f in services])
    if room >= len(services):
        return services
    clear = [f for f in services[:room] if f.value != services[room].value]
    return clear if 2 * len(clear) >= room else services[:room]


def _rest(services: Sequence[Figure], drawn: int) -> str:
    most = printed(services[drawn])
    return f"{most} each" if services[drawn].value == services[-1].value else f"{most} or fewer each"


def _alt_of_rest(services: Sequence[Figure], drawn: int) -> str:
    if drawn == len(services):
        return ""
    left = in_words(len(services) - drawn)
    return f"The {in_words(drawn)} largest are drawn; the other {left}, with {_rest(services, drawn)}, are not."


def _note_of_rest(services: Sequence[Figure], drawn: int) -> str:
    if drawn == len(services):
        return ""
    left = in_words(len(services) - drawn)
    noun = "service is" if len(services) - drawn == 1 else "services are"
    return f"Another {left} {noun} not drawn, with {_rest(services, drawn)}."
