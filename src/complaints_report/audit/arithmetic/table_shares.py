"""Percentages in tables with the counts that they are of: in one cell, or in columns side by side."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from complaints_report.audit.arithmetic.relations import Relation, half, held, impossible, part, size_of, voted
from complaints_report.audit.arithmetic.views import IS, View
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import COUNT, PERCENT

_MOST_WHOLES = 60
"""So many wholes that stand nowhere are tried."""
_ROUNDED, _BEYOND_CHANCE = 2, 4
"""By so much rounded shares may miss 100; and so many at least must be of one whole that stands nowhere."""
_Pair = Sequence[Spot]


def shares_of_view(view: View) -> Iterator[Relation]:
    """Percentages with the counts they are of: in one cell, or in columns side by side."""
    for column in dict.fromkeys(column for _, column in view.paired):
        yield from _shares_of(view, {row: both for (row, at), both in view.paired.items() if at == column}, column)
    counts = view.columns_of(COUNT)
    for shares in view.columns_of(PERCENT):
        for column in sorted(counts, key=lambda at: abs(at - shares))[:6]:
            cells = ((row, view.lone.get((row, column)), view.lone.get((row, shares))) for row in view.first)
            beside = {row: (count, share) for row, count, share in cells if count and share}
            yield from _shares_of(view, beside, column)
            yield from _rates(list(beside.values()), 0.001 if len(counts) > 1 else 0.02)
        for both in pairwise(counts):
            yield from _shares_of_two(view, *both, shares)


def _shares_of_two(view: View, first: int, second: int, shares: int) -> list[Relation]:
    """Percentages of two columns together, as of what was upheld and what was in part."""
    readings = []
    for whole in view.columns_of(COUNT):
        rows = [[view.lone.get((row, at)) for at in (first, second, whole, shares)] for row in view.first]
        known = [[spot for spot in row if spot] for row in rows if all(row)] if whole not in (first, second) else []
        made = [part(row[:2], row[2], row[3]) for row in known if size_of(row[0]) + size_of(row[1]) <= size_of(row[2])]
        readings.append([one for one in made if one])
    return voted(max(readings, key=held, default=[]), 2 if _names_both(view, first, second, shares) else 3)


def _names_both(view: View, *columns: int) -> bool:
    """Whether the heading of the last of some columns has words of each other one's."""
    *each, both = (set(re.findall("[a-z]{4,}", view.columns[at].lower())) for at in columns)
    return all(one & both for one in each)


def _shares_of(view: View, pairs: Mapping[int, _Pair], column: int) -> Iterator[Relation]:
    """The pairs of a column as parts of a total of the column, or of a count in the same row."""
    bases = [dict.fromkeys(pairs, view.counts.get((row, column))) for row in view.totals]
    above = {row: _whole_above(view, row, column) for row in pairs if IS["of-which"].match(view.rows[row])}
    of_which = [one for row, whole in above.items() if (one := _of(pairs[row], whole))]
    if len(of_which) == len(pairs) > 1 and 2 * held(of_which) >= len(pairs):
        yield from of_which
        return
    bases += [{row: view.lone.get((row, at)) for row in pairs} for at in view.columns_of(COUNT) if at != column]
    readings = ([one for row, both in pairs.items() if (one := _of(both, base[row]))] for base in bases)
    made = voted(max(readings, key=held, default=[]))
    yield from made or _of_unsaid(list(pairs.values()))


def _whole_above(view: View, row: int, column: int) -> Spot | None:
    """The count in the nearest row above that is no part of another."""
    wholes = (at for at in range(row - 1, -1, -1) if not IS["of-which"].match(view.rows[at]))
    return next((view.counts.get((at, column)) for at in wholes), None)


def _of_unsaid(pairs: Sequence[_Pair]) -> list[Relation]:
    """The pairs as parts of a whole that stands nowhere: of what they come to, or of one that nearly all fit."""
    summed = sum((size_of(count) for count, _ in pairs), Fraction(0))
    as_sum = _parts_of(pairs, summed, ", as the rows add up")
    if held(as_sum) >= max(3, len(pairs) - 1):
        return as_sum
    tries = (_parts_of(pairs, one, ", as the other rows have it") for one in _wholes(pairs))
    best = max(tries, key=held, default=[])
    return best if held(best) >= max(_BEYOND_CHANCE, len(pairs) - 1) else []


def _parts_of(pairs: Sequence[_Pair], whole: Fraction, where: str) -> list[Relation]:
    return [one for count, share in pairs if (one := part(count, whole, share, where=where))]


def _wholes(pairs: Sequence[_Pair]) -> Sequence[Fraction]:
    """The whole numbers that the largest count may be its percentage of, where there are few, and the next."""
    largest = sorted(pairs, key=lambda one: size_of(one[0]))[-2:] if len(pairs) > 4 else []
    spans = [(size_of(count), size_of(p) - half(p), size_of(p) + half(p)) for count, p in largest if p.number.value]
    found = {
        whole for count, low, high in spans for whole in range(ceil(100 * count / high), floor(100 * count / low) + 1)
    }
    return [Fraction(whole) for whole in sorted(found)[:_MOST_WHOLES]]


def _of(pair: _Pair, base: Spot | None) -> Relation | None:
    """A count and its percentage as a part of a whole, which is 100% of itself, or what rounded shares come to."""
    count, share = pair
    one = part(count, base, share) if base and count.number.value <= base.number.value else None
    is_whole = base == count and abs(share.number.value - 100) <= _ROUNDED
    return replace(one, holds=one.holds or is_whole, solved=dict) if one and base == count else one


def _rates(pairs: Sequence[_Pair], most: float) -> Iterator[Relation]:
    """Percentages of the count in their own row, where so many are possible that this is no chance."""
    found = [one for count, share in pairs if not share.number.sign and (one := impossible(share, count))]
    chance, wrong = 1.0, len(found) - held(found)
    for share, count in (one.spots for one in found if one.holds and one.blamed.number.value not in (0, 100)):
        chance *= min(1.0, (float(count.number.value) + 1) / (100 * 10**share.number.places))
    yield from found if chance < most and wrong <= 1 else []
