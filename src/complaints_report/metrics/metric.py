"""What a metric is: a definition over the rows of one table, and the claims about rows that it is made of.

`tallies` counts for each group of the rows it is given. Which rows (a year's, at a stage) and which groups is
the engine's business, in `compute`; the few kinds of metric there are stand in `kinds`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from complaints_report.metrics.cues import Cue
from complaints_report.procedures import STAGES

if TYPE_CHECKING:
    import pandas as pd

    from complaints_report.metrics.counting import Grouped

NO_STAGE = (None,)
OVERALL: tuple[str, ...] = ("",)
"""The breakdown into nothing: the total."""


@dataclass(frozen=True)
class Tally:
    """What a group comes to: the whole numbers, and the exact value they give, missing over a denominator of 0."""

    numerator: Decimal | int | None = None
    denominator: int | None = None
    exact: Fraction | Decimal | None = None


Tallies = Mapping[str, Tally]

Key = tuple[str, int | None, str, str]
"""What names a figure within a year: metric, stage, by, group."""

Breakdown = tuple[str, int | None, str]
"""A metric at a stage in a breakdown: a key without its group."""


Words = Callable[["pd.DataFrame"], "pd.Series"]


def always(words: str) -> Words:
    """The same words for every row."""

    def same(rows: "pd.DataFrame") -> "pd.Series":
        from pandas import Series

        return Series(words, index=rows.index, dtype="str")

    return same


@dataclass(frozen=True)
class Where:
    """A claim about rows, with the columns it rests on and the words for a row of which it does not hold."""

    columns: tuple[str, ...]
    holds: Callable[["pd.DataFrame"], "pd.Series"]
    otherwise: Words


def _true(rows: "pd.DataFrame") -> "pd.Series":
    from pandas import Series

    return Series(True, index=rows.index)


every_row = Where((), _true, always("not counted"))


def is_in(column: str, *values: str) -> Where:
    """The column, which holds codes, has one of these."""
    name = column.replace("_", " ")

    def otherwise(rows: "pd.DataFrame") -> "pd.Series":
        return (f"{name}: " + rows[column].astype("str")).where(rows[column].notna(), f"{name} not recorded")

    return Where((column,), lambda rows: rows[column].isin(values), otherwise)


def is_filled(column: str, otherwise: str) -> Where:
    """The column has a value."""
    return Where((column,), lambda rows: rows[column].notna(), always(otherwise))


def is_blank(column: str, otherwise: str) -> Where:
    """The column has no value."""
    return Where((column,), lambda rows: rows[column].isna(), always(otherwise))


def is_yes(column: str, otherwise: Words) -> Where:
    """The column says yes; a blank does not."""
    return Where((column,), lambda rows: rows[column].fillna(False).astype(bool), otherwise)


def at_most(column: str, days: int) -> Where:
    """The column's number of working days is no more than this."""
    late = always(f"took more than {days} working days")
    return Where((column,), lambda rows: (rows[column] <= days).fillna(False).astype(bool), late)


@dataclass(frozen=True, kw_only=True, eq=False)
class Metric:
    """A definition: what is counted, over what, at which stages and in which breakdowns; `title` is for readers."""

    name: str
    title: str
    definition: str
    table: str = "complaints"
    stages: tuple[int | None, ...] = STAGES
    by: tuple[str, ...] = OVERALL
    by_at_stage_1: tuple[str, ...] = ()
    fixed_groups: tuple[str, ...] = ()
    unit: str = "count"
    limit: int = 0
    """The working days within which it counts, where it does."""
    cues: tuple[Cue, ...] = ()
    """The words by which a reader of any report knows that a number is of this metric."""
    whole_cues: tuple[Cue, ...] = ()
    """Those by which the denominator alone is known."""

    @property
    def claims(self) -> tuple[Where, ...]:
        """What must hold of a row for it to be counted: the first makes it one of the population."""
        return ()

    @property
    def adds_up(self) -> str:
        """The column of the numbers that are added or ordered, where rows are not just counted."""
        return ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns without which there is no such metric."""
        columns = [column for claim in self.claims for column in claim.columns]
        return tuple(dict.fromkeys([*columns, self.adds_up] if self.adds_up else columns))

    def counted(self, rows: "pd.DataFrame") -> "pd.Series":
        """Which rows are behind the numerator: those of which every claim holds."""
        holds = [claim.holds(rows) for claim in self.claims]
        return reduce(and_, holds, every_row.holds(rows))

    def base(self, rows: "pd.DataFrame") -> "pd.Series":
        """Which rows are behind the denominator: the population."""
        return self.claims[0].holds(rows) if self.claims else every_row.holds(rows)

    def why_not(self, rows: "pd.DataFrame") -> "pd.Series":
        """Why each row is not counted, by the first claim that does not hold of it; empty where it is."""
        words = always("")(rows)
        for claim in reversed(self.claims):
            words = words.where(claim.holds(rows), claim.otherwise(rows))
        return words

    @property
    def has_numerator(self) -> bool:
        """Whether rows are behind a numerator."""
        return True

    @property
    def has_denominator(self) -> bool:
        """Whether rows are behind a denominator."""
        return True

    @property
    def over_all_groups(self) -> bool:
        """Whether a group's denominator is of every group's rows."""
        return False

    @property
    def sized_by_denominator(self) -> bool:
        """Whether groups are printed biggest first by denominator rather than by value."""
        return True

    def breakdowns(self, stage: int | None) -> tuple[str, ...]:
        """The breakdowns at a stage; the empty one is the total."""
        return self.by + (self.by_at_stage_1 if stage == 1 else ())

    def stage_of_rows(self, stage: int | None) -> int | None:
        """The stage whose rows are counted."""
        return stage

    def tallies(self, rows: "Grouped") -> Tallies:
        """What each group of rows comes to."""
        raise NotImplementedError

    def absent(self, total: Tally) -> Tally:
        """What a group comes to that has no row in the year; `total` is the whole's tally."""
        return rate(0, 0)

    def occurred(self, tally: Tally) -> bool:
        """Whether a group with this tally had any row."""
        return tally.denominator is None or tally.denominator > 0


def rate(numerator: int, denominator: int, of: int = 100) -> Tally:
    """A percent, or with `of` 1 a mean, from whole numbers."""
    exact = Fraction(numerator * of, denominator) if denominator else None
    return Tally(numerator, denominator, exact)
