"""What a year stands for beside others, by rule: beyond chance or not, highest or lowest, runs of years.

The tests are those of a difference of two counts (Poisson) and of two shares (pooled), each at 95%.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from operator import ge, gt, le, lt

from complaints_report.calendar import shift_year
from complaints_report.english import in_words
from complaints_report.metrics.figure import Figure
from complaints_report.report.words import ordinal

HIGHER, LOWER, SAME = "higher", "lower", "about the same"
NOT_TESTED, NO_EARLIER = "not tested", "no earlier year"
FEWEST_YEARS = 4
"""How many known years in a row it takes to call one of them the highest."""
SHORTEST_RUN = 3
"""How many changes in one direction it takes to be told as a run."""

_SQUARED = Fraction("1.96") ** 2


def beside_last_year(figure: Figure) -> str:
    """Whether the year is "higher" or "lower" than chance explains, "about the same", or why that is not said."""
    before = figure.previous
    if before is None or not (before.known or before.denominator == 0):
        return NO_EARLIER
    is_beyond = _test(figure, before)
    if is_beyond is None:
        return NOT_TESTED
    if not is_beyond:
        return SAME
    return HIGHER if (figure.exact or 0) > (before.exact or 0) else LOWER


def is_beyond_chance(figure: Figure) -> bool:
    """Whether the year differs from the one before by more than chance explains."""
    return beside_last_year(figure) in (HIGHER, LOWER)


def _test(now: Figure, before: Figure) -> bool | None:
    """Whether two figures differ by more than chance explains; None where there is no test for them."""
    if now.exact is None or before.exact is None:
        return None
    if now.unit == "count":
        return (Fraction(now.exact) - Fraction(before.exact)) ** 2 > _SQUARED * (
            Fraction(now.exact) + Fraction(before.exact)
        )
    if now.unit == "percent" and _is_share(now) and _is_share(before):
        return _shares_differ(now, before)
    return None


def _is_share(figure: Figure) -> bool:
    """Whether it is a part of a whole, both known: complaints at one stage are no part of those at another."""
    return figure.metric != "escalation" and bool(figure.denominator) and figure.numerator is not None


def _shares_differ(now: Figure, before: Figure) -> bool:
    some, whole = Fraction(now.numerator or 0), Fraction(now.denominator or 1)
    others, all_others = Fraction(before.numerator or 0), Fraction(before.denominator or 1)
    pooled = (some + others) / (whole + all_others)
    variance = pooled * (1 - pooled) * (1 / whole + 1 / all_others)
    return (some / whole - others / all_others) ** 2 > _SQUARED * variance


def standing(figures: Sequence[Figure]) -> str:
    """Where the last year stands among those known: "the highest in eight years", "the joint lowest in five years".

    By the values as printed, over at least four consecutive years; empty where it stands between others.
    """
    values = [value for _, value in _consecutive(figures)]
    if len(values) < FEWEST_YEARS or min(values) == max(values):
        return ""
    *earlier, now = values
    for word, strictly, or_as_much in (("highest", gt, ge), ("lowest", lt, le)):
        if all(strictly(now, one) for one in earlier):
            return f"the {word} in {in_words(len(values))} years"
        if all(or_as_much(now, one) for one in earlier):
            return f"the joint {word} in {in_words(len(values))} years"
    return ""


def run_of_years(figures: Sequence[Figure]) -> str:
    """A run of three or more years in one direction: "fell for the fourth successive year"; else nothing."""
    steps = _steps(figures)
    for verb, is_so in _DIRECTIONS:
        run = next((at for at, step in enumerate(reversed(steps)) if not is_so(step)), len(steps))
        if run >= SHORTEST_RUN:
            return f"{verb} for the {ordinal(run)} successive year"
    return ""


_DIRECTIONS: tuple[tuple[str, Callable[[Decimal], bool]], ...] = (
    ("rose", lambda step: step > 0),
    ("fell", lambda step: step < 0),
)


def _consecutive(figures: Sequence[Figure]) -> list[tuple[str, Decimal]]:
    """The years with their values as printed, oldest first, since the last year that is missing."""
    values = {figure.year: figure.value for figure in figures if figure.value is not None}
    found: list[tuple[str, Decimal]] = []
    year = max(values, default="")
    while year in values:
        found.append((year, values[year]))
        year = shift_year(year, -1)
    return found[::-1]


def _steps(figures: Sequence[Figure]) -> list[Decimal]:
    """Each year's change on the year before, oldest first."""
    values = [value for _, value in _consecutive(figures)]
    return [then - before for before, then in pairwise(values)]


FILTERS = {function.__name__: function for function in (beside_last_year, standing, run_of_years)}
