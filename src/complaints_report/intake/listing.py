"""What `check` says: the faults by rule, column and value as text, and row by row as JSON and CSV."""

import json
from collections.abc import Iterator, Sequence

from complaints_report.english import quantity
from complaints_report.intake.fault_groups import Group, by_rule, faults_in_order, groups_of, told_alike
from complaints_report.intake.faults import HIDDEN, Fault, number_of
from complaints_report.safe_text import csv_of

SHOWN_PER_RULE = 10
COLUMNS = ("severity", "rule", "file", "sheet", "row", "column", "value", "message", "cure")


def to_csv(faults: Sequence[Fault]) -> str:
    """The faults as CSV, with a row of headings."""
    cells = (fault.to_dict() for fault in faults_in_order(faults))
    rows = (["" if row[name] is None else str(row[name]) for name in COLUMNS] for row in cells)
    return csv_of([COLUMNS, *rows])


def to_json(faults: Sequence[Fault]) -> str:
    """The faults as a JSON list of objects."""
    return json.dumps([fault.to_dict() for fault in faults_in_order(faults)], ensure_ascii=False, indent=2) + "\n"


def to_text(faults: Sequence[Fault], notes: Sequence[str] = ()) -> str:
    """The faults to read: how many of each rule, then each rule's by column and value with the cure, and the notes."""
    rules = list(by_rule(faults))
    lines = [totals(faults) + "."]
    lines += [f"  {number_of(found):>7,}  {found[0].rule} ({found[0].severity})" for found in rules]
    for found in rules:
        lines += ["", *_of_rule(found)]
    lines += ["", "What was read", *(f"  {note}" for note in notes)] if notes else []
    return "\n".join(lines) + "\n"


def totals(faults: Sequence[Fault]) -> str:
    """How many errors and warnings there are, in words."""
    errors = number_of(fault for fault in faults if fault.severity == "error")
    warnings = number_of(faults) - errors
    counts = (
        quantity(count, what) if count else f"no {what}s" for count, what in ((errors, "error"), (warnings, "warning"))
    )
    return " and ".join(counts)


def _of_rule(faults: Sequence[Fault]) -> Iterator[str]:
    """What is wrong, by column and value, and each cure once."""
    yield f"{faults[0].rule} ({faults[0].severity}): {faults[0].title}"
    groups = groups_of(faults)
    for cured in told_alike(groups[:SHOWN_PER_RULE], "cure"):
        for together in told_alike(cured, "where", "message"):
            yield from _group_lines(together)
        yield f"  What to do: {cured[0].first.cure}"
    if others := groups[SHOWN_PER_RULE:]:
        yield f"  and {_further(faults, others)}"


def _group_lines(groups: Sequence[Group]) -> Iterator[str]:
    """What is wrong in a column, then each value with its rows; on one line where it is wrong in one row alone."""
    first = groups[0].first
    if sum(group.number for group in groups) == 1:
        value = "" if first.value in ("", HIDDEN) else f" [{first.value}]"
        yield f"  {first.place}{value}: {first.message}"
        return
    yield f"  {first.where}: {first.message}"
    yield from (f"    {group.value_and_rows}" for group in groups if group.value_and_rows)


def _further(faults: Sequence[Fault], others: Sequence[Group]) -> str:
    """How many more rows are at fault than are told of here, and what lists them."""
    rows = sum(group.number for group in others)
    listed = sum(not fault.is_of_further_rows for fault in faults)
    which = "them all" if listed == len(faults) else f"the first {listed:,} and counts the others"
    return f"{rows:,} more; --format csv lists {which}."
