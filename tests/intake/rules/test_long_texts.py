"""Text of any length and kind is searched in a time that grows with its length, and finds what it did."""

import string
import time

import pytest

from complaints_report.intake.content import without_notes
from complaints_report.intake.rules.printed_text import signs_in
from tests.conftest import some_of

LENGTH = 200_000
BEGINS = ("", "a@", "0", "+44", "born ", "born on 1 ")
UNITS = (
    *string.digits,
    *string.punctuation,
    *string.whitespace,
    "\u00e9",
    "\u200b",
    "0 ",
    "(0",
    "a@",
    "@a",
    "a.",
    "dob ",
    "1/1/",
    "1 jan ",
    "<!--",
    " <!--",
    "-->",
)


@pytest.mark.parametrize("begins", some_of(BEGINS, "born on 1 "))
@pytest.mark.parametrize(
    "units", [UNITS, pytest.param(string.ascii_letters, marks=pytest.mark.long)], ids=["others", "letters"]
)
def test_a_long_run_of_anything_is_searched_at_once(begins, units):
    started = time.process_time()
    for unit in units:
        text = begins + unit * (LENGTH // len(unit)) + "!"
        list(signs_in(text))
        without_notes(text)
    # All of them take two seconds. Each of the patterns that went back and forth took a minute for one such run.
    assert time.process_time() - started < 60


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Write to jo.o'neill+x@example-trust.org.uk today", "an e-mail address"),
        ("a@@b.c@d.e", "an e-mail address"),
        ("(jo@example.org)", "an e-mail address"),
        ("Ring 020 7946 0123", "a telephone number"),
        ("Ring (0117) 496 - 0123", "a telephone number"),
        ("Ring +44 (0)7700 900123", "a telephone number"),
        ("NHS 943 476 5919", "an NHS number"),
        ("born   on  3rd   May 2011", "a date of birth"),
        ("D.O.B.: 03/05/2011", "a date of birth"),
        ("date of birth was 3.5.11", "a date of birth"),
    ],
)
def test_what_may_tell_who_somebody_is_is_found_at_the_end_of_a_long_text(text, what):
    assert list(signs_in(text)) == list(signs_in("All is well. " * 5_000 + text)) == [what]


@pytest.mark.parametrize(
    "text", ["a@b", "@b.c", "a @b.c", "20 7946 0123", "943 476 5918", "born in May 2011", "3/5/2011"]
)
def test_what_only_resembles_it_is_not(text):
    assert not list(signs_in(text))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a <!-- b --> c", "a c"),
        ("a<!-- b -->c", "ac"),
        ("a \t<!-- b -->", "a"),
        ("a <!-- b\n\n --> c", "a\n\n c"),
        ("a <!-- b <!-- c --> d", "a d"),
        ("a --> b <!-- c", "a --> b <!-- c"),
        ("<!-->--><!---->b", "b"),
    ],
)
def test_a_note_goes_and_its_lines_stay(text, left):
    assert without_notes(text) == left
