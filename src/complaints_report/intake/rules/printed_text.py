"""What should not stand in text that will be printed: what may tell who somebody is, and letters that are broken."""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import PurePosixPath

import pandas as pd

from complaints_report.intake.content import HOW_TO_COMPLAIN
from complaints_report.intake.faults import HIDDEN, Fault, Place, fault
from complaints_report.intake.read.encoding import of_others
from complaints_report.intake.rulebook import Rule
from complaints_report.intake.rules import FolderCheck, FolderData, in_table
from complaints_report.intake.tables.table_reading import Reading
from complaints_report.procedures import CHARACTERISTICS

# Each pattern begins where it cannot have begun a letter earlier, and gives nothing back, or looks at few letters only:
# a text of any length is searched in a time that grows with its length alone.
_DATE = r"\d{1,2}(?:[/.-]\d{1,2}[/.-]|(?:st|nd|rd|th)?\s{1,9}[a-z]{3,9}\s{1,9})(?:19|20)?\d\d"
_CONTACTS = ("an e-mail address", "a telephone number")
_SIGNS = {
    _CONTACTS[0]: re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++\.\w"),
    _CONTACTS[1]: re.compile(r"(?<!\d)(?:\+44\s?\(?0?\)?|\(?0)(?:[\s()-]{0,9}\d){9,10}(?!\d)"),
    "an NHS number": re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"),
    "a date of birth": re.compile(
        rf"\b(?:born(?:\s{{1,9}}on)?|d\.?o\.?b\.?|date of birth)\W{{1,19}}(?:(?:is|was)\s{{1,9}})?{_DATE}", re.I
    ),
}

PRINTED = {
    "compliments": ("text", "about", "from"),
    "ombudsman": ("concern", "finding", "remedy"),
    "learning": ("source", "summary", "actions"),
}
"""The columns whose text the report prints as it stands."""


def signs_in(text: str) -> Iterator[str]:
    """What a text may hold that tells who somebody is; an NHS number only where its check digit is right."""
    for what, pattern in _SIGNS.items():
        found = (match[0] for match in pattern.finditer(text))
        if any(what != "an NHS number" or _is_nhs_number(match) for match in found):
            yield what


def _is_nhs_number(text: str) -> bool:
    digits = [int(character) for character in text if character.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == digits[9] and check != 10


POSSIBLE_PERSONAL_DATA = Rule(
    "possible-personal-data",
    "Printed text may hold personal data",
    "warning",
    "The text that will be printed may hold {what}.",
    "Read it, and take out what could tell who somebody is.",
)


@in_table()
def personal_data_in_cells(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`possible-personal-data` in the cells of a table that the report prints."""
    table, rows = reading.table_used, reading.table_used.frame
    if table.name == "compliments":
        rows = rows[rows["include"].fillna(False)] if "include" in rows else rows.iloc[:0]
    for column in PRINTED.get(table.name, ()):
        texts = rows[column].dropna() if column in rows else pd.Series(dtype="str")
        for row, text in zip(texts.index, texts, strict=True):
            for what in signs_in(str(text)):
                yield table.fault(POSSIBLE_PERSONAL_DATA, row, column, HIDDEN, what=what)


@FolderCheck
def personal_data_in_content(data: FolderData) -> Iterator[Fault]:
    """`possible-personal-data` in what people wrote for the report, by line."""
    for place, number, line in data.content:
        for what in signs_in(line):
            if what not in _expected_in(place):
                yield fault(POSSIBLE_PERSONAL_DATA, place, number, "", HIDDEN, what=what)


def _expected_in(place: Place) -> Collection[str]:
    """What a text is there to tell: how to reach those who take complaints, in the one that says how to complain."""
    return _CONTACTS if PurePosixPath(place.file).stem == HOW_TO_COMPLAIN else ()


BROKEN_TEXT = Rule(
    "broken-text",
    "Printed text had letters of another encoding",
    "warning",
    "The text that will be printed has letters that came out wrong: {letters}.",
    "Export it again as CSV UTF-8 or as an Excel workbook; where the case system shows it so itself, put it "
    "right there.",
)
_NAMES = ("service", "category", "sub_category", *CHARACTERISTICS)
"""The columns whose values the report prints as the names of groups."""
_SHOWN = 3


@in_table()
def broken_text_in_cells(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`broken-text` in the cells of a table that the report prints."""
    table, rows = reading.table_used, reading.table_used.frame
    for column in (*_NAMES, *PRINTED.get(table.name, ())):
        if column in rows:
            broken = {text: words for text in rows[column].unique() if (words := _broken(str(text)))}
            cells = rows.loc[rows[column].isin(list(broken)), column] if broken else rows[column].iloc[:0]
            if table.name == "compliments" and column not in _NAMES:
                cells = cells[rows["include"].fillna(False)] if "include" in rows else cells.iloc[:0]
            for at, text in cells.items():
                yield table.fault(BROKEN_TEXT, int(str(at)), column, HIDDEN, letters=broken[text])


@FolderCheck
def broken_text_in_content(data: FolderData) -> Iterator[Fault]:
    """`broken-text` in what people wrote for the report, by line."""
    for place, number, line in data.content:
        if words := _broken(line):
            yield fault(BROKEN_TEXT, place, number, "", HIDDEN, letters=words)


def _broken(text: str) -> str:
    """Words for the letters that are another encoding's, such as "'â€™' for '’'"; none where there are none."""
    found = list(islice(of_others(text), _SHOWN))
    return ", ".join(f"'{letters}' for '{meant}'" if meant else "a letter that is lost" for letters, meant in found)
