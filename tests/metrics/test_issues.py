from tests.metrics.metrics_folder import by_group, case, parts

COMPLAINTS = [
    case("A"),
    case("A", stage=2),
    case("B", service="West", outcome="withdrawn"),
    case("old", received_on="2023-03-31"),
]


def issue(reference, category, sub_category="Late", outcome="", stage=1):
    return {
        "reference": reference,
        "stage": stage,
        "category": category,
        "sub_category": sub_category,
        "outcome": outcome,
    }


ISSUES = [
    issue("A", "Staff", "Rude", "upheld"),
    issue("A", "Staff", "Late", "partially upheld"),
    issue("A", "Staff", "Late", "not upheld"),
    issue("B", "Staff", "Late", ""),
    issue("B", "Money", "Late", "withdrawn"),
    issue("A", "Money", "Wrong", "upheld", stage=2),
    issue("old", "Money", "Late", "upheld"),
]
AREAS = '[areas]\n"Safe" = ["West"]\n'


def test_issues_are_those_of_the_complaints_of_the_year_at_that_stage(made):
    figures = made(COMPLAINTS, issues=ISSUES)
    assert [parts(figures.figure("issues", stage)) for stage in (1, 2, 3)] == [
        ("5", 5, None),
        ("1", 1, None),
        ("0", 0, None),
    ]


def test_issues_are_broken_down_by_category_and_by_sub_category_within_it(made):
    figures = made(COMPLAINTS, AREAS, issues=ISSUES)
    assert by_group(figures, "issues", 1, "category") == {"Staff": "4", "Money": "1"}
    assert by_group(figures, "issues", 1, "sub_category") == {
        "Staff: Late": "3",
        "Money: Late": "1",
        "Staff: Rude": "1",
    }
    assert by_group(figures, "issues", 1, "area_sub_category") == {
        "Not mapped: Staff: Late": "2",
        "Not mapped: Staff: Rude": "1",
        "Safe: Money: Late": "1",
        "Safe: Staff: Late": "1",
    }
    assert by_group(figures, "issues", 2, "sub_category") == {"Money: Wrong": "1"}


def test_a_share_of_issues_is_of_all_issues_at_that_stage(made):
    figures = made(COMPLAINTS, issues=ISSUES)
    assert parts(figures.figure("share_issues", 1, by="category", group="Staff")) == ("80.0", 4, 5)
    assert by_group(figures, "share_issues", 2, "category") == {"Money": "100.0"}
    assert not figures.has("share_issues", 1)


def test_issues_upheld_are_of_all_issues_those_without_an_outcome_included(made):
    figures = made(COMPLAINTS, issues=ISSUES)
    assert parts(figures.figure("issues_upheld_or_partly", 1)) == ("40.0", 2, 5)
    assert parts(figures.figure("issues_upheld_or_partly", 2)) == ("100.0", 1, 1)
    assert parts(figures.figure("issues_upheld_or_partly", 3)) == ("", 0, 0)
    assert by_group(figures, "issues_upheld_or_partly", 1, "category") == {"Staff": "50.0", "Money": "0.0"}
    assert by_group(figures, "issues_upheld_or_partly", 1, "sub_category") == {
        "Staff: Late": "33.3",
        "Money: Late": "0.0",
        "Staff: Rude": "100.0",
    }


def test_without_its_table_or_its_outcomes_a_metric_is_left_out_whole(made):
    bare = [{key: cell for key, cell in row.items() if key != "outcome"} for row in ISSUES]
    figures = made(COMPLAINTS, issues=bare)
    assert figures.has("issues", 1)
    assert not figures.has("issues_upheld_or_partly", 1)


def test_without_issues_there_is_no_metric_of_them(made):
    figures = made(COMPLAINTS)
    for metric in ("issues", "share_issues", "issues_upheld_or_partly"):
        assert not any(figure.metric == metric for figure in figures)
