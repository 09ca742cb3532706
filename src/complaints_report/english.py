"""Words of English that numbers and changes are written with: one home for those who write them and those who read."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import SupportsInt

UNKNOWN = "not known"
WITHHELD = "withheld"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = {
    **{word: value for value, word in enumerate(NUMBERS)},
    **{word: 10 + value for value, word in enumerate(TEENS)},
    **{word: 10 * value for value, word in enumerate(TENS) if word},
    "none": 0,
    "zero": 0,
}
"""What each word comes to that alone is a number."""

_PAIRS = (
    *(
        ("rose", "fell"),
        ("rise", "fall"),
        ("risen", "fallen"),
        ("rising", "falling"),
        ("rises", "falls"),
        ("up", "down"),
    ),
    *(("increase", "decrease"), ("increased", "decreased"), ("increases", "decreases"), ("increasing", "decreasing")),
    *(
        ("more", "fewer"),
        ("higher", "lower"),
        ("grew", "fell"),
        ("growth", "fall"),
        ("longer", "shorter"),
        ("rise", "drop"),
    ),
    *(("above", "below"), ("better", "worse"), ("improved", "worsened"), ("busier", "quieter"), ("climbed", "fell")),
    *(("lengthened", "shortened"), ("widened", "narrowed"), ("expanded", "contracted"), ("climbing", "falling")),
    *(("rose", "dropped"), ("increase", "reduction"), ("rose", "declined"), ("increase", "decline"), ("more", "less")),
)
OPPOSITES = {word: other for pair in reversed(_PAIRS) for word, other in (pair, pair[::-1])}
"""For words that say which way something went, the word for the other way."""
_UNIT = "|".join(NUMBERS[1:])
_UNDER_100 = rf"(?:(?:{'|'.join(filter(None, TENS))})(?:[- ](?:{_UNIT}))?|{'|'.join(TEENS)}|{_UNIT})"
_UNDER_1000 = rf"(?:(?:a|{_UNIT}) hundred(?: and {_UNDER_100})?|{_UNDER_100})"
_BEGIN = ("a ", *NUMBERS[1:], *filter(None, TENS), *TEENS, "none", "zero", "no")
_FIRST, _SECOND = ("".join(sorted({word[place] for word in _BEGIN})) for place in (0, 1))
_THOUSANDS = rf"(?:a|{_UNDER_1000}) thousand(?:,? (?:and )?{_UNDER_1000})?"
SPELLED = rf"(?=[{_FIRST}][{_SECOND}])(?:{_THOUSANDS}|{_UNDER_1000}|none|zero|no)"
"""The form of a number in words, up to the hundred thousands; most other words are passed over by how they begin."""

UP = (
    *("up", "rose", "rise", "rises", "risen", "rising", "increase", "increased", "increases", "increasing", "grew"),
    *("grow", "grown", "growth", "more", "higher", "climbed", "climb", "jumped", "jump", "additional", "extra", "gain"),
    *("gained", "improved", "improvement", "longer", "upturn", "growing", "greater", "busier"),
    *("climbs", "climbing", "soared", "surged", "swelled", "expanded", "lengthened", "widened", "rocketed", "mounted"),
)
DOWN = (
    *("down", "fell", "fall", "falls", "fallen", "falling", "decrease", "decreased", "decreases", "decreasing"),
    *("drop", "dropped", "dropping", "fewer", "less", "lower", "reduced", "reduction", "reducing", "decline"),
    *("declined", "declining", "shrank", "shrunk", "slipped", "shorter", "downturn", "quicker", "cut", "quieter"),
    *("drops", "dipped", "dip", "tumbled", "plunged", "sank", "shortened", "narrowed", "contracted", "diminished"),
)
WAYS: dict[str, int] = {**dict.fromkeys(UP, 1), **dict.fromkeys(DOWN, -1)}
"""Which way each word says that something went: 1 up, -1 down."""

_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]|['‘]([^'‘’]+)['’]")


def spelled_value(words: str) -> int:
    """What a number in words comes to: "three hundred and seventy-one" is 371."""
    total = part = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = max(part, 1) * 1000, 0
        elif word == "a":
            part = 1
        elif word != "and":
            part += VALUES[word]
    return total + part


def in_words(number: SupportsInt) -> str:
    """One to nine in words and numerals from 10, as in prose; none is "no"."""
    whole = int(number)
    return NUMBERS[whole] if 0 <= whole < len(NUMBERS) else f"{whole:,}"


def long_day(day: date) -> str:
    """The day as it is written in a sentence: "1 April 2023"."""
    return f"{day.day} {day:%B %Y}"


def quantity(number: int | Decimal, one: str, many: str = "") -> str:
    """A number with what it counts: "1 row", "1,200 rows"; `many` where more is said than the noun in the plural."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def pounds(amount: Decimal | int) -> str:
    """An amount of money, with pence where there are any: "£2,700", "£99.50"."""
    return f"£{amount:,.2f}".removesuffix(".00")


def in_quotation_marks(said: str) -> str:
    """What somebody said in quotation marks, in place of any that stand around it already."""
    words = said.strip()
    found = _QUOTED.fullmatch(words)
    return f"“{(found[1] or found[2]) if found else words}”"


def listed(items: Iterable[str], last: str = "and") -> str:
    """The items as a list in a sentence: "a, b and c"."""
    words = list(items)
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
