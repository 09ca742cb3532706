"""Small numbers about people's characteristics that must not be published."""

from collections.abc import Sequence

from complaints_report.metrics.figure import Figure

EQUALITIES = {
    "age_band": "Age",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "disability": "Disability",
    "sexual_orientation": "Sexual orientation",
}
"""The breakdowns by what people are, with the words that head their tables."""

SMALLEST_SHOWN = 5


def withheld(groups: Sequence[Figure]) -> set[str]:
    """The groups not to be shown: those of 1 to 4, and enough others that none can be worked back."""
    counts = {figure.group: int(figure.value or 0) for figure in groups if figure.value}
    hidden = {group for group, count in counts.items() if count < SMALLEST_SHOWN}
    shown = sorted((count, group) for group, count in counts.items() if group not in hidden)
    while hidden and shown and _can_be_worked_back([counts[group] for group in hidden]):
        hidden.add(shown.pop(0)[1])
    return hidden


def _can_be_worked_back(hidden: list[int]) -> bool:
    """Whether the sum of the hidden counts gives one of them away: one alone, or all at their least or most."""
    small = [count for count in hidden if count < SMALLEST_SHOWN]
    if len(hidden) == 1:
        return True
    all_small = len(small) == len(hidden)
    return all_small and sum(small) in (len(small), (SMALLEST_SHOWN - 1) * len(small))
