"""The table of figures as a workbook: numbers that Excel and Power BI calculate with, and what each metric is."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from complaints_report.intake.workbook_pages import Entry, WorkbookSheet, to_bytes
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.table import COLUMNS, Value, to_row

FIGURES, DEFINITIONS, _TITLE = "Figures", "Definitions", "Figures of the report on complaints"
_FORMS = {"count": "#,##0", "percent": "0.0%", "ratio": "0.00%", "days": "#,##0.00", "pounds": "£#,##0.00"}
"""How a number of each unit is shown; a percentage and a ratio, which is one too, are kept as a share of 1."""
_OF_THE_UNIT = ("value", "previous", "change")
_SHARES = ("percent", "ratio")
_WIDTHS = {"metric": 30, "group": 40, "by": 16, "unit": 10}
_DEFINITIONS = (("metric", 30), ("title", 44), ("unit", 10), ("definition", 90))


def to_xlsx(figures: Iterable[Figure]) -> bytes:
    """A sheet with a row for each figure, and one with the definition of each metric."""
    heads = [(column, _WIDTHS.get(column, 14)) for column in COLUMNS]
    definitions = (map(Entry, (one.name, one.title, one.unit, one.definition)) for one in METRICS.values())
    pages = (
        WorkbookSheet(FIGURES, heads, (list(_entries(figure)) for figure in figures)),
        WorkbookSheet(DEFINITIONS, _DEFINITIONS, map(list, definitions)),
    )
    return to_bytes(_TITLE, pages)


def _entries(figure: Figure) -> Iterator[Entry]:
    for column, value in zip(COLUMNS, to_row(figure), strict=True):
        unit = figure.unit if column in _OF_THE_UNIT else "percent" if column == "percent_change" else "count"
        is_amount = column == "numerator" and figure.unit == "pounds"
        yield _entry(value, "pounds" if is_amount else unit)


def _entry(value: Value, unit: str) -> Entry:
    """A cell: a number as one, a name as text, and nothing where nothing is known."""
    if value is None or value == "":
        return Entry(None)
    if isinstance(value, str):
        return Entry(value)
    share = Decimal(value) / 100 if unit in _SHARES else Decimal(value)
    return Entry(int(value) if unit == "count" else float(share), "number", _FORMS[unit])
