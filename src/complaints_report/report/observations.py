"""Messages chosen by rule from figures: captions that begin with what is seen, and what else stands out."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from complaints_report.english import listed
from complaints_report.metrics.figure import Figure
from complaints_report.report.shares import portion
from complaints_report.report.trends import run_of_years, standing
from complaints_report.report.words import base, numeral, plain, sentence

A_QUARTER = Fraction(1, 4)
ENOUGH_ISSUES = 20
"""How many issues a sub-category needs for its share upheld to be told."""
MOST_NAMED = 3
"""How many sub-categories that tie are named."""


def captioned(figures: Sequence[Figure], subject: str, what: str) -> str:
    """What a chart over the years shows, where that can be said, then what it is.

    "Complaints at stage 1 were the highest in eight years: complaints received by stage, 2016/17 to 2023/24".
    """
    is_ = f"{what}, {figures[0].year} to {figures[-1].year}"
    seen = standing(figures)
    return f"{sentence(subject)} {seen}: {is_}" if seen else sentence(is_)


def captioned_share(figure: Figure, subject: str, what: str) -> str:
    """About how large a share of two or more is, then what the chart is.

    "More than half of the answers at stage 1 took 20 working days or fewer: working days that answers took".
    """
    is_many = figure.exact is not None and (figure.denominator or 0) > 1
    return f"{sentence(portion(figure))} {subject}: {what}" if is_many else sentence(what)


def captioned_most(groups: Sequence[Figure], subject: str, what: str) -> str:
    """Which group is the largest, where one is and none is withheld, then what the chart is.

    "Delay was the largest category of issue at stage 1: categories of issue as a share of those at each stage".
    """
    most = _tied(groups, max)
    is_told = len(most) == 1 < len(groups) and not any(one.withheld for one in groups)
    return f"{most[0].group} {subject}: {what}" if is_told else sentence(what)


def over_the_years(figures: Sequence[Figure], subject: str) -> str:
    """A sentence on a run of years and on where the last one stands, where there is either; else nothing.

    "The number at stage 1 rose for the third successive year, and was the highest in eight years."
    """
    run, stands = run_of_years(figures), standing(figures)
    told = ", and ".join(filter(None, (run, stands and f"was {stands}")))
    return f"{subject} {told}." if told else ""


def moved_much(figure: Figure, subject: str) -> str:
    """A sentence on how what complaints are set against moved, where by over a quarter; else nothing.

    "The number of referrals rose by 31.2% on 2022/23 (13,780), which by itself lowers the share."
    """
    before, percent = figure.previous, figure.percent_change_at(1)
    if before is None or not before.exact or figure.exact is None or percent is None:
        return ""
    if abs(Fraction(figure.exact) / Fraction(before.exact) - 1) <= A_QUARTER:
        return ""
    verb, effect = ("rose", "lowers") if percent > 0 else ("fell", "raises")
    by = f"{abs(percent):,}% on {before.year} ({plain(before)})"
    return f"{subject} {verb} by {by}, which by itself {effect} the share."


def last_year(figure: Figure) -> str:
    """The figure of the year before, as tables print it."""
    return plain(figure.previous) if figure.previous else ""


def most_and_least(rates: Sequence[Figure]) -> str:
    """A sentence on the sub-categories with enough issues of which most and fewest were upheld, ties together."""
    enough = [rate for rate in rates if rate.exact is not None and (rate.denominator or 0) >= ENOUGH_ISSUES]
    tops, bottoms = _tied(enough, max), _tied(enough, min)
    if not enough or len(tops) > MOST_NAMED or len(bottoms) > MOST_NAMED:
        return ""
    least = "" if tops == bottoms else f" They were upheld or partially upheld least often for {_named(bottoms)}."
    of_those = " whose share is shown" if any(rate.withheld for rate in rates) else ""
    return (
        f"Of the sub-categories with {ENOUGH_ISSUES} issues or more{of_those}, "
        f"issues were upheld or partially upheld most often for {_named(tops)}.{least}"
    )


def _tied(rates: Sequence[Figure], choose: Callable[..., Fraction | None]) -> list[Figure]:
    edge = choose((Fraction(rate.exact or 0) for rate in rates), default=None)
    return [rate for rate in rates if rate.exact == edge]


def _named(rates: Sequence[Figure]) -> str:
    return listed(f"{rate.group} ({_of_how_many(rate)})" for rate in rates)


def _of_how_many(rate: Figure) -> str:
    """A share of many with its numbers: "50.0%, 12 of 24", "none of 41", "all 20"."""
    if rate.numerator in (0, rate.denominator):
        return f"{'all' if rate.numerator else 'none of'} {numeral(rate.denominator)}"
    return f"{plain(rate)}, {base(rate)}"


FILTERS = {
    function.__name__: function
    for function in (
        captioned,
        captioned_most,
        captioned_share,
        last_year,
        most_and_least,
        moved_much,
        over_the_years,
    )
}
