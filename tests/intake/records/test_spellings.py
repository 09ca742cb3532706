"""What case systems write for our coded values, and what is too unsure to be known."""

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from complaints_report.intake.records import models as records
from complaints_report.intake.records.names import normalised
from complaints_report.intake.records.spellings import STAGE_NAMES, STAGE_NUMBERS, VALUES, YES_OR_NO, to_code, to_stage
from complaints_report.procedures import Outcome, ProcedureName

STAGE, YES_NO = TypeAdapter(records.Stage), TypeAdapter(records.YesNo)
CODES = {
    "outcome": Outcome,
    "procedure": ProcedureName,
    "method": records.Method,
    "complainant": records.Complainant,
    "result": records.Result,
    "status": records.Progress,
}
SPELLED = [(kind, code, form) for kind, codes in VALUES.items() for code, forms in codes.items() for form in forms]


@pytest.mark.parametrize("kind", CODES)
def test_the_tables_of_spellings_have_the_records_own_values_and_no_others(kind):
    assert set(VALUES) == set(CODES)
    assert tuple(VALUES[kind]) == get_args(CODES[kind])


@pytest.mark.parametrize("kind", VALUES)
def test_no_spelling_stands_for_two_values_or_twice(kind):
    forms = [normalised(form) for code, some in VALUES[kind].items() for form in (code, *some)]
    assert len(forms) == len(set(forms))


@given(spelled=st.sampled_from(SPELLED), gap=st.sampled_from([" ", "  ", "-", "_", " - ", "/", "\u00a0", "–"]))
def test_every_spelling_is_read_whatever_its_case_and_punctuation(spelled, gap):
    kind, code, form = spelled
    for text in (form, form.upper(), form.replace(" ", gap), f" {form}. "):
        assert to_code(kind, text) == code


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("outcome", "Partially-upheld", "partially upheld"),
        ("outcome", "NOT_UPHELD", "not upheld"),
        ("outcome", "Outside-Jurisdiction", "outside jurisdiction"),
        ("outcome", "RESOLVED", "resolved"),
        ("outcome", "Settled", "resolved"),
        ("outcome", "Locally resolved", "resolved"),
        ("outcome", "Resolved (no finding)", "resolved"),
        ("complainant", "child/young person", "child or young person"),
        ("complainant", "Child-or-young person", "child or young person"),
        ("complainant", "Parent(s)", "parent"),
        ("complainant", "Special Guardian", "carer"),
        ("complainant", "Cllr.", "professional"),
        ("method", "E-Mail", "email"),
        ("method", "Face-to-face", "in person"),
        ("method", "Social media", "other"),
        ("procedure", "Statutory (Children Act)", "statutory"),
        ("procedure", "Children’s statutory", "statutory"),
        ("procedure", "Corporate", "local"),
        ("procedure", "Non-statutory", "local"),
        ("result", "Premature/referred back", "premature"),
        ("result", "Closed after initial enquiries", "declined"),
        ("result", "Upheld: maladministration and injustice", "upheld"),
        ("result", "Not upheld: no maladministration", "not upheld"),
        ("status", "Completed", "complete"),
    ],
)
def test_common_spellings_are_read(kind, text, code):
    assert to_code(kind, text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Stage 1 Closed - response partially upheld", "partially upheld"),
        ("Stage 1 Closed - response not upheld", "not upheld"),
        ("Stage One: Upheld", "upheld"),
        ("S2 - Withdrawn", "withdrawn"),
        ("Closed - upheld", "upheld"),
        ("Complaint not upheld", "not upheld"),
        ("Case closed - out of scope", "outside jurisdiction"),
        ("Outcome: no finding", "inconclusive"),
        ("Stage 1 - Resolved", "resolved"),
        ("Stage 2 decision - partly upheld", "partially upheld"),
    ],
)
def test_a_label_before_an_outcome_is_passed_over(text, code):
    assert to_code("outcome", text) == code


@given(
    label=st.sampled_from(["", "Stage 1 ", "Stage 3 - ", "Closed: ", "Stage 2 Closed - response ", "Complaint "]),
    outcome=st.sampled_from(["upheld", "fully upheld", "partly upheld", "upheld in part"]),
    negation=st.sampled_from(["not ", "Not ", "not - ", "NOT: ", "no - not "]),
)
def test_no_label_makes_what_was_not_upheld_upheld(label, outcome, negation):
    assert to_code("outcome", label + negation + outcome) in ("not upheld", None)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("outcome", "Stage 1 decision upheld"),
        ("outcome", "Original decision upheld"),
        ("outcome", "Upheld stage 1"),
        ("outcome", "Response upheld"),
        ("outcome", "Closed - response rejected"),
        ("outcome", "Stage 2 - Stage 1 upheld"),
        ("outcome", "Stage 12 upheld"),
        ("outcome", "Upheld / not upheld"),
        ("outcome", "Not fully upheld"),
        ("outcome", "Not partially upheld"),
        ("outcome", "Not upheld in full"),
        ("outcome", "Stage 1 closed"),
        ("outcome", "Not resolved"),
        ("outcome", "Unresolved"),
        ("outcome", "Partially resolved"),
        ("outcome", "Resolved - upheld"),
        ("outcome", "Resolved informally"),
        ("outcome", "Local resolution"),
        ("outcome", "Justified"),
        ("outcome", "Substantiated"),
        ("outcome", "Duplicate"),
        ("outcome", "Stage 1"),
        ("outcome", "-"),
        ("complainant", "Parent/carer"),
        ("complainant", "Guardian"),
        ("complainant", "Family"),
        ("complainant", "Unknown"),
        ("method", "Letter/email"),
        ("method", "Email address"),
        ("method", "Written"),
        ("procedure", "Statutory or corporate"),
        ("procedure", "Adult statutory"),
        ("procedure", "Children's complaint"),
        ("procedure", "Stage 1 statutory"),
        ("result", "Advice given"),
        ("result", "Stage 1 upheld"),
        ("status", "Closed"),
        ("status", "Not complete"),
    ],
)
def test_what_is_unsure_is_not_known(kind, text):
    assert to_code(kind, text) is None


@given(kind=st.sampled_from(list(VALUES)), text=st.text(max_size=20))
def test_no_text_is_read_as_anything_but_a_records_own_value(kind, text):
    assert to_code(kind, text) in (None, *VALUES[kind])


# Stages, yes and no


@pytest.mark.parametrize("stage", STAGE_NUMBERS)
@pytest.mark.parametrize(
    "form",
    [
        *("{0}", "{0}.0", "{0}.00", "S{0}", "s-{0}", "Stage-{0}", "stage_{0}", "STAGE{0}"),
        *("Stage  {0}", "Stage {0}.0", " Stage {0}: "),
    ],
)
def test_a_stage_is_read_from_its_number_in_any_form(stage, form):
    assert STAGE.validate_python(form.format(stage)) == stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        (2, 2),
        (3.0, 3),
        ("Stage One", 1),
        ("First stage", 1),
        ("1st stage", 1),
        ("Stage II", 2),
        ("Local resolution", 1),
        ("Stage 1 - Local resolution", 1),
        ("Stage 2 (Investigation)", 2),
        ("Stage 2 – Independent Investigation", 2),
        ("Stage 3 Review Panel", 3),
        ("Review panel", 3),
        ("Review panel (stage 3)", 3),
        ("Corporate Complaint Stage 2", 2),
        ("Stage 1 (Statutory)", 1),
        ("Children’s Stage 1", 1),
    ],
)
def test_a_stage_is_read_from_its_name_too(text, stage):
    assert STAGE.validate_python(text) == stage


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Stage 12",
            "Stage 1/2",
            "1/2",
            "1-2",
            "1 and 2",
            "Stage 1 to 2",
            "11",
            "1.5",
            "1.05",
            "0",
            "4",
            "-1",
            "Stage",
        ),
        *("Stage 1 Review Panel", "Stage 3 - Local resolution", "Stage 1 stage 2", "Stage 1 review"),
        *("Pre-stage 1", "Escalated to stage 2", "Not stage 1", "Investigation", "Formal investigation", "Panel"),
        *("Informal", "Early resolution", "Review", "Ombudsman", "I", True, 1.5),
    ],
)
def test_what_is_no_one_stage_is_a_fault(text):
    with pytest.raises(ValidationError) as raised:
        STAGE.validate_python(text)
    assert raised.value.errors()[0]["type"] == "unknown-value"


def test_no_name_of_a_stage_is_another_ones():
    forms = [form for some in (STAGE_NUMBERS, STAGE_NAMES) for forms in some.values() for form in forms]
    assert len({normalised(form) for form in forms}) == len(forms)
    for one, other in product(STAGE_NUMBERS, repeat=2):
        for number, name in product(STAGE_NUMBERS[one], STAGE_NAMES[other]):
            assert to_stage(f"{number} - {name}") == (one if one == other else None)


@pytest.mark.parametrize(
    ("cell", "answer"), [*YES_OR_NO.items(), ("YES", True), (True, True), (1.0, True), ("No ", False), (0, False)]
)
def test_yes_and_no_are_read_from_their_usual_forms(cell, answer):
    assert YES_NO.validate_python(cell) is answer


@pytest.mark.parametrize("cell", ["Yes - agreed", "maybe", "Yes/No", "Yes.", "2", -1, "-1"])
def test_what_is_neither_yes_nor_no_is_a_fault(cell):
    with pytest.raises(ValidationError):
        YES_NO.validate_python(cell)


# From a file


@pytest.mark.parametrize(
    ("table", "kind", "text", "code"),
    [
        ("complaints", "procedure", "Corporate", "local"),
        ("complaints", "outcome", "Part upheld", "partially upheld"),
        ("complaints", "method", "Web", "online form"),
        ("complaints", "complainant", "Mother", "parent"),
        ("issues", "outcome", "Stage 1 closed - response upheld", "upheld"),
        ("ombudsman", "result", "Not investigated", "declined"),
        ("learning", "status", "Ongoing", "in progress"),
    ],
)
def test_each_coded_column_is_read_by_its_spellings(opened, table, kind, text, code):
    run = opened(**{table: [{kind: text}]})
    assert not run.errors
    assert list(run.export.tables[table][kind]) == [code]


def test_the_settings_own_spellings_go_before_the_known_ones(opened):
    run = opened([{"outcome": "Rejected"}], '[sources.complaints.values.outcome]\n"Rejected" = "not upheld"\n')
    assert list(run.export.tables["complaints"]["outcome"]) == ["not upheld"]


def test_a_value_that_is_not_known_is_said_to_be_so_as_before(opened):
    (found,) = opened([{"outcome": "Original decision  UPHELD"}]).errors
    assert (found.rule, found.column, found.value) == ("unknown-value", "outcome", "(text not shown)")
    assert "'partially upheld'" in found.cure
