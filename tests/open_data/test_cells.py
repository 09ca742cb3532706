"""Every cell of the open data, read back by other libraries, beside the figure that it is of."""

import csv
import math
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.table import COLUMNS, to_row
from complaints_report.open_data.marks import marked_cells
from complaints_report.open_data.spreadsheet import SUBJECTS, UNITS, sheet_name
from complaints_report.safe_text import guarded
from tests.awkward import ONE, folder
from tests.open_data.conftest import written

FRONT = ["cover", "contents", "notes", "measures"]
HEADS = {
    "Measure": "metric",
    "Stage": "stage",
    "Broken down by": "by",
    "Group": "group",
    "Year": "year",
    "Numerator (number)": "numerator",
    "Denominator (number)": "denominator",
    "Working days in all (number)": "numerator",
    "Responses (number)": "denominator",
}
MARKS = ("[c]", "[x]", "[z]")


def column_of(heading: str) -> str:
    begins = {"Value": "value", "Year before": "previous"}
    if heading in HEADS:
        return HEADS[heading]
    if heading.startswith("Change ("):
        return "change"
    return begins[heading.partition(" (")[0]]


def said(figure) -> dict[str, object]:
    """What each column is to hold, a number that there is not as None."""
    cells = dict(zip(COLUMNS, to_row(figure), strict=True))
    cells["metric"] = METRICS[figure.metric].title
    return cells | {"by": figure.by.replace("_", " ") or "Total", "group": figure.group or "Total"}


def tables(book: CalamineWorkbook) -> dict[str, list[list[object]]]:
    """The rows from the headings on of each sheet that has figures."""
    names = [name for name in book.sheet_names if name not in FRONT]
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)[2:] for name in names}


@pytest.fixture(params=["figures.xlsx", "figures.ods"])
def book(request, data):
    return CalamineWorkbook.from_path(data.folder / request.param)


def test_every_figure_is_in_the_table_of_its_subject_and_unit_in_order(book, data):
    subject_of = {one.name: subject for subject, (_, metrics) in SUBJECTS.items() for one in metrics}
    wanted: dict[str, list[object]] = {}
    for figure in data.figures:
        wanted.setdefault(sheet_name(subject_of[figure.metric], figure.unit), []).append(figure)
    found = tables(book)
    assert set(found) == set(wanted)
    for name, (headings, *rows) in found.items():
        assert len(rows) == len(wanted[name])
        columns = [column_of(heading) for heading in headings]
        if "number" in name.split("_"):
            assert headings[-1] == "Change (percent)"
            columns[-1] = "percent_change"
        for figure, row in zip(wanted[name], rows, strict=True):
            for column, cell in zip(columns, row, strict=True):
                assert_is(cell, said(figure)[column], figure, column)


def assert_is(cell, value, figure, column) -> None:
    """A cell is the figure's number or name, or a mark where there is none."""
    if value is None:
        assert cell in MARKS, (figure, column)
        if figure.withheld and column not in ("stage", "percent_change"):
            never = column == "previous" and figure.previous is None
            never |= column in ("numerator", "denominator") and figure.metric in ("median_days", "p90_days")
            assert cell == ("[c]" if not never else cell), (figure, column)
    elif isinstance(value, str):
        assert cell == value
    else:
        assert isinstance(cell, float)
        assert Decimal(repr(cell)) == Decimal(value)


def test_there_is_a_subject_for_every_metric_once():
    subjects = [{one.name for one in metrics} for _, metrics in SUBJECTS.values()]
    assert set().union(*subjects) == METRICS.keys()
    assert sum(map(len, subjects)) == len(METRICS)
    assert {one.unit for one in METRICS.values()} <= set(UNITS)


def test_names_fit_excel_and_stay_the_same_whatever_the_year_holds(of_sample):
    names = [sheet_name(subject, unit) for subject in SUBJECTS for unit in UNITS]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 31


def test_the_csv_has_the_same_figures_with_blanks_and_one_mark(data):
    with (data.folder / "figures.csv").open(encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    assert headings == [*COLUMNS, "note"]
    for figure, row in zip(data.figures, rows, strict=True):
        *cells, note = row
        assert cells == [guarded("" if value is None else f"{value}") for value in to_row(figure)]
        assert (note in MARKS) if figure.value is None else not note
        assert (note == "[c]") == figure.withheld
    assert not (data.folder / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_pandas_reads_the_csv_as_numbers_and_names(of_sample):
    read = pd.read_csv(of_sample.folder / "figures.csv")
    numbers = ["value", "numerator", "denominator", "previous", "change", "percent_change"]
    assert all(pd.api.types.is_numeric_dtype(read[column]) for column in numbers)
    total = read.query("metric == 'received' and stage == 1 and by.isna()")
    assert total["value"].tolist() == [371]
    assert math.isnan(read[read["note"] == "[c]"]["value"].sum(min_count=1))


def test_what_cannot_be_is_told_from_what_is_not_known(tmp_path_factory):
    """Nothing was timed, so there is no mean; the year before is not in the data, so it is not known."""
    made = folder(tmp_path_factory.mktemp("marks") / "made", ONE.replace("upheld", "withdrawn"))
    data = written(made.parent / "data", made)
    for name in ("figures.xlsx", "figures.ods"):
        (headings, first, *_) = tables(CalamineWorkbook.from_path(data.folder / name))["responses_working_days"]
        row = dict(zip(headings, first, strict=True))
        assert row["Value (working days)"] == "[z]"
        assert row["Year before (working days)"] == "[x]"
        assert row["Change (working days)"] == "[z]"


def test_a_withheld_year_before_is_told_as_withheld(of_sample):
    figure = next(one for one in of_sample.figures if one.previous and one.known)
    hidden = replace(figure, previous=replace(figure.previous, exact=None, withheld=True))
    assert (marked_cells(hidden)["previous"], marked_cells(hidden)["change"]) == ("[c]", "[c]")
    assert marked_cells(replace(figure, previous=None))["previous"] == "[x]"
