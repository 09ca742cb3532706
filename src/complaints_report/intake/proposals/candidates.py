"""Which headings of an export may be one of our columns: by their names, and by what stands below them."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from statistics import fmean
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.headings.synonyms import HEADINGS
from complaints_report.intake.read.cells import Cell, ErrorCell
from complaints_report.intake.records.date_columns import only_in_one_order
from complaints_report.intake.records.date_forms import DateOrder
from complaints_report.intake.records.dates import DateContext
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.records.names import folded, normalised

CODED = ("stage", "procedure", "outcome", "method", "complainant", "extension_agreed")
"""The columns of a complaint whose values are ours."""
CODED_OF = {
    "complaints": CODED,
    "issues": ("stage", "outcome"),
    "ombudsman": ("result",),
    "learning": ("stage", "status"),
}
"""The columns of each table whose values are ours."""

_SAMPLE = 400
_FEW, _LONG = 150, 60
_ORDERS: tuple[DateOrder, ...] = ("day first", "month first")


@dataclass(frozen=True, eq=False)
class Headed:
    """A heading with the cells below it, one a row; `name` is what it says without its stage."""

    text: str
    name: str
    every: tuple[Cell, ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.every)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Those of its cells that hold something."""
        return tuple(cell for cell in self.every if cell is not None)

    @cached_property
    def sample(self) -> tuple[Cell, ...]:
        """The first of its distinct cells, without those that only stand for nothing, such as a dash."""
        return tuple(dict.fromkeys(cell for cell in self.cells if not _is_mark(cell)))[:_SAMPLE]

    @cached_property
    def is_of_days(self) -> bool:
        """Whether most cells are dates; plain numbers are none, since a case number may look like one."""
        dates = [cell for cell in self.sample if not re.fullmatch(r"[\d.]+", str(cell)) and to_days(cell)]
        return 2 * len(dates) > len(self.sample)

    @cached_property
    def first_days(self) -> tuple[date | None, ...]:
        """The days of its first rows."""
        found: dict[Cell, list[date]] = {cell: to_days(cell) for cell in {*self.every[:_SAMPLE]} if cell is not None}
        return tuple(next(iter(found.get(cell, ())), None) for cell in self.every[:_SAMPLE])

    def share_before(self, other: "Headed") -> float:
        """The share of the rows that have both days in which its own is no later than another's; a half of none."""
        both = [(one, day) for one, day in zip(self.first_days, other.first_days, strict=False) if one and day]
        return fmean(one <= day for one, day in both) if both else 0.5

    @cached_property
    def is_of_few(self) -> bool:
        """Whether it holds short texts that come again and again."""
        texts = [folded(cell) for cell in self.cells if not _is_mark(cell)]
        if not texts or self.is_of_days or not all(re.search(r"[^\W\d]", str(cell)) for cell in self.sample):
            return False
        return 1 < len(set(texts)) <= min(_FEW, len(texts) / 2) and fmean(map(len, texts)) <= _LONG

    @cached_property
    def is_of_references(self) -> bool:
        """Whether nearly every cell is another, short, with a digit in it and no date."""
        short = [cell for cell in self.sample if re.fullmatch(r"(?=.*\d)\S{1,30}", str(cell))]
        others = len(set(self.cells)) >= 0.8 * len(self.cells)
        return not self.is_of_days and others and len(short) > 0.9 * len(self.sample)

    @cached_property
    def filled_share(self) -> float:
        """The share of the rows in which it says something."""
        return sum(not _is_mark(cell) for cell in self.cells) / self.rows if self.rows else 0

    def only_in_order(self) -> tuple[int, int]:
        """How many of its dates can only be read month first, and how many only day first."""
        times = Counter(self.cells) if self.is_of_days else Counter[Cell]()
        tried = [(only_in_one_order(cell, "day first"), many) for cell, many in times.items()]
        return sum(other * many for (other, _), many in tried), sum(this * many for (_, this), many in tried)

    def known_share(self, column: str) -> float:
        """The share of its distinct cells that one of our columns may hold."""
        return fmean(is_known(column, cell) for cell in self.sample) if self.sample else 0


@dataclass(frozen=True)
class Answer:
    """What an export suggests for one of our columns: headings, the best first; a sure one stands alone."""

    column: str
    headings: tuple[str, ...] = ()
    is_sure: bool = False
    is_read: bool = False

    @property
    def is_required(self) -> bool:
        """Whether the complaints cannot do without the column."""
        return columns_of(TABLES["complaints"])[self.column]


def _is_mark(cell: Cell) -> bool:
    """Whether a cell holds neither a letter nor a digit."""
    return isinstance(cell, str) and not re.search(r"[^\W_]", cell)


def is_known(column: str, cell: Cell, table: str = "complaints") -> bool:
    """Whether a cell is a value that a column of a table may hold."""
    if isinstance(cell, ErrorCell):
        return False
    return bool(to_days(cell)) if column.endswith("_on") else _fits(column, cell, DateContext(), table)


def to_days(cell: Cell) -> list[date]:
    """The days that a cell may be, as its date is read in either order."""
    adapter = _adapter("received_on")
    contexts = [DateContext(order) for order in _ORDERS if _fits("received_on", cell, DateContext(order))]
    return [adapter.validate_python(cell, context=context) for context in contexts]


def _fits(column: str, cell: Cell, context: DateContext, table: str = "complaints") -> bool:
    try:
        _adapter(column, table).validate_python(cell, context=context)
    except ValidationError:
        return False
    return True


@cache
def _adapter(column: str, table: str = "complaints") -> TypeAdapter[Any]:
    info = TABLES[table].model_fields[column]
    kind: Any = info.annotation
    for part in info.metadata:
        kind = Annotated[kind, part]
    return TypeAdapter(kind)


def sure_names(column: str, *more: str) -> set[str]:
    """The headings that can only be a column of the complaints, in plain letters."""
    return {normalised(name) for name in (column, *HEADINGS["complaints"].get(column, ((), ()))[0], *more)}
