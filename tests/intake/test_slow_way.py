"""Any complaints and issues have the faults, and the rows that count, of the slow way: row by row, in plain loops.

The slow way is written from the words of the rules, to be read beside them. It makes a record of each row, and
compares each row with every other where a rule says so.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from complaints_report.intake.faults import Fault
from complaints_report.intake.records.dates import DateContext
from complaints_report.intake.records.models import Complaint, Issue, Record
from complaints_report.run import open_folder
from tests.conftest import examples

TODAY = date(2024, 6, 14)
FIRST_HOLIDAYS, LAST_HOLIDAYS = date(2015, 1, 1), date(2030, 12, 31)
AREAS = {"Citywide": ["Fostering", "Duty Team"], "North": ["Adoption"]}
TOML = """[organisation]
name = "Example Trust"
[areas]
"Citywide" = ["Fostering", "Duty Team"]
"North" = ["Adoption"]
[sources.complaints.values.outcome]
"Settled" = "upheld"
"N/A" = ""
"""
MEANT = {"settled": "upheld", "n/a": ""}
NEEDED = {
    "complaints": ("reference", "stage", "procedure", "received_on", "service"),
    "issues": ("reference", "stage", "category", "sub_category"),
}
ONLY_AT_STAGE = {"statement_agreed_on": 2, "panel_held_on": 3, "panel_report_on": 3}
GOOD = {
    "reference": "101",
    "stage": "1",
    "procedure": "statutory",
    "received_on": "2023-06-01",
    "service": "Fostering",
    "category": "Staff",
    "sub_category": "Attitude",
    "responded_on": "2023-06-01",
    "outcome": "upheld",
    "method": "post",
    "extension_agreed": "no",
    "panel_held_on": "2023-06-01",
    "panel_report_on": "2023-06-01",
    "remedy_amount": "1",
}
"""What stands in for a cell at fault, so that the others of its row can be read."""
NOT_TIMED = ("withdrawn", "outside jurisdiction")


# The slow way

Found = tuple[str, str, int | None, str, str]
"""A fault: its severity, rule, row and column, after the file."""


@dataclass
class Case:
    """One row: what its cells say, what could be read of them, and whether it is left out."""

    row: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    out: bool = False

    def __getattr__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def key(self) -> tuple[str, int]:
        return self.reference, self.stage


class SlowWay:
    """The faults of a folder's complaints and issues."""

    def __init__(self, columns: Sequence[str], complaints: list[dict[str, str]], issues: list[dict[str, str]] | None):
        self.columns = columns
        self.faults: set[Found] = set()
        self.complaints = self.read("complaints", Complaint, complaints)
        self.within_complaints()
        self.blank_columns("complaints", self.complaints)
        self.issues = [] if issues is None else self.read("issues", Issue, issues)
        self.blank_columns("issues", self.issues)
        self.between()
        self.look_alike("complaints", self.kept(), "service")
        for column in ("category", "sub_category"):
            self.look_alike("issues", [issue for issue in self.issues if not issue.out], column)

    def error(self, file: str, rule: str, case: Case, column: str) -> None:
        self.faults.add((file, "error", rule, case.row, column))
        case.out = True

    def warning(self, rule: str, case: Case, column: str) -> None:
        self.faults.add(("complaints", "warning", rule, case.row, column))

    def kept(self) -> list[Case]:
        return [case for case in self.complaints if not case.out]

    # Cells

    def read(self, file: str, model: type[Record], rows: list[dict[str, str]]) -> list[Case]:
        cases = [Case(number, dict(cells)) for number, cells in enumerate(rows, 2)]
        if not cases:
            self.faults.add((file, "error" if file == "complaints" else "warning", "no-rows", None, ""))
        for case in cases:
            if file == "complaints" and case.cells.get("outcome", "").lower() in MEANT:
                case.cells["outcome"] = MEANT[case.cells["outcome"].lower()]
        for column in ("received_on", "responded_on", "panel_held_on", "panel_report_on"):
            self.date_order(file, cases, column)
        for case in cases:
            self.make_record(file, model, case)
        return cases

    def date_order(self, file: str, cases: list[Case], column: str) -> None:
        """A column that can only be month first is refused; in one that mixes, what reads both ways is.

        So is every date of a form that has days of 12 or less alone, where those left in numbers have none.
        """
        texts = [case.cells.get(column, "") for case in cases]
        month_first = any(is_date(text, "%m/%d/%Y") and not is_date(text, "%d/%m/%Y") for text in texts)
        day_first = any(is_date(text, "%d/%m/%Y") and not is_date(text, "%m/%d/%Y") for text in texts)
        if month_first and not day_first:
            self.faults.add((file, "error", "ambiguous-date", None, column))
        turned = looks_turned(texts)
        for case, text in zip(cases, texts, strict=True):
            if month_first and not day_first and re.fullmatch(IN_NUMBERS, text):
                case.out = True
                case.values[column] = None
            elif (month_first and reads_both_ways(text)) or (turned and is_turnable(text)):
                self.error(file, "ambiguous-date", case, column)
                case.values[column] = None

    def make_record(self, file: str, model: type[Record], case: Case) -> None:
        """Every cell by the row's record; those that are at fault already are not read again."""
        cells = {name: text for name, text in case.cells.items() if text.strip()}
        for name in case.values:
            cells[name] = GOOD[name]
        at_fault = [*case.values]
        for name, text in cells.items():
            if text.startswith("#"):
                self.error(file, "error-cell", case, name)
                at_fault.append(name)
                cells[name] = GOOD[name]
        for name, rule in wrong_cells(model, cells).items():
            self.error(file, rule, case, name)
            at_fault.append(name)
            cells[name] = GOOD[name]
        made = model.model_validate(cells, context=DateContext(latest=TODAY)).model_dump()
        case.values = {name: None if name in at_fault else value for name, value in made.items()}

    # Rules between the cells of a row, and between rows

    def within_complaints(self) -> None:
        for case in self.complaints:
            self.repeated(case)
        for case in self.complaints:
            if case.responded_on and case.received_on and case.responded_on < case.received_on:
                self.error("complaints", "response-before-received", case, "responded_on")
            if case.stage == 3 and case.procedure == "local":
                self.error("complaints", "wrong-stage", case, "stage")
            if case.received_on and case.received_on < FIRST_HOLIDAYS:
                self.warning("old-row", case, "received_on")
                continue
            for column in self.needs_calendar(case):
                if not FIRST_HOLIDAYS <= case.values[column] <= LAST_HOLIDAYS:
                    self.error("complaints", "unreadable-date", case, column)

    def repeated(self, case: Case) -> None:
        """Rows of one reference and stage are each at fault, but for the first that has one alike in all."""
        if case.reference is None or case.stage is None:
            return
        copies = [one for one in self.complaints if one.key == case.key]
        repeats = [one for one in copies if any(self.are_alike(one, other) for other in copies if other is not one)]
        if len(copies) > 1 and case not in repeats[:1]:
            self.error("complaints", "duplicate-record", case, "reference")

    def are_alike(self, one: Case, other: Case) -> bool:
        return all(one.values.get(column) == other.values.get(column) for column in self.columns)

    def needs_calendar(self, case: Case) -> list[str]:
        """The dates between which some figure counts working days."""
        found = []
        if "responded_on" in self.columns and case.outcome not in NOT_TIMED:
            found += self.both(case, "received_on", "responded_on")
        for start, end in self.review():
            found += self.both(case, start, end) if case.stage == 3 else []
        return found

    def review(self) -> list[tuple[str, str]]:
        return [
            ("received_on", "panel_held_on"),
            ("panel_held_on", "panel_report_on"),
            ("panel_report_on", "responded_on"),
        ]

    def both(self, case: Case, start: str, end: str) -> list[str]:
        return [start, end] if case.values.get(start) and case.values.get(end) else []

    def blank_columns(self, file: str, cases: list[Case]) -> None:
        """Over a fifth blank in an optional column, of all rows where it applies."""
        columns = self.columns if file == "complaints" else ["outcome"]
        for column in columns:
            if column in NEEDED[file]:
                continue
            rows = cases
            if column in ONLY_AT_STAGE:
                rows = [case for case in rows if case.stage == ONLY_AT_STAGE[column]]
            blank = sum(not case.cells.get(column, "").strip() for case in rows)
            if blank > len(rows) / 5:
                self.faults.add((file, "warning", "blank-column", None, column))

    def between(self) -> None:
        kept = self.kept()
        if not self.complaints:
            return
        if "outcome" not in self.columns:
            self.faults.add(("complaints", "warning", "no-outcomes", None, ""))
        self.parts_of_years([case.received_on for case in kept])
        for case in kept:
            self.answered(case)
            self.earlier_stage(case, kept)
            if all(case.service not in services for services in AREAS.values()):
                self.warning("unmapped-service", case, "service")
            for start, end in self.review():
                if case.stage == 3 and self.both(case, start, end) and case.values[end] < case.values[start]:
                    self.warning("stage-date-order", case, end)
        for issue in self.issues:
            if not issue.out and all(case.key != issue.key for case in kept):
                if not self.is_at_fault(issue.reference, issue.stage, kept):
                    self.error("issues", "orphan-issue", issue, "reference")
                issue.out = True

    def parts_of_years(self, days: list[date]) -> None:
        """A year that has rows and that the data, taken as a whole, do not span."""
        for start in {day.year - (day.month < 4) for day in days}:
            if min(days) > date(start, 4, 30) or max(days) < date(start + 1, 3, 1):
                year = f"{start}/{(start + 1) % 100:02d}"
                self.faults.add(("complaints", "warning", f"part-year {year}", None, "received_on"))

    def look_alike(self, file: str, cases: list[Case], column: str) -> None:
        """Spellings that more rows, or as many that come first, have in other capitals."""
        texts = [case.values[column] for case in cases]
        ranked = sorted({*texts}, key=lambda text: (-texts.count(text), texts.index(text)))
        for case, text in zip(cases, texts, strict=True):
            commoner = [one.lower() for one in ranked[: ranked.index(text)]]
            if text.lower() in commoner:
                self.faults.add((file, "warning", "look-alike", case.row, column))

    def answered(self, case: Case) -> None:
        if {"responded_on", "outcome"} <= set(self.columns):
            if case.outcome and not case.responded_on and case.outcome not in NOT_TIMED:
                self.warning("outcome-without-response", case, "responded_on")
            if case.responded_on and not case.outcome:
                self.warning("response-without-outcome", case, "outcome")

    def earlier_stage(self, case: Case, kept: list[Case]) -> None:
        """A later stage has an earlier one, received before it; silent where that one was itself at fault."""
        if case.stage == 1 or self.is_at_fault(case.reference, case.stage - 1, kept):
            return
        earlier = [one for one in kept if one.key == (case.reference, case.stage - 1)]
        if not earlier:
            self.warning("missing-earlier-stage", case, "stage")
        elif case.received_on < earlier[0].received_on:
            self.warning("later-stage-before-earlier", case, "received_on")

    def is_at_fault(self, reference: str, stage: int, kept: list[Case]) -> bool:
        """Whether this stage of a complaint, or one whose stage could not be read, was left out altogether."""
        out = [case for case in self.complaints if case.out and case.reference == reference]
        is_kept = any(case.key == (reference, stage) for case in kept)
        return any(case.stage is None or (case.stage == stage and not is_kept) for case in out)


def is_date(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


IN_NUMBERS = r"\d\d?/\d\d?/\d{4}"


def reads_both_ways(text: str) -> bool:
    return is_date(text, "%d/%m/%Y") and is_date(text, "%m/%d/%Y") and text.split("/")[0] != text.split("/")[1]


def is_turnable(text: str) -> bool:
    return is_date(text, "%Y-%m-%d") and is_date(text, "%Y-%d-%m") and text[5:7] != text[8:]


def looks_turned(texts: list[str]) -> bool:
    """Whether every date that begins with its year has a day of 12 or less, and none of those in numbers has.

    Fewer than three dates are no pattern.
    """
    made = {text for text in texts if is_date(text, "%Y-%m-%d")}
    left = {text for text in texts if is_date(text, "%d/%m/%Y") or is_date(text, "%m/%d/%Y")}
    is_small = any(is_date(text, "%d/%m/%Y") and is_date(text, "%m/%d/%Y") for text in left)
    is_pattern = bool(made and left) and len(made | left) >= 3
    return is_pattern and not is_small and all(is_date(text, "%Y-%d-%m") for text in made)


def wrong_cells(model: type[Record], cells: dict[str, str]) -> dict[str, str]:
    """The rule that each cell at fault breaks."""
    rules = {"missing": "missing-value", "literal_error": "unknown-value"}
    try:
        model.model_validate(cells, context=DateContext(latest=TODAY))
    except ValidationError as wrong:
        return {str(one["loc"][0]): rules.get(one["type"], one["type"]) for one in wrong.errors()}
    return {}


# Random tables

OUTCOMES = ["upheld", "not upheld", "not upheld", "withdrawn", "outside jurisdiction", ""]
EARLY = ["01/06/2023", "02/06/2023", "2023-06-03", "4 June 2023", "05/06/2023"]
LATE = ["05/06/2023", "2023-06-20", "1 July 2023", "07/07/2023", "14/06/2024"]
USUAL = {
    "reference": [f"R{number}" for number in range(8)],
    "stage": ["1", "1", "2", "3"],
    "procedure": ["statutory", "statutory", "statutory", "local"],
    "received_on": [*EARLY, "2023-07-04"],
    "service": ["Fostering", "Duty Team", "Adoption", "Leaving Care"],
    "category": ["Staff", "Delay"],
    "sub_category": ["Attitude", "Late"],
    "responded_on": [*LATE, ""],
    "outcome": OUTCOMES,
    "method": ["email", "post"],
    "extension_agreed": ["yes", "no"],
    "panel_held_on": [*LATE, ""],
    "panel_report_on": [*LATE, ""],
    "remedy_amount": ["100", "100.00", "£1,200.50", ""],
}
"""What most cells say."""

ODD_DAYS = ["14/06/2023", "31/02/2023", "soon", "01/01/1999", "15/06/2024", "14/06/2024", "30/12/2014", "#REF!", ""]
MONTH_FIRST = ["06/25/2023", "07/14/2023", "06/06/2023", "06/07/2023"]
ODD = {
    "reference": [" R1 ", "'R2", "r3", "R1\u200b", "1.2E+11", "#N/A", "", "0042"],
    "stage": ["Stage 1", "stage two", " 2", "3", "4", "", "-1", "first"],
    "procedure": ["Statutory ", "local", "corporate", "nonsense", ""],
    "service": [" Fostering", "fostering", "Leaving  Care", "", "  "],
    "category": ["", "staff", "#NAME?"],
    "sub_category": ["", "late"],
    "outcome": ["Upheld ", "part upheld", "Settled", "N/A", "maybe", ""],
    "method": ["e-mail", "Letter", "pigeon", ""],
    "extension_agreed": ["Y", "FALSE", "perhaps", ""],
    "remedy_amount": ["75,50", "-3", "lots", "£12.345", ""],
}
OF_DAYS = ("received_on", "responded_on", "panel_held_on", "panel_report_on")
OPTIONAL = (*OF_DAYS[1:], "outcome", "method", "extension_agreed", "remedy_amount")


@st.composite
def tables(draw, columns: tuple[str, ...], longest: int):
    """Rows of usual cells, with some cells that are odd, and some rows that stand there twice, or all but."""
    usual = {name: st.sampled_from(USUAL[name]) for name in columns}
    least = draw(st.sampled_from([0, 3, 8]))
    rows = draw(st.lists(st.fixed_dictionaries(usual), min_size=least, max_size=longest))
    if rows:
        rows += [dict(row) for row in draw(st.lists(st.sampled_from(rows), max_size=3))]
        day = st.sampled_from(draw(st.sampled_from([ODD_DAYS, MONTH_FIRST, ODD_DAYS + MONTH_FIRST * 2])))
        cells = st.tuples(st.sampled_from(rows), st.sampled_from(columns))
        for row, column in draw(st.lists(cells, min_size=least // 2, max_size=12)):
            row[column] = draw(day if column in OF_DAYS else st.sampled_from(ODD[column]))
    return [row for row in rows if any(text.strip() for text in row.values())]


@st.composite
def complaints(draw):
    """Some of the columns, and rows of them."""
    columns = (*NEEDED["complaints"], *draw(st.lists(st.sampled_from(OPTIONAL), unique=True)))
    return columns, draw(tables(columns, 40))


@st.composite
def folders(draw):
    """Complaints, and perhaps issues, most of them of these complaints."""
    columns, rows = draw(complaints())
    issues = draw(st.none() | tables((*NEEDED["issues"], "outcome"), 12))
    for issue in draw(st.lists(st.sampled_from(issues))) if issues and rows else []:
        of = draw(st.sampled_from(rows))
        issue |= {"reference": of["reference"], "stage": of["stage"]}
    return columns, rows, issues


def write(path: Path, columns: Sequence[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def fast_way(columns, rows, others):
    """What the program finds in these tables: the faults in them, and the rows that count."""
    with TemporaryDirectory() as name:
        (Path(name) / "report.toml").write_text(TOML, encoding="utf-8")
        write(Path(name) / "complaints.csv", columns, rows)
        if others is not None:
            write(Path(name) / "issues.csv", [*NEEDED["issues"], "outcome"], others)
        run = open_folder(Path(name), TODAY)
    files = ("complaints.csv", "issues.csv")
    here = [one for one in run.faults if one.file in files]
    found = [(one.file[:-4], one.severity, known(one), one.row, one.column) for one in here]
    return sorted(found, key=str), {name: [*frame.index] for name, frame in run.export.tables.items()}


def known(fault: Fault) -> str:
    """The fault's rule; where there may be one for each year, with the year."""
    return f"part-year {fault.value}" if fault.rule == "part-year" else fault.rule


def counted(cases: list[Case]) -> list[int]:
    return [case.row for case in cases if not case.out]


@examples(250)
@given(folders())
def test_any_tables_have_the_faults_that_they_have_row_by_row(folder):
    slow, (faults, kept) = SlowWay(*folder), fast_way(*folder)
    assert faults == sorted(slow.faults, key=str)
    assert kept.get("complaints", []) == counted(slow.complaints)
    assert kept.get("issues", []) == counted(slow.issues)
