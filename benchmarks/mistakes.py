"""Mistakes that are no slips of the pen, as another figure or last year's column; and passages by themselves."""

import random
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import docx
from lxml import etree

from benchmarks.marked import OPENS, Mistake
from complaints_report.audit.evidence.facts import Fact
from complaints_report.audit.evidence.verdicts import Verdict
from complaints_report.audit.reading.document import Grid
from complaints_report.word.markup import W

OTHER_DIGIT, LOST_DIGIT, LEAST_IN_COLUMN = 0.5, 0.75, 3
_NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_NEIGHBOURS = (1, 1, 1, 2, 3, 5)
"""Of how many passages an excerpt is, each as often as it stands here."""


@dataclass(frozen=True)
class AnotherFigure:
    """Puts the same figure of another year, stage or group in a number's place; where it knows none, a wrong digit."""

    facts_of: Mapping[str, list[Fact]]
    every: list[Fact]

    def __call__(self, number: str, words: str, taken: Collection[str], chance: random.Random) -> str:
        """What stands in the number's place."""
        plain, places = number.replace(",", ""), len(number.partition(".")[2])
        facts = self.facts_of.get(plain, [])
        others = [one for one in self.every if _is_alike(one, chance.choice(facts))] if facts else []
        now = f"{chance.choice(others).at(places)}" if others else other_digit(plain, chance)
        return "" if now in taken or not _NUMBER.fullmatch(now) else f"{Decimal(now):,}" if "," in number else now


def _is_alike(one: Fact, fact: Fact) -> bool:
    """Whether two facts differ in their year, their stage or their group alone."""
    same = (one.figure.metric, one.figure.by, one.part, one.unit) == (
        fact.figure.metric,
        fact.figure.by,
        fact.part,
        fact.unit,
    )
    pairs = zip(_of(one), _of(fact), strict=True)
    return same and sum(a != b for a, b in pairs) == 1


def _of(fact: Fact) -> tuple[object, ...]:
    return fact.figure.stage, fact.figure.group, fact.figure.year


def other_digit(number: str, chance: random.Random) -> str:
    """A number with one of its digits another one, lost, or twice."""
    at = chance.choice([place for place, sign in enumerate(number) if sign.isdigit()])
    how = chance.random()
    if how < OTHER_DIGIT:
        return f"{number[:at]}{(int(number[at]) + chance.randrange(1, 10)) % 10}{number[at + 1 :]}"
    return number[:at] + number[at + 1 :] if how < LOST_DIGIT else number[:at] + number[at] + number[at:]


def columns_of_last_year(agreed: Iterable[Verdict], every: Iterable[Fact]) -> list[Mistake]:
    """For each column of a table that has enough figures, the mistake of putting another year's in their place."""
    years: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in every:
        years[fact.likeness, fact.figure.stage].append(fact)
    columns: dict[tuple[int, int], dict[tuple[str, str], str]] = defaultdict(dict)
    for one in agreed:
        others = [other for other in years[one.fact.likeness, one.fact.figure.stage] if other is not one.fact]
        if isinstance(one.spot.block, Grid) and others:
            cell, number = one.spot.sentence.words.strip(), one.spot.number
            columns[id(one.spot.block), one.spot.column][cell, number.text] = f"{others[0].at(number.places)}"
    return [_as_told(cells) for cells in columns.values() if len(cells) >= LEAST_IN_COLUMN]


def _as_told(cells: Mapping[tuple[str, str], str]) -> Mistake:
    def mistake(number: str, words: str, taken: Collection[str], chance: random.Random) -> str:
        now = cells.get((words.strip(), number), number)
        return "" if now == number else now

    return mistake


def excerpt(path: Path, to: Path, chance: random.Random) -> Path:
    """A few passages of a marked report by themselves, with or without the heading over them and the title."""
    document = docx.Document(str(path))
    body = document.element.body
    passages = [one for one in body if one.tag in (f"{W}p", f"{W}tbl")]
    first = chance.choice([at for at, one in enumerate(passages) if OPENS in _words(one)])
    kept = set(range(first, first + chance.choice(_NEIGHBOURS)))
    headings = [at for at in range(first) if "eading" in _style(passages[at])]
    kept |= {*(headings[-1:] if chance.random() < OTHER_DIGIT else []), *([0] if chance.random() < OTHER_DIGIT else [])}
    for at, one in enumerate(passages):
        if at not in kept:
            body.remove(one)
    document.save(str(to))
    return to


def _words(one: etree._Element) -> str:
    return "".join(text.text or "" for text in one.iter(f"{W}t"))


def _style(one: etree._Element) -> str:
    return next((style.get(f"{W}val") or "" for style in one.iter(f"{W}pStyle")), "")
