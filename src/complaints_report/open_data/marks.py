"""What stands in a cell that has no number: `[c]`, `[x]` or `[z]`, by why there is none."""

from decimal import Decimal

from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.table import COLUMNS, to_row

WITHHELD, NOT_KNOWN, CANNOT_BE = "[c]", "[x]", "[z]"
MEANINGS = {
    WITHHELD: "Confidential: a number about so few people that it might tell who they are, or one from which such a "
    "number could be worked out.",
    NOT_KNOWN: "Not available: the number is not known, or an earlier year’s is not published.",
    CANNOT_BE: "Not applicable: there can be no such number, such as a percentage of none.",
}
"""The marks, as the Analysis Function has them, each with what it means."""


def marked_cells(figure: Figure) -> dict[str, str | int | Decimal]:
    """The figure's cells by column, as in the table of figures, with a mark for each number that is not there."""
    cells = dict(zip(COLUMNS, to_row(figure), strict=True))
    marks = _marks(figure)
    return {column: marks.get(column, "") if value is None else value for column, value in cells.items()}


def mark_of(figure: Figure | None) -> str:
    """Why a figure has no value; nothing where it has one."""
    if figure is None:
        return NOT_KNOWN
    if figure.withheld:
        return WITHHELD
    return "" if figure.known else CANNOT_BE if figure.denominator == 0 else NOT_KNOWN


def _marks(figure: Figure) -> dict[str, str]:
    """Why each number that is not there is not."""
    metric, before = METRICS[figure.metric], mark_of(figure.previous)
    change = mark_of(figure) or before
    return {
        "stage": CANNOT_BE,
        "value": mark_of(figure),
        "numerator": _of_part(figure, metric.in_numerator is not None),
        "denominator": _of_part(figure, metric.in_denominator is not None),
        "previous": before,
        "change": change,
        "percent_change": CANNOT_BE if figure.unit != "count" else change or CANNOT_BE,
    }


def _of_part(figure: Figure, may_be: bool) -> str:
    """Why a numerator or a denominator is not there; a metric may have none at all."""
    return CANNOT_BE if not may_be else WITHHELD if figure.withheld else NOT_KNOWN
