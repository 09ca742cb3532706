"""Words made safe for the files that they go into: CSV of which a spreadsheet runs no cell, and what XML can hold.

Whoever complains may write a formula into a form. OWASP, "CSV Injection", says how it is done and that a leading
apostrophe keeps it from being run.
"""

import csv
import re
from collections.abc import Iterable
from types import SimpleNamespace

FORMULA_SIGNS = "=+@-"
"""What a cell begins with that a spreadsheet takes for a formula."""

_RUNS = re.compile(rf"'*[\t\r\n{FORMULA_SIGNS}]")
_NUMBER = re.compile(r"[+-]?£?\d[\d,]*(?:\.\d+)?(?:[Ee][+-]?\d+)?%?")
_GUARDED = re.compile(rf"'+[\t\r\n{FORMULA_SIGNS}]")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""A character that XML 1.0 does not allow, and so no document."""


MARK = "\ufeff"
"""What a CSV file begins with, so that Excel reads its letters right; a program that reads from a pipe wants none."""


def csv_of(rows: Iterable[Iterable[str]], delimiter: str = ",", line_end: str = "\n") -> str:
    """Rows of text as CSV; what would be run stands behind an apostrophe."""
    lines: list[str] = []
    # With this line end csv puts every cell with a break in quotation marks: a bare one would begin a row of its own.
    writer = csv.writer(SimpleNamespace(write=lines.append), delimiter=delimiter, lineterminator="\r\n")
    writer.writerows(map(guarded, row) for row in rows)
    return "".join(line.removesuffix("\r\n") + line_end for line in lines)


def guarded(text: str) -> str:
    """A cell's text, behind an apostrophe where a spreadsheet would run it, and where it looks guarded already."""
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """A cell's text as it was before it was guarded."""
    return text[1:] if _GUARDED.match(text) else text


def printable(words: str) -> str:
    """The words without the control characters that XML forbids, and with one kind of line end."""
    return UNPRINTABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
