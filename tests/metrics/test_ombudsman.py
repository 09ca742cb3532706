import pytest

from tests.metrics.metrics_folder import by_group, case, parts


def referral(reference, result, referred_on="2023-06-01", **cells):
    return {"reference": reference, "referred_on": referred_on, "result": result, "decided_on": "", **cells}


REFERRALS = [
    referral("A", "upheld", "2023-04-01", payment="100.50"),
    referral("B", "upheld", "2024-03-31", payment="", decided_on="2024-05-01"),
    referral("C", "not upheld", payment="0.25"),
    referral("D", "premature"),
    referral("E", "declined"),
    referral("F", "pending"),
    referral("G", "upheld", "2023-03-31", payment="900", decided_on="2023-06-01"),
    referral("H", "not upheld", "2024-04-01", payment="900"),
]


def test_the_ombudsmans_are_those_referred_in_the_year_whenever_decided(made):
    figures = made([case("A")], ombudsman=REFERRALS)
    assert parts(figures.figure("ombudsman_referrals")) == ("6", 6, None)
    assert parts(figures.figure("ombudsman_decisions")) == ("3", 3, None)
    assert parts(figures.figure("ombudsman_upheld")) == ("66.7", 2, 3)
    assert parts(figures.figure("ombudsman_payments"))[0] == "100.75"
    assert by_group(figures, "ombudsman_results", None, "result") == {
        "upheld": "2",
        "declined": "1",
        "not upheld": "1",
        "pending": "1",
        "premature": "1",
    }


def test_without_a_decision_there_is_no_share_upheld(made):
    figures = made([case("A")], ombudsman=[referral("A", "pending")])
    assert parts(figures.figure("ombudsman_upheld")) == ("", 0, 0)
    assert not figures.has("ombudsman_payments")


@pytest.mark.parametrize("metric", ["referrals", "results", "decisions", "upheld", "payments"])
def test_without_its_table_there_is_nothing_of_the_ombudsmans(made, metric):
    assert not any(figure.metric == f"ombudsman_{metric}" for figure in made([case("A")]))
