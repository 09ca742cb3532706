"""The options of the commands, and the formats that each writes."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from complaints_report.english import listed
from complaints_report.errors import CommandError
from complaints_report.files import is_stream

WHAT_TO_DO_FIRST = """
The annual report on complaints about children's social care, built from the case system's exports.

\b
To begin, in the folder that holds your export:
  complaints-report init my-report --from Export.xlsx   make its folder
  complaints-report check -f my-report                  see what is wrong
  complaints-report build -f my-report --open           build it and open it
  complaints-report verify REPORT.docx -f my-report     check it once edited

Add --help to any command to see what else it takes.
"""

_NOT_ASKED_FOR = {"help": False, "version": False, "metrics": {"help": False}}
HELP = {"help_option_names": ["-h", "--help"], "default_map": _NOT_ASKED_FOR}
"""How help is asked for, and what holds where nobody asks; typer else loads half of pydantic to read nothing as no."""


def _say_version(is_asked: bool) -> None:
    if is_asked:
        from complaints_report import __version__

        typer.echo(f"complaints-report {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is.")
]


def _unquoted(path: Path | None) -> Path | None:
    """A path without the quotation marks that Explorer's "Copy as path" puts round it."""
    return Path(str(path).strip(" ").strip("\"'“”")) if path else path


NewFolder = Annotated[
    Path,
    typer.Argument(metavar="dir", help="The folder to make, or to add these files to.", callback=_unquoted),
]
From = Annotated[
    Path | None,
    typer.Option("--from", help="Your export of complaints: propose its settings. Not copied.", callback=_unquoted),
]
After = Annotated[
    Path | None,
    typer.Option("--after", help="Last year's folder: make next year's from it.", callback=_unquoted),
]
Folder = Annotated[
    Path | None,
    typer.Option("--folder", "-f", help="The report folder; else the current one, or the sample data in it."),
]
Year = Annotated[
    str | None, typer.Option("--year", "-y", help="The year, such as 2023/24; else the last one that the data hold.")
]
Draft = Annotated[bool, typer.Option("--draft", help="Go on in spite of errors, leaving out the rows that have them.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; else the screen.")]
YearOfReport = Annotated[str | None, typer.Option("--year", "-y", help="The year; else the one that the report is of.")]
DocumentToRead = Annotated[
    Path, typer.Argument(help="The report to read: .docx, .html, .md or .txt, or the folder of a published edition.")
]
FolderOfReport = Annotated[
    Path | None,
    typer.Option("--folder", "-f", help="The report folder; else the current one, or one above the report."),
]
ReportToRefresh = Annotated[Path, typer.Argument(help="The Word report to bring up to the data.")]
RefreshedTo = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write; else in place, the old one kept.")
]
TrackChanges = Annotated[bool, typer.Option("--track-changes", help="Make the new words Word's tracked changes.")]
Overtyped = Annotated[bool, typer.Option("--overtyped", help="Replace also what somebody has typed over.")]
Force = Annotated[bool, typer.Option("--force", help="Replace also what somebody has edited since it was built.")]
OpenIt = Annotated[bool, typer.Option("--open", help="Open the report once it is built.")]
Annotate = Annotated[
    Path | None, typer.Option("--annotate", help="A .docx to write: the report with what is found as comments.")
]
Again = Annotated[
    bool, typer.Option("--again", help="Add the figures of a closed year as restated, beside those published.")
]
Values = Annotated[
    bool,
    typer.Option(
        "--values",
        help="Ask only what is new or left open in an existing folder. Where nobody can be asked: print the lines "
        "for the values that are still unknown, and for the services.",
    ),
]
NoQuestions = Annotated[
    bool, typer.Option("--no-questions", help="Ask nothing: write what is not sure as notes in report.toml.")
]
PublishCheck = Annotated[
    bool,
    typer.Option("--check", help="Write nothing; say what of the published edition is no longer as the data are."),
]
PageNumbers = Annotated[
    bool, typer.Option("--page-numbers", help="Put page numbers in the contents list, as LibreOffice measures them.")
]
AsPdf = Annotated[
    bool, typer.Option("--pdf", help="Make it a PDF too, tagged for screen readers, which LibreOffice lays out.")
]


class CheckFormat(StrEnum):
    """How `check` writes the faults."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class VerifyFormat(StrEnum):
    """How `verify` writes what it finds."""

    TEXT = "text"
    JSON = "json"


class FiguresFormat(StrEnum):
    """How `figures` writes the table."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


class ExplainFormat(StrEnum):
    """How `explain` writes what is behind a figure."""

    TEXT = "text"
    CSV = "csv"


def _format_of(what: str) -> Any:
    return typer.Option("--format", help=f"How to write {what}; else as the name of --output says, else as text.")


CheckFormatOption = Annotated[CheckFormat | None, _format_of("the faults")]
FiguresFormatOption = Annotated[FiguresFormat | None, _format_of("the table")]
ExplainFormatOption = Annotated[ExplainFormat | None, _format_of("it")]
VerifyFormatOption = Annotated[VerifyFormat | None, _format_of("what is found")]

_TEXT = "text"
_SUFFIXES = {_TEXT: ".txt"}
"""The suffix of a format where that is not its name."""
_Format = TypeVar("_Format", bound=StrEnum)


def format_of(formats: type[_Format], asked: _Format | None, output: Path | None) -> _Format:
    """The format to write in: the one asked for, else the one that the output's suffix says, else text.

    CommandError where the two disagree, or where a suffix says no format; a pipe or a device may be called anything.
    """
    suffix = output.suffix.lower() if output else ""
    said = {_suffix(one): one for one in formats}.get(suffix)
    if output and suffix and not is_stream(output):
        if said is None:
            ends = listed(map(_suffix, formats), "or")
            raise CommandError(f"This cannot be saved as {output}: end its name in {ends}.")
        if asked not in (None, said):
            raise CommandError(
                f"{output} and --format {asked} do not go together: leave --format out, "
                f"or end the name in {_suffix(asked)}."
            )
    return asked or said or formats(_TEXT)


def require_file_for_workbook(written: StrEnum, output: Path | None, example: str) -> None:
    """Stop where a workbook would be written to the screen."""
    if written == "xlsx" and output is None:
        raise CommandError(f"A workbook needs a file to be written to: add --output {example}.")


def _suffix(format_: StrEnum) -> str:
    return _SUFFIXES.get(format_, f".{format_}")
