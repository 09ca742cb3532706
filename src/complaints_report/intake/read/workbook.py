"""Excel workbooks and OpenDocument spreadsheets as rows of cells."""

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from math import isfinite
from typing import Any

import numpy as np
from python_calamine import CalamineSheet, CalamineWorkbook

from complaints_report.errors import UnreadableError
from complaints_report.intake.read import xlsx_cells, xlsx_parts
from complaints_report.intake.read.cells import Cell, ErrorCell, to_cell
from complaints_report.intake.read.coding import rows_of_values
from complaints_report.intake.read.file_kind import Kind
from complaints_report.intake.read.found import (
    MEMORY_OF_A_CELL,
    MOST_MEMORY,
    MOST_TEXT,
    TEXT_NOT_COUNTED,
    UNKNOWN_ERROR,
    Allowance,
    Found,
    text_copied,
)
from complaints_report.intake.read.lines import Table, Values, table_of
from complaints_report.intake.read.merged import Merged
from complaints_report.intake.read.numbering import column_letters
from complaints_report.intake.read.rows import Sheet
from complaints_report.intake.read.unreadable import DAMAGED, NO_SHEET, TOO_LARGE
from complaints_report.intake.read.xlsx_parts import Parts, SheetPart
from complaints_report.intake.read.zipped import Package, open_package

_AT_ONCE = 2000
"""How many rows are made Python's at a time, for the memory that they take."""


def read_workbook(data: bytes, kind: Kind) -> list[Sheet]:
    """The visible sheets of cells of a workbook, with the rows that hold something; the hidden ones without any."""
    readers = {Kind.XLSX: _read_xlsx, Kind.XLSB: _read_xlsb, Kind.ODS: _read_ods, Kind.XLS: _read_xls}
    read = readers[kind]
    try:
        sheets = read(data)
    except (UnreadableError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a damaged or hostile part makes a library raise anything; calamine's are no Exceptions
        raise UnreadableError(*DAMAGED) from None
    if all(sheet.is_hidden for sheet in sheets):
        raise UnreadableError(*NO_SHEET)
    return sheets


def _read_xlsx(data: bytes) -> list[Sheet]:
    package = _checked(data, "content.xml", "xl/workbook.bin")
    parts = xlsx_parts.read_parts(package)
    lengths = xlsx_parts.text_lengths(package, parts.texts)

    def look(sheet: SheetPart) -> Found:
        return xlsx_cells.look_through(package, sheet.part)

    def count(sheet: SheetPart) -> Counter[int]:
        return xlsx_cells.count_texts(package, sheet.part)

    return _read(
        data,
        parts,
        _look_through(parts, lengths, look, count),
        "Excel workbook (.xlsx)",
        lambda _, values: _merged(values),
    )


def _read_ods(data: bytes) -> list[Sheet]:
    from complaints_report.intake.read.ods import read_ods

    return read_ods(data)


def _read_xls(data: bytes) -> list[Sheet]:
    from complaints_report.intake.read.xls import read_xls

    return read_xls(data)


def _read_xlsb(data: bytes) -> list[Sheet]:
    from complaints_report.intake.read import xlsb_cells

    package = _checked(data, "content.xml", "xl/workbook.xml")
    parts = xlsb_cells.read_parts(package)
    lengths = xlsb_cells.text_lengths(package)

    def look(sheet: SheetPart) -> Found:
        return xlsb_cells.look_through(package, sheet.part, len(lengths))

    def merged(sheet: SheetPart, _: CalamineSheet) -> list[Merged]:
        return xlsb_cells.merged_cells(package, sheet.part)

    looked = _look_through(parts, lengths, look, lambda _: Counter())
    return _read(data, parts, looked, "Excel workbook (.xlsb)", merged)


def _checked(data: bytes, *others: str) -> Package:
    """The parts of a workbook, refused where it is of two kinds at once: calamine may take it for the other."""
    package = open_package(data)
    if any(other in package for other in others):
        raise UnreadableError(*DAMAGED)
    package.check()
    return package


def _look_through(
    parts: Parts,
    lengths: list[int],
    look: Callable[[SheetPart], Found],
    count: Callable[[SheetPart], Counter[int]],
) -> list[Found]:
    """What each sheet holds, refused before its values are read where these would cost too much memory."""
    allowance, looked = Allowance(), []
    for sheet in parts.sheets:
        found = look(sheet)
        allowance.spend(sheet.name, found)
        if not found.used and text_copied(found, lengths) > TEXT_NOT_COUNTED:
            found.used = count(sheet)
        copied = text_copied(found, lengths)
        if copied > MOST_TEXT or copied + found.area * MEMORY_OF_A_CELL > MOST_MEMORY:
            raise UnreadableError(*TOO_LARGE)
        looked.append(found)
    return looked


def _merged(values: CalamineSheet) -> list[Merged]:
    ranges = values.merged_cell_ranges or []
    return [Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]


def _read(
    data: bytes,
    parts: Parts,
    looked: list[Found],
    read_as: str,
    merged: Callable[[SheetPart, CalamineSheet], list[Merged]],
) -> list[Sheet]:
    sheets = []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for sheet, found in zip(parts.sheets, looked, strict=True):
            values = _values(book, sheet, found)
            rows = rows_of_values(_tables(values, found), _cell)
            sheets.append(Sheet(sheet.name, rows, parts.epoch, read_as, merged=merged(sheet, values)))
    return sheets + parts.hidden


def _values(book: CalamineWorkbook, sheet: SheetPart, found: Found) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(sheet.name)
    except Exception:
        for row, cells in found.instead.items():
            for column in (column for column, held in cells.items() if held == UNKNOWN_ERROR):
                cell = f"{column_letters(column)}{row}"
                why = f"Cell {cell} of the sheet '{sheet.name}' holds an error of an unknown kind."
                raise UnreadableError(why, "Put it right in Excel, and save.") from None
        raise


def _tables(sheet: CalamineSheet, found: Found) -> Iterator[Table[Values]]:
    """The values of a sheet, from its first row on."""
    number = 0
    if sheet.start is not None:
        before = [""] * sheet.start[1]
        rows = (before + values for values in sheet.iter_rows()) if before else iter(sheet.iter_rows())
        while some := list(islice(rows, _AT_ONCE)):
            for row in range(number + 1, number + len(some) + 1):
                if row in found.instead:
                    some[row - number - 1] = _with(some[row - number - 1], found.instead[row])
            yield table_of(some)
            number += len(some)
    below = {row - number - 1: _with([], cells) for row, cells in found.instead.items() if row > number}
    if below:
        yield Table(max(below) + 1, np.zeros(0, np.intp), [], below)


def _cell(value: object) -> Cell:
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value if isinstance(value, ErrorCell) else to_cell(value)


def _with(cells: list[Any], instead: Mapping[int, Cell]) -> list[Any]:
    """A row's cells with those put in that a reader took for blank."""
    wide = cells + [""] * (max(instead) - len(cells))
    return [instead.get(column, cell) for column, cell in enumerate(wide, 1)]
