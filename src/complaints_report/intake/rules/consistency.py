"""Rules between the records of a complaint: its stages, what it is of, and its issues."""

from collections.abc import Iterator

import pandas as pd

from complaints_report.intake.faults import Fault, fault, shown
from complaints_report.intake.rulebook import Rule
from complaints_report.intake.rules import FolderData, across_tables
from complaints_report.intake.rules.validity import day_of, spans
from complaints_report.intake.tables.table_reading import Reading
from complaints_report.intake.tables.typed_rows import has_stage, is_true, is_untimed, rows_where
from complaints_report.procedures import STAGES

NO_OUTCOMES = Rule(
    "no-outcomes",
    "The outcomes of complaints were not supplied",
    "warning",
    "There is no column for outcome, so no outcome is reported. Times are worked out all the same, and no "
    "complaint is left out of them as withdrawn or outside jurisdiction.",
    "Add the column to the export, or name its heading under [sources.complaints.columns] in report.toml.",
)


@across_tables("complaints")
def no_outcomes(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`no-outcomes`: the export has no column of outcomes, so that none is reported and none leaves a time out."""
    if not reading.table_used.has("outcome"):
        yield fault(NO_OUTCOMES, reading.table_used.place)


OUTCOME_WITHOUT_RESPONSE = Rule(
    "outcome-without-response",
    "An outcome was recorded without a date of response",
    "warning",
    "There is an outcome but no date of response, so this row is not timed.",
    "Fill in the date of response, if there was one.",
)
RESPONSE_WITHOUT_OUTCOME = Rule(
    "response-without-outcome",
    "A response was recorded without an outcome",
    "warning",
    "There is a date of response but no outcome, so this row counts as awaiting one.",
    "Fill in the outcome.",
)


@across_tables("complaints")
def outcome_and_response(reading: Reading, data: FolderData) -> Iterator[Fault]:
    """`outcome-without-response` and `response-without-outcome`, but in the records of which more is told already.

    A person would fill in the issues' outcomes where the complaints' are made of theirs.
    """
    complaints, rows, readings = reading.table_used, reading.table_used.frame, data.readings
    outcomes = complaints if reading.is_given("outcome") or "issues" not in readings else readings["issues"].table
    if complaints.has("responded_on", "outcome"):
        decided, responded = rows["outcome"].notna(), rows["responded_on"].notna()
        for row in rows_where(decided & ~responded & ~is_untimed(rows)):
            yield complaints.fault(OUTCOME_WITHOUT_RESPONSE, row, "responded_on")
        for row in rows_where(responded & ~decided & ~rows.index.isin([*reading.not_worked_out])):
            yield outcomes.fault(RESPONSE_WITHOUT_OUTCOME, row, "outcome")


MISSING_EARLIER_STAGE = Rule(
    "missing-earlier-stage",
    "The earlier stage of a complaint was not in the export",
    "warning",
    "The export has no stage {earlier} for this complaint.",
    "Check the reference; if the earlier stage was in an earlier year, add that row to the export.",
)
LATER_STAGE_BEFORE_EARLIER = Rule(
    "later-stage-before-earlier",
    "A later stage was dated before an earlier one",
    "warning",
    "This stage is dated before stage {earlier} of the same complaint.",
    "Correct whichever of the two dates is wrong.",
)


@across_tables("complaints")
def earlier_stages(reading: Reading, data: FolderData) -> Iterator[Fault]:
    """`missing-earlier-stage` and `later-stage-before-earlier`."""
    if reading.is_cut_short:
        return
    complaints, rows, at_fault = reading.table_used, reading.table_used.frame, data.keys_at_fault
    before = _received_a_stage_earlier(rows)
    is_later = is_true(rows["stage"] > 1)
    odd = rows[is_later & (before.isna() | (rows["received_on"] < before))]
    for row, reference, stage, received in odd[["reference", "stage", "received_on"]].itertuples(name=None):
        if (reference, stage - 1) in at_fault or (reference, None) in at_fault:
            continue
        if pd.isna(before[row]):
            yield complaints.fault(MISSING_EARLIER_STAGE, row, "stage", str(stage), earlier=stage - 1)
        else:
            value = day_of(received)
            yield complaints.fault(LATER_STAGE_BEFORE_EARLIER, row, "received_on", value, earlier=stage - 1)


def _received_a_stage_earlier(rows: pd.DataFrame) -> pd.Series:
    """When the same reference was received a stage earlier; missing where it was not."""
    found = pd.Series(None, index=rows.index, dtype=rows["received_on"].dtype)
    received = rows[["reference", "received_on"]]
    for stage in STAGES[1:]:
        here, earlier = is_true(rows["stage"] == stage), received[is_true(rows["stage"] == stage - 1)]
        days = earlier.drop_duplicates("reference", keep="last").set_index("reference")["received_on"]
        found[here] = days.reindex(rows.loc[here, "reference"]).to_numpy()
    return found


UNMAPPED_SERVICE = Rule(
    "unmapped-service",
    "A service was in no area",
    "warning",
    "This service is in no area, so it counts under 'Not mapped'.",
    "Add the service, as the export spells it, to an area under [areas] in report.toml.",
)


@across_tables("complaints")
def unmapped_service(reading: Reading, data: FolderData) -> Iterator[Fault]:
    """`unmapped-service`: a service in none of the areas, where areas are given."""
    complaints, areas = reading.table_used, data.settings.areas
    mapped = {service for services in areas.values() for service in services}
    if areas:
        services = complaints.frame["service"]
        for row in rows_where(~services.isin(mapped)):
            yield complaints.fault(UNMAPPED_SERVICE, row, "service", shown(services[row]))


STAGE_DATE_ORDER = Rule(
    "stage-date-order",
    "The dates of a stage 3 review were out of order",
    "warning",
    "This date is before the one that should come first ({earlier}), so the time between is left out.",
    "Correct whichever of the two dates is wrong.",
)


@across_tables("complaints")
def stage_date_order(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`stage-date-order`: at stage 3 the request, the panel, its report and the response follow one another."""
    complaints, rows = reading.table_used, reading.table_used.frame
    for start, end, needed in spans(rows):
        if (start, end) != ("received_on", "responded_on"):
            for row in rows_where(needed & (rows[end] < rows[start])):
                earlier = complaints.heading(start, row)
                yield complaints.fault(STAGE_DATE_ORDER, row, end, day_of(rows.at[row, end]), earlier=earlier)


ORPHAN_ISSUE = Rule(
    "orphan-issue",
    "An issue belonged to no complaint",
    "error",
    "There is no complaint with this reference at this stage.",
    "Correct the reference or the stage, or add the complaint.",
)


@across_tables("issues")
def orphan_issue(reading: Reading, data: FolderData) -> Iterator[Fault]:
    """`orphan-issue`: no complaint at that stage; silent where that complaint was itself at fault."""
    complaints, issues = data.readings["complaints"], reading.table_used
    if complaints.is_cut_short:
        return
    rows, at_fault = issues.frame[~has_stage(issues.frame, complaints.table_used.frame)], data.keys_at_fault
    for row, reference, stage in zip(rows.index, rows["reference"], rows["stage"], strict=True):
        if (reference, stage) not in at_fault and (reference, None) not in at_fault:
            yield issues.fault(ORPHAN_ISSUE, row, "reference", shown(reference))
