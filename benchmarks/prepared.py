"""The inputs of the measurements, each made in a process of its own."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

from benchmarks.contests import Inputs, Sizes, ours
from benchmarks.timing import ENVIRONMENT, ROOT, run


def say(line: str) -> None:
    """Say how far it is, on stderr."""
    sys.stderr.write(line + "\n")


def made(folder: Path, sizes: Sizes) -> Inputs:
    """All inputs of the contests, made in a folder."""
    given = Inputs(folder, sizes)
    for rows in sorted({sizes.many, sizes.some, sizes.few}):
        make_rows(given.rows(rows), rows)
    make_rows(given.workbook, sizes.workbook, "--xlsx")
    copytree(ROOT / "sample_data", given.sample, ignore=ignore_patterns("output", "*.py"))
    run(ours("build", "build", "-f", given.sample))
    _python("-m", "benchmarks.shape", given.sample / "output" / "2023-24", folder / "shape.json")
    _change(copytree(given.sample, given.changed))
    return given


def _change(folder: Path) -> None:
    """Take away the last compliment, which alters one chart."""
    path = folder / "compliments.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8", newline="")


def make_rows(folder: Path, rows: int, *more: str) -> None:
    """A report folder of so many complaints."""
    say(f"Making {rows:,} rows")
    _python("-m", "benchmarks.inputs", rows, "--to", folder, *more)


def _python(*words: object) -> None:
    """Run a module of ours in a process of its own, so that this one stays small.

    What the system gives as a child's peak memory is never less than its parent held when it was started.
    """
    subprocess.run([sys.executable, *map(str, words)], cwd=ROOT, env=ENVIRONMENT, check=True)
