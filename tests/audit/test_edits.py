"""What people do to a report of ours, one thing at a time, and what must be told of it, and no more."""

import pytest

from complaints_report.run import build_report, open_folder
from complaints_report.verify import verified
from tests.audit import edits
from tests.audit.edits import (
    FOOTER,
    HEADER,
    adds_a_row,
    all_of,
    box,
    deletes,
    heads,
    in_part,
    inserts,
    lists,
    note,
    overtypes,
    pastes,
    pastes_a_control,
    pastes_a_table,
    r,
    remarks,
    replaces,
    resolves,
    retypes,
    runs,
    says,
    tables,
    tracks,
    unwraps,
    wraps,
    wrong_cell,
)
from tests.conftest import TODAY, copy_of

NOTHING = set()


def only(*told):
    return {tuple(one.split(" > ")) for one in told}


TYPED_SENTENCES = {
    "a wrong number": (says("Over the year 381 complaints were received at stage 1."), only("differs > 381 > 371")),
    "a right number": (says("Over the year 371 complaints were received at stage 1."), only("typed > 371 > ")),
    "a number in words": (says("Fifty-eight complaints were received at stage 2."), only("differs > Fifty-eight > 56")),
    "a right number in words": (
        says("Three hundred and seventy-one complaints were received at stage 1."),
        only("typed > Three hundred and seventy-one > "),
    ),
    "digits swapped": (says("We received 317 complaints at stage 1."), only("differs > 317 > 371")),
    "last year's number": (says("At stage 1 we received 353 complaints in 2023/24."), only("differs > 353 > 371")),
    "another stage's number": (says("At stage 3 we received 56 complaints."), only("differs > 56 > 17")),
    "a percentage cut off": (
        says("At stage 1, 50% of responses (148 of 292) came within 20 working days."),
        only("part|differs > 50% > 51%", "typed > 148 > ", "typed > 292 > "),
    ),
    "a percentage cut off, alone": (
        says("At stage 3, 64.8% of the complaints were upheld or partly upheld."),
        only("differs > 64.8% > 64.7%"),
    ),
    "per cent in words": (
        says("At stage 1, 50.1 per cent of responses came within 20 working days."),
        only("differs > 50.1 per cent > 50.7%"),
    ),
    "per cent in words, right": (
        says("At stage 1, 50.7 per cent of responses came within 20 working days."),
        only("typed > 50.7 per cent > "),
    ),
    "a thin space": (says("There were 18\u2009078 referrals."), only("typed > 18\u2009078 > ")),
    "a non-breaking space": (says("There were 18\u00a0078 referrals."), only("typed > 18\u00a0078 > ")),
    "a space and a wrong digit": (says("There were 18\u00a0087 referrals."), only("differs > 18\u00a0087 > 18,078")),
    "no comma": (says("There were 17969 assessments."), only("typed > 17969 > ")),
    "a wrong direction": (
        says("At stage 1 the number of complaints fell from 353 to 371."),
        only("direction > fell > ", "typed > 353 > ", "typed > 371 > "),
    ),
    "a wrong change": (
        says("At stage 2 the share upheld or partly upheld rose by 12.9 percentage points, from 70.2% to 82.1%."),
        only("change|differs > 12.9 > 11.9", "typed > 70.2% > ", "typed > 82.1% > "),
    ),
    "a wrong part": (
        says("Of the 371 stage 1 complaints, 267 were statutory and 114 were local."),
        only("sum|differs > 114 > 104", "typed > 371 > ", "typed > 267 > "),
    ),
    "a wrong mean": (
        says("The mean time to answer at stage 1 was 23.36 working days."),
        only("differs > 23.36 > 24.36"),
    ),
    "a wrong service": (
        says("Fostering had 28 stage 1 complaints and Family Time had 6."),
        only("differs > 28 > 20", "typed > 6 > "),
    ),
    "a broken line": (
        runs(r("At stage 1 we received"), "<w:r><w:br/></w:r>", r("381 complaints.")),
        only("differs > 381 > 371"),
    ),
    "a number cut into runs": (
        runs(r("At stage 1 we received 3", "<w:b/>"), r("8"), r("1 complaints.", "<w:i/>")),
        only("differs > 381 > 371"),
    ),
    "a link around a number": (
        runs(
            r("At stage 1 we received "),
            f"<w:hyperlink w:anchor='here'>{r('381')}</w:hyperlink>",
            r(" complaints."),
        ),
        only("differs > 381 > 371"),
    ),
    "the result of a field": (
        runs(r("At stage 1 we received "), f"<w:fldSimple w:instr=' = 300 + 81 '>{r('381')}</w:fldSimple>", r(" complaints.")),
        only("differs > 381 > 371"),
    ),
    "hidden words": (
        runs(r("We are proud of our staff."), r(" At stage 1 we received 381 complaints.", "<w:vanish/>")),
        NOTHING,
    ),
    "a tracked insertion": (inserts("At stage 1 we received 381 complaints."), only("differs > 381 > 371")),
    "a tracked insertion, accepted": (
        all_of(inserts("At stage 1 we received 381 complaints."), resolves("ins")),
        only("differs > 381 > 371"),
    ),
    "a tracked insertion, rejected": (
        all_of(inserts("At stage 1 we received 381 complaints."), resolves("del")),
        NOTHING,
    ),
    "what is not ours": (
        says(
            "On 3 May 2024, after 12 weeks, 45 social workers had been trained at a cost of £12,500 against a target "
            "of 90%; nationally 61% of complaints were upheld. Children aged 7 to 11 call 0161 496 0371; see section 5."
        ),
        None,
    ),
}

ELSEWHERE = {
    "a text box": (box("At stage 3 we received 18 complaints."), only("differs > 18 > 17")),
    "a footnote": (note("At stage 2 we received 65 complaints."), only("differs > 65 > 56")),
    "an endnote": (note("At stage 2 we received 65 complaints.", "endnote"), only("differs > 65 > 56")),
    "a header": (in_part(HEADER, "381 complaints at stage 1"), only("differs > 381 > 371")),
    "a footer": (in_part(FOOTER, "There were 28 compliments in 2023/24"), only("differs > 28 > 82")),
    "a heading": (heads("Stage 1: 381 complaints received"), only("differs > 381 > 371")),
    "a list": (
        lists("Complaints received in 2023/24:", "381 at stage 1", "56 at stage 2", "17 at stage 3"),
        only("differs > 381 > 371", "typed > 56 > ", "typed > 17 > "),
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
        only("differs > 213 > 231", "typed > 95 > ", "typed > 27 > ", "typed > 9 > "),
    ),
    "a pasted table of years": (
        tables(
            "Complaints received",
            ("Year", "Stage 1", "Stage 2", "Stage 3"),
            ("2021/22", "362", "52", "18"),
            ("2022/23", "335", "57", "22"),
            ("2023/24", "371", "56", "17"),
        ),
        only("differs > 335 > 353", *(f"typed > {one} > " for one in (362, 52, 18, 57, 22, 371, 56, 17))),
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
        only("sum|differs > 51 > 50", *(f"typed > {one} > " for one in (19, 14, 9, 8))),
    ),
}

INSIDE = {
    "a figure typed over": (overtypes("371 complaints", "372 complaints"), only("overtyped > 372 > 371")),
    "a noun typed over": (overtypes("371 complaints", "371 people"), only("overtyped > 371 people > 371 complaints")),
    "a direction typed over": (
        overtypes(", an increase of 5% on 2022/23 (353)", ", a decrease of 5% on 2022/23 (353)"),
        only("overtyped > a decrease of 5% on 2022/23 (353) > an increase of 5% on 2022/23 (353)"),
    ),
    "a number typed over in words": (overtypes("56 complaints", "fifty-six complaints"), NOTHING),
    "a cell typed over": (wrong_cell("49.4%", "44.9%"), only("overtyped > 44.9% > 49.4%")),
    "a caption that says a wrong number": (
        retypes("Table 4", "Outcomes of complaints", "Outcomes of the 381 stage 1 complaints received"),
        only("differs > 381 > 371"),
    ),
    "a caption in other words": (retypes("Table 4", "Outcomes of complaints", "How complaints ended"), NOTHING),
    "a paragraph moved": (edits.move_a_paragraph, NOTHING),
    "a paragraph copied": (edits.paste_twice, NOTHING),
    "a paragraph deleted": (
        deletes("Parents and extended family made"),
        only("removed > 73.9% > ", "removed > (274 of 371) > ", "removed > a decrease of 2.0 percentage points on 2022/23 (75.9%) > "),
    ),
    "a row added": (
        adds_a_row("Panels", "24", "45.8%", "21.00"),
        None,
    ),
    "a row moved": (edits.moves_a_row, only("moved >  > ")),
    "a row removed": (edits.removes_a_row, only("removed >  > ")),
    "a label changed": (edits.change_a_label, only("overtyped > City wide > Citywide")),
    "a name replaced everywhere": (replaces("Family Time", "Contact"), None),
    "a control removed": (
        unwraps("27 complaints"),
        only("removed > 27 complaints > ", "typed > 27 > "),
    ),
    "a control removed and its words changed": (
        unwraps("371 complaints", "381 complaints"),
        only("removed > 371 complaints > ", "differs > 381 > 371"),
    ),
    "a control around half a sentence": (wraps("371 complaints"), NOTHING),
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
    "a figure cut into runs": (edits.cut_into_runs, NOTHING),
    "a figure made bold": (edits.embolden, NOTHING),
    "a figure made a link": (edits.links, NOTHING),
    "a line broken before a figure": (edits.breaks, NOTHING),
    "spaces made non-breaking": (overtypes("371 complaints", "371\u00a0complaints"), NOTHING),
    "a paragraph restyled": (edits.restyle, NOTHING),
    "a person's comment": (edits.comment, NOTHING),
    "a section of plans": (edits.write_a_section, NOTHING),
}

EVERY = {**TYPED_SENTENCES, **ELSEWHERE, **INSIDE}
EXACT = {name: each for name, each in EVERY.items() if each[1] is not None}


def told_of(run, path):
    return {(one.kind.value, one.document, one.should) for one in verified(run, path).findings}


def matches(told, expected):
    """Whether this was told, and nothing else; a kind may be one of several."""
    left = set(told)
    for kind, document, should in expected:
        found = next((one for one in left if one[0] in kind.split("|") and one[1:] == (document, should)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


@pytest.mark.parametrize("name", EXACT)
def test_what_people_did_is_told_and_nothing_else(built_sample, name, tmp_path):
    run, report = built_sample
    edit, expected = EXACT[name]
    told = told_of(run, edits.edited(report, tmp_path / "edited.docx", edit))
    assert matches(told, expected), told
