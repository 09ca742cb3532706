"""Cells of several lines that each say what their numbers are, read as items under the labels of the cell."""

import re

from complaints_report.audit.reading.document import ITEM, Grid, Passage, Sentence, Spot

_WORD = re.compile(r"[^\W\d_]{3,}")


class LinesOfCells:
    """Reads a cell of several lines that each say what their numbers are as a passage under its labels."""

    def __init__(self) -> None:
        self._passages: dict[int, list[Passage] | None] = {}

    def said(self, spot: Spot) -> Spot:
        """A number as it is said: in a line of such a cell where it stands in one, else where it stands."""
        if not isinstance(spot.block, Grid):
            return spot
        at = id(spot.sentence)
        if at not in self._passages:
            self._passages[at] = _passage(spot, spot.block)
        passages = self._passages[at]
        return spot if passages is None else _within(spot, passages)


def _passage(spot: Spot, grid: Grid) -> list[Passage] | None:
    """What a cell says in lines; None where it is no such cell."""
    lines = spot.sentence.sentences()
    counts = [len(one.numbers) for one in lines]
    if sum(map(bool, counts)) < 2 or sum(counts) != len(spot.sentence.numbers) or not all(map(_tells, lines)):
        return None
    lead = " ".join(filter(None, (grid.row_label(spot.row), grid.column_label(spot.column))))
    return [Passage(ITEM, one.words, (one,), (grid.caption, *grid.headings), lead) for one in lines]


def _tells(line: Sentence) -> bool:
    """Whether a line says in words what its numbers are."""
    first, last = (line.numbers[0].begins, line.numbers[-1].ends) if line.numbers else (0, 0)
    return not line.numbers or bool(_WORD.search(line.words[:first]) or _WORD.search(line.words, last))


def _within(spot: Spot, passages: list[Passage]) -> Spot:
    """A number of a cell in the line of it in which it stands."""
    at = sum(one.ends <= spot.number.begins for one in spot.sentence.numbers)
    every = [(number, one.sentences[0], one) for one in passages for number in one.sentences[0].numbers]
    return Spot(*every[at])
