"""The numbers of some words, in digits and in words, each with its unit; and what only looks like a number."""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from complaints_report.english import SPELLED, spelled_value

COUNT, PERCENT, POINTS, POUNDS, DAYS = "count", "percent", "points", "pounds", "days"
"""The units of numbers: a count of things, a percentage, percentage points, pounds, working days."""

YEAR, DATE, NAMED, LIMIT, BASE, OTHER = "year", "date", "named", "limit", "base", "other"
"""What is not a number of the report: a year, a date or time, the number of something ("stage 2"), a limit of time
or money, the hundred of "for every hundred", and another kind of quantity (ages, hours, ranges, telephones)."""

_MONTHS = "|".join([*filter(None, month_name), *(f"{name}\\b" for name in month_abbr if name), "Sept\\b"])
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_YEAR = r"(?:19|20)\d\d"
_SPAN = rf"{_YEAR}\s?(?:[/–—-]|to|and)\s?(?:{_YEAR}|\d\d)(?!\d)"
_THINGS = (
    r"stages?|figures?|tables?|charts?|graphs?|appendix|annex|pages?|sections?|parts?|paragraphs?|paras?|regulations?"
    r"|reg\.|article|act|step|chapter|level|version|v|grade|band|phase|priority|recommendation|action|quarter|question"
    r"|decision|case|ref|reference|no\.|number|item|point|principle|standard|room|floor|ward|tier|group|zone|form"
    r"|box|line|footnotes?|note|week|day|unit|flat|road|code|option|objective|text"
)
_DURATIONS = r"(?:calendar |consecutive |further )?(?:months?|weeks?|years?|hours?|hrs?|minutes?|mins?|calendar days)"
_DAYS = r"(?:working[ -]|business[ -]|school[ -])?days?|w\.?d\.?s?\b"
_LAW = r"(?:5|10|12|15|20|25|28|30|35|40|45|50|60|65|five|ten|fifteen|twenty|twenty[- ]five|thirty|sixty[- ]five)"
_WITHIN = (
    r"(?:with ?in|inside|in|under|over|beyond|past|exceed(?:ed|ing|s)?|(?:more|longer|less|later|fewer) than|up to"
    r"|at most|by|after|maximum(?: of)?|or|limit of|target of|standard of|target is|timescale is)"
)
_LIMITED = (
    r"(?:limits?|targets?|standards?|deadlines?|time[ -]?scales?|time[ -]?frames?|measure|figure|mark|point|period"
    r"|window|requirement|rule|maximum|stage|statutory|legal)"
)
_AN_AGE = r"\d{1,2}(?: ?(?:to|and|or|–|-) ?\d{1,2}| ?\+)?"

_FORMS = (
    (OTHER, r"\b(?:0\d{2,5}|\+44\s?\d{2,4})[ -]\d{3,4}(?:[ -]?\d{2,4})?\b|\b0\d{9,10}\b|\b0\d{4} \d{6}\b", 0),
    (OTHER, r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|https?://\S+|www\.\S+|\S+@\S+", 0),
    (DATE, rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s(?:of\s)?|-)(?:{_MONTHS})\.?(?:[\s,-]+(?:{_YEAR}|\d\d\b))?", re.I),
    (DATE, rf"\b(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s{_YEAR})(?!%|[.,]\d)", 0),
    (DATE, rf"\b(?:{_MONTHS})\.?[\s,’']+{_YEAR}(?!%|[.,]?\d)|\b(?:{_MONTHS})[’'\s-]?[12]\d\b(?!%|[.,]?\d)", 0),
    (DATE, r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b", 0),
    (DATE, r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|noon|a\.m\.|p\.m\.)(?!\w)|\b\d{1,2}:\d\d\b", re.I),
    (DATE, r"\b(?:\d{1,2}\.\d\d|\d{1,2}) (?:to|until|and) \d{1,2}[.:]\d\d\b(?!%)", 0),
    (YEAR, rf"\b(?:FY\s?)?{_SPAN}", 0),
    (YEAR, r"\b(?:FY\s?)?(?<![\d.,/£-])(?:1\d|2\d|3\d)\s?[/–-]\s?(?:1\d|2\d|3\d)\b(?!/|%|\.\d|\d)", 0),
    (YEAR, rf"(?<![\d,.£])\b{_YEAR}(?:’|')?s?\b(?!%|[.,]\d|\s?per\s?cent)", 0),
    (NAMED, r"\b[A-Za-z]{1,4}[-_/]?\d+(?:\.\d+)*[A-Za-z]?\b", 0),
    (NAMED, r"\b(?:stages|steps|figures|tables|sections|pages|parts|paragraphs|quarters) \d(?:,? ?(?:and |or |to |& ?|[–-])?"
            r"\d\b(?! of| per|%))*", re.I),
    (NAMED, rf"\b(?:{_THINGS})\s?\d+(?:\.\d+)*(?:\(\w\))*[a-z]?\b(?!%|\s?per\s?cent|\.?\d|,\d{{3}})", re.I),
    (NAMED, r"\bYear \d{1,2}\b|\b[Ss]ee (?:also )?\d+(?:\.\d+)*(?=[.;,)]|$)", 0),
    (NAMED, r"\b(?:stages?|steps?|quarters?|phases?|parts?)\s(?:one|two|three|four)"
            r"(?:(?:,| and| or| to)\s(?:two|three|four))*\b", re.I),
    (NAMED, r"\b(?:first|second|third|fourth|final)\b|\b\d+(?:st|nd|rd|th)\b", re.I),
    (NAMED, r"^\s*\(?\d{1,2}(?:\.\d{1,2})+\.?\)?(?=\s+(?!per)[A-Za-z“‘(\[])|^\s*\d{1,2}[.)](?=\s+[A-Z])|\[\d{1,2}\]|^\s*\(\d\)", re.M),
    (OTHER, rf"\b(?:under|over|from|to|of|up to) {_AN_AGE}(?= year[ -]olds?| years (?:old|of age))|\bages?d? (?:of |over "
            rf"|under |from |between )?{_AN_AGE}|\bunder[ -]\d{{1,2}}s\b|\b\d{{1,2}}(?:[ -](?:to|and|or)[ -]\d{{1,2}})?[ -]"
            r"year[ -]olds?|\b\d{1,2} years old|\b(?:I|I[’']m|he|she|who|they) (?:am |was |is |were )?\d{1,2}\b(?! (?:of|per|complaints))|(?<![\w,.£])\d{1,2}\+(?!\d)", re.I),
    (BASE, r"\b(?:per|every|each|a)\s(?:100|1,?000|10,?000|hundred|thousand)\b", re.I),
    (OTHER, r"\b(?:(?:around|about|nearly|almost|roughly|over|some|just over|just under) )?(?:one|two|three|four|nine"
            r"|seven|eight|\d) in (?:every )?(?:three|four|five|six|seven|eight|ten|twenty|20|10|5|4|3)\b"
            r"(?!\s(?:working|days)|\s?%)", re.I),
    (OTHER, r"\b(?:half|thirds?|quarters?|fifths?|tenths?)\b|\b(?:one|two|three)[ -](?:thirds?|quarters?|fifths?)\b", re.I),
    (LIMIT, rf"\b{_WITHIN}\s(?:the\s|its\s|an?\s)?(?:\w+\s)?{_LAW}[ -](?:{_DAYS})|\({_LAW}[ -](?:{_DAYS})\)", re.I),
    (LIMIT, rf"\b{_LAW}(?:[ -](?:to|and|or)[ -]\d+)?[ -](?:{_DAYS})(?:['’]s?)?[ -](?:\w+[ -])?{_LIMITED}\b"
            rf"|\b\d+-(?:working-)?day\b", re.I),
    (LIMIT, rf"\b(?:with ?in|inside|in|extend(?:ed|able)(?: up)? to|up to|maximum of|(?:longer|more|later) than|and|or|to)"
            rf"\s{_LAW}(?=[.,;:)]*(?:\s(?:if|in|where|for|when|at|\()|$)|[.,;:)])(?![.,]\d)", re.I),
    (LIMIT, r"\b(?:under|over|above|below|up to|more than|less than) £[\d,.]+[km]?\b", re.I),
    (OTHER, rf"\b(?:{_DIGITS}|{SPELLED})[ -](?:{_DURATIONS})\b", re.I),
    (OTHER, r"£[\d,.]+\s?(?:k|m|bn|million|billion|thousand)\b|\b[\d.]+p\b|\bone another\b|\bno[ -]one\b|\bone[ -]off\b"
            r"|\b(?:24/7|1/[2-5]|3/4)\b|\bno (?:more|fewer|less|later|greater|higher|lower) than\b|\b(?:no longer|in no way|no doubt|one of|each one|this one|that one|the one|at one)\b"
            r"|\b\d+(?:\.\d+)?[ -](?:times|fold)\b(?=\s(?:as|more|higher|the))", re.I),
    (OTHER, r"(?<![\d.,£])\b\d{1,3}\s?[–—-]\s?\d{1,3}\b(?!%|[.,]\d)", 0),
)  # fmt: skip
_NOT_NUMBERS = tuple((name, re.compile(pattern, flags)) for name, pattern, flags in _FORMS)
_SURELY = re.compile(r"with ?in|inside|.*£", re.IGNORECASE)
_ANY_DAY = re.compile(r"\bdays?\b", re.IGNORECASE)
_LAW_SAID = re.compile(
    r"\b(?:should|must|aim|may|can|has to|have to|limit|time ?scales?|procedure|extendable|expects?|supposed"
    r"|deadline)\b",
    re.IGNORECASE,
)
_LAW_DAYS = frozenset((5, 10, 15, 20, 25, 30, 65))
_LONGEST = 150
_LONG_ROW = re.compile(rf"\S{{{_LONGEST},}}")
_PLAIN = re.compile(r"(?!(?:19|20)\d\d$)(?:\d|[1-9]\d{1,2}(?:,\d{3})*|[1-9]\d{3,8})(?:\.\d+)?%?")
"""A number that stands alone and can be no name."""
_ANY = re.compile(rf"\d|\b{SPELLED}\b", re.IGNORECASE)
_NO_ANSWER = r"(?!no\b(?!\s\w))"
"""The word "no" counts nothing where it is an answer or short for "number"."""
_NUMBER = re.compile(
    rf"(?P<sign>(?:(?<=[\s(|])|^)[-−–+±](?=[£\d]))?(?P<pounds>£\s?)?(?P<digits>(?<![\w.,])(?<!\d[–-]){_DIGITS})(?![\w])"
    rf"(?!\.\d)|\b{_NO_ANSWER}(?P<spelled>{SPELLED})\b(?!-)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s?(?P<percent>%(?!\s?points?)|per[ \u00a0]?cent\b(?!(?:age)?\spoints?)|pct\b|percent\b(?!\spoints?))"
    r"|\s?(?P<points>(?:%|per\s?cent|percent(?:age)?)[ -]?points?\b|p\.?p\.?t?s?\b|points?\b(?! of))"
    rf"|[ -](?P<days>{_DAYS})",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|circa|c\.|nearly|almost|some|over|under|above|below|up to"
    r"|close to|between|almost|at least|at most|as many as|no more than|(?:more|fewer|less|greater|longer|rather more)"
    r" than|well over|just (?:over|under|short of))|~|<|>|≈|≤|≥)\s?(?:a |£)?$",
    re.IGNORECASE,
)


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


@dataclass(frozen=True)
class Name:
    """Something with digits, or a number in words, that is no number of the report: what it is and where."""

    name: str
    text: str
    begins: int
    ends: int


def names_in(words: str) -> tuple[Name, ...]:
    """The years, dates, limits, stages and other names with digits, in reading order; none overlap."""
    return tuple(sorted(_names(_without_rows(words), bytearray(len(words))), key=lambda one: one.begins))


def _without_rows(words: str) -> str:
    """The words without rows of letters that are too long for any number: trying each of their parts takes long."""
    return _LONG_ROW.sub(lambda row: " " * len(row[0]), words) if len(words) > _LONGEST else words


def _names(words: str, taken: bytearray) -> Iterator[Name]:
    """The names in some words; every letter of theirs is marked as taken."""
    days = bool(_ANY_DAY.search(words))
    for name, form in _NOT_NUMBERS:
        for match in form.finditer(words):
            begins, ends = match.span()
            if any(taken[begins:ends]) or (name == LIMIT and not days and not _SURELY.match(match[0])):
                continue
            taken[begins:ends] = b"\1" * (ends - begins)
            yield Name(name, match[0], begins, ends)


def numbers_in(words: str) -> tuple[Number, ...]:
    """The numbers that may be of the report, in reading order."""
    if not _ANY.search(words):
        return ()
    if _PLAIN.fullmatch(words) and (alone := _NUMBER.match(words)):
        return (_number(alone, words),)
    taken = bytearray(len(words))
    for _ in _names(_without_rows(words), taken):
        pass
    left = "".join("\0" if gone else letter for letter, gone in zip(_without_rows(words), taken, strict=True))
    found = tuple(_number(match, words) for match in _NUMBER.finditer(left))
    if _ANY_DAY.search(words) and (_LAW_SAID.search(words) or _are_the_law(found)):
        return tuple(one for one in found if not _may_be_the_law(one, words))
    return found


def _are_the_law(found: tuple[Number, ...]) -> bool:
    """Whether a sentence tells several of the law's limits: "10 working days, 25 (and never more than 65)"."""
    limits = [
        one.unit == DAYS for one in found if one.value in _LAW_DAYS and not one.places and one.unit in (COUNT, DAYS)
    ]
    return len(limits) > 1 and any(limits) and len(limits) == len(found)


def _may_be_the_law(number: Number, words: str) -> bool:
    """Whether a number beside words such as "should" is a limit, as in "10 working days, and 20 if it is complex"."""
    is_limit = number.value in _LAW_DAYS and not number.places and number.unit in (COUNT, DAYS)
    return is_limit and not words[number.ends :].lstrip().startswith("of ")


def _number(match: re.Match[str], words: str) -> Number:
    spelled, begins = match["spelled"], match.start()
    unit = _UNIT.match(words, match.end())
    ends = unit.end() if unit and unit.lastgroup in (PERCENT, POINTS) else match.end()
    kind = POUNDS if match["pounds"] else (unit.lastgroup or COUNT) if unit else COUNT
    digits = "" if spelled else re.sub(r"[^\d.]", "", match["digits"])
    return Number(
        text=words[begins:ends],
        value=Decimal(spelled_value(spelled)) if spelled else Decimal(digits),
        places=len(digits.partition(".")[2]),
        unit=kind,
        begins=begins,
        ends=ends,
        sign={"": 0, "+": 1, "±": 0}.get(match["sign"] or "", -1),
        spelled=bool(spelled),
        hedged=bool(_HEDGE.search(words[max(0, begins - 40) : begins])),
    )
