"""One measure that is told in two places: the numbers of sentences and of cells whose words say the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import combinations, islice

from complaints_report.audit.arithmetic.forms import Forms
from complaints_report.audit.arithmetic.relations import Relation, held, may_be_slip, same
from complaints_report.audit.reading.document import HEADING, MARGIN, Block, Document, Grid, Passage, Sentence, Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT, POUNDS, Number
from complaints_report.english import NUMBERS, ORDINALS

MOST, _MOST_OF_ONE, _MOST_TABLES, _MOST_WORDS = 3000, 8, 60, 10_000
"""So many numbers of sentences, and of cells, are compared, and so many of one sentence."""
_NEAR, _FAR = 10, 10**9
"""A slip is off by less than one in so many, or by a digit; of a number that goes on from another, by a digit alone."""
_IS = Forms("repeats")
_STAGES = {word: str(stage) for words in (NUMBERS, ORDINALS) for stage, word in enumerate(words)}
_Words = frozenset[str]
_QUARTER = re.compile(r"\bquarter (?=[1-4]\b)", re.IGNORECASE)
_VALUE = re.compile(r"(?:\b(?:from|to|was|were|at|with)|:)\s*$", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|our|all|those|these) $", re.IGNORECASE)
_WHOLE = frozenset(["complaint"])
"""What a number is of that counts complaints and nothing else of them."""


@dataclass(frozen=True)
class _Told:
    """A number and what it is of: the words that it must be told with elsewhere, and those that it may be."""

    spot: Spot
    year: str
    must: _Words
    may: _Words = frozenset()
    is_later: bool = False

    @cached_property
    def unit(self) -> str:
        """The unit of the number, which in a cell its labels may tell."""
        labels, unit = " ".join(self.spot.labels), self.spot.number.unit
        if unit != COUNT or not labels:
            return unit
        return DAYS if _IS.has("days", labels) else PERCENT if _IS.has("share", labels) else COUNT


def repeats(document: Document) -> list[Relation]:
    """The numbers of sentences and tables that are told of one measure twice."""
    year = _main_year(document)
    said: dict[tuple[str, str, _Words], list[_Told]] = defaultdict(list)
    cells: dict[tuple[str, str, str], list[_Told]] = defaultdict(list)
    for one in islice(_in_sentences(document, year), MOST):
        said[one.spot.number.unit, one.year, one.must].append(one)
    for one in islice(_in_cells(document, year), MOST):
        cells[one.unit, one.year, min(one.must)].append(one)
    pairs = [(group[0], one) for group in said.values() for one in group[1:]]
    for (unit, told_of, words), group in said.items():
        near = [(cell, cell.must | cell.may) for word in sorted(words) for cell in cells[unit, told_of, word]]
        near = [(cell, every) for cell, every in near if cell.must <= words <= every]
        fitting = [cell for cell, every in near if _stages(every) == _stages(words)]
        if len({cell.spot.number.value for cell in fitting}) == 1:
            pairs += [(fitting[0], one) for one in group]
    found = [relation for one, other in pairs if (relation := _in_two_places(one, other))]
    return found + list(_in_two_tables(one for group in cells.values() for one in group))


def _in_two_tables(cells: Iterable[_Told]) -> Iterator[Relation]:
    """What two tables tell of the same, by their captions and headings and as they agree in most of it."""
    tables: dict[tuple[int, _Words], dict[tuple[str, str, _Words], _Told]] = defaultdict(dict)
    about_of = cache(_about)
    for one in cells:
        tables[id(one.spot.block), about_of(one.spot.block)][one.unit, one.year, one.must] = one
    for ((_, about), first), ((_, other), second) in combinations(list(tables.items())[:_MOST_TABLES], 2):
        both = [same(first[key].spot, second[key].spot) for key in first.keys() & second.keys()]
        if about == other and held(both) >= min(len(both), max(2, len(both) - 1)):
            yield from both


def _about(block: Block) -> _Words:
    """The words over a table that tell it from others."""
    caption = block.caption if isinstance(block, Grid) else ""
    return _words(_IS["general"].sub(" ", f"{caption} {block.heading}"))


def _in_two_places(one: _Told, other: _Told) -> Relation | None:
    """Two tellings of one measure; where they differ, only if one may be a slip and they are not alike for each part.

    The same sentence under several headings tells of each of them.
    """
    first, second = one.spot, other.spot
    if first.sentence is second.sentence:
        return None
    found = same(first, second)
    near = _FAR if one.is_later or other.is_later else _NEAR
    is_one = any(spot.number.spelled and spot.number.value == 1 for spot in (first, second))  # of 31 no digit was lost
    is_general = any(_IS.has("general", spot.block.heading) for spot in (first, second))
    is_form = not is_general and first.block.heading != second.block.heading and _around(first) == _around(second)
    if not found.holds and (is_form or is_one):
        return None
    return found if found.holds or may_be_slip(found.blamed, found.ranges[found.blamed], near) else None


def _around(spot: Spot) -> str:
    """A sentence without its number."""
    return f"{spot.sentence.words[: spot.number.begins]}#{spot.sentence.words[spot.number.ends :]}"


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
    text = _QUARTER.sub("q", _IS["of-all-care"].sub(" ", text))
    named = ("".join(groups).lower() for groups in _IS["stage"].findall(text))
    found = _IS["word"].findall(_IS["no-words"].sub(" ", text).lower())
    words = [form for form in map(_form_of, found) if form is not None]
    whole = _WHOLE if not words and _IS.has("whole", text) else ()
    return frozenset([*words, *whole, *(f"stage{_STAGES.get(one, one)}" for one in named)])


@lru_cache(_MOST_WORDS)
def _form_of(word: str) -> str | None:
    """A word in a form that endings do not change; None for one that is said of all."""
    return None if _IS["said-of-all"].fullmatch(word) else _IS["ending"].sub("", word)


def _year(text: str, main: str) -> str | None:
    """The year of some words, the document's own where they name none; None where they name several."""
    years = set(_IS["years"].findall(text))
    if _IS.has("before", text):
        years.add(f"{int(main) - 1:02d}" if main.isdecimal() else "-")
    return main if not years else years.pop() if len(years) == 1 else None


def _in_sentences(document: Document, main: str) -> Iterator[_Told]:
    """What the sentences of the text tell by their numbers."""
    for block in document.blocks:
        if isinstance(block, Passage) and block.kind not in (HEADING, MARGIN):
            year = next((found for one in block.headings if (found := _year(one, ""))), main)
            for at in range(min(MOST, len(block.sentences))):
                yield from _of_sentence(block, at, year)


def _of_sentence(block: Passage, at: int, main: str) -> Iterator[_Told]:
    """The numbers of a sentence, each later one with what its own words leave out.

    That is the subject, and all that the first is of where they name no more than another stage or year.
    """
    said, first = block.sentences[at], None
    subject = _IS["reported"].sub("", said.words[: said.numbers[0].begins]) if said.numbers else ""
    unsaid = "" if main in _IS["years"].findall(said.words) else main  # another number of it is of that year
    for number, ahead, behind in _clauses(said):
        ahead = _IS["reported"].sub("", ahead) if first is None else ahead
        own = f"{block.lead} {ahead} {behind}" if first is None else f"{_IS['clause-ends'].split(ahead)[-1]} {behind}"
        year = _year(own, first.year if first else unsaid)
        own = _IS["time"].sub(" ", own) if number.unit == DAYS else own
        words = _with_heading(_said_of(block, at, own) if first is None else _going_on(first, own), block, number)
        told = _Told(Spot(number, said, block), year or "", words, _words(f"{block.lead} {subject}"), first is not None)
        first = first or told
        is_told = _IS.has("told", f"{ahead[-12:]}#{behind}") or (number.unit != COUNT and behind.startswith(" of "))
        unsure = number.hedged or number.sign or any(_IS.has("unsure", one) for one in _compared(own, subject, ahead))
        unsure |= number.unit == COUNT and not number.places and _IS.has("average", own)
        if year is not None and is_told and not unsure and words - _stages(words):
            yield told


def _compared(own: str, subject: str, ahead: str) -> Iterator[str]:
    """The words at a number and the subject, without those that compare a value of a year: "rose to 174 in 2023/24"."""
    is_value = _IS.has("years", own) and _VALUE.search(ahead)
    for words in (own, subject):
        plain = _IS["it-took"].sub("", words)
        yield _IS["ways"].sub("", _IS["compared"].sub("", plain)) if is_value else plain


def _clauses(said: Sentence) -> Iterator[tuple[Number, str, str]]:
    """The first numbers of a sentence, each with the words from the one before it on, and the rest of its clause."""
    numbers = said.numbers[:_MOST_OF_ONE]
    for number, before, after in zip(numbers, [None, *numbers], [*numbers[1:], None], strict=False):
        ahead = said.words[before.ends if before else 0 : number.begins]
        behind = said.words[number.ends : after.begins if after else None]
        ends = "verb" if _THE.search(ahead) else "clause-ends"
        yield number, ahead, _IS["clause-ends"].split(_IS[ends].split(behind)[0])[0]


def _said_of(block: Passage, at: int, own: str) -> _Words:
    """What the first number of a sentence is of, by its words, and by those before them where these name no stage."""
    words = _words(own)
    if not _stages(words):
        earlier = " ".join(one.words for one in block.sentences[max(0, at - 5) : at])
        words |= next((found for one in (earlier, *block.headings) if (found := _stages(_words(one)))), frozenset())
    return words


def _with_heading(words: _Words, block: Passage, number: Number) -> _Words:
    """What a percentage, a time or a number of complaints is of, with what its heading names, such as a service."""
    if number.unit == COUNT and words - _stages(words) != _WHOLE:
        return words
    heading = re.sub(r"^\W*(?:\d+\W+)+", "", block.heading)
    if heading.endswith("?"):
        return words
    is_of_all = _stages(words) or number.unit in (COUNT, POUNDS)
    return words | (_words(_IS["general"].sub(" ", heading) if is_of_all else heading) - _WHOLE)


def _going_on(first: _Told, own: str) -> _Words:
    """What a later number is of: its own words, with those of the first where they name a stage or year alone."""
    words, stages = _words(own), _stages(_words(own))
    if words - stages:
        return words | first.may
    return words | (first.must - _stages(first.must) if stages else first.must)


def _in_cells(document: Document, main: str) -> Iterator[_Told]:
    """The cells of tables that hold one number."""
    for grid in (block for block in document.blocks if isinstance(block, Grid)):
        may = (
            _words(f"{grid.caption} {grid.heading} {grid.rows[0][0].words if grid.labels and grid.rows else ''}")
            | _WHOLE
        )
        for row, column, cell in grid.body():
            if len(cell.numbers) == 1 and not cell.numbers[0].sign:
                text = f"{grid.row_label(row)} {grid.column_label(column)}"
                year, must = _year(text, main), _words(_IS["time"].sub(" ", text) if _IS.has("days", text) else text)
                if year and must and not _IS.has("unsure", text):
                    yield _Told(Spot(cell.numbers[0], cell, grid, row, column), year, must, may)
