"""The figures that the public may see."""

from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figures import Figures
from complaints_report.settings import Publish


def public(figures: Figures, settings: Publish, last: object = None) -> Figures:
    """The figures with what the public must not see withheld."""
    return publishable(figures)
