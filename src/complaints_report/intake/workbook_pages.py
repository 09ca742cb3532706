"""A workbook that we write, sheet by sheet: lines of text, then a list with its headings."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins, PrintPageSetup
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from complaints_report.intake.workbook_cells import Entry, Pen

MOST_ROWS = 1_048_576
"""How many rows a sheet can hold."""
_MADE = datetime(2000, 1, 1)  # a workbook must have a date; this one tells nothing


@dataclass(frozen=True)
class Page:
    """A sheet of the workbook: lines of text, then a list; its headings have their widths in characters."""

    title: str
    heads: Sequence[tuple[str, int]]
    lines: Iterable[Sequence[Entry]]
    before: Sequence[Entry] = ()


def to_bytes(title: str, pages: Iterable[Page]) -> bytes:
    """A workbook of these sheets."""
    book, file = Workbook(write_only=True), io.BytesIO()
    book.properties = DocumentProperties(creator="complaints-report", title=title, created=_MADE, modified=_MADE)
    for page in pages:
        _write_page(book, page)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()  # Workbook.save would put in the time of day
    return file.getvalue()


def _write_page(book: Workbook, page: Page) -> None:
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


def _lay_out(sheet: Any, page: Page) -> None:
    """Set what must stand before the first row, and how the sheet is printed."""
    for number, (_, width) in enumerate(page.heads, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup = PrintPageSetup(orientation="landscape", paperSize=9, fitToWidth=1, fitToHeight=0)  # on A4
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.5)
    if not page.before:
        sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
