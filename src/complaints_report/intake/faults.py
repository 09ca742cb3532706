"""What is wrong with the data, where, and what to do about it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from complaints_report.intake.rulebook import UNREADABLE_FILE, Rule, Severity

HIDDEN = "(text not shown)"
FOLDER_MEANT = "FOLDER"
"""How a cure names the report folder in a command."""
_OURS = ("title", "is_about_file", "at", "times", "is_of_further_rows")


@dataclass(frozen=True)
class Fault:
    """One thing wrong, with its place: the row as the spreadsheet numbers it, the column as it is headed.

    `title` is what its rule says to readers of the report, and `is_about_file` whether a whole file cannot be counted.
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
    title: str = field(default="", compare=False)
    is_about_file: bool = field(default=False, compare=False)
    at: int | None = field(default=None, compare=False)
    times: int = field(default=1, compare=False)
    is_of_further_rows: bool = field(default=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The fault as plain values, in the order that `check` writes them."""
        return {name: value for name, value in vars(self).items() if name not in _OURS}

    def in_row(self, row: int, at: int) -> "Fault":
        """The same in a row."""
        return self._but(row=row, at=at)

    def cured(self, cure: str) -> "Fault":
        """The same with another cure."""
        return self._but(cure=cure)

    def _but(self, **others: Any) -> "Fault":
        """The same but for some fields; made without asking for the others again, as there may be very many."""
        one = object.__new__(Fault)
        one.__dict__.update(self.__dict__, **others)
        return one

    @property
    def unit(self) -> str:
        """What its file consists of: lines, where it is text that somebody wrote."""
        return "line" if self.file.endswith((".md", ".toml")) else "row"

    @property
    def where(self) -> str:
        """Where it is but for the row: "complaints.csv, responded_on"."""
        return self._joined("")

    @property
    def place(self) -> str:
        """Where it is, in words: "complaints.csv, row 14, responded_on"."""
        return self._joined(f"{self.unit} {self.row}" if self.row else "")

    def _joined(self, row: str) -> str:
        parts = (self.file, self.sheet and f"sheet {self.sheet.strip()}", row, self.column)
        return ", ".join(filter(None, parts))


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
    return fault(UNREADABLE_FILE, place, row, why=why, cure=cure)


def fault(
    rule: Rule,
    place: Place,
    row: int | None = None,
    column: str = "",
    value: str = "",
    *,
    at: int | None = None,
    **words: object,
) -> Fault:
    """The fault of a rule at a place, its words filled in; a cure among the words stands instead of the rule's own."""
    return Fault(
        severity=rule.severity,
        rule=rule.name,
        file=place.file,
        sheet=place.sheet,
        row=row,
        column=column,
        value=value,
        message=rule.message.format(**words),
        cure=str(words["cure"]) if "cure" in words else rule.cure.format(**words),
        title=rule.title,
        is_about_file=rule.about_file,
        at=at,
    )


def shown(value: object, codes: Iterable[str] = ()) -> str:
    """The value where it can name nobody: digits and date signs, or within two letters of a known code."""
    text = " ".join(str(value).split())
    if re.fullmatch(r"[\d\s/.:,+£-]*(?:\dT\d[\d:.+-]*Z?)?", text):
        return text
    from rapidfuzz.distance import OSA

    if any(OSA.distance(text.casefold(), code, score_cutoff=2) <= 2 < len(code) for code in codes):
        return text
    return HIDDEN
