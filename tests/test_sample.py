"""The sample reproduces the published figures, and its files are what its script makes."""

import csv
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from complaints_report.metrics.figure import half_up
from complaints_report.metrics.figures import Figures
from complaints_report.run import Run, figures_for
from tests.conftest import ROOT, SAMPLE

MADE = ("complaints-export.xlsx", "issues.csv", "compliments.csv", "ombudsman.csv", "learning.csv", "activity.csv")


def published() -> list[dict[str, str]]:
    with (ROOT / "tests" / "published_2023_24.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AGREED = [row for row in published() if row["agrees"] == "yes"]


@pytest.fixture(scope="module")
def figures(sample: Run) -> Figures:
    return figures_for(sample, "2023/24")


@pytest.mark.parametrize(
    "row", AGREED, ids=lambda row: "-".join(row[name] for name in ("metric", "stage", "group", "year"))
)
def test_the_sample_gives_the_published_figure(figures: Figures, row: dict[str, str]) -> None:
    stage = int(row["stage"]) if row["stage"] else None
    ours = figures.figure(row["metric"], stage, by=row["by"], group=row["group"], year=row["year"])
    theirs = Decimal(row["published"].replace("-", "0"))
    assert ours.at(int(row["decimals"])) == half_up(theirs, int(row["decimals"]))
    if row["numerator"]:
        assert ours.numerator == Decimal(row["numerator"])
    if row["denominator"]:
        assert ours.denominator == int(row["denominator"])


def test_where_the_published_report_was_wrong_the_whole_numbers_decide(figures: Figures) -> None:
    wrong = [row for row in published() if row["agrees"] == "no"]
    ours = {
        (row["metric"], row["stage"]): figures.figure(
            row["metric"], int(row["stage"]), by=row["by"], group=row["group"]
        ).value
        for row in wrong
    }
    assert ours == {
        ("received", "2"): Decimal(56),
        ("share_outcomes", "3"): Decimal("64.7"),
        ("upheld_or_partly", "1"): Decimal("37.7"),
        ("issues_upheld_or_partly", "1"): Decimal("43.8"),
    }


def test_the_sample_has_the_five_warnings_and_nothing_else(sample: Run) -> None:
    assert [fault.rule for fault in sample.faults] == ["outcome-without-response"] * 5


def test_the_committed_files_are_what_the_script_makes(tmp_path: Path) -> None:
    script = SAMPLE / "make_sample.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True, timeout=120)
    for name in (*MADE, "history.csv"):
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name
