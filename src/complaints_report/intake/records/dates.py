"""Days out of cells: day first, never a guess."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from complaints_report.calendar import in_london
from complaints_report.intake.records.date_forms import DateOrder, Form, Written, written_date

ShortYears = Literal["last", "first", "not told"]
InUtc = Literal["none", "all", "perhaps"]
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True)
class DateContext:
    """How a column's dates are read, by what the settings say and by what the column as a whole tells.

    `is_split`: it mixes dates that are only day first and only month first. `short_years`: where its years of two
    digits stand. `turned`: the forms in which a spreadsheet may have turned day and month round. `has_day_second`:
    some of its dates that begin with the year have the day next. `in_utc`: its times without an offset are UTC's.
    """

    order: DateOrder = "day first"
    latest: date | None = None
    epoch: datetime = datetime(1899, 12, 30)
    is_split: bool = False
    short_years: ShortYears = "last"
    turned: frozenset[Form] = frozenset()
    has_day_second: bool = False
    in_utc: InUtc = "none"


def to_day(cell: Any, info: ValidationInfo) -> date:
    """The day that a cell holds, its time dropped; an error named after the rule that it breaks."""
    context = cast(DateContext, info.context or DateContext())
    found = written_date(cell, context.epoch)
    day = _read(found, context) if found else None
    if day is None:
        raise _unreadable("This cannot be read as a date.")
    if day < EARLIEST:
        raise _unreadable("This date is before 2000, as a default that nobody filled in may be.")
    if day > LATEST:
        raise _unreadable("This date is after 2099, as a default that nobody filled in may be.")
    if context.latest and day > context.latest:
        raise _after(context.latest)
    return day


def _read(found: Written, context: DateContext) -> date | None:
    day = first_reading(found, context)
    if may_be_another(found, context):
        raise _ambiguous(*_why_two(found, context))
    if day is None:
        return None
    if found.weekday not in (None, day.weekday()):
        raise _unreadable("The day of the week is not that of the date.")
    if context.in_utc == "perhaps" and found.offset is None and is_late_midnight(found.moment(day)):
        raise _ambiguous(_PERHAPS_UTC, _WITHOUT_TIMES)
    return _in_london(found, day, context)


def _in_london(found: Written, day: date, context: DateContext) -> date:
    """The day in London at that moment, where the cell or its column says what moment it is."""
    is_moment = found.clock is not None and (found.offset is not None or context.in_utc == "all")
    if not is_moment or not EARLIEST.year <= day.year <= LATEST.year:
        return day
    moment = found.moment(day)
    return in_london(moment - found.offset if found.offset is not None else moment).date()


def first_reading(found: Written, context: DateContext) -> date | None:
    """The day that stands in a date in the order that its column has, if there is one; its offset aside."""
    if found.is_short and context.short_years == "first":
        return found.day("year first")
    return found.day(context.order)


def year_first(found: Written, latest: date | None) -> date | None:
    """The day of a date of two digits each if it begins with its year, and no later than the export."""
    day = found.day("year first") if found.is_short else None
    return day if day and not (latest and day > latest) else None


def may_be_another(found: Written, context: DateContext) -> bool:
    """Whether a date reads as another day too, by what its column tells."""
    first, second, _ = found.numbers
    if found.is_short and context.short_years == "not told":
        other = year_first(found, context.latest)
        return other is not None and other != found.day(context.order)
    if found.is_short and context.short_years == "first":
        return False
    if not found.is_fixed:
        return context.is_split and first != second and max(first, second) <= MONTHS_IN_A_YEAR
    doubted = found.form in context.turned or (context.has_day_second and found.form == "year first")
    return doubted and found.day_turned() not in (None, found.day(context.order))


def is_late_midnight(moment: datetime) -> bool:
    """Whether a moment of UTC is midnight in London, and not in UTC."""
    there = in_london(moment)
    return there != moment and not (there.hour or there.minute or there.second)


_ONE_WAY = "Write the column's dates one way in the export, best as day/month/year with four figures for the year."
_WITHOUT_TURNING = "Export again, and open the file with Data, From Text/CSV, or save it as .xlsx from the case system."
_WITHOUT_TIMES = "Export the column's days without times, or its times with what they are ahead of UTC (as in +00:00)."
_PERHAPS_UTC = "This may be midnight of the day after, written in UTC, as times of 23:00 in summer often are."


def _why_two(found: Written, context: DateContext) -> tuple[str, str]:
    """Why a date may be two days, and the cure."""
    if found.is_short and context.short_years == "not told":
        return "This date may begin with its year or with its day.", _ONE_WAY
    if not found.is_fixed:
        return "This date reads both ways, and the column mixes day-first with month-first dates.", _ONE_WAY
    if found.form in context.turned:
        why = "Excel may have turned day and month round in this date when it opened the export: the column writes "
        return why + "its dates one way where the day is 12 or less, and another where it is more.", _WITHOUT_TURNING
    return "This date reads both ways, and the column has others whose day stands before the month.", _ONE_WAY


def _unreadable(why: str) -> PydanticCustomError:
    return PydanticCustomError("unreadable-date", "{why}", {"why": why})


def _after(latest: date) -> PydanticCustomError:
    why = f"This date is after {latest:%d/%m/%Y}, the day of the export."
    cure = "Put the date right in the case system or the export; or, where it is right, say on which day the export "
    cure += "was made, as exported_on under [report] in report.toml."
    return PydanticCustomError("unreadable-date", "{why}", {"why": why, "cure": cure})


def _ambiguous(why: str, cure: str) -> PydanticCustomError:
    return PydanticCustomError("ambiguous-date", "{why}", {"why": why, "cure": cure})
