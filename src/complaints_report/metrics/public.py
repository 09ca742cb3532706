"""What the public may see of the figures."""

from dataclasses import dataclass

from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figures import Figures
from complaints_report.settings import Publish


@dataclass(frozen=True)
class LastPackage:
    """What an earlier package of the folder shows of the year before."""


def public(figures: Figures, settings: Publish, last: LastPackage | None = None) -> Figures:
    """The figures that the public may see."""
    return publishable(figures)
