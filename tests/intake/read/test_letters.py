"""A text is read in the encoding whose letters fit; letters of another are known where they stand."""

import string
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.intake.read.encoding import decoded, of_others

SENTENCES = (
    "It’s thanks to you – we felt heard",
    "José came",
    "a “quoted” word",
    "Zoë, Siân and Müller",
    "résumé of the café",
    "don’t “stop” – it’s €5",
    "“Thank you”, she said — twice",
    "Françoise’s garçon",
    "the boy’s £50 … and more",
)
OURS = (
    "Siân’s “Peña” at 5° – ½ ©",
    "Łódź",
    "→ ✓ 😀",
    "don‘t",
    "„Hallo“",
    "10¢",
    "naïve",
    "50º",
    "´so´",
    "CAFÉ",
    "±5",
    "à la",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_macs_text_is_read_right(text):
    found = decoded(f"service,text\rEast,{text}\r".encode("mac_roman"))
    assert (found.text, found.damage) == (f"service,text\rEast,{text}\r", "")
    assert "Mac" in found.encoding


@pytest.mark.parametrize("text", [*SENTENCES, "CAFÉ", "Ñame", "Óscar", "Õnne", "Ærø", "½ day at 5° ©", "wait… what"])
def test_windows_text_stays_windows_text(text):
    found = decoded(f"service,text\r\nEast,{text}\r\n".encode("cp1252"))
    assert (found.text, found.encoding) == (f"service,text\r\nEast,{text}\r\n", "Windows text (cp1252)")


@pytest.mark.parametrize("text", ["José", "résumé", "£50", "CAFÉ £5", "Françoise", "Müller £50"])
def test_a_dos_text_is_read_right(text):
    assert decoded(f"service,text\r\nEast,{text}\r\n".encode("cp850")).text == f"service,text\r\nEast,{text}\r\n"


def test_a_sign_that_fits_anywhere_proves_no_other_encoding():
    assert decoded("Team Aæ0".encode("cp1252")).text == "Team Aæ0"


def test_one_odd_letter_does_not_turn_the_others():
    text = "\r\n".join(["We don’t know. It’s fine."] * 20 + ["iPadÉs"])
    assert decoded(text.encode("cp1252")).text == text


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize("mark", ["’", "“", "”", "–", "£", "é", "à", "€", "😀", "•"])
def test_text_decoded_twice_is_known(codec, mark):
    twice = f"It{mark}s".encode().decode(codec, "replace")
    assert twice != f"It{mark}s"
    found = dict(of_others(twice))
    assert found
    assert not {*found.values()} - {mark, ""}


@pytest.mark.parametrize(
    "text", ["It�s", "It\x92s", "ItÕs ok", "wait Ð now", "ÒThanksÓ", "JosŽ", "Jos‚", "cost Â 5", "œ50"]
)
def test_letters_of_another_encoding_and_lost_ones_are_known(text):
    assert list(of_others(text))


@pytest.mark.parametrize("text", [*OURS, *SENTENCES])
def test_our_own_letters_are_nobody_elses(text):
    assert not list(of_others(text))


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_told(data):
    found = decoded(b"a" + data)
    assert found.codec or found.damage


KINDS = ["â", "Ã", "â€", "Õ", "\ufffd", "\x92", "‚", "Γ", "é", "’", " Ð", "😀", "A", " ", "ÂÃ"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_run_of_any_kind_is_gone_over_once(kind):
    steps = 0

    def count(*_):
        nonlocal steps
        steps += 1

    text = kind * 20_000
    sys.setprofile(count)
    try:
        list(of_others(text))
    finally:
        sys.setprofile(None)
    assert steps < 100 * len(text)


@given(st.text(string.printable))
def test_plain_text_has_only_its_own_letters(text):
    assert not list(of_others(text))
