"""The report folder that a command works in: which it is, its data, and the files in it that no output may replace."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from complaints_report.english import quantity
from complaints_report.errors import CommandError
from complaints_report.files import real_path
from complaints_report.intake.content import FOLDER
from complaints_report.intake.faults import number_of
from complaints_report.intake.headings.parts import SUFFIXES
from complaints_report.run import Run, open_folder, require_readable
from complaints_report.settings import ComplaintsSource, Settings, TableSource
from complaints_report.settings_file import FILE_NAME
from complaints_report.terminal import note

_ANOTHER = "name another file to write"


def open_run(folder: Path | None, *outputs: Path | None) -> Run:
    """The data of the folder; else of the current one, or of the sample in it, which is said.

    None of the outputs, the files that are to be written, may be one of the folder's own.
    """
    found, is_sample = find_folder(folder, Path.cwd())
    if is_sample:
        note(f"There is no report.toml here, so this uses the sample in {found.name}.")
    return _opened(found, *outputs)


def _opened(folder: Path, *outputs: Path | None) -> Run:
    run = open_folder(folder, date.today())
    require_no_own_file(folder, run.settings, *outputs)
    return run


def open_for_figures(folder: Path | None, draft: bool, *outputs: Path | None) -> Run:
    """The data that figures may be made of: without errors, or, in a draft, without the rows that have them."""
    return _without_errors(open_run(folder, *outputs), draft)


def open_beside(folder: Path | None, report: Path, draft: bool, *outputs: Path | None) -> Run | None:
    """The data that a document is held to: of the folder named, else of the current one or of one above the document.

    None where there is no such folder; the sample is never taken for it.
    """
    above = [Path.cwd(), *report.absolute().parents]
    found = folder or next((one for one in above if (one / FILE_NAME).is_file()), None)
    return None if found is None else _without_errors(_opened(found, *outputs), draft)


def _without_errors(run: Run, draft: bool) -> Run:
    require_readable(run, draft)
    if run.errors:
        errors = quantity(number_of(run.errors), "error")
        note(f"Draft: rows with errors are left out ({errors}; `complaints-report check` lists them).")
    return run


def find_folder(named: Path | None, current: Path) -> tuple[Path, bool]:
    """The report folder, and whether it is the sample: the one named, the current one, or its `sample_data/`."""
    if named is not None:
        return named, False
    if not (current / FILE_NAME).exists() and (current / "sample_data" / FILE_NAME).exists():
        return current / "sample_data", True
    return current, False


def require_no_own_file(folder: Path, settings: Settings, *outputs: Path | None) -> None:
    """Stop where one of these, which are to be written, is a file that the folder reads or would read once it is there.

    A chart's numbers are written beside it without being named: they are the second of the two.
    """
    own = [*_own_files(folder, settings)]
    for output in filter(None, outputs):
        if _is_in(output, folder / FOLDER) or any(_is_same(output, path) for path in own):
            raise CommandError(
                f"{output} holds data of the report folder and would be overwritten: {_cure(output, *outputs)}."
            )


def require_not_the_report(report: Path, *outputs: Path | None) -> None:
    """Stop where one of these, which are to be written, is the report that is read, or in the folder that it is."""
    for output in filter(None, outputs):
        if _is_same(output, report) or (report.is_dir() and output.exists() and _is_in(output, report)):
            raise CommandError(f"{output} is the report itself, and would be overwritten: {_ANOTHER}.")


def _cure(output: Path, first: Path | None, *_: Path | None) -> str:
    if first is None or output == first or output != first.with_suffix(".csv"):
        return _ANOTHER
    return f"a chart's numbers go beside it; name it otherwise, as with --output {first.stem}-chart{first.suffix}"


def _own_files(folder: Path, settings: Settings) -> Iterator[Path]:
    """The files of a report folder by their places, also of those that are not there."""
    yield folder / FILE_NAME
    for table, source in settings.sources:
        yield from (folder / name for name in _names(table, source))
    yield from (folder / FOLDER).rglob("*")
    named = (settings.report.template, settings.charts.font, settings.publish.style)
    yield from (folder / name for name in named if name)


def _names(table: str, source: TableSource) -> Iterator[str]:
    """The files that a table is read from, or looked for in where the settings name none."""
    stages = source.stages.values() if isinstance(source, ComplaintsSource) else ()
    yield from (name for one in (source, *stages) for name in one.files if name)
    if not source.file:
        yield from (f"{table}{suffix}" for suffix in SUFFIXES)


def _is_same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, by whatever links; Windows takes capitals for small letters."""
    if path.exists() and other.exists():
        return path.samefile(other)
    return str(real_path(path)).casefold() == str(real_path(other)).casefold()


def _is_in(path: Path, folder: Path) -> bool:
    places = (real_path(path), real_path(path.parent) / path.name)
    return any(_is_same(one, folder) for place in places for one in place.parents)
