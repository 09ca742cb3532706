"""A file opened as by a double click, in whatever program the computer has for it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_SECONDS = 2
"""For how long what opens a file is waited for: it may go on for as long as the file is open."""


def open_file(path: Path, say: Callable[[str], object]) -> None:
    """Open a file, or say in a line that it cannot be done from here."""
    if not _is_opened(path):
        say(f"{path.name} could not be opened from here: find it in its folder, and open it with a double click.")


def _is_opened(path: Path) -> bool:
    """Whether the computer has taken on to open the file."""
    if sys.platform == "win32":
        return _opened_by_windows(path)
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen([opener, path], stdin=silent, stdout=silent, stderr=silent, start_new_session=True)
        return process.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def _opened_by_windows(path: Path) -> bool:
    try:
        os.startfile(path)  # type: ignore[attr-defined, unused-ignore] # of Windows alone
    except OSError:
        return False
    return True
