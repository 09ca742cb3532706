"""The command run in a process of its own, forked from one that has every module loaded."""

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from pkgutil import walk_packages

import complaints_report
from complaints_report import cli
from complaints_report.__main__ import main

for found in walk_packages(complaints_report.__path__, "complaints_report."):
    import_module(found.name)

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload([__name__])


def in_process(line: list[str], cwd: Path, environment: dict[str, str], out: str, err: str) -> None:
    """Be the command: with its words, its place and its environment, writing to two files."""
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY), number)
    settle(line, cwd, environment)
    main()


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
    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main(after)


def settle(line: list[str], cwd: Path, environment: dict[str, str]) -> None:
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = line


def begun(words: Sequence[object], cwd: Path, terminal: str, after: float) -> Callable[[], int]:
    """How the command ended, once it has, which is begun in a terminal now."""
    line = ["complaints-report", *map(str, words)]
    opened, opening = FORKED.Pipe(duplex=False)
    process = FORKED.Process(target=in_terminal, args=(line, cwd, dict(os.environ), terminal, after, opening))
    process.start()
    opened.recv()
    for end in (opened, opening):
        end.close()
    return lambda: ended(process, line)


def ended(process: multiprocessing.process.BaseProcess, line: list[str]) -> int:
    process.join(120)
    assert process.exitcode is not None, f"{line} does not end"
    return process.exitcode


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """How the command ended, and what it wrote."""
    line = ["complaints-report", *map(str, words)]
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        for path in (out, err):
            path.touch()
        process = FORKED.Process(target=in_process, args=(line, cwd, dict(os.environ), str(out), str(err)))
        process.start()
        code = ended(process, line)
        said, told = (path.read_text(encoding="utf-8") for path in (out, err))
        return subprocess.CompletedProcess(line, code, said, told)
