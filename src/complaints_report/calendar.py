"""Financial years by their labels, which sort as the years do; England's bank holidays and working days."""

import csv
import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache

import numpy as np
import pandas as pd

from complaints_report.package_data import package_file


def year_label(starts: int) -> str:
    """The label of the financial year that starts in April of this calendar year."""
    return f"{starts}/{(starts + 1) % 100:02d}"


def parse_year(text: str) -> str:
    """The label of a year written 2023/24, 2023-24 or 2023/2024; ValueError for anything else."""
    match = re.fullmatch(r"\s*(20\d\d)\s*[/-]\s*(\d\d|20\d\d)\s*", text)
    if match and (int(match[1]) + 1) % 100 == int(match[2]) % 100 and match[2] != match[1]:
        return year_label(int(match[1]))
    raise ValueError(f"'{text}' is not a year such as 2023/24")


def hyphenated(year: str) -> str:
    """The year as the names of files and folders have it: 2023-24."""
    return year.replace("/", "-")


def starts_on(year: str) -> date:
    """1 April of the year."""
    return date(int(year[:4]), 4, 1)


def ends_on(year: str) -> date:
    """31 March of the year."""
    return date(int(year[:4]) + 1, 3, 31)


def shift_year(year: str, by: int) -> str:
    """The year so many years later, or earlier where `by` is negative."""
    return year_label(int(year[:4]) + by)


def year_of(day: date) -> str:
    """The financial year that the day is in."""
    return year_label(day.year - (day.month < 4))


def years_of(days: pd.Series) -> pd.Series:
    """The financial year of each day; missing days stay missing."""
    starts = days.dt.year - (days.dt.month < 4)
    labels = {start: year_label(int(start)) for start in starts.dropna().unique()}
    return pd.Series(starts.map(labels))


def in_london(moment: datetime) -> datetime:
    """What the clock in London says at a moment of UTC, from 2000 on.

    Summer time is from the last Sunday of March to that of October, at 1 in the morning of UTC (Summer Time Act 1972
    as the Summer Time Order 2002 amends it). It is computed, so that a machine needs no data on time zones.
    """
    utc = moment.replace(tzinfo=None)
    begins, ends = _summer_time(utc.year)
    return utc + timedelta(hours=1) if begins <= utc < ends else utc


@cache
def _summer_time(year: int) -> tuple[datetime, datetime]:
    """The moments of UTC at which a year's summer time begins and ends."""
    march, october = (datetime(year, month, 31, 1) for month in (3, 10))
    return _sunday_up_to(march), _sunday_up_to(october)


def _sunday_up_to(last: datetime) -> datetime:
    return last - timedelta(days=(last.weekday() + 1) % 7)


@cache
def bank_holidays() -> tuple[date, ...]:
    """England's bank holidays, one-off days included, in order: the official list, then computed years."""
    text = package_file("data", "bank_holidays.csv").read_text(encoding="utf-8")
    return tuple(sorted(date.fromisoformat(row["date"]) for row in csv.DictReader(text.splitlines())))


@cache
def calendar_span() -> tuple[date, date]:
    """The first and last day on which the bank holidays are known."""
    holidays = bank_holidays()
    return date(holidays[0].year, 1, 1), date(holidays[-1].year, 12, 31)


def in_calendar(days: pd.Series) -> pd.Series:
    """Whether each day is one on which the bank holidays are known; a missing day is not."""
    first, last = calendar_span()
    return days.between(pd.Timestamp(first), pd.Timestamp(last))


def before_calendar(days: pd.Series) -> pd.Series:
    """Whether each day is before those on which the bank holidays are known; a missing day is not."""
    return days < pd.Timestamp(calendar_span()[0])


def working_days(start: pd.Series, end: pd.Series) -> pd.Series:
    """The working days d with start < d <= end: same day 0, next working day 1, missing where either is.

    A working day is neither Saturday, Sunday nor a bank holiday in England. A day on which the bank
    holidays are not known is an error, never a guess.
    """
    known = start.notna() & end.notna()
    first, last = start[known], end[known]
    if not (in_calendar(first) & in_calendar(last)).all():
        raise ValueError("a date is outside the years of the bank-holiday calendar")
    one = timedelta(days=1)
    counts = np.busday_count(
        (first + one).to_numpy(dtype="datetime64[D]"),
        (last + one).to_numpy(dtype="datetime64[D]"),
        holidays=np.array(bank_holidays(), dtype="datetime64[D]"),
    )
    return pd.Series(counts, index=first.index, dtype="Int64").reindex(start.index)


_WRITTEN = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


def parse_day(words: str) -> date | None:
    """The day that is written as in Britain, "22/04/2024" or "22 April 2024"; None where none is."""
    plain = " ".join(_ORDINAL.sub("", words).split())
    for form in _WRITTEN:
        with suppress(ValueError):
            return datetime.strptime(plain, form).date()
    return None
