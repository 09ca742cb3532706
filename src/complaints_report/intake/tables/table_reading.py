"""One table read: the rows of all its parts as one frame, with the faults in their cells."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from complaints_report import progress
from complaints_report.english import quantity
from complaints_report.errors import UnreadableError
from complaints_report.intake.faults import Fault, Place, fault, unreadable
from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.headings.mapping import Mapped, choose_sheet, fit_of, without_rows
from complaints_report.intake.headings.parts import SUFFIXES, TablePart, parts_of
from complaints_report.intake.headings.row_filters import Counts, no_row_is_ours, nothing_left_out
from complaints_report.intake.read.delimited_text import read_text
from complaints_report.intake.read.folder_files import Files
from complaints_report.intake.read.sheets import Claim
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.rulebook import Rule
from complaints_report.intake.tables.characteristics import one_spelling, rare_as_other
from complaints_report.intake.tables.typed_columns import to_frame
from complaints_report.intake.tables.typed_rows import MOST_LISTED, Origin, Table, further, row_ids, table_parts_of
from complaints_report.settings import Settings, TableSource
from complaints_report.settings_file import FILE_NAME, settings_error

_TOO_MANY = "The row has more cells than there are headings, so its values may stand in the wrong columns."


@dataclass(frozen=True)
class Input:
    """One file of the data: where it was, what it was when it was read, and what became of its rows."""

    table: str
    file: str
    sheet: str
    sha256: str
    read_as: str = ""
    rows_read: int = 0
    rows_used: int = 0
    rows_passed_over: int = 0
    rows_not_ours: int = 0
    leave_out: Counts = field(default_factory=dict)
    keep_only: Counts = field(default_factory=dict)

    @property
    def rows_left_out(self) -> int:
        """The rows that no figure counts, though they are ours."""
        return self.rows_read - self.rows_not_ours - self.rows_used


@dataclass
class Reading:
    """A table while it is checked: all its rows, the faults found so far, and the records that these leave out.

    `ragged` holds what could be read of the ragged rows, which are not in the table; `is_cut_short` tells that
    an open quotation mark hides its last rows. `assumptions` has, by the number of a part, what was taken for
    granted about its columns. `not_worked_out` are the records of which it is told that no outcome
    could be made of their issues.
    """

    table: Table
    parts: Sequence[Mapped]
    faults: list[Fault]
    out: set[int]
    ragged: pd.DataFrame
    is_cut_short: bool
    assumptions: Mapping[int, Sequence[str]] = field(default_factory=dict)
    not_worked_out: frozenset[int] = frozenset()
    _kept: tuple[int, int, Table] | None = None

    @property
    def table_used(self) -> Table:
        """The table without the records left out; made again only where more have been left out since."""
        if self._kept is None or self._kept[:2] != (len(self.out), id(self.table)):
            self._kept = len(self.out), id(self.table), replace(self.table, frame=self.table.frame[~self._is_out])
        return self._kept[2]

    def is_given(self, column: str) -> bool:
        """Whether a column is in a file, or is given by the settings, rather than made of others."""
        return any(column in one.headings.found or one.part.gives(column) for one in self.parts)

    @property
    def left_out(self) -> pd.DataFrame:
        """The records that are left out."""
        return self.table.frame[self._is_out]

    @property
    def _is_out(self) -> Claim:
        return self.table.frame.index.isin(list(self.out))

    def add(self, faults: Iterable[Fault]) -> None:
        """Take in more faults; of those of one rule in one column no more than `MOST_LISTED`, and how many more."""
        times, last = Counter[tuple[str, str, str, str]](), dict[tuple[str, str, str, str], Fault]()
        for found in faults:
            key = found.file, found.sheet, found.rule, found.column
            times[key], last[key] = times[key] + 1, found
            if times[key] <= MOST_LISTED:
                self.faults.append(found)
            if found.severity == "error" and found.at is not None:
                self.out.add(found.at)
        self.faults += [further(last[key], times[key]) for key in times if times[key] > MOST_LISTED]


def read_table(table: str, settings: Settings, files: Files, exported_on: date) -> tuple[Reading | None, list[Fault]]:
    """A table of the folder, be it without a row, and the faults of its files; where it cannot be read, these alone."""
    parts = parts_of(table, settings, files.folder)
    if not parts:
        why = f"There is no file {table}.csv (nor {', '.join(SUFFIXES[1:])}) in the report folder."
        cure = f"Put the export there under that name, or name it as 'file' under [sources.{table}] in report.toml."
        missing = [unreadable(Place(f"{table}.csv"), why, cure)]
        return None, missing if table == "complaints" else []
    mapped, faults = [], list[Fault]()
    for part in parts:
        one, found = _mapped(part, files)
        mapped += [one] if one else []
        faults += found
    if not mapped or any(found.severity == "error" for found in faults):
        return None, faults
    rows = sum(len(one.rows) for one in mapped)
    progress.show(f"Checking {quantity(rows, 'row')} of {table}")
    never = [*nothing_left_out((one.part, one.filtered) for one in mapped)]
    return to_reading(table, _stages_there(mapped), exported_on), [*faults, *never]


def inputs_of(reading: Reading, files: Files, rows_used: pd.Index | None = None) -> Iterator[Input]:
    """What was read for a table, one for each sheet, and how many of its rows are used: its records, if not said."""
    places = dict.fromkeys(mapped.place for mapped in reading.parts)
    parts_used = table_parts_of(reading.table_used.frame.index if rows_used is None else rows_used)
    for place in places:
        numbers = [number for number, mapped in enumerate(reading.parts) if mapped.place == place]
        here = [reading.parts[number] for number in numbers]
        used = int(parts_used.isin(numbers).sum())
        yield Input(
            table=reading.table.name,
            file=place.file,
            sheet=place.sheet,
            sha256=files.sha256(place.file),
            read_as=here[0].sheet.read_as,
            rows_read=sum(len(mapped.rows) for mapped in here) + len(here[0].filtered.numbers),
            rows_used=used,
            rows_passed_over=len(here[0].passed_over),
            rows_not_ours=len(here[0].filtered.numbers),
            leave_out=here[0].filtered.leave_out,
            keep_only=here[0].filtered.keep_only,
        )


def _mapped(part: TablePart, files: Files) -> tuple[Mapped | None, list[Fault]]:
    progress.show(f"Reading {part.file}")
    try:
        return choose_sheet(part, files.sheets(part.file, fit_of(part)))
    except UnreadableError as error:
        return None, [unreadable(Place(part.file), str(error), _placed(error.cure, part), error.row)]


def _placed(cure: str, part: TablePart) -> str:
    """A cure that says where in the settings the file is named."""
    where = f"'file' under [sources.{part.table}] in report.toml"
    return cure if "[" in cure else cure.replace("in report.toml", f"as {where}")


def _stages_there(parts: Sequence[Mapped]) -> list[Mapped]:
    """Stages that stand side by side, each with the rows in which it was received.

    A row in which no stage was received stays in the first one, where its date is missed.
    """
    return [_there(mapped, parts) if mapped.part.side_by_side else mapped for mapped in parts]


def _there(mapped: Mapped, parts: Sequence[Mapped]) -> Mapped:
    beside = [one for one in parts if one.place == mapped.place]
    rows = _received(mapped)
    if beside[0] is mapped:
        rows |= ~mapped.rows.among(np.concatenate([one.rows.numbers[_received(one)] for one in beside]))
    return replace(mapped, rows=mapped.rows.taken(rows))


def _received(mapped: Mapped) -> Claim:
    """The rows in which a stage has a received date, whatever it is."""
    cells = mapped.cells("received_on")
    return cells.where([kind is not None for kind in cells.kinds]) if cells else np.zeros(len(mapped.rows), np.bool_)


def to_reading(table: str, parts: list[Mapped], latest: date) -> Reading:
    """The typed rows of some parts of a table, with the faults in their cells."""
    ragged = [_ragged(part) for part in parts]
    whole = [part.without(rows) for part, rows in zip(parts, ragged, strict=True)]
    odd = [part.only(rows) for part, rows in zip(parts, ragged, strict=True)]
    read = to_frame(table, whole, latest)
    unread = to_frame(table, odd, latest).frame if any(ragged) else read.frame.iloc[:0]
    headed = [{name: one.text for name, one in part.headings.found.items()} for part in parts]
    origins = tuple(Origin(part.place, names, part.part.section) for part, names in zip(parts, headed, strict=True))
    found = one_spelling(Table(table, read.frame, origins), parts)
    found, rare = rare_as_other(found, parts)
    is_cut_short = any(part.rows.is_broken.any() for part in parts)
    reading = Reading(found, parts, read.faults, set(read.out), unread, is_cut_short, read.assumptions)
    reading.add([*rare, *_merged_cells(parts), *_ragged_rows(parts, ragged)])
    return reading


MERGED_CELLS = Rule(
    "merged-cells",
    "Cells below the headings were merged",
    "warning",
    "The cells {cells} are merged, so each of them counts with the value of the first.",
    "Unmerge them in the export, and fill in each cell with what it should have.",
)
RAGGED_ROW = Rule(
    "ragged-row",
    "A row had more cells than headings, or an open quotation mark",
    "error",
    "{why}",
    "Look for a stray comma, quotation mark or note in this row, and export again.",
)


def _merged_cells(parts: Sequence[Mapped]) -> Iterator[Fault]:
    """`merged-cells`: where cells of columns that are used were merged below the headings."""
    for number, part in enumerate(parts):
        used = {one.at: one.text for one in part.headings.found.values()}
        for one in part.filled:
            columns = [used[at] for at in sorted(used) if one.first_column <= at <= one.last_column]
            for column in columns[:1]:
                at = row_ids(number, one.first_row)
                yield fault(MERGED_CELLS, part.place, one.first_row, column, at=at, cells=one.name)


def _ragged_rows(parts: Sequence[Mapped], ragged: Sequence[Mapping[int, str]]) -> Iterator[Fault]:
    for part, rows in zip(parts, ragged, strict=True):
        for row, why in rows.items():
            yield fault(RAGGED_ROW, part.place, row, why=why)


def _ragged(part: Mapped) -> dict[int, str]:
    """The rows that cannot be relied on, and why."""
    rows, broken = part.rows, part.rows.broken
    odd = rows.is_broken | (rows.widths > _usual_width(part)) | rows.filled_from(part.headings.width)
    return {number: broken.get(number, _TOO_MANY) for number in rows.numbers[odd].tolist()}


def _usual_width(part: Mapped) -> int:
    """How many cells a row may have: as many as the headings, or as most rows, where these all end with blanks."""
    times = np.bincount(part.rows.widths[~part.rows.is_broken], minlength=1)
    width = int(times.argmax())
    return max(part.headings.cells, width if 2 * times[width] > times.sum() else 0)


def supplied(table: str, settings: Settings, files: Files, latest: date) -> tuple[Reading | None, list[Fault]]:
    """A table that the folder supplies, and the faults of its files; nothing where it does not, or cannot be read."""
    if table in settings.data.none:
        return _none_as_said(table, settings, files, latest)
    reading, faults = read_table(table, settings, files, latest)
    if reading and not _has_rows(reading):
        why = "The table has headings and no rows."
        return None, [*faults, without_rows(table, reading.table.place, why)]
    if reading and table == "complaints" and not any(part.rows for part in reading.parts):
        faults = [*faults, no_row_is_ours([(part.part, part.filtered) for part in reading.parts])]
    return reading, faults


def _none_as_said(table: str, settings: Settings, files: Files, latest: date) -> tuple[Reading | None, list[Fault]]:
    """A table of which the settings say that there was nothing; SettingsError where there is something."""
    there = bool(parts_of(table, settings, files.folder))
    reading, faults = read_table(table, settings, files, latest) if there else (None, [])
    if reading and (rows := sum(len(part.rows) for part in reading.parts)):
        raise _not_none(reading, rows, files.folder)
    told = [found for found in faults if found.rule != "no-rows"]
    is_wrong = any(found.severity == "error" for found in told)
    return None if is_wrong else (reading or _no_row(table, latest)), told


def _no_row(table: str, latest: date) -> Reading:
    """A table with all its columns, from no file, and without a row."""
    part = TablePart(table, FILE_NAME, "", TableSource())
    headings = ",".join(columns_of(TABLES[table])) + "\n"
    mapped, _ = choose_sheet(part, [read_text(headings.encode(), fit_of(part))])
    reading = to_reading(table, [mapped] if mapped else [], latest)
    reading.parts = []
    return reading


def _has_rows(reading: Reading) -> bool:
    """Whether a table has rows, be they others': where all are, there were none of ours."""
    return any(part.rows or len(part.filtered.numbers) for part in reading.parts)


def _not_none(reading: Reading, rows: int, folder: Path) -> Exception:
    table = reading.table
    said = f"[data] none: it names {table.name}, but {table.place.file} has {quantity(rows, 'row')}"
    return settings_error(folder, ("data", "none"), f"{said}; take {table.name} out of the list, or the rows away.")
