"""The labels of a table's rows: which groups of which breakdown, stages, years or months they name."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from complaints_report.document.reading import Grid
from complaints_report.document.subjects import NO_SUBJECT, Subject, subject_of
from complaints_report.document.terms import Group, Vocabulary
from complaints_report.document.tokens import tokens
from complaints_report.metrics.figures import Figures

_ASKED = {
    "age_band": r"\bage[ds]?\b",
    "gender": r"\bgender\b|\bsex\b",
    "ethnicity": r"\bethnic",
    "disability": r"\bdisab",
    "sexual_orientation": r"\borientation\b",
}
"""The breakdowns whose groups have everyday names, and the words that say that a table is about them."""
_MONTHS = ("apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan", "feb", "mar")
_MONTH = re.compile(rf"\s*(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?(?:[ '’-]*(?P<year>(?:20)?\d\d))?\s*$", re.IGNORECASE)
_QUARTER = re.compile(r"\s*(?:q|quarter )\s*(?P<number>[1-4])\b[^\d]*$", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[1-3]\s*$")


class Labels:
    """Reads labels by the names that the data have."""

    def __init__(self, figures: Figures, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._year = figures.year
        self._named: dict[str, set[Group]] = {}
        for figure in figures:
            last = figure.group.partition(": ")[2] if figure.by == "sub_category" else ""
            for name in filter(None, (figure.group, last)):
                self._named.setdefault(plainly(name), set()).add((figure.by, figure.group))

    def of_rows(self, grid: Grid, columns: Sequence[int]) -> list[Subject]:
        """What each row is about by its labels; a row that has labels alone speaks for those below it."""
        possible = [self._groups(grid, row, columns) for row in range(len(grid.rows))]
        by = _breakdown(possible, _asked(grid, columns))
        found: list[Subject] = []
        section = NO_SUBJECT
        for row, groups in enumerate(possible):
            about = self._row(grid, row, columns, groups, by)
            section = about if _is_alone(grid, row, columns) and about.stages else section
            found.append(about.over(section) if about is not section else about)
        return found

    def _row(self, grid: Grid, row: int, columns: Sequence[int], groups: set[Group], by: str) -> Subject:
        """What one row is about: a group of the table's breakdown, or whatever else its labels name."""
        cells = [_label(grid, row, column) for column in columns]
        named = frozenset(group for group in groups if group[0] == by)
        rest = [words for words in cells if not (named and self._is_name(words))]
        about = subject_of(term for words in rest for term in self._vocabulary.terms(words))
        return replace(about, groups=frozenset({named})) if named else about

    def _is_name(self, words: str) -> bool:
        """Whether a label is the name of a group and nothing else."""
        return plainly(words) in self._named or bool(_MONTH.match(words) or _QUARTER.match(words))

    def _groups(self, grid: Grid, row: int, columns: Sequence[int]) -> set[Group]:
        """The groups that a row's labels may name; a part of one that another label names goes before the whole."""
        labels = [_label(grid, row, column) for column in columns]
        found = [self._of_label(words) for words in labels]
        every = {group for groups in found for group in groups}
        parts = {group for group in every if group[0] == "sub_category"}
        wholes = {name for by, name in every if by == "category"}
        within = {group for group in parts if group[1].partition(": ")[0] in wholes}
        return within or every

    def _of_label(self, words: str) -> set[Group]:
        if named := self._named.get(plainly(words)):
            return named
        if month := _MONTH.match(words):
            return {("month", self._month(month["month"], month["year"]))}
        if quarter := _QUARTER.match(words):
            return {("quarter", f"Q{quarter['number']}")}
        groups = [term.groups for term in self._vocabulary.terms(words) if term.groups]
        return set(groups[0]) if len(groups) == 1 else set()

    def _month(self, name: str, written: str | None) -> str:
        """A month as the data write it, such as "2023-04"."""
        place = _MONTHS.index(name[:3].lower())
        year = int(self._year[:4]) + (place > 8)
        year = int(written[-2:]) + 2000 if written else year
        return f"{year}-{(place + 3) % 12 + 1:02d}"


def plainly(words: str) -> str:
    """A label as labels are compared."""
    return " ".join(token.text.lower() for token in tokens(words))


def _label(grid: Grid, row: int, column: int) -> str:
    """A label; a bare number with the heading that says what it is the number of."""
    words = grid.rows[row][column].words if column < len(grid.rows[row]) else ""
    return f"{grid.header[column]} {words}" if _NUMBER.match(words) else words


def _is_alone(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row has no words or numbers but its label."""
    own = {cell.words for place, cell in enumerate(grid.rows[row]) if place in columns}
    return all(cell.words in own or not cell.words.strip() for cell in grid.rows[row])


def _asked(grid: Grid, columns: Sequence[int]) -> str:
    """The breakdown by what people are that a table says it is of."""
    words = " ".join([grid.caption, *(grid.header[column] for column in columns)]).lower()
    found = [by for by, form in _ASKED.items() if re.search(form, words)]
    return found[0] if len(found) == 1 else ""


def _breakdown(possible: Sequence[set[Group]], asked: str) -> str:
    """The breakdown that most rows are of."""
    counts = Counter(by for groups in possible for by in {by for by, _ in groups} if by == asked or by not in _ASKED)
    return max(sorted(counts), key=lambda by: (by == asked, counts[by])) if counts else ""
