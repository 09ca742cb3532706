"""What the data say of each number: that it agrees, or what it should be."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from complaints_report.audit.arithmetic.relations import Relation
from complaints_report.audit.evidence.company import Company
from complaints_report.audit.evidence.facts import Fact, slipped
from complaints_report.audit.evidence.judging import AGREES, Judged
from complaints_report.audit.evidence.learnt import is_wrong
from complaints_report.audit.evidence.plain import is_plain
from complaints_report.audit.evidence.ties import Ties
from complaints_report.audit.evidence.traits import (
    Candidate,
    Standing,
    Traits,
    ahead_of_others,
    best_of,
    shares,
    slip_of,
    traits_of,
    unlikely,
)
from complaints_report.audit.reading.document import Grid, Spot

WHOLE, DENIED = 100, 2.0
NAMED, PLAINLY, BEHIND = 0.3, 1.5, 1.8
"""The points from which words name a fact, and plainly so; and by how many it may fall behind another."""
OTHERS, FEW = 0.3, 2
"""From so much on words speak of what is none of the data; and so many unknown words or things counted are few."""
CLEAR = 0.5
"""By how many points a fact must be ahead of others to be told as what the number should be; else it is a guess."""
LIKELY = 1.6
"""The points from which a number is likely of the data although it is another one."""
SURE, NEARLY = 1.4, 1.6
"""By how many points an equal fact may fall behind; and from how many it is the number's whatever else may be."""


@dataclass(frozen=True)
class Verdict:
    """What became of a number: whether it agrees with the fact that it is, and what speaks for that fact."""

    spot: Spot
    agrees: bool
    fact: Fact
    points: float
    instead: Fact | None = None
    """For a number that differs, the fact that it equals, with words that agree, although they speak for another."""
    is_guess: bool = False
    """Whether the words speak for another fact nearly as well."""


def verdicts(judged: Sequence[Judged], relations: Sequence[Relation], right: AbstractSet[Spot]) -> list[Verdict]:
    """What the data say of each number that they can judge, given how the document's numbers hang together.

    `right` are the numbers that are known to be right.
    """
    agreed = agreeing(judged)
    left, standings = _standing(judged, agreed, relations, right)
    return [*agreed.values(), *(_differs(candidate) for one in left if (candidate := _wrong(one, standings)))]


def _wrong(one: Judged, standings: Sequence[Standing]) -> Candidate | None:
    """What a number that is wrong should be: what a slip made it of, or what its words plainly name."""
    for candidate, tells in ((slip_of(one), _is_slip), (best_of(one), is_plain)):
        traits = traits_of(candidate, *standings) if candidate else {}
        if candidate and _may_be_told(traits) and tells(candidate, traits):
            return candidate
    return None


def _is_slip(candidate: Candidate, traits: Traits) -> bool:
    """Whether a number is a slip of a fact, as was learnt; words must name it plainly where nothing near agrees."""
    return is_wrong(traits) and (candidate.points >= PLAINLY or any(share > 0 for share in shares(traits)))


def _may_be_told(traits: Traits) -> bool:
    """Whether a number may be told as wrong at all.

    Words must name what it should be, and nothing else by far; and it must not be somebody else's, nor be any "one".
    """
    is_named = traits["points"] >= NAMED and traits["points behind the best"] <= BEHIND
    is_else = traits["of somebody else"] > OTHERS or traits["counts something else"]
    is_number = not traits["in words"] or (traits["value"] > FEW and traits["counts something known"])
    is_readable = traits["unknown words"] <= FEW or traits["in a table"]
    return bool(is_named and is_number and is_readable and not is_else)


def agreeing(judged: Iterable[Judged]) -> dict[Spot, Verdict]:
    """The verdict on each number that agrees with a fact which nothing outweighs."""
    return {one.spot: told for one in judged if (told := _agreeing(one))}


def slips(
    judged: Sequence[Judged],
    agreed: Mapping[Spot, Verdict],
    relations: Sequence[Relation],
    right: AbstractSet[Spot],
) -> list[tuple[Candidate, dict[str, float]]]:
    """What each number that does not agree may be a slip of, with its traits."""
    left, standings = _standing(judged, agreed, relations, right)
    return [(candidate, traits_of(candidate, *standings)) for one in left if (candidate := slip_of(one))]


def _standing(
    judged: Sequence[Judged],
    agreed: Mapping[Spot, Verdict],
    relations: Sequence[Relation],
    right: AbstractSet[Spot],
) -> tuple[list[Judged], Sequence[Standing]]:
    """The numbers that do not agree, and what tells how they stand among the others."""
    left = [one for one in judged if one.spot not in agreed and one.spot.number.value != WHOLE]
    ties = Ties(relations, agreed.keys())
    candidates = [candidate for one in left if (candidate := best_of(one))]
    likely = (candidate for one in left if (candidate := slip_of(one)))
    return left, (Company(judged, ties.borne | _slips(likely), right, _stale(candidates)), ties)


def _slips(candidates: Iterable[Candidate]) -> set[Spot]:
    """The numbers that differ and are most likely the data's all the same: a slip explains what the words tell."""
    return {
        each.judged.spot
        for each in candidates
        if each.points >= LIKELY and slipped(each.judged.spot.number, each.fact) > 0
    }


def _stale(candidates: Iterable[Candidate]) -> set[Spot]:
    """The numbers that are the same figures of another year or stage."""
    return {
        each.judged.spot for each in candidates if each.judged.weigher.facts.kin(each.judged.spot.number, each.fact)
    }


def _differs(candidate: Candidate) -> Verdict:
    equal = candidate.equal[1] if candidate.equal and candidate.equal[0] >= AGREES else None
    return Verdict(
        candidate.judged.spot, False, candidate.fact, candidate.points, equal, ahead_of_others(candidate) < CLEAR
    )


def _agreeing(one: Judged) -> Verdict | None:
    """The verdict on a number that agrees with a fact which nothing outweighs."""
    number, own = one.spot.number, one.best(one.equal)
    ranked = ((one.total(fact) + slipped(number, fact), fact) for fact in one.expected)
    told = max(ranked, key=lambda each: each[0], default=None)
    if own is None or own[0] < AGREES or (told and not _outweighs(one, own, unlikely(number), told)):
        return None
    return Verdict(one.spot, True, own[1], own[0])


def _outweighs(one: Judged, own: tuple[float, Fact], chance: float, told: tuple[float, Fact]) -> bool:
    """Whether what a number equals stands against what the words speak for.

    The same figure of another year or stage must be said to be that; any other is hardly equal by chance.
    """
    points = own[0]
    if isinstance(one.said.block, Grid) and one.weigher.is_denied(own[1]) and not one.weigher.is_denied(told[1]):
        return False
    if own[1].likeness == told[1].likeness and own[1].figure != told[1].figure:
        return one.weigher.years.may_be_meant(own[1], told[1]) or points >= told[0] - NEARLY
    if _is_denied(one, own, told):
        return False
    return (
        chance >= 1
        or points + chance >= told[0]
        or (points + chance >= SURE and (chance >= 0.7 or points >= told[0] - NEARLY))
    )


def _is_denied(one: Judged, own: tuple[float, Fact], told: tuple[float, Fact]) -> bool:
    """Whether the words name another group, stage or limit than that of what a number equals."""
    weigher = one.weigher
    return own[0] < told[0] - DENIED and weigher.is_denied(own[1]) and not weigher.is_denied(told[1])
