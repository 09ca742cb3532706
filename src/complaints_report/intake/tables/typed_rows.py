"""A table's typed rows, each with the place that it came from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from complaints_report.english import listed, quantity
from complaints_report.intake.faults import Fault, Place, fault
from complaints_report.intake.rulebook import Rule
from complaints_report.procedures import STAGES, UNTIMED_OUTCOMES

_PART = 2**32
N = TypeVar("N", int, NDArray[np.int64], pd.Index)


NAMED = 3
"""How many other rows a message names."""


MOST_LISTED = 20_000
"""Of so many rows that break a rule in one column each is told; the others are counted, as nobody reads more."""


def row_ids(part: int, rows: N) -> N:
    """The numbers that records have in the frame of their table: a part of it and a row of that in one integer."""
    return part * _PART + rows


def table_parts_of(ids: N) -> N:
    """Which parts of their table records are of, by their numbers in its frame."""
    return ids // _PART


def row_of(ids: N) -> N:
    """Which rows of the spreadsheet records stand in, by their numbers in the frame of their table."""
    return ids % _PART


def of_each(rows: Iterable[int], fault_of: Callable[[int], Fault]) -> Iterator[Fault]:
    """The fault of each row; those of a part beyond `MOST_LISTED` are only counted, so that one does for them all."""
    last: dict[int, tuple[int, Fault]] = {}
    for row in rows:
        part = table_parts_of(row)
        times, one = last.get(part, (0, None))
        one = one.in_row(row_of(row), row) if one and times > MOST_LISTED else fault_of(row)
        last[part] = times + 1, one
        yield one


def further(one: Fault, times: int) -> Fault:
    """The fault that counts the rows which break a rule in a column beyond those that are listed."""
    more = quantity(times - MOST_LISTED, "more row")
    message = f"This rule is broken in {more} of this column, which are not listed one by one."
    return replace(
        one, row=None, at=None, value="", message=message, times=times - MOST_LISTED, is_of_further_rows=True
    )


@dataclass(frozen=True)
class Origin:
    """Where the rows of one part came from, how its columns are headed there, and the section of its settings."""

    place: Place
    headed: Mapping[str, str] = field(default_factory=dict)
    section: str = ""


@dataclass(frozen=True)
class Table:
    """A table's typed rows under our names; `origins` has one place for each part of it."""

    name: str
    frame: pd.DataFrame
    origins: tuple[Origin, ...]

    @property
    def place(self) -> Place:
        """Where the table is: its file, and its sheet where there is only one; the first file of several."""
        places = dict.fromkeys(origin.place for origin in self.origins)
        first = next(iter(places))
        return first if len(places) == 1 else Place(first.file)

    @property
    def section(self) -> str:
        """The section of the settings, under `sources`, in which its values are spelled."""
        return self.origins[0].section or self.name

    def has(self, *columns: str) -> bool:
        """Whether the export has all these columns."""
        return set(columns) <= set(self.frame.columns)

    def origin(self, at: int) -> Origin:
        """Where a record came from."""
        return self.origins[table_parts_of(at)]

    def heading(self, column: str, at: int = 0) -> str:
        """How a record's part heads a column."""
        return self.origin(at).headed.get(column, column)

    def fault(self, rule: Rule, at: int, column: str = "", value: str = "", **words: object) -> Fault:
        """The fault of a rule in one of the records."""
        at = int(at)
        return fault(rule, self.origin(at).place, row_of(at), self.heading(column, at), value, at=at, **words)

    def rows(self, ats: Sequence[int], seen_from: int) -> str:
        """Words for where records are: "row 9", or "rows 9 and 12 of b.csv" where that is another file or sheet."""
        here, numbers = self.origin(seen_from).place, [row_of(at) for at in ats[:NAMED]]
        first = self.origin(ats[0]).place
        more = ["others"] if len(ats) > NAMED else []
        words = f"row{'' if len(numbers) + len(more) == 1 else 's'} {listed([*map(str, numbers), *more])}"
        where = f"{first.file}, sheet '{first.sheet}'" if first.sheet else first.file
        return words if first == here else f"{words} of {where}"


Keys = set[tuple[object, object]]


def column_or_blank(frame: pd.DataFrame, column: str, dtype: str = "str") -> pd.Series:
    """A column of a frame, all missing where the export does not have it."""
    return frame[column] if column in frame else pd.Series(None, index=frame.index, dtype=dtype)


def is_untimed(rows: pd.DataFrame) -> pd.Series:
    """Which complaints need no response, by their outcome; none where the export does not have outcomes."""
    return column_or_blank(rows, "outcome").isin(UNTIMED_OUTCOMES)


def rows_where(claim: pd.Series) -> Iterator[int]:
    """The numbers of the rows of which a claim is true; where it is not known, it is not true."""
    yield from claim.index[is_true(claim)].tolist()


def is_true(claim: pd.Series) -> NDArray[np.bool_]:
    """Where a claim is true; where it is not known, it is not."""
    return claim.to_numpy(dtype=bool, na_value=False) if claim.hasnans else claim.to_numpy(dtype=bool)


def has_stage(rows: pd.DataFrame, others: pd.DataFrame, later: int = 0) -> NDArray[np.bool_]:
    """Which rows have their reference, at their stage or so many later, among other rows."""
    found = np.zeros(len(rows), np.bool_)
    for stage in STAGES:
        here = is_true(rows["stage"] == stage)
        there = others.loc[is_true(others["stage"] == stage + later), "reference"]
        found[here] = rows.loc[here, "reference"].isin(there)
    return found


def keys(frame: pd.DataFrame) -> Keys:
    """The (reference, stage) pairs of a frame's rows; a stage that could not be read is None."""
    stages = [None if pd.isna(stage) else int(stage) for stage in frame["stage"]]
    return set(zip(frame["reference"], stages, strict=True))
