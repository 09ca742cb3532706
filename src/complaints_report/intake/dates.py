"""Days out of cells: day first, never a guess."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, cast

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

DateOrder = Literal["day first", "month first"]
_MONTHS_IN_A_YEAR, _ENOUGH = 12, 3
_DAY = 24 * 60 * 60 * 1000
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

_ZONE = r"(?:Z|UTC|GMT|BST)?(?:[+-]\d\d:?\d\d)?"
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d(?:[:.,]\d+)?)?"
_TIME = rf"(?:[T ,]+(?:at )?{_CLOCK} ?(?:[ap]\.?m\.?)? ?{_ZONE})?"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + _TIME, re.IGNORECASE | re.ASCII)


_ISO = _form(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:Z|[+-]\d\d:\d\d)?")
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
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


@dataclass(frozen=True)
class DateContext:
    """How a column's dates are read; `split` tells that it mixes dates that are only day first and only month first."""

    order: DateOrder = "day first"
    latest: date | None = None
    epoch: datetime = datetime(1899, 12, 30)
    split: bool = False


def to_day(cell: Any, info: ValidationInfo) -> date:
    """The day that a cell holds, its time dropped; an error named after the rule that it breaks."""
    context = cast(DateContext, info.context or DateContext())
    day = _read(cell, context)
    if day is None:
        raise _unreadable("This cannot be read as a date.")
    if day < EARLIEST:
        raise _unreadable("This date is before 2000, as a default that nobody filled in may be.")
    if day > LATEST:
        raise _unreadable("This date is after 2099, as a default that nobody filled in may be.")
    if context.latest and day > context.latest:
        raise _unreadable(f"This date is after {context.latest:%d/%m/%Y}, the day of the export.")
    return day


def only_in_one_order(cells: Iterable[object], order: DateOrder) -> tuple[bool, bool]:
    """Whether some date of a column can only be read in the other order, and whether some only in this one."""
    other = this = False
    for cell in cells:
        if match := _numeric(cell):
            day, month = _in_order(match, order)
            fits, fits_turned = _day(match[3], month, day) is not None, _day(match[3], day, month) is not None
            other, this = other or (fits_turned and not fits), this or (fits and not fits_turned)
    return other, this


def may_be_turned(cells: Iterable[object]) -> bool:
    """Whether a column looks as a spreadsheet of the other country leaves it.

    Every date that can be read both ways is a real date, turned round when the file was opened; those that can
    only be read one way have stayed texts.
    """
    real = texts = 0
    for cell in cells:
        if isinstance(cell, date):
            real += 1
            if cell.day > _MONTHS_IN_A_YEAR:
                return False
        elif match := _numeric(cell):
            texts += 1
            if max(int(match[1]), int(match[2])) <= _MONTHS_IN_A_YEAR:
                return False
    return real >= _ENOUGH and texts >= _ENOUGH


def is_numeric(cell: object) -> bool:
    """Whether a cell's date depends on the order of day and month."""
    return _numeric(cell) is not None


def _numeric(cell: object) -> re.Match[str] | None:
    return _NUMERIC.fullmatch(_without_weekday(cell)[1]) if isinstance(cell, str) else None


def _in_order(match: re.Match[str], order: DateOrder) -> tuple[int, int]:
    first, second = int(match[1]), int(match[2])
    return (first, second) if order == "day first" else (second, first)


def _read(cell: Any, context: DateContext) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _from_number(cell, context.epoch)
    weekday, text = _without_weekday(str(cell))
    day = _from_text(text, context)
    if day and weekday not in (None, day.weekday()):
        raise _unreadable("The day of the week is not that of the date.")
    return day


def _from_number(cell: float, epoch: datetime) -> date | None:
    """The day of a cell in General format: a spreadsheet's count of days, or eight digits."""
    if 1 <= cell < 100_000:
        return _from_serial(cell, epoch)
    match = _COMPACT.fullmatch(f"{cell:.0f}") if float(cell).is_integer() else None
    return _day(match[1], match[2], match[3]) if match else None


def _from_serial(days: float, epoch: datetime) -> date:
    whole, rest = divmod(days, 1)
    # To the millisecond, as a time just before midnight may be one of midnight that was not stored exactly.
    return (epoch + timedelta(whole, milliseconds=round(rest * _DAY))).date()


def _without_weekday(text: str) -> tuple[int | None, str]:
    """The weekday that a text begins with, if it does, and the rest, evenly spaced."""
    text = " ".join(text.split()).removeprefix("'")  # with an apostrophe, Excel keeps what follows as text
    if match := _WEEKDAY.fullmatch(text):
        return _WEEKDAYS.index(match[1].casefold()), match[2]
    return None, text


def _from_text(text: str, context: DateContext) -> date | None:
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(text):
        day, month = _in_order(match, context.order)
        if context.split and day != month and max(day, month) <= 12:
            raise _ambiguous("This date reads both ways, and the column mixes day-first with month-first dates.")
        if _may_begin_with_year(match, context):
            raise _ambiguous("This date may begin with its year or with its day.")
        return _day(match[3], month, day)
    if match := _DAY_THEN_MONTH.fullmatch(text):
        return _day(match[3], _month(match[2]), match[1])
    if match := _MONTH_THEN_DAY.fullmatch(text):
        return _day(match[3], _month(match[1]), match[2])
    if _SERIAL.fullmatch(text) and 20_000 <= float(text) <= 80_000:
        return _from_serial(float(text), context.epoch)
    return None


def _may_begin_with_year(match: re.Match[str], context: DateContext) -> bool:
    """Whether a date such as 23-04-05, with its year first, would lie nearer to the export than with it last."""
    last = _day(match[3], match[2], match[1])
    first = _day(match[1].rjust(2, "0"), match[2], match[3])
    if len(match[3]) != 2 or "-" not in match[0][:3] or not (first and last and context.latest):
        return False
    return last < first <= context.latest


def _month(name: str) -> int:
    short = "sep" if name.casefold() == "sept" else name.casefold()
    matches = [at for at, month in enumerate(_MONTHS, 1) if month.startswith(short)]
    return matches[0] if len(name) >= 3 and matches else 0


def _day(year: str, month: int | str, day: int | str) -> date | None:
    """The day, if there is one; a year of two digits is of this century."""
    century = 2000 if len(year) == 2 else 0
    try:
        return date(century + int(year), int(month), int(day))
    except ValueError:
        return None


def _unreadable(why: str) -> PydanticCustomError:
    return PydanticCustomError("unreadable-date", "{why}", {"why": why})


def _ambiguous(why: str) -> PydanticCustomError:
    cure = "Write the column's dates one way in the export, best as day/month/year with four figures for the year."
    return PydanticCustomError("ambiguous-date", "{why}", {"why": why, "cure": cure})
