"""Files made to do harm cost little, reach nothing, and are refused in plain words."""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile

import pytest

from complaints_report.errors import UnreadableError
from complaints_report.intake.read import xlsb, xlsx, xlsx_parts
from complaints_report.intake.read.file_kind import FileKind, kind_of
from complaints_report.intake.read.folder_files import read_workbook
from complaints_report.intake.read.survey import LAST_ROW, MOST_CELLS, Allowance, Survey
from complaints_report.intake.read.zipped import MOST_WORK, Events, open_package
from tests.intake.read import workbook_files as files
from tests.intake.read.workbook_files import xlsb_cell, xlsb_row, xlsb_sheet

MOST_SECONDS = 20
MOST_MB = 500
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
SWOLLEN = "The workbook holds far more than a file of its size should, so for safety it is not opened."
DAMAGED = "The workbook is damaged, or not made as Excel makes one, so it cannot be read."
DOCUMENT_TYPE = (
    "The workbook holds something that Excel never puts in one (a document type), so for safety it is not opened."
)
TOO_LARGE = "The workbook is too large."
CUT_SHORT = "The file is a workbook, or another zip, that is cut short or damaged."
REPEATED = "Row 1 of the sheet 'Data' is repeated far beyond any table."
FAR = "The sheet 'Data' is almost empty, yet reaches to cell XFD1048576."
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
SHEET = "xl/worksheets/sheet1.xml"


def with_part(part, text, method=zipfile.ZIP_DEFLATED):
    return files.zipped(files.xlsx_parts({"Data": files.sheet(ROW)}) | {part: text}, method)


def lying(data):
    """The same zip, whose list says of its largest part that it holds a hundred bytes."""
    largest = max(zipfile.ZipFile(io.BytesIO(data)).infolist(), key=lambda part: part.file_size).file_size
    return data.replace(struct.pack("<I", largest), struct.pack("<I", 100))


def spaces(megabytes):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in files.xlsx_parts({"Data": files.sheet(ROW)}).items():
            package.writestr(name, text)
        for number, size in enumerate(megabytes):
            package.writestr(f"xl/media/{number}.bin", bytes(size * 2**20))
    return data.getvalue()


def far_corner(*corners):
    rows = [files.sheet(ROW + f'<row r="9"><c r="{corner}"><v>1</v></c></row>') for corner in corners]
    names = ["Data", "More", "Other"]
    return files.zipped(files.xlsx_parts(dict(zip(names, rows, strict=False))))


def copied_text(length, count):
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, count + 1))
    return files.xlsx(rows, texts=["x" * length, "y"])


def copied_text_xlsb(length, count):
    rows = (xlsb_row(n, xlsb_cell(7, 0, struct.pack("<I", 0))) for n in range(1, count + 1))
    return files.xlsb({"Data": xlsb_sheet(*rows)}, ["x" * length])


def ods_row(cells, repeats=1):
    return f'<table:table-row table:number-rows-repeated="{repeats}">{cells}</table:table-row>'


def ods_cell(text="a", repeats=1):
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeats}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def nested(depth):
    return f"<x>{'<a>' * depth}{'</a>' * depth}</x>"


def overlapping():
    """A zip in which two parts are the same bytes."""
    data = files.zipped(files.xlsx_parts({"Data": files.sheet(ROW), "More": files.sheet(ROW)}))
    at = data.index(SHEET.replace("1", "2").encode(), data.index(b"PK\x01\x02")) - 46
    first = data.index(SHEET.encode(), data.index(b"PK\x01\x02")) - 46
    return data[: at + 42] + data[first + 42 : first + 46] + data[at + 46 :]


def twice(name):
    """A zip with one name twice."""
    parts = files.xlsx_parts({"Data": files.sheet(ROW)}) | {name[:-1] + "#": files.sheet(ROW)}
    return files.zipped(parts).replace((name[:-1] + "#").encode(), name.encode())


def looping_container(entries):
    """An OLE container whose every name leads twice to the next."""
    data = bytearray(files.container(*[f"n{number}" for number in range(entries)]))
    for number in range(entries):
        at = 1024 + 128 * (number + 1)
        data[at + 68 : at + 76] = struct.pack("<II", (number + 2) % (entries + 1), (number + 2) % (entries + 1))
    return bytes(data)


def wide_xls():
    """An .xls without a container whose every row has one cell, in the last column."""
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    name = b"Data"
    bound = lambda at: struct.pack("<HHIBBBB", 0x85, 8 + len(name), at, 0, 0, len(name), 0) + name  # noqa: E731
    end = struct.pack("<HH", 0x0A, 0)
    head = len(begin + bound(0) + end)
    cells = (struct.pack("<HHHHHd", 0x203, 14, row, 255, 0, 1.0) for row in range(65_536))
    return begin + bound(head) + end + begin.replace(b"\x05\0", b"\x10\0", 1) + b"".join(cells) + end


FILES = {
    "honest-bomb.xlsx": (lambda: spaces([64]), SWOLLEN),
    "lying-bomb.xlsx": (lambda: lying(spaces([64])), SWOLLEN),
    "lying-small-bomb.xlsx": (lambda: lying(spaces([40])), SWOLLEN),
    "many-bombs.xlsx": (lambda: spaces([49] * 13), TOO_LARGE),
    "many-parts.xlsx": (lambda: files.zipped({str(n): "" for n in range(5_001)}), SWOLLEN),
    "laughs-in-texts.xlsx": (
        lambda: with_part(
            "xl/sharedStrings.xml", f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><sst><si><t>&l9;</t></si></sst>'
        ),
        DOCUMENT_TYPE,
    ),
    "laughs-in-workbook.xlsx": (
        lambda: with_part(
            "xl/workbook.xml",
            f'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><workbook>&l9;</workbook>',
        ),
        DOCUMENT_TYPE,
    ),
    "laughs-in-ods.ods": (
        lambda: files.zipped(
            files.ods_parts("") | {"content.xml": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>'}
        ),
        DOCUMENT_TYPE,
    ),
    "entity-in-a-file.xlsx": (
        lambda: with_part(
            SHEET, '<!--a--><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet>&f;</worksheet>'
        ),
        DOCUMENT_TYPE,
    ),
    "entity-on-the-net.xlsx": (
        lambda: with_part(SHEET, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><worksheet><sheetData/></worksheet>'),
        DOCUMENT_TYPE,
    ),
    "entity-behind-a-long-remark.xlsx": (
        lambda: with_part(
            SHEET, f'<!--{"a" * 2**21}--><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet/>'
        ),
        DAMAGED,
    ),
    "entity-in-utf-16.xlsx": (
        lambda: with_part(SHEET, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><worksheet/>'.encode("utf-16")),
        DAMAGED,
    ),
    "far-corner.xlsx": (lambda: far_corner("XFD1048576"), FAR),
    "far-corners.xlsx": (
        lambda: far_corner("XFD300", "XFD300", "XFD100"),
        "The sheet 'More' is almost empty, yet reaches to cell XFD300.",
    ),
    "beyond-the-last-row.xlsx": (lambda: far_corner("A9999999"), DAMAGED),
    "beyond-the-last-column.xlsx": (lambda: far_corner("ZZZ9"), DAMAGED),
    "copied-text.xlsx": (lambda: copied_text(32_767, 60_000), TOO_LARGE),
    "copied-text.xlsb": (lambda: copied_text_xlsb(32_767, 20_000), TOO_LARGE),
    "far-corner.xlsb": (
        lambda: files.xlsb(
            {
                "Data": xlsb_sheet(
                    *(xlsb_row(n, xlsb_cell(4, n % 2**14, b"\1")) for n in (1, 2**20)),
                    xlsb_row(5, xlsb_cell(4, 2**14 - 1, b"\1")),
                )
            }
        ),
        FAR,
    ),
    "long-record.xlsb": (lambda: files.xlsb({"Data": files.record(0x81) + b"\x91\x01\xff\xff\xff\x7f"}), DAMAGED),
    "room-for-texts.xlsx": (
        lambda: with_part("xl/sharedStrings.xml", f'<sst xmlns="{files.MAIN}" uniqueCount="99999999999"/>'),
        DAMAGED,
    ),
    "long-format.xlsx": (
        lambda: with_part(
            "xl/styles.xml",
            f'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{"0" * 9999}"/></numFmts></styleSheet>',
        ),
        DAMAGED,
    ),
    "repeated-rows.ods": (lambda: files.ods(ods_row(ods_cell(), 1_048_576)), REPEATED),
    "repeated-columns.ods": (lambda: files.ods(ods_row(ods_cell("a" * 1000, 16_384), 1_000)), REPEATED),
    "repeated-often.ods": (lambda: files.ods(ods_row(ods_cell("a", 900), 9_000) * 20), TOO_LARGE),
    "repeated-rows-of-columns.ods": (
        lambda: files.ods(ods_row(ods_cell("a", 900), 9_000) * 2 + ods_row("<a/>", -1)),
        TOO_LARGE,
    ),
    "repeated-beyond.ods": (lambda: files.ods(ods_row(ods_cell(), 10**12)), DAMAGED),
    "far-corner.ods": (
        lambda: files.ods(
            ods_row(ods_cell())
            + ods_row("", 1_048_574)
            + ods_row(f'<table:table-cell table:number-columns-repeated="16383"/>{ods_cell()}')
        ),
        FAR,
    ),
    "spaces.ods": (lambda: files.ods(ods_row(ods_cell('<text:s text:c="999999999"/>'))), DAMAGED),
    "deep.xlsx": (lambda: with_part(SHEET, nested(2_000_000)), DAMAGED),
    "deep-workbook.xlsx": (lambda: with_part("xl/workbook.xml", nested(2_000_000)), DAMAGED),
    "deep.ods": (lambda: files.zipped(files.ods_parts(nested(2_000_000))), DAMAGED),
    "long-tag.xlsx": (lambda: with_part(SHEET, f'<worksheet x="{"1" * 40_000_000}"><sheetData/></worksheet>'), DAMAGED),
    "long-value.xlsx": (
        lambda: with_part(SHEET, files.sheet(f'<row><c t="str"><v>{"1" * 40_000_000}</v></c></row>')),
        DAMAGED,
    ),
    "many-sheets.xlsx": (
        lambda: with_part(
            "xl/workbook.xml", "<workbook><sheets>" + '<sheet name="a" id="rId1"/>' * 99_999 + "</sheets></workbook>"
        ),
        TOO_LARGE,
    ),
    "empty-cells.xlsx": (lambda: with_part(SHEET, files.sheet(f"<row>{'<c/>' * 1_000_000}</row>")), "0"),
    "overlapping.xlsx": (lambda: overlapping(), DAMAGED),
    "twice.xlsx": (lambda: twice(SHEET), DAMAGED),
    "two-ends.xlsx": (lambda: files.xlsx(ROW)[:-2] + b"\x16\0" + b"PK\x05\x06" + bytes(18), CUT_SHORT),
    "loop.xls": (lambda: looping_container(6), "The file is an older Office document, not a workbook."),
    "wide.xls": (lambda: wide_xls(), TOO_LARGE),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What came of every file, read one after the other in a process of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (made, _) in FILES.items():
        (folder / name).write_bytes(made())
    command = [sys.executable, "tests/intake/read/measured_read.py", *(str(folder / name) for name in FILES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": "src"})
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_costs_little_reaches_nothing_and_is_refused_in_plain_words(results, name):
    said, seconds, reached, megabytes = results[name]
    assert said.startswith(FILES[name][1])
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MB
    assert not reached


def test_more_cells_than_fit_in_memory_are_refused():
    most = Survey(cells=MOST_CELLS, rows=(1, MOST_CELLS // 20), columns=(1, 20))
    allowance = Allowance()
    allowance.spend("Data", most)
    with pytest.raises(UnreadableError, match="too large"):
        allowance.spend("More", Survey(cells=1, rows=(1, 1), columns=(1, 1)))


def test_more_rows_than_fit_in_memory_are_refused():
    full = Survey(cells=LAST_ROW, rows=(1, LAST_ROW), columns=(1, 1))
    allowance = Allowance()
    allowance.spend("Data", full)
    with pytest.raises(UnreadableError, match="too large"):
        allowance.spend("More", full)


def test_a_record_that_is_longer_than_its_part_is_refused():
    package = open_package(files.xlsb({"Data": b"\x91\x01\xff\xff\xff\x7f"}))
    with pytest.raises(UnreadableError, match="damaged"):
        [*xlsb.records(package, SHEET.replace("xml", "bin"))]


def test_paths_in_a_package_lead_nowhere(tmp_path, monkeypatch):
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    parts = files.xlsx_parts({"Data": files.sheet(ROW)})
    parts |= {"../../x": "x", "/etc/x": "x", f"{tmp_path}/y": "y", "..\\z": "z", "C:\\w": "w"}
    data = files.zipped(parts)
    (sheet,) = read_workbook(data, kind_of(data, "a.xlsx"))
    assert [row.cells for row in sheet.rows] == [("a",)]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_sheet_outside_the_package_is_not_looked_for():
    for target in ("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/x"):
        data = with_part("xl/_rels/workbook.xml.rels", files.relations(("worksheet", target)))
        with pytest.raises(UnreadableError, match="damaged"):
            read_workbook(data, FileKind.XLSX)


@pytest.mark.parametrize(
    ("data", "look"),
    [
        (files.xlsx(ROW * 30), lambda package: xlsx.look_through(package, SHEET)),
        (files.xlsx("<row><c><v>1</v></c></row>" * 30), lambda package: xlsx.look_through(package, SHEET)),
        (files.xlsx("", texts="abc" * 10), lambda package: xlsx_parts.text_lengths(package, "xl/sharedStrings.xml")),
        (files.ods("<a/>" * 30), lambda package: package.tell("content.xml", Events())),
        (
            files.xlsb({"Data": xlsb_sheet(files.record(1) * 100_000)}),
            lambda package: xlsb.look_through(package, SHEET.replace("xml", "bin"), 0),
        ),
    ],
)
def test_all_that_is_gone_over_is_counted(data, look):
    look(open_package(data))
    package = open_package(data)
    package.spend(MOST_WORK - 20)
    with pytest.raises(UnreadableError, match="too large"):
        look(package)


def test_a_long_text_that_many_cells_share_is_read_where_it_is_not_too_much():
    (sheet,) = read_workbook(copied_text(10_000, 1_000), FileKind.XLSX)
    assert {row.cells for row in sheet.rows} == {("x" * 10_000,)}
