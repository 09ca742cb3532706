"""Rows kept small: each distinct cell once, and in each place only its number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from complaints_report.intake.read.cells import Cell, Row, to_cell
from complaints_report.intake.read.counting import WINDOWS_EPOCH

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
        coder = Coder()
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
        so_far = np.concatenate([[0], np.cumsum(self.codes != BLANK, dtype=np.int64)])
        return np.diff(so_far[self.starts])

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
        if which.dtype == np.bool_ and which.all():
            return self
        widths = self.widths[which]
        starts = np.concatenate([[0], np.cumsum(widths)])
        first = np.repeat(self.starts[:-1][which] - starts[:-1], widths)
        codes = self.codes[first + np.arange(len(first))]
        return Rows(self.kinds, codes, starts, self.numbers[which], self.broken)

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
        known = np.fromiter((isinstance(kind, str) and kind in cells for kind in self.kinds), np.bool_, len(self.kinds))
        hits = np.searchsorted(self.starts, np.flatnonzero(known[self.codes]), side="right") - 1
        places, times = np.unique(hits, return_counts=True)
        return (self[int(place)] for place in places[times >= enough])


@dataclass(frozen=True, eq=False)
class Sheet:
    """The rows of one sheet that hold something, or of a text file, whose sheet has no name.

    `read_as` says how the file was understood, such as "UTF-8 text, separated by commas". A hidden sheet has no
    rows: they are not read.
    """

    name: str
    rows: Rows
    epoch: datetime = WINDOWS_EPOCH
    read_as: str = ""
    is_hidden: bool = False


class _Known(dict[str, int]):
    """The number of each text of a column: one that stands in many rows is read once, and takes memory for one."""

    def __init__(self, kinds: list[Cell]) -> None:
        self._kinds = kinds

    def __missing__(self, text: str) -> int:
        """The number of a text as a file has it that was not met before."""
        cell = to_cell(text)
        self[text] = number = BLANK if cell is None else len(self._kinds)
        if number:
            self._kinds.append(cell)
        return number


class Coder:
    """Numbers the cells of a sheet, row after row."""

    def __init__(self) -> None:
        self.kinds: list[Cell] = [None]
        self._known: list[_Known] = []
        self._others: dict[Any, int] = {}
        self._chunks: list[Codes] = []
        self._widths: list[int] = []
        self._numbers: list[int] = []
        self._broken: dict[int, str] = {}

    def number_of(self, cell: Cell) -> int:
        """The number of a cell that is read already; 1, 1.0 and true are different ones."""
        known = self._others.setdefault((type(cell), cell), len(self.kinds)) if cell is not None else BLANK
        if known == len(self.kinds):
            self.kinds.append(cell)
        return known

    def take_in(self, row: Row) -> None:
        """Add a row of cells that are read already."""
        self._chunks.append(np.fromiter(map(self.number_of, row.cells), np.int32, len(row.cells)))
        self._end([row.number], [len(row.cells)])
        if row.broken:
            self._broken[row.number] = row.broken

    def take_texts(self, numbers: Iterable[int], rows: Sequence[Sequence[str]]) -> None:
        """Add rows of texts as a file has them."""
        widths = list(map(len, rows))
        self._known += [_Known(self.kinds) for _ in range(len(self._known), max(widths, default=0))]
        if min(widths, default=0) == len(self._known):
            self._chunks.append(self._by_columns(rows))
        else:
            codes = [known[text] for row in rows for known, text in zip(self._known, row, strict=False)]
            self._chunks.append(np.array(codes, np.int32))
        self._end(numbers, widths)

    def _by_columns(self, rows: Sequence[Sequence[str]]) -> Codes:
        """The numbers of rows that are all as wide; a column at a time, which takes half as long as row by row."""
        codes = np.empty((len(rows), len(self._known)), np.int32)
        for at, texts in enumerate(zip(*rows, strict=True)):
            codes[:, at] = np.fromiter(map(self._known[at].__getitem__, texts), np.int32, len(rows))
        return codes.ravel()

    def _end(self, numbers: Iterable[int], widths: Iterable[int]) -> None:
        self._numbers.extend(numbers)
        self._widths.extend(widths)

    def rows(self) -> Rows:
        """All that was taken in."""
        codes = np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.int32)
        starts = np.concatenate([[0], np.cumsum(np.array(self._widths, np.int64))])
        return Rows(self.kinds, codes, starts.astype(np.int64), np.array(self._numbers, np.int64), self._broken)
