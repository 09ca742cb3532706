"""The letters of a text: which encoding its bytes are in, where they are in none, and which are another encoding's.

A text that was read in the wrong encoding has letters where none of English stands: "ItÕs" is a Mac's "It’s", and
"Itâ€™s" is UTF-8 taken for Windows text. Libraries that guess encodings go by how often letters occur, and err on
the few that an English text has; these rules go by the letters beside them.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from complaints_report.errors import UnreadableError

WINDOWS, MAC, DOS = "cp1252", "mac_roman", "cp850"
_NEUTRAL = frozenset("£€¥°·½¼¾×÷§«»²³±©®™•\xa0¿¡µ¶%‰")
_LETTERS = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸ]")
_CONTRACTED = frozenset("stdmrlvSTDMRLV")
_FITS, _MAY, _MISFIT = 0, 1, 4
"""What a letter costs where an English text often has it, may have it, and hardly ever has it."""


Place = tuple[int, int, int]
"""A byte with the one before it and the one after it."""


def cost(before: str, letter: str, after: str) -> int:
    """How odd a letter beyond ASCII is between two others; a space stands for the beginning or end of a text."""
    if letter in "’‘–—“”…":
        return _cost_of_mark(before, letter, after)
    if letter in "£€":
        return _FITS if after.isdigit() or after == " " else _MAY if not before.isalpha() else _MISFIT
    if letter in _NEUTRAL:
        return _MAY
    if not _LETTERS.match(letter):
        return _MISFIT
    return _MISFIT if _is_odd_letter(before, letter, after) else _MAY


def _cost_of_mark(before: str, mark: str, after: str) -> int:
    opens, closes = not before.isalnum() and not after.isspace(), not before.isspace() and not after.isalnum()
    fits = {
        "’": before.isalnum() or after.isalnum(),
        "‘": opens,
        "“": opens,
        "”": closes,
        "…": not after.islower() and (before.isalnum() or after.isspace()),
    }
    return (_MAY if mark == "…" else _FITS) if fits.get(mark, True) else _MISFIT


def _is_odd_letter(before: str, letter: str, after: str) -> bool:
    """Whether a letter stands alone, beside a digit, in the wrong case, or where an apostrophe should."""
    if before.isdigit() or after.isdigit() or not (before.isalpha() or after.isalpha()):
        return letter not in "àÀ" or before.isdigit() or after.isdigit()
    if letter.islower():
        return after.isupper()
    return before.islower() or (letter == "Õ" and before.isalpha() and after in _CONTRACTED)


@cache
def _in(codec: str, byte: int) -> str:
    return bytes([byte]).decode(codec, "replace")


def best_fit(data: bytes) -> str:
    """Which encoding of one byte a letter some bytes are in, by what stands beside what: Windows' if none is sure.

    Of a Mac's and DOS's that fit alike, the lines' ends tell.
    """
    places = _places(data)
    in_order = (WINDOWS, DOS, MAC) if b"\r\n" in data else (WINDOWS, MAC, DOS)
    costs = {codec: sum(times * _cost_at(codec, place) for place, times in places.items()) for codec in in_order}
    letters = sum(places.values())
    best = min(costs, key=lambda codec: costs[codec])
    is_sure = any(_cost_at(WINDOWS, place) == _MISFIT and _is_meant_at(best, place) for place in places)
    return best if is_sure and costs[best] <= 2 * letters else WINDOWS


def _places(data: bytes) -> dict[Place, int]:
    """The bytes beyond ASCII, each with the one before and after it, and how often they stand so."""
    import numpy as np  # only a text of one byte a letter needs it, and the reader of documents loads little

    padded = np.frombuffer(b" " + data + b" ", np.uint8).astype(np.int32)
    at = np.flatnonzero(padded >= 0x80)
    coded, times = np.unique((padded[at - 1] << 16) + (padded[at] << 8) + padded[at + 1], return_counts=True)
    found = zip(coded.tolist(), times.tolist(), strict=True)
    return {(code >> 16, code >> 8 & 0xFF, code & 0xFF): count for code, count in found}


def _cost_at(codec: str, place: Place) -> int:
    before, letter, after = (_in(codec, byte) for byte in place)
    return _MISFIT if letter == "\N{REPLACEMENT CHARACTER}" else cost(_beside(before), letter, _beside(after))


def _is_meant_at(codec: str, place: Place) -> bool:
    before, letter, _ = (_in(codec, byte) for byte in place)
    is_sign = letter in _NEUTRAL and letter not in "£€"  # such as µ, which fits anywhere and so proves nothing
    return not is_sign and _cost_at(codec, place) < _MISFIT and _is_meant(before, letter)


def _beside(letter: str) -> str:
    return " " if letter in ',;\t|"\r\n' else letter


def of_others(text: str) -> Iterator[tuple[str, str]]:
    """The letters of a text that are another encoding's, each kind once, with what was meant: "" where that is lost."""
    if text.isascii():
        return
    found: dict[str, str] = {}
    rest = text
    for codec, pattern in _twice().items():
        found |= {letters: _decoded_once(letters, codec) for letters in {*pattern.findall(rest)}}
        rest = pattern.sub(" ", rest) if found else rest
    found |= dict.fromkeys(_LOST.findall(rest), "")
    yield from (found or dict(_of_mac_or_dos(text))).items()


_LOST = re.compile("[\ufffd\x80-\x9f]")
_LONE = r"|(?<![A-Z])[ÂÃ](?=\s|\Z)|â€"
"""What is left where the second letter of two was a space, and where the third of three was none."""


@cache
def _twice() -> dict[str, re.Pattern[str]]:
    """The letters and marks of UTF-8 as they look when they are read in another encoding."""
    ours = {codec: re.compile(_sequences(codec)) for codec in ("cp437", DOS, MAC)}
    return {**ours, "cp1252": re.compile(_sequences("cp1252") + _LONE)}


def _sequences(codec: str) -> str:
    """Two letters for one of Western and Central Europe, three for a mark, four for an emoji."""
    two, three, mark, emoji = (_any(codec, *span) for span in ((0xC2, 0xC5), (0xE2, 0xE2), (0xEF, 0xEF), (0xF0, 0xF0)))
    later, second = _any(codec, 0x80, 0xBF), _any(codec, 0x9F, 0x9F)
    last = _any(codec, 0xBB, 0xBF)
    return f"{two}{later}|{three}{later}{later}|{mark}{last}{last}|{emoji}{second}{later}{later}"


def _any(codec: str, first: int, last: int) -> str:
    return f"[{''.join(re.escape(_letter(codec, byte)) for byte in range(first, last + 1))}]"


def _letter(codec: str, byte: int) -> str:
    """The letter of a byte; where an encoding has none, the control character that programs put there."""
    letter = _in(codec, byte)
    return chr(byte) if letter == "\N{REPLACEMENT CHARACTER}" else letter


@cache
def _bytes_of(codec: str) -> dict[str, int]:
    return {_letter(codec, byte): byte for byte in range(0x80, 0x100)}


def _decoded_once(letters: str, codec: str) -> str:
    bytes_of = _bytes_of(codec)
    meant = bytes(bytes_of[letter] for letter in letters).decode("utf-8", "replace")
    return "" if "\N{REPLACEMENT CHARACTER}" in meant else meant


def _of_mac_or_dos(text: str) -> Iterator[tuple[str, str]]:
    """The letters that do not fit where they stand, and would in a Mac's or in DOS's encoding."""
    for match in _BEYOND.finditer(text):
        at, letter = match.start(), match[0]
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        byte = letter.encode("cp1252", "ignore")
        if byte and cost(before, letter, after) == _MISFIT:
            meant = (_in(codec, byte[0]) for codec in (MAC, DOS))
            fitting = [one for one in meant if cost(before, one, after) < _MISFIT and _is_meant(before, one)]
            yield from [(letter, fitting[0])] if fitting else []


_BEYOND = re.compile("[^\x00-\x7f’‘“”–—…]")


def _is_meant(before: str, letter: str) -> bool:
    """Whether letters of an English text may be this one: a mark, or a small letter within a word."""
    return letter in "’‘“”–—…£" or (letter.islower() and before.isalpha())


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
class DecodedText:
    """A file's text, the name of its encoding, and Python's name for it.

    `damage` says why it cannot be read, with `{row}` where the row belongs; the text is then what stands before.
    """

    text: str
    encoding: str = ""
    damage: str = ""
    codec: str = ""


def decoded(data: bytes) -> DecodedText:
    """The text of a file in UTF-8, with or without its mark, in UTF-16 with its mark, or of one byte a letter."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableError(_UTF_32, EXPORT_AGAIN)
    if codec := _UTF_16_MARKS.get(data[:2]):
        return _utf_16(data[2:], codec)
    if b"\0" in data:
        return DecodedText(_roughly(data[: data.index(b"\0")]), damage=_NUL)
    try:
        return DecodedText(_plain(data.decode("utf-8")), _UTF_8, codec="utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf_8(data):
            return DecodedText(_roughly(data[: error.start]), damage=_NOT_UTF_8)
    return _eight_bit(data)


def _utf_16(data: bytes, codec: str) -> DecodedText:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        return DecodedText(_plain(data[: error.start].decode(codec)), damage=_NOT_UTF_16)
    before, nul, _ = text.partition("\0")
    return DecodedText(_plain(before), damage=_NUL) if nul else DecodedText(_plain(text), _UTF_16, codec=codec)


def _eight_bit(data: bytes) -> DecodedText:
    """Text of one byte a letter: Windows', unless its letters hardly fit one another so, and do as a Mac's or DOS's."""
    codec = best_fit(data)
    try:
        return DecodedText(_plain(data.decode(codec)), _EIGHT_BIT[codec], codec=codec)
    except UnicodeDecodeError as error:
        return DecodedText(_roughly(data[: error.start]), damage=_NEITHER)


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
