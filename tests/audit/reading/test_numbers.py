from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.audit.reading.numbers import DAYS, PERCENT, POINTS, POUNDS, names_in, numbers_in
from complaints_report.english import NUMBERS, TEENS, TENS


def in_words(value: int) -> str:
    """A number as it is said in English."""
    if value < 20:
        return (*NUMBERS, *TEENS)[value]
    if value < 100:
        return TENS[value // 10] + (f"-{NUMBERS[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = f" and {in_words(value % 100)}" if value % 100 else ""
        return f"{NUMBERS[value // 100]} hundred{rest}"
    rest = value % 1000
    return f"{in_words(value // 1000)} thousand" + (f" {'and ' if rest < 100 else ''}{in_words(rest)}" if rest else "")


@given(st.integers(0, 999_999).filter(lambda value: not 1900 <= value <= 2099))
def test_a_number_in_digits_reads_back(value: int) -> None:
    for words in (f"there were {value} complaints", f"{value:,}", f"of all, {value:,}% were late"):
        assert [one.value for one in numbers_in(words)] == [value]


@given(st.integers(1900, 2099))
def test_a_year_is_a_number_only_with_a_comma(value: int) -> None:
    assert not numbers_in(f"it was so in {value} and before")
    assert [one.value for one in numbers_in(f"there were {value:,} of them")] == [value]


@given(st.integers(2, 999_999))
def test_a_number_in_words_reads_back(value: int) -> None:
    said = f"there were {in_words(value)} complaints"
    assert [(one.value, one.spelled) for one in numbers_in(said)] == [(value, True)]


@given(st.lists(st.sampled_from(["371", "45 (12.1%)", "seventeen", "1,024", "+12"]), min_size=1, max_size=5), st.data())
def test_names_hide_no_number_beside_them(numbers: list[str], data: st.DataObject) -> None:
    names = data.draw(
        st.lists(
            st.sampled_from(["in 2022/23", "at stage 2", "on 4 May 2023", "within 20 working days", "see Table 3"]),
            min_size=len(numbers),
            max_size=len(numbers),
        )
    )
    said = "; ".join(f"{name} it was {number} complaints" for name, number in zip(names, numbers, strict=True))
    expected = sum(len(numbers_in(one)) for one in numbers)
    assert len(numbers_in(said)) == expected


@given(st.text(alphabet="ab1 2.,%£-()/\n", max_size=40))
def test_no_name_overlaps_a_number(words: str) -> None:
    spans = sorted((one.begins, one.ends) for one in (*names_in(words), *numbers_in(words)))
    assert all(before[1] <= after[0] or before == after for before, after in pairwise(spans))
    assert all(words[one.begins : one.ends] == one.text for one in numbers_in(words))


@pytest.mark.parametrize(
    ("words", "unit", "value"),
    [
        ("12.5%", PERCENT, "12.5"),
        ("rose to 5.1 per cent of all", PERCENT, "5.1"),
        ("3.4 percentage points more", POINTS, "3.4"),
        ("paid £2,500 in all", POUNDS, "2500"),
        ("took 14 days on the whole", DAYS, "14"),
        ("43 out of every 100 were right", PERCENT, "43"),
        ("38 in every hundred had it", PERCENT, "38"),
    ],
)
def test_numbers_have_units(words: str, unit: str, value: str) -> None:
    assert [(one.unit, one.value) for one in numbers_in(words)] == [(unit, Decimal(value))]


@pytest.mark.parametrize("words", ["No", "Stage 1 no.", "Yes or no"])
def test_no_is_no_number_where_it_counts_nothing(words: str) -> None:
    assert not numbers_in(words)


def test_no_is_a_number_before_what_it_counts() -> None:
    assert [one.value for one in numbers_in("There were no complaints and none open")] == [0, 0]


def test_a_row_of_letters_without_end_is_no_number_and_takes_no_time() -> None:
    assert [one.text for one in numbers_in("7 of " + "1." * 40_000 + " and 9")] == ["7", "9"]


@pytest.mark.parametrize(
    "words",
    [
        "A senior manager answers, within 25 working days in all, or within 53 where the complaint is complex.",
        "The limit of 65 days at stage 2 is within the bar of 41 to 65 days",
    ],
)
def test_a_limit_that_is_our_own_and_a_band_of_days_are_no_numbers(words: str) -> None:
    assert not numbers_in(words)


def test_what_went_from_one_number_of_days_to_another_is_two_numbers() -> None:
    assert [one.value for one in numbers_in("The median fell from 65 to 41 days")] == [65, 41]


def test_a_fraction_is_no_pair_of_years_and_a_number_in_words_no_one_of_many() -> None:
    assert [one.value for one in numbers_in("Q3 18/25 in target")] == [18, 25]
    assert not numbers_in("in 18/19 it was so")
    assert [one.value for one in numbers_in("Thirty-one of the reasons, one of them new")][:1] == [31]


def test_a_band_of_days_that_names_a_line_is_no_number() -> None:
    assert [one.value for one in numbers_in("11 to 20 working days: 53")] == [53]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("25 days, extendable to 65", []),
        ("It should take 10 days, though 53 came late.", ["53"]),
        ("20 days of 65", []),
        ("It took 10 days, and 53 came late.", ["10", "53"]),
        ("It took 53 days of the 65 that it may take.", ["53"]),
    ],
)
def test_days_of_the_law_are_no_numbers_of_a_report_where_words_say_so_or_they_stand_alone(words, left):
    assert [one.text for one in numbers_in(words)] == left
