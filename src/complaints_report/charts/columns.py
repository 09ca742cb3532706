"""A column for each year, the latest picked out."""

from collections.abc import Sequence

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from complaints_report.charts.alt import UNKNOWN, printed
from complaints_report.charts.measures import WIDTH
from complaints_report.charts.style import (
    PLATE,
    axes,
    mark_years,
    page,
    palette,
    styled,
    tick_texts,
    ticks,
    width_of,
)
from complaints_report.charts.years import Line

HEIGHT, TOP, FOOT = 7.2, 0.2, 0.8


def draw_columns(line: Line, years: Sequence[str]) -> Picture:
    """Columns from zero with their values; the latest has a colour of its own and its value is bold."""
    with styled():
        most = max(float(f.value or 0) for f in line.known)
        picture, left = page(HEIGHT), 0.4 + max(map(width_of, tick_texts("count", most or 1)))
        plot = axes(picture, left, FOOT, WIDTH - left - 0.5, HEIGHT - FOOT - TOP)
        plot.set_xlim(-0.6, len(years) - 0.4)
        plot.set_ylim(0, most * 1.12 or 1)
        ticks(plot.yaxis, "count")
        plot.grid(visible=False, axis="x")
        step = mark_years(plot, years)
        for place in range(len(years)):
            _column(plot, line, years, place, valued=(len(years) - 1 - place) % step == 0)
        return picture


def _column(plot: Axes, line: Line, years: Sequence[str], place: int, *, valued: bool) -> None:
    """Draws the column of one year, or says that it is not known."""
    figure, latest = line.at(years[place]), place == len(years) - 1
    height = float(figure.value or 0) if figure else 0.0
    colour = palette()[line.colour] if latest else matplotlib.rcParams["patch.facecolor"]
    if figure:
        plot.bar(place, height, width=min(0.7, 0.12 * len(years)), color=colour)
    if valued:
        text = printed(figure) if figure else UNKNOWN.replace(" ", "\n")
        plot.annotate(
            text, (place, height), (0, 5), textcoords="offset points", ha="center", bbox=PLATE,
            weight="bold" if latest else "normal",
        )  # fmt: skip
