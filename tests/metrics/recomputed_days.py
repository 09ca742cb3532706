"""Financial years and working days, from the contract's words alone; nothing of the program is imported."""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

BANK_HOLIDAYS = Path(__file__).parents[2] / "src" / "complaints_report" / "data" / "bank_holidays.csv"
ONE_DAY = timedelta(days=1)


@cache
def bank_holidays():
    """England's bank holidays, as the project's own list gives them: they are data."""
    with BANK_HOLIDAYS.open(encoding="utf-8", newline="") as file:
        return frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(file))


@cache
def calendar_begins():
    """The first day on which the bank holidays are known."""
    return date(min(bank_holidays()).year, 1, 1)


@cache
def working_days(start, end):
    """The number of days d with start < d <= end that are neither Saturday, Sunday nor a bank holiday."""
    number, day = 0, start + ONE_DAY
    while day <= end:
        number += day.weekday() < 5 and day not in bank_holidays()
        day += ONE_DAY
    return number


def span(start, end):
    """The working days of a span; nothing where either end is missing, the end comes first or no calendar has it."""
    if start is None or end is None or end < start or start < calendar_begins():
        return None
    return working_days(start, end)


def year_of(day):
    """The financial year of a day, such as 2023/24."""
    return label(day.year if day.month >= 4 else day.year - 1)


def label(starts):
    """The year that begins in April of this one."""
    return f"{starts}/{(starts + 1) % 100:02d}"


def before(year):
    """The year before."""
    return label(int(year[:4]) - 1)


def last_day(year):
    """31 March of a year."""
    return date(int(year[:4]) + 1, 3, 31)


def quarter(day):
    """Q1 is April to June."""
    return f"Q{(day.month - 4) % 12 // 3 + 1}"


QUARTERS = ("Q1", "Q2", "Q3", "Q4")


def months(year):
    """The twelve months of a financial year, from April, such as 2023-04."""
    starts = int(year[:4])
    return tuple(f"{starts + (place > 8)}-{(place + 3) % 12 + 1:02d}" for place in range(12))


def same_month(month, years):
    """The same month so many years later."""
    return f"{int(month[:4]) + years}{month[4:]}"
