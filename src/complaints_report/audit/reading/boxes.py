"""Words that are set apart: boxes of a number and what it is of, in cells, side by side or one below the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from complaints_report.audit.reading.document import BOX, HEADING, TEXT, Sentence
from complaints_report.audit.reading.lines_and_tables import LOWEST, Content, Line, Table, lines_of
from complaints_report.audit.reading.numbers import FORMS

FEW = 10
"""So many words are few."""


def boxed(content: Content) -> Content:
    """What stands in a cell that only sets words apart: each line a box that hangs on others, but below headings."""
    lines = [part for one in lines_of(content) for part in _by_breaks(one)]
    if any(line.kind == HEADING and line.level < LOWEST for line in lines):
        return content
    boxes = [replace(one, kind=BOX, lead=_lead_in_box(one, lines)) for one in lines]
    return [*boxes, *(one for one in content if isinstance(one, Table))]


def _by_breaks(line: Line) -> Iterator[Line]:
    """A line by the breaks within it, where a number stands alone between them."""
    ends = [at for at, letter in enumerate(line.said.words) if letter == "\n"]
    parts = line.said.parts(list(pairwise([0, *(end + 1 for end in ends), len(line.said.words)])))
    if any(map(_is_number, parts)):
        yield from (replace(line, said=part) for part in parts if part.words)
    else:
        yield line


def _is_number(said: Sentence) -> bool:
    """Whether some words are a number and no more."""
    return [one.text.strip() for one in said.numbers] == [said.words.strip()]


def _is_of_one(said: Sentence) -> bool:
    """Whether some words may say what a number beside them is of."""
    return bool(FORMS["word"].search(said.words)) and not said.numbers and is_short(said.words)


def in_a_box(line: Line, following: Line | Table | None) -> Line:
    """The line; a number alone that stands over a few words hangs on these."""
    below = following if isinstance(following, Line) and following.kind == line.kind == TEXT else None
    if below and not below.stands_out and _is_number(line.said.part()) and _is_of_one(below.said.part()):
        return replace(line, kind=BOX, lead=below.said.words.strip())
    return line


def _lead_in_box(line: Line, lines: Sequence[Line]) -> str:
    """What is said of a line in a box: of one of several numbers beside their words these, else the other lines.

    Those are the ones that stand there with a number alone, or the short ones; of a large box only its first.
    """
    numbers = [at for at, one in enumerate(lines) if _is_number(one.said)]
    at = lines.index(line)
    if len(numbers) > 1 and at in numbers:
        beside = lines[at + 1 : at + 2] if numbers[0] == 0 else lines[at - 1 : at]
        return " ".join(one.said.words.strip() for one in beside if _is_of_one(one.said))
    others = [one.said.words.strip() for one in (lines if len(lines) <= 4 else lines[:1]) if one is not line]
    return " ".join(one for one in others if is_short(one) or not FORMS["word"].search(line.said.words))


def is_short(words: str) -> bool:
    """Whether words are few and no sentence."""
    return len(words.split()) <= FEW and not words.endswith((".", ";", ",", ":"))


def numbers_over_words(table: Table) -> list[Content]:
    """The boxes of a table in which each row of numbers stands over one that says what they are of."""
    rows = [[lines_of(content) for content in row] for row in table.rows]
    above, below = rows[::2], rows[1::2]
    is_number = all(len(one) == 1 and _is_number(one[0].said.part()) for row in above for one in row)
    is_told = all(one and all(_is_of_one(line.said.part()) for line in one) for row in below for one in row)
    alike = len(above) == len(below) and all(len(row) == len(rows[0]) > 1 for row in rows)
    if not (alike and is_number and is_told):
        return []
    pairs = (pair for two in zip(above, below, strict=True) for pair in zip(*two, strict=True))
    return [[*number, *words] for number, words in pairs]


def numbers_beside_words(table: Table) -> list[Content]:
    """The boxes of a table of one row in which each number stands beside what it is of."""
    cells = [lines_of(content) for content in table.rows[0]]
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    is_told = all(_are_one_box(*two) or _are_one_box(*two[::-1]) for two in pairs)
    return (
        [[*first, *second] for first, second in pairs]
        if len(table.rows) == 1 and not len(cells) % 2 and is_told
        else []
    )


def _are_one_box(number: Sequence[Line], words: Sequence[Line]) -> bool:
    is_number = len(number) == 1 and _is_number(number[0].said.part())
    return is_number and bool(words) and all(_is_of_one(line.said.part()) for line in words)


def is_layout(table: Table) -> bool:
    """Whether a table only sets words apart: it has one row or one column, or numbers with what they are of below."""
    first = table.rows[0]
    return len(table.rows) < 2 or max(map(len, table.rows)) < 2 or 2 * sum(map(_is_callout, first)) > len(first)


def _is_callout(content: Content) -> bool:
    lines = [one.said for one in lines_of(content)]
    return any(one.numbers for one in lines) and any(
        FORMS["word"].search(one.words) and not one.numbers for one in lines
    )
