"""What people type into a report of ours, anywhere in it: each wrong number is told, and no more."""

import pytest

from tests.audit.conftest import NOTHING, only
from tests.audit.edits import all_of
from tests.audit.tracked import resolves
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
from tests.conftest import some_of

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

NOT_OURS = (
    "On 3 May 2024, after 12 weeks, 45 social workers had been trained at a cost of £12,500 against a target of 90%.",
    "Nationally 61% of complaints were upheld, and the average for our neighbours was 26 working days.",
    "Children aged 7 to 11 can call 0161 496 0371; see section 5 and Regulation 17(3) of the 2006 Regulations.",
    "Adult social care received 214 complaints and housing 388; 57% of theirs were answered in time.",
    "We hope to answer 75% of stage 1 complaints within 20 working days by March 2025.",
    "About 370 complaints came in at stage 1, and over 50 at stage 2.",
)


AT_ONCE = (
    *("a wrong number", "a right number", "a wrong direction"),
    *("hidden words", "a tracked insertion", "a text box"),
)


@pytest.mark.parametrize("name", some_of([*TYPED_SENTENCES, *ELSEWHERE], *AT_ONCE))
def test_what_people_typed_is_told_and_nothing_else(told_of, name):
    edit, expected = {**TYPED_SENTENCES, **ELSEWHERE}[name]
    assert told_of(edit) == expected


@pytest.mark.parametrize("said", [NOT_OURS, *(pytest.param([one], marks=pytest.mark.long) for one in NOT_OURS)])
def test_what_is_not_ours_is_never_wrong(told_of, said):
    assert {kind for kind, _, _ in told_of(*map(says, said))} <= {"typed"}


def test_last_years_numbers_under_this_years_heading_are_told(told_of):
    last = (("Email", "222"), ("Online form", "85"), ("Telephone", "26"), ("In person", "8"), ("Post", "9"))
    told = told_of(tables("How stage 1 complaints were made", ("Method", "2023/24"), *last))
    right = ("231", "95", "27", "9", "6")
    assert told == {("wrong", was, now) for (_, was), now in zip(last, right, strict=True)}


def test_every_wrong_number_is_still_told_where_all_was_done_at_once(told_of):
    heading = ELSEWHERE["a heading"]  # made first, so that the others stand before it and not under it
    together = (heading, *TYPED_SENTENCES.values(), *(one for one in ELSEWHERE.values() if one is not heading))
    wrong = {one for _, expected in together for one in expected if one[0] == "wrong"}
    assert {one for one in told_of(*(edit for edit, _ in together)) if one[0] == "wrong"} == wrong
