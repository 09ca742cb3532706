"""What is behind a figure: exactly as many rows as it counts, and why the others are left out."""

import csv
import io
from decimal import Decimal
from fractions import Fraction
from statistics import median

import pandas as pd
import pytest
from hypothesis import given

from complaints_report.metrics import explanation
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.kinds import Given, Mean, Median, Ordered, Total
from complaints_report.metrics.responsiveness import TIMED
from complaints_report.metrics.tallies import rows_behind, tallies_of_year
from complaints_report.run import explained, figures_for
from tests.conftest import some_of
from tests.metrics.metrics_folder import YEAR, case, covers, open_made, published
from tests.metrics.test_identities import COMPLAINTS, counted, quick


@pytest.fixture
def told(tmp_path):
    """The explanation of one figure of a folder with these rows."""

    def tell(complaints, metric, stage=1, by="", group="", year=YEAR, settings="", **tables):
        run = open_made(tmp_path, complaints, settings, **tables)
        return explained(run, year, metric, stage, by=by, group=group)

    return tell


def above(told):
    return [item for item in told.items if item.in_numerator]


def below(told):
    return [item for item in told.items if item.in_denominator]


def why(told):
    return {item.reference: item.left_out_because for item in told.items}


def number_of(items):
    """What the rows come to: how many they are, or the numbers that a table gives."""
    return sum(item.amount if item.table == "activity" else 1 for item in items)


@pytest.fixture(scope="module")
def figures(sample):
    return figures_for(sample, YEAR)


def test_the_sample_has_every_metric_but_those_of_money_at_stages(figures):
    assert set(METRICS) - {figure.metric for figure in figures} == {"remedies", "investigation_costs"}


@pytest.mark.parametrize("name", some_of(METRICS, *(name for name in METRICS if name != "share_received")))
def test_each_figure_of_the_sample_has_as_many_rows_as_it_counts(sample, figures, name):
    metric, found = METRICS[name], [figure for figure in figures if figure.metric == name]
    for figure in found:
        told = explanation.explain(sample.source, figures, (name, figure.stage, figure.by, figure.group))
        assert number_of(below(told)) == (figure.denominator or 0)
        if isinstance(metric, Median):
            assert Decimal(str(median(item.days for item in below(told)))) == figure.exact
        elif isinstance(metric, Ordered):
            assert sum(item.days <= figure.exact for item in below(told)) >= Fraction(9, 10) * figure.denominator
        elif isinstance(metric, Mean):
            assert sum(item.days for item in above(told)) == figure.numerator
        elif isinstance(metric, Total | Given):
            assert sum(item.amount for item in above(told)) == figure.numerator
        else:
            assert number_of(above(told)) == figure.numerator
        assert all(item.in_numerator or item.in_denominator or item.left_out_because for item in told.items)


@quick
@given(COMPLAINTS)
def test_whatever_the_complaints_the_rows_are_as_many_as_the_figure_counts(rows):
    tables = counted(rows)
    for key, tally in tallies_of_year(tables, YEAR, is_whole=True).items():
        parts = rows_behind(tables, YEAR, key)
        listed = [sum(int(part.in_denominator.sum()) for part in parts if part.in_denominator is not None)]
        assert listed == [tally.denominator or 0]
        if not isinstance(METRICS[key[0]], Mean):
            assert sum(int(part.in_numerator.sum()) for part in parts) == tally.numerator


def test_each_reason_for_leaving_a_complaint_out_is_in_plain_words(told):
    rows = [
        case("In", responded_on="2023-06-08", outcome="upheld"),
        case("Late", responded_on="2023-07-08", outcome="upheld"),
        case("Gone", outcome="withdrawn"),
        case("Not ours", responded_on="2023-06-08", outcome="outside jurisdiction"),
        case("Open"),
        case("Before", received_on="2022-06-01", responded_on="2022-06-08", outcome="upheld"),
    ]
    found = told(rows, "within_10_days")
    assert why(found) == {
        "In": "",
        "Late": "took more than 10 working days",
        "Gone": "withdrawn",
        "Not ours": "outside jurisdiction",
        "Open": "not yet answered",
    }
    assert [item.reference for item in above(found)] == ["In"]
    assert [item.reference for item in below(found)] == ["In", "Late"]


def test_without_outcomes_a_complaint_is_left_out_of_times_only_because_it_was_not_answered(told):
    rows = [case("In", responded_on="2023-06-08"), case("Open")]
    assert why(told(rows, "within_10_days")) == {"In": "", "Open": "not yet answered"}


def test_a_complaint_of_before_the_bank_holidays_is_not_called_unanswered():
    rows = pd.DataFrame(
        {
            "received_on": pd.to_datetime(["2011-06-01", "2011-06-01"]),
            "responded_on": pd.to_datetime(["2011-06-08", None]),
        }
    )
    assert TIMED.otherwise(rows).tolist() == ["received before the bank holidays are known", "not yet answered"]


def test_a_share_is_over_every_group_and_a_count_over_its_own(told):
    rows = [case("A", outcome="upheld"), case("B", outcome="not upheld"), case("C")]
    share = told(rows, "share_outcomes", by="outcome", group="upheld")
    assert why(share) == {"A": "", "B": "in another group", "C": "no outcome yet"}
    assert [item.reference for item in below(share)] == ["A", "B"]
    assert why(told(rows, "outcomes", by="outcome", group="upheld")) == {"A": ""}


def test_a_complaint_that_can_go_no_further_is_not_in_what_escalated_so_far(told):
    rows = [case(name, stage=stage) for name in "AB" for stage in (1, 2)]
    rows += [case("A", stage=3), case("C", stage=2, procedure="local"), case("C", stage=1, procedure="local")]
    found = told(rows, "escalated_so_far", stage=3)
    assert why(found) == {
        "A": "",
        "B": "has not reached the next stage",
        "C": "stage 2 of the local procedure is its last",
    }
    assert {item.stage for item in found.items} == {2}


def test_a_ratio_lists_the_rows_of_both_its_counts(told):
    rows = [case("A"), case("B"), case("A", stage=2)]
    found = told(rows, "escalation", stage=2)
    assert [(item.reference, item.stage) for item in above(found)] == [("A", 2)]
    assert [(item.reference, item.stage) for item in below(found)] == [("A", 1), ("B", 1)]
    assert {item.in_denominator for item in above(found)} == {False}
    assert {item.in_numerator for item in below(found)} == {False}


def test_a_middle_number_comes_with_the_working_days_of_each(told):
    rows = [
        case("A", responded_on="2023-06-02", outcome="upheld"),
        case("B", responded_on="2023-06-08", outcome="upheld"),
    ]
    found = told(rows, "median_days")
    assert [(item.reference, item.days, item.in_numerator) for item in found.items] == [("A", 1, None), ("B", 5, None)]
    assert "A (1), B (5)" in explanation.to_text(found)


def test_a_sum_comes_with_the_pounds_of_each(told):
    rows = [case("A", remedy_amount="1,250.50"), case("B", remedy_amount="")]
    text = explanation.to_text(told(rows, "remedies"))
    assert "A (£1,250.50)" in text
    assert "no amount recorded (1)\n    B" in text


def test_what_has_no_reference_is_named_by_its_row_in_the_file(told):
    rows = [{"received_on": "2022-06-01", "service": "East"}, {"received_on": "2023-06-01", "service": "East"}]
    found = told([case("A")], "compliments", stage=None, compliments=rows)
    assert [(item.file, item.row) for item in found.items] == [("compliments.csv", 3)]
    assert "1 compliment\n    row 3" in explanation.to_text(found)


def test_an_issue_keeps_its_own_row_whatever_the_order_of_the_complaints(told):
    rows = [{"reference": name, "stage": 1, "category": "Staff", "sub_category": "Late"} for name in "BAB"]
    found = told([case("A"), case("B")], "issues", issues=rows)
    assert [(item.reference, item.row) for item in found.items] == [("B", 2), ("A", 3), ("B", 4)]


def test_a_number_that_was_given_has_no_complaints_behind_it(told):
    activity = [{"year": YEAR, "referrals": 200}]
    given_ = explanation.to_text(told([case("A")], "referrals", stage=None, activity=activity))
    assert "This number is given in the activity table; no complaints are behind it." in given_
    ratio = explanation.to_text(told([case("A")], "complaints_per_referral", stage=None, activity=activity))
    assert "The denominator is given in the activity table" in ratio


def test_a_year_that_history_alone_knows_has_no_rows_to_list(told):
    found = told([case("A")], "received", year="2022/23", settings=covers(YEAR), history=[published("received", 7)])
    assert (found.figure.value, found.items) == (7, ())
    assert "there are no rows behind it to list" in " ".join(explanation.to_text(found).split())


def test_a_group_of_last_year_alone_has_no_rows_and_says_so(told):
    rows = [case("A"), case("B", service="West", received_on="2022-06-01")]
    found = told(rows, "received", by="service", group="West", settings=covers("2022/23", YEAR))
    assert "There is no row in 2023/24 behind this figure." in explanation.to_text(found)


def test_the_csv_has_a_row_for_each_reference_and_blanks_where_a_number_is_not_of_rows(told):
    found = told([case("A", responded_on="2023-06-08", outcome="upheld"), case("B")], "timed")
    rows = list(csv.DictReader(io.StringIO(explanation.to_csv(found))))
    assert tuple(rows[0]) == explanation.COLUMNS
    assert [(row["reference"], row["in_numerator"], row["in_denominator"]) for row in rows] == [
        ("A", "yes", ""),
        ("B", "no", ""),
    ]
