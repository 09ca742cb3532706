"""`publish`: the public's edition of a year, made whole from the same sections and figures as the board's report."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from complaints_report import progress
from complaints_report.build import SECTIONS, context_of, draw_charts, run_record
from complaints_report.charts.theme import themed
from complaints_report.content_by_year import RULES_ON_TEXTS
from complaints_report.errors import CommandError
from complaints_report.intake.content import name_in
from complaints_report.intake.tables.table_reading import Input
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.public import public
from complaints_report.output_folder import PUBLIC, OutputFolder, sha256_of
from complaints_report.package_data import package_file
from complaints_report.report.annual_report import to_document
from complaints_report.report.blocks import Document
from complaints_report.report.context import Context
from complaints_report.run import Run, faults_of, figures_for, theme_of, warn_of_part_year
from complaints_report.settings_file import settings_error
from complaints_report.web.pages import Edition, write_pages

Say = Callable[[str], object]


def publish(run: Run, year: str | None, say: Say = lambda _: None) -> Path:
    """Make the public's edition of a year in its folder of output/, all or nothing: the folder that it is in.

    `say` is told, a line each, what was left out, and that it is of part of a year.
    """
    figures = public(figures_for(run, year), run.settings.publish)
    output = OutputFolder.of_public(run.folder, figures.year)
    output.require_unedited(force=False)
    with output.staged(force=False) as staging:
        for line in _make(run, figures, staging / PUBLIC):
            say(line)
        output.record(staging, _record(run, figures.year))
    warn_of_part_year(run, figures.year, say)
    return output.folder / PUBLIC


def out_of_date(run: Run, year: str | None) -> list[str]:
    """A line on each file of the published edition that would be another were it published now."""
    figures = public(figures_for(run, year), run.settings.publish)
    folder = OutputFolder.of_public(run.folder, figures.year).folder / PUBLIC
    if not (folder / "index.html").exists():
        raise CommandError(f"{folder} holds no edition yet: `complaints-report publish` makes it.")
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        now = Path(name)
        list(_make(run, figures, now))
        return [*_differences(folder, now)]


def _differences(published: Path, now: Path) -> Iterator[str]:
    there, here = _hashes(published), _hashes(now)
    for name in sorted(here):
        if name not in there:
            yield f"{name} is missing."
        elif there[name] != here[name]:
            yield f"{name} is no longer as the data, the settings and the texts are."
    yield from (f"{name} would not be published now." for name in sorted(there) if name not in here)


def _hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in folder.rglob("*") if path.is_file()}


def _make(run: Run, figures: Figures, folder: Path) -> Iterator[str]:
    """Make the whole edition in a folder; a line on each thing that it lacks."""
    folder.mkdir(parents=True, exist_ok=True)
    style, context = _style(run), public_context(run, figures)
    with themed(theme_of(run)):
        document = public_document(context)
        document = replace(document, pictures=draw_charts(context.drawings, folder, for_pages=True))
        progress.show("Writing the pages")
        edition = Edition(document, context.figures, context.drawings, run.settings.publish, style)
        write_pages(edition, folder)
    yield from _left_out(run, figures.year)


def public_context(run: Run, figures: Figures) -> Context:
    """What the public's edition may print: no file is named in it, and nothing is asked of the manager."""
    context = context_of(run, figures)
    told = [replace(one, file="") for one in context.faults if one.rule not in RULES_ON_TEXTS]
    export = replace(context.export, inputs=_by_table(context.export.inputs))
    return replace(context, faults=told, export=export, is_public=True)


def public_document(context: Context) -> Document:
    """The report for the public, without the table of the cover."""
    document = to_document(context, SECTIONS, {})
    return replace(document, cover=replace(document.cover, rows=()))


def _by_table(inputs: Any) -> Any:
    """What was read of each table, whatever files it was in."""
    tables: dict[str, Input] = {}
    for one in inputs:
        tables[one.table] = _together(tables.get(one.table, Input(one.table, "", "", "")), one)
    return type(inputs)(tables.values())


def _together(one: Input, other: Input) -> Input:
    numbers = ("rows_read", "rows_used", "rows_passed_over", "rows_not_ours")
    return replace(one, **{name: getattr(one, name) + getattr(other, name) for name in numbers})


def _left_out(run: Run, year: str) -> Iterator[str]:
    """A line on each text without which a section is left out."""
    for one in faults_of(run, year):
        if one.rule in RULES_ON_TEXTS:
            yield f"Left out of the public's edition: the section of {one.file}. {one.message}"


def _style(run: Run) -> Path:
    """The style sheet of the pages: the organisation's own, or ours."""
    named = run.settings.publish.style
    if named and not (run.folder / named).is_file():
        told = f"[publish] style: there is no file {named} in the folder; correct the name, or leave the line out."
        raise settings_error(run.folder, ("publish", "style"), told)
    return run.folder / named if named else package_file("templates", "web", "style.css")


def _record(run: Run, year: str) -> dict[str, Any]:
    """What the edition was made of."""
    record = run_record(run, year, draft=False)
    if run.settings.publish.style:
        style = _style(run)
        record["inputs"].append({"file": name_in(run.folder, style), "sha256": sha256_of(style)})
    return record
