"""One measure that a document tells in two places: the same words, stage, year and unit, with two values."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from complaints_report.audit.arithmetic.relations import Relation, forms, may_be_slip, same
from complaints_report.audit.reading.document import HEADING, MARGIN, Document, Grid, Passage, Spot
from complaints_report.audit.reading.numbers import COUNT
from complaints_report.english import NUMBERS, ORDINALS

MOST = 3000
"""So many numbers of sentences, and of cells, are compared."""
_IS = forms("repeats")
_STAGES = {word: str(stage) for words in (NUMBERS, ORDINALS) for stage, word in enumerate(words)}
_Words = frozenset[str]


@dataclass(frozen=True)
class _Told:
    """A number and what it is of: the words that it must be told with elsewhere, and those that it may be."""

    spot: Spot
    year: str
    must: _Words
    may: _Words = frozenset()

    @cached_property
    def stages(self) -> _Words:
        """The stages that it is of."""
        return _stages(self.must | self.may)


def repeats(document: Document) -> list[Relation]:
    """The numbers of sentences and tables that are told of one measure twice."""
    year = _main_year(document)
    said: dict[tuple[str, str, _Words], list[_Told]] = defaultdict(list)
    cells: dict[tuple[str, str, str], list[_Told]] = defaultdict(list)
    for one in islice(_in_sentences(document, year), MOST):
        said[one.spot.number.unit, one.year, one.must].append(one)
    for one in islice(_in_cells(document, year), MOST):
        cells[one.spot.number.unit, one.year, min(one.must)].append(one)
    pairs = [(group[0], one) for group in said.values() for one in group[1:]]
    for (unit, told_of, words), group in said.items():
        near = [cell for word in words for cell in cells[unit, told_of, word] if cell.must <= words]
        fitting = [cell for cell in near if words <= cell.must | cell.may and cell.stages == _stages(words)]
        if len({cell.spot.number.value for cell in fitting}) == 1:
            pairs += [(fitting[0], one) for one in group]
    found = [same(one.spot, other.spot) for one, other in pairs if one.spot.sentence is not other.spot.sentence]
    return [one for one in found if one.holds or may_be_slip(one.blamed, one.ranges[one.blamed], 10)]


def _main_year(document: Document) -> str:
    """The last of the years that a document often names, by its last two digits; its title's, where that names one."""
    passages = [block.words for block in document.blocks if isinstance(block, Passage)]
    for texts in ([document.title], passages):
        years: Counter[str] = Counter(year for text in texts for year in _IS["years"].findall(text))
        if years:
            return max(year for year, times in years.items() if 3 * times >= max(years.values()))
    return ""


def _stages(words: _Words) -> _Words:
    return frozenset(word for word in words if word.startswith("stage"))


def _words(text: str) -> _Words:
    """The words that tell what a number is of, in a form that endings do not change."""
    named = ("".join(groups).lower() for groups in _IS["stage"].findall(text))
    plain = _IS["no-words"].sub(" ", text).lower()
    found = {word for word in _IS["word"].findall(plain) if not _IS["said-of-all"].fullmatch(word)}
    return frozenset(
        {_IS["ending"].sub("", word) for word in found} | {f"stage{_STAGES.get(one, one)}" for one in named}
    )


def _year(text: str, main: str) -> str | None:
    """The year of some words, the document's own where they name none; None where they name several."""
    years = set(_IS["years"].findall(text))
    if _IS["before"].search(text):
        years.add(f"{int(main) - 1:02d}" if main else "-")
    return main if not years else years.pop() if len(years) == 1 else None


def _in_sentences(document: Document, main: str) -> Iterator[_Told]:
    """What the sentences of the text tell by their first number."""
    for block in document.blocks:
        if isinstance(block, Passage) and block.kind not in (HEADING, MARGIN):
            for at, sentence in enumerate(block.sentences[:MOST]):
                if sentence.numbers and not (sentence.numbers[0].hedged or sentence.numbers[0].sign):
                    yield from _first(block, at, main)


def _first(block: Passage, at: int, main: str) -> Iterator[_Told]:
    """The first number of a sentence with all that is before it and the rest of its clause."""
    sentence, number = block.sentences[at], block.sentences[at].numbers[0]
    ends = sentence.numbers[1].begins if len(sentence.numbers) > 1 else None
    before, clause = sentence.words[: number.begins], _IS["clause-ends"].split(sentence.words[number.ends : ends])[0]
    text = f"{block.lead} {before} {clause}"
    year, words = _year(text, main), _words(text)
    if year is not None and not _IS["unsure"].search(text) and _IS["told"].search(before[-12:] + "#" + clause):
        if not _stages(words):
            earlier = " ".join(one.words for one in block.sentences[max(0, at - 5) : at])
            words |= next((found for one in (earlier, *block.headings) if (found := _stages(_words(one)))), frozenset())
        if number.unit != COUNT and not _stages(words):
            words |= _words(block.heading)
        if words - _stages(words):
            yield _Told(Spot(number, sentence, block), year, words)


def _in_cells(document: Document, main: str) -> Iterator[_Told]:
    """The cells of tables that hold one number."""
    for grid in (block for block in document.blocks if isinstance(block, Grid)):
        may = _words(f"{grid.caption} {grid.heading}")
        for row, column, cell in grid.body():
            if len(cell.numbers) == 1 and not cell.numbers[0].sign:
                text = f"{grid.row_label(row)} {grid.column_label(column)}"
                year, must = _year(text, main), _words(text)
                if year and must and not _IS["unsure"].search(text):
                    yield _Told(Spot(cell.numbers[0], cell.sentence, grid, row, column), year, must, may)
