"""What the words right at a number say: what it counts, and whether it is a change, the year before's, or a whole."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from complaints_report.audit.evidence.lexicon import CUE, GROUP, LIMIT, WORD, WORDS, Lexicon, Mention
from complaints_report.audit.reading.document import Grid, Sentence, Spot
from complaints_report.audit.reading.numbers import COUNT, Number
from complaints_report.english import WAYS
from complaints_report.metrics import cues

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


def is_a_number(mention: Mention, sentence: Sentence) -> bool:
    """Whether what looks like a limit is a number of the sentence: "from 9 to 5."."""
    numbers = sentence.numbers if mention.of == LIMIT else ()
    return any(one.begins < mention.ends and mention.begins < one.ends for one in numbers)


_NOUN = re.compile(
    rf"[ -]((?:(?!(?:{'|'.join(WORDS['behind'].split())})\b)[^\W\d_]+(?:['’]s)?[ -]?){{1,3}})", re.IGNORECASE
)


COUNTED = frozenset(one.name for one in cues.EVERY if one.telling) | {cues.COMPLAINT.name, cues.REPLY.name}


class Clause:
    """What a number's own clause, or the labels of its row and column, tell of what it counts."""

    def __init__(self, lexicon: Lexicon, spot: Spot) -> None:
        self._lexicon, self._spot, self._words = lexicon, spot, spot.sentence.words
        self._noun = _NOUN.match(self._words, spot.number.ends)
        found = lexicon.mentions(self._words) if self._noun else ()
        begins, ends = self._noun.span() if self._noun else (0, 0)
        self._of_noun = [one for one in found if one.begins < ends and begins < one.ends]

    @property
    def counts_known(self) -> bool:
        """Whether the noun behind the number is of a thing that the data count."""
        return bool(self._of_noun)

    @cached_property
    def counts_else(self) -> bool:
        """Whether the noun behind the number is of a thing that the data do not count: "7 service managers"."""
        if self._spot.number.unit != COUNT or self._noun is None or isinstance(self._spot.block, Grid):
            return False
        words = WORD.findall(self._noun[1])
        return not self._of_noun and any(word.lower() not in self._lexicon.plain for word in words)

    @cached_property
    def noun_cues(self) -> frozenset[str]:
        """The cues that the noun behind the number tells."""
        is_counted = self._spot.number.unit == COUNT
        return frozenset(str(one.key) for one in self._of_noun if one.of == CUE and is_counted)

    @property
    def names_counted(self) -> bool:
        """Whether it names something that the data count, a limit or a group."""
        begins, ends = clause_of(self._words, self._spot.number)
        return any(
            (one.of in (LIMIT, GROUP) and not is_a_number(one, self._spot.sentence))
            or (one.of == CUE and one.key in COUNTED)
            for one in self._lexicon.mentions(self._words)
            if one.begins >= begins and one.ends <= ends
        )

    @cached_property
    def unknown(self) -> int:
        """How many of its words tell of nothing that the data know."""
        lexicon, labels = self._lexicon, self._spot.labels
        if not labels:
            return _unknown(lexicon, self._words, *clause_of(self._words, self._spot.number))
        return sum(_unknown(lexicon, label, 0, len(label)) > len(lexicon.mentions(label)) for label in labels) * 2

    @property
    def is_beside_groups(self) -> bool:
        """Whether the other columns or rows of a table are groups of one kind, and this one tells none and no total."""
        grid = self._spot.block
        if not isinstance(grid, Grid):
            return False
        rows = [grid.row_label(place) for place in range(grid.heads, len(grid.rows))]
        columns = [grid.column_label(place) for place in range(grid.labels, len(grid.rows[0]))]
        along = zip((rows, columns), self._spot.labels, strict=True)
        return any(_is_apart(self._lexicon, every, one) for every, one in along)


def clause_of(words: str, number: Number) -> tuple[int, int]:
    """Where a number's own clause begins and ends among some words."""
    begins = max(words.rfind(sign, 0, number.begins) for sign in _CLAUSE_ENDS) + 1
    return begins, min((at for sign in _CLAUSE_ENDS if (at := words.find(sign, number.ends)) >= 0), default=len(words))


def _is_apart(lexicon: Lexicon, labels: Sequence[str], label: str) -> bool:
    bys = Counter(by for one in set(labels) for by in {key[0] for key in _groups_of(lexicon, one)})
    common = {by for by, count in bys.items() if count > 1 and 3 * count > len(set(labels))}
    own = {key[0] for key in _groups_of(lexicon, label)}
    return bool(common) and not common & own and not _TOTAL.search(label)


def _groups_of(lexicon: Lexicon, label: str) -> list[tuple[str, str]]:
    return [one.key for one in lexicon.mentions(label) if one.of == GROUP and isinstance(one.key, tuple)]


def _unknown(lexicon: Lexicon, words: str, begins: int, ends: int) -> int:
    known = lexicon.mentions(words)
    found = (match for match in WORD.finditer(words, begins, ends) if match[0].lower() not in lexicon.plain)
    return sum(not any(one.begins <= at.start() < one.ends for one in known) for at in found)


_FROM = re.compile(
    r"(?:\b(?:from|against|compared (?:to|with)|as against|versus|vs\.?|than|instead of|up on|down on"
    r"|whe(?:n|re) it was|previous(?:ly)?:?)|\((?:it|they|there) (?:was|were))"
    r"\s(?:just |only |the |an? |in all |some )?£?$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"(?:,? (?:of (?:those|the)|under|for|at|about|among|by)|,? in (?!20|the (?:previous|year|last|prior)|last))\b",
    re.IGNORECASE,
)
"""What behind a number says that it is compared with other people's, not with another year's."""
_TO = re.compile(r"\bto (?:just |only |a |an )?£?$", re.IGNORECASE)
_ADDED = re.compile(r"\b(?:further|another|additional|extra|plus) $", re.IGNORECASE)
_WAYS = "|".join(WAYS)
_WAY = re.compile(rf"\b(?:{_WAYS})\b", re.IGNORECASE)
_OF_A_VERB = re.compile(
    r"\b(?:wr[io]te|written|noted?|set|put|laid|broken?|took|taken?|ma[dk]e|end(?:ed)?|follow(?:ed)?|closed?|gave|given?"
    r"|summed|pick(?:ed)?|back(?:ed)?|h[eo]ld|look(?:ed)?|turn(?:ed)?|call(?:ed)?) (?:it |them |this )?(?:up|down)$",
    re.IGNORECASE,
)
"""Words that go with "up" or "down" to mean something else than a change: "wrote down", "set up"."""
_CHANGED_BEFORE = re.compile(
    r"\b(?:by|(?:an? |the )?(?:\w+ )?(?:increase|decrease|drop|fall|rise|reduction|growth|decline|jump|change) of"
    r"|up|down"
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


def is_change(spot: Spot) -> float:
    """How much speaks for a number's being a change: its sign, the words at it, or the label of its row or column."""
    number, words = spot.number, spot.sentence.words
    before, behind = words[: number.begins], words[number.ends :]
    changed = _CHANGED_BEFORE.search(before[-40:]) and not _OF_A_VERB.search(before.rstrip())
    if number.sign or changed or _CHANGED_BEHIND.search(behind[:50]):
        return 1.0
    return 0.9 if any(map(_CHANGE_LABEL.search, spot.labels)) else 0.0


def year_before(spot: Spot) -> float:
    """How much the words at a number alone say that it is the year before's: "from 353", "(353)" after its like."""
    number, words = spot.number, spot.sentence.words
    before = words[: number.begins]
    if _TO.search(before[-30:]):
        return 0.0
    if re.match(r"%? to (?:just |only )?£?\d", words[number.ends :]):
        return 0.8
    if _FROM.search(before[-40:]):
        return 0.0 if _OF_OTHERS.match(words, number.ends) else 0.8
    alone = before.endswith("(") and re.match(r"\)|;| last| in ", words[number.ends :])
    others = [one for one in spot.sentence.numbers if one.ends <= number.begins]
    return 0.6 if alone and others and others[-1].unit == number.unit else 0.0


def is_added(spot: Spot) -> bool:
    """Whether a number adds to another that stands before it: "a further 63"."""
    return bool(_ADDED.search(spot.sentence.words[: spot.number.begins][-30:]))


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
    found = [
        one for one in _WAY.finditer(words, *clause_of(words, number)) if not _OF_A_VERB.search(words, 0, one.end())
    ]
    if len({WAYS[one[0].lower()] for one in found}) != 1:
        return None
    return WAYS[found[0][0].lower()], found[0][0]
