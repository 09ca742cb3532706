"""Every message that the tests provoke, in one list to be read through: `make messages`.

What commands say on stderr, the errors that stop them, and what `check` says of faults. Of messages that differ in
numbers and names alone the shortest stands for all.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

from complaints_report.errors import ReportError
from complaints_report.intake.faults import Fault
from tests import commands

SEEN: dict[str, set[str]] = {"Errors and notes of the commands": set(), "Faults": set(), "Cures": set()}
ERRORS, FAULTS, CURES = SEEN
_PARTS = "messages-of-{}.json"
_PATH = re.compile(r"(?:/[\w.’'()+ -]+)*/(?:pytest-[^\s/]+|tmp|w)(?:/[^\s/:;,“”`\"]+)*/?")
_QUOTED = re.compile("'[^']*'|“[^”]*”|\"[^\"]*\"|`[^`]*`")
_HEAD = """# What the program says

Every message that the tests provoke, with N for numbers and … for the folders of the tests. Of messages that differ in
names and numbers alone the shortest stands here. `make messages` writes this page.
"""


def plain(message: str) -> str:
    """A message on one line, without the numbers and the folders of the tests."""
    line = " ".join(_PATH.sub(_named, message).split())
    return re.sub(r"\d[\d,.]*\d|\d", "N", line)


def _named(path: re.Match[str]) -> str:
    """A path without the folders of the tests: its last part, where that names a file."""
    last = path[0].rstrip("/").rpartition("/")[2]
    return f"…/{last}" if "." in last[1:] else "…/"


def listed() -> str:
    """The page."""
    parts = [_HEAD]
    for title, messages in SEEN.items():
        best: dict[str, str] = {}
        for one in sorted(filter(None, messages), key=lambda one: (len(one), one)):
            best.setdefault(_QUOTED.sub("…", one), one)
        parts += [f"\n## {title}\n\n", *(f"- {one}\n" for one in sorted(best.values(), key=str.casefold))]
    return "".join(parts)


def listen() -> None:
    """Keep every message from here on."""
    _after(ReportError, "__init__", lambda error: SEEN[ERRORS].add(plain(str(error))))
    _after(Fault, "__init__", _keep_fault)
    run = commands.run

    def kept(*words: object, cwd: Path) -> Any:
        done = run(*words, cwd=cwd)
        SEEN[ERRORS].update(map(plain, done.stderr.splitlines()))
        return done

    commands.run = kept


def _keep_fault(found: Fault) -> None:
    SEEN[FAULTS].add(plain(found.message))
    SEEN[CURES].add(plain(found.cure))


def _after(kind: type, name: str, keep: Any) -> None:
    made = getattr(kind, name)

    def wrapped(self: Any, *given: Any, **named: Any) -> None:
        made(self, *given, **named)
        keep(self)

    setattr(kind, name, wrapped)


def write(path: Path) -> None:
    """Write what one process has heard; the last, which began the others, puts all of it together."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        part = path.with_name(_PARTS.format(worker))
        part.write_text(json.dumps({title: sorted(found) for title, found in SEEN.items()}), encoding="utf-8")
        return
    for part in path.parent.glob(_PARTS.format("*")):
        for title, found in json.loads(part.read_text(encoding="utf-8")).items():
            SEEN[title].update(found)
        part.unlink()
    path.write_text(listed(), encoding="utf-8", newline="")
