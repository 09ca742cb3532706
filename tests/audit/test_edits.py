"""What people do to a report of ours, one thing at a time, and what must be told of it, and no more."""

import pytest

from complaints_report.verify import verified
from tests.audit import edits
from tests.audit.conftest import NOTHING, only
from tests.audit.controls.test_saved_elsewhere import nameless
from tests.audit.edits import (
    adds_a_row,
    all_of,
    deletes,
    overtypes,
    pastes,
    pastes_a_control,
    pastes_a_table,
    replaces,
    retypes,
    tracks,
    unwraps,
    wraps,
    wrong_cell,
)
from tests.audit.tracked import resolves
from tests.conftest import some_of

INSIDE = {
    "a figure typed over": (overtypes("371 complaints", "372 complaints"), only("overtyped > 372 > 371")),
    "a noun typed over": (overtypes("371 complaints", "371 people"), only("overtyped > 371 people > 371 complaints")),
    "a direction typed over": (
        overtypes(", an increase of 5.1% on 2022/23 (353)", ", a decrease of 5.1% on 2022/23 (353)"),
        only("overtyped > a decrease of 5.1% on 2022/23 (353) > an increase of 5.1% on 2022/23 (353)"),
    ),
    "a cell typed over": (wrong_cell("49.4%", "44.9%"), only("overtyped > 44.9% > 49.4%")),
    "a caption that says a wrong number": (
        retypes("Table 6", "Outcomes of complaints", "Outcomes of the 381 stage 1 complaints received"),
        only("wrong > 381 > 371"),
    ),
    "a paragraph deleted": (
        deletes("Parents and extended family made"),
        only(
            "removed > 73.9% of the stage 1 complaints (274 of 371) > ",
            "removed > a decrease of 2.0 percentage points on 2022/23 (75.9%) > ",
        ),
    ),
    "a row moved": (edits.moves_a_row, only("moved >  > ")),
    "a row removed": (edits.removes_a_row, only("removed >  > ")),
    "a label changed": (edits.change_a_label, only("overtyped > City wide > Citywide")),
    "a control removed": (
        unwraps("27 complaints"),
        only("removed > 27 complaints > ", "typed > 27 > "),
    ),
    "a control removed and its words changed": (
        unwraps("371 complaints", "381 complaints"),
        only("removed > 371 complaints > ", "wrong > 381 > 371"),
    ),
    "a control around half a sentence that is wrong": (
        all_of(overtypes("371 complaints", "372 complaints"), wraps("372 complaints")),
        only("overtyped > 372 > 371"),
    ),
    "a tracked change": (edits.track_a_change, only("overtyped > 18 > 17")),
    "a tracked change accepted": (
        all_of(edits.track_a_change, resolves("ins")),
        only("overtyped > 18 > 17"),
    ),
    "a tracked change rejected": (all_of(edits.track_a_change, resolves("del")), NOTHING),
    "a tracked deletion": (tracks("82 compliments"), only("removed > 82 compliments > ")),
    "a tracked deletion accepted": (
        all_of(tracks("82 compliments"), resolves("ins")),
        only("removed > 82 compliments > "),
    ),
    "a tracked deletion rejected": (all_of(tracks("82 compliments"), resolves("del")), NOTHING),
}

HARMLESS = (
    overtypes("267", "two hundred and sixty-seven"),
    overtypes("27 complaints", "27\u00a0complaints"),
    retypes("Table 6", "Outcomes of complaints", "How complaints ended"),
    wraps("371 complaints"),
    edits.links,
    edits.breaks,
)
"""What changes the look or the form alone, beside what the shared edits have of it."""


@pytest.fixture(scope="session")
def last_report(built_last_year):
    """The report of the year before, of the same data."""
    return built_last_year[1]


AT_ONCE = (
    *("a figure typed over", "a paragraph deleted", "a row moved"),
    *("a control removed and its words changed", "a tracked deletion accepted"),
)


@pytest.mark.parametrize("name", some_of(INSIDE, *AT_ONCE))
def test_what_people_did_is_told_and_nothing_else(told_of, name):
    edit, expected = INSIDE[name]
    assert told_of(edit) == expected


def test_edits_that_change_no_figure_are_not_told(told_of):
    assert told_of(*edits.HARMLESS, *HARMLESS) == set()


def test_a_row_that_was_added_is_called_that(built_sample, tmp_path):
    run, report = built_sample
    edit = adds_a_row("Panels", "24", "45.8%", "21.00")
    found = verified(run, edits.edited(report, tmp_path / "edited.docx", edit)).findings
    assert ("typed", "the table “Stage 1 responsiveness”, row Panels") in {(one.kind.value, one.where) for one in found}
    assert not any(one.fault for one in found)


@pytest.mark.parametrize(("number", "wrong"), [pytest.param("212", [], marks=pytest.mark.long), ("221", ["221"])])
def test_a_row_made_of_another_row_is_that_rows_no_more(built_sample, tmp_path, number, wrong):
    run, report = built_sample
    edit = edits.copies_a_row("Frontdoor", "Of which statutory procedure", number, "52.4%", "23.69", "20.00")
    found = verified(run, edits.edited(report, tmp_path / "edited.docx", edit)).findings
    where = "the table “Stage 1 responsiveness”, row Of which statutory procedure"
    assert ("typed", where) in {(one.kind.value, one.where) for one in found}
    assert [one.document for one in found if one.fault] == wrong


def test_a_name_that_was_replaced_everywhere_is_told_as_labels_and_no_number(told_of):
    told = told_of(replaces("Family Time", "Contact"))
    assert ("overtyped", "Safeguarding & Contact", "Safeguarding & Family Time") in told
    assert {kind for kind, _, _ in told} == {"overtyped"}


def test_a_control_of_last_years_report_is_words_that_somebody_typed(told_of, last_report):
    pasted = pastes_a_control(last_report, "353 complaints", "At stage 1 we had ", " this year.")
    assert told_of(pasted) == only("wrong > 353 > 371")


def test_a_table_of_last_years_report_agrees_where_it_names_its_years(told_of, last_report):
    told = told_of(pastes_a_table(last_report, "Year", "Stage 1 complaints", caption="Referrals and assessments"))
    assert {kind for kind, _, _ in told} == {"typed"}
    assert len(told) == 15


def test_a_paragraph_of_an_earlier_draft_is_held_to_the_data_as_they_are(told_of, built_sample, built_later):
    told = told_of(pastes(built_sample[1], "There were 82 compliments in 2023/24, a decrease"), of=built_later)
    assert ("wrong", "82", "83") in told


def test_a_report_that_lost_its_controls_is_right_still_and_wrong_where_it_is_wrong(built_sample, tmp_path):
    run, report = built_sample
    planted = edits.edited(report, tmp_path / "edited.docx", overtypes("371 complaints", "481 complaints"))
    found = verified(run, nameless(planted, tmp_path))
    assert {(one.document, one.should) for one in found.findings} == {("481", "371")}
    assert found.lost.gone == found.lost.recorded > 500
    assert found.agreeing > 700
