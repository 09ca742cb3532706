"""The metadata of figures.csv held to the file: its columns, their kinds, its key, its licence."""

import csv
import json
import re
import shutil
from decimal import Decimal

import pytest
from csvw import CSVW

from complaints_report.metrics.table import COLUMNS, to_row
from complaints_report.open_data.marks import mark_of
from complaints_report.safe_text import guarded
from tests.open_data.conftest import TITLE, odd_names, written


@pytest.fixture
def told(data):
    return json.loads((data.folder / "figures.csv-metadata.json").read_text(encoding="utf-8"))


@pytest.fixture
def rows(data):
    with (data.folder / "figures.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.reader(file, strict=True)]


def test_they_describe_every_column_of_the_heading_row_in_its_order(told, rows):
    columns = told["tableSchema"]["columns"]
    assert [one["name"] for one in columns] == [one["titles"][0] for one in columns] == rows[0] == [*COLUMNS, "note"]
    assert all(len(one["dc:description"]) > 15 for one in columns)
    assert all(len(row) == len(columns) for row in rows)


def is_of(kind, cell: str) -> bool:
    """Whether a cell is of a datatype of CSV on the Web, of those that are used here."""
    base, given = (kind, {}) if isinstance(kind, str) else (kind["base"], kind)
    if base == "string":
        return bool(re.fullmatch(given.get("format", ".*"), cell, re.DOTALL))
    if not re.fullmatch(r"-?\d+" if base == "integer" else r"-?\d+(\.\d+)?", cell):
        return False
    return Decimal(given.get("minimum", cell)) <= Decimal(cell) <= Decimal(given.get("maximum", cell))


def test_every_cell_is_of_the_kind_that_they_say(told, rows):
    for row in rows[1:]:
        for column, cell in zip(told["tableSchema"]["columns"], row, strict=True):
            if cell or column.get("required"):
                assert is_of(column["datatype"], cell), (column["name"], cell)


def test_their_key_tells_every_row_from_every_other(told, rows):
    places = [rows[0].index(name) for name in told["tableSchema"]["primaryKey"]]
    keys = [tuple(row[place] for place in places) for row in rows[1:]]
    assert len(keys) == len(set(keys)) > 0


def test_they_name_the_file_its_title_publisher_and_licence(told, data):
    assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
    assert (data.folder / told["url"]).is_file()
    assert told["dc:title"] == TITLE
    assert told["dc:publisher"] == data.settings.organisation.name
    assert told["dc:license"]["@id"].endswith("/open-government-licence/version/3/")
    assert "dc:issued" not in told


@pytest.mark.parametrize(
    ("licence", "wanted"),
    [
        ("https://example.org/l", {"@id": "https://example.org/l"}),
        ("Ask us first", "Ask us first"),
    ],
)
def test_a_licence_of_ones_own_is_named_as_it_is(tmp_path, licence, wanted):
    made = odd_names(tmp_path / "made")
    lines = f'\n[publish]\nlicence = "{licence}"\npublished_on = 2024-07-01\n'
    (made / "report.toml").write_text((made / "report.toml").read_text(encoding="utf-8") + lines, encoding="utf-8")
    data = written(tmp_path / "data", made)
    told = json.loads((data.folder / "figures.csv-metadata.json").read_text(encoding="utf-8"))
    assert (told["dc:license"], told["dc:issued"]) == (wanted, "2024-07-01")


def is_accepted(folder) -> bool:
    """Whether a reader of CSV on the Web finds nothing: it tells some faults as warnings, and stops at others."""
    try:
        return CSVW(str(folder / "figures.csv-metadata.json"), validate=True).is_valid
    except ValueError:
        return False


def test_a_reader_of_csv_on_the_web_takes_them_and_reads_every_figure(data):
    assert is_accepted(data.folder)
    (table,) = CSVW(str(data.folder / "figures.csv-metadata.json")).tables
    for figure, read in zip(data.figures, table.iterdicts(), strict=True):
        cells = [guarded(cell) if isinstance(cell, str) else cell for cell in (*to_row(figure), mark_of(figure))]
        assert list(read.values()) == [None if cell == "" else cell for cell in cells]


@pytest.mark.filterwarnings("always")
@pytest.mark.parametrize(
    ("of", "old", "new"),
    [
        ("figures.csv", ",371,", ",many,"),
        ("figures.csv", "received,1,", "received,4,"),
        ("figures.csv", "2023/24", "2023"),
        ("figures.csv", ",count,", ",people,"),
        ("figures.csv", "received,1,procedure,statutory", "received,1,procedure,local"),
        ("figures.csv-metadata.json", '"base": "integer"', '"base": "whole"'),
        ("figures.csv-metadata.json", '"@language": "en-GB"', '"@language": "English (British)"'),
    ],
)
def test_that_reader_would_find_what_is_not_as_they_say(of_sample, tmp_path, of, old, new):
    made = shutil.copytree(of_sample.folder, tmp_path / "data")
    text = (made / of).read_text(encoding="utf-8")
    assert old in text
    (made / of).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not is_accepted(made)
