"""A workbook that holds all that a council keeps: a sheet for each stage, and one for each other table."""

from datetime import date, timedelta

import pytest

from complaints_report.run import open_folder
from complaints_report.settings_file import load_settings
from tests.interview.test_conversation import asked
from tests.terminal_window import in_terminal
from tests.test_init import to_workbook

HEADINGS = ("Case Ref", "Procedure", "Date Received", "Date Responded", "Service", "Outcome")
START = date(2023, 4, 3)


def of_stage(many):
    """Complaints of one stage, a week apart."""
    for at in range(many):
        days = START + timedelta(7 * at), START + timedelta(7 * at + 14)
        outcome = "Justified" if at % 3 else "Unjustified"
        yield (at, "statutory", *days, ("Fostering", "Adoption")[at % 2], outcome)


@pytest.fixture
def workbook(tmp_path):
    """The workbook; the compliments lack a known heading, the Ombudsman's sheet has a word of its own."""
    decisions = ("Upheld: maladministration and injustice", "Shut early", "Premature")
    sheets = {
        "Stage 1": [HEADINGS, *of_stage(51)],
        "Stage 2": [HEADINGS, *of_stage(6)],
        "Compliments": [("Thanked", "Service"), *((START + timedelta(9 * at), "Fostering") for at in range(20))],
        "LGSCO": [
            ("LGSCO Ref", "Date Referred", "Decision"),
            *((f"19 {at}", START + timedelta(20 * at), decisions[at % 3]) for at in range(12)),
        ],
        "Complaint themes": [
            ("Case Ref", "Stage", "Theme", "Sub-theme", "Outcome"),
            *((at, 1, "Delay", "Late", "Justified") for at in range(40)),
        ],
    }
    return to_workbook(tmp_path / "everything.xlsx", **sheets)


def test_every_table_of_it_is_read(workbook, tmp_path):
    answers = [("export made", "31/05/2024"), ('"Shut early" mean', "2")]
    seen = in_terminal("init", "report", "--from", workbook, cwd=tmp_path, after=9, answers=answers)
    assert seen.code == 0, seen.written
    sources = load_settings(tmp_path / "report").sources
    assert (sources.complaints.stage_1.sheet, sources.complaints.stage_2.sheet) == ("Stage 1", "Stage 2")
    assert sources.ombudsman.values["result"] == {"Shut early": "declined"}
    assert sources.issues.values["outcome"] == {"Justified": "upheld"}
    run = open_folder(tmp_path / "report", date(2024, 6, 1))
    assert run.errors == ()
    rows = {table: len(run.export.tables[table]) for table in ("complaints", "compliments", "ombudsman", "issues")}
    assert rows == {"complaints": 57, "compliments": 20, "ombudsman": 12, "issues": 40}


def test_a_table_that_lacks_a_column_is_not_read_until_it_is_answered(workbook, tmp_path):
    answers = [("the compliment was received", "2")]
    in_terminal("init", "report", "--from", workbook, cwd=tmp_path, after=9, answers=answers)
    assert load_settings(tmp_path / "report").sources.compliments.file == ""
    seen = in_terminal("init", "report", "--values", cwd=tmp_path, after=9, answers=[("was received", "thanked")])
    assert "In the sheet" in " ".join(asked(seen))
    compliments = load_settings(tmp_path / "report").sources.compliments
    assert (compliments.sheet, compliments.columns["received_on"]) == ("Compliments", "Thanked")
