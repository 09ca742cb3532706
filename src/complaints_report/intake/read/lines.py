"""Values taken apart into columns of cells, some records at a time.

Most texts have a record in each line. Those are taken apart by pandas, in a third of csv's time; but pandas is given
only what both read alike: lines without quotation marks, all as wide. csv reads the others, each for itself.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
class Table(Generic[C]):
    """Some records: in `columns` the cells of those in `places`, in `others` the cells of each other one."""

    length: int
    places: Places
    columns: Sequence[C]
    others: Mapping[int, Sequence[Any]]


def table_of(rows: Sequence[Sequence[Any]]) -> Table[Values]:
    """Records that are taken apart already; those in the columns are as wide as most."""
    widths = np.fromiter(map(len, rows), np.int64, len(rows))
    width = _commonest(widths)
    others = {at: rows[at] for at in np.flatnonzero(widths != width).tolist()}
    places = np.flatnonzero(widths == width)
    return Table(len(rows), places, _turned([rows[at] for at in places.tolist()], width), others)


def tables(text: str, delimiter: str) -> Iterator[Table[Values]]:
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


def _table(lines: Sequence[str], delimiter: str) -> Table[Values]:
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
    return Table(len(lines), np.concatenate([plain, np.array(list(apart), np.intp)]), columns, others)


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
