"""The issues, compliments, Ombudsman's decisions and learning beside complaints, in sheets or in their rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from complaints_report.intake.headings.heading_row import Headings, best_headings
from complaints_report.intake.headings.parts import OF_AN_ISSUE, TablePart
from complaints_report.intake.headings.synonyms import HEADINGS
from complaints_report.intake.proposals.candidates import Answer, Headed
from complaints_report.intake.proposals.heading_search import headed_below, heading_row_in, rows_below
from complaints_report.intake.read.sheets import BLANK, Rows, Sheet
from complaints_report.intake.records.names import normalised
from complaints_report.settings import TableSource

_CALLED = {
    "ombudsman": r"ombuds|\blgo\b|lgsco",
    "compliments": r"compliment|praise|thank",
    "learning": r"learning|lessons|actions?\b",
    "issues": r"issue|categor|theme|reason|allegation|point",
}
"""How people call the sheet of a table, the surest first."""
_OF_WORDS = ("summary",)
"""The needed columns of free text."""
_LEAST_OF_ISSUES = ("reference", "category")


@dataclass(frozen=True)
class OtherTable:
    """What a sheet suggests for another table: its headings that are sure, and what may be the columns it lacks.

    `free` are its headings that are none of these.
    """

    table: str
    sheet: str
    columns: Mapping[str, str]
    lacking: Mapping[str, tuple[str, ...]]
    free: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether it has all that the table needs."""
        return not self.lacking


def other_tables(file: str, sheets: Iterable[Sheet]) -> list[OtherTable]:
    """What the sheets that hold no complaints suggest, each table once."""
    found: dict[str, OtherTable] = {}
    for sheet in sheets:
        for one in _suggested(file, sheet):
            found.setdefault(one.table, one)
    return list(found.values())


def _suggested(file: str, sheet: Sheet) -> Iterator[OtherTable]:
    """The table that a sheet is called as, where its headings do not say otherwise."""
    for table, called in _CALLED.items():
        if re.search(called, sheet.name, re.IGNORECASE):
            headings = best_headings(TablePart(table, file, sheet.name, TableSource()), sheet.rows)
            if headings.found and _is_enough(table, headings):
                yield _of(table, file, sheet, headings)
            return


def _is_enough(table: str, headings: Headings) -> bool:
    if table == "issues" and not {*_LEAST_OF_ISSUES} <= headings.found.keys():
        return False
    return len(headings.missing) <= len(headings.found)


def _of(table: str, file: str, sheet: Sheet, headings: Headings) -> OtherTable:
    row = heading_row_in(TablePart(table, file, sheet.name, TableSource()), sheet)
    headed = headed_below(rows_below(sheet, row), row)[0] if row else []
    used = {heading.text for heading in headings.found.values()}
    free = [one for one in headed if one.text not in used]
    columns = {column: heading.text for column, heading in headings.found.items() if column not in headings.doubled}
    lacking = {column: tuple(one.text for one in _fitting(column, free)) for column in headings.missing}
    return OtherTable(table, sheet.name, columns, lacking, tuple(one.text for one in free))


def _fitting(column: str, free: Sequence[Headed]) -> list[Headed]:
    """The headings below which a column's kind of cell stands."""
    if column.endswith("_on"):
        return [one for one in free if one.is_of_days]
    if column == "reference":
        return [one for one in free if one.is_of_references]
    if column in _OF_WORDS:
        return [one for one in free if not (one.is_of_days or one.is_of_few or one.is_of_references)]
    return [one for one in free if one.is_of_few]


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
        known = {normalised(name) for name in names}
        for one in headed:
            if normalised(one.name) in known:
                return one.text
    return ""
