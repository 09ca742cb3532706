"""What a column of dates tells as a whole, so that no single date of it is guessed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import comb

from complaints_report.calendar import in_london
from complaints_report.intake.records.date_forms import DateOrder, Form, Written, written_date
from complaints_report.intake.records.dates import (
    EARLIEST,
    LATEST,
    MONTHS_IN_A_YEAR,
    DateContext,
    InUtc,
    ShortYears,
    first_reading,
    is_late_midnight,
    year_first,
)

_RARELY = 200
"""Chance gives a column such as this once in so many, before it is told to be something else."""

_RECENT, _FAR = timedelta(days=4 * 366), timedelta(days=5 * 366)
"""How long before the export a date may lie and be as likely as one of its last year; and what no longer is."""

_ENOUGH = 3
"""So many dates at the least make a pattern."""
_MANY = 400
"""How many different days of a form settle what chance would give; more are not looked at."""


@dataclass(frozen=True)
class Dates:
    """A column of dates understood: how each is read, and whether all that depend on the order need the other one."""

    context: DateContext
    only_in_other_order: bool = False

    @property
    def assumptions(self) -> str:
        """Words on what was taken for granted about the column, if anything was."""
        said = []
        if self.context.short_years == "first":
            said.append("dates of two figures each, read as year, month, day, as some can be nothing else")
        if self.context.in_utc == "all":
            said.append("midnights in UTC (23:00 the day before in summer), read as the days in London that they begin")
        return "; ".join(said)


def dates_of_column(cells: Iterable[object], context: DateContext, export: date) -> Dates:
    """How the dates of a column are read, which no single one of them tells; `export` is the day of the export."""
    dates = [found for cell in set(cells) if (found := written_date(cell, context.epoch))]
    context = replace(context, short_years=_short_years(dates, context, export))
    numbers = [one for one in dates if not one.is_fixed]
    other, this = _orders([one for one in numbers if not _may_begin_with_year(one, context)], context.order)
    context = replace(
        context,
        is_split=other and this,
        turned=frozenset(_turned(dates, numbers)),
        has_day_second=_have_day_second(dates),
    )
    return Dates(replace(context, in_utc=_in_utc(dates, context)), other and not this)


# The order of day and month


def only_in_one_order(cell: object, order: DateOrder) -> tuple[bool, bool]:
    """Whether a date can only be read in the other order, and whether only in this one."""
    found = written_date(cell, DateContext().epoch) if isinstance(cell, str) else None
    return _orders([found], order) if found and not found.is_fixed else (False, False)


def _orders(dates: Sequence[Written], order: DateOrder) -> tuple[bool, bool]:
    turned: DateOrder = "month first" if order == "day first" else "day first"
    fits = {(one.day(order) is not None, one.day(turned) is not None) for one in dates}
    return (False, True) in fits, (True, False) in fits


def _have_day_second(dates: Iterable[Written]) -> bool:
    """Whether dates that begin with their year have the day next: several can only be read so, and none otherwise.

    A single one is a slip of the pen, as "2023-13-01" is among dates that follow ISO 8601.
    """
    found = Counter((one.fixed_day() is None, one.day_turned() is None) for one in dates if one.form == "year first")
    return found[True, False] > 1 and not found[False, True]


# Days and months that a spreadsheet has turned round


def _turned(dates: Sequence[Written], numbers: Sequence[Written]) -> Iterator[Form]:
    """The forms in which a spreadsheet of the other country leaves the dates that it could read, day for month.

    It can read those with a day of 12 or less, and makes them real dates, which it may write in another form; the
    others stay texts as they were. So the form of a date tells whether its day is 12 or less, which chance seldom
    does. Nobody's spreadsheet writes the month's name by itself, so there chance must be very much against it.
    """
    left = _counts({(max(one.numbers[:2]), *one.numbers) for one in numbers if _exists(one)})
    forms: tuple[Form, ...] = ("real", "year first", "named")
    for form in forms:
        found = {one.numbers for one in dates if one.form == form and one.fixed_day()}
        made = _counts({(day, year, month, day) for year, month, day in found})
        is_clean = made[0] and left[1] and sum(made + left) >= _ENOUGH and not made[1] and not left[0]
        is_clean = is_clean and form != "named"
        if is_clean or (made[0] and left[1] and _is_rare(made, left)):
            yield form


def _exists(found: Written) -> bool:
    """Whether a date of numbers is a day in some order; one that is none, such as "31/02/2023", tells nothing."""
    return found.day("day first") is not None or found.day("month first") is not None


def _counts(dates: set[tuple[int, int, int, int]]) -> tuple[int, int]:
    """How many of some different dates have a first number that may be a month's, and how many have not."""
    may_be_month = [date[0] <= MONTHS_IN_A_YEAR for date in sorted(dates)[:: 1 + len(dates) // _MANY]]
    return sum(may_be_month), len(may_be_month) - sum(may_be_month)


def _is_rare(made: tuple[int, int], left: tuple[int, int]) -> bool:
    """Whether chance would seldom give one form so many of the days of 12 or less (Fisher's exact test)."""
    small, large = made[0] + left[0], made[1] + left[1]
    ways = [comb(small, some) * comb(large, sum(made) - some) for some in range(made[0], min(small, sum(made)) + 1)]
    return sum(ways) * _RARELY < comb(small + large, sum(made))


# Years of two digits


def _may_begin_with_year(found: Written, context: DateContext) -> bool:
    return found.is_short and context.short_years != "last" and year_first(found, context.latest) is not None


@dataclass(frozen=True)
class _Short:
    """A date of two digits each, read with its year last and, where that is a day before the export, first."""

    last: date | None
    first: date | None
    export: date
    separator: str

    @property
    def may_be_last(self) -> bool:
        return self.last is not None and self.last <= self.export

    @property
    def must_be_last(self) -> bool:
        return self.may_be_last and not self.first

    @property
    def must_be_first(self) -> bool:
        return self.first is not None and not self.may_be_last

    @property
    def is_nearer_first(self) -> bool:
        return self.must_be_first and (not self.last or self.away_first < self.away_last)

    @property
    def is_likely_first(self) -> bool:
        return self.away_last - self.away_first > _FAR

    @property
    def is_recent(self) -> bool:
        """Whether the year may well stand first: written as such dates are, and of the last years."""
        return self.separator == "-" and self.first is not None and self.export - self.first < _RECENT

    @property
    def away_last(self) -> timedelta:
        return abs(self.last - self.export) if self.last and self.first else timedelta()

    @property
    def away_first(self) -> timedelta:
        return abs(self.first - self.export) if self.last and self.first else timedelta()


def _short_years(dates: Sequence[Written], context: DateContext, export: date) -> ShortYears:
    """Where the years of two digits stand: where the column can have them in one place only, there.

    In the wrong place they are days of the month, and scatter over thirty years; so where the column can have them
    in both, they are taken to stand last unless it lies nearer to the export with its years first.
    """
    shorts = [
        _Short(one.day(context.order), year_first(one, context.latest), export, one.separator)
        for one in dates
        if one.is_short
    ]
    first = any(one.must_be_first for one in shorts)
    if not shorts or any(one.must_be_last for one in shorts):
        speaks_against = any(one.is_nearer_first or (first and one.is_likely_first) for one in shorts)
        return "not told" if speaks_against else "last"
    away_last = sum((one.away_last for one in shorts), timedelta())
    away_first = sum((one.away_first for one in shorts), timedelta())
    if first and away_first <= away_last:
        return "first"
    is_doubtful = first and any(one.may_be_last for one in shorts)  # else all are told as after the export
    is_likely = any(one.separator == "-" or one.is_likely_first for one in shorts) and away_first < away_last
    return "not told" if is_doubtful or is_likely or all(one.is_recent for one in shorts) else "last"


# Times that are those of UTC


def _in_utc(dates: Sequence[Written], context: DateContext) -> InUtc:
    """Whether the times of a column are London's midnights written in UTC: all of them, or perhaps some.

    A date without a time is at midnight, as a spreadsheet shows midnights without one.
    """
    if not any(one.clock and one.clock.hour for one in dates):
        return "none"
    days = ((one, first_reading(one, context)) for one in dates if one.offset is None)
    moments = [one.moment(day) for one, day in days if day and EARLIEST <= day <= LATEST]
    late = sum(map(is_late_midnight, moments))
    others = [one for one in moments if not is_late_midnight(one)]
    if not late:
        return "none"
    if all(in_london(one) == one and not _has_time(one) for one in others):
        return "all"
    return "perhaps" if late > sum(map(_has_time, others)) else "none"


def _has_time(moment: datetime) -> bool:
    return bool(moment.hour or moment.minute or moment.second)
