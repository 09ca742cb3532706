"""What is behind one figure, to read and as CSV: its definition, its numbers, the rows counted and those left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import fill, wrap
from typing import Any

import pandas as pd

from complaints_report.english import UNKNOWN, pounds, quantity
from complaints_report.intake.tables.typed_rows import row_of, table_parts_of
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.figures_of_year import Source
from complaints_report.metrics.kinds import Given, Mean, Total
from complaints_report.metrics.metric import Key, Metric
from complaints_report.metrics.selection import Array
from complaints_report.metrics.tallies import Behind, rows_behind
from complaints_report.safe_text import csv_of

_WIDTH = 100
_UNBROKEN = "\N{NO-BREAK SPACE}"
COLUMNS = (
    *("reference", "stage", "received_on", "in_numerator", "in_denominator", "left_out_because"),
    *("working_days", "amount", "file", "sheet", "row"),
)
_NOUNS = {
    "complaints": ("complaint", "complaints"),
    "issues": ("issue", "issues"),
    "compliments": ("compliment", "compliments"),
    "ombudsman": ("complaint to the Ombudsman", "complaints to the Ombudsman"),
    "learning": ("piece of learning", "pieces of learning"),
    "activity": ("row", "rows"),
}

_DAY = {"complaints": "received_on", "compliments": "received_on", "ombudsman": "referred_on"}
_DAYS = ("working_days", "days_to_panel", "days_to_report", "days_to_response")
Cell = Any
"""What a cell of a frame holds; by the types of pandas a Decimal, for one, is never missing."""


@dataclass(frozen=True)
class ExplainedRow:
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
    items: tuple[ExplainedRow, ...]
    from_history: bool
    at_fault: int


def explain(source: Source, figures: Figures, key: Key) -> Explanation:
    """The figure of the report's year with every row behind it, as the engine that computed it tells them."""
    metric, stage, by, group = key
    figure, from_history = figures.figure(metric, stage, by=by, group=group), source.is_told_by_history(figures.year)
    parts = [] if from_history else rows_behind(source.countable, figures.year, key)
    items = tuple(item for part in parts for item in _items(source, part))
    tables = [] if from_history else list(dict.fromkeys(part.metric.table for part in parts))
    at_fault = sum(len(source.export.read[table].frame) - len(source.export.tables[table]) for table in tables)
    return Explanation(METRICS[metric], figure, items, from_history, at_fault)


def _items(source: Source, part: Behind) -> Iterator[ExplainedRow]:
    origins, table = source.export.read[part.metric.table].origins, part.metric.table
    days = next((column for column in _DAYS if column in part.metric.needs), "")
    amount = "" if part.metric.adds_up in _DAYS else part.metric.adds_up
    for place, cells in enumerate(part.rows.to_dict("records")):
        at = int(part.rows.index[place])
        number, row = table_parts_of(at), row_of(at)
        yield ExplainedRow(
            table=table,
            reference=str(cells.get("reference", "")),
            stage=_whole(cells.get("stage")),
            received_on=_day(cells.get(_DAY.get(table, ""))),
            in_numerator=_at(part.in_numerator, place),
            in_denominator=_at(part.in_denominator, place),
            left_out_because=str(part.why_not[place]),
            days=_whole(cells.get(days)),
            amount=_amount(cells.get(amount)),
            file=origins[number].place.file,
            sheet=origins[number].place.sheet or "",
            row=row,
        )


def _at(holds: Array | None, place: int) -> bool | None:
    return None if holds is None else bool(holds[place])


def _whole(cell: Cell) -> int | None:
    return None if pd.isna(cell) else int(str(cell))


def _amount(cell: Cell) -> Decimal | None:
    return None if pd.isna(cell) else Decimal(str(cell))


def _day(cell: Cell) -> date | None:
    return cell.date() if isinstance(cell, pd.Timestamp) else None


def to_csv(told: Explanation) -> str:
    """One row for each row of the data that the figure counts or leaves out, with its place."""
    return csv_of([COLUMNS, *(_cells(item) for item in told.items)])


def _cells(item: ExplainedRow) -> tuple[str, ...]:
    plain = (
        *(item.reference, item.stage, item.received_on, _yes(item.in_numerator), _yes(item.in_denominator)),
        *(item.left_out_because, item.days, item.amount, item.file, item.sheet, item.row),
    )
    return tuple("" if cell is None else str(cell) for cell in plain)


def _yes(claim: bool | None) -> str:
    return "" if claim is None else "yes" if claim else "no"


def to_text(told: Explanation) -> str:
    """The explanation to read: the definition, the numbers, the references behind each, and what was left out."""
    lines = [*_heading(told), "", *_numbers(told)]
    for said in _remarks(told):
        lines += ["", fill(said, _WIDTH)]
    for title, items in _parts(told):
        if items:
            lines += ["", *_listing(title, items, told)]
    return "\n".join(lines) + "\n"


def _heading(told: Explanation) -> list[str]:
    figure = told.figure
    stage = f", stage {figure.stage}" if figure.stage else ""
    group = f", {figure.by.replace('_', ' ')}: {figure.group}" if figure.by else ""
    return [
        f"{told.metric.title} ({told.metric.name}){stage}{group}, {figure.year}",
        fill(told.metric.definition, _WIDTH),
    ]


def _numbers(told: Explanation) -> Iterator[str]:
    figure = told.figure
    unit = {"days": " working days", "pounds": " pounds", "count": ""}.get(figure.unit, " percent")
    yield "Value        " + (UNKNOWN if figure.value is None else f"{figure.value:,f}{unit}")
    if figure.numerator is not None:
        days = " working days in all" if figure.unit == "days" else ""
        yield f"Numerator    {figure.numerator:,}{days}"
    if figure.denominator is not None:
        yield f"Denominator  {figure.denominator:,}"


def _remarks(told: Explanation) -> Iterator[str]:
    """What to know before reading the references."""
    if told.from_history:
        yield (
            f"The export does not cover {told.figure.year}: this figure is the one that history has as published, "
            "and there are no rows behind it to list."
        )
    elif not told.items:
        yield f"There is no row in {told.figure.year} behind this figure."
    elif isinstance(told.metric, Given):
        yield "This number is given in the activity table; no complaints are behind it."
    elif any(item.table == "activity" for item in told.items):
        yield "The denominator is given in the activity table; no complaints are behind it."
    if told.at_fault:
        rows = quantity(told.at_fault, "row is", "rows are")
        yield f"{rows} left out of every figure because of errors; `complaints-report check` lists them."


def _parts(told: Explanation) -> Iterator[tuple[str, list[ExplainedRow]]]:
    """The references under each number, and those under neither."""
    above = [item for item in told.items if item.in_numerator]
    below = [item for item in told.items if item.in_denominator and not item.in_numerator]
    neither = [item for item in told.items if not item.in_numerator and not item.in_denominator]
    both = any(item.in_denominator for item in above)
    yield "In the numerator and the denominator" if both else "In the numerator", above
    yield "In the denominator only" if both else "In the denominator", below
    yield "Left out", neither


def _listing(title: str, items: Sequence[ExplainedRow], told: Explanation) -> Iterator[str]:
    """The items under a title, those left out for one reason together."""
    yield f"{title}: {quantity(len(items), *_NOUNS[items[0].table])}"
    for reason in sorted({item.left_out_because for item in items}):
        alike = [item for item in items if item.left_out_because == reason]
        if reason:
            yield f"  {reason} ({len(alike):,})"
        yield _wrapped([_name(item, told) for item in alike])


def _wrapped(names: Sequence[str]) -> str:
    """Names in lines, none broken between two."""
    whole, indent = ", ".join(name.replace(" ", _UNBROKEN) for name in names), "    "
    lines = wrap(whole, _WIDTH - len(indent), break_on_hyphens=False, break_long_words=False)
    return "\n".join(indent + line for line in lines).replace(_UNBROKEN, " ")


def _name(item: ExplainedRow, told: Explanation) -> str:
    """The reference, or the row where it has none or may share it, with the number that is added up."""
    row = f"row {item.row}"
    name = f"{item.reference} {row}" if item.table == "issues" else item.reference or row
    if item.amount is not None:
        return f"{name} ({pounds(item.amount) if isinstance(told.metric, Total) else f'{item.amount:,}'})"
    if item.days is not None and isinstance(told.metric, Mean):
        return f"{name} ({item.days})"
    return name
