"""How spreadsheets count: their columns in letters, and their days from a day 0.

openpyxl has all this too, but to load it takes a tenth of the time of a small run.
"""

from datetime import datetime
from functools import cache

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
