"""What the numbers of a table claim: by its labels, headings and caption; where these leave doubt, by most of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from complaints_report.document.claims import Around, Claim
from complaints_report.document.labels import Labels
from complaints_report.document.meaning import Meaning, Reading
from complaints_report.document.reading import Grid, Stretch
from complaints_report.document.rules import COUNT, DAYS, PERCENT
from complaints_report.document.subjects import NO_GROUPS, NO_SUBJECT, NOTHING, Subject, subject_of
from complaints_report.document.terms import Group, Vocabulary
from complaints_report.document.tokens import Token

Place = tuple[int, int]
LEAST, MOST_PART, HALF, FEW = 3, 0.6, 0.5, 0.4
_SHARE = re.compile(r"%|\bper ?cent|\b(?:share|proportion|rate)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\bno\.|\bnumbers?\b|#|\bcount\b", re.IGNORECASE)
_ADDED = ("complaint", "issue", "response", "compliment")
"""What a table may count without saying so."""


@dataclass(frozen=True)
class _Cell:
    """A number of a table, its place, and what its row and its column name."""

    place: Place
    token: Token
    unit: str
    about: Subject


@dataclass(frozen=True)
class _Way:
    """A way to understand a table: what its numbers are about where their labels do not say it."""

    stages: frozenset[str] = NOTHING
    years: frozenset[str] = NOTHING
    groups: frozenset[frozenset[Group]] = NO_GROUPS
    concepts: frozenset[str] = NOTHING
    added: frozenset[str] = NOTHING


class Tables:
    """Reads the claims of tables."""

    def __init__(self, vocabulary: Vocabulary, meaning: Meaning, labels: Labels) -> None:
        self._vocabulary = vocabulary
        self._meaning = meaning
        self._labels = labels

    def claims(self, grid: Grid, around: Around) -> Iterator[tuple[Place, Claim]]:
        """The claim of each number of a table at its place."""
        cells = list(self._cells(grid))
        caption = subject_of(self._vocabulary.terms(grid.caption))
        ways = list(self._ways(caption, around))
        told = [[(cell, self._readings(cell, way)) for cell in cells] for way in ways]
        best = _of_column_alike(max(told, key=_agreeing)) if told else []
        said = len(ways) == len(_ADDED) + 1 and not caption.unknown and not around.doubtful
        doubtful = _doubtful(best)
        for cell, readings in best:
            certain = _is_certain(best, said) and not doubtful & {("row", cell.place[0]), ("column", cell.place[1])}
            yield cell.place, Claim(cell.token, tuple(readings), certain)

    def _ways(self, caption: Subject, around: Around) -> Iterator[_Way]:
        """The ways to understand a table, the likeliest first."""
        stages = caption.stages or around.nearest_with("stages").stages
        years = caption.years or around.nearest_with("years").years
        each = [stages] if stages else [frozenset({stage}) for stage in "123"]
        scopes = dict.fromkeys((caption.groups, around.scope.groups, NO_GROUPS))
        for stage, groups, added in product(each, scopes, (NOTHING, *(frozenset({name}) for name in _ADDED))):
            yield _Way(stage, years, groups, caption.concepts, added)

    def _readings(self, cell: _Cell, way: _Way) -> list[Reading]:
        """All that a number may be: what its labels say, and what they say in a table about such things."""
        own = cell.about.concepts
        about = cell.about.over(Subject(way.stages, way.years, way.groups))
        every = dict.fromkeys((own, own | way.concepts, own | way.added))
        found = (self._meaning.readings(replace(about, concepts=concepts), cell.unit) for concepts in every)
        return [one for readings in found for one in readings if one.known]

    def _cells(self, grid: Grid) -> Iterator[_Cell]:
        """The numbers of a table whose row and column are understood."""
        labels = _label_columns(grid)
        rows = self._labels.of_rows(grid, labels)
        columns = dict(self._of_columns(grid, labels))
        for row, about in enumerate(rows):
            for column, heads in columns.items():
                cell = grid.rows[row][column] if column < len(grid.rows[row]) else Stretch("")
                joined = _joined(about, heads)
                if joined is not None and is_valued(cell):
                    words = " ".join([grid.header[column], *(grid.rows[row][place].words for place in labels)])
                    yield from _numbers((row, column), cell, joined, words)

    def _of_columns(self, grid: Grid, labels: Sequence[int]) -> Iterator[tuple[int, Subject]]:
        """What each column is about; one of shares that does not say it is about what stands before it."""
        before = NO_SUBJECT
        for place, head in enumerate(grid.header):
            if place not in labels:
                about = subject_of(self._vocabulary.terms(head))
                is_bare = bool(_SHARE.search(head)) and not about.concepts and not about.groups
                before = about.over(before) if is_bare else about
                if is_bare or grid.header.count(head) == 1:
                    yield place, before


def _joined(row: Subject, column: Subject) -> Subject | None:
    """What a row and a column name together; nothing where they name two of a kind, or what we do not know."""
    both = Subject(
        row.stages | column.stages,
        row.years | column.years,
        row.groups | column.groups,
        row.concepts | column.concepts,
        row.unknown or column.unknown,
    )
    return both if both.is_clear else None


def is_valued(cell: Stretch) -> bool:
    """Whether a cell holds numbers and nothing else but their unit."""
    rest = [token.mask for token in cell.tokens if token.value is None]
    return any(token.is_number for token in cell.tokens) and set(rest) <= {"days", "working", "pp"}


def _label_columns(grid: Grid) -> list[int]:
    """The first column, and each in which most cells hold words."""
    found = [0]
    for column in range(1, len(grid.header)):
        cells = [row[column] for row in grid.rows if column < len(row) and row[column].words.strip()]
        worded = [cell for cell in cells if any(token.value is None for token in cell.tokens) and not is_valued(cell)]
        found += [column] if len(worded) > HALF * len(cells) else []
    return found


def _numbers(place: Place, cell: Stretch, about: Subject, words: str) -> Iterator[_Cell]:
    """The numbers of a cell with their units: one that has none takes that of its labels."""
    tokens = [token for token in cell.tokens if token.is_number]
    shares = _SHARE.search(words) and not _AMOUNT.search(words) and len(tokens) == 1
    for token in tokens:
        unit = PERCENT if token.unit == "percent" or (shares and not token.unit) else "" if token.unit else COUNT
        timed = unit == COUNT and about.concepts & {"mean", "median"}
        unit = DAYS if timed else "" if unit == COUNT and token.places else unit
        yield _Cell(place, token, unit, about)


Told = Sequence[tuple[_Cell, list[Reading]]]
"""The numbers of a table with what each may be."""


def _agrees(cell: _Cell, readings: Sequence[Reading]) -> bool:
    return any(one.agrees(cell.token) for one in readings)


def _agreeing(told: Told) -> int:
    return sum(_agrees(cell, readings) for cell, readings in told)


def _is_certain(told: Told, said: bool) -> bool:
    """Whether a table is understood: most of its numbers agree, or its words leave no doubt and half of them do."""
    judged, agree = sum(bool(readings) for _, readings in told), _agreeing(told)
    by_most = agree >= LEAST and agree >= MOST_PART * judged
    return by_most or (said and (judged < LEAST or agree >= HALF * judged))


def _doubtful(told: Told) -> set[tuple[str, int]]:
    """The columns in which too few numbers agree, and the rows in which none does: they may be about something else."""
    lines: dict[tuple[str, int], list[bool]] = {}
    for cell, readings in told:
        if readings:
            for line in (("row", cell.place[0]), ("column", cell.place[1])):
                lines.setdefault(line, []).append(_agrees(cell, readings))
    part = {"row": 0.0, "column": FEW}
    return {(line, at) for (line, at), agree in lines.items() if len(agree) >= LEAST and _less(agree, part[line])}


def _less(agree: Sequence[bool], part: float) -> bool:
    """Whether less than a part of them agree, or none."""
    return sum(agree) < part * len(agree) or not any(agree)


def _of_column_alike(told: Told) -> Told:
    """The readings of each number, left to those of the metric of most numbers in its column that agree."""
    metrics: dict[int, Counter[str]] = {}
    for cell, readings in told:
        agreeing = {one.figure.metric for one in readings if one.agrees(cell.token)}
        metrics.setdefault(cell.place[1], Counter()).update(sorted(agreeing))
    usual = {column: found.most_common(1)[0][0] for column, found in metrics.items() if found.total() >= LEAST}
    return [(cell, _only(readings, usual.get(cell.place[1], ""))) for cell, readings in told]


def _only(readings: list[Reading], metric: str) -> list[Reading]:
    return [one for one in readings if one.figure.metric == metric] or readings
