"""Two spellings of one service or category are told, where one of them is rare; names that differ are not."""

import random
import string

import pytest

from complaints_report.intake.rules.look_alikes import are_alike

ALIKE = (
    ("Fostering", "Fosterng"),
    ("East team", "Eest team"),
    ("East Team", "EAST TEAM"),
    ("Children's Homes", "Children’s Homes"),
    ("Children's Homes", "Childrens Homes"),
    ("Fostering - East", "Fostering-East"),
    ("Adoption", "Adpotion"),
    ("North team", "Norht team"),
    ("Duty", "Dutty"),
    ("Locality 1 Fostering", "Locality 1 Fosterig"),
)
APART = (
    ("Team 1", "Team 2"),
    ("Team 1", "Team 12"),
    ("Team", "Team 1"),
    ("Team1", "Team2"),
    ("Team A", "Team B"),
    ("Team", "Team A"),
    ("TeamA", "TeamB"),
    ("Unit 1a", "Unit 1b"),
    ("East team", "West team"),
    ("North", "South"),
    ("Eastern", "Western"),
    ("North East", "North West"),
    ("Team N", "Team S"),
    ("Team NE", "Team SE"),
    ("Northeast hub", "Southeast hub"),
    ("2nd team", "3rd team"),
    ("Team II", "Team III"),
    ("Team Nine", "Team Five"),
    ("Ward 10", "Ward 11"),
    ("Fostering", "Adoption"),
    ("CLA", "CIN"),
)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_differ_by_a_letter_or_two_are_alike(one, other):
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_told_apart_by_a_number_a_letter_or_a_point_of_the_compass_are_not(one, other):
    assert not are_alike(one, other)
    assert not are_alike(other, one)


def test_any_letter_left_out_doubled_or_turned_is_alike():
    for seed in range(200):
        rng = random.Random(seed)
        name = " ".join("".join(rng.choices(string.ascii_lowercase, k=rng.randint(4, 9))) for _ in range(3))
        at = rng.randrange(1, len(name) - 1)
        for wrong in (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name[: at - 1] + name[at:]):
            assert are_alike(name, wrong)


def rows(column, **times):
    names = [name for name, number in times.items() for _ in range(number)]
    return [{"reference": f"{number}", column: name} for number, name in enumerate(names, 1)]


def found(run):
    warned = [one for one in run.faults if one.rule == "look-alike"]
    assert {one.severity for one in warned} <= {"warning"}
    assert {one.value for one in warned} <= {"(text not shown)"}
    return [(one.file, one.row, one.column) for one in warned]


def test_the_rarer_spelling_of_a_service_is_warned_of_in_each_row(opened):
    run = opened(rows("service", Fostering=6, Fosterng=2, Adoption=1))
    assert found(run) == [("complaints.csv", 8, "service"), ("complaints.csv", 9, "service")]
    message = next(one.message for one in run.faults if one.rule == "look-alike")
    assert "row 2 of complaints.csv" in message
    assert "Foster" not in message


def test_a_spelling_that_five_rows_have_is_nobodys_mistake(opened):
    assert not found(opened(rows("service", Fostering=6, Fosterng=5)))
    assert found(opened(rows("service", Fostering=4, Fosterng=4))) == [
        ("complaints.csv", row, "service") for row in (6, 7, 8, 9)
    ]


def test_spellings_that_differ_in_capitals_alone_are_warned_of_however_many_rows_have_them(opened):
    run = opened(rows("service", Fostering=7, fostering=6, FOSTERING=5, Adoption=5))
    assert found(run) == [("complaints.csv", row, "service") for row in range(9, 20)]
    (message,) = {one.message for one in run.faults if one.rule == "look-alike"}
    assert "in capital letters alone from row 2 of complaints.csv" in message
    issue = {"reference": "1", "category": "Delay", "sub_category": "Staff"}
    run = opened(rows("service", Fostering=1), issues=[issue] * 6 + [issue | {"sub_category": "STAFF"}] * 5)
    assert found(run) == [("issues.csv", row, "sub_category") for row in range(8, 13)]


def test_categories_are_compared_with_categories_and_services_in_all_tables(opened):
    issue = {"reference": "1", "category": "Delay", "sub_category": "Staff"}
    run = opened(
        rows("service", Fostering=6),
        issues=[issue, issue | {"category": "Delayy"}, issue | {"sub_category": "Staf"}, issue | {"category": "Staff"}],
        compliments=[{"service": "Fostering "}, {"service": "fostering"}],
    )
    assert found(run) == [
        ("compliments.csv", 3, "service"),
        ("issues.csv", 3, "category"),
        ("issues.csv", 4, "sub_category"),
    ]


def test_the_settings_may_say_which_is_right(opened):
    toml = '[sources.complaints.values.service]\n"Fosterng" = "Fostering"\n'
    assert not found(opened(rows("service", Fostering=6, Fosterng=2), toml=toml))


def test_a_column_of_free_text_is_no_column_of_names(opened):
    names = {f"{number} " + "x" * 30_000: 1 for number in range(4)}
    assert not found(opened(rows("service", **names)))


def test_many_different_names_are_still_compared_in_bounds(opened):
    names = {f"team{random.Random(number).getrandbits(64):x}q": 1 for number in range(3_000)}
    assert not found(opened(rows("service", **names)))
