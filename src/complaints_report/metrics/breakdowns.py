"""The groups of each breakdown: which there are whatever the data hold, and in which order they are printed."""

import re
from collections.abc import Mapping, Sequence

from complaints_report.metrics.metric import Metric, Tally
from complaints_report.procedures import CHARACTERISTICS, OUTCOMES

NOT_MAPPED, NOT_RECORDED = "Not mapped", "Not recorded"
BANDS = ("0 to 5", "6 to 10", "11 to 20", "21 to 25", "26 to 40", "41 to 65", "over 65")
"""The bands of working days that answers are put in."""
ONLY = {"outcome": OUTCOMES, "band": BANDS}
"""The breakdowns of which these are all the groups, in their order, zeros included."""

_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_OF_THEIR_OWN = ("quarter", "month", "age_band")
"""The breakdowns whose groups tell by their names where they stand."""
_RATHER_NOT = re.compile(r"\b(prefer|rather|wish|want)\w* not\b|\bnot (wish|want)\b|declin|refus", re.IGNORECASE)
_UNDER = re.compile(r"under|below|less|up to|<", re.IGNORECASE)


def days_of_band(band: str) -> tuple[int, int | None]:
    """The first working day of a band and its last, None where it has none."""
    first, *last = map(int, re.findall(r"\d+", band))
    return (first, last[0]) if last else (first + 1, None)


def limits_within(band: str, limits: Sequence[int]) -> list[int]:
    """The limits that part a band's days, in order, so that some of its answers kept them and others did not."""
    first, last = days_of_band(band)
    return sorted({limit for limit in limits if first <= limit and (last is None or limit < last)})


def always_there(by: str, year: str) -> Sequence[str]:
    """The groups that a breakdown has in a year that the data hold whole."""
    start = int(year[:4])
    months = [f"{start}-{month:02}" for month in range(4, 13)] + [f"{start + 1}-{month:02}" for month in range(1, 4)]
    return {"quarter": _QUARTERS, "month": months, **ONLY}.get(by, ())


def groups_in_order(metric: Metric, by: str, tallies: Mapping[str, Tally], areas: Sequence[str]) -> list[str]:
    """The groups as they are printed: in an order of their own where they have one, else biggest first.

    Who would rather not say stands behind them, and last what is not recorded or not mapped.
    """
    order = areas if by == "area" else ONLY.get(by, ())
    places = {group: place for place, group in enumerate(order)}

    def key(group: str) -> tuple[float, ...]:
        size = 0 if by in _OF_THEIR_OWN else -_size(metric, tallies[group])
        return _last(by, group), places.get(group, len(places)), *_age(by, group), size

    return sorted(tallies, key=lambda group: (key(group), group.casefold(), group))


def _size(metric: Metric, tally: Tally) -> float:
    counted = tally.denominator if metric.sized_by_denominator else tally.exact
    return float(counted or 0)


def _last(by: str, group: str) -> int:
    """0 for most groups, more for those that stand last."""
    if group in (NOT_RECORDED, NOT_MAPPED):
        return 2
    return int(by in CHARACTERISTICS and bool(_RATHER_NOT.search(group)))


def _age(by: str, group: str) -> tuple[float, ...]:
    """The place of an age band: by the first number in its name, "Under 16" before "16 to 17"."""
    first = re.search(r"\d+", group) if by == "age_band" else None
    return (float(first[0]), not _UNDER.search(group)) if first else (float("inf"), True)
