"""`publish`: the public's edition of a year, made whole from the same sections and figures as the board's report."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from complaints_report import progress
from complaints_report.build import context_of, draw_charts, run_record, template_path
from complaints_report.calendar import hyphenated
from complaints_report.charts.theme import themed
from complaints_report.content_by_year import RULES_ON_TEXTS
from complaints_report.english import listed
from complaints_report.errors import CommandError
from complaints_report.folder_lock import clear_left_behind
from complaints_report.intake.content import name_in
from complaints_report.intake.rules.printed_text import POSSIBLE_PERSONAL_DATA
from complaints_report.intake.tables.table_reading import Input
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.last_package import last_package
from complaints_report.metrics.public import public
from complaints_report.metrics.texts_about_few import texts_about_few
from complaints_report.open_data import FORMS, write_open_data
from complaints_report.output_folder import PUBLIC, OutputFolder, sha256_of
from complaints_report.own_content import SECTIONS
from complaints_report.package_data import package_file
from complaints_report.report.annual_report import to_document
from complaints_report.report.blocks import Document
from complaints_report.report.context import Context
from complaints_report.run import Run, faults_of, figures_for, theme_of, warn_of_part_year
from complaints_report.settings_file import settings_error
from complaints_report.web.pages import Download, Edition, write_pages

Say = Callable[[str], object]


def publish(run: Run, year: str | None, say: Say = lambda _: None, *, pdf: bool = False) -> Path:
    """Make the public's edition of a year in its folder of output/, all or nothing: the folder that it is in.

    With `pdf`, as PDF too, where LibreOffice is installed. `say` is told, a line each, what was left out, what may tell
    of a single person, and that it is of part of a year.
    """
    figures = public_figures(run, year)
    output = OutputFolder.of_public(run.folder, figures.year)
    output.require_unedited(force=False)
    with output.staged(force=False) as staging:
        public = staging / PUBLIC
        told, made_with = _make(run, figures, public, lambda made: _write_pdf(run, made, public, say) if pdf else "")
        output.record(staging, _record(run, figures.year) | {"pdf_made_with": made_with or None})
    for line in told:
        say(line)
    warn_of_part_year(run, figures.year, say)
    return output.folder / PUBLIC


def out_of_date(run: Run, year: str | None) -> list[str]:
    """A line on each file of the published edition that would be another were it published now.

    The PDF, which takes longest to make, is told to be out of date where anything else is.
    """
    figures = public_figures(run, year)
    folder = OutputFolder.of_public(run.folder, figures.year).folder / PUBLIC
    if not (folder / "index.html").exists():
        raise CommandError(f"{folder} holds no edition yet: `complaints-report publish` makes it.")
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        now = Path(name)
        _make(run, figures, now, lambda made: "made" if (folder / _pdf_of(made)).exists() else "")
        return [*_differences(folder, now)]


def public_figures(run: Run, year: str | None) -> Figures:
    """The figures of a year as the public may see them beside the editions of other years."""
    figures, output = figures_for(run, year), run.folder / "output"
    for folder in output.glob("*"):
        clear_left_behind(folder)  # a run that was killed may have an edition set aside
    return public(figures, run.settings.publish, last_package(output, figures.year))


def _differences(published: Path, now: Path) -> Iterator[str]:
    there, here = _hashes(published), _hashes(now)
    pdfs = [name for name in there if name.endswith(".pdf")]
    stale = [name for name in sorted(here) if name in there and there[name] != here[name]]
    yield from (f"{name} is missing." for name in sorted(here) if name not in there)
    old = [*stale, *(pdfs if stale else ())]
    yield from (f"{name} is no longer as the data, the settings and the texts are." for name in old)
    yield from (f"{name} would not be published now." for name in sorted(there) if name not in [*here, *pdfs])


def _hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in folder.rglob("*") if path.is_file()}


def _make(run: Run, figures: Figures, folder: Path, pdf: Callable[[Document], str]) -> tuple[list[str], str]:
    """Make the edition in a folder: a line on each thing to know of it, and what `pdf`, which makes that, says."""
    folder.mkdir(parents=True, exist_ok=True)
    style, context = _style(run), public_context(run, figures)
    with themed(theme_of(run)):
        document = public_document(context)
        document = replace(document, pictures=draw_charts(context.drawings, folder, for_pages=True))
        made_with = pdf(document)  # of the charts as they are drawn, which the pages make their own of
        progress.show("Writing the pages")
        downloads = [Download(_pdf_of(document), "This report as one document (PDF)")] if made_with else []
        downloads += [Download(*one) for one in FORMS.items()]
        edition = Edition(document, context.figures, context.drawings, run.settings.publish, style, downloads)
        write_pages(edition, folder)
    write_open_data(context.figures, document.cover.title, run.settings, folder, document.cover.notice)
    return [*_left_out(run, figures.year), *_of_single_people(run, figures.year)], made_with


def _pdf_of(document: Document) -> str:
    return f"report-{hyphenated(document.year)}.pdf"


def _write_pdf(run: Run, document: Document, folder: Path, say: Say) -> str:
    """Write the edition as PDF, laid out as the report is; what made it, or nothing where it was left out."""
    from complaints_report.word.accessible_pdf import write_public_pdf

    return write_public_pdf(document, template_path(run), folder / _pdf_of(document), say)


def _of_single_people(run: Run, year: str) -> Iterator[str]:
    """A line on the printed texts of a file that may tell of a single person, and why."""
    found = [one for one in faults_of(run, year) if one.rule == POSSIBLE_PERSONAL_DATA.name]
    rows: dict[tuple[str, str], list[str]] = {}
    for one in (*found, *texts_about_few(run.source, year)):
        rows.setdefault((one.file, one.message), []).extend([f"{one.row}"] if one.row else [])
    for (file, message), numbers in rows.items():
        where = f", row{'s' if len(numbers) > 1 else ''} {listed(numbers)}" if numbers else ""
        yield f"Read this before it is put up: {file}{where}. {message}"


def public_context(run: Run, figures: Figures) -> Context:
    """What the public's edition may print: no file is named in it, and nothing is asked of the manager."""
    context = context_of(run, figures)
    told = [replace(one, file="") for one in context.faults if one.rule not in RULES_ON_TEXTS]
    export = replace(context.export, inputs=_by_table(context.export.inputs))
    return replace(context, faults=told, export=export)


def public_document(context: Context) -> Document:
    """The report for the public, without the table of the cover."""
    document = to_document(context, SECTIONS, {})
    cover = replace(document.cover, rows=(), team="", meeting_on="")
    return replace(document, author=document.organisation, cover=cover)


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
