"""A table as relations between its cells are looked for: by its columns, and turned over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from complaints_report.audit.arithmetic.forms import Forms
from complaints_report.audit.arithmetic.relations import total
from complaints_report.audit.reading.document import Grid, Passage, Spot
from complaints_report.audit.reading.numbers import COUNT, PERCENT, POUNDS

MOST_COLUMNS, MOST_CELLS = 24, 3000
"""Relations between two columns are looked for among so many, and in so many cells."""
IS = Forms("tables")
At = tuple[int, int]


@dataclass(eq=False)
class View:
    """A table by its columns, or turned over: the labels of its rows and columns, and its cells.

    `lone` are the cells that hold one number and no other words, `paired` those of a count and a percentage, "45
    (12.1%)", and `counts` the first number of either. `units` has the unit of each column, empty where it has several;
    `totals` are the rows that are called a total, `leaves` the others; `added` are the columns that may be added. In a
    list the words of an item stand around its numbers.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[At, tuple[str, tuple[Spot, ...]]]
    about: str
    is_list: bool = False

    def __post_init__(self) -> None:
        two = {at: sorted(spots, key=lambda one: one.number.unit) for at, (_, spots) in self.cells.items()}
        self.lone = {
            at: spots[0] for at, spots in two.items() if len(spots) == 1 and (self.is_list or _is_alone(spots[0]))
        }
        self.paired = {at: one for at, one in two.items() if [spot.number.unit for spot in one] == [COUNT, PERCENT]}
        self.counts = {at: count for at, (count, _) in self.paired.items()} | self.lone
        both, found = {at for _, at in self.paired}, [set[str]() for _ in self.columns]
        rates = self._rates()
        for (row, column), spot in self.counts.items():
            share = spot.number.unit == COUNT and column not in both and IS.has("share", self.columns[column])
            found[column] |= {PERCENT if share else spot.number.unit} if row not in rates else set()
        self.units = [min(units) if len(units) == 1 else "" for units in found]
        self.totals = sorted({*self._named(), *self._unnamed()} - rates)
        self.leaves = [row for row in range(len(self.rows)) if row not in rates.union(self.totals)]
        self.added = [at for at in self.columns_of(COUNT, POUNDS) if not IS.has("not-added", self.columns[at])]
        self.first = range(len(self.rows))[: max(30, MOST_CELLS // len(self.columns))]

    def _rates(self) -> set[int]:
        """The rows of percentages below rows of counts, which are added to nothing."""
        units = [set[str]() for _ in self.rows]
        for (row, _), spot in self.counts.items():
            units[row].add(spot.number.unit)
        return {row for row, one in enumerate(units) if one == {PERCENT}} if {COUNT} in units else set()

    def _named(self) -> Iterator[int]:
        """The rows that are called a total, and the quarters of a table of months."""
        with_months = any(map(IS["month"].match, self.rows))
        for row, label in enumerate(self.rows):
            if self.is_list and not label.rstrip().endswith((":", "–", "-", "=")):
                continue
            if any(map(IS["total"].match, label.split("\n"))) or (with_months and IS["quarter"].match(label)):
                yield row

    def _unnamed(self) -> list[int]:
        """The last row where it has no name and is the total of the others in some column, or 100% in one."""
        last = len(self.rows) - 1
        if last < 2 or self.rows[last].strip() or not all(one.strip() for one in self.rows[:last]):
            return []
        columns = [[self.counts.get((row, at)) for row in range(len(self.rows))] for at in range(len(self.columns))]
        whole = [[spot for spot in cells if spot] for cells in columns if all(cells)]
        return [last] if any(total(cells[:-1], cells[-1]).holds for cells in whole) else []

    def columns_of(self, *units: str) -> list[int]:
        """The first columns of some units."""
        return [column for column, unit in enumerate(self.units) if unit in units][:MOST_COLUMNS]


def _is_alone(spot: Spot) -> bool:
    words, number = spot.sentence.words, spot.number
    return not number.hedged and all(map(IS["beside"].fullmatch, (words[: number.begins], words[number.ends :])))


def views(grid: Grid, note: str) -> Iterator[View]:
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


def view_of_list(items: Sequence[Passage]) -> Iterator[View]:
    """A list as a table, where its items tell numbers of the same units one after the other."""
    said = [one.sentences[0] for one in items if len(one.sentences) == 1 and one.sentences[0].numbers]
    units = {tuple(number.unit for number in one.numbers) for one in said}
    if len(said) == len(items) > 2 and len(units) == 1 and not any(one.hedged for each in said for one in each.numbers):
        cells = {}
        for row, (one, item) in enumerate(zip(said, items, strict=True)):
            for column, number in enumerate(one.numbers):
                cells[row, column] = number.text, (Spot(number, one, item),)
        first = said[0].numbers
        ends = [*(number.begins for number in first[1:]), len(said[0].words)]
        columns = [said[0].words[number.ends : end] for number, end in zip(first, ends, strict=True)]
        yield View([one.words[: one.numbers[0].begins] for one in said], columns, cells, items[0].lead, is_list=True)
