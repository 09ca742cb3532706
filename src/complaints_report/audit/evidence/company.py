"""Whether a number is of the data at all, by the company that it keeps."""

import re
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from complaints_report.audit.evidence.judging import Judged
from complaints_report.audit.evidence.lexicon import PLAIN
from complaints_report.audit.reading.document import Grid, Spot

SURELY, MANY, FEW = 1.7, 10, 0.1
"""A number that stands alone in its sentence needs no company where its words name a fact by so many points, it is so
great, and so few of the document's numbers are somebody else's."""
_WORD = re.compile(r"[^\W\d_]{3,}")


class Company:
    """Tells by the company that a number keeps whether it is of the data at all.

    A number that no fact explains is an error among numbers that agree, and somebody else's among others of its kind:
    of another service, another council, another subject.
    """

    def __init__(self, judged: Sequence[Judged], agreeing: AbstractSet[Spot], right: AbstractSet[Spot]) -> None:
        self._agreeing = agreeing | right
        self._lines: dict[tuple[object, ...], list[Spot]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        foreign = [one.weigher.against > 0.3 or bool(one.weigher.clause.counts_else) for one in judged]
        self._foreign_share = sum(foreign) / max(1, len(foreign))
        for spot in right - {one.spot for one in judged}:
            self._add(spot)
        for one in judged:
            if one.spot.number.spelled and one.spot not in agreeing:
                continue
            self._add(one.spot)
            if one.weigher.against < 0.3:
                for word in _unknown_words(one):
                    self._words[word][one.spot in agreeing] += 1

    def _add(self, spot: Spot) -> None:
        for line in _company(spot):
            self._lines[line].append(spot)

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
            return sentence >= 0.5 or (sentence > 0 and around >= 0.5) or (points > 1.8 and around >= 0.5)
        if points >= SURELY and spot.number.value >= MANY and self._foreign_share < FEW:
            return True
        return (passage if passage is not None else 1.0) >= 0.5 and (section if section is not None else 0.6) >= 0.5

    def is_of_others(self, spot: Spot, stale: AbstractSet[Spot]) -> bool:
        """Whether none of the numbers beside it, in its sentence or in its row and column, agrees or is stale too."""
        lines = _company(spot)[1:3] if isinstance(spot.block, Grid) else _company(spot)[1:2]
        beside = {other for line in lines for other in self._lines[line]} - {spot}
        return bool(beside) and beside.isdisjoint(self._agreeing | stale)

    def _share(self, line: Sequence[Spot], spot: Spot) -> float | None:
        """How many of the others in a line agree; None where there are none."""
        others = [one for one in line if one != spot]
        return sum(one in self._agreeing for one in others) / len(others) if others else None

    def _foreign(self, one: Judged) -> float:
        """How surely a word beside a number stands elsewhere in the document beside numbers that are not the data's."""
        shares = [0.0]
        for word in _unknown_words(one):
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
    section = block.headings or id(block)
    return [("spot",), ("sentence", id(spot.sentence)), ("passage", id(block)), ("section", section)]


def _texts_of(spot: Spot) -> tuple[str, ...]:
    """What stands at a number: its clause and the heading over it, or the labels of its row and column."""
    if spot.labels:
        return spot.labels
    whole, number = spot.sentence.words, spot.number
    begins = max(whole.rfind(sign, 0, number.begins) for sign in ";:—–") + 1
    ends = min((at for sign in ";—–" if (at := whole.find(sign, number.ends)) >= 0), default=len(whole))
    return whole[begins:ends], spot.block.heading


def _unknown_words(one: Judged) -> set[str]:
    """The words at a number that tell of nothing that the data know."""
    texts = _texts_of(one.spot)
    known = [text[each.begins : each.ends] for text in texts for each in one.weigher.lexicon.mentions(text)]
    said, of_known = ({word.lower() for text in some for word in _WORD.findall(text)} for some in (texts, known))
    return said - of_known - PLAIN
