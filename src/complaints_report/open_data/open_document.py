"""A spreadsheet for the public as OpenDocument has it (.ods): a named table a sheet, the same bytes every time."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from openpyxl.utils import get_column_letter

from complaints_report.archive import zipped
from complaints_report.open_data.spreadsheet import (
    HEADING_ROW,
    Cell,
    Column,
    Link,
    PublishedSheet,
    Spreadsheet,
    cell_words,
)
from complaints_report.package_data import package_file
from complaints_report.safe_text import printable

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_PARTS = {
    "META-INF/manifest.xml": "manifest.xml.j2",
    "content.xml": "content.xml.j2",
    "meta.xml": "meta.xml.j2",
    "styles.xml": "styles.xml.j2",
}
_COVER = 100
"""How wide a sheet without a table is, in characters."""


class Drawn(NamedTuple):
    """A cell as it is written: how it looks, what it says, its number where it is one, the sheet that it leads to."""

    style: str
    words: str
    number: str = ""
    sheet: str = ""

    @property
    def paragraphs(self) -> list[Markup]:
        """The words, a paragraph for each line, with all their spaces, which OpenDocument else takes for one."""
        return [_spaced(line) for line in printable(self.words).split("\n")]


class SheetMarkup:
    """A sheet as the template writes it."""

    def __init__(self, sheet: PublishedSheet) -> None:
        self._sheet = sheet
        self.name = sheet.name
        self.widths = [column.width for column in sheet.columns] or [_COVER]
        self.heading_row = HEADING_ROW if sheet.columns else 0

    @cached_property
    def rows(self) -> list[list[Drawn]]:
        """All rows, those above the table too."""
        return [*self._rows()]

    @property
    def range(self) -> str:
        """Where the table is; nothing where there is none."""
        if not self._sheet.columns:
            return ""
        last = f"{get_column_letter(len(self._sheet.columns))}{HEADING_ROW + len(self._sheet.rows)}"
        return f"'{self.name}'.A{HEADING_ROW}:'{self.name}'.{last}"

    def _rows(self) -> Iterator[list[Drawn]]:
        columns = self._sheet.columns
        yield [Drawn("title", self._sheet.title)]
        for line in self._sheet.lines[1:]:
            yield [Drawn("line" if columns else "words", line)]
        if columns:
            yield [Drawn("heading" if one.places is None else "number-heading", one.heading) for one in columns]
        for row in self._sheet.rows:
            yield [_drawn(cell, column) for cell, column in zip(row, columns, strict=True)]


def to_ods(spreadsheet: Spreadsheet) -> bytes:
    """The spreadsheet as an OpenDocument file."""
    pages = [*map(SheetMarkup, spreadsheet.sheets)]
    told = {
        "title": printable(spreadsheet.title),
        "author": printable(spreadsheet.author),
        "subject": printable(spreadsheet.subject),
        "sheets": pages,
        "widths": sorted({width for page in pages for width in page.widths}),
    }
    templates = FileSystemLoader(package_file("templates", "open-data"))
    writer = Environment(loader=templates, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    parts = {name: writer.get_template(template).render(told).encode() for name, template in _PARTS.items()}
    return zipped({"mimetype": _KIND, **parts}, "mimetype")


def _drawn(cell: Cell, column: Column) -> Drawn:
    if isinstance(cell, Link):
        return Drawn("link", cell.words, sheet=cell.sheet)
    if column.places is None:
        return Drawn("words", cell_words(cell), "" if isinstance(cell, str) else cell_words(cell))
    if isinstance(cell, str):
        return Drawn("mark", cell)
    return Drawn(f"number-{column.places}", f"{cell:,.{column.places}f}", cell_words(cell))


def _spaced(line: str) -> Markup:
    """A line whose spaces are all kept."""
    return Markup("").join(map(_piece, re.split(r"(^ +| {2,}| $)", line)))


def _piece(piece: str) -> Markup:
    return Markup('<text:s text:c="{}"/>').format(len(piece)) if piece and not piece.strip(" ") else escape(piece)
