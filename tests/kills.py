"""Commands that are killed, each in a process of its own that begins with every module loaded.

For each moment a copy of the folder is made, the command is killed there, what stands is looked at, the command is run
again, and what stands then is looked at. A moment is the number of a rename, or a part of the whole time.
"""

import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from complaints_report.build import build_report
from complaints_report.close import close_year
from complaints_report.errors import CommandError
from complaints_report.folder_lock import clear_left_behind
from complaints_report.publish import publish
from complaints_report.refresh import refreshed
from complaints_report.run import Run, open_folder
from tests.commands import Begun
from tests.conftest import TODAY

YEAR = "2023/24"
REPORT = Path("output/2023-24/report-2023-24.docx")
EDITION = "output/2023-24/public"
AT_ONCE = 12
"""So many moments in one process, which a busy machine ends in the time that a process is given."""
COMMANDS: dict[str, Callable[[Run], object]] = {
    "build": lambda run: build_report(run, YEAR, draft=False, force=False),
    "refresh": lambda run: refreshed(run, run.folder / REPORT, None, None),
    "close": lambda run: close_year(run, YEAR, again=False, say=str),
    "publish": lambda run: publish(run, YEAR),
}


def files(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def in_child(work: Callable[[], object]) -> int:
    """The process that does the work."""
    if child := os.fork():
        return child
    try:
        work()
        os._exit(0)
    except BaseException as error:
        sys.stderr.write(f"{error!r}\n")
        os._exit(1)


def kill_at_rename(number: int, folder: Path) -> None:
    """From here on the process is killed as it is about to rename or remove for so many times in a folder.

    Other modules do so elsewhere; a name that is not absolute is one that rmtree removes.
    """
    left = [number]

    def watch(event: str, given: tuple[object, ...]) -> None:
        at = Path(str(given[0])) if event in ("os.rename", "os.remove") else None
        if at and (folder in at.parents or not at.is_absolute()):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def killed(work: Callable[[], object], folder: Path, moment: float, whole: float) -> bool:
    """Whether the work was killed at the moment, and not done before."""
    if moment >= 1:
        child = in_child(lambda: (kill_at_rename(int(moment), folder), work()))
    else:
        child = in_child(work)
        time.sleep(moment * whole)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), "it failed"
    return status == signal.SIGKILL


def require_true_record(place: Path) -> None:
    """The report that stands is one that the run record names."""
    record = json.loads((place / REPORT).with_name("run.json").read_bytes())
    named = [record.get(part, {}).get(REPORT.name) for part in ("outputs", "unfinished")]
    assert hashlib.sha256((place / REPORT).read_bytes()).hexdigest() in named


def edition(found: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in found.items() if path.startswith(EDITION)}


def require_one_edition(place: Path, *whole: dict[str, bytes]) -> None:
    """The public's edition is the old one or the new one, and set aside at the most, from where it is given back."""
    editions = [edition(one) for one in whole]
    assert edition(files(place)) in ({}, *editions)
    clear_left_behind((place / EDITION).parent)
    assert edition(files(place)) in editions


def tried(name: str, made: Path, moment: float, usual: dict[str, bytes], whole: float) -> bool:
    """Whether the command was killed; all that must be true afterwards is."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(shutil.copytree(made, Path(folder) / "it"))
        run, before = open_folder(place, TODAY), files(place)
        was_killed = killed(lambda: COMMANDS[name](run), place, moment, whole)
        for path, data in files(place).items():
            is_ours = ".making-" in path or path.endswith((".lock", "run.json", "publish.json", ".bak.docx"))
            assert is_ours or data in (before.get(path), usual.get(path)), path
        if name in ("build", "refresh"):
            require_true_record(place)
        if name == "publish":
            require_one_edition(place, before, usual)
        with suppress(CommandError):  # as it is that a year is closed
            COMMANDS[name](open_folder(place, TODAY))
        assert files(place) == usual, sorted(files(place).keys() ^ usual.keys())
        return was_killed


def kills(made: Path, name: str, *moments: object) -> int:
    """How often a command was killed at these moments, each of which left everything true and went on well."""
    often = 0
    for at in range(0, len(moments), AT_ONCE):
        done = Begun([name, made, *moments[at : at + AT_ONCE]], made, work=called).done()
        assert done.returncode == 0, done.stderr
        often += int(done.stdout)
    return often


def called() -> None:
    """Try a command in a folder at each moment, and say how often it was killed."""
    name, folder, *moments = sys.argv[1:]
    with tempfile.TemporaryDirectory() as whole:
        place = Path(shutil.copytree(folder, Path(whole) / "it"))
        run, began = open_folder(place, TODAY), time.monotonic()
        COMMANDS[name](run)
        took, usual = time.monotonic() - began, files(place)
    often = sum(tried(name, Path(folder), float(moment), usual, took) for moment in moments)
    sys.stdout.write(f"{often}\n")
