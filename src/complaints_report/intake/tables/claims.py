"""Of which rows something is true, and which complaints and stages they are of."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from complaints_report.intake.records.outcomes import UNTIMED_OUTCOMES

STAGES = (1, 2, 3)
Keys = set[tuple[object, object]]


def column_or_blank(frame: pd.DataFrame, column: str, dtype: str = "str") -> pd.Series:
    """A column of a frame, all missing where the export does not have it."""
    return frame[column] if column in frame else pd.Series(None, index=frame.index, dtype=dtype)


def is_untimed(rows: pd.DataFrame) -> pd.Series:
    """Which complaints need no response, by their outcome; none where the export does not have outcomes."""
    return column_or_blank(rows, "outcome").isin(UNTIMED_OUTCOMES)


def rows_where(claim: pd.Series) -> Iterator[int]:
    """The numbers of the rows of which a claim is true; where it is not known, it is not true."""
    yield from claim.index[is_true(claim)].tolist()


def is_true(claim: pd.Series) -> NDArray[np.bool_]:
    """Where a claim is true; where it is not known, it is not."""
    return claim.to_numpy(dtype=bool, na_value=False) if claim.hasnans else claim.to_numpy(dtype=bool)


def has_stage(rows: pd.DataFrame, others: pd.DataFrame, later: int = 0) -> NDArray[np.bool_]:
    """Which rows have their reference, at their stage or so many later, among other rows."""
    found = np.zeros(len(rows), np.bool_)
    for stage in STAGES:
        here = is_true(rows["stage"] == stage)
        there = others.loc[is_true(others["stage"] == stage + later), "reference"]
        found[here] = rows.loc[here, "reference"].isin(there)
    return found


def keys(frame: pd.DataFrame) -> Keys:
    """The (reference, stage) pairs of a frame's rows; a stage that could not be read is None."""
    stages = [None if pd.isna(stage) else int(stage) for stage in frame["stage"]]
    return set(zip(frame["reference"], stages, strict=True))
