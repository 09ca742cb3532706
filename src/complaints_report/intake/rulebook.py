"""What a rule on the data is, and the rules that reading itself breaks; every other stands beside what checks it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Rule:
    """A rule on the data; `title` is for readers of the report; in its words, braces name what a fault fills in."""

    name: str
    title: str
    severity: Severity
    message: str
    cure: str
    about_file: bool = False


UNREADABLE_FILE = Rule("unreadable-file", "A file could not be read", "error", "{why}", "{cure}", about_file=True)
MISSING_COLUMN = Rule(
    "missing-column",
    "A column was missing",
    "error",
    "There is no column for {wanted}.{nearest}",
    "Add the column to the export, or name its heading under [sources.{table}.columns] in report.toml.",
    about_file=True,
)
DUPLICATE_HEADING = Rule(
    "duplicate-heading",
    "Two columns had the same heading",
    "error",
    "More than one column could be {wanted}: {headings}.",
    "Rename or delete all but one in the export, or name the right one in report.toml.",
    about_file=True,
)
AMBIGUOUS_SHEET = Rule(
    "ambiguous-sheet",
    "More than one sheet could hold the table",
    "error",
    "More than one sheet could hold the {table} table: {sheets}.",
    "Name the right one as 'sheet' under [sources.{table}] in report.toml.",
    about_file=True,
)
NO_ROWS = Rule(
    "no-rows",
    "A file was empty",
    "error",
    "{why}",
    'Export the data again; if there were none at all, say so in report.toml: [data] none = ["{table}"].',
    about_file=True,
)
EMPTY_TABLE = Rule(
    "no-rows",
    "A table had no rows, so it counts as not supplied",
    "warning",
    "{why} It counts as not supplied.",
    "Add the rows, or delete the file if you keep no such table; if there were none at all, say so in "
    'report.toml: [data] none = ["{table}"].',
)
UNREADABLE_DATE = Rule(
    "unreadable-date",
    "A date could not be read",
    "error",
    "{why}",
    "Put the date right in the case system or the export, as day/month/year; where there is none yet, leave it blank.",
)
AMBIGUOUS_DATE = Rule("ambiguous-date", "A date could be read two ways", "error", "{why}", "{cure}")
MISSING_VALUE = Rule(
    "missing-value",
    "A cell that is needed was blank",
    "error",
    "This cell must be filled in.",
    "Fill it in, and export again; a sign such as '-' or 'n/a' fills in nothing.",
)
UNKNOWN_VALUE = Rule("unknown-value", "A value was not one of those known", "error", "{why}", "{cure}")
ERROR_CELL = Rule(
    "error-cell",
    "A cell held a spreadsheet error",
    "error",
    "The cell holds {what} instead of a value.",
    "Mend the formula or type the value; a workbook that was never calculated: open it in Excel and save it.",
)
