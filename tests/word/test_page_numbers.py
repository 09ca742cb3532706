"""`build --page-numbers` and `--pdf` where LibreOffice is missing or fails: one line, and nothing is written."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from complaints_report.errors import CommandError
from complaints_report.package_data import package_file
from complaints_report.report.blocks import Cover, Document
from complaints_report.word import libreoffice
from complaints_report.word.accessible_pdf import write_public_pdf
from complaints_report.word.page_numbers import NUMBERS
from tests.awkward import ONE, folder
from tests.commands import Begun
from tests.conftest import some_of

DOCUMENT = Document("Title", "Author", "Subject", Cover("Trust", "Title", "Team", "Day", ()), ())


def build(made: Path, programs: Path, option: str = "--page-numbers") -> subprocess.CompletedProcess[str]:
    return Begun(["build", option, "-f", made], made, environment=os.environ | {"PATH": str(programs)}).done()


def stand_in(programs: Path, script: str) -> None:
    programs.mkdir()
    program = programs / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


MISSING = (None, "which is not installed here; install it (www.libreoffice.org), or leave out")
FAILS = ("exit 1", "could not turn the report into a PDF")
FAILURES = (
    *(MISSING, FAILS, ("exit 0", FAILS[1])),
    ('for one in "$@"; do last=$one; done; echo no > "${last%.docx}.pdf"', FAILS[1]),
)


@pytest.mark.parametrize(
    ("option", "script", "said"),
    some_of(
        ((option, *failure) for option in ("--page-numbers", "--pdf") for failure in FAILURES),
        *(("--page-numbers", *MISSING), ("--page-numbers", *FAILURES[3]), ("--pdf", *FAILS)),
    ),
)
def test_what_needs_libreoffice_is_refused_in_one_line(tmp_path: Path, option: str, script: str | None, said: str):
    made = folder(tmp_path / "folder", ONE)
    if script is not None:
        stand_in(tmp_path / "programs", script)
    done = build(made, tmp_path / "programs", option)
    assert done.returncode == 2
    assert said in done.stderr
    assert f"or leave out {option}." in done.stderr
    assert ("page numbers are" in done.stderr.lower()) == (option == "--page-numbers")
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
    monkeypatch.setattr(libreoffice, "SECONDS", 1)
    with pytest.raises(CommandError, match="could not turn the report into a PDF"):
        libreoffice.run_program(["soffice"], NUMBERS)
    assert (tmp_path / "asked").read_text(encoding="utf-8").startswith("/T /F /PID ")
    worker = Path("/proc", (tmp_path / "worker").read_text(encoding="utf-8").strip(), "stat")
    for _ in range(50):
        if not worker.exists() or ") Z " in worker.read_text(encoding="utf-8"):
            return
        time.sleep(0.1)
    pytest.fail("what it started is still running")


def test_the_public_pdf_is_left_out_in_one_line_where_libreoffice_is_missing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said: list[str] = []
    assert write_public_pdf(DOCUMENT, package_file("templates", "tlt.docx"), tmp_path / "report.pdf", said.append) == ""
    (line,) = said
    assert line == (
        "report.pdf was left out. The PDF is made with LibreOffice, which is not installed here; "
        "install it (www.libreoffice.org)."
    )
    assert not (tmp_path / "report.pdf").exists()
