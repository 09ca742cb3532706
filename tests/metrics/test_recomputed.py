"""Every figure of folders made at random is the one computed a second time, from the contract's words alone."""

import csv
import io
from datetime import date

import pytest
from typer.testing import CliRunner

from complaints_report.cli import app
from complaints_report.metrics.catalogue import METRICS
from tests.metrics.random_folder import random_folder
from tests.metrics.recomputed import recomputed
from tests.metrics.recomputed_metrics import UNITS

CELLS = ("value", "numerator", "denominator", "previous", "change", "percent_change")


def run(*words):
    """What a command that goes well writes."""
    done = CliRunner().invoke(app, [*map(str, words)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_every_metric_is_computed_a_second_time():
    assert set(UNITS) == set(METRICS)


@pytest.mark.parametrize("seed", range(10))
def test_figures_of_a_random_folder_are_those_computed_a_second_time(seed, tmp_path):
    found = differences(tmp_path / "made", seed)
    assert not found, "\n".join([f"{len(found)} differences", *found[:60]])


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 300))
def test_figures_of_many_random_folders_are_those_computed_a_second_time(seed, tmp_path):
    found = differences(tmp_path / "made", seed)
    assert not found, "\n".join([f"{len(found)} differences", *found[:60]])


def differences(path, seed):
    """What the program and the second computation say differently of a seed's folder, a line each."""
    made = random_folder(path, seed)
    told = figures(path, made.year)
    expected = recomputed(made.tables, made.settings, made.year)
    return [*rows_that_differ(told, expected), *(orders_that_differ(told, expected))]


def figures(path, year):
    """The program's figures: (metric, stage, by, group) -> its cells, in the order in which they are written."""
    rows = list(csv.DictReader(io.StringIO(run("figures", "-f", path, "--year", year, "--format", "csv"))))
    found = {tuple(row[name] for name in ("metric", "stage", "by", "group")): row for row in rows}
    assert len(found) == len(rows), "a figure is there twice"
    assert all(row["year"] == year and row["unit"] == UNITS.get(row["metric"], row["unit"]) for row in rows)
    return {key: tuple(row[name] for name in CELLS) for key, row in found.items()}


def rows_that_differ(told, expected):
    """Rows that only one has, and cells that differ."""
    for key in [*expected, *(key for key in told if key not in expected)]:
        name = " / ".join(key)
        if key not in told:
            yield f"{name}: the program has no such row; expected {expected[key]}"
        elif key not in expected:
            yield f"{name}: not expected; the program says {told[key]}"
        else:
            pairs = zip(CELLS, told[key], expected[key], strict=True)
            yield from (f"{name}: {cell} is {one!r}, expected {two!r}" for cell, one, two in pairs if one != two)


def orders_that_differ(told, expected):
    """Breakdowns whose groups come in another order."""
    for breakdown in dict.fromkeys(key[:3] for key in expected):
        one, two = ([key[3] for key in table if key[:3] == breakdown] for table in (told, expected))
        if one != two and set(one) == set(two):
            yield f"{' / '.join(breakdown)}: the order is {one}, expected {two}"


HEADINGS = ("reference", "stage", "procedure", "received_on", "responded_on", "service", "outcome", "extension_agreed")
BY_HAND = (
    ("A", "1", "local", "2023-06-05", "2023-06-23", "Fostering", "upheld", "no"),  # 14 days, limit 15
    ("B", "1", "local", "2023-05-02", "2023-06-05", "Fostering", "not upheld", "yes"),  # 22 days over two holidays
    ("C", "1", "statutory", "2023-06-01", "", "Fostering", "", ""),  # age 21, limit 10, extended 20
    ("D", "1", "statutory", "2023-06-12", "", "Fostering", "", "yes"),  # age 14, own limit 20
    ("E", "1", "statutory", "2023-06-01", "2023-06-20", "Fostering", "resolved", ""),  # 13 days, limit 10
    ("F", "1", "statutory", "2023-05-01", "", "Fostering", "withdrawn", ""),
)
LESSONS = (
    ("2023/24", "2023-06-29", "in progress"),
    ("2023/24", "2023-06-30", "not started"),
    ("2023/24", "2023-05-01", "complete"),
    ("2022/23", "2023-05-01", ""),
)


def test_the_second_computation_agrees_with_figures_worked_by_hand():
    tables = {
        "complaints": [dict(zip(HEADINGS, row, strict=True)) for row in BY_HAND],
        "learning": [dict(zip(("year", "due_on", "status"), row, strict=True), stage="1") for row in LESSONS],
    }
    settings = {
        "report": {"exported_on": date(2023, 6, 30)},
        "data": {"covers": ["2023/24"]},
        "limits": {"local": {"stage_1": 15, "stage_1_extended": 25}},
    }
    found = recomputed(tables, settings, "2023/24")
    expected = {
        ("within_limit", "1", "", ""): ("66.7", "2", "3"),
        ("within_limit", "1", "procedure", "statutory"): ("0.0", "0", "1"),
        ("within_limit", "1", "quarter", "Q4"): ("", "0", "0"),
        ("within_limit", "2", "", ""): ("", "0", "0"),
        ("extended_within_limit", "1", "", ""): ("100.0", "1", "1"),
        ("within_limit_of_due", "1", "", ""): ("50.0", "2", "4"),
        ("within_20_days_of_due", "1", "", ""): ("50.0", "2", "4"),
        ("unanswered", "1", "", ""): ("2", "2", ""),
        ("overdue", "1", "", ""): ("1", "1", ""),
        ("overdue", "1", "procedure", "local"): ("0", "0", ""),
        ("open_at_end", "1", "procedure", "statutory"): ("2", "2", ""),
        ("p90_days", "1", "", ""): ("22.00", "", "3"),
        ("p90_days", "3", "", ""): ("", "", "0"),
        ("median_days", "1", "procedure", "local"): ("18.00", "", "2"),
        ("timed", "1", "band", "11 to 20"): ("2", "2", ""),
        ("share_timed", "1", "band", "21 to 25"): ("33.3", "1", "3"),
        ("upheld_of_findings", "1", "", ""): ("50.0", "1", "2"),
        ("actions_overdue", "", "", ""): ("2", "2", ""),
    }
    assert {key: found[key][:3] for key in expected} == expected
