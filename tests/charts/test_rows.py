"""How many rows a chart of bars has room for, told without the font where that is sure."""

import string

from hypothesis import given
from hypothesis import strategies as st

from complaints_report.charts.looks import Looks, wearing
from complaints_report.charts.rows import NAMES, WIDE, WIDEST, WIDEST_OTHER, all_surely_fit, most_lines, rows_that_fit
from complaints_report.charts.style import styled, width_of, wrapped
from complaints_report.package_data import package_file

PRINTED = string.ascii_letters + string.digits + string.punctuation


def test_no_letter_is_wider_than_the_widest():
    with styled():
        for letter in PRINTED:
            assert width_of(letter * 100) / 100 <= (WIDEST if letter in WIDE else WIDEST_OTHER)


@given(st.lists(st.text(PRINTED, min_size=1, max_size=25), min_size=1, max_size=12).map(" ".join))
def test_no_name_takes_more_lines_than_the_most(name):
    with styled():
        assert wrapped(name, NAMES).count("\n") + 1 <= most_lines(name)


def test_names_that_surely_fit_do_fit_and_others_are_measured():
    few, many = ["Fostering"] * 20, ["Fostering"] * 40
    assert all_surely_fit(few)
    assert not all_surely_fit(many)
    assert (rows_that_fit(few), rows_that_fit(many)) == (20, 28)


def test_letters_and_fonts_that_are_not_ours_are_measured():
    assert not all_surely_fit(["Æthelflæd"])
    with wearing(Looks(fonts=(package_file("templates", "fonts") / "LiberationSans-Bold.ttf",))):
        assert not all_surely_fit(["Fostering"])
