"""`build`: the Word report of a year, with its charts, figures.csv and a record of what it was built from."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaints_report import progress
from complaints_report.charts import Drawing, save_chart
from complaints_report.charts.theme import themed
from complaints_report.content_by_year import used_texts
from complaints_report.english import quantity
from complaints_report.intake.content import name_in
from complaints_report.intake.faults import number_of
from complaints_report.metrics import table
from complaints_report.metrics.disclosure import faults_told, publishable
from complaints_report.metrics.figures import Figures, without_comparison
from complaints_report.output_folder import FIGURES, OutputFolder, sha256_of
from complaints_report.own_content import SECTIONS, own_words
from complaints_report.package_data import package_file
from complaints_report.report.annual_report import to_document
from complaints_report.report.blocks import PictureFile
from complaints_report.report.context import Context
from complaints_report.run import Run, faults_of, figures_for, theme_of, warn_of_part_year
from complaints_report.safe_text import MARK
from complaints_report.settings_file import FILE_NAME

if TYPE_CHECKING:
    from complaints_report.word.contents import Pages


def build_report(
    run: Run,
    year: str | None,
    *,
    draft: bool,
    force: bool,
    page_numbers: bool = False,
    pdf: bool = False,
    say: Callable[[str], object] = lambda _: None,
) -> Path:
    """Build the year's report, with its charts, figures.csv and run.json, in its folder of output/: all or nothing.

    With `pdf` it is there as PDF too, whose contents list has page numbers whether or not that of the Word file has.
    `say` is told, a line each, what the template lacked, that it is part of a year, and where output is from now on.
    """
    from complaints_report.word.accessible_pdf import BOARDS, write_pdf
    from complaints_report.word.libreoffice import find_libreoffice
    from complaints_report.word.page_numbers import NUMBERS, measured_pages
    from complaints_report.word.writer import require_template, write_report  # of which `check` needs nothing

    office = find_libreoffice(BOARDS if pdf else NUMBERS) if pdf or page_numbers else ""
    figures = publishable(figures_for(run, year))
    output = OutputFolder.of(run.folder, figures.year)
    output.require_unedited(force, [FIGURES])
    moved = output.moved_note()
    context, template = context_of(run, figures), template_path(run)
    with themed(theme_of(run)), output.staged(force) as staging:
        words = to_document(context, SECTIONS, {}, _draft_words(run, draft))
        require_template(words, template)  # before the charts, which take longest
        document = replace(words, pictures=draw_charts(context.drawings, staging))
        progress.show("Writing the report")
        laid = write_pdf(document, template, staging / output.pdf, office) if pdf else None
        pages = (laid or measured_pages(document, template, office)) if page_numbers else None
        for line in write_report(document, template, staging / output.report, pages):
            say(line)
        (staging / FIGURES).write_text(MARK + table.to_csv(figures), encoding="utf-8", newline="")
        output.record(staging, run_record(run, figures.year, draft, pages, laid))
    warn_of_part_year(run, figures.year, say)
    if moved:
        say(moved)
    return output.path


def context_of(run: Run, figures: Figures) -> Context:
    """What the report may print: these figures, the data, and what people wrote in the folder's content/."""
    part = run.source.parts_of_years.get(figures.year)
    told = without_comparison(figures) if part else figures
    content = own_words(run, told.year, lambda: told)
    faults, is_old = faults_of(run, told.year), run.source.is_told_by_history(told.year)
    return Context(run.settings, told, run.export, run.source.tables, run.source.as_of, faults, content, part, is_old)


def template_path(run: Run) -> Path:
    """The Word template that styles the report: the organisation's own, or ours."""
    named = run.settings.report.template
    return run.folder / named if named else package_file("templates", "tlt.docx")


def draw_charts(drawings: Mapping[str, Drawing], folder: Path, *, for_pages: bool = False) -> dict[str, PictureFile]:
    """Each chart, drawn as PNG and SVG, both of which the report holds, with its numbers beside it.

    Those `for_pages` have their words as words, and no numbers beside them: the pages have these.
    """
    pictures = {}
    for number, (name, drawing) in enumerate(drawings.items(), 1):
        progress.show(f"Drawing chart {number} of {len(drawings)}")
        png, svg = (folder / "charts" / f"{name}{suffix}" for suffix in (".png", ".svg"))
        png.parent.mkdir(exist_ok=True)
        width, height = save_chart(name, drawing, png, svg, with_text=for_pages)
        if not for_pages:
            png.with_suffix(".csv").write_text(MARK + drawing.csv, encoding="utf-8", newline="")
        pictures[name] = PictureFile(png, svg, drawing.alt, width, height, drawing.csv)
    return pictures


def run_record(
    run: Run, year: str, draft: bool, pages: "Pages | None" = None, pdf: "Pages | None" = None
) -> dict[str, Any]:
    """What was built from what: the version, each input with its hash and its rows, and how many faults."""
    from complaints_report import __version__

    return {
        "version": __version__,
        "year": year,
        "draft": draft,
        "page_numbers_measured_with": pages.measured_with if pages else None,
        "pdf_made_with": pdf.measured_with if pdf else None,
        "exported_on": run.export.exported_on.isoformat(),
        "errors": number_of(run.errors),
        "warnings": number_of(faults_told(faults_of(run, year))) - number_of(run.errors),
        "inputs": [{**asdict(one), "rows_left_out": one.rows_left_out} for one in run.export.inputs]
        + _other_inputs(run, year),
    }


def _other_inputs(run: Run, year: str) -> list[dict[str, Any]]:
    """The settings, what people wrote, and the template and font files where not ours, with their hashes."""
    paths = [run.folder / FILE_NAME, *used_texts(run.folder, year)]
    if run.settings.report.template:
        paths.append(template_path(run))
    paths += theme_of(run).fonts
    return [{"file": name_in(run.folder, path), "sha256": sha256_of(path)} for path in paths]


def _draft_words(run: Run, draft: bool) -> str:
    if not draft:
        return ""
    if not run.errors:
        return "DRAFT"
    left_out = sum(one.rows_left_out for one in run.export.inputs)
    rows = quantity(left_out, "row is", "rows are")
    return f"DRAFT, built in spite of errors in the data ({number_of(run.errors):,}); {rows} left out"
