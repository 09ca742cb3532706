from tests.metrics.metrics_folder import YEAR, by_group, case, cases, covers, parts, published

SEVEN = {
    "upheld": 1,
    "partially upheld": 2,
    "not upheld": 4,
    "inconclusive": 1,
    "resolved": 3,
    "outside jurisdiction": 1,
    "withdrawn": 2,
}


def decided(**cells):
    return [one for outcome, number in SEVEN.items() for one in cases(number, outcome, outcome=outcome, **cells)]


def test_outcomes_count_all_seven_and_shares_are_of_the_decided(made):
    figures = made([*decided(), case("open", outcome=""), case("old", outcome="upheld", received_on="2023-03-31")])
    assert by_group(figures, "outcomes", 1, "outcome") == {outcome: str(number) for outcome, number in SEVEN.items()}
    assert parts(figures.figure("share_outcomes", 1, by="outcome", group="not upheld")) == ("28.6", 4, 14)


def test_outcomes_that_did_not_occur_are_zeros_in_the_pages_order(made):
    figures = made([*cases(3, outcome="withdrawn"), case("A", outcome="not upheld"), case("B", outcome="")])
    assert by_group(figures, "outcomes", 1, "outcome") == {
        "upheld": "0",
        "partially upheld": "0",
        "not upheld": "1",
        "inconclusive": "0",
        "resolved": "0",
        "outside jurisdiction": "0",
        "withdrawn": "3",
    }
    assert list(by_group(figures, "share_outcomes", 1, "outcome").values()) == [
        "0.0",
        "0.0",
        "25.0",
        "0.0",
        "0.0",
        "0.0",
        "75.0",
    ]


def test_a_year_that_was_published_before_there_was_the_outcome_had_none_of_it(made):
    before = {"upheld": 3, "partially upheld": 0, "not upheld": 2, "inconclusive": 0, "withdrawn": 1}
    rows = [published("outcomes", number, by="outcome", group=outcome) for outcome, number in before.items()]
    figures = made([case("A", outcome="Resolved"), case("B", outcome="upheld")], covers(YEAR), history=rows)
    resolved = figures.figure("outcomes", 1, by="outcome", group="resolved")
    assert (resolved.value, resolved.previous_at(0)) == (1, 0)


def test_where_none_is_decided_the_shares_are_empty(made):
    figures = made([case("A", outcome=""), case("B", outcome="upheld", received_on="2022-06-01")])
    assert set(by_group(figures, "outcomes", 1, "outcome").values()) == {"0"}
    assert set(by_group(figures, "share_outcomes", 1, "outcome").values()) == {""}


def test_upheld_or_partly_is_of_all_the_decided_withdrawn_included(made):
    figures = made([*decided(), *cases(5, "open", outcome=""), case("upheld0", stage=2, outcome="upheld")])
    assert parts(figures.figure("upheld_or_partly", 1)) == ("21.4", 3, 14)
    assert parts(figures.figure("upheld_or_partly", 2)) == ("100.0", 1, 1)


def test_upheld_or_partly_is_broken_down(made):
    figures = made(
        [
            case("A", outcome="upheld"),
            case("B", outcome="not upheld", service="West", procedure="local"),
            case("C", outcome="partially upheld", service="West"),
            case("D", outcome="", service="North"),
        ],
        '[areas]\n"Safe" = ["West"]\n',
    )
    assert by_group(figures, "upheld_or_partly", 1, "service") == {"West": "50.0", "East": "100.0", "North": ""}
    assert by_group(figures, "upheld_or_partly", 1, "procedure") == {"statutory": "100.0", "local": "0.0"}
    assert by_group(figures, "upheld_or_partly", 1, "area") == {"Safe": "50.0", "Not mapped": "100.0"}


def test_awaiting_outcome_counts_the_years_rows_without_one_answered_or_not(made):
    figures = made(
        [
            case("A", outcome="", responded_on="2023-06-02"),
            case("B", outcome="", responded_on=""),
            case("C", outcome="withdrawn", responded_on=""),
            case("D", outcome="", received_on="2024-04-01"),
            case("B", stage=2, outcome=""),
        ]
    )
    assert parts(figures.figure("awaiting_outcome", 1)) == ("2", 2, None)
    assert parts(figures.figure("awaiting_outcome", 2)) == ("1", 1, None)
    assert parts(figures.figure("awaiting_outcome", 3)) == ("0", 0, None)


def test_money_is_summed_to_the_penny_over_the_years_rows(made):
    figures = made(
        [
            case("A", remedy_amount="£1,250.50", investigation_cost="0.10", outcome="withdrawn"),
            case("B", remedy_amount="", investigation_cost="0.20", outcome=""),
            case("C", remedy_amount="100", investigation_cost="9", received_on="2023-03-31"),
            case("B", stage=2, remedy_amount="7", investigation_cost="2000"),
        ]
    )
    assert [parts(figures.figure("remedies", stage))[0] for stage in (1, 2, 3)] == ["1250.50", "7.00", "0.00"]
    assert [parts(figures.figure("investigation_costs", stage))[0] for stage in (1, 2)] == ["0.30", "2000.00"]


def test_money_is_left_out_where_its_column_is_not_there(made):
    figures = made([case("A", remedy_amount="5")])
    assert figures.has("remedies", 1)
    assert not figures.has("investigation_costs", 1)
