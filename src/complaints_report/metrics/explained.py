"""What is behind one figure: its definition, its whole numbers, and the rows that were counted or left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from complaints_report.intake.tables.typed_rows import PART
from complaints_report.metrics.assemble import Source
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.compute import Behind, rows_behind
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.metric import Key, Metric

_DAY = {"complaints": "received_on", "compliments": "received_on", "ombudsman": "referred_on"}
_DAYS = ("working_days", "days_to_panel", "days_to_report", "days_to_response")
Cell = Any
"""What a cell of a frame holds; by the types of pandas a Decimal, for one, is never missing."""


@dataclass(frozen=True)
class Item:
    """One row of the data: what it is, where it stands, and whether and why it is counted.

    `days` and `amount` are what the metric measures or adds up; `in_numerator` and `in_denominator` are
    missing where the figure has no such number of rows.
    """

    table: str
    reference: str
    stage: int | None
    received_on: date | None
    in_numerator: bool | None
    in_denominator: bool | None
    left_out_because: str
    days: int | None
    amount: Decimal | int | None
    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Explanation:
    """A figure with the rows behind it; there are none where the figure is `from_history`.

    `at_fault` is how many rows of the metric's table no figure counts, because of errors.
    """

    metric: Metric
    figure: Figure
    items: tuple[Item, ...]
    from_history: bool
    at_fault: int


def explain(source: Source, figures: Figures, key: Key) -> Explanation:
    """The figure of the report's year with every row behind it, as the engine that computed it tells them."""
    metric, stage, by, group = key
    figure, from_history = figures.figure(metric, stage, by=by, group=group), source.is_told_by_history(figures.year)
    parts = [] if from_history else rows_behind(source.tables, figures.year, key)
    items = tuple(item for part in parts for item in _items(source, part))
    tables = [] if from_history else list(dict.fromkeys(part.metric.table for part in parts))
    at_fault = sum(len(source.export.read[table].frame) - len(source.export.tables[table]) for table in tables)
    return Explanation(METRICS[metric], figure, items, from_history, at_fault)


def _items(source: Source, part: Behind) -> Iterator[Item]:
    origins, table = source.export.read[part.metric.table].origins, part.metric.table
    days = next((column for column in _DAYS if column in part.metric.needs), "")
    amount = "" if part.metric.adds_up in _DAYS else part.metric.adds_up
    for at, cells in zip(part.rows.index, part.rows.to_dict("records"), strict=True):
        number, row = divmod(int(at), PART)
        yield Item(
            table=table,
            reference=str(cells.get("reference", "")),
            stage=_whole(cells.get("stage")),
            received_on=_day(cells.get(_DAY.get(table, ""))),
            in_numerator=_at(part.in_numerator, at),
            in_denominator=_at(part.in_denominator, at),
            left_out_because=str(part.why_not[at]),
            days=_whole(cells.get(days)),
            amount=_amount(cells.get(amount)),
            file=origins[number].place.file,
            sheet=origins[number].place.sheet or "",
            row=row,
        )


def _at(claim: pd.Series | None, at: int) -> bool | None:
    return None if claim is None else bool(claim[at])


def _whole(cell: Cell) -> int | None:
    return None if pd.isna(cell) else int(str(cell))


def _amount(cell: Cell) -> Decimal | None:
    return None if pd.isna(cell) else Decimal(str(cell))


def _day(cell: Cell) -> date | None:
    return cell.date() if isinstance(cell, pd.Timestamp) else None
