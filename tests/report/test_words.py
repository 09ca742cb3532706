from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.english import in_words
from complaints_report.metrics.figure import Figure
from complaints_report.report import words
from complaints_report.report.shares import top, top_shares
from complaints_report.report.words import change, plain, versus


def figure(value, previous=None, unit="count", year="2023/24", **more):
    """A figure of a value, beside the year before's where that is given."""
    exact = None if value is None else Fraction(str(value))
    then = None if previous is None else figure(previous, unit=unit, year="2022/23")
    return Figure(metric="received", stage=1, year=year, unit=unit, exact=exact, previous=then, **more)


def over(*values, first=2023, unit="count"):
    """One figure a year up to 2023/24; None is a year that is not known."""
    years = range(first - len(values) + 1, first + 1)
    pairs = zip(years, values, strict=True)
    return [figure(value, unit=unit, year=f"{year}/{(year + 1) % 100:02d}") for year, value in pairs]


@pytest.mark.parametrize(
    ("value", "previous", "said"),
    [
        (105, 100, "an increase of 5.0%"),
        (95, 100, "a decrease of 5.0%"),
        (100, 100, "unchanged"),
        (0, 0, "unchanged"),
        (3, 0, "from none to 3"),
        (1200, 0, "from none to 1,200"),
        (0, 3, "from 3 to none"),
        (10001, 10000, "an increase of less than 0.1%"),
        (9999, 10000, "a decrease of less than 0.1%"),
        (3, None, ""),
        (None, 3, ""),
        (None, None, ""),
    ],
)
def test_the_change_of_a_count(value, previous, said):
    assert change(figure(value, previous)) == said


@pytest.mark.parametrize(
    ("value", "previous", "said"),
    [
        (22, 20, "an increase of 10.0%"),
        (22, 19, "three more"),
        (19, 22, "three fewer"),
        (20, 25, "a decrease of 20.0%"),
        (6, 4, "two more"),
        (1, 2, "one fewer"),
        (30, 3, "27 more"),
        (3, 1003, "1,000 fewer"),
    ],
)
def test_a_change_is_told_in_numbers_where_either_count_is_under_20(value, previous, said):
    assert change(figure(value, previous)) == said


@pytest.mark.parametrize(
    ("value", "previous", "said"),
    [
        (105, 100, "an increase of 5%"),
        (371, 353, "an increase of 5%"),
        (1001, 1000, "an increase of less than 1%"),
        (999, 1000, "a decrease of less than 1%"),
        (201, 200, "an increase of 1%"),
    ],
)
def test_the_change_of_a_count_in_whole_percents(value, previous, said):
    assert change(figure(value, previous), 0) == said


@pytest.mark.parametrize(
    ("unit", "value", "previous", "said"),
    [
        ("percent", "50.7", "48.2", "an increase of 2.5 percentage points"),
        ("percent", "49.7", "50.7", "a decrease of 1.0 percentage points"),
        ("percent", "50.74", "50.68", "unchanged"),
        ("percent", "50.75", "50.74", "an increase of 0.1 percentage points"),
        ("percent", "0", "12.5", "a decrease of 12.5 percentage points"),
        ("percent", "12.5", "0", "an increase of 12.5 percentage points"),
        ("ratio", "2.05", "2.00", "an increase of 0.05 percentage points"),
        ("days", "24.36", "25.36", "a decrease of 1 working day"),
        ("days", "24.36", "20", "an increase of 4.4 working days"),
        ("days", "24.36", "20.36", "an increase of 4 working days"),
        ("days", "24.44", "24.36", "unchanged"),
        ("percent", None, "12.5", ""),
        ("days", "12.5", None, ""),
    ],
)
def test_the_change_of_a_rate_is_between_the_values_as_printed(unit, value, previous, said):
    assert change(figure(value, previous, unit)) == said


def test_the_change_of_a_rate_at_fewer_places():
    assert change(figure("50.4", "49.5", "percent"), 0) == "unchanged"
    assert change(figure("50.5", "49.5", "percent"), 0) == "an increase of 1 percentage point"


@pytest.mark.parametrize(
    ("value", "previous", "said"),
    [
        (371, 353, ", an increase of 5.1% on 2022/23 (353)"),
        (900, 1000, ", a decrease of 10.0% on 2022/23 (1,000)"),
        (6, 4, ", two more than in 2022/23"),
        (5, 27, ", 22 fewer than in 2022/23"),
        (3, 0, ", up from none in 2022/23"),
        (0, 1200, ", down from 1,200 in 2022/23"),
        (3, 3, ", unchanged from 2022/23"),
        (0, 0, ", unchanged from 2022/23"),
        (3, None, ""),
        (None, 3, ""),
    ],
)
def test_a_count_versus_the_year_before(value, previous, said):
    assert versus(figure(value, previous)) == said


def test_a_rate_versus_the_year_before():
    share = figure("50.7", "48.2", "percent")
    assert versus(share) == ", an increase of 2.5 percentage points on 2022/23 (48.2%)"
    assert versus(share, 0) == ", an increase of 3 percentage points on 2022/23 (48%)"
    assert versus(figure(371, 353), 0) == ", an increase of 5% on 2022/23 (353)"


def test_a_time_versus_the_year_before_has_one_decimal():
    assert versus(figure("24.36", "24.01", "days")) == ", an increase of 0.4 working days on 2022/23 (24)"
    assert versus(figure("24.36", "24.01", "days"), 2) == ", an increase of 0.35 working days on 2022/23 (24.01)"


def share(some, whole, before=None):
    """A share of whole numbers, beside the year before's where that is given."""
    then = None if before is None else replace(share(*before), year="2022/23")
    exact = Fraction(100 * some, whole) if whole else None
    return replace(figure(None, unit="percent", numerator=some, denominator=whole), exact=exact, previous=then)


@pytest.mark.parametrize(
    ("now", "before", "said", "changed"),
    [
        ((11, 17), (15, 22), ", against 15 of 22 in 2022/23", "from 15 of 22 to 11 of 17"),
        ((15, 22), (11, 17), ", against 11 of 17 in 2022/23", "from 11 of 17 to 15 of 22"),
        ((11, 17), (0, 5), ", against none of 5 in 2022/23", "from none of 5 to 11 of 17"),
        ((0, 19), (5, 5), ", against 5 of 5 in 2022/23", "from 5 of 5 to none of 19"),
        ((6, 12), (5, 10), ", against 5 of 10 in 2022/23", "from 5 of 10 to 6 of 12"),
        ((6, 12), (6, 12), ", unchanged from 2022/23", "unchanged"),
        ((10, 20), (10, 20), ", unchanged from 2022/23", "unchanged"),
        (
            (11, 20),
            (10, 20),
            ", an increase of 5.0 percentage points on 2022/23 (50.0%)",
            "an increase of 5.0 percentage points",
        ),
        ((11, 17), (0, 0), "", ""),
    ],
)
def test_a_share_of_fewer_than_20_in_either_year_is_compared_in_numbers(now, before, said, changed):
    one = share(*now, before)
    assert (versus(one), change(one)) == (said, changed)


def test_a_share_of_few_beside_one_whose_numbers_are_not_known():
    one = replace(share(11, 17), previous=figure("55", unit="percent", year="2022/23"))
    assert versus(one) == ", against 55.0% in 2022/23"


def services(**numbers):
    return [figure(number, by="service", group=name) for name, number in numbers.items()]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({}, ""),
        ({"East": 0}, ""),
        ({"East": 1}, "East (1)"),
        ({"East": 4, "West": 0}, "East (4)"),
        ({"East": 1200, "West": 3}, "East (1,200) and West (3)"),
        ({"A": 4, "B": 3, "C": 2, "D": 1}, "A (4), B (3) and C (2)"),
        ({"A": 4, "B": 3, "C": 2, "D": 2, "E": 1}, "A (4), B (3), C (2) and D (2)"),
        ({"A": 4, "B": 3, "C": 2, "D": 2, "E": 2, "F": 1}, "A (4), B (3), C (2), D (2) and E (2)"),
        (
            {"A": 4, "B": 3, "C": 2, "D": 2, "E": 2, "F": 2, "G": 1},
            "A (4), B (3) and four other services with 2 each",
        ),
        ({"A": 1, "B": 1, "C": 1, "D": 1, "E": 1}, "A (1), B (1), C (1), D (1) and E (1)"),
        ({"A": 1, "B": 1, "C": 1, "D": 1, "E": 1, "F": 1}, "six services with 1 each"),
    ],
)
def test_the_top_three_with_ties(numbers, said):
    assert top(services(**numbers)) == said


def test_the_top_two():
    assert top(services(A=3, B=2, C=1), 2) == "A (3) and B (2)"


def issues(**percents):
    return [figure(percent, unit="percent", by="category", group=name) for name, percent in percents.items()]


@pytest.mark.parametrize(
    ("percents", "said"),
    [
        ({}, "no issues were recorded"),
        ({"Staff": 0}, "no issues were recorded"),
        ({"Staff": 100, "Money": 0}, "every issue was about Staff"),
        (
            {"Staff": "50.5", "Money": "30", "Other": "19.5"},
            "the two largest categories of issue were Staff (51% of issues) and Money (30% of issues)",
        ),
        (
            {"Staff": 50, "Money": 25, "Other": 25},
            "the three largest categories of issue were "
            "Staff (50% of issues), Money (25% of issues) and Other (25% of issues)",
        ),
    ],
)
def test_the_top_shares_of_issues(percents, said):
    assert top_shares(issues(**percents)) == said


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_in_a_sentence(items, said):
    assert words.listed(items) == said
    assert words.listed(iter(items), "or") == said.replace("and", "or")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "no complaints"),
        (1, "one complaint"),
        (9, "nine complaints"),
        (10, "10 complaints"),
        (1148, "1,148 complaints"),
        (None, "an unknown number of complaints"),
    ],
)
def test_an_amount_with_its_noun(value, said):
    assert words.amount(figure(value), "complaint") == said


@pytest.mark.parametrize(
    ("value", "previous", "said", "alone"),
    [
        (6, 4, "six complaints", "six"),
        (6, 16, "6 complaints", "6"),
        (1, 11, "1 complaint", "1"),
        (1, 4, "one complaint", "one"),
        (6, 0, "six complaints", "six"),
        (6, 6, "six complaints", "six"),
        (6, None, "six complaints", "six"),
        (0, 6, "no complaints", "none"),
        (1200, 6, "1,200 complaints", "1,200"),
        (None, 6, "an unknown number of complaints", "not known"),
    ],
)
def test_a_count_is_in_numerals_where_a_change_in_numerals_follows(value, previous, said, alone):
    assert words.compared(figure(value, previous), "complaint") == said
    assert words.compared_number(figure(value, previous)) == alone


def test_an_amount_of_its_own_plural_or_no_noun():
    assert words.amount(figure(1), "reply", "replies") == "one reply"
    assert words.amount(figure(2), "reply", "replies") == "two replies"
    assert words.amount(figure(None), "reply", "replies") == "an unknown number of replies"
    assert [words.amount(figure(value)) for value in (0, 1, 27, None)] == ["none", "one", "27", "not known"]


def test_numbers_are_in_words_to_nine():
    said = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "10", "11"]
    assert [in_words(number) for number in range(12)] == said
    assert in_words(Decimal(1148)) == "1,148"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "first"),
        (2, "second"),
        (9, "ninth"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (24, "24th"),
        (101, "101st"),
        (111, "111th"),
        (112, "112th"),
        (113, "113th"),
        (1021, "1,021st"),
    ],
)
def test_an_ordinal(number, said):
    assert words.ordinal(number) == said


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("count", 371, "371"),
        ("count", 1148, "1,148"),
        ("count", 0, "0"),
        ("percent", "50.74", "50.7%"),
        ("percent", "100", "100.0%"),
        ("ratio", "2.0522", "2.05%"),
        ("days", "24.36", "24.36"),
        ("pounds", "1250", "£1,250"),
        ("pounds", "1250.5", "£1,250.50"),
        ("count", None, "not known"),
    ],
)
def test_a_value_as_tables_print_it(unit, value, said):
    assert plain(figure(value, unit=unit)) == said


def test_a_value_at_fewer_places_and_one_of_nothing():
    assert plain(figure("62.5", unit="percent"), 0) == "63%"
    assert [plain(figure(days, unit="days"), 1) for days in ("24.36", "24.04", "23")] == ["24.4", "24", "23"]
    assert plain(figure(None, unit="percent", numerator=0, denominator=0)) == "none to count"


def test_the_whole_numbers_behind_a_rate():
    rate = figure("12.5", unit="percent", numerator=1148, denominator=9184)
    assert words.base(rate) == "1,148 of 9,184"
    assert words.base(figure("12.5", unit="percent")) == ""
    assert words.base(figure(None, unit="percent", numerator=0, denominator=0)) == ""


def test_shares_that_add_to_100_as_printed():
    assert words.adds_to_100(issues(A="50", B="50"))
    assert words.adds_to_100([])
    assert words.adds_to_100([*issues(A="50", B="50"), figure(None, unit="percent")])
    assert not words.adds_to_100(issues(A="33.33", B="33.33", C="33.34"))


def test_a_verb_agrees_with_its_number():
    assert [words.was(number) for number in (0, 1, 2, Decimal(1), None)] == ["were", "was", "were", "was", "were"]


def test_a_sentence_has_a_capital_and_is_else_as_it_was():
    assert words.sentence("no complaints about the NHS") == "No complaints about the NHS"
    assert words.sentence("") == ""


def test_the_lines_of_a_cell_lose_their_bullets_and_blanks():
    assert words.lines("• Apologise\n\n - Pay £50 - at once\r\n\t•\nTrain") == [
        "Apologise",
        "Pay £50 - at once",
        "Train",
    ]
    assert words.lines("") == []
    assert words.lines(None) == []


def test_every_filter_is_there_by_its_own_name():
    assert all(words.FILTERS[name] is getattr(words, name) for name in words.FILTERS)


UNITS = st.sampled_from(["count", "percent", "ratio", "days"])


@st.composite
def figures(draw):
    unit = draw(UNITS)
    exact = st.none() | st.integers(0, 10**6) if unit == "count" else st.none() | st.fractions(0, 200)
    value, previous = draw(exact), draw(exact)
    then = Figure(metric="m", stage=1, year="2022/23", unit=unit, exact=previous)
    return Figure(
        metric="m", stage=1, year="2023/24", unit=unit, exact=value, previous=draw(st.sampled_from([then, None]))
    )


def phrases(one, places):
    made = [change(one, places), versus(one, places), plain(one), plain(one, 0)]
    if one.unit == "count":
        made += [words.amount(one), words.amount(one, "complaint"), top([one]), top([one] * 7)]
    return made


@given(figures(), st.sampled_from([None, 0]))
def test_no_phrase_shows_a_missing_value_or_a_double_space(one, places):
    for said in phrases(one, places):
        assert not any(bad in said for bad in ("nan", "None", "  ", "E+"))


@given(figures(), st.sampled_from([None, 0]))
def test_an_increase_is_said_only_where_the_value_as_printed_is_greater(one, places):
    at = words.PLACES_IN_PROSE[one.unit] if places is None or one.unit == "count" else places
    now, then = one.at(at), one.previous_at(at)
    for said in (change(one, places), versus(one, places)):
        if any(up in said for up in ("increase", "from none", "more")):
            assert now > then
        if any(down in said for down in ("decrease", "fewer")) or said.endswith("to none"):
            assert now < then
        if "unchanged" in said:
            assert now == then
        assert bool(said) == (now is not None and then is not None)
