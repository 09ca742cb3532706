"""The least and the most that each number can be which is not printed, by all the sums that are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from complaints_report.metrics.breakdowns import NOT_MAPPED
from complaints_report.metrics.figures import Figures
from complaints_report.procedures import CHARACTERISTICS

Cell = tuple[str, str, str]
"""What is counted, by what and of which group."""
_COMPLAINTS = ("received", "upheld_or_partly")
_NO_END = 10**6
_ISSUES = ("issues", "issues_upheld_or_partly")
OF_ISSUES = ("sub_category", "area_sub_category")
"""The breakdowns whose groups are kinds of issue, of which nobody knows the names but those that are printed."""


class System:
    """Whole numbers of which some are known, and which of them come to which others."""

    def __init__(self) -> None:
        self.ranges: dict[Cell, tuple[int, int]] = {}
        self.sums: list[tuple[Cell, Sequence[Cell]]] = []

    def narrowed(self) -> Mapping[Cell, tuple[int, int]]:
        """The ranges, once no sum narrows them further; of sums within sums these are the very bounds."""
        while sum(self._narrow(whole, parts) for whole, parts in self.sums):
            pass
        return self.ranges

    def _narrow(self, whole: Cell, parts: Sequence[Cell]) -> bool:
        least, most = (sum(self.ranges[part][end] for part in parts) for end in (0, 1))
        changed = self._meet(whole, least, most)
        for part in parts:
            low, high = self.ranges[part]
            least, most = (sum(self.ranges[one][end] for one in parts) for end in (0, 1))
            (from_, to) = self.ranges[whole]
            changed |= self._meet(part, from_ - (most - high), to - (least - low))
        return changed

    def _meet(self, cell: Cell, least: int, most: int) -> bool:
        low, high = self.ranges[cell]
        self.ranges[cell] = met = max(low, least), min(high, most)
        assert met[0] <= met[1], (cell, low, high, least, most)
        return met != (low, high)


def bounds(shown: Figures, true: Figures, stage: int) -> Iterator[tuple[Cell, tuple[int, int], int]]:
    """Each number of a group that is not printed, with its bounds and what it is, where there are other groups."""
    for metrics, chain in ((_COMPLAINTS, ("area", "service")), (_ISSUES, ("category", "sub_category"))):
        more = (("area_sub_category",),) if metrics is _ISSUES else ()
        yield from _of(shown, true, stage, metrics, (*chain, *(one for by in more for one in by)))
    for by in CHARACTERISTICS:
        yield from _of(shown, true, stage, ("received", ""), (by,))


def _of(
    shown: Figures, true: Figures, stage: int, metrics: tuple[str, str], chain: Sequence[str]
) -> Iterator[tuple[Cell, tuple[int, int], int]]:
    system, actual = System(), {}
    total = true.figure(metrics[0], stage)
    most = int(total.value or 0) if total.known else _NO_END
    below = {"": [""], **{by: _possible(true, metrics[0], by) for by in chain}}
    for by, groups in below.items():
        for group in groups:
            _add(system, actual, (shown, true), (metrics, stage, by, group), most)
    above = ""
    for by in chain:
        if true.has(metrics[0], stage, by=by):
            for whole, parts in _families(true, above, by, below).items():
                for part in ("all", "done", "upheld", "not", "yet"):
                    cells = [(part, by, one) for one in parts]
                    if all(cell in system.ranges for cell in ((part, above, whole), *cells)):
                        system.sums.append(((part, above, whole), cells))
            above = by
    told = system.narrowed()
    for cell, (low, high) in told.items():
        is_alone = len(below[cell[1]]) < 2
        is_hidden = cell in actual and cell[1] in ("service", "sub_category", "area_sub_category", *CHARACTERISTICS)
        if is_hidden and not is_alone:
            yield cell, (low, high), actual[cell]


def _possible(true: Figures, metric: str, by: str) -> list[str]:
    """The groups that a reader may think of: all that there ever were, and all of the settings."""
    found = {key[3]: None for known in true.years.values() for key in known if key[0] == metric and key[2] == by}
    named = {"service": [one for services in true.areas.values() for one in services], "area": [*true.areas]}
    if by == "area_sub_category":
        areas = dict.fromkeys([*_possible(true, "received", "area"), NOT_MAPPED])
        return [f"{area}: {sub}" for area in areas for sub in _possible(true, metric, "sub_category")]
    return [*dict.fromkeys([*found, *named.get(by, ())])]


def _families(true: Figures, above: str, by: str, below: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The groups of a breakdown within each group of the one above."""
    made = defaultdict(list)
    area_of = {service: area for area, services in true.areas.items() for service in services}
    for group in below[by]:
        if not above:
            made[""].append(group)
        elif by == "service":
            made[area_of.get(group, NOT_MAPPED)].append(group)
        elif by == "sub_category":
            made[max((one for one in below[above] if group.startswith(f"{one}: ")), key=len, default="")].append(group)
        else:
            made[max((one for one in below[above] if group.endswith(f": {one}")), key=len, default="")].append(group)
    return {whole: parts for whole, parts in made.items() if whole in below[above]}


def _add(system, actual, figures, what, most) -> None:
    """The numbers of a group, known where they are printed: all, those done, upheld, not upheld, and not yet done."""
    (metrics, stage, by, group), (shown, true) = what, figures
    rates = metrics[1] and true.has(metrics[1], stage, by=by)
    of, was = (one.figure(metrics[0], stage, by=by, group=group) for one in (shown, true))
    is_unknown = of.withheld or not (true.has(metrics[0], stage, by=by) if by else of.known)
    numbers = {"all": (None if is_unknown else int(of.value or 0), int(was.value or 0))}
    if rates:
        seen, real = (one.figure(metrics[1], stage, by=by, group=group) for one in (shown, true))
        done, upheld, is_hidden = real.denominator, real.numerator, seen.withheld
        rates = done is not None and upheld is not None  # history may have a share alone, which is no number of none
    if rates:
        parts = {"done": done, "upheld": upheld, "not": done - upheld}
        numbers |= {name: (None if is_hidden else number, number) for name, number in parts.items()}
        numbers["yet"] = (None, int(was.value or 0) - done)
    for name, (printed, real) in numbers.items():
        cell = (name, by, group)
        system.ranges[cell] = (0, most) if printed is None else (printed, printed)
        if printed is None:
            actual[cell] = real
    if rates:
        system.sums.append((("all", by, group), [("done", by, group), ("yet", by, group)]))
        system.sums.append((("done", by, group), [("upheld", by, group), ("not", by, group)]))
