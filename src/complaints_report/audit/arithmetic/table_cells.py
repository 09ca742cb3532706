"""Relations between the cells of a table: totals, shares, rates and changes, by what most of its cells bear out."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, groupby
from operator import attrgetter

from complaints_report.audit.arithmetic.lines import line
from complaints_report.audit.arithmetic.relations import (
    Relation,
    change_as_told,
    direction,
    held,
    size_of,
    total,
    value_of,
    voted,
    way_of,
)
from complaints_report.audit.arithmetic.sentences import relations_in
from complaints_report.audit.arithmetic.table_shares import shares_of_view
from complaints_report.audit.arithmetic.views import IS, MOST_COLUMNS, View, view_of_list, views
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Document, Grid, Passage, Spot
from complaints_report.audit.reading.numbers import PERCENT


def relations_of_grid(grid: Grid, note: str = "") -> list[Relation]:
    """Every relation between the cells of a table, once; `note` is what stands right behind it."""
    return _relations_of(views(grid, note) if grid.rows else ())


def relations_of_list(items: Sequence[Passage]) -> list[Relation]:
    """Every relation between the items of a list that are alike, once."""
    return _relations_of(view_of_list(items))


def _relations_of(each: Iterable[View]) -> list[Relation]:
    kept: dict[object, Relation] = {}
    for view in each:
        for one in (*_totals(view), *shares_of_view(view), *_changes(view)):
            kept.setdefault((one.kind, frozenset(one.spots)), one)
    right = {(one.kind, one.blamed) for one in kept.values() if one.holds}
    right |= {(Kind.IMPOSSIBLE, spot) for kind, spot in right if kind is Kind.PART}
    return [one for one in kept.values() if one.holds or (one.kind, one.blamed) not in right]


def shares_in_cells(document: Document, right: AbstractSet[Spot] = frozenset()) -> Iterator[Relation]:
    """The percentages that stand in one cell with the numbers that they are of, as in "39.4% (115 of 292)"."""
    spots = (spot for spot in document.spots() if isinstance(spot.block, Grid))
    for said, numbers in groupby(spots, key=attrgetter("sentence")):
        if len(of_one := list(numbers)) > 2 and not right >= set(of_one):
            whole = line(said, of_one)
            lines = [replace(whole, words=words) for words in IS["line"].split(whole.words)]
            yield from (one for each in lines for one in relations_in(each) if one.kind is Kind.PART)


# Totals


def _totals(view: View) -> Iterator[Relation]:
    """The total rows of a table with the rows that they are of, also a first or last row that is called otherwise."""
    of_some = IS.has("some-shown", view.about)
    for row in view.totals:
        sums = max((_sums(view, row, block) for block in dict.fromkeys(_blocks(view, row))), key=held)
        if right := held(sums):
            yield from (one for one in sums if one.holds or len(sums) <= 2 * right)
        elif len(view.added) == 1 and not of_some:
            parts = _only_block(view, row)
            yield from (one for one in _sums(view, row, parts) if _are_parts(view, parts) and not _is_twice(one))
    for row in {*view.leaves[:1], *view.leaves[-1:]} if len(view.leaves) > 2 else ():
        others = [other for other in view.leaves if other != row]
        sums = _sums(view, row, others)
        made = [one for one in sums if sum(map(value_of, one.spots)) > 50]
        yield from voted(made) if held(sums) > 1 and _are_parts(view, [row, *others]) else ()
    for column in view.columns_of(PERCENT):
        whole = next((spot for row in view.totals if (spot := view.lone.get((row, column)))), None)
        known = [spot for row in view.leaves if (spot := view.lone.get((row, column)))]
        if not whole and any(IS["left-over"].match(view.rows[row]) for row in view.leaves) and not of_some:
            come_to = sum(map(size_of, known))
            yield from [total(known)] if len(known) == len(view.leaves) > 2 and 80 < come_to < 150 else []
        elif not whole and any(IS["not-so"].match(view.rows[row]) for row in view.leaves) and not of_some:
            yield from [total(known)] if len(known) == len(view.leaves) and 100 < sum(map(size_of, known)) < 150 else []
        if whole and whole.number.value == 100 and len(known) == len(view.leaves) > 1:
            one = replace(total(known), spots=(*known, whole))
            yield from [one] if (one.holds or not of_some) and min(map(size_of, known)) < 100 else []


def _blocks(view: View, row: int) -> list[tuple[int, ...]]:
    """The rows that a total row may be of: all, those of its block above or below it, or the other totals."""
    plain = [other for other in view.leaves if not IS["of-which"].match(view.rows[other])] or view.leaves
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
            found += [one] if one.holds or all(map(IS["nothing"].fullmatch, others)) else []
    return found


def _only_block(view: View, row: int) -> tuple[int, ...]:
    """The rows that a total which does not hold must be of: its block, where another total is the sum of its own."""
    plain, block, *_ = _blocks(view, row)
    others = [other for other in view.totals if other != row]
    if others and not any(held(_sums(view, other, _blocks(view, other)[1])) for other in others):
        return ()
    return block if others and len(block) > 1 else plain


def _are_parts(view: View, rows: Sequence[int]) -> bool:
    """Whether rows may be parts of one whole: no years, no rates."""
    years = sum(bool(IS["year"].fullmatch(view.rows[row].strip())) for row in rows)
    return years < 2 and not any(IS.has("not-added", view.rows[row]) for row in rows)


def _is_twice(one: Relation) -> bool:
    """Whether rows come to about twice their total, as where branches stand among their teams."""
    come_to = sum(map(value_of, one.spots[:-1]), Fraction(0))
    return 9 < 5 * come_to / max(value_of(one.spots[-1]), Fraction(1)) < 11


# Changes


def _when(label: str) -> int | None:
    """The year of a heading; of "last year" and "this year" one that is before the other."""
    if found := IS["year"].search(label):
        return int(found[1] or found[2])
    return 0 if IS.has("before", label) else 1 if IS.has("now", label) else None


def _changes(view: View) -> Iterator[Relation]:
    """Columns of changes, or of words that say which way, between the two columns of years that they fit best."""
    labels = list(enumerate(view.columns[:MOST_COLUMNS]))
    years = [(year, at) for at, label in labels if (year := _when(label)) is not None and not IS.has("change", label)]
    of = {at: " ".join(IS["no-measure"].sub(" ", view.columns[at]).lower().split()) for _, at in years}
    both = combinations(sorted(years[:8]), 2)
    pairs = [(old, new) for (first, old), (second, new) in both if first != second and of[old] == of[new]]
    for column, label in labels:
        yield from _changes_down(view, column) if IS.has("change", label) else ()
    alone = [at for at, label in labels if IS["change-alone"].fullmatch(label)] if not years else []
    if len(alone) == 1 and alone[0] > 1 and view.units[alone[0] - 2] == view.units[alone[0] - 1]:
        pairs = [(alone[0] - 2, alone[0] - 1)]
    for column, label in labels if pairs else ():
        if column not in of and not IS["total"].match(label):
            tries = [_changes_in(view, *pair, column) for pair in reversed(pairs)]
            made, ways = max(tries, key=lambda tried: sum(map(held, tried)))
            told_so = IS.has("change", label) and 2 * held(made) >= len(made) - (len(made) == 1)
            yield from made if told_so else voted([one for one in made if one.blamed.number.sign], 3)
            yield from voted(ways)


def _changes_down(view: View, column: int) -> list[Relation]:
    """A column of changes since the row before, where the rows are years that follow each other."""
    years = [_when(row) for row in view.rows]
    rows = [
        row for row in range(1, len(years)) if years[row - 1] is not None and years[row] == (years[row - 1] or 0) + 1
    ]
    tries = []
    for other in (at for at in range(len(view.columns)) if at != column):
        cells = (
            (view.lone.get((row - 1, other)), view.lone.get((row, other)), view.lone.get((row, column))) for row in rows
        )
        made = (change_as_told(was, now, by, 0, view.units[column]) for was, now, by in cells if was and now and by)
        tries.append([one for one in made if one])
    best = max(tries, key=held, default=[])
    return best if held(best) and 2 * held(best) >= len(best) > 1 else []


def _changes_in(view: View, old: int, new: int, column: int) -> tuple[list[Relation], list[Relation]]:
    """A column as changes between two others, in numbers and in words."""
    made: list[Relation | None] = []
    ways = []
    for row in view.first:
        was, now, by = (view.lone.get((row, one)) for one in (old, new, column))
        words, spots = view.cells.get((row, column), ("", ()))
        found = IS["goes"].search(words)
        if was and now and was.number.unit == now.number.unit:
            made += [change_as_told(was, now, by, way_of(found[0]) if found else 0, view.units[column])] if by else []
            ways += [direction(was, now, found[0])] if found and not spots else []
            same = IS["the-same"].search(words)
            ways += [one for one in [direction(was, now, same[0], 0)] if one.holds] if same and not spots else []
    return [one for one in made if one], ways
