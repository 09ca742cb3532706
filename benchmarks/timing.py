"""Runs programs as whole processes, in turn, and takes the medians of what they took."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import IO

Say = Callable[[str], object]

ROOT = Path(__file__).parents[1]
_PATH = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | _PATH
"""What every program runs with, ours and the others, so that this checkout is what is measured."""


@dataclass(frozen=True)
class Program:
    """A command line under a name; `codes` are the exit codes with which it has done its work."""

    name: str
    words: tuple[str, ...]
    codes: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Took:
    """What one run took: seconds by the clock and of the processors, the most memory in bytes; and its first line."""

    seconds: float
    cpu: float
    peak: int
    said: str


class NotRunError(Exception):
    """A program that could not do its work, with the last line that it said of it."""


@dataclass(frozen=True)
class Result:
    """All runs of one program; none, with the reason, where it could not be run."""

    name: str
    runs: tuple[Took, ...]
    why_not: str = ""

    @property
    def seconds(self) -> float:
        """The median by the clock."""
        return median(run.seconds for run in self.runs)

    @property
    def cpu(self) -> float:
        """The median of the processors' time."""
        return median(run.cpu for run in self.runs)

    @property
    def peak(self) -> int:
        """The most memory that any run held."""
        return max(run.peak for run in self.runs)

    @property
    def range(self) -> tuple[float, float]:
        """The quickest and the slowest run by the clock."""
        return min(run.seconds for run in self.runs), max(run.seconds for run in self.runs)


def run(program: Program) -> Took:
    """One run of a program, from its start to its end."""
    with TemporaryFile() as out, TemporaryFile() as err:
        begun = time.perf_counter()
        child = subprocess.Popen(program.words, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=ENVIRONMENT)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        lines = [_lines(out), _lines(err)]
    if child.returncode not in program.codes or (lines[1] and lines[1][0].startswith("Traceback")):
        raise NotRunError(lines[1][-1] if lines[1] else f"exit code {child.returncode}")
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Took(seconds, used.ru_utime + used.ru_stime, peak, lines[0][0] if lines[0] else "")


def _lines(file: IO[bytes]) -> list[str]:
    file.seek(0)
    return file.read().decode(errors="replace").strip().splitlines()


def in_turn(programs: Sequence[Program], rounds: int, *, warm: bool, say: Say) -> dict[str, Result]:
    """Every program once in each round, in an order that moves on by one; `warm` runs each once before, unmeasured."""
    runs: dict[str, list[Took]] = {one.name: [] for one in programs}
    why_not: dict[str, str] = {}
    for number in range(-1 if warm else 0, rounds):
        at = number % len(programs)
        for program in (*programs[at:], *programs[:at]):
            if program.name not in why_not:
                _once(program, runs[program.name], why_not, say, counts=number >= 0)
    return {name: Result(name, tuple(took), why_not.get(name, "")) for name, took in runs.items()}


def _once(program: Program, runs: list[Took], why_not: dict[str, str], say: Say, *, counts: bool) -> None:
    try:
        took = run(program)
    except (NotRunError, OSError) as error:
        why_not[program.name] = str(error)
        runs.clear()
        say(f"{program.name}: not measured ({error})")
        return
    if counts:
        runs.append(took)
        say(f"{program.name}: {took.seconds:.2f} s, {took.peak / 1e6:,.0f} MB")
