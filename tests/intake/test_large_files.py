"""Files that are wrong in every row: each row is left out, as many as anybody reads are listed, the others counted."""

import time
from io import BytesIO

import pytest
from openpyxl import load_workbook

from complaints_report.build import _draft_words, context_of, run_record
from complaints_report.intake.fault_workbook import to_xlsx
from complaints_report.intake.listing import to_text
from complaints_report.intake.tables.typed_rows import MOST_LISTED
from complaints_report.run import figures_for

HEADINGS = "reference,stage,procedure,received_on,service"
ROWS = MOST_LISTED + 5


def listed(run, rule, column):
    """In how many rows a rule is told to be broken in a column, and what is said of the others."""
    found = [one for one in run.errors if (one.rule, one.column) == (rule, column)]
    return sum(one.row is not None for one in found), [one.message for one in found if one.row is None]


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        pytest.param("{0},nought,local,01/06/2023,East", "unknown-value", "stage", marks=pytest.mark.long),
        ("{0},1,local,{0},East", "unreadable-date", "received_on"),
        pytest.param("{0},1,local,01/06/2023,", "missing-value", "service", marks=pytest.mark.long),
        ("R,1,local,01/06/2023,East{0}", "duplicate-record", "reference"),
        pytest.param("{0},3,local,01/06/2023,East", "wrong-stage", "stage", marks=pytest.mark.long),
    ],
)
def test_of_very_many_faults_of_a_column_the_first_are_listed_and_the_others_counted(opened, row, rule, column):
    run = opened("\n".join([HEADINGS, "G,1,local,01/06/2023,East", *(row.format(number) for number in range(ROWS))]))
    told, further = listed(run, rule, column)
    assert told == MOST_LISTED
    assert further == ["This rule is broken in 5 more rows of this column, which are not listed one by one."]
    assert run.export.tables["complaints"].index.tolist() == [2]


def test_the_faults_that_are_not_listed_are_counted(opened):
    run = opened("\n".join([HEADINGS, *(f"{number},1,local,soon,East" for number in range(ROWS))]))
    said = to_text(run.faults)
    assert said.startswith(f"{ROWS:,} errors and ")
    assert f"{ROWS:,}  unreadable-date (error)" in said
    assert f"{MOST_LISTED:,} rows: 2, 3, 4, 5, 6 and {MOST_LISTED - 5:,} more" in said
    more = ROWS - MOST_LISTED
    assert f"This rule is broken in {more} more rows of this column, which are not listed one by one." in said
    assert f"{ROWS:,}" in _draft_words(run, draft=True)
    assert run_record(run, "2023/24", draft=True)["errors"] == ROWS


@pytest.mark.long
def test_the_workbook_and_the_report_count_them_too(opened):
    run = opened(
        "\n".join(
            [HEADINGS, *(f"{number},3,local,01/06/2023,East" for number in range(ROWS)), "G,1,local,01/06/2023,East"]
        )
    )
    summary = load_workbook(BytesIO(to_xlsx(run.faults, run.export.read)), read_only=True).worksheets[0]
    counted = [row[2] for row in summary.iter_rows(values_only=True) if "wrong-stage" in row]
    assert counted == [MOST_LISTED, ROWS - MOST_LISTED]
    told = context_of(run, figures_for(run, "2023/24")).faults_by_rule()
    assert [number for rule, _, number, *_ in told if rule == "wrong-stage"] == [ROWS]


def test_as_many_faults_as_are_listed_leave_none_to_count(opened):
    run = opened("\n".join([HEADINGS, *(f"{number},1,local,soon,East" for number in range(MOST_LISTED))]))
    assert listed(run, "unreadable-date", "received_on") == (MOST_LISTED, [])


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADINGS}\n" + "1,1,,,\n" * 100_000,
        pytest.param(f"{HEADINGS}\n" + "1\n" * 250_000, marks=pytest.mark.long),
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
