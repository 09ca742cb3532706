"""The filters that a person may put after a figure in `content/`: what each says, and of which figures."""

from collections.abc import Callable
from dataclasses import dataclass

from complaints_report.english import NUMBERS, in_words
from complaints_report.metrics.figure import PLACES, Figure
from complaints_report.report import shares, trends, words

COUNTS = ("count",)
RATES = ("percent", "ratio")
COMPARABLE = ("count", "percent", "ratio", "days")
MOST_PLACES = 2


class UnclearError(Exception):
    """What a person asks for cannot be printed; the text says why and what to do."""


@dataclass(frozen=True)
class FigureFilter:
    """A filter: its words, the units it has words for, and what may stand in its brackets."""

    say: Callable[..., str]
    units: tuple[str, ...]
    brackets: str
    means: str
    example: str


def number_in_words(figure: Figure) -> str:
    """A count as prose has it, without a noun: "three", "27"."""
    return in_prose(figure) if figure.value or figure.withheld else words.numeral(figure.value)


def in_prose(figure: Figure) -> str:
    """A figure within a sentence: counts of one to nine in words, days with at most one decimal, else as in tables."""
    if figure.withheld:
        return words.unshown(figure)
    is_small_count = figure.unit == "count" and figure.value is not None and 1 <= figure.value < len(NUMBERS)
    return in_words(figure.value or 0) if is_small_count else words.plain(figure, words.PLACES_IN_PROSE[figure.unit])


IN_PROSE = {"in_prose": in_prose, "words": number_in_words}
"""The filters that say figures as sentences do."""


FIGURE_FILTERS = {
    "plain": FigureFilter(
        words.plain, tuple(PLACES), "places", "In figures; with (0), rounded to whole numbers.", "51%"
    ),
    "words": FigureFilter(number_in_words, COUNTS, "", "One to nine in words, also in tables and headings.", "three"),
    "amount": FigureFilter(words.amount, COUNTS, "nouns", "With its noun, one or several.", "no complaints"),
    "compared": FigureFilter(words.compared, COUNTS, "nouns", "The same before `versus`.", "six complaints"),
    "versus": FigureFilter(
        words.versus, COMPARABLE, "places", "Beside the year before, to end a clause.", ", two more than in 2022/23"
    ),
    "change": FigureFilter(words.change, COMPARABLE, "places", "The change on the year before.", "an increase of 5.1%"),
    "beside": FigureFilter(shares.beside, COMPARABLE, "places", "With the year before's.", "38%, 39% in 2022/23"),
    "beside_last_year": FigureFilter(
        trends.beside_last_year, COMPARABLE, "", "What chance does not explain: higher or lower.", "about the same"
    ),
    "base": FigureFilter(words.base, RATES, "", "The whole numbers behind a percentage.", "148 of 292"),
    "in_brackets": FigureFilter(words.in_brackets, RATES, "", "The same in brackets.", " (148 of 292)"),
    "share_of": FigureFilter(
        shares.share_of, ("percent",), "what", "A share with what it is of.", "11 of the 17 complaints decided"
    ),
    "cell": FigureFilter(
        shares.cell, tuple(PLACES), "places", "For tables; a share of under 20 in numbers.", "11 of 17"
    ),
}
"""The filters of figures; `sentence`, which works on any words, is beside them."""

SENTENCE = "sentence"
NAMES = (*FIGURE_FILTERS, SENTENCE)


def require_words(name: str, figure: object, given: tuple[object, ...]) -> None:
    """Stop where a filter has no words for a figure, or cannot do with what is in its brackets."""
    filter_ = FIGURE_FILTERS[name]
    if not isinstance(figure, Figure):
        raise UnclearError(f"'{name}' works on a figure, and must come straight after it.")
    if figure.unit not in filter_.units:
        raise UnclearError(f"'{name}' has no words for '{figure.metric}'; leave it out, or use 'plain'.")
    if not _fits(filter_.brackets, given):
        raise UnclearError(f"'{name}' {_ASKED_FOR[filter_.brackets]}.")


def _fits(brackets: str, given: tuple[object, ...]) -> bool:
    if brackets == "places":
        return len(given) <= 1 and all(type(one) is int and 0 <= one <= MOST_PLACES for one in given)
    if brackets == "what":
        return 1 <= len(given) <= 2 and isinstance(given[0], str) and bool(given[0]) and _fits("places", given[1:])
    if brackets == "nouns":
        return 1 <= len(given) <= 2 and all(isinstance(one, str) and one for one in given)
    return not given


_ASKED_FOR = {
    "": "takes nothing in brackets",
    "places": f"takes the number of decimal places, 0 to {MOST_PLACES}, or nothing",
    "what": 'takes what it is a share of in quotation marks, such as ("complaints decided")',
    "nouns": 'takes a noun in quotation marks, such as ("complaint"), or two such as ("reply", "replies")',
}
