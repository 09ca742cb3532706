"""The options that several commands have, and the formats that each writes."""

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


class CheckFormat(StrEnum):
    """How `check` writes the faults."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class TableFormat(StrEnum):
    """How `figures` writes the table."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


class ExplainFormat(StrEnum):
    """How `explain` writes what is behind a figure."""

    TEXT = "text"
    CSV = "csv"
