"""Small numbers about people's characteristics that are not to be shown."""

from fractions import Fraction

import pytest

from complaints_report.metrics.disclosure import withheld
from complaints_report.metrics.figure import Figure


def groups(**counts: int) -> list[Figure]:
    return [
        Figure(metric="received", year="2023/24", unit="count", group=group, exact=Fraction(count))
        for group, count in counts.items()
    ]


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 5, "b": 90}, set()),
        ({"a": 4, "b": 9, "c": 90}, {"a", "b"}),
        ({"a": 3, "b": 2, "c": 90}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 6, "d": 90}, {"a", "b", "c"}),
        ({"a": 4, "b": 4, "c": 6, "d": 90}, {"a", "b", "c"}),
        ({"a": 0, "b": 7}, set()),
        ({"a": 2}, {"a"}),
    ],
)
def test_small_numbers_are_withheld_with_enough_others(counts: dict[str, int], hidden: set[str]) -> None:
    assert withheld(groups(**counts)) == hidden
