"""What case systems head our columns with."""

import pytest

from complaints_report.intake.headings.heading_row import near_headings
from complaints_report.intake.headings.synonyms import HEADINGS
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.records.names import normalised

PERSONAL = (
    *("name", "birth", "dob", "address", "postcode", "email", "telephone", "phone", "mobile", "nhs", "client"),
    *("personid", "childid", "pupil", "worker", "assigned", "owner", "handler", "receivedby", "createdby", "madeby"),
)


def names_of(model):
    return [info.alias or name for name, info in model.model_fields.items()]


def columns():
    return [(table, column) for table, headings in HEADINGS.items() for column in headings]


def of_column(table, column):
    sure, likely = HEADINGS[table][column]
    return [*sure, *likely]


def test_every_column_but_historys_has_synonyms():
    assert {table: list(headings) for table, headings in HEADINGS.items()} == {
        table: names_of(model) if table != "history" else [] for table, model in TABLES.items()
    }


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_column_has_some_sure_synonyms_and_not_too_many(table, column):
    sure, likely = HEADINGS[table][column]
    # Who is praised, and by whom, are names: such a column is only ever proposed.
    assert 3 <= len(sure) <= 12 or column in ("about", "from")
    assert len(likely) <= 12


@pytest.mark.parametrize("table", HEADINGS)
def test_no_synonym_stands_twice_in_a_table_or_is_a_columns_own_name(table):
    synonyms = [normalised(name) for column in HEADINGS[table] for name in of_column(table, column)]
    assert len(synonyms) == len(set(synonyms))
    assert not set(synonyms) & {normalised(name) for name in names_of(TABLES[table])}


def test_no_synonym_heads_personal_data_that_the_report_does_not_use():
    synonyms = {name for table, column in columns() for name in of_column(table, column)}
    assert [name for name in synonyms if any(word in normalised(name) for word in PERSONAL)] == []


@pytest.mark.parametrize(
    "text", ["Date Received", "date_received", "DateReceived", " DATE-RECEIVED: ", "Date.Received?"]
)
def test_headings_differ_by_more_than_case_spaces_and_punctuation(text):
    assert normalised(text) == "datereceived"


@pytest.mark.parametrize(
    ("table", "column", "tier", "heading"),
    [
        ("complaints", "reference", 0, "CaseDetails.CaseId"),
        ("complaints", "stage", 0, "CaseStatus.CurrentStage"),
        ("complaints", "received_on", 0, "CaseStatusReceipt.DateReceived"),
        ("complaints", "received_on", 0, "DateReceived"),
        ("complaints", "responded_on", 1, "CaseStatusClosure.DateClosed"),
        ("complaints", "service", 0, "Service Area"),
        ("complaints", "service", 1, "CaseDetails.Team"),
        ("complaints", "service", 1, "BusinessArea"),
        ("complaints", "outcome", 0, "CaseStatus.CurrentStageOutcome"),
        ("complaints", "outcome", 1, "CaseStatus.CurrentOutcome"),
        ("complaints", "method", 0, "Channel"),
        ("complaints", "complainant", 0, "ComplainantCategory"),
        ("complaints", "complainant", 0, "MainParty.Category"),
        ("issues", "category", 0, "Complaint Category"),
        ("compliments", "about", 1, "Staff member"),
        ("ombudsman", "result", 0, "Decision"),
        ("ombudsman", "decided_on", 0, "Date of decision"),
        ("learning", "summary", 0, "Lessons learned"),
        ("activity", "referrals", 0, "Number of referrals"),
    ],
)
def test_the_usual_systems_headings_are_known(table, column, tier, heading):
    assert normalised(heading) in {normalised(name) for name in HEADINGS[table][column][tier]}


def test_a_heading_that_is_another_tables_column_is_near_to_none():
    assert near_headings("complaints", "age_band", ["Category", "Age Categry"]) == ["Age Categry"]
    assert near_headings("issues", "category", ["Categry"]) == ["Categry"]
