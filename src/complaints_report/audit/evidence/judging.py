"""Each number held to the data: what it equals, what its siblings are, and what the words say decide together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from complaints_report.audit.arithmetic.relations import Relation
from complaints_report.audit.evidence.facts import Fact, Facts, VALUE
from complaints_report.audit.evidence.surroundings import GROUP, Surroundings, is_name
from complaints_report.audit.evidence.weighing import Scored, Weigher
from complaints_report.audit.reading.document import ITEM, Document, Grid, Passage, Spot
from complaints_report.audit.reading.numbers import Number

FLOOR = -3.2
"""With fewer points than these a fact is not thought of, whatever the siblings say."""
AGREES, TOLD, MARGIN, CLEAR = -0.6, 1.1, 0.9, 0.35
"""The points from which an equal fact is taken for the number's; from which the words name a fact; by how many a
wrong number's own equal must fall behind it; and by how many all other facts must."""

SURE = 1.4
"""The points from which an equal fact is the number's, whatever else the words may speak for."""

Key = tuple[object, ...]


class Along(StrEnum):
    """What differs from one sibling to the next, all else being the same."""

    GROUP = "group"
    STAGE = "stage"
    YEAR = "year"
    PART = "part"
    METRIC = "metric"


_WORTH = {Along.GROUP: 2.6, Along.STAGE: 1.8, Along.YEAR: 2.0, Along.PART: 1.6, Along.METRIC: 0.7}


def common(fact: Fact, along: Along) -> Key:
    """What siblings have in common that differ in one respect."""
    figure = fact.figure
    metric, stage, by, group, year = figure.metric, figure.stage, figure.by, figure.group, figure.year
    match along:
        case Along.GROUP:
            return along, metric, stage, by, year, fact.part, fact.unit
        case Along.STAGE:
            return along, metric, by, group, year, fact.part, fact.unit
        case Along.YEAR:
            return along, metric, stage, by, group, fact.part, fact.unit
        case Along.PART:
            return along, metric, stage, by, group
        case Along.METRIC:
            return along, stage, year, fact.part == VALUE


@dataclass
class Judged:
    """A number with the facts that it may be: those that it equals, and those that the words speak for."""

    spot: Spot
    weigher: Weigher
    equal: list[Scored]
    expected: list[Scored]
    support: dict[Key, float] = field(default_factory=dict)

    def total(self, scored: Scored) -> float:
        """The points of a fact with those that its siblings give it."""
        given = (_WORTH[along] * self.support.get(common(scored.fact, along), 0.0) for along in Along)
        return scored.points + max(given)

    def best(self, of: Iterable[Scored]) -> tuple[float, Fact] | None:
        """The fact for which most speaks, and how much."""
        return max(((self.total(one), one.fact) for one in of), key=lambda each: each[0], default=None)


@dataclass(frozen=True)
class Verdict:
    """What became of a number: whether it agrees with the fact that it is, and what speaks for that fact."""

    spot: Spot
    agrees: bool
    fact: Fact
    points: float
    instead: Fact | None = None
    """For a number that differs, the fact that it equals although the words speak for another."""


class Judge:
    """Judges the numbers of documents by one table of figures."""

    def __init__(self, facts: Facts, surroundings: Surroundings) -> None:
        self._facts, self._surroundings = facts, surroundings

    def judged(self, document: Document) -> list[Judged]:
        """Every number with its facts and the support of its siblings."""
        lexicon = self._surroundings.lexicon
        spots = (spot for spot in document.spots() if not spot.number.hedged and not is_name(lexicon, spot))
        found = [self._considered(spot) for spot in spots]
        for line, alongs in _lines(found):
            _vote(line, alongs)
        for one in found:
            self._add_supported(one)
        _leave_out_told(found)
        return found

    def _considered(self, spot: Spot) -> Judged:
        weigher = Weigher(self._facts, self._surroundings, spot)
        return Judged(spot, weigher, weigher.equal(FLOOR), weigher.expected())

    def _add_supported(self, one: Judged) -> None:
        """Adds the facts that the siblings speak for, of the group, stage or year that the labels tell."""
        known = {id(scored.fact) for scored in one.expected}
        for key, share in one.support.items():
            if share > 0.5 and key[0] is Along.GROUP:
                family = (key[1], key[2], key[3])
                facts = self._facts.families.get(family, {})  # type: ignore[arg-type]
                for told in one.weigher.told[GROUP]:
                    fact = facts.get((told[1], key[4], key[5])) if isinstance(told, tuple) and told[0] == key[3] else None  # type: ignore[arg-type]
                    if fact is not None and fact.unit in one.weigher.units and id(fact) not in known:
                        known.add(id(fact))
                        one.expected.append(Scored(fact, one.weigher.points(fact)))


Line = list[Judged]


def _lines(found: Sequence[Judged]) -> Iterator[tuple[Line, tuple[Along, ...]]]:
    """The siblings: numbers of one column, of one row, of one list, of one sentence."""
    lines: dict[tuple[object, ...], Line] = defaultdict(list)
    for one in found:
        spot = one.spot
        at = [other.begins for other in spot.sentence.numbers if other.unit == spot.number.unit].index(spot.number.begins)
        if isinstance(spot.block, Grid):
            lines["column", id(spot.block), spot.column, spot.number.unit, at].append(one)
            lines["row", id(spot.block), spot.row, spot.number.unit, at].append(one)
        elif isinstance(spot.block, Passage) and spot.block.kind == ITEM:
            lines["list", spot.block.lead, spot.block.heading, spot.number.unit, at].append(one)
        elif isinstance(spot.block, Passage) and spot.sentence in spot.block.sentences:
            place = spot.block.sentences.index(spot.sentence)
            for pair in (place - 1, place):
                lines["pair", id(spot.block), pair, spot.number.unit].append(one)
        lines["sentence", id(spot.sentence)].append(one)
    alongs = {
        "column": (Along.GROUP, Along.STAGE, Along.YEAR, Along.METRIC),
        "row": (Along.YEAR, Along.GROUP, Along.STAGE, Along.PART),
        "list": (Along.GROUP, Along.STAGE),
        "pair": (Along.GROUP, Along.STAGE, Along.YEAR),
        "sentence": tuple(one for one in Along if one is not Along.METRIC),
    }
    yield from ((line, alongs[str(key[0])]) for key, line in lines.items() if len(line) > 1)


def _vote(line: Line, alongs: tuple[Along, ...]) -> None:
    """Gives each sibling, for what the others have in common, the share of them that have it."""
    votes: dict[Key, dict[int, float]] = defaultdict(dict)
    for place, one in enumerate(line):
        best = one.equal[0].points if one.equal else 0.0
        for scored in one.equal:
            weight = min(1.0, max(0.1, (scored.points + 2.0) / 2.5)) * (1.0 if scored.points > best - 1.5 else 0.5)
            for along in alongs:
                known = votes[common(scored.fact, along)]
                known[place] = max(known.get(place, 0.0), weight)
    others = max(len(line) - 1, 1)
    certain = min(1.0, 0.4 + 0.2 * others)
    for key, given in votes.items():
        total = sum(given.values())
        for place, one in enumerate(line):
            share = certain * (total - given.get(place, 0.0)) / others
            if share > one.support.get(key, 0.15):
                one.support[key] = share


def _leave_out_told(found: Sequence[Judged]) -> None:
    """Takes from what is expected of a number the facts that another number of its sentence or row tells."""
    lines: dict[tuple[object, ...], Line] = defaultdict(list)
    for one in found:
        lines[_company(one.spot)[1]].append(one)
    for line in lines.values():
        ours = [one for one in line if one.weigher.against <= 0.3]
        sure = [one for one in ours if (told := one.best(one.equal)) and told[0] > AGREES - 1]
        for one in line:
            others = [other.spot.number for other in sure if other is not one]
            one.expected = [scored for scored in one.expected if not _is_told(scored.fact, others)]


def _is_told(fact: Fact, numbers: Sequence[Number]) -> bool:
    """Whether one of some numbers may be a fact."""
    return any(fact.is_printed(number) for number in numbers if number.unit == fact.unit)


def verdicts(judged: Sequence[Judged], relations: Sequence[Relation] = ()) -> list[Verdict]:
    """What the data say of each number that they can judge, given how the document's numbers hang together."""
    first = {one.spot: _verdict(one) for one in judged}
    agreeing = {spot for spot, told in first.items() if told and told.agrees}
    borne = agreeing | _derived(relations, agreeing)
    company, apart, pressed = Company(judged, borne), _apart(relations, borne), _pressed(relations, agreeing)
    found = []
    for one in judged:
        told = first[one.spot]
        if told is None or told.agrees or one.spot in pressed:
            found += [told] if told else []
        elif one.spot not in apart and one.spot not in borne and company.is_ours(one, told.points):
            found.append(told)
    return found


def _derived(relations: Iterable[Relation], agreeing: AbstractSet[Spot]) -> set[Spot]:
    """The numbers that come of others that agree: sums and shares of them."""
    return {
        spot
        for one in relations
        if one.holds and len(one.spots) > 2
        for spot in one.spots
        if all(other in agreeing for other in one.spots if other != spot)
    }


def _apart(relations: Iterable[Relation], borne: AbstractSet[Spot]) -> set[Spot]:
    """The numbers that hang together with others none of which is the data's: somebody else's."""
    return {
        spot
        for one in relations
        if one.holds and len(one.spots) > 2 and not any(spot in borne for spot in one.spots)
        for spot in one.spots
    }


def _pressed(relations: Iterable[Relation], agreeing: AbstractSet[Spot]) -> set[Spot]:
    """The numbers that alone are at odds with others that agree."""
    failing = [one for one in relations if not one.holds and len(one.spots) > 2]
    left = [[spot for spot in one.spots if spot not in agreeing] for one in failing]
    return {spots[0] for spots in left if len(spots) == 1}


def _verdict(one: Judged) -> Verdict | None:
    own, told = one.best(one.equal), one.best(one.expected)
    chance = _unlikely(one.spot.number)
    if own is not None and own[0] >= AGREES and (told is None or _outweighs(own[0], chance, told[0])):
        return Verdict(one.spot, True, own[1], own[0])
    if told is None or one.weigher.against > 0.3 or one.weigher.counts_else:
        return None
    points, fact = told
    rivals = [one.total(other) for other in one.expected if not _same(other.fact, fact, one)]
    clear = points - max(rivals, default=-9.0)
    fallen = points - (own[0] + chance) if own else 9.0
    if one.spot.number.value == 100 or not _is_sure(one, fact):
        return None
    supported = max((one.support.get(common(fact, along), 0.0) for along in Along), default=0.0)
    needed = TOLD + 0.3 * max(0, one.weigher.unknown - 2)
    if chance < 1 and supported < 0.3:
        needed += 0.6 + 0.4 * one.weigher.unknown
    if own is not None and own[0] >= AGREES and chance <= 1.0:
        fallen -= 1.5
    if points >= needed and clear >= CLEAR and fallen >= MARGIN and not fact.is_printed(one.spot.number):
        return Verdict(one.spot, False, fact, points, own[1] if own else None)
    return None


def _is_sure(one: Judged, fact: Fact) -> bool:
    """Whether it is plain enough what the number counts for it to be told as wrong."""
    number, block = one.spot.number, one.spot.block
    if number.spelled:
        return number.value > 2 and one.weigher.counts_known
    if isinstance(block, Grid) and one.weigher.unknown:
        return max(one.support.get(common(fact, along), 0.0) for along in Along) > 0.3 and bool(fact.figure.by)
    return True


def _outweighs(own: float, chance: float, told: float) -> bool:
    """Whether what a number equals stands against what the words speak for."""
    return own + chance >= told or (own + chance >= SURE and (chance >= 0.7 or own >= told - 1.6))


def _unlikely(number: Number) -> float:
    """What it counts that a number equals a fact: little for a small number, which equals some fact by chance."""
    if number.places:
        return 1.6
    steps = ((1000, 2.5), (300, 1.8), (100, 1.3), (30, 1.0), (10, 0.7))
    return next((points for least, points in steps if number.value >= least), 0.3)


_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset("the and for was were with from this that our their than had has have been are not you your which who all".split())


class Company:
    """Tells by the company that a number keeps whether it is of the data at all.

    A number that no fact explains is an error among numbers that agree, and somebody else's among others of its kind:
    of another service, another council, another subject.
    """

    def __init__(self, judged: Sequence[Judged], agreeing: AbstractSet[Spot]) -> None:
        self._agreeing = agreeing
        self._lines: dict[tuple[object, ...], list[Spot]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for one in judged:
            if one.spot.number.spelled and one.spot not in agreeing:
                continue
            for line in _company(one.spot):
                self._lines[line].append(one.spot)
            if one.weigher.against < 0.3:
                for word in _words_of(one.spot) - self._known(one):
                    self._words[word][one.spot in agreeing] += 1

    def is_ours(self, one: Judged, points: float) -> bool:
        """Whether a number that agrees with nothing stands among numbers of the data."""
        spot = one.spot
        if self._foreign(one) > 0.74:
            return False
        lines = [self._share(self._lines[line], spot) for line in _company(spot)]
        if isinstance(spot.block, Grid):
            row, column, table = lines[1], lines[2], lines[3]
            known = [share for share in (row, column) if share is not None]
            return (not known or max(known) > 0) and (max(known, default=0.0) >= 0.5 or (table or 0.0) >= 0.4)
        sentence, passage, section = lines[1], lines[2], lines[3]
        if sentence is not None:
            around = max(passage or 0.0, section or 0.0)
            return sentence >= 0.5 or (sentence > 0 and around >= 0.5) or (points > 2.2 and around >= 0.6)
        return (passage if passage is not None else 1.0) >= 0.5 and (section if section is not None else 0.6) >= 0.5

    def _share(self, line: Sequence[Spot], spot: Spot) -> float | None:
        """How many of the others in a line agree; None where there are none."""
        others = [one for one in line if one != spot]
        return sum(one in self._agreeing for one in others) / len(others) if others else None

    @staticmethod
    def _known(one: Judged) -> set[str]:
        """The words at a number that tell of something that the data know."""
        lexicon = one.weigher.lexicon
        texts = _texts_of(one.spot)
        return {
            word.lower()
            for text in texts
            for mention in lexicon.mentions(text)
            for word in _WORD.findall(text[mention.begins : mention.ends])
        }

    def _foreign(self, one: Judged) -> float:
        """How surely a word beside a number stands elsewhere in the document beside numbers that are not the data's."""
        shares = [0.0]
        for word in _words_of(one.spot) - self._known(one):
            wrong, right = self._words[word]
            wrong -= 1
            if wrong >= 3:
                shares.append(wrong / (wrong + right))
        return max(shares)


def _company(spot: Spot) -> list[tuple[object, ...]]:
    block = spot.block
    if isinstance(block, Grid):
        at = id(block)
        return [("cell", id(spot.sentence)), ("row", at, spot.row), ("column", at, spot.column), ("table", at)]
    return [("spot",), ("sentence", id(spot.sentence)), ("passage", id(block)), ("section", block.headings)]


def _texts_of(spot: Spot) -> tuple[str, str]:
    """What stands at a number: its clause and the heading over it, or the labels of its row and column."""
    block = spot.block
    if isinstance(block, Grid):
        return block.row_label(spot.row), block.column_label(spot.column)
    whole, number = spot.sentence.words, spot.number
    begins = max(whole.rfind(sign, 0, number.begins) for sign in ";:—–") + 1
    ends = min((at for sign in ";—–" if (at := whole.find(sign, number.ends)) >= 0), default=len(whole))
    return whole[begins:ends], block.heading


def _words_of(spot: Spot) -> set[str]:
    return {word.lower() for text in _texts_of(spot) for word in _WORD.findall(text)} - _EMPTY


def _same(one: Fact, other: Fact, judged: Judged) -> bool:
    """Whether two facts would be printed alike here."""
    places = judged.spot.number.places
    return one.at(places) == other.at(places)
