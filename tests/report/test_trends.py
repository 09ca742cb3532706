"""What a year stands for beside others: each rule at its edge."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.report.trends import beside_last_year, is_beyond_chance, run_of_years, standing
from tests.report.test_words import figure, over, share


@pytest.mark.parametrize(
    ("value", "previous", "said"),
    [
        (371, 353, "about the same"),
        (5098, 4902, "about the same"),  # 196 squared is 1.96 squared times 10,000
        (5099, 4902, "higher"),
        (4902, 5098, "about the same"),
        (4902, 5099, "lower"),
        (3, 0, "about the same"),
        (4, 0, "higher"),
        (0, 4, "lower"),
        (0, 0, "about the same"),
        (5, None, "no earlier year"),
        (None, 5, "not tested"),
    ],
)
def test_a_count_is_higher_or_lower_only_beyond_chance(value, previous, said):
    assert beside_last_year(figure(value, previous)) == said
    assert is_beyond_chance(figure(value, previous)) == (said in ("higher", "lower"))


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((140, 371), (138, 353), "about the same"),
        ((5098, 10000), (4902, 10000), "higher"),
        ((5069, 10000), (4931, 10000), "about the same"),
        ((5070, 10000), (4930, 10000), "higher"),
        ((4930, 10000), (5070, 10000), "lower"),
        ((148, 200), (131, 200), "about the same"),
        ((150, 200), (131, 200), "higher"),
        ((0, 30), (0, 20), "about the same"),
        ((30, 30), (20, 20), "about the same"),
        ((1, 1), (0, 1), "about the same"),
        ((3, 4), (0, 0), "not tested"),
        ((0, 0), (3, 4), "not tested"),
    ],
)
def test_a_share_is_higher_or_lower_only_beyond_chance(now, before, said):
    assert beside_last_year(share(*now, before)) == said


@pytest.mark.parametrize(
    "one",
    [
        figure("24.4", "20", "days"),
        figure("2.05", "1", "ratio"),
        figure("90", "10", "percent"),
        replace(share(90, 100), previous=figure("10", unit="percent", year="2022/23")),
        replace(share(9, 300, (90, 300)), metric="escalation"),
    ],
)
def test_what_has_no_test_is_said_to_have_none(one):
    assert beside_last_year(one) == "not tested"


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 300), st.integers(1, 300))
def test_higher_and_lower_are_what_a_z_test_says(some, whole, others, all_others):
    now, before = min(some, whole), min(others, all_others)
    said = beside_last_year(share(now, whole, (before, all_others)))
    pooled = Fraction(now + before, whole + all_others)
    variance = float(pooled * (1 - pooled)) * (1 / whole + 1 / all_others)
    z = abs(now / whole - before / all_others) / variance**0.5 if variance else 0
    if abs(z - 1.96) > 1e-9:
        assert (said in ("higher", "lower")) == (z > 1.96)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((1, 2, 3, 4), "the highest in four years"),
        ((2, 3, 4), ""),
        ((None, 2, 3, 4), ""),
        ((9, None, 1, 2, 3, 4), "the highest in four years"),
        ((4, 3, 2, 1), "the lowest in four years"),
        ((4, 2, 3, 4), "the joint highest in four years"),
        ((1, 2, 3, 4, 1), "the joint lowest in five years"),
        ((4, 1, 2, 3), ""),
        ((4, 4, 4, 4), ""),
        ((5, 5, 5, 4, 0, 0), "the joint lowest in six years"),
        (tuple(range(11)), "the highest in 11 years"),
        ((), ""),
    ],
)
def test_where_the_last_year_stands_among_those_known(values, said):
    assert standing(over(*values)) == said


def test_a_standing_is_by_the_values_as_printed():
    assert standing(over("49", "50.04", "48", "50.01", unit="percent")) == "the joint highest in four years"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((), ""),
        ((5,), ""),
        ((5, 6), ""),
        ((5, 6, 7), ""),
        ((5, 6, 7, 8), "rose for the third successive year"),
        ((9, 8, 7, 6, 5), "fell for the fourth successive year"),
        ((6, 5, 6, 7, 8), "rose for the third successive year"),
        ((5, 6, 6, 7, 8), ""),
        ((5, 6, 7, 8, 8), ""),
        ((5, 6, None, 7, 8, 9), ""),
        ((9, 8, 7, 8), ""),
        (tuple(range(11)), "rose for the 10th successive year"),
        (tuple(range(12)), "rose for the 11th successive year"),
    ],
)
def test_a_run_is_told_only_where_it_is_of_three_or_more(values, said):
    figures = over(*values)
    assert run_of_years(figures) == said
    assert run_of_years([one for one in figures if one.known]) == said


def test_a_run_is_strictly_by_the_values_as_printed():
    assert run_of_years(over("48", "49", "50.01", "50.04", unit="percent")) == ""
    assert run_of_years(over("48", "49", "50.04", "50.06", unit="percent")) == "rose for the third successive year"
