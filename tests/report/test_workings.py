from fractions import Fraction

import pytest

from complaints_report.metrics.figure import Figure
from complaints_report.report.shares import number_and_share, working, workings


def share(numerator, denominator, stage=1):
    exact = Fraction(100 * numerator, denominator) if denominator else None
    return Figure(
        metric="upheld_or_partly", stage=stage, year="2023/24", unit="percent",
        exact=exact, numerator=numerator, denominator=denominator,
    )  # fmt: skip


def number(value, stage=1, unit="count", **more):
    return Figure(metric="received", stage=stage, year="2023/24", unit=unit, exact=Fraction(value), **more)


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [
        (132, 536, "132 (24.6%)"),
        (1200, 2400, "1,200 (50.0%)"),
        (0, 41, "0 (0.0%)"),
        (5, 20, "5 (25.0%)"),
        (5, 19, "5"),
        (1, 1, "1"),
        (0, 0, "none to count"),
    ],
)
def test_a_number_has_its_percent_where_it_is_of_20_or_more(numerator, denominator, said):
    assert number_and_share(share(numerator, denominator)) == said


def test_a_percent_without_whole_numbers_stands_alone():
    published = number("24.6", unit="percent")
    assert (number_and_share(published), working(published)) == ("24.6%", "24.6%")


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (share(140, 371), "37.7% (140 of 371)"),
        (share(11, 20), "55.0% (11 of 20)"),
        (share(11, 19), "11 of 19"),
        (number(371), "371"),
        (number("24.36", unit="days", numerator=7112, denominator=292), "24.36 (7,112 over 292)"),
        (number("61.5", unit="days", denominator=50), "61.50"),
        (number(2700, unit="pounds", numerator=2700), "£2,700"),
    ],
)
def test_a_working_has_the_whole_numbers_behind_a_figure(figure, said):
    assert working(figure) == said


def test_workings_name_the_stage_where_there_is_one():
    assert workings([share(140, 371), share(11, 17, stage=3)]) == "37.7% (140 of 371) at stage 1; 11 of 17 at stage 3"
    assert workings([number(82, stage=None)]) == "82"
    assert workings([]) == ""
