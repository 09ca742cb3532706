"""An export with a row for each issue of a complaint: the issues in its rows, and the complaints that these make."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from complaints_report.intake.faults import Fault, fault, shown, unreadable
from complaints_report.intake.headings.heading_row import Headings, near_headings, read_headings
from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.headings.parts import BY_ISSUE, ISSUES_WITHIN, OF_AN_ISSUE, TablePart
from complaints_report.intake.records.names import normalised
from complaints_report.intake.records.spellings import VALUES
from complaints_report.intake.rulebook import DUPLICATE_HEADING, MISSING_COLUMN, Rule
from complaints_report.intake.tables.table_reading import Reading, to_reading
from complaints_report.intake.tables.typed_rows import NAMED, Table, keys
from complaints_report.procedures import SOME_UPHELD
from complaints_report.settings import IssueSource, TableSource

_KEY = ["reference", "stage"]


CONFLICTING_ROWS = Rule(
    "conflicting-rows",
    "The rows of one complaint did not agree",
    "error",
    "The rows of this complaint differ in this column; see also {elsewhere}.",
    "Correct the rows that are wrong, so that all rows of the complaint agree. Where the column is the "
    "category or outcome of each issue, name it under [sources.complaints.issue.columns] in report.toml.",
)
MIXED_OUTCOMES = Rule(
    "mixed-outcomes",
    "The issues of a complaint made no one outcome",
    "warning",
    "The issues of this complaint ended in different ways, none of them upheld, so it has no outcome.",
    "If the export has a column for the outcome of the complaint itself, name it under "
    "[sources.complaints.columns] in report.toml.",
)


def issues_within(complaints: Reading, issue: IssueSource, latest: date) -> tuple[Reading | None, list[Fault]]:
    """The issues in the rows of complaints, as a table that leaves out the same rows; or why there are none.

    The rows of `complaints` are then those at fault and the first of each complaint, which has the outcome that
    its issues make where the export has no other.
    """
    mapped, faults = [], list[Fault]()
    for part in complaints.parts:
        one, found = issues_in(part, issue)
        mapped.append(one)
        faults += found
    if faults:
        return None, faults
    issues = to_reading("issues", mapped, latest)
    if not issues.table.has("sub_category"):
        frame = issues.table.frame
        issues.table = replace(issues.table, frame=frame.assign(sub_category=frame["category"]))
    told = set(complaints.faults)
    issues.faults = [found for found in issues.faults if found not in told and not _of_key(found, mapped)]
    pairs = zip(complaints.parts, mapped, strict=True)
    complaints.parts = [replace(part, also_used=_places(one)) for part, one in pairs]
    complaints.out |= issues.out
    complaints.add([*conflicting_rows(complaints.table_used)])
    issues.out = set(complaints.out)
    _make_whole(complaints, issues)
    return issues, []


def issues_beside_rows(issues: Reading) -> Fault:
    """The fault of a table of issues that stands beside complaints whose rows are issues already."""
    why = f"The complaints have a row for each issue (layout = '{BY_ISSUE}'), so this table would count issues twice."
    cure = "Take this table out of the folder, or set another layout under [sources.complaints] in report.toml."
    return unreadable(issues.table.place, why, cure)


def issues_in(mapped: Mapped, issue: IssueSource) -> tuple[Mapped, list[Fault]]:
    """The same rows read as issues, and what their headings lack for that."""
    part = _part_of_issues(mapped, issue)
    row = next(row for row in mapped.sheet.rows if row.number == mapped.headings.row)
    theirs = read_headings(part, row)
    found = {column: heading for column, heading in mapped.headings.found.items() if column in _KEY}
    headings = replace(theirs, found=found | {name: theirs.found[name] for name in OF_AN_ISSUE if name in theirs.found})
    one = replace(mapped, part=part, headings=headings, also_used=tuple(range(theirs.width)))
    return one, [*_heading_faults(mapped, issue, theirs)]


def _part_of_issues(mapped: Mapped, issue: IssueSource) -> TablePart:
    """Where the issues are, without what is the complaint's; an outcome is an issue's only where that is said."""
    source = mapped.part.source
    not_there: dict[str, str | list[str]] = {"reference": [], "stage": [], "outcome": []}
    own = TableSource(
        date_order=source.date_order,
        columns=not_there | issue.columns,
        values={column: source.values[column] for column in _KEY if column in source.values} | issue.values,
        constants={column: source.constants[column] for column in _KEY if column in source.constants},
    )
    taken = frozenset(normalised(heading.text) for heading in mapped.headings.found.values())
    return replace(mapped.part, table="issues", within=ISSUES_WITHIN, source=own, taken=taken)


def _heading_faults(mapped: Mapped, issue: IssueSource, headings: Headings) -> Iterator[Fault]:
    for column in headings.missing:
        if column == "category" or column in issue.columns:
            near = near_headings("issues", column, headings.unmatched)
            nearest = f" The nearest headings are {', '.join(map(repr, near))}." if near else ""
            wanted = f"{column} of the issue"
            yield fault(MISSING_COLUMN, mapped.place, wanted=wanted, nearest=nearest, table=ISSUES_WITHIN)
    for column in OF_AN_ISSUE:
        if some := headings.doubled.get(column):
            listed = ", ".join(map(repr, some))
            yield fault(DUPLICATE_HEADING, mapped.place, wanted=f"{column} of the issue", headings=listed)


def _of_key(found: Fault, parts: Sequence[Mapped]) -> bool:
    """Whether a fault is in the complaint's own reference or stage, where it is told once."""
    return found.column in {part.heading(column) for part in parts for column in _KEY}


def _places(issues: Mapped) -> tuple[int, ...]:
    return tuple(issues.headings.found[column].at for column in OF_AN_ISSUE if column in issues.headings.found)


def conflicting_rows(complaints: Table) -> Iterator[Fault]:
    """`conflicting-rows`: the rows of one complaint differ in a column of the complaint."""
    rows = complaints.frame
    of_complaint = rows.groupby(_KEY, sort=False, dropna=False).ngroup()
    same = of_complaint.groupby(of_complaint).groups
    for column in rows.columns.difference(_KEY, sort=False):
        kinds = pd.Series(pd.factorize(rows[column], use_na_sentinel=False)[0], index=rows.index).groupby(of_complaint)
        differs = kinds.transform("min") != kinds.transform("max")
        for at in rows.index[differs]:
            others = [other for other in same[of_complaint[at]][: NAMED + 2].tolist() if other != at][: NAMED + 1]
            value = _shown(rows.at[at, column], column)
            yield complaints.fault(CONFLICTING_ROWS, at, column, value, elsewhere=complaints.rows(others, at))


def _shown(value: Any, column: str) -> str:
    if pd.isna(value):
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, datetime) else shown(value, VALUES.get(column, ()))


def _make_whole(complaints: Reading, issues: Reading) -> None:
    """Leave one row of each complaint that counts, with the outcome that its issues make."""
    kept = complaints.table_used.frame
    further = kept.index[kept.duplicated(_KEY)]
    frame = complaints.table.frame.drop(index=further)
    if issues.table.has("outcome") and not complaints.table.has("outcome"):
        made, mixed = outcomes_of(issues.table_used.frame)
        unknown = _with_row_at_fault(complaints, issues, made.index)
        made[unknown] = None
        frame["outcome"] = made.reindex(frame.index)
        complaints.not_worked_out = frozenset([*mixed, *unknown])
        told = sorted(complaints.not_worked_out)
        complaints.add([_not_worked_out(issues.table, at, at in unknown) for at in told])
    complaints.table = replace(complaints.table, frame=frame)


def _with_row_at_fault(complaints: Reading, issues: Reading, firsts: pd.Index) -> list[int]:
    """The first rows of the complaints of which another row is left out: what that says of them is not known."""
    read = issues.table.frame
    at_fault = keys(pd.concat([frame[_KEY] for frame in (read.loc[issues.left_out.index], complaints.ragged)]))
    found = zip(firsts.tolist(), read.loc[firsts, "reference"], read.loc[firsts, "stage"], strict=True)
    return [at for at, reference, stage in found if at_fault & {(reference, int(stage)), (reference, None)}]


def _not_worked_out(issues: Table, at: int, is_at_fault: bool) -> Fault:
    found = issues.fault(MIXED_OUTCOMES, at, "outcome")
    why = "Another row of this complaint has an error and is left out, so no outcome is worked out for the complaint."
    cure = "Put right the errors in its rows, and export again."
    return replace(found, message=why, cure=cure) if is_at_fault else found


def outcomes_of(issues: pd.DataFrame) -> tuple[pd.Series, list[int]]:
    """The outcome that the issues of each complaint make, by its first row; and the rows where they make none.

    It is what all of them are; partially upheld where only some are upheld or partially upheld; else blank.
    """
    of_complaint = issues.groupby(_KEY, sort=False).ngroup().to_numpy()
    kinds, different = pd.factorize(issues["outcome"])
    by_complaint = pd.DataFrame({"kind": kinds, "upheld": issues["outcome"].isin(SOME_UPHELD)}).groupby(of_complaint)
    lowest, highest = by_complaint["kind"].min(), by_complaint["kind"].max()
    outcomes = pd.Series("partially upheld", index=lowest.index, dtype="str").where(by_complaint["upheld"].any())
    common = (lowest == highest) & (lowest >= 0)
    outcomes[common] = pd.Series(different, dtype="str").take(lowest[common].to_numpy()).to_numpy()
    firsts = issues.index[~issues.duplicated(_KEY)]
    return outcomes.set_axis(firsts), firsts[outcomes.isna().to_numpy() & (highest >= 0).to_numpy()].tolist()
