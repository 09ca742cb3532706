"""Small numbers about people's characteristics that are not to be shown."""

import csv
import io
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints_report.metrics import table
from complaints_report.metrics.disclosure import ALL_GROUPS, publishable, withheld
from complaints_report.metrics.figures import Figures, to_figure
from complaints_report.metrics.metric import Key, Tally, rate
from complaints_report.run import build_report, figures_for
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
    ],
)
def test_small_numbers_are_withheld_with_enough_others(counts: dict[str, int], hidden: set[str]) -> None:
    assert withheld(counts) == hidden


GROUPS = "abcd"
COUNTS = st.lists(st.integers(0, 14), min_size=1, max_size=4)
quick = settings(max_examples=60, deadline=None)


def figures_of_counts(now: Sequence[int], before: Sequence[int] | None = None) -> Figures:
    """The figures of two years in which the groups had these numbers."""
    years = {"2022/23": before, "2023/24": now}
    tallies: dict[str, dict[Key, Tally]] = {
        year: {
            ("received", 1, "", ""): Tally(sum(counts), None, Fraction(sum(counts))),
            **{("received", 1, "gender", g): Tally(n, None, Fraction(n)) for g, n in zip(GROUPS, counts, strict=False)},
            **{("share_received", 1, "gender", g): rate(n, sum(counts)) for g, n in zip(GROUPS, counts, strict=False)},
        }
        for year, counts in years.items()
        if counts is not None
    }
    last = tallies.get("2022/23", {})
    return Figures(
        "2023/24",
        {
            year: {
                key: to_figure(key, year, tally, last.get(key) if year == "2023/24" else None)
                for key, tally in known.items()
            }
            for year, known in tallies.items()
        },
    )


def rows(figures: Figures) -> list[dict[str, str]]:
    """The rows of figures.csv."""
    return list(csv.DictReader(io.StringIO(table.to_csv(publishable(figures)))))


@cache
def worlds(total: int, groups: int) -> dict[tuple[object, ...], list[tuple[int, ...]]]:
    """Every way in which groups can have this total, by what is then published of them."""
    found: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(total + 1), repeat=groups):
        if sum(counts) == total:
            hidden = withheld(dict(zip(GROUPS, counts, strict=False)))
            seen = tuple("withheld" if g in hidden else n for g, n in zip(GROUPS, counts, strict=False))
            found.setdefault(seen, []).append(counts)
    return found


@quick
@given(COUNTS)
def test_nobody_who_knows_the_rule_the_total_and_all_that_is_shown_can_work_back_a_count(counts: list[int]) -> None:
    published = rows(figures_of_counts(counts))
    shown = {row["group"]: row["value"] for row in published if row["metric"] == "received" and row["by"]}
    if ALL_GROUPS in shown:
        assert list(shown) == [ALL_GROUPS]
        return
    seen = tuple(int(shown[group]) if shown[group] else "withheld" for group in GROUPS[: len(counts)])
    consistent = worlds(sum(counts), len(counts))[seen]
    for place, told in enumerate(seen):
        assert told != "withheld" or len({world[place] for world in consistent}) > 1
        assert told == "withheld" or told == 0 or told >= 5


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
    people = [*cases(41, "A", gender="Female"), *cases(37, "B", gender="Male"), *cases(3, "C", gender="Canary")]
    run = open_made(tmp_path, people)
    report = build_report(run, YEAR, draft=False, force=False)
    assert "Canary | withheld | withheld" in to_text(report)
    said = [line for path in report.parent.rglob("*.csv") for line in path.read_text("utf-8").splitlines()]
    assert [line for line in said if "Canary" in line] == [
        f"received,1,gender,Canary,{YEAR},,,,count,,,",
        f"share_received,1,gender,Canary,{YEAR},,,,percent,,,",
    ]
    assert "Canary" not in (report.parent / "run.json").read_text("utf-8")
    assert figures_for(run, YEAR).figure("received", 1, by="gender", group="Canary").value == 3
