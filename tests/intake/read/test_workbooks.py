"""Workbooks of every kind give the same cells; none of their errors and formulas without a value passes as blank."""

import io
import struct
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import ErrorCell
from complaints_report.intake.read.file_kind import FileKind, kind_of
from complaints_report.intake.read.folder_files import read_workbook
from tests.intake.read import workbook_files as files
from tests.intake.read.workbook_files import xlsb_cell, xlsb_row, xlsb_sheet

KEPT = Path("tests/data/workbooks")
NOT_CALCULATED = ErrorCell("a formula that was never calculated")
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def read(data, name="Export.xlsx"):
    """The visible sheets."""
    return [sheet for sheet in read_workbook(data, kind_of(data, name)) if not sheet.is_hidden]


def hidden(data, name="Export.xlsx"):
    """The names of the hidden sheets, which have no rows."""
    sheets = [sheet for sheet in read_workbook(data, kind_of(data, name)) if sheet.is_hidden]
    assert not any(sheet.rows for sheet in sheets)
    return [sheet.name for sheet in sheets]


def rows(data, name="Export.xlsx"):
    """The rows of the one sheet by their numbers."""
    (sheet,) = read(data, name)
    return {row.number: row.cells for row in sheet.rows}


def cells(xml, **more):
    """The cells of a row of an .xlsx, from their XML."""
    return rows(files.xlsx(f'<row r="1">{xml}</row>', **more)).get(1, ())


def ods_cells(xml):
    return rows(files.ods(f"<table:table-row>{xml}</table:table-row>"), "Export.ods").get(1, ())


def refusal(data, name="Export.xlsx"):
    with pytest.raises(UnreadableError) as error:
        read(data, name)
    return str(error.value)


def saved(book):
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


# What a file is


def test_a_workbook_is_known_by_what_it_holds_whatever_workbook_its_name_says():
    data = {
        FileKind.XLSX: files.xlsx(ROW),
        FileKind.XLSB: files.xlsb({"Data": xlsb_sheet()}),
        FileKind.ODS: files.ods(""),
        FileKind.XLS: (KEPT / "usual.xls").read_bytes(),
    }
    for name in ("a.xlsx", "a.XLSM", "a.xlsb", "a.xls", "a.ods", "export"):
        assert {kind: kind_of(one, name) for kind, one in data.items()} == {kind: kind for kind in data}


@pytest.mark.parametrize("text", [b"a,b\n1,2\n", b"", "a\tb\n".encode("utf-16"), b"\xff\xe9t\xe9;1\n", b"<5,>3\n"])
def test_a_text_file_is_known_by_its_bytes(text):
    assert kind_of(text, "Export.csv") == kind_of(text, "export") == FileKind.TEXT


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.xlsb", "a.XLS", "a.ods"])
def test_a_text_file_under_the_name_of_a_workbook_is_refused(name):
    why = "The file is a text file under the name of an Excel workbook."
    assert refusal(b"reference,stage\n101,1\n", name) == why
    assert refusal("reference\tstage\n".encode("utf-16"), name) == why


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (files.xlsx(ROW), "xlsx"),
        (files.ods(""), "ods"),
        (files.xlsb({"Data": xlsb_sheet()}), "xlsb"),
        ((KEPT / "usual.xls").read_bytes(), "xls"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.TXT", "a.tsv"])
def test_a_workbook_under_the_name_of_a_text_file_is_refused(data, suffix, name):
    why = "The file is a workbook under the name of a text file."
    assert refusal(data, name) == why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"\n<!DOCTYPE html>\n<html><table><tr><td>x", "is a web page (HTML)"),
        (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>', "is a web page (HTML)"),
        ("<TABLE border=1><tr><td>x".encode("utf-16"), "is a web page (HTML)"),
        (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n',
            "is a web page saved as one file (MHTML)",
        ),
        (b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook', "XML Spreadsheet 2003"),
        (b'<?xml version="1.0"?>\n<cases><case/></cases>', "is XML of another kind"),
        (b"{\\rtf1\\ansi", "rich-text document (RTF)"),
        (b"\x1f\x8b\x08\0\0\0", "compressed (gzip)"),
        (files.zipped({"word/document.xml": "<x/>"}), "is a Word document"),
        (files.zipped({"ppt/presentation.xml": "<x/>"}), "is a PowerPoint presentation"),
        (files.zipped({"Index/Document.iwa": "x"}), "Apple Numbers"),
        (files.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "an OpenDocument text"),
        (files.zipped({"export.csv": "a,b"}), "is a zip that holds no workbook"),
        (files.container("WordDocument", "1Table"), "is a Word document"),
        (files.container("PowerPoint Document"), "is a PowerPoint presentation"),
        (files.container("__properties_version1.0"), "is an Outlook message"),
        (files.container("Contents"), "an older Office document"),
        (files.container("EncryptionInfo", "EncryptedPackage"), "protected with a password"),
    ],
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv"])
def test_what_is_no_table_is_refused_under_any_name(data, why, name):
    assert why in refusal(data, name)


def test_bytes_of_no_known_kind_are_no_workbook_and_may_be_damaged_text():
    data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    assert "of no kind that Excel writes" in refusal(data, "a.xlsx")
    assert kind_of(data, "a.csv") is FileKind.TEXT


def test_an_empty_file_is_empty_text_whatever_its_name():
    assert {kind_of(b"", name) for name in ("a.xlsx", "a.xls", "a.csv", "a")} == {FileKind.TEXT}


def test_a_workbook_with_a_password_is_refused():
    parts = files.ods_parts("") | {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
    assert refusal(files.zipped(parts), "a.ods") == "The workbook is protected with a password, so it cannot be read."


def test_an_older_workbook_with_a_password_is_refused():
    globals_begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    password = struct.pack("<HHHHH", 0x2F, 6, 0, 0, 0)
    assert "protected with a password" in refusal(globals_begin + password + struct.pack("<HH", 0x0A, 0), "a.xls")


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_workbook_that_is_cut_short_is_refused(name):
    data = files.xlsx(ROW)
    assert "cut short" in refusal(data[: len(data) // 2], name)


def test_nothing_of_a_cell_is_said():
    canary = "Quentin Canary"
    for data in (f"<html>{canary}".encode(), f"{canary},1\n".encode(), files.xlsx(f'<c r="??">{canary}')):
        assert canary not in refusal(data)


# Errors, and formulas without a value


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"])
def test_an_error_cell_of_a_workbook_is_an_error(error):
    xml = f'<c r="A1"><v>7</v></c><c r="B1" s="1" t="e"><v>{error}</v></c><c r="D1" t="e"><f>NA()</f><v>{error}</v></c>'
    assert cells(xml) == (7.0, ErrorCell(error), None, ErrorCell(error))


@pytest.mark.parametrize(
    "formula",
    [
        "<f>B1+1</f>",
        "<f>B1+1</f><v/>",
        "<f>B1+1</f><v></v>",
        "<f>B1+1</f><v />",
        '<f t="shared" si="0"/>',
        '<f t="shared" ref="A1:A9" si="0">B1/2</f><v></v>',
        "<f/>",
        "\n<f>B1+1</f>\n",
        "<v>5</v><f>B1+1</f>",
    ],
)
@pytest.mark.parametrize("attributes", ['r="A1"', 'r="A1" s="1"', 'r="A1" t="n"', "", "s='1'"])
def test_a_formula_without_a_value_was_never_calculated(formula, attributes):
    assert cells(f"<c {attributes}>{formula}</c><c><v>2</v></c>") == (NOT_CALCULATED, 2.0)


def test_a_formula_with_a_value_has_that_value():
    xml = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v>3</v></c>'
    assert cells(xml + '<c r="C1" t="str"><f>"a"</f><v>a</v></c>') == (2.0, 3.0, "a")


@pytest.mark.parametrize("place", ['r="B1"', ""])
def test_a_formula_that_gives_text_is_told_from_one_without_a_value(place):
    xml = f'<c r="A1"><v>1</v></c><c {place} t="str"><f>"a"</f>'
    assert cells(f'{xml}<v xml:space="preserve">a</v></c>') == (1.0, "a")
    assert cells(f"{xml}</c>") == (1.0, NOT_CALCULATED)
    xml = f'<c r="A1"><v>1</v></c><c {place}><f>4+1</f><v xml:space="preserve">5</v></c>'
    assert cells(xml) == (1.0, 5.0)


@pytest.mark.parametrize("value", ["<v></v>", "<v/>"])
def test_a_formula_that_gives_empty_text_is_blank(value):
    assert cells(f'<c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f>{value}</c>') == (1.0, None)


def test_a_row_that_holds_only_an_error_is_not_blank():
    data = files.xlsx('<row r="3"><c r="B3" t="e"><v>#N/A</v></c></row><row r="9"><c r="A9"><f>1+1</f></c></row>')
    assert rows(data) == {3: (None, ErrorCell("#N/A")), 9: (NOT_CALCULATED,)}


def test_cells_without_a_place_follow_one_another():
    xml = '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row r="5"><c r="C5"><v>2</v></c><c><f>1</f></c></row>'
    found = rows(files.xlsx(xml + '<row><c t="e"><v>#REF!</v></c></row>'))
    assert found[1] == (1.0, ErrorCell("#N/A"), None)
    assert found[5] == (None, None, 2.0, NOT_CALCULATED)
    assert found[6][0] == ErrorCell("#REF!")


@pytest.mark.parametrize(
    "xml", ['<c r="B1" t="e"><v>#N/A</v></c>', '<c t="e" r="B1"><v>#N/A</v></c>', "<c r='B1' t='e'><v>#N/A</v></c>"]
)
def test_an_error_is_found_however_its_cell_is_written(xml):
    assert cells(f'<c r="A1"><v>1</v></c>{xml}') == (1.0, ErrorCell("#N/A"))
    assert cells(f'<c r="A1"><v>1</v></c><!-- a remark -->{xml}') == (1.0, ErrorCell("#N/A"))
    assert cells(f'<c r="A1"><v>1</v></c>{xml.replace("><v>", "> <v>")}') == (1.0, ErrorCell("#N/A"))


def test_every_name_of_the_sheets_elements_may_have_a_prefix():
    part = f'<x:worksheet xmlns:x="{files.MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c>'
    part += '<x:c r="B1"><x:f>1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
    assert rows(files.zipped(files.xlsx_parts({"Data": part}))) == {1: (ErrorCell("#N/A"), NOT_CALCULATED)}


def test_a_prefix_in_the_midst_hides_no_cell():
    xml = f'<c r="A1"><v>1</v></c><x:c xmlns:x="{files.MAIN}" r="B1" t="e"><x:v>#N/A</x:v></x:c>'
    assert cells(xml) == (1.0, ErrorCell("#N/A"))


def test_a_value_behind_a_remark_does_not_pass_as_blank():
    odd = ErrorCell("a value written in a way that cannot be read")
    assert cells('<c r="A1"><v><!-- x -->5</v></c><c r="B1" t="str"><v><![CDATA[a]]></v></c>') == (odd, odd)


def test_errors_are_found_across_the_pieces_of_a_long_sheet():
    text = "x" * 400
    body = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c>'
        + (f'<c r="B{n}" t="e"><v>#N/A</v></c>' if n % 100 == 0 else f'<c r="B{n}"><f>1</f><v>{n}</v></c>')
        + "</row>"
        for n in range(1, 5001)
    )
    found = rows(files.xlsx(body))
    assert [number for number, row in found.items() if isinstance(row[1], ErrorCell)] == [*range(100, 5001, 100)]


def test_an_error_of_an_unknown_kind_is_named_by_its_place_only():
    why = refusal(files.xlsx('<row r="4"><c r="B4" t="e"><v>Quentin</v></c></row>'))
    assert why == "Cell B4 of the sheet 'Data' holds an error of an unknown kind."


# What cells hold


def test_texts_numbers_days_and_truths_are_read():
    xml = '<c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t> b </t></is></c><c r="C1"><v>7</v></c>'
    xml += '<c r="D1" s="1"><v>45355</v></c><c r="E1" s="1"><v>45355.5</v></c><c r="F1" t="b"><v>1</v></c>'
    xml += '<c r="G1" s="2"><v>1.5</v></c><c r="H1" t="s"><v>0</v></c><c r="I1" s="1"/><c r="J1"><v>1e999</v></c>'
    found = cells(xml, texts=["#N/A", "a &amp; b"])
    day = (date(2024, 3, 4), datetime(2024, 3, 4, 12))
    assert found == ("a & b", "b", 7.0, *day, True, "1 day, 12:00:00", ErrorCell("#N/A"), None, "inf")


def test_rows_keep_their_numbers_and_blank_ones_are_left_out():
    xml = '<row r="3"><c r="C3"><v>1</v></c></row><row r="4"><c r="A4" s="1"/></row>'
    xml += '<row r="7"><c r="B7"><v>2</v></c></row>'
    assert rows(files.xlsx(xml)) == {3: (None, None, 1.0), 7: (None, 2.0, None)}


def test_a_coloured_cell_a_million_rows_down_is_no_matter():
    data = files.xlsx(ROW + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert rows(data) == {1: (1.0,)}
    data = files.xlsx(ROW + "<row r='1048576'><c r='XFD1048576' s='1'></c></row>")
    assert rows(data) == {1: (1.0,)}


def test_strict_workbooks_are_read():
    part = files.sheet(
        '<row r="1"><c r="A1" t="d"><v>2024-03-04</v></c><c r="B1"><f>1</f></c></row>', files.STRICT_MAIN
    )
    parts = files.xlsx_parts({"Data": part}, main=files.STRICT_MAIN, document=files.STRICT_DOCUMENT)
    assert rows(files.zipped(parts)) == {1: (date(2024, 3, 4), NOT_CALCULATED)}


@pytest.mark.parametrize("target", ["/xl/worksheets/sheet1.xml", "worksheets/Sheet1.XML"])
def test_a_sheet_is_found_by_an_absolute_path_and_in_any_case(target):
    parts = files.xlsx_parts({"Data": files.sheet('<row r="1"><c r="A1"><f>1</f></c></row>')})
    parts["xl/_rels/workbook.xml.rels"] = files.relations(("worksheet", target))
    assert rows(files.zipped(parts)) == {1: (NOT_CALCULATED,)}


def test_hidden_sheets_and_charts_are_not_read():
    part = files.sheet(ROW)
    data = files.zipped(files.xlsx_parts({"A|hidden": part, "B": part, "C|veryHidden": part, "D": files.sheet("")}))
    assert [(sheet.name, len(sheet.rows)) for sheet in read(data)] == [("B", 1), ("D", 0)]
    book = Workbook()
    book.active.append([1])
    book.create_chartsheet("Chart", 0).add_chart(BarChart())
    assert [(sheet.name, sheet.read_as) for sheet in read(saved(book))] == [("Sheet", "Excel workbook (.xlsx)")]


@pytest.mark.parametrize("sheets", [{}, {"A|hidden": files.sheet(ROW)}])
def test_a_workbook_without_a_visible_sheet_is_refused(sheets):
    why = "The workbook has no visible sheet of cells that can be read."
    assert refusal(files.zipped(files.xlsx_parts(sheets))) == why


@pytest.mark.parametrize(
    ("settings", "epoch"), [("", WINDOWS_EPOCH), ('date1904="0"', WINDOWS_EPOCH), ('date1904="1"', MAC_EPOCH)]
)
def test_the_day_that_days_count_from_is_told(settings, epoch):
    (sheet,) = read(files.xlsx('<row r="1"><c r="A1" s="1"><v>43893</v></c></row>', settings=settings))
    assert sheet.epoch == epoch
    assert sheet.rows[0].cells[0] == (date(2024, 3, 4) if epoch == MAC_EPOCH else date(2020, 3, 3))


def test_what_openpyxl_writes_is_read():
    book = Workbook()
    book.active.append(["reference", date(2024, 3, 4), time(9, 30), 7, True, "=A1", "#N/A", None, "é"])
    expected = ("reference", date(2024, 3, 4), time(9, 30), 7.0, True, NOT_CALCULATED, ErrorCell("#N/A"), None, "é")
    assert rows(saved(book)) == {1: expected}


# The other kinds


@pytest.mark.parametrize(
    ("suffix", "read_as"), [("xls", "Excel workbook (.xls)"), ("ods", "OpenDocument spreadsheet (.ods)")]
)
@pytest.mark.parametrize(
    ("name", "epoch", "serial"), [("usual", WINDOWS_EPOCH, 45355.0), ("from_1904", MAC_EPOCH, 43893.0)]
)
def test_what_libreoffice_writes_is_read(suffix, read_as, name, epoch, serial):
    data, notes = read((KEPT / f"{name}.{suffix}").read_bytes(), f"a.{suffix}")
    assert (data.name, notes.name, data.epoch, data.read_as) == ("Data", "Notes", epoch, read_as)
    usual = (None, 7.0, date(2024, 3, 4), time(9, 30), True, "upheld", 0.25, serial)
    assert {row.number: row.cells for row in data.rows} == {
        2: (None, "reference", "received", "at", "late", "outcome", "share", "serial"),
        4: usual,
        5: (None, "007", datetime(2024, 3, 4, 9, 30), None, None, ErrorCell("#N/A"), ErrorCell("#DIV/0!")),
        6: (None, "Café – East", None, None, None, ErrorCell("#N/A"), ErrorCell("#NAME?")),
    }


def test_an_ods_keeps_its_columns_and_rows():
    xml = '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/>'
    xml += '</table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell '
    xml += 'office:value-type="float" office:value="7" table:number-columns-repeated="2"/></table:table-row>'
    xml += '<table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row>'
    assert rows(files.ods(xml), "a.ods") == {3: (None, 7.0, 7.0), 4: (None, 7.0, 7.0)}


@pytest.mark.parametrize(
    ("xml", "cell"),
    [
        ('office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p>', "#N/A"),
        ('table:formula="of:=1" office:value-type="string"><text:p>#REF!</text:p>', "#REF!"),
        (
            'table:formula="of:=x" office:value-type="string"><text:p>Err:502</text:p>',
            "an error of a kind that is not known",
        ),
        ('table:formula="of:=1+1">', NOT_CALCULATED.what),
    ],
)
def test_an_error_of_an_ods_is_an_error(xml, cell):
    assert ods_cells(f"<table:table-cell {xml}</table:table-cell>") == (ErrorCell(cell),)


@pytest.mark.parametrize(
    ("xml", "cell"),
    [
        (
            'office:value-type="string"><text:p>a<text:s text:c="2"/><text:a>b</text:a></text:p><text:p>c</text:p>',
            "a  b\nc",
        ),
        (
            'office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p>',
            "a",
        ),
        ('office:value-type="boolean" office:boolean-value="false"><text:p>FALSE</text:p>', False),
        ('office:value-type="currency" office:value="1250"><text:p>£1,250</text:p>', 1250.0),
        ('office:value-type="date" office:date-value="2024-03-04"><text:p>4/3</text:p>', date(2024, 3, 4)),
        ('office:value-type="date" office:date-value="2024-03-04T09:30:00">', datetime(2024, 3, 4, 9, 30)),
        ('office:value-type="time" office:time-value="PT36H00M00S">', "1 day, 12:00:00"),
        ('office:value-type="string"><text:p>  </text:p>', None),
        ('table:formula="of:=IF(1;&quot;&quot;)"><text:p/>', None),
    ],
)
def test_a_cell_of_an_ods_is_read(xml, cell):
    last = '<table:table-cell office:value-type="string"><text:p>z</text:p></table:table-cell>'
    assert ods_cells(f"<table:table-cell {xml}</table:table-cell>{last}") == (cell, "z")


def test_an_ods_laid_out_in_lines_is_read():
    xml = '\n <table:table-cell office:value-type="string">\n  <text:p>a</text:p>\n </table:table-cell>\n'
    assert ods_cells(xml) == ("a",)


def test_a_hidden_table_of_an_ods_is_not_read():
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    tables = '<table:table table:name="A" table:style-name="ta2"/><table:table table:name="B" table:style-name="ta1"/>'
    assert [sheet.name for sheet in read(files.zipped(files.ods_parts(tables, styles)), "a.ods")] == ["B"]


def test_an_xlsb_is_read():
    part = xlsb_sheet(
        xlsb_row(2, xlsb_cell(7, 1, struct.pack("<I", 1)), xlsb_cell(5, 2, struct.pack("<d", 7)), xlsb_cell(1, 3, b"")),
        xlsb_row(
            4, xlsb_cell(5, 0, struct.pack("<d", 45355), 1), xlsb_cell(4, 1, b"\1"), xlsb_cell(6, 3, files.wide("é"))
        ),
    )
    data = files.xlsb({"Old|hidden": xlsb_sheet(), "Data": part, "Older|veryHidden": xlsb_sheet()}, ["a", "b"])
    (sheet,) = read(data, "a.xlsb")
    assert (sheet.name, sheet.read_as, sheet.epoch) == ("Data", "Excel workbook (.xlsb)", WINDOWS_EPOCH)
    assert {row.number: row.cells for row in sheet.rows} == {
        2: (None, "b", 7.0, None),
        4: (date(2024, 3, 4), True, None, "é"),
    }
    (sheet,) = read(files.xlsb({"Data": part}, ["a", "b"], is_1904=True), "a.xlsb")
    assert sheet.epoch == MAC_EPOCH


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (0x2A, "#N/A"),
        (0x17, "#REF!"),
        (0x0F, "#VALUE!"),
        (0x07, "#DIV/0!"),
        (0x1D, "#NAME?"),
        (0, "#NULL!"),
        (0x24, "#NUM!"),
    ],
)
def test_an_error_of_an_xlsb_is_an_error(code, error):
    part = xlsb_sheet(xlsb_row(3, xlsb_cell(3, 1, bytes([code])), xlsb_cell(0x0B, 2, bytes([code]) + bytes(6))))
    assert rows(files.xlsb({"Data": part}), "a.xlsb") == {3: (None, ErrorCell(error), ErrorCell(error))}


def test_rich_text_of_an_xlsb_is_not_blank():
    part = xlsb_sheet(xlsb_row(1, xlsb_cell(0x3E, 0, b"\0" + files.wide("rich"))))
    assert rows(files.xlsb({"Data": part}), "a.xlsb") == {1: ("rich",)}


def test_an_xlsb_whose_cells_cannot_be_read_is_refused():
    part = xlsb_sheet(xlsb_row(1, record_of_a_short_cell()))
    assert "in a short form" in refusal(files.xlsb({"Data": part}), "a.xlsb")


def record_of_a_short_cell():
    return files.record(0x10, struct.pack("<Id", 0, 5))


# Damage


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "_rels/.rels"]
)
@pytest.mark.parametrize("text", [None, "", "<a><b></a>", "no XML", '<?xml version="1.0"?><a/>', "\0"])
def test_a_part_that_is_missing_or_broken_is_refused_in_plain_words(part, text):
    parts = files.xlsx_parts({"Data": files.sheet(ROW)})
    del parts[part]
    data = files.zipped(parts | ({} if text is None else {part: text}))
    if part.endswith("sheet1.xml") and text == '<?xml version="1.0"?><a/>':
        assert rows_of_nothing(data)
    else:
        assert refusal(data).startswith(("The workbook", "The file"))


def rows_of_nothing(data):
    (sheet,) = read(data)
    return len(sheet.rows) == 0


@pytest.mark.parametrize("name", ["usual.xls", "usual.ods", "from_1904.xls"])
def test_damage_anywhere_is_refused_in_plain_words_or_does_not_matter(name):
    whole = (KEPT / name).read_bytes()
    for at in range(0, len(whole), 97):
        data = bytearray(whole)
        data[at : at + 8] = b"\xff" * 8
        with suppress(UnreadableError):
            read(bytes(data), name)


def test_damage_to_an_xlsb_is_refused_in_plain_words_or_does_not_matter():
    part = xlsb_sheet(xlsb_row(1, xlsb_cell(7, 0, struct.pack("<I", 0)), xlsb_cell(5, 2, struct.pack("<d", 7))))
    for at in range(len(part)):
        damaged = part[:at] + b"\xff" + part[at + 1 :]
        with suppress(UnreadableError):
            read(files.xlsb({"Data": damaged}, ["a"]), "a.xlsb")


def test_damage_to_the_names_in_a_package_is_refused_in_plain_words():
    for whole, name in ((files.ods(""), b"mimetype"), (files.xlsx(ROW), b"xl/workbook.xml")):
        first, second = whole.index(name), whole.rindex(name)
        for at in (first, second):
            assert refusal(whole[:at] + b"\x84" + whole[at + 1 :]).startswith(("The workbook", "The file"))
        flagged = bytearray(whole.replace(name, b"\x84" + name[1:]))
        flagged[first - 24 + 1] |= 8
        assert refusal(bytes(flagged)).startswith(("The workbook", "The file"))


def test_a_library_that_gives_up_altogether_is_no_crash():
    data = files.xlsb({"Data|hidden": xlsb_sheet(), "More": xlsb_sheet()})
    parts = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    one = files.relations(("worksheet", "worksheets/sheet2.bin")).replace("rId1", "rId2")
    assert "damaged" in refusal(files.zipped(parts | {"xl/_rels/workbook.bin.rels": one}), "a.xlsb")


def test_two_sheets_may_not_be_one():
    parts = files.xlsx_parts({"A": files.sheet(ROW), "B": files.sheet(ROW)})
    again = files.relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/SHEET1.xml"))
    assert "damaged" in refusal(files.zipped(parts | {"xl/_rels/workbook.xml.rels": again}))


def test_a_workbook_of_two_kinds_at_once_is_refused():
    parts = files.xlsx_parts({"Data": files.sheet(ROW)}) | {"content.xml": "<x/>"}
    assert "damaged" in refusal(files.zipped(parts))
