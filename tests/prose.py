"""Faults of style in a report's text: long sentences, neighbours that begin alike, pictures not named, no change."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tests.passages import SENTENCES

LONGEST = 35
"""The most words of a sentence."""
ALIKE = 3
"""Neighbours may not begin with so many of the same words."""
KIND = re.compile(r"(?:- | +- |\d+\. )?(?:\w+(?: Text| Bullet| Number)?(?: \d)?: )?")
BESIDE = re.compile(r"\||Toc \d|Heading|TOC |Header|Footer|Subtitle|Title|Notice|Quote|Figure \d|Table \d|\[|“")
"""Lines that are no prose of ours: tables, captions, contents, and what people said."""
SAME_BY_DESIGN = (
    "no data on",
    "the number of",
    "other issues:",
    "on the day",
    "stage 1 complaints",
    "source not recorded",
)
"""Beginnings of sentences of one kind: what was not supplied, one number after another, a piece of learning."""
OF_NOTHING = re.compile(r"\b(?:increase|decrease) of (?:0(?:\.0+)?[ %]|none|no )", re.IGNORECASE)


def faults(text: str) -> list[str]:
    """Each fault of style, as what is wrong and the words."""
    said = list(_sentences(text))
    long = [f"{len(one.split())} words: {one}" for one in said if len(one.split()) > LONGEST]
    alike = [f"begins as the one before: {two}" for one, two in pairwise(said) if one and _begin_alike(one, two)]
    return long + alike + _unnamed(text) + [f"a change of nothing: {one}" for one in said if OF_NOTHING.search(one)]


def _unnamed(text: str) -> list[str]:
    """The pictures that no sentence names."""
    captions = re.findall(r"^Figure (\d+):", text, re.MULTILINE)
    sentences = re.sub(r"^(?:Figure \d+:|\||\[).*", "", text, flags=re.MULTILINE)
    return [f"no sentence names Figure {one}" for one in captions if not re.search(rf"Figure {one}\b", sentences)]


def _sentences(text: str) -> Iterator[str]:
    """The sentences of our prose in order, with an empty one wherever something else stands between."""
    for line in text.splitlines():
        if BESIDE.match(line.lstrip(" -")) or not line.strip():
            yield ""
        else:
            yield from SENTENCES.split(line[KIND.match(line).end() :])


def _begin_alike(one: str, two: str) -> bool:
    firsts = [tuple(re.findall(r"[\w’'/%.]+", said.lower())[:ALIKE]) for said in (one, two)]
    return len(firsts[1]) == ALIKE and firsts[0] == firsts[1] and " ".join(firsts[1]) not in SAME_BY_DESIGN
