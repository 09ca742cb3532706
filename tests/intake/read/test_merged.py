"""Merged cells of every kind of workbook: each has the value of the first, and `check` says so."""

import random
import struct
from datetime import date

import numpy as np
import pytest
from openpyxl import Workbook

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import Merged, Row
from complaints_report.intake.read.file_kind import FileKind
from complaints_report.intake.read.folder_files import read_workbook
from complaints_report.intake.read.sheets import Rows, spread
from complaints_report.run import open_folder
from tests.intake.conftest import TOML
from tests.intake.read import workbook_files as files

HEADINGS = ["reference", "stage", "procedure", "received_on", "service", "outcome"]


def biff(kind, *values, data=b""):
    body = struct.pack(f"<{len(values)}H", *values) + data
    return struct.pack("<HH", kind, len(body)) + body


def xls():
    """A bare stream of records, as Excel 97 wrote them, in which B2 to C3 are merged."""
    book = biff(0x809, 0x600, 5, 0, 0, data=bytes(8))
    sheet = biff(0x809, 0x600, 0x10, 0, 0, data=bytes(8)) + biff(0x204, 1, 1, 0, 2, data=b"\0ab")
    sheet += biff(0xE5, 1, 1, 2, 1, 2) + biff(0x0A)
    name = b"\x04\0Data"
    place = len(book) + 4 + 6 + len(name) + 4
    return book + biff(0x85, data=struct.pack("<IH", place, 0) + name) + biff(0x0A) + sheet


def xlsx():
    rows = '<row r="2"><c r="B2" t="inlineStr"><is><t>ab</t></is></c></row>'
    part = files.sheet(rows).replace("</worksheet>", '<mergeCells><mergeCell ref="B2:C3"/></mergeCells></worksheet>')
    return files.zipped(files.xlsx_parts({"Data": part}))


def xlsb():
    row = files.xlsb_row(2, files.xlsb_cell(0x06, 1, files.wide("ab")))
    part = files.xlsb_sheet(row)[: -len(files.record(0x82))] + files.record(0xB0, struct.pack("<4I", 1, 2, 1, 2))
    return files.xlsb({"Data": part + files.record(0x82)})


def ods():
    cell = '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="2"><text:p>ab</text:p>'
    rows = f"<table:table-row/><table:table-row><table:table-cell/>{cell}</table:table-cell></table:table-row>"
    return files.ods(rows)


@pytest.mark.parametrize(
    ("kind", "make"), [(FileKind.XLSX, xlsx), (FileKind.XLSB, xlsb), (FileKind.ODS, ods), (FileKind.XLS, xls)]
)
def test_every_kind_of_workbook_tells_its_merged_cells(kind, make):
    (sheet,) = read_workbook(make(), kind)
    assert [row.cells[1] for row in sheet.rows] == ["ab"]
    assert [*sheet.merged] == [Merged(2, 1, 3, 2)]
    assert sheet.merged[0].name == "B2:C3"


def test_each_cell_has_the_value_of_the_first():
    for seed in range(50):
        rng = random.Random(seed)
        numbers = sorted(rng.sample(range(2, 30), 12))
        cells = {at: [rng.choice([None, "a", "b", 1.0]) for _ in range(rng.randint(1, 6))] for at in numbers}
        merged, left = [], 0
        while left < 6:
            right, top = min(left + rng.randint(0, 2), 5), rng.choice(numbers)
            merged.append(Merged(top, left, top + rng.randint(0, 9), right))
            left = right + 1
        wanted = {at: row + [None] * 6 for at, row in cells.items()}
        for one in merged:
            value = wanted[one.first_row][one.first_column]
            inside = [at for at in numbers if one.first_row <= at <= one.last_row and value is not None]
            for at in inside:
                for column in range(one.first_column, min(one.last_column + 1, 5)):
                    wanted[at][column] = value
        rows = spread(Rows.of(Row(at, tuple(row)) for at, row in cells.items()), merged, 5)
        assert rows.numbers.tolist() == numbers
        assert {row.number: [*row.cells, *[None] * 6][:6] for row in rows} == {
            at: row[:6] for at, row in wanted.items()
        }


def test_merged_cells_beyond_any_table_are_refused():
    rows = Rows.of(Row(number, ("a",)) for number in range(1, 2001))
    many = [Merged(1, 0, 1_048_576, 16_383)] * 30_000
    with pytest.raises(UnreadableError):
        spread(rows, many, 5)
    assert np.all(spread(rows, many[:1], 3).widths == 3)


def written(path, rows, *merged):
    (path / "report.toml").write_text(TOML, encoding="utf-8")
    book = Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(path / "complaints.xlsx")
    return open_folder(path, date(2024, 6, 14))


def complaint(reference, stage, service="East", outcome="upheld"):
    return [reference, stage, "statutory", date(2023, 6, stage), service, outcome]


def test_merged_cells_below_the_headings_count_in_each_row_and_are_warned_of(tmp_path):
    rows = [complaint("A", 1), complaint(None, 2, None), complaint("B", 1, None, None)]
    run = written(tmp_path, rows, "A2:A3", "E2:E4")
    found = run.export.tables["complaints"]
    assert found["reference"].tolist() == ["A", "A", "B"]
    assert found["service"].tolist() == ["East"] * 3
    assert not run.errors
    warned = [(one.row, one.column, one.message) for one in run.faults if one.rule == "merged-cells"]
    assert [(row, column) for row, column, _ in warned] == [(2, "reference"), (2, "service")]
    assert "E2:E4" in warned[1][2]


def test_merged_headings_blank_cells_and_columns_not_used_are_not_warned_of(tmp_path):
    rows = [complaint("A", 1, outcome=None), complaint("B", 1, outcome=None)]
    run = written(tmp_path, [[*row, "note"] for row in rows], "F2:F3", "G2:G3", "H1:H2")
    assert not [one for one in run.faults if one.rule == "merged-cells"]


def test_a_total_merged_over_all_columns_is_still_a_total(tmp_path):
    run = written(tmp_path, [complaint("A", 1), ["Total: 1"]], "A3:F3")
    assert not run.errors
    assert len(run.export.tables["complaints"]) == 1


def test_merged_cells_are_warned_of_though_their_first_row_is_not_ours(tmp_path):
    toml = '[sources.complaints.leave_out]\nTeam = "Adults"\n'
    rows = [[f"C{at}", 1, "local", date(2023, 5, 1), "Adoption" if at == 1 else None, "upheld"] for at in (1, 2, 3)]
    book = Workbook()
    for row in ([*HEADINGS, "Team"], *([*row, "Adults" if at == 0 else "Ours"] for at, row in enumerate(rows))):
        book.active.append(row)
    book.active.merge_cells("E2:E4")
    book.save(tmp_path / "complaints.xlsx")
    (tmp_path / "report.toml").write_text(TOML + toml, encoding="utf-8")
    run = open_folder(tmp_path, date(2024, 6, 14))
    assert run.export.tables["complaints"]["service"].tolist() == ["Adoption"] * 2
    assert [one.row for one in run.faults if one.rule == "merged-cells"] == [2]
