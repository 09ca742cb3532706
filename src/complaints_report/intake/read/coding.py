"""Cells as rows kept small: the different values of each column are looked at once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from complaints_report.intake.read.cells import Cell, to_cell
from complaints_report.intake.read.lines import Table, Values
from complaints_report.intake.read.rows import BLANK, Codes, Rows

ToCell = Callable[[Any], Cell]
Factorized = tuple[NDArray[Any], Values]
_NUMBERS = {bool, int, float}


def rows_of_texts(tables: Iterable[Table[Values]]) -> Rows:
    """The rows that hold something of a text's records, by the number of the record."""
    return _rows(tables, pd.factorize, to_cell)


def rows_of_values(tables: Iterable[Table[Values]], to_cell: ToCell) -> Rows:
    """The rows that hold something of a sheet's, from its first row on; `to_cell` makes a cell of each value."""
    return _rows(tables, _factorized, to_cell)


def _rows(tables: Iterable[Table[Values]], factorize: Callable[[Values], Factorized], to_cell: ToCell) -> Rows:
    columns: list[_Column] = []
    taken = []
    for table in tables:
        columns.extend(_Column(factorize) for _ in range(len(columns), len(table.columns)))
        codes = [column.add(values) for column, values in zip(columns, table.columns, strict=False)]
        taken.append(Table(table.length, table.places, codes, table.others))
    kinds: list[Cell] = [None]
    finals, rest = [column.numbered(kinds, to_cell) for column in columns], _Rest(kinds, to_cell)
    widths = np.concatenate([np.zeros(0, np.int64), *map(_widths, taken)])
    ordered = [np.zeros(0, np.int32), *(_in_order(table, finals, rest) for table in taken)]
    starts = np.concatenate([[0], np.cumsum(widths)])
    rows = Rows(kinds, np.concatenate(ordered), starts, np.arange(1, len(widths) + 1))
    return rows.taken(rows.filled > 0)


def _factorized(values: Values) -> Factorized:
    """The different values, and which of them stands in each place; 1, 1.0 and true are different ones."""
    if len(_NUMBERS.intersection(map(type, values.tolist()))) < 2:
        return pd.factorize(values, use_na_sentinel=False)
    typed = np.empty(len(values), np.object_)
    typed[:] = [(type(value), value) for value in values]
    places, different = pd.factorize(typed)
    return places, np.array([*(value for _, value in different), None], np.object_)[:-1]


class _Column:
    """The different values of a column, as they come: those that another part of the file had too may stand twice."""

    def __init__(self, factorize: Callable[[Values], Factorized]) -> None:
        self._factorize = factorize
        self._values: list[Values] = []
        self._length = 0

    def add(self, values: Values) -> Codes:
        """Numbers for the time being of the values of a part."""
        places, different = self._factorize(values)
        codes = places.astype(np.int32) + np.int32(self._length)
        self._values.append(different)
        self._length += len(different)
        return codes

    def numbered(self, kinds: list[Cell], to_cell: ToCell) -> Codes:
        """For each number for the time being the final one, its cell added to the kinds of all columns."""
        places, different = self._factorize(np.concatenate(self._values))
        cells = list(map(to_cell, different.tolist()))
        filled = np.fromiter((cell is not None for cell in cells), np.bool_, len(cells))
        numbers = np.where(filled, np.cumsum(filled) + len(kinds) - 1, BLANK).astype(np.int32)
        kinds.extend(cell for cell in cells if cell is not None)
        return numbers[places]


class _Rest(dict[tuple[type, Any], int]):
    """The number of each value, by its type, in the rows that are not as wide as most."""

    def __init__(self, kinds: list[Cell], to_cell: ToCell) -> None:
        self._kinds, self._to_cell = kinds, to_cell

    def __missing__(self, value: tuple[type, Any]) -> int:
        """The number of a value that was not met before in such a row."""
        cell = self._to_cell(value[1])
        self[value] = number = BLANK if cell is None else len(self._kinds)
        if number:
            self._kinds.append(cell)
        return number


def _widths(table: Table[Codes]) -> NDArray[np.int64]:
    widths = np.full(table.length, len(table.columns))
    widths[list(table.others)] = list(map(len, table.others.values()))
    return widths


def _in_order(table: Table[Codes], finals: Sequence[Codes], rest: _Rest) -> Codes:
    """The numbers of all cells, row after row."""
    widths = _widths(table)
    starts = np.cumsum(widths) - widths
    codes = np.empty(int(widths.sum()), np.int32)
    for at, (column, final) in enumerate(zip(table.columns, finals, strict=False)):
        codes[starts[table.places] + at] = final[column]
    for row, values in table.others.items():
        codes[starts[row] : starts[row] + len(values)] = [rest[type(value), value] for value in values]
    return codes
