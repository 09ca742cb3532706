"""A year closed: its figures put in history as they are, so that later reports compare with what was printed.

The rows are history's own: every figure of the year, those about few people too, since the next report has to know
them to withhold them again.
"""

from collections.abc import Callable, Iterator

from complaints_report.calendar import ends_on
from complaints_report.errors import CommandError, DataError
from complaints_report.folder_lock import staging_in
from complaints_report.history_file import COLUMNS, HistoryFile, Row, open_history, place_of_history
from complaints_report.metrics import table
from complaints_report.metrics.figures import Figures
from complaints_report.run import Run, figures_for

PUBLISHED, RESTATED = "published", "restated"


def close_year(run: Run, year: str | None, *, again: bool, say: Callable[[str], object]) -> str:
    """Add the year's figures to history, or with `again` their restated form; the words on what was done.

    `say` is told in a line where rows with errors are not in the figures.
    """
    figures = figures_for(run, year)
    _require_whole(run, figures.year)
    _require_history_without_errors(run)
    status = RESTATED if again else PUBLISHED
    rows = [*rows_of(figures, status)]
    with staging_in(place_of_history(run.settings, run.folder)) as making:
        file = open_history(run.settings, run.folder, run.export.exported_on)  # again: another run may have added to it
        _require_first_time(file, figures.year, again)
        before = file.numbers(figures.year, RESTATED) if again else set[int]()
        file.change(rows, making, before)
    if run.errors:
        say(_left_out(run, figures.year))
    return f"{file.path}: {_rows(len(rows))} of {figures.year} added as {status}{_instead_of(len(before))}."


def rows_of(figures: Figures, status: str) -> Iterator[Row]:
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
            f"{year} is closed: {file.path} has {_rows(closed)} of it as published, which stay as they are. To add "
            "what the data give now, as restated, use --again; if the rows are not of the printed report, delete them."
        )
    if again and not closed:
        raise CommandError(f"{year} is not closed yet, so there is nothing to restate: leave out --again.")


def _left_out(run: Run, year: str) -> str:
    left_out = sum(one.rows_left_out for one in run.export.inputs)
    return (
        f"Warning: {year} was closed from data with {_rows(left_out)} left out. If its figures are not those that you "
        "published, delete its rows from history, correct the data and close it again."
    )


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _instead_of(number: int) -> str:
    return f", in place of {_rows(number)} restated before" if number else ""
