"""Rows kept as the numbers of their different cells: however they are read in parts, they hold what was written."""

from hypothesis import given
from hypothesis import strategies as st

from complaints_report.intake.read.cells import to_cell
from complaints_report.intake.read.coded_columns import rows_of_texts, rows_of_values, table_of

TEXTS = st.sampled_from(["", " ", "a", "b", " b", "#N/A", "01/04/2023", "é"])
VALUES = st.sampled_from(["", "a", 1, 1.0, True, 0, False, 0.0, 2.5, "1"])


def rows_of(cells, smallest=1):
    return st.lists(st.lists(cells, min_size=smallest, max_size=4), min_size=1, max_size=6)


def held(rows):
    """The cells of each row by its number, each with its type."""
    return {row.number: [(type(cell), cell) for cell in row.cells] for row in rows}


def wanted(parts):
    """The rows of all parts that hold something."""
    every = enumerate((list(map(to_cell, row)) for part in parts for row in part), 1)
    return {
        number: [(type(cell), cell) for cell in row] for number, row in every if any(one is not None for one in row)
    }


@given(st.lists(rows_of(TEXTS), min_size=1, max_size=4))
def test_texts_read_in_parts_are_what_each_part_holds(parts):
    assert held(rows_of_texts(map(table_of, parts))) == wanted(parts)


@given(st.lists(rows_of(VALUES), min_size=1, max_size=4))
def test_values_read_in_parts_are_what_each_part_holds_and_of_its_type(parts):
    assert held(rows_of_values(map(table_of, parts), to_cell)) == wanted(parts)


def test_no_part_at_all_is_no_row():
    assert held(rows_of_texts([])) == {}
