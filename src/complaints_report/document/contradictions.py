"""Contradictions inside a document: shares that their whole numbers do not give, and parts that miss their total."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from complaints_report.document.reading import Grid, Stretch
from complaints_report.document.tokens import Token
from complaints_report.metrics.figure import half_up
from complaints_report.report.words import numeral

_BASE = r"(?P<some>\d[\d,]*) (?:out )?of (?:the |all )?(?P<whole>\d[\d,]*)"
_SHARE = r"(?P<share>\d+(?:\.\d+)?) ?(?:%|per ?cent)"
_STATED = (re.compile(rf"{_SHARE}[^\d.;%]*\({_BASE}\b"), re.compile(rf"{_BASE}(?: [a-z]+){{0,4}} \({_SHARE}"))
_TOTAL = re.compile(r"\s*(?:grand |overall )?total\b|\s*all\b", re.IGNORECASE)
MOST_WRONG, LEAST_ROWS = 0.34, 3


@dataclass(frozen=True)
class Contradiction:
    """What does not agree with what, in a sentence; `row` and `column` tell where in a table."""

    told: str
    said: str
    should: str
    row: int = 0
    column: int = 0


def in_words(sentence: Stretch) -> Iterator[Contradiction]:
    """Shares of a sentence that the whole numbers beside them do not give: "64.8% (11 of 17)"."""
    for form in _STATED:
        for found in form.finditer(sentence.words):
            some, whole = (int(found[name].replace(",", "")) for name in ("some", "whole"))
            share = Decimal(found["share"])
            if whole and not _gives(share, _places(found["share"]), some, whole):
                right = half_up(Fraction(some * 100, whole), _places(found["share"]))
                said = f"{some:,} of {whole:,}"
                yield Contradiction(f"{said} is {right}%, not {share}%", f"{share}%", f"{right}%")


def _places(written: str) -> int:
    return len(written.partition(".")[2])


def _gives(share: Decimal, places: int, some: int, whole: int) -> bool:
    """Whether a share is that of some of a whole, rounded either way or cut off."""
    exact = Fraction(some * 100, whole)
    return abs(Fraction(share) - exact) < Fraction(1, 10**places) and (
        half_up(exact, places) == share or abs(Fraction(share) - exact) == Fraction(1, 2 * 10**places)
    )


def in_table(grid: Grid, spared: AbstractSet[int]) -> Iterator[Contradiction]:
    """What a table contradicts itself in; the spared columns are known to be wrong already."""
    columns = {
        place: [_only(row, place) for row in grid.rows] for place in range(1, len(grid.header)) if place not in spared
    }
    counts = {place: found for place, found in columns.items() if _are(found, "")}
    total = _total_row(grid)
    if total is not None:
        for place, found in counts.items():
            yield from _sums(found, place, total)
    for place, found in columns.items():
        if _are(found, "percent"):
            yield from _shares(found, place, counts, total)


def _only(row: Sequence[Stretch], place: int) -> Token | None:
    """The number of a cell that holds just one and no words."""
    found = row[place].tokens if place < len(row) else ()
    return found[0] if len(found) == 1 and found[0].is_number else None


def _are(found: Sequence[Token | None], unit: str) -> bool:
    """Whether a whole column is counts, or percents."""
    return len(found) >= LEAST_ROWS and all(one and one.unit == unit and (unit or not one.places) for one in found)


def _total_row(grid: Grid) -> int | None:
    """The last row, where it alone is called a total."""
    totals = [place for place, row in enumerate(grid.rows) if any(_TOTAL.match(cell.words) for cell in row)]
    return totals[0] if totals == [len(grid.rows) - 1] else None


def _values(found: Sequence[Token | None]) -> list[int]:
    return [int(one.value) for one in found if one and one.value is not None]


def _sums(found: Sequence[Token | None], place: int, total: int) -> Iterator[Contradiction]:
    *parts, whole = _values(found)
    if sum(parts) != whole:
        told = f"the rows add up to {numeral(sum(parts))}, but the total says {numeral(whole)}"
        yield Contradiction(told, numeral(whole), numeral(sum(parts)), total, place)


def _shares(
    found: Sequence[Token | None], place: int, counts: dict[int, list[Token | None]], total: int | None
) -> Iterator[Contradiction]:
    """The percents of a column that are not those of the counts of another, where most of them are."""
    for counted in counts.values():
        some = _values(counted)
        whole = some[total] if total is not None else sum(some)
        wrong = [row for row, one in enumerate(found) if one and whole and not _is_share(one, some[row], whole)]
        if wrong and len(wrong) <= MOST_WRONG * len(found):
            yield from (_wrong_share(row, place, found[row], some[row], whole) for row in wrong)


def _is_share(share: Token, some: int, whole: int) -> bool:
    return share.value is not None and _gives(share.value, share.places, some, whole)


def _wrong_share(row: int, place: int, share: Token | None, some: int, whole: int) -> Contradiction:
    right, said = half_up(Fraction(some * 100, whole), share.places if share else 1), share.text if share else ""
    return Contradiction(f"{some:,} of {whole:,} is {right}%, not {said}", said, f"{right}%", row, place)
