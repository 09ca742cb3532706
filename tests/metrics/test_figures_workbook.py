"""The figures as a workbook: as Excel, Power BI and pandas read it, and as its XML says."""

import io
import re
import zipfile

import pandas as pd
import pytest
from openpyxl import load_workbook

from complaints_report.metrics import table
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figures_workbook import to_xlsx
from complaints_report.run import figures_for

NAMES = ("metric", "by", "group", "year", "unit")
NUMBERS = [column for column in table.COLUMNS if column not in NAMES]


@pytest.fixture(scope="module")
def figures(sample):
    return list(figures_for(sample, "2023/24"))


@pytest.fixture(scope="module")
def data(figures):
    return to_xlsx(figures)


@pytest.fixture(scope="module")
def sheet(data):
    return load_workbook(io.BytesIO(data))["Figures"]


def rows_of(sheet):
    heads, *rows = sheet.iter_rows()
    return [dict(zip((one.value for one in heads), row, strict=True)) for row in rows]


def test_there_is_one_row_for_each_figure_and_one_for_each_definition(data, figures):
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Figures", "Definitions"]
    assert [one.value for one in book["Figures"][1]] == list(table.COLUMNS)
    assert book["Figures"].max_row == len(figures) + 1
    _, *definitions = book["Definitions"].iter_rows(values_only=True)
    assert definitions == [(one.name, one.title, one.unit, one.definition) for one in METRICS.values()]


def test_every_name_is_text_and_every_number_a_number(sheet):
    for row in rows_of(sheet):
        assert {row[name].data_type for name in NAMES if row[name].value is not None} == {"s"}
        assert {row[name].data_type for name in NUMBERS if row[name].value is not None} <= {"n"}


@pytest.mark.parametrize(
    ("unit", "form", "times"),
    [
        ("percent", "0.0%", 100),
        ("ratio", "0.00%", 100),
        ("count", "#,##0", 1),
        ("days", "#,##0.00", 1),
        ("pounds", "£#,##0.00", 1),
    ],
)
def test_a_number_is_kept_as_excel_calculates_with_it_and_shown_as_it_is_printed(sheet, figures, unit, form, times):
    pairs = [pair for pair in zip(figures, rows_of(sheet), strict=True) if pair[0].unit == unit and pair[0].known]
    assert pairs
    for figure, row in pairs:
        assert row["value"].number_format == form
        assert row["value"].value == pytest.approx(float(figure.value) / times, abs=1e-12)
        change = None if figure.change is None else float(figure.change) / times
        assert row["change"].value == (change if change is None else pytest.approx(change, abs=1e-12))


def test_half_is_a_half_and_not_fifty(sheet):
    shown = {
        (row["metric"].value, row["stage"].value, row["group"].value): row["value"].value for row in rows_of(sheet)
    }
    assert 0 < shown["within_10_days", 1, None] < 1


def test_pandas_reads_the_numbers_as_numbers(data, figures):
    read = pd.read_excel(io.BytesIO(data), engine="calamine", sheet_name="Figures")
    assert all(pd.api.types.is_numeric_dtype(read[column]) for column in NUMBERS)
    assert all(pd.api.types.is_string_dtype(read[column]) for column in NAMES)
    assert len(read) == len(figures)


def test_the_xml_says_of_every_cell_whether_it_is_a_number_or_text(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    cells = re.findall(r'<c r="([A-Z]+)\d+"[^>]*? t="(\w+)"(?:/>|>(.*?)</c>)', xml)
    assert len(cells) == xml.count("<c ")
    letters = dict(zip("ABCDEFGHIJKL", table.COLUMNS, strict=True))
    for letter, kind, content in cells[len(table.COLUMNS) :]:
        is_name = letters[letter] in NAMES
        assert (kind == "inlineStr") == is_name
        assert is_name or re.fullmatch(r"<v>-?\d+(\.\d+)?(e-\d+)?</v>", content)
