"""`close`: a year's figures put in history as they are, so that later reports compare with what was printed.

The rows are history's own: every figure of the year, those about few people too, since the next report has to know
them to withhold them again. They go below the last of the file in its own form, and are read back before they are kept.
"""

import os
import stat
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from complaints_report.calendar import ends_on
from complaints_report.english import quantity
from complaints_report.errors import CommandError, DataError
from complaints_report.files import put_in_place, read_whole, real_path, require_not_open
from complaints_report.folder_lock import staging_in
from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.headings.mapping import Mapped, fit_of
from complaints_report.intake.headings.parts import TablePart, parts_of
from complaints_report.intake.read.delimited_text import Form, text_form
from complaints_report.intake.read.file_kind import FileKind, kind_of
from complaints_report.intake.read.folder_files import Files
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.tables.table_reading import Reading, read_table
from complaints_report.metrics import table
from complaints_report.metrics.figures import Figures
from complaints_report.run import Run, figures_for
from complaints_report.safe_text import MARK
from complaints_report.settings import Settings

PUBLISHED, RESTATED = "published", "restated"
COLUMNS = tuple(columns_of(TABLES["history"]))
_NEW = "history.csv"
_MAY_BE_MISSING = {"status": "published"}
"""What a row says in a column that the file does not have."""

Row = Mapping[str, str]
"""A row of history as it is written, by column."""


@dataclass(frozen=True)
class HistoryFile:
    """History's file as it is now: how it is written, and what was read from it; nothing where there is none."""

    folder: Path
    path: Path
    settings: Settings
    latest: date
    data: bytes
    form: Form
    mapped: Mapped | None
    rows: Mapping[int, Row]

    def numbers(self, year: str, status: str) -> set[int]:
        """The numbers of a year's rows with this status."""
        return {at for at, row in self.rows.items() if (row["year"], row["status"]) == (year, status)}

    def change(self, rows: Sequence[Row], staging: Path, without: Container[int] = ()) -> None:
        """Put these rows below the last, and take away those of the given numbers: all of it, or nothing.

        The new file is made and read in a folder that nobody else writes in.
        """
        self._require_columns(rows)
        wanted = [row for at, row in self.rows.items() if at not in without] + [*rows]
        headings = [] if self.mapped else [COLUMNS]
        data = self._encoded(self.form.without(without).plus([*headings, *map(self._cells, rows)]))
        made = staging / self.path.name
        made.write_bytes(data)
        self._require_read_back(made, wanted)
        if (read_whole(self.path) if self.path.exists() else b"") != self.data:
            raise CommandError(f"{self.path} was changed by somebody else at this moment: try again.")
        put_in_place([(made, self.path)], staging)

    def _require_columns(self, rows: Sequence[Row]) -> None:
        found = COLUMNS if self.mapped is None else tuple(self.mapped.headings.found)
        said = {column: {row[column] for row in rows} for column in COLUMNS if column not in found}
        lacking = [column for column, values in said.items() if values - {_MAY_BE_MISSING.get(column)}]
        if lacking:
            raise CommandError(
                f"{self.path} has no column for {', '.join(lacking)}: put each as a heading at the end of its row of "
                "headings, and try again; the rows that are there may leave them blank."
            )

    def _cells(self, row: Row) -> Sequence[str]:
        """A row's cells as the file's columns stand; those that are none of ours are blank."""
        if self.mapped is None:
            return [row[column] for column in COLUMNS]
        headings = self.mapped.headings
        ours = {heading.at: row[column] for column, heading in headings.found.items()}
        return [ours.get(at, "") for at in range(headings.cells)]

    def _encoded(self, form: Form) -> bytes:
        try:
            return form.data
        except UnicodeEncodeError as error:
            letter = error.object[error.start]
            raise CommandError(
                f"{self.path} is in an encoding ({form.codec}) that has no letter '{letter}': save it as CSV UTF-8, "
                "and try again."
            ) from None

    def _require_read_back(self, made: Path, wanted: Sequence[Row]) -> None:
        reading = _read(self.settings, self.folder, self.latest, made)
        again = [*_rows_of(reading).values()] if reading else []
        if again != wanted:
            at = next((at for at, (one, other) in enumerate(zip(again, wanted, strict=False)) if one != other), None)
            row = f" ({wanted[at]['metric']} in {wanted[at]['year']})" if at is not None else ""
            raise CommandError(
                f"{self.path} was not changed, since the rows would not read back as they are meant{row}: take out "
                "what stands below its last row and what [sources.history] says of values, and try again."
            )


def close_year(run: Run, year: str | None, *, again: bool, say: Callable[[str], object]) -> str:
    """Add the year's figures to history, or with `again` their restated form; the words on what was done.

    `say` is told in a line where rows with errors are not in the figures.
    """
    figures = figures_for(run, year)
    _require_whole(run, figures.year)
    _require_history_without_errors(run)
    status = RESTATED if again else PUBLISHED
    rows = [*history_rows(figures, status)]
    with staging_in(place_of_history(run.settings, run.folder)) as staging:
        file = open_history(run.settings, run.folder, run.export.exported_on)  # again: another run may have added to it
        _require_first_time(file, figures.year, again)
        before = file.numbers(figures.year, RESTATED) if again else set[int]()
        file.change(rows, staging, before)
    if run.errors:
        say(_left_out(run, figures.year))
    instead = f", in place of {quantity(len(before), 'row')} restated before" if before else ""
    return f"{file.path}: {quantity(len(rows), 'row')} of {figures.year} added as {status}{instead}."


def history_rows(figures: Figures, status: str) -> Iterator[Row]:
    """The year's figures as rows of history; one that is not known is left out, unless it is over a total of 0."""
    for row in table.to_plain_rows(figures):
        if row["value"] or row["denominator"] == "0":
            yield {column: row.get(column, status) for column in COLUMNS}


def _require_whole(run: Run, year: str) -> None:
    """Stop where the export does not hold the year from its first day to its last."""
    covered = run.source.covered
    if year not in covered:
        has_rows = year in run.source.years_with_rows
        why = f"The export does not hold {year} whole" if has_rows else f"{year} is known from history only"
        raise CommandError(
            f"{why}, so it cannot be closed; the years it holds whole are: "
            f"{', '.join(covered) or 'none'} ([data] covers in report.toml decides, where it is given)."
        )
    if run.export.exported_on < ends_on(year):
        raise CommandError(
            f"{year} had not ended when the data were exported ({run.export.exported_on:%d/%m/%Y}), so it cannot be "
            "closed: export again after 31 March, or correct exported_on in report.toml."
        )


def _require_history_without_errors(run: Run) -> None:
    """Stop, even for a draft, where rows of history have errors: one could be the very figure to be added."""
    history = run.export.read.get("history")
    files = {origin.place.file for origin in history.origins} if history else set()
    if any(found.file in files for found in run.errors):
        raise DataError(
            f"{', '.join(sorted(files))} has errors: `complaints-report check` lists them; correct them first."
        )


def _require_first_time(file: HistoryFile, year: str, again: bool) -> None:
    closed = len(file.numbers(year, PUBLISHED))
    if closed and not again:
        raise CommandError(
            f"{year} is closed: {file.path} has {quantity(closed, 'row')} of it as published, which stay as they "
            "are. To add what the data give now, as restated, use --again; if the rows are not of the printed report, "
            "delete them."
        )
    if again and not closed:
        raise CommandError(f"{year} is not closed yet, so there is nothing to restate: leave out --again.")


def _left_out(run: Run, year: str) -> str:
    left_out = sum(one.rows_left_out for one in run.export.inputs)
    return (
        f"Warning: {year} was closed from data with {quantity(left_out, 'row')} left out. If its figures are not those "
        "that you published, delete its rows from history, correct the data and close it again."
    )


def place_of_history(settings: Settings, folder: Path) -> Path:
    """The folder that the file of history is in, or is to be, by whatever links."""
    parts = parts_of("history", settings, folder)
    return real_path(folder / parts[0].file if parts else folder / _NEW).parent


def open_history(settings: Settings, folder: Path, latest: date) -> HistoryFile:
    """The file that a folder's history is in, or is to be; CommandError where rows cannot be added to it."""
    parts = parts_of("history", settings, folder)
    if not parts:
        return HistoryFile(folder, folder / _NEW, settings, latest, b"", Form(before=MARK), None, {})
    _require_one(parts)
    path = real_path(folder / parts[0].file)
    data = read_whole(path)
    _require_text(path, data)
    _require_writable(path)
    reading = _read(settings, folder, latest, path)
    if reading is None:
        raise CommandError(f"{path} cannot be read: `complaints-report check` says why.")
    form = text_form(data, fit_of(parts[0]))
    return HistoryFile(folder, path, settings, latest, data, form, reading.parts[0], _rows_of(reading))


def _require_one(parts: Sequence[TablePart]) -> None:
    if len(parts) > 1:
        raise CommandError(
            "History is in several files or sheets: put all its rows in one CSV file, name that as 'file' under "
            "[sources.history] in report.toml, and try again."
        )


def _require_text(path: Path, data: bytes) -> None:
    if kind_of(data, path.name) is not FileKind.TEXT:
        raise CommandError(
            f"{path} is a workbook, which is not written to: save history as CSV UTF-8, name that file under "
            "[sources.history] in report.toml (or call it history.csv and delete the workbook), and try again."
        )


def _require_writable(path: Path) -> None:
    if not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        raise CommandError(f"{path} is read-only: let it be written to, and try again.")
    require_not_open(path)


def _read(settings: Settings, folder: Path, latest: date, path: Path) -> Reading | None:
    """History as it is read from a file, by what the settings say of the one that they name."""
    source = settings.sources.history.model_copy(update={"file": str(path.resolve())})
    sources = settings.sources.model_copy(update={"history": source})
    return read_table("history", settings.model_copy(update={"sources": sources}), Files(folder), latest)[0]


def _rows_of(reading: Reading) -> dict[int, Row]:
    """Every row that was read, by its number, as it would be written."""
    frame = reading.table.frame.reindex(columns=list(COLUMNS)).astype("object")
    return dict(_written(frame.where(frame.notna(), None)))


def _written(frame: pd.DataFrame) -> Iterator[tuple[int, Row]]:
    for number, row in zip(frame.index, frame.to_dict("records"), strict=True):
        texts = {str(column): "" if value is None else str(value) for column, value in row.items()}
        yield int(number), texts | {"status": texts["status"] or "published"}
