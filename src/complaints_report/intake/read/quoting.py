"""The records of a delimited text, and those that a stray quotation mark makes of several rows."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from complaints_report.english import quantity

LONGEST_CELL = 2**31 - 1
_LINE_END = re.compile(r"\r\n|\r|\n")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH_IN_ALL = 2
_ENOUGH_IN_A_LINE = 4

_NEVER_CLOSED = "A quotation mark is opened here and never closed, so the file cannot be read from row {row} on."
_CLOSED_EARLY = "A cell in quotation marks goes on after its closing quotation mark, so the row cannot be read."
_CLOSED_LATE = (
    "A quotation mark opens in this row and takes in {rows} after it, and more text follows where it closes, "
    "so none of them can be read."
)
_TAKES_IN_ROWS = "A quotation mark opens in this row and takes in {rows} after it, so none of them can be read."
_TAKES_IN_CELLS = "A quotation mark opens in this row and takes in the cells after it, so the row cannot be read."


class CsvRecord(NamedTuple):
    """A record as csv reads it, the line ends inside it, and why it cannot be read, if it cannot."""

    number: int
    cells: list[str]
    line_ends: int = 0
    broken: str = ""


def csv_records(text: str, delimiter: str) -> Iterator[CsvRecord]:
    """Every record of a text in order, blank lines among them."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = 0
    for number in count(1):
        try:
            cells, error = next(reader), None
        except StopIteration:
            return
        except csv.Error as found:
            cells, error = [], found
        line_ends, lines = reader.line_num - lines - 1, reader.line_num
        yield CsvRecord(number, cells, line_ends, _broken(number, line_ends, error) if error else "")


def _broken(number: int, line_ends: int, error: csv.Error) -> str:
    if "end of data" in str(error):
        return _NEVER_CLOSED.format(row=number)
    return _CLOSED_LATE.format(rows=quantity(line_ends, "row")) if line_ends else _CLOSED_EARLY


class Shapes:
    """What the cells of each column look like."""

    def __init__(self, sample: Iterable[Sequence[str]]) -> None:
        self._columns: list[set[str]] = []
        for cells in sample:
            self._columns += [set() for _ in cells[len(self._columns) :]]
            for column, cell in zip(self._columns, cells, strict=False):
                column.add(_shape(cell))

    def points(self, cells: Iterable[str], first: int = 0) -> int:
        """How much the cells look like those of the columns from `first` on."""
        return sum(_point(cell, column) for cell, column in zip(cells, self._columns[first:], strict=False))


def _point(cell: str, column: Collection[str]) -> int:
    if not cell or cell.isspace():
        return 0
    shape = _shape(cell)
    if shape in column:
        return min(shape.count("9"), 2) or 1
    # Prose has a space after a comma; a cell has none, unless the whole column does.
    return -1 if cell[0] == " " else 0


def _shape(cell: str) -> str:
    """A cell with every number as 9, and with a number its words as A; without one, the cell itself."""
    shape = _DIGITS.sub("9", cell)
    return _LETTERS.sub("A", shape) if "9" in shape else cell


def stray_quotes(cells: Sequence[str], delimiter: str, widths: Collection[int], shapes: Shapes) -> str:
    """What stray quotation marks took into one cell of a record that csv reads without complaint, if anything.

    `widths` are those that the table's rows have.
    """
    for at, cell in enumerate(cells):
        if delimiter not in cell and "\n" not in cell and "\r" not in cell:
            continue
        lines = [line.split(delimiter) for line in _LINE_END.split(cell)]
        after = len(cells) - at - 1
        if len(lines) > 1 and _are_rows(lines, at, after, widths, shapes):
            return _TAKES_IN_ROWS.format(rows=quantity(len(lines) - 1, "row"))
        if len(lines) == 1 and _are_cells(lines[0], at, after, widths, shapes):
            return _TAKES_IN_CELLS
    return ""


def _are_rows(lines: list[list[str]], before: int, after: int, widths: Collection[int], shapes: Shapes) -> bool:
    """Whether the lines of a cell, with as many cells before and after it, are rows of the table."""
    # Only what stands inside the quotation marks counts: the cells outside them are in their columns either way.
    points = [shapes.points(lines[0][1:], before + 1), *map(shapes.points, lines[1:])]
    if any(more >= _ENOUGH_IN_A_LINE for more in points[1:]):
        return True
    between = {len(line) for line in lines[1:-1] if any(line)}
    found = {before + len(lines[0]), len(lines[-1]) + after} | between
    is_odd = before + 1 + after not in widths
    return len(found) == 1 and found <= set(widths) and sum(points) + is_odd >= _ENOUGH_IN_ALL


def _are_cells(pieces: list[str], before: int, after: int, widths: Collection[int], shapes: Shapes) -> bool:
    """Whether the pieces of a cell, with as many cells before and after it, are a row of the table."""
    enough = shapes.points(pieces[1:], before + 1) >= _ENOUGH_IN_ALL
    return enough and before + len(pieces) + after in widths
