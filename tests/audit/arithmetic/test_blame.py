"""Which number of those that do not agree is told, and what is said of one measure in two places."""

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.audit.arithmetic import findings, relations_of
from complaints_report.audit.arithmetic.relations import rounded
from complaints_report.audit.reading.document import ITEM, Document, Spot
from tests.audit.arithmetic.test_sentences import document, paragraph, told
from tests.audit.arithmetic.test_table_cells import grid
from tests.conftest import examples

SENTENCE = "24 of the 94 complaints (25%) were late."


def spots(report: Document) -> dict[str, Spot]:
    return {spot.number.text: spot for spot in report.spots()}


def test_a_percentage_is_to_blame_where_nothing_else_says_what_is() -> None:
    (found,) = told(SENTENCE)

    assert (found.document, found.should) == ("25%", "26%")
    assert found.why == "24 of 94 is 25.5%, so it rounds to 26%, not 25%"
    assert (found.layer, found.sentence, found.fault) == ("arithmetic", SENTENCE, True)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        (SENTENCE, ("94 should be 95 to 97",)),
        ("Of the 27 visits, 14 (51%) were made in time.", ()),
        ("There were 371 complaints (250 statutory and 112 local).", ("250 should be 259", "371 should be 362")),
        ("We answered 64.8% of the 17.", ("17 is wrong",)),
    ],
)
def test_where_nothing_says_which_number_is_wrong_the_others_are_told_too(words: str, others: tuple[str, ...]) -> None:
    (found,) = told(words)

    assert found.others == others


def test_a_number_that_the_data_bear_out_is_not_to_blame() -> None:
    report = document(paragraph(SENTENCE))
    at = spots(report)

    (found,) = findings(relations_of(report), agreeing={at["25%"], at["94"]})

    assert (found.document, found.others) == ("24", ())


def test_a_relation_is_misread_where_the_data_bear_out_all_its_numbers() -> None:
    report = document(paragraph(SENTENCE))

    assert list(findings(relations_of(report), agreeing=set(report.spots()))) == []


def test_a_word_for_the_wrong_way_is_told_though_the_data_bear_out_both_numbers() -> None:
    report = document(paragraph("Complaints rose from 215 to 187."))

    (found,) = findings(relations_of(report), agreeing=set(report.spots()))

    assert (found.kind, found.document, found.should) == ("direction", "rose", "fell")
    assert found.why == "from 215 to 187 it went down"


def test_an_arrow_in_a_table_is_told_with_the_other_arrow() -> None:
    table = grid(["| 22/23 | 23/24 | Trend", "A | 30 | 21 | ↓", "B | 16 | 27 | ↓", "C | 9 | 8 | ↓"])

    (found,) = findings(relations_of(document(table)))

    assert (found.document, found.should, found.why) == ("↓", "↑", "from 16 to 27 it went up")


def test_where_the_numbers_stand_that_one_should_agree_with_is_told() -> None:
    sums = grid(["Team | 2022/23 | 2023/24", "A | 10 | 12", "B | 20 | 23", "All | 30 | 53"], "Table 4: Complaints")
    changes = grid(["| 22/23 | 23/24 | Change", "A | 30 | 21 | -9", "B | 16 | 27 | +12", "C | 9 | 9 | 0"])
    twice = [paragraph(TWICE[0][0].format(371), headings=("Summary",)), paragraph(TWICE[0][1].replace("371", "317"))]

    places = [one.where for blocks in ([sums], [changes], twice) for one in findings(relations_of(document(*blocks)))]

    assert places[:2] == ["Table 4, column 2023/24", "the table, row B"]
    assert places[2] == "“We received 371 complaints at stage 1 in 2023/24.” (Summary)"


def test_a_number_that_is_known_to_be_wrong_explains_what_does_not_agree() -> None:
    report = document(paragraph(SENTENCE))

    assert list(findings(relations_of(report), wrong={spots(report)["24"]})) == []


def test_the_number_that_mends_most_is_to_blame() -> None:
    table = grid(["| S1 | S2 | All", "A | 10 | 2 | 12", "B | 25 | 3 | 23", "C | 7 | 1 | 8", "All | 37 | 6 | 43"])

    (found,) = findings(relations_of(document(table)))

    assert (found.document, found.should, found.sentence) == ("25", "20", "B, S1")


def test_a_number_that_others_bear_out_is_not_to_blame_though_its_digits_may_be_swapped() -> None:
    table = grid(["| S1 | S2 | All", "A | 12 | 9 | 30", "B | 20 | 3 | 23", "C | 7 | 1 | 8", "All | 39 | 13 | –"])

    (found,) = findings(relations_of(document(table)))

    assert (found.document, found.should, found.sentence) == ("30", "21", "A, All")


def test_a_number_with_swapped_digits_is_to_blame_before_a_total() -> None:
    (found,) = told("There were 371 complaints (250 statutory and 112 local).")

    assert (found.document, found.should) == ("112", "121")


def test_a_number_is_to_blame_that_the_document_tells_otherwise_elsewhere() -> None:
    report = document(
        paragraph("Complaints rose from 201 to 370, an increase of 82.3%."),
        grid(["Stage | 2022/23 | 2023/24 | Change", "Stage 1 | 203 | 370 | +82.3%", "Stage 2 | 20 | 36 | +80.0%"]),
    )

    (found,) = findings(relations_of(report))

    assert (found.document, found.should) == ("201", "203")


def test_a_number_that_is_right_elsewhere_is_not_to_blame() -> None:
    (found,) = told("Of the 80 replies, 20 (25%) were late and 16 (21%) very late.")

    assert (found.document, found.should) == ("21%", "20%")


TWICE = [
    ("We received {} complaints at stage 1 in 2023/24.", "In 2023/24, 371 stage 1 complaints were received."),
    ("There were {} compliments from parents.", "There were 371 compliments from parents."),
    ("At stage two {} letters of apology were sent.", "At stage 2, 371 letters of apology were sent."),
    ("There were 12 appeals at stage 1 and {} at stage 2.", "In all, 371 appeals at stage 2 came in."),
    ("Stage 1 brought 402 letters ({} in 2022/23).", "In 2022/23, stage 1 brought 371 letters."),
    ("{}% of stage 2 appeals were granted.", "At stage 2, 371% of appeals were granted."),
]


def test_one_measure_with_two_values_is_told_at_its_second_place() -> None:
    report = document(paragraph(TWICE[0][0].format(371)), paragraph(TWICE[0][1].replace("371", "317")))

    (found,) = findings(relations_of(report))

    assert (found.kind, found.document, found.should) == ("two-places", "317", "371")
    assert "says 371, and this 317" in found.why


@pytest.mark.parametrize(("first", "second"), TWICE)
def test_one_measure_is_known_by_its_words(first: str, second: str) -> None:
    kinds = [
        [one.kind for one in findings(relations_of(document(paragraph(first.format(value)), paragraph(second))))]
        for value in (371, 317)
    ]

    assert kinds == [[], ["two-places"]]


def test_a_sentence_and_a_table_that_differ_are_told() -> None:
    table = grid(["| 2022/23 | 2023/24", "Stage 1 | 353 | 371", "Stage 2 | 57 | 56"], "Table 1: Complaints received")
    report = document(table, paragraph("In 2023/24 we received 317 complaints at stage 1."))

    (found,) = findings(relations_of(report))

    assert (found.kind, found.document, found.should) == ("two-places", "317", "371")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We received 371 complaints at stage 1.", "We received 317 complaints at stage 2."),
        ("We received 371 complaints at stage 1 in 2023/24.", "We received 353 complaints at stage 1 in 2022/23."),
        ("We received 371 complaints about fostering.", "We received 361 complaints about adoption."),
        ("We received 371 stage 1 complaints.", "We received about 370 stage 1 complaints."),
        ("Parents made 71% of complaints.", "Parents made 72 complaints."),
        ("Infographic 1.", "Infographic 2."),
        ("Last year it was 50%.", "Last year it was 58%."),
        ("The mean was 5.3 days.", "The mean was 5.4 days."),
    ],
)
def test_measures_that_may_differ_are_not_compared(first: str, second: str) -> None:
    headings = {"The mean was 5.3 days.": ("Stage 1",), "The mean was 5.4 days.": ("Stage 2",)}
    passages = [paragraph(words, headings=headings.get(words, ())) for words in (first, second)]

    assert list(findings(relations_of(document(*passages)))) == []


def test_what_stands_under_the_heading_of_a_year_is_of_that_year() -> None:
    said = ("There were 353 complaints.", "371 complaints came in.")
    years = [paragraph(words, headings=(year,)) for words, year in zip(said, ("2022/23", "2023/24"), strict=True)]

    assert list(findings(relations_of(document(*years)))) == []
    assert len(list(findings(relations_of(document(*map(paragraph, said)))))) == 1


def test_a_share_under_the_heading_of_a_team_is_that_teams() -> None:
    said = ("At stage 1, 38% of letters were answered.", "39% of stage 1 letters were answered.")
    teams = [paragraph(words, headings=(team,)) for words, team in zip(said, ("North", "South"), strict=True)]

    assert list(findings(relations_of(document(*teams)))) == []
    assert len(list(findings(relations_of(document(*map(paragraph, said)))))) == 1


def test_the_same_sentence_under_each_heading_tells_of_each() -> None:
    teams = [paragraph(f"{number} letters came in.", headings=(team,)) for team, number in (("A", 371), ("B", 317))]

    assert list(findings(relations_of(document(*teams)))) == []


def test_a_sentence_goes_on_from_the_one_before_it() -> None:
    (found,) = told("You made 370 complaints.", "That is 176 more than last year, when it was 203.")

    assert (found.document, found.should) == ("176", "167")


def test_an_item_goes_on_from_its_lead() -> None:
    lead = "Of the 94 complaints:"
    items = [paragraph(words, kind=ITEM, lead=lead) for words in ("24 (25%) were late;", "30 (32%) were not upheld.")]

    (found,) = findings(relations_of(document(paragraph(lead), *items)))

    assert (found.document, found.should) == ("25%", "26%")


@pytest.mark.parametrize(("value", "printed"), [("24.5", {24, 25}), ("25.5", {26}), ("24.49", {24}), ("0.5", {0, 1})])
def test_a_half_may_be_rounded_up_or_to_even(value: str, printed: set[int]) -> None:
    assert set(rounded(Fraction(value), 0)) == printed


COUNTS = st.integers(0, 5000)
OFTEN = examples(60)


@OFTEN
@given(st.integers(1, 5000), st.integers(0, 5000), st.integers(0, 2), st.booleans())
def test_right_parts_are_never_told(whole: int, some: int, places: int, up: bool) -> None:
    some = min(some, whole)
    share = rounded(Fraction(100 * some, whole), places)[0 if up else -1]
    said = f"{float(share):.{places}f}"

    assert told(f"{some:,} of the {whole:,} complaints ({said}%) were late.") == []
    assert told(f"Of the {whole:,} complaints, {some} ({said}%) were late, {said}% of the {whole:,}.") == []


@OFTEN
@given(st.integers(1, 5000), COUNTS)
def test_right_changes_are_never_told(old: int, new: int) -> None:
    way, gone = ("rose", "rise") if new > old else ("fell", "fall")
    by = f"{float(rounded(Fraction(100 * abs(new - old), old), 1)[0]):.1f}"

    if new != old:
        assert told(f"Complaints {way} from {old} to {new}, a {gone} of {abs(new - old)} ({by}%).") == []


@OFTEN
@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=2, max_size=9))
def test_right_tables_are_never_told(rows: list[list[int]]) -> None:
    totals = [sum(column) for column in zip(*rows, strict=True)]
    shares = [f"{float(rounded(Fraction(100 * row[0], totals[0]), 1)[0]):.1f}%" if totals[0] else "–" for row in rows]
    lines = ["| 2021/22 | 2022/23 | 2023/24 | All | Change | %"]
    for at, (row, share) in enumerate(zip(rows, shares, strict=True)):
        lines.append(f"Team {chr(65 + at)} | {' | '.join(map(str, row))} | {sum(row)} | {row[2] - row[1]:+d} | {share}")
    lines.append(f"Total | {' | '.join(map(str, totals))} | {sum(totals)} | {totals[2] - totals[1]:+d} | 100%")

    assert [one.why for one in findings(relations_of(document(grid(lines))))] == []


@pytest.mark.parametrize(
    "report",
    [
        document(paragraph("We had " + ", ".join(f"{at} about it" for at in range(30_000)) + ".")),
        pytest.param(
            document(grid(["| " + " | ".join("abcde"), *(f"r{at} | 1 | 2 | 3 | {at} | 9%" for at in range(2000))])),
            marks=pytest.mark.long,
        ),
        document(grid(["|".join(map(str, range(1900, 2000))), *("|".join(map(str, range(100))) for _ in range(100))])),
    ],
    ids=["30,000 counts", "2,000 rows", "100 columns"],
)
def test_many_numbers_take_little_time(report: Document) -> None:
    assert sum(1 for _ in report.spots()) > 9000
    began = time.process_time()

    list(findings(relations_of(report)))

    assert time.process_time() - began < 2
