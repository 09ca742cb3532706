"""Charts `services`, of every stage, and `services-stage-1`, `-2` and `-3`: the complaints received by service."""

from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from complaints_report.charts.alt import among_shown, left_out, name_of, one_line, printed, ranking
from complaints_report.charts.chart import Bars, Drawing
from complaints_report.english import quantity
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.procedures import STAGES

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

NONE = "0"


def drawing(figures: Figures, stage: int | None = None) -> Drawing | None:
    """A bar for each service that had a complaint, at every stage side by side or at one."""
    return _of_every_stage(figures) if stage is None else _of_stage(figures, stage)


def in_one_order(figures: Figures) -> list[str]:
    """The services that had a complaint, in the order of the earliest stage at which each had one."""
    return list(dict.fromkeys(f.group for stage in STAGES for f in _services(figures, stage)))


def _services(figures: Figures, stage: int) -> list[Figure]:
    """The services that had a complaint at a stage, the most first."""
    return [f for f in figures.groups("received", stage, by="service") if f.value]


def _of_every_stage(figures: Figures) -> Drawing | None:
    """Bars of each stage side by side, one row for a service and one scale for all."""
    stages = {stage: found for stage in STAGES if (found := _services(figures, stage))}
    if not stages:
        return None
    groups = in_one_order(figures)
    names = [one_line(group) for group in groups]
    known = {(stage, group): _shown_number(figures, stage, group) for stage in stages for group in groups}
    room = cache(partial(_room, names))

    def note() -> str:
        return left_out(len(names) - room(), "service", "services")

    def alt() -> str:
        each = "s, one for each stage and all on one scale," if len(stages) > 1 else ""
        what = f"Bar chart{each} of the complaints received in {figures.year}, by service."
        words = (_words(figures, found) for found in stages.values())
        return " ".join(filter(None, (what, *words, note())))

    def draw() -> "Picture":
        from complaints_report.charts.bar_charts import draw_apart

        sets = [
            Bars(
                tuple(known.get((stage, group)) for group in groups[: room()]),
                _heading(figures, found),
                stage - 1,
                NONE,
            )
            for stage, found in stages.items()
        ]
        return draw_apart(names[: room()], sets, note())

    columns = ("Service", *(f"Stage {stage} complaints" for stage in stages))
    cells = ([known.get((stage, group)) for stage in stages] for group in groups)
    rows = tuple((name, *(printed(f) if f else NONE for f in row)) for name, row in zip(names, cells, strict=True))
    return Drawing(columns, rows, alt, draw)


def _shown_number(figures: Figures, stage: int, service: str) -> Figure | None:
    """What is told of a service at a stage; None where it had no complaint."""
    found = figures.figure("received", stage, by="service", group=service)
    return found if found.value or found.withheld else None


def _room(names: Sequence[str]) -> int:
    from complaints_report.charts.bar_charts import rows_that_fit

    return rows_that_fit(names)


def _heading(figures: Figures, services: Sequence[Figure]) -> str:
    stage = services[0].stage
    whole = figures.figure("received", stage).value if _is_withheld(figures, stage) else None
    total = sum(f.value or 0 for f in services) if whole is None else whole
    return f"Stage {stage}\n{quantity(total, 'complaint')}"


def _is_withheld(figures: Figures, stage: int | None) -> bool:
    return any(f.withheld for f in figures.groups("received", stage, by="service"))


def _words(figures: Figures, services: Sequence[Figure]) -> str:
    heading = _heading(figures, services).replace("\n", ", ")
    ranked = ranking(services, "most", "fewest", "services")
    return f"{heading}: {among_shown(ranked) if _is_withheld(figures, services[0].stage) else ranked}"


def _of_stage(figures: Figures, stage: int) -> Drawing | None:
    """Bars of one stage alone, the most first."""
    services = _services(figures, stage)
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
    room = _room([name_of(f) for f in services])
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
