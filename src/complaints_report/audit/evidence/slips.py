"""How a slip of the pen could have made a number of a fact: a digit off, digits swapped, cut off instead of rounded."""

import re
from math import floor

from complaints_report.audit.evidence.facts import Fact
from complaints_report.audit.reading.numbers import Number

PAIR, SMALL, NEAR, NEAR_SMALL, TWO_DIGITS = 2, 20, 10, 3, 10


def slip(number: Number, fact: Fact) -> str:
    """What a person's slip did to the digits."""
    right, wrong = (re.sub(r"\D", "", text) for text in (f"{fact.at(number.places)}", f"{number.value}"))
    cut = floor(abs(fact.exact) * 10**number.places)
    if number.value * 10**number.places == cut and right != wrong:
        return "it was cut off where it should be rounded"
    if len(right) != len(wrong) or len(right) == 1 or _edits(right, wrong) != 1:
        return ""
    return "two of its digits have changed places" if sorted(right) == sorted(wrong) else "one of its digits is wrong"


def is_slip(number: Number, fact: Fact) -> bool:
    """Whether a slip could have made a number of a fact: it is near, or its digits are the same but for one or two."""
    scale = 10**number.places
    right, wrong = int(fact.at(number.places) * scale), int(number.value * scale)
    if max(right, wrong) < SMALL:
        return abs(right - wrong) <= NEAR_SMALL
    return abs(right - wrong) <= NEAR or _edits(str(right), str(wrong)) == 1


def slipped(number: Number, fact: Fact) -> float:
    """What it counts for a fact that a slip could have made a number of it: much for large ones."""
    if not is_slip(number, fact):
        return 0.0
    steps = ((1000, 2.0), (300, 1.5), (100, 1.1), (30, 0.6))
    if number.places:
        return 0.8 if number.value >= TWO_DIGITS else 0.0
    swapped = sorted(str(number.value)) == sorted(str(fact.at(0))) and number.value >= TWO_DIGITS
    return next((points for least, points in steps if number.value >= least), 0.5 if swapped else 0.0)


def _edits(right: str, wrong: str) -> int:
    """How many slips make one number of another, as far as one: a digit changed, left out, added, or two exchanged."""
    if len(right) == len(wrong):
        other = [at for at in range(len(right)) if right[at] != wrong[at]]
        swapped = len(other) == PAIR and other[1] == other[0] + 1 and sorted(right) == sorted(wrong)
        return 1 if swapped else len(other)
    longer, shorter = max(right, wrong, key=len), min(right, wrong, key=len)
    lost = len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
    return 1 if lost else PAIR
