"""The records of each table as pydantic models: a field's type says what a cell may hold.

A cell that is blank never reaches a type: a required column reports it, an optional one keeps it missing.
The types raise errors named after the rule they break; the words are filled in from the error's context.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from complaints_report.calendar import parse_year
from complaints_report.intake.dates import to_day

Procedure = Literal["statutory", "local"]
Outcome = Literal["upheld", "partially upheld", "not upheld", "inconclusive", "outside jurisdiction", "withdrawn"]
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

OUTCOMES: tuple[str, ...] = get_args(Outcome)


def unknown_value(why: str, cure: str) -> PydanticCustomError:
    """The error of a value that is not one of those a column may hold."""
    words = {"why": why, "cure": cure}
    return PydanticCustomError("unknown-value", "{why}", words)


def folded(text: object) -> str:
    """A coded value without the differences that do not matter: case and spacing."""
    return " ".join(str(text).split()).casefold()


def _to_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).strip()


def _to_stage(cell: Any) -> int:
    words = {"one": "1", "two": "2", "three": "3"}
    match = re.fullmatch(r"(?:stage|s)?[\s_-]*(1|2|3|one|two|three)(?:\.0+)?", folded(cell))
    if not match:
        raise unknown_value("This is not a stage.", "Use 1, 2 or 3, or a form such as 'Stage 1'.")
    return int(words.get(match[1], match[1]))


def _to_year(cell: Any) -> str:
    try:
        return parse_year(str(cell))
    except ValueError:
        raise unknown_value("This is not a financial year.", "Write it as 2023/24.") from None


def _to_yes_or_no(cell: Any) -> bool:
    answers = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False}
    answer = answers.get(_to_text(cell).casefold(), False if _to_text(cell) == "0" else None)
    if answer is None:
        raise unknown_value("This is neither yes nor no.", "Use yes or no.")
    return answer


_LARGEST = 10**12
"""No count or sum of a year's complaints comes near it."""


def _to_number(cell: Any) -> Decimal:
    text = re.sub(r"[£,\s%]", "", str(cell))
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number < _LARGEST:
        raise unknown_value("This is not a number.", "Use a plain number of 0 or more.")
    return number


def _to_count(cell: Any) -> int:
    number = _to_number(cell)
    if number != number.to_integral_value():
        raise unknown_value("This is not a whole number.", "Use a whole number of 0 or more.")
    return int(number)


Words = Annotated[str, BeforeValidator(_to_text)]
Stage = Annotated[int, BeforeValidator(_to_stage)]
Day = Annotated[date, BeforeValidator(to_day)]
Year = Annotated[str, BeforeValidator(_to_year)]
YesNo = Annotated[bool, BeforeValidator(_to_yes_or_no)]
Number = Annotated[Decimal, BeforeValidator(_to_number)]
Count = Annotated[int, BeforeValidator(_to_count)]


class Record(BaseModel):
    """One row of a table."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Complaint(Record):
    """One stage of one complaint."""

    reference: Words
    stage: Stage
    procedure: Annotated[Procedure, BeforeValidator(folded)]
    received_on: Day
    responded_on: Day | None = None
    service: Words
    outcome: Annotated[Outcome, BeforeValidator(folded)] | None = None
    method: Annotated[Method, BeforeValidator(folded)] | None = None
    complainant: Annotated[Complainant, BeforeValidator(folded)] | None = None
    extension_agreed: YesNo | None = None
    statement_agreed_on: Day | None = None
    panel_held_on: Day | None = None
    panel_report_on: Day | None = None
    age_band: Words | None = None
    gender: Words | None = None
    ethnicity: Words | None = None
    disability: Words | None = None
    sexual_orientation: Words | None = None
    remedy_amount: Number | None = None
    investigation_cost: Number | None = None


class Issue(Record):
    """One issue raised in a complaint."""

    reference: Words
    stage: Stage
    category: Words
    sub_category: Words
    outcome: Annotated[Outcome, BeforeValidator(folded)] | None = None


class Compliment(Record):
    """One compliment; `about` is the member of staff praised."""

    received_on: Day
    service: Words
    text: Words | None = None
    about: Words | None = None
    from_: Words | None = Field(None, alias="from")
    include: YesNo | None = None


class OmbudsmanCase(Record):
    """One complaint referred to the Local Government and Social Care Ombudsman."""

    reference: Words
    referred_on: Day
    result: Annotated[Result, BeforeValidator(folded)]
    decided_on: Day | None = None
    service: Words | None = None
    concern: Words | None = None
    finding: Words | None = None
    remedy: Words | None = None
    payment: Number | None = None


class Learning(Record):
    """One piece of learning from complaints."""

    year: Year
    stage: Stage
    source: Words | None = None
    service: Words | None = None
    summary: Words
    actions: Words | None = None
    due_on: Day | None = Field(None, json_schema_extra={"may_be_later": True})
    status: Annotated[Progress, BeforeValidator(folded)] | None = None


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
    group: Words | None = None
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
