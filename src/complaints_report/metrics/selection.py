"""The rows of a table selected for metrics: by year, stage, group and condition, each worked out once."""

from collections.abc import Callable, Collection, Hashable, Mapping
from functools import reduce
from operator import and_
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from complaints_report.metrics.conditions import Condition, Conditions, every_row
from complaints_report.metrics.derived_columns import Tables, keys_of

Array = npt.NDArray[Any]


class _Cache:
    """What was worked out once, by what was asked for."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}

    def once(self, asked: Hashable, make: Callable[[], Any]) -> Any:
        """What was made for this, now or before."""
        if asked not in self._made:
            self._made[asked] = make()
        return self._made[asked]


class Countable:
    """A table of which every condition, column and breakdown is made into an array once, and every part found once."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.columns: set[str] = set(frame.columns)
        self.frame, self._kept = frame, _Cache()

    def holds(self, condition: Condition) -> Array:
        """Of which rows a condition is true; where it is not known, it is not true."""
        return self._array(condition, lambda: condition.holds(self.frame), False)

    def column(self, name: str) -> Array:
        """A column's values; a missing one, which the conditions leave out, is 0."""
        return self._array(name, lambda: self.frame[name], 0)

    def groups(self, by: str) -> tuple[Array, list[str]]:
        """Each row's group of a breakdown, by its number among the names, which are in order."""
        found: tuple[Array, list[str]] = self._kept.once(("by", by), lambda: _numbered(keys_of(self.frame, by)))
        return found

    def part(self, year: str, stage: int | None, *, and_earlier: bool = False) -> "SelectedRows":
        """The rows of a year, and of earlier ones where they are wanted, at a stage unless it is None."""
        asked = (year, stage, and_earlier)
        found: SelectedRows = self._kept.once(asked, lambda: SelectedRows(self, np.flatnonzero(self._is_in(*asked))))
        return found

    def _is_in(self, year: str, stage: int | None, and_earlier: bool) -> Array:
        years = self.frame["year"]
        in_year = self._array(
            ("year", year, and_earlier), lambda: years <= year if and_earlier else years == year, False
        )
        return in_year if stage is None else in_year & (self.column("stage") == stage)

    def _array(self, asked: Hashable, make: Callable[[], pd.Series], missing: int) -> Array:
        found: Array = self._kept.once(asked, lambda: make().fillna(missing).to_numpy())
        return found


def _numbered(keys: pd.Series) -> tuple[Array, list[str]]:
    numbers, names = pd.factorize(keys, sort=True)
    return numbers, [str(name) for name in names]


class SelectedRows:
    """The rows of a table that are of one year and stage."""

    def __init__(self, table: Countable, at: Array) -> None:
        self._table, self._at, self._kept = table, at, _Cache()

    @property
    def rows(self) -> pd.DataFrame:
        """The rows themselves."""
        return self._table.frame.iloc[self._at]

    def holds(self, conditions: Conditions | None) -> Array:
        """Of which rows every condition is true; None is true of no row."""
        found: Array = self._kept.once(conditions, lambda: self._of_all(conditions))
        return found

    def _of_all(self, conditions: Conditions | None) -> Array:
        if conditions is None:
            return np.zeros(len(self._at), np.bool_)
        return reduce(and_, (self._table.holds(condition)[self._at] for condition in conditions or (every_row,)))

    def otherwise(self, conditions: Conditions) -> Array:
        """The words for each row, by the first condition that is not true of it; empty where all are."""
        words, rows = np.full(len(self._at), "", np.object_), self.rows
        for condition in reversed(conditions):
            words = np.where(self.holds((condition,)), words, condition.otherwise(rows))
        return words

    def column(self, name: str) -> Array:
        """A column's values in these rows."""
        return self._table.column(name)[self._at]

    def grouped(self, by: str, only: Collection[str] = ()) -> "Grouped":
        """The rows in the groups of a breakdown, in all of them unless some are named."""
        found: Grouped = self._kept.once((by, *only), lambda: self._grouped(by, only))
        return found

    def _grouped(self, by: str, only: Collection[str]) -> "Grouped":
        numbers, names = self._table.groups(by)
        numbers = numbers[self._at]
        sizes = np.bincount(numbers, minlength=len(names))
        there = {name: at for at, name in enumerate(names) if sizes[at] and (not only or name in only)}
        return Grouped(self, numbers, there)


class Grouped:
    """The rows of a part in the groups of a breakdown: what metrics count."""

    def __init__(self, part: SelectedRows, numbers: Array, groups: Mapping[str, int]) -> None:
        self._part, self._numbers, self._groups = part, numbers, groups
        self._kept = _Cache()

    def is_in(self, group: str) -> Array:
        """Which rows of the part are in a group."""
        found: Array = self._numbers == self._groups.get(group, -1)
        return found

    @property
    def is_in_any(self) -> Array:
        """Which rows of the part are in any of the groups."""
        return np.isin(self._numbers, list(self._groups.values()))

    def sizes(self, conditions: Conditions | None) -> dict[str, int]:
        """How many rows of each group the conditions are true of, groups of none included."""
        found: dict[str, int] = self._kept.once(conditions, lambda: self._by_group(self._counts(conditions)))
        return found

    def sums(self, column: str, conditions: Conditions | None) -> dict[str, int]:
        """What a column of whole numbers comes to in each group, over the rows that the conditions are true of."""
        holds = self._part.holds(conditions)
        return self._by_group(self._counts(conditions, self._part.column(column)[holds]))

    def values(self, column: str, conditions: Conditions | None) -> dict[str, list[Any]]:
        """The values of a column in each group, in the rows that the conditions are true of."""
        holds = self._part.holds(conditions)
        numbers, values = self._numbers[holds], self._part.column(column)[holds]
        return {group: values[numbers == number].tolist() for group, number in self._groups.items()}

    def _counts(self, conditions: Conditions | None, weights: Array | None = None) -> list[float]:
        numbers = self._numbers[self._part.holds(conditions)]
        size = max(self._groups.values(), default=0) + 1
        counts: list[float] = np.bincount(numbers, weights, minlength=size).tolist()
        return counts

    def _by_group(self, counts: list[float]) -> dict[str, int]:
        return {group: int(counts[number]) for group, number in self._groups.items()}


def countable(tables: Tables) -> dict[str, Countable]:
    """The tables whose rows are of some year, ready to be counted."""
    return {name: Countable(frame) for name, frame in tables.items() if "year" in frame}
