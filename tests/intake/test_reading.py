"""What becomes of a file: the records read from it, and what is never kept or shown."""

import pickle
from datetime import date, datetime, time

import pandas as pd
import pytest

from complaints_report.intake.listing import to_csv, to_json, to_text
from complaints_report.run import open_folder
from tests.intake.conftest import USUAL
from tests.intake.conftest import to_csv as csv_text

HEADINGS = "reference,stage,procedure,received_on,responded_on,service,outcome"
ROWS = (
    "00101,1,statutory,01/06/2023,08/06/2023,Café – East,upheld\n"
    "102,Stage 2,local,04/03/2024,,Fostering,withdrawn\n"
    "CF/103,1,local,29/02/2024,,Children’s Homes,\n"
)
CANARY = "Quentin Canary"


def complaints(run):
    return run.export.tables["complaints"]


def received(opened, written, toml=""):
    """The day that a date is read as."""
    run = opened([{"received_on": written, "responded_on": ""}], toml)
    assert not run.errors
    return complaints(run)["received_on"][2]


def everything_said(run):
    """Every fault, in every form that `check` writes."""
    return repr(run.faults) + to_text(run.faults) + to_json(run.faults) + to_csv(run.faults)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_encoding_and_line_ending_gives_the_same_records(opened, encoding, newline):
    run = opened(f"{HEADINGS}\n{ROWS}".replace("\n", newline).encode(encoding))
    assert not run.errors
    assert list(complaints(run)["service"]) == ["Café – East", "Fostering", "Children’s Homes"]
    pd.testing.assert_frame_equal(complaints(run), complaints(opened(f"{HEADINGS}\n{ROWS}")))


def test_a_last_line_without_an_end_is_read(opened):
    run = opened(f"{HEADINGS}\n{ROWS}".rstrip())
    assert not run.errors
    assert list(complaints(run).index) == [2, 3, 4]


def test_a_workbook_gives_the_same_records_as_a_csv_file(opened, workbook, tmp_path):
    from_csv = complaints(opened(f"{HEADINGS}\n{ROWS}"))
    (tmp_path / "complaints.csv").unlink()
    workbook(
        Data=[
            HEADINGS.split(","),
            ["00101", 1, "statutory", date(2023, 6, 1), datetime(2023, 6, 8, 16, 45), "Café – East", "upheld"],
            [102, "Stage 2", "local", "04/03/2024", None, "Fostering", "withdrawn"],
            ["CF/103", 1.0, "local", 45351, None, "Children’s Homes", None],
        ]
    )
    run = opened(None)
    assert not run.errors
    assert run.export.inputs[0].file == "complaints.xlsx"
    pd.testing.assert_frame_equal(complaints(run), from_csv)


@pytest.mark.parametrize("toml", ["", "[sources.complaints]\nheading_row = 4\n"])
def test_title_rows_above_the_headings_are_passed_over(opened, toml):
    run = opened(f"Complaints,,\n,,\nExported on,14/06/2024\n{HEADINGS}\n{ROWS}", toml)
    assert not run.errors
    assert list(complaints(run).index) == [5, 6, 7]


def test_title_rows_of_a_workbook_are_passed_over(opened, workbook):
    workbook(Data=[["Complaints"], [], HEADINGS.split(","), *(line.split(",") for line in ROWS.splitlines())])
    run = opened(None)
    assert not run.errors
    assert list(complaints(run).index) == [4, 5, 6]


def test_canonical_headings_are_known_in_any_case_and_punctuation(opened):
    odd = "REFERENCE:,Stage,Procedure ,Received On,responded-on?,Ser_vice,OUT COME"
    run = opened(f"{odd}\n{ROWS}")
    assert not run.errors
    pd.testing.assert_frame_equal(complaints(run), complaints(opened(f"{HEADINGS}\n{ROWS}")))


def test_mapped_headings_are_read_under_our_names_and_faults_name_theirs(opened):
    theirs = "Case Ref,Level,Type,Date In,Date Out,Team,Decision"
    toml = (
        '[sources.complaints]\nfile = "Export (final).csv"\n[sources.complaints.columns]\n'
        'reference = "case ref"\nstage = "Level"\nprocedure = "Type"\nreceived_on = ["Received", "Date In"]\n'
        'responded_on = "Date Out"\nservice = "Team"\noutcome = ["Decision", "Result"]\n'
    )
    run = opened(None, toml, **{"Export (final)": f"{theirs}\n{ROWS}"})
    assert not run.errors
    pd.testing.assert_frame_equal(complaints(run), complaints(opened(f"{HEADINGS}\n{ROWS}")))
    run = opened(None, toml, **{"Export (final)": f"{theirs}\n{ROWS.replace('01/06/2023', '31/06/2023')}"})
    assert [(found.file, found.row, found.column) for found in run.errors] == [("Export (final).csv", 2, "Date In")]


def test_constants_fill_a_column_that_the_export_does_not_have(opened):
    toml = '[sources.complaints.constants]\nprocedure = "local"\nstage = 1\nextension_agreed = true\n'
    run = opened("reference,received_on,service\n101,01/06/2023,East\n102,02/06/2023,East\n", toml)
    assert not run.errors
    assert list(complaints(run)["procedure"]) == ["local", "local"]
    assert list(complaints(run)["stage"]) == [1, 1]
    assert list(complaints(run)["extension_agreed"]) == [True, True]


def test_the_exports_values_are_read_as_ours(opened):
    toml = (
        '[sources.complaints.values.outcome]\n"Upheld in full" = "upheld"\n"Not known" = ""\n'
        '[sources.complaints.values.stage]\n"Informal" = "1"\n'
    )
    run = opened(
        [{"outcome": "UPHELD  in full"}, {"reference": "102", "outcome": "not known", "stage": "Informal"}], toml
    )
    assert not run.errors
    assert list(complaints(run)["outcome"].fillna("blank")) == ["upheld", "blank"]
    assert list(complaints(run)["stage"]) == [1, 1]


def test_a_value_read_as_nothing_is_missing_where_it_is_needed(opened):
    run = opened([{"service": "None"}], '[sources.complaints.values.service]\n"None" = ""\n')
    assert [(found.rule, found.row, found.column) for found in run.errors] == [("missing-value", 2, "service")]


def test_references_keep_their_leading_zeros_and_lose_only_a_spreadsheets_decimals(opened, workbook):
    workbook(
        Data=[
            HEADINGS.split(","),
            *([reference, 1, "local", date(2023, 6, 1), None, "East", None] for reference in ("007", 7.0, "7.0", 70)),
        ]
    )
    assert list(complaints(opened(None))["reference"]) == ["007", "7", "7.0", "70"]


def test_text_that_other_programs_take_for_nothing_is_kept(opened):
    assert complaints(opened([{"service": "  NA  "}]))["service"][2] == "NA"
    assert complaints(opened([{"service": "null"}]))["service"][2] == "null"


@pytest.mark.parametrize(
    "written",
    [
        "04/03/2024",
        "4/3/2024",
        "4/3/24",
        "04-03-2024",
        "04.03.2024",
        "2024-03-04",
        "2024/03/04",
        "4 March 2024",
        "4th March 2024",
        "Monday 4 March 2024",
        "Mon, 4 Mar 2024",
        "04-Mar-24",
        "4 MAR 2024",
        "04/03/2024 23:59",
        "04/03/2024 00:00:00",
        "04/03/2024 11:59 pm",
        "2024-03-04T23:59:59",
        "2024-03-04T23:59:59.999Z",
        "2024-03-04 23:59:59+01:00",
        "4 March 2024 09:30",
    ],
)
def test_a_day_is_read_from_every_common_form_and_its_time_is_dropped(opened, written):
    assert received(opened, written) == pd.Timestamp(2024, 3, 4)


def test_serial_numbers_and_times_of_a_workbook_are_days(opened, workbook):
    cells = (45355, 45355.99, datetime(2024, 3, 4, 23, 59), date(2024, 3, 4))
    workbook(
        Data=[
            HEADINGS.split(","),
            *([str(n), 1, "local", cell, None, "East", None] for n, cell in enumerate(cells)),
        ]
    )
    run = opened(None)
    assert not run.errors
    assert set(complaints(run)["received_on"]) == {pd.Timestamp(2024, 3, 4)}


@pytest.mark.parametrize("cell", [0, -1, 200_000, True, time(9, 30)])
def test_numbers_that_are_no_days_and_bare_times_are_unreadable(opened, workbook, cell):
    workbook(Data=[HEADINGS.split(","), ["101", 1, "local", cell, None, "East", None]])
    assert [found.rule for found in opened(None).errors] == ["unreadable-date"]


def test_a_workbook_counted_from_1904_gives_the_same_days(opened, workbook, tmp_path):
    from openpyxl.utils.datetime import MAC_EPOCH

    book = workbook(Data=[HEADINGS.split(","), ["101", 1, "local", None, None, "East", None]])
    book.epoch = MAC_EPOCH
    book["Data"]["D2"] = date(2024, 3, 4)
    book.save(tmp_path / "complaints.xlsx")
    assert complaints(opened(None))["received_on"][2] == pd.Timestamp(2024, 3, 4)


def test_what_was_read_is_counted(opened):
    run = opened([{}, {"reference": "102", "stage": "9"}], issues=[{}])
    assert [(one.table, one.rows_read, one.rows_used, one.rows_left_out) for one in run.export.inputs] == [
        ("complaints", 2, 1, 1),
        ("issues", 1, 1, 0),
    ]
    assert all(len(one.sha256) == 64 for one in run.export.inputs)


# What is never kept or shown


def test_nothing_of_an_unmapped_column_is_kept_or_said(opened):
    run = opened([{"Client Name": CANARY, "reference": "101"}, {"Client Name": CANARY, "stage": "9"}])
    assert len(run.errors) == 1
    assert CANARY.encode() not in pickle.dumps((run.export, run.source.tables))
    assert CANARY not in everything_said(run)
    assert "Client Name" not in complaints(run).columns


def test_nothing_of_an_unmapped_column_of_a_workbook_is_kept(opened, workbook):
    row = ["101", 1, "statutory", date(2023, 6, 1), None, "East", "won", CANARY]
    workbook(Data=[[*HEADINGS.split(","), "Client Name"], row], Notes=[[CANARY]])
    run = opened(None)
    assert len(run.errors) == 1
    assert CANARY.encode() not in pickle.dumps((run.export, run.source.tables))
    assert CANARY not in everything_said(run)


@pytest.mark.parametrize(
    "column",
    ["stage", "procedure", "received_on", "responded_on", "outcome", "method", "extension_agreed", "remedy_amount"],
)
def test_a_name_in_the_wrong_cell_is_not_shown(opened, column):
    run = opened([{column: CANARY}])
    assert [(found.column, found.value) for found in run.errors] == [(column, "(text not shown)")]
    assert CANARY not in everything_said(run)


def test_free_text_is_not_shown_whatever_is_wrong_around_it(opened):
    run = opened(
        [{"reference": CANARY}, {"reference": CANARY, "outcome": ""}, {"reference": "102", "service": CANARY}],
        '[areas]\n"Citywide" = ["Fostering"]\n',
        issues=[{"category": CANARY, "reference": f"{CANARY} 2"}],
        compliments=[{"text": f"{CANARY} a@example.org", "about": CANARY, "from": CANARY, "received_on": "soon"}, {}],
        learning=[{"summary": f"{CANARY} 07700 900123", "year": CANARY}],
        ombudsman=[{"concern": f"{CANARY} a@example.org", "result": CANARY}],
        activity=[{"referrals": CANARY}],
        history=[{"group": CANARY, "value": CANARY}],
    )
    assert {"duplicate-record", "orphan-issue", "unmapped-service"} <= {found.rule for found in run.faults}
    assert CANARY not in everything_said(run)


def test_a_ragged_row_is_not_shown(opened):
    run = opened(f'{HEADINGS}\n101,1,local,01/06/2023,,East,,{CANARY}\n102,1,"{CANARY}\n')
    assert [found.rule for found in run.errors] == ["ragged-row", "ragged-row"]
    assert CANARY not in everything_said(run)


@pytest.mark.parametrize(
    ("column", "written", "shown"),
    [
        ("received_on", "31/02/2023", "31/02/2023"),
        ("received_on", "2023-02-31T10:00Z", "2023-02-31T10:00Z"),
        ("received_on", "31 February 2023", "(text not shown)"),
        ("stage", "4", "4"),
        ("stage", "Stage 4", "Stage 4"),
        ("outcome", "uphled", "uphled"),
        ("outcome", "Upheldd", "Upheldd"),
        ("outcome", "upheldxyz", "(text not shown)"),
        ("procedure", "Locally", "Locally"),
        ("procedure", "Sandra", "(text not shown)"),
        ("remedy_amount", "-50", "-50"),
    ],
)
def test_a_value_is_shown_only_where_it_is_digits_or_nearly_a_known_code(opened, column, written, shown):
    assert [found.value for found in opened([{column: written}]).errors] == [shown]


def test_check_writes_errors_first_with_the_place_and_the_cure(opened):
    run = opened([{"outcome": ""}, {"reference": "102", "received_on": "31/02/2023"}])
    text = to_text(run.faults)
    assert text.startswith("1 error and 4 warnings.\n")
    assert "  complaints.csv, row 3, received_on [31/02/2023]: This cannot be read as a date.\n" in text
    cure = "Put the date right in the case system or the export, as day/month/year; "
    cure += "where there is none yet, leave it blank."
    assert f"  What to do: {cure}\n" in text
    assert to_csv(run.faults).splitlines()[:2] == [
        "severity,rule,file,sheet,row,column,value,message,cure",
        f'error,unreadable-date,complaints.csv,,3,received_on,31/02/2023,This cannot be read as a date.,"{cure}"',
    ]


def test_check_lists_the_first_ten_values_of_a_rule_and_counts_the_rest(opened):
    run = opened([{"reference": str(n), "stage": f"{n + 10}"} for n in range(12)])
    text = to_text(run.faults)
    assert "    '19', row 11\n" in text
    assert "'20', row 12" not in text
    assert "and 2 more; --format csv lists them all." in text
    assert to_json(run.faults).count('"unknown-value"') == 12


def told_of(run, rule):
    """What is said of a rule, line by line."""
    text = to_text(run.faults)
    return text.split(f"\n\n{rule} (")[1].split("\n\n")[0].splitlines()[1:]


def test_check_tells_equal_faults_once_with_their_rows_and_the_cure_once(opened):
    values = ["Resolved informally"] * 27 + ["Looked into"] * 6
    run = opened([{"reference": str(n), "outcome": value} for n, value in enumerate(values)])
    first, *each, cure = told_of(run, "unknown-value")
    assert first == "  complaints.csv, outcome: This is not one of the values that outcome may have."
    assert each == [
        "    'Resolved informally', 27 rows: 2, 3, 4, 5, 6 and 22 more",
        "    'Looked into', 6 rows: 29, 30, 31, 32, 33 and 1 more",
    ]
    assert "[sources.complaints.values.outcome] in report.toml" in cure
    assert "`complaints-report init FOLDER --values`" in cure
    assert to_csv(run.faults).count("Resolved informally") == 27


def test_each_column_has_its_own_cure_below_it(opened):
    run = opened([{"reference": f"{n}", "outcome": "odd", "method": "odd"} for n in range(2)])
    lines = told_of(run, "unknown-value")
    assert [line.split(":")[0].strip() for line in lines] == [
        *("complaints.csv, outcome", "(text not shown), 2 rows", "What to do"),
        *("complaints.csv, method", "(text not shown), 2 rows", "What to do"),
    ]


@pytest.mark.parametrize(
    ("column", "value", "rows", "others", "is_shown"),
    [
        ("outcome", "Resolved informally", 5, (), True),
        ("outcome", "Resolved informally", 4, (), False),
        ("outcome", "R" * 40, 5, (), True),
        ("outcome", "R" * 41, 5, (), False),
        ("outcome", "Resolved informally", 5, [f"upheld {n}" for n in range(29)], True),
        ("outcome", "Resolved informally", 5, [f"upheld {n}" for n in range(30)], False),
        ("outcome", "a.canary@example.org", 5, (), False),
        ("outcome", "Ring 07700 900123", 5, (), False),
        ("stage", "Informal stage", 5, (), True),
        ("procedure", "Adults", 5, (), True),
        ("method", "Pigeon", 5, (), True),
        ("extension_agreed", "not yet", 5, (), True),
        ("complainant", "Step-parent / guardian", 5, (), True),
        ("complainant", "Mrs Canary", 5, (), False),
        ("complainant", "Parent of 12345", 5, (), False),
        ("remedy_amount", "none paid", 5, (), False),
    ],
)
def test_an_unknown_value_is_shown_where_a_system_must_have_written_it(opened, column, value, rows, others, is_shown):
    texts = [*[value] * rows, *others]
    run = opened([{"reference": f"{n}", column: text} for n, text in enumerate(texts)])
    shown = {found.value for found in run.errors if found.row == 2}
    assert shown == {value if is_shown else "(text not shown)"}


def test_a_value_that_report_toml_has_nearly_is_told_there_with_its_line(opened):
    toml = '[sources.complaints.values.outcome]\n"Justifed" = "upheld"\n"Other" = "withdrawn"\n'
    near, far = (opened([{"outcome": text}], toml).errors[0] for text in ("Justified", "Unfounded"))
    assert near.message.endswith("report.toml names 'Justifed', which differs from it by no more than a letter or two.")
    cure = "Write it as the export has it under [sources.complaints.values.outcome] in report.toml, line 3."
    assert near.cure == cure
    assert "report.toml names" not in far.message


def test_a_value_of_several_sheets_is_counted_in_all_of_them(folder):
    toml = '[sources.complaints]\nfile = ["a.csv", "b.csv"]\n'
    place = folder(None, toml)
    for name, first in (("a", 100), ("b", 200)):
        rows = [USUAL["complaints"] | {"reference": f"{first + n}", "outcome": "Looked into"} for n in range(3)]
        (place / f"{name}.csv").write_text(csv_text(rows), encoding="utf-8")
    assert {found.value for found in open_folder(place, date(2024, 6, 14)).errors} == {"Looked into"}
