"""Small numbers about people's characteristics that are not to be shown."""

import csv
import io
import json
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from operator import and_
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.build import build_report
from complaints_report.intake.tables.characteristics import RARE_VALUE
from complaints_report.metrics import table
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.disclosure import ALL_GROUPS, publishable, withheld
from complaints_report.metrics.figures import Figures, to_figure
from complaints_report.metrics.metric import Key, Tally, rate
from complaints_report.run import figures_for
from tests.conftest import examples, some_of
from tests.docx_text import to_text
from tests.metrics.metrics_folder import YEAR, cases, open_made

NUMBERS = ("value", "numerator", "denominator", "previous", "change", "percent_change")


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 5, "b": 90}, set()),
        ({"a": 4, "b": 9, "c": 90}, {"a", "b"}),
        ({"a": 3, "b": 2, "c": 90}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 9, "d": 90}, {"a", "b", "c"}),
        ({"a": 4, "b": 4, "c": 9, "d": 90}, {"a", "b", "c"}),
        ({"a": 0, "b": 7}, set()),
        ({"a": 1, "b": 5, "c": 9, "d": 90}, {"a", "b", "c"}),
        ({"a": 4, "b": 9, "c": 9, "d": 90}, {"a", "b", "c"}),
        ({"a": 2, "b": 2, "c": 90}, {"a", "b"}),
        ({"a": 2}, {"a"}),
        ({"a": 8, "b": 8, "c": 1, "d": 2}, {"a", "b", "c", "d"}),
        ({"a": 3, "b": 6, "c": 5, "d": 90}, {"a", "b", "c"}),
    ],
)
def test_small_numbers_are_withheld_with_enough_others(counts: dict[str, int], hidden: set[str]) -> None:
    assert withheld(counts) == hidden


GROUPS = "abcde"
COUNTS = st.lists(st.integers(0, 14), min_size=1, max_size=4)
quick = examples(60)

World = tuple[int, ...]
"""The number of each group."""
Seen = tuple[int | None, ...]
"""The total, then what is shown of each group, None of one that is withheld."""
Small = tuple[bool, ...]
"""Which of the groups are small."""


def figures_of_counts(now: Sequence[int], before: Sequence[int] | None = None) -> Figures:
    """The figures of two years in which the groups had these numbers; one that neither year had is in none."""
    earlier = [0] * len(now) if before is None else before
    years = {"2022/23": (before, earlier), "2023/24": (now, [n + was for n, was in zip(now, earlier, strict=True)])}
    tallies: dict[str, dict[Key, Tally]] = {
        year: _tallies(counts, [bool(n) for n in there])
        for year, (counts, there) in years.items()
        if counts is not None
    }
    last = tallies.get("2022/23")
    return Figures(
        "2023/24",
        {
            year: {
                key: to_figure(key, year, tally, _previous(last, key) if year == "2023/24" else None)
                for key, tally in known.items()
            }
            for year, known in tallies.items()
        },
    )


def _tallies(counts: Sequence[int], there: Sequence[bool]) -> dict[Key, Tally]:
    named = {group: n for group, n, is_there in zip(GROUPS, counts, there, strict=False) if is_there}
    return {
        ("received", 1, "", ""): Tally(sum(counts), None, Fraction(sum(counts))),
        **{("received", 1, "gender", group): Tally(n, None, Fraction(n)) for group, n in named.items()},
        **{("share_received", 1, "gender", group): rate(n, sum(counts)) for group, n in named.items()},
    }


def _previous(last: dict[Key, Tally] | None, key: Key) -> Tally | None:
    """What a year that is known says of a group: none where it did not occur."""
    return None if last is None else last.get(key, METRICS[key[0]].absent(last["received", 1, "", ""]))


def rows(figures: Figures) -> list[dict[str, str]]:
    """The rows of figures.csv."""
    return list(csv.DictReader(io.StringIO(table.to_csv(publishable(figures)))))


def seen_of(counts: World) -> Seen:
    """What anyone may see: of a breakdown that is withheld whole, not even which groups there are."""
    named = dict(zip(GROUPS, counts, strict=False))
    hidden = withheld(named)
    whole = bool(hidden) and len(hidden) == len(counts) - counts.count(0)
    return sum(counts), *[None if whole or group in hidden else count for group, count in named.items()]


def explanations(groups: int, most: int) -> dict[tuple[Seen, Small], int]:
    """What so many groups may have, each up to the most, behind all that is seen and is known of which are small.

    For each group a bit for every number that it may have: memory for a list of all the worlds would cost more time
    than the search itself.
    """
    found: dict[tuple[Seen, Small], int] = {}
    for counts in product(range(most + 1), repeat=groups):
        bits = 0
        for count in counts:
            bits = bits << (most + 1) | 1 << count
        known = seen_of(counts), tuple([0 < count < 5 for count in counts])
        found[known] = found.get(known, 0) | bits
    return found


def told(numbers: int, groups: int, most: int) -> Small:
    """Of which groups only one number is possible."""
    each = (numbers >> (most + 1) * place & (1 << (most + 1)) - 1 for place in reversed(range(groups)))
    return tuple(one.bit_count() == 1 for one in each)


@pytest.mark.parametrize(("groups", "most"), some_of([(2, 60), (3, 30), (4, 16), (5, 12)], (2, 60), (4, 16)))
def test_nobody_who_knows_the_rule_the_total_and_all_that_is_shown_can_work_back_a_count(
    groups: int, most: int
) -> None:
    """Nor who knows, besides, which of the groups are the small ones: of a county's largest group anyone does.

    These are all the ways in which so many groups have so many each: some 160,000 different views.
    """
    by_seen: dict[Seen, int] = {}
    for (seen, small), numbers in explanations(groups, most).items():
        by_seen[seen] = by_seen.get(seen, 0) | numbers
        if any(number is not None for number in seen[1:]):
            assert not any(map(and_, small, told(numbers, groups, most))), (seen, small)
    for seen, numbers in by_seen.items():
        hidden = [number is None for number in seen[1:]]
        assert not any(map(and_, hidden, told(numbers, groups, most))), seen
        assert all(number is None or number == 0 or number >= 5 for number in seen[1:]), seen


@quick
@given(st.lists(st.integers(0, 12) | st.integers(0, 400), min_size=2, max_size=30), st.randoms())
def test_withheld_counts_that_change_places_leave_the_same_to_be_seen(counts: list[int], random: Random) -> None:
    hidden = sorted(withheld({str(at): count for at, count in enumerate(counts)}), key=int)
    moved = list(counts)
    for place, origin in zip(hidden, random.sample(hidden, len(hidden)), strict=True):
        moved[int(place)] = counts[int(origin)]
    assert withheld({str(at): count for at, count in enumerate(moved)}) == {*hidden}


@pytest.mark.parametrize("others", [[5] * 500, list(range(5, 500)), [10**9, 10**9 + 1, 10**12]])
def test_what_to_withhold_is_soon_found_however_many_or_large_the_groups(others: list[int]) -> None:
    hidden = withheld({str(at): count for at, count in enumerate([1, 0, *others])})
    assert {"0"} < hidden <= {str(at) for at in range(len(others) + 2)} - {"1"}


@pytest.mark.parametrize(
    ("may_be_now", "may_have_been"), [((0, 9), range(7)), pytest.param(range(7), (0, 9), marks=pytest.mark.long)]
)
def test_a_report_and_last_years_give_no_more_away_together(
    may_be_now: Sequence[int], may_have_been: Sequence[int]
) -> None:
    """All pairs of years of three groups, small in one of the years, by all that the two tables of figures say."""
    behind: dict[object, set[World]] = {}
    for before in product(may_have_been, repeat=3):
        last = table.to_csv(publishable(figures_of_counts(before)))
        for now in product(may_be_now, repeat=3):
            this = table.to_csv(publishable(figures_of_counts(now, before)))
            behind.setdefault((last, this), set()).add((*now, *before))
    for worlds in behind.values():
        for at, number in enumerate(next(iter(worlds))):
            assert not 0 < number < 5 or len({world[at] for world in worlds}) > 1, worlds


@quick
@given(st.lists(st.just(0) | st.integers(5, 300), min_size=1, max_size=4))
def test_nothing_is_withheld_where_no_group_is_small(counts: list[int]) -> None:
    figures = figures_of_counts(counts, counts)
    assert publishable(figures) == figures


@quick
@given(st.integers(2, 4).flatmap(lambda n: st.tuples(*[st.lists(st.integers(0, 14), min_size=n, max_size=n)] * 2)))
def test_a_withheld_row_says_nothing_but_its_name_in_either_year(years: tuple[list[int], list[int]]) -> None:
    now, before = years
    hidden, hidden_before = (withheld(dict(zip(GROUPS, counts, strict=False))) for counts in (now, before))
    for row in rows(figures_of_counts(now, before)):
        if row["by"] and row["group"] in {*hidden, ALL_GROUPS}:
            assert not any(row[cell] for cell in NUMBERS)
        elif row["by"] and row["group"] in hidden_before:
            assert row["value"] or not sum(now)
            assert not any(row[cell] for cell in ("previous", "change", "percent_change"))


@quick
@given(COUNTS)
def test_withheld_groups_stand_last_in_the_order_of_their_names(counts: list[int]) -> None:
    groups = publishable(figures_of_counts(counts)).groups("received", 1, by="gender")
    last = [figure.group for figure in groups if figure.withheld]
    assert [figure.group for figure in groups][len(groups) - len(last) :] == sorted(last)


def test_a_breakdown_with_nothing_to_show_is_one_row() -> None:
    published = rows(figures_of_counts((2, 3, 0)))
    assert [(row["metric"], row["group"]) for row in published if row["by"]] == [
        ("received", ALL_GROUPS),
        ("share_received", ALL_GROUPS),
    ]


def test_a_share_that_history_gives_without_its_number_is_withheld_too() -> None:
    share = {g: Tally(None, None, Fraction(percent)) for g, percent in zip("abc", ("1.5", "20", "78.5"), strict=True)}
    tallies = {("share_received", 1, "gender", g): tally for g, tally in share.items()}
    tallies["received", 1, "", ""] = Tally(200, None, Fraction(200))
    year = {key: to_figure(key, "2023/24", tally, None) for key, tally in tallies.items()}
    shown = publishable(Figures("2023/24", {"2023/24": year})).groups("share_received", 1, by="gender")
    assert [(figure.group, figure.withheld) for figure in shown] == [("c", False), ("a", True), ("b", True)]


def test_a_share_of_an_unknown_total_is_not_shown() -> None:
    key = ("share_received", 1, "gender", "a")
    year = {key: to_figure(key, "2023/24", Tally(None, None, Fraction(50)), None)}
    shown = publishable(Figures("2023/24", {"2023/24": year}))
    assert [figure.group for figure in shown] == [ALL_GROUPS]


def test_no_file_that_build_writes_gives_a_small_number_away(tmp_path: Path) -> None:
    people = [*cases(41, "A", gender="Female"), *cases(37, "B", gender="Male"), *cases(3, "C", gender="Intersex")]
    run = open_made(tmp_path, people)
    report = build_report(run, YEAR, draft=False, force=False)
    assert "Intersex | withheld | withheld" in to_text(report)
    said = [line for path in report.parent.rglob("*.csv") for line in path.read_text("utf-8").splitlines()]
    assert [line for line in said if "Intersex" in line] == [
        f"received,1,gender,Intersex,{YEAR},,,,count,,,",
        f"share_received,1,gender,Intersex,{YEAR},,,,percent,,,",
    ]
    assert "Intersex" not in (report.parent / "run.json").read_text("utf-8")
    assert figures_for(run, YEAR).figure("received", 1, by="gender", group="Intersex").value == 3


def test_how_many_rare_answers_were_found_does_not_give_the_number_of_others_away(tmp_path: Path) -> None:
    asked = {"ethnicity": "White British", "gender": "Female"}
    people = [*cases(41, "A", **asked), *cases(37, "B", **asked), *cases(3, "C", gender="Male", ethnicity="Canarian")]
    run = open_made(tmp_path, people)
    rare, others = [[one for one in run.faults if (one.rule == "rare-value") is so] for so in (True, False)]
    assert len(rare) == 3
    report = build_report(run, YEAR, draft=False, force=False)
    (told,) = re.findall(rf"\| {RARE_VALUE.title} \| complaints.csv \| (\d+) \|", to_text(report))
    record = json.loads((report.parent / "run.json").read_text("utf-8"))
    assert (told, record["warnings"]) == ("1", len(others) + 1)
