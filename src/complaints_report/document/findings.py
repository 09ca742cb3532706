"""What is found in a document that is held to the data."""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True)
class Verified:
    """Everything found in one document, and whether it was built from the data that are there now.

    `unjudged` is how many numbers could not be judged, of a document without our controls; None of one with them.
    """

    document: str
    year: str
    findings: tuple[Finding, ...]
    inputs: tuple[str, ...]
    unjudged: int | None = None

    @property
    def agrees(self) -> bool:
        """Whether nothing in the document disagrees with the data."""
        return not any(finding.kind in FAULTS for finding in self.findings)
