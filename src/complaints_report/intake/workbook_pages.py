"""A workbook that we write, sheet by sheet: lines of text, then a list with its headings."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins, PrintPageSetup
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from complaints_report.safe_text import FORMULA_SIGNS, UNPRINTABLE

_MAY_BE_FORMULA = re.compile(rf"\s|[{FORMULA_SIGNS}]")
_TEXT_LENGTH = 32_767

_WRAPPED, _OVERFLOWING = Alignment("left", "top", wrap_text=True), Alignment("left", "top")
_EDGE = Side("medium")
_AT_FAULT = {
    "alignment": _WRAPPED,
    "font": Font("Calibri", 11, bold=True),
    "border": Border(_EDGE, _EDGE, _EDGE, _EDGE),
}
LOOKS: dict[str, dict[str, Any]] = {
    "": {"alignment": _WRAPPED},
    "error": {**_AT_FAULT, "fill": PatternFill("solid", "FFF4B6B0")},
    "warning": {**_AT_FAULT, "fill": PatternFill("solid", "FFFFF3CD")},
    "heading": {
        "alignment": _WRAPPED,
        "font": Font("Calibri", 11, bold=True),
        "fill": PatternFill("solid", "FFE3E7EC"),
    },
    "title": {"alignment": _OVERFLOWING, "font": Font("Calibri", 14, bold=True)},
    "line": {"alignment": _OVERFLOWING},
    "number": {"alignment": Alignment("right", "top")},
}
_FORMATS = {str: "@", date: "dd/mm/yyyy"}


class Entry(NamedTuple):
    """What a cell holds, which of the looks it has, and how Excel is to show a number, such as "0.0%"."""

    value: Any
    look: str = ""
    form: str = ""


def cut(text: str, length: int) -> str:
    """The text no longer than Excel allows, which counts most emoji twice."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")


@dataclass(frozen=True)
class Pen:
    """The cells of one sheet: one for each look, used again, since a sheet that is only written takes it at once."""

    sheet: Any
    looks: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: LOOKS)
    made: dict[tuple[type, str, bool, str], Cell] = field(default_factory=dict)

    def cells(self, entries: Iterable[Entry]) -> Iterator[Cell | None]:
        """The cells of a row, each good until the next is asked for."""
        for value, look, form in entries:
            yield None if value is None and not look else self._cell(value, look, form)

    def _cell(self, value: Any, look: str, form: str) -> Cell:
        text = cut(UNPRINTABLE.sub("", value), _TEXT_LENGTH) if isinstance(value, str) else ""
        cell = self._of(type(value), look, bool(_MAY_BE_FORMULA.match(text)), form)
        cell.value = (text or None) if isinstance(value, str) else value
        if text:  # openpyxl takes some texts for formulas or errors
            cell.data_type = "s"
        return cell

    def _of(self, kind: type, look: str, is_quoted: bool, form: str) -> Cell:
        """The cell of a look: one of its own where a text is marked as such, since openpyxl shares what it sets."""
        key = kind, look, is_quoted, form
        if key not in self.made:
            self.made[key] = WriteOnlyCell(self.sheet)
            styles = {
                **self.looks[look],
                "number_format": form or _FORMATS.get(kind, "General"),
                "quotePrefix": int(is_quoted),
            }
            for name, style in styles.items():
                setattr(self.made[key], name, style)
        return self.made[key]


MOST_ROWS = 1_048_576
"""How many rows a sheet can hold."""
_MADE = datetime(2000, 1, 1)  # a workbook must have a date; this one tells nothing


@dataclass(frozen=True)
class WorkbookSheet:
    """A sheet of the workbook: lines of text, then a list; its headings have their widths in characters."""

    title: str
    heads: Sequence[tuple[str, int]]
    lines: Iterable[Sequence[Entry]]
    before: Sequence[Entry] = ()


def to_bytes(title: str, pages: Iterable[WorkbookSheet]) -> bytes:
    """A workbook of these sheets."""
    book, file = Workbook(write_only=True), io.BytesIO()
    book.properties = DocumentProperties(creator="complaints-report", title=title, created=_MADE, modified=_MADE)
    for page in pages:
        _write_page(book, page)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()  # Workbook.save would put in the time of day
    return file.getvalue()


def _write_page(book: Workbook, page: WorkbookSheet) -> None:
    sheet, number = book.create_sheet(page.title), len(page.before) + 1
    _lay_out(sheet, page)
    pen, top = Pen(sheet), number
    for entry in page.before:
        sheet.append(pen.cells([entry]))
    lines = chain([[Entry(text, "heading") for text, _ in page.heads]], _that_fit(page.lines, MOST_ROWS - top))
    for number, line in enumerate(lines if page.heads else (), top):
        sheet.row_dimensions[number].height = _height(line, page.heads)
        sheet.append(pen.cells(line))
        del sheet.row_dimensions[number]
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(page.heads))}{number}" if page.heads else None


def _height(line: Iterable[Entry], heads: Iterable[tuple[str, int]]) -> int:
    """Room in points for the longest text of a line, since not every program makes it."""
    rooms = ((one.value, width * 9 // 10 - 2) for one, (_, width) in zip(line, heads, strict=False))
    texts = ((text.split("\n"), room) for text, room in rooms if isinstance(text, str))
    return min(15 * max(sum((len(part) - 1) // room + 1 for part in parts) for parts, room in texts), 409)


def _that_fit(lines: Iterable[Sequence[Entry]], most: int) -> Iterator[Sequence[Entry]]:
    """As many lines as a sheet can hold; where there are more, the last one says how many."""
    each = iter(lines)
    yield from islice(each, most - 1)
    more = [*each]
    said = f"{len(more)} more rows are at fault than this sheet can hold. Put these right, then check again."
    yield from more if len(more) < 2 else [[Entry(None), Entry(None), Entry(said)]]


def _lay_out(sheet: Any, page: WorkbookSheet) -> None:
    """Set what must stand before the first row, and how the sheet is printed."""
    for number, (_, width) in enumerate(page.heads, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup = PrintPageSetup(orientation="landscape", paperSize=9, fitToWidth=1, fitToHeight=0)  # on A4
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.5)
    if not page.before:
        sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
