"""OpenDocument spreadsheets (.ods) as rows of cells, read as they stream by.

python-calamine reads .ods too, but gives an error for nothing, copies every repeated cell and its formula, and takes
150 bytes for a cell, so that a small file can cost all memory.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import MAC_EPOCH, WINDOWS_EPOCH, Cell, Merged, Row, to_cell
from complaints_report.intake.read.sheets import Rows, Sheet
from complaints_report.intake.read.survey import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_CELLS,
    NOT_CALCULATED,
    Allowance,
    Survey,
    to_error,
)
from complaints_report.intake.read.unreadable import CUT_DOWN, DAMAGED, TOO_LARGE
from complaints_report.intake.read.zipped import Events, open_package

READ_AS = "OpenDocument spreadsheet (.ods)"
MOST_REPEATED_ROWS = 10_000
MOST_REPEATED_COLUMNS = 1_000
_LONGEST_TEXT = 2**20
_MOST_SPACES = 2**20
_OF = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_OF}{name}:1.0 " for name in ("table", "office", "text", "style"))
_ERROR_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ROW, _SHEET, _PARAGRAPH = f"{_TABLE}table-row", f"{_TABLE}table", f"{_TEXT}p"
_SPACES = {f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_WORDS = (f"{_TEXT}span", f"{_TEXT}a")
_ERROR = re.compile(r"(err:\d{3}|#[A-Z/0!?_]+)", re.IGNORECASE)
_TIME = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")


def read_sheets(data: bytes) -> list[Sheet]:
    """The sheets of an OpenDocument spreadsheet, in order."""
    package = open_package(data)
    package.check()
    book = _Book()
    package.tell("content.xml", book)
    return book.sheets


class _Book(Events):
    """The sheets of a spreadsheet; what stands in a cell beside its text, such as a note, is left out."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._allowance = Allowance()
        self._epoch = WINDOWS_EPOCH
        self._style = ""
        self._hidden: set[str] = set()
        self._sheet: _Table | None = None
        self._left_out = 0
        self._spaces = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        sheet = self._sheet
        if self._left_out:
            self._left_out += 1
        elif sheet is None:
            self._start_outside(name, attributes)
        elif sheet.is_in_cell:
            self._start_in_cell(name, attributes, sheet)
        elif name == _ROW:
            sheet.start_row(_repeated(attributes, "rows"))
        elif name in _CELLS:
            sheet.start_cell(attributes)
        elif name == f"{_TABLE}shapes":
            self._left_out = 1

    def _start_outside(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden.add(self._style)
        elif name == f"{_TABLE}null-date" and attributes.get(f"{_TABLE}date-value", "").startswith("1904"):
            self._epoch = MAC_EPOCH
        elif name == _SHEET and f"{_TABLE}name" in attributes:
            is_hidden = attributes.get(f"{_TABLE}style-name", "") in self._hidden
            self._sheet = _Table(attributes[f"{_TABLE}name"], is_hidden)
        elif name == f"{_TABLE}dde-links":
            self._left_out = 1

    def _start_in_cell(self, name: str, attributes: Mapping[str, str], sheet: "_Table") -> None:
        if name == _PARAGRAPH:
            sheet.paragraphs.append("")
        elif name == f"{_TEXT}s":
            count = _number(attributes.get(f"{_TEXT}c", "1"))
            self._spaces += count
            if self._spaces > _MOST_SPACES:
                raise UnreadableError(*DAMAGED)
            sheet.add_text(" " * count)
        elif name in _SPACES:
            sheet.add_text(_SPACES[name])
        elif name not in _WORDS:
            self._left_out = 1

    def text(self, text: str) -> None:
        if self._sheet is not None and not self._left_out:
            self._sheet.add_text(text)

    def end(self, name: str) -> None:
        sheet = self._sheet
        if self._left_out:
            self._left_out -= 1
        elif sheet is None:
            return
        elif name in _CELLS:
            sheet.end_cell()
        elif name == _ROW:
            sheet.end_row()
        elif name == _SHEET:
            self._end_sheet(sheet)

    def _end_sheet(self, sheet: "_Table") -> None:
        self._sheet = None
        if sheet.is_hidden:
            self.sheets.append(Sheet(sheet.name, Rows.of(()), is_hidden=True))
        else:
            self._allowance.spend(sheet.name, sheet.found)
            self.sheets.append(Sheet(sheet.name, Rows.of(sheet.rows), self._epoch, READ_AS, merged=sheet.merged))


class _Table:
    """One sheet while it is read."""

    def __init__(self, name: str, is_hidden: bool) -> None:
        self.name, self.is_hidden = name, is_hidden
        self.rows: list[Row] = []
        self.merged: list[Merged] = []
        self.found = Survey()
        self.paragraphs: list[str] = []
        self._number = 1
        self._repeats = 1
        self._cells: list[Cell] = []
        self._blanks = 0
        self._cell: Mapping[str, str] | None = None
        self._texts: dict[str, Cell] = {}

    @property
    def is_in_cell(self) -> bool:
        """Whether a cell has begun that has not ended."""
        return self._cell is not None

    def start_row(self, repeats: int) -> None:
        """Begins a row, or many that are alike."""
        self._repeats, self._cells, self._blanks = repeats, [], 0

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        """Begins a cell."""
        self._cell, self.paragraphs = attributes, []

    def add_text(self, text: str) -> None:
        """Adds to the last paragraph of a cell; text outside one is only how the file is laid out."""
        if self.paragraphs:
            self.paragraphs[-1] += text
            if len(self.paragraphs[-1]) > _LONGEST_TEXT:
                raise UnreadableError(*DAMAGED)

    def end_cell(self) -> None:
        """Ends a cell, or many that are alike."""
        if self._cell is None:
            raise UnreadableError(*DAMAGED)
        repeats = _repeated(self._cell, "columns")
        cell = _to_cell(self._cell, self.paragraphs)
        self._take_in_merged(self._cell)
        self._cell = None
        if cell is None or self.is_hidden:
            self._blanks += repeats
            return
        if isinstance(cell, str):
            cell = self._texts.setdefault(cell, cell)
        if repeats > MOST_REPEATED_COLUMNS or len(self._cells) + self._blanks + repeats > LAST_COLUMN:
            raise UnreadableError(*self._repeats_too_often())
        self._cells += [None] * self._blanks + [cell] * repeats
        self._blanks = 0

    def _take_in_merged(self, attributes: Mapping[str, str]) -> None:
        down, across = (_number(attributes.get(f"{_TABLE}number-{what}-spanned", "1")) for what in ("rows", "columns"))
        if down > 1 or across > 1:
            row, column = self._number, len(self._cells) + self._blanks
            self.merged.append(Merged(row, column, row + down - 1, column + across - 1))

    def end_row(self) -> None:
        """Ends a row; blank ones only count."""
        if self._cells:
            if self._repeats > MOST_REPEATED_ROWS or self._number + self._repeats > LAST_ROW + 1:
                raise UnreadableError(*self._repeats_too_often())
            self._take_in(tuple(self._cells))
        self._number += self._repeats

    def _take_in(self, cells: tuple[Cell, ...]) -> None:
        first = next(at for at, cell in enumerate(cells, 1) if cell is not None)
        self.found.spread([self._number, self._number + self._repeats - 1], [first, len(cells)])
        self.found.cells += self._repeats * (len(cells) - cells.count(None))
        if self.found.cells > MOST_CELLS:
            raise UnreadableError(*TOO_LARGE)
        self.rows += [Row(self._number + more, cells) for more in range(self._repeats)]

    def _repeats_too_often(self) -> tuple[str, str]:
        return f"Row {self._number} of the sheet '{self.name}' is repeated far beyond any table.", CUT_DOWN


def _repeated(attributes: Mapping[str, str], what: str) -> int:
    return _number(attributes.get(f"{_TABLE}number-{what}-repeated", "1"))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise UnreadableError(*DAMAGED)
    return int(text)


def _to_cell(attributes: Mapping[str, str], paragraphs: list[str]) -> Cell:
    """What a cell holds, by the type it says it has; a formula that shows nothing, not even that, has no value."""
    kind, text = attributes.get(f"{_OFFICE}value-type", ""), "\n".join(paragraphs)
    is_formula = f"{_TABLE}formula" in attributes
    if attributes.get(_ERROR_TYPE) == "error" or (is_formula and _ERROR.fullmatch(text)):
        return to_error(text)
    if is_formula and not kind and not paragraphs:
        return NOT_CALCULATED
    if kind == "boolean" or (is_formula and text in ("TRUE", "FALSE")):
        return attributes.get(f"{_OFFICE}boolean-value", text.lower()) == "true"
    if kind == "date":
        return _to_date(attributes.get(f"{_OFFICE}date-value", ""), text)
    if kind == "time":
        return _to_time(attributes.get(f"{_OFFICE}time-value", ""), text)
    if kind in ("float", "percentage", "currency"):
        return _to_float(attributes.get(f"{_OFFICE}value", ""), text)
    return to_cell(attributes.get(f"{_OFFICE}string-value", text))


def _to_float(value: str, text: str) -> Cell:
    try:
        number = float(value)
    except ValueError:
        return to_cell(text)
    return number if isfinite(number) else to_cell(value)


def _to_date(value: str, text: str) -> Cell:
    try:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        return to_cell(text)


def _to_time(value: str, text: str) -> Cell:
    """The time of day; a longer span of time is text, as it is no time of a day."""
    found = _TIME.fullmatch(value)
    if not found:
        return to_cell(text)
    hours, minutes, seconds = map(int, found.groups())
    if hours < 24 and minutes < 60 and seconds < 60:
        return time(hours, minutes, seconds)
    return str(timedelta(hours=hours, minutes=minutes, seconds=seconds))
