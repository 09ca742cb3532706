"""Checks the export with frictionless, as `check` does: every failure with its row and its cause.

Takes the CSV and the file to write the failures to; prints how many rows are at fault.
"""

import csv
import sys
from datetime import date
from pathlib import Path
from typing import Any

from frictionless import Checklist, Resource, Schema, system

from benchmarks.peers.words import AMOUNT, COLUMNS, COUNTED, DAY, DAYS, EXPORTED, FIRST, POUNDS, REQUIRED

RULES = (
    "not (received_on and responded_on) or responded_on >= received_on",
    "stage != 'Stage 3' or procedure != 'Local (corporate)'",
    "(outcome is None) == (responded_on is None) or outcome in ('Withdrawn', 'Outside jurisdiction')",
    "not (panel_held_on and received_on) or panel_held_on >= received_on",
    "not (panel_report_on and panel_held_on) or panel_report_on >= panel_held_on",
)
"""What must hold between the cells of a row; frictionless has no rule between rows but that a key is unique."""


def field(name: str) -> dict[str, Any]:
    """What one column may hold."""
    constraints: dict[str, Any] = {"required": name in REQUIRED}
    if name in COUNTED:
        constraints["enum"] = COUNTED[name]
    if name in DAYS:
        days = {"minimum": _as_cell(FIRST), "maximum": _as_cell(EXPORTED)}
        return {"name": name, "type": "date", "format": DAY, "constraints": constraints | days}
    if name in POUNDS:
        constraints["pattern"] = AMOUNT
    return {"name": name, "type": "string", "constraints": constraints}


def _as_cell(day: str) -> str:
    """A day as the export writes it, which is how frictionless takes a bound."""
    return date.fromisoformat(day).strftime(DAY)


def main(path: str, to: str) -> None:
    """Read, check, write every failure, and say how many rows have one."""
    schema = {"fields": [field(name) for name in COLUMNS.split()], "primaryKey": ["reference", "stage"]}
    checks = [{"type": "row-constraint", "formula": rule} for rule in RULES]
    with system.use_context(trusted=True):
        resource = Resource(path=path, schema=Schema.from_descriptor(schema))
        report = resource.validate(Checklist.from_descriptor({"checks": checks}), limit_errors=10**9)
    found = report.flatten(["rowNumber", "fieldName", "type", "note"])
    with Path(to).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(found)
    sys.stdout.write(f"{len({row for row, *_ in found})}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
