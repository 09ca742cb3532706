"""Where each row of an export is an issue of a complaint: which columns say something of the issue alone."""

from collections.abc import Mapping, Sequence

import pandas as pd

from complaints_report.intake.headings.parts import OF_AN_ISSUE
from complaints_report.intake.headings.synonyms import HEADINGS
from complaints_report.intake.proposals.candidates import Answer, Headed
from complaints_report.intake.read.sheets import BLANK, Rows
from complaints_report.intake.records.names import plain

_ENOUGH, _MOST_AT_ODDS, _MOSTLY_AT_ODDS = 0.05, 0.1, 0.5
"""How many of the rows must share their complaint with another, of how many complaints the dates may
differ, and of how many the texts do that are issues without being called so."""


def issue_columns(
    rows: Rows, places: Mapping[str, int], columns: Sequence[Answer], headed: Sequence[Headed]
) -> tuple[Answer, ...]:
    """The columns of an issue where each row is one; none where no complaint has rows that differ so.

    Rows that are alike in every such column are copies, and rows of other dates are stages, or another's.
    """
    first = {answer.column: answer.headings[0] for answer in columns if answer.headings}
    if not {"reference", "received_on"} <= first.keys():
        return ()
    frame = pd.DataFrame({text: rows.column(at).codes for text, at in places.items()})
    key = [first[column] for column in ("reference", "stage") if column in first]
    frame = frame[frame[key[0]] != BLANK]
    several = frame[frame.duplicated(key, keep=False)]
    if several.empty or len(several) < _ENOUGH * len(frame):
        return ()
    differs = several.groupby(key).nunique().gt(1).mean()
    differing = [one for one in headed if one.text not in key and differs[one.text] > 0]
    category = _named("category", differing)
    perhaps = [one.text for one in differing if one.is_of_few and one.text not in first.values()]
    perhaps = [text for text in perhaps if differs[text] >= _MOSTLY_AT_ODDS]
    if differs[first["received_on"]] > _MOST_AT_ODDS or not (category or perhaps):
        return ()
    found = {"category": category or perhaps[0], "sub_category": _named("sub_category", differing)}
    outcomes = [one.text for one in differing if one.text == first.get("outcome")]
    found["outcome"] = outcomes[0] if outcomes else _named("outcome", differing)
    sure = {"category": bool(category)}
    return tuple(
        Answer(column, (found[column],), is_sure=sure.get(column, True)) for column in OF_AN_ISSUE if found[column]
    )


def _named(column: str, headed: Sequence[Headed]) -> str:
    """The heading that is called as a column of issues is, by the surest name that there is; else nothing."""
    for names in ((column,), *HEADINGS["issues"][column]):
        known = {plain(name) for name in names}
        for one in headed:
            if plain(one.name) in known:
                return one.text
    return ""
