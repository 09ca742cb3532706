"""A report folder's data: every table read, every fault gathered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from complaints_report import progress
from complaints_report.intake.faults import Fault
from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.headings.parts import BY_ISSUE, check_mappings
from complaints_report.intake.notes import notes_on
from complaints_report.intake.read.folder_files import Files
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.rules import checks, completeness, printed_text
from complaints_report.intake.rules.look_alikes import look_alike
from complaints_report.intake.tables import issue_rows
from complaints_report.intake.tables.table_reading import Input, Reading, inputs_of, supplied
from complaints_report.intake.tables.typed_rows import Table
from complaints_report.settings import ComplaintsSource, IssueSource, Settings

_KEYS = {
    "complaints": (["reference", "stage"], "This reference and stage"),
    "activity": (["year"], "This year"),
    "history": (["year", "metric", "stage", "by", "group", "status"], "This figure"),
}


@dataclass(frozen=True)
class Export:
    """The rows that count, by table; what was wrong; and what was read.

    A frame has the columns that the export has, under our names, and is indexed by record. `read` holds all
    rows, those at fault too; `notes` say how the files were understood.
    """

    tables: dict[str, pd.DataFrame]
    read: dict[str, Table]
    faults: tuple[Fault, ...]
    inputs: tuple[Input, ...]
    notes: tuple[str, ...]
    exported_on: date


def read_export(settings: Settings, folder: Path, today: date, metrics: Collection[str]) -> Export:
    """Every table of a report folder, with every fault in it; nothing stops at the first.

    `today` is the day that no date may be later than, where the settings do not name another; `metrics` are
    the names that history may use.
    """
    check_mappings(settings, folder, {table: list(columns_of(model)) for table, model in TABLES.items()})
    exported_on, files = settings.report.exported_on or today, Files(folder)
    readings: dict[str, Reading] = {}
    faults: list[Fault] = []
    for table in TABLES:
        reading, found = supplied(table, settings, files, exported_on)
        faults += found
        if reading:
            readings[table] = reading
    is_by_issue = settings.sources.complaints.layout == BY_ISSUE
    if is_by_issue:
        readings, found = _with_issues_apart(readings, settings.sources.complaints, exported_on)
        faults += found
    for reading in readings.values():
        _check_rows(reading, metrics, is_by_issue)
    if "complaints" in readings:
        _check_between(readings, settings)
    for reading in readings.values():
        faults += reading.faults
    faults += look_alike({name: reading.kept for name, reading in readings.items()})
    faults += [*printed_text.in_content(folder), *printed_text.broken_in_content(folder)]
    return Export(
        tables={name: reading.kept.frame for name, reading in readings.items()},
        read={name: reading.table for name, reading in readings.items()},
        faults=tuple(dict.fromkeys(faults)),  # what a case's stages share is at fault once
        inputs=_inputs(readings, files, is_by_issue),
        notes=tuple(note for reading in readings.values() for note in notes_on(reading)),
        exported_on=exported_on,
    )


def _with_issues_apart(
    readings: dict[str, Reading], source: ComplaintsSource, latest: date
) -> tuple[dict[str, Reading], list[Fault]]:
    """The tables with the issues that stand in the rows of the complaints; a table of them beside is a fault."""
    given = readings.get("issues")
    faults = [] if given is None else list(given.faults) if given.table.frame.empty else [issue_rows.beside(given)]
    others = {table: reading for table, reading in readings.items() if table != "issues"}
    if "complaints" in others and others["complaints"].parts:
        issues, found = issue_rows.issues_within(others["complaints"], source.issue or IssueSource(), latest)
        others |= {"issues": issues} if issues else {}
        faults += found
    return {table: others[table] for table in TABLES if table in others}, faults


def _inputs(readings: dict[str, Reading], files: Files, is_by_issue: bool) -> tuple[Input, ...]:
    """What was read for each table; rows that are complaints and issues in one are counted once."""
    if is_by_issue and "issues" in readings:
        rows = {"complaints": readings["issues"].kept.frame.index}
        readings = {table: reading for table, reading in readings.items() if table != "issues"}
    else:
        rows = {}
    return tuple(one for table, reading in readings.items() for one in inputs_of(reading, files, rows.get(table)))


def _check_rows(reading: Reading, metrics: Collection[str], is_by_issue: bool) -> None:
    """The rules within one table."""
    table = reading.table
    if table.name in _KEYS and not (is_by_issue and table.name == "complaints"):
        columns, what = _KEYS[table.name]
        needed = [name for name in columns if columns_of(TABLES[table.name])[name]]
        reading.add([*checks.repeated(table, columns, needed, what)])
    if any(mapped.part.numbered for mapped in reading.parts):
        reading.add(checks.numbered_later_stage(table))
    if table.name == "complaints":
        reading.add([*checks.response_before_received(table), *checks.wrong_stage(table)])
        reading.add([*checks.old_row(table), *checks.outside_calendar(table)])
    if table.name == "history":
        reading.add([*checks.unknown_metric(table, metrics), *checks.history_without_value(reading.kept)])
    kept = reading.kept
    reading.add([*printed_text.in_table(kept), *printed_text.broken_in_table(kept)])
    reading.add([*completeness.unknown_heading(reading), *completeness.blank_column(reading)])


def _check_between(readings: dict[str, Reading], settings: Settings) -> None:
    """The rules between the stages of a complaint, and between complaints and their issues."""
    progress.show("Comparing the stages of each complaint")
    complaints = readings["complaints"]
    kept = complaints.kept
    at_fault = checks.keys_at_fault([complaints.left_out, complaints.ragged], kept.frame)
    outcomes = kept if complaints.is_given("outcome") or "issues" not in readings else readings["issues"].table
    complaints.add(checks.no_outcomes(kept))
    complaints.add([*checks.outcome_and_response(kept, outcomes, complaints.not_worked_out)])
    if not complaints.is_cut_short:
        complaints.add(checks.earlier_stages(kept, at_fault))
    complaints.add(checks.unmapped_service(kept, settings.areas))
    complaints.add(checks.stage_date_order(kept))
    if issues := readings.get("issues"):
        if not complaints.is_cut_short:
            issues.add([*checks.orphan_issue(issues.kept, kept.frame, at_fault)])
        issues.out |= checks.rows_without_complaint(issues.kept.frame, kept.frame)
