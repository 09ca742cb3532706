"""What `check` says: the faults by rule and then by row, as text, JSON and CSV."""

import json
from collections.abc import Sequence
from math import inf

from complaints_report.english import quantity
from complaints_report.intake.faults import Fault, number_of
from complaints_report.safe_text import csv_of

SHOWN_PER_RULE = 10
COLUMNS = ("severity", "rule", "file", "sheet", "row", "column", "value", "message", "cure")


def in_order(faults: Sequence[Fault]) -> list[Fault]:
    """Errors before warnings, then by rule as first met, then by place."""
    first = _first_met(faults)
    return sorted(faults, key=lambda fault: (fault.severity, first[fault.rule], fault.file, fault.sheet, _row(fault)))


def _row(fault: Fault) -> float:
    """Where a fault comes among those of its file: one of a column first, but of further rows last."""
    return inf if fault.is_of_further_rows else fault.row or 0


def _first_met(faults: Sequence[Fault]) -> dict[str, int]:
    met: dict[str, int] = {}
    for fault in faults:
        met.setdefault(fault.rule, len(met))
    return met


def to_csv(faults: Sequence[Fault]) -> str:
    """The faults as CSV, with a row of headings."""
    cells = (fault.to_dict() for fault in in_order(faults))
    rows = (["" if row[name] is None else str(row[name]) for name in COLUMNS] for row in cells)
    return csv_of([COLUMNS, *rows])


def to_json(faults: Sequence[Fault]) -> str:
    """The faults as a JSON list of objects."""
    return json.dumps([fault.to_dict() for fault in in_order(faults)], ensure_ascii=False, indent=2) + "\n"


def to_text(faults: Sequence[Fault], notes: Sequence[str] = ()) -> str:
    """The faults to read: how many of each rule, each rule's with its cure and the first places, and what was read."""
    by_rule: dict[tuple[str, str], list[Fault]] = {}
    for fault in in_order(faults):
        by_rule.setdefault((fault.severity, fault.rule), []).append(fault)
    lines = [totals(faults) + "."]
    lines += [f"  {number_of(found):>7,}  {rule} ({severity})" for (severity, rule), found in sorted(by_rule.items())]
    for _, found in sorted(by_rule.items()):
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


def _of_rule(faults: Sequence[Fault]) -> list[str]:
    lines = [f"{faults[0].rule} ({faults[0].severity})"]
    for fault in faults[:SHOWN_PER_RULE]:
        value = f" [{fault.value}]" if fault.value else ""
        lines.append(f"  {fault.place}{value}: {fault.message}")
    if len(faults) > SHOWN_PER_RULE:
        listed = sum(not fault.is_of_further_rows for fault in faults)
        which = "them all" if listed == len(faults) else f"the first {listed:,} and counts the others"
        lines.append(f"  and {number_of(faults) - SHOWN_PER_RULE:,} more; --format csv lists {which}.")
    cures = dict.fromkeys(fault.cure for fault in faults[:SHOWN_PER_RULE])
    return lines + [f"  What to do: {cure}" for cure in cures]
