"""Bars across the page, each with its value and its row's whole name beside it, and columns over the years."""

from collections.abc import Sequence
from itertools import accumulate
from math import fsum

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from complaints_report.charts.alt import printed
from complaints_report.charts.chart import Bars, Series
from complaints_report.charts.style import (
    CM,
    LARGE,
    LEADING,
    PLATE,
    SMALL,
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

BAR, SPACE = 0.38, 0.2
"""How thick a bar is and how far it is from the next row, in centimetres."""
NAMES = 6.0
"""The most room for the names of the rows, in centimetres; longer ones take more lines."""
TALLEST = 21.0
"""The tallest picture that fits an A4 page with its caption, in centimetres."""
TOP, FOOT = 0.2, 0.7
ROOM = TALLEST - TOP - FOOT - 1
"""The most room for rows, in centimetres."""
GAP = 0.5
"""Room between sets of bars, in centimetres."""
HATCH = "////"
COLUMNS, YEARS = 4.8, 0.65
"""The height of a picture of columns, and of the years below them, in centimetres."""


def rows_that_fit(names: Sequence[str]) -> int:
    """How many rows of these names a picture has room for."""
    with styled():
        heights = accumulate(row_height(wrapped(name, NAMES).count("\n") + 1) for name in names)
        return sum(height <= ROOM for height in heights)


def row_height(lines: int, thick: int = 1) -> float:
    """The height of a row whose name takes so many lines and that has so many bars, in centimetres."""
    return max(lines * SMALL * LEADING, BAR * thick) + SPACE


def draw_apart(names: Sequence[str], sets: Sequence[Bars], note: str = "") -> Picture:
    """Sets of bars side by side on one scale, each under its heading, the rows' names at the left."""
    with styled():
        labels = [wrapped(name, NAMES) for name in names]
        heights = [row_height(label.count("\n") + 1) for label in labels]
        head = max((bars.heading.count("\n") + bool(bars.heading)) * LARGE * LEADING for bars in sets) + TOP
        foot = FOOT + (0.6 if note else 0)
        picture = page(head + fsum(heights) + foot)
        left = max(map(width_of, labels)) + 0.5
        width = (WIDTH - left - GAP * len(sets)) / len(sets)
        most = max(bars.most for bars in sets)
        for place, bars in enumerate(sets):
            plot = axes(picture, left + place * (width + GAP), foot, width, fsum(heights))
            _rows(plot, labels if place == 0 else [""] * len(labels), heights)
            _across(plot, bars, most, width, heights)
            plot.annotate(
                bars.heading, (0, 1), (0, 4), xycoords="axes fraction", textcoords="offset points",
                weight="bold", fontsize=LARGE, annotation_clip=False,
            )  # fmt: skip
        picture.text(left / WIDTH, 0.2 / (picture.get_figheight() / CM), note)
        return picture


def draw_together(names: Sequence[str], sets: Sequence[Bars]) -> Picture:
    """Bars one under another in each row, the first row's saying which set each is."""
    with styled():
        labels = [wrapped(name, NAMES) for name in names]
        heights = [row_height(label.count("\n") + 1, len(sets)) for label in labels]
        picture = page(TOP + fsum(heights) + FOOT)
        left = max(map(width_of, labels)) + 0.5
        plot = axes(picture, left, FOOT, WIDTH - left - GAP, fsum(heights))
        _rows(plot, labels, heights)
        for place, bars in enumerate(sets):
            shift = BAR * (place - (len(sets) - 1) / 2)
            _across(plot, bars, max(s.most for s in sets), WIDTH - left - GAP, heights, shift, name=bars.heading)
        return picture


def _middles(heights: Sequence[float]) -> list[float]:
    return [float(end - height / 2) for end, height in zip(np.cumsum(heights), heights, strict=True)]


def _rows(plot: Axes, labels: Sequence[str], heights: Sequence[float]) -> None:
    """Sets a row for each name, the first at the top; the scale down the side is in centimetres."""
    plot.set_ylim(fsum(heights), 0)
    plot.set_yticks(_middles(heights), labels, linespacing=1.1)
    plot.grid(visible=False, axis="y")
    plot.spines["left"].set_visible(True)
    plot.spines["bottom"].set_visible(False)


def _across(
    plot: Axes,
    bars: Bars,
    most: float,
    width: float,
    heights: Sequence[float],
    shift: float = 0,
    name: str = "",
) -> None:
    """Draws one set of bars from zero and writes its values, the first with the set's name."""
    texts = [printed(f) if f else bars.blank for f in bars.figures]
    texts[0] += f" in {name}" if name else ""
    longest = max(map(width_of, texts)) + 0.2
    plot.set_xlim(0, max(plot.get_xlim()[1], (most or 1) * width / (width - longest)))
    lengths = [float(f.value or 0) if f else 0 for f in bars.figures]
    middles = [middle + shift for middle in _middles(heights)]
    drawn = plot.barh(middles, lengths, height=BAR * 0.94, color=_colour(bars), label=bars.heading)
    for place in bars.hatched:
        drawn[place].set(hatch=HATCH, edgecolor="white", linewidth=0)
    for text, length, middle in zip(texts, lengths, middles, strict=True):
        plot.annotate(text, (length, middle), (3, 0), textcoords="offset points", va="center_baseline", bbox=PLATE)
    ticks(plot.xaxis, next(f for f in bars.figures if f).unit, max(2, int(width / 1.6)))


def _colour(bars: Bars) -> str:
    paler: str = matplotlib.rcParams["patch.facecolor"]
    return paler if bars.colour is None else palette()[bars.colour]


def draw_columns(line: Series, years: Sequence[str]) -> Picture:
    """Columns from zero with their values; the latest has a colour of its own and its value is bold."""
    with styled():
        most = max(float(f.value or 0) for f in line.known)
        picture, left = page(COLUMNS), 0.4 + max(map(width_of, tick_texts("count", most or 1)))
        plot = axes(picture, left, YEARS, WIDTH - left - 0.5, COLUMNS - YEARS - TOP)
        plot.set_xlim(-0.6, len(years) - 0.4)
        plot.set_ylim(0, most * 1.12 or 1)
        ticks(plot.yaxis, "count")
        plot.grid(visible=False, axis="x")
        step = mark_years(plot, years)
        for place in range(len(years)):
            _column(plot, line, years, place, valued=(len(years) - 1 - place) % step == 0)
        return picture


def _column(plot: Axes, line: Series, years: Sequence[str], place: int, *, valued: bool) -> None:
    """Draws the column of one year, or says that it is not known."""
    figure, latest = line.at(years[place]), place == len(years) - 1
    height = float(figure.value or 0) if figure else 0.0
    colour = palette()[line.colour] if latest else matplotlib.rcParams["patch.facecolor"]
    if figure:
        plot.bar(place, height, width=min(0.7, 0.12 * len(years)), color=colour)
    if valued:
        plot.annotate(
            printed(figure).replace(" ", "\n"), (place, height), (0, 5), textcoords="offset points",
            ha="center", bbox=PLATE, weight="bold" if latest else "normal",
        )  # fmt: skip
