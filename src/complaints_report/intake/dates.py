"""Days out of cells: day first, never a guess."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast

from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel
from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

DateOrder = Literal["day first", "month first"]
EARLIEST = date(2000, 1, 1)

_TIME = r"(?:[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_NAMED = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s/-]*([a-z]{3,9})\.?[\s,/-]*(\d{4}|\d{2})" + _TIME,
    re.IGNORECASE,
)
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
    epoch: datetime = WINDOWS_EPOCH
    split: bool = False


def to_day(cell: Any, info: ValidationInfo) -> date:
    """The day that a cell holds, its time dropped; an error named after the rule that it breaks."""
    context = cast(DateContext, info.context or DateContext())
    day = _read(cell, context)
    if day is None:
        raise _unreadable("This cannot be read as a date.")
    if day < EARLIEST:
        raise _unreadable("This date is before 2000, as a default that nobody filled in may be.")
    if context.latest and day > context.latest:
        raise _unreadable(f"This date is after {context.latest:%d/%m/%Y}, the day of the export.")
    return day


def only_month_first(cells: Iterable[object], order: DateOrder) -> tuple[bool, bool]:
    """Whether some date of a column can only be read in the other order, and whether some only in this one."""
    other = this = False
    for cell in cells:
        if match := _numeric(cell):
            day, month = _in_order(match, order)
            year = _century(match[3])
            fits, fits_turned = _day(year, month, day) is not None, _day(year, day, month) is not None
            other, this = other or (fits_turned and not fits), this or (fits and not fits_turned)
    return other, this


def is_numeric(cell: object) -> bool:
    """Whether a cell's date depends on the order of day and month."""
    return _numeric(cell) is not None


def _numeric(cell: object) -> re.Match[str] | None:
    return _NUMERIC.fullmatch(cell.strip()) if isinstance(cell, str) else None


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
        return _from_serial(cell, context.epoch)
    return _from_text(str(cell).strip(), context)


def _from_serial(cell: float, epoch: datetime) -> date | None:
    """A spreadsheet's count of days, as a cell in General format gives it."""
    if not 1 <= cell < 100_000:
        return None
    read = from_excel(cell, epoch)
    return read.date() if isinstance(read, datetime) else None


def _from_text(text: str, context: DateContext) -> date | None:
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(text):
        day, month = _in_order(match, context.order)
        if context.split and day != month and max(day, month) <= 12:
            raise _ambiguous()
        return _day(_century(match[3]), month, day)
    if match := _NAMED.fullmatch(text):
        return _day(_century(match[3]), _month(match[2]), int(match[1]))
    return None


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _month(name: str) -> int:
    short = "sep" if name.casefold() == "sept" else name.casefold()
    matches = [at for at, month in enumerate(_MONTHS, 1) if month.startswith(short)]
    return matches[0] if len(name) >= 3 and matches else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unreadable(why: str) -> PydanticCustomError:
    return PydanticCustomError("unreadable-date", "{why}", {"why": why})


def _ambiguous() -> PydanticCustomError:
    return PydanticCustomError(
        "ambiguous-date",
        "{why}",
        {
            "why": "This date reads both ways, and the column mixes day-first with month-first dates.",
            "cure": "Write the column's dates one way in the export, best as day/month/year.",
        },
    )
