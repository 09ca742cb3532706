"""Registers of the forms that regulators and councils publish or keep, made here, with what each heading is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

from tests.interview import registers

ROWS = 48
START = date(2023, 4, 3)


@dataclass(frozen=True)
class Form:
    """A form of register: what it is called, how it is made, and which of its headings is which of our columns.

    `stages` has what each stage has for itself, as one heading with # for the stage; `issue` what an issue has.
    """

    called: str
    make: Callable[[Path], Path]
    columns: Mapping[str, str]
    stages: Mapping[str, str] = field(default_factory=dict)
    issue: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    not_ours: frozenset[str] = frozenset()
    layout: str = "one row per stage"


def _saved(path: Path, rows: Iterable[Iterable[object]], sheet: str = "Sheet1") -> Path:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append([*row])
    book.save(path)
    return path


def _day(number: int, more: int = 0) -> date:
    return START + timedelta(number * 7 + more)


def insurers(path: Path) -> Path:
    """A regulator's open data: months first, who complained as a code, many columns that are none of ours."""
    heads = ("Complaint number", "Complaint filed against", "Complaint filed by", "Reason complaint filed")
    heads += ("Confirmed complaint", "How resolved", "Received date", "Closed date", "Complaint type")
    heads += ("Coverage type", "Respondent ID", "Respondent Role", "Complainant type", "Keywords")
    rows = [
        (
            *(2000 + at, ("One Mutual", "Two Mutual")[at % 2], ("Insured", "Relative")[at % 2], f"Reason {at}"),
            *(("Yes", "No")[at % 2], f"Way {at}; way {at + 1}"),
            *(f"{_day(at, more):%m/%d/%Y}" for more in (0, 11)),
            *("Life", ("Auto", "Home")[at % 2], 900 + at, "Insurer", ("INDV", "ORG")[at % 2], ""),
        )
        for at in range(ROWS)
    ]
    return _saved(path, [heads, *rows])


def broadcasters(path: Path) -> Path:
    """A regulator's decisions: spaces after names, real dates but one, flags over many columns."""
    heads = ("Broadcaster", "Complaint Number", "Programme", "Programme Genre", "Broadcast Date/Time ")
    heads += ("Determination Type", "Majority Decision", "Split Decision", "Final Decision Date ")
    rows = [
        (
            *(("TV One", "Radio Two", "TV Three")[at % 3], f"2023-{at:03d}", f"Programme {at}"),
            ("News", "Drama")[at % 2],
            "08/05/2023 07:38AM" if at == 7 else datetime(2023, 4, 3, 8, 30) + timedelta(7 * at),
            ("Upheld", "Not Upheld", "Not Upheld", "Declined to Determine 11b")[at % 4],
            *((at % 5 == 0 and "Y") or "", ""),
            datetime(2023, 7, 1) + timedelta(7 * at),
        )
        for at in range(ROWS)
    ]
    return _saved(path, [heads, *rows], "Decisions ")


def report_date(path: Path) -> Path:
    """A receipt that is called a report, beside which an optional column's name comes near."""
    heads = ("Complaint No", "Report_Date", "Closed", "Team", "Decision")
    rows = [
        (at, _day(at), _day(at, 9), ("Team A", "Team B")[at % 2], ("Upheld", "Not upheld")[at % 2])
        for at in range(ROWS)
    ]
    return _saved(path, [heads, *rows])


def misleading(path: Path) -> Path:
    """Flags of 0 and 1, a due date before the receipt, `Sex`, a category that is nobody's, outcomes with dashes."""
    heads = ("Case No", "Created Date", "Due Date", "Closed Date", "Team", "Ethnic Group", "Sex", "Escalated")
    heads += ("Disposition", "Category")
    rows = [
        (
            *(at + 1, _day(at), _day(at, -90) if at % 3 else None, _day(at, 12) if at % 5 else None),
            *(("North", "South", "East")[at % 3], ("Black", "Asian", "White")[at % 3], "MF"[at % 2], at % 2),
            *(("-", "No fault", "Fault found", "Upheld in part")[at % 4], ("Staff", "Delay")[at % 2]),
        )
        for at in range(ROWS)
    ]
    return _saved(path, [heads, *rows])


def of_issues(path: Path) -> Path:
    """A row for each allegation of a complaint."""
    heads = ("Reference", "Date Received", "Response Date", "Service", "Allegation", "Finding")
    kinds, findings = ("Delay", "Staff attitude", "Communication"), ("Upheld", "Not upheld")
    rows = [
        (
            f"C{at // 2}",
            _day(at // 2),
            _day(at // 2, 8),
            ("Team A", "Team B")[at // 2 % 2],
            kinds[at % 3],
            findings[at % 2],
        )
        for at in range(ROWS)
    ]
    return _saved(path, [heads, *rows])


def sharepoint(path: Path) -> Path:
    """A list as SharePoint exports it."""
    heads = ("Case_x0020_Reference", "Complaint_x0020_Stage", "Complaint_x0020_Procedure")
    heads += ("Date_x0020_Received", "Date_x0020_Responded", "Service_x0020_Area", "Complaint_x0020_Outcome")
    heads += ("Compliance_x0020_Asset_x0020_Id",)
    rows = [
        (*(f"C{at}", 1, "statutory", _day(at), _day(at, 9)), ("East team", "West team")[at % 2], "not upheld", "")
        for at in range(ROWS)
    ]
    made = path.with_suffix(".csv")
    made.write_text("".join(",".join(map(str, row)) + "\n" for row in [heads, *rows]), encoding="utf-8")
    return made


_OF_A_STAGE = {"reference": "Case Ref", "stage": "Complaint Level", "procedure": "Complaint Type"}
_OF_A_STAGE |= {"received_on": "Logged Date", "responded_on": "Date Sent", "service": "Service Team"}
_OF_A_STAGE |= {"outcome": "Decision Reached", "method": "How Received", "complainant": "Relationship to Client"}
_OF_A_STAGE |= {"extension_agreed": "Extension", "ethnicity": "Ethnic Origin"}

FORMS = (
    Form(
        "A system's export, a row for each stage",
        registers.one_row_a_stage,
        _OF_A_STAGE,
        not_ours=frozenset({"Status", "Directorate", "Service Team"}),
    ),
    Form(
        "A system's export, a row for each case",
        registers.one_row_a_case,
        {
            **{"reference": "Complaint ID", "procedure": "Process", "service": "Business Area", "gender": "Gender"},
            **{"method": "Contact Method", "complainant": "Complainant Type"},
        },
        {
            "received_on": "Stage # Date Received",
            "responded_on": "Stage # Date Completed",
            "outcome": "Stage # Result",
        },
        layout="one row per case",
    ),
    Form(
        "A register kept by hand, a sheet for each quarter",
        registers.kept_by_hand,
        {
            **{"reference": "Ref", "received_on": "Received", "complainant": "Who from", "service": "Team"},
            **{"stage": "Stage", "responded_on": "Reply sent", "outcome": "Finding"},
        },
        sheets=registers.QUARTERS,
    ),
    Form(
        "An insurance regulator's open data",
        insurers,
        {
            **{"reference": "Complaint number", "service": "Complaint filed against"},
            **{"received_on": "Received date", "responded_on": "Closed date", "complainant": "Complainant type"},
        },
    ),
    Form(
        "A broadcasting regulator's decisions",
        broadcasters,
        {
            **{"reference": "Complaint Number", "service": "Broadcaster", "received_on": "Broadcast Date/Time"},
            **{"responded_on": "Final Decision Date", "outcome": "Determination Type"},
        },
    ),
    Form(
        "A receipt called a report",
        report_date,
        {
            **{"reference": "Complaint No", "received_on": "Report_Date", "responded_on": "Closed", "service": "Team"},
            **{"outcome": "Decision"},
        },
    ),
    Form(
        "Flags, due dates and people's answers",
        misleading,
        {
            **{"reference": "Case No", "received_on": "Created Date", "responded_on": "Closed Date"},
            **{"service": "Team", "outcome": "Disposition", "gender": "Sex", "ethnicity": "Ethnic Group"},
        },
    ),
    Form(
        "A row for each allegation",
        of_issues,
        {
            **{"reference": "Reference", "received_on": "Date Received", "responded_on": "Response Date"},
            **{"service": "Service"},
        },
        issue={"category": "Allegation", "outcome": "Finding"},
        layout="one row per issue",
    ),
    Form(
        "A SharePoint list",
        sharepoint,
        {
            **{"reference": "Case_x0020_Reference", "stage": "Complaint_x0020_Stage"},
            **{"procedure": "Complaint_x0020_Procedure", "received_on": "Date_x0020_Received"},
            **{"responded_on": "Date_x0020_Responded", "service": "Service_x0020_Area"},
            **{"outcome": "Complaint_x0020_Outcome"},
        },
    ),
)
