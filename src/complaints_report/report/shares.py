"""Shares, the largest groups and the whole numbers behind figures, as words; a share of fewer than 20 as numbers."""

from collections.abc import Sequence
from decimal import Decimal

from complaints_report.english import in_words, listed
from complaints_report.metrics.figure import Figure
from complaints_report.report.words import PLACES_IN_PROSE, base, counted, in_brackets, is_under_twenty, numeral, plain

PAIR = 2
HALF = 50
_PARTS = ((90, "nine in ten"), (75, "three quarters"), (50, "half"), (25, "a quarter"), (10, "one in ten"))
"""The shares in percent that people know by name, the largest first."""


def share_of(figure: Figure, nouns: str, places: int | None = None) -> str:
    """A share with what it is of: "37.7% of the complaints (140 of 371)", "11 of the 17 complaints", "none of the 25".

    Of a single one it says "the only one of" or "none of"; a sentence about one had better have its own words.
    """
    if figure.exact is None:
        return plain(figure)
    if not base(figure):
        return f"{plain(figure, places)} of the {nouns}"
    if figure.denominator == 1:
        return f"the only one of the {nouns}" if figure.numerator else f"none of the {nouns} (0 of 1)"
    if is_under_twenty(figure) or figure.numerator in (0, figure.denominator):
        return part_of(figure, nouns)
    return f"{plain(figure, places)} of the {nouns}{in_brackets(figure)}"


def part_of(figure: Figure, nouns: str) -> str:
    """How many of two or more: "all five panels", "both panels", "none of the six panels", "two of the six"."""
    some, whole = figure.numerator or 0, figure.denominator or 0
    if some == whole:
        return f"both {nouns}" if whole == PAIR else f"all {counted(whole)} {nouns}"
    few = "neither" if not some and whole == PAIR else counted(some)
    return f"{few} of the {counted(whole)} {nouns}"


def agreeing(figure: Figure, one: str, several: str) -> str:
    """The verb that goes with `part_of` and `share_of`."""
    is_neither = figure.numerator == 0 and figure.denominator == PAIR
    return one if figure.numerator == 1 or figure.denominator == 1 or is_neither else several


def portion(figure: Figure, rest: bool = False) -> str:
    """About how large a share, or the rest of it, is, by whole percents: "none of", "fewer than half of", "all"."""
    percent = figure.at(0)
    if percent is None or figure.exact is None:
        return plain(figure)
    if figure.exact in (0, 100):
        return "all" if bool(figure.exact) != rest else "none of"
    percent = 100 - percent if rest else percent
    for part, name in _PARTS:
        if percent == part:
            return f"{name} of"
    if percent > HALF:
        return f"more than {next(name for part, name in _PARTS if percent > part)} of"
    return f"fewer than {next(name for part, name in reversed(_PARTS) if percent < part)} of"


def cell(figure: Figure, places: int | None = None) -> str:
    """The value in a table, a share of fewer than 20 as its numbers: "371", "38%", "11 of 17", "24.36"."""
    if is_under_twenty(figure) and figure.unit == "percent":
        return base(figure)
    return plain(figure, places if figure.unit == "percent" else None)


def beside(figure: Figure, places: int | None = None) -> str:
    """The value, then last year's: "38%, 39% in 2022/23", "371, 353 in 2022/23", "11 of 17, 15 of 22 in 2022/23"."""
    before = figure.previous
    if before is None or before.exact is None:
        return _in_figures(figure, places)
    return f"{_in_figures(figure, places)}, {_in_figures(before, places)} in {before.year}"


def _in_figures(figure: Figure, places: int | None) -> str:
    """As `cell`, at the places of a sentence; none is "none"."""
    if figure.unit == "count":
        return "none" if figure.value == 0 else plain(figure)
    if is_under_twenty(figure):
        return base(figure) if figure.numerator else f"none of {numeral(figure.denominator)}"
    at = places if figure.unit == "percent" and places is not None else PLACES_IN_PROSE[figure.unit]
    return plain(figure, at)


def number_and_share(figure: Figure) -> str:
    """The number of a share, with its percent where it is of 20 or more: "132 (24.6%)", "5"."""
    if figure.numerator is None or not figure.denominator:
        return plain(figure)
    percent = "" if is_under_twenty(figure) else f" ({plain(figure)})"
    return f"{numeral(figure.numerator)}{percent}"


def workings(totals: Sequence[Figure]) -> str:
    """A metric's totals with the whole numbers behind them: "37.7% (140 of 371) at stage 1; 11 of 17 at stage 3"."""
    return "; ".join(f"{working(figure)}{f' at stage {figure.stage}' if figure.stage else ''}" for figure in totals)


def working(figure: Figure) -> str:
    """A figure with the whole numbers behind it: "371", "37.7% (140 of 371)", "11 of 17", "24.36 (7,112 over 292)"."""
    if figure.unit == "days" and figure.numerator is not None and figure.denominator:
        return f"{plain(figure)} ({numeral(figure.numerator)} over {numeral(figure.denominator)})"
    if figure.unit == "percent" and is_under_twenty(figure):
        return base(figure)
    return f"{plain(figure)} ({base(figure)})" if base(figure) else plain(figure)


TOP_AT_MOST = 5


def top(groups: Sequence[Figure], most: int = 3) -> str:
    """The groups with most, with their numbers; a tie for the last place shows all of them.

    Where more than five would be shown, those in the tie are counted instead.
    """
    some = [figure for figure in groups if figure.value]
    if not some:
        return ""
    cut = some[min(most, len(some)) - 1].value or Decimal(0)
    shown = [figure for figure in some if (figure.value or 0) >= cut]
    if len(shown) <= TOP_AT_MOST:
        return listed(_with_number(figure) for figure in shown)
    above = [_with_number(figure) for figure in shown if (figure.value or 0) > cut]
    tied = len(shown) - len(above)
    others = "other " if above else ""
    return listed([*above, f"{in_words(tied)} {others}services with {numeral(cut)} each"])


def _with_number(figure: Figure) -> str:
    return f"{figure.group} ({numeral(figure.value or 0)})"


def top_shares(groups: Sequence[Figure], most: int = 2) -> str:
    """Which groups have the largest shares of issues, ties for the last place included, as a clause."""
    some = [figure for figure in groups if figure.exact]
    is_withheld = any(figure.withheld for figure in groups)
    if not some:
        return "the numbers by category are withheld" if is_withheld else "no issues were recorded"
    if len(some) == 1 and is_withheld:
        return f"the one category shown was {some[0].group} ({_of_issues(some[0])})"
    if len(some) == 1:
        return f"every issue was about {some[0].group}"
    cut = some[min(most, len(some)) - 1].exact or 0
    shown = [f"{figure.group} ({_of_issues(figure)})" for figure in some if (figure.exact or 0) >= cut]
    of_those = " that are shown" if is_withheld else ""
    return f"the {in_words(len(shown))} largest categories of issue{of_those} were {listed(shown)}"


def _of_issues(figure: Figure) -> str:
    """A share of issues: "38% of issues", "11 of 17 issues"."""
    return f"{cell(figure, 0)} {'issues' if is_under_twenty(figure) else 'of issues'}"


FILTERS = {
    function.__name__: function
    for function in (
        *(agreeing, beside, cell, number_and_share, part_of, portion),
        *(share_of, top, top_shares, working, workings),
    )
}
