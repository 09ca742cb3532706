"""What a reader who knows the rule can work back: to him, worlds that print the same are one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction

from complaints_report.metrics import table
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figures import Figures, to_figure
from complaints_report.metrics.metric import Key, Tally, rate

YEAR, LAST = "2023/24", "2022/23"

View = tuple[Hashable, Mapping[str, int]]
"""All that is printed of a world, and its numbers that are not."""


def known_cells(worlds: Iterable[object], view: Callable[[object], View]) -> list[tuple[object, str, int]]:
    """The numbers that are not printed and yet are told, since every world that prints the same has them."""
    alike = defaultdict(list)
    for world in worlds:
        seen, hidden = view(world)
        alike[seen].append((world, hidden))
    told = []
    for group in alike.values():
        values = defaultdict(set)
        for _, hidden in group:
            for cell, value in hidden.items():
                values[cell].add(value)
        told += [(w, c, v) for w, hidden in group for c, v in hidden.items() if len(values[c]) == 1]
    return told


def count(number: int) -> Tally:
    return Tally(number, None, Fraction(number))


def tallies(services: Mapping[str, tuple[int, ...]], areas: Mapping[str, Sequence[str]]) -> dict[Key, Tally]:
    """The figures of services that each received, decided and upheld so many; decided and upheld may be left out."""
    made: dict[Key, Tally] = {}
    groups = {"": {"": [*services]}, "area": areas, "service": {name: [name] for name in services}}
    whole = sum(one[0] for one in services.values())
    for by, found in groups.items():
        for group, names in found.items():
            received, *rest = (sum(column) for column in zip(*(services[name] for name in names), strict=True))
            made["received", 1, by, group] = count(received)
            if by:
                made["share_received", 1, by, group] = rate(received, whole)
            if rest:
                made["upheld_or_partly", 1, by, group] = rate(rest[1], rest[0])
    if len(next(iter(services.values()))) > 1:
        made["awaiting_outcome", 1, "", ""] = count(whole - sum(one[1] for one in services.values()))
    return made


def figures_of(years: Mapping[str, Mapping[Key, Tally]], areas: Mapping[str, Sequence[str]]) -> Figures:
    """The figures of some years, of which those of groups that neither this year nor the last had are left out."""
    made = {}
    for year, known in years.items():
        last = years.get(LAST) if year == YEAR else None
        kept = {key: tally for key, tally in known.items() if _is_there(known, key) or (last and _is_there(last, key))}
        made[year] = {key: to_figure(key, year, tally, _previous(last, key)) for key, tally in kept.items()}
    return Figures(YEAR, made, areas=areas)


def _is_there(known: Mapping[Key, Tally], key: Key) -> bool:
    return not key[2] or bool(known["received", *key[1:]].numerator)


def _previous(last: Mapping[Key, Tally] | None, key: Key) -> Tally | None:
    if last is None:
        return None
    total = last.get((key[0], key[1], "", ""), Tally(0, 0))
    return last[key] if _is_there(last, key) else METRICS[key[0]].absent(total)


def printed(figures: Figures) -> str:
    """The table of figures as it is published, with what is withheld marked and who is told to be few."""
    rows = table.to_csv(figures)
    return rows + "".join("f" if one.few else "c" if one.withheld else "." for one in figures)
