"""Sentences, lists and tables that others wrote, right and wrong, in `benchmarks/forms`."""

from pathlib import Path

import pytest

from benchmarks.forms import LOTS, forms, told

FOUND = dict(zip(LOTS, (137, 136, 145, 101), strict=True))
"""How many wrong ones of each lot are found at least."""


@pytest.mark.parametrize("lot", LOTS)
def test_nothing_right_is_told_and_most_that_is_wrong(lot: str, tmp_path: Path) -> None:
    every = forms(lot)

    assert told((one.right for one in every), tmp_path) == []
    assert len(told((one.wrong for one in every), tmp_path)) >= FOUND[lot]
