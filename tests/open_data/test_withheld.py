"""That what is withheld stands nowhere in the open data: not in a cell, nor in the files' own XML."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from python_calamine import CalamineWorkbook

from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figures import Figures
from complaints_report.open_data import NAMES, write_open_data
from complaints_report.run import figures_for, open_folder
from tests.awkward import MORE_HEADINGS, folder
from tests.conftest import TODAY

TELLING = 987_654_321


def contents(path) -> str:
    """All that a file says, unzipped."""
    if path.suffix in (".csv", ".json"):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def marked_by_a_number(figures: Figures) -> Figures:
    """The figures with a number in place of each that is then withheld, which stands nowhere else."""
    hidden = {key for key, one in publishable(figures).years[figures.year].items() if one.withheld}
    assert hidden
    known = figures.years[figures.year]
    told = {
        key: replace(one, exact=Fraction(TELLING), numerator=TELLING, denominator=TELLING, previous=None)
        if key in hidden
        else one
        for key, one in known.items()
    }
    assert any(one.value == TELLING for one in told.values())
    withheld = {
        key: replace(one, exact=None, numerator=None, denominator=None, previous=None, withheld=True)
        if key in hidden
        else one
        for key, one in told.items()
    }
    return replace(figures, years={figures.year: withheld})


@pytest.fixture
def few(tmp_path):
    """A folder with two complaints by young children among thirty."""
    row = "A{0},1,statutory,2023-05-01,2023-05-10,Fostering,upheld,email,parent,no,,,{1},female"
    ages = ["0 to 4"] * 2 + ["5 to 9"] * 11 + ["10 to 15"] * 17
    return folder(tmp_path / "made", *(row.format(*one) for one in enumerate(ages)), headings=MORE_HEADINGS)


def test_a_withheld_number_is_in_no_file_and_a_mark_is_in_its_place(few, tmp_path):
    run = open_folder(few, TODAY)
    figures = figures_for(run, "2023/24")
    shown = publishable(figures)
    hidden = [one for one in shown if one.withheld]
    assert hidden
    write_open_data(shown, "Title", run.settings, tmp_path)
    for name in NAMES[:2]:
        rows = CalamineWorkbook.from_path(tmp_path / name).get_sheet_by_name("received_number").to_python()
        cells = {row[3]: row[5:] for row in rows if row[2] == "age band"}
        for one in hidden:
            if one.metric == "received" and one.by == "age_band":
                assert set(cells[one.group][:1]) == {"[c]"}
                assert not any(isinstance(cell, float) for cell in cells[one.group])
    lines = (tmp_path / "figures.csv").read_text(encoding="utf-8").splitlines()
    assert sum(line.endswith(",[c]") for line in lines) == len(hidden)
    for line in lines:
        if line.endswith(",[c]"):
            assert re.search(r"2023/24,,,,\w+,,,,\[c\]$", line)


def test_the_raw_parts_hold_no_number_that_was_withheld(few, tmp_path):
    """The very numbers are small and stand everywhere, so each is one that stands nowhere else."""
    run = open_folder(few, TODAY)
    write_open_data(marked_by_a_number(figures_for(run, "2023/24")), "Title", run.settings, tmp_path)
    for name in NAMES:
        assert not re.search(r"987[,.]?654", contents(tmp_path / name))


def test_that_test_would_find_a_number_that_is_not_withheld(few, tmp_path):
    run = open_folder(few, TODAY)
    figures = figures_for(run, "2023/24")
    key = ("received", 1, "age_band", "0 to 4")
    one = replace(figures.years["2023/24"][key], exact=Decimal(TELLING))
    write_open_data(
        replace(figures, years={"2023/24": {**figures.years["2023/24"], key: one}}), "Title", run.settings, tmp_path
    )
    for name in (NAMES[0], NAMES[1], NAMES[2]):
        assert re.search(r"987[,.]?654", contents(tmp_path / name))
