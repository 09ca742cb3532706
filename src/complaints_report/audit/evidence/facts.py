"""All that the data say in numbers, in every known year, and how a slip could have made a number of one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum, auto
from fractions import Fraction
from functools import cache, cached_property
from math import floor

from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT, POINTS, POUNDS, Number
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.procedures import STAGES


class Part(StrEnum):
    """What of a figure a number may be; the rest is what of the denominator is not in the numerator."""

    VALUE = auto()
    NUMERATOR = auto()
    DENOMINATOR = auto()
    REST = auto()
    CHANGE = auto()
    PERCENT_CHANGE = auto()


ALL_STAGES, FIRST_TWO = 0, 12
"""Stand for the sums over all stages and over the first two."""
SUMS = {ALL_STAGES: "all stages", FIRST_TWO: "stages 1 and 2"}
SUMMED = ("received", "issues", "timed", "learning", "remedies", "investigation_costs")
"""The counts that are also told for all stages together."""

_UNITS = {"count": COUNT, "percent": PERCENT, "ratio": PERCENT, "days": DAYS, "pounds": POUNDS}
_CHANGES = {"count": COUNT, "percent": POINTS, "ratio": POINTS, "days": DAYS, "pounds": POUNDS}

Family = tuple[str, int | None, str]
"""A metric at a stage in a breakdown."""
Within = tuple[str, str, Part, str]
"""What tells a fact from others of its family: group, year, part and unit."""


@dataclass(frozen=True, eq=False)
class Fact:
    """One number of the data: what of which figure it is, its unit, and exactly what it comes to."""

    figure: Figure
    part: Part
    unit: str
    exact: Fraction
    _forms: dict[int, tuple[Decimal, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def family(self) -> Family:
        """The metric, stage and breakdown that it is of."""
        return self.figure.metric, self.figure.stage, self.figure.by

    @property
    def likeness(self) -> tuple[str, str, str, Part, str]:
        """What it has in common with the same of other years and stages."""
        figure = self.figure
        return figure.metric, figure.by, figure.group, self.part, self.unit

    @cached_property
    def is_change(self) -> bool:
        """Whether it is what a figure has changed by since the year before."""
        return self.part in (Part.CHANGE, Part.PERCENT_CHANGE)

    def is_printed(self, number: Number) -> bool:
        """Whether a number is what it comes to, rounded half up or half to even at the number's places."""
        return number.value in self.forms(number.places)

    def at(self, places: int) -> Decimal:
        """What it comes to at so many places."""
        return self.forms(places)[0]

    def forms(self, places: int) -> tuple[Decimal, ...]:
        """What it may be printed as at so many places, half up first."""
        if places not in self._forms:
            self._forms[places] = _forms(self, places)
        return self._forms[places]


def _forms(fact: Fact, places: int) -> tuple[Decimal, ...]:
    """What it may be printed as at so many places: a half may go either way, a change be of rounded values."""
    exact = abs(fact.exact)
    least, rest = divmod(exact.numerator * 10**places, exact.denominator)
    half = 2 * rest - exact.denominator
    found = [Decimal(one).scaleb(-places) for one in ([least + 1, least] if not half else [least + (half > 0)])]
    if fact.part == Part.CHANGE and fact.figure.previous is not None:
        difference = fact.figure.change_at(places)
        found += [] if difference is None else [abs(difference)]
    return tuple(found)


class Facts:
    """The facts of the years that a document may speak of, by what they come to and by what they are of."""

    def __init__(self, figures: Figures, years: Iterable[str]) -> None:
        self.figures = figures
        wanted = sorted(set(years) & set(figures.years), reverse=True)
        self.years = [figures.year, *(year for year in wanted if year != figures.year)]
        self.of_unit = cache(self._of_unit)
        """The families that have a fact of a unit."""
        self._printed = cache(self._forms_of)

    @cached_property
    def every(self) -> list[Fact]:
        """All facts."""
        return [fact for year in self.years for figure in _known(self.figures, year) for fact in _facts_of(figure)]

    @cached_property
    def families(self) -> dict[Family, dict[Within, Fact]]:
        """The facts of each family by group, year, part and unit."""
        found: dict[Family, dict[Within, Fact]] = defaultdict(dict)
        for fact in self.every:
            found[fact.family][fact.figure.group, fact.figure.year, fact.part, fact.unit] = fact
        return dict(found)

    @cached_property
    def _by_unit(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.every:
            found[fact.unit].append(fact)
        return found

    def _of_unit(self, unit: str) -> list[Family]:
        return sorted({fact.family for fact in self._by_unit.get(unit, ())}, key=_in_order)

    def equal(self, number: Number, unit: str) -> list[Fact]:
        """The facts of a unit that a number may be."""
        return self._printed(unit, number.places).get(number.value, [])

    def _forms_of(self, unit: str, places: int) -> dict[Decimal, list[Fact]]:
        """The facts of a unit by what they may be printed as at so many places."""
        found: dict[Decimal, list[Fact]] = defaultdict(list)
        for fact in self._by_unit.get(unit, ()):
            for form in set(fact.forms(places)):
                found[form].append(fact)
        return found

    def kin(self, number: Number, fact: Fact) -> Fact | None:
        """The same of another year or stage, where a number is that."""
        figure, families = fact.figure, self.families
        within = [(figure.group, year, fact.part, fact.unit) for year in (*self.years, figure.year)]
        stages = (families.get((figure.metric, stage, figure.by), {}).get(within[-1]) for stage in STAGES)
        others = (*map(families[fact.family].get, within), *stages)
        return next((one for one in others if one and one.figure != figure and one.is_printed(number)), None)


def _in_order(family: Family) -> tuple[str, int, str]:
    metric, stage, by = family
    return metric, stage or 0, by


def _known(figures: Figures, year: str) -> Iterator[Figure]:
    """The figures of a year that may be told, with the sums over stages."""
    sums: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures.years[year].values():
        if figure.known and not figure.withheld and figure.by != "area_sub_category":
            yield figure
            if figure.metric in SUMMED and figure.stage:
                sums[figure.metric, figure.by, figure.group].append(figure)
    for parts in sums.values():
        first_two = [one for one in parts if one.stage in (1, 2)]
        yield from (_sum(some, stage) for some, stage in ((parts, ALL_STAGES), (first_two, FIRST_TWO)) if len(some) > 1)


def _sum(parts: list[Figure], stage: int) -> Figure:
    """The sum of figures over stages, and of the year before's where each is known."""
    known = [one.previous for one in parts if one.previous is not None and one.previous.exact is not None]
    before = _total(known, stage) if len(known) == len(parts) else None
    return replace(_total(parts, stage), previous=before)


def _total(parts: list[Figure], stage: int) -> Figure:
    exact = sum((Fraction(one.exact or 0) for one in parts), Fraction(0))
    return replace(parts[0], stage=stage, exact=exact, numerator=None, denominator=None, previous=None)


def _facts_of(figure: Figure) -> Iterator[Fact]:
    exact = Fraction(figure.exact or 0)
    yield Fact(figure, Part.VALUE, _UNITS[figure.unit], exact)
    if figure.unit == "ratio":
        yield Fact(figure, Part.VALUE, COUNT, exact)
    if figure.unit in ("percent", "days", "ratio") and not figure.metric.startswith("escalation"):
        yield from _whole_numbers(figure)
    before = figure.previous
    if before is not None and before.exact is not None:
        yield from _changes(figure, exact, Fraction(before.exact))


def _whole_numbers(figure: Figure) -> Iterator[Fact]:
    if figure.numerator is None or figure.denominator is None:
        return
    some, whole = int(figure.numerator), figure.denominator
    if figure.metric.startswith("share_"):  # whose numerators are figures of their own
        yield from () if figure.by else (Fact(figure, Part.DENOMINATOR, COUNT, Fraction(whole)),)
        return
    yield Fact(figure, Part.NUMERATOR, COUNT, Fraction(some))
    if figure.unit == "days":
        yield Fact(figure, Part.NUMERATOR, DAYS, Fraction(some))
        return
    yield Fact(figure, Part.DENOMINATOR, COUNT, Fraction(whole))
    yield Fact(figure, Part.REST, COUNT, Fraction(whole - some))


def _changes(figure: Figure, exact: Fraction, before: Fraction) -> Iterator[Fact]:
    yield Fact(figure, Part.CHANGE, _CHANGES[figure.unit], exact - before)
    if before and figure.unit != "percent":
        yield Fact(figure, Part.PERCENT_CHANGE, PERCENT, (exact - before) / before * 100)


# Slips of the pen

PAIR, SMALL, NEAR, NEAR_SMALL, TWO_DIGITS = 2, 20, 10, 3, 10


def slip(number: Number, fact: Fact) -> str:
    """What a person's slip did to the digits."""
    right, wrong = (re.sub(r"\D", "", text) for text in (f"{fact.at(number.places)}", f"{number.value}"))
    cut = floor(abs(fact.exact) * 10**number.places)
    if number.value * 10**number.places == cut and right != wrong:
        return "it was cut off where it should be rounded"
    if len(right) != len(wrong) or len(right) == 1 or _edits(right, wrong) != 1:
        return ""
    return "two of its digits have changed places" if sorted(right) == sorted(wrong) else "one of its digits is wrong"


def is_slip(number: Number, fact: Fact) -> bool:
    """Whether a slip could have made a number of a fact: it is near, or its digits are the same but for one or two."""
    scale = 10**number.places
    right, wrong = int(fact.at(number.places) * scale), int(number.value * scale)
    if max(right, wrong) < SMALL:
        return abs(right - wrong) <= NEAR_SMALL
    return abs(right - wrong) <= NEAR or _edits(str(right), str(wrong)) == 1


def slipped(number: Number, fact: Fact) -> float:
    """What it counts for a fact that a slip could have made a number of it: much for large ones."""
    steps = ((1000, 2.0), (300, 1.5), (100, 1.1), (30, 0.6))
    if number.places:
        points = 0.8 if number.value >= TWO_DIGITS else 0.0
    else:
        swapped = number.value >= TWO_DIGITS and sorted(str(number.value)) == sorted(str(fact.at(0)))
        points = next((points for least, points in steps if number.value >= least), 0.5 if swapped else 0.0)
    return points if points and is_slip(number, fact) else 0.0


def _edits(right: str, wrong: str) -> int:
    """How many slips make one number of another, as far as one: a digit changed, left out, added, or two exchanged."""
    if len(right) == len(wrong):
        other = [at for at in range(len(right)) if right[at] != wrong[at]]
        swapped = len(other) == PAIR and other[1] == other[0] + 1 and sorted(right) == sorted(wrong)
        return 1 if swapped else len(other)
    longer, shorter = max(right, wrong, key=len), min(right, wrong, key=len)
    lost = len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
    return 1 if lost else PAIR
