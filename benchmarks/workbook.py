"""The made-up complaints as a workbook, with dates and amounts as real ones, as case systems write them."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from benchmarks.rows import COLUMNS, Array, Cells

Value = str | float | datetime | None


def write_xlsx(path: Path, pieces: Iterable[Cells]) -> Path:
    """The complaints on one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Complaints")
    sheet.append(COLUMNS)
    for piece in pieces:
        for row in zip(*(_values(name, piece[name]) for name in COLUMNS), strict=True):
            sheet.append(row)
    book.save(path)
    return path


def _values(column: str, cells: Array) -> list[Value]:
    """A column's cells as a workbook holds them; each text is turned once."""
    texts = cells.tolist()
    values = {text: _value(column, text) for text in set(texts)}
    return [values[text] for text in texts]


def _value(column: str, text: str) -> Value:
    try:
        if column.endswith("_on"):
            return datetime.strptime(text, "%d/%m/%Y")
        if column in ("remedy_amount", "investigation_cost"):
            return float(text)
    except ValueError:
        pass
    return text.strip('"') or None
