"""What a rule on the data is, and the rules on how an export is laid out."""

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


OF_LAYOUTS = (
    Rule(
        "conflicting-rows",
        "The rows of one complaint did not agree",
        "error",
        "The rows of this complaint differ in this column; see also {elsewhere}.",
        "Correct the rows that are wrong, so that all rows of the complaint agree. Where the column is the category or "
        "outcome of each issue, name it under [sources.complaints.issue.columns] in report.toml.",
    ),
    Rule(
        "nothing-left-out",
        "A value by which rows are left out was in none",
        "warning",
        "No row has '{listed}' in this column, which {set_by} names.",
        "Write the value as the export has it, or take it out, under [sources.{table}.{set_by}] in report.toml.",
    ),
    Rule(
        "mixed-outcomes",
        "The issues of a complaint made no one outcome",
        "warning",
        "The issues of this complaint ended in different ways, none of them upheld, so it has no outcome.",
        "If the export has a column for the outcome of the complaint itself, name it under "
        "[sources.complaints.columns] in report.toml.",
    ),
)
