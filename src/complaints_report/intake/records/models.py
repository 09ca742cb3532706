"""The records of each table as pydantic models: a field's type says what a cell may hold.

A cell that is blank never reaches a type: a required column reports it, an optional one keeps it missing.
The types raise errors named after the rule they break; the words are filled in from the error's context.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from complaints_report.calendar import parse_year
from complaints_report.intake.records.dates import to_day
from complaints_report.intake.records.names import cell_text, folded, to_name, unknown_value
from complaints_report.intake.records.spellings import YES_OR_NO, to_code, to_stage
from complaints_report.procedures import Outcome, ProcedureName
from complaints_report.safe_text import unguarded

Method = Literal["email", "online form", "post", "telephone", "in person", "other"]
Complainant = Literal[
    "parent",
    "extended family",
    "child or young person",
    "care leaver",
    "carer",
    "adopter",
    "adopted adult",
    "advocate",
    "professional",
    "other",
]
Result = Literal["premature", "declined", "upheld", "not upheld", "pending"]
Progress = Literal["not started", "in progress", "complete"]
Restated = Literal["published", "restated"]


_SPOILT = re.compile(
    r"\d(\.\d+)?E\+\d+|(\d{1,2}-)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d\d", re.IGNORECASE
)
"""What is left of a reference that a spreadsheet took for a long number or a date."""


_SURE_REFERENCE = re.compile(r"[A-Za-z]{1,2}[0-9]*[-/]?[0-9]+")
"""A letter or two and digits, which is no date and no number."""


def _to_reference(cell: Any) -> str:
    """A reference, without the apostrophe that makes a spreadsheet keep it as text."""
    if isinstance(cell, str) and _SURE_REFERENCE.fullmatch(cell):
        return cell  # most references of a large export, spared the closer look
    text = to_name(cell).removeprefix("'")
    if isinstance(cell, date) or _SPOILT.fullmatch(text):
        why = "A spreadsheet has turned this reference into a date or a long number, so that it is lost."
        raise unknown_value(why, "Export again, and format the column as text before it is saved.")
    return text


def _to_stage(cell: Any) -> int:
    stage = to_stage(str(cell))
    if stage is None:
        raise unknown_value("This is not a stage.", "Use 1, 2 or 3, or a form such as 'Stage 1'.")
    return stage


def _spelling(kind: str) -> BeforeValidator:
    """What turns every known spelling of a kind of coded value into ours."""
    return BeforeValidator(lambda cell: to_code(kind, str(cell)) or cell)


def _to_year(cell: Any) -> str:
    try:
        return parse_year(str(cell))
    except ValueError:
        raise unknown_value("This is not a financial year.", "Write it as 2023/24.") from None


def _to_yes_or_no(cell: Any) -> bool:
    answer = YES_OR_NO.get(cell_text(cell).casefold())
    if answer is None:
        raise unknown_value("This is neither yes nor no.", "Use yes or no.")
    return answer


_LARGEST = 10**12
"""No count or sum of a year's complaints comes near it."""


_NUMBER = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_AMOUNT = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?")
"""Commas stand between thousands only, and spaces nowhere: "75,50" is not seven thousand, nor "50 100" fifty."""


def _to_number(cell: Any) -> Decimal:
    """A number, a percentage or an amount in pounds."""
    return _plain(cell, _NUMBER, "£%")


def _to_pounds(cell: Any) -> Decimal:
    return _plain(cell, _AMOUNT, "£")


def _plain(cell: Any, form: re.Pattern[str], signs: str) -> Decimal:
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    text = f"{Decimal(str(cell)):f}" if is_number else str(cell).strip()
    text = text.removeprefix("£").removesuffix("%" if "%" in signs else "").strip()
    fits = _NUMBER if is_number else form
    number = Decimal(text.replace(",", "")) if fits.fullmatch(text) else Decimal("NaN")
    if not number.is_finite() or number >= _LARGEST:
        raise unknown_value("This is not a number.", "Use a plain number of 0 or more.")
    return number


def _to_count(cell: Any) -> int:
    number = _to_number(cell)
    if number != number.to_integral_value():
        raise unknown_value("This is not a whole number.", "Use a whole number of 0 or more.")
    return int(number)


def _as_written(cell: Any) -> Any:
    """A cell of a CSV that we wrote, without what kept a spreadsheet from running it."""
    return unguarded(cell) if isinstance(cell, str) else cell


Words = Annotated[str, BeforeValidator(cell_text)]
Name = Annotated[str, BeforeValidator(to_name)]
Reference = Annotated[str, BeforeValidator(_to_reference)]
Stage = Annotated[int, BeforeValidator(_to_stage)]
Day = Annotated[date, BeforeValidator(to_day)]
Year = Annotated[str, BeforeValidator(_to_year)]
YesNo = Annotated[bool, BeforeValidator(_to_yes_or_no)]
Number = Annotated[Decimal, BeforeValidator(_to_number)]
Pounds = Annotated[Decimal, BeforeValidator(_to_pounds)]
Count = Annotated[int, BeforeValidator(_to_count)]


class Record(BaseModel):
    """One row of a table."""

    # Columns are read one by one, by the types of their fields: no record is ever made, so none is made ready.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Complaint(Record):
    """One stage of one complaint."""

    reference: Reference
    stage: Stage
    procedure: Annotated[ProcedureName, _spelling("procedure")]
    received_on: Day
    responded_on: Day | None = None
    service: Name
    outcome: Annotated[Outcome, _spelling("outcome")] | None = None
    method: Annotated[Method, _spelling("method")] | None = None
    complainant: Annotated[Complainant, _spelling("complainant")] | None = None
    extension_agreed: YesNo | None = None
    statement_agreed_on: Day | None = None
    panel_held_on: Day | None = None
    panel_report_on: Day | None = None
    age_band: Name | None = None
    gender: Name | None = None
    ethnicity: Name | None = None
    disability: Name | None = None
    sexual_orientation: Name | None = None
    remedy_amount: Pounds | None = None
    investigation_cost: Pounds | None = None


class Issue(Record):
    """One issue raised in a complaint."""

    reference: Reference
    stage: Stage
    category: Name
    sub_category: Name
    outcome: Annotated[Outcome, _spelling("outcome")] | None = None


class Compliment(Record):
    """One compliment; `about` is the member of staff praised."""

    received_on: Day
    service: Name
    text: Words | None = None
    about: Words | None = None
    from_: Words | None = Field(None, alias="from")
    include: YesNo | None = None


class OmbudsmanCase(Record):
    """One complaint referred to the Local Government and Social Care Ombudsman."""

    reference: Reference
    referred_on: Day
    result: Annotated[Result, _spelling("result")]
    decided_on: Day | None = None
    service: Name | None = None
    concern: Words | None = None
    finding: Words | None = None
    remedy: Words | None = None
    payment: Pounds | None = None


class Learning(Record):
    """One piece of learning from complaints."""

    year: Year
    stage: Stage
    source: Words | None = None
    service: Name | None = None
    summary: Words
    actions: Words | None = None
    due_on: Day | None = Field(None, json_schema_extra={"may_be_later": True})
    status: Annotated[Progress, _spelling("status")] | None = None


class Activity(Record):
    """One year's referrals and assessments."""

    year: Year
    referrals: Count | None = None
    assessments: Count | None = None


class HistoryRow(Record):
    """One figure of an earlier year; a row may lack its whole numbers, and its value over a denominator of 0."""

    year: Year
    metric: Words
    stage: Stage | None = None
    by: Words | None = None
    group: Annotated[Name, BeforeValidator(_as_written)] | None = None
    value: Number | None = Field(None, json_schema_extra={"column_required": True})
    numerator: Number | None = None
    denominator: Count | None = None
    status: Annotated[Restated, BeforeValidator(folded)] | None = None


TABLES: dict[str, type[Record]] = {
    "complaints": Complaint,
    "issues": Issue,
    "compliments": Compliment,
    "ombudsman": OmbudsmanCase,
    "learning": Learning,
    "activity": Activity,
    "history": HistoryRow,
}
