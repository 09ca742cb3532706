"""Shares in words: numbers under 20, all and none, and their portions by name."""

from dataclasses import replace

import pytest

from complaints_report.report import shares
from complaints_report.report.shares import agreeing, beside, cell, portion, share_of, top_shares
from tests.report.test_words import figure, share


@pytest.mark.parametrize(
    ("some", "whole", "said", "verb"),
    [
        (140, 371, "37.7% of the complaints decided (140 of 371)", "were"),
        (10, 20, "50.0% of the complaints decided (10 of 20)", "were"),
        (11, 19, "11 of the 19 complaints decided", "were"),
        (1, 5, "one of the five complaints decided", "was"),
        (0, 5, "none of the five complaints decided", "were"),
        (5, 5, "all five complaints decided", "were"),
        (2, 2, "both complaints decided", "were"),
        (0, 2, "neither of the two complaints decided", "was"),
        (0, 25, "none of the 25 complaints decided", "were"),
        (1200, 1200, "all 1,200 complaints decided", "were"),
        (1, 1, "the only one of the complaints decided", "was"),
        (0, 1, "none of the complaints decided (0 of 1)", "was"),
    ],
)
def test_a_share_with_what_it_is_of(some, whole, said, verb):
    one = share(some, whole)
    assert (share_of(one, "complaints decided"), agreeing(one, "was", "were")) == (said, verb)


def test_a_share_with_what_it_is_of_at_fewer_places_or_without_its_numbers():
    assert share_of(share(140, 371), "issues", 0) == "38% of the issues (140 of 371)"
    assert share_of(figure("37.7", unit="percent"), "issues") == "37.7% of the issues"
    assert share_of(share(0, 0), "issues") == "none to count"


@pytest.mark.parametrize(
    ("some", "whole", "said"),
    [
        (0, 30, "none of"),
        (1, 1000, "fewer than one in ten of"),
        (3, 30, "one in ten of"),
        (36, 371, "one in ten of"),
        (4, 30, "fewer than a quarter of"),
        (1, 4, "a quarter of"),
        (49, 100, "fewer than half of"),
        (504, 1000, "half of"),
        (51, 100, "more than half of"),
        (75, 100, "three quarters of"),
        (76, 100, "more than three quarters of"),
        (90, 100, "nine in ten of"),
        (999, 1000, "more than nine in ten of"),
        (30, 30, "all"),
        (0, 0, "none to count"),
    ],
)
def test_a_portion_by_its_whole_percent(some, whole, said):
    assert portion(share(some, whole)) == said


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (share(11, 17), "11 of 17"),
        (share(0, 5), "0 of 5"),
        (share(140, 371), "38%"),
        (share(0, 20), "0%"),
        (share(0, 0), "none to count"),
        (figure("37.7", unit="percent"), "38%"),
        (figure(1371), "1,371"),
        (figure(3), "3"),
        (figure("24.36", unit="days"), "24.36"),
        (figure(None), "not known"),
    ],
)
def test_a_cell_of_a_table(one, said):
    assert cell(one, 0) == said


def test_a_cell_at_the_places_of_its_unit():
    assert cell(share(140, 371)) == "37.7%"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (share(140, 371, (140, 360)), "38%, 39% in 2022/23"),
        (share(11, 17, (15, 22)), "11 of 17, 68% in 2022/23"),
        (share(15, 22, (11, 17)), "68%, 11 of 17 in 2022/23"),
        (share(0, 5, (0, 30)), "none of 5, 0% in 2022/23"),
        (share(140, 371, (0, 0)), "38%"),
        (share(140, 371), "38%"),
        (figure(371, 353), "371, 353 in 2022/23"),
        (figure(3, 0), "3, none in 2022/23"),
        (figure(371), "371"),
        (figure("24.36", "24", "days"), "24.4, 24 in 2022/23"),
    ],
)
def test_a_figure_beside_last_years(one, said):
    assert beside(one, 0) == said


def test_the_largest_categories_of_few_issues_are_told_in_numbers():
    groups = [replace(share(11, 17), group="Staff"), replace(share(6, 17), group="Money")]
    said = "the two largest categories of issue were Staff (11 of 17 issues) and Money (6 of 17 issues)"
    assert top_shares(groups) == said


def test_every_filter_is_there_by_its_own_name():
    assert all(shares.FILTERS[name] is getattr(shares, name) for name in shares.FILTERS)
