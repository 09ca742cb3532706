"""Words taken apart to be compared: each number masked, and what only names a thing left as it is."""

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from complaints_report.calendar import year_label
from complaints_report.report.words import NUMBERS, ORDINALS

Says = tuple[tuple[int, int, str], ...]
"""Where in some words something is said of figures, and the expression that says it."""

YEAR = "year:"
DIRECTION, ORDINAL = "direction", "ordinal"
_SPELLED = {word: number for number, word in enumerate(NUMBERS)} | {"none": 0}
_PLACES = {word: number for number, word in enumerate(ORDINALS) if word}
_UP = ("increase", "increased", "rise", "rises", "rose")
_DOWN = ("decrease", "decreased", "fall", "falls", "fell")
_WAYS = dict.fromkeys(_UP, 1) | dict.fromkeys(_DOWN, -1)
_ARTICLES = frozenset(("a", "an", "the"))
_MONTHS = "|".join(name for name in month_name if name)
_YEAR = r"\b(?:19|20)\d\d(?:\s?[/–-]\s?|\s+to\s+)(?:(?:19|20)\d\d|\d\d)\b(?![/–-])"
_APRIL, _MARCH = r"(?:1(?:st)?\s+)?April\s+", r"(?:31(?:st)?\s+)?March\s+"
_TOKEN = re.compile(
    rf"(?P<year>{_YEAR}|\b{_APRIL}(?:19|20)\d\d\s*(?:[–-]|to|until|and)\s*{_MARCH}(?:19|20)\d\d\b)"
    rf"|(?P<date>\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?|\b(?:19|20)\d\d\b(?!%|\.\d))"
    r"|\b(?:figure|table)\s+(?P<caption>\d+)"
    r"|\b(?P<name>stage|decision|appendix|section|page|part|step|quarter|q)\s*(?P<of>\d+)\b"
    r"|\bwithin\s+(?P<within>\d+)\b"
    r"|(?P<number>(?<![\w/.,£–-])£?\d+(?:,\d{3})*(?:\.\d+)?(?:%|\s+per\s?cent\b)?(?![\w/–-]|[.,]\d))"
    r"|(?P<word>[^\W_]+(?:['’-][^\W\d_]+)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Token:
    """A word, or a number with its value; `mask` is what is compared of it, alike for all numbers of a unit."""

    mask: str
    text: str
    place: int
    value: Decimal | None = None
    places: int = 0
    unit: str = ""
    expression: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it is a number in digits that could be a figure."""
        return self.value is not None and self.text.strip("£")[:1].isdigit()

    @property
    def is_spelled(self) -> bool:
        """Whether it is a number in words that could be a figure: "one" and "no" say too much else."""
        return self.mask == "#" and not self.is_number and (self.value or 0) > 1


def tokens(words: str, says: Says = ()) -> tuple[Token, ...]:
    """The words and numbers of a text, without its articles and points."""
    found = (_token(match, says) for match in _TOKEN.finditer(words))
    return tuple(token for token in found if token.mask not in _ARTICLES)


def _token(match: re.Match[str], says: Says) -> Token:
    place, text = match.start(), match[0]
    if match["number"]:
        return _number(text, place, _said(place, match.end(), says))
    if match["word"]:
        return _word(text, place, _said(place, match.end(), says))
    return Token(_named(match), text, place)


def _named(match: re.Match[str]) -> str:
    """A year, a date or the number of something, in one form however it is written."""
    if match["year"]:
        return _year_named(match["year"])
    if match["within"]:
        return f"within{match['within']}"
    if match["name"]:
        return f"{match['name'].lower()}{match['of']}"
    return "caption" if match["caption"] else f"date:{match[0].lower()}"


def _year_named(written: str) -> str:
    """A year as we write it, such as "2022/23"; of a run of years, only that it is one."""
    first, last = re.findall(r"(?:19|20)\d\d|\d\d$", written)
    is_one = (int(first) + 1) % 100 == int(last) % 100
    return f"{YEAR}{year_label(int(first))}" if is_one else "years"


def _said(begins: int, ends: int, says: Says) -> str:
    return next((expression for start, end, expression in says if start <= begins and ends <= end), "")


def _number(text: str, place: int, expression: str) -> Token:
    unit = "percent" if text[-1] in "%t" else "pounds" if text[0] == "£" else ""
    digits = re.sub(r"[^\d.]", "", text)
    value, places = Decimal(digits), len(digits.partition(".")[2])
    return Token(f"#{unit}", text, place, value, places, unit, expression)


def _word(text: str, place: int, expression: str) -> Token:
    word = text.lower().replace("’", "'")
    for values, mask, unit in ((_SPELLED, "#", ""), (_PLACES, "#th", ORDINAL), (_WAYS, "±", DIRECTION)):
        if word in values:
            return Token(mask, text, place, Decimal(values[word]), 0, unit, expression)
    return Token({"partly": "partially"}.get(word, word), text, place)


def masked(found: Sequence[Token]) -> tuple[str, ...]:
    """What is compared of some tokens."""
    return tuple(token.mask for token in found)


def same_value(one: Token, other: Token) -> bool:
    """Whether two numbers may be one figure, the one perhaps printed at fewer places than the other."""
    if one.value is None or other.value is None:
        return False
    if one.places == other.places:
        return one.value == other.value
    reach = (Decimal(1).scaleb(-one.places) + Decimal(1).scaleb(-other.places)) / 2
    return abs(one.value - other.value) <= reach
