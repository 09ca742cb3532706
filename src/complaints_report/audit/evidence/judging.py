"""Each number with the facts that it may be, and what its siblings say for each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from math import fsum
from operator import attrgetter

from complaints_report.audit.evidence.clauses import is_name
from complaints_report.audit.evidence.facts import Fact, Facts, slipped
from complaints_report.audit.evidence.lexicon import GROUP
from complaints_report.audit.evidence.surroundings import Surroundings
from complaints_report.audit.evidence.weighing import Weigher
from complaints_report.audit.reading.document import ITEM, Block, Grid, Passage, Sentence, Spot
from complaints_report.audit.reading.numbers import Number

FLOOR = -3.2
"""With fewer points than these a fact is not thought of, whatever the siblings say."""
AGREES = -0.6
"""The points from which an equal fact is taken for the number's."""

HALF = 0.5
_WORD = re.compile(r"[^\W\d_]{3,}")
Key = tuple[object, ...]


class Along(StrEnum):
    """What differs from one sibling to the next, all else being the same."""

    GROUP = "group"
    STAGE = "stage"
    YEAR = "year"
    PART = "part"
    ALL = "all"


_WORTH = {Along.GROUP: 2.6, Along.STAGE: 1.8, Along.YEAR: 2.0, Along.PART: 1.6, Along.ALL: 1.5}
_LEAST = 0.15  # of siblings say nothing


_SAME = {
    Along.GROUP: attrgetter("figure.metric", "figure.stage", "figure.by", "figure.year", "part", "unit"),
    Along.STAGE: attrgetter("figure.metric", "figure.by", "figure.group", "figure.year", "part", "unit"),
    Along.YEAR: attrgetter("figure.metric", "figure.stage", "figure.by", "figure.group", "part", "unit"),
    Along.PART: attrgetter("figure.metric", "figure.stage", "figure.by", "figure.group"),
    Along.ALL: attrgetter("figure.metric", "figure.by", "part", "unit"),
}


def _common(fact: Fact, along: Along) -> Key:
    """What siblings have in common that differ in one respect."""
    return along, *_SAME[along](fact)


@dataclass
class Judged:
    """A number with the facts that it may be: those that it equals, and those that the words speak for."""

    spot: Spot
    said: Spot
    weigher: Weigher
    equal: list[Fact]
    expected: list[Fact]
    lines: list[tuple["Votes", int]] = field(default_factory=list)
    _given: dict[Fact, tuple[float, float]] = field(default_factory=dict)  # by its siblings

    def total(self, fact: Fact) -> float:
        """The points of a fact with those that its siblings give it; they do not give it another year than is said."""
        points = self.weigher.points(fact)
        if not fact.is_change and self.weigher.years.is_another(fact.figure.year):
            return points
        return points + self._by_siblings(fact)[0]

    def supported(self, fact: Fact) -> float:
        """The share of its siblings that speak for a fact."""
        return self._by_siblings(fact)[1]

    def _by_siblings(self, fact: Fact) -> tuple[float, float]:
        """The points that its siblings give a fact, and the share of them that speak for it."""
        if fact not in self._given:
            points = most = 0.0
            for votes, place in self.lines:
                for along in votes.alongs if votes.are_of(fact) else ():
                    share = votes.share(along, fact, place)
                    points, most = max(points, _WORTH[along] * share), max(most, share)
            self._given[fact] = points, most
        return self._given[fact]

    def best(self, of: Iterable[Fact]) -> tuple[float, Fact] | None:
        """The fact for which most speaks, and how much."""
        return max(((self.total(one), one) for one in of), key=lambda each: each[0], default=None)


def judged(facts: Facts, surroundings: Surroundings, spots: Iterable[Spot]) -> list[Judged]:
    """Each number with its facts and the support of its siblings; those left open and names are left out."""
    in_lines, found = cache(_in_lines), []
    for spot in spots:
        if not spot.number.hedged and not is_name(surroundings.lexicon, spot):
            said = in_lines(spot.sentence, spot.block, spot.row, spot.column).get(spot.number, spot)
            weigher = Weigher(facts, surroundings, said)
            found.append(Judged(spot, said, weigher, weigher.equal(FLOOR), weigher.expected()))
    for line, alongs in _lines(found):
        votes = Votes(line, alongs)
        for place, one in enumerate(line):
            one.lines.append((votes, place))
    for one in found:
        _add_supported(one)
    _leave_out_told(found)
    return found


def _add_supported(one: Judged) -> None:
    """Adds the facts that the siblings speak for, of the group, stage or year that the labels tell."""
    for fact in (fact for votes, place in one.lines for fact in votes.most(Along.GROUP, place)):
        figure, family = fact.figure, one.weigher.facts.families[fact.family]
        groups = [told[1] for told in one.weigher.told[GROUP] if isinstance(told, tuple) and told[0] == figure.by]
        for other in (family.get((group, figure.year, fact.part, fact.unit)) for group in groups):
            if other is not None and other.unit in one.weigher.units and other not in one.expected:
                one.expected.append(other)


Line = list[Judged]


def _lines(found: Sequence[Judged]) -> Iterator[tuple[Line, tuple[Along, ...]]]:
    """The siblings: numbers of one column, of one row, of one list, of one sentence."""
    lines: dict[tuple[object, ...], Line] = defaultdict(list)
    for one in found:
        spot, block, unit = one.said, one.said.block, one.said.number.unit
        at = [other.begins for other in spot.sentence.numbers if other.unit == unit].index(spot.number.begins)
        if isinstance(block, Grid):
            lines["column", id(block), spot.column, unit, at].append(one)
            lines["row", id(block), spot.row, unit, at].append(one)
        elif block.kind == ITEM:
            lines["list", block.lead, block.heading, unit, at].append(one)
        else:
            place = block.sentences.index(spot.sentence)
            for pair in (place - 1, place):
                lines["pair", id(block), pair, unit].append(one)
        lines["sentence", id(spot.sentence)].append(one)
    alongs = {
        "column": (Along.ALL, Along.GROUP, Along.STAGE, Along.YEAR),
        "row": (Along.YEAR, Along.GROUP, Along.STAGE, Along.PART),
        "list": (Along.GROUP, Along.STAGE),
        "pair": (Along.GROUP, Along.STAGE, Along.YEAR),
        "sentence": tuple(Along),
    }
    yield from ((line, alongs[str(key[0])]) for key, line in lines.items() if len(line) > 1)


class Votes:
    """What the numbers of one line say for each other: what most of them have in common, the others should have too."""

    def __init__(self, line: Line, alongs: tuple[Along, ...]) -> None:
        self.alongs, self._others = alongs, max(len(line) - 1, 1)
        self._certain = min(1.0, 0.4 + 0.2 * self._others)
        self._given: dict[Key, dict[int, tuple[float, Fact]]] = defaultdict(dict)
        self._metrics: set[str] = set()
        for place, one in enumerate(line):
            for fact in one.equal:
                points, best = one.weigher.points(fact), one.weigher.points(one.equal[0])
                weight = min(1.0, max(0.1, (points + 2.0) / 2.5)) * (1.0 if points > best - 1.5 else 0.5)
                for along in alongs:
                    self._metrics.add(fact.figure.metric)
                    known = self._given[_common(fact, along)]
                    if place not in known or known[place][0] < weight:
                        known[place] = weight, fact

    def are_of(self, fact: Fact) -> bool:
        """Whether any of the numbers may be of a fact's metric."""
        return fact.figure.metric in self._metrics

    def share(self, along: Along, fact: Fact, place: int) -> float:
        """The share of the others that speak for a fact at a place: not those that are the same fact themselves."""
        share = self._share(self._given.get(_common(fact, along), {}), place, fact)
        return share if share > _LEAST else 0.0

    def _share(self, given: Mapping[int, tuple[float, Fact]], place: int, told: Fact | None = None) -> float:
        others = (weight for at, (weight, other) in given.items() if at != place and other is not told)
        return self._certain * fsum(others) / self._others

    def most(self, along: Along, place: int) -> list[Fact]:
        """A fact of each kind that most of the others are of."""
        kinds = (given for key, given in self._given.items() if key[0] is along)
        return [next(iter(given.values()))[1] for given in kinds if self._share(given, place) > HALF]


def _leave_out_told(found: Sequence[Judged]) -> None:
    """Takes from what is expected of a number the facts that another number of its sentence or row tells."""
    lines: dict[tuple[object, ...], Line] = defaultdict(list)
    for one in found:
        spot = one.said
        lines[(id(spot.block), spot.row) if isinstance(spot.block, Grid) else (id(spot.sentence),)].append(one)
    for line in lines.values():
        ours = [one for one in line if one.weigher.against <= 0.3]
        sure = [one for one in ours if (told := one.best(one.equal)) and told[0] > AGREES - 1]
        for one in line:
            number = one.said.number
            others = [other.said.number for other in sure if other is not one]
            unsure = [other.said.number for other in ours if other is not one and other not in sure]
            one.expected = [fact for fact in one.expected if not _is_told(fact, number, others, unsure)]


def _is_told(fact: Fact, number: Number, others: Sequence[Number], unsure: Sequence[Number]) -> bool:
    """Whether a fact is what another number says, or, where it can be no slip of this one, of an unsure one."""
    told = any(fact.is_printed(other) for other in others if other.unit == fact.unit)
    slips = (slipped(other, fact) for other in unsure if other.unit == fact.unit)
    return told or (any(slips) and not slipped(number, fact))


# Lines of cells


def _in_lines(cell: Sentence, grid: Block, row: int, column: int) -> dict[Number, Spot]:
    """The numbers of a cell whose lines each say what theirs are, each in its line as a passage under the labels."""
    lines = cell.sentences() if isinstance(grid, Grid) else ()
    counts = [len(one.numbers) for one in lines]
    is_told = sum(map(bool, counts)) > 1 and sum(counts) == len(cell.numbers) and all(map(_tells, lines))
    if not isinstance(grid, Grid) or not is_told:
        return {}
    lead = " ".join(filter(None, (grid.row_label(row), grid.column_label(column))))
    passages = [Passage(ITEM, one.words, (one,), (grid.caption, *grid.headings), lead) for one in lines]
    spots = (Spot(number, one.sentences[0], one) for one in passages for number in one.sentences[0].numbers)
    return dict(zip(cell.numbers, spots, strict=True))


def _tells(line: Sentence) -> bool:
    """Whether a line says in words what its numbers are."""
    first, last = (line.numbers[0].begins, line.numbers[-1].ends) if line.numbers else (0, 0)
    return not line.numbers or bool(_WORD.search(line.words[:first]) or _WORD.search(line.words, last))
