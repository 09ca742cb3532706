"""Names and other texts of a cell, as they are compared and counted; and what in a name's place is none."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from pydantic_core import PydanticCustomError

COLUMNS = ("service", "category", "sub_category")
"""The columns of names that a council gives to its services and categories."""


def unknown_value(why: str, cure: str) -> PydanticCustomError:
    """The error of a value that is not one of those a column may hold."""
    words = {"why": why, "cure": cure}
    return PydanticCustomError("unknown-value", "{why}", words)


@lru_cache(2**14)
def normalised(text: str) -> str:
    """A text without the differences that do not matter: case, spaces, underscores and punctuation."""
    return re.sub(r"[\W_]+", "", unescaped(text).casefold())


def without_decimals(cell: object) -> object:
    """A whole number as one, which spreadsheets keep as 12.0; any other cell as it is."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


@lru_cache(2**14, typed=True)  # a column has few values, each in many rows
def folded(text: object) -> str:
    """A coded value without the differences that do not matter: case and spacing, and a number's empty decimals."""
    return " ".join(str(without_decimals(text)).split()).casefold()


def cell_text(cell: Any) -> str:
    """A cell's text, a whole number without decimals, a date as 2024-04-01."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(without_decimals(cell)).strip()


_UNSEEN = re.compile("[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\ufeff\u00ad]")


_DITTO = re.compile(
    r"""[-–—.\s]*(?:["“”„‟″〃]|'\s*'|‘\s*‘|‘\s*’|’\s*’|‚‚|,\s*,|´\s*´|`\s*`)[-–—.\s"“”„‟″〃]*"""
    r"|\(?(?:ditto|do\.|(?:(?:the )?same )?as above|same)\.?\)?",
    re.IGNORECASE,
)
"""What stands for the cell above it, to a reader and to no program."""


def _on_one_line(cell: Any) -> str:
    return " ".join(_UNSEEN.sub("", cell_text(cell)).split())


def to_name(cell: Any) -> str:
    """A name on one line, as it is compared and counted: without characters that nobody sees."""
    name = _on_one_line(cell)
    if _DITTO.fullmatch(name):
        raise unknown_value("This is a ditto mark, not a name.", "Write the name out in every row, and export again.")
    return name


_NOTHING = re.compile(r"[\W_]*|\(?(?:n\s?[/.]\s?a\.?|none|tbc|tba|tbd)\)?", re.IGNORECASE)
"""What people and systems put into a cell that has nothing to say, and no service is called."""


def says_nothing(cell: object) -> bool:
    """Whether a cell in a name's place is as good as blank: signs alone, or such as "n/a"; a ditto mark is not."""
    if not isinstance(cell, str):
        return False
    name = _on_one_line(cell)
    return bool(_NOTHING.fullmatch(name)) and not _DITTO.fullmatch(name)


_ESCAPED = re.compile(r"_x([0-9a-f]{4})_", re.IGNORECASE)
_CUT_ESCAPE = re.compile(r"_(x[0-9a-f]{0,4}_?)?\d?$", re.IGNORECASE)
_LONGEST = 32


def unescaped(text: str) -> str:
    """A text with the characters that SharePoint writes as `_x0020_` and so on; what it cut short stays so."""
    if not _ESCAPED.search(text):
        return text
    end = _CUT_ESCAPE.search(text) if _may_be_cut(text) else None
    whole, rest = (text[: end.start()], end[0]) if end else (text, "")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), whole) + rest


def start_kept(text: str) -> str:
    """What is kept of a name that may have been cut short, without half an escape; nothing of another."""
    return _CUT_ESCAPE.sub("", text[:_LONGEST]) if _may_be_cut(text) else ""


def _may_be_cut(text: str) -> bool:
    """Whether a text is as long as SharePoint keeps names, which then adds a digit where it has two of a kind."""
    return len(text) == _LONGEST or (len(text) == _LONGEST + 1 and text[-1].isdigit())
