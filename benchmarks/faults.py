"""Spoils rows on purpose, two in a thousand, in as many ways as exports do."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.random import Generator

from benchmarks.rows import Array, Cells

SHARE = 0.002
"""How many of the rows are faulty."""

_TEXTS: Mapping[str, tuple[str, str]] = {
    "no such date": ("received_on", "31/02/2021"),
    "not a date": ("responded_on", "see file"),
    "a date after the export": ("responded_on", "15/08/2031"),
    "an unknown outcome": ("outcome", "Resolved amicably"),
    "an unknown method": ("method", "Carrier pigeon"),
    "an unknown stage": ("stage", "Stage 9"),
    "neither yes nor no": ("extension_agreed", "Perhaps"),
    "not an amount": ("remedy_amount", "about 50"),
    "no reference": ("reference", ""),
    "no service": ("service", ""),
    "no received date": ("received_on", ""),
}
"""For each kind of fault in one cell: the column, and what stands there."""


def _repeat(cells: Cells, rows: Array) -> None:
    """The reference and stage of the row above."""
    for column in ("reference", "stage"):
        cells[column][rows] = cells[column][rows - 1]


def _answer_early(cells: Cells, rows: Array) -> None:
    """A response before the complaint."""
    cells["received_on"][rows] = "05/03/2024"
    cells["responded_on"][rows] = "29/02/2024"


def _local_stage_3(cells: Cells, rows: Array) -> None:
    """A stage that the local procedure does not have."""
    cells["stage"][rows], cells["procedure"][rows] = "Stage 3", "Local (corporate)"


_WHOLE: tuple[Callable[[Cells, Array], None], ...] = (_repeat, _answer_early, _local_stage_3)


def spoilt(rng: Generator, cells: Cells) -> Cells:
    """The rows with two in a thousand of them spoilt, as many in each way."""
    count = len(cells["reference"])
    faulty = rng.choice(np.arange(1, count), size=round(count * SHARE), replace=False)
    shares = np.array_split(faulty, len(_TEXTS) + len(_WHOLE))
    for (column, text), rows in zip(_TEXTS.values(), shares, strict=False):
        cells[column][rows] = text
    for spoil, rows in zip(_WHOLE, shares[len(_TEXTS) :], strict=True):
        spoil(cells, rows)
    return cells
