"""Small numbers about people's characteristics that must not be published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from complaints_report.calendar import shift_year
from complaints_report.intake.faults import Fault
from complaints_report.metrics.figure import Figure, half_up
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.metric import Key
from complaints_report.procedures import CHARACTERISTICS

# The law makes councils publish their figures and the UK GDPR keeps people from being known by them. A group of 1 to 4
# is withheld; so are enough of the next smallest that nobody can work it back from what is shown of either year.
# Whoever reads a table knows its total and which groups are withheld, and may know the rule that is written here, and
# even which of those withheld are the small ones: nobody takes the largest group of a county for one of two people.
# So the rule looks from the reader's seat. It goes by nothing that the reader does not see, never by a group's name or
# place, and it withholds more until what is seen has another explanation, one that it would have published just so.
SMALLEST_SHOWN = 5
_LARGEST_SMALL = SMALLEST_SHOWN - 1
_TRIED = 60
"""The counts tried for the largest of those withheld; where more would be needed, a group more is withheld."""

ALL_GROUPS = "All groups"
"""Stands for a breakdown that is withheld whole: with few groups, even their names would give numbers away."""

Part = tuple[int | None, str]
"""A stage and a characteristic."""

Withheld = Mapping[Part, set[str]]


def publishable(figures: Figures) -> Figures:
    """The figures that anyone may see: those of small groups, this year's or last year's, are withheld."""
    hidden = {year: _withheld_of(known) for year, known in figures.years.items()}
    years = {
        year: _published(known, hidden[year], hidden.get(shift_year(year, -1), {}))
        for year, known in figures.years.items()
    }
    return replace(figures, years=years)


def faults_told(faults: Iterable[Fault]) -> list[Fault]:
    """The faults as their number may be told: rare values once a column, since their rows are a withheld group's."""
    told: dict[object, Fault] = {}
    for at, one in enumerate(faults):
        told[(one.file, one.column) if one.rule == "rare-value" else at] = one
    return list(told.values())


def _withheld_of(known: Mapping[Key, Figure]) -> dict[Part, set[str]]:
    """What is withheld of a year's figures, by its own counts; a part with nothing left to show is withheld whole."""
    hidden = {}
    for part in {key[1:3] for key in known if key[2] in CHARACTERISTICS}:
        counts = _counts(known, part)
        groups = withheld({group: count for group, count in counts.items() if count is not None})
        some = {group for group, count in counts.items() if count}
        unknown = None in counts.values()
        hidden[part] = {ALL_GROUPS} if unknown or (groups and groups == some) else groups
    return hidden


def _counts(known: Mapping[Key, Figure], part: Part) -> dict[str, int | None]:
    """The number of complaints of each group, None where the figures do not tell it."""
    groups = dict.fromkeys(key[3] for key in known if key[1:3] == part)
    return {group: _count(known, part, group) for group in groups}


def _count(known: Mapping[Key, Figure], part: Part, group: str) -> int | None:
    return number_of_group(known, ("received", *part, group), "share_received")


def number_of_group(known: Mapping[Key, Figure], key: Key, share_of_all: str) -> int | None:
    """The group's number, else what its share of the total comes to: a share gives the number back."""
    metric, stage, by, group = key
    number, share = known.get(key), known.get((share_of_all, stage, by, group))
    if number and number.value is not None:
        return int(number.value)
    if share and share.numerator is not None:
        return int(share.numerator)
    total = known.get((metric, stage, "", ""))
    if share and share.exact is not None and total and total.value is not None:
        return int(half_up(share.exact * int(total.value) / 100, 0))
    return None


def _published(known: Mapping[Key, Figure], hidden: Withheld, last_year: Withheld) -> dict[Key, Figure]:
    made: dict[Key, Figure] = {}
    for key in _in_order(known, hidden):
        metric, stage, by, group = key
        if _is_named_by_last_year_alone(known, key, last_year):
            continue
        if _is_hidden(key, hidden):
            shown_as = ALL_GROUPS if ALL_GROUPS in hidden[stage, by] else group
            made[metric, stage, by, shown_as] = _blank(known[key], shown_as)
        else:
            without = _is_hidden(key, last_year)
            made[key] = replace(known[key], previous=None) if without else known[key]
    return made


def _is_hidden(key: Key, hidden: Withheld) -> bool:
    groups = hidden.get(key[1:3], set())
    return key[3] in groups or ALL_GROUPS in groups


def _is_named_by_last_year_alone(known: Mapping[Key, Figure], key: Key, last_year: Withheld) -> bool:
    """Whether a group has none this year, and so stands here only as one of last year's, whose names are withheld."""
    return ALL_GROUPS in last_year.get(key[1:3], ()) and _count(known, key[1:3], key[3]) == 0


def _blank(figure: Figure, group: str) -> Figure:
    return replace(figure, group=group, exact=None, numerator=None, denominator=None, previous=None, withheld=True)


def _in_order(known: Iterable[Key], hidden: Withheld) -> list[Key]:
    """The keys as they are printed, the withheld ones of a breakdown last by name: their place tells their size."""
    first: dict[tuple[str, int | None, str], int] = {}
    for place, key in enumerate(known):
        first.setdefault(key[:3], place)

    def place_of(key: Key) -> tuple[int, bool, str]:
        out_of_sight = _is_hidden(key, hidden)
        return first[key[:3]], out_of_sight, key[3] if out_of_sight else ""

    return sorted(known, key=place_of)


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
    """Each smaller set of withheld counts that a reader may think of, to which the largest of those seen were added."""
    least = max(SMALLEST_SHOWN, -((_LARGEST_SMALL * seen.small - seen.total) // seen.others))
    for alike in range(seen.others, 0, -1):
        rest = seen.others - alike
        most = min(seen.shown - 1, (seen.total - seen.small - SMALLEST_SHOWN * rest) // alike)
        for largest in range(most, max(least, most - _TRIED) - 1, -1):
            yield Seen(seen.small, rest, seen.total - alike * largest, largest)
