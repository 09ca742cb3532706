"""Columns of a table that say little: blank in many rows, or not read because their headings are not known."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from complaints_report.intake.faults import Fault, fault
from complaints_report.intake.headings.heading_row import COMPARED, columns_of
from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.headings.synonyms import HEADINGS
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.records.names import normalised
from complaints_report.intake.rulebook import Rule
from complaints_report.intake.rules import FolderData, in_table
from complaints_report.intake.tables.table_reading import Reading
from complaints_report.intake.tables.typed_rows import is_true, row_ids
from complaints_report.procedures import OMBUDSMAN_DECISIONS, PANEL

BLANK_SHARE = 20
"""The percent of blanks in an optional column above which it is warned of."""

_SAYS_NOTHING_WITHOUT = {"activity": ("referrals", "assessments"), "history": ("stage",)}
"""The columns of which a table needs one, though each may lack."""

_SHORT, _WRONG_LETTERS = 6, 2
"""How many letters of a heading may be wrong, but only one of a name that has no more than so many."""


def optional_columns(table: str) -> list[str]:
    """The columns that a table may lack."""
    return [name for name, required in columns_of(TABLES[table]).items() if not required]


UNKNOWN_HEADING = Rule(
    "unknown-heading", "A heading was not known, so its column was not used", "warning", "{why}", "{cure}"
)


@in_table()
def unknown_heading(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`unknown-heading`: a column that the table lacks, where one of its headings seems to be meant for it."""
    table, unused = reading.table, unused_headings(reading.parts)
    for column in [column for column in optional_columns(table.name) if not table.has(column)]:
        for heading in unused[:COMPARED]:
            if _is_nearly(table.name, column, heading):
                yield _nearly(reading, column, heading)
                unused = [other for other in unused if other != heading]
    needed = _SAYS_NOTHING_WITHOUT.get(table.name, ())
    if needed and unused and not any(map(table.has, needed)):
        yield _without_any(reading, needed, unused)


def unused_headings(parts: Sequence[Mapped]) -> list[str]:
    """The headings of the export of which nothing is made: no column of ours, nor a reason to leave rows out."""
    used = {heading.at for part in parts for heading in part.headings.found.values()}
    used |= {at for part in parts for at in part.also_used}
    looked_at = {
        normalised(one) for part in parts for one in (*part.part.source.leave_out, *part.part.source.keep_only)
    }
    every = dict.fromkeys(text for part in parts for at, text in part.headings.texts if at not in used)
    return [text for text in every if normalised(text) not in looked_at]


def _is_nearly(table: str, column: str, heading: str) -> bool:
    """Whether a heading is one that the column has, but for a letter or two after the first."""
    sure, _ = HEADINGS.get(table, {}).get(column, ((), ()))
    key = normalised(heading)
    for name in map(normalised, (column, *sure)):
        most = _WRONG_LETTERS if len(name) > _SHORT else 1
        if key[:1] == name[:1] and _are_within(most, key, name):
            return True
    return False


def _are_within(most: int, key: str, name: str) -> bool:
    """Whether so many letters at most are other, more or fewer, or stand the other way round."""
    if (Counter(key) - Counter(name)).total() > most or (Counter(name) - Counter(key)).total() > most:
        return False  # nearly always, which spares the time that the library takes to load
    from rapidfuzz.distance import OSA

    return OSA.distance(key, name, score_cutoff=most) <= most


def _nearly(reading: Reading, column: str, heading: str) -> Fault:
    table = reading.table
    why = f"The heading '{heading}' is not known, so what is below it is not used; did you mean {column}?"
    cure = f'Correct it, or add to [sources.{table.name}.columns] in report.toml: {column} = "{heading}".'
    return fault(UNKNOWN_HEADING, table.place, None, heading, why=why, cure=cure)


def _without_any(reading: Reading, needed: Sequence[str], unused: Sequence[str]) -> Fault:
    table, some = reading.table, " or ".join(needed)
    why = f"No column is headed {some}, and these are not used: {', '.join(map(repr, unused))}."
    cure = f"Correct the headings, or say which is which under [sources.{table.name}.columns] in report.toml."
    return fault(UNKNOWN_HEADING, table.place, why=why, cure=cure)


BLANK_COLUMN = Rule(
    "blank-column",
    "More than a fifth of a column was blank",
    "warning",
    "{percent}% of the cells are blank ({blank} of {rows}).",
    "Fill them in, if the case system knows them; figures from this column are made of the other rows alone.",
)


@in_table()
def blank_column(reading: Reading, _: FolderData) -> Iterator[Fault]:
    """`blank-column`: over 20% blank in an optional column that is there, of all rows read where it applies."""
    table = reading.table
    every = _every_row(reading)
    for column in optional_columns(table.name):
        if table.has(column) and reading.is_given(column):
            applies = _may_be_filled(table.name, column, every)
            blank, rows = int((_is_blank(reading.parts, column, every) & applies).sum()), int(applies.sum())
            if blank * 100 > BLANK_SHARE * rows:
                percent = (200 * blank + rows) // (2 * rows)
                heading = table.heading(column)
                yield fault(BLANK_COLUMN, table.place, None, heading, percent=percent, blank=blank, rows=rows)


def _every_row(reading: Reading) -> pd.DataFrame:
    """The rows of a table with those that are at fault, the ragged ones too."""
    return pd.concat([reading.table.frame, reading.ragged]) if len(reading.ragged) else reading.table.frame


def _is_blank(parts: Sequence[Mapped], column: str, rows: pd.DataFrame) -> NDArray[np.bool_]:
    """The rows in which the cell of a column is blank; one that holds what cannot be read is not."""
    ids, blank = [np.empty(0, np.int64)], [np.empty(0, np.bool_)]
    for number, part in enumerate(parts):
        cells = part.cells(column)
        ids.append(row_ids(number, part.rows.numbers))
        blank.append(cells.where([kind is None for kind in cells.kinds]) if cells else np.ones(len(ids[-1]), np.bool_))
    return is_true(pd.Series(np.concatenate(blank), np.concatenate(ids)).reindex(rows.index, fill_value=False))


def _may_be_filled(table: str, column: str, rows: pd.DataFrame) -> NDArray[np.bool_]:
    """The rows in which a blank cell of the column is a gap rather than an answer."""
    stages = {"statement_agreed_on": 2, "panel_held_on": PANEL.stage, "panel_report_on": PANEL.stage}
    if table == "history":
        return np.zeros(len(rows), np.bool_)
    if column in stages:
        return is_true(rows["stage"] == stages[column])
    if table == "ombudsman" and column in ("decided_on", "finding"):
        return is_true(rows["result"].isin(OMBUDSMAN_DECISIONS))
    if table == "ombudsman" and column in ("remedy", "payment"):
        return is_true(rows["result"] == "upheld")
    return np.ones(len(rows), np.bool_)
