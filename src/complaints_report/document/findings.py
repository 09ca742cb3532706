"""What is found in a document that is held to the data."""

from dataclasses import dataclass, field
from enum import StrEnum

from complaints_report.document.places import Place


class Kind(StrEnum):
    """What became of one thing that the document says."""

    AGREES = "agrees"
    DIFFERS = "differs"
    DIRECTION = "direction"
    OVERTYPED = "overtyped"
    REMOVED = "removed"
    TABLE = "table"
    CHART = "chart"
    TYPED = "typed"
    CONTRADICTION = "contradiction"
    UNKNOWN = "not judged"


MEANS = {
    Kind.AGREES: "agrees with the data",
    Kind.DIFFERS: "says something else than the data do now",
    Kind.DIRECTION: "says a direction that no longer holds",
    Kind.OVERTYPED: "was typed over",
    Kind.REMOVED: "is no longer in the document",
    Kind.TABLE: "is a table whose rows are no longer those of the data",
    Kind.CHART: "is a chart whose numbers have changed",
    Kind.TYPED: "is a number typed outside any figure",
    Kind.CONTRADICTION: "contradicts the document itself",
    Kind.UNKNOWN: "could not be judged",
}
"""What each kind says of a thing."""

FAULTS = (Kind.DIFFERS, Kind.DIRECTION, Kind.OVERTYPED, Kind.TABLE, Kind.CHART, Kind.CONTRADICTION)
"""The kinds for which document and data disagree."""


@dataclass(frozen=True)
class Finding:
    """One thing: its kind, where it stands, what the document says (`theirs`) and what the data give (`ours`)."""

    kind: Kind
    heading: str
    sentence: str
    title: str
    theirs: str
    ours: str
    tag: str = ""
    place: Place | None = field(default=None, compare=False, repr=False)
    """Where to point at it; nowhere for what was removed."""


@dataclass(frozen=True)
class Verified:
    """Everything found in one document, and which inputs are others than those that it was built from.

    `kept` says whether the document keeps what its figures are; else they were told by the words around them.
    """

    document: str
    year: str
    findings: tuple[Finding, ...]
    inputs: tuple[str, ...]
    kept: bool = True

    @property
    def agrees(self) -> bool:
        """Whether nothing in the document disagrees with the data."""
        return not any(finding.kind in FAULTS for finding in self.findings)


@dataclass(frozen=True)
class Change:
    """One thing that was brought up to the data, or, where `kept`, was typed over and left."""

    title: str
    old: str
    new: str
    kept: bool = False
