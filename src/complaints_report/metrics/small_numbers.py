"""Which numbers of a breakdown are too small to be shown, and which others must be withheld with them.

Whoever reads a table knows its total and which groups are withheld, and may know the rule that is written here, and
even which of the withheld groups are the small ones: nobody takes the largest group of a county for one of two people.
So the rule looks from the reader's seat. It goes by nothing that the reader does not see, never by a group's name or
place, and it withholds more until what is seen has another explanation, one that it would have published just so.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

SMALLEST_SHOWN = 5
_LARGEST_SMALL = SMALLEST_SHOWN - 1
_TRIED = 60
"""The counts tried for the largest of those withheld; where more would be needed, a group more is withheld."""


class Seen(NamedTuple):
    """What a reader sees of the groups withheld: how many are small, how many not, their sum, the least shown."""

    small: int
    others: int
    total: int
    shown: int


def withheld(counts: Mapping[str, int]) -> set[str]:
    """The groups not to be shown: those of 1 to 4, and enough of the next smallest that none can be worked back.

    Groups of one size are withheld together, so that counts which change places among them leave the same to be seen.
    """
    small = sum(0 < count < SMALLEST_SHOWN for count in counts.values())
    for shown in sorted({count for count in counts.values() if count >= SMALLEST_SHOWN}) if small else ():
        hidden = {group: count for group, count in counts.items() if 0 < count < shown}
        if _stay_unknown(Seen(small, len(hidden) - small, sum(hidden.values()), shown)):
            return set(hidden)
    return {group for group, count in counts.items() if count and small}


@cache
def _stay_unknown(seen: Seen) -> bool:
    """Whether the reader cannot tell what the small counts are.

    Where none but small ones are withheld, their sum must be more than one away from the least and the most that it
    can be: if only the very end counted, whoever sees that another group is withheld would know it to be at the end.
    """
    if not seen.others:
        return seen.small + 1 < seen.total < _LARGEST_SMALL * seen.small - 1
    return len(_sums_of_small(seen)) > 1


@cache
def _sums_of_small(seen: Seen) -> frozenset[int]:
    """What the small counts may add up to, for all that the reader can tell; two such sums are enough."""
    if not seen.others:
        return frozenset({seen.total} if seen.small <= seen.total <= _LARGEST_SMALL * seen.small else ())
    sums: set[int] = set()
    for before in _before(seen):
        if not _stay_unknown(before):
            sums |= _sums_of_small(before)
        if len(sums) > 1:
            break
    return frozenset(sums)


def _before(seen: Seen) -> Iterator[Seen]:
    """What may have been to be seen, and was not enough, before the largest counts were withheld too."""
    least = max(SMALLEST_SHOWN, -((_LARGEST_SMALL * seen.small - seen.total) // seen.others))
    for alike in range(seen.others, 0, -1):
        rest = seen.others - alike
        most = min(seen.shown - 1, (seen.total - seen.small - SMALLEST_SHOWN * rest) // alike)
        for largest in range(most, max(least, most - _TRIED) - 1, -1):
            yield Seen(seen.small, rest, seen.total - alike * largest, largest)
