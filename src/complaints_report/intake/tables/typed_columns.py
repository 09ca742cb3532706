"""From cells to typed columns: each distinct value of a column is validated once by its record's own type."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from types import NoneType
from typing import Annotated, Any, get_args

import numpy as np
import pandas as pd
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from complaints_report.intake.faults import Fault, Place, fault, shown
from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.read.cells import Cell, ErrorCell
from complaints_report.intake.read.sheets import Coded, Codes
from complaints_report.intake.records.date_columns import Dates, dates_of_column
from complaints_report.intake.records.date_forms import written_date
from complaints_report.intake.records.dates import DateContext
from complaints_report.intake.records.models import TABLES, Record
from complaints_report.intake.records.names import without_decimals
from complaints_report.intake.rulebook import (
    AMBIGUOUS_DATE,
    ERROR_CELL,
    MISSING_VALUE,
    UNKNOWN_VALUE,
    UNREADABLE_DATE,
    Rule,
)
from complaints_report.intake.tables.shown_values import ShownValues, said_in_settings
from complaints_report.intake.tables.typed_rows import MOST_LISTED, further, row_ids, row_of


@dataclass(frozen=True)
class RawColumn:
    """One column of a table on its way from cells to values."""

    section: str
    name: str
    heading: str
    info: FieldInfo
    place: Place
    dates: DateContext
    exported_on: date
    shown_values: ShownValues

    @cached_property
    def leaves(self) -> tuple[Any, ...]:
        """The plain types and the known values that the column's type is made of."""
        return tuple(_leaves(self.info.annotation))

    @property
    def of_dates(self) -> bool:
        """Whether the column holds days."""
        return date in self.leaves

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The known values of a coded column, none for any other."""
        if self.name == "stage":
            return ("stage 1", "stage one")
        return tuple(leaf for leaf in self.leaves if isinstance(leaf, str))


def _leaves(annotation: Any) -> Iterator[Any]:
    parts = get_args(annotation)
    if not parts:
        yield annotation
    for part in parts:
        yield from _leaves(part)


@dataclass(frozen=True)
class Failure:
    """Why a value does not fit its column: the rule and the words that fill it in."""

    rule: Rule
    words: Mapping[str, Any]


_COLUMN_FAULT = Failure(AMBIGUOUS_DATE, {})
"""Why a date cannot be read whose whole column has one fault."""


@dataclass(frozen=True)
class Converted:
    """A column's value of each kind of cell, or the Failure that says why it has none.

    `whole` is a fault of the whole column, and `assumptions` what was taken for granted to read it.
    """

    values: list[Any]
    whole: Fault | None = None
    assumptions: str = ""


@dataclass(frozen=True)
class Columns:
    """A table's typed columns, the faults in its cells, and the records that these leave out.

    `assumptions` has, by the number of a part, what was taken for granted about its columns.
    """

    frame: pd.DataFrame
    faults: list[Fault]
    out: set[int]
    assumptions: dict[int, list[str]] = field(default_factory=dict)


def to_frame(table: str, parts: Sequence[Mapped], latest: date) -> Columns:
    """The typed columns of all parts of a table; the index tells part and spreadsheet row (see `row_ids`)."""
    shown_values = ShownValues(parts)
    read = [_of_part(table, number, part, latest, shown_values) for number, part in enumerate(parts)]
    frames = [one.frame for one in read]
    return Columns(
        frame=frames[0] if len(frames) == 1 else _one_after_another(TABLES[table], frames),
        faults=[found for one in read for found in one.faults],
        out=set[int]().union(*(one.out for one in read)),
        assumptions={number: one.assumptions[number] for number, one in enumerate(read)},
    )


def _of_part(table: str, number: int, part: Mapped, latest: date, shown_values: ShownValues) -> Columns:
    index = pd.Index(row_ids(number, part.rows.numbers), dtype="int64")
    columns, faults, out, said = dict[str, pd.Series](), list[Fault](), set[int](), list[str]()
    context = DateContext(part.part.source.date_order, latest, part.sheet.epoch)
    for name, info in TABLES[table].model_fields.items():
        heading = info.alias or name
        cells = part.cells(heading)
        if cells is None:
            continue
        where = part.part.section, heading, part.heading(heading)
        column = RawColumn(*where, info, part.place, context, latest, shown_values)
        found = _convert(column, cells.kinds)
        columns[heading] = _typed(column, found.values, cells.codes, index)
        at_fault = np.flatnonzero(cells.where(_at_fault(column, found.values)))
        faults += [found.whole] if found.whole else []
        faults += _faults(column, found.values, cells.at(at_fault), index[at_fault])
        said += [f"'{column.heading}': {found.assumptions}"] if found.assumptions else []
        out.update(index[at_fault].tolist())
    return Columns(pd.DataFrame(columns, index=index, copy=False), faults, out, {number: said})


def _at_fault(column: RawColumn, values: Sequence[Any]) -> list[bool]:
    """Which values are faults: a Failure, and nothing where something is needed."""
    faulty = (Failure, NoneType) if column.info.is_required() else Failure
    return [isinstance(value, faulty) for value in values]


def _one_after_another(model: type[Record], frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several parts as one frame; a column that only some of them have is blank in the others."""
    names = [info.alias or name for name, info in model.model_fields.items()]
    types = {name: frame[name].dtype for frame in frames for name in frame.columns}
    there = [name for name in names if name in types]
    return pd.concat([frame.reindex(columns=there).astype(types) for frame in frames])


def _convert(column: RawColumn, kinds: Sequence[Cell]) -> Converted:
    if not column.of_dates:
        return Converted(_validated(column, kinds, None))
    dates = dates_of_column(kinds, _context(column), column.exported_on)
    values = _validated(column, kinds, dates.context)
    if not dates.only_in_other_order:
        return Converted(values, None, dates.assumptions)
    at_fault = [_is_shared(cell, value, dates) for cell, value in zip(kinds, values, strict=True)]
    values = [_COLUMN_FAULT if shared else one for shared, one in zip(at_fault, values, strict=True)]
    return Converted(values, _in_the_other_order(column), dates.assumptions)


def _is_shared(cell: Cell, value: Any, dates: Dates) -> bool:
    """Whether the one fault of a column says of a cell why it cannot be read: its order is wrong, or was chosen."""
    if isinstance(cell, date):
        return not isinstance(value, Failure)
    found = written_date(cell, dates.context.epoch)
    return found is not None and not found.is_fixed


def _in_the_other_order(column: RawColumn) -> Fault:
    theirs = "month first" if column.dates.order == "day first" else "day first"
    why = f"The dates in this column can only be {theirs}, so none of its dates can be read."
    cure = f'Set date_order = "{theirs}" under [sources.{column.section}] in report.toml, if that is right.'
    return fault(AMBIGUOUS_DATE, column.place, None, column.heading, why=why, cure=cure)


def _validated(column: RawColumn, kinds: Sequence[Cell], context: DateContext | None) -> list[Any]:
    """Each kind's value, or the Failure that says why it has none.

    They are validated as one list, which takes pydantic a fraction of the time; those at fault are told by their
    place in it, and the others validated again without them.
    """
    values: list[Any] = [
        Failure(ERROR_CELL, {"what": one.what}) if isinstance(one, ErrorCell) else None for one in kinds
    ]
    places = [at for at, one in enumerate(kinds) if one is not None and not isinstance(one, ErrorCell)]
    adapter = _adapter(column.info)
    try:
        found = adapter.validate_python([kinds[at] for at in places], context=context)
    except ValidationError as error:
        wrong = _first_errors(error, places)
        for at, one in wrong.items():
            values[at] = _failure(column, one["type"], one.get("ctx", {}))
        places = [at for at in places if at not in wrong]
        found = adapter.validate_python([kinds[at] for at in places], context=context)
    for at, value in zip(places, found, strict=True):
        values[at] = value
    return values


def _first_errors(error: ValidationError, places: Sequence[int]) -> dict[int, ErrorDetails]:
    """The first error of each value of a list, by the place that it has in the column's kinds."""
    found: dict[int, ErrorDetails] = {}
    for one in error.errors(include_url=False, include_input=False):
        found.setdefault(places[int(one["loc"][0])], one)
    return found


def _adapter(info: FieldInfo) -> TypeAdapter[list[Any]]:
    """What validates the values of a column by its record's own type."""
    kind: Any = info.annotation
    for part in info.metadata:
        kind = Annotated[kind, part]
    return _adapter_of(kind)


@cache
def _adapter_of(kind: Any) -> TypeAdapter[list[Any]]:
    return TypeAdapter(list[kind])


def _context(column: RawColumn) -> DateContext:
    may_be_later = (column.info.json_schema_extra or {}) == {"may_be_later": True}
    return replace(column.dates, latest=None if may_be_later else column.exported_on)


_OF_TYPES = {rule.name: rule for rule in (UNKNOWN_VALUE, UNREADABLE_DATE, AMBIGUOUS_DATE)}
"""The rules after which the types of records name their errors."""


def _failure(column: RawColumn, kind: str, words: Mapping[str, Any]) -> Failure:
    if kind not in _OF_TYPES:
        known = ", ".join(f"'{code}'" for code in column.codes)
        words = {"why": f"This is not one of the values that {column.name} may have.", "cure": f"Use one of {known}."}
    if more := said_in_settings(column.section, column.name):
        words = {**words, "cure": f"{words['cure']} {more}"}
    return Failure(_OF_TYPES.get(kind, UNKNOWN_VALUE), words)


def _faults(column: RawColumn, values: Sequence[Any], cells: Coded, rows: pd.Index) -> list[Fault]:
    """The faults of rows in their order, each with what is the same for its kind of cell made once; `MOST_LISTED`."""
    rules = {code: _rule_broken(values[code]) for code in np.unique(cells.codes).tolist()}
    listed, counted, made = list[Fault](), list[Fault](), dict[int, Fault]()
    for rule in sorted(set(rules.values()) - {""}):
        places = np.flatnonzero(np.isin(cells.codes, [code for code, one in rules.items() if one == rule]))
        some = places[:MOST_LISTED]
        for at, code in zip(rows[some].tolist(), cells.codes[some].tolist(), strict=True):
            if code not in made:
                made[code] = _fault_of(column, values[code], cells.kinds[code])
            listed.append(made[code].in_row(row_of(at), at))
        counted += [further(listed[-1], len(places))] if len(places) > MOST_LISTED else []
    return sorted(listed, key=lambda one: one.at or 0) + counted


def _rule_broken(value: Any) -> str:
    """The rule that a value breaks where its column needs one; nothing where the whole column has one fault."""
    rule = value.rule if isinstance(value, Failure) else MISSING_VALUE
    return "" if value is _COLUMN_FAULT else rule.name


def _fault_of(column: RawColumn, value: Any, cell: Cell) -> Fault:
    if not isinstance(value, Failure):
        return fault(MISSING_VALUE, column.place, None, column.heading)
    seen = "" if isinstance(cell, ErrorCell) else _as_typed(cell)
    seen = seen if column.shown_values.has(column.name, cell) else shown(seen, column.codes)
    words = column.shown_values.told(column.section, column.name, cell, value.words)
    return fault(value.rule, column.place, None, column.heading, seen, **words)


def _as_typed(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date | datetime) else str(without_decimals(cell))


def _typed(column: RawColumn, values: Sequence[Any], codes: Codes, rows: pd.Index) -> pd.Series:
    """The values of all rows: made once for each kind, then taken for each row."""
    known = [None if isinstance(value, Failure) else value for value in values]
    return pd.Series(pd.array(known, dtype=_dtype(column)).take(codes), index=rows, copy=False)


def _dtype(column: RawColumn) -> Any:
    if column.of_dates:
        return "datetime64[s]"
    if int in column.leaves:
        return "Int64"
    if bool in column.leaves:
        return "boolean"
    return "object" if Decimal in column.leaves else "str"
