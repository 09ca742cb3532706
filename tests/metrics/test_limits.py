"""Answers held to the limit of their own procedure and stage; what is unanswered or late on the day of the export."""

import pytest

from complaints_report.intake.listing import to_text
from tests.metrics.metrics_folder import by_group, case, open_made, parts
from tests.metrics.test_responsiveness import DAY, answered

EXPORTED = "[report]\nexported_on = {}\n"
LIMITS = {(1, "statutory"): (10, 20), (2, "statutory"): (25, 65), (1, "local"): (20, 20), (2, "local"): (25, 25)}
LAST_IN_TIME = [
    (*kind, agreed, limits[agreed == "yes"]) for kind, limits in LIMITS.items() for agreed in ("", "no", "yes")
]


@pytest.mark.parametrize(("stage", "procedure", "agreed", "days"), LAST_IN_TIME)
def test_an_answer_is_in_time_up_to_its_own_limit(made, stage, procedure, agreed, days):
    cells = {"stage": stage, "procedure": procedure, "extension_agreed": agreed}
    figures = made([answered(days, **cells), answered(days + 1, **cells), answered(0, "withdrawn", **cells)])
    assert parts(figures.figure("within_limit", stage)) == ("50.0", 1, 2)
    assert parts(figures.figure("within_limit", stage, by="procedure", group=procedure)) == ("50.0", 1, 2)
    extended = ("50.0", 1, 2) if agreed == "yes" else ("", 0, 0)
    assert parts(figures.figure("extended_within_limit", stage)) == extended


def test_the_limits_of_the_settings_are_those_measured_by(made):
    settings = "[limits.local]\nstage_1 = 5\nstage_1_extended = 15\n[limits.statutory]\nstage_1 = 6\n"
    rows = [
        *(answered(day, procedure="local", extension_agreed="no") for day in (5, 6)),
        *(answered(day, procedure="local", extension_agreed="yes") for day in (15, 16)),
    ]
    figures = made([{**row, "reference": f"{at}"} for at, row in enumerate(rows)], settings)
    assert parts(figures.figure("within_limit", 1)) == ("50.0", 2, 4)


def test_without_its_column_no_extension_is_known_and_nothing_is_held_to_a_limit(made):
    figures = made([answered(5)])
    assert not any(figures.has(name, 1) for name in ("within_limit", "extended_within_limit", "within_limit_of_due"))
    assert figures.has("overdue", 1)


@pytest.mark.parametrize(
    ("procedure", "stage", "days"), [(name, stage, one[1]) for (stage, name), one in LIMITS.items()]
)
def test_a_complaint_is_overdue_once_the_longest_time_it_may_have_has_passed(made, procedure, stage, days):
    late = case("late", stage=stage, procedure=procedure)
    others = [answered(0, stage=stage), case("gone", stage=stage, outcome="withdrawn")]
    for day, overdue in ((DAY[days], 0), (DAY[days + 1], 1)):
        figures = made([late, *others], EXPORTED.format(day))
        assert figures.figure("unanswered", stage).value == 1
        assert figures.figure("overdue", stage).value == overdue


def test_what_is_due_is_what_was_answered_and_what_has_waited_too_long(made):
    waiting = [case("A", extension_agreed="no"), case("B", extension_agreed="yes", received_on="2023-06-05")]
    rows = [answered(10, extension_agreed="no"), *waiting]
    figures = made(rows, EXPORTED.format(DAY[21]))
    assert parts(figures.figure("within_limit", 1)) == ("100.0", 1, 1)
    assert parts(figures.figure("within_limit_of_due", 1)) == ("50.0", 1, 2)
    assert parts(figures.figure("within_20_days_of_due", 1)) == ("50.0", 1, 2)


def test_what_is_open_at_the_end_of_the_year_had_no_answer_by_31_march(made):
    rows = [
        case("In", received_on="2024-03-01", responded_on="2024-03-31", outcome="upheld"),
        case("Out", received_on="2024-03-01", responded_on="2024-04-02", outcome="upheld"),
        case("Open", received_on="2024-03-01"),
        case("Gone", received_on="2024-03-01", outcome="withdrawn"),
    ]
    figures = made(rows)
    assert figures.figure("open_at_end", 1).value == 2
    assert figures.figure("unanswered", 1).value == 1


def test_answers_are_in_bands_of_working_days_all_of_which_are_there(made):
    figures = made([answered(day) for day in (0, 5, 6, 10, 11, 20, 21, 25, 26, 65, 66)])
    assert list(by_group(figures, "timed", 1, "band").items()) == [
        ("0 to 5", "2"),
        ("6 to 10", "2"),
        ("11 to 20", "2"),
        ("21 to 25", "2"),
        ("26 to 40", "1"),
        ("41 to 65", "1"),
        ("over 65", "1"),
    ]
    assert by_group(figures, "share_timed", 1, "band")["over 65"] == "9.1"
    assert set(by_group(figures, "timed", 2, "band").values()) == {"0"}


@pytest.mark.parametrize(("many", "place"), [(1, 1), (9, 9), (10, 9), (11, 10), (20, 18)])
def test_nine_in_ten_were_answered_within_the_days_at_nine_tenths_of_the_way_up(made, many, place):
    days = sorted(DAY)[:many] + [66] * max(0, many - len(DAY))
    rows = [{**answered(day), "reference": f"{at}"} for at, day in enumerate(days)]
    assert parts(made(rows).figure("p90_days", 1)) == (f"{sorted(days)[place - 1]}.00", None, many)


def test_upheld_of_findings_leaves_out_what_was_settled_or_not_decided_on(made):
    outcomes = ("upheld", "partially upheld", "not upheld", "inconclusive", "resolved", "withdrawn", "")
    figures = made([case(f"C{at}", outcome=one) for at, one in enumerate(outcomes)])
    assert parts(figures.figure("upheld_of_findings", 1)) == ("66.7", 2, 3)


def test_actions_are_overdue_of_this_year_and_earlier_ones_where_due_before_the_export(made):
    def lesson(year, due, status=""):
        return {"year": year, "stage": 1, "summary": "x", "due_on": due, "status": status}

    lessons = [
        lesson("2023/24", "2024-06-13", "in progress"),
        lesson("2022/23", "2023-01-01"),
        lesson("2023/24", "2024-06-14"),
        lesson("2023/24", "2024-01-01", "complete"),
        lesson("2024/25", "2024-06-01"),
        lesson("2023/24", ""),
    ]
    figures = made([case("A")], EXPORTED.format("2024-06-14"), learning=lessons)
    assert parts(figures.figure("actions_overdue")) == ("2", 2, None)


def test_where_no_day_of_the_export_is_given_ages_run_to_the_latest_date_and_check_says_so(tmp_path):
    rows = [case("A"), answered(21)]
    run = open_made(tmp_path / "without", rows)
    assert f"{run.source.as_of}" == DAY[21]
    assert "What is unanswered is counted as of 30 June 2023, the latest date" in to_text([], run.source.notes)
    told = open_made(tmp_path / "with", rows, EXPORTED.format("2024-01-01"))
    assert f"{told.source.as_of}" == "2024-01-01"
    assert told.source.notes == ()
