"""Long work says on a terminal what it is doing, and leaves nothing of it there; elsewhere it says nothing."""

import io
import subprocess
import sys
import threading
import time
from inspect import signature
from pathlib import Path

import pytest

from complaints_report import progress
from complaints_report.cli import main
from tests.awkward import ONE, folder
from tests.terminal_window import in_fresh_terminal, in_terminal, screen

BAD = "A2,1,statutory,31/02/2023,,Fostering,,,"
STOPPED = "Stopped. Nothing was changed."
has_terminals = pytest.mark.skipif(sys.platform == "win32", reason="there is no terminal for tests there")


class Terminal(io.StringIO):
    """A terminal of the usual width that keeps what is written to it."""

    def isatty(self) -> bool:
        return True

    def wait_for(self, words: str) -> None:
        until = time.monotonic() + 30
        while words not in self.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
        assert words in self.getvalue()


def test_a_person_sees_nothing_for_two_seconds_unless_it_is_asked_otherwise():
    assert signature(main).parameters["after"].default == 2


def test_nothing_is_shown_before_its_time():
    terminal = Terminal()
    with progress.shown_on(terminal, after=60):
        progress.show("Reading complaints.csv")
    assert terminal.getvalue() == ""


def test_each_step_takes_the_place_of_the_one_before_and_the_last_is_erased():
    terminal = Terminal()
    with progress.shown_on(terminal, after=0):
        for step in ("Reading a-file-with-a-long-name.csv", "Counting 2023/24"):
            progress.show(step)
            terminal.wait_for(f"\r{step} …")
            assert screen(terminal.getvalue()) == [f"{step} …"]
    assert screen(terminal.getvalue()) == []
    assert "\n" not in terminal.getvalue()


def test_one_step_that_takes_long_is_shown_while_it_lasts():
    terminal = Terminal()
    with progress.shown_on(terminal, after=0.2):
        progress.show("Writing the report")
        terminal.wait_for("Writing the report …")


def test_a_line_fits_the_terminal_and_holds_no_command_to_it():
    terminal = Terminal()
    with progress.shown_on(terminal, after=0):
        progress.show("Reading \x1b[2J" + "x" * 200)
        terminal.wait_for("Reading ?[2J")
    assert max(len(part) for part in terminal.getvalue().split("\r")) == 79


def test_what_is_said_meanwhile_stands_in_a_line_of_its_own():
    terminal = Terminal()
    with progress.shown_on(terminal, after=0):
        progress.show("Reading complaints.csv")
        terminal.wait_for("Reading")
        with progress.hidden():
            terminal.write("Draft: rows with errors are left out.\n")
    assert screen(terminal.getvalue()) == ["Draft: rows with errors are left out."]


def test_a_stream_that_is_no_terminal_gets_nothing():
    stream = io.StringIO()
    with progress.shown_on(stream, after=0):
        progress.show("Reading complaints.csv")
        time.sleep(0.3)
    assert stream.getvalue() == ""


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_however_the_work_ends_the_line_and_its_thread_are_gone(error):
    terminal, before = Terminal(), threading.active_count()

    def work():
        progress.show("Counting")
        terminal.wait_for("Counting")
        raise error

    with pytest.raises(error), progress.shown_on(terminal, after=0):
        work()
    assert screen(terminal.getvalue()) == []
    assert threading.active_count() == before


@has_terminals
def test_a_build_says_what_it_is_doing_and_only_its_result_stays(tmp_path: Path):
    seen = in_terminal("build", "-f", folder(tmp_path, ONE), cwd=tmp_path)
    assert seen.code == 0
    assert "Drawing chart 1 of " in seen.written  # a shorter step may be over before it is shown
    assert "".join(seen.lines) == f"{tmp_path / 'output' / '2023-24' / 'report-2023-24.docx'}"
    assert "A1" not in seen.written


@has_terminals
def test_an_error_is_one_line_without_remains(tmp_path: Path):
    made = folder(tmp_path, ONE, BAD)
    seen = in_terminal("figures", "-f", made, cwd=tmp_path)
    assert seen.code == 1
    assert "".join(seen.lines).startswith(f"The data in {made} have 1 error")
    assert "".join(seen.lines).endswith("says so.")


@has_terminals
def test_a_short_run_shows_nothing(tmp_path: Path):
    seen = in_terminal("figures", "-f", folder(tmp_path, ONE), "--metric", "received", cwd=tmp_path, after=60)
    assert seen.code == 0
    assert "…" not in seen.written
    assert "\r" not in seen.written.replace("\r\n", "")


@has_terminals
def test_the_keys_of_ctrl_c_stop_the_run_with_one_line_on_the_screen(tmp_path: Path):
    made = folder(tmp_path, ONE)
    seen = in_fresh_terminal("build", "-f", made, cwd=tmp_path, stop_at="Drawing")
    assert seen.code == 130
    # The terminal writes ^C by itself, on a busy machine perhaps only now.
    assert [line.removesuffix("^C").rstrip() for line in seen.lines] == [STOPPED]
    assert sorted(path.name for path in made.iterdir()) == ["complaints.csv", "report.toml"]


def test_a_pipe_gets_not_one_byte(tmp_path: Path):
    line = [sys.executable, "-c", "from complaints_report.cli import main; main(after=0)", "chart", "services-stage-1"]
    done = subprocess.run([*line, "-f", folder(tmp_path, ONE)], cwd=tmp_path, capture_output=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
