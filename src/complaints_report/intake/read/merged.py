"""Cells merged in a spreadsheet: what stands in the first of them is what a reader sees in all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.found import MOST_CELLS
from complaints_report.intake.read.numbering import column_letters
from complaints_report.intake.read.rows import BLANK, Numbers, Rows
from complaints_report.intake.read.unreadable import TOO_LARGE


@dataclass(frozen=True)
class Merged:
    """Merged cells: the rows as the spreadsheet numbers them, the columns from 0, the last of each among them."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def name(self) -> str:
        """The cells as a spreadsheet names them, such as "G3:G4"."""
        first, last = column_letters(self.first_column + 1), column_letters(self.last_column + 1)
        return f"{first}{self.first_row}:{last}{self.last_row}"


@dataclass(frozen=True)
class _Block:
    """Some cells of rows that are there, by the rows' places, and the number of what stands in all of them."""

    rows: slice
    columns: range
    code: int


def spread(rows: Rows, merged: Sequence[Merged], width: int) -> Rows:
    """The rows with the value of merged cells in each of them, as far as the headings reach."""
    blocks = [*_blocks(rows, merged, width)]
    if not blocks:
        return rows
    widths = rows.widths.copy()
    for block in blocks:
        widths[block.rows] = np.maximum(widths[block.rows], block.columns.stop)
    starts = np.concatenate([[0], np.cumsum(widths)])
    codes = np.full(int(starts[-1]), BLANK, np.int32)
    codes[_places(starts, rows.widths)] = rows.codes
    for block in blocks:
        codes[(starts[:-1][block.rows][:, None] + np.array(block.columns)).ravel()] = block.code
    return replace(rows, codes=codes, starts=starts)


def are_filled(rows: Rows, merged: Sequence[Merged], width: int) -> Iterator[Merged]:
    """The merged cells whose first one stands in these rows and holds something."""
    for one in merged:
        at = int(np.searchsorted(rows.numbers, one.first_row))
        if one.first_column < width and at < len(rows) and rows.numbers[at] == one.first_row:
            yield from [one] if rows.code(at, one.first_column) != BLANK else []


def _blocks(rows: Rows, merged: Sequence[Merged], width: int) -> Iterator[_Block]:
    cells = 0
    for one in are_filled(rows, merged, width):
        begin, end = np.searchsorted(rows.numbers, [one.first_row, one.last_row + 1]).tolist()
        columns = range(one.first_column, min(one.last_column + 1, width))
        cells += (end - begin) * len(columns)
        if cells > MOST_CELLS:
            raise UnreadableError(*TOO_LARGE)
        yield _Block(slice(begin, end), columns, rows.code(begin, one.first_column))


def _places(starts: Numbers, widths: Numbers) -> Numbers:
    """Where the cells of each row begin to stand in wider ones."""
    before = np.concatenate([[0], np.cumsum(widths)])[:-1]
    places: Numbers = np.repeat(starts[:-1] - before, widths) + np.arange(int(widths.sum()))
    return places
