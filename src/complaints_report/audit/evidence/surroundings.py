"""What the words around a number tell of it, each with how far it stands from the number, and what that counts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

from complaints_report.audit.evidence.clauses import is_a_number
from complaints_report.audit.evidence.lexicon import AGAINST, GROUP, LIMIT, STAGE, YEAR, Key, Lexicon, Mention
from complaints_report.audit.reading.document import BOX, ITEM, TEXT, Block, Document, Grid, Passage, Sentence, Spot
from complaints_report.audit.reading.numbers import OTHER, Name, Number, names_in

FAR = 4.0
"""The cost at which a mention tells nothing."""
SAID = 0.4
"""The cost up to which words stand at a number."""
MOST_IN_LABEL = 1.2
"""What it costs at the most that words do not stand first in a label."""
HEAD = 0.3
"""What it costs that words stand before a colon with which a sentence begins: they are about all behind it."""
OWNED = 3.2
"""What it costs more that a year behind the first number of a sentence stands nearer to another number."""
LEAD, PREVIOUS, HEADING, ABOVE, CAPTION, LABEL, TITLE = 0.9, 2.2, 1.9, 2.5, 1.1, 0.2, 3.0
"""What it costs that words stand in what a list hangs on, the sentence before, the nearest heading, others, ..."""

BEFORE = 1.8
"""What it costs more that a group is named in a sentence before: the next may be about all again."""

OUTSIDE = 1.5
"""What it costs more that words stand behind the brackets that a number stands in."""

_AGAIN = re.compile(r"\b(?:it|its|they|them|their|these|those|here|there|both|each)\b", re.IGNORECASE)
"""Words that take up what a sentence before named."""

_TAKES_UP = re.compile(
    r"(?:(?:and|but|so) )?(?:this|that|it|these|those|they) (?:is|was|are|were|compares?|has|had|have)\b", re.IGNORECASE
)
_TO_COME = "will|aims?|intend|hope|expected|next |looking "
WHOLLY = re.compile(f"{_TO_COME}|plan|by |adult|housing|freedom|highways", re.IGNORECASE)
"""Of the words that speak against a number, those that speak against all of their sentence."""
_AHEAD = re.compile(_TO_COME, re.IGNORECASE)
"""Those that, in a heading, speak against all that stands under it: under "Care plans" there may be figures."""
_BREAKS = re.compile(
    r"(?P<part>\bof (?:them|which|whom|these|those)\b)|(?P<comma>,)|(?P<line>\n)|(?P<stop>[;–—]| - )|(?P<colon>:)"
    r"|(?P<bracket>[()\[\]])|(?P<join>\b(?:and|while|but|whereas|although|against|compared|than|with)\b)|(?P<number>\d[\d,.]*)|(?P<word>\w+)",
    re.IGNORECASE,
)
_COSTS = {
    **{"part": 0.9, "comma": 0.22, "stop": 1.4, "line": 0.3, "colon": 0.1, "bracket": 0.3, "join": 0.15},
    **{"number": 0.2, "word": 0.05},
}


Told = dict[str, dict[Key, tuple[float, float]]]
"""What is told of a number, by what it is of: for each key the least cost and the weight of that mention."""


def worth(cost: float) -> float:
    """What a mention counts at a cost: all of a point where it stands beside the number, nothing where it is far."""
    return max(0.0, 1 - cost / FAR)


class Surroundings:
    """Gathers what is told of each number of a document."""

    def __init__(self, lexicon: Lexicon, document: Document) -> None:
        self.lexicon, self._title = lexicon, document.title
        self._over_all = {self._title, *_headings_over_all(document)}
        self._before = dict(_taken_up(document))
        self._prices_of = cache(_prices)

    def told(self, spot: Spot) -> Told:
        """All that the words around a number mention, each at its least cost."""
        found: Told = defaultdict(dict)
        for mention in self.lexicon.mentions(spot.sentence.words):
            if not is_a_number(mention, spot.sentence):
                _add(found, mention, self._cost(spot.sentence, spot.number, mention))
        again = _AGAIN.search(spot.sentence.words)
        for words, cost, is_before in self._rings(spot):
            prices = self._prices_of(words) if cost == LABEL else None
            for mention in self.lexicon.mentions(words):
                if prices:
                    cost = LABEL + min(MOST_IN_LABEL, 0.5 * prices[mention.begins])
                if words == spot.block.heading and mention.of == AGAINST and _AHEAD.match(str(mention.key)):
                    cost = LEAD
                if not (
                    (mention.of == AGAINST and cost > LEAD)
                    or (mention.of == YEAR and is_before)
                    or (mention.of == GROUP and words in self._over_all)
                ):
                    more = BEFORE if mention.of == GROUP and is_before and not again else 0.0
                    _add(found, mention, cost + more)
        return found

    def _cost(self, sentence: Sentence, number: Number, mention: Mention) -> float:
        """How far a mention stands from a number of its sentence."""
        if mention.begins < number.ends and number.begins < mention.ends:
            return FAR if mention.of in (LIMIT, YEAR) else 0.0
        prices = self._prices_of(sentence.words)
        head = sentence.words.find(": ", 0, sentence.numbers[0].begins)
        if mention.ends <= head:
            return HEAD
        cost = min(self._over(sentence, number, mention), _between(prices, number, mention)) + _out_of_brackets(
            sentence.words, number, mention
        )
        cost += _behind_the_whole(sentence.words, number, mention) + _in_the_next(sentence.words, number, mention)
        if mention.of == YEAR and (
            _TO.fullmatch(sentence.words, mention.ends, number.begins)
            or _TIMES.search(sentence.words, number.ends, mention.begins)
        ):
            return FAR
        if _BRACKETED.fullmatch(sentence.words, mention.ends, number.begins):
            return cost
        behind = mention.of == YEAR and sentence.numbers[0].begins < mention.begins
        if behind or (mention.of == AGAINST and not _is_against_all(sentence, mention)):
            others: list[Number | Name] = [
                *(one for one in sentence.numbers if not one.spelled),
                *(one for one in names_in(sentence.words) if one.name == OTHER),
            ]
            nearest = min((_between(prices, other, mention) for other in others), default=FAR)
            return cost + (OWNED if nearest < cost - 0.1 else 0.0)
        return cost

    def _over(self, sentence: Sentence, number: Number, mention: Mention) -> float:
        """How far a stage stands at the most from the numbers behind it, where it is the only one of its sentence."""
        stages = {one.key for one in self.lexicon.mentions(sentence.words) if one.of == STAGE}
        return LEAD if mention.of == STAGE and len(stages) == 1 and mention.ends <= number.begins else FAR

    def _rings(self, spot: Spot) -> Iterator[tuple[str, float, bool]]:
        """What stands around a number's sentence or cell, what that costs, and whether it is a sentence before it."""
        block = spot.block
        if isinstance(block, Grid):
            yield block.row_words(spot.row), LABEL, False
            yield block.column_label(spot.column), LABEL, False
            yield block.caption, CAPTION, False
        else:
            yield block.lead, LEAD, False
            for back, sentence in enumerate(reversed(block.sentences[: block.sentences.index(spot.sentence)])):
                yield sentence.words, PREVIOUS + 0.4 * min(back, 3), True
            if before := self._before.get(id(block)):
                yield before.words, PREVIOUS, True
        for place, heading in enumerate(block.headings):
            yield heading, HEADING if not place else ABOVE + 0.2 * place, False
        yield self._title, TITLE, False


def _taken_up(document: Document) -> Iterator[tuple[int, Passage]]:
    """The passage before each that takes it up with its first word, as "That is more than last year" does."""
    for before, block in pairwise(document.blocks):
        if isinstance(before, Passage) and before.kind in (TEXT, BOX, ITEM) and _takes_up(block):
            yield id(block), before


def _takes_up(block: Block) -> bool:
    return isinstance(block, Passage) and block.kind == TEXT and bool(_TAKES_UP.match(block.words))


def _headings_over_all(document: Document) -> set[str]:
    """The headings under which most of a document stands, which tell its parts from nothing."""
    over = Counter(heading for block in document.blocks for heading in set(block.headings))
    return {heading for heading, count in over.items() if 2 * count > len(document.blocks)}


def _out_of_brackets(words: str, number: Number, mention: Mention) -> float:
    """What it costs more that a mention stands behind the brackets of a number: brackets are of what is before them."""
    inside = words.rfind("(", 0, number.begins) > words.rfind(")", 0, number.begins)
    return OUTSIDE if inside and -1 < words.find(")", number.ends) < mention.begins else 0.0


def _is_against_all(sentence: Sentence, mention: Mention) -> bool:
    """Whether words speak against all of a sentence: such as always do, and those it opens with: "Across England, "."""
    opening = sentence.words.find(",", 0, sentence.numbers[0].begins)
    return mention.ends <= opening or bool(WHOLLY.match(str(mention.key)))


_TIMES = re.compile(r"\b(?:twice|double|half|thrice|times) (?:the |that of )?$")
"""What stands between a number and the year that it is compared with: "18, twice last year's"."""
_TO = re.compile(r",? to (?:just |only )?£?")
_BRACKETED = re.compile(r"\s*[(\[]\s*")
_WHOLE_FIRST = re.compile(r"\W*(?:out )?of (?:(?:the|these|those|our|all) )*", re.IGNORECASE)


def _behind_the_whole(words: str, number: Number, mention: Mention) -> float:
    """What it costs more that a group is that of a part: "Of the 236 complaints at stage 1, 53 were local"."""
    comma = words.find(", ", number.ends)
    opens = _WHOLE_FIRST.fullmatch(words, 0, number.begins)
    return FAR if opens and mention.of == GROUP and -1 < comma < mention.begins else 0.0


def _in_the_next(words: str, number: Number, mention: Mention) -> float:
    """What it costs more that a group is named behind a semicolon, where another statement begins."""
    return OUTSIDE if mention.of == GROUP and -1 < words.find(";", number.ends) < mention.begins else 0.0


def _between(prices: list[float], number: Number | Name, mention: Mention) -> float:
    if mention.ends <= number.begins:
        return prices[number.begins] - prices[mention.ends]
    return prices[mention.begins] - prices[number.ends] if number.ends <= mention.begins else 0.0


def _add(found: Told, mention: Mention, cost: float) -> None:
    known = found[mention.of].get(mention.key)
    if cost < FAR and (known is None or cost - mention.weight < known[0] - known[1]):
        found[mention.of][mention.key] = cost, mention.weight


def _prices(words: str) -> list[float]:
    """What it costs to come to each letter from the first."""
    steps = [0.0] * (len(words) + 2)
    for match in _BREAKS.finditer(words):
        steps[match.end()] += _COSTS[str(match.lastgroup)]
    return list(accumulate(steps))
