"""Every rule on the data: where it fires, and what nearly breaks it."""

import json
from datetime import date

import pytest
from openpyxl import load_workbook

from complaints_report.errors import DataError, SettingsError, UnreadableError
from complaints_report.run import open_folder, require_readable
from tests.intake.conftest import USUAL, to_csv

HEADINGS = "reference,stage,procedure,received_on,responded_on,service,outcome"
GOOD = "101,1,statutory,01/06/2023,08/06/2023,Fostering,upheld"
LATER = {"stage": "2", "received_on": "01/07/2023", "responded_on": "08/07/2023"}
REVIEW = {
    "stage": "3",
    "received_on": "01/09/2023",
    "panel_held_on": "11/09/2023",
    "panel_report_on": "15/09/2023",
    "responded_on": "20/09/2023",
}
AREAS = '[areas]\n"Citywide" = ["Fostering"]\n'


def places(run, rule):
    return [(found.file, found.row, found.column) for found in run.faults if found.rule == rule]


def values(run, rule):
    return [found.value for found in run.faults if found.rule == rule]


def rows(run, table="complaints"):
    return list(run.export.tables[table].index)


def is_clean(run, table="complaints"):
    """Whether there is no error, and every row counts."""
    return not run.errors and all(one.rows_left_out == 0 for one in run.export.inputs if one.table == table)


def stops(run):
    """How `build` ends."""
    with pytest.raises((DataError, UnreadableError)) as stopped:
        require_readable(run, draft=False)
    return stopped.value.exit_code


def test_data_without_a_fault_are_silent_but_for_what_is_to_be_written(opened):
    run = opened(issues=[{"outcome": "upheld"}], activity=[{}], history=[{}], learning=[{}], ombudsman=[{}])
    assert [(found.rule, found.file) for found in run.faults] == [
        ("to-be-written", "content/themes.md"),
        ("to-be-written", "content/next-steps.md"),
    ]
    require_readable(run, draft=False)


# Dates


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2023",
        "29/02/2023",
        "00/01/2023",
        "01/01/1900",
        "01/01/1999",
        "31/12/1999",
        "15/06/2024",
        "01/06/20233",
        "soon",
        "June 2023",
    ],
)
def test_a_date_that_cannot_be_is_unreadable_and_its_row_is_left_out(opened, written):
    run = opened([{"responded_on": ""}, {"reference": "102", "received_on": written, "responded_on": ""}])
    assert places(run, "unreadable-date") == [("complaints.csv", 3, "received_on")]
    assert [found.rule for found in run.errors] == ["unreadable-date"]
    assert rows(run) == [2]
    assert stops(run) == 1
    require_readable(run, draft=True)


@pytest.mark.parametrize("written", ["28/02/2023", "29/02/2020", "01/01/2000", "14/06/2024"])
def test_the_first_and_last_days_that_can_be_are_read(opened, written):
    assert is_clean(opened([{"received_on": written, "responded_on": "", "outcome": ""}]))


def test_the_settings_day_of_export_decides_before_today_does(opened):
    run = opened([{"received_on": "13/04/2024", "responded_on": ""}], "[report]\nexported_on = 2024-04-12\n")
    assert places(run, "unreadable-date") == [("complaints.csv", 2, "received_on")]
    assert run.export.exported_on == date(2024, 4, 12)
    assert is_clean(opened([{"received_on": "12/04/2024", "responded_on": ""}], "[report]\nexported_on = 2024-04-12\n"))


def test_an_action_may_be_due_after_the_export(opened):
    assert is_clean(opened(learning=[{"due_on": "30/09/2024"}]), "learning")


OLD = {"received_on": "30/12/2014", "responded_on": "08/01/2015"}


@pytest.mark.parametrize("old", [OLD, REVIEW | OLD, OLD | {"responded_on": "", "outcome": ""}])
def test_a_complaint_from_before_the_calendar_is_warned_of_and_counts_in_no_figure_of_time(opened, old):
    run = opened([{}, old | {"reference": "102"}])
    assert is_clean(run)
    assert places(run, "old-row") == [("complaints.csv", 3, "received_on")]
    assert values(run, "old-row") == ["30/12/2014"]
    derived = run.source.tables["complaints"].loc[3]
    assert not derived["timed"]
    times = [name for name in derived.index if name == "working_days" or name.startswith("days_to_")]
    assert derived[times].isna().all()


def test_a_panel_before_the_calendar_of_a_complaint_in_it_is_unreadable(opened):
    run = opened([REVIEW | {"panel_held_on": "30/12/2014"}])
    assert places(run, "unreadable-date") == [("complaints.csv", 2, "panel_held_on")]
    assert rows(run) == []


@pytest.mark.parametrize(
    "not_timed",
    [
        {"responded_on": "", "outcome": ""},
        {"responded_on": "08/01/2015", "outcome": "withdrawn"},
        {"responded_on": "08/01/2015", "outcome": "outside jurisdiction"},
        {"responded_on": "", "panel_held_on": "08/01/2015"},
    ],
)
def test_a_date_before_the_calendar_is_read_where_no_figure_needs_its_working_days(opened, not_timed):
    assert is_clean(opened([{"received_on": "30/12/2014"} | not_timed]))


def test_the_calendars_first_day_is_inside_it(opened):
    run = opened([{"received_on": "01/01/2015", "responded_on": "08/01/2015"}])
    assert is_clean(run)
    assert not places(run, "old-row")


def test_a_column_that_can_only_be_month_first_gets_one_error(opened):
    run = opened(
        [
            {"reference": "1", "received_on": "06/25/2023", "responded_on": ""},
            {"reference": "2", "received_on": "06/07/2023", "responded_on": ""},
            {"reference": "3", "received_on": "12/31/2023", "responded_on": ""},
        ]
    )
    assert places(run, "ambiguous-date") == [("complaints.csv", None, "received_on")]
    assert len(run.errors) == 1
    assert 'date_order = "month first"' in run.errors[0].cure
    assert rows(run) == []


def test_a_month_first_column_said_to_be_so_is_read(opened):
    written = [{"received_on": "06/25/2023", "responded_on": ""}, {"reference": "2", "received_on": "06/07/2023"}]
    run = opened(written, '[sources.complaints]\ndate_order = "month first"\n')
    assert list(run.export.tables["complaints"]["received_on"].dt.strftime("%d %m")) == ["25 06", "07 06"]


def test_a_day_first_column_said_to_be_month_first_gets_one_error(opened):
    run = opened([{"received_on": "25/06/2023"}], '[sources.complaints]\ndate_order = "month first"\n')
    assert places(run, "ambiguous-date") == [("complaints.csv", None, "received_on")]


def test_where_both_orders_occur_the_dates_readable_both_ways_are_ambiguous(opened):
    written = ("25/06/2023", "06/25/2023", "06/07/2023", "07/07/2023", "8 June 2023", "2023-06-07")
    run = opened(
        [{"reference": str(n), "received_on": one, "responded_on": ""} for n, one in enumerate(written)],
    )
    assert places(run, "unreadable-date") == [("complaints.csv", 3, "received_on")]
    assert places(run, "ambiguous-date") == [("complaints.csv", 4, "received_on")]
    assert values(run, "ambiguous-date") == ["06/07/2023"]
    assert rows(run) == [2, 5, 6, 7]


def test_a_column_readable_both_ways_is_read_day_first(opened):
    run = opened([{"received_on": "06/07/2023", "responded_on": ""}])
    assert is_clean(run)
    assert run.export.tables["complaints"]["received_on"][2].month == 7


def test_each_columns_order_is_its_own(opened):
    run = opened([{"received_on": "25/06/2023", "responded_on": "06/27/2023"}])
    assert places(run, "ambiguous-date") == [("complaints.csv", None, "responded_on")]


def test_a_response_before_the_complaint_is_an_error(opened):
    run = opened([{"responded_on": "31/05/2023"}])
    assert places(run, "response-before-received") == [("complaints.csv", 2, "responded_on")]
    assert values(run, "response-before-received") == ["31/05/2023"]
    assert rows(run) == []


def test_a_response_on_the_same_day_is_none(opened):
    assert is_clean(opened([{"responded_on": "01/06/2023"}]))


# Values


@pytest.mark.parametrize("column", ["reference", "stage", "procedure", "received_on", "service"])
def test_a_blank_cell_that_is_needed_is_an_error(opened, column):
    run = opened([{column: "  "}])
    assert places(run, "missing-value") == [("complaints.csv", 2, column)]
    assert rows(run) == []


def test_a_blank_cell_that_is_not_needed_is_none(opened):
    assert is_clean(opened([{"responded_on": "", "outcome": ""}]))


@pytest.mark.parametrize(
    ("table", "column", "written"),
    [
        ("complaints", "stage", "4"),
        ("complaints", "stage", "Stage 12"),
        ("complaints", "procedure", "mixed"),
        ("complaints", "outcome", "justified"),
        ("complaints", "method", "pigeon"),
        ("complaints", "complainant", "robot"),
        ("complaints", "extension_agreed", "perhaps"),
        ("complaints", "remedy_amount", "-5"),
        ("complaints", "remedy_amount", "about 50"),
        ("ombudsman", "result", "won"),
        ("learning", "year", "2023/25"),
        ("learning", "status", "shelved"),
        ("activity", "referrals", "12.5"),
        ("history", "status", "draft"),
        ("history", "metric", "recieved"),
    ],
)
def test_a_value_that_is_not_known_is_an_error(opened, table, column, written):
    run = opened(**{table: [{column: written}]})
    assert places(run, "unknown-value") == [(f"{table}.csv", 2, column)]
    assert stops(run) == 1


@pytest.mark.parametrize(
    ("table", "column", "written"),
    [
        ("complaints", "stage", "Stage  ONE"),
        ("complaints", "stage", "S1"),
        ("complaints", "stage", "1.0"),
        ("complaints", "procedure", "LOCAL"),
        ("complaints", "outcome", "Partially  Upheld"),
        ("complaints", "extension_agreed", "N"),
        ("complaints", "remedy_amount", "£1,250.50"),
        ("ombudsman", "result", "Not Upheld"),
        ("learning", "year", "2023-2024"),
        ("learning", "status", "In progress"),
        ("activity", "referrals", "1,250.0"),
        ("history", "status", "Restated"),
    ],
)
def test_case_and_spacing_and_common_forms_of_a_value_are_known(opened, table, column, written):
    assert is_clean(opened(**{table: [{column: written}]}), table)


def test_stage_3_under_the_local_procedure_is_an_error(opened):
    run = opened([{"stage": "3", "procedure": "local"}])
    assert places(run, "wrong-stage") == [("complaints.csv", 2, "stage")]
    assert rows(run) == []


@pytest.mark.parametrize("kind", [{"stage": "2", "procedure": "local"}, {"stage": "3", "procedure": "statutory"}])
def test_a_stage_that_the_procedure_has_is_none(opened, kind):
    assert is_clean(opened([kind]))


@pytest.mark.parametrize("written", ["#N/A", "#REF!", "#value!", "#DIV/0!"])
def test_a_spreadsheets_error_is_an_error_in_a_csv_file_too(opened, written):
    run = opened([{"outcome": written}])
    assert places(run, "error-cell") == [("complaints.csv", 2, "outcome")]
    assert rows(run) == []


@pytest.mark.parametrize("written", ["#N/A", "=D2"])
def test_an_error_or_a_formula_never_calculated_is_an_error_in_a_workbook(opened, workbook, written):
    row = ["101", 1, "statutory", date(2023, 6, 1), written, "Fostering", "upheld"]
    workbook(Data=[HEADINGS.split(","), row])
    run = opened(None)
    (found,) = run.errors
    assert (found.rule, found.file, found.sheet) == ("error-cell", "complaints.xlsx", "Data")
    assert (found.row, found.column, found.value) == (2, "responded_on", "")
    assert rows(run) == []


def test_an_error_in_a_column_that_is_not_read_is_none(opened, workbook):
    workbook(Data=[[*HEADINGS.split(","), "Notes"], [*GOOD.split(","), "=A2"], ["102", *GOOD.split(",")[1:], "#N/A"]])
    assert is_clean(opened(None))


def test_text_that_only_resembles_an_error_is_none(opened):
    assert is_clean(opened([{"service": "#N/A team"}]))


# Rows


def test_records_that_differ_under_one_reference_and_stage_are_each_an_error(opened):
    run = opened([{}, {"outcome": "not upheld"}, {"reference": "102"}])
    assert places(run, "duplicate-record") == [("complaints.csv", 2, "reference"), ("complaints.csv", 3, "reference")]
    assert values(run, "duplicate-record") == ["101", "101"]
    assert rows(run) == [4]


def test_the_first_of_exact_repeats_counts(opened):
    run = opened([{}, {"reference": "102"}, {}, {}])
    assert places(run, "duplicate-record") == [("complaints.csv", 4, "reference"), ("complaints.csv", 5, "reference")]
    assert rows(run) == [2, 3]


def test_of_two_records_that_are_each_repeated_one_row_counts(opened):
    other = {"outcome": "not upheld"}
    run = opened([other, {}, {}, other, {"reference": "102"}])
    assert [row for _, row, _ in places(run, "duplicate-record")] == [3, 4, 5]
    assert rows(run) == [2, 6]


def test_one_reference_at_two_stages_is_no_duplicate(opened):
    assert is_clean(opened([{}, LATER]))


def test_references_that_differ_in_their_leading_zeros_are_no_duplicates(opened):
    assert is_clean(opened([{"reference": "0101"}, {}]))


def test_one_figure_twice_in_history_is_a_duplicate(opened):
    run = opened(history=[{}, {"value": "91"}, {"status": "restated"}])
    assert places(run, "duplicate-record") == [("history.csv", 2, "year"), ("history.csv", 3, "year")]
    assert rows(run, "history") == [4]


def test_a_figure_of_history_without_a_status_is_a_published_one(opened):
    run = opened(history=[{"status": ""}, {"value": "91"}])
    assert places(run, "duplicate-record") == [("history.csv", 2, "year"), ("history.csv", 3, "year")]


def test_history_needs_only_its_years_metrics_and_values(opened):
    run = opened(history="year,metric,value\n2022/23,received,90\n2021/22,received,80\n")
    assert is_clean(run, "history")


def test_one_year_twice_in_activity_is_a_duplicate(opened):
    run = opened(activity=[{}, {"referrals": "5"}, {"year": "2022/23"}])
    assert places(run, "duplicate-record") == [("activity.csv", 2, "year"), ("activity.csv", 3, "year")]


def test_issues_that_repeat_are_each_an_issue(opened):
    assert is_clean(opened(issues=[{}, {}]), "issues")


@pytest.mark.parametrize("stray", [{"reference": "999"}, {"stage": "2"}])
def test_an_issue_of_no_complaint_at_its_stage_is_an_error(opened, stray):
    run = opened(issues=[{}, stray])
    assert places(run, "orphan-issue") == [("issues.csv", 3, "reference")]
    assert rows(run, "issues") == [2]


def test_an_issue_of_a_complaint_at_its_stage_is_none(opened):
    assert is_clean(opened([{}, LATER], issues=[{}, {"stage": "Stage 2"}]), "issues")


@pytest.mark.parametrize(
    "wrong", [{"received_on": "31/02/2023"}, {"stage": "one-ish"}, {"responded_on": "31/05/2023"}, {"service": ""}]
)
def test_an_issue_is_left_out_in_silence_where_its_complaint_is_itself_at_fault(opened, wrong):
    run = opened([wrong, {"reference": "102"}], issues=[{}, {"reference": "102"}])
    assert places(run, "orphan-issue") == []
    assert len(run.errors) == 1
    assert rows(run, "issues") == [3]


def test_a_row_with_more_cells_than_headings_is_ragged(opened):
    run = opened(f"{HEADINGS}\n{GOOD}\n102{GOOD[3:]},stray\n")
    assert places(run, "ragged-row") == [("complaints.csv", 3, "")]
    assert rows(run) == [2]


@pytest.mark.parametrize("end", [",,,", ", ,"])
def test_blank_cells_beyond_the_headings_are_not_ragged(opened, end):
    assert is_clean(opened(f"{HEADINGS}\n{GOOD}{end}\n"))


def test_a_row_may_end_before_the_last_heading(opened):
    assert is_clean(opened(f"{HEADINGS}\n101,1,statutory,01/06/2023,,Fostering\n"))


def test_an_unclosed_quote_is_ragged_from_where_it_opens(opened):
    run = opened(f'{HEADINGS}\n{GOOD}\n102,1,statutory,01/06/2023,,"Fostering,upheld\n103{GOOD[3:]}\n')
    assert places(run, "ragged-row") == [("complaints.csv", 3, "")]
    assert rows(run) == [2]


def test_a_quoted_cell_may_hold_commas_quotes_and_lines(opened):
    run = opened(f"{HEADINGS}\n{GOOD.replace('Fostering', chr(34) + 'East, or the East' + chr(34))}\n")
    assert is_clean(run)
    quoted = '"Thank\nyou, ""all"""'
    run = opened(compliments=f"received_on,service,text\n01/06/2023,East,{quoted}\n02/06/2023,East,Thanks\n")
    assert list(run.export.tables["compliments"]["text"]) == ['Thank\nyou, "all"', "Thanks"]


def test_blank_lines_are_no_rows_but_are_counted_as_the_spreadsheet_does(opened):
    run = opened(f"{HEADINGS}\n\n,,,\n{GOOD}\n")
    assert is_clean(run)
    assert rows(run) == [4]


# Files


@pytest.mark.parametrize("content", [b"reference\nr\0e\0f\0", b"reference\n\x81\n"])
def test_a_file_that_is_not_text_cannot_be_read(opened, content):
    run = opened(content)
    assert places(run, "unreadable-file") == [("complaints.csv", 2, "")]
    assert "complaints" not in run.export.tables
    assert stops(run) == 2
    with pytest.raises(UnreadableError):
        require_readable(run, draft=True)


def test_a_workbook_that_is_none_cannot_be_read(opened, tmp_path):
    (tmp_path / "complaints.xlsx").write_bytes(b"reference,stage\n")
    assert places(opened(None), "unreadable-file") == [("complaints.xlsx", None, "")]


def test_complaints_must_be_there_and_so_must_any_file_named(opened):
    run = opened(None, '[sources.issues]\nfile = "Issues (final).csv"\n')
    assert places(run, "unreadable-file") == [("complaints.csv", None, ""), ("Issues (final).csv", None, "")]


def test_a_sheet_that_is_not_there_makes_its_file_unreadable(opened, workbook):
    workbook(Data=[HEADINGS.split(","), GOOD.split(",")])
    run = opened(None, '[sources.complaints]\nfile = "complaints.xlsx"\nsheet = "Dat"\n')
    assert places(run, "unreadable-file") == [("complaints.xlsx", None, "")]
    assert is_clean(opened(None, '[sources.complaints]\nfile = "complaints.xlsx"\nsheet = "Data"\n'))


def test_tables_that_are_not_there_are_no_fault(opened):
    assert is_clean(opened())


def test_a_column_that_is_needed_and_missing_is_named_with_the_nearest_heading(opened):
    run = opened(f"{HEADINGS.replace('received_on', 'Recieved')}\n{GOOD}\n")
    assert places(run, "missing-column") == [("complaints.csv", None, "")]
    assert "received_on" in run.errors[0].message
    assert "'Recieved'" in run.errors[0].message
    assert stops(run) == 2


def test_a_mapped_heading_that_is_not_there_is_a_missing_column_even_of_an_optional_one(opened):
    run = opened([{}], '[sources.complaints.columns]\nmethod = "Received via"\n')
    assert places(run, "missing-column") == [("complaints.csv", None, "")]
    assert is_clean(opened([{"Received Via": "post"}], '[sources.complaints.columns]\nmethod = "Received via"\n'))


def test_a_mapped_heading_that_is_not_there_is_told_of_report_toml_with_its_line(opened):
    toml = '[sources.complaints.columns]\nmethod = "Recieved via"\n'
    (found,) = opened([{"Received Via": "post"}], toml).errors
    assert found.message == (
        "report.toml names 'Recieved via' for method, and the export has no such heading. "
        "The nearest headings are 'Received Via'."
    )
    cure = "Write it as the export has it: method under [sources.complaints.columns] in report.toml, line 4."
    assert found.cure == cure


def test_a_cure_names_the_line_of_the_part_that_it_is_about(opened):
    run = opened([{"outcome": "odd"}], '[sources.complaints.values.outcome]\n"A" = "upheld"\n')
    assert "under [sources.complaints.values.outcome] in report.toml, line 3; " in run.errors[0].cure
    assert "values.outcome] in report.toml; " in opened([{"outcome": "odd"}]).errors[0].cure


def test_a_file_that_is_not_there_is_told_with_the_line_that_names_it(opened):
    (found,) = opened(None, '[sources.complaints]\nfile = "Exprt.csv"\n').errors
    assert found.cure.endswith("'file' under [sources.complaints] in report.toml, line 4.")


def test_every_missing_column_is_reported(opened):
    run = opened("reference,stage,procedure\n101,1,local\n")
    assert len(places(run, "missing-column")) == 2


def test_an_optional_column_may_be_missing(opened):
    assert is_clean(opened("reference,stage,procedure,received_on,service\n101,1,local,01/06/2023,Fostering\n"))


def test_two_headings_for_one_column_are_an_error(opened):
    run = opened(f"{HEADINGS},Received On\n{GOOD},02/06/2023\n")
    assert places(run, "duplicate-heading") == [("complaints.csv", None, "")]
    assert "'received_on', 'Received On'" in run.errors[0].message
    assert stops(run) == 2


def test_two_headings_of_columns_that_are_not_read_are_none(opened):
    assert is_clean(opened(f"{HEADINGS},Notes,Notes\n{GOOD},a,b\n"))


def test_a_heading_that_the_mapping_names_decides_between_two(opened):
    run = opened(
        f"{HEADINGS},Date received\n{GOOD},02/06/2023\n",
        '[sources.complaints.columns]\nreceived_on = "Date received"\n',
    )
    assert run.export.tables["complaints"]["received_on"][2].day == 2
    assert is_clean(run)


def test_two_sheets_that_could_each_be_the_table_are_an_error(opened, workbook):
    data = [HEADINGS.split(","), GOOD.split(",")]
    workbook(Data=data, Copy=data)
    run = opened(None)
    assert places(run, "ambiguous-sheet") == [("complaints.xlsx", None, "")]
    assert "'Data', 'Copy'" in run.errors[0].message
    assert stops(run) == 2


def test_a_sheet_that_is_named_or_alone_visible_or_alone_fits_is_chosen(opened, workbook, tmp_path):
    data = [HEADINGS.split(","), GOOD.split(",")]
    workbook(Data=data, Copy=data)
    assert is_clean(opened(None, '[sources.complaints]\nsheet = "Copy"\n'))
    book = load_workbook(tmp_path / "complaints.xlsx")
    book["Copy"].sheet_state = "hidden"
    book.save(tmp_path / "complaints.xlsx")
    assert is_clean(opened(None))
    workbook(Pivot=[["Stage", "Number"], [1, 5]], Data=data)
    assert is_clean(opened(None))


WITHOUT_ROWS = [
    "",
    "\n\n",
    ",,\n",
    "reference,stage,category,sub_category\n",
    "reference,stage,category,sub_category\n,,,\n",
]


@pytest.mark.parametrize("content", ["", "\n\n", ",,\n", f"{HEADINGS}\n", f"{HEADINGS}\n,,,\n"])
def test_complaints_without_a_row_are_an_error(opened, content):
    run = opened(content)
    assert places(run, "no-rows") == [("complaints.csv", None, "")]
    assert [found.severity for found in run.faults if found.rule == "no-rows"] == ["error"]
    assert stops(run) == 2


@pytest.mark.parametrize("content", WITHOUT_ROWS)
def test_another_table_without_a_row_is_warned_of_and_not_supplied(opened, content):
    run = opened(issues=content)
    assert places(run, "no-rows") == [("issues.csv", None, "")]
    assert "issues" not in run.export.tables
    assert not run.errors
    require_readable(run, draft=False)


@pytest.mark.parametrize("content", [None, *WITHOUT_ROWS])
def test_a_table_is_there_and_empty_where_the_settings_say_that_there_were_none(opened, content):
    run = opened([{}], '[data]\ncovers = ["2023/24"]\nnone = ["issues"]\n', issues=content)
    assert places(run, "no-rows") == []
    assert len(run.export.tables["issues"]) == 0
    assert not run.errors


def test_what_is_only_warned_of_takes_no_table_away_of_which_there_was_none(opened):
    toml = '[data]\ncovers = ["2023/24"]\nnone = ["compliments"]\n[sources.compliments.leave_out]\nservice = "Adults"\n'
    run = opened([{}], toml, compliments="received_on,service\n")
    assert len(run.export.tables["compliments"]) == 0
    assert places(run, "nothing-left-out")


def test_a_heading_by_whose_values_rows_are_left_out_is_used(opened):
    toml = '[sources.complaints.leave_out]\nMethods = "Adults"\n'
    run = opened([{"Methods": "Adults"}, {"reference": "B", "Methods": "ours"}], toml)
    assert places(run, "unknown-heading") == []


def test_complaints_may_be_none_too(opened):
    run = opened(f"{HEADINGS}\n", '[data]\ncovers = ["2023/24"]\nnone = ["complaints"]\n')
    assert not run.errors
    assert len(run.export.tables["complaints"]) == 0


@pytest.mark.parametrize("table", ["complaints", "compliments", "learning"])
def test_none_of_a_table_that_has_rows_is_a_contradiction(opened, table):
    with pytest.raises(SettingsError, match=rf"\[data\] none: it names {table}, but {table}.csv has 1 row"):
        opened([{}], f'[data]\nnone = ["{table}"]\n', compliments=[{}], learning=[{}])


def test_none_of_no_table_is_told_with_the_nearest(opened):
    with pytest.raises(SettingsError, match="did you mean 'compliments'"):
        opened([{}], '[data]\nnone = ["complements"]\n')


# Headings that are nearly ours


@pytest.mark.parametrize(
    ("table", "headings", "found"),
    [
        ("activity", "year,refferals,assessments", [("activity.csv", None, "refferals")]),
        ("activity", "year,ref errals,asessments", [("activity.csv", None, "asessments")]),
        ("activity", "year,Cases in,Cases seen", [("activity.csv", None, "")]),
        ("activity", "year,referrals", []),
        ("activity", "year,referrals,Remarks", []),
        ("history", "year,metric,stge,value", [("history.csv", None, "stge")]),
        ("history", "year,metric,step,value", [("history.csv", None, "")]),
        ("history", "year,metric,value", []),
        ("ombudsman", "reference,referred_on,result,paymnt", [("ombudsman.csv", None, "paymnt")]),
        ("compliments", "received_on,service,text,sender,includes", [("compliments.csv", None, "includes")]),
        ("complaints", f"{HEADINGS.replace('outcome', 'outcom')}", [("complaints.csv", None, "outcom")]),
        ("complaints", f"{HEADINGS},Sender,Notes", []),
    ],
)
def test_a_heading_that_is_nearly_one_of_ours_is_warned_of(opened, table, headings, found):
    usual = USUAL[table] | {"referrals": "5", "assessments": "5", "service": "Fostering"}
    near = {name: next((one for one in usual if one[:3] == name[:3].lower()), "") for name in headings.split(",")}
    row = ",".join(usual.get(name) or usual.get(near[name]) or "" for name in headings.split(","))
    run = opened(**{table: f"{headings}\n{row}\n"})
    assert places(run, "unknown-heading") == found
    assert not run.errors


# Warnings: the row counts


def test_an_outcome_without_a_response_is_warned_of(opened):
    run = opened([{"responded_on": ""}])
    assert places(run, "outcome-without-response") == [("complaints.csv", 2, "responded_on")]
    assert is_clean(run)


@pytest.mark.parametrize("outcome", ["withdrawn", "outside jurisdiction", ""])
def test_no_response_is_needed_where_there_is_nothing_to_respond_to(opened, outcome):
    assert places(opened([{"responded_on": "", "outcome": outcome}]), "outcome-without-response") == []


def test_a_response_without_an_outcome_is_warned_of(opened):
    run = opened([{"outcome": ""}])
    assert places(run, "response-without-outcome") == [("complaints.csv", 2, "outcome")]
    assert is_clean(run)
    assert places(opened([{"outcome": "", "responded_on": ""}]), "response-without-outcome") == []


def test_an_export_without_outcomes_is_warned_of_once(opened):
    row = {name: text for name, text in USUAL["complaints"].items() if name != "outcome"}
    run = opened(to_csv([row, row | {"reference": "102", "responded_on": ""}]))
    assert places(run, "no-outcomes") == [("complaints.csv", None, "")]
    assert places(run, "response-without-outcome") == []
    assert is_clean(run)
    assert places(opened([{"outcome": ""}]), "no-outcomes") == []


def test_a_later_stage_without_its_earlier_one_is_warned_of(opened):
    run = opened([{}, LATER, REVIEW | {"reference": "102"}])
    assert places(run, "missing-earlier-stage") == [("complaints.csv", 4, "stage")]
    assert is_clean(run)
    assert places(opened([{}, LATER, REVIEW]), "missing-earlier-stage") == []


def test_an_earlier_stage_that_is_itself_at_fault_is_not_missing(opened):
    assert places(opened([{"received_on": "31/02/2023"}, LATER]), "missing-earlier-stage") == []


def test_a_later_stage_dated_before_an_earlier_one_is_warned_of(opened):
    run = opened([{}, LATER | {"received_on": "31/05/2023"}])
    assert places(run, "later-stage-before-earlier") == [("complaints.csv", 3, "received_on")]
    assert values(run, "later-stage-before-earlier") == ["31/05/2023"]
    assert is_clean(run)
    assert places(opened([{}, LATER | {"received_on": "01/06/2023"}]), "later-stage-before-earlier") == []


def test_a_service_in_no_area_is_warned_of_where_areas_are_given(opened):
    written = [{}, {"reference": "102", "service": "fostering"}]
    run = opened(written, AREAS)
    assert places(run, "unmapped-service") == [("complaints.csv", 3, "service")]
    assert is_clean(run)
    assert places(opened(written), "unmapped-service") == []
    assert places(opened([{}], AREAS), "unmapped-service") == []


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"panel_held_on": "31/08/2023"}, "panel_held_on"),
        ({"panel_report_on": "10/09/2023"}, "panel_report_on"),
        ({"responded_on": "14/09/2023"}, "responded_on"),
    ],
)
def test_stage_3_dates_out_of_order_are_warned_of(opened, wrong, column):
    run = opened([REVIEW | wrong])
    assert places(run, "stage-date-order") == [("complaints.csv", 2, column)]
    assert is_clean(run)


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"panel_held_on": "01/09/2023", "panel_report_on": "01/09/2023", "responded_on": "01/09/2023"},
        {"panel_held_on": "", "panel_report_on": ""},
    ],
)
def test_stage_3_dates_in_order_or_on_one_day_or_blank_are_not(opened, right):
    assert places(opened([REVIEW | right]), "stage-date-order") == []


def test_history_that_differs_from_a_covered_year_is_warned_of(opened):
    covers = '[data]\ncovers = ["2023/24"]\n'
    one = {"year": "2023/24", "value": "2"}
    run = opened([{}], covers, history=[one])
    assert places(run, "history-differs") == [("history.csv", 2, "value")]
    assert values(run, "history-differs") == ["2"]
    assert not run.errors
    assert places(opened([{}], covers, history=[one | {"value": "1"}]), "history-differs") == []
    assert places(opened([{}], covers, history=[one | {"status": "restated"}]), "history-differs") == []
    assert places(opened([{}], '[data]\ncovers = ["2022/23"]\n', history=[one]), "history-differs") == []


@pytest.mark.parametrize(("blank", "fires"), [(40, False), (41, True)])
def test_more_than_a_fifth_blank_in_an_optional_column_is_warned_of(opened, blank, fires):
    run = opened([{"reference": str(n), "method": "" if n < blank else "post"} for n in range(200)])
    assert places(run, "blank-column") == [("complaints.csv", None, "method")] * fires
    assert is_clean(run)


def test_an_optional_column_that_is_not_there_is_not_blank(opened):
    assert places(opened(), "blank-column") == []


def test_stage_3_columns_are_blank_only_where_stage_3_is(opened):
    run = opened([{}, LATER, REVIEW])
    assert places(run, "blank-column") == []


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to jo.bloggs@example.org",
        "Call 07700 900123",
        "Call +44 20 7946 0123",
        "NHS 943 476 5919",
        "Sam, born 4 March 2011",
        "DOB: 04/03/2011",
    ],
)
def test_what_may_be_personal_in_printed_text_is_warned_of_and_not_shown(opened, text, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "themes.md").write_text(f"# Themes\n\n{text}\n", encoding="utf-8")
    run = opened(compliments=[{"text": text}], ombudsman=[{"concern": text}], learning=[{"summary": text}])
    assert places(run, "possible-personal-data") == [
        ("compliments.csv", 2, "text"),
        ("ombudsman.csv", 2, "concern"),
        ("learning.csv", 2, "summary"),
        ("content/themes.md", 3, ""),
    ]
    assert set(values(run, "possible-personal-data")) == {"(text not shown)"}
    assert text not in json.dumps([found.to_dict() for found in run.faults])
    assert not run.errors


@pytest.mark.parametrize(
    "text",
    [
        "At 10 @ the office",
        "In 2023/24 there were 1,200",
        "NHS 943 476 5918",
        "On 4 March 2024 we met",
        "Case 12345678",
        "Paid £1,250.50 on 04/03/2024",
    ],
)
def test_numbers_and_dates_that_tell_nobody_are_not(opened, text):
    assert places(opened(compliments=[{"text": text}]), "possible-personal-data") == []


def test_text_that_will_not_be_printed_is_not_searched(opened):
    run = opened([{"service": "a@example.org"}], compliments=[{"text": "a@example.org", "include": "no"}])
    assert places(run, "possible-personal-data") == []


@pytest.mark.parametrize(
    ("text", "is_warned_of"),
    [
        ("Write to us at complaints@example.org", False),
        ("Ring 0121 496 0101, or text 07700 900103", False),
        ("Jo's NHS number is 943 476 5919", True),
        ("Sam, born 4 March 2011, rang 0121 496 0101", True),
    ],
)
def test_whom_to_ring_and_write_to_is_no_personal_data_where_a_text_says_how_to_complain(
    opened, tmp_path, text, is_warned_of
):
    for place in ("content", "content/2023-24"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "how-to-complain.md").write_text(f"{text}\n", encoding="utf-8")
    files = ["content/how-to-complain.md", "content/2023-24/how-to-complain.md"]
    assert [file for file, *_ in places(opened(), "possible-personal-data")] == files * is_warned_of


def test_what_a_person_still_has_to_write_is_warned_of(opened, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "themes.md").write_text("Themes.\n", encoding="utf-8")
    assert places(opened(), "to-be-written") == [("content/next-steps.md", None, "")]


# All together


def test_every_fault_is_gathered_and_none_stops_at_the_first(opened):
    run = opened(
        [{"received_on": "31/02/2023", "outcome": "won"}, {"reference": "102", "stage": "9"}],
        issues="reference,stage,category\n1,1,Staff\n",
        activity=[{"year": "2023"}],
        learning=[{"summary": ""}],
    )
    assert {(found.file, found.row, found.rule) for found in run.errors} == {
        ("issues.csv", None, "missing-column"),
        ("complaints.csv", 2, "unreadable-date"),
        ("complaints.csv", 2, "unknown-value"),
        ("complaints.csv", 3, "unknown-value"),
        ("learning.csv", 2, "missing-value"),
        ("activity.csv", 2, "unknown-value"),
    }
    assert len(run.errors) == 6


def test_a_folder_opened_twice_says_the_same(folder):
    path = folder([{"outcome": ""}, {"reference": "102", "stage": "9"}])
    assert open_folder(path, date(2024, 6, 14)).faults == open_folder(path, date(2024, 6, 14)).faults


DITTO = [
    '"',
    "''",
    "〃",
    "”",
    ",,",
    '-"-',
    "- “ -",
    "”  ”",
    "ditto",
    "Ditto.",
    "(ditto)",
    "do.",
    "As above",
    "same as above",
]


@pytest.mark.parametrize("mark", DITTO)
def test_a_ditto_mark_for_a_name_is_unknown(opened, mark):
    run = opened(
        [{}, {"reference": "102", "service": mark}],
        issues=[{}, {"category": mark, "sub_category": mark}],
        compliments=[{}, {"service": mark, "text": mark}],
    )
    found = [one for one in run.errors if one.rule == "unknown-value"]
    assert [(one.file, one.row, one.column) for one in found] == [
        ("complaints.csv", 3, "service"),
        ("issues.csv", 3, "category"),
        ("issues.csv", 3, "sub_category"),
        ("compliments.csv", 3, "service"),
    ]
    assert len(run.export.tables["complaints"]) == 1


@pytest.mark.parametrize("name", ["Do", "Sam", "Samesex care", 'The "Hub"', "Above and Beyond", "DO"])
def test_a_name_that_only_looks_a_little_like_a_ditto_mark_is_a_name(opened, name):
    assert not opened([{"service": name}]).errors


def test_a_reference_of_a_ditto_mark_is_no_reference(opened):
    run = opened([{}, {"reference": '"', "stage": "2"}])
    assert [(one.rule, one.row, one.column) for one in run.errors] == [("unknown-value", 3, "reference")]


def test_letters_of_another_encoding_are_warned_of_before_they_are_printed(opened):
    run = opened(
        [{"service": "Childrenâ€™s team", "outcome": "upheld"}],
        issues=[{"category": "ItÕs"}],
        compliments=[{"text": "Itâ€™s"}, {"text": "Itâ€™s", "include": "no"}, {"text": "It�s"}, {"text": "It’s"}],
        learning=[{"summary": "Ã©"}],
    )
    found = [one for one in run.faults if one.rule == "broken-text"]
    assert {(one.file, one.row, one.column, one.value) for one in found} == {
        ("complaints.csv", 2, "service", "(text not shown)"),
        ("issues.csv", 2, "category", "(text not shown)"),
        ("compliments.csv", 2, "text", "(text not shown)"),
        ("compliments.csv", 4, "text", "(text not shown)"),
        ("learning.csv", 2, "summary", "(text not shown)"),
    }
    assert {one.severity for one in found} == {"warning"}
    assert "'â€™' for '’'" in found[0].message


def test_letters_of_another_encoding_in_content_are_warned_of_by_line(folder):
    path = folder()
    (path / "content").mkdir()
    (path / "content" / "themes.md").write_text("<!-- â€™ -->\nFine\nItâ€™s\n", encoding="utf-8")
    found = [one for one in open_folder(path, date(2024, 6, 14)).faults if one.rule == "broken-text"]
    assert [(one.file, one.row) for one in found] == [("content/themes.md", 3)]


@pytest.mark.parametrize("table", ["issues", "compliments", "ombudsman", "learning", "activity", "history"])
def test_only_of_a_table_that_may_be_none_is_that_advised(opened, table):
    for text in ("", ",".join(USUAL[table]) + "\n"):
        (found,) = [one for one in opened(**{table: text}).faults if one.rule == "no-rows"]
        assert found.severity == "warning"
        assert ("[data] none" in found.cure) == (table not in ("activity", "history"))
