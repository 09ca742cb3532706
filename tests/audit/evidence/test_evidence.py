"""Numbers in other words than ours, held to the data: the right ones, the wrong ones, and those that are not ours."""

import re

import pytest

from complaints_report.audit.evidence.lexicon import GROUP, Lexicon
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.cues import EVERY, GROUPS
from complaints_report.run import figures_for, open_folder
from tests.awkward import folder
from tests.conftest import TODAY

SENTENCES = [
    ("We opened {} complaints at the first stage during the year.", "263", "236", "263", "two of its"),
    (
        "Altogether {} people had a complaint taken at stage one of our procedure.",
        "263",
        "253",
        "263",
        "one of its digits",
    ),
    ("Independent investigations at stage 2 numbered {} in the year under review.", "74", "61", "74", "of 2022/23"),
    ("The review panel, which is stage 3, was asked to look at {} complaints.", "27", "74", "27", "of stage 2"),
    (
        "Of stage 1 complaints, {} per cent ended as upheld or partly upheld.",
        "49.4",
        "49.9",
        "49.4",
        "one of its digits",
    ),
    ("{}% of the complaints at stage 2 were upheld or partly upheld.", "46", "45", "46", "it was cut off"),
    ("{}% of stage 2 replies went out within 25 working days.", "67.1", "75.9", "67.1", "of 2022/23"),
    ("A reply at stage 1 took {} working days on average.", "23.59", "23.95", "23.59", "two of its"),
    ("Placements was the subject of {} stage 1 complaints.", "43", "46", "43", "of 2022/23"),
    ("The Kinship Team drew {} complaints at stage 1, and Short Breaks 38.", "65", "56", "65", "two of its"),
    ("Of the stage 1 complaints, {} came by telephone.", "44", "54", "44", "one of its"),
    ("Children and young people themselves made {} of the complaints at stage 1.", "61", "38", "61", "of 2022/23"),
    ("Advocates brought {} complaints at stage 1.", "31", "13", "31", "two of its"),
    ("People sent us {} compliments.", "81", "96", "81", "of 2022/23"),
    ("We took in {} referrals.", "5,634", "5,643", "5,634", "two of its"),
    ("Our workers carried out {} assessments.", "3,781", "3,407", "3,781", "of 2022/23"),
    ("Under the local procedure {} complaints were handled at stage 1.", "53", "63", "53", "one of its"),
    ("At stage 1, {} complaints were not upheld.", "97", "93", "97", "of 2022/23"),
    (
        "Thirteen of the stage 1 complaints were inconclusive and {} were withdrawn.",
        "23",
        "32",
        "23",
        "two of its digits",
    ),
    ("Escalation from stage 1 to stage 2 stood at {}% this year.", "28.1", "28.5", "28.1", "of 2022/23"),
]

TABLE = """Table 2: Stage 1 complaints by team

| Team | 2022/23 | 2023/24 |
| --- | --- | --- |
| Intake | 81 | {a} |
| Kinship Team | {b} | 65 |
| Placements | 46 | 43 |
| Short Breaks | 21 | {c} |
| Leaving Care | 19 | 15 |
"""

OUTCOMES = """How complaints ended in 2023/24

| | Stage 1 | Stage 2 | Stage 3 |
| --- | --- | --- | --- |
| Fully upheld | 51 | 12 | 7 |
| Partially upheld | {a} | 22 | 7 |
| Not upheld | 97 | {b} | 12 |
"""

TABLES = [
    (TABLE, {"a": "102", "b": "47", "c": "38"}, {"a": "120"}, ("120", "102", "Intake")),
    (TABLE, {"a": "102", "b": "47", "c": "38"}, {"b": "74"}, ("74", "47", "Kinship Team, 2022/23")),
    (TABLE, {"a": "102", "b": "47", "c": "38"}, {"c": "21"}, ("21", "38", "Short Breaks, 2023/24")),
    (OUTCOMES, {"a": "79", "b": "32"}, {"a": "97"}, ("97", "79", "Partially upheld, Stage 1")),
    (OUTCOMES, {"a": "79", "b": "32"}, {"b": "23"}, ("23", "32", "Not upheld, Stage 2")),
]

NOT_OURS = [
    "Our target is to answer 90% of stage 1 complaints within 20 working days.",
    "The standard is that 85% of replies are sent in time.",
    "Nationally, councils received 4,218 complaints about children's social care and upheld 62% of them.",
    "Across the region 71% of replies were in time; our statistical neighbours averaged 31 working days.",
    "The complaints team has 4.5 full-time posts, and 212 staff went to 17 training sessions on complaints.",
    "We spent £48,250 on investigators, and paid £1,750 to three families.",
    "Adult social care had 318 complaints and 142 compliments, and Education 96.",
    "Adult social care received 318 complaints at stage 1 (241 in the previous year).",
    "The 74 investigations at stage 2 cost £1,250 each.",
    "Housing answered 77% of its stage 1 complaints in time.",
    "On 17 May 2023 the panel of 3 met for 6 hours; its letter of 23 June ran to 41 pages.",
    "See section 26 of the Children Act 1989, page 14, and regulation 17 of 2006, or ring 0115 496 0263.",
    "A complaint must be made within 12 months; stage 1 takes 10 working days, or 20 with an extension.",
    "There are 647 children in our care and 1,893 with a plan.",
    "From January 2025 we expect to answer 80% of complaints at stage 1 within 20 working days.",
    "About 260 complaints came in at stage 1, well over 250.",
    "We surveyed 119 parents, of whom 64 replied and 39 were content with the way we listened.",
    "In 2015/16 there were 301 complaints at stage 1.",
]


def wrong(found):
    return [(one.document, one.should) for one in found.findings if one.fault]


@pytest.mark.parametrize(("sentence", "right"), [each[:2] for each in SENTENCES])
def test_a_right_number_in_other_words_is_judged_and_agrees(held, sentence, right):
    found = held(sentence.format(right))
    assert wrong(found) == []
    assert right not in " ".join(one.number for one in found.unjudged)
    assert found.agreeing >= 1


@pytest.mark.parametrize(("sentence", "_right", "said", "should", "cause"), SENTENCES)
def test_a_wrong_number_is_told_with_what_it_should_be_and_how_it_may_have_come_about(
    held, sentence, _right, said, should, cause
):
    (told,) = [one for one in held(sentence.format(said)).findings if one.fault]
    assert (told.document.split()[0].rstrip("%"), told.should.split()[0].rstrip("%")) == (said, should)
    assert told.layer == "data"
    assert cause in told.why
    assert "complaints-report explain " in told.where


@pytest.mark.parametrize(("table", "right"), [(TABLE, TABLES[0][1]), (OUTCOMES, TABLES[3][1])])
def test_right_tables_agree(held, table, right):
    found = held(table.format(**right))
    assert (wrong(found), found.unjudged) == ([], ())


@pytest.mark.parametrize(("table", "right", "other", "told"), TABLES)
def test_a_wrong_cell_is_told_by_its_row_and_column(held, table, right, other, told):
    (one,) = [one for one in held(table.format(**right | other)).findings if one.fault]
    assert (one.document, one.should) == told[:2]
    assert one.sentence.startswith(told[2])


@pytest.mark.parametrize("said", NOT_OURS)
def test_what_is_not_ours_is_never_flagged(held, said):
    assert wrong(held(f"At stage 1 we received 263 complaints, and 74 at stage 2. {said}")) == []


def test_another_figure_of_the_same_words_is_named(held):
    found = held("We answered 63 of the 240 stage 1 complaints that were timed within 20 working days.")
    (told,) = [one for one in found.findings if one.fault]
    assert (told.document, told.should) == ("63", "138")
    assert "63 is" in told.why
    assert "10 working days" in told.why


def test_where_nothing_points_to_a_figure_no_guess_is_made(held):
    found = held("The garden party drew 262 guests, 75 of them on foot.")
    assert (found.findings, [one.number for one in found.unjudged]) == ((), ["262", "75"])


def test_the_year_that_is_said_is_the_one_that_a_number_is_held_to(held):
    assert wrong(held("In 2022/23 we received 214 complaints at stage 1.")) == []
    assert wrong(held("In 2022/23 we received 263 complaints at stage 1.")) == [("263", "214")]
    assert wrong(held("In 2023/24 we received 214 complaints at stage 1.")) == [("214", "263")]
    beside = "At stage 2 we received 61 complaints. People sent us 96 compliments."
    found = held("At stage 1 we received 263 complaints.", title="Complaints", year="2022/23", beside=beside)
    assert wrong(found) == [("263", "214")]


def test_the_year_before_last_years_is_the_one_before_that(held):
    said = "At stage 1 we received 263 complaints, more than the {} last year and the {} the year before."
    assert wrong(held(said.format(214, 241))) == []
    assert wrong(held("At stage 1 we received 241 complaints two years ago.")) == []


def test_a_sentence_that_takes_up_the_passage_before_it_is_about_the_same(held):
    assert wrong(held("People sent us 81 compliments.\n\nThat is fewer than last year, when there were 96.")) == []
    assert wrong(held("People sent us 81 compliments.\n\nThat is fewer than last year, when there were 69.")) == [
        ("69", "96")
    ]


LAY = "## Stage 1\n\nWe received 263 complaints. {} people were completely right. In {} we looked and did not agree."


@pytest.mark.parametrize(
    ("right", "partly", "told"), [(51, 97, []), (15, 97, [("15", "51")]), (51, 87, [("87", "97")])]
)
def test_outcomes_in_the_words_of_a_leaflet_are_held(held, right, partly, told):
    assert wrong(held(LAY.format(right, partly))) == told


def test_a_number_that_stands_alone_needs_no_company_where_no_others_numbers_abound(held):
    said = "## How many\n\nAt stage 1 we received 236 complaints.\n\nIt came to 512 once, and to 413 another time."
    assert ("236", "263") in wrong(held(said))


def test_a_stage_in_a_heading_holds_for_the_numbers_under_it(held):
    assert wrong(held("## Stage 2\n\nWe received 74 complaints.\n\n## Stage 3\n\nWe received 27 complaints.")) == []
    assert wrong(held("## Stage 2\n\nWe received 27 complaints.\n\n## Stage 3\n\nWe received 27 complaints.")) == [
        ("27", "74")
    ]


def test_the_sum_over_stages_is_a_figure(held):
    assert wrong(held("Across all three stages there were 364 complaints.")) == []
    assert wrong(held("Across all three stages there were 346 complaints.")) == [("346", "364")]


def test_the_direction_of_a_change_is_held_to_the_data(held):
    assert wrong(held("Stage 1 complaints rose by 49 this year.")) == []
    (told,) = held("Stage 1 complaints fell by 49 this year.").findings
    assert (told.kind.value, told.layer) == ("direction", "data")
    assert "fell" in told.why


def test_a_wrong_number_that_is_said_twice_is_told_twice(held):
    found = held("At stage 1 we received 236 complaints.\n\nOf the 236 complaints at stage 1, 53 were local ones.")
    assert wrong(found) == [("236", "263")] * 2


def test_wrong_numbers_that_bear_each_other_out_are_told_all_the_same(held):
    found = held("There were 78 compliments, a decrease of 19% on the 96 of 2022/23.")
    assert ("78", "81") in wrong(found)


def test_every_metric_says_by_which_words_it_is_known():
    for metric in METRICS.values():
        assert metric.cues, metric.name
        assert any(re.search(one.form, metric.title, re.IGNORECASE) for one in metric.cues), metric.name


def test_every_cue_is_a_form_that_no_empty_words_have():
    for form in (*(one.form for one in EVERY), *GROUPS.values()):
        assert not re.search(rf"\b(?:{form})\b", "", re.IGNORECASE)


def test_a_report_whose_title_names_no_year_is_of_the_one_whose_figures_it_prints(held):
    beside = "In 2022/23 people sent us 96 compliments. At stage 1, 127 complaints came by email, 67 by online form."
    found = held("Foster carers made 73 of the stage 1 complaints.", title="Complaints", beside=beside)
    assert (found.year, wrong(found)) == ("2023/24", [("73", "37")])


def test_a_heading_over_the_whole_report_names_no_group(held):
    found = held("At stage 1 we received 236 complaints.", title="What we heard about Placements, 2023/24")
    assert wrong(found) == [("236", "263")]


def test_what_was_written_down_went_no_way(held):
    assert wrong(held("We wrote down 49 complaints more at stage 1 this year than last.")) == []


def test_a_change_with_another_sign_is_another_figures(held):
    table = "Complaints at stage 1\n\n| | 2022/23 | 2023/24 | Change |\n| --- | --- | --- | --- |\n"
    assert wrong(held(f"{table}| Highways | 140 | 91 | -49 |\n| Libraries | 12 | 15 | +3 |")) == []


def test_a_sentence_that_bears_itself_out_is_held_to_the_data_all_the_same(held):
    found = held("There were 57 compliments, a decrease of 11% on 2022/23 (64).")
    assert ("57", "81") in wrong(found)


def test_what_counts_another_thing_is_no_figure_of_the_group_beside_it(held):
    assert wrong(held("The Kinship Team received 57 compliments.")) == []
    assert wrong(held("A further 63 complaints at stage 1 were settled by a telephone call.")) == []


def test_a_total_of_more_than_ours_is_not_the_figure_that_stands_mistyped_beside_it(held):
    assert wrong(held("412 compliments were received, 82 of which were for children's teams.")) == [("82", "81")]


def test_a_number_that_is_plainly_mistyped_is_told_though_nothing_around_it_is_ours(held):
    said = "Kinship Team: the busiest of all, with 67 complaints at stage 1 in 2023/24."
    beside = "Libraries lent 8,412 books, 317 of them in Braille, and mended 95."
    assert wrong(held(said, beside=beside)) == [("67", "65")]


def test_under_a_heading_of_what_is_to_come_stand_no_figures(held):
    said = "Answer 67% of stage 1 complaints within 20 working days."
    for heading in ("Timeliness", "Care plans"):
        assert wrong(held(f"## {heading}\n\n{said}")) != [], heading
    for heading in ("Next year", "Looking ahead", "What we will do"):
        assert wrong(held(f"## {heading}\n\n{said}")) == [], heading


def test_a_change_that_another_figure_has_the_other_way_is_no_excuse(held):
    said = "Short Breaks: 42.1% of stage 1 complaints were upheld or partly upheld, {} points down on 2022/23."
    assert wrong(held(said.format("5.5"))) == []
    assert wrong(held(said.format("5.4"))) == [("5.4 points", "5.5 points")]


def test_a_number_that_stands_again_as_last_years_is_not_last_years(held):
    said = "Stage 1: {} complaints (214 in 2022/23)."
    assert wrong(held(said.format(263))) == []
    assert wrong(held(said.format(214))) == [("214", "263")]


def test_what_was_worked_out_of_right_numbers_is_right(held):
    said = "Of the 263 complaints decided at stage 1, 51 were fully and 79 partly upheld, so {}% were."
    assert wrong(held(said.format("49.4"))) == []


@pytest.mark.parametrize("number", [1, 5])
def test_a_panel_of_three_is_no_number_of_complaints_at_a_stage_with_few(held, tmp_path, number):
    row = "A{},{},statutory,2023-05-02,2023-05-16,Intake,upheld,email,parent"
    rows = [row.format(n, stage) for stage, most in ((1, 40), (2, number)) for n in range(most)]
    said = "Three people independent of the service look at how the complaint was handled at stage 2."
    data = open_folder(folder(tmp_path / "few", *rows), TODAY)
    assert wrong(held(f"## The statutory procedure\n\n{said}", data=data, beside="At stage 1 we received 40.")) == []


def test_a_group_within_the_name_of_another_is_not_meant(tmp_path):
    row = "A{},1,statutory,2023-05-02,2023-05-16,Parents Together,upheld,email,parent"
    figures = figures_for(open_folder(folder(tmp_path / "named", *(row.format(n) for n in range(30))), TODAY), None)
    found = {(one.of, one.key) for one in Lexicon(figures, ()).mentions("Parents Together")}
    assert (GROUP, ("service", "Parents Together")) in found
    assert (GROUP, ("complainant", "parent")) not in found
