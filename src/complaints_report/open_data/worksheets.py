"""A sheet of a spreadsheet for the public, whoever writes it: lines of words, then at most one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

HEADING_ROW = 3
"""The row of every table's headings: above it stand the sheet's title and what there is to know."""

ONE_TABLE = "This sheet holds one table."
"""What a sheet with a table says of it, for those who hear it read."""


class Link(NamedTuple):
    """Words that lead to a sheet."""

    words: str
    sheet: str


Cell = str | int | Decimal | Link


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, how wide it is in characters, and the places of its numbers.

    Without places it is one of words, or of numbers that only name something, such as a stage.
    """

    heading: str
    width: int
    places: int | None = None


@dataclass(frozen=True)
class PublishedSheet:
    """A sheet; its name is its table's too. The first line is its title."""

    name: str
    lines: Sequence[str]
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[Cell]] = ()

    @property
    def title(self) -> str:
        """What the sheet is about."""
        return self.lines[0]


@dataclass(frozen=True)
class Spreadsheet:
    """All sheets, in their order, with what the file says of itself."""

    title: str
    author: str
    subject: str
    sheets: Sequence[PublishedSheet]


def cell_words(cell: Cell) -> str:
    """What a cell says."""
    return cell.words if isinstance(cell, Link) else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
