"""The values and names written beside lines, clear of the lines and of one another."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.path import Path as Outline
from matplotlib.transforms import Bbox

from complaints_report.charts.alt import UNKNOWN, printed
from complaints_report.charts.style import LARGE, LEADING, POINT, palette, width_of, wrapped
from complaints_report.charts.years import Line
from complaints_report.metrics.figure import Figure

Place = tuple[float, float]
"""How far right of and above its point a text is centred, in points."""

ALL = 8
"""Up to so many years every point has its value; beyond, the first and the last."""
PLACES: tuple[Place, ...] = ((0, 10), (-9, 10), (9, 10), (0, 15), (-14, 12), (14, 12))
"""Where a value above its point may go, best first; below is the mirror of these."""


def write_values(plot: Axes, lines: Sequence[Line], years: Sequence[str]) -> None:
    """Writes the value beside every point before the latest, or beside the first ones where all will not fit."""
    first = [(line, line.known[0]) for line in lines if line.known[0].year != years[-1]]
    every = [(line, f) for line in lines for f in line.known if f.year != years[-1]]
    places = _places(plot, lines, years, every) if len(years) <= ALL else {}
    if len(places) < len(every):
        places = _places(plot, lines, years, first)
    for figure, place in places.items():
        at = (years.index(figure.year), float(figure.value or 0))
        plot.annotate(printed(figure), at, place, textcoords="offset points", ha="center", va="center")


def _places(
    plot: Axes, lines: Sequence[Line], years: Sequence[str], wanted: Sequence[tuple[Line, Figure]]
) -> dict[Figure, Place]:
    """A place for the value of each figure wanted; those without a free one are left out."""
    outlines = [_outline(plot, line, years) for line in lines]
    window = plot.bbox.frozen()
    taken: list[Bbox] = []
    places: dict[Figure, Place] = {}
    for line, figure in wanted:
        x, y = plot.transData.transform((years.index(figure.year), float(figure.value or 0)))
        for place in _choices(line, figure, lines):
            box = _box(plot, x, y, place, printed(figure))
            if window.y0 < box.y0 and not _touches(box, outlines, taken):
                places[figure] = place
                taken.append(box)
                break
    return places


def _outline(plot: Axes, line: Line, years: Sequence[str]) -> Outline:
    """The line's path on the page, lifting the pen where a year is not known."""
    points = [(years.index(f.year), float(f.value or 0)) for f in line.known]
    joins = [i > 0 and points[i - 1][0] == x - 1 for i, (x, _) in enumerate(points)]
    codes = [Outline.LINETO if join else Outline.MOVETO for join in joins]
    return Outline(plot.transData.transform(points), codes)


def _choices(line: Line, figure: Figure, lines: Sequence[Line]) -> Sequence[Place]:
    """The places to try: outside the other lines first, above where this line is the highest of its year."""
    below = tuple((x, -y) for x, y in PLACES)
    others = [(other.at(figure.year), lines.index(other)) for other in lines if other is not line]
    under = any((f.value, -i) > (figure.value, -lines.index(line)) for f, i in others if f and f.known)  # type: ignore[operator]
    return below + PLACES if under else PLACES + below


def _box(plot: Axes, x: float, y: float, place: Place, text: str) -> Bbox:
    """The room a value takes on the page, in pixels."""
    pixels = plot.figure.dpi / 72
    width, height = width_of(text) / POINT * pixels, 9.5 * pixels
    middle = x + place[0] * pixels, y + place[1] * pixels
    return Bbox.from_bounds(middle[0] - width / 2, middle[1] - height / 2, width, height)


def _touches(box: Bbox, outlines: Sequence[Outline], taken: Sequence[Bbox]) -> bool:
    crossed = any(outline.intersects_bbox(box, filled=False) for outline in outlines)
    return crossed or any(box.overlaps(other) for other in taken)


def write_names(plot: Axes, lines: Sequence[Line], years: Sequence[str], room: float) -> None:
    """Writes each line's latest value and name at the right, joined to its end where they had to be moved."""
    centimetre = plot.figure.dpi * POINT**-1 / 72
    texts = [_last(line, years[-1]) + "\n" + wrapped(line.label, room - 0.4, "bold") for line in lines]
    ends = [float(line.known[-1].value or 0) for line in lines]
    heights = [(text.count("\n") + 1) * LARGE * LEADING * centimetre + 2 for text in texts]
    wishes = [float(plot.transData.transform((0, end))[1]) for end in ends]
    for line, text, end, wish, y in zip(lines, texts, ends, wishes, _spread(wishes, heights), strict=True):
        point, offset = (len(years) - 1, end), (16, (y - wish) * 72 / plot.figure.dpi)
        arrow = {"arrowstyle": "-", "color": palette()[line.colour], "shrinkA": 1, "shrinkB": 5, "relpos": (0, 0.5)}
        plot.annotate(
            text, point, offset, textcoords="offset points", va="center", weight="bold", arrowprops=arrow,
            annotation_clip=False, linespacing=1.2,
        )  # fmt: skip


def _last(line: Line, latest: str) -> str:
    figure = line.at(latest)
    return printed(figure) if figure else f"{latest} {UNKNOWN}"


def _spread(wishes: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The middles nearest to those wished for, in the same order, at which texts so high do not overlap."""
    order = sorted(range(len(wishes)), key=lambda i: (wishes[i], -i))
    places = list(wishes)
    for low, high in zip(order, order[1:], strict=False):
        short = (heights[low] + heights[high]) / 2 - (places[high] - places[low])
        if short > 0:
            places[high] += short / 2
            places[low] -= short / 2
    return places
