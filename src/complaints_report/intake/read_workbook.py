"""Excel workbooks as rows of cells."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from complaints_report.errors import UnreadableError
from complaints_report.intake.cells import Cell, ErrorCell, Row, Sheet, to_cell

_NOT_A_WORKBOOK = "The file is not an Excel workbook that can be read: it is damaged, protected, or of another kind."


def read_workbook(path: Path) -> list[Sheet]:
    """The visible sheets of a workbook, in order."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles and validations it leaves out
            sheets = _read(path)
    except OSError:
        raise
    except Exception:  # a damaged or hostile part makes openpyxl raise anything
        raise UnreadableError(_NOT_A_WORKBOOK) from None
    if not sheets:
        raise UnreadableError("The workbook has no visible sheet of cells that can be read.")
    return sheets


def _read(path: Path) -> list[Sheet]:
    book = load_workbook(path, read_only=True, data_only=True)
    formulas = load_workbook(path, read_only=True) if _has_formulas(path) else None
    try:
        return [
            Sheet(sheet.title, _rows(sheet, formulas and formulas[sheet.title]), book.epoch)
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]
    finally:
        book.close()
        if formulas:
            formulas.close()


def _rows(sheet: Any, formulas: Any) -> tuple[Row, ...]:
    rows = (
        Row(number, tuple(cells))
        for number, cells in enumerate(_values(sheet, formulas), 1)
        if any(cell is not None for cell in cells)
    )
    return tuple(rows)


def _values(sheet: Any, formulas: Any) -> Iterator[list[Cell]]:
    sheet.reset_dimensions()
    if formulas is None:
        yield from ([to_cell(value) for value in row] for row in sheet.iter_rows(values_only=True))
        return
    formulas.reset_dimensions()
    written = formulas.iter_rows(values_only=True)
    for row, source in zip(sheet.iter_rows(values_only=True), written, strict=True):
        yield [_calculated(value, formula) for value, formula in zip(row, source, strict=True)]


def _calculated(value: object, formula: object) -> Cell:
    if value is None and isinstance(formula, str) and formula.startswith("="):
        return ErrorCell("a formula that was never calculated")
    return to_cell(value)


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        return any(re.search(rb"<f[\s>/]", package.read(name)) for name in sheets)
