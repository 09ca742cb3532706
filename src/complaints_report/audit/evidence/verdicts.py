"""What the data say of each number: that it agrees, or what it should be."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from complaints_report.audit.arithmetic.relations import Relation
from complaints_report.audit.evidence.clauses import is_added
from complaints_report.audit.evidence.company import Company
from complaints_report.audit.evidence.facts import Fact, is_slip, slipped
from complaints_report.audit.evidence.judging import AGREES, Judged
from complaints_report.audit.evidence.lexicon import YEAR, years_in
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Grid, Spot
from complaints_report.audit.reading.numbers import PERCENT, Number

PAIR = 2
FEW_STEPS = 30
"""A number of fewer steps of its last digit, such as 0.2, equals some fact by chance."""
TOLD, CLEAR, THINKABLE = 1.5, 0.35, -2.1
"""The points from which the words name a fact; by how many all other facts must fall behind it; and those from which
an equal fact may be what is meant."""
WHOLE, DENIED = 100, 2.0
SLIP, BEHIND, ANOTHER, PLAIN, PLAINEST = 0.6, 1.5, 2.5, 1.6, 3.2
LIKELY = 1.6
"""The points from which a number is thought to be of the data although it is another one."""
_NEAR = 14
"""In so many letters behind a number stands the year that it is of."""
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


def verdicts(judged: Sequence[Judged], relations: Sequence[Relation], right: AbstractSet[Spot]) -> list[Verdict]:
    """What the data say of each number that they can judge, given how the document's numbers hang together.

    `right` are the numbers that are known to be right.
    """
    first = {one.spot: _verdict(one) for one in judged}
    agreeing = {spot for spot, told in first.items() if told and told.agrees}
    borne = agreeing | _derived(relations, agreeing)
    company = Company(judged, borne | _slips(judged, first), right)
    others, alone = _apart(relations, borne), _pressed(relations, agreeing)
    mistaken = _stale(judged, first)
    stale = {spot for spot in mistaken if not company.is_of_others(spot, mistaken)}
    found = []
    for one in judged:
        told = first[one.spot]
        if told is None or told.agrees or one.spot in alone or one.spot in stale:
            found += [told] if told else []
        elif one.spot not in borne and (
            _is_plain(one, told)
            or (one.spot not in others and (_is_mistyped(one, told) or company.is_ours(one, told.points)))
        ):
            found.append(told)
    return found


def _slips(judged: Sequence[Judged], first: Mapping[Spot, Verdict | None]) -> set[Spot]:
    """The numbers that differ and are most likely the data's all the same: a slip explains what the words tell."""
    wrong = ((one.spot, told) for one in judged if (told := first[one.spot]) and not told.agrees)
    return {spot for spot, told in wrong if told.points >= LIKELY and slipped(spot.number, told.fact) > 0}


def _derived(relations: Iterable[Relation], agreeing: AbstractSet[Spot]) -> set[Spot]:
    """The numbers that come of others that agree: their sums, and in a sentence the percentages worked out of them."""
    return {
        spot
        for one in relations
        if one.holds and len(one.spots) > 2
        for spot in _worked_out(one)
        if all(other in agreeing for other in one.spots if other != spot)
    }


def _worked_out(one: Relation) -> Iterable[Spot]:
    """The numbers of a relation that others of it leave no choice of; in tables a percentage may fit by chance."""
    if one.kind is Kind.SUM:
        return one.spots
    return [one.blamed] if one.kind is Kind.PART and not isinstance(one.blamed.block, Grid) else []


def _apart(relations: Iterable[Relation], borne: AbstractSet[Spot]) -> set[Spot]:
    """The numbers that hang together with others none of which is the data's: somebody else's."""
    holding = (one.spots for one in relations if one.holds and len(one.spots) > 2)
    return {spot for spots in holding if borne.isdisjoint(spots) for spot in spots}


def _pressed(relations: Iterable[Relation], agreeing: AbstractSet[Spot]) -> set[Spot]:
    """The numbers that alone are at odds with others that agree."""
    failing = (one.spots for one in relations if not one.holds and len(one.spots) > 2)
    left = [[spot for spot in spots if spot not in agreeing] for spots in failing]
    return {spots[0] for spots in left if len(spots) == 1}


def _verdict(one: Judged) -> Verdict | None:
    """What becomes of a number by itself; None where nothing is plain enough."""
    number, own, chance = one.spot.number, one.best(one.equal), _unlikely(one.spot.number)
    ranked = [(one.total(fact) + slipped(number, fact), fact) for fact in one.expected]
    told = max(ranked, key=lambda each: each[0], default=None)
    if own is not None and own[0] >= AGREES and (told is None or _outweighs(one, own, chance, told)):
        return Verdict(one.spot, True, own[1], own[0])
    own = own and (own[0] - _untold(one, own[1]), own[1])
    slips = [each for each in ranked if is_slip(number, each[1]) and one.weigher.years.is_said(each[1])]
    thinkable = own is not None and own[0] >= THINKABLE
    if told and chance > 1 and slips and not thinkable and not _is_explained(number, told[1], one):
        best = max(slips, key=lambda each: each[0])
        if best[0] > max(SLIP, told[0] - BEHIND):
            told, ranked = best, slips
    if told is None or number.value == WHOLE or told[1].is_printed(number) or not _is_sure(one, told[1]):
        return None
    points, fact = told
    kin = one.weigher.facts.kin(number, fact)
    if kin is not None and chance < 0.7 and not one.weigher.years.is_another(kin.figure.year):
        kin = None
    meant = kin is not None and (one.weigher.years.may_be_meant(kin, fact) or _is_compared(one, kin, fact))
    if meant and not _is_told_again(one):
        return None
    stale = kin is not None
    if own is not None and own[0] >= AGREES and chance >= 1 and _is_denied(one, own, told):
        return Verdict(one.spot, False, fact, points, own[1]) if points > ANOTHER else None
    others = [each for each in ranked if each[1].at(number.places) != fact.at(number.places)]
    clear = points - max((each for each, other in others if one.weigher.groups.is_said(other)), default=-9.0)
    if points < _needed(one, fact, own[0] if own else -9.0, stale, clear) or clear < (0.1 if stale else CLEAR):
        return None
    return Verdict(one.spot, False, fact, points, own[1] if own and own[0] >= AGREES else None)


def _is_told_again(one: Judged) -> bool:
    """Whether a sentence has the same number again with its year, so that this one need not be of that year."""
    said, number = one.spot.sentence, one.spot.number
    same = [other for other in said.numbers if (other.unit, other.value) == (number.unit, number.value)]
    return any(other is not number and years_in(said.words[other.ends : other.ends + _NEAR]) for other in same)


def _is_plain(one: Judged, told: Verdict) -> bool:
    """Whether the words name what a number counts so plainly that the numbers beside it do not matter."""
    return told.points >= PLAIN and not one.weigher.clause.unknown and one.weigher.names_what_it_counts(told.fact)


def _is_mistyped(one: Judged, told: Verdict) -> bool:
    """Whether the words name a figure as plainly, and a slip of the pen could have made the number of it."""
    is_slip_of_it = slipped(one.spot.number, told.fact) > 0
    return is_slip_of_it and told.points >= PLAINEST and one.weigher.clause.unknown <= 1


def _untold(one: Judged, own: Fact) -> float:
    """The points that an equal fact loses where no word tells its year, or, of a percentage, its group."""
    unsaid = one.spot.number.unit == PERCENT and not one.weigher.groups.is_said(own)
    return (0.0 if one.weigher.years.is_told(own) else 3.0) + (1.0 if unsaid else 0.0)


def _is_explained(number: Number, fact: Fact, one: Judged) -> bool:
    """Whether a slip or a mistaken year or stage could have made a number of a fact."""
    return is_slip(number, fact) or one.weigher.facts.kin(number, fact) is not None


def _needed(one: Judged, fact: Fact, own: float, stale: bool, clear: float) -> float:
    """The points from which a number is told as wrong: more where it equals what the words may mean, or is small."""
    number, supported = one.spot.number, one.supported(fact)
    needed = TOLD - (0.5 if stale else 0.0)
    if own > THINKABLE and not stale:
        needed += 1.6
    if _unlikely(number) < 1 and supported < 0.3 and not stale:
        needed += 0.6 + 0.4 * one.weigher.clause.unknown
    if not stale and not is_slip(number, fact):
        far = one.spot.number.value >= WHOLE and own < -2.5
        plain = clear > 1.4 and not one.weigher.clause.unknown
        named = plain and own < -2.5 and _unlikely(number) >= 1 and one.weigher.names_what_it_counts(fact)
        aligned = isinstance(one.said.block, Grid) and supported > 0.7
        needed += 0.0 if far and plain else 0.2 if named else 1.5 if far or aligned else 3.0 if plain else 9.0
    return needed


def _is_sure(one: Judged, fact: Fact) -> bool:
    """Whether it is plain enough what the number counts for it to be told as wrong."""
    number, weigher, clause = one.said.number, one.weigher, one.weigher.clause
    if weigher.against > 0.3 or clause.counts_else or (is_added(one.said) and not fact.is_change):
        return False
    if not weigher.groups.is_said(fact) or not weigher.years.is_told(fact) or (fact.is_change and not weigher.changed):
        return False
    if number.spelled:
        return number.value > 2 and clause.counts_known
    if not isinstance(one.said.block, Grid):
        return clause.unknown <= 1 or clause.names_counted or weigher.changed > 0
    if (not fact.figure.by and clause.is_beside_groups) or weigher.groups.is_another(fact):
        return False
    return not clause.unknown or (one.supported(fact) > 0.3 and bool(fact.figure.by))


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


def _is_compared(one: Judged, kin: Fact, fact: Fact) -> bool:
    """Whether a passage may compare the years or stages: it names the other, or tells the right number as well."""
    block, weigher = one.said.block, one.weigher
    if isinstance(block, Grid):
        return False
    said = {each.key for each in weigher.lexicon.mentions(one.said.sentence.words) if each.of == YEAR}
    beside = [number for sentence in block.sentences for number in sentence.numbers]
    named = kin.figure.year not in (fact.figure.year, weigher.year) and kin.figure.year in {*said, *weigher.told[YEAR]}
    return named or weigher.changed > 0 or any(fact.is_printed(number) for number in beside)


def _is_denied(one: Judged, own: tuple[float, Fact], told: tuple[float, Fact]) -> bool:
    """Whether the words name another group, stage or limit than that of what a number equals."""
    weigher = one.weigher
    return own[0] < told[0] - DENIED and weigher.is_denied(own[1]) and not weigher.is_denied(told[1])


def _unlikely(number: Number) -> float:
    """What it counts that a number equals a fact: little for a small number, which equals some fact by chance."""
    if number.places or number.unit == PERCENT:
        return 0.6 if not number.places or number.value * 10**number.places < FEW_STEPS else 1.6
    steps = ((1000, 2.5), (300, 1.8), (100, 1.3), (30, 1.0), (10, 0.7))
    return next((points for least, points in steps if number.value >= least), 0.3)


def _stale(judged: Sequence[Judged], first: Mapping[Spot, Verdict | None]) -> set[Spot]:
    """The wrong numbers that are the same figures of another year or stage; small ones only in company."""
    wrong = [(one, told.fact) for one in judged if (told := first[one.spot]) and not told.agrees]
    kin = ((one.spot, one.weigher.facts.kin(one.spot.number, fact)) for one, fact in wrong)
    line_of = {spot: (id(spot.block), spot.column, found.figure.year) for spot, found in kin if found}
    lines = Counter(line_of.values())
    return {spot for spot, line in line_of.items() if _unlikely(spot.number) >= 0.7 or lines[line] > PAIR}
