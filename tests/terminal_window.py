"""The real command in a terminal of its own, and what a person sees there."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import commands

CODE = """
import fcntl, signal, sys, termios
signal.signal(signal.SIGINT, signal.default_int_handler)
fcntl.ioctl(2, termios.TIOCSCTTY, 0)
from complaints_report.cli import main
main({after})
"""


@dataclass(frozen=True)
class Seen:
    """How a run in a terminal ended, and every byte that it wrote there."""

    code: int
    written: str

    @property
    def lines(self) -> list[str]:
        """What stands on the screen at the end."""
        return screen(self.written)


def screen(written: str) -> list[str]:
    """The lines that a terminal shows, without what was written over and blank ones."""
    lines, column = [""], 0
    for letter in written:
        if letter == "\n":
            lines.append("")
        elif letter != "\r":
            lines[-1] = lines[-1][:column].ljust(column) + letter + lines[-1][column + 1 :]
        column = 0 if letter in "\r\n" else column + 1
    return [line.rstrip() for line in lines if line.strip()]


def in_fresh_terminal(*words: object, cwd: Path, after: float = 0, **person: Any) -> Seen:
    """Run the command as people start it in a terminal, in which a person does what `watched` says."""

    def begin(theirs: int) -> Callable[[], int]:
        line = [sys.executable, "-c", CODE.format(after=after), *map(str, words)]
        process = subprocess.Popen(line, cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        return lambda: process.wait(60)

    return watched(begin, **person)


def in_terminal(*words: object, cwd: Path, after: float = 0, **person: Any) -> Seen:
    """The same, in a process that has every module loaded already."""
    return watched(lambda theirs: commands.begun_in_terminal(words, cwd, os.ttyname(theirs), after), **person)


def watched(
    begin: Callable[[int], Callable[[], int]],
    stop_at: str = "",
    close_at: str = "",
    answers: Sequence[tuple[str, str]] | None = None,
) -> Seen:
    """Begin a command in a terminal; Ctrl-C is pressed, or the window closed, once certain words are written.

    Each answer is typed, with Enter, once its words and a prompt have come after the last; that all were is asserted.
    Whatever else is asked is answered by Enter alone; nothing is, where no answers are given.
    """
    import pty

    ours, theirs = pty.openpty()
    ended = begin(theirs)
    os.close(theirs)
    written, seen, left = b"", 0, [*(answers or ())]
    with suppress(OSError):  # which is how the end of a terminal is told
        while some := os.read(ours, 4096):
            written += some
            if answers is not None and written.endswith(b"]: "):
                asked = written[seen:].decode()
                typed = left.pop(0)[1] if left and left[0][0] in asked else ""
                os.write(ours, f"{typed}\n".encode())
                seen = len(written)
            if stop_at and stop_at.encode() in written:
                os.write(ours, b"\x03")
                stop_at = ""
            if close_at and close_at.encode() in written:
                break
    os.close(ours)
    code = ended()
    assert not left, f"never asked: {left}\n{written.decode()}"
    return Seen(code, written.decode())
