"""TextColumn as rows kept small: the different texts of each column are looked at once."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from complaints_report.intake.read.cells import Cell, to_cell
from complaints_report.intake.read.lines import Table, TextColumn
from complaints_report.intake.read.rows import BLANK, Codes, Rows


def rows_of_texts(tables: Iterable[Table[TextColumn]]) -> Rows:
    """The rows of all records that hold something, by the number of the record."""
    columns: list[_Column] = []
    taken = [_numbered(table, columns) for table in tables]
    kinds: list[Cell] = [None]
    finals, rest = [column.numbered(kinds) for column in columns], _Rest(kinds)
    widths = np.concatenate([np.zeros(0, np.int64), *map(_widths, taken)])
    codes = [np.zeros(0, np.int32), *(_in_order(table, finals, rest) for table in taken)]
    starts = np.concatenate([[0], np.cumsum(widths)])
    rows = Rows(kinds, np.concatenate(codes), starts, np.arange(1, len(widths) + 1))
    return rows.taken(rows.filled > 0)


class _Column:
    """The different texts of a column, as they come: those that another part of the file had too may stand twice."""

    def __init__(self) -> None:
        self._texts: list[TextColumn] = []
        self._length = 0

    def add(self, texts: TextColumn) -> Codes:
        """Numbers for the time being of the texts of a part."""
        places, different = pd.factorize(texts)
        codes = places.astype(np.int32) + np.int32(self._length)
        self._texts.append(different)
        self._length += len(different)
        return codes

    def numbered(self, kinds: list[Cell]) -> Codes:
        """For each number for the time being the final one, its cell added to the kinds of all columns."""
        places, different = pd.factorize(np.concatenate(self._texts))
        cells = list(map(to_cell, different.tolist()))
        filled = np.fromiter((cell is not None for cell in cells), np.bool_, len(cells))
        numbers = np.where(filled, np.cumsum(filled) + len(kinds) - 1, BLANK).astype(np.int32)
        kinds.extend(cell for cell in cells if cell is not None)
        return numbers[places]


class _Rest(dict[str, int]):
    """The number of each text in the rows that are not as wide as most."""

    def __init__(self, kinds: list[Cell]) -> None:
        self._kinds = kinds

    def __missing__(self, text: str) -> int:
        """The number of a text that was not met before in such a row."""
        cell = to_cell(text)
        self[text] = number = BLANK if cell is None else len(self._kinds)
        if number:
            self._kinds.append(cell)
        return number


def _numbered(table: Table[TextColumn], columns: list[_Column]) -> Table[Codes]:
    """The same with numbers for the time being instead of texts."""
    columns.extend(_Column() for _ in range(len(columns), len(table.columns)))
    codes = [column.add(texts) for column, texts in zip(columns, table.columns, strict=False)]
    return Table(table.length, table.places, codes, table.others)


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
    for row, texts in table.others.items():
        codes[starts[row] : starts[row] + len(texts)] = [rest[text] for text in texts]
    return codes
