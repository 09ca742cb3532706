"""The outcomes that a complaint may have."""

from typing import Literal, get_args

Outcome = Literal[
    "upheld", "partially upheld", "not upheld", "inconclusive", "resolved", "outside jurisdiction", "withdrawn"
]
OUTCOMES: tuple[str, ...] = get_args(Outcome)

FINDINGS = ("upheld", "partially upheld", "not upheld")
"""Outcomes that say who was right."""

RESOLVED = "resolved"
"""Settled without a finding: many authorities record it, many never do, and the word says much else besides."""

UNTIMED_OUTCOMES = ("withdrawn", "outside jurisdiction")
"""Outcomes that need no response, and whose responses are not timed."""
