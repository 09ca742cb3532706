"""What the words around a number tell of it, each with how far it stands from the number."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from complaints_report.audit.evidence.lexicon import (
    AGAINST,
    CUE,
    GROUP,
    LIMIT,
    WORD,
    WORDS,
    YEAR,
    Key,
    Lexicon,
    Mention,
)
from complaints_report.audit.reading.document import Grid, Passage, Sentence, Spot
from complaints_report.audit.reading.numbers import COUNT, OTHER, Name, Number, names_in
from complaints_report.english import WAYS
from complaints_report.metrics import cues

FAR = 4.0
"""The cost at which a mention tells nothing."""
MOST_IN_LABEL = 1.2
"""What it costs at the most that words do not stand first in a label."""
OWNED = 3.2
"""What it costs more that a year behind the first number of a sentence stands nearer to another number."""
LEAD, PREVIOUS, HEADING, ABOVE, CAPTION, LABEL, TITLE = 0.9, 2.2, 1.9, 2.5, 1.1, 0.2, 3.0
"""What it costs that words stand in what a list hangs on, the sentence before, the nearest heading, others, ..."""

WHOLLY = re.compile(r"will|aims?|intend|plan|hope|expected|by ", re.IGNORECASE)
"""Of the words that speak against a number, those that speak against all of their sentence."""
_FROM = re.compile(
    r"\b(?:from|against|compared (?:to|with)|as against|versus|vs\.?|than|instead of|up on|down on|when it was"
    r"|previous(?:ly)?:?)\s(?:just |only |the |an? |in all |some )?£?$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"(?:,? (?:of (?:those|the)|under|for|at|about|among|by)|,? in (?!20|the (?:previous|year|last|prior)|last))\b",
    re.IGNORECASE,
)
"""What behind a number says that it is compared with other people's, not with another year's."""
_TO = re.compile(r"\bto (?:just |only |a |an )?£?$", re.IGNORECASE)
_WAYS = "|".join(WAYS)
_WAY = re.compile(rf"\b(?:{_WAYS})\b", re.IGNORECASE)
_CHANGED_BEFORE = re.compile(
    r"\b(?:by|(?:an? |the )?(?:\w+ )?(?:increase|decrease|drop|fall|rise|reduction|growth|decline|jump|change) of"
    r"|(?<!made )(?<!make )(?<!makes )up|down"
    rf"|an (?:additional|extra)|gap of|difference of)\s(?:just |only |some )?£?$|\((?:{_WAYS}) $",
    re.IGNORECASE,
)
_CHANGED_BEHIND = re.compile(
    r"^%?(?: (?:per ?cent|percentage|working))?(?: points?| days?)?(?: \w+)? (?:more|fewer|less|lower|higher|up|down"
    r"|increase|decrease|drop|rise|fall|reduction|growth|better|worse|longer|shorter|quicker|slower|greater)\b"
    r"(?! from| to| in| by)",
    re.IGNORECASE,
)
_CHANGE_LABEL = re.compile(r"\b(?:change|difference|diff|var(?:iance)?|chg|movement)\b|\+ ?/ ?[-–−]|Δ", re.IGNORECASE)
_BREAKS = re.compile(
    r"(?P<part>\bof (?:them|which|whom|these|those)\b)|(?P<comma>,)|(?P<line>\n)|(?P<stop>[;–—]| - )|(?P<colon>:)"
    r"|(?P<bracket>[()\[\]])|(?P<join>\b(?:and|while|but|whereas|although|against|compared|than|with)\b)|(?P<number>\d[\d,.]*)|(?P<word>\w+)",
    re.IGNORECASE,
)
_COSTS = {
    **{"part": 0.9, "comma": 0.22, "stop": 0.9, "line": 0.3, "colon": 0.1, "bracket": 0.3, "join": 0.15},
    **{"number": 0.2, "word": 0.05},
}
_CLAUSE_ENDS = ",;:()–—\n"
_TOTAL = re.compile(
    r"\b(?:total|all|overall|year|everything|whole|every|grand|sum|both|trust|council|borough|county|average|number|no\.?"
    r"|complaints|20\d\d)\b|%|^$",
    re.IGNORECASE,
)


def is_name(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether a number is part of a group's name, as in "18 to 24"."""
    number = spot.number
    found = lexicon.mentions(spot.sentence.words)
    return any(one.of == GROUP and one.begins <= number.begins and number.ends <= one.ends for one in found)


Told = dict[str, dict[Key, tuple[float, float]]]
"""What is told of a number, by what it is of: for each key the least cost and the weight of that mention."""


class Surroundings:
    """Gathers what is told of each number of a document."""

    def __init__(self, lexicon: Lexicon, title: str) -> None:
        self.lexicon, self._title = lexicon, title
        self._prices: dict[str, list[float]] = {}

    def told(self, spot: Spot) -> Told:
        """All that the words around a number mention, each at its least cost."""
        found: Told = defaultdict(dict)
        for mention in self.lexicon.mentions(spot.sentence.words):
            if not _is_a_number(mention, spot.sentence):
                _add(found, mention, self._cost(spot.sentence, spot.number, mention))
        block = spot.block
        fixed = {*block.headings, self._title, *([block.lead] if isinstance(block, Passage) else _labels(spot, block))}
        for words, cost in self._rings(spot):
            prices = self._prices_of(words) if cost == LABEL else None
            for mention in self.lexicon.mentions(words):
                if prices:
                    cost = LABEL + min(MOST_IN_LABEL, 0.5 * prices[mention.begins])
                if not ((mention.of == AGAINST and cost > LEAD) or (mention.of == YEAR and words not in fixed)):
                    _add(found, mention, cost)
        return found

    def _cost(self, sentence: Sentence, number: Number, mention: Mention) -> float:
        """How far a mention stands from a number of its sentence."""
        if mention.begins < number.ends and number.begins < mention.ends:
            return FAR if mention.of in (LIMIT, YEAR) else 0.0
        prices = self._prices_of(sentence.words)
        cost = _between(prices, number, mention) + _out_of_brackets(sentence.words, number, mention)
        cost += _behind_the_whole(sentence.words, number, mention)
        if _BRACKETED.fullmatch(sentence.words, mention.ends, number.begins):
            return cost
        behind = mention.of == YEAR and sentence.numbers[0].begins < mention.begins
        if behind or (mention.of == AGAINST and not WHOLLY.match(str(mention.key))):
            others: list[Number | Name] = [
                *sentence.numbers,
                *(one for one in names_in(sentence.words) if one.name == OTHER),
            ]
            nearest = min(_between(prices, other, mention) for other in others)
            return cost + (OWNED if nearest < cost - 0.1 else 0.0)
        return cost

    def _prices_of(self, words: str) -> list[float]:
        return self._prices.get(words) or self._prices.setdefault(words, _prices(words))

    def _rings(self, spot: Spot) -> Iterator[tuple[str, float]]:
        block = spot.block
        if isinstance(block, Grid):
            yield block.row_words(spot.row), LABEL
            yield block.column_label(spot.column), LABEL
            yield block.caption, CAPTION
        elif isinstance(block, Passage):
            yield block.lead, LEAD
            at = block.sentences.index(spot.sentence) if spot.sentence in block.sentences else 0
            for back, sentence in enumerate(reversed(block.sentences[:at])):
                yield sentence.words, PREVIOUS + 0.4 * min(back, 3)
        for place, heading in enumerate(block.headings):
            yield heading, HEADING if not place else ABOVE + 0.2 * place
        yield self._title, TITLE


def _out_of_brackets(words: str, number: Number, mention: Mention) -> float:
    """What it costs more that a mention stands behind the brackets of a number: brackets are of what is before them."""
    inside = words.rfind("(", 0, number.begins) > words.rfind(")", 0, number.begins)
    return 0.6 if inside and -1 < words.find(")", number.ends) < mention.begins else 0.0


_BRACKETED = re.compile(r"\s*[(\[]\s*")
_WHOLE_FIRST = re.compile(r"\W*(?:out )?of (?:(?:the|these|those|our|all) )*", re.IGNORECASE)


def _behind_the_whole(words: str, number: Number, mention: Mention) -> float:
    """What it costs more that a group is that of a part: "Of the 236 complaints at stage 1, 53 were local"."""
    comma = words.find(", ", number.ends)
    opens = _WHOLE_FIRST.fullmatch(words, 0, number.begins)
    return FAR if opens and mention.of == GROUP and -1 < comma < mention.begins else 0.0


def _between(prices: list[float], number: Number | Name, mention: Mention) -> float:
    if mention.ends <= number.begins:
        return prices[number.begins] - prices[mention.ends]
    return prices[mention.begins] - prices[number.ends] if number.ends <= mention.begins else 0.0


def _is_a_number(mention: Mention, sentence: Sentence) -> bool:
    """Whether what looks like a limit is a number of the sentence: "from 9 to 5."."""
    numbers = sentence.numbers if mention.of == LIMIT else ()
    return any(one.begins < mention.ends and mention.begins < one.ends for one in numbers)


def _labels(spot: Spot, grid: Grid) -> list[str]:
    return [grid.row_words(spot.row), grid.column_label(spot.column), grid.caption]


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


_NOUN = re.compile(
    rf"[ -]((?:(?!(?:{'|'.join(WORDS['behind'].split())})\b)[^\W\d_]+(?:['’]s)?[ -]?){{1,3}})", re.IGNORECASE
)


def counts_else(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether the noun behind a number is of a thing that the data do not count: "7 service managers"."""
    number, words = spot.number, spot.sentence.words
    noun = _NOUN.match(words, number.ends)
    if number.unit != COUNT or noun is None or isinstance(spot.block, Grid):
        return False
    return not _is_known(lexicon, words, noun) and any(
        word.lower() not in lexicon.plain for word in WORD.findall(noun[1])
    )


def counts_known(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether the noun behind a number is of a thing that the data count."""
    noun = _NOUN.match(spot.sentence.words, spot.number.ends)
    return noun is not None and _is_known(lexicon, spot.sentence.words, noun)


def noun_cues(lexicon: Lexicon, spot: Spot) -> frozenset[str]:
    """The cues that the noun behind a number tells."""
    noun = _NOUN.match(spot.sentence.words, spot.number.ends)
    if noun is None or spot.number.unit != COUNT:
        return frozenset()
    found = lexicon.mentions(spot.sentence.words)
    return frozenset(
        str(one.key) for one in found if one.of == CUE and one.begins < noun.end() and noun.start() < one.ends
    )


def _is_known(lexicon: Lexicon, words: str, noun: re.Match[str]) -> bool:
    return any(one.begins < noun.end() and noun.start() < one.ends for one in lexicon.mentions(words))


COUNTED = frozenset(one.name for one in cues.EVERY if one.telling) | {cues.COMPLAINT.name, cues.REPLY.name}


def clause_tells(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether a number's own clause names something that the data count, a limit or a group."""
    words = spot.sentence.words
    begins, ends = _clause(words, spot.number)
    found = (one for one in lexicon.mentions(words) if one.begins >= begins and one.ends <= ends)
    return any(
        (one.of in (LIMIT, GROUP) and not _is_a_number(one, spot.sentence)) or (one.of == CUE and one.key in COUNTED)
        for one in found
    )


def _clause(words: str, number: Number) -> tuple[int, int]:
    begins = max(words.rfind(sign, 0, number.begins) for sign in _CLAUSE_ENDS) + 1
    return begins, min((at for sign in _CLAUSE_ENDS if (at := words.find(sign, number.ends)) >= 0), default=len(words))


def is_beside_groups(lexicon: Lexicon, spot: Spot) -> bool:
    """Whether the other columns or rows of a table are groups of one kind, and this one tells none and no total."""
    grid = spot.block
    if not isinstance(grid, Grid):
        return False
    columns = [grid.column_label(place) for place in range(grid.labels, len(grid.rows[0]))]
    rows = [grid.row_label(place) for place in range(grid.heads, len(grid.rows))]
    return _is_apart(lexicon, columns, grid.column_label(spot.column)) or _is_apart(
        lexicon, rows, grid.row_label(spot.row)
    )


def _is_apart(lexicon: Lexicon, labels: Sequence[str], label: str) -> bool:
    bys = Counter(by for one in set(labels) for by in {key[0] for key in _groups_of(lexicon, one)})
    common = {by for by, count in bys.items() if count > 1 and 3 * count > len(set(labels))}
    own = {key[0] for key in _groups_of(lexicon, label)}
    return bool(common) and not common & own and not _TOTAL.search(label)


def _groups_of(lexicon: Lexicon, label: str) -> list[tuple[str, str]]:
    return [one.key for one in lexicon.mentions(label) if one.of == GROUP and isinstance(one.key, tuple)]


def unknown_words(lexicon: Lexicon, spot: Spot) -> int:
    """How many words of a number's own clause, or of its labels, tell of nothing that the data know."""
    if isinstance(spot.block, Grid):
        labels = spot.block.row_label(spot.row), spot.block.column_label(spot.column)
        return sum(_unknown(lexicon, label, 0, len(label)) > len(lexicon.mentions(label)) for label in labels) * 2
    return _unknown(lexicon, spot.sentence.words, *_clause(spot.sentence.words, spot.number))


def _unknown(lexicon: Lexicon, words: str, begins: int, ends: int) -> int:
    known = lexicon.mentions(words)
    found = (match for match in WORD.finditer(words, begins, ends) if match[0].lower() not in lexicon.plain)
    return sum(not any(one.begins <= at.start() < one.ends for one in known) for at in found)


def is_change(spot: Spot) -> float:
    """How much speaks for a number's being a change: its sign, the words at it, or the label of its row or column."""
    number, words = spot.number, spot.sentence.words
    before, behind = words[: number.begins], words[number.ends :]
    if number.sign or _CHANGED_BEFORE.search(before[-40:]) or _CHANGED_BEHIND.search(behind[:50]):
        return 1.0
    if isinstance(spot.block, Grid):
        label = f"{spot.block.column_label(spot.column)} {spot.block.row_label(spot.row)}"
        return 0.9 if _CHANGE_LABEL.search(label) else 0.0
    return 0.0


def year_before(spot: Spot) -> float:
    """How much the words at a number alone say that it is the year before's: "from 353", "(353)" after its like."""
    number, words = spot.number, spot.sentence.words
    before = words[: number.begins]
    if re.match(r"%? to (?:just |only )?£?\d", words[number.ends :]):
        return 0.8
    if _FROM.search(before[-40:]):
        return 0.0 if _OF_OTHERS.match(words, number.ends) else 0.8
    alone = before.endswith("(") and re.match(r"\)|;| last| in ", words[number.ends :])
    others = [one for one in spot.sentence.numbers if one.ends <= number.begins]
    return 0.6 if alone and others and others[-1].unit == number.unit else 0.0


def is_to(spot: Spot) -> bool:
    """Whether a number is what something came to: "from 353 to 371"."""
    return bool(_TO.search(spot.sentence.words[: spot.number.begins][-30:]))


def is_of(spot: Spot) -> bool:
    """Whether a number is a whole: "of the 94"."""
    before = spot.sentence.words[: spot.number.begins][-30:]
    return spot.number.unit == COUNT and bool(
        re.search(r"(?:\bof|/)\s?(?:the |our |your |these |all |those )*$", before)
    )


def way_at(spot: Spot) -> tuple[int, str] | None:
    """Which way the words at a change say that it went, 1 up or -1 down, and the word; None where they do not."""
    number, words = spot.number, spot.sentence.words
    if number.sign:
        return number.sign, number.text
    found = list(_WAY.finditer(words, *_clause(words, number)))
    if len({WAYS[one[0].lower()] for one in found}) != 1:
        return None
    return WAYS[found[0][0].lower()], found[0][0]
