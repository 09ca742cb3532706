"""The ways a run can stop.

Every one is a single line for a person: what is wrong, where, and what to do.

    ReportError          exit 2
    ├── SettingsError    report.toml is wrong
    ├── CommandError     the command's own words are wrong, or cannot be carried out
    ├── TemplateError    a section, a content file or the Word template is wrong
    ├── UnreadableError  a file of data cannot be read
    └── DataError        exit 1: the data have errors
"""

from collections.abc import Sequence
from difflib import get_close_matches


class ReportError(Exception):
    """A reason to stop that a person can put right; its text is the one line they see."""

    exit_code = 2


class SettingsError(ReportError):
    """`report.toml` is missing or wrong."""


class CommandError(ReportError):
    """What was asked for cannot be done as it was asked."""


class TemplateError(ReportError):
    """A section, a content file or the Word template is wrong."""


class UnreadableError(ReportError):
    """A file of data cannot be read, so nothing can be counted.

    `cure` is what to do about it, and `row` the one where reading stopped, if known.
    """

    def __init__(self, message: str, cure: str = "", row: int | None = None) -> None:
        super().__init__(message)
        self.cure = cure
        self.row = row


class DataError(ReportError):
    """The data have errors in rows."""

    exit_code = 1


def suggestion(word: str, known: list[str]) -> str:
    """Words that offer the nearest known spelling, or list what is known."""
    near = get_close_matches(word.casefold(), known, n=1)
    return f"did you mean '{near[0]}'?" if near else "use one of: " + ", ".join(known) + "."


_MOST_LISTED = 12
"""More names than these are not listed in one line."""


def nearest(word: str, known: Sequence[str], otherwise: str = "") -> str:
    """The nearest of the known names; where none is near all of them, or `otherwise` where they are too many."""
    said = suggestion(word, list(known))
    return said if said.startswith("did") or len(known) <= _MOST_LISTED else otherwise
