"""A report folder's data: every table read, every fault gathered."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from complaints_report.errors import UnreadableError
from complaints_report.intake import personal_data, rules
from complaints_report.intake.cells import Row, Sheet
from complaints_report.intake.columns import to_frame
from complaints_report.intake.faults import Fault, Place, fault
from complaints_report.intake.mapping import Mapped, check_mappings, choose_sheet, columns_of
from complaints_report.intake.read_text import read_text
from complaints_report.intake.read_workbook import read_workbook
from complaints_report.intake.records import TABLES
from complaints_report.intake.rules import Table
from complaints_report.settings import Settings, Source

CONTENT_TO_WRITE = ("themes.md", "next-steps.md")
_KEYS = {
    "complaints": (["reference", "stage"], "This reference and stage"),
    "activity": (["year"], "This year"),
    "history": (["year", "metric", "stage", "by", "group", "status"], "This figure"),
}


@dataclass(frozen=True)
class Input:
    """One file of the data: where it was, what it was when it was read, and what became of its rows."""

    table: str
    file: str
    sheet: str
    sha256: str
    rows_read: int = 0
    rows_used: int = 0

    @property
    def rows_left_out(self) -> int:
        """The rows that no figure counts."""
        return self.rows_read - self.rows_used


@dataclass(frozen=True)
class Export:
    """The rows that count, by table; what was wrong; and what was read.

    A frame has the columns that the export has, under our names, and is indexed by spreadsheet row.
    """

    tables: dict[str, pd.DataFrame]
    faults: tuple[Fault, ...]
    inputs: tuple[Input, ...]
    exported_on: date


@dataclass
class _Reading:
    """A table while it is checked: all its rows, the faults found so far, and the rows that these leave out.

    `ragged` holds what could be read of the ragged rows, which are not in the table; `is_cut_short` tells that
    an open quotation mark hides its last rows.
    """

    table: Table
    input: Input
    faults: list[Fault]
    out: set[int]
    ragged: pd.DataFrame
    is_cut_short: bool

    @property
    def kept(self) -> Table:
        """The table without the rows left out."""
        frame = self.table.frame
        return replace(self.table, frame=frame[~frame.index.isin(list(self.out))])

    def add(self, faults: Iterable[Fault]) -> None:
        """Take in more faults."""
        for found in faults:
            self.faults.append(found)
            if found.severity == "error" and found.row:
                self.out.add(found.row)


def read_export(settings: Settings, folder: Path, today: date, metrics: Collection[str]) -> Export:
    """Every table of a report folder, with every fault in it; nothing stops at the first.

    `today` is the day that no date may be later than, where the settings do not name another; `metrics` are
    the names that history may use.
    """
    check_mappings(settings, folder)
    exported_on = settings.report.exported_on or today
    readings: dict[str, _Reading] = {}
    faults: list[Fault] = []
    for table in TABLES:
        reading, found = _read_table(table, getattr(settings.sources, table), folder, exported_on)
        faults += found
        if reading:
            readings[table] = reading
            _check_rows(reading, metrics)
    if "complaints" in readings:
        _check_between(readings, settings)
    for reading in readings.values():
        faults += reading.faults
    faults += [*personal_data.in_content(folder), *_to_be_written(folder)]
    return Export(
        {name: reading.kept.frame for name, reading in readings.items()},
        tuple(faults),
        tuple(replace(reading.input, rows_used=len(reading.kept.frame)) for reading in readings.values()),
        exported_on,
    )


def _to_be_written(folder: Path) -> Iterator[Fault]:
    for name in CONTENT_TO_WRITE:
        if not (folder / "content" / name).exists():
            file = f"content/{name}"
            yield fault("to-be-written", Place(file), file=file)


def _find(table: str, source: Source, folder: Path) -> Path | None:
    if source.file:
        return folder / source.file
    found = [folder / f"{table}{suffix}" for suffix in (".csv", ".xlsx")]
    return next((path for path in found if path.exists()), None)


def _read_table(table: str, source: Source, folder: Path, exported_on: date) -> tuple[_Reading | None, list[Fault]]:
    path = _find(table, source, folder)
    if path is None:
        why = f"There is no {table}.csv or {table}.xlsx in the report folder."
        missing = [fault("unreadable-file", Place(f"{table}.csv"), why=why)]
        return None, missing if table == "complaints" else []
    name = source.file or path.name
    try:
        sheets, digest = _sheets(path), hashlib.sha256(path.read_bytes()).hexdigest()
    except UnreadableError as error:
        return None, [fault("unreadable-file", Place(name), why=str(error))]
    mapped, faults = choose_sheet(table, sheets, source, name)
    if mapped is None or faults:
        return None, faults
    counted = Input(table, name, mapped.sheet.name, digest)
    return _to_reading(table, mapped, source, counted, exported_on), []


def _sheets(path: Path) -> list[Sheet]:
    try:
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            return read_workbook(path)
        return [read_text(path)]
    except FileNotFoundError:
        raise UnreadableError("There is no such file in the report folder.") from None
    except OSError as error:
        raise UnreadableError(f"The file cannot be opened: {error.strerror}.") from None


def _to_reading(table: str, mapped: Mapped, source: Source, counted: Input, exported_on: date) -> _Reading:
    place = Place(counted.file, counted.sheet)
    ragged = {row.number: why for row in mapped.rows if (why := _ragged(row, mapped.width))}
    whole = replace(mapped, rows=[row for row in mapped.rows if row.number not in ragged])
    frame, faults, out = to_frame(table, TABLES[table], whole, source, place, exported_on)
    headed = {name: heading.text for name, heading in mapped.headings.items()}
    faults += [fault("ragged-row", place, row, why=why) for row, why in ragged.items()]
    if not mapped.rows:
        faults.append(fault("empty-table", place))
    counted = replace(counted, rows_read=len(mapped.rows))
    ragged_rows = replace(mapped, rows=[row for row in mapped.rows if row.number in ragged])
    unread, *_ = to_frame(table, TABLES[table], ragged_rows, source, place, exported_on)
    is_cut_short = any(row.broken for row in mapped.rows)
    return _Reading(Table(table, frame, place, headed), counted, faults, out, unread, is_cut_short)


def _ragged(row: Row, width: int) -> str:
    if any(cell is not None for cell in row.cells[width:]):
        return "The row has more cells than there are headings, so its values may stand in the wrong columns."
    return row.broken


def _check_rows(reading: _Reading, metrics: Collection[str]) -> None:
    """The rules within one table."""
    table = reading.table
    if table.name in _KEYS:
        columns, what = _KEYS[table.name]
        needed = [name for name in columns if columns_of(TABLES[table.name])[name]]
        reading.add([*rules.repeated(table, columns, needed, what)])
    if table.name == "complaints":
        reading.add([*rules.response_before_received(table), *rules.wrong_stage(table)])
        reading.add([*rules.outside_calendar(table)])
    if table.name == "history":
        reading.add([*rules.unknown_metric(table, metrics), *rules.history_without_value(reading.kept)])
    kept = reading.kept
    optional = [name for name, required in columns_of(TABLES[table.name]).items() if not required]
    reading.add([*personal_data.in_table(kept), *rules.blank_column(kept, optional)])


def _check_between(readings: dict[str, _Reading], settings: Settings) -> None:
    """The rules between the stages of a complaint, and between complaints and their issues."""
    complaints = readings["complaints"]
    kept = complaints.kept
    read = rules.keys(complaints.table.frame) | rules.keys(complaints.ragged)
    at_fault = read - rules.keys(kept.frame)
    complaints.add(rules.outcome_and_response(kept))
    if not complaints.is_cut_short:
        complaints.add(rules.earlier_stages(kept, at_fault))
    complaints.add(rules.unmapped_service(kept, settings.areas))
    complaints.add(rules.stage_date_order(kept))
    if issues := readings.get("issues"):
        if not complaints.is_cut_short:
            issues.add([*rules.orphan_issue(issues.kept, kept.frame, at_fault)])
        issues.out |= rules.rows_without_complaint(issues.kept.frame, kept.frame)
