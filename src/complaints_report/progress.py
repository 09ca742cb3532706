"""What long work is doing, in one line of a terminal that is gone at the end; nothing is said anywhere else."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from threading import Event, RLock, Thread
from typing import TextIO

PATIENCE = 2.0
"""For how many seconds a run says nothing."""

_EVERY = 0.1
_USUAL_WIDTH = 80
_ECHO = "^C"
"""What a terminal puts after the line itself."""


class _Line:
    """The line, written by a thread of its own: one step of the work may take longer than the patience for all."""

    def __init__(self, terminal: TextIO, after: float) -> None:
        self.step = ""
        self._terminal = terminal
        self._after = after
        self._shown = ""
        self._lock = RLock()
        self._ended = Event()
        self._thread = Thread(target=self._show, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop, and leave nothing behind."""
        self._ended.set()
        self._thread.join()
        self._write("")

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """The line taken away while something else is written."""
        with self._lock:
            self._write("")
            yield

    def _show(self) -> None:
        wait = self._after
        while not self._ended.wait(wait):
            wait = _EVERY
            with self._lock:
                self._write(self.step)

    def _write(self, line: str) -> None:
        """Put a line in place of the one that is shown, with spaces over what is left of that."""
        width = self._width
        line = _printable(line)[: width - 1]
        if line != self._shown:
            blanks = " " * (min(len(self._shown + _ECHO), width - 1) - len(line))
            with suppress(OSError):  # a terminal that was closed
                self._terminal.write(f"\r{line}{blanks}" if line else f"\r{blanks}\r")
                self._terminal.flush()
            self._shown = line

    @property
    def _width(self) -> int:
        try:
            return os.get_terminal_size(self._terminal.fileno()).columns or _USUAL_WIDTH
        except OSError:
            return _USUAL_WIDTH


def _printable(line: str) -> str:
    """The line without what a terminal would take for a command."""
    return "".join(letter if letter.isprintable() else "?" for letter in line)


_lines: list[_Line] = []
"""The line of this run, where there is one."""


@contextmanager
def shown_on(stream: TextIO, after: float = PATIENCE) -> Iterator[None]:
    """Where the stream is a terminal, show on it what is being done, once the seconds have passed."""
    if not stream.isatty():
        yield
        return
    _lines.append(_Line(stream, after))
    try:
        yield
    finally:
        _lines[-1].end()
        _lines.pop()


def show(what: str) -> None:
    """Show what the work has come to, as in "Reading complaints.csv"; never a value from the data."""
    for line in _lines:
        line.step = f"{what} …"


def hidden() -> AbstractContextManager[None]:
    """The line taken away while something else is written."""
    return _lines[-1].hidden() if _lines else nullcontext()
