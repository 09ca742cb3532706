"""Measures complaints-report and its peers as whole processes, in turn, and holds the ratios to their targets.

`make bench` writes docs/benchmarks.md; with --quick, on a tenth of the rows, nothing is written.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from benchmarks.contests import Contest, Inputs, Sizes, contests, ours
from benchmarks.machine import described
from benchmarks.page import Results, everything, put_in, verdicts
from benchmarks.timing import in_turn, run

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
QUICK = Sizes(many=100_000, some=10_000, few=10_000, workbook=10_000)
PEERS = ("pandera", "frictionless", "polars")


def say(line: str) -> None:
    """Say how far it is, on stderr."""
    sys.stderr.write(line + "\n")


def python(*words: object) -> None:
    """Run a script or module of ours in a process of its own, so that this one stays small.

    A child's peak memory is never less than its parent's was when it was started.
    """
    subprocess.run([sys.executable, *map(str, words)], cwd=ROOT, check=True)


def made(folder: Path, sizes: Sizes) -> Inputs:
    """All inputs, made in a folder."""
    given = Inputs(folder, sizes)
    for rows in {sizes.many, sizes.some, sizes.few}:
        python("-m", "benchmarks.inputs", rows, "--to", given.rows(rows))
    python("-m", "benchmarks.inputs", sizes.workbook, "--to", given.workbook, "--xlsx")
    copytree(ROOT / "sample_data", given.sample, ignore=ignore_patterns("output", "*.py"))
    run(ours("build", "build", "-f", given.sample))
    python("-m", "benchmarks.shape", given.sample / "output", folder / "shape.json")
    return given


def measured(given: Inputs, quick: bool, only: str) -> Iterator[tuple[Contest, Results]]:
    """Each contest with what came of it."""
    for contest in contests(given):
        if only in contest.title:
            say(f"\n{contest.title}")
            rounds = 3 if quick else contest.rounds
            yield contest, in_turn(contest.programs, rounds, warm=contest.warm, say=say)


def main() -> None:
    """Make the inputs, measure, print, and write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="a tenth of the rows, three rounds; writes nothing")
    asked.add_argument("--only", default="", help="only the contests whose title has this in it; writes nothing")
    asked_for = asked.parse_args()
    about = described(PEERS)
    with TemporaryDirectory(prefix="bench-") as name:
        say("Making the inputs")
        given = made(Path(name), QUICK if asked_for.quick else Sizes())
        found = [*measured(given, asked_for.quick, asked_for.only)]
    text = f"{about}\n{verdicts(found)}\n{everything(found)}"
    sys.stdout.write(text)
    if not (asked_for.quick or asked_for.only):
        put_in(PAGE, "bench", text)


if __name__ == "__main__":
    main()
