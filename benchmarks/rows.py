"""The rows of a made-up national collation: what every English council's case system might have exported, end to end.

Every cell is a text, as CSV holds it. Nothing in it is about anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

Array = np.ndarray[Any, np.dtype[Any]]
Cells = dict[str, Array]

COUNCILS = 153
FIRST, LAST, EXPORTED = (np.datetime64(day) for day in ("2015-04-01", "2024-03-31", "2024-06-14"))
STAGES = {1: 0.90, 2: 0.08, 3: 0.02}
"""How many stages a case goes through."""

# fmt: off
WORDS: dict[str, dict[str, float]] = {
    "service": dict.fromkeys((
        "Children in Care - East", "Children in Care - South", "Children in Care - Care Leavers",
        "Children with Disabilities", "Fostering", "Special Guardianship", "Adoption", "Reviewing Service",
        "Assessment - East", "Assessment - South", "First Contact Team", "Emergency Duty Team",
        "Safeguarding - East", "Safeguarding - South", "Family Time",
    ), 1),
    "outcome": {"Upheld": 20, "Partly upheld": 33, "Not upheld": 38, "No finding": 4, "Outside jurisdiction": 2,
                "Withdrawn": 3},
    "method": {"E-mail": 60, "Web form": 20, "Post": 5, "Telephone": 13, "In person": 2},
    "complainant": {"Parent": 62, "Extended family": 12, "Child or young person": 6, "Care leaver": 5, "Carer": 6,
                    "Adopter": 2, "Advocate": 4, "Professional": 2, "Other": 1},
    "extension_agreed": {"Yes": 20, "No": 80},
    "age_band": {"Under 16": 5, "16 to 17": 4, "18 to 24": 8, "25 to 34": 28, "35 to 44": 33, "45 to 54": 14, "": 8},
    "gender": {"Female": 62, "Male": 32, "Non-binary": 1, "Prefer not to say": 2, "": 3},
    "ethnicity": {"White": 60, "Asian or Asian British": 14, '"Black, Black British, Caribbean or African"': 10,
                  "Mixed or multiple ethnic groups": 8, "Other ethnic group": 3, "": 5},
    "disability": {"No": 74, "Yes": 18, "Prefer not to say": 3, "": 5},
    "sexual_orientation": {"Straight": 70, "Gay or lesbian": 4, "Bisexual": 3, "Prefer not to say": 15, "": 8},
}
COLUMNS = (
    "reference", "stage", "procedure", "received_on", "responded_on", "service", "outcome", "method", "complainant",
    "extension_agreed", "statement_agreed_on", "panel_held_on", "panel_report_on", "age_band", "gender", "ethnicity",
    "disability", "sexual_orientation", "remedy_amount", "investigation_cost",
)
# fmt: on


@dataclass(frozen=True)
class Rows:
    """The cases and the stages of so many rows: for each row its case, its stage, and the days it began and ended."""

    case: Array
    stage: Array
    received: Array
    responded: Array

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.case)


def cells(rng: Generator, count: int, piece: int) -> Cells:
    """So many rows of the twenty columns, without a fault; a piece's references are its own."""
    rows = _rows(rng, count)
    people = {name: _of_case(rng, rows, words) for name, words in WORDS.items()}
    found = {**people, **_days(rng, rows), **_amounts(rng, rows)}
    found["reference"] = _references(rows, piece)
    found["stage"] = np.array(["", "Stage 1", "Stage 2", "Stage 3"], dtype=object)[rows.stage]
    local = rng.random(count)[rows.case] < 0.25
    found["procedure"] = np.where(local & (_stages_of_case(rows) < 3), "Local (corporate)", "Statutory (Children Act)")
    found["outcome"] = np.where(found["responded_on"] == "", "", _chosen(rng, count, WORDS["outcome"]))
    return {name: found[name] for name in COLUMNS}


def _rows(rng: Generator, count: int) -> Rows:
    """Cases council by council and each council's by date, each case's stages one below the other."""
    stages = rng.choice(list(STAGES), size=count, p=list(STAGES.values()))
    case = np.repeat(np.arange(count), stages)[:count]
    stage = np.arange(count) - np.searchsorted(case, case) + 1
    days = (LAST - FIRST).astype(int) + 1
    begun = np.sort(rng.integers(0, COUNCILS, count) * days + rng.integers(0, days, count)) % days
    took = rng.integers(3, 70, count)
    waited = took + rng.integers(5, 40, count)
    so_far = np.cumsum(waited) - waited
    since = so_far - so_far[np.searchsorted(case, case)]
    received = np.minimum(FIRST + begun[case] + since, LAST)
    return Rows(case, stage, received, received + took)


def _stages_of_case(rows: Rows) -> Array:
    """For each row, how many stages its case has."""
    counts: Array = np.bincount(rows.case)[rows.case]
    return counts


def _references(rows: Rows, piece: int) -> Array:
    """References such as C2-0000017, with the piece in them."""
    names = [f"C{piece}-{number:07d}" for number in range(int(rows.case[-1]) + 1)]
    references: Array = np.array(names, dtype=object)[rows.case]
    return references


def _chosen(rng: Generator, count: int, words: dict[str, float]) -> Array:
    """So many of the words, each as likely as its weight."""
    weights = np.array(list(words.values()))
    chosen: Array = np.array(list(words), dtype=object)[rng.choice(len(words), size=count, p=weights / weights.sum())]
    return chosen


def _of_case(rng: Generator, rows: Rows, words: dict[str, float]) -> Array:
    """A word for each case, the same at each of its stages."""
    chosen: Array = _chosen(rng, len(rows), words)[rows.case]
    return chosen


def _days(rng: Generator, rows: Rows) -> Cells:
    """The five columns of dates, blank where a stage has none and where nothing was answered by the export."""
    panel = rows.received + rng.integers(5, 25, len(rows))
    report = panel + rng.integers(1, 8, len(rows))
    later = np.where(rows.stage == 3, np.maximum(rows.responded, report + 3), rows.responded)
    answered = (later <= EXPORTED) & (rng.random(len(rows)) < 0.985)
    return {
        "received_on": written(rows.received, np.ones(len(rows), dtype=bool)),
        "responded_on": written(later, answered),
        "statement_agreed_on": written(rows.received + 7, rows.stage == 2),
        "panel_held_on": written(panel, (rows.stage == 3) & (report <= EXPORTED)),
        "panel_report_on": written(report, (rows.stage == 3) & (report <= EXPORTED)),
    }


def written(days: Array, where: Array) -> Array:
    """Days as day/month/year, blank elsewhere."""
    known, at = np.unique(days, return_inverse=True)
    texts = [f"{day:%d/%m/%Y}" for day in known.tolist()]
    found: Array = np.where(where, np.array(texts, dtype=object)[at], "")
    return found


def _amounts(rng: Generator, rows: Rows) -> Cells:
    """Payments, few and far between, and the cost of investigations at stage 2."""
    paid = _pounds(rng.integers(5, 200, len(rows)) * 10, rng.random(len(rows)) < 0.03)
    cost = _pounds(rng.integers(50_000, 600_000, len(rows)) / 100, rows.stage == 2)
    return {"remedy_amount": paid, "investigation_cost": cost}


def _pounds(amounts: Sequence[float] | Array, where: Array) -> Array:
    found = np.full(len(where), "", dtype=object)
    found[where] = [f"{amount:.2f}" for amount in np.asarray(amounts)[where].tolist()]
    return found
