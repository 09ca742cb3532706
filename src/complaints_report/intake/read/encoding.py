"""The letters of a text file: which encoding its bytes are in, and where they are in none."""

import codecs
from dataclasses import dataclass

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.letters import DOS, MAC, WINDOWS, best_fit

_UTF_8, _UTF_16 = "UTF-8 text", "UTF-16 text"
_EIGHT_BIT = {WINDOWS: "Windows text (cp1252)", MAC: "a Mac's text (mac_roman)", DOS: "DOS text (cp850)"}
_UTF_16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

_NUL = (
    "A byte that no text has (NUL) stands in row {row}: the file is damaged, is not a text file, "
    "or is UTF-16 text without its mark."
)
_NEITHER = (
    "A byte that is neither UTF-8 nor Windows text (cp1252) stands in row {row}, so the file's letters cannot be read."
)
_NOT_UTF_8 = "The file is UTF-8 text, but a byte in row {row} is not, so its letters cannot be read."
_NOT_UTF_16 = "The file is UTF-16 text, but a byte in row {row} is not, so its letters cannot be read."
EXPORT_AGAIN = "Export it again, as CSV (UTF-8) if the case system offers that, or as an Excel workbook."
_UTF_32 = "The file is UTF-32 text, which no spreadsheet writes and which cannot be read here."


@dataclass(frozen=True)
class Text:
    """A file's text, the name of its encoding, and Python's name for it.

    `damage` says why it cannot be read, with `{row}` where the row belongs; the text is then what stands before.
    """

    text: str
    encoding: str = ""
    damage: str = ""
    codec: str = ""


def decoded(data: bytes) -> Text:
    """The text of a file in UTF-8, with or without its mark, in UTF-16 with its mark, or of one byte a letter."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableError(_UTF_32, EXPORT_AGAIN)
    if codec := _UTF_16_MARKS.get(data[:2]):
        return _utf_16(data[2:], codec)
    if b"\0" in data:
        return Text(_roughly(data[: data.index(b"\0")]), damage=_NUL)
    try:
        return Text(_plain(data.decode("utf-8")), _UTF_8, codec="utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf_8(data):
            return Text(_roughly(data[: error.start]), damage=_NOT_UTF_8)
    return _eight_bit(data)


def _utf_16(data: bytes, codec: str) -> Text:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        return Text(_plain(data[: error.start].decode(codec)), damage=_NOT_UTF_16)
    before, nul, _ = text.partition("\0")
    return Text(_plain(before), damage=_NUL) if nul else Text(_plain(text), _UTF_16, codec=codec)


def _eight_bit(data: bytes) -> Text:
    """Text of one byte a letter: Windows', unless its letters hardly fit one another so, and do as a Mac's or DOS's."""
    codec = best_fit(data)
    try:
        return Text(_plain(data.decode(codec)), _EIGHT_BIT[codec], codec=codec)
    except UnicodeDecodeError as error:
        return Text(_roughly(data[: error.start]), damage=_NEITHER)


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 throughout are UTF-8 that was damaged, rather than another encoding."""
    if data.startswith(codecs.BOM_UTF8):
        return True
    text = data.decode("utf-8", "replace")
    wrong = text.count("\N{REPLACEMENT CHARACTER}")
    return len(text) - len(text.encode("ascii", "ignore")) > 2 * wrong


def _roughly(data: bytes) -> str:
    """Text good enough to count rows by."""
    return _plain(data.decode("utf-8", "replace"))


def _plain(text: str) -> str:
    """The text without what stands for nothing: marks of the encoding before it, DOS's end of file after it."""
    return text.lstrip("\ufeff").removesuffix("\x1a")
