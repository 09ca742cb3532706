"""Which headings of an export may be one of our columns: by their names, and by what stands below them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from statistics import fmean, median
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from complaints_report.intake.date_columns import only_in_one_order
from complaints_report.intake.date_forms import DateOrder
from complaints_report.intake.dates import DateContext
from complaints_report.intake.headings import columns_of
from complaints_report.intake.outcomes import FINDINGS
from complaints_report.intake.read.cells import Cell, ErrorCell
from complaints_report.intake.records import TABLES, folded
from complaints_report.intake.spellings import to_code
from complaints_report.intake.synonyms import HEADINGS, plain

CODED = ("stage", "procedure", "outcome", "method", "complainant", "extension_agreed")
"""The columns of a complaint whose values are ours."""

MOST = 4
"""How many headings are offered for a column."""

_AMOUNTS = ("remedy_amount", "investigation_cost")
_TOLD_BY_CODES = ("stage", "procedure", "outcome", "method", "complainant")
_TOLD_BY_FEW = ("service", "outcome")
_SAMPLE = 400
_NEAR = 78
_FEW, _LONG = 150, 60
_OUTCOMES = 12
_BIRTH = re.compile(r"birth|\bd\.?o\.?b\b", re.IGNORECASE)
_ORDERS: tuple[DateOrder, ...] = ("day first", "month first")


@dataclass(frozen=True, eq=False)
class Headed:
    """A heading with the cells below it that hold something; `name` is what it says without its stage."""

    text: str
    name: str
    cells: tuple[Cell, ...]
    rows: int

    @cached_property
    def sample(self) -> tuple[Cell, ...]:
        """The first of its distinct cells."""
        return tuple(dict.fromkeys(self.cells))[:_SAMPLE]

    @cached_property
    def is_of_days(self) -> bool:
        """Whether most cells are dates; plain numbers are none, since a case number may look like one."""
        dates = [cell for cell in self.sample if not re.fullmatch(r"[\d.]+", str(cell)) and to_days(cell)]
        return 2 * len(dates) > len(self.sample)

    @cached_property
    def middle_day(self) -> int:
        """The middle one of its days, as a number to sort by."""
        days = [days[0].toordinal() for cell in self.sample if (days := to_days(cell))]
        return int(median(days)) if days else 0

    @cached_property
    def is_of_few(self) -> bool:
        """Whether it holds short texts that come again and again."""
        texts = [folded(cell) for cell in self.cells]
        if not texts or self.is_of_days or not all(re.search(r"[^\W\d]", str(cell)) for cell in self.sample):
            return False
        return 1 < len(set(texts)) <= min(_FEW, len(texts) / 2) and fmean(map(len, texts)) <= _LONG

    @cached_property
    def is_of_references(self) -> bool:
        """Whether nearly every cell is another, short, with a digit in it and no date."""
        short = [cell for cell in self.sample if re.fullmatch(r"(?=.*\d)\S{1,30}", str(cell))]
        others = len(set(self.cells)) >= 0.8 * len(self.cells)
        return not self.is_of_days and others and len(short) > 0.9 * len(self.sample)

    def only_in_order(self) -> tuple[int, int]:
        """How many of its dates can only be read month first, and how many only day first."""
        tried = [only_in_one_order([cell], "day first") for cell in self.cells if self.is_of_days]
        return sum(other for other, _ in tried), sum(this for _, this in tried)

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


def is_known(column: str, cell: Cell) -> bool:
    """Whether a cell is a value that a column of the complaints may hold."""
    if isinstance(cell, ErrorCell):
        return False
    return bool(to_days(cell)) if column.endswith("_on") else _fits(column, cell, DateContext())


def to_days(cell: Cell) -> list[date]:
    """The days that a cell may be, as its date is read in either order."""
    adapter = _adapter("received_on")
    contexts = [DateContext(order) for order in _ORDERS if _fits("received_on", cell, DateContext(order))]
    return [adapter.validate_python(cell, context=context) for context in contexts]


def _fits(column: str, cell: Cell, context: DateContext) -> bool:
    try:
        _adapter(column).validate_python(cell, context=context)
    except ValidationError:
        return False
    return True


@cache
def _adapter(column: str) -> TypeAdapter[Any]:
    info = TABLES["complaints"].model_fields[column]
    kind: Any = info.annotation
    for part in info.metadata:
        kind = Annotated[kind, part]
    return TypeAdapter(kind)


def sure_names(column: str, *more: str) -> set[str]:
    """The headings that can only be a column of the complaints, in plain letters."""
    return {plain(name) for name in (column, *HEADINGS["complaints"].get(column, ((), ()))[0], *more)}


def answers(columns: Iterable[str], headed: Sequence[Headed], also: Mapping[str, Sequence[str]]) -> list[Answer]:
    """What some headings suggest for each of our columns; `also` has more sure names for some of them."""
    columns = list(columns)
    sure = {column: hits[0] for column in columns if len(hits := _surest(column, headed, also)) == 1}
    left = [one for one in headed if one.text not in sure.values()]
    ranked = {column: _ranked(column, left, also) for column in columns if column not in sure}
    best = _best(ranked)
    return [
        Answer(column, (sure[column],), is_sure=True) if column in sure else _unsure(column, ranked[column], best)
        for column in columns
    ]


def _surest(column: str, headed: Iterable[Headed], also: Mapping[str, Sequence[str]]) -> list[str]:
    own = [one.text for one in headed if plain(one.name) == plain(column)]
    names = sure_names(column, *also.get(column, ()))
    return own or [one.text for one in headed if plain(one.name) in names]


def _unsure(column: str, ranked: Sequence[Sequence[str]], best: Mapping[str, str]) -> Answer:
    first = best.get(column)
    others = [text for tier in ranked for text in tier if text not in best.values()]
    return Answer(column, tuple(dict.fromkeys((first, *others)))[:MOST]) if first else Answer(column)


def _best(ranked: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, str]:
    """The best heading of each column, each given once; what its name tells goes before what its cells do."""
    best: dict[str, str] = {}
    for tier in range(max((len(tiers) for tiers in ranked.values()), default=0)):
        for column, tiers in ranked.items():
            free = [text for text in tiers[tier] if text not in best.values()]
            if column not in best and free:
                best[column] = free[0]
    return best


def _ranked(column: str, headed: Sequence[Headed], also: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The headings that may be a column, in tiers: several sure ones, likely ones, near ones, by their cells."""
    likely = {plain(name) for name in HEADINGS["complaints"].get(column, ((), ()))[1]}
    return [
        _surest(column, headed, also),
        [one.text for one in headed if plain(one.name) in likely],
        [one.text for one in headed if _is_told_by_codes(column, one)],
        [one.text for one in _near(column, headed)],
        [one.text for one in _told_by_cells(column, headed)],
    ]


def _near(column: str, headed: Iterable[Headed]) -> list[Headed]:
    """The headings spelled nearly as a column is, whose cells could be its own, the nearest first."""
    from rapidfuzz.fuzz import ratio

    names = [_telling(name) for name in (column, *(name for tier in HEADINGS["complaints"][column] for name in tier))]
    scores = {one: max(ratio(_telling(one.name), name) for name in names) for one in headed if _could_be(column, one)}
    return sorted((one for one in scores if scores[one] >= _NEAR), key=lambda one: -scores[one])


def _telling(name: str) -> str:
    """A heading in plain letters without what every heading of complaints may say."""
    return re.sub("complain(t|ant)s?", "", plain(name)) or plain(name)


def _could_be(column: str, headed: Headed) -> bool:
    """Whether nothing in a heading's cells speaks against it."""
    if not headed.cells:
        return False
    if column == "reference":
        return headed.is_of_references
    if column.endswith("_on") or column in ("stage", "extension_agreed", *_AMOUNTS):
        return headed.known_share(column) > 0.5
    return headed.is_of_few


def _is_told_by_codes(column: str, headed: Headed) -> bool:
    """Whether most cells are a column's values; a case's status may be resolved or withdrawn too, but no finding."""
    if column == "outcome" and not any(to_code(column, str(cell)) in FINDINGS for cell in headed.sample):
        return False
    return column in _TOLD_BY_CODES and headed.known_share(column) >= 0.5


def _told_by_cells(column: str, headed: Sequence[Headed]) -> Iterator[Headed]:
    """The headings whose cells look like a column's; the earliest dates for a receipt, the latest for a response."""
    if column in ("received_on", "responded_on"):
        late = column == "responded_on"
        dates = [one for one in headed if one.is_of_days and not _BIRTH.search(one.text)]
        yield from sorted(dates, key=lambda one: -one.middle_day if late else one.middle_day)
    if column in _TOLD_BY_FEW:
        few = (one for one in headed if one.is_of_few and len(one.cells) > 0.8 * one.rows)
        yield from (one for one in few if _is_few_enough(column, one))
    if column == "reference":
        yield from (one for one in headed if one.is_of_references)


def _is_few_enough(column: str, headed: Headed) -> bool:
    """Whether texts that come again and again may be a column's: outcomes are few, and no service is yes or no."""
    if column == "outcome":
        return len(set(map(folded, headed.cells))) <= _OUTCOMES
    return headed.known_share("extension_agreed") < 1
