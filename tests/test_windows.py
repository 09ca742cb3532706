"""What Windows does to a command, as far as it can be tried on another system."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from complaints_report import files, terminal
from complaints_report.files import write_whole
from tests.awkward import ONE, folder


def stopped_by(error, capsys):
    with pytest.raises(SystemExit) as ended, terminal.one_line_errors():
        raise error
    return ended.value.code, capsys.readouterr().err


def test_a_file_that_another_program_holds_is_told_so(capsys):
    code, said = stopped_by(PermissionError(errno.EACCES, "Permission denied", "report.docx"), capsys)
    assert code == 2
    assert (
        said == "report.docx cannot be opened: close it in Word or Excel, or see that you may use it, and try again.\n"
    )


def test_a_path_that_is_too_long_for_windows_is_told_so(capsys):
    path = "C:\\" + "long\\" * 60 + "a.png"
    code, said = stopped_by(FileNotFoundError(errno.ENOENT, "No such file or directory", path), capsys)
    assert code == 2
    assert f"has a path of {len(path)} letters, which may be too long for Windows: move the report folder" in said
    _, said = stopped_by(FileNotFoundError(errno.ENOENT, "No such file or directory", "a.png"), capsys)
    assert "Windows" not in said


def test_a_pipe_that_is_left_ends_the_run_in_silence_as_windows_says_it(tmp_path: Path) -> None:
    code = (
        "import sys, errno\nfrom complaints_report import terminal\n"
        "with terminal.one_line_errors():\n    raise OSError(errno.EINVAL, 'Invalid argument')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_name_that_is_no_utf_8_is_told_in_one_line(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "complaints_report", "check", "-f", os.fsencode(tmp_path) + b"/bad\xff"]
    done = subprocess.run(line, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"\\udcff" in done.stderr
    assert b"Traceback" not in done.stderr


def test_words_of_a_command_are_taken_as_they_stand() -> None:
    code = (
        "from complaints_report import cli\ntype(cli.app).__call__ = lambda self, **words: print(words)\ncli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "{'windows_expand_args': False}\n"


@pytest.mark.parametrize(("number", "tries"), [(32, 3), (5, 3), (33, 3)])
def test_a_file_that_a_virus_scanner_holds_for_a_moment_is_replaced_after_it(tmp_path, monkeypatch, number, tries):
    held, replace = [number] * tries, Path.replace

    def busy(self: Path, target: Path) -> Path:
        if held:
            error = PermissionError(errno.EACCES, "in use", str(target))
            error.winerror = held.pop()
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    monkeypatch.setattr(files, "_EVERY", 0)
    write_whole(tmp_path / "figures.csv", b"new")
    assert (tmp_path / "figures.csv").read_bytes() == b"new"
    assert not held


def test_settings_that_another_program_holds_are_told_so(tmp_path, monkeypatch, capsys):
    made = folder(tmp_path, ONE)
    monkeypatch.setattr(Path, "read_bytes", lambda self: (_ for _ in ()).throw(PermissionError(13, "held", str(self))))
    from complaints_report.errors import SettingsError
    from complaints_report.settings_file import load_settings

    with pytest.raises(SettingsError, match=r"report\.toml cannot be opened: close it in the program that has it open"):
        load_settings(made)
