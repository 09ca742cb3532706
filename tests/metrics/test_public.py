"""What the public's edition withholds: attacked as a reader would who knows its rule and has last year's edition."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.errors import SettingsError
from complaints_report.metrics import table
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.last_package import last_package
from complaints_report.metrics.metric import Key, Tally, rate
from complaints_report.metrics.public import public
from complaints_report.metrics.suppression import BREAKDOWNS, WITHIN, counted_by, named
from complaints_report.run import figures_for, open_folder
from complaints_report.settings import Publish
from tests.conftest import examples
from tests.metrics.attack import LAST, YEAR, View, count, figures_of, known_cells, printed, tallies
from tests.metrics.metrics_folder import cases, covers, figures_made, open_made
from tests.metrics.random_folder import random_folder

USUAL = Publish()
SAMPLE = Path(__file__).parents[2] / "sample_data"
quick = examples(25)


def small(told: Sequence[tuple[object, str, int]]) -> list[tuple[object, str, int]]:
    return [one for one in told if 0 < one[2] < 5]


def worlds(services: int, most: int) -> Iterator[tuple[int, ...]]:
    """All the ways in which so many services have so many complaints at most between them: their total is printed."""
    return (one for one in product(range(most + 1), repeat=services) if sum(one) <= most)


def seen_of(figures: Figures, names: Sequence[str], numbers: dict[tuple[str, str], int]) -> View:
    """All that is printed, and those of some numbers of services that are not."""
    shown = public(figures, USUAL)
    hidden = {
        f"{name} {metric}": number
        for (name, metric), number in numbers.items()
        if not shown.figure(metric.split()[0], 1, by="service", group=name).known
    }
    return printed(shown), hidden


@pytest.mark.parametrize(
    ("areas", "most"),
    [
        ({"A": ["a", "b", "c"]}, 20),
        ({"A": ["a", "b"], "B": ["c"]}, 22),
        ({"A": ["a"], "B": ["b"], "C": ["c"]}, 18),
        ({"A": ["a", "b"], "B": ["c", "d"]}, 14),
        ({"A": ["a", "b", "c"], "B": ["d"]}, 12),
    ],
)
def test_no_number_of_a_service_can_be_worked_back_from_those_of_areas(areas: dict[str, list[str]], most: int) -> None:
    names = [name for found in areas.values() for name in found]

    def view(world: tuple[int, ...]) -> View:
        made = tallies({name: (number,) for name, number in zip(names, world, strict=True)}, areas)
        return seen_of(
            figures_of({YEAR: made}, areas),
            names,
            {(name, "received"): number for name, number in zip(names, world, strict=True)},
        )

    assert small(known_cells(worlds(len(names), most), view)) == []


def decided(most: int, *, all_of_them: bool = False) -> list[tuple[int, int, int]]:
    """All that a service can have received, decided and upheld."""
    ways = ((some, d, u) for some in range(most + 1) for d in range(some + 1) for u in range(d + 1))
    return [one for one in ways if one[0] == one[1] or not all_of_them]


def in_all(services: int, each: Sequence[tuple[int, ...]], most: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    return (one for one in product(each, repeat=services) if sum(part[0] for part in one) <= most)


@pytest.mark.parametrize(
    ("areas", "each", "most"),
    [
        ({"A": ["a", "b"]}, decided(9), 9),
        ({"A": ["a"], "B": ["b"]}, decided(9), 9),
        ({"A": ["a", "b"]}, decided(16, all_of_them=True), 16),
        ({"A": ["a", "b"], "B": ["c"]}, decided(9, all_of_them=True), 9),
    ],
)
def test_nor_can_how_many_were_decided_and_upheld(
    areas: dict[str, list[str]], each: Sequence[tuple[int, ...]], most: int
) -> None:
    names = [name for found in areas.values() for name in found]

    def view(world: tuple[tuple[int, int, int], ...]) -> View:
        made = tallies(dict(zip(names, world, strict=True)), areas)
        numbers = {}
        for name, (some, done, upheld) in zip(names, world, strict=True):
            numbers[name, "received"] = some
            numbers[name, "upheld_or_partly decided"], numbers[name, "upheld_or_partly upheld"] = done, upheld
            numbers[name, "upheld_or_partly not"], numbers[name, "upheld_or_partly yet"] = done - upheld, some - done
        return seen_of(figures_of({YEAR: made}, areas), names, numbers)

    assert small(known_cells(in_all(len(names), each, most), view)) == []


def test_two_years_editions_give_no_more_away_together() -> None:
    areas = {"A": ["a", "b"], "B": ["c"]}
    names = ["a", "b", "c"]

    def view(world: tuple[tuple[int, ...], tuple[int, ...]]) -> View:
        before, now = world
        made = {
            year: tallies({name: (number,) for name, number in zip(names, numbers, strict=True)}, areas)
            for year, numbers in ((LAST, before), (YEAR, now))
        }
        both = figures_of(made, areas)
        seen, hidden = seen_of(both, names, {(n, "received"): c for n, c in zip(names, now, strict=True)})
        last = figures_of({LAST: made[LAST]}, areas)
        earlier = public(Figures(LAST, last.years, areas=areas), USUAL)
        hidden |= {
            f"{n} before": c
            for n, c in zip(names, before, strict=True)
            if not earlier.figure("received", 1, by="service", group=n).known
        }
        return (seen, printed(earlier)), hidden

    every = product(worlds(3, 6), list(worlds(3, 6)))
    assert small(known_cells(every, view)) == []


def issues(cells: dict[tuple[str, str, str], int]) -> dict[Key, Tally]:
    """The figures of issues by area, category and sub-category."""
    made: dict[Key, Tally] = {("issues", 1, "", ""): count(sum(cells.values()))}
    for (area, category, sub), number in cells.items():
        names = {"category": category, "sub_category": f"{category}: {sub}"}
        names["area_sub_category"] = f"{area}: {category}: {sub}"
        for by, group in names.items():
            before = made.get(("issues", 1, by, group), count(0)).numerator
            made["issues", 1, by, group] = count(int(before or 0) + number)
    for key, tally in list(made.items()):
        if key[2] == "category":
            made["share_issues", *key[1:]] = rate(int(tally.numerator or 0), sum(cells.values()))
    return {key: tally for key, tally in made.items() if tally.numerator or not key[2]}


@pytest.mark.parametrize(
    ("places", "most"),
    [
        ([("A", "X", "p"), ("B", "X", "p"), ("A", "X", "q"), ("B", "X", "q")], 13),
        ([("A", "X", "p"), ("A", "X", "q"), ("A", "Y", "r")], 18),
        ([("A", "X", "p"), ("B", "X", "p"), ("A", "Y", "r"), ("B", "Y", "r")], 13),
    ],
)
def test_no_number_of_issues_can_be_worked_back_from_those_above_and_below(
    places: list[tuple[str, str, str]], most: int
) -> None:
    areas = {"A": ["a", "b"], "B": ["c", "d"]}
    every = issues(dict.fromkeys(places, 1))

    def view(world: tuple[int, ...]) -> View:
        made = issues(dict(zip(places, world, strict=True)))
        last = figures_of_issues({LAST: every, YEAR: made}, areas)
        shown = public(last, USUAL)
        hidden = {}
        for by in ("sub_category", "area_sub_category"):
            for key in every:
                if key[:3] == ("issues", 1, by) and not shown.figure(*key[:2], by=by, group=key[3]).known:
                    hidden[key[3]] = int(made[key].numerator or 0) if key in made else 0
        return printed(shown), hidden

    assert small(known_cells(worlds(len(places), most), view)) == []


def figures_of_issues(years: dict[str, dict[Key, Tally]], areas: dict[str, list[str]]) -> Figures:
    """The figures of two years without the comparison, which is attacked by itself."""
    from complaints_report.metrics.figures import to_figure

    made = {year: {key: to_figure(key, year, one, None) for key, one in known.items()} for year, known in years.items()}
    return Figures(YEAR, made, areas=areas)
