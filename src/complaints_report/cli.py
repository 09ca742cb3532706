"""The commands: the only module that prints, reads the clock and exits."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaints_report.errors import CommandError, ReportError

if TYPE_CHECKING:
    from complaints_report.run import Run

_INTERRUPTED = 130
"""The exit code of a run that Ctrl-C ended."""

app = typer.Typer(
    name="complaints-report",
    help="The annual report on complaints about children's social care, built from the case system's exports.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Folder = Annotated[
    Path | None,
    typer.Option("--folder", "-f", help="The report folder; else the current one, or the sample data in it."),
]
Year = Annotated[
    str | None, typer.Option("--year", "-y", help="The year, such as 2023/24; else the last one that the data hold.")
]
Draft = Annotated[bool, typer.Option("--draft", help="Go on in spite of errors, leaving out the rows that have them.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; else the screen.")]


class CheckFormat(StrEnum):
    """How `check` writes the faults."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class TableFormat(StrEnum):
    """How `figures` writes the table."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


def main() -> None:
    """Run the command line; what a person can cause ends in one line and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    with one_line_errors():
        app()


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn every way a run can stop into one line on stderr and its exit code."""
    try:
        yield
    except ReportError as error:
        _stop(str(error), error.exit_code)
    except SystemExit as stop:
        if stop.code == _INTERRUPTED:
            _note("Stopped. Nothing was changed.")
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _stop(f"{where}{error.strerror or error}. Nothing was changed; put this right and try again.", 2)
    except KeyboardInterrupt:
        _stop("Stopped. Nothing was changed.", _INTERRUPTED)
    except Exception as error:
        _stop(f"This is a fault in complaints-report itself ({_without_data(error)}). Please report it.", 2)


def _without_data(error: Exception) -> str:
    """The kind of an unforeseen error and where it arose; its words could hold a value from the data."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(where.filename).name}, line {where.lineno}"


def _stop(message: str, code: int) -> None:
    typer.echo(" ".join(message.split()), err=True)
    sys.exit(code)


def _note(message: str) -> None:
    typer.echo(message, err=True)


def _open(folder: Path | None) -> "Run":
    from complaints_report.run import find_folder, open_folder

    found, is_sample = find_folder(folder, Path.cwd())
    if is_sample:
        _note(f"There is no report.toml here, so this uses the sample in {found.name}.")
    return open_folder(found, date.today())


def _open_for_figures(folder: Path | None, draft: bool) -> "Run":
    from complaints_report.run import require_readable

    run = _open(folder)
    require_readable(run, draft)
    if run.errors:
        errors = "1 error" if len(run.errors) == 1 else f"{len(run.errors):,} errors"
        _note(f"Draft: rows with errors are left out ({errors}; `complaints-report check` lists them).")
    return run


def _write(text: str | bytes, output: Path | None) -> None:
    if output is None:
        typer.echo(text, nl=False)
    else:
        from complaints_report.files import write_whole

        write_whole(output, text.encode() if isinstance(text, str) else text)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="dir", help="The folder to make, or to add these files to.")],
    export: Annotated[
        Path | None,
        typer.Option("--from", help="Your export of complaints: propose its settings. It is not copied."),
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="With --from: the sheet that holds them.")] = None,
    values: Annotated[
        bool,
        typer.Option(
            "--values",
            help="Once you have answered the questions in its report.toml: print the lines for the values that are "
            "still unknown, and for the services. Writes nothing.",
        ),
    ] = False,
) -> None:
    """Make a new report folder: its settings, an empty file for each table, and the texts to write."""
    from complaints_report import new_folder

    if (values and export) or (sheet and not export):
        raise CommandError("Use --sheet only with --from, and --values alone.")
    if values:
        said = new_folder.settings_for_values(folder)
    else:
        said = new_folder.make_folder_from(folder, export, sheet or "") if export else new_folder.make_folder(folder)
    typer.echo(said, nl=False)


@app.command()
def check(
    folder: Folder = None,
    format_: Annotated[CheckFormat, typer.Option("--format", help="How to write the faults.")] = CheckFormat.TEXT,
    output: Output = None,
) -> None:
    """List every fault in the data, by rule and then by row, with what to do about it."""
    from complaints_report.intake.faults import is_about_file
    from complaints_report.run import require_content

    if format_ is CheckFormat.XLSX and output is None:
        raise CommandError("A workbook needs a file to be written to: add --output faults.xlsx.")
    run = _open(folder)
    _write(_listed(run, format_), output)
    if any(is_about_file(found) for found in run.faults):
        raise typer.Exit(2)
    require_content(run)
    if run.errors:
        raise typer.Exit(1)


def _listed(run: "Run", format_: CheckFormat) -> str | bytes:
    from complaints_report.intake import fault_workbook, listing

    if format_ is CheckFormat.XLSX:
        return fault_workbook.to_xlsx(run.faults, run.export.read)
    if format_ is CheckFormat.TEXT:
        return listing.to_text(run.faults, run.export.notes)
    writers = {CheckFormat.JSON: listing.to_json, CheckFormat.CSV: listing.to_csv}
    return writers[format_](run.faults)


@app.command()
def figures(
    folder: Folder = None,
    year: Year = None,
    format_: Annotated[TableFormat, typer.Option("--format", help="How to write the table.")] = TableFormat.TEXT,
    metric: Annotated[str | None, typer.Option("--metric", "-m", help="Only this metric.")] = None,
    draft: Draft = False,
    output: Output = None,
) -> None:
    """Write the table of figures that everything in the report is read from."""
    from complaints_report.metrics import table
    from complaints_report.metrics.catalogue import METRICS
    from complaints_report.run import figures_for

    if metric is not None and metric not in METRICS:
        raise CommandError(_no_such("metric", metric, list(METRICS), "complaints-report metrics"))
    found = figures_for(_open_for_figures(folder, draft), year)
    chosen = [figure for figure in found if metric in (None, figure.metric)]
    writers = {TableFormat.TEXT: table.to_text, TableFormat.CSV: table.to_csv, TableFormat.JSON: table.to_json}
    _write(writers[format_](chosen), output)


@app.command()
def metrics() -> None:
    """List the metrics with their definitions."""
    from complaints_report.metrics.catalogue import METRICS
    from complaints_report.metrics.table import in_columns

    rows = [(metric.name, metric.unit, metric.definition) for metric in METRICS.values()]
    typer.echo(in_columns([("metric", "unit", "definition"), *rows]), nl=False)


@app.command()
def chart(
    name: Annotated[str | None, typer.Argument(help="The chart's name; --list shows them.")] = None,
    folder: Folder = None,
    year: Year = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A .png, .svg or .pdf; else NAME.png.")] = None,
    draft: Draft = False,
    list_: Annotated[bool, typer.Option("--list", help="List the charts.")] = False,
) -> None:
    """Draw one chart, with its numbers beside it as CSV."""
    from complaints_report.charts import CHARTS

    if list_:
        from complaints_report.metrics.table import in_columns

        typer.echo(in_columns([(one.name, one.title) for one in CHARTS.values()]), nl=False)
        return
    if name not in CHARTS:
        raise CommandError(_no_such("chart", name or "", list(CHARTS), "complaints-report chart --list"))
    from complaints_report.run import figures_for, write_chart

    run = _open_for_figures(folder, draft)
    found = figures_for(run, year)
    for path in write_chart(run, CHARTS[name], found, output or Path(f"{name}.png")):
        typer.echo(path)


def _no_such(kind: str, name: str, known: list[str], command: str) -> str:
    from complaints_report.settings import suggestion

    if not name:
        return f"Name a {kind}; `{command}` lists them."
    return f"There is no {kind} '{name}'; {suggestion(name, known)} `{command}` lists them."


@app.command()
def build(
    folder: Folder = None,
    year: Year = None,
    draft: Draft = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a report that somebody has edited since it was built.")
    ] = False,
    page_numbers: Annotated[
        bool,
        typer.Option("--page-numbers", help="Put page numbers in the contents list, as LibreOffice measures them."),
    ] = False,
) -> None:
    """Build the Word report, its charts, figures.csv and run.json in the folder's output/."""
    from complaints_report.run import build_report

    run = _open_for_figures(folder, draft)
    typer.echo(build_report(run, year, draft=draft, force=force, page_numbers=page_numbers, say=_note))


@app.command()
def close(
    folder: Folder = None,
    year: Year = None,
    again: Annotated[
        bool, typer.Option("--again", help="Add the figures of a closed year as restated, beside those published.")
    ] = False,
    draft: Draft = False,
) -> None:
    """Close a year: add its figures to history, so that later reports compare with what was printed."""
    from complaints_report.closing import close_year

    typer.echo(close_year(_open_for_figures(folder, draft), year, again=again, say=_note))
