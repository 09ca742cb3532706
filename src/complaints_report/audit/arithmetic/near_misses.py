"""Numbers of a sentence that nearly fit each other, whatever its words: by so little that it is no chance."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from itertools import permutations

from complaints_report.audit.arithmetic.lines import IS, Line
from complaints_report.audit.arithmetic.relations import Relation, change_as_told, part, size_of, swapped
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import COUNT, PERCENT

_THREE, _MANY = 3, 10
"""Among more numbers, or with smaller ones, some nearly fit each other by chance."""


def near_misses(said: Line, explained: AbstractSet[Spot], told: Mapping[Spot, int]) -> Iterator[Relation]:
    """The percentages and changes that nothing explains, each with two numbers that it nearly fits.

    `told` are the numbers that tell a change, and which way.
    """
    values = [spot for spot in said.spots if not spot.number.hedged]
    if len(values) == _THREE:
        others = [one for one in values if one not in told]
        for spot in (one for one in values if one not in explained):
            if spot in told and (spot.number.value >= _MANY or spot.number.unit != COUNT):
                pairs = [(old, new) for old, new in permutations(others, 2) if _goes(old, new, told[spot])]
                yield from _nearest(spot, [change_as_told(*pair, spot, told[spot]) for pair in pairs])
            elif spot.number.unit == PERCENT and not IS.has("other-base", said.words):
                counts = [one for one in others if one.number.unit == COUNT]
                pairs = [(some, whole) for some, whole in permutations(counts, 2) if size_of(some) < size_of(whole)]
                yield from _nearest(spot, [part(*pair, spot) for pair in pairs])


def _goes(old: Spot, new: Spot, way: int) -> bool:
    return old.number.unit == new.number.unit and (size_of(new) - size_of(old)) * way > 0


def _nearest(spot: Spot, readings: Sequence[Relation | None]) -> list[Relation]:
    """The reading that holds, or the one that nearly does where only one does."""
    tries = [one for one in readings if one]
    right, near = [one for one in tries if one.holds], [one for one in tries if _is_near(spot, one)]
    return right[:1] or (near if len(near) == 1 else [])


def _is_near(spot: Spot, one: Relation) -> bool:
    """Whether a number is the right one but for one in its last place or so, or for two digits that are swapped."""
    places = spot.number.places
    off = min(abs(size_of(spot) - end) for end in one.ranges[spot])
    digits = {f"{float(end):.{places}f}" for end in one.ranges[spot]}
    printed = f"{spot.number.value}".replace(".", "")  # digits are swapped over the point too
    return off <= Fraction(1, 2 if places else 1) or any(printed in swapped(one.replace(".", "")) for one in digits)
