"""Which tables a folder supplies: one without rows is not supplied, unless the settings say that there were none."""

from datetime import date
from pathlib import Path

from complaints_report.english import quantity
from complaints_report.intake.faults import Fault, without_rows
from complaints_report.intake.headings.mapping import choose_sheet, fit_of
from complaints_report.intake.headings.matched import columns_of
from complaints_report.intake.headings.ours import no_row_is_ours
from complaints_report.intake.headings.parts import Part, parts_of
from complaints_report.intake.read.files import Files
from complaints_report.intake.read.text import read_text
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.tables.readings import Reading, read_table, to_reading
from complaints_report.settings import Settings, Source
from complaints_report.settings_file import FILE_NAME, settings_error


def supplied(table: str, settings: Settings, files: Files, latest: date) -> tuple[Reading | None, list[Fault]]:
    """A table that the folder supplies, and the faults of its files; nothing where it does not, or cannot be read."""
    if table in settings.data.none:
        return _none_as_said(table, settings, files, latest)
    reading, faults = read_table(table, settings, files, latest)
    if reading and not _has_rows(reading):
        why = "The table has headings and no rows."
        return None, [*faults, without_rows(table, reading.table.place, why)]
    if reading and table == "complaints" and not any(part.rows for part in reading.parts):
        faults = [*faults, no_row_is_ours([(part.part, part.not_ours) for part in reading.parts])]
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
    part = Part(table, FILE_NAME, "", Source())
    headings = ",".join(columns_of(TABLES[table])) + "\n"
    mapped, _ = choose_sheet(part, [read_text(headings.encode(), fit_of(part))])
    reading = to_reading(table, [mapped] if mapped else [], latest)
    reading.parts = []
    return reading


def _has_rows(reading: Reading) -> bool:
    """Whether a table has rows, be they others': where all are, there were none of ours."""
    return any(part.rows or len(part.not_ours.numbers) for part in reading.parts)


def _not_none(reading: Reading, rows: int, folder: Path) -> Exception:
    table = reading.table
    said = f"[data] none: it names {table.name}, but {table.place.file} has {quantity(rows, 'row')}"
    return settings_error(folder, ("data", "none"), f"{said}; take {table.name} out of the list, or the rows away.")
