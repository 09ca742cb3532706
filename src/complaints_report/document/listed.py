"""Contradictions in a sentence: a share that its whole numbers do not give, and a list that misses its total."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction

from complaints_report.document.contradictions import Contradiction
from complaints_report.document.reading import Stretch
from complaints_report.document.sums import gives, make_up, possible
from complaints_report.document.tokens import Token, tokens
from complaints_report.metrics.figure import half_up
from complaints_report.report.words import numeral

_BASE = r"(?P<some>\d[\d,]*) (?:out )?of (?:the |all )?(?P<whole>\d+(?:,\d{3})*)(?![\d/–-])"
_SHARE = r"(?P<share>\d+(?:\.\d+)?) ?(?:%|per ?cent)"
_STATED = (re.compile(rf"{_SHARE}[^\d.;%]*\({_BASE}"), re.compile(rf"{_BASE}(?: [a-z]+){{0,4}} \({_SHARE}"))
_SHARE_OF = re.compile(rf"{_SHARE} of (?:the |our |all )?(?P<whole>\d+(?:,\d{{3}})*)(?![\d/–%-]|\.\d| ?per ?cent)")
_BRACKETS = re.compile(r"\([^()]*\)")
_LIST = re.compile(r"(?P<head>[^:;]*): (?P<parts>[^:;]*)$")
_PARTED = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
LEAST_PARTS = 2


def in_words(sentence: Stretch, agree: AbstractSet[int]) -> Iterator[Contradiction]:
    """What a sentence contradicts itself in; the data bear out the numbers that begin at `agree`."""
    yield from _shares(sentence.words)
    yield from _impossible(sentence.words)
    yield from _lists(sentence.words, agree)


def _shares(words: str) -> Iterator[Contradiction]:
    """Shares that the whole numbers beside them do not give: "64.8% (11 of 17)"."""
    for form in _STATED:
        for found in form.finditer(words):
            some, whole = (int(found[name].replace(",", "")) for name in ("some", "whole"))
            share, places = Decimal(found["share"]), len(found["share"].partition(".")[2])
            if whole and not gives(share, places, some, whole):
                right = half_up(Fraction(some * 100, whole), places)
                said = f"{some:,} of {whole:,}"
                yield Contradiction(f"{said} is {right}%, not {share}%", f"{share}%", f"{right}%")


def _impossible(words: str) -> Iterator[Contradiction]:
    """Shares that no whole number out of so many comes to: "64.8% of the 17 complaints"."""
    for found in _SHARE_OF.finditer(words):
        share = tokens(found["share"] + "%")[0]
        if not possible(share, int(found["whole"].replace(",", ""))):
            told = f"no whole number out of {found['whole']} is {found['share']}%"
            yield Contradiction(told, f"{found['share']}%", "")


def _lists(words: str, agree: AbstractSet[int]) -> Iterator[Contradiction]:
    """A number and the list of its parts: "56 complaints: 30 upheld, 20 not upheld and 5 withdrawn"."""
    plain = _BRACKETS.sub(lambda found: " " * len(found[0]), words)
    found = _LIST.search(plain.rstrip(". "))
    if found is None:
        return
    wholes = _counts(found["head"])
    parts = [_counts(part) for part in _PARTED.split(found["parts"])]
    if len(wholes) != 1 or len(parts) < LEAST_PARTS or any(len(part) != 1 for part in parts):
        return
    whole, values = int(wholes[0].value or 0), [int(part[0].value or 0) for part in parts]
    if wholes[0].place not in agree and not make_up(values, whole):
        told = f"the parts add up to {numeral(sum(values))}, but the total says {numeral(whole)}"
        yield Contradiction(told, wholes[0].text, numeral(sum(values)))


def _counts(words: str) -> list[Token]:
    """The numbers of some words, if all of them are counts."""
    found = [token for token in tokens(words) if token.is_number]
    return found if all(not token.unit and not token.places for token in found) else []
