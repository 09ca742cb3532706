"""What must hold of the figures whatever the complaints."""

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.derived_columns import with_derived_columns
from complaints_report.metrics.selection import countable
from complaints_report.metrics.tallies import tallies_of_year
from complaints_report.procedures import OUTCOMES
from complaints_report.settings import Organisation, Settings
from tests.conftest import examples

YEAR = "2023/24"
SETTINGS = Settings(organisation=Organisation(name="Example Trust"), areas={"Safe": ["East", "West"]})
AS_OF = date(2024, 6, 14)
FIRST, LAST = date(2023, 4, 1), date(2024, 3, 31)
DAYS = st.dates(date(2023, 2, 1), date(2024, 5, 31))
DTYPES = {"stage": "Int64"} | dict.fromkeys(
    ("received_on", "responded_on", "panel_held_on", "panel_report_on"), "datetime64[s]"
)


def maybe(strategy):
    return st.none() | strategy


ROWS = st.fixed_dictionaries(
    {
        "reference": st.sampled_from(["A", "B", "C", "D", "E"]),
        "stage": st.sampled_from([1, 2, 3]),
        "procedure": st.sampled_from(["statutory", "local"]),
        "received_on": DAYS,
        "responded_on": maybe(st.dates(date(2024, 6, 1), date(2024, 6, 14))),
        "service": st.sampled_from(["East", "West", "North"]),
        "outcome": maybe(st.sampled_from(OUTCOMES)),
        "method": maybe(st.sampled_from(["email", "post"])),
        "complainant": maybe(st.sampled_from(["parent", "care leaver", "advocate"])),
        "panel_held_on": maybe(DAYS),
        "panel_report_on": maybe(DAYS),
    }
)
COMPLAINTS = st.lists(ROWS, min_size=1, max_size=12, unique_by=lambda row: (row["reference"], row["stage"]))
quick = examples(20)


def typed(rows):
    frame = pd.DataFrame(rows)
    return frame.astype({column: DTYPES.get(column, "str") for column in frame})


def tallies(rows):
    return tallies_of_year(counted(rows), YEAR, is_whole=True)


def counted(rows):
    return countable(with_derived_columns({"complaints": typed(rows)}, SETTINGS, AS_OF))


def in_year(rows, stage):
    return [row for row in rows if row["stage"] == stage and FIRST <= row["received_on"] <= LAST]


@quick
@given(COMPLAINTS)
def test_outcomes_and_those_awaiting_one_add_to_the_received(rows):
    found = tallies(rows)
    for stage in (1, 2, 3):
        outcomes = [found["outcomes", stage, "outcome", name].numerator for name in OUTCOMES]
        decided = sum(row["outcome"] is not None for row in in_year(rows, stage))
        assert sum(outcomes) == decided
        assert found["upheld_or_partly", stage, "", ""].denominator == decided
        assert decided + found["awaiting_outcome", stage, "", ""].numerator == len(in_year(rows, stage))


@quick
@given(COMPLAINTS)
def test_the_groups_of_the_received_add_to_the_total(rows):
    found = tallies(rows)
    for stage in (1, 2, 3):
        assert found["received", stage, "", ""].numerator == len(in_year(rows, stage))
        groups = {}
        for (metric, at, by, _), tally in found.items():
            if by and (metric, at) == ("received", stage):
                groups[by] = groups.get(by, 0) + tally.numerator
        assert set(groups.values()) <= {len(in_year(rows, stage))}


@quick
@given(COMPLAINTS)
def test_no_percent_but_escalation_is_under_0_or_over_100(rows):
    for (metric, *_), tally in tallies(rows).items():
        if METRICS[metric].unit == "percent":
            assert (tally.exact is None) == (tally.denominator == 0)
            if metric != "escalation":
                assert 0 <= tally.numerator <= tally.denominator


@quick
@given(COMPLAINTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows, chance):
    found = tallies(rows)
    chance.shuffle(rows)
    assert tallies(rows) == found


@quick
@given(COMPLAINTS, ROWS, st.booleans(), st.integers(1, 300))
def test_another_complaint_outside_the_year_changes_nothing_in_it(rows, row, before, days):
    end = FIRST.toordinal() - days if before else LAST.toordinal() + min(days, 60)
    other = {**row, "reference": "Other", "received_on": date.fromordinal(end)}
    assert tallies([*rows, other]) == tallies(rows)
