"""Relations between the cells of a table: totals, shares, rates and changes, by what most of its cells bear out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from complaints_report.audit.arithmetic.relations import (
    Relation,
    change,
    direction,
    half,
    impossible,
    part,
    size_of,
    total,
    value_of,
)
from complaints_report.audit.findings import Kind
from complaints_report.audit.reading.document import Grid, Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT, POUNDS
from complaints_report.english import WAYS

MOST_COLUMNS, MOST_CELLS = 24, 3000
"""Relations between two columns are looked for among so many, and in so many cells."""
_TOTAL = re.compile(
    r"\s*(?:(?:grand|overall|sub-?|combined|council|whole|running)[ -]?)*totals?\b|.*\btotal\s*$|\s*all\b(?! other)"
    r"|\s*(?:overall|everything|everyone|both|combined|altogether|in all|sum)\b|\s*(?:whole|full) year\b"
    r"|\s*(?:the )?year\s*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:changes?|differences?|diff|variance|movement|increase|decrease|up or down)\b|\+ ?/ ?[-−–]|±", re.IGNORECASE
)
_NOT_ADDED = re.compile(
    r"\b(?:average|mean|median|rates?|ratio|per|targets?|ages?|trend|days?|rank|rise|fall|longest|shortest|highest"
    rf"|lowest|max|min)\b|{_CHANGE.pattern}",
    re.IGNORECASE,
)
_SHARE = re.compile(r"%|\b(?:per ?cent|percentages?|shares?|proportion)\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\s*(?:of (?:which|whom|these|those)|including|incl\b|thereof|[–—-] )", re.IGNORECASE)
_SOME_SHOWN = re.compile(
    r"\b(?:main|top|selected|most|largest|biggest|busiest|some|examples?|shown|other than|exclud\w+|without"
    r"|more than one|several|multiple|may (?:be|have|not)|do(?:es)? not|don[’']t|cannot be added|counted)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\s*[-–—.]?\s*")
_BESIDE = re.compile(
    r"[\s*†‡¹²³⁴()\[\]▲▼↑↓⬆⬇➔→✅⚠\ufe0f.]*(?:\b(?:w\.?d\.?s?|(?:working )?days?|pts?|points?|pp|up|down|cases|[a-c])\b"
    r"[\s*†‡¹²³()\[\].]*)?",
    re.IGNORECASE,
)
_GOING = {
    **{word: way for word, way in WAYS.items() if re.match(r"(?:up|down)$|incr|decr|ri|ro|fall|fell|high|low", word)},
    **dict.fromkeys("▲↑⬆", 1),
    **dict.fromkeys("▼↓⬇", -1),
}  # fmt: skip
_GOES = re.compile(rf"[▲↑⬆▼↓⬇]|\b(?:{'|'.join(word for word in _GOING if word.isascii())})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)?\d\d\s?(?:[/–-]|to|and)\s?(?:19|20)?(\d\d)\b|\b(?:19|20)(\d\d)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:last|previous|prior|before)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:this|current|now|latest)\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class View:
    """A table by its columns: the labels of its rows and columns, and the numbers of its cells; or turned over."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[int, int], tuple[Spot, ...]]
    words: Mapping[tuple[int, int], str]
    about: str

    @cached_property
    def lone(self) -> dict[tuple[int, int], Spot]:
        """The cells that hold one number and no other words."""
        return {at: spots[0] for at, spots in self.cells.items() if len(spots) == 1 and _is_alone(spots[0])}

    @cached_property
    def paired(self) -> dict[tuple[int, int], tuple[Spot, Spot]]:
        """The cells that hold a count and a percentage: "45 (12.1%)"."""
        two = {
            at: sorted(spots, key=lambda one: one.number.unit) for at, spots in self.cells.items() if len(spots) == 2
        }
        units = {at: (one.number.unit, other.number.unit) for at, (one, other) in two.items()}
        return {at: (two[at][0], two[at][1]) for at, both in units.items() if both == (COUNT, PERCENT)}

    def count(self, row: int, column: int) -> Spot | None:
        """The number of a cell, alone in it or before its percentage."""
        at = row, column
        return self.lone.get(at) or (self.paired[at][0] if at in self.paired else None)

    @cached_property
    def units(self) -> list[str]:
        """The unit of each column: of its numbers, or percent where its heading says so; empty where they differ."""
        found: list[set[str]] = [set() for _ in self.columns]
        for (_, column), spot in self.lone.items():
            found[column].add(spot.number.unit)
        for _, column in self.paired:
            found[column].add(COUNT)
        units = [one.pop() if len(one) == 1 else "" for one in found]
        both = {column for _, column in self.paired}
        shares = [bool(_SHARE.search(label)) and at not in both for at, label in enumerate(self.columns)]
        return [PERCENT if share and unit == COUNT else unit for unit, share in zip(units, shares, strict=True)]

    def columns_of(self, *units: str) -> list[int]:
        """The first columns of some units."""
        return [column for column, unit in enumerate(self.units) if unit in units][:MOST_COLUMNS]

    @cached_property
    def totals(self) -> list[int]:
        """The rows that are called a total."""
        return [row for row, label in enumerate(self.rows) if any(map(_TOTAL.match, label.split("\n")))]

    @cached_property
    def added(self) -> list[int]:
        """The columns whose numbers may be added."""
        return [at for at in self.columns_of(COUNT, POUNDS) if not _NOT_ADDED.search(self.columns[at])]

    @property
    def most(self) -> int:
        """In how many rows relations between columns are looked for."""
        return max(30, MOST_CELLS // len(self.columns))

    def is_of_some(self) -> bool:
        """Whether the words of a table say that it does not show all, or that rows may not be added."""
        return bool(_SOME_SHOWN.search(self.about))


def _is_alone(spot: Spot) -> bool:
    words, number = spot.sentence.words, spot.number
    beside = words[: number.begins], words[number.ends :]
    return not number.hedged and all(map(_BESIDE.fullmatch, beside))


def _views(grid: Grid, note: str) -> Iterator[View]:
    """A table by its columns and by its rows."""
    body = [(row - grid.heads, column - grid.labels, cell) for row, column, cell in grid.body()]
    cells = {
        (row, column): tuple(
            Spot(number, cell.sentence, grid, row + grid.heads, column + grid.labels) for number in cell.numbers
        )
        for row, column, cell in body
    }
    words = {(row, column): cell.words for row, column, cell in body}
    rows = tuple("\n".join(cell.words for cell in row[: grid.labels]) for row in grid.rows[grid.heads :])
    heads = zip(*(row[grid.labels :] for row in grid.rows[: grid.heads]), strict=True)
    columns = tuple("\n".join(dict.fromkeys(cell.words for cell in cells)) for cells in heads)
    columns = columns or ("",) * (len(grid.rows[0]) - grid.labels)
    yield View(rows, columns, cells, words, f"{grid.caption} {note} {' '.join(columns)}")
    over = {(column, row): spots for (row, column), spots in cells.items()}
    yield View(columns, rows, over, {(column, row): said for (row, column), said in words.items()}, grid.caption)


def relations_of_grid(grid: Grid, note: str = "") -> list[Relation]:
    """Every relation between the cells of a table, once; `note` is what stands right behind it."""
    kept: dict[object, Relation] = {}
    for view in _views(grid, note) if grid.rows else ():
        for one in (*_totals(view), *_shares(view), *_changes(view)):
            kept.setdefault((one.kind, frozenset(one.spots)), one)
    held = {(one.kind, one.blamed) for one in kept.values() if one.holds}
    held |= {(Kind.IMPOSSIBLE, spot) for kind, spot in held if kind == Kind.PART}
    return [one for one in kept.values() if one.holds or (one.kind, one.blamed) not in held]


def _voted(relations: Sequence[Relation], least: int = 2) -> list[Relation]:
    """The relations of one reading of a table: all where most hold, and where not, only those that do."""
    held = [one for one in relations if one.holds]
    return list(relations) if len(held) >= max(least, len(relations) - len(held) + 1) else held


# Totals


def _totals(view: View) -> Iterator[Relation]:
    """The total rows of a table with the rows that they are of, also a first or last row that is called otherwise."""
    for row in view.totals:
        best = max(
            _blocks(view, row), key=lambda block: sum(_adds_up(view, row, block, column) for column in view.added)
        )
        sums = [one for column in view.added if (one := _sum(view, row, best, column))]
        if held := sum(one.holds for one in sums):
            yield from (one for one in sums if one.holds or len(sums) <= 2 * held)
        elif len(view.added) == 1 and not view.is_of_some():
            parts = _only_block(view, row)
            one = _sum(view, row, parts, view.added[0]) if _are_parts(view, parts) else None
            yield from [one] if one and not _is_counted_twice(one) else []
    for row in {0, len(view.rows) - 1}.difference(view.totals) if len(view.rows) > 2 else ():
        others = [other for other in range(len(view.rows)) if other != row and other not in view.totals]
        near = sum(_adds_up(view, row, others, column) for column in view.added) > 1
        made = [one for column in view.added if near and (one := _sum(view, row, others, column))]
        made = [one for one in made if sum(map(value_of, one.spots)) > 50]
        yield from _voted(made) if _are_parts(view, [row, *others]) else ()
    for column in view.columns_of(PERCENT):
        yield from _made_up(view, column)


def _made_up(view: View, column: int) -> Iterator[Relation]:
    """The shares of a column that make up the 100% of its total row."""
    whole = next((spot for row in view.totals if (spot := view.lone.get((row, column)))), None)
    parts = [view.lone.get((row, column)) for row in range(len(view.rows)) if row not in view.totals]
    known = [spot for spot in parts if spot]
    if (
        whole
        and whole.number.value == 100
        and len(known) == len(parts) > 1
        and any(one.number.value < 100 for one in known)
    ):
        one = total(known, whole, sum((half(spot) for spot in known), Fraction(0)))
        yield from [one] if one.holds or not view.is_of_some() else []


def _blocks(view: View, row: int) -> list[list[int]]:
    """The rows that a total row may be of: all, those of its block above or below it, or the other totals."""
    leaves = [other for other in range(len(view.rows)) if other not in view.totals]
    plain = [other for other in _without_children(view, leaves) if not _OF_WHICH.match(view.rows[other])]
    above = max((other for other in view.totals if other < row), default=-1)
    below = min((other for other in view.totals if other > row), default=len(view.rows))
    within = [
        [other for other in leaves if least < other < most] for least, most in ((above, row), (row, below), (-1, row))
    ]
    return [plain, within[0], leaves, *within[1:], [other for other in view.totals if other != row]]


def _without_children(view: View, rows: Sequence[int]) -> list[int]:
    """The rows that are not parts of a row above them, which is their sum in the first column."""
    spots = [view.count(row, view.added[0]) if view.added else None for row in rows]
    values = [spot.number.value if spot else Decimal(0) for spot in spots]
    left, at = [], 0
    while at < len(rows):
        left.append(rows[at])
        come_to, ends = Decimal(0), at + 1
        while ends < len(rows) and come_to < values[at]:
            come_to, ends = come_to + values[ends], ends + 1
        at = ends if come_to == values[at] > 9 and ends > at + 2 else at + 1
    return left


def _adds_up(view: View, row: int, parts: Sequence[int], column: int) -> bool:
    """Whether a total in one column is the sum of its parts."""
    whole, known = view.count(row, column), [spot.number for part in parts if (spot := view.count(part, column))]
    return bool(whole and len(known) > 1 and sum(one.value * (one.sign or 1) for one in known) == whole.number.value)


def _sum(view: View, row: int, parts: Sequence[int], column: int) -> Relation | None:
    """A total in one column with its parts; where a part is no number, only one that holds."""
    whole = view.count(row, column)
    found = {part: view.count(part, column) for part in parts}
    known = [spot for spot in found.values() if spot]
    if whole is None or len(known) < 2:
        return None
    one = total(known, whole)
    full = all(spot or _NOTHING.fullmatch(view.words.get((part, column), "")) for part, spot in found.items())
    return one if full or one.holds else None


def _only_block(view: View, row: int) -> list[int]:
    """The rows that a total which does not hold must be of: its block, where another total is the sum of its own."""
    plain, block, *_ = _blocks(view, row)
    others = [_sum(view, other, _blocks(view, other)[1], view.added[0]) for other in view.totals if other != row]
    if others and not any(one.holds for one in others if one):
        return []
    return block if others and len(block) > 1 else plain


def _are_parts(view: View, rows: Sequence[int]) -> bool:
    """Whether rows may be parts of one whole: no years, no rates."""
    years = sum(bool(_YEAR.fullmatch(view.rows[row].strip())) for row in rows)
    return years < 2 and not any(_NOT_ADDED.search(view.rows[row]) for row in rows)


def _is_counted_twice(one: Relation) -> bool:
    """Whether rows come to about twice their total, as where branches stand among their teams."""
    come_to = sum((value_of(spot) for spot in one.spots[:-1]), Fraction(0))
    return 9 < 5 * come_to / max(value_of(one.spots[-1]), Fraction(1)) < 11


# Shares and rates

_Pair = tuple[int, Spot, Spot]
"""A row, the count in it and the percentage beside that."""


def _shares(view: View) -> Iterator[Relation]:
    """Percentages with the counts they are of: in one cell, or in columns side by side."""
    inside: dict[int, list[_Pair]] = {}
    for (row, column), both in view.paired.items():
        inside.setdefault(column, []).append((row, *both))
    for column, pairs in inside.items():
        yield from _shares_of(view, pairs, column)
    counts = view.columns_of(COUNT)
    for shares in view.columns_of(PERCENT):
        for column in sorted(counts, key=lambda at: abs(at - shares))[:6]:
            cells = [(row, view.lone.get((row, column)), view.lone.get((row, shares))) for row in range(len(view.rows))]
            beside = [(row, count, share) for row, count, share in cells[: view.most] if count and share]
            yield from _shares_of(view, beside, column)
            yield from _rates(beside)


def _shares_of(view: View, pairs: Sequence[_Pair], column: int) -> Iterator[Relation]:
    """The pairs of a column as parts of a total of the column, or of a count in the same row."""
    bases = [[view.count(total, column)] * len(pairs) for total in view.totals]
    bases += [[view.lone.get((row, at)) for row, _, _ in pairs] for at in view.columns_of(COUNT) if at != column]
    best = max(bases, key=lambda base: sum(map(_is_near, pairs, base)), default=[None] * len(pairs))
    yield from _voted(_of(pairs, best)) or _voted(_of_sum(pairs), max(3, len(pairs) - 1)) or _of_one_base(pairs)


def _of_sum(pairs: Sequence[_Pair]) -> list[Relation]:
    """Pairs as parts of what all their counts come to, where no total stands."""
    whole = sum((size_of(count) for _, count, _ in pairs), Fraction(0))
    made = [part(count, whole, share, ", as the rows add up") for _, count, share in pairs]
    return [one for one in made if one]


def _is_near(pair: _Pair, base: Spot | None) -> bool:
    """Whether a percentage is that of a count of another, but for the way in which it is rounded."""
    some, share = pair[1].number.value, pair[2].number
    whole = base.number.value if base else Decimal(0)
    return whole > 0 and 2 * abs(share.value * whole - 100 * some) * 10**share.places <= whole


def _of(pairs: Sequence[_Pair], bases: Sequence[Spot | None]) -> list[Relation]:
    """Pairs as parts of a whole each; a whole is 100% of itself."""
    each = [(count, base, share) for (_, count, share), base in zip(pairs, bases, strict=True) if base]
    made = [(part(count, base, share), base == count) for count, base, share in each]
    sure = [(one, itself) for one, itself in made if one and (one.holds or one.ranges[one.blamed][1] <= 100)]
    return [replace(one, ranges={}) if itself else one for one, itself in sure]


def _of_one_base(pairs: Sequence[_Pair]) -> Iterator[Relation]:
    """The one pair that is not of the whole that all the others are of, which stands nowhere."""
    spans = []
    for _, count, share in pairs:
        half = Fraction(1, 2 * 10**share.number.places)
        if size_of(share) > half and count.number.value:
            spans.append(
                (100 * size_of(count) / (size_of(share) + half), 100 * size_of(count) / (size_of(share) - half))
            )
    if len(spans) < max(4, len(pairs)):
        return
    best = max((low for low, _ in spans), key=lambda at: sum(low <= at <= high for low, high in spans))
    outside = [at for at, (low, high) in enumerate(spans) if not low <= best <= high]
    most = int(min(high for at, (_, high) in enumerate(spans) if at not in outside))
    if len(outside) == 1 and best <= most <= best * 21 / 20 and sum(size_of(one) for _, one, _ in pairs) <= most + 1:
        _, count, share = pairs[outside[0]]
        yield from filter(None, [part(count, Fraction(most), share, ", as the others are")])


def _rates(pairs: Sequence[_Pair]) -> Iterator[Relation]:
    """Percentages of the count in their own row, where so many are possible that this is no chance."""
    found = [one for _, count, share in pairs if not share.number.sign and (one := impossible(share, count))]
    chance = 1.0
    for p, count in (one.spots for one in found if one.holds and one.blamed.number.value not in (0, 100)):
        chance *= min(1.0, (float(count.number.value) + 1) / (100 * 10**p.number.places))
    if (
        chance < 0.001
        and (len(found) > 3 or all(one.holds for one in found))
        and sum(not one.holds for one in found) < 2
    ):
        yield from found


# Changes


def _when(label: str) -> int | None:
    """The year of a heading; of "last year" and "this year" one that is before the other."""
    if found := _YEAR.search(label):
        return int(found[1] or found[2])
    return 0 if _BEFORE.search(label) else 1 if _NOW.search(label) else None


def _but_year(label: str) -> str:
    for form in (_YEAR, _BEFORE, _NOW):
        label = form.sub(" ", label)
    return " ".join(re.sub(r"\b(?:year|in|the)\b", " ", label.lower()).split())


def _changes(view: View) -> Iterator[Relation]:
    """Columns of changes, or of words that say which way, between the two columns of years that they fit best."""
    labels = list(enumerate(view.columns[:MOST_COLUMNS]))
    years = [(year, at) for at, label in labels if (year := _when(label)) is not None and not _CHANGE.search(label)]
    pairs = [
        (old, new)
        for (first, old), (second, new) in combinations(sorted(years[:8]), 2)
        if first != second and _but_year(view.columns[old]) == _but_year(view.columns[new])
    ]
    for column, label in labels if pairs else ():
        if column not in [at for _, at in years] and not _TOTAL.match(label):
            tries = [_changes_in(view, *pair, column) for pair in pairs]
            made, ways = max(reversed(tries), key=lambda tried: sum(one.holds for found in tried for one in found))
            shown = [one for one in made if one.blamed.number.sign]
            told_so = _CHANGE.search(label) and 2 * sum(one.holds for one in made) >= len(made) - (len(made) == 1)
            yield from (*(made if told_so else _voted(shown, 3)), *_voted(ways))


def _changes_in(view: View, old: int, new: int, column: int) -> tuple[list[Relation], list[Relation]]:
    """A column as changes between two others, in numbers and in words."""
    made: list[Relation | None] = []
    ways = []
    for row in range(len(view.rows))[: view.most]:
        was, now, by = (view.lone.get((row, one)) for one in (old, new, column))
        found = _GOES.search(view.words.get((row, column), ""))
        if was and now and was.number.unit == now.number.unit:
            way = _GOING[found[0].lower()] if found else 0
            made += [_change(was, now, by, view.units[column], way)] if by else []
            ways += [direction(was, now, way, found[0])] if found and not view.cells[row, column] else []
    return [one for one in made if one], ways


def _change(was: Spot, now: Spot, by: Spot, unit: str, way: int) -> Relation | None:
    """The change in a row, in the unit that it has: numbers, percent, or points also where they are told as percent."""
    plain = change(was, now, by, way, percent=False)
    if PERCENT not in (by.number.unit, unit):
        alike = was.number.unit in (by.number.unit, PERCENT) or DAYS in (unit, was.number.unit)
        return plain if alike else None
    relative = change(was, now, by, way)
    return plain if was.number.unit == PERCENT and not (relative and relative.holds) else relative
