"""The values in an export that are not ours, and its services, for a person to say what each one is.

Only those of columns that a person or a sure heading names; and nothing that may be free text about somebody.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from complaints_report.errors import UnreadableError
from complaints_report.intake.headings.heading_row import best_headings
from complaints_report.intake.headings.mapping import Mapped, fit_of, records_below, visible_sheets
from complaints_report.intake.headings.parts import TablePart, parts_of
from complaints_report.intake.proposals.candidates import CODED_OF, is_known, sure_names
from complaints_report.intake.proposals.examples import may_be_a_name
from complaints_report.intake.proposals.guesses import guessed
from complaints_report.intake.read.cells import Cell
from complaints_report.intake.read.folder_files import Files
from complaints_report.intake.records.names import folded, normalised, says_nothing
from complaints_report.intake.records.spellings import VALUES
from complaints_report.intake.rules.look_alikes import FEWEST, are_alike
from complaints_report.intake.rules.printed_text import signs_in
from complaints_report.intake.tables.issue_rows import issues_in
from complaints_report.settings import ComplaintsSource, Settings

_SHOWN, _SERVICES = 40, 100
_FEWEST, _LONGEST = 3, 60
_FREE_TEXT = 0.5


@dataclass(frozen=True)
class Value:
    """A value of the export with how many complaints have it, and which of ours it most likely is."""

    text: str
    complaints: int
    guess: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether it stands for a blank, as a dash does."""
        return says_nothing(self.text)


@dataclass(frozen=True)
class Unknown:
    """The values of a coded column that are not known; `kept_back` counts those that may be free text.

    `of` is the part of the settings that is to say what they mean.
    """

    column: str
    codes: tuple[str, ...]
    values: tuple[Value, ...]
    further: int
    kept_back: int
    of: str = "complaints"


@dataclass(frozen=True)
class Services:
    """The services that no area names yet, as the export spells them; `further` counts those not listed.

    `areas` are those that their names suggest where the settings have none, `misspelt` the rare ones with what each
    seems to be.
    """

    names: tuple[str, ...]
    further: int
    areas: Mapping[str, Sequence[str]] = field(default_factory=dict)
    misspelt: Mapping[str, str] = field(default_factory=dict)


def mapped_parts(settings: Settings, files: Files, table: str = "complaints") -> list[Mapped]:
    """A table of a folder as far as its headings are understood, whatever else is missing."""
    return [mapped for part in parts_of(table, settings, files.folder) for mapped in _mapped(part, files)]


def _mapped(part: TablePart, files: Files) -> Iterator[Mapped]:
    try:
        sheets = visible_sheets(part, files.sheets(part.file, fit_of(part)))
    except UnreadableError as error:
        raise UnreadableError(f"{part.file}: {error}", error.cure) from None
    understood = [(best_headings(part, sheet.rows), sheet) for sheet in sheets]
    headings, sheet = max(understood, key=lambda one: one[0].fit)
    mapped, _ = records_below(part, sheet, headings)
    yield from [mapped] if mapped else []


def unknown_outcomes_of_issues(parts: Sequence[Mapped], source: ComplaintsSource) -> Iterator[Unknown]:
    """The unknown outcomes of the issues that stand in the rows of complaints."""
    if source.issue:
        issues = [issues_in(part, source.issue)[0] for part in parts]
        found = (one for one in unknown_values(issues) if one.column == "outcome")
        yield from (replace(one, of="complaints.issue") for one in found)


def unknown_values(parts: Sequence[Mapped], table: str = "complaints") -> Iterator[Unknown]:
    """The unknown values of each coded column of a table whose heading is certain."""
    for column in CODED_OF[table]:
        having, spelled = dict[str, set[Hashable]](), dict[str, str]()
        for kind, cases in _kinds(parts, column):
            if isinstance(kind, str | int | float) and not is_known(column, kind, table):
                having.setdefault(folded(kind), set()).update(cases())
                spelled.setdefault(folded(kind), str(kind))
        if having:
            counts = Counter({key: len(cases) for key, cases in having.items()})
            yield _unknown(column, [(spelled[key], many) for key, many in counts.most_common()], table)


def services(parts: Sequence[Mapped], settings: Settings) -> Services:
    """The services of the export; none where its column seems to be free text."""
    counts = Counter[str]()
    for kind, cases in _kinds(parts, "service"):
        if isinstance(kind, str):
            counts[kind.strip()] += len(cases())
    known = {name for names in settings.areas.values() for name in names}
    right_as_they_are = settings.sources.complaints.values.get("service", {})
    names = sorted(name for name in counts if name not in known and not any(signs_in(name)))
    if len(counts) > _SHOWN and len(counts) > _FREE_TEXT * counts.total():
        return Services((), len(names))
    wrong = misspelt({name: counts[name] for name in counts if name not in right_as_they_are})
    right = [name for name in names if name not in wrong]
    areas = {} if settings.areas else suggested_areas(right)
    return Services(tuple(names[:_SERVICES]), len(names[_SERVICES:]), areas, wrong)


Cases = Callable[[], Sequence[Hashable]]
"""What tells the cases of some rows apart, worked out where it is needed."""


def _kinds(parts: Sequence[Mapped], column: str) -> Iterator[tuple[Cell, Cases]]:
    """Each different cell of a column in each part where its heading is certain, with the cases that have it.

    Cells that only repeat the heading are none.
    """
    for part in parts:
        heading = part.headings.found.get(column)
        doubled = column in part.headings.doubled
        cells = part.cells(column)
        if (
            heading
            and cells
            and not doubled
            and (not heading.is_guessed or normalised(heading.text) in sure_names(column))
        ):
            order = np.argsort(cells.codes, kind="stable")
            starts = np.searchsorted(cells.codes[order], np.arange(len(cells.kinds) + 1))
            for at, kind in enumerate(cells.kinds):
                rows = order[starts[at] : starts[at + 1]]
                if len(rows) and kind is not None and folded(kind) != folded(heading.text):
                    yield kind, partial(_cases, part, rows)


def _cases(part: Mapped, rows: NDArray[np.int64]) -> list[Hashable]:
    """What tells the case of each of some rows from another: its reference, else its row."""
    cells = part.cells("reference")
    numbers = part.rows.numbers[rows].tolist()
    if cells is None:
        return [(part.part.file, part.sheet.name, number) for number in numbers]
    references = (cells.kinds[code] for code in cells.codes[rows].tolist())
    return [number if one is None else folded(one) for one, number in zip(references, numbers, strict=True)]


def _unknown(column: str, counted: Sequence[tuple[str, int]], table: str) -> Unknown:
    may_be_shown = [(text, many) for text, many in counted if _may_be_shown(column, text, many)]
    shown = may_be_shown[:_SHOWN]
    return Unknown(
        column=column,
        codes={"stage": ("1", "2", "3"), "extension_agreed": ("yes", "no")}.get(column) or tuple(VALUES[column]),
        values=tuple(Value(text, many, guessed(column, text)) for text, many in shown),
        further=len(may_be_shown) - len(shown),
        kept_back=len(counted) - len(may_be_shown),
        of=table,
    )


def _may_be_shown(column: str, text: str, complaints: int) -> bool:
    """Whether a value is short and common enough to be a code, and not somebody's name."""
    is_code = complaints >= _FEWEST and len(text) <= _LONGEST and not any(signs_in(text))
    return is_code and not (column == "complainant" and may_be_a_name(text))


_PARTED = re.compile(r"\s+[-–—|/>]\s+|\s*[:(]\s*|,\s+")
_LAST = re.compile(
    r"\s+(?:teams?|hub|unit|group|service|locality|area|district|no\.?|\d+|[A-Z]|north|south|east|west|central"
    r"|(?:north|south)[- ]?(?:east|west))$",
    re.IGNORECASE,
)


def suggested_areas(names: Sequence[str]) -> dict[str, list[str]]:
    """Each area with its services, in their order; a service that begins like no other is an area by itself.

    None where no two begin alike, or all do.
    """
    beginnings = {name: _beginning(name) for name in names}
    several = {one for one, times in Counter(beginnings.values()).items() if times > 1}
    if not several or len(set(beginnings.values())) == 1:
        return {}
    areas: dict[str, list[str]] = {}
    for name, beginning in beginnings.items():
        areas.setdefault(beginning if beginning in several else name, []).append(name)
    return areas


def _beginning(name: str) -> str:
    """What a name says before its place, team or number."""
    parted = _PARTED.split(name, maxsplit=1)
    start = parted[0].strip()
    while len(parted) == 1 and (shorter := _LAST.sub("", start)) != start and shorter:
        start = shorter
    return start or name


def misspelt(counts: Mapping[str, int]) -> dict[str, str]:
    """Each rare name with the common one that it differs from by a letter or two."""
    common = [name for name, rows in sorted(counts.items(), key=lambda one: -one[1]) if rows >= FEWEST]
    rare = [name for name, rows in counts.items() if rows < FEWEST]
    return {name: other for name in rare if (other := _first_alike(name, common))}


def _first_alike(name: str, common: Iterable[str]) -> str:
    return next((other for other in common if are_alike(name, other)), "")
