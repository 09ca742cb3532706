"""The procedures for complaints about children's social care: stages, limits, outcomes, and who counts as a child."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

STAGES = (1, 2, 3)
ProcedureName = Literal["statutory", "local"]


class Limit(NamedTuple):
    """The working days within which a stage is to be answered, and with an extension; 0 where there may be none."""

    days: int
    extended: int = 0

    @property
    def longest(self) -> int:
        """The days with an extension, where there may be one."""
        return max(self)


@dataclass(frozen=True)
class Procedure:
    """A procedure: its stages in order, and the limit of each that has one."""

    name: ProcedureName
    stages: tuple[int, ...]
    limits: Mapping[int, Limit]


# Children Act 1989 Representations Procedure (England) Regulations 2006, regulations 14 and 17.
STATUTORY = Procedure("statutory", STAGES, {1: Limit(10, extended=20), 2: Limit(25, extended=65)})
LOCAL = Procedure("local", (1, 2), {1: Limit(20), 2: Limit(25)})
PROCEDURES = (STATUTORY, LOCAL)


class Panel(NamedTuple):
    """The review panel: at which stage it sits, and the working days within which it meets, reports and is answered."""

    stage: int
    held: int
    report: int
    response: int


PANEL = Panel(stage=3, held=30, report=5, response=15)  # regulations 19 and 20

Outcome = Literal[
    "upheld", "partially upheld", "not upheld", "inconclusive", "resolved", "outside jurisdiction", "withdrawn"
]
OUTCOMES: tuple[str, ...] = get_args(Outcome)

SOME_UPHELD = ("upheld", "partially upheld")
FINDINGS = (*SOME_UPHELD, "not upheld")
"""Outcomes that say who was right."""

RESOLVED = "resolved"
"""Settled without a finding: many authorities record it, many never do, and the word says much else besides."""

UNTIMED_OUTCOMES = ("withdrawn", "outside jurisdiction")
"""Outcomes that need no response, and whose responses are not timed."""

OMBUDSMAN_DECISIONS = ("upheld", "not upheld")
"""What the Ombudsman may decide of a complaint that it looks into."""

CHILDREN = ("child or young person", "care leaver")
"""The complainants who count as children."""

CHARACTERISTICS = {
    "age_band": "Age",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "disability": "Disability",
    "sexual_orientation": "Sexual orientation",
}
"""What complainants are asked about themselves, by column, with the words that head its tables."""
