"""What stands in a name's place and is none: signs that say nothing are blanks, ditto marks are errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.intake.records.names import folded, says_nothing

NOTHING = (
    *("-", "--", " - ", "–", "—", "- -", ".", "...", "…", "?", "??", "/", "*", "_", "#", "\u200b", "\u2011"),
    *(
        "n/a",
        "N/A",
        "N / A",
        "n.a.",
        "N/A.",
        "(n/a)",
        "none",
        "None",
        "(None)",
        "tbc",
        "TBC",
        "tba",
        "Tbd",
    ),
)
NAMES = (
    *(
        "NA",
        "null",
        "N",
        "A",
        "1",
        "0",
        "Other",
        "Unknown",
        "Not known",
        "No service",
        "None of these",
        "TBC team",
        "Nona",
    ),
    *("N/A - Adoption", "Fostering -", "- Duty", "I/A", "T", "Nil by mouth", "Ward 1", "\u03a9", "null point"),
)
DITTOS = ("' '", "'  '", "''", "\u2018 \u2019", "\u2019 \u2019", ", ,", '" "', '- " -', "\u00b4 \u00b4", "` `")


@pytest.mark.parametrize("text", NOTHING)
def test_a_sign_or_word_that_no_service_is_called_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", NAMES + DITTOS)
def test_what_may_be_a_name_or_repeats_one_says_something(text):
    assert not says_nothing(text)


@given(st.text())
def test_whatever_has_a_letter_beyond_the_few_words_says_something(text):
    assert not says_nothing(f"x{text}")
    assert not says_nothing(f"{text}9")


def complaint(service):
    return [{"reference": "1"}, {"reference": "2", "service": service}]


def errors(run):
    return [(one.rule, one.file, one.row, one.column) for one in run.errors]


@pytest.mark.parametrize("text", ["-", "N/A", "none", "tbc", "\u2014"])
def test_such_a_service_or_category_is_missing(opened, text):
    issue = {"reference": "1", "category": "Delay", "sub_category": "Staff"}
    run = opened(complaint(text), issues=[issue, issue | {"category": text}, issue | {"sub_category": text}])
    assert errors(run) == [
        ("missing-value", "complaints.csv", 3, "service"),
        ("missing-value", "issues.csv", 3, "category"),
        ("missing-value", "issues.csv", 4, "sub_category"),
    ]


def test_where_no_service_is_needed_it_is_blank(opened):
    run = opened(ombudsman=[{"service": "N/A"}, {"reference": "901", "service": "Fostering"}])
    assert not run.errors
    assert run.export.tables["ombudsman"]["service"].isna().tolist() == [True, False]
    assert [one.column for one in run.faults if one.rule == "blank-column" and one.file == "ombudsman.csv"] == [
        "service"
    ]


@pytest.mark.parametrize("text", DITTOS)
def test_a_ditto_mark_is_an_unknown_value_however_it_is_spaced(opened, text):
    assert errors(opened(complaint(text))) == [("unknown-value", "complaints.csv", 3, "service")]


@pytest.mark.parametrize("ours", ["Unallocated", "N/A"])
def test_the_settings_may_say_what_it_stands_for(opened, ours):
    run = opened(complaint("n/a"), toml=f'[sources.complaints.values.service]\n"N/A" = "{ours}"\n')
    assert not run.errors
    assert run.export.tables["complaints"]["service"].tolist() == ["Fostering", ours]


def test_one_value_for_every_row_is_a_persons_choice(opened):
    toml = '[sources.issues.constants]\nsub_category = "n/a"\n'
    run = opened(issues="reference,stage,category\n101,1,Delay\n", toml=toml)
    assert not run.errors


def test_answers_about_people_keep_their_words(opened):
    run = opened([{"disability": "None"}])
    assert run.export.tables["complaints"]["disability"].tolist() == ["None"]


def test_values_that_python_holds_for_equal_are_each_themselves():
    for value, text in ((1, "1"), (True, "true"), (1.0, "1"), (0.0, "0"), (False, "false"), (0, "0")):
        assert folded(value) == text
