"""Files that are wrong in every row: each row is left out, as many as anybody reads are listed, the others counted."""

import time

import pytest

from complaints_report.intake.listing import to_text
from complaints_report.intake.table import MOST_LISTED

HEADINGS = "reference,stage,procedure,received_on,service"
ROWS = MOST_LISTED + 5


def listed(run, rule, column):
    """In how many rows a rule is told to be broken in a column, and what is said of the others."""
    found = [one for one in run.errors if (one.rule, one.column) == (rule, column)]
    return sum(one.row is not None for one in found), [one.message for one in found if one.row is None]


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        ("{0},nought,local,01/06/2023,East", "unknown-value", "stage"),
        ("{0},1,local,{0},East", "unreadable-date", "received_on"),
        ("{0},1,local,01/06/2023,", "missing-value", "service"),
        ("R,1,local,01/06/2023,East{0}", "duplicate-record", "reference"),
        ("{0},3,local,01/06/2023,East", "wrong-stage", "stage"),
    ],
)
def test_of_very_many_faults_of_a_column_the_first_are_listed_and_the_others_counted(opened, row, rule, column):
    run = opened("\n".join([HEADINGS, "G,1,local,01/06/2023,East", *(row.format(number) for number in range(ROWS))]))
    told, further = listed(run, rule, column)
    assert told == MOST_LISTED
    assert further == ["This rule is broken in 5 more rows of this column, which are not listed one by one."]
    assert run.export.tables["complaints"].index.tolist() == [2]


def test_as_many_faults_as_are_listed_leave_none_to_count(opened):
    run = opened("\n".join([HEADINGS, *(f"{number},1,local,soon,East" for number in range(MOST_LISTED))]))
    assert listed(run, "unreadable-date", "received_on") == (MOST_LISTED, [])


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADINGS}\n" + "1,1,,,\n" * 100_000,
        f"{HEADINGS}\n" + "1\n" * 250_000,
        HEADINGS + "".join(f",heading {number}" for number in range(50_000)) + "\n1,1,local,01/06/2023,East\n",
    ],
    ids=["rows that lack nearly all", "rows of one letter", "headings beyond count"],
)
def test_a_large_file_of_hardly_any_sense_is_answered(opened, text):
    started = time.process_time()
    run = opened(text)
    to_text(run.faults, run.export.notes)
    # It takes about a second; when each fault was written in full, or each heading compared with each name, it took
    # ten and more.
    assert time.process_time() - started < 10
