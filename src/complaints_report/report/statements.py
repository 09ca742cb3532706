"""What a report says of the data, each thing with how it is said again: its figures, its tables and its charts."""

import re
from dataclasses import dataclass
from hashlib import sha256

from complaints_report.metrics.figure_names import title_of
from complaints_report.report.blocks import Inlines, Picture, PictureFile, Table, Text
from complaints_report.safe_text import printable

FIGURE, TABLE, CHART = "figure", "table", "chart"
CHARACTERS = 12
"""How long an identity is."""

MARK = re.compile(r"\{[0-9a-f]{12}\}")
"""How the rows of a table have a figure."""

Row = tuple[str, ...]
"""What the cells of a row show: labels in words, figures by their marks."""


@dataclass(frozen=True)
class Item:
    """What is said in some places: its kind, how it is said, and all that the program had them say, the latest last.

    `expression` says a figure in words; of a table or a chart it is the name, and what is said are its rows or a
    fingerprint of its numbers. `title` is what Word shows of it; `times` is in how many places it was said.
    """

    kind: str
    expression: str
    title: str
    said: tuple[str, ...]
    times: int = 1

    @property
    def latest(self) -> str:
        """What the program had it say last."""
        return self.said[-1]


def figure_said(words: Text) -> Item:
    """What words say that an expression gives."""
    return Item(FIGURE, words.expression, title_of(words.expression), (printable(words.text),))


def table_said(table: Table) -> Item:
    """What a table says."""
    return Item(TABLE, table.name, table.caption, (rows_of(table),))


def chart_said(picture: Picture, drawn: PictureFile) -> Item:
    """What a chart says."""
    return Item(CHART, picture.name, picture.caption, (fingerprint(drawn.numbers),))


def identity(kind: str, expression: str) -> str:
    """What names one expression wherever it is said."""
    return fingerprint(f"{kind}\n{expression}")[:CHARACTERS]


def fingerprint(text: str) -> str:
    """Short words that differ where the text does."""
    return sha256(text.encode()).hexdigest()[:32]


def rows_of(table: Table) -> str:
    """What a table shows, a row a line: its headings and labels in words, its figures by their expressions."""
    rows = ("\t".join(map(_shown, row)) for row in (table.header, *table.rows))
    return "\n".join(rows)


def _shown(cell: Inlines) -> str:
    """What a cell shows, its spaces alike."""
    words = (figure_mark(one.expression) or one.text for one in cell if isinstance(one, Text))
    return " ".join(printable("".join(words)).split())


def figure_mark(expression: str) -> str:
    """How the rows of a table have a figure."""
    return f"{{{identity(FIGURE, expression)}}}" if expression else ""


def rows_from(kept: str | None) -> tuple[Row, ...]:
    """The rows of a table from what is kept of them, a row a line."""
    return tuple(tuple(map(alike, line.split("\t"))) for line in kept.split("\n")) if kept else ()


def alike(words: str) -> str:
    """The words as they are compared: Word may change spaces and quotation marks."""
    return " ".join(words.replace("\xa0", " ").replace("’", "'").split())
