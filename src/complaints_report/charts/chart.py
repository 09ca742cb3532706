"""A chart: what it is called, what it shows of the figures, and how that is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from complaints_report.errors import CommandError
from complaints_report.safe_text import csv_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

    from complaints_report.metrics.figures import Figures


@dataclass(frozen=True)
class Drawing:
    """What a chart shows: in words, as a table without an empty cell, and as a picture once drawn."""

    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    draw: Callable[[], "Picture"]

    @property
    def csv(self) -> str:
        """The numbers that are shown, as they are printed, with a header row."""
        return csv_of([self.columns, *self.rows])


@dataclass(frozen=True)
class Chart:
    """One chart of the report.

    Its `module` has a function `drawing`, loaded when the chart is wanted and not before, that takes the
    figures (and the stage, where there is one) and returns a Drawing, or None where there is nothing to draw.
    """

    name: str
    title: str
    module: str
    needs: str
    cure: str
    stage: int | None = None

    def drawing(self, figures: "Figures") -> Drawing:
        """What the chart shows of these figures; CommandError where there is nothing to draw."""
        drawing = self.found(figures)
        if drawing is None:
            raise CommandError(f"The chart '{self.name}' cannot be drawn: {self._lack(figures)}. {self.cure}")
        return drawing

    def available(self, figures: "Figures") -> bool:
        """Whether these figures have what the chart shows."""
        return self.found(figures) is not None

    def reason(self, figures: "Figures") -> str:
        """Why the chart cannot be drawn, such as "there are no compliments in 2023/24", empty where it can."""
        return "" if self.available(figures) else self._lack(figures)

    def alt(self, figures: "Figures") -> str:
        """What the chart shows, in words, for a reader who does not see it."""
        return self.drawing(figures).alt

    def draw(self, figures: "Figures") -> "Picture":
        """The picture."""
        return self.drawing(figures).draw()

    def _lack(self, figures: "Figures") -> str:
        return f"there are no {self.needs} in {figures.year}"

    def found(self, figures: "Figures") -> Drawing | None:
        """What the chart shows of these figures; None where there is nothing to draw."""
        make = import_module(f"complaints_report.charts.{self.module}").drawing
        found: Drawing | None = make(figures) if self.stage is None else make(figures, self.stage)
        return found
