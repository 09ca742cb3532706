"""Lines over the years, named and numbered where they are rather than in a legend."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from matplotlib.path import Path as Outline
from matplotlib.transforms import Bbox

from complaints_report.charts.alt import printed
from complaints_report.charts.chart import Series
from complaints_report.charts.style import (
    LARGE,
    PLATE,
    POINT,
    WIDTH,
    axes,
    mark_years,
    page,
    palette,
    styled,
    tick_texts,
    ticks,
    width_of,
    wrapped,
)
from complaints_report.metrics.figure import Figure

MARKS = (("o", "-"), ("s", (0, (4, 1.5))), ("^", (0, (1, 1))))
"""Marker and dash of each line on the same axes, so that colour is never needed to tell them apart."""
TOP, FOOT = 0.4, 0.65
"""Room above each panel, and for the years below the last, in centimetres."""
VALUE = 0.5
"""Room within a panel for the value above its highest point, in centimetres."""

Place = tuple[float, float]
"""How far right of and above its point a text is centred, in points."""

ALL = 8
"""Up to so many years every point has its value; beyond, the first and the last."""
PLACES: tuple[Place, ...] = ((0, 10), (-9, 10), (9, 10), (0, 15), (-14, 12), (14, 12))
"""Where a value above its point may go, best first; below is the mirror of these."""
NAME = 2.6
"""The most room for a line's name, in centimetres; a longer one takes more lines."""
ABOVE = 10
"""How far above a panel its names may reach, in points."""
AWAY = 16
"""How far right of the last year the names are, in points."""


def draw_lines(panels: Sequence[Sequence[Series]], years: Sequence[str], height: float) -> Picture:
    """Panels of lines one above another on the same years, each panel on its own scale from zero."""
    with styled():
        picture = page(FOOT + height * len(panels))
        left = 0.4 + max(
            width_of(text) for lines in panels for text in tick_texts(lines[0].known[0].unit, _most(lines) or 1)
        )
        right = max(room_for_names(lines, years[-1]) for lines in panels)
        for place, lines in enumerate(panels):
            bottom = FOOT + height * (len(panels) - 1 - place)
            plot = axes(picture, left, bottom, WIDTH - left - right, height - TOP)
            _scale(plot, lines, years, height)
            for line, mark in zip(lines, MARKS, strict=False):
                _draw(plot, line, years, *mark)
            write_values(plot, lines, years)
            write_names(plot, lines, years)
            plot.tick_params(axis="x", labelbottom=place == len(panels) - 1)
        return picture


def _most(lines: Sequence[Series]) -> float:
    return max(float(f.value or 0) for line in lines for f in line.known)


def _scale(plot: Axes, lines: Sequence[Series], years: Sequence[str], height: float) -> None:
    """Sets every year in order along the foot, and a scale from zero with room above for values."""
    unit, most = lines[0].known[0].unit, _most(lines)
    plot.set_xlim(-0.5, len(years) - 0.8)
    plot.set_ylim(0, (most or 1) * (height - TOP) / (height - TOP - VALUE))
    mark_years(plot, years)
    ticks(plot.yaxis, unit)
    plot.grid(visible=False, axis="x")


def _draw(plot: Axes, line: Series, years: Sequence[str], marker: str, dash: Any) -> None:
    """Draws one line, broken where a year is not known, its latest point larger."""
    values = [float("nan") if f is None else float(f.value or 0) for f in map(line.at, years)]
    colour = palette()[line.colour]
    plot.plot(
        range(len(years)),
        values,
        color=colour,
        marker=marker,
        linestyle=dash,
        label=line.label,
        clip_on=False,
        zorder=3,
    )
    plot.plot(len(years) - 1, values[-1], color=colour, marker=marker, markersize=8, clip_on=False, zorder=3)


def write_values(plot: Axes, lines: Sequence[Series], years: Sequence[str]) -> None:
    """Writes the value beside every point before the latest, or beside the first ones where all will not fit."""
    first = [(line, line.known[0]) for line in lines if line.known[0].year != years[-1]]
    every = [(line, f) for line in lines for f in line.known if f.year != years[-1]]
    places = _places(plot, lines, years, every) if len(years) <= ALL else {}
    if len(places) < len(every):
        places = _places(plot, lines, years, first)
    for figure, place in places.items():
        at = (years.index(figure.year), _height(figure))
        plot.annotate(printed(figure), at, place, textcoords="offset points", ha="center", va="center", bbox=PLATE)


def _places(
    plot: Axes, lines: Sequence[Series], years: Sequence[str], wanted: Sequence[tuple[Series, Figure]]
) -> dict[Figure, Place]:
    """A place for the value of each figure wanted; those without a free one are left out."""
    outlines = [_outline(plot, line, years) for line in lines]
    window = plot.bbox.frozen()
    taken: list[Bbox] = []
    places: dict[Figure, Place] = {}
    for line, figure in wanted:
        x, y = plot.transData.transform((years.index(figure.year), _height(figure)))
        for place in _choices(line, figure, lines):
            box = _box(plot, x, y, place, printed(figure))
            if window.y0 < box.y0 and not _touches(box, outlines, taken):
                places[figure] = place
                taken.append(box)
                break
    return places


def _outline(plot: Axes, line: Series, years: Sequence[str]) -> Outline:
    """The line's path on the page, lifting the pen where a year is not known."""
    points = [(years.index(f.year), _height(f)) for f in line.known]
    joins = [i > 0 and points[i - 1][0] == x - 1 for i, (x, _) in enumerate(points)]
    codes = [Outline.LINETO if join else Outline.MOVETO for join in joins]
    return Outline(plot.transData.transform(points), codes)


def _choices(line: Series, figure: Figure, lines: Sequence[Series]) -> Sequence[Place]:
    """The places to try: below first where another line is above, or where this one turns up; else above."""
    below = tuple((x, -y) for x, y in PLACES)
    rivals = [other.at(figure.year) for other in lines if other is not line]
    higher = any(_height(f) > _height(figure) for f in rivals if f)
    level = any(_height(f) == _height(figure) for f in rivals if f) and line is not lines[0]
    at = line.known.index(figure)
    beside = line.known[max(at - 1, 0) : at + 2]
    turns = 0 < at < len(line.known) - 1 and all(_height(f) >= _height(figure) for f in beside)
    return below + PLACES if higher or level or (turns and not rivals) else PLACES + below


def _height(figure: Figure) -> float:
    return float(figure.value or 0)


def _box(plot: Axes, x: float, y: float, place: Place, text: str) -> Bbox:
    """The room a value takes on the page, in pixels."""
    pixels = plot.figure.dpi / 72
    width, height = (width_of(text) / POINT + 3) * pixels, 10 * pixels
    middle = x + place[0] * pixels, y + place[1] * pixels
    return Bbox.from_bounds(middle[0] - width / 2, middle[1] - height / 2, width, height)


def _touches(box: Bbox, outlines: Sequence[Outline], taken: Sequence[Bbox]) -> bool:
    crossed = any(outline.intersects_bbox(box, filled=False) for outline in outlines)
    return crossed or any(box.overlaps(other) for other in taken)


def room_for_names(lines: Sequence[Series], latest: str) -> float:
    """The width the names at the right take, in centimetres."""
    return AWAY * POINT + 0.2 + max(width_of(_name(line, latest), LARGE, "bold") for line in lines)


def write_names(plot: Axes, lines: Sequence[Series], years: Sequence[str]) -> None:
    """Writes each line's latest value and name at the right, joined to its end, dotted where that is earlier."""
    texts = [_name(line, years[-1]) for line in lines]
    ends = [(years.index(line.known[-1].year), _height(line.known[-1])) for line in lines]
    points = [plot.transData.transform(end) * 72 / plot.figure.dpi for end in ends]
    right = float(plot.transData.transform((len(years) - 1, 0))[0]) * 72 / plot.figure.dpi + AWAY
    heights = [(text.count("\n") + 1) * LARGE * 1.2 for text in texts]
    window = plot.bbox.y0 * 72 / plot.figure.dpi, plot.bbox.y1 * 72 / plot.figure.dpi + ABOVE
    middles = _spread([float(y) for _, y in points], heights, *window)
    for line, text, end, (x, y), middle in zip(lines, texts, ends, points, middles, strict=True):
        plot.annotate(
            text, end, (right - float(x), middle - float(y)), textcoords="offset points", va="center",
            weight="bold", annotation_clip=False, linespacing=1.2,
            arrowprops={
                "arrowstyle": "-", "color": palette()[line.colour], "shrinkA": 1, "shrinkB": 5,
                "relpos": (0, 0.5), "linestyle": "-" if line.at(years[-1]) else ":",
            },
        )  # fmt: skip


def _name(line: Series, latest: str) -> str:
    """The line's latest value above its name."""
    return f"{printed(line.at(latest))}\n{wrapped(line.label, NAME, 'bold')}"


def _spread(wishes: Sequence[float], heights: Sequence[float], floor: float, ceiling: float) -> list[float]:
    """The middles nearest to those wished for, in order, at which texts so high do not overlap or leave the panel."""
    order = sorted(range(len(wishes)), key=lambda i: (wishes[i], -i))
    places = list(wishes)
    for low, high in pairwise(order):
        short = max(0, (heights[low] + heights[high]) / 2 - (places[high] - places[low]))
        places[high] += short / 2
        places[low] -= short / 2
    for i in order:
        places[i] = max(places[i], floor + heights[i] / 2)
        floor = places[i] + heights[i] / 2
    for i in reversed(order):
        places[i] = min(places[i], ceiling - heights[i] / 2)
        ceiling = places[i] - heights[i] / 2
    return places
