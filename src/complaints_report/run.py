"""A report folder opened: its data with every fault in them, the figures that they give, and charts of these."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_report import progress
from complaints_report.calendar import parse_year
from complaints_report.content_by_year import RULES_ON_TEXTS, text_faults
from complaints_report.english import listed
from complaints_report.errors import CommandError, DataError, UnreadableError
from complaints_report.files import Change, is_stream, put_in_place, real_path, write_whole
from complaints_report.folder_lock import staging_in
from complaints_report.intake.export import Export, read_export
from complaints_report.intake.faults import Fault
from complaints_report.intake.listing import totals
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure_names import key_named
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.figures_of_year import Source, figures_of
from complaints_report.metrics.suppression import BREAKDOWNS
from complaints_report.metrics.texts_about_few import texts_about_few
from complaints_report.safe_text import MARK
from complaints_report.settings import Settings
from complaints_report.settings_file import load_settings, settings_error

if TYPE_CHECKING:
    from complaints_report.charts import Chart
    from complaints_report.charts.theme import Theme
    from complaints_report.metrics.explanation import Explanation


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


def open_folder(folder: Path, today: date) -> Run:
    """The folder's data with every fault in them, whatever they are."""
    settings = load_settings(folder)
    _require_breakdowns(settings, folder)
    export = read_export(settings, folder, today, METRICS)
    source = Source(export, settings)
    more = () if "complaints" not in export.tables else tuple(source.faults())
    texts = text_faults(folder, year_to_report(source))
    return Run(folder, settings, source, (*export.faults, *more, *texts))


def _require_breakdowns(settings: Settings, folder: Path) -> None:
    """Stop where small numbers are to be withheld of a breakdown that there is not."""
    for name in settings.publish.withhold:
        if name not in BREAKDOWNS:
            there = f"the breakdowns are {listed(BREAKDOWNS)}"
            message = f"[publish] withhold: there is no breakdown '{name}'; {there}."
            raise settings_error(folder, ("publish", "withhold"), message)


def year_to_report(source: Source) -> str:
    """The year that is reported where none is asked for; empty where there is none."""
    return source.default_year() if "complaints" in source.export.tables and source.has_years else ""


def faults_of(run: Run, year: str) -> tuple[Fault, ...]:
    """The faults that a year's report is made in spite of: those of the data, and of the texts for that year."""
    of_data = (found for found in run.faults if found.rule not in RULES_ON_TEXTS)
    return (*of_data, *text_faults(run.folder, year))


def faults_to_check(run: Run) -> tuple[Fault, ...]:
    """The faults that `check` lists: also each text about so few complaints that the public may know whose they are.

    The board knows, and its report is made without a word of them.
    """
    year = "" if any(found.is_about_file for found in run.faults) else year_to_report(run.source)
    return (*run.faults, *(texts_about_few(run.source, year) if year else ()))


def require_readable(run: Run, draft: bool) -> None:
    """Stop where a file cannot be counted, or, unless it is a draft, where rows have errors."""
    for found in run.faults:
        if found.is_about_file:
            raise UnreadableError(f"{found.place}: {found.message} {found.cure}")
    if run.errors and not draft:
        raise DataError(
            f"The data in {run.folder} have {totals(faults_to_check(run))}: `complaints-report check` lists them; "
            "--draft leaves the rows with errors out and says so."
        )


def figures_for(run: Run, year: str | None) -> Figures:
    """The figures of the year asked for, or of the last year that the data hold."""
    try:
        wanted = parse_year(year) if year else run.source.default_year()
    except ValueError as error:
        raise CommandError(f"{error}.") from None
    return figures_of(run.source, wanted)


def warn_of_part_year(run: Run, year: str, say: Callable[[str], object]) -> None:
    """Say in a line, once what was asked for is done, that the data hold only part of its year, where that is so."""
    if part := run.source.parts_of_years.get(year):
        say(f"Warning: {part.sentence} {part.cure(run.source.covered)}")


def explained(
    run: Run, year: str | None, metric: str, stage: int | None, *, by: str = "", group: str = ""
) -> "Explanation":
    """What is behind one figure of the year asked for; CommandError where there is no such figure."""
    from complaints_report.metrics.explanation import explain

    figures = figures_for(run, year)
    return explain(run.source, figures, key_named(figures, metric, stage, by, group))


def theme_of(run: Run) -> "Theme":
    """How the charts look: the organisation's own colours and font, or ours."""
    from complaints_report.charts.theme import Theme

    settings = run.settings.charts
    if not settings.font:
        return Theme(settings.colours)
    from complaints_report.charts.style import FontError, font_files  # they load matplotlib

    try:
        return Theme(settings.colours, font_files(settings.font, run.folder))
    except FontError as error:
        raise settings_error(run.folder, ("charts", "font"), f"[charts] font: {error}.") from None


def write_chart(run: Run, chart: "Chart", figures: Figures, path: Path) -> tuple[Path, Path]:
    """One chart as the path's suffix says, with its numbers beside it as CSV: both whole, or neither."""
    from complaints_report.charts import save_chart
    from complaints_report.charts.theme import themed

    theme = theme_of(run)
    numbers = path.with_suffix(".csv")
    with themed(theme), staging_in(real_path(numbers).parent) as staging:
        picture, csv = staging / path.name, staging / numbers.name
        drawing = chart.drawing(figures)
        progress.show("Drawing the chart")
        save_chart(chart.name, drawing, picture)
        csv.write_text(MARK + drawing.csv, encoding="utf-8", newline="")
        changes: list[Change] = [(picture, path), (csv, numbers)]
        if is_stream(path):
            write_whole(path, picture.read_bytes())
            changes = changes[1:]
        put_in_place(changes, staging)
    return path, numbers
