"""The rows that metrics count, with every column derived from them made once: years, areas, times and limits.

Time limits: Children Act 1989 Representations Procedure (England) Regulations 2006, regulations 14 and 17; those of the
local procedure are the organisation's own.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from complaints_report.calendar import before_calendar, ends_on, working_days, years_of
from complaints_report.intake.tables.typed_rows import has_stage, is_untimed
from complaints_report.metrics.breakdowns import BANDS, NOT_MAPPED, NOT_RECORDED
from complaints_report.procedures import PANEL
from complaints_report.settings import Limits, Settings

Tables = Mapping[str, pd.DataFrame]

_UP_TO = (5, 10, 20, 25, 40, 65)
"""The last working day of each band but the longest."""


def with_derived_columns(tables: Tables, settings: Settings, as_of: date) -> dict[str, pd.DataFrame]:
    """The tables with `year`, and all that the metrics need: areas, quarters, working days, limits, stages reached.

    `as_of` is the day on which what is unanswered is as old as it is.
    """
    made = {name: frame for name, frame in tables.items() if name != "history"}
    made["complaints"] = _with_times(_complaints(tables["complaints"], settings.areas), settings.limits, as_of)
    if "learning" in made:
        made["learning"] = learning_as_of(made["learning"], as_of)
    if "issues" in made:
        made["issues"] = _issues(made["issues"], made["complaints"])
    for name, day in (("compliments", "received_on"), ("ombudsman", "referred_on")):
        if name in made:
            made[name] = made[name].assign(year=years_of(made[name][day]))
    return made


def latest_day(complaints: pd.DataFrame, otherwise: date) -> date:
    """The latest day on which something happened to a complaint, by the data, where there is one."""
    days = [complaints[column].max() for column in complaints.columns if column.endswith("_on")]
    return max((day.date() for day in days if pd.notna(day)), default=otherwise)


def _complaints(rows: pd.DataFrame, areas: Mapping[str, list[str]]) -> pd.DataFrame:
    area_of = {service: area for area, services in areas.items() for service in services}
    months = rows["received_on"].dt.month
    made = rows.assign(
        year=years_of(rows["received_on"]),
        quarter="Q" + ((months - 4) % 12 // 3 + 1).astype("str"),
        month=_months(rows["received_on"]),
        area=rows["service"].map(area_of).astype("str").fillna(NOT_MAPPED),
        reached_next_stage=has_stage(rows, rows, later=1),
    )
    return made.assign(**_panel_spans(rows))


def _with_times(rows: pd.DataFrame, limits: Limits, as_of: date) -> pd.DataFrame:
    """The complaints with their limits and, where there are dates of response, with what was answered and when.

    A complaint from before the bank holidays are known has neither time nor age.
    """
    made = rows.assign(**_limits(rows, limits))
    if "responded_on" not in rows:
        return made
    is_old, needs_answer = before_calendar(rows["received_on"]), ~is_untimed(rows)
    is_timed = rows["responded_on"].notna() & needs_answer & ~is_old
    waits = rows["responded_on"].isna() & needs_answer
    took = working_days(rows["received_on"], rows["responded_on"].where(is_timed))
    day = pd.Series(pd.Timestamp(as_of), index=rows.index)
    return made.assign(
        timed=is_timed,
        working_days=took,
        band=_bands(took),
        unanswered=waits,
        age=working_days(rows["received_on"], day.where(waits & ~is_old)),
        open_at_end=needs_answer & _not_by(rows["responded_on"], rows["year"]),
    )


def _limits(rows: pd.DataFrame, limits: Limits) -> dict[str, pd.Series]:
    """The working days for an answer, those where more time is agreed, and those that held; missing at stage 3."""
    kinds = pd.MultiIndex.from_frame(rows[["procedure", "stage"]])
    days = {kind: limits.days(str(kind[0]), int(kind[1])) or (pd.NA, pd.NA) for kind in kinds.unique()}
    usual, extended = (
        pd.Series([days[kind][which] for kind in kinds], index=rows.index, dtype="Int64") for which in (0, 1)
    )
    if "extension_agreed" not in rows:
        return {"extended_limit": extended}
    return {
        "extended_limit": extended,
        "own_limit": usual.mask(rows["extension_agreed"].fillna(False).astype(bool), extended),
    }


def _bands(took: pd.Series) -> pd.Series:
    """The band of working days that each answer is in."""
    known = took.notna()
    places = np.searchsorted(_UP_TO, took[known].to_numpy(dtype="int64"))
    return pd.Series(np.array(BANDS)[places], index=took.index[known], dtype="str").reindex(took.index)


def _not_by(responded_on: pd.Series, years: pd.Series) -> pd.Series:
    """Where there was no response by 31 March of the year."""
    last = years.map({year: pd.Timestamp(ends_on(year)) for year in years.dropna().unique()})
    return ~(responded_on <= last.astype("datetime64[s]"))


def _months(days: pd.Series) -> pd.Series:
    """The month of each day, such as 2023-04; each different day is written once."""
    places, different = pd.factorize(days)
    written = pd.Series(pd.DatetimeIndex(different).strftime("%Y-%m"), dtype="str")
    return written.reindex(places).set_axis(days.index)


def _panel_spans(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The stage 3 spans in working days; one whose end is before its start is missing, and each of an old row."""
    spans = {
        "days_to_panel": ("received_on", "panel_held_on"),
        "days_to_report": ("panel_held_on", "panel_report_on"),
        "days_to_response": ("panel_report_on", "responded_on"),
    }
    made, is_timed = {}, (rows["stage"] == PANEL.stage) & ~before_calendar(rows["received_on"])
    for name, (start, end) in spans.items():
        if {start, end} <= set(rows.columns):
            counts = is_timed & (rows[end] >= rows[start])
            made[name] = working_days(rows[start].where(counts), rows[end].where(counts))
    return made


def learning_as_of(rows: pd.DataFrame, day: date) -> pd.DataFrame:
    """The learning, with whether it is known to be open, and whether its actions were due before the day."""
    is_complete = rows["status"] == "complete" if "status" in rows else pd.Series(False, rows.index)
    is_open = rows["status"].notna() & ~is_complete if "status" in rows else is_complete
    if "due_on" not in rows:
        return rows.assign(is_open=is_open)
    past_due = (rows["due_on"] < pd.Timestamp(day)) & ~is_complete
    return rows.assign(past_due=past_due, is_open=is_open | past_due)


def _issues(rows: pd.DataFrame, complaints: pd.DataFrame) -> pd.DataFrame:
    """The issues with the year and area of the complaint that each belongs to."""
    of_complaint = complaints[["reference", "stage", "year", "area"]]
    numbered = rows.assign(record=rows.index)
    made = numbered.merge(of_complaint, on=["reference", "stage"], how="inner", validate="many_to_one")
    made = made.set_index("record").rename_axis(None)
    made["sub_category"] = made["category"] + ": " + made["sub_category"]
    made["area_sub_category"] = made["area"] + ": " + made["sub_category"]
    return made


def keys_of(rows: pd.DataFrame, by: str) -> pd.Series:
    """The group of each row in a breakdown; a blank one is `Not recorded`, and a total has one group."""
    if not by:
        return pd.Series("", index=rows.index, dtype="str")
    return rows[by].fillna(NOT_RECORDED).astype("str")
