"""The whole package attacked: what a reader can work out who has it, and last year's, of what it does not say."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from complaints_report.calendar import shift_year
from complaints_report.errors import CommandError
from complaints_report.metrics.suppression import named
from complaints_report.publish import publish
from complaints_report.run import Run, figures_for, open_folder
from complaints_report.settings import Publish
from tests.conftest import examples, some_of
from tests.metrics.random_folder import random_folder
from tests.metrics.solver import OF_ISSUES, Cell, bounds
from tests.web.conftest import Published
from tests.web.reader import ROW, Told, kinds_named_by, seen_by, told_by

TODAY = date(2030, 1, 1)


def packages(folder: Path, year: str) -> tuple[Run, dict[str, Told], set[str]]:
    """The folder, with the numbers of last year's package, where there is such a year, and of this year's after it.

    With the kinds of issue that the packages name.
    """
    found, kinds = {}, set()
    for of in (shift_year(year, -1), year):
        run = open_folder(folder, TODAY)  # which sees the edition before
        with suppress(CommandError):  # there may be no such year
            public = publish(run, of)
            found[of] = told_by(public)
            kinds |= kinds_named_by(public)
    assert year in found
    return run, found, kinds


def worked_out(run: Run, found: dict[str, Told], kinds: set[str]) -> Iterator[tuple[str, int, Cell, int]]:
    """The numbers of one to four that stand in no file and that the others leave no choice of.

    Of a year that history tells as well, the year's own package is attacked by itself: a history made at random is not
    that of the rows, so that what the next package says of the year contradicts it.

    Kinds of issue whose names stand nowhere are passed over. Where a category has one issue, which may be printed, the
    solver knows of one kind that it can be, for it has the names from the data. A reader has none: what services there
    are people know, but not what issues are called; and all that is told is the category's number.
    """
    for year in found:
        true = figures_for(run, year)
        seen = seen_by(true, year, *((found[year],) if year in run.source.history else found.values()))
        for stage in (1, 2, 3):
            for cell, (low, high), number in bounds(seen, true, stage):
                if low == high == number and 0 < number < 5 and (cell[1] not in OF_ISSUES or cell[2] in kinds):
                    yield year, stage, cell, number


@pytest.mark.parametrize("seed", some_of((1000, 1034, 1069, 1108), 1034))
def test_no_number_that_is_withheld_can_be_worked_out_of_two_years_packages(tmp_path: Path, seed: int) -> None:
    nothing_can_be_worked_out(tmp_path / "folder", seed)


@pytest.mark.long
@examples(12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_nor_can_it_of_packages_made_at_random(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    nothing_can_be_worked_out(tmp_path_factory.mktemp("random") / "folder", seed)


def nothing_can_be_worked_out(folder: Path, seed: int) -> None:
    run, found, kinds = packages(folder, random_folder(folder, seed).year)
    assert [*worked_out(run, found, kinds)] == []
    assert [*small_in(found)] == []


def small_in(found: dict[str, Told]) -> Iterator[object]:
    """The numbers of one to four that stand in a file of the breakdowns in which none may."""
    for told in found.values():
        for (year, (metric, stage, by, group), part), number in told.items():
            is_ours = by in named(Publish().withhold) and metric in ("received", "issues") and part != ROW
            if is_ours and part in ("value", "previous") and 0 < number < 5:
                yield year, metric, stage, by, group, part


def test_the_attack_finds_a_number_that_all_others_together_give_away(published_sample: Published) -> None:
    run, folder = published_sample
    found, kinds = {"2023/24": told_by(folder)}, kinds_named_by(folder)
    assert [*worked_out(run, found, kinds)] == [*small_in(found)] == []
    assert {"Service Quality: Poor Communication", "Delay: all sub-categories"} <= kinds
    services = [one for one in figures_for(run, None).groups("received", 3, by="service") if one.value]
    (last, *others) = [one for one in services if one.value and one.value < 5]
    for one in {*services} - {last}:
        found["2023/24"]["2023/24", ("received", 3, "service", one.group), "value"] = one.value or Decimal(0)
    assert {(cell[2], number) for _, _, cell, number in worked_out(run, found, kinds)} >= {(last.group, last.value)}
    assert len({*small_in(found)}) == len(others)
