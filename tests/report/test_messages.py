"""The messages of the summary: which are chosen, and that they say what the body says."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from complaints_report.audit.controls import OwnReport
from complaints_report.audit.reading import read_document
from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.report.expressions import FILTERS, Expressions
from complaints_report.report.messages import MOST, Messages
from complaints_report.run import figures_for
from tests.awkward import AWKWARD, MOST_UNLIKE
from tests.conftest import some_of
from tests.docx_text import to_text

YEARS = ("2020/21", "2021/22", "2022/23", "2023/24")


def count(metric, stage, *values):
    """A count in the years that end with 2023/24, each beside the year before."""
    made, before = {}, None
    for year, value in zip(YEARS[-len(values) :], values, strict=True):
        whole = Decimal(value)
        before = Figure(
            metric=metric, stage=stage, year=year, unit="count", exact=whole, numerator=whole, previous=before
        )
        made[year] = before
    return made


def share(metric, stage, some, whole, before=None):
    """A share in 2023/24, beside the year before's where that is given."""
    then = share(metric, stage, *before)["2023/24"] if before else None
    exact = Fraction(100 * some, whole) if whole else None
    now = Figure(
        metric=metric,
        stage=stage,
        year="2023/24",
        unit="percent",
        exact=exact,
        numerator=some,
        denominator=whole,
        previous=then,
    )
    return {"2023/24": now}


def messages(*known):
    """The messages of a year of which only these figures are known."""
    years = {year: {} for year in YEARS}
    for made in known:
        for year, figure in made.items():
            years[year][figure.metric, figure.stage, "", ""] = figure
    return Messages(Figures("2023/24", years), FILTERS)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((340, 350, 353, 371), "was the highest in four years (stage 1: 371, 353 in 2022/23)."),
        ((353, 371), "was about the same as in 2022/23 (stage 1: 371, 353 in 2022/23)."),
        ((100, 371), "was higher than in 2022/23 (stage 1: 371, 100 in 2022/23)."),
        ((371, 100), "was lower than in 2022/23 (stage 1: 100, 371 in 2022/23)."),
    ],
)
def test_what_the_number_received_shows_comes_before_the_number(values, said):
    assert messages(count("received", 1, *values)).message(1) == f"The number of complaints at stage 1 {said}"


@pytest.mark.parametrize(
    ("some", "whole", "said"),
    [
        (49, 100, "At stage 1, more than half of the answers came late (in time: 49%)."),
        (50, 100, "At stage 1, half of the answers came late (in time: 50%)."),
        (51, 100, "At stage 1, more than half of the answers came within the time limit (in time: 51%)."),
        (0, 5, "At stage 1, all the answers came late (in time: none of 5)."),
        (30, 30, "At stage 1, all the answers came within the time limit (in time: 100%)."),
        (0, 1, "The one answer at stage 1 came late."),
    ],
)
def test_answers_are_late_up_to_half_in_time(some, whole, said):
    assert messages(share("within_limit", 1, some, whole)).message(1) == said


def test_what_is_unanswered_and_what_is_at_fault_is_always_told():
    quiet = [count(metric, stage, 100, 100) for metric, stage in (("received", 1), ("compliments", None))]
    loud = [count("unanswered", 2, 3), count("overdue", 2, 1), count("ombudsman_referrals", None, 4, 4)]
    made = messages(*quiet, *loud, share("ombudsman_upheld", None, 1, 2))
    assert {"unanswered", "ombudsman"} <= set(made.chosen)
    said = [made.message(number) for number in range(1, len(made.chosen) + 1)]
    late = "had no answer; one was late, past the longest time allowed (stage 2: 3, 1 late)."
    assert f"When the data were exported, three complaints of the year {late}" in said
    assert (
        "The Ombudsman found fault in one of the two complaints that it decided (referrals: 4, 4 in 2022/23)." in said
    )


def test_a_striking_subject_is_told_before_others():
    made = messages(
        count("received", 1, 100, 100),
        share("upheld_or_partly", 1, 30, 100),
        share("within_limit", 1, 80, 100),
        share("share_from_children", 1, 10, 100),
        count("ombudsman_referrals", None, 9, 9),
        count("learning", 1, 9, 9),
        count("compliments", None, 100, 200),
    )
    assert "compliments" in made.chosen
    assert len(made.chosen) == MOST
    assert made.chosen == ["received", "upheld", "answers", "children", "ombudsman", "compliments"]


def test_nothing_known_makes_no_message():
    assert messages().chosen == []
    with pytest.raises(IndexError):
        messages().message(1)


@pytest.mark.parametrize("name", some_of(["sample", *AWKWARD], "sample", *MOST_UNLIKE))
def test_each_message_is_one_control_that_says_it_again_and_none_is_longer_than_a_sentence(
    name, built_sample, built_awkward
):
    run, path = built_sample if name == "sample" else built_awkward(name)
    expressions = Expressions(publishable(figures_for(run, "2023/24")))
    own = OwnReport.of(read_document(path))
    said = {one.item.expression: one for one in own.figures.values() if one.item.expression.startswith("message(")}
    assert 1 <= len(said) <= MOST
    for expression, one in said.items():
        assert one.control.words == expressions.words(expression)
        assert expressions.figures(expression)
        assert len(one.control.words.split("(")[0].split()) <= 35


def test_no_number_of_the_summary_stands_outside_a_control_but_years_and_dates(built_sample):
    _, path = built_sample
    text = to_text(path)
    summary = text[text.index("Heading 1: 1. Executive Summary") : text.index("Heading 1: 2. ")]
    own = [line for line in summary.splitlines()[1:] if not line.startswith(("- ", "|"))]
    assert re.findall(r"\d+%|\b(?!19\d\d|20\d\d|Table 1\b)\d{2,}\b", " ".join(own).replace("31 March", "")) == []
