"""Rates, means and medians over so few cases that they tell of single ones."""

from collections.abc import Iterable, Mapping, Sequence

from complaints_report.metrics.disclosure import SMALLEST_SHOWN
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.metric import Breakdown, Key

_PAIR = 2


def over_few(known: Mapping[Key, Figure]) -> frozenset[Key]:
    """The figures of groups that are over 1 to 4 cases, and those of others that would give them back."""
    breakdowns: dict[Breakdown, list[tuple[Key, Figure]]] = {}
    for key, figure in known.items():
        if key[2] and figure.denominator and not figure.withheld:
            breakdowns.setdefault(key[:3], []).append((key, figure))
    return frozenset(key for found in breakdowns.values() for key in _hidden_among(found))


def _hidden_among(found: Sequence[tuple[Key, Figure]]) -> Iterable[Key]:
    """One rate alone could be worked back from the total; so could several that are all 0%, or all 100%."""
    by_size = sorted(found, key=lambda one: one[1].denominator or 0)
    few = sum((figure.denominator or 0) < SMALLEST_SHOWN for _, figure in by_size)
    if not few:
        return ()
    hidden = by_size[: max(few, _PAIR)]
    shown = by_size if _is_all_or_none([figure for _, figure in hidden]) else hidden
    return [key for key, _ in shown]


def _is_all_or_none(figures: Sequence[Figure]) -> bool:
    if any(figure.unit != "percent" or figure.numerator is None for figure in figures):
        return False
    some = sum(figure.numerator or 0 for figure in figures)
    return some in (0, sum(figure.denominator or 0 for figure in figures))
