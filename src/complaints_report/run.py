"""A whole run, readable top to bottom: the folder, its data, the figures, and what is made of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from complaints_report.calendar import parse_year
from complaints_report.errors import CommandError, DataError, UnreadableError
from complaints_report.intake.export import Export, read_export
from complaints_report.intake.faults import Fault, is_about_file
from complaints_report.intake.listing import totals
from complaints_report.metrics.assemble import Source, figures_of
from complaints_report.metrics.comparison import history_faults
from complaints_report.metrics.figures import Figures
from complaints_report.resources import resource
from complaints_report.settings import FILE_NAME, Settings, load_settings


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
    export = read_export(settings, folder, today)
    source = Source(export, settings)
    more = () if "complaints" not in export.tables else tuple(history_faults(source))
    return Run(folder, settings, source, export.faults + more)


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


def template_path(run: Run) -> Path:
    """The Word template that styles the report: the organisation's own, or ours."""
    named = run.settings.report.template
    return run.folder / named if named else resource("templates", "tlt.docx")
