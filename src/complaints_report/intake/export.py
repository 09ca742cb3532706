"""A report folder's data: every table read, every fault gathered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import pandas as pd

from complaints_report import progress
from complaints_report.intake.faults import Fault
from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.headings.parts import BY_ISSUE, check_mappings
from complaints_report.intake.notes import notes_on
from complaints_report.intake.read.folder_files import Files
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.rules import (
    FolderCheck,
    FolderData,
    TableCheck,
    completeness,
    consistency,
    look_alikes,
    printed_text,
    validity,
)
from complaints_report.intake.tables import issue_rows
from complaints_report.intake.tables.table_reading import Input, Reading, inputs_of, supplied
from complaints_report.intake.tables.typed_rows import Table, has_stage
from complaints_report.settings import ComplaintsSource, IssueSource, Settings
from complaints_report.settings_file import with_line_numbers

C = TypeVar("C", TableCheck, FolderCheck)
RULES = (validity, look_alikes, printed_text, completeness, consistency)
"""The modules of rules, in the order in which they are held to the data, each rule as it stands in its module."""


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
    data = FolderData(folder, settings, readings, metrics)
    _check_tables(data)
    for reading in readings.values():
        faults += reading.faults
    faults += [found for check in _checks(FolderCheck) for found in check.faults(data)]
    return Export(
        tables={name: reading.table_used.frame for name, reading in readings.items()},
        read={name: reading.table for name, reading in readings.items()},
        faults=_with_lines(dict.fromkeys(faults), folder),  # what a case's stages share is at fault once
        inputs=_inputs(readings, files, is_by_issue),
        notes=tuple(note for reading in readings.values() for note in notes_on(reading)),
        exported_on=exported_on,
    )


def _with_lines(faults: Iterable[Fault], folder: Path) -> tuple[Fault, ...]:
    """The faults, whose cures name the lines of the settings that they are about."""
    given = [*faults]
    lined = with_line_numbers({found.cure for found in given}, folder)
    return tuple(found.cured(lined[found.cure]) if found.cure in lined else found for found in given)


def _with_issues_apart(
    readings: dict[str, Reading], source: ComplaintsSource, latest: date
) -> tuple[dict[str, Reading], list[Fault]]:
    """The tables with the issues that stand in the rows of the complaints; a table of them beside is a fault."""
    given = readings.get("issues")
    faults = (
        []
        if given is None
        else list(given.faults)
        if given.table.frame.empty
        else [issue_rows.issues_beside_rows(given)]
    )
    others = {table: reading for table, reading in readings.items() if table != "issues"}
    if "complaints" in others and others["complaints"].parts:
        issues, found = issue_rows.issues_within(others["complaints"], source.issue or IssueSource(), latest)
        others |= {"issues": issues} if issues else {}
        faults += found
    return {table: others[table] for table in TABLES if table in others}, faults


def _inputs(readings: dict[str, Reading], files: Files, is_by_issue: bool) -> tuple[Input, ...]:
    """What was read for each table; rows that are complaints and issues in one are counted once."""
    if is_by_issue and "issues" in readings:
        rows = {"complaints": readings["issues"].table_used.frame.index}
        readings = {table: reading for table, reading in readings.items() if table != "issues"}
    else:
        rows = {}
    return tuple(one for table, reading in readings.items() for one in inputs_of(reading, files, rows.get(table)))


def _check_tables(data: FolderData) -> None:
    """Hold every table to the rules within it, then the complaints and their issues to the rules between these."""
    for reading in data.readings.values():
        _check(reading, data, across=False)
    if "complaints" in data.readings:
        progress.show("Comparing the stages of each complaint")
        for reading in data.readings.values():
            _check(reading, data, across=True)
        if issues := data.readings.get("issues"):
            of_none = ~has_stage(issues.table_used.frame, data.readings["complaints"].table_used.frame)
            issues.out |= set(issues.table_used.frame.index[of_none].tolist())


def _check(reading: Reading, data: FolderData, *, across: bool) -> None:
    for check in _checks(TableCheck):
        if check.across == across and reading.table.name in (check.tables or data.readings):
            reading.add([*check.faults(reading, data)])


def _checks(kind: type[C]) -> list[C]:
    """The checks of a kind in the modules of rules, in their order."""
    return [one for module in RULES for one in vars(module).values() if isinstance(one, kind)]
