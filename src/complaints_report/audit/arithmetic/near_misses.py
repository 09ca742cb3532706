"""Numbers of a sentence that nearly fit each other, whatever its words: by so little that it is no chance."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from itertools import permutations

from complaints_report.audit.arithmetic.lines import IS, Line
from complaints_report.audit.arithmetic.relations import Relation, change_as_told, part, rounded, size_of, swapped
from complaints_report.audit.reading.document import Spot
from complaints_report.audit.reading.numbers import COUNT, PERCENT

_THREE, _MANY = 3, 10
"""Among more numbers, or with smaller ones, some nearly fit each other by chance."""


def near_misses(said: Line, explained: AbstractSet[Spot], told: Mapping[Spot, int]) -> Iterator[Relation]:
    """The percentages and changes that nothing explains, each with two numbers that it nearly fits; `told` changes."""
    values = [spot for spot in said.spots if not spot.number.hedged]
    if len(values) != _THREE:
        return
    for p in (one for one in values if one.number.unit == PERCENT and one not in explained | told.keys()):
        if not p.number.sign and not IS.has("other-base", said.words):
            counts = [one for one in values if one.number.unit == COUNT and one not in told]
            yield from _nearest(p, [made for a, b in permutations(counts, 2) if size_of(a) < size_of(b) and (made := part(a, b, p))])
    for by, way in told.items():
        others = [one for one in values if one not in told]
        pairs = [both for both in permutations(others, 2) if both[0].number.unit == both[1].number.unit]
        if by not in explained and (by.number.value >= _MANY or by.number.unit != COUNT):
            yield from _nearest(by, [made for both in pairs if _goes(*both, way) and (made := change_as_told(*both, by, way))])


def _goes(old: Spot, new: Spot, way: int) -> bool:
    return bool(way) and (size_of(new) - size_of(old)) * way > 0


def _nearest(spot: Spot, tries: Sequence[Relation]) -> Iterator[Relation]:
    """The reading that holds, or the one that nearly does where only one does."""
    right, near = [one for one in tries if one.holds], [one for one in tries if _is_near(spot, one)]
    yield from right[:1] or (near if len(near) == 1 else [])


def _is_near(spot: Spot, one: Relation) -> bool:
    """Whether a number is the right one but for one in its last place or so, or for two digits that are swapped."""
    low, high = one.ranges[spot]
    places = spot.number.places
    off = min(abs(size_of(spot) - end) for end in (low, high))
    digits = {f"{float(end):.{places}f}" for end in (low, high)}
    return off <= Fraction(1 if not places else Fraction(1, 2)) or any(f"{spot.number.value}" in swapped(one) for one in digits)
