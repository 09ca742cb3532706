"""Lines over the years, named and numbered where they are rather than in a legend."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from complaints_report.charts.labels import room_for_names, write_names, write_values
from complaints_report.charts.measures import WIDTH
from complaints_report.charts.style import axes, mark_years, page, palette, styled, tick_texts, ticks, width_of
from complaints_report.charts.years import Line

MARKS = (("o", "-"), ("s", (0, (4, 1.5))), ("^", (0, (1, 1))))
"""Marker and dash of each line on the same axes, so that colour is never needed to tell them apart."""
TOP, FOOT = 0.4, 0.8
"""Room above each panel, and for the years below the last, in centimetres."""
VALUE = 0.5
"""Room within a panel for the value above its highest point, in centimetres."""


def draw_lines(panels: Sequence[Sequence[Line]], years: Sequence[str], height: float) -> Picture:
    """Panels of lines one above another on the same years, each panel on its own scale from zero."""
    with styled():
        picture = page(FOOT + height * len(panels))
        left = 0.4 + max(width_of(text) for lines in panels for text in _scale_texts(lines))
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


def _most(lines: Sequence[Line]) -> float:
    return max(float(f.value or 0) for line in lines for f in line.known)


def _scale_texts(lines: Sequence[Line]) -> list[str]:
    return tick_texts(lines[0].known[0].unit, _most(lines) or 1)


def _scale(plot: Axes, lines: Sequence[Line], years: Sequence[str], height: float) -> None:
    """Sets every year in order along the foot, and a scale from zero with room above for values."""
    unit, most = lines[0].known[0].unit, _most(lines)
    plot.set_xlim(-0.5, len(years) - 0.8)
    plot.set_ylim(0, (most or 1) * (height - TOP) / (height - TOP - VALUE))
    mark_years(plot, years)
    ticks(plot.yaxis, unit)
    plot.grid(visible=False, axis="x")


def _draw(plot: Axes, line: Line, years: Sequence[str], marker: str, dash: Any) -> None:
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
