"""A document laid beside the one that we would write now: sentence by sentence and table by table, then each number."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from complaints_report.document.reading import Grid, Line, Stretch, rendered
from complaints_report.document.tokens import Token, masked, same_value, tokens
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figures import Figures
from complaints_report.report.blocks import Document

NEAR = 0.8
HEADERS, CAPTIONS, LABELS = 0.6, 0.6, 0.5
_SMALL = frozenset(("and", "or", "of", "in", "to", "by", "with", "for", "on", "per", "not", "complaints"))


@dataclass(frozen=True)
class Pair:
    """A number of the document and the one that stands in its place in ours."""

    theirs: Token
    ours: Token


@dataclass(frozen=True)
class _Sentence:
    heading: tuple[str, ...]
    around: tuple[str, ...]
    """The words of its paragraph."""
    tokens: tuple[Token, ...]

    @cached_property
    def mask(self) -> tuple[str, ...]:
        return masked(self.tokens)


class Ours:
    """The sentences and tables that we would write now."""

    def __init__(self, document: Document, figures: Figures) -> None:
        found = list(rendered(document))
        lines = [one for one in found if isinstance(one, Line)]
        self._tables = [one for one in found if isinstance(one, Grid)]
        self._sentences = [
            _Sentence(masked(tokens(line.heading)), masked(line.said.tokens), one.tokens)
            for line in lines
            for one in line.said.sentences()
        ]
        self._telling = _telling_words(figures)

    def sentence(self, line: Line, sentence: Stretch) -> list[Pair] | None:
        """Its numbers beside those of the sentence of ours that it is; None where it is none of ours."""
        theirs = _Sentence(masked(tokens(line.heading)), masked(line.said.tokens), sentence.tokens)
        near = ((_likeness(theirs.mask, one.mask), one) for one in self._near(theirs.mask))
        found = [(score + self._company(theirs, one), one) for score, one in near if score >= NEAR]
        beside = [(score, list(pairs(theirs.tokens, one.tokens))) for score, one in found]
        return max(beside, key=lambda each: (each[0], _agreeing(each[1])), default=(0.0, None))[1]

    def _company(self, theirs: _Sentence, ours: _Sentence) -> float:
        """What else speaks for a sentence of ours: a paragraph of the same kind, under the same heading."""
        return (theirs.heading == ours.heading) + (self._told(theirs.around) == self._told(ours.around))

    def _near(self, mask: tuple[str, ...]) -> list[_Sentence]:
        """The sentences of ours with the same words of those that tell figures apart."""
        exact = [one for one in self._sentences if one.mask == mask]
        told = self._told(mask)
        return exact or [one for one in self._sentences if _may_be(mask, one.mask) and self._told(one.mask) == told]

    def _told(self, mask: Sequence[str]) -> Counter[str]:
        return Counter(word for word in mask if word in self._telling or word[-1:].isdigit())

    def table(self, grid: Grid) -> Grid | None:
        """The table of ours that a table is."""
        scored = ((_table_likeness(grid, one), one) for one in self._tables)
        score, best = max(scored, key=lambda each: each[0], default=(0.0, None))
        return best if score else None


def _agreeing(found: Sequence[Pair]) -> int:
    return sum(same_value(pair.theirs, pair.ours) for pair in found)


def _telling_words(figures: Figures) -> frozenset[str]:
    """The words that tell one figure from another: those of metrics' titles and of groups."""
    said = [*(metric.title for metric in METRICS.values()), *(figure.group for figure in figures)]
    return frozenset(mask for words in set(said) for mask in masked(tokens(words))) - _SMALL - {"#", "±"}


def _may_be(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return 2 * min(len(one), len(other)) >= NEAR * (len(one) + len(other))


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def pairs(theirs: Sequence[Token], ours: Sequence[Token]) -> Iterator[Pair]:
    """The numbers and directions that stand between the same words."""
    matcher = SequenceMatcher(None, masked(theirs), masked(ours), autojunk=False)
    for mine, yours, size in matcher.get_matching_blocks():
        for step in range(size):
            after_same = step > 0 or mine == yours == 0
            if ours[yours + step].value is not None and after_same:
                yield Pair(theirs[mine + step], ours[yours + step])


def _table_likeness(theirs: Grid, ours: Grid) -> float:
    """How alike two tables are by their captions, headings and labels; nothing where they are not the same table."""
    caption = _shared(_words(theirs.caption), _words(ours.caption))
    header = _shared(theirs.header, ours.header)
    labels = _shared([row[0].words for row in theirs.rows if row], [row[0].words for row in ours.rows])
    same = header >= HEADERS and labels >= LABELS and (caption >= CAPTIONS or not theirs.caption)
    return caption + header + labels if same else 0.0


def plainly(words: str) -> str:
    """A label as labels are compared."""
    return " ".join(token.text.lower() for token in tokens(words))


def _words(caption: str) -> list[str]:
    return list(masked(tokens(caption)))


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    """The part of two lists that both have."""
    first, second = Counter(map(plainly, one)), Counter(map(plainly, other))
    return (first & second).total() / max((first | second).total(), 1)


Place = tuple[int, int]


def cells(theirs: Grid, ours: Grid) -> dict[Place, Stretch]:
    """The cell of ours that each cell of a table is, by its labels and its heading; those in doubt left out."""
    columns = _same(theirs.header, ours.header)
    labels = [(mine, yours) for mine, yours in columns.items() if not any(_at(row, yours).says for row in ours.rows)]
    if not labels:
        return {}
    mine, yours = [pair[0] for pair in labels], [pair[1] for pair in labels]
    rows = _same([_key(row, mine) for row in theirs.rows], [_key(row, yours) for row in ours.rows])
    return {
        (row, column): _at(ours.rows[its_row], its_column)
        for row, its_row in rows.items()
        for column, its_column in columns.items()
    }


def _key(row: Sequence[Stretch], columns: Sequence[int]) -> str:
    return "\t".join(_at(row, column).words for column in columns)


def _at(row: Sequence[Stretch], place: int) -> Stretch:
    return row[place] if place < len(row) else Stretch("")


def _same(theirs: Sequence[str], ours: Sequence[str]) -> dict[int, int]:
    """Where each label stands in ours, of those that stand once in both."""
    mine, yours = [plainly(one) for one in theirs], [plainly(one) for one in ours]
    once = [one for one in mine if one and mine.count(one) == yours.count(one) == 1]
    return {mine.index(one): yours.index(one) for one in once}
