"""Chart `methods`: how stage 1 complaints were made, beside the year before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from complaints_report.charts.alt import direction_since, name_of, printed
from complaints_report.charts.chart import Bars, Drawing
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

_SPELLED = {"email": "E-mail"}
"""How a method is written, where not as in the data."""


def drawing(figures: Figures) -> Drawing | None:
    """A bar for each method, with a paler one beneath it for the year before where that is known."""
    methods = figures.groups("received", 1, by="method")
    if not any(f.value for f in methods):
        return None
    before = [f.previous for f in methods]
    earlier = next((f.year for f in before if f and f.known), "")
    names = [_SPELLED.get(name, name[:1].upper() + name[1:]) for name in map(name_of, methods)]
    beside = f", beside {earlier}" if earlier else ""
    alt = f"Bar chart of how stage 1 complaints were made in {figures.year}{beside}. {_each(names, methods)}"
    shown = [Bars(tuple(methods), figures.year, 0), Bars(tuple(before), earlier, None)][: 2 if earlier else 1]
    columns = ("Method", *(bars.heading for bars in shown))
    rows = tuple(zip(names, *([printed(f) if f else bars.blank for f in bars.figures] for bars in shown), strict=True))

    def draw() -> "Picture":
        from complaints_report.charts.bar_charts import draw_together

        return draw_together(names, shown)

    return Drawing(columns, rows, lambda: alt, draw)


def _each(names: Sequence[str], methods: Sequence[Figure]) -> str:
    """Each method's number, and its direction since the year before."""
    return " ".join(f"{name}: {printed(f)}{_since(f)}." for name, f in zip(names, methods, strict=True))


def _since(figure: Figure) -> str:
    before = figure.previous
    return f", {direction_since(figure, [before])}" if before and before.known else ""
