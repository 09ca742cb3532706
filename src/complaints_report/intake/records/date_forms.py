"""How a cell writes its date: which numbers in which order, with what time and offset; no day is chosen here."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

DateOrder = Literal["day first", "month first"]
Order = DateOrder | Literal["year first"]
Form = Literal["numbers", "year first", "named", "real"]

_LOOKED_AT = 2**14
"""So many cells are remembered: a column's dates are looked at first together, then each by itself."""
_DAY = 24 * 60 * 60 * 1000
_CENTURY = 2000
"""A year of two digits is of this century."""

_ZONE = r"(?P<zone>Z|UTC|GMT|BST)?(?P<offset>[+-]\d\d?(?::?[0-5]\d)?)?(?: \([a-z ]+\))?"
_CLOCK = r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:[:.,]\d+)?)?"
_TIME = rf"(?:[T ,]+(?:at )?{_CLOCK} ?(?:(?P<half>[ap])\.?m\.?)? ?{_ZONE})?"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + _TIME, re.IGNORECASE | re.ASCII)


_ISO = _form(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:Z|\+\d\d|[+-]\d\d:?\d\d)?")
_COMPACT = _form(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NUMERIC = _form(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})")
_DAY_THEN_MONTH = _form(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ /.-]*([a-z]{3,9})\.?[ ,/-]*(\d{4}|\d{2})")
_MONTH_THEN_DAY = _form(r"([a-z]{3,9})\.?[ /-]*(\d{1,2})(?:st|nd|rd|th)?[ ,/-]+(\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_WEEKDAY = re.compile(
    r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?[., ]+(.+)",
    re.IGNORECASE | re.ASCII,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True)
class Written:
    """A date as a cell writes it: its numbers in the order in which they stand, but year, month, day of a fixed form.

    A year of two digits has its century already. `offset` is what the time is ahead of UTC, where the cell says so.
    `is_short` tells that all its numbers have two digits, so that the first may be the year's; `separator` is what
    stands after the first.
    """

    form: Form
    numbers: tuple[int, int, int]
    clock: time | None = None
    offset: timedelta | None = None
    weekday: int | None = None
    is_short: bool = False
    separator: str = ""

    @property
    def is_fixed(self) -> bool:
        """Whether its form alone tells the day from the month."""
        return self.form != "numbers"

    def day(self, order: Order) -> date | None:
        """The day in an order, if there is one; that of a fixed form is the same in each."""
        first, second, third = self.numbers
        if self.is_fixed:
            return self.fixed_day()
        if order == "year first":
            return _day(_CENTURY + first, second, third % 100)
        return _day(third, second, first) if order == "day first" else _day(third, first, second)

    def fixed_day(self) -> date | None:
        """The day of a fixed form, if there is one."""
        return _day(*self.numbers)

    def day_turned(self) -> date | None:
        """The day of a fixed form where its month stands for the day, if there is one."""
        year, month, day = self.numbers
        return _day(year, day, month)

    def moment(self, day: date) -> datetime:
        """Its time on a day; midnight where it has none."""
        return datetime.combine(day, self.clock or time())


@lru_cache(_LOOKED_AT, typed=True)
def written_date(cell: Hashable, epoch: datetime) -> Written | None:
    """How a cell writes its date; nothing where it has the form of none. `epoch` is the day 0 of its workbook."""
    if isinstance(cell, datetime):
        numbers = (cell.year, cell.month, cell.day)
        return Written("real", numbers, cell.time().replace(microsecond=0), cell.utcoffset())
    if isinstance(cell, date):
        return Written("real", (cell.year, cell.month, cell.day))
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return _of_number(cell, epoch)
    weekday, text = _without_weekday(str(cell))
    return _of_text(text, weekday, epoch)


def _of_number(cell: float, epoch: datetime) -> Written | None:
    """The date of a cell in General format: a spreadsheet's count of days, or eight digits."""
    if 1 <= cell < 100_000:
        return _of_serial(cell, epoch)
    match = _COMPACT.fullmatch(f"{cell:.0f}") if float(cell).is_integer() else None
    return Written("year first", (int(match[1]), int(match[2]), int(match[3]))) if match else None


def _of_serial(days: float, epoch: datetime) -> Written | None:
    whole, rest = divmod(days, 1)
    # To the millisecond, as a time just before midnight may be one of midnight that was not stored exactly.
    return written_date(epoch + timedelta(whole, milliseconds=round(rest * _DAY)), epoch)


def _without_weekday(text: str) -> tuple[int | None, str]:
    """The weekday that a text begins with, if it does, and the rest, evenly spaced."""
    text = " ".join(text.split()).removeprefix("'")  # with an apostrophe, Excel keeps what follows as text
    if match := _WEEKDAY.fullmatch(text):
        return _WEEKDAYS.index(match[1].casefold()), match[2]
    return None, text


def _of_text(text: str, weekday: int | None, epoch: datetime) -> Written | None:
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _made("year first", match, (int(match[1]), int(match[2]), int(match[3])), weekday)
    if match := _NUMERIC.fullmatch(text):
        numbers = (int(match[1]), int(match[2]), _year(match[3]))
        return _made("numbers", match, numbers, weekday)
    if match := _DAY_THEN_MONTH.fullmatch(text):
        return _made("named", match, (_year(match[3]), _month(match[2]), int(match[1])), weekday)
    if match := _MONTH_THEN_DAY.fullmatch(text):
        return _made("named", match, (_year(match[3]), _month(match[1]), int(match[2])), weekday)
    if _SERIAL.fullmatch(text) and 20_000 <= float(text) <= 80_000:
        return _of_serial(float(text), epoch)
    return None


def _made(form: Form, match: re.Match[str], numbers: tuple[int, int, int], weekday: int | None) -> Written:
    is_short = form == "numbers" and len(match[1]) == len(match[3]) == 2
    separator = match.string[match.end(1) : match.start(2)].strip()
    return Written(form, numbers, _time(match), _offset(match), weekday, is_short, separator)


def _time(match: re.Match[str]) -> time | None:
    if match["hour"] is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(match["minute"]), int(match["second"] or 0))


def _offset(match: re.Match[str]) -> timedelta | None:
    """What a time is ahead of UTC; of a day without a time no offset is told, as it is no moment."""
    if match["offset"]:
        sign, digits = match["offset"][0], match["offset"][1:].replace(":", "")
        hours, minutes = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
        ahead = timedelta(hours=int(hours), minutes=int(minutes))
        return -ahead if sign == "-" else ahead
    if match["zone"]:
        return timedelta(hours=match["zone"].upper() == "BST")
    return None


def _month(name: str) -> int:
    short = "sep" if name.casefold() == "sept" else name.casefold()
    matches = [at for at, month in enumerate(_MONTHS, 1) if month.startswith(short)]
    return matches[0] if matches else 0


def _year(digits: str) -> int:
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
