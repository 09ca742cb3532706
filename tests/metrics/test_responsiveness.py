import pytest

from tests.metrics.metrics_folder import by_group, case, parts

# From Thursday 1 June 2023: a working day number and the day it falls on. 28 August was a bank holiday.
DAY = {
    0: "2023-06-01",
    1: "2023-06-02",
    5: "2023-06-08",
    6: "2023-06-09",
    10: "2023-06-15",
    11: "2023-06-16",
    15: "2023-06-22",
    16: "2023-06-23",
    20: "2023-06-29",
    21: "2023-06-30",
    25: "2023-07-06",
    26: "2023-07-07",
    30: "2023-07-13",
    31: "2023-07-14",
    65: "2023-09-01",
    66: "2023-09-04",
}


def answered(day, outcome="upheld", **cells):
    return case(f"R{day}", responded_on=DAY[day], outcome=outcome, **cells)


@pytest.mark.parametrize(("stage", "days"), [(1, 10), (1, 20), (2, 25), (2, 65)])
def test_within_means_at_most_that_many_working_days(made, stage, days):
    others = [
        answered(0, "withdrawn"),
        answered(1, "outside jurisdiction"),
        answered(5, "", received_on="2023-03-31"),
        case("open", outcome="upheld"),
    ]
    rows = [answered(days), answered(days + 1, "inconclusive"), answered(15 if days < 20 else 6, ""), *others]
    figures = made([{**row, "stage": stage} for row in rows] + [answered(0, stage=3 - stage)])
    within = 1 if days == 10 else 2
    expected = {1: "33.3", 2: "66.7"}[within]
    assert parts(figures.figure(f"within_{days}_days", stage)) == (expected, within, 3)
    assert parts(figures.figure("timed", stage)) == ("3", 3, None)


def test_what_was_resolved_is_timed_as_any_answer_is(made):
    figures = made([answered(5, "resolved"), answered(21, "resolved"), case("unanswered", outcome="resolved")])
    assert parts(figures.figure("within_20_days", 1)) == ("50.0", 1, 2)


def test_without_outcomes_times_are_worked_out_all_the_same(made):
    rows = [case(f"R{day}", responded_on=DAY[day]) for day in (0, 5, 11, 21)] + [case("open")]
    figures = made(rows)
    assert parts(figures.figure("timed", 1)) == ("4", 4, None)
    assert parts(figures.figure("within_10_days", 1)) == ("50.0", 2, 4)
    assert parts(figures.figure("within_20_days", 1)) == ("75.0", 3, 4)
    assert parts(figures.figure("mean_days", 1)) == ("9.25", 37, 4)
    assert not figures.has("awaiting_outcome", 1)


@pytest.mark.parametrize(("stage", "metric"), [(1, "within_10_days"), (2, "within_65_days")])
def test_within_is_broken_down_by_area_procedure_and_quarter(made, stage, metric):
    late = {"responded_on": "2024-03-01", "outcome": "upheld", "stage": stage}
    figures = made(
        [
            answered(1, stage=stage),
            case("B", procedure="local", service="West", received_on="2023-07-03", **late),
            case("C", procedure="local", service="West", received_on="2023-07-04", outcome="upheld", stage=stage),
        ],
        '[areas]\n"Safe" = ["West"]\n',
    )
    assert by_group(figures, metric, stage, "area") == {"Not mapped": "100.0", "Safe": "0.0"}
    assert by_group(figures, metric, stage, "procedure") == {"local": "0.0", "statutory": "100.0"}
    assert by_group(figures, metric, stage, "quarter") == {"Q1": "100.0", "Q2": "0.0"}
    assert by_group(figures, "timed", stage, "procedure") == {"local": "1", "statutory": "1"}
    assert by_group(figures, "timed", stage, "area") == {"Not mapped": "1", "Safe": "1"}


def test_weekends_and_bank_holidays_one_off_days_included_are_not_working_days(made):
    figures = made(
        [
            # Thursday to Tuesday over the weekend and the coronation's Monday.
            case("A", received_on="2023-05-04", responded_on="2023-05-09", outcome="upheld"),
            # Friday to Saturday.
            case("B", received_on="2023-06-02", responded_on="2023-06-03", outcome="upheld"),
            # Thursday 21 December to Wednesday 27 December: the 22nd and the 27th.
            case("C", received_on="2023-12-21", responded_on="2023-12-27", outcome="upheld"),
        ]
    )
    assert figures.figure("mean_days", 1).numerator == 2 + 0 + 2


def test_mean_and_median_are_of_the_timed_alone(made):
    untimed = [answered(31, "withdrawn"), answered(30, "outside jurisdiction"), case("open", outcome="upheld")]
    odd = made([answered(0), answered(1, ""), answered(10), *untimed])
    assert parts(odd.figure("mean_days", 1)) == ("3.67", 11, 3)
    assert parts(odd.figure("median_days", 1)) == ("1.00", None, 3)


def test_the_median_of_an_even_number_is_between_the_two_middle_ones(made):
    figures = made([answered(0), answered(31), answered(6), answered(5)])
    assert parts(figures.figure("median_days", 1)) == ("5.50", None, 4)
    assert parts(figures.figure("mean_days", 1)) == ("10.50", 42, 4)


def test_mean_and_median_are_broken_down_with_the_empty_groups(made):
    figures = made(
        [
            answered(1, service="West", procedure="local"),
            answered(5),
            answered(10),
            case("open", service="North", outcome="withdrawn"),
            {**answered(20), "stage": 2},
        ],
        '[areas]\n"W" = ["West"]\n"N" = ["North"]\n',
    )
    for metric in ("mean_days", "median_days"):
        assert by_group(figures, metric, 1, "area") == {"Not mapped": "7.50", "W": "1.00", "N": ""}
        assert by_group(figures, metric, 1, "procedure") == {"statutory": "7.50", "local": "1.00"}
        assert figures.figure(metric, 2).value == 20
        assert figures.figure(metric, 3).value is None


def test_extensions_are_of_all_received_and_a_blank_is_no(made):
    figures = made(
        [
            case("A", extension_agreed="yes", outcome="withdrawn"),
            case("B", extension_agreed="no", outcome=""),
            case("C", extension_agreed="", outcome="upheld"),
            case("D", extension_agreed="yes", received_on="2023-03-31"),
            case("B", stage=2, extension_agreed="yes"),
            case("B", stage=3, extension_agreed="yes"),
        ]
    )
    assert parts(figures.figure("extended", 1)) == ("33.3", 1, 3)
    assert parts(figures.figure("extended", 2)) == ("100.0", 1, 1)
    assert not figures.has("extended", 3)


def test_without_its_column_extended_is_left_out(made):
    assert not made([case("A")]).has("extended", 1)


def panel(reference, held="", report="", answer="", **cells):
    dates = {"panel_held_on": held, "panel_report_on": report, "responded_on": answer}
    return case(reference, **{"stage": 3, "outcome": "upheld", **dates, **cells})


def test_panels_are_timed_from_the_request_whatever_the_outcome(made):
    figures = made(
        [
            panel("A", DAY[30], outcome="withdrawn"),
            panel("B", DAY[31]),
            panel("C", "2023-05-31"),
            panel("D"),
            panel("E", DAY[1], received_on="2023-03-31"),
            panel("F", DAY[1], stage=2),
            panel("G", DAY[0], outcome=""),
        ]
    )
    assert parts(figures.figure("panel_within_30_days", 3)) == ("66.7", 2, 3)


def test_reports_are_timed_from_the_panel(made):
    figures = made(
        [
            panel("A", DAY[0], DAY[5], outcome="outside jurisdiction"),
            panel("B", DAY[0], DAY[6]),
            panel("C", DAY[1], DAY[0]),
            panel("D", DAY[0]),
            panel("E", "", DAY[1]),
            panel("F", DAY[10], DAY[10]),
            panel("G", DAY[0], DAY[1], stage=2),
            panel("H", DAY[0], DAY[1], received_on="2023-03-31"),
        ]
    )
    assert parts(figures.figure("report_within_5_days", 3)) == ("66.7", 2, 3)


def test_responses_are_timed_from_the_report(made):
    figures = made(
        [
            panel("A", "", DAY[0], DAY[15], outcome="withdrawn"),
            panel("B", "", DAY[0], DAY[16]),
            panel("C", "", DAY[6], DAY[5]),
            panel("D", "", "", DAY[1]),
            panel("E", "", DAY[1]),
            panel("F", "", DAY[1], DAY[1], stage=2),
            panel("G", "", DAY[0], DAY[1], outcome=""),
        ]
    )
    assert parts(figures.figure("response_within_15_days", 3)) == ("66.7", 2, 3)


def test_where_no_panel_was_held_the_spans_have_no_value(made):
    figures = made([panel("A")])
    for metric in ("panel_within_30_days", "report_within_5_days", "response_within_15_days"):
        assert parts(figures.figure(metric, 3)) == ("", 0, 0)
