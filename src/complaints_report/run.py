"""A whole run, readable top to bottom: the folder, its data, the figures, and the report made of them."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaints_report import progress
from complaints_report.calendar import parse_year
from complaints_report.charts.looks import Looks, wearing
from complaints_report.errors import CommandError, DataError, UnreadableError
from complaints_report.files import Change, is_stream, put_in_place, real, write_whole
from complaints_report.folder_lock import staging_in
from complaints_report.intake.content import name_in
from complaints_report.intake.export import Export, read_export
from complaints_report.intake.faults import Fault, is_about_file, number_of
from complaints_report.intake.listing import totals
from complaints_report.metrics import table
from complaints_report.metrics.assemble import Source, figures_of
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.comparison import history_faults
from complaints_report.metrics.figures import Figures, without_comparison
from complaints_report.metrics.named import key_named
from complaints_report.output_folder import FIGURES, OutputFolder, sha256_of
from complaints_report.package_data import package_file
from complaints_report.settings import Settings
from complaints_report.settings_file import FILE_NAME, load_settings, settings_error
from complaints_report.texts import RULES, old_words, text_faults, used_texts

if TYPE_CHECKING:
    from complaints_report.charts import Chart, Drawing
    from complaints_report.metrics.explained import Explanation
    from complaints_report.report.blocks import Document, PictureFile
    from complaints_report.report.context import Context
    from complaints_report.report.own_words import OwnWords
    from complaints_report.word.contents import Pages


@dataclass(frozen=True)
class Run:
    """A report folder opened: its settings, its data, and every fault found in them."""

    folder: Path
    settings: Settings
    source: Source
    faults: tuple[Fault, ...]

    @property
    def export(self) -> Export:
        """The data."""
        return self.source.export

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that leave rows out."""
        return tuple(found for found in self.faults if found.severity == "error")


def find_folder(named: Path | None, current: Path) -> tuple[Path, bool]:
    """The report folder, and whether it is the sample: the one named, the current one, or its `sample_data/`."""
    if named is not None:
        return named, False
    if not (current / FILE_NAME).exists() and (current / "sample_data" / FILE_NAME).exists():
        return current / "sample_data", True
    return current, False


def open_folder(folder: Path, today: date) -> Run:
    """The folder's data with every fault in them, whatever they are."""
    settings = load_settings(folder)
    export = read_export(settings, folder, today, METRICS)
    source = Source(export, settings)
    more = () if "complaints" not in export.tables else (*source.part_year_faults(), *history_faults(source))
    texts = text_faults(folder, _year_to_report(source))
    return Run(folder, settings, source, (*export.faults, *more, *texts))


def _year_to_report(source: Source) -> str:
    """The year that is reported where none is asked for; empty where there is none."""
    return source.default_year() if "complaints" in source.export.tables and source.has_years else ""


def faults_of(run: Run, year: str) -> tuple[Fault, ...]:
    """The faults that a year's report is made in spite of: those of the data, and of the texts for that year."""
    of_data = (found for found in run.faults if found.rule not in RULES)
    return (*of_data, *text_faults(run.folder, year))


def require_readable(run: Run, draft: bool) -> None:
    """Stop where a file cannot be counted, or, unless it is a draft, where rows have errors."""
    for found in run.faults:
        if is_about_file(found):
            raise UnreadableError(f"{found.place}: {found.message} {found.cure}")
    if run.errors and not draft:
        raise DataError(
            f"The data in {run.folder} have {totals(run.faults)}: `complaints-report check` lists them; "
            "--draft leaves the rows with errors out and says so."
        )


def figures_for(run: Run, year: str | None) -> Figures:
    """The figures of the year asked for, or of the last year that the data hold."""
    try:
        wanted = parse_year(year) if year else run.source.default_year()
    except ValueError as error:
        raise CommandError(f"{error}.") from None
    return figures_of(run.source, wanted)


def tell_of_part(run: Run, year: str, say: Callable[[str], object]) -> None:
    """Say in a line, once what was asked for is done, that the data hold only part of its year, where that is so."""
    if part := run.source.parts_of_years.get(year):
        say(f"Warning: {part.said} {part.cure(run.source.covered)}")


def explained(
    run: Run, year: str | None, metric: str, stage: int | None, *, by: str = "", group: str = ""
) -> "Explanation":
    """What is behind one figure of the year asked for; CommandError where there is no such figure."""
    from complaints_report.metrics.explained import explain

    figures = figures_for(run, year)
    return explain(run.source, figures, key_named(figures, metric, stage, by, group))


def template_path(run: Run) -> Path:
    """The Word template that styles the report: the organisation's own, or ours."""
    named = run.settings.report.template
    return run.folder / named if named else package_file("templates", "tlt.docx")


def looks_of(run: Run) -> Looks:
    """How the charts look: the organisation's own colours and font, or ours."""
    settings = run.settings.charts
    if not settings.font:
        return Looks(settings.colours)
    from complaints_report.charts.fonts import FontError, font_files

    try:
        return Looks(settings.colours, font_files(settings.font, run.folder))
    except FontError as error:
        raise settings_error(run.folder, ("charts", "font"), f"[charts] font: {error}.") from None


def build_report(
    run: Run,
    year: str | None,
    *,
    draft: bool,
    force: bool,
    page_numbers: bool = False,
    say: Callable[[str], object] = lambda _: None,
) -> Path:
    """Build the year's report, with its charts, figures.csv and run.json, in its folder of output/: all or nothing.

    `say` is told, a line each, what the template lacked, that it is part of a year, and where output is from now on.
    """
    from complaints_report.metrics.disclosure import publishable
    from complaints_report.word.docx import write_report
    from complaints_report.word.page_numbers import find_libreoffice, measured_pages

    office = find_libreoffice() if page_numbers else ""
    figures = publishable(figures_for(run, year))
    output = OutputFolder.of(run.folder, figures.year)
    output.require_unedited(force, [FIGURES])
    moved = output.moved()
    context = context_of(run, figures)
    with wearing(looks_of(run)), output.staged(force) as staging:
        words = usable_words(run, context, draft)
        document = replace(words, pictures=draw_charts(context.drawings, staging))
        progress.show("Writing the report")
        pages = measured_pages(document, template_path(run), office) if office else None
        for line in write_report(document, template_path(run), staging / output.report, pages):
            say(line)
        (staging / FIGURES).write_text(table.to_csv(figures), encoding="utf-8", newline="")
        output.record(staging, run_record(run, figures.year, draft, pages))
    tell_of_part(run, figures.year, say)
    if moved:
        say(moved)
    return output.path


def usable_words(run: Run, context: "Context", draft: bool) -> "Document":
    """The report without its charts, which take longest: what cannot be used of content/ and template is told first."""
    from complaints_report.report.assemble import to_document
    from complaints_report.word.docx import require_template

    document = to_document(context, package_file("templates", "sections"), {}, _draft_words(run, draft))
    require_template(document, template_path(run))
    return document


def context_of(run: Run, figures: Figures) -> "Context":
    """What the report may print: these figures, the data, and what people wrote in the folder's content/."""
    from complaints_report.report.context import Context

    part = run.source.parts_of_years.get(figures.year)
    told = without_comparison(figures) if part else figures
    content = own_words(run, told.year, lambda: told)
    return Context(run.settings, told, run.export, run.source.tables, faults_of(run, told.year), content, part)


def own_words(run: Run, year: str, figures: Callable[[], Figures]) -> "OwnWords":
    """What people wrote in the folder's content/ for a year; the figures are made once one is asked for there."""
    from complaints_report.report.braces import Braces
    from complaints_report.report.own_words import OwnWords

    @cache
    def braces() -> Braces:
        return Braces(figures(), run.settings.calls_itself)

    return OwnWords(run.folder, lambda asked: braces().said(asked), year, old_words(run.folder, year))


def require_content(run: Run, year: str | None = None) -> None:
    """Stop at the first thing in content/ that the report could not print, unless nothing can be counted."""
    from complaints_report.report.own_words import has_own_words
    from complaints_report.report.sections import content_names

    if any(is_about_file(found) for found in run.faults) or not run.source.has_years or not has_own_words(run.folder):
        return
    names = content_names(package_file("templates", "sections"))
    words = own_words(run, year or _year_to_report(run.source), lambda: figures_for(run, year))
    words.require_known(names)
    for name in names:
        words.blocks(name)


def draw_charts(drawings: Mapping[str, "Drawing"], folder: Path) -> dict[str, "PictureFile"]:
    """Each chart, drawn as PNG and SVG, both of which the report holds, with its numbers beside it."""
    from complaints_report.charts import save_chart
    from complaints_report.report.blocks import PictureFile

    pictures = {}
    for number, (name, drawing) in enumerate(drawings.items(), 1):
        progress.show(f"Drawing chart {number} of {len(drawings)}")
        png, svg = (folder / "charts" / f"{name}{suffix}" for suffix in (".png", ".svg"))
        png.parent.mkdir(exist_ok=True)
        width, height = save_chart(name, drawing, png, svg)
        png.with_suffix(".csv").write_text(drawing.csv, encoding="utf-8", newline="")
        pictures[name] = PictureFile(png, svg, drawing.alt, width, height, drawing.csv)
    return pictures


def write_chart(run: Run, chart: "Chart", figures: Figures, path: Path) -> tuple[Path, Path]:
    """One chart as the path's suffix says, with its numbers beside it as CSV: both whole, or neither."""
    from complaints_report.charts import save_chart

    looks = looks_of(run)
    numbers = path.with_suffix(".csv")
    with wearing(looks), staging_in(real(numbers).parent) as making:
        picture, csv = making / path.name, making / numbers.name
        drawing = chart.drawing(figures)
        progress.show("Drawing the chart")
        save_chart(chart.name, drawing, picture)
        csv.write_text(drawing.csv, encoding="utf-8", newline="")
        changes: list[Change] = [(picture, path), (csv, numbers)]
        if is_stream(path):
            write_whole(path, picture.read_bytes())
            changes = changes[1:]
        put_in_place(changes, making)
    return path, numbers


def run_record(run: Run, year: str, draft: bool, pages: "Pages | None" = None) -> dict[str, Any]:
    """What was built from what: the version, each input with its hash and its rows, and how many faults."""
    from complaints_report import __version__
    from complaints_report.metrics.disclosure import faults_told

    return {
        "version": __version__,
        "year": year,
        "draft": draft,
        "page_numbers_measured_with": pages.measured_with if pages else None,
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
    paths += looks_of(run).fonts
    return [{"file": name_in(run.folder, path), "sha256": sha256_of(path)} for path in paths]


def _draft_words(run: Run, draft: bool) -> str:
    if not draft:
        return ""
    if not run.errors:
        return "DRAFT"
    left_out = sum(one.rows_left_out for one in run.export.inputs)
    rows = "1 row is" if left_out == 1 else f"{left_out:,} rows are"
    return f"DRAFT, built in spite of errors in the data ({number_of(run.errors):,}); {rows} left out"
