"""Excel workbooks of the binary kind (.xlsb) as rows of cells, and those that a reader takes for blank."""

import struct
from collections import Counter
from collections.abc import Iterator

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import MAC_EPOCH, WINDOWS_EPOCH, Merged, to_cell
from complaints_report.intake.read.sheets import Sheet
from complaints_report.intake.read.survey import Survey, error_of
from complaints_report.intake.read.unreadable import DAMAGED, SHORT_CELLS, TOO_LARGE
from complaints_report.intake.read.workbook import (
    Parts,
    Relations,
    SheetPart,
    check_sheets,
    checked_package,
    look_through_all,
    read_values,
)
from complaints_report.intake.read.zipped import ZippedWorkbook

TEXTS = "xl/sharedStrings.bin"
WORKBOOK = "xl/workbook.bin"
_AT_ONCE = 100_000
_LARGEST_PART = 128 * 2**20

# The records' numbers and names are those of [MS-XLSB] 2.3.2.
_ROW, _ERROR, _TEXT, _FORMULA_ERROR, _RICH_TEXT = 0x00, 0x03, 0x07, 0x0B, 0x3E
_SHEET_DATA, _SHEET_DATA_END, _SHARED_TEXT = 0x91, 0x92, 0x13
_WORKBOOK_SETTINGS, _SHEET, _MERGED = 0x99, 0x9C, 0xB0
_CELLS = {
    0x02: 12,
    _ERROR: 9,
    0x04: 9,
    0x05: 16,
    0x06: 12,
    _TEXT: 12,
    0x08: 12,
    0x09: 16,
    0x0A: 9,
    _FORMULA_ERROR: 9,
    _RICH_TEXT: 13,
}
"""The fewest bytes of each record that is a cell with a value."""
_SHORT_CELLS = range(0x0C, 0x13)


def read_sheets(data: bytes) -> list[Sheet]:
    """The sheets of an .xlsb, in order, those that are hidden last."""
    package = checked_package(data, "content.xml", "xl/workbook.xml")
    parts, lengths = read_parts(package), text_lengths(package)
    looked = look_through_all(
        parts,
        lengths,
        lambda sheet: look_through(package, sheet.part, len(lengths)),
        lambda _: Counter(),
    )
    return read_values(
        data, parts, looked, "Excel workbook (.xlsb)", lambda sheet, _: merged_cells(package, sheet.part)
    )


def records(package: ZippedWorkbook, part: str) -> Iterator[tuple[int, bytes]]:
    """The records of a part, each with its number."""
    data = package.read(part, _LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise UnreadableError(*TOO_LARGE)
    at, end, count = 0, len(data), 0
    while at < end:
        count += 1
        if count == _AT_ONCE:
            package.spend(count)
            count = 0
        number, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        if at + length > end:
            raise UnreadableError(*DAMAGED)
        yield number, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of as many bytes as it says, seven bits in each, and where the next one begins."""
    value = 0
    for shift in range(most):
        if at >= len(data):
            raise UnreadableError(*DAMAGED)
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            break
    return value, at


def read_parts(package: ZippedWorkbook) -> Parts:
    """The sheets of an .xlsb and where they are."""
    relations, sheets, epoch = Relations(), [], WINDOWS_EPOCH
    package.tell("xl/_rels/workbook.bin.rels", relations)
    for number, data in records(package, WORKBOOK):
        if number == _WORKBOOK_SETTINGS and data and data[0] & 1:
            epoch = MAC_EPOCH
        elif number == _SHEET:
            is_hidden = int.from_bytes(data[:4], "little") != 0
            relation = _wide(data, 8)
            kind, target = relations.found.get(relation, ("", ""))
            if kind == "worksheet":
                sheets.append(SheetPart(_wide(data, 12 + 2 * len(relation)), f"xl/{target}", is_hidden))
    check_sheets(sheets, package)
    return Parts(sheets, TEXTS, epoch)


def text_lengths(package: ZippedWorkbook) -> list[int]:
    """The length in bytes of each text that the workbook's sheets share."""
    if TEXTS not in package:
        return []
    return [len(_wide(data, 1).encode()) for number, data in records(package, TEXTS) if number == _SHARED_TEXT]


def look_through(package: ZippedWorkbook, part: str, texts: int) -> Survey:
    """What the cells of a sheet are; `texts` is how many texts the workbook shares."""
    found, row, in_rows = Survey(), 0, False
    for number, data in records(package, part):
        if number == _SHEET_DATA_END:
            break
        if not in_rows:
            in_rows = number == _SHEET_DATA
        elif number == _ROW:
            row = int.from_bytes(data[:4], "little") + 1
        elif number in _SHORT_CELLS:
            raise UnreadableError(*SHORT_CELLS)
        elif number in _CELLS:
            _take_in(number, data, row, texts, found)
    return found


def merged_cells(package: ZippedWorkbook, part: str) -> list[Merged]:
    """The merged cells of a sheet."""
    found = (struct.unpack_from("<4I", data) for number, data in records(package, part) if number == _MERGED)
    return [Merged(top + 1, left, bottom + 1, right) for top, bottom, left, right in found]


def _take_in(number: int, data: bytes, row: int, texts: int, found: Survey) -> None:
    if len(data) < _CELLS[number]:
        raise UnreadableError(*DAMAGED)
    column = int.from_bytes(data[:4], "little") + 1
    found.add(row, column)
    if number in (_ERROR, _FORMULA_ERROR):
        found.put(row, column, error_of(data[8]))
    elif number == _RICH_TEXT:
        found.put(row, column, to_cell(_wide(data, 9)))
    elif number == _TEXT:
        text = int.from_bytes(data[8:12], "little")
        if text >= texts:
            raise UnreadableError(*DAMAGED)
        found.texts += 1
        found.used[text] += 1


def _wide(data: bytes, at: int) -> str:
    """A text of two bytes a letter behind its length."""
    if len(data) < at + 4:
        raise UnreadableError(*DAMAGED)
    (length,) = struct.unpack_from("<I", data, at)
    if len(data) < at + 4 + 2 * length:
        raise UnreadableError(*DAMAGED)
    return data[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")
