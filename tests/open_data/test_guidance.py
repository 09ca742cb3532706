"""What the Analysis Function's checklist asks of a spreadsheet, read from the files themselves."""

import io
import re
import time
import zipfile
from decimal import Decimal
from itertools import pairwise

import pytest
from lxml import etree
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from complaints_report.open_data import NAMES as FILES
from complaints_report.open_data import write_open_data
from complaints_report.open_data.excel_book import to_xlsx
from complaints_report.open_data.open_document import to_ods
from complaints_report.open_data.spreadsheet import Column, PublishedSheet, Spreadsheet
from tests.open_data.conftest import RUN, TITLE, odd_names, written

OFFICE = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text", "style", "meta")
}
DC = "{http://purl.org/dc/elements/1.1/}"
FRONT = ["cover", "contents", "notes", "measures"]


def parts(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def excel(data):
    return load_workbook(data.folder / "figures.xlsx")


@pytest.fixture
def ods(data):
    return {name: etree.fromstring(part) for name, part in parts(data.folder / "figures.ods").items() if "xml" in name}


@pytest.mark.parametrize("name", ["figures.xlsx", "figures.ods"])
def test_no_cell_of_a_table_is_empty_and_nothing_stands_beside_or_below_it(data, name):
    book = CalamineWorkbook.from_path(data.folder / name)
    assert book.sheet_names[:4] == FRONT
    assert len(book.sheet_names) > 4
    for sheet in book.sheet_names:
        title, second, *rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        assert title[0]
        if sheet == "cover":
            assert all(len(row) == 1 and row[0] for row in (title, second, *rows))
            continue
        assert second[0].startswith("This sheet holds one table.")
        assert set(title[1:]) | set(second[1:]) <= {""}
        assert len(rows) > 1
        assert all(cell != "" for row in rows for cell in row)
        assert len({len(row) for row in rows}) == 1
        assert len(set(rows[0])) == len(rows[0])


def test_excel_has_a_named_table_on_each_sheet_without_filter_or_merged_cell(excel, data):
    book = CalamineWorkbook.from_path(data.folder / "figures.xlsx", load_tables=True)
    assert sorted(book.table_names) == sorted(excel.sheetnames[1:])
    for sheet in excel.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.name == sheet.title
        assert table.ref == f"A3:{sheet.dimensions.partition(':')[2]}"
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[3]]
        assert table.autoFilter is None
    for sheet in excel.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert sheet.sheet_state == "visible"
        assert not any(one.hidden for one in sheet.column_dimensions.values())
        fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert fonts == {"Arial"}
        assert {cell.fill.fill_type for row in sheet.iter_rows() for cell in row} == {None}
        assert min(cell.font.size for row in sheet.iter_rows() for cell in row if cell.value is not None) >= 12
    assert excel.active.title == "cover"


def test_opendocument_has_a_named_table_on_each_sheet_without_filter_or_merged_cell(ods):
    content = ods["content.xml"]
    sheets = content.findall(".//table:table", OFFICE)
    ranges = content.findall(".//table:database-range", OFFICE)
    named = {one.get(f"{{{OFFICE['table']}}}name"): one for one in ranges}
    assert [*named] == [one.get(f"{{{OFFICE['table']}}}name") for one in sheets][1:]
    for sheet in sheets[1:]:
        name = sheet.get(f"{{{OFFICE['table']}}}name")
        rows = sheet.findall(".//table:table-row", OFFICE)
        (heading,) = sheet.findall("table:table-header-rows/table:table-row", OFFICE)
        assert rows.index(heading) == 2
        address = named[name].get(f"{{{OFFICE['table']}}}target-range-address")
        last = "ABCDEFGHIJKL"[len(heading) - 1]
        assert address == f"'{name}'.A3:'{name}'.{last}{len(rows)}"
        assert named[name].get(f"{{{OFFICE['table']}}}display-filter-buttons") == "false"
        assert all(len(row) == len(heading) for row in rows[2:])
    text = etree.tostring(content).decode()
    assert not re.search("spanned|covered|repeated|formula", text)
    known = set(re.findall(r'style:name="([^"]+)"', text)) | {"Default"}
    assert set(re.findall(r'table:style-name="([^"]+)"', text)) <= known


def test_both_say_what_they_are_and_in_which_language(excel, ods, data):
    told = excel.properties
    organisation = data.settings.organisation.name
    assert (told.title, told.creator, told.language) == (TITLE, organisation, "en-GB")
    assert "April 2023 to March 2024" in told.subject
    meta = {one.tag.removeprefix(DC): one.text for one in ods["meta.xml"].iter() if one.text and one.text.strip()}
    assert (meta["title"], meta["creator"], meta["language"]) == (TITLE, organisation, "en-GB")
    defaults = ods["styles.xml"].find(".//style:default-style/style:text-properties", OFFICE)
    assert {key.partition("}")[2]: value for key, value in defaults.items()}["language"] == "en"


def test_the_contents_lead_to_every_sheet_after_them(excel, ods):
    links = {cell.value: cell.hyperlink.location for (cell,) in excel["contents"].iter_rows(min_row=4, max_col=1)}
    assert links == {name: f"'{name}'!A1" for name in excel.sheetnames[2:]}
    found = [one.get("{http://www.w3.org/1999/xlink}href") for one in ods["content.xml"].iter(f"{{{OFFICE['text']}}}a")]
    assert found == [f"#{name}.A1" for name in excel.sheetnames[2:]]
    titles = [cell.value for (cell,) in excel["contents"].iter_rows(min_row=4, min_col=2, max_col=2)]
    assert titles == [sheet["A1"].value for sheet in excel.worksheets[2:]]


def test_the_notes_say_what_every_mark_means_and_the_measures_what_every_name(excel, data):
    notes = {row[0] for row in excel["notes"].iter_rows(min_row=4, values_only=True)}
    used = {cell for sheet in excel.worksheets[4:] for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"[c]", "[x]", "[z]", "Total"} <= notes
    assert {cell for cell in used if isinstance(cell, str) and re.fullmatch(r"\[.\]", cell)} <= notes
    measures = list(excel["measures"].iter_rows(min_row=4, values_only=True))
    assert {row[1] for row in measures} == {figure.metric for figure in data.figures}
    assert {row[0] for sheet in excel.worksheets[4:] for row in sheet.iter_rows(min_row=4, values_only=True)} == {
        row[0] for row in measures
    }
    assert all(row[2] in sheet_units(excel) for row in measures)


def sheet_units(excel) -> set[str]:
    return {sheet["F3"].value.removeprefix("Value (").removesuffix(")") for sheet in excel.worksheets[4:]}


def test_every_number_has_its_unit_in_its_heading_and_its_places_in_its_format(excel):
    places = {"number": "#,##0", "percent": "#,##0.0", "per hundred": "#,##0.00", "percentage points": "#,##0.0"}
    places |= dict.fromkeys(("working days", "pounds"), "#,##0.00")
    for sheet in excel.worksheets[4:]:
        for column in sheet.iter_cols(min_col=6, min_row=3):
            unit = re.search(r"\((.+)\)$", column[0].value)[1]
            numbers = [cell for cell in column[1:] if cell.data_type == "n"]
            assert {cell.number_format for cell in numbers} <= {places[unit]}
            assert {cell.alignment.horizontal for cell in column} == {"right"}


def test_the_cover_tells_whose_they_are_of_when_and_how_they_may_be_used(tmp_path):
    made = odd_names(tmp_path / "made")
    settings = made / "report.toml"
    contact = 'contact = "complaints@example.org"\npublished_on = 2024-07-01\n'
    settings.write_text(settings.read_text(encoding="utf-8") + f"\n[publish]\n{contact}", encoding="utf-8")
    data = written(tmp_path / "data", made, "This is a sample.")
    for name in ("figures.xlsx", "figures.ods"):
        rows = CalamineWorkbook.from_path(data.folder / name).get_sheet_by_name("cover").to_python()
        lines = [row[0] for row in rows]
        assert lines[:2] == [TITLE, "This is a sample."]
        words = " ".join(lines)
        for told in (
            "April 2023 to March 2024",
            "Published by Example Trust on 1 July 2024.",
            "complaints@example.org",
        ):
            assert told in words
        assert "Open Government Licence v3.0 (https://www.nationalarchives.gov.uk/" in words


def test_names_are_text_and_never_a_formula_a_date_or_a_number(tmp_path):
    made = odd_names(tmp_path / "made")
    with (made / "report.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[publish]\nwithhold = []\n")
    data = written(tmp_path / "data", made)
    sheet = load_workbook(data.folder / "figures.xlsx")["received_number"]
    groups = {cell.value: cell for (cell,) in sheet.iter_rows(min_row=4, min_col=4, max_col=4)}
    assert set(RUN) | {"1/4/2024", "007", "TRUE"} <= set(groups)
    assert {one.data_type for one in groups.values()} == {"s"}
    assert all(groups[name].quotePrefix for name in RUN)
    packages = [parts(data.folder / name) for name in ("figures.xlsx", "figures.ods")]
    assert not any(b"<f>" in part or b":formula" in part for package in packages for part in package.values())
    lines = (data.folder / "figures.csv").read_text(encoding="utf-8").splitlines()
    assert not any(re.match("[=+@-]", cell) for line in lines for cell in line.split(",") if not cell[-1:].isdigit())


def test_all_letters_of_a_name_come_back(tmp_path):
    words = "  Two  spaces and <b>&amp;</b>\nlines 🎉 \x07"
    sheet = PublishedSheet(
        "one", ("Title", "Second"), (Column("Words", 9), Column("Number", 9, 2)), [(words, Decimal("-1.50"))]
    )
    for name, data in (("a.xlsx", to_xlsx), ("a.ods", to_ods)):
        (tmp_path / name).write_bytes(data(Spreadsheet("T & <T>", "A", "S", [sheet])))
        *_, row = CalamineWorkbook.from_path(tmp_path / name).get_sheet_by_name("one").to_python()
        assert row == [words.removesuffix("\x07"), -1.5]


def test_two_runs_write_the_same_bytes_whenever_they_are(data, tmp_path, monkeypatch):

    elsewhere = time.time() + 86_400 * 400
    monkeypatch.setattr(time, "time", lambda: elsewhere)
    notice = "This is a sample." if "sample" in data.settings.organisation.name.lower() else ""
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        write_open_data(data.figures, TITLE, data.settings, tmp_path / place, notice)
    for name in FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    for name in FILES[:2]:
        with zipfile.ZipFile(io.BytesIO((tmp_path / "a" / name).read_bytes())) as archive:
            assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    with zipfile.ZipFile(tmp_path / "a" / "figures.ods") as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert all(before.header_offset < after.header_offset for before, after in pairwise(archive.infolist()))
