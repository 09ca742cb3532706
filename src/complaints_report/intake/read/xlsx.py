r"""Excel workbooks (.xlsx) as rows of cells, and those cells that a reader takes for blank though they are not.

A sheet is gone over as bytes, by pieces of whole rows, as long as it is written the way that all common programs
write it; every cell is counted, and one that is written in any other way sends the whole sheet to a careful look.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO

from python_calamine import CalamineSheet

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import ErrorCell, Merged, column_number
from complaints_report.intake.read.sheets import Sheet
from complaints_report.intake.read.survey import MOST_AREA, MOST_CELLS, NOT_CALCULATED, Survey, to_error
from complaints_report.intake.read.unreadable import DAMAGED
from complaints_report.intake.read.workbook import checked_package, look_through_all, read_values
from complaints_report.intake.read.xlsx_parts import read_parts, text_lengths
from complaints_report.intake.read.zipped import Events, ZippedWorkbook, local

_PIECE = 2**20
_LARGEST_PIECE = 16 * 2**20
_SHEET_DATA = re.compile(rb"<sheetData(/?)>")
_SHEET_END = b"</sheetData>"
_ROW_END = b"</row>"
_CELL = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
_MORE = rb'(?: [a-z]+="\w*")*'
_FORMULA = rb"<f(?:[^>]*/|[^>]*>[^<]*</f)>"
_ANY = re.compile(_CELL + _MORE + rb"/?>")
_HELD = re.compile(_CELL + _MORE + rb">(?!</c>)")
_ERROR = re.compile(_CELL + _MORE + rb' t="e"' + _MORE + rb">(?:" + _FORMULA + rb")?<v>([^<]*)</v></c>")
_WITHOUT_VALUE = re.compile(_CELL + rb"(" + _MORE + rb")>" + _FORMULA + rb"(?!<v>[^<])(<v ?/></c>|<v></v></c>|</c>|)")
_REFERENCE = re.compile(rb' t="s"' + _MORE + rb"><v>([0-9]{1,9})</v>")
_OTHER_CELL = re.compile(rb"<c[>/\t\r\n]|:c[ >/\t\r\n]")
_NO_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)(?!<v>[^<])")


class _NotCommonError(Exception):
    """A sheet is not written the way that common programs write it."""


def read_sheets(data: bytes) -> list[Sheet]:
    """The sheets of an .xlsx, in order, those that are hidden last."""
    package = checked_package(data, "content.xml", "xl/workbook.bin")
    parts = read_parts(package)
    lengths = text_lengths(package, parts.texts)
    looked = look_through_all(
        parts,
        lengths,
        lambda sheet: look_through(package, sheet.part),
        lambda sheet: count_texts(package, sheet.part),
    )
    return read_values(data, parts, looked, "Excel workbook (.xlsx)", lambda _, values: _merged(values))


def _merged(values: CalamineSheet) -> list[Merged]:
    ranges = values.merged_cell_ranges or []
    return [Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]


def look_through(package: ZippedWorkbook, part: str) -> Survey:
    """What the cells of a sheet are; how often they refer to each shared text is for `count_texts` to say."""
    try:
        found = _look(package, part, False)
        # Blank cells that have a colour seldom matter, and telling them from others costs time.
        is_large = found.cells > MOST_CELLS or found.area > MOST_AREA
        return _look(package, part, True) if is_large else found
    except _NotCommonError:
        return look_carefully(package, part)


def count_texts(package: ZippedWorkbook, part: str) -> Counter[int]:
    """How often the cells of a sheet, written in the common way, refer to each shared text."""
    used = Counter[int]()
    with package.stream(part) as stream:
        for piece in _pieces(stream):
            used.update(map(int, _REFERENCE.findall(piece)))
    return used


def _look(package: ZippedWorkbook, part: str, only_held: bool) -> Survey:
    """What the cells of a sheet are, with or without those that hold nothing."""
    found = Survey()
    with package.stream(part) as stream:
        for piece in _pieces(stream):
            package.spend(_take_in(piece, found, only_held))
            if found.cells > MOST_CELLS:
                break
            _take_in_formulas(piece, found)
            _take_in_errors(piece, found)
    return found


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The sheet's rows, by pieces of whole ones."""
    held = _after_head(stream)
    while _SHEET_END not in held:
        end = held.rfind(_ROW_END) + len(_ROW_END)
        if end > len(_ROW_END):
            yield held[:end]
            held = held[end:]
        more = stream.read(_PIECE)
        if not more or len(held) > _LARGEST_PIECE:
            raise _NotCommonError
        held += more
    yield held[: held.index(_SHEET_END)]


def _after_head(stream: IO[bytes]) -> bytes:
    """What follows the beginning of the rows."""
    head = stream.read(_PIECE)
    found = _SHEET_DATA.search(head)
    if not found or b"<!" in head[: found.end()]:
        raise _NotCommonError
    return _SHEET_END if found[1] else head[found.end() :]


def _take_in(piece: bytes, found: Survey, only_held: bool) -> int:
    """Takes in how many cells there are and where; how many were gone over."""
    cells = _ANY.findall(piece)
    if b"<!" in piece or b"<?" in piece or _has_other_cells(piece, len(cells)):
        raise _NotCommonError
    gone_over = len(cells)
    if only_held:
        cells = _HELD.findall(piece)
    if cells:
        columns, rows = zip(*cells, strict=True)
        found.spread(map(int, set(rows)), (column_number(one.decode()) for one in set(columns)))
    found.cells += len(cells)
    found.texts += piece.count(b' t="s"')
    return gone_over


def _has_other_cells(piece: bytes, common: int) -> bool:
    """Whether a cell is not written as they commonly are."""
    # The two short looks are a tenth of the cost of the long one, and mostly enough.
    if piece.count(b"<c") == common and b":c" not in piece:
        return False
    return piece.count(b"<c ") != common or bool(_OTHER_CELL.search(piece))


def _take_in_formulas(piece: bytes, found: Survey) -> None:
    """Formulas without a value; one that gives empty text has its type, and is blank."""
    if b"<f" not in piece:
        return
    formulas = sum(piece.count(tag) for tag in (b"<f>", b"<f ", b"<f/"))
    if formulas != sum(piece.count(tag) for tag in (b'"><f>', b'"><f ', b'"><f/')):
        raise _NotCommonError
    if not formulas or not _NO_VALUE.search(piece):
        return
    for column, row, more, value in _WITHOUT_VALUE.findall(piece):
        if not value:
            raise _NotCommonError
        if b' t="str"' not in more or value == b"</c>":
            found.put(int(row), column_number(column.decode()), NOT_CALCULATED)


def _take_in_errors(piece: bytes, found: Survey) -> None:
    stated = piece.count(b' t="e"')
    errors = _ERROR.findall(piece) if stated else []
    if len(errors) != stated:
        raise _NotCommonError
    for column, row, text in errors:
        found.put(int(row), column_number(column.decode()), to_error(text.decode("utf-8", "replace")))


_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ODD = ErrorCell("a value written in a way that cannot be read")
_LONGEST_TEXT = 2**20


class _Cells(Events):
    """What a sheet's cells hold; a cell without a place follows the one before it."""

    def __init__(self) -> None:
        self.found = Survey()
        self._row = self._column = 1
        self._in_rows = self._is_odd = False
        self._cell: Mapping[str, str] | None = None
        self._last = self._value = ""
        self._parts: set[str] = set()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = local(name)
        if name == "sheetData":
            self._in_rows = True
        elif name == "row" and "r" in attributes and self._in_rows:
            self._row = _to_number(attributes["r"])
        elif name == "c" and self._in_rows:
            self._begin(attributes)
        elif self._cell is not None:
            self._parts.add(name)
            self._last = name if name in ("v", "f", "is") else self._last

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self._cell, self._last, self._value, self._parts, self._is_odd = attributes, "", "", set(), False
        self._place = self._row, self._column
        if "r" in attributes:
            place = _PLACE.fullmatch(attributes["r"])
            if not place:
                raise UnreadableError(*DAMAGED)
            self._column = column_number(place[1])
            self._place = int(place[2]), self._column

    def text(self, text: str) -> None:
        if self._cell is not None and self._last == "v":
            self._value += text
            if len(self._value) > _LONGEST_TEXT:
                raise UnreadableError(*DAMAGED)

    def aside(self) -> None:
        self._is_odd = True

    def end(self, name: str) -> None:
        name = local(name)
        if name == "c" and self._cell is not None:
            self._take_in_cell(self._cell)
            self._cell = None
            self._column += 1
        elif name == "row" and self._in_rows:
            self._row, self._column = self._row + 1, 1
        elif name == "sheetData":
            self._in_rows = False

    def _take_in_cell(self, cell: Mapping[str, str]) -> None:
        if not self._parts:
            return
        self.found.add(*self._place)
        kind, value = cell.get("t", "n"), self._value.strip()
        if kind == "s" and value.isdecimal():
            self.found.texts += 1
            self.found.used[int(value[:9])] += 1
        if kind == "e":
            self.found.put(*self._place, to_error(value))
        elif "f" in self._parts and self._has_no_value(kind, value):
            self.found.put(*self._place, NOT_CALCULATED)
        elif self._is_odd:
            self.found.put(*self._place, _ODD)

    def _has_no_value(self, kind: str, value: str) -> bool:
        return self._last == "f" or "v" not in self._parts or not (value or kind == "str")


def _to_number(text: str) -> int:
    if not text.isdecimal() or len(text) > 7:
        raise UnreadableError(*DAMAGED)
    return int(text)


def look_carefully(package: ZippedWorkbook, part: str) -> Survey:
    """What the cells of a sheet are."""
    cells = _Cells()
    package.tell(part, cells)
    return cells.found
