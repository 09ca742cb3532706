"""Texts taken apart line by line: either as csv takes them apart, or not at all."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from complaints_report.intake.read import coded_columns
from complaints_report.intake.read.coded_columns import NotByLinesError, table_of, tables

SIGNS = st.sampled_from(
    ['"', ",", ";", "\n", "\r\n", "\r", "a", "ä", "🙂", " ", "'", "1", "NA", "#", "\\", "\t", "\x1a", "\ufeff", "\0"]
)
CELLS = st.sampled_from(["", "a", '"a, b"', '"say ""no"""', "01/04/2023", "NA", " ", "é"])
RECORDS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=30).map(
    lambda rows: "\n".join(map(",".join, rows))
)


def by_csv(text, delimiter):
    """The records as csv has them; a blank one holds one blank cell."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [row or [""] for row in rows]


def put_together(table):
    """The records of a table, each in its place."""
    rows = dict(table.others)
    for at, *cells in zip(table.places.tolist(), *table.columns, strict=True):
        rows[at] = cells
    return [list(rows[at]) for at in range(table.length)]


@given(st.lists(SIGNS, max_size=40).map("".join), st.sampled_from(",;\t"))
@example('a,"b\nc",d\n', ",")
@example('a,"b,"c,d\n', ",")
@example("\n\n\n", ",")
@example('"a"b,c\n', ",")
def test_what_is_read_is_what_csv_reads(text, delimiter):
    try:
        found = [row for table in tables(text, delimiter) for row in put_together(table)]
    except NotByLinesError:
        return
    assert found == by_csv(text, delimiter)


@given(RECORDS, st.integers(1, 60))
def test_ordinary_records_are_read_whatever_is_read_at_once(text, at_once):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coded_columns, "_AT_ONCE", at_once)
        found = [row for table in tables(text, ",") for row in put_together(table)]
    assert found == by_csv(text, ",")


@pytest.mark.parametrize("text", ['a,"b\nc"\n', 'a,"b"c\n', "a\rb\n", "a\0b\n", "a\n\ufeffb\n", 'a,"b\n'])
def test_records_that_are_not_told_by_lines_are_left_to_csv(text):
    with pytest.raises(NotByLinesError):
        list(tables(text, ","))


def test_a_table_of_records_has_the_odd_ones_apart():
    table = table_of([["Complaints"], ["a", "b"], [], ["c", "d"]])
    assert put_together(table) == [["Complaints"], ["a", "b"], [], ["c", "d"]]
    assert table.others == {0: ["Complaints"], 2: []}
