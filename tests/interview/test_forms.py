"""What `init` proposes for registers of many forms: each column its heading, and nothing that is none."""

import pytest

from tests.interview.forms import FORMS
from tests.interview.scored import scores


@pytest.fixture(scope="module")
def every_score():
    return {score.form.called: score for score in scores()}


@pytest.fixture(params=[form.called for form in FORMS])
def score(request, every_score):
    """What is proposed for a form of register."""
    return every_score[request.param]


def test_every_column_is_read_or_proposed_first_and_nothing_else_is(score):
    assert score.wrong == ()


def test_the_layout_the_sheets_and_what_is_not_ours_are_seen(score):
    proposal, form = score.proposal, score.form
    assert proposal.layout == form.layout
    assert proposal.sheets == form.sheets
    assert {one.heading for one in proposal.not_ours} == form.not_ours


def test_required_columns_are_never_without_a_candidate_where_the_export_has_them(score):
    needed = {"reference", "received_on", "service"} & score.form.columns.keys()
    given = {answer.column for answer in score.proposal.columns if answer.headings}
    assert needed <= given


def test_no_heading_is_offered_first_for_two_columns(score):
    first = [answer.headings[0] for answer in score.proposal.every_answer if answer.headings]
    assert len(first) == len(set(first))
