"""What a metric is: a definition over the rows of one table, and the conditions that it counts them by."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from complaints_report.metrics.conditions import Conditions
from complaints_report.metrics.cues import Cue
from complaints_report.procedures import STAGES

if TYPE_CHECKING:
    from complaints_report.metrics.selection import Grouped

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
    unit: str = "count"
    limit: int = 0
    """The working days within which it counts, where it does."""
    as_of_export: bool = False
    """Whether it says how things stood on the day of the export, so that no earlier year can be counted again."""
    and_earlier: bool = False
    """Whether rows of earlier years count as well."""
    cues: tuple[Cue, ...] = ()
    """The words by which a reader of any report knows that a number is of this metric."""
    whole_cues: tuple[Cue, ...] = ()
    """Those by which the denominator alone is known."""

    @property
    def conditions(self) -> Conditions:
        """What must hold of a row for it to be counted: the first makes it one of the population."""
        return ()

    @property
    def adds_up(self) -> str:
        """The column of the numbers that are added or ordered, where rows are not just counted."""
        return ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns without which there is no such metric."""
        columns = [column for condition in self.conditions for column in condition.columns]
        return tuple(dict.fromkeys([*columns, self.adds_up] if self.adds_up else columns))

    @property
    def in_numerator(self) -> Conditions | None:
        """What holds of the rows behind the numerator; None where no rows are."""
        return self.conditions

    @property
    def in_denominator(self) -> Conditions | None:
        """What holds of the rows behind the denominator; None where no rows are."""
        return self.conditions[:1]

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
