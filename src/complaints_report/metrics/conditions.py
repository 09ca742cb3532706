"""Conditions on the rows of a table, with the words for a row that does not meet one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Words = Callable[["pd.DataFrame"], "pd.Series"]


def always(words: str) -> Words:
    """The same words for every row."""

    def same(rows: "pd.DataFrame") -> "pd.Series":
        from pandas import Series

        return Series(words, index=rows.index, dtype="str")

    return same


@dataclass(frozen=True)
class Condition:
    """A condition on rows: the columns it rests on, whether it holds of each row, and the words where it does not."""

    columns: tuple[str, ...]
    holds: Callable[["pd.DataFrame"], "pd.Series"]
    otherwise: Words


Conditions = tuple[Condition, ...]


def _true(rows: "pd.DataFrame") -> "pd.Series":
    from pandas import Series

    return Series(True, index=rows.index)


every_row = Condition((), _true, always("not counted"))


def is_in(column: str, *values: str) -> Condition:
    """The column, which holds codes, has one of these."""
    name = column.replace("_", " ")

    def otherwise(rows: "pd.DataFrame") -> "pd.Series":
        return (f"{name}: " + rows[column].astype("str")).where(rows[column].notna(), f"{name} not recorded")

    return Condition((column,), lambda rows: rows[column].isin(values), otherwise)


def is_filled(column: str, otherwise: str) -> Condition:
    """The column has a value."""
    return Condition((column,), lambda rows: rows[column].notna(), always(otherwise))


def is_blank(column: str, otherwise: str) -> Condition:
    """The column has no value."""
    return Condition((column,), lambda rows: rows[column].isna(), always(otherwise))


def is_yes(column: str, otherwise: Words) -> Condition:
    """The column says yes; a blank does not."""
    return Condition((column,), lambda rows: rows[column].fillna(False).astype(bool), otherwise)


def at_most(column: str, days: int) -> Condition:
    """The column's number of working days is no more than this."""
    late = always(f"took more than {days} working days")
    return Condition((column,), lambda rows: (rows[column] <= days).fillna(False).astype(bool), late)


def both(first: Condition, then: Condition) -> Condition:
    """Two conditions at once."""

    def otherwise(rows: "pd.DataFrame") -> "pd.Series":
        return then.otherwise(rows).where(first.holds(rows), first.otherwise(rows))

    return Condition((*first.columns, *then.columns), lambda rows: first.holds(rows) & then.holds(rows), otherwise)
