"""What a file holds, before anything is made of it: cells with their place, and how spreadsheets count."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

ERROR_TEXTS = frozenset(
    (
        *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!"),
        *("#BLOCKED!", "#GETTING_DATA", "#ERROR!", "#BUSY!", "#CONNECT!", "#EXTERNAL!", "#UNKNOWN!", "#PYTHON!"),
    )
)


_OTHER_ERROR = re.compile(r"Err:\d{3}|#{3,}", re.IGNORECASE)
"""LibreOffice's errors, and what stands for a number in a column that was too narrow."""

_AROUND = " \t\r\n\f\v\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
_PLAIN = re.compile(r"(?!err)[^\W_](?:[^\xa0]*[^\W_])?\Z", re.IGNORECASE)
"""A text that surely stands for itself; it saves most texts of a large file the closer look."""
_AS_TEXT = re.compile(r'="([^"]*)"')
"""How some systems write a text in a CSV file, so that Excel does not take it for a number."""


@dataclass(frozen=True)
class ErrorCell:
    """A cell that holds no value: a spreadsheet's error, or a formula that was never calculated."""

    what: str


Cell = str | int | float | bool | date | datetime | time | ErrorCell | None


@dataclass(frozen=True)
class Row:
    """A row with its number as the spreadsheet counts it; `broken` says why it cannot be read, if it cannot."""

    number: int
    cells: tuple[Cell, ...]
    broken: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the row holds nothing at all."""
        return not self.broken and all(cell is None for cell in self.cells)


class Texts(dict[str, "Cell"]):
    """The cell of each text, made once: a text that stands in many cells takes memory for one."""

    def __missing__(self, text: str) -> "Cell":
        """The cell of a text that was not met before."""
        self[text] = to_cell(text)
        return self[text]


def to_cell(value: object) -> Cell:
    """The cell of a value as a reader gives it: blank text is nothing, an error's text is an error."""
    if isinstance(value, str):
        if _PLAIN.match(value):
            return value
        text = value.replace("\xa0", " ").strip(_AROUND)
        if wrapped := _AS_TEXT.fullmatch(text):
            text = wrapped[1].strip()
        if text.upper() in ERROR_TEXTS or _OTHER_ERROR.fullmatch(text):
            return ErrorCell(text.upper())
        return text or None
    if value is None or isinstance(value, int | float | date | datetime | time):
        return value
    return str(value)


# openpyxl has what follows too, but to load it takes a tenth of the time of a small run.
WINDOWS_EPOCH = datetime(1899, 12, 30)
MAC_EPOCH = datetime(1904, 1, 1)
_LETTERS = 26


def column_letters(number: int) -> str:
    """A column's letters: A for 1, AA for 27."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """A column's number by its letters, which may be small ones."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True)
class Merged:
    """Merged cells: the rows as the spreadsheet numbers them, the columns from 0, the last of each among them."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def name(self) -> str:
        """The cells as a spreadsheet names them, such as "G3:G4"."""
        first, last = column_letters(self.first_column + 1), column_letters(self.last_column + 1)
        return f"{first}{self.first_row}:{last}{self.last_row}"
