"""Whatever stands in a cell of a characteristic, only usual answers and those of several rows are shown."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.intake.faults import Place
from complaints_report.intake.listing import to_csv, to_json, to_text
from complaints_report.intake.tables.characteristics import is_usual, one_spelling, rare_as_other
from complaints_report.intake.tables.typed_rows import Origin, Table
from complaints_report.metrics import table
from complaints_report.procedures import CHARACTERISTICS
from complaints_report.run import figures_for
from tests.intake.conftest import USUAL

USUAL_ANSWERS = {
    "age_band": (
        "0-4|25 to 34 (inclusive)|5 to 9|Under 16|16 – 17|65+|65 and over|18-24 years|Over 65|75 plus|aged 10-15|<18"
        "|16/17|13 to 15 year olds|12|Under 1|Unborn|Adult|Child (0-17)|Not known|18–25yrs|21 or older"
        "|15 & under|3 months"
    ),
    "gender": (
        "Male|Female|M|f|Non-binary|Trans man|Transgender|Prefer to self-describe|Male (including trans man)|Intersex"
        "|Gender fluid|In another way|Indeterminate|Not known/not recorded|I use another term|2 - Female|Female to male"
    ),
    "ethnicity": (
        "White|White British|White - English, Welsh, Scottish, Northern Irish or British|Asian/Asian British - Indian"
        "|Asian or Asian British: Pakistani|Any other Asian background|Black, Black British, Caribbean or African"
        "|Mixed or multiple ethnic groups|Other ethnic group|White: Gypsy or Irish Traveller|Gypsy/Roma|WBRI|A|Arab"
        "|A - White British|Mixed White and Black Caribbean|Traveller of Irish Heritage|Chinese|White Eastern European"
        "|Information Not Yet Obtained|English/Welsh/Scottish/N. Irish/British|1a. White British|Polish|Somali"
    ),
    "disability": (
        "Yes|No|None|Learning disability|Physical impairment|Mental health condition|Autism|ASD/ADHD|Not disabled"
        "|Yes, limited a lot|Long-standing illness or health condition|Deaf / hard of hearing|No known disability"
        "|Day-to-day activities limited a lot|Wheelchair user"
    ),
    "sexual_orientation": (
        "Heterosexual|Straight|Heterosexual/Straight|Heterosexual or straight|Gay or lesbian|Gay woman/lesbian|Bisexual"
        "|Other sexual orientation|Pansexual|Asexual|Unsure|Don’t know"
    ),
}
ANYWHERE = (
    "Prefer not to say",
    "Not recorded",
    "Not stated",
    "N/A",
    "Unknown",
    "Declined to answer",
    "Other",
    "REFUSED",
)
NOBODYS_ANSWERS = (
    *("Jordan White", "J White", "White, J", "Siobhan O'Neill", "Mohammed Ali", "see notes", "Zoë", "Asia Black", "-"),
    *("12/03/2011", "2011-03-12", "07700 900123", "An Do", "son of Mrs Khan", "Joy Young", "Martian", "x" * 30_000),
)


@pytest.mark.parametrize("column", CHARACTERISTICS)
def test_the_usual_answers_stand(column):
    assert not [text for text in (*USUAL_ANSWERS[column].split("|"), *ANYWHERE) if not is_usual(column, text)]


@pytest.mark.parametrize("column", CHARACTERISTICS)
def test_no_name_number_or_date_is_a_usual_answer(column):
    assert not [text for text in NOBODYS_ANSWERS if is_usual(column, text)]


def rows_of(column, **answers):
    each = [answer for answer, times in answers.items() for _ in range(times)]
    return [{"reference": f"{number}", column: answer} for number, answer in enumerate(each, 1)]


def groups(run, column):
    found = figures_for(run, None)
    return {
        key[3]: int(one.value) for key, one in found.years[found.year].items() if key[:3] == ("received", 1, column)
    }


def said(run):
    shown = [to_text(run.faults, run.export.notes), to_json(run.faults), to_csv(run.faults), repr(run.export.tables)]
    return "".join([*shown, table.to_csv(figures_for(run, None))])


@pytest.mark.parametrize("column", CHARACTERISTICS)
def test_a_rare_value_is_counted_as_other_and_never_shown(opened, column):
    run = opened(rows_of(column, Unknown=2, Wombat=4, Numbat=5))
    assert groups(run, column) == {"Unknown": 2, "Other": 4, "Numbat": 5}
    found = [one for one in run.faults if one.rule == "rare-value"]
    assert [(one.severity, one.row, one.column, one.value) for one in found] == [
        ("warning", row, column, "(text not shown)") for row in (4, 5, 6, 7)
    ]
    assert not run.errors
    assert "Wombat" not in said(run)


def as_answered(column, *answers):
    return [{"reference": f"{number}", column: answer} for number, answer in enumerate(answers, 1)]


@pytest.mark.parametrize("column", CHARACTERISTICS)
@pytest.mark.parametrize(
    ("answers", "group"),
    [
        (["Unknown", "unknown", "UNKNOWN ", "unknown"], "unknown"),
        (["Unknown", "unknown", "UNKNOWN  "], "Unknown"),
        (["Prefer not to say", "prefer  not to say", "PREFER NOT TO SAY "], "Prefer not to say"),
        (["NOT RECORDED", "not recorded", "", "not  recorded"], "Not recorded"),
        (["other", "other", "Wombat", "OTHER"], "Other"),
        (["quixworth", "Quixworth", "Quixworth", "Quixworth", "quixworth "], "Quixworth"),
    ],
)
def test_values_that_differ_in_case_or_spaces_are_one_group_of_the_commonest_or_first_spelling(
    opened, column, answers, group
):
    assert groups(opened(as_answered(column, *answers)), column) == {group: len(answers)}


@pytest.mark.parametrize("column", CHARACTERISTICS)
def test_a_value_is_rare_by_the_rows_of_all_its_spellings(opened, column):
    run = opened(as_answered(column, "Quixworth", "quixworth", " QUIXWORTH", "Quixworth  "))
    assert groups(run, column) == {"Other": 4}
    assert "quixworth" not in said(run).casefold()


@given(st.lists(st.sampled_from(["Quixworth", "quixworth ", "QUIXWORTH", "qUIXWORTH", "Male", "male"]), max_size=12))
def test_no_spelling_of_a_rare_value_stands_by_itself(answers):
    references = [f"A{number}" for number in range(len(answers))]
    frame = pd.DataFrame({"reference": references, "gender": pd.array([one.strip() for one in answers], dtype="str")})
    whole, _ = rare_as_other(one_spelling(Table("complaints", frame, (Origin(Place("complaints.csv")),)), []), [])
    counts = whole.frame["gender"].value_counts()
    assert len({*map(str.casefold, counts.index)}) == len(counts)
    assert all(times >= 5 for value, times in counts.items() if value.casefold() == "quixworth")


def test_a_spelling_that_the_settings_name_goes_before_the_commonest(opened):
    toml = '[sources.complaints.values.ethnicity]\n"bush" = "Of the Bush"\n'
    run = opened(as_answered("ethnicity", "of the bush", "of the bush", "of the bush", "bush"), toml=toml)
    assert groups(run, "ethnicity") == {"Of the Bush": 4}


@pytest.mark.parametrize(
    "toml",
    [
        '[sources.complaints.values.ethnicity]\n"Wombat" = "Wombat"\n',
        '[sources.complaints.values.ethnicity]\n"wombat" = "Of the bush"\n',
        '[sources.complaints.constants]\nethnicity = "Wombat"\n',
    ],
)
def test_a_rare_value_that_the_settings_name_is_accepted(opened, toml):
    rows = [{"reference": "1"} | ({} if "constants" in toml else {"ethnicity": "Wombat"})]
    run = opened(rows, toml=toml)
    assert not [one for one in run.faults if one.rule == "rare-value"]
    assert groups(run, "ethnicity") == {"Of the bush" if "bush" in toml else "Wombat": 1}


def test_other_rows_of_the_table_keep_what_they_say(opened):
    run = opened([USUAL["complaints"] | {"gender": "Female", "ethnicity": "Wombat", "service": "Wombat"}])
    assert run.export.tables["complaints"][["gender", "ethnicity", "service"]].values.tolist() == [
        ["Female", "Other", "Wombat"]
    ]


@given(st.text(max_size=60), st.sampled_from([*CHARACTERISTICS]))
def test_any_text_at_all_is_usual_or_not(text, column):
    assert is_usual(column, text) in (True, False)


def test_a_value_that_few_complaints_have_is_rare_however_many_rows_they_have(opened):
    stages = [{"reference": case, "stage": stage, "gender": "Quixworth"} for case in "ABC" for stage in (1, 2, 3)]
    run = opened([one | {"procedure": "statutory"} for one in stages])
    assert groups(run, "gender") == {"Other": 3}
    assert "quixworth" not in said(run).casefold()
