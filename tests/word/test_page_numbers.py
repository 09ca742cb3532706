"""`build --page-numbers` where LibreOffice is missing, fails or says nothing: one line, and nothing is written."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from complaints_report.errors import CommandError
from complaints_report.word import page_numbers
from tests.awkward import ONE, folder


def build(made: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "complaints_report", "build", "--page-numbers", "-f", str(made)]
    found = os.environ | {"PATH": str(programs)}
    return subprocess.run(line, env=found, capture_output=True, text=True, timeout=120, check=False)


def stand_in(programs: Path, script: str) -> None:
    programs.mkdir()
    program = programs / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "which is not installed here; install it (www.libreoffice.org), or leave out --page-numbers."),
        ("exit 1", "could not turn the report into a PDF, so its page numbers are not known"),
        ("exit 0", "could not turn the report into a PDF, so its page numbers are not known"),
        ('for one in "$@"; do last=$one; done; echo no > "${last%.docx}.pdf"', "could not turn the report into a PDF"),
    ],
)
def test_page_numbers_are_refused_in_one_line(tmp_path: Path, script: str | None, said: str) -> None:
    made = folder(tmp_path / "folder", ONE)
    if script is not None:
        stand_in(tmp_path / "programs", script)
    done = build(made, tmp_path / "programs")
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert not list((made / "output").glob("*"))


def test_on_windows_a_libreoffice_that_takes_too_long_is_ended_with_all_it_started(tmp_path: Path, monkeypatch) -> None:
    """There `soffice.com` only waits for the program that works, and `kill` would end it alone."""
    programs = tmp_path / "programs"
    stand_in(programs, f"sleep 60 & echo $! > {tmp_path}/worker; wait")
    kill = programs / "taskkill"
    kill.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nkill -9 $(cat {tmp_path}/worker) $4\n', encoding="utf-8")
    kill.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(page_numbers, "SECONDS", 1)
    with pytest.raises(CommandError, match="could not turn the report into a PDF"):
        page_numbers.run(["soffice"])
    assert (tmp_path / "asked").read_text(encoding="utf-8").startswith("/T /F /PID ")
    worker = Path("/proc", (tmp_path / "worker").read_text(encoding="utf-8").strip(), "stat")
    for _ in range(50):
        if not worker.exists() or ") Z " in worker.read_text(encoding="utf-8"):
            return
        time.sleep(0.1)
    pytest.fail("what it started is still running")
