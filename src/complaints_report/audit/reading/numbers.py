"""The numbers of some words, in digits and in words, each with its unit; and what only looks like a number."""

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from complaints_report.english import SPELLED, spelled_value
from complaints_report.package_data import spelled_out, toml_of
from complaints_report.procedures import PANEL, PROCEDURES

COUNT, PERCENT, POINTS, POUNDS, DAYS = "count", "percent", "points", "pounds", "days"
"""The units of numbers: a count of things, a percentage, percentage points, pounds, working days."""

DATE, LIMIT, OTHER = "date", "limit", "other"
"""Of what is not a number of the report: a date or time, a limit of time or money, and another kind of quantity (ages,
hours, ranges, telephones)."""

_DATA = toml_of("audit", "reading", "forms.toml")
_MONTHS = [*filter(None, month_name), *(rf"{name}\b" for name in month_abbr if name), r"Sept\b"]
_YEARS = [rf"{year}\s?[/–-]\s?{year + 1}" for year in range(10, 40)]
_PARTS = _DATA["parts"] | {"spelled": SPELLED, "months": _MONTHS, "years": _YEARS}
_PARTS |= {name: f"(?:{'|'.join(forms)})" for name, forms in _PARTS.items() if isinstance(forms, list)}


def _form(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile(spelled_out("|".join(alternatives), _PARTS))


FORMS = {name: _form(alternatives) for name, alternatives in _DATA["forms"].items()}
WORDS = {name: frozenset(words) for name, words in _DATA["words"].items()}
_NAMES = [(one["is"], _form(one["forms"])) for one in _DATA["names"]]
_LAW_DAYS = {*PANEL[1:], *(days for one in PROCEDURES for limit in one.limits.values() for days in limit if days)}
MOST_KEPT = 1000
"""Of so many words the numbers are kept: a paragraph is often one sentence, and a report says much of it twice."""
_ENDLESS = re.compile(r"\S{150,}")
"""A row of letters that is too long for any number: trying each of its parts takes long."""


@dataclass(frozen=True)
class Number:
    """A number as it is printed, from one letter of its words to another, its sign and its unit among them.

    `value` is never below 0; `sign` is -1 or 1 where one is written. `places` is how many decimals are printed;
    `hedged` tells that the words leave open how great it is ("about 400").
    """

    text: str
    value: Decimal
    places: int
    unit: str
    begins: int
    ends: int
    sign: int = 0
    spelled: bool = False
    hedged: bool = False

    def with_digits(self, digits: str) -> str:
        """Its text with other digits; of a number in words the digits alone."""
        return digits if self.spelled else re.sub(r"\d(?:[\d,.\s]*\d)?", digits, self.text, count=1)


@dataclass(frozen=True)
class Name:
    """Something with digits, or a number in words, that is no number of the report: what it is and where."""

    name: str
    text: str
    begins: int
    ends: int


def names_in(words: str) -> tuple[Name, ...]:
    """The years, dates, limits, stages and other names with digits, in reading order; none overlap."""
    return tuple(sorted(_told_apart(words)[0], key=lambda one: one.begins))


def _told_apart(words: str) -> tuple[list[Name], str]:
    """The names in some words, and the words with nothing where they stand."""
    searched = _ENDLESS.sub(lambda row: " " * len(row[0]), words)
    left, names = list(searched), []
    has_days = bool(FORMS["any_day"].search(words))
    for name, form in _NAMES:
        for match in form.finditer(searched):
            begins, ends = match.span()
            is_sure = name != LIMIT or has_days or FORMS["sure_limit"].match(match[0])
            if is_sure and "\0" not in left[begins:ends]:
                left[begins:ends] = "\0" * (ends - begins)
                names.append(Name(name, match[0], begins, ends))
    return names, "".join(left)


@lru_cache(MOST_KEPT)
def numbers_in(words: str) -> tuple[Number, ...]:
    """The numbers that may be of the report, in reading order."""
    if not FORMS["any"].search(words):
        return ()
    if FORMS["plain"].fullmatch(words) and (alone := FORMS["number"].match(words)):
        return (_number(alone, words),)
    found = tuple(_number(match, words) for match in FORMS["number"].finditer(_told_apart(words)[1]))
    limits = _limits(found, words)
    return tuple(one for one in found if one not in limits)


def _limits(found: tuple[Number, ...], words: str) -> set[Number]:
    """The numbers that are limits of the law by the words beside them, or as they stand alone with others."""
    if not FORMS["any_day"].search(words):
        return set()
    limits = [one for one in found if one.value in _LAW_DAYS and not one.places and one.unit in (COUNT, DAYS)]
    alone = 1 < len(limits) == len(found) and any(one.unit == DAYS for one in limits)
    are_told = alone or FORMS["law_said"].search(words)
    return {one for one in limits if are_told and not words[one.ends :].lstrip().startswith("of ")}


def _number(match: re.Match[str], words: str) -> Number:
    spelled, begins = match["spelled"], match.start()
    unit = FORMS["unit"].match(words, match.end())
    ends = unit.end() if unit and unit.lastgroup in (PERCENT, POINTS) else match.end()
    digits = "" if spelled else re.sub(r"[^\d.]", "", match["digits"])
    return Number(
        text=words[begins:ends],
        value=Decimal(spelled_value(spelled) if spelled else digits),
        places=len(digits.partition(".")[2]),
        unit=POUNDS if match["pounds"] else (unit.lastgroup or COUNT) if unit else COUNT,
        begins=begins,
        ends=ends,
        sign={"": 0, "+": 1, "±": 0}.get(match["sign"] or "", -1),
        spelled=bool(spelled),
        hedged=bool(FORMS["hedge"].search(words[max(0, begins - 40) : begins])),
    )
