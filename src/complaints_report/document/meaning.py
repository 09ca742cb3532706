"""Which figure a number is, by what the words around it are about, and whether it says what that figure is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from complaints_report.calendar import shift_year
from complaints_report.document.rules import COUNT, PERCENT, RULES, Part
from complaints_report.document.subjects import NO_GROUPS, Subject
from complaints_report.document.terms import Group
from complaints_report.document.tokens import Token
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import PLACES, Figure, half_up
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.metric import NO_STAGE

Number = Fraction | Decimal | int
ADDED_UP = ("learning",)
"""The metrics of which a number without a stage is that of all stages."""
_UPHELD: Group = ("outcome", "upheld")
_TOTAL: frozenset[Group] = frozenset({("", "")})


class Role(StrEnum):
    """What a number says of its figure."""

    VALUE = "value"
    CHANGE = "change"
    POINTS = "points"


@dataclass(frozen=True)
class Reading:
    """What a number may be: so much of a figure."""

    figure: Figure
    part: Part = Part.VALUE
    role: Role = Role.VALUE
    certain: bool = True
    """Whether the words say that it is this, and not only that it may be."""
    loose: bool = False
    """Whether it is only what many mean by these words: "upheld" for upheld or partly upheld."""

    @property
    def of_it(self) -> str:
        """What of the figure it is, where that is not its value."""
        if self.role is not Role.VALUE:
            return "change"
        return {Part.VALUE: "", Part.SOME: "number", Part.WHOLE: "out of"}[self.part]

    @property
    def known(self) -> bool:
        """Whether the data have it."""
        return not self.figure.withheld and bool(self._numbers(0))

    def _numbers(self, places: int) -> list[Number]:
        """What it may be: a change is that of the whole numbers, or of the printed ones."""
        if self.role is Role.VALUE:
            found = [self.figure.exact if self.part is Part.VALUE else getattr(self.figure, self.part.value)]
        else:
            found = list(self._changes(places))
        return [number for number in found if number is not None]

    def _changes(self, places: int) -> Iterator[Number | None]:
        before = None if self.figure.previous is None else self.figure.previous.exact
        if self.figure.exact is None or before is None:
            return
        change = Fraction(self.figure.exact) - Fraction(before)
        if self.role is Role.CHANGE and self.figure.unit == COUNT:
            yield change / Fraction(before) * 100 if before else None
        else:
            yield change
            for printed in range(places, PLACES[self.figure.unit] + 1):
                yield self.figure.change_at(printed)

    @property
    def way(self) -> int:
        """1 where the figure rose, -1 where it fell, and 0 where it did neither or nothing is known."""
        changes = [
            Fraction(number) for number in Reading(self.figure, role=Role.POINTS)._changes(0) if number is not None
        ]
        return (changes[0] > 0) - (changes[0] < 0) if changes else 0

    def agrees(self, token: Token) -> bool:
        """Whether a number says it, rounded as it may be."""
        return any(_rounds_to(abs(Fraction(number)), number, token) for number in self._numbers(token.places))

    def at(self, token: Token) -> Decimal:
        """What it is, at the places of a number."""
        return half_up(abs(Fraction(self._numbers(token.places)[0])), token.places)


def _rounds_to(exact: Fraction, number: Number, token: Token) -> bool:
    """Whether a number printed at so many places is this one; of a published one no more places are known."""
    if token.value is None:
        return False
    places = token.places
    if isinstance(number, Decimal):
        places = min(places, max(0, -int(number.as_tuple().exponent)))
    if places < token.places:
        return half_up(token.value, places) == half_up(exact, places)
    return abs(exact - Fraction(token.value)) <= Fraction(1, 2 * 10**places)


def _added_up(figures: Sequence[Figure]) -> Figure:
    """The figures of all stages together."""
    every = sum((Fraction(one.exact or 0) for one in figures), Fraction(0))
    return replace(figures[0], stage=None, exact=every, previous=None)


class Meaning:
    """Finds the figures that a number may be."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    @property
    def year(self) -> str:
        """The year that the figures are of."""
        return self._figures.year

    @property
    def year_before(self) -> str:
        """The year before it."""
        return shift_year(self.year, -1)

    def readings(self, subject: Subject, unit: str, role: Role = Role.VALUE) -> list[Reading]:
        """The figures that a number about a subject may be; of the year that it names, or else the report's."""
        if not subject.is_clear:
            return []
        year = next(iter(subject.years), self.year)
        found = [
            Reading(figure, part, role, certain)
            for metric, part, (by, group) in self._named(subject, unit)
            for figure, certain in self._figure(metric, by, group, subject, year)
        ]
        return [*found, *(replace(one, loose=True) for one in self._loose(subject, unit, role))]

    def _loose(self, subject: Subject, unit: str, role: Role) -> list[Reading]:
        """What is often meant by "upheld"."""
        if not any(_UPHELD in groups for groups in subject.groups):
            return []
        return self.readings(replace(subject, groups=NO_GROUPS, concepts=subject.concepts | {"upheldany"}), unit, role)

    def _named(self, subject: Subject, unit: str) -> Iterator[tuple[str, Part, Group]]:
        for by, group in sorted(next(iter(subject.groups), _TOTAL)):
            for rule in RULES:
                if rule.holds(unit, subject.concepts, by):
                    yield rule.metric, rule.part, (by, group)

    def _figure(self, metric: str, by: str, group: str, subject: Subject, year: str) -> Iterator[tuple[Figure, bool]]:
        """The figures that a metric may be at the subject's stage, else of stage 1 or all, and whether it must be."""
        stages = METRICS[metric].stages
        named = next((name[-1] for name in sorted(subject.concepts) if name.startswith("escalation")), None)
        named = named or next(iter(subject.stages), None)
        possible = [] if stages == NO_STAGE else [one for one in stages if one in (None, int(named or one or 0))]
        found = [self._figures.figure(metric, one, by=by, group=group, year=year) for one in possible or [None]]
        known = [figure for figure in found if figure.known]
        if named or len(known) < 2:
            yield from ((figure, True) for figure in (known or found)[:1] if possible or stages == NO_STAGE)
            return
        if metric not in ADDED_UP:
            yield known[0], False
        if known[0].unit == COUNT:
            yield _added_up(known), metric in ADDED_UP

    def bases(self, subject: Subject) -> list[Reading]:
        """What a number of which others are a part may be: what the shares of the subject are out of."""
        shares = [one for one in self.readings(subject, PERCENT) if one.part is Part.VALUE]
        return [Reading(one.figure, Part.WHOLE) for one in shares]

    def way(self, reading: Reading) -> int:
        """The way that a figure of this year or the one before went between them; 0 for any other."""
        figure = reading.figure
        if figure.year not in (self.year, self.year_before):
            return 0
        now = self._figures.figure(figure.metric, figure.stage, by=figure.by, group=figure.group)
        return Reading(now).way
