"""The workbook of faults, read back: what it shows, what it marks, and what it never holds."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import get_args

import pandas as pd
import pytest
from openpyxl import load_workbook

from complaints_report.intake import workbook_pages
from complaints_report.intake.fault_workbook import LEFT_OUT, to_xlsx
from complaints_report.intake.faults import HIDDEN, Place, fault
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.rulebook import MISSING_VALUE
from complaints_report.intake.rules.consistency import UNMAPPED_SERVICE
from complaints_report.intake.rules.validity import DUPLICATE_RECORD
from complaints_report.intake.tables.table_reading import RAGGED_ROW
from complaints_report.intake.tables.typed_rows import Origin, Table, row_ids
from complaints_report.run import open_folder

HEAD = "reference,stage,procedure,received_on,responded_on,service,outcome"
CANARY = "Zebedee Canary"


def workbook_of(run):
    return load_workbook(io.BytesIO(to_xlsx(run.faults, run.export.read)))


def lines(sheet):
    """The rows of a sheet below its headings, by heading."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def cell(sheet, heading, row=2):
    column = next(one.column for one in sheet[1] if one.value == heading)
    return sheet.cell(row, column)


def is_marked(one):
    return (one.fill.fill_type, one.font.bold, one.border.left.style) == ("solid", True, "medium")


def text_of(sheet):
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


def table(texts, name="issues", column="category", place=None):
    """A table of one column of words, headed as it is named here."""
    frame = pd.DataFrame({column: pd.Series(texts, index=range(2, len(texts) + 2), dtype="str")})
    return Table(name, frame, (Origin(place or Place(f"{name}.csv"), {column: column}),))


def one_cell(text):
    """The cell of a text that stands in a row at fault."""
    made = table([text])
    found = made.fault(DUPLICATE_RECORD, 2, "category", what="This", elsewhere="row 9")
    return load_workbook(io.BytesIO(to_xlsx([found], {"issues": made})))["issues.csv"]["E2"]


def test_without_faults_nothing_is_wrong():
    book = load_workbook(io.BytesIO(to_xlsx([], {})))
    assert book.sheetnames == ["Summary"]
    assert text_of(book["Summary"]) == "Faults in the data\nNothing is wrong: there are no errors and no warnings."


def test_the_summary_says_what_is_wrong_where_and_what_to_do(opened):
    run = opened(
        [{"responded_on": "", "outcome": "no"}, {"reference": "102", "stage": ""}], compliments=[{"service": ""}]
    )
    summary = workbook_of(run)["Summary"]
    text = text_of(summary)
    assert "In all: 3 errors and " in text
    assert "Sheet 'complaints.csv': rows at fault in complaints.csv: 2." in text
    assert "Sheet 'compliments.csv': rows at fault in compliments.csv: 1." in text
    assert "Sheet 'Files and columns': " in text
    assert "left out on purpose" in text.lower()
    assert HIDDEN in text
    rules = [row for row in summary.iter_rows(values_only=True) if row[1]]
    assert rules[0] == (
        *("Severity", "Rule", "How many", "File", "Sheet", "Column", "Value", "First rows"),
        *("What is wrong", "What to do"),
    )
    assert [row[:6] for row in rules[1:4]] == [
        ("error", "missing-value", 1, "complaints.csv", None, "stage"),
        ("error", "missing-value", 1, "compliments.csv", None, "service"),
        ("error", "unknown-value", 1, "complaints.csv", None, "outcome"),
    ]
    assert rules[1][6:] == (
        *(None, "row 3", "This cell must be filled in."),
        "Fill it in, and export again; a sign such as '-' or 'n/a' fills in nothing.",
    )


def test_the_summary_groups_equal_faults_by_their_value(opened):
    values = ["Resolved informally"] * 7 + ["Looked into"] * 6
    run = opened([{"reference": str(n), "outcome": value} for n, value in enumerate(values)])
    summary = workbook_of(run)["Summary"]
    rows = [row[2:8] for row in summary.iter_rows(values_only=True) if row[1] == "unknown-value"]
    assert rows == [
        (7, "complaints.csv", None, "outcome", "Resolved informally", "rows 2, 3, 4, 5, 6 and 2 more"),
        (6, "complaints.csv", None, "outcome", "Looked into", "rows 9, 10, 11, 12, 13 and 1 more"),
    ]


def test_the_summary_counts_the_groups_of_a_rule_beyond_fifty(opened):
    run = opened([{"reference": str(n), "stage": f"{n + 10}"} for n in range(60)])
    rows = [row for row in workbook_of(run)["Summary"].iter_rows(values_only=True) if row[1] == "unknown-value"]
    assert [len(rows), rows[-1][2], rows[-1][8]] == [50, 11, "Others of this rule: they stand beside their rows."]


def test_a_warning_of_an_empty_table_is_told_from_an_empty_file(opened):
    book = workbook_of(opened([{}], learning="year,stage,summary\n"))
    (row,) = [row for row in book["Summary"].iter_rows(values_only=True) if row[1] == "no-rows"]
    assert row[0] == "warning"
    assert row[8].endswith("It counts as not supplied.")


def test_each_row_at_fault_stands_once_in_row_order_with_its_cells(opened):
    toml = '[sources.complaints.columns]\nreceived_on = "Date Received"\n'
    text = "\n".join(
        (
            f"{HEAD},remedy_amount,extension_agreed".replace("received_on", "Date Received"),
            "00101,1,local,01/06/2023,08/06/2023,East,upheld,,",
            "00102,1,local,02/06/2023,01/06/2023,East,nott upheld,10.50,yes",
            "00103,1,local,31/02/2023,08/06/2023,East,upheld,,",
        )
    )
    rows = lines(workbook_of(opened(text, toml))["complaints.csv"])
    assert [row["Row"] for row in rows] == [3, 4]
    assert rows[0] == {
        "Row": 3,
        "Severity": "error",
        "What is wrong": "outcome: This is not one of the values that outcome may have. (unknown-value)\n"
        "responded_on: The response is dated before the complaint was received. (response-before-received)",
        "What to do": rows[0]["What to do"],
        "reference": "00102",
        "stage": 1,
        "procedure": "local",
        "Date Received": datetime(2023, 6, 2),
        "responded_on": datetime(2023, 6, 1),
        "service": "East",
        "outcome": "nott upheld",
        "remedy_amount": 10.5,
        "extension_agreed": "yes",
    }
    assert rows[0]["What to do"].endswith("\nCorrect whichever of the two dates is wrong.")
    assert rows[1]["Date Received"] == "31/02/2023"
    assert rows[1]["What is wrong"].startswith("Date Received: ")


def test_dates_are_dates_numbers_numbers_and_references_text(opened):
    sheet = workbook_of(opened([{"reference": "007", "outcome": "", "remedy_amount": "1,200"}]))["complaints.csv"]
    received, amount, reference = (cell(sheet, name) for name in ("received_on", "remedy_amount", "reference"))
    assert (received.data_type, received.number_format) == ("d", "dd/mm/yyyy")
    assert (amount.data_type, amount.value) == ("n", 1200)
    assert (reference.data_type, reference.value, reference.number_format) == ("s", "007", "@")


def test_cells_at_fault_are_filled_framed_and_bold_and_no_others_are(opened):
    sheet = workbook_of(opened([{"received_on": "", "service": ""}]))["complaints.csv"]
    marked = {one.value for one in sheet[1] if is_marked(cell(sheet, one.value))}
    assert marked == {"Severity", "received_on", "service"}
    assert cell(sheet, "service").value is None


def test_warnings_are_marked_lighter_and_say_so(opened):
    rows = [{"outcome": ""}, {"reference": "102", "outcome": "", "service": ""}]
    sheet = workbook_of(opened(rows))["complaints.csv"]
    assert [row["Severity"] for row in lines(sheet)] == ["warning", "error"]
    light, dark = cell(sheet, "outcome").fill.fgColor.rgb, cell(sheet, "service", 3).fill.fgColor.rgb
    assert light > dark
    assert is_marked(cell(sheet, "outcome"))


def test_an_error_marks_a_cell_that_also_has_a_warning():
    made = table(["x"])
    found = [
        made.fault(UNMAPPED_SERVICE, 2, "category"),
        made.fault(DUPLICATE_RECORD, 2, "category", what="This", elsewhere="row 9"),
    ]
    sheet = load_workbook(io.BytesIO(to_xlsx(found, {"issues": made})))["issues.csv"]
    assert cell(sheet, "Severity").value == "error"
    assert [line.split()[-1] for line in cell(sheet, "What is wrong").value.split("\n")] == [
        "(duplicate-record)",
        "(unmapped-service)",
    ]
    assert cell(sheet, "category").fill.fgColor.rgb == cell(sheet, "Severity").fill.fgColor.rgb


def test_an_error_cell_is_blank_and_a_repeated_reference_is_shown(opened):
    rows = [{"reference": "CC/1", "outcome": "#N/A"}, {"reference": "CC/2"}, {"reference": "CC/2", "service": "West"}]
    shown = lines(workbook_of(opened(rows))["complaints.csv"])
    assert [(row["reference"], row["outcome"]) for row in shown] == [
        ("CC/1", None),
        ("CC/2", "upheld"),
        ("CC/2", "upheld"),
    ]


def test_an_unknown_metric_is_shown_only_where_it_is_nearly_a_known_one(opened):
    run = opened(history=[{"metric": "recieved"}, {"metric": CANARY, "stage": "2"}])
    assert [row["metric"] for row in lines(workbook_of(run)["history.csv"])] == ["recieved", HIDDEN]


def test_a_ragged_row_shows_none_of_its_cells(opened):
    text = f"{HEAD}\n101,1,local,01/06/2023,,East,,{CANARY}\n102,1,local,,,East,\n"
    rows = lines(workbook_of(opened(text))["complaints.csv"])
    assert [(row["Row"], row["reference"]) for row in rows] == [(2, None), (3, "102")]
    assert rows[0]["What is wrong"].endswith("(ragged-row)")
    assert rows[0]["What to do"]


def test_stages_side_by_side_have_a_line_each_and_share_what_is_wrong_in_a_cell_of_both(opened):
    toml = '[sources.complaints]\nlayout = "one row per case"\n'
    text = (
        "reference,procedure,service,S1 received_on,S1 outcome,S2 received_on,S2 outcome\n"
        "101,local,,01/06/2023,upheld,31/06/2023,upheld\n"
        "102,local,East,01/06/2023,upheld,31/06/2023,upheld\n"
    )
    sheet = workbook_of(opened(text, toml))["complaints.csv"]
    rows = lines(sheet)
    assert [(row["Row"], row["stage"]) for row in rows] == [(2, 1), (2, 2), (3, 2)]
    assert [row["S1 received_on / S2 received_on"] for row in rows] == [
        datetime(2023, 6, 1),
        "31/06/2023",
        "31/06/2023",
    ]
    assert [is_marked(cell(sheet, "service", row)) for row in (2, 3, 4)] == [True, True, False]
    assert all("service: This cell must be filled in." in row["What is wrong"] for row in rows[:2])
    assert "S2 received_on: " not in rows[0]["What is wrong"]
    assert "S2 received_on: " in rows[1]["What is wrong"]


def test_a_stage_of_its_own_file_has_its_own_sheet_with_the_stage(opened, tmp_path):
    toml = '[sources.complaints.stage_1]\nfile = "one.csv"\n[sources.complaints.stage_2]\nfile = "two.csv"\n'
    toml += '[sources.complaints.stage_2.columns]\nservice = "Team"\n'
    for name, service in (("one.csv", "service"), ("two.csv", "Team")):
        text = f"reference,procedure,received_on,{service}\n101,local,,East\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    book = workbook_of(opened(None, toml))
    assert book.sheetnames[:3] == ["Summary", "one.csv", "two.csv"]
    one, two = lines(book["one.csv"])[0], lines(book["two.csv"])[0]
    assert [one["stage"], two["stage"]] == [1, 2]
    assert [one["service"], two["Team"]] == ["East", "East"]


def test_one_sheet_with_two_tables_gives_each_its_own_rows():
    place = Place("all.xlsx", "Data")
    one, two = table(["a"], place=place), table(["b"], "ombudsman", "service", place)
    faults = [one.fault(MISSING_VALUE, 2, "category"), two.fault(MISSING_VALUE, 2, "service")]
    faults.append(fault(RAGGED_ROW, place, 3, why="A stray comma."))
    book = load_workbook(io.BytesIO(to_xlsx(faults, {"issues": one, "ombudsman": two})))
    assert book.sheetnames == ["Summary", "Data", "Data (2)"]
    assert [(row["Row"], row["category"]) for row in lines(book["Data"])] == [(2, "a"), (3, None)]
    assert [(row["Row"], row["service"]) for row in lines(book["Data (2)"])] == [(2, "b")]


def test_what_is_wrong_elsewhere_stands_in_a_sheet_of_its_own(opened, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "themes.md").write_text("Words\nRing 07700 900123\n", encoding="utf-8")
    book = workbook_of(opened([{"method": ""}], learning="year,stage\n2023/24,1\n"))
    rows = lines(book["Files and columns"])
    found = {(row["File"], row["Row or line"], row["Column"], row["Severity"]) for row in rows}
    assert ("complaints.csv", None, "method", "warning") in found
    assert ("content/themes.md", 2, None, "warning") in found
    assert ("learning.csv", None, None, "error") in found
    assert all(row["What is wrong"] and row["What to do"] for row in rows)
    assert book.sheetnames == ["Summary", "Files and columns"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("x")'])
def test_text_that_could_be_a_formula_stays_text(text):
    found = one_cell(text)
    assert (found.data_type, found.value, found.quotePrefix) == ("s", text, True)


@pytest.mark.parametrize("text", ["#N/A", "East & <West>", "Café 😀", "TRUE", "007", "1e5", "a\nb"])
def test_text_comes_through_as_it_is(text):
    found = one_cell(text)
    assert (found.data_type, found.value, found.quotePrefix, found.number_format) == ("s", text, False, "@")


def test_a_heading_that_could_be_a_formula_stays_text():
    made = Table("issues", table(["x"]).frame, (Origin(Place("=a.csv"), {"category": "=1+1"}),))
    data = to_xlsx([made.fault(MISSING_VALUE, 2, "category")], {"issues": made})
    book = load_workbook(io.BytesIO(data))
    assert [book["=a.csv"][name].data_type for name in ("E1", "C2")] == ["s", "s"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_what_a_cell_cannot_hold_is_taken_out():
    assert one_cell("a\x00\x0b\x1f\ufffe\ud800b").value == "ab"
    assert len(one_cell("x" * 40_000).value) == 32_767
    assert len(one_cell("😀" * 20_000).value) == 16_383


def test_a_cell_of_which_nothing_is_left_is_empty():
    made = table(["\x01"])
    data = to_xlsx([made.fault(DUPLICATE_RECORD, 2, "category", what="This", elsewhere="row 9")], {"issues": made})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b't="inlineStr"></c>' not in archive.read("xl/worksheets/sheet2.xml")


def test_sheets_have_names_that_excel_takes():
    files = ["History", "summary", "a/b[c]:*?\\d.csv", "'x'", "", "y" * 40, "y" * 41, "Y" * 42, "😀" * 40]
    tables = {file: table(["x"], place=Place(file)) for file in files}
    faults = [made.fault(MISSING_VALUE, 2, "category") for made in tables.values()]
    book = load_workbook(io.BytesIO(to_xlsx(faults, tables)))
    assert all(f"Sheet '{name}': " in text_of(book["Summary"]) for name in book.sheetnames[1:])
    assert book.sheetnames == [
        "Summary",
        "History (2)",
        "summary (2)",
        "a b c d.csv",
        "x",
        "Sheet",
        "y" * 31,
        "y" * 27 + " (2)",
        "Y" * 27 + " (3)",
        "😀" * 15,
    ]


def test_lists_are_frozen_filtered_and_fit_the_width_of_a_page(opened):
    book = workbook_of(opened([{"service": ""}]))
    for sheet in book.worksheets[1:]:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(one.value and one.font.bold for one in sheet[1])
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert not sheet.merged_cells.ranges
    first, last = book["Summary"].auto_filter.ref.split(":")
    assert book["Summary"][first].value == "Severity"
    assert book["Summary"][last].value


def test_a_row_is_as_high_as_its_longest_text(opened):
    sheet = workbook_of(opened([{"service": "", "outcome": "?"}, {"reference": "102", "service": ""}]))[
        "complaints.csv"
    ]
    assert sheet.row_dimensions[2].height > sheet.row_dimensions[3].height >= 30
    assert cell(sheet, "What is wrong").alignment.wrap_text


def test_the_file_tells_its_title_and_maker_and_no_time(opened):
    properties = workbook_of(opened([{"service": ""}])).properties
    assert (properties.title, properties.creator) == ("Faults in the data", "complaints-report")
    assert {properties.created, properties.modified} == {datetime(2000, 1, 1)}
    assert properties.lastModifiedBy is None


def test_a_sheet_that_is_full_says_how_many_rows_are_left_out(monkeypatch):
    monkeypatch.setattr(workbook_pages, "MOST_ROWS", 20)
    made = table(["x"] * 30)

    def sheet_of(number):
        faults = [made.fault(MISSING_VALUE, at, "category") for at in range(2, 2 + number)]
        return load_workbook(io.BytesIO(to_xlsx(faults, {"issues": made})))["issues.csv"]

    full, over = sheet_of(19), sheet_of(25)
    assert (full.max_row, full["A20"].value) == (20, 20)
    assert (over.max_row, over["A19"].value, over["A20"].value) == (20, 19, None)
    assert over["C20"].value.startswith("7 more rows are at fault than this sheet can hold.")


def test_many_rows_at_fault_all_come_in():
    made = table(["x"] * 5_000)
    faults = [made.fault(MISSING_VALUE, at, "category") for at in made.frame.index]
    book = load_workbook(io.BytesIO(to_xlsx(faults, {"issues": made})), read_only=True)
    assert [row[0] for row in book["issues.csv"].iter_rows(min_row=2, values_only=True)] == list(range(2, 5_002))


def test_rows_of_two_parts_of_a_place_keep_to_their_own_record():
    frame = pd.DataFrame({"remedy_amount": [Decimal(1), Decimal(2)]}, index=[5, row_ids(1, 5)], dtype="object")
    place = Place("complaints.csv")
    origins = tuple(Origin(place, {"remedy_amount": f"S{stage} amount"}) for stage in (1, 2))
    made = Table("complaints", frame, origins)
    sheet = load_workbook(io.BytesIO(to_xlsx([made.fault(MISSING_VALUE, row_ids(1, 5), "remedy_amount")], {"c": made})))
    assert lines(sheet["complaints.csv"])[0]["S1 amount / S2 amount"] == 2


def holds_words(kind):
    return kind is str or any(map(holds_words, get_args(kind)))


def test_every_column_of_free_words_is_left_out_but_those_that_place_a_row():
    words = {
        (name, info.alias or column)
        for name, model in TABLES.items()
        for column, info in model.model_fields.items()
        if holds_words(info.annotation)
    }
    left_out = {(name, column) for name, columns in LEFT_OUT.items() for column in columns}
    assert left_out <= words
    assert {column for _, column in words - left_out} == {
        *("reference", "service", "category", "sub_category", "year", "metric", "by", "group"),
    }


def test_no_part_of_the_file_holds_what_could_name_somebody(opened):
    head = f"{HEAD},age_band,gender,ethnicity,disability,sexual_orientation,Child name"
    last = ",".join([CANARY] * 6)
    complaints = (
        f"{head}\n101,1,local,{CANARY},,East,,{last}\n102,1,local,01/06/2023,,East,{CANARY},{last}\n"
        f"103,1,local,01/06/2023,08/06/2023,East,,{last}\n104,1,{CANARY},01/06/2023,,,,{last},{CANARY}\n"
        f"105,{CANARY},local,01/06/2023,{CANARY},,,{last}\n"
    )
    said = {"text": f"{CANARY} 07700 900123", "about": CANARY, "from": CANARY, "service": ""}
    run = opened(
        complaints,
        compliments=[said, said | {"service": "East", "received_on": CANARY}],
        ombudsman=[{"concern": CANARY, "finding": CANARY, "remedy": CANARY, "result": CANARY}],
        learning=[{"source": CANARY, "summary": CANARY, "actions": CANARY, "stage": "", "status": CANARY}],
        history=[{"metric": CANARY, "status": CANARY, "value": CANARY}],
        activity=[{"year": CANARY, "referrals": CANARY}],
    )
    assert {found.file for found in run.faults} >= {f"{name}.csv" for name in ("complaints", "compliments", "learning")}
    with zipfile.ZipFile(io.BytesIO(to_xlsx(run.faults, run.export.read))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert len(parts) > 10
    assert not [name for name, text in parts.items() if any(word in text for word in CANARY.split())]


def test_rows_of_a_workbook_stand_in_a_sheet_named_as_theirs(workbook, folder, tmp_path):
    workbook(Data=[HEAD.split(","), ["101", 1, "local", date(2023, 6, 1), None, None, None]])
    run = open_folder(folder(None), date(2024, 6, 14))
    sheet = workbook_of(run)["Data"]
    assert lines(sheet)[0]["received_on"] == datetime(2023, 6, 1)
    assert "rows at fault in complaints.xlsx, sheet Data: 1." in text_of(workbook_of(run)["Summary"])
