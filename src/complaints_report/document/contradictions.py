"""Contradictions in a table: parts that miss their total, and shares that no whole numbers give."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from complaints_report.document.reading import Grid, Stretch
from complaints_report.document.sums import gives, make_up, possible
from complaints_report.document.tokens import Token
from complaints_report.metrics.figure import half_up
from complaints_report.report.words import numeral

_TOTAL = re.compile(r"\s*(?:grand |overall )?total\b|\s*all\b", re.IGNORECASE)
_SHARES = re.compile(r"%|\b(?:per ?cent|percentages?|shares?|proportion)\b", re.IGNORECASE)
_NOT_ADDED = re.compile(
    rf"\b(?:average|mean|median|rate|ratio|per|days|target|age|year)\b|{_SHARES.pattern}", re.IGNORECASE
)
_OF_ALL = re.compile(
    r"\b(?:shares?|proportion|split|distribution)\b|(?:%|per ?cent|percentage) of (?:all|the total|total)\b", re.I
)
MOST_WRONG, LEAST_ROWS, WHOLE, ABOUT = 0.34, 3, 100, 3
Place = tuple[int, int]
"""The row and the column of a cell."""
Column = Sequence[Token | None]
"""The one number of each cell of a column, where it holds one and no words."""


@dataclass(frozen=True)
class Contradiction:
    """What does not agree with what; `row` and `column` tell where in a table."""

    told: str
    said: str
    should: str
    row: int = 0
    column: int = 0


class InTable:
    """Finds what a table contradicts itself in; the data bear out the cells at `agree`, and some columns are spared."""

    def __init__(self, grid: Grid, agree: AbstractSet[Place], spared: AbstractSet[int]) -> None:
        self._grid, self._agree = grid, agree
        places = [place for place in range(1, len(grid.header)) if place not in spared]
        self._columns = {place: self._column(place) for place in places}
        self._counts = {place: found for place, found in self._columns.items() if _are(found, "")}
        self._total = _total_row(grid)

    def _column(self, place: int) -> Column:
        """The numbers of a column; those under a heading of percents are percents."""
        found = [_only(row, place) for row in self._grid.rows]
        if _SHARES.search(self._grid.header[place]):
            return [one and replace(one, unit="percent") for one in found]
        return found

    def found(self) -> Iterator[Contradiction]:
        """Every contradiction."""
        yield from self._totals_below()
        yield from self._totals_beside()
        for place, found in self._columns.items():
            if _are(found, "percent"):
                yield from self._shares(place, found)
                yield from () if self._counts else self._whole(place, found)
            yield from self._out_of(place, found)

    def _totals_below(self) -> Iterator[Contradiction]:
        """Counts that do not add up to their total in the last row; one that the data bear out may be of more rows."""
        for place, found in self._counts.items():
            added = not _NOT_ADDED.search(self._grid.header[place]) and (self._total, place) not in self._agree
            if self._total is not None and added:
                *parts, whole = _values(found)
                if not make_up(parts, whole):
                    told = f"the rows add up to {numeral(sum(parts))}, but the total says {numeral(whole)}"
                    yield Contradiction(told, numeral(whole), numeral(sum(parts)), self._total, place)

    def _totals_beside(self) -> Iterator[Contradiction]:
        """Counts that do not add up to their total in the last column, where most rows do."""
        *parts, last = self._counts or [0]
        if (
            len(parts) < LEAST_ROWS - 1
            or last != len(self._grid.header) - 1
            or not _TOTAL.match(self._grid.header[last])
        ):
            return
        sums = [sum(_values([self._counts[place][row] for place in parts])) for row in range(len(self._grid.rows))]
        wrong = [row for row, said in enumerate(_values(self._counts[last])) if said != sums[row]]
        if len(wrong) <= MOST_WRONG * len(sums):
            for row in wrong:
                said = self._grid.rows[row][last].words
                if (row, last) not in self._agree:
                    told = f"the columns add up to {numeral(sums[row])}, but the total says {said}"
                    yield Contradiction(told, said, numeral(sums[row]), row, last)

    def _shares(self, place: int, found: Column) -> Iterator[Contradiction]:
        """The percents of a column that are not those of the counts of another, where most of them are."""
        for counted in self._counts.values():
            some = _values(counted)
            whole = some[self._total] if self._total is not None else sum(some)
            wrong = [row for row, one in enumerate(found) if one and whole and not _is_share(one, some[row], whole)]
            if wrong and len(wrong) <= MOST_WRONG * len(found):
                told = (_wrong_share(row, place, found[row], some[row], whole) for row in wrong)
                yield from (one for one in told if (one.row, place) not in self._agree)

    def _whole(self, place: int, found: Column) -> Iterator[Contradiction]:
        """Percents that make up one whole and miss 100% by more than rounding can explain."""
        values = [one.value for one in found if one and one.value is not None]
        parts = [value for row, value in enumerate(values) if row != self._total]
        is_total = self._total is not None and values[self._total] == WHOLE
        told_so = _OF_ALL.search(f"{self._grid.header[place]} {self._grid.caption}") and self._total is None
        off = abs(sum(parts, Decimal(-WHOLE)))
        places = max(one.places for one in found if one)
        about = is_total or (told_so and len(parts) > LEAST_ROWS and off <= ABOUT)
        agree = all((row, place) in self._agree for row in range(len(found)) if row != self._total)
        if about and not agree and off > len(parts) * Decimal(1).scaleb(-places) / 2:
            told = f"the rows add up to {sum(parts)}%, which rounding does not explain"
            yield Contradiction(told, f"{sum(parts)}%", "100%", len(found) - 1, place)

    def _out_of(self, place: int, found: Column) -> Iterator[Contradiction]:
        """Percents over a total that is a count, of which no whole number is that percent."""
        base = None if self._total is None else _only(self._grid.rows[self._total], place)
        parts = [(row, one) for row, one in enumerate(found) if row != self._total]
        if base is None or base.unit or base.places or any(one is None or one.unit != "percent" for _, one in parts):
            return
        wrong = [(row, one) for row, one in parts if one and not possible(one, int(base.value or 0))]
        if len(wrong) <= MOST_WRONG * len(parts):
            for row, one in wrong:
                yield Contradiction(f"no whole number out of {base.text} is {one.text}", one.text, "", row, place)


def _only(row: Sequence[Stretch], place: int) -> Token | None:
    """The number of a cell that holds just one and no words."""
    found = row[place].tokens if place < len(row) else ()
    return found[0] if len(found) == 1 and found[0].is_number else None


def _are(found: Column, unit: str) -> bool:
    """Whether a whole column is counts, or percents."""
    return len(found) >= LEAST_ROWS and all(one and one.unit == unit and (unit or not one.places) for one in found)


def _total_row(grid: Grid) -> int | None:
    """The last row, where it alone is called a total."""
    totals = [place for place, row in enumerate(grid.rows) if any(_TOTAL.match(cell.words) for cell in row)]
    return totals[0] if totals == [len(grid.rows) - 1] else None


def _values(found: Column) -> list[int]:
    return [int(one.value) for one in found if one and one.value is not None]


def _is_share(share: Token, some: int, whole: int) -> bool:
    return share.value is not None and gives(share.value, share.places, some, whole)


def _wrong_share(row: int, place: int, share: Token | None, some: int, whole: int) -> Contradiction:
    right, said = half_up(Fraction(some * 100, whole), share.places if share else 1), share.text if share else ""
    return Contradiction(f"{some:,} of {whole:,} is {right}%, not {said}", said, f"{right}%", row, place)
