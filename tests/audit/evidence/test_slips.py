"""What is told of a number that agrees with nothing: a slip, a guess, or nothing at all."""

import pytest

from tests.audit.evidence.conftest import BESIDE
from tests.audit.evidence.test_evidence import wrong


def test_where_words_may_mean_two_figures_it_is_said_that_the_one_told_is_a_guess(held):
    (clear,) = held("At stage 1, 126 complaints came by email this year.").findings
    (open_,) = held("Complaints by email and online form were 129.").findings
    assert [(one.document, one.should, one.is_guess) for one in (clear, open_)] == [
        ("126", "127", False),
        ("129", "127", True),
    ]


def test_a_number_that_its_words_hardly_name_is_a_slip_only_where_others_near_it_agree(held):
    for words, was, now in (("For parents it was 143.", "143", "134"), ("Email came to 172.", "172", "127")):
        assert wrong(held(f"## At stage 2\n\n{words}", beside="")) == []
        assert wrong(held(words)) == [(was, now)]


OF_OTHERS = "Libraries lent 8,412 books, 317 of them in Braille, and mended 95."


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("The Kinship Team held 66 meetings at stage 1.", BESIDE),
        ("Parents were shown 136 leaflets at stage 1.", BESIDE),
        ("Foster carers sent 39 cards.", BESIDE),
        ("302 compliments were received.", OF_OTHERS),
        ("In all, 1,206 complaints were received at stage 1.", OF_OTHERS),
    ],
)
def test_what_counts_another_thing_or_stands_among_other_peoples_numbers_is_not_told(held, words, beside):
    assert wrong(held(words, beside=beside)) == []


@pytest.mark.parametrize(
    "words",
    [
        "We had 263 complaints at stage 1. In the year to March 2023 there were 214, so there have been 49 more.",
        "We had 81 compliments. In the year to March 2023 there were 96 compliments, so there have been 15 fewer.",
    ],
)
def test_last_years_number_beside_this_years_is_what_is_meant(held, words):
    assert wrong(held(words)) == []


@pytest.mark.parametrize("where", ["Nationally", "Across England"])
def test_what_a_sentence_opens_with_speaks_against_all_of_it(held, where):
    said = f"{where}, 2,150 complaints came in and councils answered 59.5% within 20 working days at stage 1."
    assert wrong(held(said)) == []
    assert wrong(held(said.replace(f"{where}, 2,150", "There were 263 complaints; 70"))) == [("59.5%", "57.5%")]


@pytest.mark.parametrize("times", ["twice", "double", "three times", "half"])
def test_the_year_that_a_number_is_a_multiple_of_is_not_its_own(held, times):
    assert wrong(held(f"Parents made 134, {times} last year's number.")) == []


def test_what_it_was_in_brackets_is_the_year_befores(held):
    words = "Of all the routes, email brought 127, the online form 67 (it was {} before it was redesigned) and post 25."
    assert wrong(held(words.format(52))) == []
    assert wrong(held(words.format(62))) == [("62", "52")]
