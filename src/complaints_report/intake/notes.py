"""How the files of a table were understood, in words for the person who exported them."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from complaints_report.english import quantity
from complaints_report.intake.faults import Place
from complaints_report.intake.headings.heading_row import columns_of, near_headings
from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.headings.parts import OF_A_STAGE
from complaints_report.intake.headings.row_filters import Filtered
from complaints_report.intake.read.sheets import BLANK
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.rules.completeness import unused_headings
from complaints_report.intake.tables.table_reading import Reading

_SHOWN = 10
_WIDE = 3
"""How many cells make a row above the headings look like more than a title."""


def notes_on(reading: Reading) -> Iterator[str]:
    """What was read for a table, from where and how, a line for each thing that a person may want to check."""
    if not reading.parts:
        yield f"{reading.table.name}: none at all, as [data] none in report.toml says"
    elif reading.parts[0].part.table == "issues" and reading.parts[0].also_used:
        yield from _issues_in_rows_of_complaints(reading)
        return
    for place in dict.fromkeys(mapped.place for mapped in reading.parts):
        parts = [mapped for mapped in reading.parts if mapped.place == place]
        yield _what_was_read(reading.table.name, place, parts)
        yield from _guessed(parts)
        yield from _assumptions(reading, place)
        yield from _set_aside(parts[0])
        yield from _without_received(parts)
        yield from _not_used(parts)


def _issues_in_rows_of_complaints(reading: Reading) -> Iterator[str]:
    """What was read where each row of the complaints is an issue, and how many are the same in every cell."""
    rows = reading.table_used.frame
    complaints = len(rows.drop_duplicates(["reference", "stage"]))
    yield f"issues: {quantity(len(rows), 'row')} of the complaints, which make {quantity(complaints, 'complaint')}"
    yield from _guessed(reading.parts)
    times = Counter(row.cells for mapped in reading.parts for row in mapped.rows)
    if same := sum(number - 1 for number in times.values()):
        yield f"  the same as an earlier row in every cell, and counted again: {quantity(same, 'row')}"


def _what_was_read(table: str, place: Place, parts: Sequence[Mapped]) -> str:
    numbers = [mapped.rows.numbers for mapped in parts]
    rows = len(numbers[0]) if len(numbers) == 1 else len(np.unique(np.concatenate(numbers)))
    rows += len(parts[0].filtered.numbers)
    sheet = f", sheet '{place.sheet}'" if place.sheet else ""
    return f"{table}: {quantity(rows, 'row')} of {place.file}{sheet}, {parts[0].sheet.read_as}"


def _guessed(parts: Sequence[Mapped]) -> Iterator[str]:
    found = {
        f"'{heading.text}' as {column}{_at_stage(mapped, column)}": None
        for mapped in parts
        for column, heading in mapped.headings.found.items()
        if heading.is_guessed
    }
    if found:
        yield f"  read by what they are usually called: {', '.join(found)}"


def _assumptions(reading: Reading, place: Place) -> Iterator[str]:
    """What was taken for granted about columns of one place, each once."""
    numbers = [number for number, mapped in enumerate(reading.parts) if mapped.place == place]
    yield from dict.fromkeys(f"  {said}" for number in numbers for said in reading.assumptions.get(number, ()))


def _at_stage(mapped: Mapped, column: str) -> str:
    return f" of stage {mapped.part.stage}" if mapped.part.side_by_side and column in OF_A_STAGE else ""


def _set_aside(mapped: Mapped) -> Iterator[str]:
    if mapped.other_sheets:
        yield f"  other sheets, not read here: {', '.join(map(repr, mapped.other_sheets))}"
    above = mapped.sheet.rows.taken(mapped.sheet.rows.numbers < mapped.headings.row)
    if wide := above.numbers[above.filled >= _WIDE].tolist():
        yield f"  above the headings, so not read: {_rows(wide)}"
    yield from _not_ours(mapped.filtered)
    if mapped.part.numbered and "reference" not in mapped.headings.found:
        yield "  without a reference, so each row's number was taken for it"
    for column in mapped.part.source.constants:
        if column in mapped.headings.found:
            yield f"  the export's own '{mapped.heading(column)}' was read, not the constant for {column}"
    if mapped.passed_over:
        yield f"  passed over as headings again, totals or notes: {_rows(mapped.passed_over)}"


def _not_ours(found: Filtered) -> Iterator[str]:
    """How many rows the settings leave out, and by which values."""
    if found.leave_out or found.keep_only:
        yield f"  not ours by report.toml, so left out: {quantity(len(found.numbers), 'row')}"
    for counts, verb in ((found.leave_out, "left out"), (found.keep_only, "kept")):
        for heading, values in counts.items():
            listed = ", ".join(f"'{value}' {rows:,}" for value, rows in values.items())
            yield f"    {verb} by '{heading}': {listed}"


def _without_received(parts: Sequence[Mapped]) -> Iterator[str]:
    """Where a stage of a case has something to show and no received date, and so is taken not to be there."""
    for mapped in parts:
        if mapped.part.side_by_side:
            every = mapped.sheet.rows
            there = np.isin(every.numbers, [*mapped.rows.numbers, *mapped.passed_over, *mapped.filtered.numbers])
            rows = every.taken((every.numbers > mapped.headings.row) & ~there)
            columns = [mapped.headings.found[column].at for column in OF_A_STAGE if column in mapped.headings.found]
            held = [rows.column(at).codes != BLANK for at in columns]
            if some := rows.numbers[np.logical_or.reduce(held)].tolist() if held else []:
                yield f"  stage {mapped.part.stage} without a received date, so taken not to be there: {_rows(some)}"


def _not_used(parts: Sequence[Mapped]) -> Iterator[str]:
    if unused := unused_headings(parts):
        yield f"  not used: {', '.join(repr(text) for text in unused)}"
        yield from _perhaps(parts, unused)


def _perhaps(parts: Sequence[Mapped], unused: Sequence[str]) -> Iterator[str]:
    """The unused headings that may be a column which the table lacks."""
    table = parts[0].part.table
    known = {column for mapped in parts for column in (*mapped.headings.found, *mapped.part.source.constants)}
    lacking = [column for column in columns_of(TABLES[table]) if column not in known]
    near = {column: near_headings(table, column, unused) for column in lacking}
    some = [f"{' or '.join(map(repr, texts))} may be {column}" for column, texts in near.items() if texts]
    if some:
        yield f"  {'; '.join(some)}: if so, say so under [sources.{table}.columns] in report.toml"


def _rows(numbers: Sequence[int]) -> str:
    shown = ", ".join(f"{number}" for number in numbers[:_SHOWN])
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return f"row{'' if len(numbers) == 1 else 's'} {shown}{more}"
