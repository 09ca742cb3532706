"""The outcome "resolved", and the many other things that the word is said of."""

import pytest

from complaints_report.run import figures_for, open_folder
from tests.audit.invented import OUTCOMES, invented
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def settling(tmp_path_factory):
    """The data of an authority that records the outcome, of 36 complaints at stage 1."""
    made = open_folder(invented(tmp_path_factory.mktemp("settling") / "folder", OUTCOMES | {"resolved": 2}), TODAY)
    figures = figures_for(made, "2023/24")
    told = [figures.figure("outcomes", 1, by="outcome", group=one).value for one in ("resolved", "not upheld")]
    assert told == [36, 100]
    return made


def wrong(found):
    return [(one.document, one.should) for one in found.findings if one.fault]


@pytest.mark.parametrize(
    "said",
    [
        "At stage 1, {} complaints were resolved without a finding.",
        "{} stage 1 complaints were settled.",
        "Of stage 1 complaints, {} were recorded as resolved and 100 as not upheld.",
        "| Outcome | Stage 1 |\n| --- | --- |\n| Not upheld | 100 |\n| Resolved | {} |\n",
    ],
)
def test_the_outcome_is_held_to_the_data(held, settling, said):
    beside = "There were 263 complaints at stage 1."
    assert wrong(held(said.format(36), data=settling, beside=beside)) == []
    assert wrong(held(said.format(46), data=settling, beside=beside)) == [("46", "36")]


OTHERWISE = [
    "A further 46 concerns at stage 1 were resolved informally before they became complaints.",
    "The team resolved 46 enquiries on the same day.",
    "At the time of writing 46 stage 1 complaints were not resolved, and 63 are yet to be resolved.",
    "We could not say how 46 complaints at stage 1 might have been resolved sooner.",
    "Most stage 1 complaints were resolved by the team concerned, 46 of them on the day.",
    "In all, 189 complaints were resolved at stage 1.",
    "At stage 1, 46% of complaints were resolved within 15 working days.",
    "We aim for 63% of stage 1 complaints to be resolved in 20 working days.",
]


@pytest.mark.parametrize("said", OTHERWISE)
def test_what_is_resolved_otherwise_is_not_taken_for_it(held, settling, said):
    assert wrong(held(said)) == []
    assert wrong(held(said, data=settling, beside="There were 263 complaints at stage 1.")) == []


def test_where_nobody_records_it_the_word_tells_of_no_outcome(held):
    assert wrong(held("At stage 1, 189 complaints were resolved.")) == []
