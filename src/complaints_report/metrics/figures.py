"""The one table of figures: what every sentence, chart and table of the report reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from complaints_report.metrics.figure import Figure


@dataclass(frozen=True)
class Figures:
    """The figures of one year and of the known years before it."""

    year: str

    def figure(
        self, metric: str, stage: int | None = None, *, by: str = "", group: str = "", year: str | None = None
    ) -> Figure:
        """The figure, of the report's year unless another is given; one without a value where it is not known."""
        raise NotImplementedError

    def groups(self, metric: str, stage: int | None = None, *, by: str) -> Sequence[Figure]:
        """The figures of every group of a breakdown in the report's year, in the order they are printed."""
        raise NotImplementedError

    def series(
        self, metric: str, stage: int | None = None, *, by: str = "", group: str = ""
    ) -> Sequence[Figure]:
        """The figure in each year in which it has a value, oldest first, up to the report's year."""
        raise NotImplementedError

    def __iter__(self) -> Iterable[Figure]:  # type: ignore[misc]
        raise NotImplementedError
