"""What the commands say, how a run ends and how a file is opened; beside `cli`, all that prints and exits."""

import errno
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from complaints_report import interrupts, progress
from complaints_report.errors import ReportError
from complaints_report.files import is_stream, write_whole
from complaints_report.intake.faults import FOLDER_MEANT, Fault
from complaints_report.interrupts import INTERRUPTED, STOPPED
from complaints_report.options import CheckFormat, ExplainFormat, FiguresFormat
from complaints_report.safe_text import MARK

if TYPE_CHECKING:
    from complaints_report.metrics.explanation import Explanation
    from complaints_report.metrics.figure import Figure
    from complaints_report.run import Run


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn every way a run can stop into one line on stderr and its exit code."""
    try:
        yield
    except ReportError as error:
        stop(str(error), error.exit_code)
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            note(STOPPED)
        raise
    except OSError as error:
        if _is_pipe_left(error):
            _discard_rest(sys.stdout)
            sys.exit(0)
        stop(_said_of(error), 2)
    except KeyboardInterrupt:
        stop(STOPPED, INTERRUPTED)
    except Exception as error:
        if interrupts.happened():
            stop(STOPPED, INTERRUPTED)
        stop(f"This is a fault in complaints-report itself ({_without_data(error)}). Please report it.", 2)


def _is_pipe_left(error: OSError) -> bool:
    """Whether the program that read our output has ended, as `more` does once somebody has seen enough."""
    on_windows = error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or on_windows


_LONGEST_PATH = 240
"""So many letters of a path, with the names of files still to come, are more than older programs on Windows open."""


_IN_WORDS = {
    errno.ENOENT: "There is no such file or folder",
    errno.ENOTDIR: "A file stands where a folder should be",
    errno.EISDIR: "A folder stands where a file should be",
    errno.ENOSPC: "The disk is full",
}


def _said_of(error: OSError) -> str:
    """What is wrong with a file, and what to do."""
    path = str(error.filename or "")
    if path and isinstance(error, PermissionError):
        return f"{path} cannot be opened: close it in Word or Excel, or see that you may use it, and try again."
    if isinstance(error, FileNotFoundError) and len(path) > _LONGEST_PATH:
        cure = r"move the report folder nearer to the drive, as to C:\Reports, and try again."
        return f"{path} has a path of {len(path)} letters, which may be too long for Windows: {cure}"
    where = f"{path}: " if path else ""
    said = _IN_WORDS.get(error.errno or 0, f"{error.strerror or error}")
    return f"{where}{said}. Nothing was changed; put this right and try again."


def _without_data(error: Exception) -> str:
    """The kind of an unforeseen error and where it arose; its words could hold a value from the data."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(where.filename).name}, line {where.lineno}"


def stop(message: str, code: int) -> None:
    """End the run with one line on stderr and an exit code."""
    note(" ".join(message.split()))
    sys.exit(code)


def note(message: str) -> None:
    """Say something that no program reads, on stderr; nothing where its window was closed."""
    try:
        with progress.hidden():
            typer.echo(message, err=True)
    except OSError:
        _discard_rest(sys.stderr)


def _discard_rest(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: Python, as it ends, would stumble over a stream that is closed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(message: object) -> None:
    """Say on stdout what was asked for."""
    with progress.hidden():
        typer.echo(message, nl=not str(message).endswith("\n"))


def write_output(text: str | bytes, output: Path | None) -> None:
    """Write what was asked for to a file, else to stdout."""
    if output is None:
        with progress.hidden():
            typer.echo(text, nl=False)
    else:
        mark = MARK if output.suffix.lower() == ".csv" and not is_stream(output) else ""
        write_whole(output, (mark + text).encode() if isinstance(text, str) else text)


def fault_list(run: "Run", faults: Sequence[Fault], format_: CheckFormat) -> str | bytes:
    """Some faults of a run as `check` writes them."""
    progress.show("Listing the faults")
    if format_ is CheckFormat.XLSX:
        from complaints_report.intake import fault_workbook

        return fault_workbook.to_xlsx(faults, run.export.read)
    from complaints_report.intake import listing

    if format_ is CheckFormat.TEXT:
        return listing.to_text(faults, (*run.export.notes, *run.source.notes))
    writers = {CheckFormat.JSON: listing.to_json, CheckFormat.CSV: listing.to_csv}
    return writers[format_](faults)


def figures_as(format_: FiguresFormat, figures: "Sequence[Figure]") -> str | bytes:
    """Some figures as `figures` writes them."""
    if format_ is FiguresFormat.XLSX:
        from complaints_report.metrics import figures_workbook

        return figures_workbook.to_xlsx(figures)
    from complaints_report.metrics import table

    writers = {FiguresFormat.TEXT: table.to_text, FiguresFormat.CSV: table.to_csv, FiguresFormat.JSON: table.to_json}
    return writers[format_](figures)


def explanation_as(format_: ExplainFormat, told: "Explanation") -> str:
    """What is behind a figure as `explain` writes it."""
    from complaints_report.metrics import explanation

    writers = {ExplainFormat.TEXT: explanation.to_text, ExplainFormat.CSV: explanation.to_csv}
    return writers[format_](told)


def next_step(faults: Sequence[Fault], folder: Path | None) -> str:
    """What to do after `check` found these, in a line."""
    from complaints_report.metrics.figure_names import in_quotes

    named = f" --folder {in_quotes(str(folder))}" if folder else ""
    again = f"`complaints-report check{named}` again"
    if any(found.is_about_file for found in faults):
        return f"Next: put right the file or the lines of report.toml that are named here; then run {again}."
    errors = [found for found in faults if found.severity == "error"]
    if any(f"init {FOLDER_MEANT}" in found.cure for found in errors):
        values = f"`complaints-report init {in_quotes(str(folder or '.'))} --values`"
        return f"Next: {values} prints the lines for report.toml that say what unknown values mean; then run {again}."
    if errors:
        return (
            f"Next: put the errors right; then run {again}. To build a draft without the rows that have them: "
            f"`complaints-report build{named} --draft`."
        )
    read = "read the warnings, then run" if faults else "run"
    return f"Next: {read} `complaints-report build{named}`."


_SECONDS = 2
"""For how long what opens a file is waited for: it may go on for as long as the file is open."""


def open_file(path: Path, say: Callable[[str], object]) -> None:
    """Open a file, or say in a line that it cannot be done from here."""
    if not _is_opened(path):
        say(f"{path.name} could not be opened from here: find it in its folder, and open it with a double click.")


def _is_opened(path: Path) -> bool:
    """Whether the computer has taken on to open the file."""
    if sys.platform == "win32":
        return _opened_by_windows(path)
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen([opener, path], stdin=silent, stdout=silent, stderr=silent, start_new_session=True)
        return process.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def _opened_by_windows(path: Path) -> bool:
    try:
        os.startfile(path)  # type: ignore[attr-defined, unused-ignore] # of Windows alone
    except OSError:
        return False
    return True
