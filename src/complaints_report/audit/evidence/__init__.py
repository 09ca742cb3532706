"""Which figure of the data each number of a document is, told by evidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from complaints_report.audit.arithmetic import Relation, relations_of
from complaints_report.audit.arithmetic import findings as at_odds
from complaints_report.audit.evidence.facts import Facts, title_of
from complaints_report.audit.evidence.judging import Judge, Judged
from complaints_report.audit.evidence.lexicon import Lexicon, years_in
from complaints_report.audit.evidence.surroundings import Surroundings
from complaints_report.audit.evidence.verdicts import Verdict, findings, verdicts
from complaints_report.audit.findings import Finding, Where
from complaints_report.audit.reading.document import Document, Grid, Spot
from complaints_report.audit.reading.numbers import Number
from complaints_report.metrics.figures import Figures

__all__ = ["Held", "held_to_data", "year_of"]

TELLING = 30
SURE = 0.6
NAMED, OTHERS = 0.5, 0.3
"""From so many points on words name a figure; and from so much on they speak of what is none of the data."""


@dataclass(frozen=True)
class Held:
    """What is found of the numbers of a document, and of each that agrees which figure it is, in words."""

    findings: tuple[Finding, ...]
    agreed: dict[Spot, str]
    wrong: frozenset[Spot]
    unmatched: frozenset[Spot] = frozenset()
    """The numbers that are not judged although their words name a figure."""


def held_to_data(
    document: Document,
    figures: Figures,
    free: Sequence[Spot],
    right: AbstractSet[Spot],
    bad: AbstractSet[Spot],
    where: Where,
    names: Iterable[str] = (),
) -> Held:
    """The numbers of a document that are free held to the data and to each other; those known are `right` or `bad`."""
    facts = Facts(figures, figures.years)
    relations = relations_of(document)
    judge = Judge(facts, Surroundings(Lexicon(figures, names), document))
    blocks = {id(spot.block) for spot in free}
    judged = judge.judged(spot for spot in document.spots() if id(spot.block) in blocks)
    found = [one for one in verdicts(judged, relations, right) if one.spot not in right and one.spot not in bad]
    agreed = {one.spot: title_of(one.fact, figures.year) for one in found if one.agrees}
    wrong = {one.spot for one in found if not one.agrees} | bad
    sure = _sure(found) - _taken_twice(found, relations)
    told = [*findings(found, facts, where), *at_odds(relations, right | sure, wrong)]
    wrong |= {one.spot for one in told if one.spot is not None}
    fitting = {spot: "" for one in relations if one.holds for spot in one.spots}
    every = {**fitting, **dict.fromkeys(right, ""), **agreed}
    held = {spot: title for spot, title in every.items() if spot not in wrong}
    unmatched = frozenset(one.spot for one in judged if _is_named(one) and one.spot not in held.keys() | wrong)
    return Held(tuple(told), held, frozenset(wrong), unmatched)


def _sure(found: Iterable[Verdict]) -> set[Spot]:
    """The numbers that agree for sure."""
    return {one.spot for one in found if one.agrees and one.points >= SURE}


def _taken_twice(found: Iterable[Verdict], relations: Iterable[Relation]) -> set[Spot]:
    """The numbers of relations that fail, two of which are the same fact: one of them is there for another."""
    of = {one.spot: one.fact for one in found if one.agrees}
    failing = [one for one in relations if not one.holds and of.keys() >= set(one.spots)]
    return {spot for one in failing if len({id(of[spot]) for spot in one.spots}) < len(one.spots) for spot in one.spots}


def _is_named(one: Judged) -> bool:
    """Whether the words at a number name a figure of the data and speak of nothing else."""
    best, weigher = one.best(one.expected), one.weigher
    is_else = weigher.against > OTHERS or weigher.counts_else
    return bool(best and best[0] >= NAMED and not is_else and weigher.groups.is_said(best[1]))


def year_of(document: Document, figures: Figures) -> str:
    """The year that a document is of, such as "2023/24": the one its title names, else the one whose figures it prints.

    A document that names no year of the data but others is of the first of those; one that names none, of the last.
    """
    named = years_in(document.title)
    said = list(dict.fromkeys(year for block in document.blocks for text in _texts(block) for year in years_in(text)))
    known = [year for year in said if year in figures.years]
    if named or not known:
        return next(iter(named or said), figures.year)
    facts = Facts(figures, figures.years)
    numbers = {(one.unit, one.value): one for one in (spot.number for spot in document.spots()) if _is_telling(one)}
    printed = Counter(
        year for one in numbers.values() for year in {fact.figure.year for fact in facts.equal(one, one.unit)}
    )
    return max(dict.fromkeys((*known, figures.year)), key=lambda year: printed[year])


def _is_telling(number: Number) -> bool:
    """Whether a number hardly equals a figure by chance."""
    return number.places > 0 or number.value >= TELLING


def _texts(block: object) -> Iterable[str]:
    if isinstance(block, Grid):
        return [block.caption, *(cell.words for row in block.rows for cell in row)]
    return [getattr(block, "words", "")]
