"""Every form in which a sentence relates numbers, right and wrong."""

from pathlib import Path

import pytest

from complaints_report.audit.arithmetic import findings, relations_of
from complaints_report.audit.findings import Finding
from complaints_report.audit.reading.document import TEXT, Block, Document, Passage, Sentence


def told(*sentences: str) -> list[Finding]:
    """What is found in one paragraph of these sentences."""
    return list(findings(relations_of(document(paragraph(*sentences)))))


def paragraph(*sentences: str, kind: str = TEXT, lead: str = "", headings: tuple[str, ...] = ()) -> Passage:
    return Passage(kind, " ".join(sentences), tuple(Sentence(words) for words in sentences), headings, lead)


def document(*blocks: Block) -> Document:
    return Document(Path("report.docx"), blocks)


FORMS = [
    ("part", "{} of the 94 stage 1 complaints (26%) were about delay.", "24", "14"),
    ("part", "24 of the 94 stage 1 complaints ({}%) were about delay.", "26", "25"),
    ("part", "The rate was {}% (24/94).", "26", "25"),
    ("part", "24 ({}%) of the 94 were late.", "26", "25"),
    ("part", "Of the 94, 24 ({}%) were late.", "26", "25"),
    ("part", "{}%, or 24 of 94, were late.", "26", "25"),
    ("part", "24 out of 94, or {} per cent, were late.", "26", "25"),
    ("part", "Of the 94 complaints, 24 were upheld ({}%) and 30 not upheld (32%).", "26", "36"),
    ("part", "Of the 94 complaints, 24 were upheld (26%) and 30 not upheld ({}%).", "32", "31"),
    ("part", "Complaints were upheld in 24 of 94 cases, a rate of {}%.", "25.5", "25.6"),
    ("part", "Parents sent in 41 of our 187 complaints – {}% – and advocates very few.", "21.9", "22.9"),
    ("part", "Seventeen of the thirty-one panels ({} per cent) sat in time.", "55", "54"),
    ("part", "There were 130 letters, of which 39 ({}%) went out late.", "30", "33"),
    ("part", "Just over half, {}% (14 out of 27), had a reply.", "52", "51"),
    ("part", "Managers wrote to 66 families out of 80, which is {}%.", "82.5", "85.2"),
    ("part", "{}% of the 160 referrals (36) came from schools.", "22.5", "25.2"),
    ("part", "We met the limit for 1,155 (that is, {}% of the 1,312) requests.", "88", "87"),
    ("part", "The panel agreed with 5 of 8 families: {}%.", "62.5", "65.2"),
    ("part", "Replies were late in {}% of the cases we closed (46 of 56).", "82", "28"),
    ("part", "At stage 2 there was {}% of the number at stage 1 (56 against 371).", "15.1", "51.1"),
    ("part", "£1,200 of the £4,800 budget ({}%) was spent on mediation.", "25", "52"),
    ("part", "Women wrote 200 letters ({}%), men 150 (40%), others 21 (6%).", "54", "45"),
    ("part", "Only 3 ({}%) of the 371 letters were withdrawn.", "0.8", "8.0"),
    ("part", "Of the 17 hearings, 11 granted at least one point ({}%).", "65", "56"),
    ("part", "Out of 80 visits, 52 took place in time, which is {}%.", "65", "56"),
    ("part", "Most of the 18 hearings (12, or {}%) began on the day.", "67", "76"),
    ("part", "Most of the 18 hearings ({}%, 12) began on the day.", "67", "57"),
    ("part", "Nine letters in ten ({}%, 45 of 50) went out in a week.", "90", "80"),
    ("part", "Appeals (45) were {}% of first complaints (200).", "22.5", "25.2"),
    ("part", "The adjudicator took on 7 cases and agreed with 5, a rate of {}%.", "71", "61"),
    ("part", "2 of the 10 hearings (20%) were held by May; 8 ({}%) were not.", "80", "70"),
    ("part", "We closed 45 cases, 30 ({}%) with an apology, 10 (22%) with a visit, 5 (11%) with neither.", "67", "76"),
    ("impossible", "{}% of the 17 were answered late.", "64.7", "64.8"),
    ("impossible", "We closed {} per cent of all 16 cases by May.", "43.8", "43.9"),
    ("impossible", "Staff upheld {}% of the 27 they looked into.", "51.9", "51.8"),
    ("impossible", "In the north, {}% of 12 visits were cut short.", "41.7", "47.1"),
    ("change", "Complaints fell by {}%, from 215 to 187.", "13", "13.2"),
    ("change", "There was a decrease of {}% (27 to 26).", "4", "3"),
    ("change", "We were up {}% on last year’s 353 to 371.", "5", "6"),
    ("change", "Complaints went from 215 to 187, a fall of {} (13%).", "28", "27"),
    ("change", "Complaints went from 215 to 187, a fall of 28 ({}%).", "13", "31"),
    ("change", "That makes {} more than the 44 of last year: 56.", "12", "13"),
    ("change", "The rate went from 38.9% to 42.3%, up {} percentage points.", "3.4", "4.4"),
    ("change", "Referrals dropped to 640 from 800, {}% fewer.", "20", "25"),
    ("change", "187 letters came in, compared with 215 the year before, a reduction of {}.", "28", "82"),
    ("change", "The team dealt with 56 appeals, {} more than the 44 of 2022/23.", "12", "21"),
    ("change", "Costs rose by £{} from £1,100 to £2,000.", "900", "800"),
    ("change", "Upheld cases increased from 40 to 50 ({}%).", "25", "20"),
    ("change", "Advocates made 28 complaints (7.5%), an increase of {}% on 2022/23 (25).", "12", "21"),
    ("change", "Post brought 12.5% of all (5 of 40), a fall of {} percentage points on 2022/23 (15.6%).", "3.1", "1.3"),
    ("change", "Satisfaction was 61.5%, against 58.0% in 2022/23 – a rise of {} points.", "3.5", "5.3"),
    ("change", "We logged 1,024 contacts, compared to 1,187 last year (-{}%).", "13.7", "17.3"),
    ("change", "Visits grew by {}%, to 330 (300 last year).", "10", "11"),
    ("change", "There were 60 compliments, an increase of {}% on the 48 of 2022/23.", "25", "52"),
    ("change", "Letters have risen by a fifth ({}%), from 100 to 120.", "20", "25"),
    ("change", "Letters were down {}% to 172 (2022/23: 200).", "14", "41"),
    ("change", "Letters fell to 172 (200 in 2022/23), a drop of {}%.", "14", "24"),
    ("change", "We spent {}% more than the year before: £48,250 against £43,080.", "12", "21"),
    ("direction", "Both teams {}: from 54 to 52 in the north and from 20 to 11 in the south.", "declined", "increased"),
    ("direction", "Complaints {} from 215 to 187.", "fell", "rose"),
    ("direction", "The backlog {} to 41 from 30.", "increased", "decreased"),
    ("direction", "Panels were {} from 12 to 9.", "down", "up"),
    ("direction", "Visits {} to 330 (300 last year).", "climbed", "dropped"),
    ("direction", "The share answered in time was {} from 58% to 61%.", "up", "down"),
    ("direction", "Stage 2 (52, last year 54) and stage 3 (9; 12 last year) both {}.", "decreased", "increased"),
    ("sum", "We upheld 25.5% in full, 40.4% in part and did not uphold the remaining {}%.", "34.1", "31.4"),
    ("sum", "There were {} meetings: 30 in homes, 20 in schools and 6 outdoors.", "56", "65"),
    ("sum", "There were {} complaints (250 statutory and 121 local).", "371", "317"),
    ("sum", "A total of {} across the three stages: 354, 56 and 17.", "427", "472"),
    ("sum", "We had 354 at stage 1, 56 at stage 2 and 17 at stage 3, {} in all.", "427", "426"),
    ("sum", "Of the {}, 24 were upheld and the other 70 were not.", "94", "95"),
    ("sum", "Staff held {} surgeries – 8 by phone, 11 in person and 4 online.", "23", "32"),
    ("sum", "The council paid £{}: £700 for delay, £250 for distress and £50 for time and trouble.", "1,000", "900"),
    ("sum", "The fund gave 12 grants to parents and 9 to carers, a total of {}.", "21", "20"),
    ("sum", "Post brought 14 letters, e-mail 61 and the website 30, making {} altogether.", "105", "115"),
    ("sum", "The {} visits were made up of 10 to homes, 7 to schools and 3 to clinics.", "20", "30"),
    ("sum", "North: 200; south: 30; west: 5; total: {}.", "235", "245"),
    ("sum", "We had 5 visits from schools in spring, 8 in summer and 15 in winter, {} in the year.", "28", "38"),
    ("sum", "Letters were split 50% email, 30% telephone and {}% post.", "20", "30"),
    ("sum", "North had 12, south 9, east 21 and west 8: {} in total.", "50", "60"),
    ("sum", "Email (210), phone (100) and post (61) brought in all {}.", "371", "317"),
    ("sum", "The first half brought 60 letters and the second 65, {} for the year.", "125", "135"),
    ("sum", "By quarter there were 54, 62, 64 and 68, which makes {} for the year.", "248", "284"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "form", "right", "wrong"), FORMS)
def test_a_right_sentence_holds_and_a_wrong_one_is_told(kind: str, form: str, right: str, wrong: str) -> None:
    relations = relations_of(document(paragraph(form.format(right))))

    assert [one.kind for one in relations if one.holds].count(kind) >= 1, "nothing was read"
    assert [one.why for one in relations if not one.holds] == []
    found = told(form.format(wrong))
    assert {one.kind for one in found} == {kind}
    if kind not in ("direction", "impossible") and wrong != "14":
        assert (found[0].document.strip("£-% abcdefghijklmnopqrstuvwxyz"), found[0].should) == (wrong, found[0].should)
        assert right in found[0].should


ACROSS = [
    ("There were 45 appeals. 30 (67%) were upheld, 10 (22%) were not and {} (11%) were withdrawn.", "5", "6"),
    ("Praise by team: North 12; South 8; West 20. Total {}.", "40", "44"),
]


@pytest.mark.parametrize(("form", "right", "wrong"), ACROSS)
def test_a_sentence_is_held_to_the_one_before_it(form: str, right: str, wrong: str) -> None:
    first, second = form.split(". ", 1)
    assert told(f"{first}.", second.format(right)) == []
    (found,) = told(f"{first}.", second.format(wrong))
    assert found.document.split()[0] == wrong


OVER = [
    ("We sent 120 letters, of which 80 were by email and {} by post.", "40", "45"),
    ("We had 412 contacts in all. Of these, 200 were complaints, 150 compliments and {} enquiries.", "62", "72"),
    ("Email made up 60% of letters, the telephone 30% and post {}%.", "5", "20"),
]


@pytest.mark.parametrize(("form", "right", "wrong"), OVER)
def test_parts_of_one_kind_come_to_no_more_than_their_whole(form: str, right: str, wrong: str) -> None:
    found = [[f"{one.rstrip('.')}." for one in form.format(number).split(". ")] for number in (right, wrong)]
    assert [[one.kind for one in told(*sentences)] for sentences in found] == [[], ["sum"]]


TOGETHER = (
    "Of the 217 letters we closed we granted 42 in full and 96 in part, so that in {}% of them we saw something wrong."
)


def test_a_share_of_two_parts_together_is_read() -> None:
    (found,) = [one for one in relations_of(document(paragraph(TOGETHER.format(64)))) if one.kind == "part"]
    assert (found.holds, len(found.spots)) == (True, 4)


SILENT = [
    "Of the 94, 50 were upheld and 45 came from parents.",
    "There were 64 letters, of which 40 were answered and 30 about money.",
    "Rates were 40% at stage 1, 50% at stage 2 and 60% at stage 3.",
    "Most of what came in fell under the law: 158 complaints, against 59 under our own scheme.",
    "Praise: 96 letters (+12, +14.3%).",
    "Some cases ended early (10), fell outside our remit (5) or went to court (2).",
    "Of the 200, 90 (45%) were parents and 20 (10%) children; 12 (60%) of the children had help.",
    "Stage 1: 200 (last year 190); stage 2: 30 (last year 28).",
    "Stage 2: 56 (57 in 2022/23, 52 in 2021/22).",
    "All three rose: from 200 to 210, from 30 to 35 and from 5 to 6.",
    "24 of the 94 complaints were upheld, compared with 31% last year.",
    "24 of 94 complaints were upheld (31% in 2022/23).",
    "12 of the 40 were about fostering, 9% came by post.",
    "The target is 85% of the 27.",
    "About 20% of the 17 had moved.",
    "Of the 8 decided after investigation 6 were upheld and 2 were not, a rate of 75%.",
    "We held 14 panels, including: 3 in May and 2 in June.",
    "There were 371 complaints, mainly 250 statutory and 100 local.",
    "We received 118 complaints, against 96: 52 about admissions, 47 about transport and 19 about other matters.",
    "Of the 94, 24 were upheld and 30 partly upheld.",
    "14 complaints: 9 answered within 10 working days and 4 escalated.",
    "We wrote down 36 lessons this year (last year 30).",
    "Stage 2 was 15.1% of stage 1 (56 against 371), a decrease of 1.0 percentage points on 2022/23 (16.1%).",
    "West Hub made up 46% of complaints (81; 132 last year).",
    "By quarter there were 59, 41, 58 and 68 (55, 40, 47 and 61).",
    "Mostly parents (71; 88 in 2022/23) and other family (24; was 20).",
    "41 of 130 and 18 of 64 were late, that is 31.5% and 28.1% respectively.",
    "68 of 130 and 18 of 32 were upheld, that is 56.3% and 52.3% respectively.",
    "97 compliments: 9 up on last year’s 88.",
    "With 34 at Stage Two (34), 307 were opened across the three stages, against 273, an increase of 12.5%.",
    "21 came from children, nine more than last year, and 16 from care leavers, five fewer.",
    "There were 42 complaints, 4 more than last year, of which 18 were upheld, 3 fewer than last year.",
    "We received 1,240 contacts: 900 enquiries, 42 complaints, 60 compliments and 238 requests.",
    "Response rate: 12% (5 of 42 surveys), with 80% (4) satisfied.",
    "Of the 18 upheld, 12 (67%) were upheld in full and 6 (33%) in part, 43% of the 42 decided.",
    "We raised 483 issues (427), of which 152 (31.5%) were about delay.",
    "a parent: 46; a relative: 10; a care leaver: 6; an advocate: 3",
    "All three steps added up come to 181, down from 205.",
    "June brought no more than twelve, down from 15.",
    "The time it took improved from 64.4 to 49.4 working days.",
    "Complaints did not fall from 187 to 215 by chance.",
    "The rate rose from 38.9% to 42.3%, up 8.7%.",
    "Nine of us looked at 120 files over 3 weeks and read 40% again.",
    "You can ring 01632 960114 from 8.30am to 5pm, 24/7 online.",
]  # fmt: skip


@pytest.mark.parametrize("words", SILENT)
def test_what_only_looks_like_a_relation_is_not_told(words: str) -> None:
    assert [one.why for one in told(words)] == []
