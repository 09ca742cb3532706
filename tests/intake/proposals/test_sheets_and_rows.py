"""What else an export suggests: its other sheets, rows that are not ours, areas, slips; and what is never shown."""

from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from complaints_report.intake.proposals.candidates import Headed
from complaints_report.intake.proposals.examples import examples_of, may_be_a_name
from complaints_report.intake.proposals.guesses import guessed
from complaints_report.intake.proposals.not_ours import not_ours
from complaints_report.intake.proposals.suggested_settings import proposal_of
from complaints_report.intake.proposals.unknown_values import misspelt, suggested_areas
from complaints_report.intake.read.folder_files import Files

HEADINGS = ("Case Ref", "Date Received", "Service", "Outcome")


def complaints(first, many=12):
    """Headings and rows of complaints from a number on."""
    return [
        HEADINGS,
        *((first + at, date(2023, 5, 1) + timedelta(first + at), "Fostering", "upheld") for at in range(many)),
    ]


@pytest.fixture
def proposed(tmp_path):
    """What a workbook with these sheets suggests."""

    def propose(**sheets):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append([*row])
        book.save(tmp_path / "export.xlsx")
        return proposal_of(Files(tmp_path), "export.xlsx")

    return propose


def test_sheets_with_the_same_headings_go_together_in_their_order(proposed):
    notes = [["Read me"], ["Some words"]]
    proposal = proposed(Notes=notes, Spring=complaints(1), Summer=complaints(100, 30), Autumn=complaints(200))
    assert proposal.sheets == ("Spring", "Summer", "Autumn")
    assert proposal.source.sheet == ["Spring", "Summer", "Autumn"]
    (received,) = [one for one in proposal.headed if one.text == "Date Received"]
    assert received.rows == 54


def test_a_sheet_with_other_headings_stays_out(proposed):
    other = [("Case Ref", "Date Received", "Postcode", "Notes"), (1, date(2023, 5, 1), "ZZ1", "x")]
    assert proposed(Data=complaints(1), Old=other).sheets == ("Data",)


def test_a_sheet_for_each_stage_is_that_stages(proposed):
    proposal = proposed(**{"Stage 1": complaints(1), "Stage 2": complaints(1, 5)})
    assert proposal.sheet_of_stage == {1: "Stage 1", 2: "Stage 2"}
    assert proposal.source.stage_2.sheet == "Stage 2"
    assert "stage" not in [answer.column for answer in proposal.columns]


def test_other_tables_in_the_same_workbook_are_proposed(proposed):
    proposal = proposed(
        Complaints=complaints(1),
        Compliments=[("Date Received", "Service", "Compliment"), (date(2023, 5, 1), "Fostering", "Thanks")],
        LGSCO=[("LGSCO Ref", "Date Referred", "Decision"), ("19 1", date(2023, 5, 1), "Premature")],
        Themes=[("Case Ref", "Stage", "Category", "Sub-category"), (1, 1, "Delay", "Late")],
    )
    found = {one.table: one for one in proposal.others}
    assert found.keys() == {"compliments", "ombudsman", "issues"}
    assert found["compliments"].columns == {"received_on": "Date Received", "service": "Service", "text": "Compliment"}
    assert found["ombudsman"].columns["result"] == "Decision"
    assert all(one.is_sure for one in found.values())
    assert proposal.other_sheets == ()


def test_a_column_that_another_table_lacks_is_proposed_by_what_stands_below(proposed):
    rows = [(date(2023, 5, 1 + at), ("Fostering", "Adoption")[at % 2]) for at in range(12)]
    proposal = proposed(Complaints=complaints(1), Compliments=[("When", "Service"), *rows])
    (one,) = proposal.others
    assert one.lacking == {"received_on": ("When",)}
    assert not one.is_sure


def headed(text, *cells):
    return Headed(text, text, cells)


def test_rows_of_others_are_told_by_directorate_status_and_kind():
    found = not_ours(
        [
            headed("Directorate", *["Children's Services", "Adults", "Housing", "Young Adults in Care"] * 9),
            headed("Case Status", *["Closed", "Logged in error", "Open", "Cancelled"] * 9),
            headed("Case Type", *["Complaint", "MP enquiry", "Compliment about staff", "Enquiry"] * 9),
            headed("Nature", *["Adults", "Housing"] * 9),
        ]
    )
    assert {one.heading: {value for value, _ in one.values} for one in found} == {
        "Directorate": {"Adults", "Housing"},
        "Case Status": {"Logged in error", "Cancelled"},
        "Case Type": {"MP enquiry", "Enquiry"},
    }


def test_a_column_that_is_all_of_others_says_nothing():
    assert [*not_ours([headed("Directorate", *["Adults", "Housing"] * 9)])] == []


def test_areas_are_what_services_begin_with():
    names = ["Children in Care - East", "Children in Care - West", "Duty Team 1", "Duty Team 2", "Fostering"]
    assert suggested_areas(names) == {
        "Children in Care": ["Children in Care - East", "Children in Care - West"],
        "Duty": ["Duty Team 1", "Duty Team 2"],
        "Fostering": ["Fostering"],
    }


@pytest.mark.parametrize(
    "names", [["Fostering", "Adoption"], ["Care - East", "Care - West"], ["East Team", "West Team"], []]
)
def test_no_areas_where_nothing_or_everything_begins_alike(names):
    assert suggested_areas(names) == {}


def test_rare_services_a_letter_or_two_from_a_common_one_are_slips():
    counts = {"Fostering": 40, "Fosterng": 2, "Adoption": 9, "Team 1": 30, "Team 2": 1, "Duty": 1}
    assert misspelt(counts) == {"Fosterng": "Fostering"}


@pytest.mark.parametrize(
    ("column", "text", "ours"),
    [
        ("outcome", "PU", "partially upheld"),
        ("outcome", "NU", "not upheld"),
        ("outcome", "U", "upheld"),
        ("outcome", "W/D", "withdrawn"),
        ("outcome", "Not justified", "not upheld"),
        ("outcome", "Unjustified", "not upheld"),
        ("outcome", "Partly justified", "partially upheld"),
        ("outcome", "Justified", "upheld"),
        ("outcome", "Unsubstantiated", "not upheld"),
        ("outcome", "Some fault found", "partially upheld"),
        ("outcome", "Declined to determine", "outside jurisdiction"),
        ("outcome", "Strange", ""),
        ("complainant", "Step-father", "parent"),
        ("complainant", "IRO", "professional"),
        ("complainant", "Adoptive mum", "adopter"),
        ("method", "Via MyCouncil portal", "online form"),
        ("stage", "Stage 2 (review)", "2"),
        ("stage", "1 of 2", ""),
    ],
)
def test_what_a_value_most_likely_is(column, text, ours):
    assert guessed(column, text) == ours


def test_examples_are_the_commonest_with_their_rows():
    cells = [*["Fostering Service"] * 7, *["Adoption Team"] * 6, *["Duty Team"] * 4]
    assert examples_of(headed("Team", *cells)) == ("Fostering Service (7)", "Adoption Team (6)")
    days = [date(2023, 5, 1), date(2023, 5, 1), "12th May 2023"]
    assert examples_of(headed("Day", *days)) == ("01/05/2023 (2)", "12th May 2023 (1)")


@pytest.mark.parametrize(
    "text",
    [
        "Jane Canary",
        "Canary, Jane",
        "Mrs Canary rang",
        "jane canary",
        "J. Canary",
        "Canary",
        "Will Young",
        "Jane Canary - duty",
    ],
)
def test_what_may_be_somebody_is_no_example_however_often_it_stands(text):
    assert examples_of(headed("Handler", *[text] * 20, *["Fostering Team"] * 20)) == ("Fostering Team (20)",)


@pytest.mark.parametrize("text", ["07700 900123", "jane@example.org", "943 476 5919"])
def test_a_number_by_which_somebody_is_found_is_no_example(text):
    assert examples_of(headed("Contact", *[text] * 20)) == ()


@pytest.mark.parametrize(
    ("text", "may"), [("Jane Canary", True), ("Social Worker", False), ("Parent", False), ("ORG", False)]
)
def test_what_has_the_form_of_a_name(text, may):
    assert may_be_a_name(text) == may
