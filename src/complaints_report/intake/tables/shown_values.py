"""The unknown values of coded columns: which may be shown, and where a person says what they mean."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from complaints_report.intake.faults import FOLDER_MEANT
from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.headings.parts import ISSUES_WITHIN
from complaints_report.intake.read.cells import Cell
from complaints_report.intake.records.names import folded
from complaints_report.intake.records.spellings import CODED, VALUES

LONGEST, FEWEST, MOST_KINDS = 40, 5, 30
"""How many letters a shown value has at most, how many rows at least, and how many values its column at most."""

_DIGITS = 6
"""So many digits in a value may be a telephone number or a reference."""
_SHORT = 5
"""Texts of no more letters are not compared, since two wrong letters make most of them others."""
_WORD = re.compile(r"[^\W\d_]+")
_OF_COMPLAINANTS = frozenset(
    word for code, forms in VALUES["complainant"].items() for text in (code, *forms) for word in _WORD.findall(text)
)
_BESIDE_THESE = frozenset(
    """
    absent adult adults agency agent anonymous applicant associate authority behalf business charity citizen client
    community complainant contact council customer daughter ex external former general grandchild grandson
    granddaughter guardian guardians household husband individual internal known landlord legal legally local male
    female multiple nan nana nephew niece no none not organisation organisations partner partners party previous proxy
    public recorded relation relationship relatives representative representatives represented resident residential
    resource rep self service services significant social specified spouse staff stated step stepfather stepmother
    stepparent supporter team tenant third trust unknown unspecified user users voluntary witness worker workers
    expartner wife son sons
    """.split()  # noqa: SIM905
)
_USUAL = frozenset(word.casefold() for word in _OF_COMPLAINANTS) | _BESIDE_THESE


@dataclass(frozen=True)
class ShownValues:
    """The values of a table's coded columns that may be shown, in all parts of it together; looked for when asked."""

    parts: Sequence[Mapped]
    _found: dict[str, frozenset[str]] = field(default_factory=dict)

    def has(self, column: str, cell: Cell) -> bool:
        """Whether a value of a column may be shown."""
        if column not in CODED or not isinstance(cell, str | int | float):
            return False
        if column not in self._found:
            self._found[column] = frozenset(_that_may_be_shown(column, _counted(self.parts, column)))
        return folded(cell) in self._found[column]

    def told(self, section: str, column: str, cell: Cell, words: Mapping[str, Any]) -> Mapping[str, Any]:
        """The words of a fault, which name report.toml where a value there is nearly the one that is not known."""
        if column not in CODED or not (near := self._nearly_named(column, cell)):
            return words
        why = f"{words['why']} report.toml names '{near}', which differs from it by no more than a letter or two."
        where = f"under [sources.{section}.values.{column}] in report.toml"
        return {**words, "why": why, "cure": f"Write it as the export has it {where}."}

    def _nearly_named(self, column: str, cell: Cell) -> str:
        """The value that the settings name and that differs from a cell by no more than a letter or two."""
        from rapidfuzz.distance import OSA

        text = folded(cell)
        named = [theirs for part in self.parts for theirs in part.part.source.values.get(column, {})]
        near = (one for one in named if len(text) > _SHORT and OSA.distance(folded(one), text, score_cutoff=2) <= 2)
        return next(near, "")


def _counted(parts: Sequence[Mapped], column: str) -> Counter[str]:
    """How many rows have each value of a column."""
    counts = Counter[str]()
    for part in parts:
        if cells := part.cells(column):
            rows = np.bincount(cells.codes, minlength=len(cells.kinds)).tolist()
            for kind, times in zip(cells.kinds, rows, strict=True):
                if times and kind is not None:
                    counts[folded(kind)] += times
    return counts


def _that_may_be_shown(column: str, counts: Counter[str]) -> list[str]:
    if len(counts) > MOST_KINDS:
        return []
    often = [value for value, rows in counts.items() if rows >= FEWEST and len(value) <= LONGEST]
    often = [value for value in often if "@" not in value and sum(map(str.isdecimal, value)) < _DIGITS]
    return [value for value in often if column != "complainant" or is_usual_of_complainants(value)]


def is_usual_of_complainants(value: str) -> bool:
    """Whether a value that says who complained is made of words that say so of anybody."""
    words = _WORD.findall(value.casefold())
    return bool(words) and _USUAL.issuperset(words) and not any(character.isdecimal() for character in value)


def said_in_settings(section: str, column: str) -> str:
    """Which lines of the settings say what a value of a coded column means, and which command writes them, if any."""
    if column not in CODED:
        return ""
    where = f"under [sources.{section}.values.{column}] in report.toml"
    is_asked = section in ("complaints", ISSUES_WITHIN)
    prints = f"; `complaints-report init {FOLDER_MEANT} --values` prints them" if is_asked else ""
    return f"Or say what the export's value means, a line for each, {where}{prints}."
