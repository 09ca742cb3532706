"""Services and categories that seem to be one, spelled in two ways, and so count apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np

from complaints_report.intake.faults import HIDDEN, Fault
from complaints_report.intake.records.names import COLUMNS, folded
from complaints_report.intake.rulebook import Rule
from complaints_report.intake.rules import FolderCheck, FolderData
from complaints_report.intake.tables.typed_rows import Table, row_of

FEWEST = 5
"""How many rows must have a name that its letters may be nearly those of another."""

_MOST_DIFFERENT, _MOST_NAMES, _LONGEST = 2, 2_000, 200
"""By how many letters names may differ; how many names, and how long ones, are still names and no free text."""

_WORD = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+(?:['’][^\W\d_]+)*")
_JOINED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z](?![^\W\d_A-Z]))")
"""Where a capital that stands for itself is joined to a word, as in "TeamA"."""
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_POINT = re.compile(r"(?:north|south)?(?:north|south|east|west)(?:ern)?|[ns]?[nsew]")
_NUMBER = re.compile("one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth")


LOOK_ALIKE = Rule(
    "look-alike",
    "Two services or categories were nearly alike",
    "warning",
    "This differs {how} from {elsewhere}, and the two are counted apart.",
    "If both are the same, spell them alike in the export, or name the right one in report.toml, under "
    "[sources.{table}.values.{name}].",
)


@FolderCheck
def look_alike(data: FolderData) -> Iterator[Fault]:
    """`look-alike`: a name that differs from a commoner one in case alone; a rare one, also by a letter or two."""
    tables = [reading.table_used for reading in data.readings.values()]
    for column in COLUMNS:
        having = [table for table in tables if table.has(column)]
        counts = Counter(name for table in having for name in table.frame[column].dropna().tolist())
        alike = [*_alike(counts)]
        standing = _first_rows(having, column, alike)
        for rare, other in alike:
            is_in_case = folded(rare) == folded(other)
            how = "in capital letters alone" if is_in_case else "by no more than a letter or two"
            elsewhere = _place(*standing[other][0])
            for table, at in standing[rare]:
                words = {"how": how, "elsewhere": elsewhere, "table": table.section, "name": column}
                yield table.fault(LOOK_ALIKE, at, column, HIDDEN, **words)


def are_alike(one: str, other: str) -> bool:
    """Whether two names differ by no more than a letter or two that tell nothing: no number, letter or point."""
    from rapidfuzz.distance import OSA

    shorter = min(len(folded(one)), len(folded(other)))
    apart = OSA.distance(folded(one), folded(other), score_cutoff=_MOST_DIFFERENT)
    return apart <= _MOST_DIFFERENT and 2 * apart < shorter and not _is_told_apart(one, other)


def _alike(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Each name with the commonest that it is but for its capitals; each of few rows, with one that looks like it."""
    names = [name for name, _ in counts.most_common() if len(name) <= _LONGEST]
    commonest = {folded(name): name for name in reversed(names)}
    in_case = {name: commonest[folded(name)] for name in names if commonest[folded(name)] != name}
    yield from in_case.items()
    yield from (pair for pair in _rare_alike(counts, names[:_MOST_NAMES]) if pair[0] not in in_case)


def _rare_alike(counts: Counter[str], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each name of few rows with the commonest that looks like it."""
    if not names or counts[names[-1]] >= FEWEST:
        return
    for at, near in _near(names):
        if counts[names[at]] < FEWEST:
            others = (names[place] for place in near if place < at and are_alike(names[at], names[place]))
            yield from [(names[at], other) for other in [next(others, "")] if other]


def _near(names: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """For each name the places of those that differ from it by a letter or two."""
    plain = [folded(name) for name in names]
    if not _may_be_near(plain):
        return  # as in most exports: rapidfuzz is not even loaded
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    apart = cdist(plain, plain, scorer=OSA.distance, score_cutoff=_MOST_DIFFERENT, dtype=np.uint8)
    for at, distances in enumerate(apart):
        yield at, np.flatnonzero(distances <= _MOST_DIFFERENT).tolist()


def _may_be_near(names: Sequence[str]) -> bool:
    """Whether any two names have nearly the same letters, in whatever order: one changed is two that differ."""
    letters = np.array([np.bincount([ord(one) % 64 for one in name], minlength=64) for name in names], np.int16)
    apart = (np.abs(letters[at + 1 :] - letters[at]).sum(axis=1) for at in range(len(names)))
    return any((found <= 2 * _MOST_DIFFERENT).any() for found in apart)


def _is_told_apart(one: str, other: str) -> bool:
    """Whether all that differs are numbers, single letters or points of the compass."""
    words, others = _words(one), _words(other)
    differing = [
        word
        for tag, begin, end, other_begin, other_end in SequenceMatcher(None, words, others, False).get_opcodes()
        if tag != "equal"
        for word in words[begin:end] + others[other_begin:other_end]
    ]
    return bool(differing) and all(map(_tells_apart, differing))


def _words(name: str) -> list[str]:
    return _WORD.findall(_JOINED.sub(" ", name).casefold())


def _tells_apart(word: str) -> bool:
    is_known = any(form.fullmatch(word) for form in (_NUMBER, _ROMAN, _POINT))
    return is_known or word[0].isdecimal() or len(word) == 1


def _first_rows(
    tables: Sequence[Table], column: str, alike: Sequence[tuple[str, str]]
) -> dict[str, list[tuple[Table, int]]]:
    """The rows of each name that is to be told, and of each that it looks like, the first."""
    told = {rarer for rarer, _ in alike}
    found: dict[str, list[tuple[Table, int]]] = {name: [] for pair in alike for name in pair}
    for table in tables:
        rows = table.frame[column]
        for at, name in rows[rows.isin(list(found))].items():
            if name in told or not found[name]:
                found[name].append((table, int(str(at))))
    return found


def _place(table: Table, at: int) -> str:
    """Words for a row, such as "row 9 of complaints.csv"."""
    place = table.origin(at).place
    return f"row {row_of(at)} of {place.file}" + (f", sheet '{place.sheet}'" if place.sheet else "")
