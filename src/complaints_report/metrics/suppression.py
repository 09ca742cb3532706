"""Which groups of a year's breakdowns the public must not see, small ones and those that would give them back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from complaints_report.metrics.breakdowns import NOT_MAPPED
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.disclosure import ALL_GROUPS, SMALLEST_SHOWN, number_of_group, withheld
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.metric import Key
from complaints_report.procedures import CHARACTERISTICS

# Whoever reads the public's edition knows every total in it. A breakdown whose groups lie within those of another (the
# services of an area) has a total for each of these, so `disclosure.withheld` is asked once for each: what it withholds
# cannot be worked back from one total. Where it leaves nothing of a total to show, the groups' names go too, and all
# their rows are one. Where a total can have one group only, so that the two are one number, the totals are withheld by
# the same rule first. What else is told of the groups (how many of a service's were decided, and upheld) is told of all
# groups of a total or of none: of some alone, the numbers of the others would be held in from both sides.
WITHIN = {"service": "area", "month": "quarter", "sub_category": "category", "area_sub_category": "sub_category"}
"""The breakdowns whose groups lie within the groups of another."""

_COUNTED = {
    **{"outcome": "outcomes", "band": "timed", "result": "ombudsman_results"},
    **dict.fromkeys(("category", "sub_category", "area_sub_category"), "issues"),
}
_SHARES = {
    **{"received": "share_received", "outcomes": "share_outcomes", "timed": "share_timed", "issues": "share_issues"},
}
_TOGETHER = {
    "area": ("service", "area_sub_category"),
    "quarter": ("month",),
    "category": ("sub_category", "area_sub_category"),
    "sub_category": ("area_sub_category",),
    "area_sub_category": ("sub_category",),
}
"""The breakdowns that would give another's numbers back."""

_ONE_ROW = {
    "service": "{}: all services",
    "month": "{}: all months",
    "sub_category": "{}: all sub-categories",
    "area_sub_category": "All areas: {}",
}
"""What the one row is called of all groups within another."""

BREAKDOWNS = tuple(
    dict.fromkeys(by for one in METRICS.values() for stage in one.stages for by in one.breakdowns(stage) if by)
)
"""Every breakdown that there is."""


def named(withhold: Iterable[str]) -> frozenset[str]:
    """The breakdowns of which small numbers are withheld: those named, the equalities, and what gives them back."""
    names = {*withhold, *CHARACTERISTICS}
    return frozenset(names | {more for name in names for more in _TOGETHER.get(name, ())})


def counted_by(by: str) -> str:
    """The metric that counts how many a group has."""
    return _COUNTED.get(by, "received")


def may_be_few(number: object) -> bool:
    """Whether a number is of one to four, or not known."""
    return number is None or 0 < int(str(number)) < SMALLEST_SHOWN


@dataclass(frozen=True)
class Withholding:
    """What is withheld of one breakdown at one stage.

    `under` has each group of which all is withheld, with the name of the row that it stands in, its own or that of
    many; `number_only` those groups of which only the number is shown and none of the metrics `details`.
    """

    under: Mapping[str, str] = field(default_factory=dict)
    number_only: frozenset[str] = frozenset()
    details: frozenset[str] = frozenset()

    def hides(self, metric: str, group: str) -> bool:
        """Whether what a metric says of a group is withheld."""
        return group in self.under or (group in self.number_only and metric in self.details)

    @property
    def in_one_row(self) -> frozenset[str]:
        """The groups that have no row of their own."""
        return frozenset(group for group, name in self.under.items() if name != group)


_NOTHING = Withholding()


class Suppression:
    """Says what is withheld of a year's figures, a breakdown at a time.

    `names` are the breakdowns of which small numbers are withheld, `areas` the services of each area, `everywhere` the
    groups that each breakdown has at any stage of any known year.
    """

    def __init__(
        self,
        known: Mapping[Key, Figure],
        names: frozenset[str],
        areas: Mapping[str, Sequence[str]],
        everywhere: Mapping[str, Sequence[str]],
    ) -> None:
        self._known = known
        self._names = names
        self._areas = areas
        self._everywhere = everywhere
        self._covers: dict[tuple[int | None, str], Withholding] = {}
        self._totals: dict[tuple[str, str], str] = {}

    def cover(self, stage: int | None, by: str) -> Withholding:
        """What is withheld of a breakdown at a stage."""
        part = stage, by
        if part not in self._covers:
            is_named = by in self._names
            found = self._of_named(stage, by, self._details(stage, by)) if is_named else self._of_totals(stage, by)
            self._covers[part] = found
        return self._covers[part]

    def number(self, stage: int | None, by: str, group: str) -> int | None:
        """How many a group has; None where the figures do not tell it."""
        metric = counted_by(by)
        return number_of_group(self._known, (metric, stage, by, group), _SHARES.get(metric, ""))

    @cached_property
    def _groups(self) -> dict[tuple[int | None, str], dict[str, None]]:
        found: dict[tuple[int | None, str], dict[str, None]] = {}
        for metric, stage, by, group in self._known:
            if by and not _is_of_compliments(metric):
                found.setdefault((stage, by), {})[group] = None
        return found

    def _numbers(self, stage: int | None, by: str) -> dict[str, int | None]:
        return {group: self.number(stage, by, group) for group in self._groups.get((stage, by), ())}

    @cached_property
    def _metrics(self) -> dict[tuple[int | None, str], set[str]]:
        found: dict[tuple[int | None, str], set[str]] = {}
        for metric, stage, by, _ in self._known:
            if not _is_of_compliments(metric):
                found.setdefault((stage, by), set()).add(metric)
        return found

    def _details(self, stage: int | None, by: str) -> frozenset[str]:
        """The metrics of the groups besides their number and their share."""
        counted = counted_by(by)
        return frozenset(self._metrics.get((stage, by), set()) - {counted, _SHARES.get(counted, "")})

    def _of_named(self, stage: int | None, by: str, details: frozenset[str]) -> Withholding:
        """What is withheld of a breakdown by its own numbers, and by those `details` besides."""
        numbers = self._numbers(stage, by)
        known = {group: number for group, number in numbers.items() if number is not None}
        pools = self._pools(stage, by, known)
        if len(known) < len(numbers) or pools is None:
            return _whole(numbers, details)
        above = self.cover(stage, WITHIN[by]) if by in WITHIN else _NOTHING
        beside = frozenset() if above.number_only else details
        covers = [self._of_pool(stage, by, total, pool, above, beside) for total, pool in pools.items()]
        under = {group: name for one in covers for group, name in one.under.items()}
        less = frozenset(group for one in covers for group in one.number_only)
        if above.number_only:
            less = frozenset(numbers)
            if sum(map(bool, known.values())) == 1:
                under = dict.fromkeys(numbers, ALL_GROUPS)
        return Withholding(under, less, details)

    def _of_pool(
        self,
        stage: int | None,
        by: str,
        total: str,
        pool: Mapping[str, int],
        above: Withholding,
        details: frozenset[str],
    ) -> Withholding:
        """What is withheld of groups that are known to come to one total."""
        if total in above.under:
            return Withholding(dict.fromkeys(pool, _one_row(by, above.under[total])), frozenset(pool))
        hidden, there = withheld(pool), {group for group, number in pool.items() if number}
        has_small = any(self._has_small_part(stage, by, group, details) for group in pool)
        less = frozenset(pool if hidden or has_small else ())
        if (hidden and hidden == there) or (has_small and len(there) == 1):
            return Withholding(dict.fromkeys(pool, _one_row(by, total)), less)
        return Withholding({group: group for group in hidden}, less)

    def _has_small_part(self, stage: int | None, by: str, group: str, details: frozenset[str]) -> bool:
        """Whether something told of a group, or what it leaves of the group, is a small number."""
        whole = self.number(stage, by, group) or 0
        found = (self._known.get((metric, stage, by, group)) for metric in details)
        return any(may_be_few(part) for figure in found if figure for part in _parts(figure, whole))

    def _of_totals(self, stage: int | None, by: str) -> Withholding:
        """What is withheld of a breakdown since it would give back the numbers within its groups.

        It rests on which groups there may be and not on their numbers, so that it tells nothing of these itself.
        """
        given_back = [lower for lower, upper in WITHIN.items() if upper == by and self._has_alone(lower, by)]
        if not given_back:
            return _NOTHING
        return self._of_named(stage, by, frozenset(one for lower in given_back for one in self._details(stage, lower)))

    def _has_alone(self, lower: str, upper: str) -> bool:
        """Whether a total can only have one group, so that the two are one number."""
        totals = {*self._everywhere.get(upper, ()), *(self._areas if upper == "area" else ())}
        return lower in self._names and any(len(self._possible(lower, total)) == 1 for total in totals)

    def _possible(self, lower: str, total: str) -> Sequence[str]:
        """The groups that may come to a total: as the settings have them, else those that ever did."""
        if lower == "service" and total in self._areas:
            return self._areas[total]
        return [group for group in self._everywhere.get(lower, ()) if self._total_of(lower, group) == total]

    def _pools(self, stage: int | None, by: str, known: Mapping[str, int]) -> dict[str, dict[str, int]] | None:
        """The groups by the total that they come to; None where they do not come to the totals that are known."""
        totals = self._numbers(stage, WITHIN.get(by, ""))
        if not totals:
            return {"": dict(known)}
        pools: dict[str, dict[str, int]] = {total: {} for total in totals}
        for group, number in known.items():
            pools.setdefault(self._total_of(by, group), {})[group] = number
        agree = all(sum(pool.values()) == totals.get(total) for total, pool in pools.items())
        return pools if agree or not any(map(may_be_few, known.values())) else None

    def _total_of(self, by: str, group: str) -> str:
        """The group of the breakdown above that a group lies within; empty where it lies within none."""
        if (by, group) not in self._totals:
            self._totals[by, group] = self._looked_up(by, group)
        return self._totals[by, group]

    def _looked_up(self, by: str, group: str) -> str:
        if by == "service":
            return next((area for area, services in self._areas.items() if group in services), NOT_MAPPED)
        if by == "month":
            return f"Q{(int(group[5:]) - 4) % 12 // 3 + 1}" if group[5:].isdigit() else ""
        above = self._everywhere.get(WITHIN.get(by, ""), ())
        if by == "sub_category":
            return max((one for one in above if group.startswith(f"{one}: ")), key=len, default="")
        return max((one for one in above if group.endswith(f": {one}")), key=len, default="")


def _is_of_compliments(metric: str) -> bool:
    return METRICS[metric].table == "compliments"


def _whole(groups: Iterable[str], details: frozenset[str]) -> Withholding:
    """All of a breakdown withheld, its groups' names too."""
    return Withholding(dict.fromkeys(groups, ALL_GROUPS), frozenset(groups), details)


def is_one_row(by: str, group: str) -> bool:
    """Whether a name is that of the one row of many groups."""
    before, _, after = _ONE_ROW.get(by, "\n{}").partition("{}")
    return group == ALL_GROUPS or (group.startswith(before) and group.endswith(after))


def _one_row(by: str, total: str) -> str:
    """The name of the one row in which the groups of a total stand."""
    return _ONE_ROW[by].format(total) if total not in ("", ALL_GROUPS) else ALL_GROUPS


def _parts(figure: Figure, whole: int) -> Iterator[object]:
    """The numbers that a figure says of a group of so many, and those that it leaves; None where they are not known."""
    if figure.unit == "count":
        yield from (figure.value, None if figure.value is None else whole - figure.value)
    elif figure.denominator is None or (figure.unit == "percent" and figure.numerator is None):
        yield None
    else:
        yield from (figure.denominator, whole - figure.denominator)
        if figure.unit == "percent" and figure.numerator is not None:
            yield from (figure.numerator, figure.denominator - figure.numerator)
