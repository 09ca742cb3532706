"""Numbers that are wrong though no slip explains them: last year's, another stage's, another figure's."""

from complaints_report.audit.evidence.clauses import is_added
from complaints_report.audit.evidence.facts import Fact, is_slip
from complaints_report.audit.evidence.judging import Judged
from complaints_report.audit.evidence.learnt import chance_of
from complaints_report.audit.evidence.lexicon import YEAR, years_in
from complaints_report.audit.evidence.traits import AROUND, BESIDE, Candidate, Traits, shares
from complaints_report.audit.reading.document import Grid

LEAST, LEAST_OF_ANOTHER_YEAR, PLAINEST = 1.5, 1.0, 3.2
"""The points from which the words name a fact, those for the same figure of another year or stage, and those from which
they leave no doubt."""
CLEAR, CLEAR_OF_SLIP, FAR, AHEAD, AHEAD_OF_KIN = 1.4, 0.4, -2.5, 4.0, 2.0
"""By how many points all other facts must fall behind, where no slip explains the number and where one does; and the
points below which a fact that the number equals is not meant, or by how many it must fall behind."""
LIKELY, LIKELY_SLIP, LEAST_LIKELY = 0.7, 0.6, 0.3
"""The chances from which on a number is told: of no slip, of a slip, and of a slip where the words leave no doubt."""
SMALL, HALF, SEVERAL = 0.7, 0.5, 2
"""What is little told by chance; the least share of company; and more than these are several."""
_NEAR = 14
"""In so many letters behind a number stands the year that it is of."""


def is_plain(candidate: Candidate, traits: Traits) -> bool:
    """Whether the words name what a number should be so plainly that little else need speak for its being wrong."""
    if not _is_sure(candidate.judged, candidate.fact) or traits["points of an equal fact"] >= candidate.points:
        return False
    if traits["another year's or stage's"]:
        return _is_stale(candidate, traits)
    if candidate.points < LEAST or traits["unknown words"]:
        return False
    ahead, chance = traits["points ahead of others"], chance_of(traits)
    if is_slip(candidate.judged.said.number, candidate.fact):
        return ahead > CLEAR_OF_SLIP and chance >= (LIKELY_SLIP if candidate.points < PLAINEST else LEAST_LIKELY)
    return ahead > CLEAR and chance >= LIKELY and _is_another(candidate, traits)


def _is_another(candidate: Candidate, traits: Traits) -> bool:
    """Whether a number that no slip explains is one of the data's all the same: another figure, or none."""
    equal, wide = traits["points of an equal fact"], _around(traits)
    is_far = equal < FAR or (candidate.points >= PLAINEST and traits["points ahead of it"] >= AHEAD)
    return is_far and wide >= HALF and (bool(traits["counts what is named"]) or _beside(traits) >= HALF)


def _is_stale(candidate: Candidate, traits: Traits) -> bool:
    """Whether a number is the same figure's of another year or stage, which nothing says is meant."""
    one, number = candidate.judged, candidate.judged.spot.number
    kin = one.weigher.facts.kin(number, candidate.fact)
    beside = traits["of another year beside it"]
    is_small = traits["unlikely by chance"] < SMALL and beside <= SEVERAL
    if kin is None or (is_small and not one.weigher.years.is_another(kin.figure.year)):
        return False
    is_meant = one.weigher.years.may_be_meant(kin, candidate.fact) or _is_compared(one, kin, candidate.fact)
    is_told = (not is_meant or _is_told_again(one)) and traits["points ahead of it"] > AHEAD_OF_KIN
    in_company = (_beside(traits) >= HALF and _around(traits) >= HALF) or beside > 0
    return is_told and in_company and candidate.points >= LEAST_OF_ANOTHER_YEAR


def _beside(traits: Traits) -> float:
    """The share of the numbers beside one that are the data's, in its row or its column; all where none are there."""
    return max(shares(traits, BESIDE), default=1.0)


def _around(traits: Traits) -> float:
    """The share of the numbers of its table or section that are the data's."""
    return min(shares(traits, AROUND), default=1.0)


def _is_sure(one: Judged, fact: Fact) -> bool:
    """Whether it is plain enough what the number counts for it to be told as wrong."""
    number, weigher, clause = one.said.number, one.weigher, one.weigher.clause
    if clause.counts_else or (is_added(one.said) and not fact.is_change):
        return False
    if not weigher.groups.is_said(fact) or not weigher.years.is_told(fact) or (fact.is_change and not weigher.changed):
        return False
    if number.spelled:
        return clause.counts_known
    if not isinstance(one.said.block, Grid):
        return clause.unknown <= 1 or clause.names_counted or weigher.changed > 0
    if (not fact.figure.by and clause.is_beside_groups) or weigher.groups.is_another(fact):
        return False
    return not clause.unknown or (one.supported(fact) > 0.3 and bool(fact.figure.by))


def _is_told_again(one: Judged) -> bool:
    """Whether a sentence has the same number again with its year, so that this one need not be of that year."""
    said, number = one.spot.sentence, one.spot.number
    same = [other for other in said.numbers if (other.unit, other.value) == (number.unit, number.value)]
    return any(other is not number and years_in(said.words[other.ends : other.ends + _NEAR]) for other in same)


def _is_compared(one: Judged, kin: Fact, fact: Fact) -> bool:
    """Whether a passage may compare the years or stages: it names the other, or tells the right number as well."""
    block, weigher = one.said.block, one.weigher
    if isinstance(block, Grid):
        return False
    said = {each.key for each in weigher.lexicon.mentions(one.said.sentence.words) if each.of == YEAR}
    beside = [number for sentence in block.sentences for number in sentence.numbers]
    named = kin.figure.year not in (fact.figure.year, weigher.year) and kin.figure.year in {*said, *weigher.told[YEAR]}
    return named or weigher.changed > 0 or any(fact.is_printed(number) for number in beside)
