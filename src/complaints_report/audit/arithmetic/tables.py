"""Relations between the cells of a table: totals, shares, rates and changes, by what most of its cells bear out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from complaints_report.audit.arithmetic.relations import (
    Relation,
    change,
    direction,
    fits,
    impossible,
    part,
    value_of,
    total,
)
from complaints_report.audit.reading.document import Grid, Spot
from complaints_report.audit.reading.numbers import COUNT, DAYS, PERCENT, POINTS, YEAR, names_in
from complaints_report.english import WAYS

MOST_COLUMNS, MOST_ROWS = 24, 2000
"""Relations between columns are looked for in so many; of a longer table in its first rows."""
_TOTAL = re.compile(
    r"\s*(?:(?:grand|overall|sub-?|combined|council|whole|running)[ -]?)*totals?\b|.*\btotal\s*$|\s*all\b(?! other)"
    r"|\s*(?:overall|everything|everyone|both|combined|altogether|in all|sum)\b|\s*(?:whole|full) year\b|\s*(?:the )?year\s*$"
    r"|\s*(?:19|20)?\d\d[/–-]\d\d total",
    re.IGNORECASE,
)
_NOT_ADDED = re.compile(
    r"\b(?:average|mean|median|rates?|ratio|per|targets?|ages?|change|changes|difference|diff|variance|movement|trend|days?"
    r"|rank|increase|decrease|rise|fall|percentages?|per ?cent|longest|shortest|highest|lowest|max|min)\b|%|\+/|±",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:change|changes|difference|diff|variance|movement|increase|decrease|up or down|\+/-)\b|\+/[-−–]|±", re.I
)
_SHARE = re.compile(r"%|\b(?:per ?cent|percentages?|shares?|proportion|rate)\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\s*(?:of (?:which|whom|these|those)|including|incl\b|thereof|[–—-] )", re.IGNORECASE)
_SOME_SHOWN = re.compile(
    r"\b(?:main|top|selected|most|largest|biggest|busiest|some|examples?|not shown|shown|other than|exclud\w+|without"
    r"|more than one|several|multiple|may (?:be|have|not)|do(?:es)? not|don[’']t|cannot be added|counted)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\s*[-–—.]?\s*")
_BLANK = re.compile(r"[\s*†‡¹²³⁴a-d()\[\]]*")
_ONLY_UNIT = re.compile(
    r"[\s*†‡¹²³⁴()\[\]▲▼↑↓⬆⬇⬈⬊➔→✅⚠️\ufe0f]*(?:\b(?:w\.?d\.?s?|days?|working days?|pts?|points?|pp|up|down|cases|[a-c])\b)?[\s*†‡¹²³()\[\].]*",
    re.I,
)
_GOING = {
    **{
        word: way
        for word, way in WAYS.items()
        if re.match(r"up$|down$|increas|decreas|rise|rose|fall|fell|higher|lower", word)
    },
    **dict.fromkeys("▲↑⬆⬈", 1),
    **dict.fromkeys("▼↓⬇⬊", -1),
}
_GOES = re.compile(
    rf"[▲↑⬆⬈▼↓⬇⬊]|\b(?:{'|'.join(word for word in _GOING if word.isalpha() and word.isascii())})\b", re.I
)
_WHEN = re.compile(
    r"\b(?:19|20)?\d\d\s?[/–-]\s?(?:19|20)?(\d\d)\b|\b(?:19|20)\d\d\s(?:to|and)\s(?:19|20)?(\d\d)\b|\b(?:19|20)(\d\d)\b"
)
_BEFORE, _NOW = (
    re.compile(r"\b(?:last|previous|prior|before)\b", re.I),
    re.compile(r"\b(?:this|current|now|latest)\b", re.I),
)


@dataclass(frozen=True)
class Pair:
    """A count and the percentage beside it."""

    row: int
    count: Spot
    share: Spot


class View:
    """A table by its columns; turned over, its rows are the columns."""

    def __init__(self, grid: Grid, note: str = "", turned: bool = False) -> None:
        self.grid, self.turned, self.note = grid, turned, note
        self._at = {(row, column): cell for row, column, cell in grid.body()}
        rows, columns = range(grid.heads, len(grid.rows)), range(grid.labels, len(grid.rows[0]) if grid.rows else 0)
        self.rows, self.columns = (columns, rows) if turned else (rows, columns)
        self.rows, self.columns = self.rows[:MOST_ROWS], self.columns[:MOST_ROWS]

    def words(self, row: int, column: int) -> str | None:
        """What a cell says; None where it is covered by another."""
        cell = self._at.get((column, row) if self.turned else (row, column))
        return cell.words if cell else None

    def spots(self, row: int, column: int) -> tuple[Spot, ...]:
        """The numbers of a cell."""
        place = (column, row) if self.turned else (row, column)
        cell = self._at.get(place)
        return tuple(Spot(number, cell.sentence, self.grid, *place) for number in cell.numbers) if cell else ()

    def row_label(self, row: int) -> str:
        """What labels a row."""
        return self.grid.column_label(row) if self.turned else self.grid.row_label(row)

    def column_label(self, column: int) -> str:
        """What heads a column."""
        return self.grid.row_label(column) if self.turned else self.grid.column_label(column)

    @cached_property
    def cells(self) -> dict[tuple[int, int], Spot]:
        """The numbers of the cells that hold just one and no other words."""
        found = {}
        for row in self.rows:
            for column in self.columns:
                spots = self.spots(row, column)
                if len(spots) == 1 and not spots[0].number.hedged and _is_alone(spots[0]):
                    found[row, column] = spots[0]
        return found

    @cached_property
    def pairs(self) -> dict[int, list[Pair]]:
        """The cells of each column that hold a count and a percentage: "45 (12.1%)"."""
        found: dict[int, list[Pair]] = {}
        for row in self.rows:
            for column in self.columns:
                spots = self.spots(row, column)
                if len(spots) == 2 and not any(spot.number.hedged for spot in spots):
                    units = [spot.number.unit for spot in spots]
                    if set(units) == {COUNT, PERCENT}:
                        ordered = spots if units[0] == COUNT else spots[::-1]
                        found.setdefault(column, []).append(Pair(row, *ordered))
        return found

    def count(self, row: int, column: int) -> Spot | None:
        """The count of a cell, alone in it or before a percentage."""
        return self.cells.get((row, column)) or self._counts_of_pairs.get((row, column))

    @cached_property
    def _counts_of_pairs(self) -> dict[tuple[int, int], Spot]:
        return {(pair.row, column): pair.count for column, pairs in self.pairs.items() for pair in pairs}

    def unit(self, column: int) -> str:
        """The unit of a column: that of its numbers, or percent where its heading says so; empty where they differ."""
        units = {self.cells[row, column].number.unit for row in self.rows if (row, column) in self.cells}
        if units == {COUNT} and _SHARE.search(self._own_label(column)) and not self.turned:
            return PERCENT
        return units.pop() if len(units) == 1 else ""

    def _own_label(self, column: int) -> str:
        if self.turned or not self.grid.heads:
            return self.column_label(column)
        return self.grid.rows[self.grid.heads - 1][column].words

    @cached_property
    def totals(self) -> list[int]:
        """The rows that are called a total."""
        return [row for row in self.rows if any(map(_TOTAL.match, self._labels(row)))]

    def _labels(self, row: int) -> list[str]:
        if self.turned:
            return [cells[row].words for cells in self.grid.rows[: self.grid.heads]]
        return [cell.words for cell in self.grid.rows[row][: self.grid.labels]]


def _is_alone(spot: Spot) -> bool:
    words, number = spot.sentence.words, spot.number
    return bool(_ONLY_UNIT.fullmatch(words[: number.begins]) and _ONLY_UNIT.fullmatch(words[number.ends :]))


def relations_of_grid(grid: Grid, note: str = "") -> list[Relation]:
    """Every relation between the cells of a table; `note` is what stands right behind it."""
    if not grid.rows or len(grid.rows[0]) - grid.labels < 1:
        return []
    found: list[Relation] = []
    for turned in (False, True):
        view = View(grid, note, turned)
        found += [*_totals(view), *_shares(view), *_changes(view)]
        if not turned:
            found += _wholes(view)
    return _agreed(found)


def _agreed(found: Sequence[Relation]) -> list[Relation]:
    """Each relation once; of two readings of a number the one that holds."""
    kept: dict[object, Relation] = {}
    for one in found:
        kept.setdefault((one.kind, frozenset(one.spots)), one)
    held = {(one.kind, one.blamed) for one in kept.values() if one.holds}
    return [one for one in kept.values() if one.holds or (one.kind, one.blamed) not in held]


def _voted(relations: Sequence[Relation], least: int = 2) -> list[Relation]:
    """The relations of one reading of a table: all where most hold, and where not, only those that do."""
    held = [one for one in relations if one.holds]
    failing = len(relations) - len(held)
    return list(relations) if len(held) >= least and len(held) > failing else held


# Totals


def _totals(view: View) -> Iterator[Relation]:
    """The total rows of a table with the rows that they are of."""
    called = view.totals
    for row in called:
        yield from _best_total(view, row, called)
    edges = {view.rows[0], view.rows[-1]} if len(view.rows) > 2 else set()
    for row in edges - set(called):
        others = [other for other in view.rows if other != row and other not in called]
        yield from _unnamed_total(view, row, others)


def _blocks(view: View, row: int, called: Sequence[int]) -> Iterator[list[int]]:
    """The rows that a total row may be of."""
    leaves = [other for other in view.rows if other not in called]
    plain = [other for other in _without_children(view, leaves) if not _OF_WHICH.match(view.row_label(other))]
    above = [other for other in called if other < row]
    below = [other for other in called if other > row]
    yield plain
    yield leaves
    yield [other for other in leaves if (above[-1] if above else -1) < other < row]
    yield [other for other in leaves if row < other < (below[0] if below else len(view.rows) + view.rows[0])]
    yield [other for other in called if other != row]
    yield above
    yield [other for other in view.rows if other < row and other not in called]


def _without_children(view: View, rows: Sequence[int]) -> list[int]:
    """The rows that are not parts of a row above them, which is their sum in the first column."""
    column = next(iter(_additive(view, rows)), None)
    values = [spot.number.value if column is not None and (spot := view.count(row, column)) else 0 for row in rows]
    left, at = [], 0
    while at < len(rows):
        left.append(rows[at])
        ends = next(
            (end for end in range(at + 3, min(len(rows), at + 30) + 1) if sum(values[at + 1 : end]) == values[at] > 9),
            at + 1,
        )
        at = ends
    return left


def _additive(view: View, rows: Sequence[int]) -> list[int]:
    """The columns whose numbers may be added."""
    return [
        column
        for column in view.columns
        if view.unit(column) not in (PERCENT, POINTS, DAYS, "") or column in view.pairs
        if not _NOT_ADDED.search(view.column_label(column)) or column in view.pairs
    ]


def _sum_of(view: View, row: int, parts: Sequence[int], column: int) -> Relation | None:
    """A total in one column with its parts; where a part is no number, only one that holds."""
    whole = view.count(row, column)
    found = {part: view.count(part, column) for part in parts}
    known = [spot for spot in found.values() if spot]
    if whole is None or len(known) < 2:
        return None
    one = total(known, whole)
    full = all(spot or _NONE.fullmatch(view.words(part, column) or "") for part, spot in found.items())
    return one if full or one.holds else None


def _best_total(view: View, row: int, called: Sequence[int]) -> Iterator[Relation]:
    """The sums of the block that most columns bear out; where none does, of the only block that it can be."""
    columns = _additive(view, view.rows)
    made = [[_sum_of(view, row, block, column) for column in columns] for block in _blocks(view, row, called)]
    sums = max(made, key=lambda tried: sum(one.holds for one in tried if one))
    if held := sum(one.holds for one in sums if one):
        failing = sum(not one.holds for one in sums if one)
        yield from (one for one in sums if one and (one.holds or failing <= held))
    elif len(columns) == 1 and not _is_of_some(view):
        parts = _only_block(view, row, called, columns[0])
        one = _sum_of(view, row, parts, columns[0]) if _are_parts(view, parts) else None
        yield from [one] if one and not _is_counted_twice(one) else []


def _only_block(view: View, row: int, called: Sequence[int], column: int) -> Sequence[int]:
    """The rows that a total which does not hold must be of: its block, where the other totals are of theirs."""
    plain, _, block, *_ = _blocks(view, row, called)
    if len(called) == 1:
        return plain
    others = [_sum_of(view, other, [*_blocks(view, other, called)][2], column) for other in called if other != row]
    if any(one.holds for one in others if one):
        return block if len(block) > 1 else plain
    return []


def _is_counted_twice(one: Relation) -> bool:
    """Whether rows come to about twice their total, as where branches stand among their teams."""
    come_to = sum(value_of(spot) for spot in one.spots[:-1])
    return Fraction(9, 5) < come_to / max(value_of(one.spots[-1]), Fraction(1)) < Fraction(11, 5)


def _is_of_some(view: View) -> bool:
    """Whether the words of a table say that it does not show all, or that rows may not be added."""
    labels = " ".join(view.column_label(column) for column in view.columns) if not view.turned else ""
    return bool(_SOME_SHOWN.search(f"{view.grid.caption} {view.note} {labels}"))


def _are_parts(view: View, rows: Sequence[int]) -> bool:
    """Whether rows may be parts of one whole: no years, no rates."""
    labels = [view.row_label(row) for row in rows]
    years = sum(bool(_WHEN.fullmatch(label.strip())) for label in labels)
    return years < 2 and not any(_NOT_ADDED.search(label) for label in labels)


def _unnamed_total(view: View, row: int, others: Sequence[int]) -> Iterator[Relation]:
    """A first or last row that is the sum of the others in most columns, whatever it is called."""
    made = [_sum_of(view, row, others, column) for column in _additive(view, view.rows)]
    sums = [one for one in made if one and sum(bool(spot.number.value) for spot in one.spots) > 2]
    sums = [one for one in sums if one.spots[-1].number.value > 9 or one.holds]
    if _are_parts(view, others) and not _NOT_ADDED.search(view.row_label(row)):
        yield from _voted(sums)


def _wholes(view: View) -> Iterator[Relation]:
    """Percentages that make up the 100% of their total row and miss it by more than rounding."""
    for column in view.columns:
        for row in view.totals if view.unit(column) == PERCENT else []:
            whole = view.cells.get((row, column))
            parts = [view.cells.get((other, column)) for other in view.rows if other not in view.totals]
            known = [spot for spot in parts if spot]
            if whole and whole.number.value == 100 and len(known) == len(parts) > 1:
                found = total(known, whole)
                slack = sum(Fraction(1, 2 * 10**spot.number.places) for spot in known)
                off = abs(sum(value_of(spot) for spot in known) - 100)
                if off <= slack or (off <= 30 and not _is_of_some(view)):
                    yield Relation(
                        found.kind, found.spots, off <= slack, found.blamed, found.why, _slackened(found, slack)
                    )


def _slackened(found: Relation, slack: Fraction) -> dict[Spot, tuple[Fraction, Fraction]]:
    *parts, whole = found.spots
    come_to = sum(value_of(spot) for spot in parts)
    return {
        **{one: (100 - come_to + value_of(one) - slack, 100 - come_to + value_of(one) + slack) for one in parts},
        whole: (come_to - slack, come_to + slack),
    }


# Shares


def _shares(view: View) -> Iterator[Relation]:
    """Percentages with the counts they are of: in one cell, or in columns side by side."""
    for column, pairs in view.pairs.items():
        yield from _shares_of(view, pairs, [column])
    counted = [column for column in view.columns[:MOST_COLUMNS] if view.unit(column) == COUNT]
    for shares in view.columns[:MOST_COLUMNS]:
        if view.unit(shares) != PERCENT:
            continue
        for column in counted:
            both = [(row, view.cells.get((row, column)), view.cells.get((row, shares))) for row in view.rows]
            pairs = [Pair(row, count, share) for row, count, share in both if count and share]
            yield from _shares_of(view, pairs, [column])
        yield from _rates(view, shares, counted)


def _shares_of(view: View, pairs: Sequence[Pair], columns: Sequence[int]) -> Iterator[Relation]:
    """The pairs of a column as parts of a total of the column, or of a count in the same row."""
    readings: list[list[Relation]] = []
    for row in view.totals or []:
        base = view.count(row, columns[0])
        readings += [_parts_of(pairs, lambda pair, base=base: base)] if base else []
    for column in [one for one in view.columns[:MOST_COLUMNS] if one not in columns and view.unit(one) == COUNT]:
        readings.append(_parts_of(pairs, lambda pair, column=column: view.cells.get((pair.row, column))))
    best = max(readings, key=lambda one: sum(found.holds for found in one), default=[])
    voted = _voted(best)
    yield from voted
    if not any(not one.holds for one in voted) and len(voted) < len(pairs):
        yield from _of_one_base(pairs, {one.blamed for one in voted})


def _parts_of(pairs: Sequence[Pair], base: Callable[[Pair], Spot | None]) -> list[Relation]:
    found = []
    for pair in pairs:
        whole = base(pair)
        if whole and (whole != pair.count or pair.share.number.value == 100):
            found.append(part(pair.count, whole if whole != pair.count else Fraction(whole.number.value), pair.share))
    return [one for one in found if one and (one.holds or one.spots[1].number.value <= one.spots[-1].number.value)]


def _of_one_base(pairs: Sequence[Pair], known: set[Spot]) -> Iterator[Relation]:
    """Pairs that are all of one whole that stands nowhere, and the one that is not."""
    spans = []
    for pair in pairs:
        half = Fraction(1, 2 * 10**pair.share.number.places)
        share, count = Fraction(pair.share.number.value), Fraction(pair.count.number.value)
        if share > half and count:
            spans.append((pair, 100 * count / (share + half), 100 * count / (share - half)))
    if len(spans) < 4 or known:
        return
    best = max((low for _, low, _ in spans), key=lambda at: sum(low <= at <= high for _, low, high in spans))
    inside = [(low, high) for _, low, high in spans if low <= best <= high]
    outside = [pair for pair, low, high in spans if not low <= best <= high]
    least, most = max(low for low, _ in inside), min(high for _, high in inside)
    counted = sum(pair.count.number.value for pair, *_ in spans)
    if (
        len(outside) == 1
        and len(inside) >= 3
        and counted <= most * Fraction(51, 50)
        and int(most) >= least
        and most - least < least / 20
    ):
        yield from filter(None, [part(outside[0].count, Fraction(int(most)), outside[0].share, ", as the others are")])


def _rates(view: View, shares: int, counted: Sequence[int]) -> Iterator[Relation]:
    """Percentages of the count in their own row, which some whole number must give."""
    for column in counted:
        both = [(view.cells.get((row, column)), view.cells.get((row, shares))) for row in view.rows]
        made = [(impossible(share, count), count, share) for count, share in both if count and share]
        found = [(one, _chance(count, share)) for one, count, share in made if one]
        likely = 1.0
        for one, chance in found:
            likely *= chance if one.holds else 1
        failing = [one for one, _ in found if not one.holds]
        if len(failing) == 1 and likely < 0.001 and len(found) > 3:
            yield from failing
        elif not failing and likely < 0.001:
            yield from (one for one, _ in found)


def _chance(count: Spot, share: Spot) -> float:
    """How likely a percentage at random is one that some whole number out of a count gives."""
    return min(1.0, float(count.number.value + 1) / (100 * 10**share.number.places + 1))


# Changes


def _when(label: str) -> int | None:
    """The year of a heading; of "last year" and "this year" one that is before the other."""
    found = _WHEN.search(label)
    if found:
        return int(next(filter(None, found.groups())))
    return 0 if _BEFORE.search(label) else 1 if _NOW.search(label) else None


def _without_year(label: str) -> str:
    return " ".join(
        re.sub(r"\b(?:year|in|the)\b", "", _NOW.sub("", _BEFORE.sub("", _WHEN.sub("", label)))).split()
    ).lower()


def _changes(view: View) -> Iterator[Relation]:
    """Columns of changes, or of words that say which way, between two columns of years."""
    columns = view.columns[:MOST_COLUMNS]
    dated = [(column, _when(view.column_label(column))) for column in columns]
    years = [(column, year) for column, year in dated if year is not None and not _is_change(view, column)]
    for (one, first), (other, second) in combinations(years, 2):
        if first == second or _without_year(view.column_label(one)) != _without_year(view.column_label(other)):
            continue
        old, new = (one, other) if first < second else (other, one)
        for column in columns:
            if column not in (old, new) and column not in [place for place, _ in years]:
                yield from _changes_between(view, old, new, column)


def _is_change(view: View, column: int) -> bool:
    return bool(_CHANGE.search(view.column_label(column)))


def _changes_between(view: View, old: int, new: int, column: int) -> Iterator[Relation]:
    made, ways = [], []
    for row in view.rows:
        was, now, by = (view.cells.get((row, one)) for one in (old, new, column))
        if was and now and by and was.number.unit == now.number.unit:
            made += [_change(was, now, by, view.unit(column), view.words(row, column) or "")]
        elif was and now and (found := _GOES.search(view.words(row, column) or "")) and not view.spots(row, column):
            ways.append(direction(was, now, _GOING[found[0].lower()], found[0]))
    changes = [one for one in made if one]
    yield from changes if _is_change(view, column) and changes and _mostly(changes) else _voted(changes)
    yield from _voted(ways)


def _mostly(relations: Sequence[Relation]) -> bool:
    """Whether a column headed as one of changes is one between these two columns."""
    held = sum(one.holds for one in relations)
    return held >= len(relations) - held or len(relations) == 1


def _change(was: Spot, now: Spot, by: Spot, unit: str, words: str) -> Relation | None:
    """The change in a row, in the unit that it has: numbers, percent, or points also where they are told as percent."""
    found = _GOES.search(words)
    way = _GOING[found[0].lower()] if found else 0
    points = was.number.unit == PERCENT and change(was, now, by, way, percent=False) or None
    relative = change(was, now, by, way) if PERCENT in (by.number.unit, unit) else None
    plain = (
        change(was, now, by, way, percent=False)
        if by.number.unit == was.number.unit or DAYS in (unit, was.number.unit)
        else None
    )
    tries = [one for one in ((relative, points) if relative else (plain, points)) if one]
    return next((one for one in tries if one.holds), tries[-1] if tries else None)
