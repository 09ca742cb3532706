"""A figure: what one metric comes to for one year, stage and group."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from complaints_report.english import pounds

PLACES = {"count": 0, "percent": 1, "ratio": 2, "days": 2, "pounds": 2}
"""Decimal places at which a value of each unit is printed."""


def half_up(number: Fraction | Decimal | int, places: int) -> Decimal:
    """The number at so many decimal places, halves away from zero."""
    numerator, denominator = number.as_integer_ratio()
    whole = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return (Decimal(whole) * (-1 if numerator < 0 else 1)).scaleb(-places)


def with_unit(value: Decimal, unit: str) -> str:
    """A value already rounded as it is printed: thousands with commas, and the sign of its unit."""
    return pounds(value) if unit == "pounds" else f"{value:,}{'%' if unit in ('percent', 'ratio') else ''}"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What one metric comes to for one year, stage and group.

    `exact` is the number before any rounding, missing where it cannot be computed (a denominator of 0),
    is not known, or is `withheld` because it is about too few people. `by` and `group` are empty for a total;
    `stage` is None where it does not apply.
    """

    metric: str
    year: str
    unit: str
    stage: int | None = None
    by: str = ""
    group: str = ""
    exact: Fraction | Decimal | None = None
    numerator: Decimal | int | None = None
    denominator: int | None = None
    previous: "Figure | None" = field(default=None, repr=False)
    withheld: bool = False
    few: bool = False
    """Whether the number that is withheld is told to be of one to four."""

    @property
    def known(self) -> bool:
        """Whether there is a value to print."""
        return self.exact is not None

    @property
    def value(self) -> Decimal | None:
        """The value at the unit's places."""
        return self.at(PLACES[self.unit])

    def at(self, places: int) -> Decimal | None:
        """The value rounded half up, once, from the whole numbers to so many places."""
        return None if self.exact is None else half_up(self.exact, places)

    def previous_at(self, places: int) -> Decimal | None:
        """The value a year earlier at so many places."""
        return None if self.previous is None else self.previous.at(places)

    def change_at(self, places: int) -> Decimal | None:
        """Value less the year before's, both as printed at so many places: what a reader gets who subtracts."""
        now, before = self.at(places), self.previous_at(places)
        return None if now is None or before is None else now - before

    @property
    def change(self) -> Decimal | None:
        """The change at the unit's places: percentage points for percents."""
        return self.change_at(PLACES[self.unit])

    def percent_change_at(self, places: int) -> Decimal | None:
        """The change of a count as a percent of the year before; missing where that was 0 or is not known."""
        now, before = self.value, self.previous_at(PLACES[self.unit])
        if self.unit != "count" or now is None or not before:
            return None
        return half_up(Fraction(now - before) / Fraction(before) * 100, places)
