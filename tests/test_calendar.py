"""Working days and financial years."""

from datetime import date, timedelta

import holidays
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report import calendar

LIMITS = (10, 20, 25, 65)
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def working_days(start, end):
    days = pd.DataFrame({"start": [start], "end": [end]}, dtype="datetime64[s]")
    return calendar.working_days(days["start"], days["end"])[0]


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("2023-12-22", ("2024-01-10", "2024-01-24", "2024-01-31", "2024-03-27")),
        ("2023-04-28", ("2023-05-16", "2023-05-31", "2023-06-07", "2023-08-02")),
        ("2023-05-06", ("2023-05-22", "2023-06-06", "2023-06-13", "2023-08-08")),
        ("2022-09-09", ("2022-09-26", "2022-10-10", "2022-10-17", "2022-12-12")),
    ],
)
def test_the_last_day_of_each_time_limit_is_the_first_on_which_its_days_have_passed(start, ends):
    first = date.fromisoformat(start)
    for limit, end in zip(LIMITS, map(date.fromisoformat, ends), strict=True):
        assert working_days(first, end) == limit
        assert working_days(first, end - timedelta(days=1)) == limit - 1


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2023-12-22", "2024-01-02", 4),
        ("2024-03-28", "2024-04-02", 1),
        ("2024-06-12", "2024-06-12", 0),
        ("2024-06-15", "2024-06-16", 0),
        ("2024-06-14", "2024-06-17", 1),
    ],
)
def test_weekends_and_bank_holidays_do_not_count(start, end, days):
    assert working_days(date.fromisoformat(start), date.fromisoformat(end)) == days


def test_a_missing_day_has_no_working_days():
    assert working_days(None, date(2024, 6, 14)) is pd.NA
    assert working_days(date(2024, 6, 14), None) is pd.NA


def test_bank_holidays_are_those_of_an_independent_calendar():
    independent = holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2031))
    on_weekdays = {day for day in independent if day.weekday() < 5}
    assert {day for day in calendar.bank_holidays() if day.weekday() < 5} == on_weekdays


@pytest.mark.parametrize(("start", "end"), [("2014-12-31", "2015-01-05"), ("2030-12-31", "2031-01-01")])
def test_a_day_outside_the_calendar_is_refused(start, end):
    with pytest.raises(ValueError, match="outside the years of the bank-holiday calendar"):
        working_days(date.fromisoformat(start), date.fromisoformat(end))


def test_the_first_and_last_days_of_the_calendar_are_counted():
    assert working_days(date(2015, 1, 1), date(2015, 1, 2)) == 1
    assert working_days(date(2030, 12, 30), date(2030, 12, 31)) == 1


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_working_days_add_up_and_are_never_negative(days):
    first, middle, last = days
    assert working_days(first, middle) + working_days(middle, last) == working_days(first, last)
    assert 0 <= working_days(first, last) <= (last - first).days


@given(DAYS)
def test_every_day_is_in_the_year_that_starts_before_and_ends_after_it(day):
    year = calendar.year_of(day)
    assert calendar.starts_on(year) <= day <= calendar.ends_on(year)
    assert calendar.parse_year(year) == year


def test_the_year_turns_on_1_april():
    days = pd.Series([date(2024, 3, 31), date(2024, 4, 1), None], dtype="datetime64[s]")
    assert list(calendar.years_of(days).dropna()) == ["2023/24", "2024/25"]
    assert calendar.years_of(days).isna().tolist() == [False, False, True]
    assert (calendar.year_of(date(2024, 3, 31)), calendar.year_of(date(2024, 4, 1))) == ("2023/24", "2024/25")


def test_years_shift_over_the_turn_of_the_century():
    assert calendar.shift_year("2098/99", 1) == "2099/00"
    assert calendar.shift_year("2023/24", -4) == "2019/20"


@pytest.mark.parametrize("text", ["2023/24", "2023-24", "2023/2024", "2023-2024", " 2023 / 24 "])
def test_a_year_may_be_written_in_several_ways(text):
    assert calendar.parse_year(text) == "2023/24"


@pytest.mark.parametrize(
    "text", ["2023", "23/24", "2023/25", "2023/23", "2023/2023", "2024/23", "1999/00", "2023/24/25", "2023 24", ""]
)
def test_what_is_not_two_years_in_a_row_is_no_year(text):
    with pytest.raises(ValueError, match="is not a year such as 2023/24"):
        calendar.parse_year(text)
