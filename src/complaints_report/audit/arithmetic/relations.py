"""Numbers that hang together: what must hold between them, whether it does, and in which words a person is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from complaints_report.audit.reading.document import Spot
from complaints_report.audit.findings import Kind


@dataclass(frozen=True, eq=False)
class Relation:
    """Some numbers of one document that must agree with each other.

    `fixes` gives for each number the one text that would make it agree with all the others, where one would;
    `blamed` is the number to tell of where nothing else says which of them is wrong. `why` says in words what does
    not agree, whichever of the numbers is at fault.
    """

    kind: Kind
    spots: tuple[Spot, ...]
    holds: bool
    blamed: Spot
    why: str = ""
    fixes: Mapping[Spot, str] = field(default_factory=dict)
