"""A spreadsheet for the public as Excel has it (.xlsx): a named table on each sheet, and the same bytes every time."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PrintPageSetup
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.writer.excel import ExcelWriter

from complaints_report.archive import zip_parts, zipped
from complaints_report.intake.workbook_pages import Entry, Pen
from complaints_report.open_data.spreadsheet import HEADING_ROW, Cell, Column, Link, PublishedSheet, Spreadsheet

_MADE = datetime(2000, 1, 1)  # a workbook must have a date; this one tells nothing
_FONT, _SIZE, _LINE, _COVER = "Arial", 12, 16, 100
_WORDS = {"alignment": Alignment("left", "top", wrap_text=True), "font": Font(_FONT, _SIZE)}
_LOOKS: dict[str, dict[str, Any]] = {
    "": _WORDS,
    "line": _WORDS | {"alignment": Alignment("left", "top")},
    "title": {"alignment": Alignment("left", "top"), "font": Font(_FONT, 16, bold=True)},
    "heading": _WORDS | {"font": Font(_FONT, _SIZE, bold=True)},
    "number": _WORDS | {"alignment": Alignment("right", "top")},
    "number heading": {"alignment": Alignment("right", "top", wrap_text=True), "font": Font(_FONT, _SIZE, bold=True)},
}
_LINK = Font(_FONT, _SIZE, underline="single", color="FF0B0C8C")

Row = tuple[int, Iterable[Any]]
"""How high a row is, in points, and its cells."""


def to_xlsx(spreadsheet: Spreadsheet) -> bytes:
    """The spreadsheet as a workbook."""
    book, file = Workbook(write_only=True), io.BytesIO()
    about = {"title": spreadsheet.title, "creator": spreadsheet.author, "subject": spreadsheet.subject}
    book.properties = DocumentProperties(**about, language="en-GB", created=_MADE, modified=_MADE)
    for sheet in spreadsheet.sheets:
        _write(book, sheet)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()  # Workbook.save would put in the time of day
    return zipped(zip_parts(file.getvalue()), "[Content_Types].xml")


def _write(book: Workbook, sheet: PublishedSheet) -> None:
    made = book.create_sheet(sheet.name)
    _lay_out(made, sheet)
    pen = Pen(made, _LOOKS)
    for number, (height, cells) in enumerate((*_lines(sheet, pen), *_rows(made, sheet, pen)), 1):
        made.row_dimensions[number].height = height  # since not every program makes room for words that are wrapped
        made.append(cells)
    if sheet.columns:
        made.tables.add(_table(sheet))  # add_table always warns of a sheet that is only written


def _lines(sheet: PublishedSheet, pen: Pen) -> Iterator[Row]:
    """The lines above the table, which run on over its columns, or in place of one, where they are wrapped."""
    yield 22, pen.cells([Entry(sheet.title, "title")])
    for line in sheet.lines[1:]:
        height, look = (_LINE, "line") if sheet.columns else (_height([line], [_COVER]), "")
        yield height, pen.cells([Entry(line, look)])


def _rows(made: Any, sheet: PublishedSheet, pen: Pen) -> Iterator[Row]:
    """The rows of the table, its headings first."""
    if not sheet.columns:
        return
    headings, widths = [column.heading for column in sheet.columns], [column.width for column in sheet.columns]
    looks = ["heading" if column.places is None else "number heading" for column in sheet.columns]
    yield _height(headings, [width - 3 for width in widths]), pen.cells(map(Entry, headings, looks))
    for row in sheet.rows:
        yield _height(row, widths), _cells(made, row, sheet.columns, pen)


def _table(sheet: PublishedSheet) -> Table:
    """What names the table, without the buttons of a filter."""
    last = f"{get_column_letter(len(sheet.columns))}{HEADING_ROW + len(sheet.rows)}"
    columns = [TableColumn(id=number, name=column.heading) for number, column in enumerate(sheet.columns, 1)]
    return Table(name=sheet.name, displayName=sheet.name, ref=f"A{HEADING_ROW}:{last}", tableColumns=columns)


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    lines = (-(-len(one) // width) for one, width in zip(cells, widths, strict=True) if isinstance(one, str))
    return _LINE * max([*lines, 1])


def _cells(made: Any, row: Sequence[Cell], columns: Sequence[Column], pen: Pen) -> Iterator[Any]:
    for cell, column in zip(row, columns, strict=True):
        if isinstance(cell, Link):
            yield _linked(made, cell)
        else:
            yield from pen.cells([_entry(cell, column)])


def _entry(cell: str | int | Decimal, column: Column) -> Entry:
    if column.places is None or isinstance(cell, str):
        return Entry(cell, "" if column.places is None else "number")
    form = "#,##0" + ("." + "0" * column.places if column.places else "")
    return Entry(float(cell) if column.places else int(cell), "number", form)


def _linked(made: Any, link: Link) -> Any:
    cell = WriteOnlyCell(made, link.words)
    cell.hyperlink = Hyperlink(ref="A1", location=f"'{link.sheet}'!A1")
    cell.font, cell.alignment = _LINK, _WORDS["alignment"]
    return cell


def _lay_out(made: Any, sheet: PublishedSheet) -> None:
    """Set what must stand before the first row, and how the sheet is printed: across A4, its headings on each page."""
    for number, column in enumerate(sheet.columns or (Column("", _COVER),), 1):
        made.column_dimensions[get_column_letter(number)].width = column.width
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.page_setup = PrintPageSetup(orientation="landscape", paperSize=9, fitToWidth=1, fitToHeight=0)
    if sheet.columns:
        made.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
