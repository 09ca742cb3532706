"""What a person meets first: the help, the version, and a report that opens once it is built."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from complaints_report.terminal import open_file
from tests.awkward import ONE, folder
from tests.commands import Begun
from tests.conftest import ROOT

COMMANDS = ("init", "check", "figures", "metrics", "explain", "chart", "build", "verify", "refresh", "close")
NOT_OPENED = "{} could not be opened from here: find it in its folder, and open it with a double click."


def test_without_a_command_it_says_what_to_do_first(fresh_command) -> None:
    done = fresh_command()
    assert (done.returncode, done.stderr) == (0, "")
    steps = re.findall(r"complaints-report (\w+) .*?  +\w", done.stdout)
    assert steps == ["init", "check", "build", "verify"]
    assert done.stdout == fresh_command("-h").stdout == fresh_command("--help").stdout


def test_what_it_says_first_fits_a_narrow_window_and_breaks_no_sentence_off(fresh_command) -> None:
    _, *lines = fresh_command().stdout.splitlines()
    assert [line for line in lines if len(line) > 80 or "..." in line] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help_by_either_name(command, name: str) -> None:
    assert command(name, "-h").stdout == command(name, "--help").stdout
    assert f"Usage: complaints-report {name}" in command(name, "-h").stdout


def test_the_version_is_the_packages(command) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    done = command("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"complaints-report {version}\n", "")


def build(made: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    return Begun(["build", "--open", "-f", made], made, environment=os.environ | {"PATH": str(programs)}).done()


def opener(programs: Path, script: str) -> None:
    programs.mkdir()
    program = programs / ("open" if sys.platform == "darwin" else "xdg-open")
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_a_report_is_opened_once_it_is_built(tmp_path: Path) -> None:
    made, programs = folder(tmp_path / "Meg's folder (2024)", ONE), tmp_path / "programs"
    opener(programs, f'test -s "$1" && echo "$@" > {tmp_path}/opened')
    done = build(made, programs)
    report = f"{made}/output/2023-24/report-2023-24.docx\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, report, "")
    assert (tmp_path / "opened").read_text(encoding="utf-8") == report


@pytest.mark.parametrize("script", [None, "exit 3"])
def test_where_nothing_can_open_it_that_is_a_line_and_the_report_is_built(tmp_path: Path, script: str | None) -> None:
    made, programs = folder(tmp_path / "folder", ONE), tmp_path / "programs"
    if script:
        opener(programs, script)
    done = build(made, programs)
    assert done.returncode == 0
    assert done.stderr == NOT_OPENED.format("report-2023-24.docx") + "\n"
    assert (made / "output/2023-24/report-2023-24.docx").exists()


def test_a_program_that_stays_open_is_not_waited_for(tmp_path: Path) -> None:
    opener(tmp_path / "programs", f"echo $$ > {tmp_path}/open; exec /bin/sleep 60")
    done = build(folder(tmp_path / "folder", ONE), tmp_path / "programs")
    os.kill(int((tmp_path / "open").read_text(encoding="utf-8")), 15)  # which fails where it has ended
    assert (done.returncode, done.stderr) == (0, "")


def test_windows_opens_it_itself(tmp_path: Path, monkeypatch) -> None:
    """`start`, which typer's own launcher runs as a program, is none."""
    opened, told = [], []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)
    open_file(tmp_path / "report.docx", told.append)
    assert (opened, told) == ([tmp_path / "report.docx"], [])

    def refuse(path: Path) -> None:
        raise OSError(1155, "No application is associated with the specified file for this operation")

    monkeypatch.setattr(os, "startfile", refuse, raising=False)
    open_file(tmp_path / "report.docx", told.append)
    assert told == [
        "report.docx could not be opened from here: find it in its folder, and open it with a double click."
    ]
