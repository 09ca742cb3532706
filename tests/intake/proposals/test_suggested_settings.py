"""What an export suggests: its headings, its dates, its values; and what of it is never shown."""

import tomllib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.errors import UnreadableError
from complaints_report.intake.proposals.suggested_settings import proposal_of
from complaints_report.intake.proposals.unknown_values import Value, mapped_parts, services, unknown_values
from complaints_report.intake.read.folder_files import Files
from complaints_report.run import open_folder
from complaints_report.settings import Organisation, Settings, Sources
from complaints_report.settings_lines import to_toml

CANARY = "Jane Canary"


def table(rows=12, **columns):
    """A CSV of usual complaints; a column is its cells, repeated as often as needed, or None to leave it out."""
    usual = {
        "Case Ref": [f"C-{1000 + number}" for number in range(rows)],
        "Stage": ["1"],
        "Procedure": ["statutory"],
        "Date Received": [f"{1 + number % 9:02d}/05/2023" for number in range(rows)],
        "Date Responded": [f"{11 + number % 9:02d}/05/2023" for number in range(rows)],
        "Service Area": ["Fostering", "Adoption", "Fostering"],
        "Outcome": ["upheld", "not upheld"],
    } | columns
    kept = {heading: cells for heading, cells in usual.items() if cells is not None}
    lines = [[cells[number % len(cells)] for cells in kept.values()] for number in range(rows)]
    return to_csv([list(kept), *lines])


def to_csv(lines):
    return "\n".join(",".join('"' + str(cell).replace('"', '""') + '"' for cell in line) for line in lines) + "\n"


@pytest.fixture
def proposed(tmp_path):
    """What a CSV export suggests."""

    def propose(text, name="export.csv", sheet=""):
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
        return proposal_of(Files(tmp_path), name, sheet)

    return propose


@pytest.fixture
def parts(proposed, tmp_path):
    """The complaints of a CSV export, with the settings that it suggests."""

    def read(text):
        settings = Settings(organisation=Organisation(name="X"), sources=Sources(complaints=proposed(text).source))
        return mapped_parts(settings, Files(tmp_path)), settings

    return read


def sure(proposal):
    return {answer.column: answer.headings[0] for answer in proposal.columns if answer.is_sure}


def headings(proposal, column):
    return next(answer.headings for answer in proposal.columns if answer.column == column and not answer.is_sure)


def test_our_names_and_sure_synonyms_are_sure(proposed):
    assert sure(proposed(table())) == {
        "reference": "Case Ref",
        "stage": "Stage",
        "procedure": "Procedure",
        "received_on": "Date Received",
        "responded_on": "Date Responded",
        "service": "Service Area",
        "outcome": "Outcome",
    }


def test_two_sure_headings_are_a_question(proposed):
    proposal = proposed(table(**{"Received Date": ["01/05/2023"]}))
    assert "received_on" not in sure(proposal)
    assert headings(proposal, "received_on") == ("Date Received", "Received Date")


def test_our_own_name_goes_before_its_synonyms(proposed):
    assert sure(proposed(table(Decision=["upheld"])))["outcome"] == "Outcome"


def test_a_likely_synonym_is_a_question_and_said_to_be_read(proposed):
    proposal = proposed(table(**{"Date Responded": None, "Closed Date": ["20/05/2023"]}))
    (answer,) = [one for one in proposal.columns if one.column == "responded_on"]
    assert (answer.headings, answer.is_sure, answer.is_read) == (("Closed Date",), False, True)


def test_a_likely_synonym_is_asked_about_whatever_its_cells_are(proposed):
    assert headings(proposed(table(**{"Date Responded": None, "Closed Date": ["soon"]})), "responded_on") == (
        "Closed Date",
    )


def test_a_near_spelling_is_a_question_and_not_read(proposed):
    proposal = proposed(table(**{"Date Received": None, "Date Recieved": ["01/05/2023", "02/05/2023"]}))
    (answer,) = [one for one in proposal.columns if one.column == "received_on"]
    assert (answer.headings[0], answer.is_read) == ("Date Recieved", False)


def test_a_near_spelling_whose_cells_are_something_else_is_no_candidate(proposed):
    proposal = proposed(table(**{"Stage": None, "Stages": ["Part", "Whole"]}))
    assert headings(proposal, "stage") == ()
    proposal = proposed(table(**{"Date Responded": None, "Date Respnded": ["soon", "late"]}))
    assert headings(proposal, "responded_on") == ()


def test_a_word_that_every_heading_has_makes_nothing_near(proposed):
    columns = {"Outcome": None, "Complaint filed by": ["Insured", "Lender"], "Complaint findng": ["Odd", "Even"]}
    assert headings(proposed(table(**columns)), "outcome")[0] == "Complaint findng"


def test_dates_are_told_by_their_cells_the_earlier_as_received(proposed):
    dates = {"Half way": ["09/05/2023"], "Wound up": ["20/06/2023", "21/06/2023"], "Told us": ["01/05/2023"]}
    proposal = proposed(table(**{"Date Received": None, "Date Responded": None}, **dates))
    assert headings(proposal, "received_on") == ("Told us", "Half way")
    assert headings(proposal, "responded_on") == ("Wound up", "Half way")


def test_a_date_of_birth_is_no_candidate(proposed):
    columns = {"Date Received": None, "Date Responded": None, "Child's Birth Date": ["01/05/2010", "02/05/2011"]}
    assert headings(proposed(table(**columns)), "received_on") == ()


def test_numbers_that_could_be_days_are_no_dates(proposed):
    columns = {"Date Received": None, "Date Responded": None, "Person": [f"{45000 + number}" for number in range(12)]}
    assert headings(proposed(table(**columns)), "received_on") == ()


def test_an_outcome_is_told_by_known_values(proposed):
    columns = {"Outcome": None, "Colour": ["red", "blue"], "Ending": ["Upheld", "Not Upheld", "Odd"]}
    assert headings(proposed(table(**columns)), "outcome")[0] == "Ending"


def test_a_status_that_may_be_resolved_or_withdrawn_comes_after_what_says_who_was_right(proposed):
    asked = {
        "Outcome": None,
        "State": ["Resolved", "Withdrawn", "Open"],
        "Verdict": ["Justified", "Upheld", "Resolved"],
    }
    assert headings(proposed(table(**asked)), "outcome")[0] == "Verdict"


def test_a_service_is_told_by_few_texts_and_a_reference_by_many_short_ones(proposed):
    columns = {
        "Case Ref": None,
        "Service Area": None,
        "Whom": ["Fostering", "Adoption"],
        "Words": [f"A long story, number {number}" for number in range(12)],
        "Mark": [f"AB{number}" for number in range(12)],
    }
    proposal = proposed(table(**columns))
    assert headings(proposal, "service") == ("Whom",)
    assert headings(proposal, "reference") == ("Mark",)


def test_answers_of_yes_and_no_are_no_service(proposed):
    columns = {"Service Area": None, "Urgent": ["Yes", "No"], "Whom": ["Fostering", "Adoption"]}
    assert headings(proposed(table(**columns)), "service") == ("Whom",)


def test_many_texts_are_no_outcome(proposed):
    columns = {"Outcome": None, "Whom": [f"Team {chr(65 + number)}" for number in range(13)], "Ended": ["Well", "Ill"]}
    assert headings(proposed(table(rows=39, **columns)), "outcome") == ("Ended",)


def test_a_required_column_may_have_no_candidate(proposed):
    proposal = proposed(table(Procedure=None))
    assert headings(proposal, "procedure") == ()
    assert "procedure" in [answer.column for answer in proposal.open]


def test_month_first_is_told_by_the_dates(proposed):
    turned = proposed(table(**{"Date Received": ["05/13/2023", "05/02/2023"]}, rows=4))
    assert (turned.is_month_first, turned.only_month_first, turned.only_day_first) == (False, 2, 2)
    whole = proposed(table(**{"Date Received": ["05/13/2023"], "Date Responded": ["05/02/2023"]}, rows=4))
    assert (whole.is_month_first, whole.only_month_first, whole.only_day_first) == (True, 4, 0)
    assert not proposed(table(**{"Date Received": ["05/02/2023"], "Date Responded": ["05/03/2023"]})).is_month_first


def test_the_row_of_headings_is_named_only_where_it_is_not_found(proposed):
    title = to_csv([["Complaints of the year"], []])
    assert proposed(title + table()).heading_row is None
    strange = {
        "Case Ref": None,
        "Stage": None,
        "Procedure": None,
        "Date Received": None,
        "Date Responded": None,
        "Service Area": None,
        "Outcome": None,
        "Rhif": [f"A{number}" for number in range(12)],
        "Dyddiad": ["13/05/2023"],
        "Gwasanaeth": ["Maethu", "Mabwysiadu"],
    }
    found = proposed(title + table(**strange))
    assert found.heading_row == 3
    assert headings(found, "received_on") == ("Dyddiad",)


STRANGE = ["Cyfeirnod", "Dyddiad", "Gwasanaeth"]
ROWS = [[f"C{number}", f"{1 + number % 28:02}/05/2023", f"Maethu {number % 7}"] for number in range(600)]


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        ([STRANGE, *ROWS, STRANGE], 1),
        ([["Adroddiad"], [], STRANGE, *ROWS[:300], STRANGE, *ROWS[300:], STRANGE], 3),
        ([STRANGE, *ROWS, ["C600", "01/05/2023", "Gwasanaeth"]], 1),
        ([[*STRANGE, "Nodyn", "Nodyn"], *ROWS], 1),
        ([[*STRANGE, "Canlyniad 2022/23", "Canlyniad 2023"], *ROWS], 1),
    ],
)
def test_headings_that_come_again_or_name_a_year_are_the_headings_all_the_same(proposed, lines, row):
    proposal = proposed(to_csv(lines))
    assert (proposal.heading_row or 1) == row
    assert headings(proposal, "received_on") == ("Dyddiad",)
    assert headings(proposal, "reference") == ("Cyfeirnod",)


DATED = ["C-1000", CANARY, "Adoption", "02/05/2023", "upheld"]


@pytest.mark.parametrize(
    "lines",
    [
        [DATED] * 3,
        [DATED, [CANARY, "Panel", "Fostering", "TBC", "Decision"], DATED, DATED],
        [["C-1001", f"{CANARY} of York", "Fostering", "TBC", "upholds"], DATED, DATED],
        [["CD", f"{CANARY} of York", "Adoption", "TBC", "upheld"], DATED, DATED],
        [["CD", CANARY, "Fostering"], ["EF", f"{CANARY} of York", "Adoption"]],
    ],
)
def test_data_without_headings_are_never_taken_for_headings(proposed, lines):
    with pytest.raises(UnreadableError) as stopped:
        proposed(to_csv(lines))
    assert "No row of headings was found" in str(stopped.value)
    assert "Canary" not in str(stopped.value)


@pytest.mark.parametrize("text", ["", "\n\n", "only one cell\n"])
def test_a_file_without_a_table_is_refused(proposed, text):
    with pytest.raises(UnreadableError, match="No row of headings was found"):
        proposed(text)


def test_a_heading_that_stands_twice_is_named_for_no_column(proposed):
    text = to_csv([["Case Ref", "Date Received", "Outcome", "Outcome "], ["1", "01/05/2023", "upheld", "upheld"]])
    proposal = proposed(text)
    assert proposal.repeated == ("Outcome",)
    assert headings(proposal, "outcome") == ()


def test_the_sheets_are_those_whose_headings_fit_or_the_one_asked_for(workbook, proposed, tmp_path):
    real = [["Case Ref", "Date Received", "Outcome"], ["C1", datetime(2023, 5, 1), "upheld"]]
    book = workbook("export.xlsx", Notes=[["Read me"], ["Some words"]], Data=real, Old=real[:2], Stale=real * 9)
    book["Stale"].sheet_state = "hidden"
    book.save(tmp_path / "export.xlsx")
    proposal = proposed(None, "export.xlsx")
    assert (proposal.sheet, proposal.other_sheets) == (["Data", "Old"], ("Notes",))
    assert proposed(None, "export.xlsx", "old ").sheet == "Old"
    with pytest.raises(UnreadableError, match="no sheet 'Gone'") as stopped:
        proposed(None, "export.xlsx", "Gone")
    assert stopped.value.cure == "Name one of them as the sheet, under [sources.complaints] in report.toml."


def test_a_workbook_of_one_sheet_names_none(workbook, proposed):
    workbook("export.xlsx", **{"Data ": [["Case Ref ", "Date Received "], ["C1", date(2023, 5, 1)]]})
    proposal = proposed(None, "export.xlsx")
    assert proposal.sheet == ""
    assert sure(proposal) == {"reference": "Case Ref", "received_on": "Date Received"}


SIDE_BY_SIDE = (
    *("Reference", "Procedure", "Service Area", "Created", "SLA Stage 1"),
    *("Stage 1 SLA Start Date", "Stage 1 Decision", "Stage 1 Decision Date", "Stage 1 Whole Cost"),
    *("Stage 2 SLA Start Date", "Stage 2 Decision", "S3 Panel Date"),
)
CASE = ("C1", "statutory", "Fostering", "01/04/2023", "Met", "03/04/2023", "Upheld", "10/04/2023", "5", "", "", "")


def test_stages_side_by_side_are_told_by_their_headings(proposed):
    proposal = proposed(to_csv([SIDE_BY_SIDE, CASE]))
    stages = {
        stage: {one.column: one.headings[0] for one in answers if one.is_sure}
        for stage, answers in proposal.stages.items()
    }
    assert stages == {
        1: {
            "received_on": "Stage 1 SLA Start Date",
            "responded_on": "Stage 1 Decision Date",
            "outcome": "Stage 1 Decision",
        },
        2: {"received_on": "Stage 2 SLA Start Date", "outcome": "Stage 2 Decision"},
    }
    assert sure(proposal) == {"reference": "Reference", "procedure": "Procedure", "service": "Service Area"}
    assert proposal.source.layout == "one row per case"
    assert not {"stage", "received_on"} & {answer.column for answer in proposal.columns}


def test_one_stage_alone_is_not_side_by_side(proposed):
    proposal = proposed(table(**{"Stage 1 Start Date": ["01/05/2023"], "Stage 1 Decision": ["upheld"]}))
    assert proposal.stages == {}


def test_columns_of_later_stages_alone_are_not_side_by_side(proposed):
    columns = {"Stage 2 Cost": ["5"], "Stage 3 Panel Date": ["01/06/2023"]}
    proposal = proposed(table(**columns))
    assert proposal.stages == {}
    assert sure(proposal)["panel_held_on"] == "Stage 3 Panel Date"


def test_unknown_values_are_counted_with_what_is_near(parts):
    outcomes = ["Claim settled", "Claim settled", "Upheldd", "claim  settled", "upheld", "rare"]
    found, _ = parts(table(rows=18, Outcome=outcomes))
    (unknown,) = unknown_values(found)
    assert unknown.column == "outcome"
    assert unknown.values == (Value("Claim settled", 9, "resolved"), Value("Upheldd", 3, "upheld"), Value("rare", 3))


def test_values_that_may_be_words_about_somebody_are_only_counted(parts):
    outcomes = ["Once", *["Twice"] * 2, *["x" * 61] * 4, *["Written to jane@example.org"] * 4, "upheld"]
    found, _ = parts(table(rows=12, Outcome=outcomes))
    (unknown,) = unknown_values(found)
    assert unknown.values == ()
    assert unknown.kept_back == 4
    (thrice,) = unknown_values(parts(table(rows=9, Outcome=["Thrice", "upheld", "upheld"]))[0])
    assert [value.text for value in thrice.values] == ["Thrice"]


def test_no_more_than_forty_values_are_shown(parts):
    found, _ = parts(table(rows=135, Outcome=[f"Ending {number}" for number in range(45)]))
    (unknown,) = unknown_values(found)
    assert (len(unknown.values), unknown.further) == (40, 5)


def test_values_of_a_column_that_is_a_question_are_never_looked_at(parts):
    found, settings = parts(table(Outcome=None, Resolution=[CANARY], Procedure=None, Process=[CANARY]))
    assert list(unknown_values(found)) == []
    found, settings = parts(table(**{"Service Area": None, "Team": [CANARY, "Fostering"]}))
    assert services(found, settings).names == ()


def test_services_are_listed_as_they_are_spelled(parts):
    found, settings = parts(table(**{"Service Area": ["Fostering ", "ADOPTION", "Fostering"]}))
    assert services(found, settings).names == ("ADOPTION", "Fostering")
    known = settings.model_copy(update={"areas": {"Citywide": ["Fostering"]}})
    assert services(found, known).names == ("ADOPTION",)


def test_no_more_than_a_hundred_services_are_listed_and_none_of_free_text(parts):
    found, settings = parts(table(rows=330, **{"Service Area": [f"Team {number}" for number in range(110)]}))
    assert (len(services(found, settings).names), services(found, settings).further) == (100, 10)
    found, settings = parts(table(rows=60, **{"Service Area": [f"{CANARY} {number}" for number in range(60)]}))
    assert (services(found, settings).names, services(found, settings).further) == ((), 60)


@given(st.text())
def test_any_text_is_written_as_toml_on_one_line(text):
    written = to_toml(text)
    assert len(written.splitlines()) == 1
    assert tomllib.loads(f"{written} = {written}") == {text: text}


# A row for each issue


def issues_of(number):
    """The rows of one complaint with this many issues."""
    return [[f"C{number}", "01/05/2023", f"{10 + number}/05/2023", "North"] for _ in range(1 + number % 3)]


def export_of_issues(head, reasons, findings=("Upheld", "Not upheld")):
    rows = [row for number in range(12) for row in issues_of(number)]
    more = [[reasons[at % len(reasons)], findings[at % len(findings)]] for at in range(len(rows))]
    lines = [[*row, *two] for row, two in zip(rows, more, strict=True)]
    return to_csv([["Case Ref", "Date Received", "Response Date", "Service Area", *head], *lines])


@pytest.mark.parametrize("head", [("Category", "Outcome"), ("Allegation", "Finding"), ("Reason", "Decision")])
def test_a_row_for_each_issue_is_seen_by_what_differs_within_a_complaint(proposed, head):
    proposal = proposed(export_of_issues(head, ("Delay", "Staff", "Records")))
    assert proposal.source.layout == "one row per issue"
    assert proposal.source.issue.columns == {"category": head[0], "outcome": head[1]}
    assert sure(proposal) == {
        "reference": "Case Ref",
        "received_on": "Date Received",
        "responded_on": "Response Date",
        "service": "Service Area",
    }
    assert not any(set(head) & set(one.headings) for one in proposal.columns)


def test_issues_under_a_strange_heading_are_a_question(proposed):
    proposal = proposed(export_of_issues(("Matter", "Outcome"), ("Delay", "Staff", "Records")))
    assert proposal.source.layout == "one row per issue"
    assert [(one.column, one.headings, one.is_sure) for one in proposal.issue] == [
        ("category", ("Matter",), False),
        ("outcome", ("Outcome",), True),
    ]
    assert proposal.issue[0] in proposal.open


def test_copies_and_later_stages_are_no_issues(proposed):
    copies = export_of_issues(("Category", "Outcome"), ("Delay",), ("Upheld",))
    assert proposed(copies).source.layout == "one row per stage"
    later = to_csv(
        [["Case Ref", "Date Received", "Category"]]
        + [[f"C{at // 2}", f"{1 + at:02d}/05/2023", ("Delay", "Staff")[at % 2]] for at in range(20)]
    )
    assert proposed(later).source.layout == "one row per stage"


def test_one_number_given_twice_among_many_is_a_fault_and_no_issue(proposed):
    text = table(rows=60, **{"Case Ref": [f"C-{max(number, 1)}" for number in range(60)], "Category": ["A", "B"]})
    assert proposed(text).source.layout == "one row per stage"


def test_what_is_proposed_for_issues_is_read_so(command, tmp_path):
    text = export_of_issues(("Category", "Outcome"), ("Delay", "Staff"), ("Upheld", "Odd", "Odd"))
    (tmp_path / "export.csv").write_text(text, encoding="utf-8")
    assert command("init", tmp_path / "made", "--from", tmp_path / "export.csv").returncode == 0
    path = tmp_path / "made" / "report.toml"
    written = path.read_text(encoding="utf-8")
    assert 'layout = "one row per issue"' in written
    assert "[sources.complaints.issue.values.outcome]" in written
    written = written.replace("# stage = 1 ", "stage = 1 ").replace('# procedure = "local"', 'procedure = "local"')
    path.write_text(written.replace('# "Odd" = ""', '"Odd" = "not upheld"'), encoding="utf-8")
    run = open_folder(tmp_path / "made", date(2024, 6, 14))
    assert not run.errors
    assert (len(run.export.tables["complaints"]), len(run.export.tables["issues"])) == (12, 24)
