"""The layouts of an export: a row for each stage, a row for each case, a sheet or a file for each stage."""

from datetime import date

import pandas as pd
import pytest

from complaints_report.errors import SettingsError
from complaints_report.run import open_folder

PLAIN = (
    "reference,stage,procedure,received_on,responded_on,service,outcome\n"
    "101,1,statutory,01/06/2023,08/06/2023,Fostering,upheld\n"
    "102,1,local,04/03/2024,,Adoption,\n"
    "101,2,statutory,01/09/2023,20/10/2023,Fostering,not upheld\n"
    "101,3,statutory,05/01/2024,,Fostering,\n"
)
SIDE_BY_SIDE = (
    "Reference,Procedure,Service Area,Client Name,"
    "Stage 1 SLA Start Date,Stage 1 Decision,Stage 1 Decision Date,"
    "Stage 2 SLA Start Date,Stage 2 Decision,Stage 2 Decision Date,Stage 3 SLA Start Date,Stage 3 Decision\n"
    "101,statutory,Fostering,X Y,01/06/2023,Upheld,08/06/2023,01/09/2023,Not upheld,20/10/2023,05/01/2024,\n"
    "102,local,Adoption,X Z,04/03/2024,,,,,,,\n"
)
CASES = '[sources.complaints]\nlayout = "one row per case"\n[sources.complaints.columns]\nservice = "Service Area"\n'
STAGES = "".join(
    f'[sources.complaints.stage_{stage}.columns]\nreceived_on = "Stage {stage} SLA Start Date"\n'
    f'outcome = "Stage {stage} Decision"\n' + (f'responded_on = "Stage {stage} Decision Date"\n' if stage < 3 else "")
    for stage in (1, 2, 3)
)


def records(run):
    """The complaints in an order of their own, whatever rows they came from."""
    frame = run.export.tables["complaints"].sort_values(["reference", "stage"], ignore_index=True)
    return frame[sorted(frame.columns)]


def errors(run):
    return [(found.rule, found.row, found.column) for found in run.errors]


def same(run, other):
    assert not run.errors
    pd.testing.assert_frame_equal(records(run), records(other))


@pytest.mark.parametrize("toml", [CASES + STAGES, CASES])
def test_one_row_per_case_gives_the_same_records_as_one_row_per_stage(opened, toml):
    same(opened(SIDE_BY_SIDE, toml), opened(PLAIN))


def test_two_stages_may_be_all_there_are(opened):
    head, *rows = SIDE_BY_SIDE.splitlines()
    short = "\n".join(",".join(line.split(",")[:10]) for line in (head, *rows)) + "\n"
    two_stages = "\n".join(line for line in PLAIN.splitlines() if ",3,statutory" not in line) + "\n"
    same(opened(short, CASES), opened(two_stages))


def test_a_fault_in_one_stage_leaves_the_others_in(opened):
    run = opened(SIDE_BY_SIDE.replace("20/10/2023", "31/09/2023"), CASES + STAGES)
    assert errors(run) == [("unreadable-date", 2, "Stage 2 Decision Date")]
    assert list(zip(records(run)["reference"], records(run)["stage"], strict=True)) == [
        ("101", 1),
        ("101", 3),
        ("102", 1),
    ]


def test_a_fault_in_what_the_stages_share_is_said_once(opened):
    run = opened(SIDE_BY_SIDE.replace("101,statutory,", "101,stautory,"), CASES)
    assert errors(run) == [("unknown-value", 2, "Procedure")]
    assert list(records(run)["reference"]) == ["102"]


def test_a_case_without_any_received_date_is_not_swallowed(opened):
    run = opened(SIDE_BY_SIDE.replace("04/03/2024", ""), CASES)
    assert errors(run) == [("missing-value", 3, "Stage 1 SLA Start Date")]


def test_a_stage_without_a_received_date_is_said_where_something_stands_in_it(opened):
    run = opened(SIDE_BY_SIDE.replace("01/09/2023,", ","), CASES)
    assert not run.errors
    assert list(records(run)["stage"]) == [1, 3, 1]
    assert "  stage 2 without a received date, so taken not to be there: row 2" in run.export.notes


def test_a_value_read_as_nothing_means_that_the_stage_is_not_there(opened):
    toml = CASES + '[sources.complaints.values.received_on]\n"n/a" = ""\n'
    same(opened(SIDE_BY_SIDE.replace("X Z,04/03/2024,,,,", "X Z,04/03/2024,,,n/a,"), toml), opened(PLAIN))


def test_a_ragged_row_of_a_case_is_one_fault(opened):
    run = opened(SIDE_BY_SIDE.replace("05/01/2024,\n", "05/01/2024,,x\n"), CASES)
    assert errors(run) == [("ragged-row", 2, "")]
    assert len(records(run)) == 1


def test_rows_read_and_used_count_stages(opened):
    (one,) = opened(SIDE_BY_SIDE.replace("20/10/2023", "31/09/2023"), CASES).export.inputs
    assert (one.rows_read, one.rows_used, one.rows_left_out) == (4, 3, 1)


def test_a_repeated_case_is_a_copy_at_each_stage(opened):
    last = SIDE_BY_SIDE.splitlines()[-1].replace("Adoption", "Fostering")
    run = opened(SIDE_BY_SIDE + last + "\n", CASES)
    assert errors(run) == [("duplicate-record", 3, "Reference"), ("duplicate-record", 4, "Reference")]


def test_an_export_with_the_stages_side_by_side_is_recognised_without_its_setting(opened):
    run = opened(SIDE_BY_SIDE)
    assert {found.rule for found in run.errors} == {"missing-column"}
    assert 'set layout = "one row per case" under [sources.complaints]' in run.errors[0].message


@pytest.mark.parametrize("column", ["received_on", "responded_on", "outcome", "stage"])
def test_a_column_of_a_stage_is_not_mapped_for_all_of_a_case(folder, column):
    made = folder(SIDE_BY_SIDE, CASES + f'{column} = "Stage 1 Decision"\n')
    with pytest.raises(SettingsError, match=f"line 7: in the layout 'one row per case', {column} is each stage's own"):
        open_folder(made, date(2024, 6, 14))


def test_columns_of_stages_need_to_be_told_where_the_stages_are(folder):
    with pytest.raises(SettingsError, match='it is not said where stage 1 is: either add layout = "one row per case"'):
        open_folder(folder(SIDE_BY_SIDE, STAGES), date(2024, 6, 14))


def test_a_wrong_column_of_a_stage_is_a_settings_error_with_its_line(folder):
    toml = CASES + '[sources.complaints.stage_1.columns]\nrecieved_on = "X"\n'
    with pytest.raises(SettingsError, match="line 8: the complaints table has no column 'recieved_on'; did you mean"):
        open_folder(folder(SIDE_BY_SIDE, toml), date(2024, 6, 14))


def by_stage():
    head, *rows = (line.split(",") for line in PLAIN.splitlines())
    of = {stage: [row for row in rows if row[1] == stage] for stage in "123"}
    return [name for name in head if name != "stage"], {
        stage: [[cell for at, cell in enumerate(row) if at != 1] for row in some] for stage, some in of.items()
    }


def test_a_sheet_for_each_stage(opened, workbook):
    head, rows = by_stage()
    workbook("all.xlsx", **{f"Stage {stage}": [head, *some] for stage, some in rows.items()})
    toml = '[sources.complaints]\nfile = "all.xlsx"\n'
    toml += "".join(f'[sources.complaints.stage_{stage}]\nsheet = "Stage {stage}"\n' for stage in (1, 2, 3))
    run = opened(None, toml)
    same(run, opened(PLAIN))
    assert [(one.sheet, one.rows_used) for one in run.export.inputs] == [("Stage 1", 2), ("Stage 2", 1), ("Stage 3", 1)]


def test_a_file_for_each_stage_with_headings_of_its_own(opened):
    head, rows = by_stage()
    text = {stage: "\n".join(",".join(row) for row in [head, *some]) + "\n" for stage, some in rows.items()}
    toml = '[sources.complaints.stage_1]\nfile = "s1.csv"\n[sources.complaints.stage_2]\nfile = "s2.csv"\n'
    toml += '[sources.complaints.stage_2.columns]\nreceived_on = "Asked for"\n'
    toml += '[sources.complaints.stage_3]\nfile = "s3.csv"\n'
    run = opened(None, toml, s1=text["1"], s2=text["2"].replace("received_on", "Asked for"), s3=text["3"])
    same(run, opened(PLAIN))


def test_a_fault_names_the_file_of_its_stage_and_leaves_out_that_record_alone(opened):
    head, rows = by_stage()
    text = {stage: "\n".join(",".join(row) for row in [head, *some]) + "\n" for stage, some in rows.items()}
    toml = "".join(f'[sources.complaints.stage_{stage}]\nfile = "s{stage}.csv"\n' for stage in (1, 2, 3))
    run = opened(None, toml, s1=text["1"], s2=text["2"].replace("01/09/2023", "soon"), s3=text["3"])
    assert [(found.file, found.row) for found in run.errors] == [("s2.csv", 2)]
    assert list(records(run)["stage"]) == [1, 3, 1]


def test_several_sheets_are_read_as_one_table_where_the_settings_say_so(opened, workbook):
    head, *rows = (line.split(",") for line in PLAIN.splitlines())
    workbook(**{"Spring": [head, *rows[:2]], "Autumn": [head, *rows[2:]]})
    run = opened(None)
    assert [found.rule for found in run.errors] == ["ambiguous-sheet"]
    assert "'Spring', 'Autumn'" in run.errors[0].message
    same(opened(None, '[sources.complaints]\nsheet = ["Spring", "Autumn"]\n'), opened(PLAIN))


def test_several_files_are_read_as_one_table_and_a_copy_in_another_is_found(opened):
    head, *rows = PLAIN.splitlines()
    toml = '[sources.complaints]\nfile = ["a.csv", "b.csv"]\n'
    a, b = ("\n".join([head, *some]) + "\n" for some in (rows[:2], rows[2:]))
    same(opened(None, toml, a=a, b=b), opened(PLAIN))
    copy = rows[0].replace("Fostering", "Adoption")
    run = opened(None, toml, a=a, b=b + copy + "\n")
    assert [(found.rule, found.file, found.row) for found in run.errors] == [
        ("duplicate-record", "a.csv", 2),
        ("duplicate-record", "b.csv", 4),
    ]


def test_a_column_that_only_one_file_has_is_blank_for_the_other(opened):
    a = "reference,stage,procedure,received_on,service\n101,1,local,01/06/2023,East\n"
    b = "reference,stage,procedure,received_on,service,responded_on,extension_agreed,remedy_amount\n"
    b += "102,1,local,02/06/2023,East,03/06/2023,yes,12.50\n"
    run = opened(None, '[sources.complaints]\nfile = ["a.csv", "b.csv"]\n', a=a, b=b)
    assert not run.errors
    frame = records(run)
    assert frame["responded_on"].isna().tolist() == [True, False]
    assert frame["extension_agreed"].isna().tolist() == [True, False]
    assert str(frame["stage"].dtype) == "Int64"


def test_a_constant_stands_before_a_heading_that_is_only_a_guess(opened):
    toml = '[sources.complaints.constants]\nprocedure = "local"\n'
    run = opened("reference,stage,Case Type,received_on,service\n101,1,Property,01/06/2023,East\n", toml)
    assert not run.errors
    assert list(records(run)["procedure"]) == ["local"]


def test_a_column_may_be_said_not_to_be_there(opened):
    toml = '[sources.complaints.columns]\nresponded_on = ""\noutcome = []\n'
    head = "reference,stage,procedure,received_on,service,Date Closed,Outcome,,-"
    run = opened(f"{head}\n101,1,local,01/06/2023,East,soon,won,x,y\n", toml)
    assert not run.errors
    assert not {"responded_on", "outcome"} & set(records(run).columns)


def test_a_payment_mapped_for_a_whole_case_is_refused_lest_it_counts_at_each_stage(folder):
    made = folder(SIDE_BY_SIDE, CASES + 'remedy_amount = "Total remedy"\n')
    with pytest.raises(SettingsError, match="remedy_amount is each stage's own"):
        open_folder(made, date(2024, 6, 14))


@pytest.mark.parametrize("setting", ["sheet = []", "file = []", 'file = ["a.csv", ""]'])
def test_a_list_of_no_names_is_a_settings_error(folder, setting):
    with pytest.raises(SettingsError, match="line 4"):
        open_folder(folder(PLAIN, f"[sources.complaints]\n{setting}\n"), date(2024, 6, 14))


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('sheet = "Data"', "The file is text, which has no sheets."),
        ("heading_row = 70", "There is nothing in row 70, where the headings should be."),
    ],
)
def test_a_setting_that_does_not_fit_the_file_is_said(opened, setting, said):
    run = opened(PLAIN, f"[sources.complaints]\n{setting}\n")
    assert [(found.rule, found.message) for found in run.errors] == [("unreadable-file", said)]


def test_naming_one_stage_does_not_switch_off_the_others(opened):
    toml = CASES + '[sources.complaints.stage_1.columns]\noutcome = "Stage 1 Decision"\n'
    same(opened(SIDE_BY_SIDE, toml), opened(PLAIN))


def test_a_stage_with_columns_and_none_for_its_received_date_is_not_passed_by(opened):
    run = opened(SIDE_BY_SIDE.replace("Stage 2 SLA Start Date", "Stage 2 Recd"), CASES)
    assert [found.rule for found in run.errors] == ["missing-column"]
    assert "received_on" in run.errors[0].message


@pytest.mark.parametrize("setting", ["leave_out", "keep_only"])
def test_rows_are_left_out_with_all_the_stages_of_their_case(opened, setting):
    toml = CASES + f'[sources.complaints.stage_2.{setting}]\nStatus = "Closed"\n'
    with pytest.raises(SettingsError, match=rf"a row is left out with all its stages; move it to .*\.{setting}\]"):
        opened("Reference,Service Area\n", toml)


def test_a_table_is_found_by_its_name_in_any_letters_as_windows_finds_it(opened):
    folder = opened(PLAIN).folder
    (folder / "complaints.csv").rename(folder / "Complaints.CSV")
    run = open_folder(folder, date(2024, 6, 14))
    assert not run.errors
    assert [one.file for one in run.export.inputs] == ["Complaints.CSV"]
    (folder / "complaints.csv").write_text(PLAIN.replace("101,2", "103,1"), encoding="utf-8")
    again = open_folder(folder, date(2024, 6, 14))
    assert [one.file for one in again.export.inputs] == ["complaints.csv"]
