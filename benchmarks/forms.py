"""Measures how many wrong sentences, lists and tables that others wrote `verify` finds with no data at all.

Each form stands twice in forms/: right, and with one number or one word of direction changed.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.page import table
from complaints_report.verify import verified

FORMS = Path(__file__).with_name("forms")
LOTS = ("first", "second", "third", "fourth")
KINDS = ("part", "impossible", "change", "direction", "sum", "two-places")
HEADINGS = ("lot", *KINDS, "found", "found, %", "right ones called wrong")


@dataclass(frozen=True)
class Form:
    """A text in which all numbers fit together, and the same where they do not; none for what only looks wrong."""

    kind: str
    right: str
    wrong: str = ""


def forms(lot: str) -> list[Form]:
    """The forms of a lot."""
    return [Form(**one) for one in json.loads((FORMS / f"{lot}.json").read_text(encoding="utf-8"))]


def is_told(text: str, folder: Path) -> bool:
    """Whether `verify` calls something in a text wrong."""
    path = folder / "form.md"
    path.write_text(text, encoding="utf-8")
    return any(one.fault for one in verified(None, path).findings)


def told(texts: Iterable[str], folder: Path) -> list[str]:
    """The texts in which `verify` calls something wrong."""
    return [one for one in texts if one and is_told(one, folder)]


def page() -> str:
    """The table of all lots."""
    with TemporaryDirectory() as name:
        return table(HEADINGS, [list(_line(lot, Path(name))) for lot in LOTS])


def _line(lot: str, folder: Path) -> Iterator[str]:
    every = forms(lot)
    wrong = [one for one in every if one.wrong]
    found = [one for one in wrong if is_told(one.wrong, folder)]
    yield lot
    yield from (_share([one for one in found if one.kind == kind], wrong, kind) for kind in KINDS)
    yield f"{len(found)} of {len(wrong)}"
    yield f"{100 * len(found) / len(wrong):.1f}"
    yield f"{len(told((one.right for one in every), folder))} of {len(every)}"


def _share(found: Sequence[Form], wrong: Iterable[Form], kind: str) -> str:
    return f"{len(found)} of {sum(one.kind == kind for one in wrong)}"
