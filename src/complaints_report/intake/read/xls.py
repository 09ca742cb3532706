"""Excel workbooks of the older kind (.xls) as rows of cells."""

import io
import struct
from collections.abc import Iterator
from datetime import datetime

import xlrd

from complaints_report.errors import UnreadableError
from complaints_report.intake.read import ole
from complaints_report.intake.read.cells import MAC_EPOCH, WINDOWS_EPOCH, Cell, Merged, Row, Texts, to_cell
from complaints_report.intake.read.ole import Ole
from complaints_report.intake.read.sheets import Rows, Sheet
from complaints_report.intake.read.survey import MOST_AREA, error_of
from complaints_report.intake.read.unreadable import PROTECTED, TOO_LARGE

# The records' numbers are those of [MS-XLS] 2.3.2.
_BEGINS, _ENDS, _MERGED = 0x0809, 0x000A, 0x00E5
READ_AS = "Excel workbook (.xls)"


def read_sheets(data: bytes) -> list[Sheet]:
    """The sheets of an .xls, in order."""
    records = _records(data)
    book = _opened(records)
    epoch = MAC_EPOCH if book.datemode else WINDOWS_EPOCH
    names = book.sheet_names()
    sheets, area = [], 0
    for at, name in enumerate(names):
        sheet = book.sheet_by_index(at)
        area += sum(map(sheet.row_len, range(sheet.nrows)))
        if area > MOST_AREA:
            raise UnreadableError(*TOO_LARGE)
        if sheet.visibility:
            sheets.append(Sheet(name, Rows.of(()), is_hidden=True))
        else:
            rows = Rows.of(_rows(sheet, book.datemode))
            sheets.append(Sheet(name, rows, epoch, READ_AS, merged=_merged(records, book._sh_abs_posn[at])))
        book.unload_sheet(at)
    return sheets


def _records(data: bytes) -> bytes:
    """The workbook itself, out of its container: xlrd follows some chains in one without end."""
    if not data.startswith(ole.SIGNATURE):
        return data
    container = Ole(data)
    return container.stream(next(name for name in ole.WORKBOOKS if name in container.names))


def _opened(records: bytes) -> xlrd.Book:
    try:
        return xlrd.open_workbook(file_contents=records, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise UnreadableError(*PROTECTED) from None
        raise


def _merged(records: bytes, at: int) -> list[Merged]:
    """The merged cells of the sheet that begins at a place: xlrd tells them only with all formatting."""
    found, depth = list[Merged](), 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        depth += (kind == _BEGINS) - (kind == _ENDS)
        if kind == _MERGED and depth == 1:
            cells = struct.iter_unpack("<4H", records[at + 6 : at + 4 + length - (length - 2) % 8])
            found += [Merged(top + 1, left, bottom + 1, right) for top, bottom, left, right in cells]
        if not depth:
            break
        at += 4 + length
    return found


def _rows(sheet: xlrd.sheet.Sheet, datemode: int) -> Iterator[Row]:
    texts = Texts()
    for number in range(sheet.nrows):
        cells = tuple(
            _to_cell(kind, value, datemode, texts)
            for kind, value in zip(sheet.row_types(number), sheet.row_values(number), strict=True)
        )
        if cells.count(None) < len(cells):
            yield Row(number + 1, cells)


def _to_cell(kind: int, value: str | float | int, datemode: int, texts: Texts) -> Cell:
    if isinstance(value, str):
        return texts[value]
    if kind == xlrd.XL_CELL_ERROR:
        return error_of(int(value))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return _to_day(value, datemode) if kind == xlrd.XL_CELL_DATE else to_cell(value)


def _to_day(value: float, datemode: int) -> Cell:
    """The day, or the day and time, or the time alone; a number that is none of them stays a number."""
    try:
        moment: datetime = xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return value
    if 0 <= value < 1:
        return moment.time()
    return moment.date() if value == int(value) else moment
