"""The rules between cells and between rows that both of pandera's forms check; each says which rows are right."""

from itertools import pairwise

import pandas as pd
import pandera.pandas as pa

from benchmarks.peers.words import CALENDAR_BEGINS, DAY, UNTIMED


def days(cells: pd.Series) -> pd.Series:
    """The days of a column, missing where they cannot be read."""
    if isinstance(cells.dtype, pd.StringDtype):
        return pd.to_datetime(cells, format=DAY, errors="coerce")
    return cells


def in_order(rows: pd.DataFrame) -> pd.Series:
    """Whether each response follows its complaint."""
    return ~(days(rows["responded_on"]) < days(rows["received_on"]))


def stage_fits(rows: pd.DataFrame) -> pd.Series:
    """Whether each stage is one that its procedure has."""
    return ~((rows["stage"] == "Stage 3") & (rows["procedure"] == "Local (corporate)"))


def answered(rows: pd.DataFrame) -> pd.Series:
    """Whether outcome and response are both there, or neither, or the outcome needs none."""
    decided, responded = rows["outcome"].notna(), rows["responded_on"].notna()
    return (decided == responded) | (decided & rows["outcome"].isin(UNTIMED))


def follows(rows: pd.DataFrame) -> pd.Series:
    """Whether each later stage has the one before it, received no later."""
    stage = rows["stage"].map({"Stage 1": 1, "Stage 2": 2, "Stage 3": 3}).where(rows["reference"].notna())
    received = days(rows["received_on"])
    keyed = pd.DataFrame({"reference": rows["reference"], "stage": stage, "earlier": received})
    before = keyed.dropna(subset=["reference", "stage"]).drop_duplicates(["reference", "stage"])
    wanted = keyed.drop(columns="earlier").assign(stage=stage - 1)
    earlier = wanted.merge(before, how="left", on=["reference", "stage"])["earlier"].to_numpy()
    return (stage == 1) | stage.isna() | received.isna() | (received >= earlier)


def panels_in_order(rows: pd.DataFrame) -> pd.Series:
    """Whether the dates of a stage 3 follow one another."""
    dates = [days(rows[name]) for name in ("received_on", "panel_held_on", "panel_report_on", "responded_on")]
    wrong = [later < earlier for earlier, later in pairwise(dates)]
    return ~((rows["stage"] == "Stage 3") & (wrong[0] | wrong[1] | wrong[2]))


def in_calendar(rows: pd.DataFrame) -> pd.Series:
    """Whether the days that are timed lie in the years whose bank holidays are known."""
    timed = rows["responded_on"].notna() & ~rows["outcome"].isin(UNTIMED)
    return ~(timed & (days(rows["received_on"]) < CALENDAR_BEGINS))


CHECKS = [
    pa.Check(in_order, error="response before received"),
    pa.Check(stage_fits, error="wrong stage"),
    pa.Check(answered, error="outcome and response"),
    pa.Check(follows, error="earlier stage"),
    pa.Check(panels_in_order, error="dates of stage 3"),
    pa.Check(in_calendar, error="outside the calendar"),
]
