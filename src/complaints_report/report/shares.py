"""Shares as words, each a filter of the templates: of fewer than 20 as numbers, of all or none as such."""

from complaints_report.metrics.figure import Figure
from complaints_report.report.words import (
    PLACES_IN_PROSE,
    base,
    counted,
    in_brackets,
    is_small,
    numeral,
    plain,
)

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
    if is_small(figure) or figure.numerator in (0, figure.denominator):
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
    if is_small(figure) and figure.unit == "percent":
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
    if is_small(figure):
        return base(figure) if figure.numerator else f"none of {numeral(figure.denominator)}"
    at = places if figure.unit == "percent" and places is not None else PLACES_IN_PROSE[figure.unit]
    return plain(figure, at)


FILTERS = {function.__name__: function for function in (agreeing, beside, cell, part_of, portion, share_of)}
