"""A sheet of an .xlsx written in an uncommon way, looked through element by element."""

import re
from collections.abc import Mapping

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import ErrorCell
from complaints_report.intake.read.found import NOT_CALCULATED, Found, to_error
from complaints_report.intake.read.numbering import column_number
from complaints_report.intake.read.unreadable import DAMAGED
from complaints_report.intake.read.xml_stream import Events, local
from complaints_report.intake.read.zipped import Package

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ODD = ErrorCell("a value written in a way that cannot be read")
_LONGEST_TEXT = 2**20


class _Cells(Events):
    """What a sheet's cells hold; a cell without a place follows the one before it."""

    def __init__(self) -> None:
        self.found = Found()
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
            self._row = _number(attributes["r"])
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
            self._take_in(self._cell)
            self._cell = None
            self._column += 1
        elif name == "row" and self._in_rows:
            self._row, self._column = self._row + 1, 1
        elif name == "sheetData":
            self._in_rows = False

    def _take_in(self, cell: Mapping[str, str]) -> None:
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


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 7:
        raise UnreadableError(*DAMAGED)
    return int(text)


def look_carefully(package: Package, part: str) -> Found:
    """What the cells of a sheet are."""
    cells = _Cells()
    package.tell(part, cells)
    return cells.found
