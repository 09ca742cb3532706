"""What is seen of a number that agrees with no fact, by which it is told whether it is wrong: each trait a number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from complaints_report.audit.evidence.facts import Fact, is_slip, slipped
from complaints_report.audit.evidence.judging import Judged
from complaints_report.audit.reading.document import Grid
from complaints_report.audit.reading.numbers import PERCENT, Number

ABSENT, LEAST, MOST = -1.0, -5.0, 6.0
"""What stands for a trait that a number has not; and the bounds of points and of counts."""
CLOSE = 0.6
"""Within so many points of the best fact another is as likely meant."""
FEW_STEPS = 30
"""A number of fewer steps of its last digit, such as 0.2, equals some fact by chance."""

BESIDE, PASSAGE, AROUND = ("sentence", "row", "column"), "passage", ("table", "section")
"""The lines of numbers that stand beside a number, and those around it."""

Traits = Mapping[str, float]


@dataclass(frozen=True)
class Candidate:
    """What a number may have been meant to be: a fact, its points, and what else it may be."""

    judged: Judged
    fact: Fact
    points: float
    ranked: Sequence[tuple[float, Fact]]
    """The facts that the number is not, best first."""
    equal: tuple[float, Fact] | None
    """The fact that it equals for which most speaks."""


class Standing(Protocol):
    """Where a number stands among the others of its document."""

    def traits(self, one: Judged) -> Traits:
        """Its traits."""
        ...


def slip_of(one: Judged) -> Candidate | None:
    """The fact of which a slip of the pen most likely made a number; None where it can be none of those expected."""
    ranked = _ranked(one)
    return _candidate(one, [each for each in ranked if is_slip(one.said.number, each[1])], ranked)


def best_of(one: Judged) -> Candidate | None:
    """The fact for which most speaks; of those near it one of which the number is another year's or stage's."""
    ranked, kin = _ranked(one), one.weigher.facts.kin
    near = (each for each in ranked if each[0] > ranked[0][0] - CLOSE)
    stale = [each for each in near if kin(one.said.number, each[1]) is not None]
    return _candidate(one, stale or ranked, ranked)


def _ranked(one: Judged) -> list[tuple[float, Fact]]:
    """The facts expected that the number is not, with their points, best first."""
    found = [(one.total(fact), fact) for fact in one.expected if not fact.is_printed(one.said.number)]
    return sorted(found, key=lambda each: each[0], reverse=True)


def _candidate(one: Judged, of: Sequence[tuple[float, Fact]], ranked: Sequence[tuple[float, Fact]]) -> Candidate | None:
    return Candidate(one, of[0][1], of[0][0], ranked, one.best(one.equal)) if of else None


def traits_of(candidate: Candidate, *standings: Standing) -> dict[str, float]:
    """All traits of a number and what it may have been meant to be."""
    found = {**_of_points(candidate), **_of_fact(candidate), **_of_words(candidate.judged)}
    for standing in standings:
        found |= standing.traits(candidate.judged)
    return found


def shares(traits: Traits, places: Iterable[str] = (*BESIDE, PASSAGE, *AROUND)) -> list[float]:
    """The shares of the numbers in some lines that agree, of those lines that have any others."""
    return [share for place in places if (share := traits.get(f"agreeing in {place}", ABSENT)) >= 0]


def ahead_of_others(candidate: Candidate) -> float:
    """By how many points the fact is ahead of all others whose group is said and that would be printed otherwise."""
    places, is_said = candidate.judged.said.number.places, candidate.judged.weigher.groups.is_said
    printed = candidate.fact.at(places)
    return candidate.points - next(
        (at for at, each in candidate.ranked if each.at(places) != printed and is_said(each)), -9.0
    )


def unlikely(number: Number) -> float:
    """What it counts that a number equals a fact: little for a small number, which equals some fact by chance."""
    if number.places or number.unit == PERCENT:
        return 0.6 if not number.places or number.value * 10**number.places < FEW_STEPS else 1.6
    steps = ((1000, 2.5), (300, 1.8), (100, 1.3), (30, 1.0), (10, 0.7))
    return next((points for least, points in steps if number.value >= least), 0.3)


def _of_points(candidate: Candidate) -> dict[str, float]:
    """How much speaks for the fact, for what the number equals, and for whatever else."""
    number = candidate.judged.said.number
    equal = max(candidate.equal[0], LEAST) if candidate.equal else LEAST
    near = [each for points, each in candidate.ranked if points > candidate.points - 1 and is_slip(number, each)]
    return {
        "points": max(candidate.points, LEAST),
        "points of an equal fact": equal,
        "points ahead of it": min(candidate.points - equal, MOST),
        "points behind the best": min(candidate.ranked[0][0] - candidate.points, MOST),
        "points ahead of others": max(-3.0, min(3.0, ahead_of_others(candidate))),
        "numbers a slip away": float(min(len({each.at(number.places) for each in near}), MOST)),
    }


def _of_fact(candidate: Candidate) -> dict[str, float]:
    """How the number differs from the fact, and what words name the fact."""
    one, fact, number = candidate.judged, candidate.fact, candidate.judged.said.number
    weigher = one.weigher
    return {
        "size of the slip": slipped(number, fact),
        "siblings that say so": one.supported(fact),
        "another year's or stage's": weigher.facts.kin(one.spot.number, fact) is not None,
        "of a group": bool(fact.figure.by),
        "year is said": weigher.years.is_said(fact),
        "a change": fact.is_change,
        "counts what is named": weigher.names_what_it_counts(fact),
    }


def _of_words(one: Judged) -> dict[str, float]:
    """What the number is, and what the words at it say of its kind."""
    number, weigher, clause = one.said.number, one.weigher, one.weigher.clause
    return {
        "unlikely by chance": unlikely(one.spot.number),
        "decimals": number.places > 0,
        "in words": number.spelled,
        "value": min(float(number.value), 300.0),
        "in a table": isinstance(one.said.block, Grid),
        "of somebody else": weigher.against,
        "counts something else": clause.counts_else,
        "counts something known": clause.counts_known,
        "clause names something known": clause.names_counted,
        "unknown words": float(min(clause.unknown, MOST)),
    }
