"""The whole numbers behind figures, as the appendices print them."""

from collections.abc import Sequence

from complaints_report.metrics.figure import Figure
from complaints_report.report.words import base, is_small, numeral, plain


def number_and_share(figure: Figure) -> str:
    """The number of a share, with its percent where it is of 20 or more: "132 (24.6%)", "5"."""
    if figure.numerator is None or not figure.denominator:
        return plain(figure)
    percent = "" if is_small(figure) else f" ({plain(figure)})"
    return f"{numeral(figure.numerator)}{percent}"


def workings(totals: Sequence[Figure]) -> str:
    """A metric's totals with the whole numbers behind them: "37.7% (140 of 371) at stage 1; 11 of 17 at stage 3"."""
    return "; ".join(f"{working(figure)}{f' at stage {figure.stage}' if figure.stage else ''}" for figure in totals)


def working(figure: Figure) -> str:
    """A figure with the whole numbers behind it: "371", "37.7% (140 of 371)", "11 of 17", "24.36 (7,112 over 292)"."""
    if figure.unit == "days" and figure.numerator is not None and figure.denominator:
        return f"{plain(figure)} ({numeral(figure.numerator)} over {numeral(figure.denominator)})"
    if figure.unit == "percent" and is_small(figure):
        return base(figure)
    return f"{plain(figure)} ({base(figure)})" if base(figure) else plain(figure)


FILTERS = {function.__name__: function for function in (number_and_share, working, workings)}
