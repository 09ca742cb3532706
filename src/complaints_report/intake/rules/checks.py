"""The rules between cells and between records: each a small function that yields faults."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

import pandas as pd

from complaints_report.calendar import before_calendar, calendar_span, in_calendar
from complaints_report.errors import suggestion
from complaints_report.intake.faults import Fault, fault, shown
from complaints_report.intake.tables.typed_rows import (
    NAMED,
    PART,
    Keys,
    Table,
    column_or_blank,
    has_stage,
    is_true,
    is_untimed,
    keys,
    of_each,
    rows_where,
)
from complaints_report.procedures import PROCEDURES, STAGES


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}"


def repeated(table: Table, columns: list[str], needed: list[str], what: str) -> Iterator[Fault]:
    """`duplicate-record`: every copy but an exact repeat's first; of several that are repeated, but the first."""
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
        return table.fault("duplicate-record", row, columns[0], shown(first[row]), what=what, elsewhere=elsewhere)

    yield from of_each(first, fault_of)


def _rows_by_key(named: pd.DataFrame) -> dict[int, list[int]]:
    """For each row, all rows with the same key."""
    plain = named.astype("object").where(named.notna(), None)
    rows: dict[tuple[object, ...], list[int]] = {}
    for row, *key in plain.itertuples(name=None):
        rows.setdefault(tuple(key), []).append(row)
    return {row: same for same in rows.values() for row in same}


def unknown_metric(history: Table, metrics: Collection[str]) -> Iterator[Fault]:
    """`unknown-value`: history names a metric that there is not."""
    names = history.frame["metric"]

    def fault_of(row: int) -> Fault:
        near = suggestion(str(names[row]), list(metrics))
        cure = near.capitalize() if near.startswith("did you mean") else "`complaints-report metrics` lists them."
        why, value = "This is not the name of a metric.", shown(names[row], metrics)
        return history.fault("unknown-value", row, "metric", value, why=why, cure=cure)

    yield from of_each(rows_where(names.notna() & ~names.isin(list(metrics))), fault_of)


def history_without_value(history: Table) -> Iterator[Fault]:
    """`missing-value`: a figure of history has no value, and no denominator of 0 that explains it."""
    rows = history.frame
    explained = column_or_blank(rows, "denominator", "Int64") == 0
    for row in rows_where(rows["value"].isna() & ~explained.fillna(False)):
        yield history.fault("missing-value", row, "value")


def response_before_received(complaints: Table) -> Iterator[Fault]:
    """`response-before-received`: the two dates cannot both be right."""
    if complaints.has("responded_on"):
        rows = complaints.frame
        for row in rows_where(rows["responded_on"] < rows["received_on"]):
            value = _day(rows.at[row, "responded_on"])
            yield complaints.fault("response-before-received", row, "responded_on", value)


def wrong_stage(complaints: Table) -> Iterator[Fault]:
    """`wrong-stage`: a stage that the complaint's procedure does not have."""
    rows = complaints.frame
    for procedure, stage in product(PROCEDURES, STAGES):
        if stage not in procedure.stages:
            for row in rows_where((rows["stage"] == stage) & (rows["procedure"] == procedure.name)):
                yield complaints.fault("wrong-stage", row, "stage", f"{stage}")


def old_row(complaints: Table) -> Iterator[Fault]:
    """`old-row`: a complaint was received before the years of known bank holidays, so that no time is worked out."""
    received = complaints.frame["received_on"]
    first = calendar_span()[0]
    for row in rows_where(before_calendar(received)):
        yield complaints.fault("old-row", row, "received_on", _day(received[row]), year=first.year)


def numbered_later_stage(complaints: Table) -> Iterator[Fault]:
    """`missing-value`: a later stage whose reference is a row's number, which joins it to no earlier stage."""
    rows = complaints.frame
    for row in rows_where(rows["stage"] > 1):
        if complaints.heading("reference", row) not in complaints.origins[row // PART].headed.values():
            found = complaints.fault("missing-value", row, "reference")
            why = "A complaint at a later stage needs its reference: a row's number cannot join it to its stage 1."
            cure = "Add the reference to the export, or leave the later stages out of it."
            yield replace(found, message=why, cure=cure)


def outside_calendar(complaints: Table) -> Iterator[Fault]:
    """`unreadable-date`: a date whose working days a figure needs, outside the years of known bank holidays."""
    for start, end, needed in _spans(complaints.frame[~before_calendar(complaints.frame["received_on"])]):
        for column in (start, end):
            days = complaints.frame[column].reindex(needed.index)
            for row in rows_where(needed & days.notna() & ~in_calendar(days)):
                why = "This date is outside the years whose bank holidays are known ({:%Y} to {:%Y}).".format(
                    *calendar_span()
                )
                yield complaints.fault("unreadable-date", row, column, _day(days[row]), why=why)


def _spans(rows: pd.DataFrame) -> Iterator[tuple[str, str, pd.Series]]:
    """The pairs of dates between which working days are counted, and in which rows."""
    if "responded_on" in rows:
        timed = rows["responded_on"].notna() & rows["received_on"].notna() & ~is_untimed(rows)
        yield "received_on", "responded_on", timed
    panels = (("received_on", "panel_held_on"), ("panel_held_on", "panel_report_on"))
    for start, end in (*panels, ("panel_report_on", "responded_on")):
        if {start, end} <= set(rows.columns):
            yield start, end, (rows["stage"] == 3) & rows[start].notna() & rows[end].notna()


def keys_at_fault(read: Sequence[pd.DataFrame], kept: pd.DataFrame) -> Keys:
    """The keys of some rows that were read, of which no row was kept."""
    found = set[tuple[object, object]]().union(*map(keys, read))
    references = {reference for reference, _ in found}
    return found - keys(kept[kept["reference"].isin(references)])


def orphan_issue(issues: Table, complaints: pd.DataFrame, at_fault: Keys) -> Iterator[Fault]:
    """`orphan-issue`: no complaint at that stage; silent where that complaint was itself at fault."""
    rows = issues.frame[~has_stage(issues.frame, complaints)]
    for row, reference, stage in zip(rows.index, rows["reference"], rows["stage"], strict=True):
        if (reference, stage) not in at_fault and (reference, None) not in at_fault:
            yield issues.fault("orphan-issue", row, "reference", shown(reference))


def rows_without_complaint(issues: pd.DataFrame, complaints: pd.DataFrame) -> set[int]:
    """The rows of issues whose complaint does not count, so that they cannot either."""
    return set(issues.index[~has_stage(issues, complaints)].tolist())


def outcome_and_response(complaints: Table, outcomes: Table, told: Collection[int]) -> Iterator[Fault]:
    """`outcome-without-response` and `response-without-outcome`, but in the records of which more is told already.

    `outcomes` is the table whose column of outcomes a person would fill in: the issues' where the complaints' are
    made of theirs.
    """
    if complaints.has("responded_on", "outcome"):
        rows = complaints.frame
        decided, responded = rows["outcome"].notna(), rows["responded_on"].notna()
        for row in rows_where(decided & ~responded & ~is_untimed(rows)):
            yield complaints.fault("outcome-without-response", row, "responded_on")
        for row in rows_where(responded & ~decided & ~rows.index.isin([*told])):
            yield outcomes.fault("response-without-outcome", row, "outcome")


def no_outcomes(complaints: Table) -> Iterator[Fault]:
    """`no-outcomes`: the export has no column of outcomes, so that none is reported and none leaves a time out."""
    if not complaints.has("outcome"):
        yield fault("no-outcomes", complaints.place)


def earlier_stages(complaints: Table, at_fault: Keys) -> Iterator[Fault]:
    """`missing-earlier-stage` and `later-stage-before-earlier`."""
    rows = complaints.frame
    before = _received_a_stage_earlier(rows)
    is_later = is_true(rows["stage"] > 1)
    odd = rows[is_later & (before.isna() | (rows["received_on"] < before))]
    for row, reference, stage, received in odd[["reference", "stage", "received_on"]].itertuples(name=None):
        if (reference, stage - 1) in at_fault or (reference, None) in at_fault:
            continue
        if pd.isna(before[row]):
            yield complaints.fault("missing-earlier-stage", row, "stage", str(stage), earlier=stage - 1)
        else:
            value = _day(received)
            yield complaints.fault("later-stage-before-earlier", row, "received_on", value, earlier=stage - 1)


def _received_a_stage_earlier(rows: pd.DataFrame) -> pd.Series:
    """When the same reference was received a stage earlier; missing where it was not."""
    found = pd.Series(None, index=rows.index, dtype=rows["received_on"].dtype)
    received = rows[["reference", "received_on"]]
    for stage in STAGES[1:]:
        here, earlier = is_true(rows["stage"] == stage), received[is_true(rows["stage"] == stage - 1)]
        days = earlier.drop_duplicates("reference", keep="last").set_index("reference")["received_on"]
        found[here] = days.reindex(rows.loc[here, "reference"]).to_numpy()
    return found


def unmapped_service(complaints: Table, areas: Mapping[str, list[str]]) -> Iterator[Fault]:
    """`unmapped-service`: a service in none of the areas, where areas are given."""
    mapped = {service for services in areas.values() for service in services}
    if areas:
        services = complaints.frame["service"]
        for row in rows_where(~services.isin(mapped)):
            yield complaints.fault("unmapped-service", row, "service", shown(services[row]))


def stage_date_order(complaints: Table) -> Iterator[Fault]:
    """`stage-date-order`: at stage 3 the request, the panel, its report and the response follow one another."""
    rows = complaints.frame
    for start, end, needed in _spans(rows):
        if (start, end) != ("received_on", "responded_on"):
            for row in rows_where(needed & (rows[end] < rows[start])):
                earlier = complaints.heading(start, row)
                yield complaints.fault("stage-date-order", row, end, _day(rows.at[row, end]), earlier=earlier)
