"""What is wrong with the data, where, and what to do about it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from complaints_report.intake.rule import Severity
from complaints_report.intake.rulebook import RULES
from complaints_report.settings import MAY_BE_NONE

HIDDEN = "(text not shown)"
_OURS = ("at", "times", "is_of_further_rows")


@dataclass(frozen=True)
class Fault:
    """One thing wrong, with its place: the row as the spreadsheet numbers it, the column as it is headed.

    `at` is the record in its table's frame, for the program alone; `times` is how many rows the fault stands for, which
    is more than its own where it `is_of_further_rows`, not listed one by one.
    """

    severity: Severity
    rule: str
    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    message: str
    cure: str
    at: int | None = field(default=None, compare=False)
    times: int = field(default=1, compare=False)
    is_of_further_rows: bool = field(default=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The fault as plain values, in the order that `check` writes them."""
        return {name: value for name, value in vars(self).items() if name not in _OURS}

    def in_row(self, row: int, at: int) -> "Fault":
        """The same in a row; made without asking for its fields again, as there may be very many."""
        one = object.__new__(Fault)
        one.__dict__.update(self.__dict__, row=row, at=at)
        return one

    @property
    def place(self) -> str:
        """Where it is, in words: "complaints.csv, row 14, responded_on"."""
        parts = (self.file, self.sheet and f"sheet {self.sheet.strip()}", self.row and f"row {self.row}", self.column)
        return ", ".join(str(part) for part in parts if part)


def number_of(faults: Iterable[Fault]) -> int:
    """How many faults there are, with those that are not listed one by one."""
    return sum(found.times for found in faults)


@dataclass(frozen=True)
class Place:
    """Where the rows of a table came from."""

    file: str
    sheet: str = ""


def unreadable(place: Place, why: str, cure: str, row: int | None = None) -> Fault:
    """The fault of a file that cannot be read, with what to do about it."""
    return fault("unreadable-file", place, row, why=why, cure=cure)


def fault(
    rule: str,
    place: Place,
    row: int | None = None,
    column: str = "",
    value: str = "",
    *,
    at: int | None = None,
    **words: object,
) -> Fault:
    """The fault of a rule at a place, its words filled in; a cure among the words stands instead of the rule's own."""
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
        cure=str(words["cure"]) if "cure" in words else known.cure.format(**words),
        at=at,
    )


def without_rows(table: str, place: Place, why: str) -> Fault:
    """`no-rows`: an error where complaints have none; any other table without rows counts as not supplied."""
    if table not in MAY_BE_NONE:
        return fault("empty-table", place, why=why, cure="Add the rows, or delete the file if you keep no such table.")
    return fault("no-rows" if table == "complaints" else "empty-table", place, why=why, table=table)


def title_of(found: Fault) -> str:
    """What a fault's rule says to readers of the report; a table without rows is a fault of the complaints alone."""
    return RULES["empty-table" if (found.severity, found.rule) == ("warning", "no-rows") else found.rule].title


def is_about_file(found: Fault) -> bool:
    """Whether the fault means that a whole file cannot be counted."""
    return found.severity == "error" and RULES[found.rule].about_file


def shown(value: object, codes: Iterable[str] = ()) -> str:
    """The value where it can name nobody: digits and date signs, or within two letters of a known code."""
    text = " ".join(str(value).split())
    if re.fullmatch(r"[\d\s/.:,+£-]*(?:\dT\d[\d:.+-]*Z?)?", text):
        return text
    from rapidfuzz.distance import OSA

    if any(OSA.distance(text.casefold(), code, score_cutoff=2) <= 2 < len(code) for code in codes):
        return text
    return HIDDEN
