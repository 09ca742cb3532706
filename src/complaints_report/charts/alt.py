"""The words that tell what a chart shows, made from the figures it draws."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from complaints_report.calendar import shift_year
from complaints_report.english import UNKNOWN, WITHHELD, in_words, listed
from complaints_report.metrics.figure import Figure, with_unit

LISTED = 3
"""How many names or years are listed before they are only counted."""


class Printed(str):
    """A number as it is printed, which knows of which figure it is, and which part of that."""

    figure: Figure
    part: str

    def __new__(cls, said: str, figure: Figure, part: str = "value") -> "Printed":
        """The number, and what it is of."""
        made = super().__new__(cls, said)
        made.figure, made.part = figure, part
        return made


def printed(figure: Figure | None) -> str:
    """The figure as it is printed: thousands with commas, percents with their sign, or "not known"."""
    if figure is None:
        return UNKNOWN
    if figure.withheld:
        return Printed(WITHHELD, figure)
    if figure.value is None:
        return Printed(UNKNOWN, figure)
    return Printed(with_unit(figure.value, figure.unit), figure)


def numerator_of(figure: Figure | None) -> str:
    """The number of which a share is made, as it is printed."""
    if figure is not None and figure.withheld:
        return Printed(WITHHELD, figure, "numerator")
    if figure is None or figure.numerator is None:
        return UNKNOWN
    return Printed(f"{figure.numerator:,}", figure, "numerator")


def name_of(figure: Figure) -> str:
    """The group's name on one line, without characters that cannot be printed."""
    return one_line(figure.group)


def one_line(text: str) -> str:
    """The text on one line, without characters that cannot be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def listed_or_counted(words: Sequence[str], noun: str) -> str:
    """The words listed where they are few, else counted, such as "six years"."""
    return listed(words) if len(words) <= LISTED else f"{in_words(len(words))} {noun}"


def left_out(number: int, one: str, many: str, rest: str = "") -> str:
    """How many are not in the picture, such as "Another 75 services are not drawn.", empty where none."""
    noun = f"{one} is" if number == 1 else f"{many} are"
    return f"Another {in_words(number)} {noun} not drawn{rest}." if number else ""


def period(years: Sequence[str]) -> str:
    """The years a chart covers: "in 2023/24", or "in each year from 2016/17 to 2023/24"."""
    return f"in each year from {years[0]} to {years[-1]}" if years[1:] else f"in {years[0]}"


def trend(label: str, known: Sequence[Figure], years: Sequence[str]) -> str:
    """What one line over the years shows: where it is, where it came from, its extremes and its gaps."""
    return " ".join(filter(None, (f"{label}: {_latest(known, years)}.", _extremes(known), _gaps(known, years))))


def _latest(known: Sequence[Figure], years: Sequence[str]) -> str:
    last = known[-1]
    lack = f"no figure for {years[-1]}; " if last.year != years[-1] else ""
    if len(known) == 1:
        return f"{lack}{_amount(last)} in {last.year}, the only year known"
    if len(known) > 2 and _level(known):
        return f"{lack}{printed(last)} in every year{' known' if len(known) < len(years) else ''}"
    before = [f for f in known[1:] if f.year == shift_year(last.year, -1)]
    return f"{lack}{_amount(last)} in {last.year}, {direction_since(last, [*before, known[0]])}"


def direction_since(now: Figure, earlier: Iterable[Figure]) -> str:
    """The direction since each earlier year: "up from 353 in 2022/23 but down from 400 in 2016/17"."""
    words = ""
    for way, figures in groupby(earlier, key=lambda then: _way(now, then)):
        ends = [f"as in {f.year}" if way == "the same" else f"from {_amount(f)} in {f.year}" for f in figures]
        words += f"{' but ' if words else ''}{way} {' and '.join(ends)}"
    return words


def _way(now: Figure, then: Figure) -> str:
    if now.value is None or then.value is None or now.value == then.value:
        return "the same"
    return "up" if now.value > then.value else "down"


def _extremes(known: Sequence[Figure]) -> str:
    if len(known) < 3 or _level(known):
        return ""
    high, low = (_years_at(known, choose) for choose in (max, min))
    return f"The highest was {high} and the lowest {low}."


def _years_at(known: Sequence[Figure], choose: Callable[..., Figure]) -> str:
    extreme = choose(known, key=lambda f: f.value)
    return f"{printed(extreme)} in {listed_or_counted([f.year for f in known if f.value == extreme.value], 'years')}"


def _gaps(known: Sequence[Figure], years: Sequence[str]) -> str:
    first, last = known[0].year, known[-1].year
    inner = [y for y in years if first < y < last and y not in {f.year for f in known}]
    start = f"There is no figure before {first}." if first not in (years[0], last) else ""
    return " ".join(filter(None, (start, f"There is no figure for {listed(inner, 'or')}." if inner else "")))


def _level(known: Sequence[Figure]) -> bool:
    return len({f.value for f in known}) == 1


def _amount(figure: Figure) -> str:
    return "none" if figure.unit == "count" and figure.value == 0 else printed(figure)


def among_shown(words: str) -> str:
    """A sentence on groups as one on those alone whose numbers are shown."""
    return f"Among those shown, {words[:1].lower()}{words[1:]} The others are withheld."


def ranking(groups: Sequence[Figure], most: str, least: str, noun: str) -> str:
    """Which groups have the most, the next most and the least, ties together."""
    tiers = [list(tier) for _, tier in groupby(sorted(groups, key=_falling), key=lambda f: f.value)]
    if len(groups) == 1:
        return f"The only one is {name_of(groups[0])}, with {printed(groups[0])}."
    if len(tiers) == 1:
        names = listed_or_counted([name_of(f) for f in groups], noun)
        return f"The same number, {printed(groups[0])}, is shown for {'each of the ' * (len(groups) > LISTED)}{names}."
    first, *rest, last = (_tier(tier, noun) for tier in tiers)
    return f"The {most} is {first}{''.join(f'; the next is {t}' for t in rest[:1])}; the {least} is {last}."


def _falling(figure: Figure) -> float:
    return -float(figure.value or 0)


def _tier(tier: Sequence[Figure], noun: str) -> str:
    return f"{printed(tier[0])}, for {listed_or_counted([name_of(f) for f in tier], noun)}"
