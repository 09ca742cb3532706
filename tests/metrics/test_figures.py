import csv
import io

import pytest

from complaints_report.errors import CommandError
from complaints_report.metrics.table import to_csv
from complaints_report.run import figures_for
from tests.metrics.metrics_folder import LAST, by_group, case, cases, covers, open_made, parts, published

BOTH = covers("2022/23", "2023/24")
RATED = "upheld_or_partly"


def received(now, before, **before_cells):
    """So many stage 1 complaints this year and last."""
    return [*cases(now, "N"), *cases(before, "B", received_on=LAST, **before_cells)]


def before(figure):
    """What the figure was, its change and its percent change, as the table prints them."""
    row = next(csv.DictReader(io.StringIO(to_csv([figure]))))
    return row["previous"], row["change"], row["percent_change"]


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (4, 3, ("3", "1", "33.3")),
        (2, 3, ("3", "-1", "-33.3")),
        (3, 3, ("3", "0", "0.0")),
        (3, 0, ("0", "3", "")),
        (0, 3, ("3", "-3", "-100.0")),
    ],
)
def test_a_count_beside_the_year_before(made, now, then, expected):
    figure = made([*received(now, then), case("other", stage=2)], BOTH).figure("received", 1)
    assert before(figure) == expected


def test_where_the_year_before_is_not_known_the_comparison_is_empty(made):
    figure = made(received(2, 3), covers("2023/24")).figure("received", 1)
    assert before(figure) == ("", "", "")
    assert figure.previous is None


@pytest.mark.parametrize(("now", "expected"), [(17, "6.3"), (15, "-6.3")])
def test_a_percent_change_is_rounded_half_away_from_zero(made, now, expected):
    figures = made(cases(now), covers("2023/24"), history=[published("received", 16)])
    assert before(figures.figure("received", 1))[2] == expected


def test_a_percents_change_is_in_points_between_the_values_as_printed(made):
    # 1/3 is 33.3 and 1/6 is 16.7: the reader who subtracts finds 16.6, though the exact difference is 16.67.
    now = [case("A", outcome="upheld"), *cases(2, "N", outcome="withdrawn")]
    then = [case("Z", outcome="upheld", received_on=LAST), *cases(5, "B", outcome="withdrawn", received_on=LAST)]
    assert before(made([*now, *then], BOTH).figure(RATED, 1)) == ("16.7", "16.6", "")


def test_a_group_of_last_year_alone_is_zero_for_counts_and_shares_and_empty_for_rates(made):
    rows = [case("A", outcome="upheld"), case("W", service="West", outcome="upheld", received_on=LAST)]
    figures = made(rows, BOTH)
    group = {"by": "service", "group": "West"}
    count, share, rate = (figures.figure(metric, 1, **group) for metric in ("received", "share_received", RATED))
    assert (parts(count), before(count)) == (("0", 0, None), ("1", "-1", "-100.0"))
    assert (parts(share), before(share)) == (("0.0", 0, 1), ("100.0", "-100.0", ""))
    assert (parts(rate), before(rate)) == (("", 0, 0), ("100.0", "", ""))
    assert list(by_group(figures, "received", 1, "service")) == ["East", "West"]


def test_a_group_of_this_year_alone_was_zero_for_counts_and_shares_and_empty_for_rates(made):
    rows = [case("A", outcome="upheld", service="West"), case("B", outcome="upheld", received_on=LAST)]
    figures = made(rows, BOTH)
    group = {"by": "service", "group": "West"}
    assert before(figures.figure("received", 1, **group)) == ("0", "1", "")
    assert before(figures.figure("share_received", 1, **group)) == ("0.0", "100.0", "")
    assert before(figures.figure(RATED, 1, **group)) == ("", "", "")
    assert before(figures.figure("mean_days", 1, by="procedure", group="local")) == ("", "", "")


def test_a_group_of_two_years_ago_is_not_one_of_this_years(made):
    rows = [case("A"), case("B", received_on=LAST), case("C", received_on="2021-06-01", service="West")]
    figures = made(rows, covers("2021/22", "2022/23", "2023/24"))
    assert list(by_group(figures, "received", 1, "service")) == ["East"]


def test_a_group_is_of_its_own_stage(made):
    rows = [case("A"), case("A", stage=2, service="West"), case("B", stage=2, service="North", received_on=LAST)]
    figures = made(rows, BOTH)
    assert list(by_group(figures, "received", 1, "service")) == ["East"]
    assert by_group(figures, "received", 2, "service") == {"West": "1", "North": "0"}


def test_a_month_is_compared_with_the_same_month_of_the_year_before(made):
    rows = [
        case("A", received_on="2023-05-10"),
        *cases(2, "B", received_on="2022-05-11"),
        case("C", received_on="2023-02-01"),
        *cases(3, "D", received_on="2024-02-01"),
        case("E", received_on="2022-07-01"),
    ]
    figures = made(rows, BOTH)
    found = [figure for figure in figures.groups("received", 1, by="month") if figure.value or figure.previous.value]
    months = {figure.group: before(figure)[:2] for figure in found}
    assert months == {"2023-05": ("2", "-1"), "2023-07": ("1", "-1"), "2024-02": ("1", "2")}
    assert {figure.group: f"{figure.value}" for figure in found} == {"2023-05": "1", "2023-07": "0", "2024-02": "3"}


def test_counts_and_shares_go_by_size_and_ties_by_the_alphabet(made):
    rows = [*cases(1, "a", service="Beta"), *cases(1, "b", service="alpha"), *cases(2, "c", service="Zed")]
    figures = made(rows)
    for metric in ("received", "share_received"):
        assert list(by_group(figures, metric, 1, "service")) == ["Zed", "alpha", "Beta"]


def test_rates_go_by_how_many_they_are_of(made):
    rows = [
        *cases(2, "a", service="Small", outcome="upheld"),
        *cases(3, "b", service="Large", outcome="not upheld"),
        *cases(4, "c", service="Undecided"),
    ]
    assert list(by_group(made(rows), RATED, 1, "service")) == ["Large", "Small", "Undecided"]


def test_quarters_go_by_date_whatever_their_size(made):
    rows = [*cases(1, "a", received_on="2023-04-01"), *cases(3, "b", received_on="2024-03-31")]
    figures = made(rows)
    assert list(by_group(figures, "received", 1, "quarter").items()) == [
        ("Q1", "1"),
        ("Q2", "0"),
        ("Q3", "0"),
        ("Q4", "3"),
    ]
    assert list(by_group(figures, "received", 1, "month")) == [
        *(f"2023-{month:02}" for month in range(4, 13)),
        *("2024-01", "2024-02", "2024-03"),
    ]


def test_of_part_of_a_year_only_the_quarters_and_months_with_rows_are_there(made):
    figures = made([case("A")], covers("2021/22"))
    assert by_group(figures, "received", 1, "quarter") == {"Q1": "1"}
    assert by_group(figures, "received", 1, "month") == {"2023-06": "1"}


def test_areas_go_as_the_settings_have_them_whatever_their_size(made):
    areas = '[areas]\n"Zeta" = ["West"]\n"Alpha" = ["East"]\n"Empty" = []\n'
    figures = made([*cases(3), *cases(1, "W", service="West"), *cases(9, "N", service="North")], areas)
    assert list(by_group(figures, "received", 1, "area")) == ["Zeta", "Alpha", "Not mapped"]


def test_ages_go_by_age_and_what_nobody_says_stands_last(made):
    ages = [
        "Not recorded",
        "65 and over",
        "Prefer not to say",
        "5 to 9",
        "16 to 17",
        "Under 16",
        "Adult",
        "18-24",
        "Under 5",
    ]
    rows = [case(f"C{at}", age_band=age) for at, age in enumerate(ages)]
    assert list(by_group(made(rows), "received", 1, "age_band")) == [
        *("Under 5", "5 to 9", "Under 16", "16 to 17", "18-24", "65 and over", "Adult"),
        *("Prefer not to say", "Not recorded"),
    ]


def test_a_blank_is_not_recorded_and_a_service_in_no_area_is_not_mapped(made):
    rows = [case("A", method=""), case("B", method="post", service="West")]
    figures = made(rows, '[areas]\n"Safe" = ["West"]\n')
    assert by_group(figures, "received", 1, "method") == {"Not recorded": "1", "post": "1"}
    assert by_group(figures, "received", 1, "area") == {"Not mapped": "1", "Safe": "1"}


NEEDS = {
    "outcome": ["outcomes", "share_outcomes", RATED, "awaiting_outcome"],
    "responded_on": ["timed", "within_10_days", "median_days", "response_within_15_days"],
    "complainant": ["from_children", "share_from_family", "via_advocate"],
    "method": ["by_post", "share_by_email_or_online"],
    "extension_agreed": ["extended"],
    "panel_held_on": ["panel_within_30_days", "report_within_5_days"],
    "panel_report_on": ["report_within_5_days", "response_within_15_days"],
    "remedy_amount": ["remedies"],
    "investigation_cost": ["investigation_costs"],
}


@pytest.mark.parametrize("column", NEEDS)
def test_without_its_column_a_metric_is_left_out_whole(made, column):
    there = {
        "outcome": "upheld",
        "responded_on": "2023-06-05",
        "complainant": "parent",
        "method": "post",
        "extension_agreed": "no",
        "panel_held_on": "2023-06-02",
        "panel_report_on": "2023-06-02",
        "remedy_amount": "1",
        "investigation_cost": "1",
    }
    rows = [case("A", stage=stage, **there) for stage in (1, 2, 3)]
    whole = {figure.metric for figure in made(rows)}
    bare = {figure.metric for figure in made([{k: v for k, v in row.items() if k != column} for row in rows])}
    assert set(NEEDS[column]) <= whole
    assert not set(NEEDS[column]) & bare


def test_a_denominator_of_nothing_gives_an_empty_value(made):
    figure = made([case("A", outcome="")]).figure(RATED, 1)
    assert parts(figure) == ("", 0, 0)
    assert to_csv([figure]).splitlines()[1] == "upheld_or_partly,1,,,2023/24,,0,0,percent,,,"


def test_the_table_is_in_plain_decimals_each_figure_once(made):
    rows = [*cases(1200, outcome="upheld", remedy_amount="1000"), case("Z", outcome="withdrawn", received_on=LAST)]
    figures = made(rows, BOTH)
    lines = to_csv(figures).splitlines()
    assert lines[0] == (
        "metric,stage,by,group,year,value,numerator,denominator,unit,previous,change,percent_change"
    )  # fmt: skip
    assert "received,1,,,2023/24,1200,1200,,count,1,1199,119900.0" in lines
    assert "share_outcomes,1,outcome,upheld,2023/24,100.0,1200,1200,percent,0.0,100.0," in lines
    assert "remedies,1,,,2023/24,1200000.00,1200000.00,,pounds,0.00,1200000.00," in lines
    table = list(csv.DictReader(lines))
    keys = [(row["metric"], row["stage"], row["by"], row["group"]) for row in table]
    assert len(set(keys)) == len(keys)
    assert {row["year"] for row in table} == {"2023/24"}


def test_values_are_rounded_half_up_from_the_whole_numbers(made):
    upheld = [*cases(7, "U", outcome="upheld"), *cases(9, "N", outcome="not upheld")]
    assert parts(made(upheld).figure(RATED, 1))[0] == "43.8"


def test_a_rate_is_rounded_once_at_the_places_wanted(made):
    figure = made([*cases(5, "U", outcome="upheld"), *cases(3, "N", outcome="withdrawn")]).figure(RATED, 1)
    assert (figure.at(0), figure.at(1)) == (63, 62.5)


def test_a_rate_is_never_rounded_from_a_rounded_figure(made):
    # 131/288 is 45.486: 45.5 at one place, 45 at none.
    figure = made([*cases(131, "U", outcome="upheld"), *cases(157, "N", outcome="withdrawn")]).figure(RATED, 1)
    assert (f"{figure.at(1)}", f"{figure.at(0)}") == ("45.5", "45")


def test_days_have_two_places(made):
    figures = made(cases(1), history=[published("mean_days", "67.6", year="2021/22", numerator=541, denominator=8)])
    assert f"{figures.figure('mean_days', 1, year='2021/22').value}" == "67.63"


def test_a_ratio_has_two_places(made):
    figures = made(cases(371), activity=[{"year": "2023/24", "referrals": 18078}])
    assert parts(figures.figure("complaints_per_referral")) == ("2.05", 371, 18078)


def test_history_comes_before_the_export(made):
    figures = made(received(4, 3), BOTH, history=[published("received", 8)])
    assert before(figures.figure("received", 1)) == ("8", "-4", "-50.0")
    assert [figure.value for figure in figures.series("received", 1)] == [8, 4]


def test_a_figure_that_history_lacks_comes_from_the_export_that_covers_the_year(made):
    figures = made(received(4, 3, outcome="upheld"), BOTH, history=[published("received", 8, stage=2)])
    assert before(figures.figure("received", 1))[0] == "3"
    assert before(figures.figure("received", 2))[0] == "8"
    assert [figure.value for figure in figures.series("received", 1)] == [3, 4]


def test_a_restated_row_of_history_stands_only_where_nothing_was_published(made):
    rows = [
        published("received", 8, status="published"),
        published("received", 9, status="restated"),
        published("received", 5, stage=2, status="restated"),
    ]
    figures = made([*cases(4), case("C0", stage=2)], covers("2023/24"), history=rows)
    assert before(figures.figure("received", 1))[0] == "8"
    assert before(figures.figure("received", 2))[0] == "5"


def test_a_value_without_its_whole_numbers_stands_and_is_rounded_where_fewer_places_are_wanted(made):
    rows = [published(RATED, "49.5"), published("mean_days", "12.345"), published("within_20_days", "45.46")]
    figures = made(cases(4, outcome="upheld", responded_on="2023-06-05"), covers("2023/24"), history=rows)
    upheld, days, within = (figures.figure(row["metric"], 1).previous for row in rows)
    assert (f"{upheld.value}", f"{upheld.at(0)}") == ("49.5", "50")
    assert f"{days.value}" == "12.35"
    assert (f"{within.value}", f"{within.at(0)}") == ("45.5", "45")
    assert before(figures.figure(RATED, 1)) == ("49.5", "50.5", "")


def test_a_group_that_historys_whole_breakdown_lacks_was_none(made):
    rows = [published("received", 5), published("received", 5, by="service", group="North")]
    figures = made(cases(4), covers("2023/24"), history=rows)
    assert before(figures.figure("received", 1, by="service", group="East")) == ("0", "4", "")
    assert by_group(figures, "received", 1, "service") == {"East": "4", "North": "0"}
    assert before(figures.figure("received", 1, by="procedure", group="statutory")) == ("", "", "")


@pytest.mark.parametrize(
    ("first", "last", "default"),
    [
        ("2023-04-30", "2024-03-01", "2023/24"),
        ("2022-04-01", "2024-02-29", "2022/23"),
        ("2022-04-30", "2023-06-01", "2022/23"),
        ("2021-04-01", "2022-03-01", "2021/22"),
    ],
)
def test_the_year_is_the_last_that_the_export_covers(tmp_path, first, last, default):
    run = open_made(tmp_path, [case("A", received_on=first), case("B", received_on=last)])
    assert figures_for(run, None).year == default


@pytest.mark.parametrize(("first", "known"), [("2022-04-30", "1"), ("2022-05-01", "")])
def test_a_year_is_covered_from_30_april(made, first, known):
    figures = made([case("A", received_on=first), case("B")])
    assert before(figures.figure("received", 1))[0] == known


@pytest.mark.parametrize(("last", "value"), [("2024-03-01", 2), ("2024-02-29", 9)])
def test_a_year_is_covered_to_1_march(made, last, value):
    rows = [case("A", received_on="2023-04-30"), case("B", received_on=last)]
    figures = made(rows, history=[published("received", 9, year="2023/24")])
    assert figures.figure("received", 1).value == value


def test_covers_decides_alone(made):
    whole = [case("A", received_on="2022-04-01"), case("B", received_on="2024-03-31")]
    assert before(made(whole).figure("received", 1))[0] == "1"
    assert before(made(whole, covers("2023/24")).figure("received", 1))[0] == ""
    partial = [case("A", received_on="2022-12-01"), case("B")]
    assert before(made(partial).figure("received", 1))[0] == ""
    assert before(made(partial, covers("2022/23")).figure("received", 1))[0] == "1"


def test_a_covered_year_without_rows_is_one_of_noughts(made):
    assert made([case("A", received_on=LAST)], BOTH).figure("received", 1).value == 0


def test_rows_of_an_uncovered_year_are_reported_where_history_does_not_hold_it(made):
    assert made(cases(2), covers("2022/23")).figure("received", 1).value == 2


def test_a_year_that_only_history_knows_is_historys(made):
    rows = [
        published("received", 9, year="2019/20"),
        published("received", 6, year="2018/19"),
        published("received", 9, year="2019/20", by="service", group="East"),
    ]
    figures = made(cases(2), year="2019/20", history=rows)
    assert before(figures.figure("received", 1)) == ("6", "3", "50.0")
    assert by_group(figures, "received", 1, "service") == {"East": "9"}
    assert figures.figure("received", 2).value is None


@pytest.mark.parametrize("year", ["2020/21", "2020-21", "2020/2021"])
def test_a_year_with_neither_rows_nor_history_is_refused_with_the_years_there_are(tmp_path, year):
    run = open_made(tmp_path, cases(2), history=[published("received", 9, year="2019/20")])
    with pytest.raises(CommandError, match=r"2020/21.*2019/20, 2023/24"):
        figures_for(run, year)


def test_what_is_not_a_year_is_refused(tmp_path):
    with pytest.raises(CommandError, match="2023/25"):
        figures_for(open_made(tmp_path, cases(2)), "2023/25")


def test_rows_of_an_uncovered_year_serve_only_as_another_stage_of_a_complaint(made):
    rows = [
        *cases(2),
        case("C0", stage=2, received_on="2024-05-01"),
        *cases(3, "B", received_on=LAST, service="West"),
    ]
    figures = made(rows, covers("2023/24"))
    assert before(figures.figure("received", 1)) == ("", "", "")
    assert list(by_group(figures, "received", 1, "service")) == ["East"]
    assert [figure.year for figure in figures.series("received", 1)] == ["2023/24"]
    assert parts(figures.figure("escalated_so_far", 2)) == ("50.0", 1, 2)


def test_what_is_as_of_the_export_is_compared_with_history_alone(made):
    rows = [*cases(4, received_on=LAST), case("C0", stage=2), case("D")]
    figures = made(rows, BOTH)
    assert before(figures.figure("escalated_so_far", 2)) == ("", "", "")
    assert not figures.figure("escalated_so_far", 2, year="2022/23").known
    told = made(rows, BOTH, history=[published("escalated_so_far", "25.0", 2)])
    assert before(told.figure("escalated_so_far", 2)) == ("25.0", "-25.0", "")


def test_a_series_is_of_the_known_years_oldest_first_up_to_the_one_asked(made):
    rows = [published("received", 9, year=f"{year}/{year % 100 + 1}") for year in (2018, 2016, 2023)]
    figures = made([case("A", received_on=LAST), case("B")], covers("2022/23"), year="2022/23", history=rows)
    assert [figure.year for figure in figures.series("received", 1)] == ["2016/17", "2018/19", "2022/23"]
