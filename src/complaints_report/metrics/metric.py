"""What a metric is: a definition over the rows of one table, and the claims about rows that it is made of.

`tallies` counts for each group of the rows it is given. Which rows (a year's, at a stage) and which groups is
the engine's business, in `compute`; the few kinds of metric there are stand in `kinds`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pandas as pd

STAGES = (1, 2, 3)
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


@dataclass(frozen=True)
class Where:
    """A claim about rows, with the columns it rests on."""

    columns: tuple[str, ...]
    holds: Callable[[pd.DataFrame], pd.Series]


every_row = Where((), lambda rows: pd.Series(True, index=rows.index))


def is_in(column: str, *values: str) -> Where:
    """The column's value is one of these."""
    return Where((column,), lambda rows: rows[column].isin(values))


def is_filled(column: str) -> Where:
    """The column has a value."""
    return Where((column,), lambda rows: rows[column].notna())


def is_blank(column: str) -> Where:
    """The column has no value."""
    return Where((column,), lambda rows: rows[column].isna())


def is_yes(column: str) -> Where:
    """The column says yes; a blank does not."""
    return Where((column,), lambda rows: rows[column].fillna(False).astype(bool))


def at_most(column: str, days: int) -> Where:
    """The column's number of working days is no more than this."""
    return Where((column,), lambda rows: (rows[column] <= days).fillna(False).astype(bool))


@dataclass(frozen=True, kw_only=True)
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

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns without which there is no such metric."""
        return ()

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

    def tallies(self, rows: pd.DataFrame, keys: pd.Series) -> Tallies:
        """What each group of rows comes to; `keys` names each row's group."""
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
