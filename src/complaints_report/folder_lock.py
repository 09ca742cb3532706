"""One run at a time in a folder: a lock, the files in the making, and what a run that was killed left behind."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from complaints_report import interrupts, progress
from complaints_report.errors import CommandError

if TYPE_CHECKING:
    from filelock import FileLock

_LOCK = ".complaints-report.lock"
_MAKING = ".making-"
_LEFT_BEHIND = re.compile(r"\.making-[a-z0-9_]{8}|\.[a-z0-9_]{8}\.part")
"""What `tempfile` calls our files in the making; version 0.1.0 had single ones that end in .part."""
SET_ASIDE = "set-aside"
"""Where, in a folder of things in the making, stands what was in a place that a whole folder is about to take."""
_PATIENCE = 600
"""For how many seconds a run waits for another: longer than any takes, page numbers and all."""
_EVERY = 0.1

_held: set[Path] = set()
"""The folders that this run has to itself."""


@contextmanager
def staging_in(folder: Path) -> Iterator[Path]:
    """A folder to make files in that belong in this one, where no other run writes meanwhile.

    The folder is made where it is not there, and taken away again where nothing came of it.
    """
    lacking = lacking_folders(folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with locked(folder), TemporaryDirectory(prefix=_MAKING, dir=folder, ignore_cleanup_errors=True) as name:
            yield Path(name)
    finally:
        with suppress(OSError):  # which is how a folder that holds something is told
            for path in lacking:
                path.rmdir()


def lacking_folders(folder: Path) -> list[Path]:
    """The folder and those above it that are not there, the innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep every other run from writing in a folder; what runs that were killed left in it is cleared away."""
    from filelock import FileLock  # as below: a run that writes nothing does without it

    place = folder.resolve()
    if place in _held:
        yield
        return
    lock = FileLock(place / _LOCK)
    try:
        _wait_for(lock, folder)
        _held.add(place)
        _clear(place)
        yield
    finally:
        with interrupts.deferred():
            _held.discard(place)
            _release(lock)


def clear_left_behind(folder: Path) -> None:
    """Take away what runs that were killed left in a folder; where another run writes there, it is waited for first."""
    if _left_behind(folder):
        with suppress(OSError), locked(folder):
            pass


def _left_behind(folder: Path) -> list[Path]:
    there = folder.iterdir() if folder.is_dir() else ()
    return [path for path in there if _LEFT_BEHIND.fullmatch(path.name) and not path.is_symlink()]


def _clear(folder: Path) -> None:
    for path in _left_behind(folder):
        with suppress(OSError):  # what cannot be taken away now can be the next time
            _give_back(path / SET_ASIDE, folder)
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _give_back(aside: Path, folder: Path) -> None:
    """Put back what a run had set aside that was killed before anything took its place."""
    for path in aside.iterdir() if aside.is_dir() else ():
        if not (folder / path.name).exists():
            path.rename(folder / path.name)


def _wait_for(lock: "FileLock", folder: Path) -> None:
    """Take the lock, which goes with the run that holds it, however that ends."""
    until = time.monotonic() + _PATIENCE
    while not _acquired(lock, folder):
        if time.monotonic() > until:
            raise CommandError(
                f"Another complaints-report has been writing in {folder} for ten minutes: end it, and try again."
            )
        progress.show("Waiting for another complaints-report to end")
        time.sleep(_EVERY)


def _acquired(lock: "FileLock", folder: Path) -> bool:
    from filelock import Timeout

    with interrupts.deferred():
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(folder)) from None
    return True


def _release(lock: "FileLock") -> None:
    """Give the lock back, and leave no file of it: a run that waits for that file sees it gone, and makes another."""
    if lock.is_locked and os.name == "posix":  # on Windows it goes as it is given back
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()
