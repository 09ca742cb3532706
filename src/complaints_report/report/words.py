"""Figures as words, each a filter of the templates: counts, percents, changes, lists.

A phrase is empty where there is nothing to say, such as a change where the year before is not known.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from complaints_report.english import ORDINALS, UNKNOWN, WITHHELD, in_words, listed
from complaints_report.metrics.figure import PLACES, Figure, half_up, with_unit

NOT_COMPUTED = "none to count"
FEWER = "fewer than five"
FEW = 20
"""Under so many a change, and a share of so many, is told in numbers."""
PLACES_IN_PROSE = {**PLACES, "days": 1}
"""Decimal places at which a sentence prints a value of each unit: no time has more than one."""

Number = Decimal | Fraction | int


def numeral(number: Number | None, places: int = 0) -> str:
    """The number in figures, with commas: "1,148"; words where it is not known."""
    if number is None:
        return UNKNOWN
    return f"{half_up(number, places):,}"


def ordinal(number: int) -> str:
    """The place in an order: first to ninth in words, then "10th"."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{numeral(number)}{ending}"


def amount(figure: Figure, noun: str = "", nouns: str = "") -> str:
    """A count in prose with its noun: "one complaint", "27 complaints", "no complaints"."""
    if figure.withheld and noun:
        return f"{FEWER if figure.few else f'a {WITHHELD} number of'} {nouns or noun + 's'}"
    if figure.withheld:
        return unshown(figure)
    return counted(figure.value, noun, nouns) if noun or figure.known else UNKNOWN


def counted(number: Number | None, noun: str = "", nouns: str = "") -> str:
    """A number in prose with its noun, singular or plural; words where it is not known."""
    if number is None:
        return f"an unknown number of {nouns or noun + 's'}" if noun else "an unknown number"
    if not noun:
        return "none" if number == 0 else in_words(number)
    return f"{in_words(number)} {noun if number == 1 else nouns or noun + 's'}"


def unshown(figure: Figure) -> str:
    """What stands for a withheld number in prose: "fewer than five", or "withheld" for a larger one."""
    return FEWER if figure.few else WITHHELD


def plain(figure: Figure, places: int | None = None) -> str:
    """The value in figures, as tables print it unless told otherwise: "371", "50.7%", "24.36", "£1,250"."""
    places = PLACES[figure.unit] if places is None else places
    value = figure.at(places)
    if figure.withheld:
        return WITHHELD
    if value is None:
        return NOT_COMPUTED if figure.denominator == 0 else UNKNOWN
    return with_unit(_whole_days(value, places) if figure.unit == "days" else value, figure.unit)


def _whole_days(days: Decimal, places: int) -> Decimal:
    """Days at one place, as a sentence has them, without a nought after the point."""
    return half_up(days, 0) if places == 1 and days == days.to_integral_value() else days


def base(figure: Figure) -> str:
    """The whole numbers behind a rate: "148 of 292"."""
    if figure.numerator is None or not figure.denominator:
        return ""
    return f"{numeral(figure.numerator)} of {numeral(figure.denominator)}"


def in_brackets(figure: Figure) -> str:
    """The whole numbers behind a rate, to stand after it: " (148 of 292)"; nothing where they are not known."""
    return f" ({base(figure)})" if base(figure) else ""


def is_under_twenty(figure: Figure | None) -> bool:
    """Whether it is a count under 20, or a share of fewer than 20, which is told in numbers and not in percent."""
    if figure is None or figure.exact is None:
        return False
    if figure.unit == "count":
        return figure.exact < FEW
    return figure.unit == "percent" and bool(base(figure)) and (figure.denominator or 0) < FEW


def change(figure: Figure, places: int | None = None) -> str:
    """The change on the year before: "an increase of 5%", "unchanged", "from none to 3", "two fewer"."""
    before = figure.previous
    if before is None or before.exact is None or figure.exact is None:
        return ""
    if figure.unit == "count":
        return _change_of_count(figure, before, 1 if places is None else places)
    if is_under_twenty(figure) or is_under_twenty(before):
        return "unchanged" if _is_the_same(figure, before) else f"from {_in_numbers(before)} to {_in_numbers(figure)}"
    return _change_of_rate(figure, PLACES_IN_PROSE[figure.unit] if places is None else places)


def _change_of_rate(figure: Figure, places: int) -> str:
    by = figure.change_at(places)
    if not by:
        return "unchanged"
    unit = {"percent": "percentage point", "ratio": "percentage point", "days": "working day"}[figure.unit]
    shown = _whole_days(abs(by), places) if figure.unit == "days" else abs(by)
    is_one = shown == 1 and shown.as_tuple().exponent == 0
    return f"{_direction(by)} of {shown:,} {unit}{'' if is_one else 's'}"


def _change_of_count(figure: Figure, before: Figure, places: int) -> str:
    by, now, then = figure.change or Decimal(0), figure.value or Decimal(0), before.value or Decimal(0)
    if by == 0:
        return "unchanged"
    if then == 0:
        return f"from none to {numeral(now)}"
    if now == 0:
        return f"from {numeral(then)} to none"
    if is_under_twenty(figure) or is_under_twenty(before):
        return f"{in_words(abs(by))} {'more' if by > 0 else 'fewer'}"
    percent = abs(figure.percent_change_at(places) or Decimal(0))
    shown = f"{percent:,}%" if percent else f"less than {Decimal(1).scaleb(-places)}%"
    return f"{_direction(by)} of {shown}"


def _direction(by: Decimal) -> str:
    return "an increase" if by > 0 else "a decrease"


def _is_the_same(figure: Figure, before: Figure) -> bool:
    """Whether two shares are the same in their whole numbers too."""
    return (figure.exact, figure.numerator, figure.denominator) == (before.exact, before.numerator, before.denominator)


def _in_numbers(share: Figure) -> str:
    """A share as its whole numbers, where they are known: "15 of 22", "none of 22", else "68.2%"."""
    return (
        f"none of {numeral(share.denominator)}" if base(share) and not share.numerator else base(share) or plain(share)
    )


def compared(figure: Figure, noun: str, nouns: str = "") -> str:
    """A count with its noun, in numerals where a change in numerals follows: "6 complaints, 11 fewer"."""
    if figure.value is None or not _changed_by_many(figure):
        return amount(figure, noun, nouns)
    return f"{numeral(figure.value)} {noun if figure.value == 1 else nouns or noun + 's'}"


def compared_number(figure: Figure) -> str:
    """A count without a noun, in numerals where a change in numerals follows; none is "none"."""
    if figure.value is None:
        return unshown(figure) if figure.withheld else UNKNOWN
    return numeral(figure.value) if _changed_by_many(figure) else counted(figure.value)


def _changed_by_many(figure: Figure) -> bool:
    """Whether a change follows that is told in numerals."""
    return change(figure)[:1].isdigit()


def versus(figure: Figure, places: int | None = None) -> str:
    """The comparison that ends a clause: ", an increase of 5.1% on 2022/23 (353)"; empty where not known."""
    phrase, before = change(figure, places), figure.previous
    if not phrase or before is None:
        return ""
    if phrase == "unchanged":
        return f", unchanged from {before.year}"
    if figure.unit != "count" and phrase.startswith("from"):
        return f", against {_in_numbers(before)} in {before.year}"
    if phrase.startswith("from none"):
        return f", up from none in {before.year}"
    if phrase.endswith("to none"):
        return f", down from {plain(before)} in {before.year}"
    if phrase.endswith(("more", "fewer")):
        return f", {phrase} than in {before.year}"
    at = PLACES_IN_PROSE[figure.unit] if figure.unit == "count" or places is None else places
    return f", {phrase} on {before.year} ({plain(before, at)})"


def adds_to_100(shares: Sequence[Figure]) -> bool:
    """Whether shares as printed add to 100, or there are none."""
    printed_shares = [figure.value for figure in shares if figure.value is not None]
    return not printed_shares or sum(printed_shares) == 100


def was(number: Number | None) -> str:
    """The verb that goes with so many."""
    return "was" if number == 1 else "were"


def sentence(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def ended(words: str) -> str:
    """The words with a full stop, where they do not end as a sentence does."""
    return words if words.endswith((".", "!", "?", "…", "”", '"')) else f"{words}."


def lines(text: str | None) -> list[str]:
    """The lines of a cell that hold something."""
    return [line.strip(" \t•-") for line in (text or "").splitlines() if line.strip(" \t•-")]


FILTERS = {
    function.__name__: function
    for function in (
        adds_to_100,
        amount,
        base,
        change,
        compared,
        compared_number,
        counted,
        ended,
        in_brackets,
        in_words,
        lines,
        listed,
        numeral,
        ordinal,
        plain,
        sentence,
        versus,
        was,
    )
}
