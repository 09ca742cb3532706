"""From cells to typed columns: each distinct value of a column is validated once by its record's own type."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, get_args

import pandas as pd
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from complaints_report.intake.cells import Cell, ErrorCell
from complaints_report.intake.dates import DateContext, is_numeric, only_month_first
from complaints_report.intake.faults import Fault, Place, fault, shown
from complaints_report.intake.mapping import Mapped
from complaints_report.intake.records import Record, folded
from complaints_report.settings import Source


@dataclass(frozen=True)
class Column:
    """One column of a table on its way from cells to values."""

    table: str
    name: str
    heading: str
    info: FieldInfo
    place: Place
    dates: DateContext

    @property
    def leaves(self) -> tuple[Any, ...]:
        """The plain types and the known values that the column's type is made of."""
        return tuple(_leaves(self.info.annotation))

    @property
    def of_dates(self) -> bool:
        """Whether the column holds days."""
        return date in self.leaves

    @property
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

    rule: str
    words: Mapping[str, Any]


_COLUMN_FAULT = Failure("ambiguous-date", {})
"""Why a date cannot be read whose whole column has one fault."""


def to_frame(
    table: str, model: type[Record], mapped: Mapped, source: Source, place: Place, latest: date
) -> tuple[pd.DataFrame, list[Fault], set[int]]:
    """A table's typed columns indexed by spreadsheet row, the faults in them, and the rows these leave out."""
    index = pd.Index([row.number for row in mapped.rows], dtype="int64")
    frame, faults, out = pd.DataFrame(index=index), [], set[int]()
    context = DateContext(source.date_order, latest, mapped.sheet.epoch)
    for name, info in model.model_fields.items():
        heading = info.alias or name
        cells = _cells(mapped, source, heading)
        if cells is None:
            continue
        column = Column(table, heading, _headed(mapped, heading), info, place, context)
        values, found = _convert(column, cells, index, source)
        frame[heading] = _typed(column, values, index)
        faults += found
        out |= _left_out(column, values, index)
    return frame, faults, out


def _left_out(column: Column, values: Sequence[Any], rows: pd.Index) -> set[int]:
    required = column.info.is_required()
    pairs = zip(rows, values, strict=True)
    return {int(row) for row, value in pairs if isinstance(value, Failure) or (value is None and required)}


def _headed(mapped: Mapped, name: str) -> str:
    return mapped.headings[name].text if name in mapped.headings else name


def _cells(mapped: Mapped, source: Source, name: str) -> Sequence[Cell] | None:
    if name in mapped.headings:
        at = mapped.headings[name].at
        return [row.cells[at] if at < len(row.cells) else None for row in mapped.rows]
    if name in source.constants:
        return [source.constants[name]] * len(mapped.rows)
    return None


def _convert(column: Column, cells: Sequence[Cell], rows: pd.Index, source: Source) -> tuple[list[Any], list[Fault]]:
    cells = _spelled_our_way(cells, source.values.get(column.name, {}))
    column, whole = _date_order(column, cells)
    results = _validated(column, cells)
    if whole:
        results |= {cell: _COLUMN_FAULT for cell in results if is_numeric(cell)}
    values = [results[cell] for cell in cells]
    return values, [*([whole] if whole else []), *_faults(column, values, cells, rows)]


def _spelled_our_way(cells: Sequence[Cell], spelled: Mapping[str, str]) -> Sequence[Cell]:
    """The cells with the export's values replaced by ours; one mapped to nothing is blank."""
    ours = {folded(theirs): value or None for theirs, value in spelled.items()}
    if not ours:
        return cells
    return [ours.get(folded(cell), cell) if isinstance(cell, str | int | float) else cell for cell in cells]


def _date_order(column: Column, cells: Sequence[Cell]) -> tuple[Column, Fault | None]:
    """The column told whether it mixes date orders, or the one fault of a column all in the other order."""
    if not column.of_dates:
        return column, None
    other, this = only_month_first(cells, column.dates.order)
    if other and not this:
        theirs = "month first" if column.dates.order == "day first" else "day first"
        why = f"The dates in this column can only be {theirs}, so none of its dates can be read."
        cure = f'Set date_order = "{theirs}" under [sources.{column.table}] in report.toml, if that is right.'
        return column, fault("ambiguous-date", column.place, None, column.heading, why=why, cure=cure)
    return replace(column, dates=replace(column.dates, split=other and this)), None


def _validated(column: Column, cells: Sequence[Cell]) -> dict[Cell, Any]:
    """Each distinct cell's value, or the Failure that says why it has none."""
    kind: Any = column.info.annotation
    for part in column.info.metadata:
        kind = Annotated[kind, part]
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    return {cell: _value(adapter, column, cell) for cell in set(cells)}


def _value(adapter: TypeAdapter[Any], column: Column, cell: Cell) -> Any:
    if cell is None:
        return None
    if isinstance(cell, ErrorCell):
        return Failure("error-cell", {"what": cell.what})
    try:
        return adapter.validate_python(cell, context=_context(column))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return _failure(column, first["type"], first.get("ctx", {}))


def _context(column: Column) -> DateContext:
    may_be_later = (column.info.json_schema_extra or {}) == {"may_be_later": True}
    return replace(column.dates, latest=None) if may_be_later else column.dates


def _failure(column: Column, rule: str, words: Mapping[str, Any]) -> Failure:
    if rule in ("unknown-value", "unreadable-date", "ambiguous-date"):
        return Failure(rule, words)
    known = ", ".join(f"'{code}'" for code in column.codes)
    cure = f"Use one of {known}; or say which it is under [sources.{column.table}.values.{column.name}]"
    why = f"This is not one of the values that {column.name} may have."
    return Failure("unknown-value", {"why": why, "cure": f"{cure} in report.toml."})


def _faults(column: Column, values: Sequence[Any], cells: Sequence[Cell], rows: pd.Index) -> Iterator[Fault]:
    required = column.info.is_required()
    for row, value, cell in zip(rows, values, cells, strict=True):
        if value is _COLUMN_FAULT:
            continue
        if isinstance(value, Failure):
            seen = "" if isinstance(cell, ErrorCell) else shown(_as_typed(cell), column.codes)
            yield fault(value.rule, column.place, int(row), column.heading, seen, **value.words)
        elif value is None and required:
            yield fault("missing-value", column.place, int(row), column.heading)


def _as_typed(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date | datetime) else str(cell)


def _typed(column: Column, values: Sequence[Any], rows: pd.Index) -> pd.Series:
    known = [None if isinstance(value, Failure) else value for value in values]
    if column.of_dates:
        return pd.Series(pd.array(known, dtype="datetime64[s]"), index=rows)
    if int in column.leaves:
        return pd.Series(known, index=rows, dtype="Int64")
    if bool in column.leaves:
        return pd.Series(known, index=rows, dtype="boolean")
    return pd.Series(known, index=rows, dtype="object" if Decimal in column.leaves else "str")
