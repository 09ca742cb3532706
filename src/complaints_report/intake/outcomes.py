"""The outcomes that a complaint may have."""

from typing import Literal, get_args

Outcome = Literal["upheld", "partially upheld", "not upheld", "inconclusive", "outside jurisdiction", "withdrawn"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)

UNTIMED_OUTCOMES = ("withdrawn", "outside jurisdiction")
"""Outcomes that need no response, and whose responses are not timed."""
