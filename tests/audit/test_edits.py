"""What people do to a report of ours, one thing at a time, and what must be told of it, and no more."""

import pytest

from complaints_report.audit.findings import CONTROL, ONLY_TOLD, Kind
from complaints_report.run import build_report, open_folder
from complaints_report.verify import verified
from tests.audit import edits
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
    resolves,
    retypes,
    tracks,
    unwraps,
    wraps,
    wrong_cell,
)
from tests.audit.typing_in import (
    FOOTER,
    HEADER,
    box,
    heads,
    in_part,
    inserts,
    lists,
    note,
    r,
    remarks,
    runs,
    says,
    tables,
)
from tests.conftest import TODAY, copy_of

NOTHING: set[tuple[str, str, str]] = set()


def only(*told):
    return {tuple(one.split(" > ")) for one in told}


TYPED_SENTENCES = {
    "a wrong number": (says("Over the year 381 complaints were received at stage 1."), only("wrong > 381 > 371")),
    "a right number": (says("Over the year 371 complaints were received at stage 1."), only("typed > 371 > ")),
    "a number in words": (says("Fifty-eight complaints were received at stage 2."), only("wrong > Fifty-eight > 56")),
    "a right number in words": (
        says("Three hundred and seventy-one complaints were received at stage 1."),
        only("typed > Three hundred and seventy-one > "),
    ),
    "digits swapped": (says("We received 317 complaints at stage 1."), only("wrong > 317 > 371")),
    "last year's number": (says("At stage 1 we received 353 complaints in 2023/24."), only("wrong > 353 > 371")),
    "another stage's number": (says("At stage 3 we received 56 complaints."), only("wrong > 56 > 17")),
    "a percentage cut off": (
        says("At stage 1, 50% of responses (148 of 292) came within 20 working days."),
        only("wrong > 50% > 51%", "typed > 148 > ", "typed > 292 > "),
    ),
    "a percentage cut off, alone": (
        says("At stage 3, 64.8% of the complaints were upheld or partly upheld."),
        only("wrong > 64.8% > 64.7%"),
    ),
    "per cent in words": (
        says("At stage 1, 50.1 per cent of responses came within 20 working days."),
        only("wrong > 50.1 per cent > 50.7 per cent"),
    ),
    "per cent in words, right": (
        says("At stage 1, 50.7 per cent of responses came within 20 working days."),
        only("typed > 50.7 per cent > "),
    ),
    "a thin space": (says("There were 18\u2009078 referrals."), only("typed > 18\u2009078 > ")),
    "a non-breaking space": (says("There were 18\u00a0078 referrals."), only("typed > 18\u00a0078 > ")),
    "a space and a wrong digit": (says("There were 18\u00a0087 referrals."), only("wrong > 18\u00a0087 > 18,078")),
    "no comma": (says("There were 17969 assessments."), only("typed > 17969 > ")),
    "a wrong direction": (
        says("At stage 1 the number of complaints fell from 353 to 371."),
        only("direction > fell > rose", "typed > 353 > "),
    ),
    "a wrong change": (
        says("At stage 2 the share upheld or partly upheld rose by 12.9 percentage points, from 70.2% to 82.1%."),
        only("wrong > 12.9 percentage points > 11.9 percentage points", "typed > 70.2% > ", "typed > 82.1% > "),
    ),
    "a wrong part": (
        says("Of the 371 stage 1 complaints, 267 were statutory and 114 were local."),
        only("wrong > 114 > 104", "typed > 371 > ", "typed > 267 > "),
    ),
    "a wrong mean": (
        says("The mean time to answer at stage 1 was 23.36 working days."),
        only("wrong > 23.36 > 24.36"),
    ),
    "a wrong service": (
        says("Fostering had 28 stage 1 complaints and Family Time had 6."),
        only("wrong > 28 > 20", "typed > 6 > "),
    ),
    "a broken line": (
        runs(r("At stage 1 we received"), "<w:r><w:br/></w:r>", r("381 complaints.")),
        only("wrong > 381 > 371"),
    ),
    "a number cut into runs": (
        runs(r("At stage 1 we received 3", "<w:b/>"), r("8"), r("1 complaints.", "<w:i/>")),
        only("wrong > 381 > 371"),
    ),
    "a link around a number": (
        runs(
            r("At stage 1 we received "),
            f"<w:hyperlink w:anchor='here'>{r('381')}</w:hyperlink>",
            r(" complaints."),
        ),
        only("wrong > 381 > 371"),
    ),
    "the result of a field": (
        runs(
            r("At stage 1 we received "),
            f"<w:fldSimple w:instr=' = 300 + 81 '>{r('381')}</w:fldSimple>",
            r(" complaints."),
        ),
        only("wrong > 381 > 371"),
    ),
    "hidden words": (
        runs(r("We are proud of our staff."), r(" At stage 1 we received 381 complaints.", "<w:vanish/>")),
        NOTHING,
    ),
    "a tracked insertion": (inserts("At stage 1 we received 381 complaints."), only("wrong > 381 > 371")),
    "a tracked insertion, accepted": (
        all_of(inserts("At stage 1 we received 381 complaints."), resolves("ins")),
        only("wrong > 381 > 371"),
    ),
    "a tracked insertion, rejected": (
        all_of(inserts("At stage 1 we received 381 complaints."), resolves("del")),
        NOTHING,
    ),
}

ELSEWHERE = {
    "a text box": (box("At stage 3 we received 18 complaints."), only("wrong > 18 > 17")),
    "a footnote": (note("At stage 2 we received 65 complaints."), only("wrong > 65 > 56")),
    "an endnote": (note("At stage 2 we received 65 complaints.", "endnote"), only("wrong > 65 > 56")),
    "a header": (in_part(HEADER, "381 complaints at stage 1"), only("wrong > 381 > 371")),
    "a footer": (in_part(FOOTER, "There were 28 compliments in 2023/24"), only("wrong > 28 > 82")),
    "a heading": (heads("Stage 1: 381 complaints received"), only("wrong > 381 > 371")),
    "a list": (
        lists("Complaints received in 2023/24:", "381 at stage 1", "56 at stage 2", "17 at stage 3"),
        only("wrong > 381 > 371", "typed > 56 > ", "typed > 17 > "),
    ),
    "a comment": (remarks("At stage 1 we received 381 complaints."), NOTHING),
    "a pasted table": (
        tables(
            "Stage 1 complaints by method, 2023/24",
            ("Method", "Complaints"),
            ("Email", "213"),
            ("Online form", "95"),
            ("Telephone", "27"),
            ("In person", "9"),
        ),
        only("wrong > 213 > 231", "typed > 95 > ", "typed > 27 > ", "typed > 9 > "),
    ),
    "a pasted table of years": (
        tables(
            "Complaints received",
            ("Year", "Stage 1", "Stage 2", "Stage 3"),
            ("2021/22", "362", "52", "18"),
            ("2022/23", "335", "57", "22"),
            ("2023/24", "371", "56", "17"),
        ),
        only("wrong > 335 > 353", *(f"typed > {one} > " for one in (362, 52, 18, 57, 22, 371, 56, 17))),
    ),
    "a total that is wrong": (
        tables(
            "Stage 2 responses in time",
            ("Area", "Responses timed"),
            ("Children in Care", "19"),
            ("Citywide", "14"),
            ("Frontdoor", "9"),
            ("Safeguarding & Family Time", "8"),
            ("All areas", "51"),
        ),
        only("wrong > 51 > 50", *(f"typed > {one} > " for one in (19, 14, 9, 8))),
    ),
}

INSIDE = {
    "a figure typed over": (overtypes("371 complaints", "372 complaints"), only("overtyped > 372 > 371")),
    "a noun typed over": (overtypes("371 complaints", "371 people"), only("overtyped > 371 people > 371 complaints")),
    "a direction typed over": (
        overtypes(", an increase of 5% on 2022/23 (353)", ", a decrease of 5% on 2022/23 (353)"),
        only("overtyped > a decrease of 5% on 2022/23 (353) > an increase of 5% on 2022/23 (353)"),
    ),
    "a cell typed over": (wrong_cell("49.4%", "44.9%"), only("overtyped > 44.9% > 49.4%")),
    "a caption that says a wrong number": (
        retypes("Table 4", "Outcomes of complaints", "Outcomes of the 381 stage 1 complaints received"),
        only("wrong > 381 > 371"),
    ),
    "a paragraph deleted": (
        deletes("Parents and extended family made"),
        only(
            "removed > 73.9% > ",
            "removed > (274 of 371) > ",
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
    retypes("Table 4", "Outcomes of complaints", "How complaints ended"),
    wraps("371 complaints"),
    edits.links,
    edits.breaks,
)
"""What changes the look or the form alone, beside what the shared edits have of it."""

NOT_OURS = (
    "On 3 May 2024, after 12 weeks, 45 social workers had been trained at a cost of £12,500 against a target of 90%.",
    "Nationally 61% of complaints were upheld, and the average for our neighbours was 26 working days.",
    "Children aged 7 to 11 can call 0161 496 0371; see section 5 and Regulation 17(3) of the 2006 Regulations.",
    "Adult social care received 214 complaints and housing 388; 57% of theirs were answered in time.",
    "We hope to answer 75% of stage 1 complaints within 20 working days by March 2025.",
    "About 370 complaints came in at stage 1, and over 50 at stage 2.",
)

WHOLE = {**TYPED_SENTENCES, **ELSEWHERE, **INSIDE}


@pytest.fixture(scope="session")
def last_report(built_sample, tmp_path_factory):
    """The report of the year before, of the same data."""
    folder = copy_of(built_sample[0].folder, tmp_path_factory.mktemp("last"))
    return build_report(open_folder(folder, TODAY), "2022/23", draft=False, force=False)


@pytest.fixture(scope="session")
def final(built_sample, tmp_path_factory):
    """The run and the report after one more compliment came in; the sample's report is its earlier draft."""
    folder = copy_of(built_sample[0].folder, tmp_path_factory.mktemp("final"))
    with (folder / "compliments.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("2023-06-01,Fostering,,,,\n")
    run = open_folder(folder, TODAY)
    return run, build_report(run, "2023/24", draft=False, force=False)


@pytest.fixture
def told_of(built_sample, tmp_path):
    """What is told of the sample's report after some edits: kind, the number as printed, what it should be."""

    def told(*made, of=built_sample):
        run, report = of
        found = verified(run, edits.edited(report, tmp_path / "edited.docx", *made))
        assert found.agrees == all(one.kind in ONLY_TOLD for one in found.findings)
        return {(_kind(one), one.document, one.should) for one in found.findings}

    return told


def _kind(finding):
    """What is told of a control by its kind; of words that people wrote that they are wrong, by whichever layer."""
    ours = finding.layer == CONTROL or finding.kind is Kind.DIRECTION
    return finding.kind.value if ours else "wrong"


@pytest.mark.parametrize("name", WHOLE)
def test_what_people_did_is_told_and_nothing_else(told_of, name):
    edit, expected = WHOLE[name]
    assert told_of(edit) == expected


def test_edits_that_change_no_figure_are_not_told(told_of):
    assert told_of(*edits.HARMLESS, *HARMLESS) == set()


@pytest.mark.parametrize("said", NOT_OURS)
def test_what_is_not_ours_is_never_wrong(told_of, said):
    assert {kind for kind, _, _ in told_of(says(said))} <= {"typed"}


def test_a_row_that_was_added_is_called_that(built_sample, tmp_path):
    run, report = built_sample
    edit = adds_a_row("Panels", "24", "45.8%", "21.00")
    found = verified(run, edits.edited(report, tmp_path / "edited.docx", edit)).findings
    assert ("typed", "Stage 1 responsiveness, row Panels") in {(one.kind.value, one.where) for one in found}
    assert not any(one.fault for one in found)


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


def test_last_years_numbers_under_this_years_heading_are_told(told_of):
    last = (("Email", "222"), ("Online form", "85"), ("Telephone", "26"), ("In person", "8"), ("Post", "9"))
    told = told_of(tables("How stage 1 complaints were made", ("Method", "2023/24"), *last))
    right = ("231", "95", "27", "9", "6")
    assert told == {("wrong", was, now) for (_, was), now in zip(last, right, strict=True)}


def test_a_paragraph_of_an_earlier_draft_is_held_to_the_data_as_they_are(told_of, built_sample, final):
    told = told_of(pastes(built_sample[1], "There were 82 compliments, a decrease"), of=final)
    assert ("wrong", "82", "83") in told


def test_a_report_that_lost_its_controls_is_right_still_and_wrong_where_it_is_wrong(built_sample, tmp_path):
    run, report = built_sample
    found = verified(run, nameless(report, tmp_path))
    assert (found.findings, found.lost, found.recorded) == ((), 513, 513)
    assert found.agreeing > 700
    planted = edits.edited(report, tmp_path / "edited.docx", overtypes("371 complaints", "481 complaints"))
    assert {(one.document, one.should) for one in verified(run, nameless(planted, tmp_path)).findings} == {
        ("481", "371")
    }


def test_every_wrong_number_is_still_told_where_all_was_done_at_once(told_of):
    together = (*TYPED_SENTENCES.values(), *ELSEWHERE.values())
    wrong = {one for _, expected in together for one in expected if one[0] == "wrong"}
    assert {one for one in told_of(*(edit for edit, _ in together)) if one[0] == "wrong"} == wrong
