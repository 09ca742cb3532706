"""Measures complaints-report and its peers as whole processes, in turn, and holds the ratios to their targets.

`make bench` writes docs/benchmarks.md. With --quick, the inputs have a tenth of the rows and nothing is written.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contests import Contest, Inputs, Sizes, contests
from benchmarks.machine import described
from benchmarks.page import Results, disturbed, everything, put_in, verdicts
from benchmarks.prepared import made, say
from benchmarks.timing import ROOT, in_turn

PAGE = ROOT / "docs" / "benchmarks.md"
QUICK = Sizes(many=100_000, some=10_000, few=1_000, workbook=10_000)


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
    asked.add_argument("--quick", action="store_true", help="a tenth of the rows and three rounds; writes nothing")
    asked.add_argument("--only", default="", help="the contests whose title has this in it; writes nothing")
    given = asked.parse_args()
    about = described()
    with TemporaryDirectory(prefix="bench-") as name:
        inputs = made(Path(name), QUICK if given.quick else Sizes())
        found = [*measured(inputs, given.quick, given.only)]
    text = "\n".join(filter(None, (about, verdicts(found), disturbed(found), everything(found))))
    sys.stdout.write(text)
    if not (given.quick or given.only):
        put_in(PAGE, "bench", text)


if __name__ == "__main__":
    main()
