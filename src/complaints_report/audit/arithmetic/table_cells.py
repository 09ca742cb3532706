"""Relations between the cells of a table: totals, shares, rates and changes, by what most of its cells bear out."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, groupby
from operator import attrgetter

from complaints_report.audit.arithmetic.relations import (
    Forms,
    Relation,
    change_as_told,
    direction,
    impossible,
    part,
    size_of,
    total,
    value_of,
    way_of,
)
from complaints_report.audit.arithmetic.sentences import line, relations_in
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Document, Grid, Spot
from complaints_report.audit.reading.numbers import COUNT, PERCENT, POUNDS

MOST_COLUMNS, MOST_CELLS = 24, 3000
"""Relations between two columns are looked for among so many, and in so many cells."""
_IS = Forms("tables")
_At = tuple[int, int]
_Pair = Sequence[Spot]


@dataclass(eq=False)
class View:
    """A table by its columns, or turned over: the labels of its rows and columns, and its cells.

    `lone` are the cells that hold one number and no other words, `paired` those of a count and a percentage, "45
    (12.1%)", and `counts` the first number of either. `units` has the unit of each column, empty where it has several;
    `totals` are the rows that are called a total, `leaves` the others; `added` are the columns that may be added.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[_At, tuple[str, tuple[Spot, ...]]]
    about: str

    def __post_init__(self) -> None:
        two = {at: sorted(spots, key=lambda one: one.number.unit) for at, (_, spots) in self.cells.items()}
        self.lone = {at: spots[0] for at, spots in two.items() if len(spots) == 1 and _is_alone(spots[0])}
        self.paired = {at: one for at, one in two.items() if [spot.number.unit for spot in one] == [COUNT, PERCENT]}
        self.counts = {at: count for at, (count, _) in self.paired.items()} | self.lone
        both, found = {at for _, at in self.paired}, [set[str]() for _ in self.columns]
        for (_, column), spot in self.counts.items():
            share = spot.number.unit == COUNT and column not in both and _IS.has("share", self.columns[column])
            found[column].add(PERCENT if share else spot.number.unit)
        self.units = [min(units) if len(units) == 1 else "" for units in found]
        self.totals = [row for row, label in enumerate(self.rows) if any(map(_IS["total"].match, label.split("\n")))]
        self.leaves = [row for row in range(len(self.rows)) if row not in set(self.totals)]
        self.added = [at for at in self.columns_of(COUNT, POUNDS) if not _IS.has("not-added", self.columns[at])]
        self.first = range(len(self.rows))[: max(30, MOST_CELLS // len(self.columns))]

    def columns_of(self, *units: str) -> list[int]:
        """The first columns of some units."""
        return [column for column, unit in enumerate(self.units) if unit in units][:MOST_COLUMNS]


def _is_alone(spot: Spot) -> bool:
    words, number = spot.sentence.words, spot.number
    return not number.hedged and all(map(_IS["beside"].fullmatch, (words[: number.begins], words[number.ends :])))


def _views(grid: Grid, note: str) -> Iterator[View]:
    """A table by its columns and by its rows."""
    cells = {}
    for row, column, cell in grid.body():
        spots = tuple(Spot(number, cell, grid, row, column) for number in cell.numbers)
        cells[row - grid.heads, column - grid.labels] = cell.words, spots
    rows = ["\n".join(cell.words for cell in row[: grid.labels]) for row in grid.rows[grid.heads :]]
    heads = zip(*(row[grid.labels :] for row in grid.rows[: grid.heads]), strict=True)
    columns = ["\n".join(dict.fromkeys(cell.words for cell in head)) for head in heads]
    columns = columns or [""] * (len(grid.rows[0]) - grid.labels)
    yield View(rows, columns, cells, f"{grid.caption} {note} {' '.join(columns)}")
    yield View(columns, rows, {(column, row): cell for (row, column), cell in cells.items()}, grid.caption)


def relations_of_grid(grid: Grid, note: str = "") -> list[Relation]:
    """Every relation between the cells of a table, once; `note` is what stands right behind it."""
    kept: dict[object, Relation] = {}
    for view in _views(grid, note) if grid.rows else ():
        for one in (*_totals(view), *_shares(view), *_changes(view)):
            kept.setdefault((one.kind, frozenset(one.spots)), one)
    held = {(one.kind, one.blamed) for one in kept.values() if one.holds}
    held |= {(Kind.IMPOSSIBLE, spot) for kind, spot in held if kind is Kind.PART}
    return [one for one in kept.values() if one.holds or (one.kind, one.blamed) not in held]


def shares_in_cells(document: Document, right: AbstractSet[Spot] = frozenset()) -> Iterator[Relation]:
    """The percentages that stand in one cell with the numbers that they are of, as in "39.4% (115 of 292)"."""
    spots = (spot for spot in document.spots() if isinstance(spot.block, Grid))
    for said, numbers in groupby(spots, key=attrgetter("sentence")):
        if len(of_one := list(numbers)) > 2 and not right >= set(of_one):
            whole = line(said, of_one)
            lines = [replace(whole, words=words) for words in _IS["line"].split(whole.words)]
            yield from (one for each in lines for one in relations_in(each) if one.kind is Kind.PART)


def _voted(relations: Sequence[Relation], least: int = 2) -> list[Relation]:
    """The relations of one reading of a table: all where most hold, none counted for being 0, else those that do."""
    held = [one for one in relations if one.holds]
    telling = sum(one.blamed.number.value > 0 for one in held)
    return list(relations) if telling >= max(least, len(relations) - len(held) + 1) else held


# Totals


def _totals(view: View) -> Iterator[Relation]:
    """The total rows of a table with the rows that they are of, also a first or last row that is called otherwise."""
    of_some = _IS.has("some-shown", view.about)
    for row in view.totals:
        sums = max((_sums(view, row, block) for block in dict.fromkeys(_blocks(view, row))), key=_held)
        if held := _held(sums):
            yield from (one for one in sums if one.holds or len(sums) <= 2 * held)
        elif len(view.added) == 1 and not of_some:
            parts = _only_block(view, row)
            yield from (one for one in _sums(view, row, parts) if _are_parts(view, parts) and not _is_twice(one))
    for row in {0, len(view.rows) - 1}.difference(view.totals) if len(view.rows) > 2 else ():
        others = [other for other in view.leaves if other != row]
        sums = _sums(view, row, others)
        made = [one for one in sums if sum(map(value_of, one.spots)) > 50]
        yield from _voted(made) if _held(sums) > 1 and _are_parts(view, [row, *others]) else ()
    for column in view.columns_of(PERCENT):
        whole = next((spot for row in view.totals if (spot := view.lone.get((row, column)))), None)
        known = [spot for row in view.leaves if (spot := view.lone.get((row, column)))]
        if whole and whole.number.value == 100 and len(known) == len(view.leaves) > 1:
            one = replace(total(known), spots=(*known, whole))
            yield from [one] if (one.holds or not of_some) and min(map(size_of, known)) < 100 else []


def _held(relations: Sequence[Relation]) -> int:
    return sum(one.holds for one in relations)


def _blocks(view: View, row: int) -> list[tuple[int, ...]]:
    """The rows that a total row may be of: all, those of its block above or below it, or the other totals."""
    plain = [other for other in view.leaves if not _IS["of-which"].match(view.rows[other])]
    above = max((other for other in view.totals if other < row), default=-1)
    below = min((other for other in view.totals if other > row), default=len(view.rows))
    spans = (above, row), (row, below), (-1, row)
    within = [[other for other in view.leaves if least < other < most] for least, most in spans]
    return [tuple(block) for block in (plain, within[0], view.leaves, *within[1:], set(view.totals) - {row})]


def _sums(view: View, row: int, parts: Sequence[int]) -> list[Relation]:
    """The totals of a row with their parts in each column; where a part is no number, only those that hold."""
    found = []
    for column in view.added:
        whole, known = view.counts.get((row, column)), {at: view.counts.get((at, column)) for at in parts}
        spots = [spot for spot in known.values() if spot]
        if whole and len(spots) > 1:
            one, others = total(spots, whole), [view.cells.get((at, column), ("",))[0] for at in parts if not known[at]]
            found += [one] if one.holds or all(map(_IS["nothing"].fullmatch, others)) else []
    return found


def _only_block(view: View, row: int) -> tuple[int, ...]:
    """The rows that a total which does not hold must be of: its block, where another total is the sum of its own."""
    plain, block, *_ = _blocks(view, row)
    others = [other for other in view.totals if other != row]
    if others and not any(_held(_sums(view, other, _blocks(view, other)[1])) for other in others):
        return ()
    return block if others and len(block) > 1 else plain


def _are_parts(view: View, rows: Sequence[int]) -> bool:
    """Whether rows may be parts of one whole: no years, no rates."""
    years = sum(bool(_IS["year"].fullmatch(view.rows[row].strip())) for row in rows)
    return years < 2 and not any(_IS.has("not-added", view.rows[row]) for row in rows)


def _is_twice(one: Relation) -> bool:
    """Whether rows come to about twice their total, as where branches stand among their teams."""
    come_to = sum(map(value_of, one.spots[:-1]), Fraction(0))
    return 9 < 5 * come_to / max(value_of(one.spots[-1]), Fraction(1)) < 11


# Shares and rates


def _shares(view: View) -> Iterator[Relation]:
    """Percentages with the counts they are of: in one cell, or in columns side by side."""
    for column in dict.fromkeys(column for _, column in view.paired):
        yield from _shares_of(view, {row: both for (row, at), both in view.paired.items() if at == column}, column)
    counts = view.columns_of(COUNT)
    for shares in view.columns_of(PERCENT):
        for column in sorted(counts, key=lambda at: abs(at - shares))[:6]:
            cells = ((row, view.lone.get((row, column)), view.lone.get((row, shares))) for row in view.first)
            beside = {row: (count, share) for row, count, share in cells if count and share}
            yield from _shares_of(view, beside, column)
            yield from _rates(list(beside.values()))


def _shares_of(view: View, pairs: Mapping[int, _Pair], column: int) -> Iterator[Relation]:
    """The pairs of a column as parts of a total of the column, or of a count in the same row."""
    bases = [dict.fromkeys(pairs, view.counts.get((row, column))) for row in view.totals]
    bases += [{row: view.lone.get((row, at)) for row in pairs} for at in view.columns_of(COUNT) if at != column]
    readings = ([one for row, both in pairs.items() if (one := _of(both, base[row]))] for base in bases)
    made = _voted(max(readings, key=_held, default=[]))
    whole = sum((size_of(count) for count, _ in pairs.values()), Fraction(0))
    summed = (part(count, whole, share, where=", as the rows add up") for count, share in pairs.values() if not made)
    yield from made or _voted([one for one in summed if one], max(3, len(pairs) - 1))


def _of(pair: _Pair, base: Spot | None) -> Relation | None:
    """A count and its percentage as a part of a whole, which is 100% of itself."""
    count, share = pair
    one = part(count, base, share) if base and count.number.value <= base.number.value else None
    return replace(one, solved=dict) if one and base == count else one


def _rates(pairs: Sequence[_Pair]) -> Iterator[Relation]:
    """Percentages of the count in their own row, where so many are possible that this is no chance."""
    found = [one for count, share in pairs if not share.number.sign and (one := impossible(share, count))]
    chance, wrong = 1.0, len(found) - _held(found)
    for share, count in (one.spots for one in found if one.holds and one.blamed.number.value not in (0, 100)):
        chance *= min(1.0, (float(count.number.value) + 1) / (100 * 10**share.number.places))
    yield from found if chance < 0.001 and wrong < (2 if len(found) > 3 else 1) else []


# Changes


def _when(label: str) -> int | None:
    """The year of a heading; of "last year" and "this year" one that is before the other."""
    if found := _IS["year"].search(label):
        return int(found[1] or found[2])
    return 0 if _IS.has("before", label) else 1 if _IS.has("now", label) else None


def _changes(view: View) -> Iterator[Relation]:
    """Columns of changes, or of words that say which way, between the two columns of years that they fit best."""
    labels = list(enumerate(view.columns[:MOST_COLUMNS]))
    years = [(year, at) for at, label in labels if (year := _when(label)) is not None and not _IS.has("change", label)]
    of = {at: " ".join(_IS["no-measure"].sub(" ", view.columns[at]).lower().split()) for _, at in years}
    both = combinations(sorted(years[:8]), 2)
    pairs = [(old, new) for (first, old), (second, new) in both if first != second and of[old] == of[new]]
    for column, label in labels if pairs else ():
        if column not in of and not _IS["total"].match(label):
            tries = [_changes_in(view, *pair, column) for pair in reversed(pairs)]
            made, ways = max(tries, key=lambda tried: sum(map(_held, tried)))
            told_so = _IS.has("change", label) and 2 * _held(made) >= len(made) - (len(made) == 1)
            yield from made if told_so else _voted([one for one in made if one.blamed.number.sign], 3)
            yield from _voted(ways)


def _changes_in(view: View, old: int, new: int, column: int) -> tuple[list[Relation], list[Relation]]:
    """A column as changes between two others, in numbers and in words."""
    made: list[Relation | None] = []
    ways = []
    for row in view.first:
        was, now, by = (view.lone.get((row, one)) for one in (old, new, column))
        words, spots = view.cells.get((row, column), ("", ()))
        found = _IS["goes"].search(words)
        if was and now and was.number.unit == now.number.unit:
            made += [change_as_told(was, now, by, way_of(found[0]) if found else 0, view.units[column])] if by else []
            ways += [direction(was, now, found[0])] if found and not spots else []
    return [one for one in made if one], ways
