"""Which figure of the data each number of a document is, told by evidence, and what is told of those that differ."""

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from complaints_report.audit.arithmetic import Relation, relations_of
from complaints_report.audit.arithmetic import findings as at_odds
from complaints_report.audit.evidence.clauses import way_at
from complaints_report.audit.evidence.facts import SUMS, Fact, Facts, Part, slip
from complaints_report.audit.evidence.judging import Judged, judged
from complaints_report.audit.evidence.lexicon import Lexicon, years_in
from complaints_report.audit.evidence.surroundings import Surroundings
from complaints_report.audit.evidence.verdicts import Verdict, verdicts
from complaints_report.audit.findings import DATA, Finding, Kind, Where, finding_at
from complaints_report.audit.reading.document import Document, Grid, Spot
from complaints_report.audit.reading.numbers import Number
from complaints_report.english import OPPOSITES, listed
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import PLACES, Figure
from complaints_report.metrics.figure_names import command_of, in_quotes
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.figures_of_year import Source
from complaints_report.metrics.kinds import Given, Ratio

TELLING, SMALL_WORDS = 30, 2
"""A number from which on it hardly equals a figure by chance; and the greatest that, in words, is no reason to look at
what stands beside it."""
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
    relations = relations_of(document, right)
    blocks = {id(spot.block) for spot in free if not (spot.number.spelled and spot.number.value <= SMALL_WORDS)}
    beside = [spot for spot in document.spots() if id(spot.block) in blocks]
    each = judged(facts, Surroundings(Lexicon(figures, names), document), beside) if beside else []
    found = [one for one in verdicts(each, relations, right) if one.spot not in right and one.spot not in bad]
    agreed = {one.spot: title_of(one.fact, figures.year) for one in found if one.agrees}
    wrong = {one.spot for one in found if not one.agrees} | bad
    sure = {one.spot for one in found if one.agrees and one.points >= SURE} - _taken_twice(found, relations)
    told = [*findings(found, facts, where), *at_odds(relations, right | sure, wrong)]
    wrong |= {one.spot for one in told if one.spot is not None}
    fitting = {spot: "" for one in relations if one.holds for spot in one.spots}
    every = {**fitting, **dict.fromkeys(right, ""), **agreed}
    held = {spot: title for spot, title in every.items() if spot not in wrong}
    unmatched = frozenset(one.spot for one in each if _is_named(one) and one.spot not in held.keys() | wrong)
    return Held(tuple(told), held, frozenset(wrong), unmatched)


def _taken_twice(found: Iterable[Verdict], relations: Iterable[Relation]) -> set[Spot]:
    """The numbers of relations that fail, two of which are the same fact: one of them is there for another."""
    of = {one.spot: one.fact for one in found if one.agrees}
    failing = [one for one in relations if not one.holds and of.keys() >= set(one.spots)]
    return {spot for one in failing if len({id(of[spot]) for spot in one.spots}) < len(one.spots) for spot in one.spots}


def _is_named(one: Judged) -> bool:
    """Whether the words at a number name a figure of the data and speak of nothing else."""
    best, weigher = one.best(one.expected), one.weigher
    is_else = weigher.against > OTHERS or weigher.clause.counts_else
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
    every = (spot.number for spot in document.spots())
    telling = {(one.unit, one.value): one for one in every if one.places or one.value >= TELLING}.values()
    printed = Counter(year for one in telling for year in {fact.figure.year for fact in facts.equal(one, one.unit)})
    return max(dict.fromkeys((*known, figures.year)), key=lambda year: printed[year])


def _texts(block: object) -> Iterable[str]:
    if isinstance(block, Grid):
        return [block.caption, *(cell.words for row in block.rows for cell in row)]
    return [getattr(block, "words", "")]


# What is told of a number


def findings(found: Sequence[Verdict], facts: Facts, where: Where) -> Iterator[Finding]:
    """A finding for each number that is not what the data give, and for each change told the wrong way round."""
    for one in found:
        if not one.agrees:
            yield _differs(one, facts, where)
        elif one.fact.is_change and (way := way_at(one.spot)) and way[0] * one.fact.exact < 0:
            yield _turned(one, facts, where, way[1])


def _differs(one: Verdict, facts: Facts, where: Where) -> Finding:
    should, title = text_of(one.fact, one.spot.number), title_of(one.fact, facts.figures.year)
    why = "; ".join(filter(None, (title, cause(one, facts))))
    found = finding_at(one.spot, Kind.DIFFERS, DATA, should, why, where(one.fact.figure))
    return replace(found, is_guess=one.is_guess)


def _turned(one: Verdict, facts: Facts, where: Where, word: str) -> Finding:
    went = "up" if one.fact.exact > 0 else "down"
    why = f"“{word}”, but {title_of(replace(one.fact, part=Part.VALUE), facts.figures.year)} went {went}"
    should = OPPOSITES.get(word.lower(), went)
    return finding_at(one.spot, Kind.DIRECTION, DATA, should, why, where(one.fact.figure), word)


def cause(one: Verdict, facts: Facts) -> str:
    """How a wrong number may have come about, where that can be told."""
    number, fact = one.spot.number, one.fact
    if kin := facts.kin(number, fact):
        year = "" if kin.figure.year == fact.figure.year else kin.figure.year
        return f"{number.text} is the number of {year or f'stage {kin.figure.stage}'}"
    another = f"{number.text} is {title_of(one.instead, facts.figures.year)}" if one.instead else ""
    return slip(number, fact) or another


_PARTS = {
    Part.NUMERATOR: "how many of them",
    Part.DENOMINATOR: "of how many",
    Part.REST: "all the others",
    Part.CHANGE: "the change on the year before",
    Part.PERCENT_CHANGE: "the change in percent",
}


def title_of(fact: Fact, year: str) -> str:
    """A fact in a few words: "Complaints received, stage 1, Fostering, 2022/23"."""
    figure = fact.figure
    stage = "" if figure.stage is None else SUMS.get(figure.stage) or f"stage {figure.stage}"
    part = _PARTS.get(fact.part, "")
    other = figure.year if figure.year != year else ""
    return ", ".join(filter(None, (METRICS[figure.metric].title, stage, figure.group, part, other)))


def text_of(fact: Fact, number: Number) -> str:
    """What a fact comes to, written as a number is."""
    places = min(number.places, max(PLACES[fact.figure.unit], 1))
    change = fact.figure.change_at(places) if fact.part == Part.CHANGE else None
    return number.with_digits(f"{fact.at(places) if change is None else abs(change):,}")


# Where a figure comes from

_NAMED = 3
"""So many files of one table are named."""


def sources(source: Source, folder: Path, draft: bool = False) -> Callable[[Figure], str]:
    """Says of a figure in which file it stands, how many records it counts, and which command shows them."""
    options = f"{' --draft' if draft else ''} -f {_here(folder)}"

    def where(figure: Figure) -> str:
        is_sum = figure.stage in SUMS
        what = f"figures --metric {figure.metric} --year {figure.year}" if is_sum else f"explain {command_of(figure)}"
        return f"{_counted(source, figure)}: `complaints-report {what}{options}`"

    return where


def _here(folder: Path) -> str:
    """The folder as a command run here names it."""
    name = str(folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder)
    return name if shlex.quote(name) == name else in_quotes(name)


def _counted(source: Source, figure: Figure) -> str:
    """The files that a figure is made of, and what it is there."""
    metric = METRICS[figure.metric]
    if source.is_told_by_history(figure.year):
        return f"{_files(source, ['history'])}, the rows of {figure.year}"
    if isinstance(metric, Given):
        column = source.export.read[metric.table].heading(metric.column)
        return f"{_files(source, (metric.table,))}, column {column}, the row of {figure.year}"
    if isinstance(metric, Ratio):
        return _files(source, (METRICS[key[0]].table for key in metric.counts[figure.stage]))
    of = f" of {figure.denominator:,}" if figure.unit == "percent" and figure.denominator else ""
    count = figure.denominator if figure.unit == "days" else figure.numerator
    told = isinstance(count, int) and figure.unit != "pounds"
    records = f", {count:,}{of} record{'s' * (bool(of) or count != 1)}" if told else ""
    return f"{_files(source, (metric.table,))}{records}"


def _files(source: Source, tables: Iterable[str]) -> str:
    """The names of the files that hold some tables, a few of them where there are many."""
    found = [source.export.read[one] for one in tables if one in source.export.read]
    names = list(dict.fromkeys(origin.place.file for table in found for origin in table.origins))
    return listed([*names[:_NAMED], *([f"{len(names) - _NAMED:,} more"] if len(names) > _NAMED else [])])
