"""Rows kept small: each distinct cell once, and in each place only its number."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import WINDOWS_EPOCH, Cell, Merged, Row
from complaints_report.intake.read.survey import MOST_CELLS
from complaints_report.intake.read.unreadable import TOO_LARGE

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
Claim = NDArray[np.bool_]
BLANK = 0
"""The number of the cell that holds nothing."""


@dataclass(frozen=True)
class Coded(Sequence[Cell]):
    """The cells of a column: `kinds` are the different ones, `codes` which of them stands in each row."""

    kinds: Sequence[Cell]
    codes: Codes

    @classmethod
    def of_one(cls, cell: Cell, length: int) -> "Coded":
        """The same cell in every row."""
        return cls([cell], np.zeros(length, np.int32))

    @classmethod
    def of_different(cls, cells: Sequence[Cell]) -> "Coded":
        """Cells of which no two are the same."""
        return cls(cells, np.arange(len(cells), dtype=np.int32))

    @property
    def own(self) -> "Coded":
        """The same with those kinds alone that stand in some row, in the order of their numbers."""
        stands = np.zeros(len(self.kinds), np.bool_)
        stands[self.codes] = True
        places = np.flatnonzero(stands)
        numbers = np.zeros(len(self.kinds), np.int32)
        numbers[places] = np.arange(len(places))
        return Coded([self.kinds[place] for place in places.tolist()], numbers[self.codes])

    def where(self, kinds: Sequence[bool]) -> Claim:
        """The rows of the kinds of which a claim is true."""
        return np.fromiter(kinds, np.bool_, len(self.kinds))[self.codes]

    def at(self, places: Numbers) -> "Coded":
        """Those of some places."""
        return Coded(self.kinds, self.codes[places])

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> "Coded": ...
    def __getitem__(self, at: int | slice) -> "Cell | Coded":
        if isinstance(at, slice):
            return Coded(self.kinds, self.codes[at])
        return self.kinds[int(self.codes[at])]


@dataclass(frozen=True, eq=False)
class Rows(Sequence[Row]):
    """The rows of a sheet, each made when it is asked for.

    `codes` has the cells of one row after the other, a row's from its place in `starts` to the next; `broken`
    says by a row's number why it cannot be read.
    """

    kinds: Sequence[Cell]
    codes: Codes
    starts: Numbers
    numbers: Numbers
    broken: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Rows":
        """These rows."""
        coder = _Coder()
        for row in rows:
            coder.take_in(row)
        return coder.rows()

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> "Rows": ...
    def __getitem__(self, at: int | slice) -> "Row | Rows":
        if isinstance(at, slice):
            return self.taken(np.arange(len(self))[at])
        number = int(self.numbers[at])
        place = at % len(self)
        codes = self.codes[self.starts[place] : self.starts[place + 1]].tolist()
        return Row(number, tuple(map(self.kinds.__getitem__, codes)), self.broken.get(number, ""))

    def __iter__(self) -> Iterator[Row]:
        return (self[at] for at in range(len(self)))

    @cached_property
    def widths(self) -> Numbers:
        """How many cells each row has."""
        return np.diff(self.starts)

    @cached_property
    def filled(self) -> Numbers:
        """How many cells of each row hold something."""
        reached = self.widths > 0
        numbers = np.zeros(len(self), np.int64)
        if reached.all() and len(self) and (self.widths == self.widths[0]).all():
            numbers[:] = np.count_nonzero(self.codes.reshape(len(self), -1) != BLANK, axis=1)
            return numbers
        if reached.any():
            numbers[reached] = np.add.reduceat(self.codes != BLANK, self.starts[:-1][reached], dtype=np.int64)
        return numbers

    @property
    def is_broken(self) -> Claim:
        """Which rows cannot be read."""
        return np.isin(self.numbers, list(self.broken)) if self.broken else np.zeros(len(self), np.bool_)

    def column(self, at: int) -> Coded:
        """The cells of one column; those that a row does not reach are blank."""
        reached = self.widths > at
        if reached.all():
            return Coded(self.kinds, self.codes[self.starts[:-1] + at])
        codes = np.full(len(self), BLANK, np.int32)
        codes[reached] = self.codes[self.starts[:-1][reached] + at]
        return Coded(self.kinds, codes)

    def code(self, place: int, at: int) -> int:
        """The number of the cell in one column of the row at a place; of one that the row does not reach, blank."""
        return int(self.codes[self.starts[place] + at]) if self.widths[place] > at else BLANK

    def filled_from(self, at: int) -> Claim:
        """Which rows hold something in the column of that place or a later one."""
        claim = np.zeros(len(self), np.bool_)
        wide = np.flatnonzero(self.widths > at)
        if len(wide):
            rows = self.taken(wide)
            own = np.repeat(np.arange(len(wide)), rows.widths)
            later = np.arange(len(rows.codes)) - rows.starts[:-1][own] >= at
            claim[wide[own[later & (rows.codes != BLANK)]]] = True
        return claim

    def taken(self, which: Claim | Numbers) -> "Rows":
        """Only some of the rows, by a claim on each or by their places."""
        places = np.flatnonzero(which) if which.dtype == np.bool_ else which
        if len(places) and np.array_equal(places, np.arange(places[0], places[0] + len(places))):
            return self._run(int(places[0]), int(places[0]) + len(places))
        widths = self.widths[which]
        starts = np.concatenate([[0], np.cumsum(widths)])
        first = np.repeat(self.starts[:-1][which] - starts[:-1], widths)
        codes = self.codes[first + np.arange(len(first))]
        return Rows(self.kinds, codes, starts, self.numbers[which], self.broken)

    def _run(self, begin: int, end: int) -> "Rows":
        """The rows from one place to another, without their cells being copied."""
        if end - begin == len(self):
            return self
        starts = self.starts[begin : end + 1]
        codes = self.codes[starts[0] : starts[-1]]
        return Rows(self.kinds, codes, starts - starts[0], self.numbers[begin:end], self.broken)

    def breaking(self, why: Mapping[int, str]) -> "Rows":
        """The same with the rows of these numbers broken, and without their cells."""
        kept = np.repeat(~self.among(why), self.widths)
        widths = np.where(self.among(why), 0, self.widths)
        starts = np.concatenate([[0], np.cumsum(widths)])
        return Rows(self.kinds, self.codes[kept], starts, self.numbers, {**self.broken, **why})

    def among(self, numbers: Iterable[int]) -> Claim:
        """Which rows have one of these numbers."""
        wanted = np.fromiter(numbers, np.int64)
        return np.isin(self.numbers, wanted) if len(wanted) else np.zeros(len(self), np.bool_)

    def with_many_of(self, cells: frozenset[str], enough: int) -> Iterator[Row]:
        """The rows that hold at least so many of some texts, and perhaps some in which one stands several times."""
        known = np.fromiter((kind in cells for kind in self.kinds), np.bool_, len(self.kinds))
        hits = np.searchsorted(self.starts, np.flatnonzero(known[self.codes]), side="right") - 1
        places, times = np.unique(hits, return_counts=True)
        return (self[int(place)] for place in places[times >= enough])


@dataclass(frozen=True, eq=False)
class Sheet:
    """The rows of one sheet that hold something, or of a text file, whose sheet has no name.

    Of `merged` cells the first alone holds something. `read_as` says how the file was understood, such as "UTF-8 text,
    separated by commas". A hidden sheet has no rows: they are not read.
    """

    name: str
    rows: Rows
    epoch: datetime = WINDOWS_EPOCH
    read_as: str = ""
    is_hidden: bool = False
    merged: Sequence[Merged] = ()


class _Coder:
    """Numbers the cells of a sheet, row after row."""

    def __init__(self) -> None:
        self._kinds: list[Cell] = [None]
        self._known: dict[Any, int] = {}
        self._codes, self._widths, self._numbers = array("i"), array("q"), array("q")
        self._broken: dict[int, str] = {}

    def _number_of(self, cell: Cell) -> int:
        """The number of a cell; 1, 1.0 and true are different ones."""
        known = self._known.setdefault((type(cell), cell), len(self._kinds)) if cell is not None else BLANK
        if known == len(self._kinds):
            self._kinds.append(cell)
        return known

    def take_in(self, row: Row) -> None:
        """Add a row."""
        self._codes.extend(map(self._number_of, row.cells))
        self._numbers.append(row.number)
        self._widths.append(len(row.cells))
        if row.broken:
            self._broken[row.number] = row.broken

    def rows(self) -> Rows:
        """All that was taken in."""
        starts = np.concatenate([[0], np.cumsum(self._widths, dtype=np.int64)])
        codes, numbers = np.array(self._codes, np.int32), np.array(self._numbers, np.int64)
        return Rows(self._kinds, codes, starts, numbers, self._broken)


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
