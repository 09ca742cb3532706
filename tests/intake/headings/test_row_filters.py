"""Rows that are not ours, left out by a heading of the export and its values; and rows without a reference."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.build import run_record
from complaints_report.errors import SettingsError
from complaints_report.intake.listing import to_text
from complaints_report.run import open_folder
from tests.conftest import examples, report_text
from tests.intake.conftest import TOML, USUAL, to_csv

TODAY = date(2024, 6, 14)
CANARY = "Jane Canary"
MIXED = (
    {"reference": "1", "Directorate": "Children's  Services", "Status": "Closed"},
    {"reference": "2", "Directorate": "ADULTS", "Status": "Closed"},
    {"reference": "3", "Directorate": "children's services ", "Status": "Cancelled"},
    {"reference": "4", "Directorate": "Adults", "Status": "Cancelled"},
    {"reference": "5", "Directorate": CANARY, "Status": ""},
)
OUT = '[sources.complaints.leave_out]\n"Directorate" = ["Adults", "Housing"]\n"STATUS" = "Cancelled"\n'
ONLY = '[sources.complaints.keep_only]\n"directorate" = ["Children\'s Services"]\n'


def references(run):
    return run.export.tables["complaints"]["reference"].tolist()


def test_rows_are_left_out_by_their_values_whatever_their_case_and_spaces(opened):
    assert references(opened(MIXED, OUT)) == ["1", "5"]
    assert references(opened(MIXED, ONLY)) == ["1", "3"]
    assert references(opened(MIXED, OUT + ONLY)) == ["1"]
    assert references(opened(MIXED, '[sources.complaints.leave_out]\n"Status" = [""]\n')) == ["1", "2", "3", "4"]


def test_what_is_left_out_is_counted_by_value_wherever_the_rows_are_told_of(opened, tmp_path):
    run = opened(MIXED, OUT + ONLY)
    record = run_record(run, "2023/24", draft=False)["inputs"][0]
    assert (record["rows_read"], record["rows_used"], record["rows_left_out"], record["rows_not_ours"]) == (5, 1, 0, 4)
    assert record["leave_out"] == {"Directorate": {"Adults": 2, "Housing": 0}, "STATUS": {"Cancelled": 2}}
    assert record["keep_only"] == {"directorate": {"Children's Services": 1}}
    said = to_text(run.faults, run.export.notes)
    assert "complaints: 5 rows of complaints.csv" in said
    assert "not ours by report.toml, so left out: 4 rows" in said
    assert "left out by 'Directorate': 'Adults' 2, 'Housing' 0" in said
    assert "kept by 'directorate': 'Children's Services' 1" in said
    printed = report_text(tmp_path)
    assert "| Complaints | complaints.csv | Directorate | Adults | 2 | Set aside |" in printed
    assert "| Complaints | complaints.csv | All | All of these together | 4 | Set aside |" in printed
    assert CANARY not in said + printed + str(record)


def test_a_value_that_never_occurs_is_a_warning(opened):
    run = opened(MIXED, OUT + ONLY.replace("Services", "Servicse"))
    found = [(one.severity, one.column) for one in run.faults if one.rule == "nothing-left-out"]
    assert found == [("warning", "directorate"), ("warning", "Directorate")]
    assert any("'Housing'" in one.message for one in run.faults)


def test_settings_that_leave_no_complaint_are_an_error_that_names_them(opened):
    run = opened(MIXED, ONLY.replace("Children's Services", "Childern's Services"))
    (error,) = run.errors
    assert (error.rule, error.file) == ("no-rows", "complaints.csv")
    assert error.message == (
        "All 5 rows are left out by keep_only in report.toml. No row has 'Childern's Services' in 'directorate'. "
        "2 rows have a value that differs from it by no more than a letter or two."
    )
    assert "[sources.complaints.keep_only]" in error.cure
    run = opened(MIXED[:1], '[sources.complaints.leave_out]\n"Status" = ["Closed"]\n')
    assert [one.rule for one in run.errors] == ["no-rows"]
    assert "[sources.complaints.leave_out]" in run.errors[0].cure


@pytest.mark.parametrize(
    "theirs", ["Children\u2019s \u2013 Services", "CHILDREN'S - SERVICES", "children\u02bcs \u2014 services"]
)
@pytest.mark.parametrize("mark", ["'", "\u2019"])
def test_the_kinds_of_apostrophe_and_dash_make_no_difference(opened, theirs, mark):
    toml = f'[sources.complaints.keep_only]\n"Directorate" = ["Children{mark}s - Services"]\n'
    run = opened(({"Directorate": theirs},), toml)
    assert not run.errors
    assert references(run) == ["101"]


def test_a_value_need_stand_in_one_of_several_files_alone(opened):
    toml = '[sources.complaints]\nfile = ["a.csv", "b.csv"]\n' + OUT
    a, b = (to_csv([USUAL["complaints"] | row for row in some]) for some in (MIXED[:2], MIXED[2:]))
    run = opened(None, toml, a=a, b=b)
    assert references(run) == ["1", "5"]
    assert [one.message for one in run.faults if one.rule == "nothing-left-out"] == [
        "No row has 'Housing' in this column, which leave_out names."
    ]


@pytest.mark.parametrize(("heading", "rule"), [("Directorat", "missing-column"), ("Other", "duplicate-heading")])
def test_a_heading_that_does_not_tell_the_rows_apart_is_an_error(opened, heading, rule):
    head = ",".join([*USUAL["complaints"], "Directorate", "Other", "other"])
    toml = f'[sources.complaints.keep_only]\n"{heading}" = ["x"]\n'
    run = opened(f"{head}\n{','.join(USUAL['complaints'].values())},x,x,x\n", toml)
    assert [one.rule for one in run.errors] == [rule]
    assert heading in run.errors[0].message


def test_a_row_that_cannot_be_relied_on_is_told_of_and_not_left_out(opened):
    text = to_csv([USUAL["complaints"] | row for row in MIXED[:2]]).replace("101", "1")
    run = opened(text.replace("Fostering,upheld,Children", "Fostering,upheld,x,Children"), ONLY)
    assert [(one.rule, one.row) for one in run.errors] == [("ragged-row", 2)]


def test_rows_of_any_table_may_be_left_out(opened):
    rows = [{"Team": "ours"}, {"Team": "theirs"}]
    run = opened(compliments=rows, toml='[sources.compliments.leave_out]\n"Team" = ["theirs"]\n')
    assert len(run.export.tables["compliments"]) == 1


def test_a_case_that_is_not_ours_is_no_stage_without_a_date(opened):
    stages = ",".join(f"Stage {stage} Start Date,Stage {stage} Decision" for stage in (1, 2))
    head = f"Reference,Procedure,Service,Directorate,{stages}"
    rows = "1,local,A,Ours,01/06/2023,Upheld,,\n2,local,A,Adults,01/06/2023,Upheld,,Upheld\n"
    toml = '[sources.complaints]\nlayout = "one row per case"\n' + OUT.partition(", ")[0] + "]\n"
    run = opened(f"{head}\n{rows}", toml)
    assert references(run) == ["1"]
    assert "taken not to be there" not in str(run.export.notes)


CELLS = st.sampled_from(["Ours", "ours ", "Theirs", "", "None"])
ROWS = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8)


@examples(40)
@given(ROWS, st.sets(st.sampled_from(["ours", "theirs", ""]), min_size=1))
def test_any_rows_are_ours_or_counted(rows, values):
    """Each row counts, or is among the rows left out; the rows of each value are those that a reader would count."""
    lines = [USUAL["complaints"] | {"reference": f"{number}", "A": a, "B": b} for number, (a, b) in enumerate(rows, 2)]
    listed = ", ".join(f'"{value}"' for value in sorted(values))
    toml = f'[sources.complaints.leave_out]\n"A" = [{listed}]\n[sources.complaints.keep_only]\n"B" = [{listed}]\n'
    with TemporaryDirectory() as name:
        (Path(name) / "report.toml").write_text(TOML + toml, encoding="utf-8")
        (Path(name) / "complaints.csv").write_text(to_csv(lines), encoding="utf-8")
        run = open_folder(Path(name), TODAY)
    is_in = [(a.strip().casefold() in values, b.strip().casefold() in values) for a, b in rows]
    assert references(run) == [f"{number}" for number, (a, b) in enumerate(is_in, 2) if b and not a]
    (one,) = run.export.inputs
    assert one.rows_read == len(rows) == one.rows_used + one.rows_not_ours
    assert sum(one.leave_out["A"].values()) == sum(a for a, _ in is_in)
    assert sum(one.keep_only["B"].values()) == one.rows_used


# Without a reference


NUMBERED = "[sources.complaints]\nnumber_rows = true\n"
NO_REFERENCE = [{name: cell for name, cell in USUAL["complaints"].items() if name != "reference"}] * 2


def test_a_rows_number_is_its_reference_where_there_is_none(opened):
    run = opened(to_csv(NO_REFERENCE), NUMBERED)
    assert not run.errors
    assert references(run) == ["2", "3"]
    assert "each row's number was taken for it" in str(run.export.notes)


def test_rows_of_several_files_have_references_of_their_own(opened):
    toml = NUMBERED + 'file = ["a.csv", "b.csv"]\n'
    run = opened(None, toml, a=to_csv(NO_REFERENCE), b=to_csv(NO_REFERENCE))
    assert not run.errors
    assert references(run) == ["2 of part 1", "3 of part 1", "2 of part 2", "3 of part 2"]


def test_without_the_setting_a_reference_is_missed(opened):
    assert [one.rule for one in opened(to_csv(NO_REFERENCE)).errors] == ["missing-column"]


def test_a_reference_that_is_there_is_read(opened):
    assert references(opened(({"reference": "101"},), NUMBERED)) == ["101"]


def test_a_later_stage_cannot_do_without_a_reference(opened):
    run = opened(to_csv([NO_REFERENCE[0], NO_REFERENCE[0] | {"stage": "2"}]), NUMBERED)
    assert [(one.rule, one.row) for one in run.errors] == [("missing-value", 3)]
    assert "a row's number cannot join it to its stage 1" in run.errors[0].message


def test_each_row_of_an_issue_without_a_reference_is_a_complaint(opened):
    rows = [row | {"Reason": reason} for row, reason in zip(NO_REFERENCE, ("Delay", "Staff"), strict=True)]
    toml = NUMBERED + 'layout = "one row per issue"\n[sources.complaints.issue.columns]\ncategory = "Reason"\n'
    run = opened(to_csv(rows), toml)
    assert not run.errors
    assert run.export.tables["issues"]["reference"].tolist() == references(run) == ["2", "3"]


@pytest.mark.parametrize("more", ['layout = "one row per case"\n', '[sources.complaints.stage_2]\nfile = "b.csv"\n'])
def test_rows_of_several_stages_are_not_numbered(folder, more):
    with pytest.raises(SettingsError, match="only where every complaint is at stage 1"):
        open_folder(folder(to_csv(NO_REFERENCE), NUMBERED + more), TODAY)
