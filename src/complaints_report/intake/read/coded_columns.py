"""Values taken apart into columns of cells, some records at a time, and the rows kept small that these make.

Most texts have a record in each line. Those are taken apart by pandas, in a third of csv's time; but pandas is given
only what both read alike: lines without quotation marks, all as wide. csv reads the others, each for itself.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from complaints_report.intake.read.cells import Cell, to_cell
from complaints_report.intake.read.sheets import BLANK, Codes, Rows

Values = NDArray[np.object_]
C = TypeVar("C")
Places = NDArray[np.intp]
_AT_ONCE = 2**23
"""How many letters are taken apart at a time, for the memory that it takes."""
_QUOTE = '"'
_READ_OTHERWISE = "\0\ufeff"
"""What pandas takes for the end of a cell, or leaves out."""


class NotByLinesError(ValueError):
    """Some record of a text is not one line, or may not be."""


@dataclass(frozen=True)
class CodedTable(Generic[C]):
    """Some records: in `columns` the cells of those in `places`, in `others` the cells of each other one."""

    length: int
    places: Places
    columns: Sequence[C]
    others: Mapping[int, Sequence[Any]]


def table_of(rows: Sequence[Sequence[Any]]) -> CodedTable[Values]:
    """Records that are taken apart already; those in the columns are as wide as most."""
    widths = np.fromiter(map(len, rows), np.int64, len(rows))
    width = _commonest(widths)
    others = {at: rows[at] for at in np.flatnonzero(widths != width).tolist()}
    places = np.flatnonzero(widths == width)
    return CodedTable(len(rows), places, _turned([rows[at] for at in places.tolist()], width), others)


def tables(text: str, delimiter: str) -> Iterator[CodedTable[Values]]:
    """All records of a text; NotByLinesError as soon as they cannot be told by their lines."""
    if not delimiter.isascii() or delimiter == _QUOTE:
        raise NotByLinesError
    begins = 0
    while begins < len(text):
        ends = text.find("\n", begins + _AT_ONCE) + 1 or len(text)
        yield _table(_lines(text[begins:ends]), delimiter)
        begins = ends


def _lines(piece: str) -> list[str]:
    piece = piece.replace("\r\n", "\n") if "\r" in piece else piece
    if "\r" in piece or any(sign in piece for sign in _READ_OTHERWISE):
        raise NotByLinesError
    return piece.removesuffix("\n").split("\n")


def _table(lines: Sequence[str], delimiter: str) -> CodedTable[Values]:
    """The records of some lines: those that pandas may read, and those that others read, put together."""
    widths = np.fromiter((line.count(delimiter) + 1 for line in lines), np.int64, len(lines))
    quoted = [at for at, line in enumerate(lines) if _QUOTE in line]
    apart = dict(zip(quoted, _quoted([lines[at] for at in quoted], delimiter), strict=True))
    widths[quoted] = list(map(len, apart.values()))
    width = _commonest(widths)
    odd = np.flatnonzero(widths != width).tolist()
    others = {at: apart.pop(at) if at in apart else lines[at].split(delimiter) for at in odd}
    plain = np.setdiff1d(np.flatnonzero(widths == width), quoted, assume_unique=True)
    read = _by_pandas([lines[at] for at in plain.tolist()], delimiter, width)
    columns = [np.concatenate(both) for both in zip(read, _turned(list(apart.values()), width), strict=True)]
    return CodedTable(len(lines), np.concatenate([plain, np.array(list(apart), np.intp)]), columns, others)


def _commonest(widths: NDArray[np.int64]) -> int:
    return int(np.bincount(widths).argmax())


def _turned(rows: Sequence[Sequence[Any]], width: int) -> list[Values]:
    """The cells of rows by their columns."""
    columns = zip(*rows, strict=True) if rows else [()] * width
    return [np.array(cells, np.object_) for cells in columns]


def _by_pandas(lines: Sequence[str], delimiter: str, width: int) -> list[Values]:
    """The cells of lines without quotation marks, all as wide, by their columns."""
    if not lines:
        return _turned([], width)
    frame = pd.read_csv(
        io.BytesIO(("\n".join(lines) + "\n").encode()),
        sep=delimiter,
        header=None,
        names=range(width),
        index_col=False,
        dtype=object,
        na_filter=False,
        quoting=csv.QUOTE_NONE,
        skip_blank_lines=False,
    )
    return [frame[at].to_numpy() for at in range(width)]


def _quoted(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The cells of lines with quotation marks; each is one record if csv makes one of each without fault."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        raise NotByLinesError from None
    if len(rows) != len(lines):
        raise NotByLinesError
    return rows


ToCell = Callable[[Any], Cell]
Factorized = tuple[NDArray[Any], Values]
_NUMBERS = {bool, int, float}


def rows_of_texts(tables: Iterable[CodedTable[Values]]) -> Rows:
    """The rows that hold something of a text's records, by the number of the record."""
    return _coded(tables, pd.factorize, to_cell)


def rows_of_values(tables: Iterable[CodedTable[Values]], to_cell: ToCell) -> Rows:
    """The rows that hold something of a sheet's, from its first row on; `to_cell` makes a cell of each value."""
    return _coded(tables, _factorized, to_cell)


def _coded(tables: Iterable[CodedTable[Values]], factorize: Callable[[Values], Factorized], to_cell: ToCell) -> Rows:
    columns: list[_CodedColumn] = []
    taken = []
    for table in tables:
        columns.extend(_CodedColumn(factorize) for _ in range(len(columns), len(table.columns)))
        codes = [column.add(values) for column, values in zip(columns, table.columns, strict=False)]
        taken.append(CodedTable(table.length, table.places, codes, table.others))
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


class _CodedColumn:
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


def _widths(table: CodedTable[Codes]) -> NDArray[np.int64]:
    widths = np.full(table.length, len(table.columns))
    widths[list(table.others)] = list(map(len, table.others.values()))
    return widths


def _in_order(table: CodedTable[Codes], finals: Sequence[Codes], rest: _Rest) -> Codes:
    """The numbers of all cells, row after row."""
    widths = _widths(table)
    starts = np.cumsum(widths) - widths
    codes = np.empty(int(widths.sum()), np.int32)
    for at, (column, final) in enumerate(zip(table.columns, finals, strict=False)):
        codes[starts[table.places] + at] = final[column]
    for row, values in table.others.items():
        codes[starts[row] : starts[row] + len(values)] = [rest[type(value), value] for value in values]
    return codes
