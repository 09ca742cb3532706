"""One measure that a document tells in two places: the same words, stage, year and unit, with two values."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from complaints_report.audit.arithmetic.relations import Relation, forms, may_be_slip, same
from complaints_report.audit.reading.document import HEADING, MARGIN, Document, Grid, Passage, Sentence, Spot
from complaints_report.audit.reading.numbers import COUNT

MOST = 3000
"""So many numbers of sentences, and of cells, are compared."""
_IS = forms("repeats")
_STAGES = {"one": "1", "two": "2", "three": "3", "four": "4", "first": "1", "second": "2", "third": "3"}


@dataclass(frozen=True)
class _Told:
    """A number and what it is of: the words that it must be told with elsewhere, and those that it may be."""

    spot: Spot
    must: frozenset[str]
    may: frozenset[str]
    year: str

    @property
    def stages(self) -> set[str]:
        """The stages that it is of."""
        return _stages(self.must | self.may)


def repeats(document: Document) -> list[Relation]:
    """The numbers of sentences and tables that are told of one measure twice."""
    year = _main_year(document)
    said: dict[tuple[str, str, frozenset[str]], list[_Told]] = defaultdict(list)
    cells: dict[str, list[_Told]] = defaultdict(list)
    for one in islice(_in_sentences(document, year), MOST):
        said[one.spot.number.unit, one.year, one.must].append(one)
    for one in islice(_in_cells(document, year), MOST):
        cells[min(one.must)].append(one)
    found = [_same(group[0], one) for group in said.values() for one in group[1:]]
    for (unit, told_of, words), group in said.items():
        near = [cell for word in words for cell in cells[word] if (cell.spot.number.unit, cell.year) == (unit, told_of)]
        fitting = [
            cell for cell in near if cell.must <= words <= cell.must | cell.may and cell.stages == _stages(words)
        ]
        if len({cell.spot.number.value for cell in fitting}) == 1:
            found += [_same(fitting[0], one) for one in group]
    return [one for one in found if one]


def _main_year(document: Document) -> str:
    """The last of the years that a document often names, by its last two digits; its title's, where that names one."""
    passages = [block.words for block in document.blocks if isinstance(block, Passage)]
    for texts in ([document.title], passages):
        years = Counter(year for text in texts for year in _years(text))
        often = max(years.values(), default=0)
        if often:
            return max(year for year, times in years.items() if 3 * times >= often)
    return ""


def _years(text: str) -> list[str]:
    """The last two digits of the years that stand as two: "2023/24", "2023 to 2024"."""
    return _IS["years"].findall(text)


def _stages(words: frozenset[str]) -> set[str]:
    return {word for word in words if word.startswith("stage")}


def _same(first: _Told, second: _Told) -> Relation | None:
    """Two mentions as one measure; where they are far apart they may be of two."""
    if first.spot.sentence is second.spot.sentence:
        return None
    found = same(first.spot, second.spot)
    return found if found.holds or may_be_slip(second.spot, found.ranges[second.spot], 10) else None


def _words(text: str) -> frozenset[str]:
    """The words that tell what a number is of, in a form that endings do not change."""
    stages = {
        f"stage{_STAGES.get(found, found)}"
        for groups in _IS["stage"].findall(text)
        for found in groups
        if found.lower()
    }
    plain = _IS["years"].sub(" ", _IS["before"].sub(" ", _IS["stage"].sub(" ", text))).lower()
    found = {word for word in _IS["word"].findall(plain) if not _IS["said-of-all"].fullmatch(word)}
    return frozenset({_IS["ending"].sub("", word) for word in found} | {one.lower() for one in stages})


def _year(text: str, main: str) -> str | None:
    """The year of some words, the document's own where they name none; None where they name several."""
    years = set(_years(text))
    before = f"{int(main) - 1:02d}" if main else "-"
    if _IS["before"].search(text):
        years.add(before)
    return main if not years else years.pop() if len(years) == 1 else None


def _in_sentences(document: Document, main: str) -> Iterator[_Told]:
    """What the sentences of the text tell by their first number."""
    for block in document.blocks:
        if isinstance(block, Passage) and block.kind not in (HEADING, MARGIN):
            for at, sentence in enumerate(block.sentences[:MOST]):
                earlier = " ".join(one.words for one in block.sentences[max(0, at - 5) : at])
                yield from _first(sentence, block, earlier, main)


def _first(sentence: Sentence, block: Passage, earlier: str, main: str) -> Iterator[_Told]:
    """The first number of a sentence with all that is before it and the rest of its clause; or a pair after "from"."""
    if not sentence.numbers or sentence.numbers[0].hedged or sentence.numbers[0].sign:
        return
    number = sentence.numbers[0]
    before, after = sentence.words[: number.begins], sentence.words[number.ends :]
    pair = _IS["pair"].fullmatch(before)
    if pair and len(sentence.numbers) > 1 and main:
        yield from _pair(sentence, block, pair["of"], main)
        return
    ends = sentence.numbers[1].begins - number.ends if len(sentence.numbers) > 1 else len(after)
    clause = _IS["clause-ends"].split(after[:ends])[0]
    text = f"{block.lead} {before} {clause}"
    year = _year(text, main)
    if year is not None and not _IS["unsure"].search(text) and _IS["told"].search(before[-12:] + "#" + clause):
        words = _words(text) or frozenset()
        if not _stages(words):
            around = (earlier, *block.headings)
            words |= next((found for one in around if (found := _stages(_words(one)))), set())
        if number.unit != COUNT and not _stages(words):
            words |= _words(block.heading)
        if words - _stages(words):
            yield _Told(Spot(number, sentence, block), words, frozenset(), year)


def _pair(sentence: Sentence, block: Passage, text: str, main: str) -> Iterator[_Told]:
    """Of "Stage 1 complaints rose from 203 to 370": last year's value, and this year's."""
    old, new = sentence.numbers[:2]
    words = _words(f"{block.lead} {text}")
    if sentence.words[old.ends : new.begins].strip() == "to" and words and not _IS["unsure"].search(text):
        yield _Told(Spot(old, sentence, block), words, frozenset(), f"{int(main) - 1:02d}")
        yield _Told(Spot(new, sentence, block), words, frozenset(), main)


def _in_cells(document: Document, main: str) -> Iterator[_Told]:
    """The cells of tables that hold one number."""
    for grid in (block for block in document.blocks if isinstance(block, Grid)):
        may = _words(f"{grid.caption} {grid.heading}")
        for row, column, cell in grid.body():
            text = f"{grid.row_label(row)} {grid.column_label(column)}"
            year, must = _year(text, main), _words(text)
            if len(cell.numbers) == 1 and year and must and not cell.numbers[0].sign and not _IS["unsure"].search(text):
                yield _Told(Spot(cell.numbers[0], cell.sentence, grid, row, column), must, may, year)
