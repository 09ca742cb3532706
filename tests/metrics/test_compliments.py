from tests.metrics.metrics_folder import by_group, case, parts


def test_compliments_are_those_received_in_the_year(made):
    days = ["2023-03-31", "2023-04-01", "2023-06-01", "2024-03-31", "2024-04-01"]
    services = ["West", "West", "East", "West", "East"]
    rows = [{"received_on": day, "service": service} for day, service in zip(days, services, strict=True)]
    figures = made([case("A")], compliments=rows)
    assert parts(figures.figure("compliments")) == ("3", 3, None)
    assert by_group(figures, "compliments", None, "service") == {"West": "2", "East": "1"}


def learned(stage, status, year="2023/24"):
    return {"year": year, "stage": stage, "summary": "Write sooner", "status": status}


LEARNING = [
    learned(1, "complete"),
    learned(1, "in progress"),
    learned(1, ""),
    learned(2, "not started"),
    learned(3, "complete"),
    learned(1, "complete", "2022/23"),
]


def test_learning_is_counted_at_each_stage_in_its_year(made):
    figures = made([case("A")], learning=LEARNING)
    assert [parts(figures.figure("learning", stage)) for stage in (1, 2, 3)] == [
        ("3", 3, None),
        ("1", 1, None),
        ("1", 1, None),
    ]


def test_actions_complete_are_of_the_learning_with_a_status_at_any_stage(made):
    figures = made([case("A")], learning=LEARNING)
    assert parts(figures.figure("actions_complete")) == ("50.0", 2, 4)


def test_without_a_status_or_a_table_the_metric_is_left_out(made):
    figures = made([case("A")], learning=[{"year": "2023/24", "stage": 1, "summary": "Write sooner"}])
    assert figures.has("learning", 1)
    assert not figures.has("actions_complete")
    assert not figures.has("compliments")
