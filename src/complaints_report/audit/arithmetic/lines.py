"""Some words with each number as one letter, so that forms of sentences can be told by patterns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from complaints_report.audit.arithmetic.forms import Forms
from complaints_report.audit.reading.document import Sentence, Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT, POINTS, POUNDS

MOST = 60
"""So many numbers of a sentence take part; nobody writes more."""
LETTERS = {COUNT: 0xE000, PERCENT: 0xE100, POINTS: 0xE200, POUNDS: 0xE300, DAYS: 0xE400}
HEDGED, ABOUT, ANY = 0xE500, 0xE600, re.compile("[\ue000-\ue6ff]")
IS = Forms("sentences")


@dataclass(frozen=True)
class Line:
    """Some words with each number as one letter that tells its unit, and where those numbers stand."""

    words: str
    spots: Sequence[Spot]

    def spot(self, letter: str) -> Spot:
        """The number that a letter stands for."""
        return self.spots[ord(letter) & 0xFF]

    def of(self, letters: Iterable[str]) -> list[Spot]:
        """The numbers that letters stand for."""
        return [self.spot(letter) for letter in letters]


def line(said: Sentence, spots: Sequence[Spot]) -> Line:
    """The line of a sentence, of which these are the numbers."""
    words, last = "", 0
    for place, number in enumerate(spot.number for spot in spots[:MOST]):
        if number.spelled and number.hedged and number.value <= 1:
            continue  # "at least one", which counts nothing
        before = said.words[last : number.begins]
        hedged = number.hedged and not (place and IS["compared"].fullmatch(before))
        hedged |= number.spelled and number.value <= 10 and IS.has("known", before)
        letter = LETTERS[number.unit] if not hedged else ABOUT if number.unit == PERCENT else HEDGED
        words += before + chr(letter + place)
        last = number.ends
    tail = said.words[last:] if len(spots) <= MOST else ""
    return Line(re.sub(r"[ \u00a0\u202f\t]+", " ", re.sub("[➔➜➞⟶⇒]|[-=–]+>", "→", words + tail)), spots[:MOST])


def joined(first: Line, second: Line) -> Line:
    """Two lines as one clause."""
    moved = ANY.sub(lambda one: chr(ord(one[0]) + len(first.spots)), second.words)
    return Line(f"{first.words.rstrip(' .:')}, {moved}", [*first.spots, *second.spots])


def unit_of(letter: str) -> int:
    """The letter of a number's unit; days are counts too, and what words leave open is that alone."""
    place = ord(letter) & 0xFF00
    return {LETTERS[DAYS]: LETTERS[COUNT], ABOUT: HEDGED}.get(place, place)
