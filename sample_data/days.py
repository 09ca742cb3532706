"""Counting in working days, for the script that invents the rows."""

import random
from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from complaints_report.calendar import bank_holidays

FIRST, LAST = date(2022, 1, 1), date(2024, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
WORKING = [day for day in EVERY_DAY if day.weekday() < 5 and day not in bank_holidays()]
MONTH_WEIGHT = {4: 8, 5: 9, 6: 9, 7: 8, 8: 6, 9: 9, 10: 10, 11: 10, 12: 6, 1: 10, 2: 9, 3: 9}


def after(day: date, count: int) -> date:
    """The working day that many working days after the day."""
    return WORKING[bisect_right(WORKING, day) - 1 + count]


def before(day: date, count: int) -> date:
    """The working day from which it is that many working days to the day, itself a working day."""
    return WORKING[bisect_left(WORKING, day) - count]


def latest_start(count: int, by: date) -> date:
    """The last working day from which that many working days end by the day."""
    return WORKING[bisect_right(WORKING, by) - 1 - count]


def some_day(rng: random.Random, start: date, end: date) -> date:
    """A day of the span: busy months more often, weekends now and then."""
    span = [day for day in EVERY_DAY if start <= day <= end]
    weights = [MONTH_WEIGHT[day.month] * (20 if day in WORKING_SET else 1) for day in span]
    return rng.choices(span, weights)[0]


def a_while_after(rng: random.Random, day: date, low: int, high: int) -> date:
    """A working day between so many working days after the day."""
    return after(day, rng.randint(low, high))


WORKING_SET = frozenset(WORKING)
