"""Each heading of an export goes to the column that its name and its values fit best, or to none."""

import pytest

from complaints_report.intake.proposals.suggested_settings import proposal_of
from complaints_report.intake.read.folder_files import Files
from tests.intake.proposals.test_suggested_settings import to_csv

ROWS = 24
CELLS = {
    "Case No": [f"{100 + number}" for number in range(ROWS)],
    "Early": [f"{1 + number % 9:02d}/04/2023" for number in range(ROWS)],
    "Late": [f"{11 + number % 9:02d}/05/2023" for number in range(ROWS)],
    "Now and then": ["01/01/2022", ""],
    "Team": ["Fostering", "Adoption", "Duty"],
    "Ending": ["Fault found", "No fault", "-", "Upheld in part"],
    "Flag": ["0", "1"],
    "Sexes": ["M", "F"],
    "Origins": ["White British", "Asian", "Black"],
    "Ages": ["16 to 25", "26 to 35"],
    "Subjects": ["Staff", "Delay"],
    "Odd endings": ["Claim settled", "Information furnished", "Odd"],
    "How": ["Email", "Letter"],
    "Who": ["Parent", "Foster carer"],
}


@pytest.fixture
def placed(tmp_path):
    """The first heading that is proposed for each column, of an export with these headings and kinds of cells."""

    def propose(**kinds):
        lines = [[CELLS[kind][at % len(CELLS[kind])] for kind in kinds.values()] for at in range(ROWS)]
        (tmp_path / "export.csv").write_text(to_csv([list(kinds), *lines]), encoding="utf-8")
        answers = proposal_of(Files(tmp_path), "export.csv").columns
        every = [heading for one in answers for heading in one.headings[:1]]
        assert len(every) == len(set(every))
        return {one.column: one.headings[0] for one in answers if one.headings}, answers

    return propose


@pytest.mark.parametrize("heading", ["Report_Date", "Report Issued", "Date of Report", "Day", "Case Created On"])
def test_the_one_date_that_may_be_a_receipt_is_it_whatever_an_optional_column_is_called(placed, heading):
    found, _ = placed(**{"Complaint No": "Case No", heading: "Early", "Closed": "Late", "Team": "Team"})
    assert (found["received_on"], found["responded_on"]) == (heading, "Closed")
    assert "panel_report_on" not in found


@pytest.mark.parametrize("heading", ["Panel Report", "Panel Report Dt", "Date Panel Report Made"])
def test_a_panels_report_stays_the_panels(placed, heading):
    found, _ = placed(**{"Complaint No": "Case No", "Opened": "Early", heading: "Late"})
    assert (found["received_on"], found["panel_report_on"]) == ("Opened", heading)


@pytest.mark.parametrize(
    "other", ["Due Date", "Target", "Response Deadline", "Date of Birth", "D.O.B.", "Review Due", "Next Step By"]
)
def test_a_day_that_is_no_event_is_neither_a_receipt_nor_a_response(placed, other):
    kinds = {
        "Case No": "Case No",
        other: "Now and then",
        "Created Date": "Early",
        "Closed Date": "Late",
        "Team": "Team",
    }
    found, answers = placed(**kinds)
    assert (found["received_on"], found["responded_on"]) == ("Created Date", "Closed Date")
    assert not any(other in one.headings for one in answers)


def test_a_receipt_is_a_day_that_every_row_has(placed):
    found, _ = placed(**{"Case No": "Case No", "Half": "Now and then", "First": "Early", "Last": "Late"})
    assert (found["received_on"], found["responded_on"]) == ("First", "Last")


@pytest.mark.parametrize("flag", ["Escalated", "Is Open", "Repeat", "VIP", "Score"])
def test_noughts_and_ones_are_no_stage(placed, flag):
    _, answers = placed(**{"Case No": "Case No", flag: "Flag", "Opened": "Early"})
    assert not any(flag in one.headings for one in answers)


def test_ones_and_twos_under_a_name_like_a_stages_are_proposed(placed):
    found, _ = placed(**{"Case No": "Case No", "Stage of the complaint": "Flag", "Opened": "Early"})
    assert "stage" not in found or found["stage"] == "Stage of the complaint"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Sex", "Sexes"), ("Gender at birth", "Sexes"), ("Ethnic Group", "Origins"), ("Heritage", "Origins"),
     ("Age", "Ages"), ("Category", "Subjects"), ("Theme", "Subjects"), ("Contact", "How"), ("Raised by", "Who")],
)  # fmt: skip
def test_what_says_something_else_is_no_service_and_no_complainant_by_its_name_alone(placed, heading, kind):
    found, answers = placed(**{"Case No": "Case No", "Opened": "Early", heading: kind})
    assert found.get("service") is None
    assert heading not in next(one.headings for one in answers if one.column == "service")
    assert (found.get("complainant") == heading) == (kind == "Who")
    assert found.get("age_band") != "Category"


@pytest.mark.parametrize("heading", ["Disposition", "Ended as", "Judgement"])
def test_an_outcome_is_known_by_its_values_and_with_dashes_among_them(placed, heading):
    found, _ = placed(**{"Case No": "Case No", "Opened": "Early", "Team": "Team", heading: "Ending"})
    assert (found["outcome"], found["service"]) == (heading, "Team")


def test_a_better_heading_wins_its_place_and_the_other_goes_nowhere(placed):
    found, answers = placed(
        **{"Case No": "Case No", "Opened": "Early", "Group": "Team", "Team": "Team", "Sex": "Sexes"}
    )
    assert (found["service"], found["gender"]) == ("Team", "Sex")
    assert next(one.headings for one in answers if one.column == "service") == ("Team", "Group")


def test_the_parts_of_a_name_may_stand_in_another_order(placed):
    found, _ = placed(
        **{"Number of the case": "Case No", "LoggedDate": "Early", "DateOfClosure": "Late", "Area": "Team"}
    )
    assert found["received_on"] == "LoggedDate"
    assert found["responded_on"] == "DateOfClosure"
    assert found["reference"] == "Number of the case"


@pytest.mark.parametrize("heading", ["Day resolved", "Replied", "Finished"])
def test_a_day_on_which_something_ended_is_no_receipt_though_there_is_no_other(placed, heading):
    found, answers = placed(**{"Case No": "Case No", heading: "Early", "Team": "Team"})
    assert found["responded_on"] == heading
    assert not any(heading in one.headings for one in answers if one.column == "received_on")


@pytest.mark.parametrize("heading", ["How resolved", "Outcome of it all", "Settlement"])
def test_an_outcome_is_known_by_its_name_where_no_value_is(placed, heading):
    found, _ = placed(**{"Case No": "Case No", "Opened": "Early", "Team": "Team", heading: "Odd endings"})
    assert found["outcome"] == heading
