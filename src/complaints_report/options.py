"""The options of the commands, and the formats that each writes."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[
    Path | None,
    typer.Option("--folder", "-f", help="The report folder; else the current one, or the sample data in it."),
]
Year = Annotated[
    str | None, typer.Option("--year", "-y", help="The year, such as 2023/24; else the last one that the data hold.")
]
Draft = Annotated[bool, typer.Option("--draft", help="Go on in spite of errors, leaving out the rows that have them.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; else the screen.")]
OfReport = Annotated[str | None, typer.Option("--year", "-y", help="The year; else the one that the report is of.")]
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
        help="Once you have answered the questions in its report.toml: print the lines for the values that are "
        "still unknown, and for the services. Writes nothing.",
    ),
]
PageNumbers = Annotated[
    bool, typer.Option("--page-numbers", help="Put page numbers in the contents list, as LibreOffice measures them.")
]


class CheckFormat(StrEnum):
    """How `check` writes the faults."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class ListFormat(StrEnum):
    """How `verify` writes what it finds."""

    TEXT = "text"
    JSON = "json"


class TableFormat(StrEnum):
    """How `figures` writes the table."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


class ExplainFormat(StrEnum):
    """How `explain` writes what is behind a figure."""

    TEXT = "text"
    CSV = "csv"
