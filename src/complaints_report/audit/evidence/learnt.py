"""Whether a number is wrong, told from its traits as `make learn` learnt it from reports that others wrote."""

import json
from functools import cache
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from complaints_report.audit.evidence.traits import ABSENT, Traits

SURE = 0.7
"""The chance from which on a number is told as wrong."""
FILE = Path(__file__).with_name("learnt.json")

Node = Any
"""What a tree comes to, in log-odds; or the place of a trait, a value, and the branches up to it and above it."""


class Trees(NamedTuple):
    """Decision trees whose leaves add up to the log-odds that a number is wrong."""

    traits: list[str]
    start: float
    trees: list[Node]


def is_wrong(traits: Traits) -> bool:
    """Whether a number with these traits is told as wrong."""
    return chance_of(traits) >= SURE


def chance_of(traits: Traits, learnt: Trees | None = None) -> float:
    """The chance that a number with these traits is wrong; a trait that it has not counts as `ABSENT`."""
    learnt = learnt or _learnt()
    values = [traits.get(name, ABSENT) for name in learnt.traits]
    return 1 / (1 + exp(-learnt.start - sum(_leaf(tree, values) for tree in learnt.trees)))


def _leaf(node: Node, values: list[float]) -> float:
    while isinstance(node, list):
        trait, most, low, high = node
        node = low if values[trait] <= most else high
    return float(node)


@cache
def _learnt() -> Trees:
    return Trees(**json.loads(FILE.read_text(encoding="utf-8")))
