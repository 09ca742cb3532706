"""Makes exports to measure with, from a seed: report folders of any number of complaint rows, and a workbook.

`python -m benchmarks.inputs 1000000 --to /tmp/million` writes a folder that the commands take.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.faults import spoilt
from benchmarks.rows import COLUMNS, Cells, cells
from benchmarks.workbook import write_xlsx

SEED, PIECE = 6, 500_000
"""The rows are made a piece at a time, so that five million of them fit in little memory."""

SETTINGS = """\
[organisation]
name = "National collation (made up)"

[report]
exported_on = 2024-06-14
sample_data = true

[areas]
"Children in Care" = ["Children in Care - East", "Children in Care - South", "Children in Care - Care Leavers"]
"Citywide" = ["Children with Disabilities", "Fostering", "Special Guardianship", "Adoption", "Reviewing Service"]
"Frontdoor" = ["Assessment - East", "Assessment - South", "First Contact Team", "Emergency Duty Team"]
"Safeguarding" = ["Safeguarding - East", "Safeguarding - South", "Family Time"]

[sources.complaints.values.procedure]
"Statutory (Children Act)" = "statutory"
"Local (corporate)" = "local"

[sources.complaints.values.outcome]
"Partly upheld" = "partially upheld"
"No finding" = "inconclusive"

[sources.complaints.values.method]
"E-mail" = "email"
"Web form" = "online form"
"""


def pieces(rows: int, seed: int = SEED) -> Iterator[Cells]:
    """So many complaint rows, 0.2% of them faulty, a piece at a time and the same for the same seed."""
    for number, first in enumerate(range(0, rows, PIECE)):
        rng = np.random.default_rng((seed, number))
        yield spoilt(rng, cells(rng, min(PIECE, rows - first), number))


def write_csv(path: Path, rows: int) -> Path:
    """The complaints as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        for piece in pieces(rows):
            file.writelines(
                f"{','.join(row)}\n" for row in zip(*(piece[name].tolist() for name in COLUMNS), strict=True)
            )
    return path


def make_folder(folder: Path, rows: int, *, xlsx: bool) -> Path:
    """A report folder of so many complaint rows; one that is there already is used again."""
    if not (folder / "report.toml").exists():
        folder.mkdir(parents=True, exist_ok=True)
        if xlsx:
            write_xlsx(folder / "complaints.xlsx", pieces(rows))
        else:
            write_csv(folder / "complaints.csv", rows)
        (folder / "report.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def main() -> None:
    """Make a folder, as it is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("rows", type=int, help="how many complaint rows")
    asked.add_argument("--to", type=Path, required=True, help="the folder to make")
    asked.add_argument("--xlsx", action="store_true", help="as a workbook instead of CSV")
    given = asked.parse_args()
    make_folder(given.to, given.rows, xlsx=given.xlsx)


if __name__ == "__main__":
    main()
