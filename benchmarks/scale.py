"""Measures how time and memory of `check` and `figures` grow with the rows, from 10,000 to 5,000,000.

`make bench-scale` writes docs/scale.md.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contests import ours
from benchmarks.machine import described
from benchmarks.page import put_in, table
from benchmarks.prepared import make_rows, say
from benchmarks.timing import ROOT, Result, in_turn

PAGE = ROOT / "docs" / "scale.md"
ROUNDS = {10_000: 5, 100_000: 3, 1_000_000: 3, 5_000_000: 1}
"""How often each number of rows is measured."""

COUNCILS, FEWEST, MOST = 153, 300, 5_000
"""England's councils with children's services, and the complaint rows of a typical one in a year."""

LAPTOP = 8 * 10**9
"""The memory of an ordinary laptop, in bytes."""

Sizes = dict[int, tuple[Result, Result]]


def measured(folder: Path, rows: int) -> tuple[Result, Result]:
    """`check` and `figures` of so many rows; their input is deleted again."""
    make_rows(folder, rows)
    checked = ours("check", "check", "-f", folder, codes=(1,))
    counted = ours("figures", "figures", "--draft", "-f", folder)
    found = in_turn((checked, counted), ROUNDS[rows], warm=rows == min(ROUNDS), say=say)
    (folder / "complaints.csv").unlink()
    return found["check"], found["figures"]


def grown(sizes: Sizes) -> str:
    """The table: a line for each number of rows."""
    headings = (
        "rows",
        "years of the whole country",
        "`check`",
        "for each row",
        "memory",
        "`figures --draft`",
        "for each row",
        "memory",
    )
    return table(headings, [(f"{rows:,}", years(rows), *_cells(rows, both)) for rows, both in sizes.items()])


def _cells(rows: int, both: Sequence[Result]) -> list[str]:
    cells = list[str]()
    for one in both:
        if one.runs:
            cells += [f"{one.seconds:.1f} s", f"{one.seconds / rows * 1e6:.1f} µs", f"{one.peak / 1e9:.2f} GB"]
        else:
            cells += [f"not measured: {one.why_not}", "", ""]
    return cells


def years(rows: int) -> str:
    """How many years of all councils' complaints so many rows are, at the most and at the fewest rows a council."""
    found = [rows / (COUNCILS * each) for each in (MOST, FEWEST)]
    return " to ".join(f"{number:.0f}" if number >= 10 else f"{number:.2g}" for number in found)


def further(sizes: Sizes) -> str:
    """What each further row costs between the two largest numbers of rows, and how far a laptop's memory goes."""
    fewer, more = sorted(sizes)[-2:]
    lines = []
    for small, large in zip(sizes[fewer], sizes[more], strict=True):
        if small.runs and large.runs:
            seconds = (large.seconds - small.seconds) / (more - fewer)
            memory = (large.peak - small.peak) / (more - fewer)
            room = more + (LAPTOP - large.peak) / memory if memory > 0 else 0
            lines.append(
                f"- `{large.name}`, from {fewer:,} to {more:,} rows: each further row takes {seconds * 1e6:.1f} µs and "
                f"{memory:,.0f} bytes, so that 8 GB of memory are enough for about {room / 1e6:.1f} million rows."
            )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--up-to", type=int, default=max(ROUNDS), help="the most rows; fewer than all writes nothing")
    most, about = asked.parse_args().up_to, described()
    with TemporaryDirectory(prefix="bench-") as name:
        sizes = {rows: measured(Path(name) / str(rows), rows) for rows in ROUNDS if rows <= most}
    text = f"{grown(sizes)}\n{further(sizes)}\n{about}"
    sys.stdout.write(text)
    if most >= max(ROUNDS):
        put_in(PAGE, "bench-scale", text)


if __name__ == "__main__":
    main()
