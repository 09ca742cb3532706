"""A few passages of a marked report by themselves, as people hold a page of one to the data."""

import random
import re
from pathlib import Path

import docx
from lxml import etree

from benchmarks.marked import OPENS
from complaints_report.word.markup import W

HALF, WITH_FIGURES = 0.5, 0.7
"""The share of excerpts that have the heading over them or the title; and of those that begin with a figure of the data
and not just with any number."""
NEIGHBOURS = (1, 1, 1, 2, 3, 5)
"""Of how many passages an excerpt is, each as often as it stands here."""
_DIGIT = re.compile(r"\d")


def excerpt(path: Path, to: Path, chance: random.Random) -> Path:
    """A few passages of a marked report by themselves, with or without the heading over them and the title."""
    document = docx.Document(str(path))
    body = document.element.body
    passages = [one for one in body if one.tag in (f"{W}p", f"{W}tbl")]
    sign = OPENS if chance.random() < WITH_FIGURES else ""
    first = chance.choice([at for at, one in enumerate(passages) if _DIGIT.search(_words(one)) and sign in _words(one)])
    kept = set(range(first, first + chance.choice(NEIGHBOURS)))
    headings = [at for at in range(first) if "eading" in _style(passages[at])]
    kept |= {*(headings[-1:] if chance.random() < HALF else []), *([0] if chance.random() < HALF else [])}
    for at, one in enumerate(passages):
        if at not in kept:
            body.remove(one)
    document.save(str(to))
    return to


def _words(one: etree._Element) -> str:
    return "".join(text.text or "" for text in one.iter(f"{W}t"))


def _style(one: etree._Element) -> str:
    return next((style.get(f"{W}val") or "" for style in one.iter(f"{W}pStyle")), "")
