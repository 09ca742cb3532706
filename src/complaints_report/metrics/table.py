"""The table of figures as text, CSV and JSON: plain decimals at each unit's places."""

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from complaints_report.metrics.figure import Figure
from complaints_report.safe_text import csv_of

COLUMNS = (
    "metric",
    "stage",
    "by",
    "group",
    "year",
    "value",
    "numerator",
    "denominator",
    "unit",
    "previous",
    "change",
    "percent_change",
)

Value = str | int | Decimal | None


def to_row(figure: Figure) -> tuple[Value, ...]:
    """The figure's cells in the order of the columns; what is not known is missing."""
    numerator = figure.numerator
    return (
        figure.metric,
        figure.stage,
        figure.by,
        figure.group,
        figure.year,
        figure.value,
        figure.value if figure.unit == "pounds" else numerator,
        figure.denominator,
        figure.unit,
        figure.previous.value if figure.previous else None,
        figure.change,
        figure.percent_change_at(1),
    )


def to_plain_rows(figures: Iterable[Figure]) -> Iterator[dict[str, str]]:
    """The figures' cells by column, as CSV has them."""
    for figure in figures:
        yield dict(zip(COLUMNS, map(_plain, to_row(figure)), strict=True))


def to_csv(figures: Iterable[Figure]) -> str:
    """The figures as CSV, with a row of headings."""
    return csv_of([COLUMNS, *(row.values() for row in to_plain_rows(figures))])


def to_json(figures: Iterable[Figure]) -> str:
    """The figures as a JSON list of objects; what is not known is null."""
    rows = [dict(zip(COLUMNS, map(_number, to_row(figure)), strict=True)) for figure in figures]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def to_text(figures: Iterable[Figure]) -> str:
    """The figures as a table to read, in columns."""
    rows = [COLUMNS, *(tuple(map(_plain, to_row(figure))) for figure in figures)]
    return in_columns(rows)


def in_columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of text as columns, each as wide as its widest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def _plain(cell: Value) -> str:
    return "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _number(cell: Value) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return float(cell) if cell.as_tuple().exponent else int(cell)
    return cell
