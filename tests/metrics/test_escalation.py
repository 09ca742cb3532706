from tests.metrics.metrics_folder import case, cases, parts


def test_escalation_to_stage_2_is_over_stage_1_of_the_year_whichever_complaints(made):
    figures = made(
        [
            *cases(3, procedure="local"),
            case("D", outcome="withdrawn"),
            case("old", received_on="2023-03-31"),
            case("old", stage=2, received_on="2023-04-03"),
            case("C0", stage=2, procedure="local"),
            case("C1", stage=2, received_on="2024-04-01", procedure="local"),
        ]
    )
    assert parts(figures.figure("escalation", 2)) == ("50.0", 2, 4)


def test_escalation_to_stage_3_is_over_the_statutory_stage_2(made):
    figures = made(
        [
            *cases(3, "S", stage=2),
            *cases(4, "L", stage=2, procedure="local"),
            case("S0", stage=3),
            case("old", stage=2, received_on="2023-03-01"),
        ]
    )
    assert parts(figures.figure("escalation", 3)) == ("33.3", 1, 3)


def test_escalation_may_be_over_100_and_over_none_has_no_value(made):
    figures = made([case("A"), case("B", stage=2, procedure="local"), case("C", stage=2, procedure="local")])
    assert parts(figures.figure("escalation", 2)) == ("200.0", 2, 1)
    assert parts(figures.figure("escalation", 3)) == ("", 0, 0)


def test_escalated_so_far_follows_the_years_complaints_to_a_later_stage_at_any_date(made):
    figures = made(
        [
            *cases(4, procedure="local"),
            case("C0", stage=2, received_on="2024-06-10", procedure="local"),
            case("C1", stage=2, procedure="local", outcome="withdrawn"),
            case("C2", stage=2, received_on="2023-05-31", procedure="local"),
            case("old", received_on="2023-03-31"),
            case("old", stage=2),
            case("next", received_on="2024-04-01"),
            case("next", stage=2, received_on="2024-04-02"),
        ]
    )
    assert parts(figures.figure("escalated_so_far", 2)) == ("75.0", 3, 4)


def test_escalated_so_far_to_stage_3_is_of_the_statutory_stage_2_of_the_year(made):
    figures = made(
        [
            case("A"),
            case("A", stage=3),
            *cases(4, "S", stage=2),
            *cases(2, "L", stage=2, procedure="local"),
            case("S0", stage=3, received_on="2024-05-01"),
            case("old", stage=2, received_on="2023-03-31"),
            case("old", stage=3, received_on="2023-06-01"),
        ]
    )
    assert parts(figures.figure("escalated_so_far", 3)) == ("25.0", 1, 4)
    assert parts(figures.figure("escalated_so_far", 2)) == ("0.0", 0, 1)
