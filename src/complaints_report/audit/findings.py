"""What is found in a document: one finding for each thing that is wrong, or that is only told."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from complaints_report.audit.reading.document import Grid, Place, Spot
from complaints_report.metrics.figure import Figure

ARITHMETIC, DATA, CONTROL = "arithmetic", "data", "control"
"""The layers: the document's own arithmetic, the data, and the controls of our own reports."""


Where = Callable[[Figure], str]
"""Says where a figure comes from: its file, its records, and the command that shows them."""


class Kind(StrEnum):
    """What is wrong with one thing that the document says, or what is told of it."""

    PART = "part"
    IMPOSSIBLE = "impossible"
    CHANGE = "change"
    DIRECTION = "direction"
    SUM = "sum"
    TWO_PLACES = "two-places"
    DIFFERS = "differs"
    OVERTYPED = "overtyped"
    TABLE = "table"
    CHART = "chart"
    REMOVED = "removed"
    MOVED = "moved"
    TYPED = "typed"


UNMATCHED = "that may be figures of yours but could not be matched for sure, so check these by hand"
ELSE = "about other things, or with too little said of what they are"
OPEN = "left open by their words (“about”, “over”)"
UNRELATED = "that no other number of the report bears on"
"""Why numbers are not judged."""

ONLY_TOLD = frozenset((Kind.REMOVED, Kind.MOVED, Kind.TYPED))
"""The kinds that do not count for exit 1."""


_NUMBERED = re.compile(r"(?:table|figure|chart)\s*[\w.]+", re.IGNORECASE)


def table_named(grid: Grid) -> str:
    """What a person calls a table: by its number, else by its caption or the heading over it."""
    if numbered := _NUMBERED.match(grid.caption):
        return numbered[0].rstrip(".")
    caption = " ".join(grid.caption.split())
    over = f" under “{grid.heading}”" if grid.heading else ""
    return f"the table “{caption}”" if caption else f"the table{over}"


@dataclass(frozen=True)
class Finding:
    """One thing: where it stands, the number as printed, what it should be, why, and where that comes from."""

    kind: Kind
    layer: str
    heading: str
    sentence: str
    document: str
    should: str
    why: str
    where: str = ""
    tag: str = ""
    place: Place | None = field(default=None, compare=False, repr=False)
    spot: Spot | None = field(default=None, compare=False, repr=False)
    """The number that it is of, where it is of one."""
    others: tuple[str, ...] = field(default=(), compare=False)
    """What may be wrong in its stead, where nothing says which is, each in words: "94 should be 96"."""
    beside: tuple[str, ...] = field(default=(), compare=False)
    """The numbers that do not fit together, it among them, as printed and in order."""
    is_guess: bool = field(default=False, compare=False)
    """Whether it is likely wrong, but may be another figure than the one told."""

    @property
    def fault(self) -> bool:
        """Whether it counts for exit 1."""
        return self.kind not in ONLY_TOLD


def finding_at(
    spot: Spot, kind: Kind, layer: str, should: str, why: str, where: str = "", instead: str = ""
) -> Finding:
    """What is found of a number, or of a word `instead` of it, where that stands."""
    said, tag, place = instead or spot.number.text, spot.tag, spot.place
    return Finding(kind, layer, spot.block.heading, spot.told, said, should, why, where, tag, place, spot)


@dataclass(frozen=True)
class Unjudged:
    """A number that was not judged: why, and where it stands."""

    reason: str
    heading: str
    sentence: str
    number: str


class Lost(NamedTuple):
    """How many controls a document records, and how many of them are gone or have lost their names."""

    recorded: int = 0
    gone: int = 0

    @property
    def many(self) -> bool:
        """Whether more than a tenth are gone, so that the document is to be read as any report."""
        return self.gone > self.recorded / 10


@dataclass(frozen=True)
class Verified:
    """Everything found in one document, and what it was held to.

    `judged` counts the numbers that agree and those judged wrong; `inputs` says which files are others than those that
    the report was built from.
    """

    document: str
    year: str | None
    held_to: str
    findings: tuple[Finding, ...]
    agreeing: int
    judged: int
    unjudged: tuple[Unjudged, ...]
    lost: Lost = field(default_factory=Lost)
    inputs: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing in the document contradicts itself or the data."""
        return not any(finding.fault for finding in self.findings)
