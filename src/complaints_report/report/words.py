"""Figures as words, each a filter of the templates: counts, percents, changes, runs of years, lists.

A phrase is empty where there is nothing to say, such as a change where the year before is not known.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from complaints_report.calendar import shift_year
from complaints_report.english import ORDINALS, UNKNOWN, in_words, listed
from complaints_report.metrics.figure import PLACES, Figure, half_up

NOT_COMPUTED = "none to count"
WITHHELD = "withheld"
PAIR = 2

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
    return counted(figure.value, noun, nouns) if noun or figure.known else UNKNOWN


def counted(number: Number | None, noun: str = "", nouns: str = "") -> str:
    """A number in prose with its noun, singular or plural; words where it is not known."""
    if number is None:
        return f"an unknown number of {nouns or noun + 's'}" if noun else "an unknown number"
    if not noun:
        return "none" if number == 0 else in_words(number)
    return f"{in_words(number)} {noun if number == 1 else nouns or noun + 's'}"


def plain(figure: Figure, places: int | None = None) -> str:
    """The value as tables print it: "371", "50.7%", "24.36", "£1,250.00"; words where there is none."""
    places = PLACES[figure.unit] if places is None else places
    value = figure.at(places)
    if figure.withheld:
        return WITHHELD
    if value is None:
        return NOT_COMPUTED if figure.denominator == 0 else UNKNOWN
    return printed(value, figure.unit)


def printed(value: Decimal, unit: str) -> str:
    """A value already rounded, with the sign of its unit."""
    return {"percent": "{:,}%", "ratio": "{:,}%", "pounds": "£{:,}"}.get(unit, "{:,}").format(value)


def base(figure: Figure) -> str:
    """The whole numbers behind a rate: "148 of 292"."""
    if figure.numerator is None or not figure.denominator:
        return ""
    return f"{numeral(figure.numerator)} of {numeral(figure.denominator)}"


def in_brackets(figure: Figure) -> str:
    """The whole numbers behind a rate, to stand after it: " (148 of 292)"; nothing where they are not known."""
    return f" ({base(figure)})" if base(figure) else ""


def change(figure: Figure, places: int | None = None) -> str:
    """The change on the year before: "an increase of 5%", "unchanged", "from none to 3"."""
    if figure.unit == "count":
        return _change_of_count(figure, 1 if places is None else places)
    places = PLACES[figure.unit] if places is None else places
    by = figure.change_at(places)
    if by is None:
        return ""
    if by == 0:
        return "unchanged"
    unit = {"percent": "percentage point", "ratio": "percentage point", "days": "working day"}[figure.unit]
    one = abs(by) == 1 and places == 0
    return f"{_direction(by)} of {abs(by):,} {unit}{'' if one else 's'}"


def _change_of_count(figure: Figure, places: int) -> str:
    by, before = figure.change, figure.previous_at(0)
    if by is None or before is None:
        return ""
    if by == 0:
        return "unchanged"
    if before == 0:
        return f"from none to {numeral(figure.value or 0)}"
    if figure.value == 0:
        return f"from {numeral(before)} to none"
    percent = abs(figure.percent_change_at(places) or Decimal(0))
    shown = f"{percent:,}%" if percent else f"less than {Decimal(1).scaleb(-places)}%"
    return f"{_direction(by)} of {shown}"


def _direction(by: Decimal) -> str:
    return "an increase" if by > 0 else "a decrease"


def compared(figure: Figure, noun: str, nouns: str = "") -> str:
    """A count with its noun, in numerals where a comparison will follow it: "6 complaints", "no complaints"."""
    follows = change(figure) not in ("", "unchanged")
    if figure.value is None or figure.value == 0 or not follows:
        return amount(figure, noun, nouns)
    return f"{numeral(figure.value)} {noun if figure.value == 1 else nouns or noun + 's'}"


def compared_number(figure: Figure) -> str:
    """A count without a noun, in numerals where a comparison will follow it; none is "none"."""
    if figure.value is None:
        return UNKNOWN
    follows = figure.value != 0 and change(figure) not in ("", "unchanged")
    return numeral(figure.value) if follows else counted(figure.value)


def versus(figure: Figure, places: int | None = None) -> str:
    """The comparison that ends a clause: ", an increase of 5.1% on 2022/23 (353)"; empty where not known."""
    phrase, before = change(figure, places), figure.previous
    if not phrase or before is None:
        return ""
    if phrase.startswith("from none"):
        return f", up from none in {before.year}"
    if phrase.endswith("to none"):
        return f", down from {plain(before)} in {before.year}"
    if phrase == "unchanged":
        return f", unchanged from {before.year}"
    at = None if figure.unit == "count" else places
    return f", {phrase} on {before.year} ({plain(before, at)})"


def moved(figures: Sequence[Figure]) -> str:
    """What a series did in its last year, strictly by the values as printed.

    "fell for the fourth successive year", "rose, the first rise since 2019/20", "did not change"; empty
    where the year before is not known. 2019/20 is then itself a year of a rise.
    """
    steps = _steps(figures)
    if not steps:
        return ""
    last = steps[-1][1]
    if last == 0:
        return "did not change"
    verb, noun = ("rose", "rise") if last > 0 else ("fell", "fall")
    same = [year for year, step in steps if step * last > 0]
    run = next((at for at, (_, step) in enumerate(reversed(steps)) if step * last <= 0), len(steps))
    if run > 1:
        return f"{verb} for the {ordinal(run)} successive year"
    return f"{verb}, the first {noun} since {same[-2]}" if len(same) > 1 else verb


def run_of_years(figures: Sequence[Figure]) -> str:
    """What `moved` says where it tells more than the change on the year before; else nothing."""
    phrase = moved(figures)
    return phrase if "successive" in phrase or "since" in phrase else ""


def _steps(figures: Sequence[Figure]) -> list[tuple[str, Decimal]]:
    """Each year's change on the year before, oldest first, since the last year that is missing."""
    values = {figure.year: figure.value for figure in figures if figure.value is not None}
    steps: list[tuple[str, Decimal]] = []
    year = max(values, default="")
    while year and shift_year(year, -1) in values:
        steps.append((year, values[year] - values[shift_year(year, -1)]))
        year = shift_year(year, -1)
    return steps[::-1]


def adds_to_100(shares: Sequence[Figure]) -> bool:
    """Whether shares as printed add to 100, or there are none."""
    printed_shares = [figure.value for figure in shares if figure.value is not None]
    return not printed_shares or sum(printed_shares) == 100


def workings(totals: Sequence[Figure]) -> str:
    """The whole numbers behind a metric's totals, a line for each stage: "Stage 1: 148 of 292 (50.7%)"."""
    return "\n".join(_working(figure) for figure in totals) or "See the tables and charts"


def _working(figure: Figure) -> str:
    stage = f"Stage {figure.stage}: " if figure.stage else ""
    over = base(figure)
    if figure.group:
        return f"{stage}out of {numeral(figure.denominator or 0)}"
    if figure.unit == "days" and figure.numerator is not None and figure.denominator:
        responses = "response" if figure.denominator == 1 else "responses"
        over = f"{numeral(figure.numerator)} days over {numeral(figure.denominator)} {responses}"
    return f"{stage}{over} ({plain(figure)})" if over else f"{stage}{plain(figure)}"


def part_of(figure: Figure, nouns: str) -> str:
    """How many of two or more: "all five panels", "both panels", "none of the six panels", "two of the six"."""
    some, whole = figure.numerator or 0, figure.denominator or 0
    if some == whole:
        return f"both {nouns}" if whole == PAIR else f"all {counted(whole)} {nouns}"
    few = "neither" if not some and whole == PAIR else counted(some)
    return f"{few} of the {counted(whole)} {nouns}"


def agreeing(figure: Figure, one: str, several: str) -> str:
    """The verb that goes with `part_of`."""
    neither = figure.numerator == 0 and figure.denominator == PAIR
    return one if figure.numerator == 1 or neither else several


def was(number: Number | None) -> str:
    """The verb that goes with so many."""
    return "was" if number == 1 else "were"


def sentence(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def lines(text: str | None) -> list[str]:
    """The lines of a cell that hold something."""
    return [line.strip(" \t•-") for line in (text or "").splitlines() if line.strip(" \t•-")]


FILTERS = {
    function.__name__: function
    for function in (
        adds_to_100,
        agreeing,
        amount,
        base,
        change,
        compared,
        compared_number,
        counted,
        in_brackets,
        in_words,
        lines,
        listed,
        moved,
        numeral,
        ordinal,
        part_of,
        plain,
        run_of_years,
        sentence,
        versus,
        was,
        workings,
    )
}
