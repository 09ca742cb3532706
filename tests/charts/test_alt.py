"""What the alt text says, for every way that figures can go."""

import csv
import io

import pytest

from complaints_report.charts import CHARTS
from complaints_report.metrics.breakdowns import limits_within
from complaints_report.settings import Limits
from tests.charts.table import Table, count, services, shares


def said(*values, unit="count"):
    """What the alt text says of these compliments, oldest first."""
    text = CHARTS["compliments"].drawing(Table().over("compliments", None, values, unit)).alt
    return text.partition("Compliments: ")[2]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((5, 8), "8 in 2023/24, up from 5 in 2022/23."),
        ((8, 5), "5 in 2023/24, down from 8 in 2022/23."),
        ((8, 8), "8 in 2023/24, the same as in 2022/23."),
        ((0, 8), "8 in 2023/24, up from none in 2022/23."),
        ((8, 0), "none in 2023/24, down from 8 in 2022/23."),
        ((4, 4, 4), "4 in every year."),
        ((0, 0, 0), "0 in every year."),
        ((4, None, 4, 4), "4 in every year known. There is no figure for 2021/22."),
        (
            (3, 5, 8),
            "8 in 2023/24, up from 5 in 2022/23 and from 3 in 2021/22. "
            "The highest was 8 in 2023/24 and the lowest 3 in 2021/22.",
        ),
        (
            (9, 5, 8),
            "8 in 2023/24, up from 5 in 2022/23 but down from 9 in 2021/22. "
            "The highest was 9 in 2021/22 and the lowest 5 in 2022/23.",
        ),
        (
            (9, 8, 8),
            "8 in 2023/24, the same as in 2022/23 but down from 9 in 2021/22. "
            "The highest was 9 in 2021/22 and the lowest 8 in 2022/23 and 2023/24.",
        ),
        (
            (8, 9, 8),
            "8 in 2023/24, down from 9 in 2022/23 but the same as in 2021/22. "
            "The highest was 9 in 2022/23 and the lowest 8 in 2021/22 and 2023/24.",
        ),
        (
            (1000, None, None, 1200),
            "1,200 in 2023/24, up from 1,000 in 2020/21. There is no figure for 2021/22 or 2022/23.",
        ),
        (
            (1, 0, 0, 0, 0),
            "none in 2023/24, the same as in 2022/23 but down from 1 in 2019/20. "
            "The highest was 1 in 2019/20 and the lowest 0 in four years.",
        ),
    ],
)  # fmt: skip
def test_a_line_is_told_as_it_goes(values, words):
    assert said(*values) == words


def test_percents_and_ratios_have_their_sign_and_places(rich):
    assert "15.1% in 2023/24, down from 16.1% in 2022/23" in CHARTS["escalation"].drawing(rich).alt
    assert "2.00% in 2022/23" in CHARTS["ratios"].drawing(rich).alt


def test_a_line_that_starts_late_or_stops_early_says_so():
    table = Table().over("escalation", 2, (10, 11, 12), "percent").over("escalation", 3, (30, 31, None), "percent")
    assert "Stage 2 to stage 3: no figure for 2023/24; 31.0% in 2022/23, up from 30.0% in 2021/22." in (
        CHARTS["escalation"].drawing(table).alt
    )
    later = Table().over("escalation", 2, (10, 11, 12), "percent").over("escalation", 3, (30, 31), "percent")
    assert CHARTS["escalation"].drawing(later).alt.endswith("There is no figure before 2022/23.")


def test_the_years_are_named(rich):
    assert "received in each year from 2016/17 to 2023/24." in CHARTS["volumes"].drawing(rich).alt


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"A": 1}, "the one stage 1 complaint received in 2023/24, by service. The only one is A, with 1."),
        ({"A": 4, "B": 1}, "by service. The most is 4, for A; the fewest is 1, for B."),
        ({"A": 4, "B": 2, "C": 1}, "The most is 4, for A; the next is 2, for B; the fewest is 1, for C."),
        ({"A": 4, "B": 4, "C": 1}, "The most is 4, for A and B; the fewest is 1, for C."),
        ({"A": 9, **dict.fromkeys("BCDE", 1)}, "The most is 9, for A; the fewest is 1, for four services."),
        ({"A": 2, "B": 2}, "The same number, 2, is shown for A and B."),
        (dict.fromkeys("ABCD", 2), "The same number, 2, is shown for each of the four services."),
        ({"A": 1200, "B": 34}, "Bar chart of the 1,234 stage 1 complaints received in 2023/24, by service."),
    ],
)
def test_services_are_told_from_the_most_to_the_fewest(numbers, words):
    assert words in CHARTS["services-stage-1"].drawing(Table().add(*services(1, numbers))).alt


def test_methods_are_told_beside_the_year_before_where_it_is_known(rich):
    assert (
        "Post: 6, down from 9 in 2022/23. In person: 5, up from none in 2022/23." in CHARTS["methods"].drawing(rich).alt
    )
    alone = Table().add(count("received", 1, "method", "email", 3))
    assert (
        CHARTS["methods"].drawing(alone).alt == "Bar chart of how stage 1 complaints were made in 2023/24. E-mail: 3."
    )


def test_times_are_told_band_by_band_with_what_is_hatched(rich):
    alt = CHARTS["response-times"].drawing(rich).alt
    assert "Stage 2, 50 answers: 0 to 5 days 0.0%; 6 to 10 days 0.0%; 11 to 20 days 4.0%;" in alt
    assert alt.endswith("Hatched: later than the longest limit, 20 at stage 1 and 65 at stage 2.")
    rich.limits = Limits(local={"stage_1": 70, "stage_2": 70})
    assert CHARTS["response-times"].drawing(rich).alt.endswith("over 65 days 50.0%.")


def test_numbers_of_times_say_which_are_later_than_every_limit(rich):
    rich.limits = Limits(local={"stage_1": 15}, statutory={"stage_1_extended": 15})
    head, *rows = csv.reader(io.StringIO(CHARTS["response-times"].drawing(rich).csv))
    assert head[-1] == "Later than the longest limit, 15 at stage 1 and 65 at stage 2"
    assert [row[-1] for row in rows] == ["No"] * 3 + ["At stage 1"] * 3 + ["At stage 1 and stage 2"]
    assert rows[3] == ["21 to 25", "28", "9.6", "2", "4.0", "At stage 1"]


@pytest.mark.parametrize(
    ("band", "limits", "within"),
    [
        ("11 to 20", (10, 20), []),
        ("11 to 20", (11, 19), [11, 19]),
        ("11 to 20", (15, 20, 15), [15]),
        ("0 to 5", (5, 4), [4]),
        ("over 65", (65, 66, 80), [66, 80]),
    ],
)
def test_a_limit_parts_a_band_unless_the_band_ends_with_it(band, limits, within):
    assert limits_within(band, limits) == within


def test_themes_are_told_by_stage(rich):
    assert "Stage 1, 1,148 issues: The largest share is 46.7%, for Service Quality; the next is 32.9%" in (
        CHARTS["themes"].drawing(rich).alt
    )
    one = CHARTS["themes"].drawing(Table().add(*shares(2, {"Delay": 1}))).alt
    assert one.startswith("Bar chart of the issues in complaints")
    assert "Stage 2, 1 issue: The only one is Delay, with 100.0%." in one


def test_every_alt_text_is_whole_sentences(rich):
    for chart in CHARTS.values():
        text = chart.drawing(rich).alt
        assert text.endswith(".")
        assert "  " not in text
        assert not {"None", "nan"} & set(text.replace(",", "").split())


def test_numbers_are_those_printed_as_programs_read_them():
    table = Table().over("received", 1, (1298, None, 371)).over("received", 2, (5, 6))
    assert CHARTS["volumes"].drawing(table).csv.splitlines() == [
        "Year,Stage 1,Stage 2",
        "2021/22,1298,",
        "2022/23,,5",
        "2023/24,371,6",
    ]


def test_numbers_of_themes_have_the_count_beside_the_share():
    table = Table().add(*shares(1, {"Delay": 3, "Policy": 1}), *shares(2, {"Policy": 2}))
    assert CHARTS["themes"].drawing(table).csv.splitlines() == [
        "Category,Stage 1 issues,Stage 1 share (%),Stage 2 issues,Stage 2 share (%)",
        "Delay,3,75.0,0,0.0",
        "Policy,1,25.0,2,100.0",
    ]


def test_numbers_of_methods_have_the_year_before(rich):
    assert CHARTS["methods"].drawing(rich).csv.splitlines()[:2] == ["Method,2023/24,2022/23", "E-mail,250,231"]
