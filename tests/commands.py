"""The command run in a process of its own, forked from one that has every module loaded."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import complaints_report
from complaints_report.__main__ import main

for found in walk_packages(complaints_report.__path__, "complaints_report."):
    import_module(found.name)

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload([__name__])


def in_process(line: list[str], cwd: Path, environment: dict[str, str], out: str, err: str) -> None:
    """Be the command: with its words, its place and its environment, writing to two files."""
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY), number)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = line
    main()


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """How the command ended, and what it wrote."""
    line = ["complaints-report", *map(str, words)]
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        for path in (out, err):
            path.touch()
        process = FORKED.Process(target=in_process, args=(line, cwd, dict(os.environ), str(out), str(err)))
        process.start()
        process.join(120)
        assert process.exitcode is not None, f"{line} does not end"
        said, told = (path.read_text(encoding="utf-8") for path in (out, err))
        return subprocess.CompletedProcess(line, process.exitcode, said, told)
