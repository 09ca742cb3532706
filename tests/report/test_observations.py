"""Messages chosen by rule: captions, what was upheld most and least, what moved by much."""

from dataclasses import replace
from fractions import Fraction

import pytest

from complaints_report.metrics.figure import Figure
from complaints_report.report.observations import (
    captioned,
    captioned_most,
    captioned_share,
    last_year,
    most_and_least,
    moved_much,
    over_the_years,
)
from tests.report.test_words import figure, over

LEAST = "They were upheld or partially upheld least often for"
WHAT = "complaints received by stage"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((1, 2, 3, 4), "Complaints were the highest in four years: complaints received by stage, 2020/21 to 2023/24"),
        ((4, 2, 3, 1), "Complaints were the lowest in four years: complaints received by stage, 2020/21 to 2023/24"),
        ((4, 2, 3, 4), "Complaints were the joint highest in four years: "
         "complaints received by stage, 2020/21 to 2023/24"),
        ((4, 1, 5, 3), "Complaints received by stage, 2020/21 to 2023/24"),
        ((1, 2, 3), "Complaints received by stage, 2021/22 to 2023/24"),
        ((1, 1, 1, 1), "Complaints received by stage, 2020/21 to 2023/24"),
    ],
)  # fmt: skip
def test_a_caption_begins_with_what_is_seen_where_there_is_something(values, said):
    assert captioned(over(*values), "complaints were", WHAT) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (125, 100, ""),
        (126, 100, "They rose by 26.0% on 2022/23 (100), which by itself lowers the share."),
        (75, 100, ""),
        (74, 100, "They fell by 26.0% on 2022/23 (100), which by itself raises the share."),
        (5, 0, ""),
        (5, None, ""),
        (None, 5, ""),
    ],
)
def test_what_moved_by_over_a_quarter(now, before, said):
    assert moved_much(figure(now, before), "They") == said


def rate(name, some, whole):
    return Figure(
        metric="issues_upheld_or_partly", stage=1, year="2023/24", unit="percent", by="sub_category", group=name,
        exact=Fraction(100 * some, whole), numerator=some, denominator=whole,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ([], ""),
        ([("A", 19, 19)], ""),
        ([("A", 10, 20)], "most often for A (50.0%, 10 of 20)"),
        (
            [("A", 10, 20), ("B", 5, 20), ("C", 3, 3), ("D", 9, 20)],
            f"most often for A (50.0%, 10 of 20). {LEAST} B (25.0%, 5 of 20)",
        ),
        (
            [("A", 10, 20), ("B", 20, 40), ("C", 1, 20)],
            f"most often for A (50.0%, 10 of 20) and B (50.0%, 20 of 40). {LEAST} C (5.0%, 1 of 20)",
        ),
        ([(name, 1, 20) for name in "ABCD"], ""),
    ],
)
def test_what_was_upheld_most_and_least_of_twenty_or_more(rates, said):
    start = "Of the sub-categories with 20 issues or more, issues were upheld or partially upheld "
    assert most_and_least([rate(*one) for one in rates]) == (f"{start}{said}." if said else "")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((1, 2, 3, 4), "It rose for the third successive year, and was the highest in four years."),
        ((3, 3, 2, 4), "It was the highest in four years."),
        ((9, 2, 3, 4, 5), "It rose for the third successive year."),
        ((4, 5, 3, 6, 4), ""),
        ((1, 2), ""),
        ((), ""),
    ],
)
def test_a_run_of_years_and_where_the_last_one_stands(values, said):
    assert over_the_years(over(*values), "It") == said


def test_last_year_as_tables_print_it():
    assert last_year(figure(3, 1200)) == "1,200"
    assert last_year(figure(3)) == ""


@pytest.mark.parametrize(
    ("some", "whole", "said"),
    [
        (0, 2, "None of the answers came in time: times, 2023/24"),
        (1, 2, "Half of the answers came in time: times, 2023/24"),
        (2, 2, "All the answers came in time: times, 2023/24"),
        (1, 1, "Times, 2023/24"),
        (0, 0, "Times, 2023/24"),
    ],
)
def test_a_caption_tells_about_how_large_a_share_of_two_or_more_is(some, whole, said):
    exact = Fraction(100 * some, whole) if whole else None
    share = Figure(
        metric="within_20_days", year="2023/24", unit="percent", stage=1, by="", group="",
        exact=exact, numerator=some, denominator=whole,
    )  # fmt: skip
    assert captioned_share(share, "the answers came in time", "times, 2023/24") == said


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ([("Delay", 2, 4), ("Policy", 1, 4)], "Delay was the largest: what, 2023/24"),
        ([("Delay", 2, 4), ("Policy", 2, 4)], "What, 2023/24"),
        ([("Delay", 4, 4)], "What, 2023/24"),
        ([], "What, 2023/24"),
    ],
)
def test_a_caption_names_the_largest_group_where_one_is(rates, said):
    assert captioned_most([rate(*one) for one in rates], "was the largest", "what, 2023/24") == said


def test_no_caption_names_the_largest_group_where_one_is_withheld():
    hidden = replace(rate("Policy", 1, 4), exact=None, numerator=None, denominator=None, withheld=True)
    assert captioned_most([rate("Delay", 2, 4), hidden], "was the largest", "what") == "What"
