"""The kinds of metric there are: each says what it counts over what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from complaints_report.metrics.conditions import Condition, Conditions, every_row, is_filled
from complaints_report.metrics.metric import NO_STAGE, Key, Metric, Tallies, Tally, rate

if TYPE_CHECKING:
    from complaints_report.metrics.selection import Grouped


@dataclass(frozen=True, kw_only=True, eq=False)
class Count(Metric):
    """The rows of which a condition holds."""

    of: Condition = every_row

    @property
    def sized_by_denominator(self) -> bool:
        """No: by how many there are."""
        return False

    @property
    def conditions(self) -> Conditions:
        """The one condition."""
        return (self.of,)

    @property
    def in_denominator(self) -> Conditions | None:
        """None: it is only counted."""
        return None

    def tallies(self, rows: "Grouped") -> Tallies:
        """The number of rows."""
        return {group: Tally(size, None, Fraction(size)) for group, size in rows.sizes(self.in_numerator).items()}

    def absent(self, total: Tally) -> Tally:
        """None."""
        return Tally(0, None, Fraction(0))

    def occurred(self, tally: Tally) -> bool:
        """Whether there was any."""
        return bool(tally.exact)


@dataclass(frozen=True, kw_only=True, eq=False)
class Rate(Metric):
    """Of the rows of a population, the percent of which a condition holds."""

    of: Condition = every_row
    that: Condition
    unit: str = "percent"

    @property
    def conditions(self) -> Conditions:
        """That of the population, and that of those counted."""
        return (self.of, self.that)

    def tallies(self, rows: "Grouped") -> Tallies:
        """Rows in the population of which the condition holds, over the population."""
        counted, base = rows.sizes(self.in_numerator), rows.sizes(self.in_denominator)
        return {group: rate(counted[group], base[group]) for group in base}


@dataclass(frozen=True, kw_only=True, eq=False)
class Reached(Rate):
    """Of the references whose earlier stage was received in the year, the percent that reached this stage."""

    def stage_of_rows(self, stage: int | None) -> int | None:
        """The stage before."""
        return stage and stage - 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Share(Count):
    """Each group's part of the whole."""

    unit: str = "percent"

    @property
    def in_denominator(self) -> Conditions | None:
        """The whole."""
        return self.conditions

    @property
    def over_all_groups(self) -> bool:
        """Yes: the whole is all groups together."""
        return True

    def tallies(self, rows: "Grouped") -> Tallies:
        """The group's rows over all rows of the population."""
        sizes = rows.sizes(self.in_numerator)
        return {group: rate(size, sum(sizes.values())) for group, size in sizes.items()}

    def absent(self, total: Tally) -> Tally:
        """None of the whole."""
        return rate(0, total.denominator or 0)


@dataclass(frozen=True, kw_only=True, eq=False)
class Mean(Metric):
    """The mean of a column of working days over a population."""

    of: Condition
    column: str
    unit: str = "days"

    @property
    def conditions(self) -> Conditions:
        """That of the population."""
        return (self.of,)

    @property
    def adds_up(self) -> str:
        """The days."""
        return self.column

    def tallies(self, rows: "Grouped") -> Tallies:
        """The sum of the days over the number of rows."""
        sums, base = rows.sums(self.column, self.in_numerator), rows.sizes(self.in_denominator)
        return {group: rate(sums[group], base[group], of=1) for group in base}


@dataclass(frozen=True, kw_only=True, eq=False)
class Ordered(Mean):
    """A value that stands at a place among the days in order; there is no numerator."""

    @property
    def in_numerator(self) -> Conditions | None:
        """None: days are put in order, not added."""
        return None

    def tallies(self, rows: "Grouped") -> Tallies:
        """The value at its place, over the number of rows."""
        days_of = rows.values(self.column, self.in_denominator)
        return {
            group: Tally(None, len(days), self._value(sorted(days)) if days else None)
            for group, days in days_of.items()
        }

    def absent(self, total: Tally) -> Tally:
        """No value."""
        return Tally(None, 0, None)

    def _value(self, ordered: Sequence[int]) -> Fraction:
        """The value of days in order, of which there is one at least."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True, eq=False)
class Median(Ordered):
    """The middle value of a column of working days, or the mean of the two middle ones."""

    def _value(self, ordered: Sequence[int]) -> Fraction:
        return Fraction(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2], 2)


@dataclass(frozen=True, kw_only=True, eq=False)
class NinthDecile(Ordered):
    """The working days within which nine in ten were answered: of n in order, the one at place 0.9 n rounded up."""

    def _value(self, ordered: Sequence[int]) -> Fraction:
        return Fraction(ordered[-(-9 * len(ordered) // 10) - 1])


@dataclass(frozen=True, kw_only=True, eq=False)
class OfAmounts(Metric):
    """What a column of amounts comes to, over nothing."""

    column: str

    @property
    def adds_up(self) -> str:
        """The amounts."""
        return self.column

    @property
    def in_denominator(self) -> Conditions | None:
        """None: they are only added up, or stated."""
        return None


@dataclass(frozen=True, kw_only=True, eq=False)
class Total(OfAmounts):
    """The sum of a column of pounds."""

    unit: str = "pounds"

    @property
    def sized_by_denominator(self) -> bool:
        """No: by how many there are."""
        return False

    @property
    def conditions(self) -> Conditions:
        """That there is an amount."""
        return (is_filled(self.column, "no amount recorded"),)

    def tallies(self, rows: "Grouped") -> Tallies:
        """The sum; a blank adds nothing."""
        amounts = rows.values(self.column, self.in_numerator)
        return {group: _pounds(sum(values, Decimal(0))) for group, values in amounts.items()}

    def absent(self, total: Tally) -> Tally:
        """Nothing."""
        return _pounds(Decimal(0))


def _pounds(amount: Decimal) -> Tally:
    return Tally(amount, None, amount)


@dataclass(frozen=True, kw_only=True, eq=False)
class Given(OfAmounts):
    """A number that the export states for the year; without it there is no value."""

    stages: tuple[int | None, ...] = NO_STAGE

    @property
    def conditions(self) -> Conditions:
        """That there is a number."""
        return (is_filled(self.column, "no number given"),)

    def tallies(self, rows: "Grouped") -> Tallies:
        """The number stated."""
        stated = rows.values(self.column, self.in_numerator).get("", [])
        return {"": Tally(stated[0], None, Fraction(stated[0]))} if stated else {}

    def absent(self, total: Tally) -> Tally:
        """Not known."""
        return Tally()


@dataclass(frozen=True, kw_only=True, eq=False)
class Ratio(Metric):
    """One count over another, as a percent; each stage's two counts are named by the key of their figure."""

    counts: Mapping[int | None, tuple[Key, Key]]
    unit: str = "percent"

    def tally(self, stage: int | None, known: Mapping[Key, Tally]) -> Tally | None:
        """The first count over the second; none where either is not counted at all."""
        top, bottom = self.counts[stage]
        if top not in known or (bottom not in known and (bottom[0], bottom[1], "", "") not in known):
            return None
        counted, base = known[top].numerator, known.get(bottom, Tally(0)).numerator
        return Tally() if counted is None or base is None else rate(int(counted) if base else 0, int(base))
