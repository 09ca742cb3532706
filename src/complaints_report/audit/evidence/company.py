"""Whether a number is of the data at all, by the company that it keeps."""

import re
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from complaints_report.audit.evidence.judging import Judged
from complaints_report.audit.evidence.lexicon import PLAIN
from complaints_report.audit.evidence.traits import ABSENT, BESIDE, MOST, Traits
from complaints_report.audit.reading.document import Grid, Spot

MANY = 100
"""So many numbers make a whole report."""
Key = tuple[object, ...]
_WORD = re.compile(r"[^\W\d_]{3,}")


class Company:
    """Tells by the company that a number keeps whether it is of the data at all.

    A number that no fact explains is an error among numbers that agree, and somebody else's among others of its kind:
    of another service, another council, another subject.
    """

    def __init__(
        self,
        judged: Sequence[Judged],
        agreeing: AbstractSet[Spot],
        right: AbstractSet[Spot],
        stale: AbstractSet[Spot],
    ) -> None:
        self._agreeing, self._stale = agreeing | right, stale
        self._lines: dict[Key, list[Spot]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        foreign = [one.weigher.against > 0.3 or bool(one.weigher.clause.counts_else) for one in judged]
        self._foreign_share, self._in_all = sum(foreign) / max(1, len(foreign)), min(len(foreign), MANY)
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
        for line in _company(spot).values():
            self._lines[line].append(spot)

    def traits(self, one: Judged) -> Traits:
        """How many of the numbers around it agree, from its sentence or row outwards, and whose its words are."""
        spot, others = one.spot, {place: self._others(line, one.spot) for place, line in _company(one.spot).items()}
        beside = [each for place in BESIDE for each in others.get(place, ())]
        return {
            **{f"agreeing in {place}": self._share(line) for place, line in others.items()},
            **{f"numbers in {place}": min(len(line), MOST) for place, line in others.items()},
            "of another year beside it": sum(each in self._stale for each in beside) if spot in self._stale else ABSENT,
            "foreign words": self._foreign(one),
            "foreign numbers in all": self._foreign_share,
            "numbers in all": self._in_all,
        }

    def _others(self, line: Key, spot: Spot) -> list[Spot]:
        return [each for each in self._lines[line] if each != spot]

    def _share(self, others: Sequence[Spot]) -> float:
        """How many of the others in a line agree; less than none where there are none."""
        return sum(one in self._agreeing for one in others) / len(others) if others else ABSENT

    def _foreign(self, one: Judged) -> float:
        """How surely a word beside a number stands elsewhere in the document beside numbers that are not the data's."""
        shares = [0.0]
        for word in _unknown_words(one):
            wrong, right = self._words[word]
            wrong -= 1
            if wrong >= 3:
                shares.append(wrong / (wrong + right))
        return max(shares)


def _company(spot: Spot) -> dict[str, Key]:
    """The lines of numbers that a number stands in, the nearest first."""
    block = spot.block
    if isinstance(block, Grid):
        at = id(block)
        return {"row": ("row", at, spot.row), "column": ("column", at, spot.column), "table": ("table", at)}
    section = block.headings or id(block)
    return {
        "sentence": ("sentence", id(spot.sentence)),
        "passage": ("passage", id(block)),
        "section": ("section", section),
    }


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
