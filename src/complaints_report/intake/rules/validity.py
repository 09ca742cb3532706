"""Rules within one table: its rows are not repeated, and the cells of each agree with one another."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice, product

import pandas as pd

from complaints_report.calendar import before_calendar, calendar_span, in_calendar
from complaints_report.errors import suggestion
from complaints_report.intake.faults import Fault, shown
from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.headings.parts import BY_ISSUE
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.rulebook import MISSING_VALUE, UNKNOWN_VALUE, UNREADABLE_DATE, Rule
from complaints_report.intake.rules import FolderData, in_table
from complaints_report.intake.tables.table_reading import Reading
from complaints_report.intake.tables.typed_rows import NAMED, Table, column_or_blank, is_untimed, of_each, rows_where
from complaints_report.procedures import PANEL, PROCEDURES, STAGES

_KEYS = {
    "complaints": (["reference", "stage"], "This reference and stage"),
    "activity": (["year"], "This year"),
    "history": (["year", "metric", "stage", "by", "group", "status"], "This figure"),
}


DUPLICATE_RECORD = Rule(
    "duplicate-record",
    "A record was repeated",
    "error",
    "{what} stands in more than one row, also in {elsewhere}.",
    "Keep the right row and delete the others. Where the export has a row for each issue of a complaint, "
    'change nothing there: say layout = "one row per issue" under [sources.complaints] in report.toml.',
)


@in_table(*_KEYS)
def repeated(reading: Reading, data: FolderData) -> Iterator[Fault]:
    """`duplicate-record`: every copy but an exact repeat's first; of several that are repeated, but the first."""
    table, (columns, what) = reading.table, _KEYS[reading.table.name]
    if table.name == "complaints" and data.settings.sources.complaints.layout == BY_ISSUE:
        return
    needed = [name for name in columns if columns_of(TABLES[table.name])[name]]
    whole = table.frame[needed].notna().all(axis=1)
    named = table.frame.reindex(columns=columns)[whole]
    if "status" in columns:
        named["status"] = named["status"].astype("object").fillna("published")
    is_copy = named.duplicated(keep=False)
    if not is_copy.any():
        return
    copies = table.frame.loc[is_copy.index[is_copy]]
    comparable = copies.astype("object").where(copies.notna(), None)
    repeats = comparable.duplicated(keep=False) & ~comparable.duplicated()
    spared = repeats & ~named.loc[copies.index].where(repeats).duplicated()
    same = _rows_by_key(named.loc[copies.index])
    at_fault = copies.loc[~spared, columns[0]]
    first = dict(zip(at_fault.index.tolist(), at_fault, strict=True))

    def fault_of(row: int) -> Fault:
        others = list(islice((other for other in same[row] if other != row), NAMED + 1))
        elsewhere = table.rows(others, row)
        return table.fault(DUPLICATE_RECORD, row, columns[0], shown(first[row]), what=what, elsewhere=elsewhere)

    yield from of_each(first, fault_of)


def _rows_by_key(named: pd.DataFrame) -> dict[int, list[int]]:
    """For each row, all rows with the same key."""
    plain = named.astype("object").where(named.notna(), None)
    rows: dict[tuple[object, ...], list[int]] = {}
    for row, *key in plain.itertuples(name=None):
        rows.setdefault(tuple(key), []).append(row)
    return {row: same for same in rows.values() for row in same}


@in_table("complaints")
def numbered_later_stage(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`missing-value`: a later stage whose reference is a row's number, which joins it to no earlier stage."""
    complaints, rows = reading.table, reading.table.frame
    is_numbered = any(mapped.part.numbered for mapped in reading.parts)
    for row in rows_where(rows["stage"] > 1) if is_numbered else ():
        if complaints.heading("reference", row) not in complaints.origin(row).headed.values():
            found = complaints.fault(MISSING_VALUE, row, "reference")
            why = "A complaint at a later stage needs its reference: a row's number cannot join it to its stage 1."
            cure = "Add the reference to the export, or leave the later stages out of it."
            yield replace(found, message=why, cure=cure)


RESPONSE_BEFORE_RECEIVED = Rule(
    "response-before-received",
    "A response was dated before the complaint",
    "error",
    "The response is dated before the complaint was received.",
    "Correct whichever of the two dates is wrong.",
)


@in_table("complaints")
def response_before_received(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`response-before-received`: the two dates cannot both be right."""
    complaints, rows = reading.table, reading.table.frame
    if complaints.has("responded_on"):
        for row in rows_where(rows["responded_on"] < rows["received_on"]):
            value = day_of(rows.at[row, "responded_on"])
            yield complaints.fault(RESPONSE_BEFORE_RECEIVED, row, "responded_on", value)


WRONG_STAGE = Rule(
    "wrong-stage",
    "A local complaint was recorded at stage 3",
    "error",
    "The local procedure has no stage 3.",
    "Correct the stage or the procedure.",
)


@in_table("complaints")
def wrong_stage(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`wrong-stage`: a stage that the complaint's procedure does not have."""
    complaints, rows = reading.table, reading.table.frame
    for procedure, stage in product(PROCEDURES, STAGES):
        if stage not in procedure.stages:
            for row in rows_where((rows["stage"] == stage) & (rows["procedure"] == procedure.name)):
                yield complaints.fault(WRONG_STAGE, row, "stage", f"{stage}")


OLD_ROW = Rule(
    "old-row",
    "A complaint was received before the bank holidays are known",
    "warning",
    "This was received before {year}, from when the bank holidays are known, so no figure of time counts it.",
    "Nothing, if the date is right: the row counts in every other figure.",
)


@in_table("complaints")
def old_row(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`old-row`: a complaint was received before the years of known bank holidays, so that no time is worked out."""
    complaints = reading.table
    received = complaints.frame["received_on"]
    first = calendar_span()[0]
    for row in rows_where(before_calendar(received)):
        yield complaints.fault(OLD_ROW, row, "received_on", day_of(received[row]), year=first.year)


@in_table("complaints")
def outside_calendar(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`unreadable-date`: a date whose working days a figure needs, outside the years of known bank holidays."""
    complaints = reading.table
    for start, end, needed in spans(complaints.frame[~before_calendar(complaints.frame["received_on"])]):
        for column in (start, end):
            days = complaints.frame[column].reindex(needed.index)
            for row in rows_where(needed & days.notna() & ~in_calendar(days)):
                why = "This date is outside the years whose bank holidays are known ({:%Y} to {:%Y}).".format(
                    *calendar_span()
                )
                yield complaints.fault(UNREADABLE_DATE, row, column, day_of(days[row]), why=why)


def spans(rows: pd.DataFrame) -> Iterator[tuple[str, str, pd.Series]]:
    """The pairs of dates between which working days are counted, and in which rows."""
    if "responded_on" in rows:
        timed = rows["responded_on"].notna() & rows["received_on"].notna() & ~is_untimed(rows)
        yield "received_on", "responded_on", timed
    panels = (("received_on", "panel_held_on"), ("panel_held_on", "panel_report_on"))
    for start, end in (*panels, ("panel_report_on", "responded_on")):
        if {start, end} <= set(rows.columns):
            yield start, end, (rows["stage"] == PANEL.stage) & rows[start].notna() & rows[end].notna()


def day_of(value: object) -> str:
    """A day as a fault shows it: 01/04/2023."""
    return f"{value:%d/%m/%Y}"


@in_table("history")
def no_figure(reading: Reading, data: FolderData) -> Iterator[Fault]:
    """`unknown-value` and `missing-value`: history names a metric that there is not, or a figure without a value.

    A denominator of 0 explains that there is no value.
    """
    yield from _unknown_metric(reading.table, data.metrics)
    history, rows = reading.table_used, reading.table_used.frame
    explained = column_or_blank(rows, "denominator", "Int64") == 0
    for row in rows_where(rows["value"].isna() & ~explained.fillna(False)):
        yield history.fault(MISSING_VALUE, row, "value")


def _unknown_metric(history: Table, metrics: Collection[str]) -> Iterator[Fault]:
    names = history.frame["metric"]

    def fault_of(row: int) -> Fault:
        near = suggestion(str(names[row]), list(metrics))
        cure = near.capitalize() if near.startswith("did you mean") else "`complaints-report metrics` lists them."
        why, value = "This is not the name of a metric.", shown(names[row], metrics)
        return history.fault(UNKNOWN_VALUE, row, "metric", value, why=why, cure=cure)

    yield from of_each(rows_where(names.notna() & ~names.isin(list(metrics))), fault_of)
