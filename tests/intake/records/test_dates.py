"""Which texts and cells are days, and which are faults instead of guesses."""

from calendar import day_abbr, day_name, month_abbr, month_name
from datetime import date, datetime, time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH
from pydantic import TypeAdapter, ValidationError

from complaints_report.intake.records.dates import DateContext
from complaints_report.intake.records.models import Day

DAY = TypeAdapter(Day)
HEADINGS = ["reference", "stage", "procedure", "received_on", "service"]
FORMS = {
    "04/03/2024": lambda day: f"{day:%d/%m/%Y}",
    "4/3/24": lambda day: f"{day.day}/{day.month}/{day:%y}",
    "4 / 3 / 2024": lambda day: f"{day.day} / {day.month} / {day.year}",
    "04.03.2024": lambda day: f"{day:%d.%m.%Y}",
    "04-03-2024": lambda day: f"{day:%d-%m-%Y}",
    "04/03/2024 10:15": lambda day: f"{day:%d/%m/%Y} 10:15",
    "04/03/2024 at 10.15am": lambda day: f"{day:%d/%m/%Y} at 10.15am",
    "04/03/2024, 10:15:00 PM": lambda day: f"{day:%d/%m/%Y}, 10:15:00 PM",
    "Mon 04/03/2024": lambda day: f"{day_abbr[day.weekday()]} {day:%d/%m/%Y}",
    "2024-03-04": lambda day: f"{day:%Y-%m-%d}",
    "2024/3/4": lambda day: f"{day.year}/{day.month}/{day.day}",
    "2024-03-04+01:00": lambda day: f"{day:%Y-%m-%d}+01:00",
    "2024-03-04T10:15:00.000+01:00": lambda day: f"{day:%Y-%m-%d}T10:15:00.000+01:00",
    "2024-03-04T10:15:00Z": lambda day: f"{day:%Y-%m-%d}T10:15:00Z",
    "2024-03-04 10:15:00.1234567": lambda day: f"{day:%Y-%m-%d} 10:15:00.1234567",
    "20240304": lambda day: f"{day:%Y%m%d}",
    "20240304 as a number": lambda day: int(f"{day:%Y%m%d}"),
    "20240304.0": lambda day: float(f"{day:%Y%m%d}"),
    "4 March 2024": lambda day: f"{day.day} {month_name[day.month]} {day.year}",
    "4th March 2024": lambda day: f"{day.day}th {month_name[day.month]} {day.year}",
    "4th of March, 2024": lambda day: f"{day.day}th of {month_name[day.month]}, {day.year}",
    "Monday 4 March 2024": lambda day: f"{day_name[day.weekday()]} {day.day} {month_name[day.month]} {day.year}",
    "Mon, 04 Mar 2024 10:15:00 GMT": lambda day: (
        f"{day_abbr[day.weekday()]}, {day:%d} {month_abbr[day.month]} {day.year} 10:15:00 GMT"
    ),
    "04-Mar-24": lambda day: f"{day:%d}-{month_abbr[day.month]}-{day:%y}",
    "04MAR2024": lambda day: f"{day:%d}{month_abbr[day.month].upper()}{day.year}",
    "March 4, 2024": lambda day: f"{month_name[day.month]} {day.day}, {day.year}",
    "Mar 4 2024": lambda day: f"{month_abbr[day.month]} {day.day} {day.year}",
    "Mar  4 2024 12:00AM": lambda day: f"{month_abbr[day.month]} {day.day:2} {day.year} 12:00AM",
    "Monday, March 4th, 2024": lambda day: (
        f"{day_name[day.weekday()]}, {month_name[day.month]} {day.day}th, {day.year}"
    ),
    "45355": lambda day: str(serial(day)),
    "45355.43": lambda day: f"{serial(day)}.43",
    "45355 as a number": lambda day: serial(day),
    "'04/03/2024": lambda day: f"'{day:%d/%m/%Y}",
    "a cell of a date": lambda day: day,
    "a cell of a date and a time": lambda day: datetime.combine(day, time(23, 59)),
}


def serial(day):
    """The day as a spreadsheet counts it."""
    return (day - date(1899, 12, 30)).days


def read(cell, **context):
    """The day that a cell is read as."""
    return DAY.validate_python(cell, context=DateContext(**context))


def rule_broken(cell, **context):
    """The rule that a cell breaks."""
    with pytest.raises(ValidationError) as raised:
        read(cell, **context)
    return raised.value.errors()[0]["type"]


def day_or_rule(cell):
    """Whether a cell is read as a day of this century, or the rule that it breaks."""
    try:
        return "this century" if 2000 <= read(cell).year <= 2099 else "another"
    except ValidationError as error:
        return error.errors()[0]["type"]


def faults(run):
    return [(found.rule, found.row, found.value) for found in run.errors]


def received(run):
    return [f"{day:%Y-%m-%d}" for day in run.export.tables["complaints"]["received_on"]]


def dated(*texts):
    return [{"reference": str(n), "received_on": text, "responded_on": ""} for n, text in enumerate(texts)]


@pytest.mark.parametrize("form", FORMS)
@given(day=st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_any_day_reads_back_from_every_form(form, day):
    assert read(FORMS[form](day)) == day


@given(text=st.text(st.characters(categories=["L"])))
def test_letters_alone_are_no_day(text):
    assert rule_broken(text) == "unreadable-date"


@given(cell=st.text(max_size=30) | st.integers() | st.floats())
def test_any_cell_is_a_day_of_this_century_or_unreadable(cell):
    assert day_or_rule(cell) in ("unreadable-date", "this century")


@pytest.mark.parametrize(
    "text",
    [
        "31/04/2024",
        "29/02/2023",
        "29/02/2100",
        "00/00/0000",
        "00/03/2024",
        "04/00/2024",
        "0000-00-00",
        "20230229",
        "20241301",
        "February 29, 2023",
        "31 April 2024",
    ],
)
def test_a_day_that_never_was_is_unreadable(text):
    assert rule_broken(text) == "unreadable-date"


@pytest.mark.parametrize(
    "cell",
    [
        "01/01/1900",
        "1900-01-01",
        "31/12/9999",
        "9999-12-31T23:59:59Z",
        "19000101",
        date(1900, 1, 1),
        datetime(9999, 12, 31),
        1,
        2024,
        20_240_304.5,
        99_991_231,
    ],
)
def test_what_a_system_fills_in_for_nobodys_date_is_unreadable(cell):
    assert rule_broken(cell) == "unreadable-date"


@pytest.mark.parametrize(
    "text",
    [
        "TBC",
        "4/3",
        "03/2024",
        "March 2024",
        "2024",
        "4 Smarch 2024",
        "the 4 March 2024",
        "4 March",
        "March 4, 24",
        "04032024",
        "2024-04-31",
        "2024-31-04",
        "04/03/024",
        "04/03/20245",
        "19999",
        "80001",
        "99999",
        "4535",
        "453550",
        "45355 days",
        "45,355",
        "45355.",
        "''45355",
        "04/03/2024 25:00",
        "04/03/2024 10:60",
        "04/03/2024 - 05/03/2024",
        "04/03/2024?",
        "before 04/03/2024",
        "10:15",
    ],
)
def test_what_only_resembles_a_day_is_unreadable(text):
    assert rule_broken(text) == "unreadable-date"


@pytest.mark.parametrize("text", ["2024-13-04", "2024/31/03"])
def test_after_a_year_the_month_comes_first_always(text):
    assert rule_broken(text, order="month first") == "unreadable-date"


@pytest.mark.parametrize("text", ["Tuesday 4 March 2024", "Sun, 04/03/2024", "Fri March 4, 2024"])
def test_a_date_on_another_day_of_the_week_is_unreadable(text):
    assert rule_broken(text) == "unreadable-date"


@pytest.mark.parametrize("text", ["04/03/99", "4-Mar-99", "04/03/2099"])
def test_a_year_of_two_digits_is_of_this_century(text):
    assert read(text) == date(2099, 3, 4)


def test_a_serial_in_a_text_is_counted_from_the_workbooks_own_first_day():
    assert read("43893", epoch=MAC_EPOCH) == read(43893, epoch=MAC_EPOCH) == date(2024, 3, 4)


@pytest.mark.parametrize("text", ["36526", "45355.999", "73050"])
def test_a_serial_is_read_from_2000_to_2099(text):
    assert 2000 <= read(text).year <= 2099


def test_a_serial_before_2000_is_unreadable():
    assert rule_broken("36525") == "unreadable-date"


@pytest.mark.parametrize("text", ["19999", "80001", "12010304", "99991231"])
def test_digits_that_are_no_likely_day_are_not_said_to_be_one(text):
    with pytest.raises(ValidationError, match="This cannot be read as a date"):
        read(text)


def test_a_set_order_turns_numeric_dates_and_no_others():
    texts = ("04/03/2024", "4.3.24", "2024-03-04", "20240304", "4 March 2024", "March 4, 2024", "45355")
    assert [read(text).month for text in texts] == [3, 3, 3, 3, 3, 3, 3]
    assert [read(text, order="month first").month for text in texts] == [4, 4, 3, 3, 3, 3, 3]


def test_day_and_month_are_not_turned_to_make_a_date_fit():
    assert rule_broken("03/25/2024") == "unreadable-date"
    assert rule_broken("25/03/2024", order="month first") == "unreadable-date"


# Whole columns


@pytest.mark.parametrize("prefix", ["", "'", "Tue "])
def test_a_column_that_can_only_be_month_first_has_one_fault(opened, prefix):
    run = opened(dated(f"{prefix}03/26/2024", f"{prefix}04/09/2024", "2024-03-04"))
    assert faults(run) == [("ambiguous-date", None, "")]
    assert received(run) == ["2024-03-04"]


def test_a_column_set_to_month_first_is_read_so(opened):
    run = opened(dated("03/25/2024", "04/03/2024", "2024-03-04"), '[sources.complaints]\ndate_order = "month first"\n')
    assert not run.errors
    assert received(run) == ["2024-03-25", "2024-04-03", "2024-03-04"]


def test_in_a_column_of_both_orders_each_date_has_its_own_fault(opened):
    run = opened(dated("25/03/2024", "03/25/2024", "04/03/2024", "'05/03/24 10:15", "04/04/2024", "March 4, 2024"))
    assert [found[:2] for found in faults(run)] == [
        ("unreadable-date", 3),
        ("ambiguous-date", 4),
        ("ambiguous-date", 5),
    ]
    assert received(run) == ["2024-03-25", "2024-04-04", "2024-03-04"]


def test_real_dates_beside_texts_are_read_cell_by_cell(opened, workbook):
    cells = (date(2024, 3, 4), "04/03/2024", 45355, "45355", 20240304, "Mon 4 Mar 2024", datetime(2024, 3, 4, 23, 59))
    workbook(Data=[HEADINGS, *([str(n), 1, "local", cell, "East"] for n, cell in enumerate(cells))])
    run = opened(None)
    assert not run.errors
    assert set(run.export.tables["complaints"]["received_on"]) == {pd.Timestamp(2024, 3, 4)}


def test_a_due_date_may_be_later_than_the_export_but_no_default(opened):
    run = opened(learning=[{"due_on": "30/09/2030"}, {"due_on": "31/12/9999"}])
    assert faults(run) == [("unreadable-date", 3, "31/12/9999")]


@pytest.mark.parametrize("text", ["TBC", "Quentin Canary 4 March", "'4/3"])
def test_a_text_that_is_no_date_is_not_shown(opened, text):
    assert faults(opened(dated(text))) == [("unreadable-date", 2, "(text not shown)")]
