"""An export with a row for each issue: one complaint for each reference and stage, each row an issue."""

from collections import defaultdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.build import run_record
from complaints_report.errors import SettingsError
from complaints_report.intake.listing import to_text
from complaints_report.run import figures_for, open_folder
from tests.conftest import examples
from tests.intake.conftest import TOML, to_csv

TODAY = date(2024, 6, 14)
BY_ISSUE = (
    '[sources.complaints]\nlayout = "one row per issue"\n'
    '[sources.complaints.constants]\nstage = 1\nprocedure = "local"\n'
    '[sources.complaints.issue.columns]\ncategory = "Allegation"\noutcome = "Finding"\n'
)
HEAD = "Case Ref,Date Received,Response Date,Team,Allegation,Finding\n"
ROWS = (
    "C1,01/05/2023,09/05/2023,North,Delay,Upheld\n"
    "C1,01/05/2023,09/05/2023,North,Staff,Not upheld\n"
    "C2,02/05/2023,19/05/2023,South,Delay,Not upheld\n"
    "C2,02/05/2023,19/05/2023,South,Records,Not upheld\n"
    "C3,05/05/2023,19/05/2023,South,Records,Upheld\n"
)


def complaints(run):
    frame = run.export.tables["complaints"]
    outcomes = frame["outcome"].astype("object").where(frame["outcome"].notna(), None)
    return dict(zip(frame["reference"], outcomes, strict=True))


def found(run, severity="error"):
    return [(one.rule, one.row, one.column) for one in run.faults if one.severity == severity and one.row]


def test_one_complaint_a_reference_and_each_row_an_issue(opened):
    run = opened(HEAD + ROWS, BY_ISSUE)
    assert not run.errors
    assert complaints(run) == {"C1": "partially upheld", "C2": "not upheld", "C3": "upheld"}
    issues = run.export.tables["issues"]
    assert issues["category"].tolist() == issues["sub_category"].tolist()
    assert issues["outcome"].tolist() == ["upheld", "not upheld", "not upheld", "not upheld", "upheld"]
    figures = figures_for(run, "2023/24")
    assert (figures.figure("received", 1).value, figures.figure("issues", 1).value) == (3, 5)
    assert figures.figure("upheld_or_partly", 1).numerator == 2
    assert figures.figure("issues_upheld_or_partly", 1).numerator == 2


def test_rows_that_are_complaints_and_issues_in_one_are_counted_once(opened):
    run = opened(HEAD + ROWS.replace("South,Records,Upheld", "South,Records,Won"), BY_ISSUE)
    assert found(run) == [("unknown-value", 6, "Finding")]
    (record,) = [one for one in run_record(run, "2023/24", draft=True)["inputs"] if "rows_read" in one]
    assert (record["rows_read"], record["rows_used"], record["rows_left_out"]) == (5, 4, 1)
    assert complaints(run).keys() == {"C1", "C2"}


@pytest.mark.parametrize(
    ("column", "theirs", "other", "shown"),
    [
        ("Date Received", "01/05/2023", "02/05/2023", "02/05/2023"),
        ("Response Date", "09/05/2023", "", ""),
        ("Team", "North", "Jane Canary", "(text not shown)"),
    ],
)
def test_rows_of_a_complaint_that_differ_are_all_at_fault_and_the_column_is_named(opened, column, theirs, other, shown):
    lines = ROWS.splitlines()
    lines[1] = lines[1].replace(theirs, other)
    run = opened(HEAD + "\n".join(lines) + "\n", BY_ISSUE)
    assert found(run) == [("conflicting-rows", 2, column), ("conflicting-rows", 3, column)]
    assert run.errors[1].value == shown
    assert "see also row 2" in run.errors[1].message
    assert complaints(run).keys() == {"C2", "C3"}
    assert len(run.export.tables["issues"]) == 3


def test_an_outcome_that_is_the_complaints_own_is_not_worked_out(opened):
    toml = BY_ISSUE + '[sources.complaints.columns]\noutcome = "Case Outcome"\n'
    rows = "".join(f"{line},{'Withdrawn' if line.startswith('C1') else 'Upheld'}\n" for line in ROWS.splitlines())
    run = opened(HEAD.strip() + ",Case Outcome\n" + rows, toml)
    assert not run.errors
    assert complaints(run) == {"C1": "withdrawn", "C2": "upheld", "C3": "upheld"}


def test_a_column_mapped_for_the_issue_is_not_the_complaints(opened):
    toml = BY_ISSUE.replace('"Finding"', '"Outcome"') + '[sources.complaints.columns]\noutcome = "Outcome"\n'
    run = opened(HEAD.replace("Finding", "Outcome") + ROWS, toml)
    assert not run.errors
    assert complaints(run)["C1"] == "partially upheld"


def test_an_outcome_that_is_not_said_to_be_the_issues_is_the_complaints(opened):
    run = opened(HEAD.replace("Finding", "Outcome") + ROWS, BY_ISSUE.replace('outcome = "Finding"\n', ""))
    assert found(run) == [("conflicting-rows", 2, "Outcome"), ("conflicting-rows", 3, "Outcome")]
    assert "outcome" not in run.export.tables["issues"]


def test_no_other_column_is_guessed_to_be_the_issues_outcome(opened):
    toml = BY_ISSUE.replace('outcome = "Finding"\n', "")
    run = opened(HEAD.replace("Finding", "Outcome,Decision") + "C1,01/05/2023,,North,Delay,Upheld,Not upheld\n", toml)
    assert not run.errors
    assert complaints(run) == {"C1": "upheld"}
    assert "outcome" not in run.export.tables["issues"]


def test_the_usual_names_of_an_issues_columns_need_no_setting(opened):
    toml = BY_ISSUE.replace('category = "Allegation"\n', "")
    head = HEAD.replace("Allegation", "Category,Sub-category")
    run = opened(
        head + ROWS.replace("Delay", "Delay,Long").replace("Staff", "Staff,Tone").replace("Records", "R,S"), toml
    )
    assert not run.errors
    issues = run.export.tables["issues"]
    assert issues["sub_category"].tolist() == ["Long", "Tone", "Long", "S", "S"]


def test_without_a_category_there_are_no_issues_and_that_is_said(opened):
    run = opened(HEAD.replace("Allegation", "Odd") + ROWS, BY_ISSUE)
    assert [(one.rule, one.file) for one in run.errors] == [("missing-column", "complaints.csv")]
    assert "[sources.complaints.issue.columns]" in run.errors[0].cure


def test_a_table_of_issues_beside_is_refused_and_an_empty_one_counts_as_none(opened):
    run = opened(HEAD + ROWS, BY_ISSUE, issues=[{"reference": "C1"}])
    assert [(one.rule, one.file) for one in run.errors] == [("unreadable-file", "issues.csv")]
    assert "would count issues twice" in run.errors[0].message
    run = opened(HEAD + ROWS, BY_ISSUE, issues="reference,stage,category,sub_category\n")
    assert not run.errors
    assert len(run.export.tables["issues"]) == 5


def test_stages_are_complaints_of_their_own(opened):
    toml = BY_ISSUE.replace("stage = 1\n", "")
    rows = "C1,1,01/05/2023,,North,Delay,\nC1,2,01/07/2023,,North,Delay,Upheld\nC1,2,01/07/2023,,North,Staff,Upheld\n"
    run = opened(HEAD.replace("Case Ref", "Case Ref,Stage") + rows, toml)
    assert not run.errors
    frame = run.export.tables["complaints"]
    assert frame[["reference", "stage"]].values.tolist() == [["C1", 1], ["C1", 2]]
    assert frame["outcome"].isna().tolist() == [True, False]


def test_rows_of_a_complaint_may_stand_in_several_files_and_copies_are_said(opened):
    toml = BY_ISSUE.replace("layout", 'file = ["a.csv", "b.csv"]\nlayout', 1)
    first, *rest = ROWS.splitlines(keepends=True)
    run = opened(None, toml, a=HEAD + first, b=HEAD + "".join(rest))
    assert not run.errors
    assert complaints(run)["C1"] == "partially upheld"
    run = opened(None, toml, a=HEAD + ROWS, b=HEAD + first)
    assert len(run.export.tables["issues"]) == 6
    assert "the same as an earlier row in every cell, and counted again: 1 row" in to_text(run.faults, run.export.notes)


def test_what_the_issues_outcomes_are_called_is_said_for_them_alone(opened):
    toml = BY_ISSUE + '[sources.complaints.issue.values.outcome]\n"Proven" = "upheld"\n'
    run = opened(HEAD + ROWS.replace("Upheld\n", "Proven\n"), toml)
    assert not run.errors
    assert complaints(run)["C3"] == "upheld"


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[sources.complaints.issue.columns]\ncategory = "X"\n', 'add layout = "one row per issue"'),
        (BY_ISSUE + 'categry = "X"\n', "an issue has no column 'categry'; did you mean 'category'"),
        (BY_ISSUE.replace("per issue", "per isue"), "one row per issue"),
    ],
)
def test_a_wrong_setting_of_issues_is_told(folder, toml, said):
    with pytest.raises(SettingsError, match=said):
        open_folder(folder(HEAD + ROWS, toml), TODAY)


FAULTY = "C1,soon,09/05/2023,North,Delay,Upheld\n"


@pytest.mark.parametrize(
    "faulty",
    [
        FAULTY,
        FAULTY.replace("soon", "01/05/2023").replace("Upheld", "Won"),
        FAULTY.replace("soon", "01/05/2023").replace("Delay", ""),
        FAULTY.replace("soon", "01/05/2023").replace("Upheld", "Upheld,note"),
    ],
)
def test_a_complaint_with_a_row_at_fault_is_given_no_outcome_and_that_is_said(opened, faulty):
    """The rows left over would say 'not upheld' of a complaint that was upheld in part."""
    _, *rest = ROWS.splitlines(keepends=True)
    run = opened(HEAD + faulty + "".join(rest), BY_ISSUE)
    assert [row for _, row, _ in found(run)] == [2]
    assert complaints(run) == {"C1": None, "C2": "not upheld", "C3": "upheld"}
    assert found(run, "warning") == [("mixed-outcomes", 3, "Finding")]
    assert any("Another row of this complaint has an error" in one.message for one in run.faults)


def test_an_outcome_that_is_worked_out_is_in_no_file_and_is_told_of_once(opened):
    """What is blank is a finding of an issue: the complaints have no column of which cells could be filled in."""
    rows = (
        "C1,01/05/2023,09/05/2023,North,Delay,Not upheld\nC1,01/05/2023,09/05/2023,North,Staff,Withdrawn\n"
        "C2,02/05/2023,19/05/2023,South,Delay,\nC3,05/05/2023,19/05/2023,South,Records,Upheld\n"
    )
    run = opened(HEAD + rows, BY_ISSUE)
    assert complaints(run) == {"C1": None, "C2": None, "C3": "upheld"}
    told = [(one.rule, one.row, one.column) for one in run.faults if one.column in ("Finding", "outcome")]
    assert sorted(told, key=str) == [
        ("blank-column", None, "Finding"),
        ("mixed-outcomes", 2, "Finding"),
        ("response-without-outcome", 4, "Finding"),
    ]
    assert [one.message for one in run.faults if one.rule == "blank-column"] == ["25% of the cells are blank (1 of 4)."]


OUTCOMES = ("upheld", "partially upheld", "not upheld", "inconclusive", "withdrawn", "outside jurisdiction", "")
ROW = st.tuples(st.sampled_from("ABC"), st.sampled_from(["", "1", "2"]), st.sampled_from(OUTCOMES))


def expected(outcomes):
    """The outcome that the contract gives a complaint with these issues."""
    if all(one == "upheld" for one in outcomes):
        return "upheld"
    if all(one == "not upheld" for one in outcomes):
        return "not upheld"
    if any(one in ("upheld", "partially upheld") for one in outcomes) and len(set(outcomes)) > 1:
        return "partially upheld"
    return outcomes[0] or None if len(set(outcomes)) == 1 else None


@examples(60)
@given(st.lists(ROW, min_size=1, max_size=9))
def test_any_issues_make_the_complaints_that_the_contract_says(rows):
    """Each group of rows is one complaint, or, where its rows differ in the date of response, so many errors."""
    groups = defaultdict(list)
    for number, (reference, day, outcome) in enumerate(rows, 2):
        groups[reference].append((number, day, outcome))
    wrong = {row for group in groups.values() if len({day for _, day, _ in group}) > 1 for row, *_ in group}
    whole = {key: [outcome for *_, outcome in group] for key, group in groups.items() if group[0][0] not in wrong}
    lines = [
        {"Case Ref": ref, "Date Received": "01/05/2023", "Response Date": day and f"0{day}/06/2023", "Team": "North",
         "Allegation": "Delay", "Finding": outcome}
        for ref, day, outcome in rows
    ]  # fmt: skip
    with TemporaryDirectory() as name:
        (Path(name) / "report.toml").write_text(TOML + BY_ISSUE, encoding="utf-8")
        (Path(name) / "complaints.csv").write_text(to_csv(lines) if lines else HEAD, encoding="utf-8")
        run = open_folder(Path(name), TODAY)
    assert {(one.rule, one.row) for one in run.errors if one.row} == {("conflicting-rows", row) for row in wrong}
    assert len(run.export.tables["issues"]) == sum(map(len, whole.values()))
    if rows:
        assert complaints(run) == {key: expected(outcomes) for key, outcomes in whole.items()}
    warned = {one.row for one in run.faults if one.rule == "mixed-outcomes"}
    mixed = {key for key, outcomes in whole.items() if any(outcomes) and expected(outcomes) is None}
    assert warned == {groups[key][0][0] for key in mixed}


def test_a_name_in_a_characteristic_is_rare_though_its_complaint_has_many_rows(opened):
    head, rows = (
        HEAD.replace("Finding", "Finding,Ethnicity"),
        "".join(f"C1,01/05/2023,09/05/2023,North,Matter {number},Upheld,Johnny Smithers\n" for number in range(6)),
    )
    run = opened(head + rows, BY_ISSUE)
    assert run.export.tables["complaints"]["ethnicity"].tolist() == ["Other"]


def test_a_value_of_an_issue_is_mapped_where_the_cure_says(opened):
    rows = ROWS.replace("South,Records,Upheld", "South,Records,Won")
    (wrong,) = [one for one in opened(HEAD + rows, BY_ISSUE).errors if one.rule == "unknown-value"]
    assert "[sources.complaints.issue.values.outcome]" in wrong.cure
    assert not opened(HEAD + rows, BY_ISSUE + '[sources.complaints.issue.values.outcome]\nWon = "upheld"\n').errors


def test_very_many_rows_that_cannot_be_relied_on_are_counted_and_not_all_listed(opened):
    run = opened(HEAD + ROWS + "C4,05/05/2023,19/05/2023,South,Records,Upheld,more\n" * 20_500, BY_ISSUE)
    ragged = [one for one in run.errors if one.rule == "ragged-row"]
    assert (len(ragged), sum(one.times for one in ragged)) == (20_001, 20_500)
