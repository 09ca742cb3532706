"""What can be wrong with the data: each rule with its severity, its words and its cure."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from rapidfuzz.distance import OSA

Severity = Literal["error", "warning"]
HIDDEN = "(text not shown)"


@dataclass(frozen=True)
class Rule:
    """A rule on the data; in its words, braces name what a fault fills in."""

    name: str
    severity: Severity
    message: str
    cure: str
    about_file: bool = False


RULES = {
    rule.name: rule
    for rule in (
        Rule(
            "unreadable-file",
            "error",
            "{why}",
            "Open the file in Excel, save it again as .xlsx or as CSV (UTF-8), and name it in report.toml.",
            about_file=True,
        ),
        Rule(
            "missing-column",
            "error",
            "There is no column for {wanted}.{nearest}",
            "Add the column to the export, or name its heading under [sources.{table}.columns] in report.toml.",
            about_file=True,
        ),
        Rule(
            "duplicate-heading",
            "error",
            "More than one column could be {wanted}: {headings}.",
            "Rename or delete all but one in the export, or name the right one in report.toml.",
            about_file=True,
        ),
        Rule(
            "ambiguous-sheet",
            "error",
            "More than one sheet could hold the {table} table: {sheets}.",
            "Name the right one as 'sheet' under [sources.{table}] in report.toml.",
            about_file=True,
        ),
        Rule(
            "no-rows",
            "error",
            "The file is empty.",
            "Export the data again; if there are none, delete the file.",
            about_file=True,
        ),
        Rule(
            "empty-table",
            "warning",
            "The table has headings and no rows.",
            "Add the rows; if there are none to report, nothing need be done.",
        ),
        Rule(
            "unreadable-date",
            "error",
            "{why}",
            "Put the date right in the case system or the export, as day/month/year.",
        ),
        Rule("ambiguous-date", "error", "{why}", "{cure}"),
        Rule("missing-value", "error", "This cell must be filled in.", "Fill it in, and export again."),
        Rule("unknown-value", "error", "{why}", "{cure}"),
        Rule(
            "duplicate-record",
            "error",
            "{what} stands in more than one row.",
            "Keep the right row and delete the others.",
        ),
        Rule(
            "response-before-received",
            "error",
            "The response is dated before the complaint was received.",
            "Put the wrong one of the two dates right.",
        ),
        Rule(
            "error-cell",
            "error",
            "The cell holds {what} instead of a value.",
            "Mend the formula or type the value; a workbook that was never calculated: open it in Excel and save it.",
        ),
        Rule(
            "orphan-issue",
            "error",
            "There is no complaint with this reference at this stage.",
            "Correct the reference or the stage, or add the complaint.",
        ),
        Rule(
            "wrong-stage",
            "error",
            "The local procedure has no stage 3.",
            "Correct the stage or the procedure.",
        ),
        Rule(
            "ragged-row",
            "error",
            "{why}",
            "Look for a stray comma or quotation mark in this row, and export again.",
        ),
        Rule(
            "outcome-without-response",
            "warning",
            "There is an outcome but no date of response, so this row is not timed.",
            "Fill in the date of response, if there was one.",
        ),
        Rule(
            "response-without-outcome",
            "warning",
            "There is a date of response but no outcome, so this row counts as awaiting one.",
            "Fill in the outcome.",
        ),
        Rule(
            "missing-earlier-stage",
            "warning",
            "The export has no stage {earlier} for this complaint.",
            "Check the reference; if the earlier stage was in an earlier year, add that row to the export.",
        ),
        Rule(
            "later-stage-before-earlier",
            "warning",
            "This stage is dated before stage {earlier} of the same complaint.",
            "Put the wrong one of the two dates right.",
        ),
        Rule(
            "unmapped-service",
            "warning",
            "This service is in no area, so it counts under 'Not mapped'.",
            "Add the service, as the export spells it, to an area under [areas] in report.toml.",
        ),
        Rule(
            "stage-date-order",
            "warning",
            "This date is before the one that should come first ({earlier}), so the time between is left out.",
            "Put the wrong one of the two dates right.",
        ),
        Rule(
            "history-differs",
            "warning",
            "History says {theirs}; the export gives {ours} for {metric}{of} in {year}.",
            "Find out which is right. Comparisons use history's, as it was published.",
        ),
        Rule(
            "blank-column",
            "warning",
            "{percent}% of the cells are blank ({blank} of {rows}).",
            "Fill them in, if the case system knows them; figures from this column rest on the rest.",
        ),
        Rule(
            "possible-personal-data",
            "warning",
            "The text that will be printed may hold {what}.",
            "Read it, and take out what could tell who somebody is.",
        ),
        Rule(
            "to-be-written",
            "warning",
            "This part of the report is still to be written.",
            "Write it in {file}; until then the report says that it is a draft.",
        ),
    )
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong, with its place: the row as the spreadsheet numbers it, the column as it is headed."""

    severity: Severity
    rule: str
    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    message: str
    cure: str

    def to_dict(self) -> dict[str, Any]:
        """The fault as plain values, in the order that `check` writes them."""
        return asdict(self)

    @property
    def place(self) -> str:
        """Where it is, in words: "complaints.csv, row 14, responded_on"."""
        parts = (self.file, self.sheet and f"sheet {self.sheet}", self.row and f"row {self.row}", self.column)
        return ", ".join(str(part) for part in parts if part)


@dataclass(frozen=True)
class Place:
    """Where the rows of a table came from."""

    file: str
    sheet: str = ""


def fault(rule: str, place: Place, row: int | None = None, column: str = "", value: str = "", **words: object) -> Fault:
    """The fault of a rule at a place, its words filled in."""
    known = RULES[rule]
    return Fault(
        severity=known.severity,
        rule="no-rows" if rule == "empty-table" else rule,
        file=place.file,
        sheet=place.sheet,
        row=row,
        column=column,
        value=value,
        message=known.message.format(**words),
        cure=known.cure.format(**words),
    )


def is_about_file(found: Fault) -> bool:
    """Whether the fault means that a whole file cannot be counted."""
    return found.severity == "error" and RULES[found.rule].about_file


def shown(value: object, codes: Iterable[str] = ()) -> str:
    """The value where it can name nobody: digits and date signs, or within two letters of a known code."""
    text = " ".join(str(value).split())
    if re.fullmatch(r"[\d\s/.:,+£-]*(?:T[\d:.+-]*Z?)?", text):
        return text
    if any(OSA.distance(text.casefold(), code, score_cutoff=2) <= 2 < len(code) for code in codes):
        return text
    return HIDDEN
