"""The command run in a process of its own, forked from one that has every module loaded."""

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from complaints_report import cli
from complaints_report.__main__ import main
from complaints_report.charts import style

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload([__name__, "tests.loaded"])


class Begun:
    """The command, begun with some words in a folder; the code runs before it."""

    def __init__(
        self,
        words: Sequence[object],
        cwd: Path,
        code: str = "",
        environment: Mapping[str, str] = os.environ,
        work: Callable[[], object] = main,
    ) -> None:
        self._line = ["complaints-report", *map(str, words)]
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._wrote = [Path(self._folder.name, name) for name in ("out", "err")]
        for path in self._wrote:
            path.touch()
        given = self._line, cwd, dict(environment), self._wrote, code, work, style.save_picture
        self._process = FORKED.Process(target=in_process, args=given)
        self._process.start()

    def is_running(self, seconds: float = 0) -> bool:
        """Whether it has not ended after so many seconds."""
        self._process.join(seconds)
        return self._process.exitcode is None

    def done(self) -> subprocess.CompletedProcess[str]:
        """How it ended, and what it wrote."""
        code = ended(self._process, self._line)
        with self._folder:
            said, told = (path.read_text(encoding="utf-8") for path in self._wrote)
        return subprocess.CompletedProcess(self._line, code, said, told)


def in_process(
    line: list[str],
    cwd: Path,
    environment: dict[str, str],
    to: list[Path],
    code: str,
    work: Callable[[], object],
    draw: Callable[..., tuple[float, float]],
) -> None:
    """Be the command: with its words, its place and its environment, writing to two files, its charts drawn so."""
    style.save_picture = draw
    for number, path in enumerate(to, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND), number)
    settle(line, cwd, environment)
    exec(code, {"__name__": "before"})
    work()


def in_terminal(
    line: list[str], cwd: Path, environment: dict[str, str], path: str, after: float, opened: Connection
) -> None:
    """Be the command in a terminal, which is told to be open; what it is doing is shown after so many seconds."""
    os.setsid()
    terminal = os.open(path, os.O_RDWR)
    for number in range(3):
        os.dup2(terminal, number)
    os.close(terminal)
    opened.send(True)
    settle(line, cwd, environment)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    cli.main(after)


def settle(line: list[str], cwd: Path, environment: dict[str, str]) -> None:
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = line
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever runs the tests


def begun_in_terminal(words: Sequence[object], cwd: Path, terminal: str, after: float) -> Callable[[], int]:
    """How the command ended, once it has, which is begun in a terminal now."""
    line = ["complaints-report", *map(str, words)]
    opened, opening = FORKED.Pipe(duplex=False)
    process = FORKED.Process(target=in_terminal, args=(line, cwd, dict(os.environ), terminal, after, opening))
    process.start()
    opening.close()
    with opened:
        opened.recv()
    return lambda: ended(process, line)


def ended(process: multiprocessing.process.BaseProcess, line: list[str]) -> int:
    process.join(120)
    assert process.exitcode is not None, f"{line} does not end"
    return process.exitcode


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """How the command ended, and what it wrote."""
    return Begun(words, cwd).done()
