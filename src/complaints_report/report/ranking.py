"""Which groups have most, in words."""

from collections.abc import Sequence
from decimal import Decimal

from complaints_report.english import in_words, listed
from complaints_report.metrics.figure import Figure
from complaints_report.report.shares import cell
from complaints_report.report.words import is_small, numeral

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
    return f"{cell(figure, 0)} {'issues' if is_small(figure) else 'of issues'}"


FILTERS = {"top": top, "top_shares": top_shares}
