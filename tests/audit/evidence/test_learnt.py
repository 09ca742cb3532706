"""How the decision trees that were learnt from reports of others are read."""

from math import exp

import pytest

from complaints_report.audit.evidence.learnt import Trees, chance_of

TWO = Trees(["points", "fits"], 0.0, [[0, 1.5, -1.0, [1, 0.0, 2.0, -3.0]], 0.5])


@pytest.mark.parametrize(
    ("traits", "odds"),
    [
        ({"points": 1.5, "fits": 0.0}, -0.5),
        ({"points": 1.6, "fits": 0.0}, 2.5),
        ({"points": 1.6, "fits": 1.0}, -2.5),
        ({"points": 1.6}, 2.5),
        ({"fits": 1.0}, -0.5),
    ],
)
def test_the_leaves_that_the_traits_lead_to_add_up_to_the_chance(traits, odds):
    assert chance_of(traits, TWO) == pytest.approx(1 / (1 + exp(-odds)))
