"""Where the headings of an export stand, whatever they say, what stands below each, and which sheets have the same."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from complaints_report.intake.headings.heading_row import HEADINGS_WITHIN, best_headings
from complaints_report.intake.headings.parts import TablePart
from complaints_report.intake.headings.synonyms import start_of
from complaints_report.intake.proposals.candidates import Headed, to_days
from complaints_report.intake.read.cells import Cell, Row
from complaints_report.intake.read.sheets import Rows, Sheet
from complaints_report.intake.records.names import normalised, unescaped
from complaints_report.intake.records.spellings import to_stage

_CERTAIN, _LONGEST = 3, 100
"""So many headings of ours in a row, and it can be nothing but headings; and how long a heading may be."""

_YEAR = re.compile(r"(?<!\d)20\d\d(?:[/-](?:20)?\d\d)?(?!\d)")
_DATED_WITHIN = 1000
"""How many rows below the headings are looked at for a column of dates."""

_SELDOM = 500
"""A text that is in one row of so many may head its column all the same."""


def fit_of_headings(part: TablePart, sheet: Sheet) -> tuple[bool, int, int]:
    """How well the headings of a sheet fit; of those that fit alike, the longest goes first."""
    row = heading_row_in(part, sheet)
    return row is not None, len(best_headings(part, [row]).found) if row else 0, len(sheet.rows)


def heading_row_in(part: TablePart, sheet: Sheet) -> Row | None:
    """The row of headings; none where it may as well be data, which are not to be taken for headings and shown."""
    best = best_headings(part, sheet.rows)
    rows = sheet.rows[:HEADINGS_WITHIN]
    likely = [row for row in rows if row.number == best.row and best.found]
    if likely and len(best.found) >= _CERTAIN:
        return likely[0]
    return next((row for row in (*likely, *rows) if _looks_like_headings(row, sheet)), None)


def _looks_like_headings(row: Row, sheet: Sheet) -> bool:
    """Whether a row is of short texts that hardly come again, the first as wide, with dates below it."""
    texts = {at: cell for at, cell in enumerate(row.cells) if cell is not None}
    is_first = not (2 * sheet.rows.filled[sheet.rows.numbers < row.number] >= len(texts)).any()
    if not (is_first and 1 < len(texts) < 2 * len(set(texts.values())) and all(map(_may_be_heading, texts.values()))):
        return False
    below = rows_below(sheet, row)
    times = [int(below.column(at).where([kind == text for kind in below.kinds]).sum()) for at, text in texts.items()]
    headed = headed_below(below[:_DATED_WITHIN], row)[0]
    return any(one.is_of_days for one in headed) and max(times) <= len(below) // _SELDOM


def rows_below(sheet: Sheet, row: Row) -> Rows:
    """The rows below some headings that can be read, without those that are the headings again."""
    rows = sheet.rows.taken((sheet.rows.numbers > row.number) & ~sheet.rows.is_broken)
    texts = {at: cell for at, cell in enumerate(row.cells) if cell is not None}
    same = [rows.column(at).where([kind == text for kind in rows.kinds]) for at, text in texts.items()]
    return rows.taken(~np.logical_and.reduce(same)) if same else rows


def _may_be_heading(cell: Cell) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST or "@" in cell:
        return False
    text = _YEAR.sub("", start_of(cell) or unescaped(cell))
    return not re.search(r"\d\D*\d\D*\d", text) and not to_days(cell)


def headed_below(below: Rows, row: Row) -> tuple[list[Headed], list[str]]:
    """The headings that a setting can name, with their cells; and those that stand more than once."""
    texts = {at: cell.strip() for at, cell in enumerate(row.cells) if isinstance(cell, str) and normalised(cell)}
    times = Counter(normalised(text) for text in texts.values())
    columns = {at: below.column(at) for at in texts}
    headed = [
        Headed(text, text, tuple(columns[at]))
        for at, text in texts.items()
        if times[normalised(text)] == 1 and not to_days(text)
    ]
    return headed, list(dict.fromkeys(text for text in texts.values() if times[normalised(text)] > 1))


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
        return {normalised(cell) for cell in self.row.cells if isinstance(cell, str) and normalised(cell)}


def same_shaped(part: TablePart, chosen: Shaped, sheets: Iterable[Sheet]) -> list[Shaped]:
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
    return all(any(normalised(other.text) == normalised(one.text) for other in headed) for headed, _ in others)


def _joined(one: Headed, others: Iterable[Iterable[Headed]]) -> Headed:
    same = [one, *(other for headed in others for other in headed if normalised(other.text) == normalised(one.text))]
    return replace(one, every=tuple(cell for each in same for cell in each.every))


def stages_of(shaped: Sequence[Shaped]) -> dict[int, str]:
    """The sheet of each stage, where every sheet is called as another stage; else nothing."""
    stages = [to_stage(re.sub(r"(?i)complaints?|20\d\d\S*", "", one.sheet.name).strip(" -_")) for one in shaped]
    known = [stage for stage in stages if stage]
    if len(shaped) < 2 or len(known) != len(shaped) or len(set(known)) != len(known):
        return {}
    return {stage: one.sheet.name for stage, one in zip(known, shaped, strict=True)}
