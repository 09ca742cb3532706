"""Sheets of one workbook that have the same headings, as a register with a sheet for each quarter has them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from complaints_report.intake.headings.parts import Part
from complaints_report.intake.proposals.candidates import Headed
from complaints_report.intake.proposals.heading_search import headed_below, heading_row_in, rows_below
from complaints_report.intake.read.cells import Row
from complaints_report.intake.read.sheets import Sheet
from complaints_report.intake.records.names import plain
from complaints_report.intake.records.spellings import to_stage

_SAME = 0.8
"""The share of the headings that sheets of one shape have in common."""


@dataclass(frozen=True)
class Shaped:
    """A sheet with the row of its headings."""

    sheet: Sheet
    row: Row

    @property
    def texts(self) -> set[str]:
        """Its headings, in plain letters."""
        return {plain(cell) for cell in self.row.cells if isinstance(cell, str) and plain(cell)}


def same_shaped(part: Part, chosen: Shaped, sheets: Iterable[Sheet]) -> list[Shaped]:
    """The sheets that have the headings of the chosen one, in the order of the workbook."""
    rows = [(sheet, chosen.row if sheet is chosen.sheet else heading_row_in(part, sheet)) for sheet in sheets]
    shaped = [Shaped(sheet, row) for sheet, row in rows if row]
    return [one for one in shaped if _share(one.texts, chosen.texts) >= _SAME]


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)


def headed_in(shaped: Sequence[Shaped]) -> tuple[list[Headed], list[str]]:
    """The headings that all of some sheets have, with their cells in all of them; and those that stand twice in one."""
    every = [headed_below(rows_below(one.sheet, one.row), one.row) for one in shaped]
    repeated = list(dict.fromkeys(text for _, texts in every for text in texts))
    (first, _), *others = every
    return [_joined(one, [headed for headed, _ in others]) for one in first if _is_in_all(one, others)], repeated


def _is_in_all(one: Headed, others: Iterable[tuple[list[Headed], list[str]]]) -> bool:
    return all(any(plain(other.text) == plain(one.text) for other in headed) for headed, _ in others)


def _joined(one: Headed, others: Iterable[Iterable[Headed]]) -> Headed:
    same = [one, *(other for headed in others for other in headed if plain(other.text) == plain(one.text))]
    return replace(one, every=tuple(cell for each in same for cell in each.every))


def stages_of(shaped: Sequence[Shaped]) -> dict[int, str]:
    """The sheet of each stage, where every sheet is called as another stage; else nothing."""
    stages = [to_stage(re.sub(r"(?i)complaints?|20\d\d\S*", "", one.sheet.name).strip(" -_")) for one in shaped]
    known = [stage for stage in stages if stage]
    if len(shaped) < 2 or len(known) != len(shaped) or len(set(known)) != len(known):
        return {}
    return {stage: one.sheet.name for stage, one in zip(known, shaped, strict=True)}
