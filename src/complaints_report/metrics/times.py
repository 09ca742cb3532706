"""How long each answer took, or has been waited for, beside the limit that its procedure has at its stage.

Time limits: Children Act 1989 Representations Procedure (England) Regulations 2006, regulations 14 and 17; those of the
local procedure are the organisation's own.
"""

from datetime import date

import numpy as np
import pandas as pd

from complaints_report.calendar import before_calendar, ends_on, working_days
from complaints_report.intake.tables.typed_rows import is_untimed
from complaints_report.metrics.breakdowns import BANDS
from complaints_report.settings import Limits

_UP_TO = (5, 10, 20, 25, 40, 65)
"""The last working day of each band but the longest."""


def with_times(rows: pd.DataFrame, limits: Limits, as_of: date) -> pd.DataFrame:
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
    return ~(responded_on <= last)
