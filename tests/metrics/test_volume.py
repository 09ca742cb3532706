import pytest

from complaints_report.metrics.catalogue import METRICS
from tests.metrics.metrics_folder import by_group, case, cases, parts

COMPLAINANTS = {
    "child or young person": 1,
    "care leaver": 2,
    "parent": 3,
    "extended family": 5,
    "advocate": 9,
    "carer": 1,
    "adopter": 1,
    "adopted adult": 1,
    "professional": 1,
    "other": 1,
    "": 1,
}
METHODS = {"email": 1, "online form": 2, "post": 4, "telephone": 8, "in person": 1, "other": 1, "": 1}


def each(column, numbers):
    return [one for value, number in numbers.items() for one in cases(number, f"{value}-", **{column: value})]


def test_received_counts_from_the_first_of_april_to_the_last_of_march(made):
    days = ["2023-03-31", "2023-04-01", "2024-03-31", "2024-04-01"]
    figures = made([case(day, received_on=day) for day in days])
    assert parts(figures.figure("received", 1)) == ("2", 2, None)


def test_each_stage_counts_in_the_year_its_own_row_was_received(made):
    figures = made(
        [
            case("A", received_on="2023-03-01"),
            case("A", stage=2, received_on="2023-05-01"),
            case("A", stage=3, received_on="2024-02-01", outcome="withdrawn"),
            case("B", outcome="outside jurisdiction"),
            case("B", stage=2, received_on="2024-04-02"),
        ]
    )
    assert [figures.figure("received", stage).value for stage in (1, 2, 3)] == [1, 1, 1]


def test_received_is_broken_down_by_what_the_export_says(made):
    settings = '[areas]\n"Safe" = ["East", "West"]\n'
    figures = made(
        [
            case("A", procedure="local", service="West", received_on="2023-04-30", gender="f", method="post"),
            case("B", received_on="2023-06-30", gender="m", method="email"),
            case("C", received_on="2023-07-01", gender="f", method="email"),
            case("D", received_on="2024-01-01", service="Other"),
            case("D", stage=2, received_on="2024-03-31", service="West"),
        ],
        settings,
    )
    assert by_group(figures, "received", 1, "procedure") == {"statutory": "3", "local": "1"}
    assert by_group(figures, "received", 1, "area") == {"Safe": "3", "Not mapped": "1"}
    assert by_group(figures, "received", 1, "service") == {"East": "2", "Other": "1", "West": "1"}
    assert by_group(figures, "received", 1, "quarter") == {"Q1": "2", "Q2": "1", "Q3": "0", "Q4": "1"}
    months = by_group(figures, "received", 1, "month")
    assert [month for month, value in months.items() if value != "0"] == ["2023-04", "2023-06", "2023-07", "2024-01"]
    assert by_group(figures, "received", 1, "gender") == {"f": "2", "m": "1", "Not recorded": "1"}
    assert by_group(figures, "share_received", 1, "method") == {"email": "50.0", "Not recorded": "25.0", "post": "25.0"}
    assert by_group(figures, "received", 2, "service") == {"West": "1"}
    assert by_group(figures, "received", 2, "gender") == {}


@pytest.mark.parametrize("column", ["method", "complainant", "age_band", "gender", "ethnicity", "disability"])
def test_a_breakdown_asked_for_only_at_stage_1_is_there_where_its_column_is(made, column):
    value = {"method": "post", "complainant": "carer"}.get(column, "Unknown")
    figures = made([case("A", **{column: value}), case("A", stage=2, **{column: value})])
    assert by_group(figures, "received", 1, column) == {value: "1"}
    assert not figures.has("received", 2, by=column)
    assert not figures.has("received", 1, by="sexual_orientation")


def test_a_share_of_received_is_of_all_at_that_stage_in_the_year(made):
    figures = made(
        [
            *cases(2, "E", outcome="withdrawn"),
            case("W", service="West"),
            case("W", stage=2),
            case("X", received_on="2023-03-31"),
        ]
    )
    east = figures.figure("share_received", 1, by="service", group="East")
    assert parts(east) == ("66.7", 2, 3)
    assert parts(figures.figure("share_received", 2, by="service", group="East")) == ("100.0", 1, 1)
    assert not figures.has("share_received", 1)


@pytest.mark.parametrize(
    ("metric", "count", "share"),
    [("from_children", 3, "11.5"), ("from_family", 8, "30.8"), ("via_advocate", 9, "34.6")],
)
def test_who_complained_is_counted_at_stage_1_of_the_year(made, metric, count, share):
    others = [
        case(f"{who}-", received_on="2024-04-01", complainant=who) for who in ("care leaver", "parent", "advocate")
    ]
    later = [case(f"{who}-0", stage=2, complainant=who) for who in ("care leaver", "parent", "advocate")]
    figures = made([*each("complainant", COMPLAINANTS), *others, *later])
    assert parts(figures.figure(metric, 1)) == (str(count), count, None)
    assert parts(figures.figure(f"share_{metric}", 1)) == (share, count, 26)


@pytest.mark.parametrize(("metric", "count", "share"), [("by_email_or_online", 3, "16.7"), ("by_post", 4, "22.2")])
def test_how_a_complaint_came_is_counted_at_stage_1_of_the_year(made, metric, count, share):
    others = [case(f"{how}-", received_on="2023-03-31", method=how) for how in ("email", "online form", "post")]
    figures = made([*each("method", METHODS), *others, case("email-0", stage=2, method="email")])
    assert parts(figures.figure(metric, 1)) == (str(count), count, None)
    assert parts(figures.figure(f"share_{metric}", 1)) == (share, count, 18)


@pytest.mark.parametrize("what", ["referral", "assessment"])
def test_activity_is_the_years_own_and_complaints_are_a_ratio_of_it(made, what):
    column = f"{what}s"
    other = "assessments" if what == "referral" else "referrals"
    activity = [{"year": "2022/23", column: 10, other: 1}, {"year": "2023/24", column: 300, other: 2}]
    figures = made([case("A"), case("B"), case("B", stage=2), case("C", received_on="2024-04-01")], activity=activity)
    assert parts(figures.figure(column)) == ("300", 300, None)
    assert parts(figures.figure(f"complaints_per_{what}")) == ("0.67", 2, 300)


def test_without_the_years_activity_there_is_no_value(made):
    figures = made([case("A")], activity=[{"year": "2022/23", "referrals": 10, "assessments": 5}])
    for metric in ("referrals", "assessments", "complaints_per_referral", "complaints_per_assessment"):
        assert figures.figure(metric).value is None


def test_a_year_of_no_referrals_gives_no_ratio(made):
    figures = made([case("A")], activity=[{"year": "2023/24", "referrals": 0, "assessments": 1}])
    assert parts(figures.figure("referrals")) == ("0", 0, None)
    assert parts(figures.figure("complaints_per_referral")) == ("", 0, 0)


ALL = (1, 2, 3)
NO_STAGE = (None,)
WHERE = ("procedure", "area", "service", "quarter", "month")
WHO = ("method", "complainant", "age_band", "gender", "ethnicity", "disability", "sexual_orientation")
ANSWERED = ("", "area", "procedure")
WITHIN = (*ANSWERED, "quarter")
PAGE = {
    "received": (ALL, ("", *WHERE)),
    "share_received": (ALL, WHERE),
    "from_children": ((1,), ("",)),
    "share_from_children": ((1,), ("",)),
    "from_family": ((1,), ("",)),
    "share_from_family": ((1,), ("",)),
    "via_advocate": ((1,), ("",)),
    "share_via_advocate": ((1,), ("",)),
    "by_email_or_online": ((1,), ("",)),
    "share_by_email_or_online": ((1,), ("",)),
    "by_post": ((1,), ("",)),
    "share_by_post": ((1,), ("",)),
    "outcomes": (ALL, ("outcome",)),
    "share_outcomes": (ALL, ("outcome",)),
    "upheld_or_partly": (ALL, ("", "area", "service", "procedure")),
    "awaiting_outcome": (ALL, ("",)),
    "timed": (ALL, (*ANSWERED, "band")),
    "within_10_days": ((1,), WITHIN),
    "within_20_days": ((1,), WITHIN),
    "within_25_days": ((2,), WITHIN),
    "within_65_days": ((2,), WITHIN),
    "mean_days": (ALL, ANSWERED),
    "median_days": (ALL, ANSWERED),
    "extended": ((1, 2), ("",)),
    "panel_within_30_days": ((3,), ("",)),
    "report_within_5_days": ((3,), ("",)),
    "response_within_15_days": ((3,), ("",)),
    "escalation": ((2, 3), ("",)),
    "escalated_so_far": ((2, 3), ("",)),
    "referrals": (NO_STAGE, ("",)),
    "assessments": (NO_STAGE, ("",)),
    "complaints_per_referral": (NO_STAGE, ("",)),
    "complaints_per_assessment": (NO_STAGE, ("",)),
    "issues": (ALL, ("", "category", "sub_category", "area_sub_category")),
    "share_issues": (ALL, ("category",)),
    "issues_upheld_or_partly": (ALL, ("", "category", "sub_category")),
    "ombudsman_referrals": (NO_STAGE, ("",)),
    "ombudsman_results": (NO_STAGE, ("result",)),
    "ombudsman_decisions": (NO_STAGE, ("",)),
    "ombudsman_upheld": (NO_STAGE, ("",)),
    "ombudsman_payments": (NO_STAGE, ("",)),
    "compliments": (NO_STAGE, ("", "service")),
    "learning": (ALL, ("",)),
    "actions_complete": (NO_STAGE, ("",)),
    "actions_overdue": (NO_STAGE, ("",)),
    "upheld_of_findings": (ALL, ("", "procedure")),
    "share_timed": (ALL, ("band",)),
    "unanswered": (ALL, ANSWERED),
    "overdue": ((1, 2), ANSWERED),
    "open_at_end": (ALL, ("", "procedure")),
    "within_limit": ((1, 2), WITHIN),
    "extended_within_limit": ((1, 2), ("", "procedure")),
    "within_limit_of_due": ((1, 2), ("", "procedure")),
    "within_20_days_of_due": ((1,), ("",)),
    "within_65_days_of_due": ((2,), ("",)),
    "p90_days": (ALL, ("", "procedure")),
    "remedies": (ALL, ("",)),
    "investigation_costs": (ALL, ("",)),
}


def test_the_metrics_are_those_of_the_page():
    assert set(METRICS) == set(PAGE)
    assert all(METRICS[name].name == name for name in PAGE)


@pytest.mark.parametrize("name", PAGE)
def test_a_metrics_stages_and_breakdowns_are_those_of_the_page(name):
    stages, breakdowns = PAGE[name]
    assert METRICS[name].stages == stages
    for stage in stages:
        more = WHO if name in ("received", "share_received") and stage == 1 else ()
        assert sorted(METRICS[name].breakdowns(stage)) == sorted(breakdowns + more)
