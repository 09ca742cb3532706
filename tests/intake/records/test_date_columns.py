"""Columns of dates in every mixture: each date is read as the day that was meant, or is a fault; never another day."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from complaints_report.calendar import in_london
from complaints_report.intake.records.date_columns import dates_of_column
from complaints_report.intake.records.dates import DateContext
from complaints_report.intake.records.models import Day

DAY = TypeAdapter(Day)
EXPORT = date(2024, 6, 14)
LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(2021, 4, 1), EXPORT - timedelta(days=1))
LATELY = st.dates(date(2023, 1, 1), EXPORT - timedelta(days=1))
HEADINGS = ["reference", "stage", "procedure", "received_on", "service"]


def read(cells, order="day first", export=EXPORT):
    """What each cell of a column is read as: a day, or the rule that it breaks."""
    dates = dates_of_column(cells, DateContext(order, export), export)
    if dates.only_in_other_order:
        return ["ambiguous-date"] * len(cells)
    return [_read(cell, dates.context) for cell in cells]


def _read(cell, context):
    try:
        return DAY.validate_python(cell, context=context)
    except ValidationError as wrong:
        return wrong.errors()[0]["type"]


def misread(cells, days, **settings):
    """The cells that are read, and as another day than was meant."""
    found = zip(cells, read(cells, **settings), days, strict=True)
    return [(cell, day) for cell, day, meant in found if isinstance(day, date) and day != meant]


def turned(day):
    """The day that a spreadsheet of the other country makes of one written in numbers."""
    return date(day.year, day.day, day.month)


def drawn(seed, number):
    """Some days at random."""
    draw = Random(seed)
    return [EXPORT - timedelta(days=draw.randint(1, 900)) for _ in range(number)]


def london_midnight(day):
    """The moment of UTC at which a day begins in London."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC).replace(tzinfo=None)


@given(moment=st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31)))
def test_the_clock_in_london_is_the_one_that_the_world_goes_by(moment):
    assert in_london(moment) == moment.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)


# A column that Excel has turned in part

LEFT = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%y", "%d/%m/%Y 10:15"]
MADE = {
    "real": lambda day: day,
    "real, with a time": lambda day: datetime.combine(day, time(9, 30)),
    "General": lambda day: (day - date(1899, 12, 30)).days,
    "2023-04-05": lambda day: f"{day:%Y-%m-%d}",
    "2023/04/05": lambda day: f"{day:%Y/%m/%d}",
    "2023-04-05 00:00:00": lambda day: f"{day:%Y-%m-%d} 00:00:00",
}


def through_excel(day, left, made):
    """A cell that began as a text of day, month and year, after a spreadsheet that puts the month first."""
    return MADE[made](turned(day)) if day.day <= 12 else day.strftime(left)


@pytest.mark.parametrize("made", MADE)
@given(days=st.lists(DAYS, max_size=25), left=st.sampled_from(LEFT), later=st.lists(DAYS, max_size=3))
def test_no_date_that_may_have_been_turned_is_believed(made, days, left, later):
    large, small = (
        [day for day in days if day.day > 12],
        [day for day in days if day.day <= 12 and day.day != day.month],
    )
    cells = [through_excel(day, left, made) for day in days]
    if large and small and len(set(days)) > 2:
        assert not misread(cells, days)
        assert {found for day, found in zip(days, read(cells), strict=True) if day in small} == {"ambiguous-date"}
        assert [found for day, found in zip(days, read(cells), strict=True) if day in large] == large


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("seed", range(20))
def test_a_few_dates_written_in_by_hand_hide_no_turning(made, seed):
    days = drawn(seed, 60)
    right = drawn(-seed, seed % 5)
    cells = [through_excel(day, "%d/%m/%Y", made) for day in days]
    others = [MADE[made](day) if number % 2 else f"{day:%d/%m/%Y}" for number, day in enumerate(right)]
    assert not misread(cells + others, days + right)


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d %B %Y"])
def test_columns_of_two_forms_that_no_spreadsheet_has_turned_are_read_but_where_chance_makes_them_look_so(form):
    columns = [drawn(seed, 40) for seed in range(30)]
    written = [[day.strftime("%d/%m/%Y" if at % 3 else form) for at, day in enumerate(days)] for days in columns]
    assert sum(read(cells) != days for cells, days in zip(written, columns, strict=True)) <= 1


def test_two_dates_are_no_pattern_and_one_that_is_none_tells_nothing():
    assert read(["2023-04-05", "17/04/2023"]) == [date(2023, 4, 5), date(2023, 4, 17)]
    assert read(["2023-04-05", "2023-06-07", "31/02/2023"])[:2] == [date(2023, 4, 5), date(2023, 6, 7)]


def test_a_date_that_is_the_same_turned_round_is_read():
    cells, days = ["2023-05-05", "17/04/2023"], [date(2023, 5, 5), date(2023, 4, 17)]
    assert read(cells) == days


# Month first, day first, and both


@given(days=st.lists(DAYS, min_size=1, max_size=25))
def test_a_column_that_is_month_first_is_never_read_day_first(days):
    cells = [f"{day:%m/%d/%Y}" for day in days]
    if any(day.day > 12 for day in days):
        assert set(read(cells)) == {"ambiguous-date"}
    assert read(cells, order="month first") == days


@given(days=st.lists(DAYS, min_size=1, max_size=12), others=st.lists(DAYS, min_size=1, max_size=12))
def test_in_a_column_of_both_orders_no_date_that_reads_both_ways_is_believed(days, others):
    cells = [f"{day:%d/%m/%Y}" for day in days] + [f"{day:%m/%d/%Y}" for day in others]
    if any(day.day > 12 for day in others):
        assert not misread(cells, days + others)


@given(days=st.lists(DAYS, min_size=1, max_size=20), form=st.sampled_from(["%Y-%d-%m", "%Y/%d/%m", "%Y%d%m"]))
def test_a_column_whose_day_follows_the_year_is_never_read_as_if_the_month_did(days, form):
    if len({day for day in days if day.day > 12}) > 1:
        assert not misread([day.strftime(form) for day in days], days)


def test_one_slip_of_the_pen_casts_no_doubt_on_dates_that_begin_with_their_year():
    assert read(["2023-05-01", "2023-13-01"]) == [date(2023, 5, 1), "unreadable-date"]
    assert read(["2023-05-01", "2023-05-21", "2023-13-01", "2023-14-01"])[:2] == [date(2023, 5, 1), date(2023, 5, 21)]


# Years of two digits

SHORT = ["%d-%m-%y", "%d/%m/%y", "%d.%m.%y"]


@given(days=st.lists(DAYS, min_size=1, max_size=20), form=st.sampled_from(["%y-%m-%d", "%y.%m.%d", "%y/%m/%d"]))
def test_a_column_that_begins_with_its_years_is_never_read_as_if_it_ended_with_them(days, form):
    settled = any(day.day > 24 for day in days)
    if form == "%y-%m-%d" or settled:
        assert not misread([day.strftime(form) for day in days], days)


@given(days=st.lists(DAYS, min_size=1, max_size=20), form=st.sampled_from(SHORT))
def test_a_column_that_can_only_end_with_its_years_is_read_so(days, form):
    if any(day.day > 24 for day in days):
        assert read([day.strftime(form) for day in days]) == days


@pytest.mark.parametrize("form", ["%y-%m-%d", "%y/%m/%d"])
@pytest.mark.parametrize("seed", range(20))
def test_a_column_that_can_only_begin_with_its_years_is_read_so(form, seed):
    days = drawn(seed, 30)
    assert read([day.strftime(form) for day in days]) == days


@given(days=st.lists(LATELY, min_size=1, max_size=9), others=st.lists(LATELY, min_size=1, max_size=9))
def test_a_column_with_years_at_either_end_is_told(days, others):
    cells = [f"{day:%d-%m-%y}" for day in days] + [f"{day:%y-%m-%d}" for day in others]
    if any(day.day > 24 for day in days) and any(day.day > 26 for day in others):
        assert not misread(cells, days + others)


def test_where_the_years_may_stand_at_either_end_each_date_that_tells_nothing_is_ambiguous():
    assert read(["23-04-05", "22-11-03", "23-04-23"]) == ["ambiguous-date", "ambiguous-date", date(2023, 4, 23)]


def test_one_date_that_must_begin_with_its_year_casts_doubt_on_all_that_may():
    assert set(read(["21.04.19", "21.04.25"])) == {"ambiguous-date"}


def test_dates_after_the_export_are_not_made_earlier_by_reading_their_years_first():
    cells = ["05/04/26", "23/05/26", "28/05/26"]
    assert set(read(cells)) == {"unreadable-date"}


# Moments


@given(
    moments=st.lists(st.datetimes(datetime(2021, 4, 1), datetime(2024, 6, 1)), min_size=1, max_size=9),
    hours=st.integers(-11, 12),
    form=st.sampled_from(["{:%Y-%m-%dT%H:%M:%S}{}", "{:%d/%m/%Y %H:%M}{}", "{:%d %b %Y %I:%M %p} {}"]),
)
def test_a_time_with_an_offset_is_the_day_in_london_at_that_moment(moments, hours, form):
    moments = [moment.replace(second=0, microsecond=0) for moment in moments]
    there = [moment.replace(tzinfo=UTC).astimezone(LONDON).date() for moment in moments]
    for offset in (
        f"{hours:+03}",
        f"{hours:+03}00",
        f"{hours:+03}:00",
        *(["Z", "+00", "UTC", "GMT"] if not hours else []),
    ):
        cells = [form.format(moment + timedelta(hours=hours), offset) for moment in moments]
        assert read(cells) == there


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023-03-31T23:00:00Z", date(2023, 4, 1)),
        ("2023-12-31T23:30:00-01:00", date(2024, 1, 1)),
        ("2023-12-31T23:00:00Z", date(2023, 12, 31)),
        ("2024-04-01T00:30:00+01:00", date(2024, 4, 1)),
        ("2024-01-01T00:30:00+01", date(2023, 12, 31)),
        ("30/06/2023 23:30 BST", date(2023, 6, 30)),
        ("30/06/2023 11:30 PM GMT", date(2023, 7, 1)),
        ("Fri Jun 30 2023 23:30:00 GMT+0000 (Greenwich Mean Time)", date(2023, 7, 1)),
        (datetime(2023, 6, 30, 23, 30, tzinfo=UTC), date(2023, 7, 1)),
        ("2024-01-01+01:00", date(2024, 1, 1)),
    ],
)
def test_a_moment_counts_on_its_day_in_london(cell, day):
    assert read([cell]) == [day]


UTC_FORMS = {
    "text": lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}",
    "text, day first": lambda moment: f"{moment:%d/%m/%Y %H:%M}",
    "half days": lambda moment: f"{moment:%d/%m/%Y %I:%M:%S %p}",
    "real": lambda moment: moment if moment.hour else moment.date(),
    "General": lambda moment: (moment - datetime(1899, 12, 30)) / timedelta(days=1),
}


@pytest.mark.parametrize("form", UTC_FORMS)
@given(days=st.lists(DAYS, min_size=1, max_size=12))
def test_midnights_written_in_utc_are_the_days_that_they_begin(form, days):
    cells = [UTC_FORMS[form](london_midnight(day)) for day in days]
    assert read(cells) == days


@given(days=st.lists(DAYS, min_size=1, max_size=12), hour=st.integers(0, 22), minute=st.integers(1, 59))
def test_other_times_of_day_are_dropped(days, hour, minute):
    cells = [datetime.combine(day, time(hour, minute)) for day in days]
    assert read([*cells, datetime(2023, 6, 1, 23)]) == [*days, date(2023, 6, 1)]


def test_midnights_here_and_in_utc_in_one_column_are_told():
    cells = [date(2023, 6, 1), date(2023, 7, 3), datetime(2023, 6, 30, 23), datetime(2024, 1, 8)]
    assert read(cells) == [date(2023, 6, 1), date(2023, 7, 3), "ambiguous-date", date(2024, 1, 8)]


# What is said of it in a folder


def test_a_turned_column_of_real_dates_is_told_row_by_row(opened, workbook):
    days = [date(2023, 5, 4), date(2023, 4, 17), date(2023, 11, 2), date(2023, 5, 5), date(2023, 6, 30)]
    cells = [through_excel(day, "%d-%m-%Y", "real") for day in days]
    workbook(Data=[HEADINGS, *([str(n), 1, "local", cell, "East"] for n, cell in enumerate(cells))])
    run = opened(None)
    assert [(found.rule, found.row) for found in run.errors] == [("ambiguous-date", 2), ("ambiguous-date", 4)]
    assert "turned day and month round" in run.errors[0].message
    assert [f"{day:%d/%m}" for day in run.export.tables["complaints"]["received_on"]] == ["17/04", "05/05", "30/06"]


def test_times_read_as_utc_are_said_to_be(opened):
    days = [date(2023, 6, 1), date(2023, 12, 4), date(2024, 4, 1)]
    moments = [f"{london_midnight(day):%Y-%m-%d %H:%M}" for day in days]
    run = opened([{"reference": text, "received_on": text, "responded_on": ""} for text in moments])
    assert not run.errors
    assert [day.date() for day in run.export.tables["complaints"]["received_on"]] == days
    assert any("'received_on': midnights in UTC" in note for note in run.export.notes)
    assert not any("UTC" in note for note in opened().export.notes)


def test_dates_read_with_their_years_first_are_said_to_be(opened):
    run = opened([{"received_on": "23-06-28", "responded_on": ""}])
    assert [day.date() for day in run.export.tables["complaints"]["received_on"]] == [date(2023, 6, 28)]
    assert any("'received_on': dates of two figures each" in note for note in run.export.notes)


def test_the_cure_of_a_date_after_the_export_names_the_setting(opened):
    run = opened([{"received_on": "15/06/2024", "responded_on": ""}, {"reference": "2", "received_on": "31/02/2024"}])
    after, never = run.errors
    assert "exported_on under [report] in report.toml" in after.cure
    assert "exported_on" not in never.cure
