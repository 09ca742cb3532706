"""What the readers of .xlsx and .xlsb share: where a workbook's sheets are, and their values, read by calamine."""

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from math import isfinite
from typing import Any

import numpy as np
from python_calamine import CalamineSheet, CalamineWorkbook

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import Cell, ErrorCell, Merged, column_letters, to_cell
from complaints_report.intake.read.coded_columns import CodedTable, Values, rows_of_values, table_of
from complaints_report.intake.read.sheets import Rows, Sheet
from complaints_report.intake.read.survey import (
    MEMORY_OF_A_CELL,
    MOST_MEMORY,
    MOST_TEXT,
    TEXT_NOT_COUNTED,
    UNKNOWN_ERROR,
    Allowance,
    Survey,
    text_copied,
)
from complaints_report.intake.read.unreadable import DAMAGED, TOO_LARGE
from complaints_report.intake.read.zipped import Events, ZippedWorkbook, local, open_package

_AT_ONCE = 2000
"""How many rows are made Python's at a time, for the memory that they take."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet of cells and the part that holds it."""

    name: str
    part: str
    is_hidden: bool = False


@dataclass
class Parts:
    """The sheets of cells of a workbook in order, the part of the texts they share, and day 0."""

    all_sheets: list[SheetPart]
    texts: str
    epoch: datetime

    @property
    def sheets(self) -> list[SheetPart]:
        """The visible sheets."""
        return [sheet for sheet in self.all_sheets if not sheet.is_hidden]

    @property
    def hidden(self) -> list[Sheet]:
        """The hidden sheets, without their rows."""
        return [Sheet(sheet.name, Rows.of(()), is_hidden=True) for sheet in self.all_sheets if sheet.is_hidden]


@dataclass
class Relations(Events):
    """The relations of a part: the kind and the target of each, by its id."""

    found: dict[str, tuple[str, str]] = field(default_factory=dict)
    document: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Takes in a relation."""
        if local(name) != "Relationship":
            return
        kind, target = attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")
        self.found[attributes.get("Id", "")] = (kind, target)
        if kind == "officeDocument":
            self.document = target


def check_sheets(sheets: list[SheetPart], package: ZippedWorkbook) -> None:
    """Refuses a sheet that is missing, and one that is listed twice, which would cost twice to read."""
    for found in ({sheet.name for sheet in sheets}, {sheet.part.lower() for sheet in sheets}):
        if len(found) < len(sheets):
            raise UnreadableError(*DAMAGED)
    if any(sheet.part not in package for sheet in sheets):
        raise UnreadableError(*DAMAGED)


def checked_package(data: bytes, *others: str) -> ZippedWorkbook:
    """The parts of a workbook, refused where it is of two kinds at once: calamine may take it for the other."""
    package = open_package(data)
    if any(other in package for other in others):
        raise UnreadableError(*DAMAGED)
    package.check()
    return package


def look_through_all(
    parts: Parts,
    lengths: list[int],
    look: Callable[[SheetPart], Survey],
    count: Callable[[SheetPart], Counter[int]],
) -> list[Survey]:
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


def read_values(
    data: bytes,
    parts: Parts,
    looked: list[Survey],
    read_as: str,
    merged: Callable[[SheetPart, CalamineSheet], list[Merged]],
) -> list[Sheet]:
    """The visible sheets with the rows that hold something, then the hidden ones without any."""
    sheets = []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for sheet, found in zip(parts.sheets, looked, strict=True):
            values = _values(book, sheet, found)
            rows = rows_of_values(_tables(values, found), _cell)
            sheets.append(Sheet(sheet.name, rows, parts.epoch, read_as, merged=merged(sheet, values)))
    return sheets + parts.hidden


def _values(book: CalamineWorkbook, sheet: SheetPart, found: Survey) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(sheet.name)
    except Exception:
        for row, cells in found.instead.items():
            for column in (column for column, held in cells.items() if held == UNKNOWN_ERROR):
                cell = f"{column_letters(column)}{row}"
                why = f"Cell {cell} of the sheet '{sheet.name}' holds an error of an unknown kind."
                raise UnreadableError(why, "Put it right in Excel, and save.") from None
        raise


def _tables(sheet: CalamineSheet, found: Survey) -> Iterator[CodedTable[Values]]:
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
        yield CodedTable(max(below) + 1, np.zeros(0, np.intp), [], below)


def _cell(value: object) -> Cell:
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value if isinstance(value, ErrorCell) else to_cell(value)


def _with(cells: list[Any], instead: Mapping[int, Cell]) -> list[Any]:
    """A row's cells with those put in that a reader took for blank."""
    wide = cells + [""] * (max(instead) - len(cells))
    return [instead.get(column, cell) for column, cell in enumerate(wide, 1)]
