"""The commands, each as a person calls it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from complaints_report import interrupts, options, progress
from complaints_report.errors import CommandError
from complaints_report.terminal import (
    explanation_as,
    fault_list,
    figures_as,
    next_step,
    note,
    one_line_errors,
    open_file,
    say,
    write_output,
)

app = typer.Typer(
    name="complaints-report",
    help=options.WHAT_TO_DO_FIRST,
    rich_markup_mode=None,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings=options.HELP,
)


def main(after: float = progress.PATIENCE) -> None:
    """Run the command line; what a person can cause ends in one line and an exit code, never a traceback.

    What it is doing is shown on a terminal after so many seconds.
    """
    interrupts.listen()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # names of files may be no UTF-8
    try:
        with one_line_errors(), progress.shown_on(sys.stderr, after):
            app(windows_expand_args=False)  # a file may be called "Export [2024].xlsx"
    finally:
        interrupts.ignore()


@app.callback()
def start(context: typer.Context, _version: options.Version = False) -> None:
    """Say what to do first, where no command is named."""
    if context.invoked_subcommand is None:
        say(context.get_help())


@app.command(short_help="Make a report folder from your export.")
def init(
    folder: options.NewFolder,
    export: options.From = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="With --from: the sheet that holds them.")] = None,
    after: options.After = None,
    values: options.Values = False,
    no_questions: options.NoQuestions = False,
) -> None:
    """Make a new report folder: its settings, an empty file for each table, and the texts to write."""
    from complaints_report import asking, init

    if (values and (export or after)) or (sheet and (after or not export)):
        raise CommandError("Use --sheet only with --from, and --values alone.")
    person = None if no_questions else asking.person()
    if values:
        said = init.answer_values(folder, person) if person else init.settings_for_values(folder)
    elif after:
        from complaints_report.next_year import make_folder_after

        said = make_folder_after(folder, after, export, person)
    else:
        said = init.make_folder_from(folder, export, sheet or "", person) if export else init.make_folder(folder)
    say(said)


@app.command(short_help="List what is wrong with the data.")
def check(
    folder: options.Folder = None,
    format_: options.CheckFormatOption = None,
    output: options.Output = None,
) -> None:
    """List every fault in the data, by rule and value, with what to do about it."""
    from complaints_report.own_content import require_content
    from complaints_report.report_folder import open_run
    from complaints_report.run import faults_to_check

    written = options.format_of(options.CheckFormat, format_, output)
    options.require_file_for_workbook(written, output, "faults.xlsx")
    run = open_run(folder, output)
    faults = faults_to_check(run)
    write_output(fault_list(run, faults, written), output)
    require_content(run)
    note(next_step(faults, folder))
    if any(found.is_about_file for found in run.faults):
        raise typer.Exit(2)
    if run.errors:
        raise typer.Exit(1)


@app.command(short_help="Write the table of figures.")
def figures(
    folder: options.Folder = None,
    year: options.Year = None,
    format_: options.FiguresFormatOption = None,
    metric: Annotated[str | None, typer.Option("--metric", "-m", help="Only this metric.")] = None,
    draft: options.Draft = False,
    output: options.Output = None,
) -> None:
    """Write the table of figures that everything in the report is read from."""
    from complaints_report.metrics.figure_names import require_metric
    from complaints_report.report_folder import open_for_figures
    from complaints_report.run import figures_for, warn_of_part_year

    written = options.format_of(options.FiguresFormat, format_, output)
    options.require_file_for_workbook(written, output, "figures.xlsx")
    if metric is not None:
        require_metric(metric)
    run = open_for_figures(folder, draft, output)
    found = figures_for(run, year)
    chosen = [figure for figure in found if metric in (None, figure.metric)]
    progress.show("Writing the table of figures")
    write_output(figures_as(written, chosen), output)
    warn_of_part_year(run, found.year, note)


@app.command()
def metrics() -> None:
    """List the metrics with their definitions."""
    from complaints_report.metrics.catalogue import METRICS
    from complaints_report.metrics.table import in_columns

    rows = [(metric.name, metric.unit, metric.definition) for metric in METRICS.values()]
    typer.echo(in_columns([("metric", "unit", "definition"), *rows]), nl=False)


@app.command(short_help="Say what a figure is made of.")
def explain(
    metric: Annotated[str, typer.Argument(help="The metric's name; with --report, words such as 51%.")],
    stage: Annotated[int | None, typer.Option("--stage", help="The stage: 1, 2 or 3.")] = None,
    by: Annotated[str, typer.Option("--by", help="The breakdown, such as area.")] = "",
    group: Annotated[str, typer.Option("--group", help="With --by: the group, such as Citywide.")] = "",
    report: Annotated[Path | None, typer.Option("--report", help="The Word report that the words are from.")] = None,
    folder: options.Folder = None,
    year: options.Year = None,
    format_: options.ExplainFormatOption = None,
    draft: options.Draft = False,
    output: options.Output = None,
) -> None:
    """Say what one figure is made of: its definition, the references it counts, and what was left out and why."""
    from complaints_report.metrics.figure_names import require_metric
    from complaints_report.report_folder import open_for_figures, require_not_the_report

    written = options.format_of(options.ExplainFormat, format_, output)
    if report is None:
        from complaints_report.run import explained

        require_metric(metric)
        told = explained(open_for_figures(folder, draft, output), year, metric, stage, by=by, group=group)
    else:
        from complaints_report.explain_report import explained_in

        if stage or by or group:
            raise CommandError("With --report the words say which figure; leave --stage, --by and --group out.")
        require_not_the_report(report, output)
        told = explained_in(open_for_figures(folder, draft, output), report, metric, year)
    write_output(explanation_as(written, told), output)


@app.command(short_help="Draw one chart, with its numbers.")
def chart(
    name: Annotated[str | None, typer.Argument(help="The chart's name; --list shows them.")] = None,
    folder: options.Folder = None,
    year: options.Year = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A .png, .svg or .pdf; else NAME.png.")] = None,
    draft: options.Draft = False,
    list_: Annotated[bool, typer.Option("--list", help="List the charts.")] = False,
) -> None:
    """Draw one chart, with its numbers beside it as CSV."""
    from complaints_report.charts import CHARTS, require_chart

    if list_:
        from complaints_report.metrics.table import in_columns

        typer.echo(in_columns([(one.name, one.title) for one in CHARTS.values()]), nl=False)
        return
    chosen = require_chart(name or "")
    from complaints_report.report_folder import open_for_figures
    from complaints_report.run import figures_for, warn_of_part_year, write_chart

    picture = output or Path(f"{chosen.name}.png")
    run = open_for_figures(folder, draft, picture, picture.with_suffix(".csv"))
    found = figures_for(run, year)
    for path in write_chart(run, chosen, found, picture):
        say(path)
    warn_of_part_year(run, found.year, note)


@app.command(short_help="Build the Word report.")
def build(
    folder: options.Folder = None,
    year: options.Year = None,
    draft: options.Draft = False,
    force: options.Force = False,
    page_numbers: options.PageNumbers = False,
    pdf: options.AsPdf = False,
    open_: options.OpenIt = False,
) -> None:
    """Build the Word report, its charts, figures.csv and run.json in the year's folder of output/."""
    from complaints_report.build import build_report
    from complaints_report.report_folder import open_for_figures

    run = open_for_figures(folder, draft)
    report = build_report(run, year, draft=draft, force=force, page_numbers=page_numbers, pdf=pdf, say=note)
    say(report)
    if open_:
        open_file(report, note)


@app.command(short_help="Make the public's edition: web pages, figures.")
def publish(folder: options.Folder = None, year: options.Year = None, check: options.PublishCheck = False) -> None:
    """Make the public's edition in the year's folder of output/: web pages, their charts, and the figures."""
    from complaints_report import publish as publishing
    from complaints_report.report_folder import open_for_figures

    run = open_for_figures(folder, draft=False)
    if not check:
        say(publishing.publish(run, year, note, pdf=True))
        return
    stale = publishing.out_of_date(run, year)
    say("\n".join(stale) or "The public's edition is as the data are.")
    raise typer.Exit(1 if stale else 0)


@app.command(short_help="Hold a report, whoever wrote it, to the data.")
def verify(
    report: options.DocumentToRead,
    folder: options.FolderOfReport = None,
    year: options.YearOfReport = None,
    draft: options.Draft = False,
    format_: options.VerifyFormatOption = None,
    output: options.Output = None,
    annotate: options.Annotate = None,
    all_: Annotated[bool, typer.Option("--all", help="List also the numbers that were not judged.")] = False,
) -> None:
    """Hold a report, whoever wrote it, to its own arithmetic and to the data: exit code 1 where something is wrong."""
    from complaints_report.audit.wording import to_json, to_text
    from complaints_report.report_folder import open_beside, require_not_the_report
    from complaints_report.verify import verified

    written = options.format_of(options.VerifyFormat, format_, output)
    require_not_the_report(report, output, annotate)
    found = verified(open_beside(folder, report, draft, output, annotate), report, year, annotate)
    if annotate:
        note(f"{annotate} is the report with what was found as comments.")
    write_output(to_json(found, all_) if written is options.VerifyFormat.JSON else to_text(found, all_), output)
    raise typer.Exit(0 if found.agrees else 1)


@app.command(short_help="Bring a Word report up to the data.")
def refresh(
    report: options.ReportToRefresh,
    folder: options.FolderOfReport = None,
    year: options.YearOfReport = None,
    draft: options.Draft = False,
    output: options.RefreshedTo = None,
    track_changes: options.TrackChanges = False,
    overtyped: options.Overtyped = False,
) -> None:
    """Bring a Word report up to the data; all that people wrote stays as it is."""
    from complaints_report.refresh import changes_to_text, refreshed
    from complaints_report.report_folder import open_beside

    run = open_beside(folder, report, draft, output)
    if run is None:
        raise CommandError(f"There is no report.toml here or above {report}; name the report folder with --folder.")
    changes = refreshed(run, report, output, year, track=track_changes, overtyped=overtyped)
    say(changes_to_text(changes))


@app.command(short_help="Keep a year's figures for later reports.")
def close(
    folder: options.Folder = None,
    year: options.Year = None,
    again: options.Again = False,
    draft: options.Draft = False,
) -> None:
    """Close a year: add its figures to history, so that later reports compare with what was printed."""
    from complaints_report.close import close_year
    from complaints_report.report_folder import open_for_figures

    say(close_year(open_for_figures(folder, draft), year, again=again, say=note))
