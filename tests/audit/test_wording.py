"""What is said of a document: by section and sentence, the worst first, each sentence once."""

import json
from dataclasses import replace

import pytest

from complaints_report.audit.findings import (
    ARITHMETIC,
    CONTROL,
    DATA,
    ELSE,
    UNMATCHED,
    Finding,
    Kind,
    Lost,
    Unjudged,
    Verified,
)
from complaints_report.audit.wording import to_json, to_text

LONG = "word " * 80


def finding(kind, heading, sentence, document="12", should="13", why="because", layer=DATA, where=""):
    return Finding(kind, layer, heading, sentence, document, should, why, where)


def verified(*found, agreeing=7, unjudged=(), lost=0, recorded=0, inputs=()):
    wrong = sum(one.fault for one in found)
    return Verified(
        document="report.docx",
        year="2023/24",
        held_to="against the data of 2023/24 in the folder “folder”",
        findings=found,
        agreeing=agreeing,
        judged=agreeing + wrong,
        unjudged=tuple(unjudged),
        lost=Lost(recorded, lost),
        inputs=inputs,
    )


def lines(told, everything=False):
    return to_text(told, everything).splitlines()


def test_the_first_line_says_what_it_was_held_to_and_the_last_that_nothing_is_wrong():
    assert lines(verified()) == [
        "report.docx was checked against the data of 2023/24 in the folder “folder”.",
        "",
        "7 numbers were judged, 7 agree; nothing is wrong.",
    ]


def test_one_and_several_are_told_apart():
    one = verified(finding(Kind.DIFFERS, "", "A."), agreeing=0, unjudged=[Unjudged("odd", "", "B.", "3")])
    assert lines(one)[-2:] == [
        "1 number was judged, 0 agree; 1 thing is wrong.",
        "1 number was not judged: 1 odd. --all lists them.",
    ]
    several = verified(finding(Kind.DIFFERS, "", "A."), finding(Kind.SUM, "", "B."), agreeing=2_000)
    assert lines(several)[-1] == "2,002 numbers were judged, 2,000 agree; 2 things are wrong."


def test_a_finding_says_the_number_what_it_should_be_why_and_where_to_look():
    told = verified(
        finding(Kind.DIFFERS, "3. Volume", "We had 12.", why="Stage 3 is 13; one digit is another", where="`explain x`")
    )
    assert lines(told)[2:7] == [
        "3. Volume",
        "  We had 12.",
        "    12 should be 13: Stage 3 is 13; one digit is another",
        "      see `explain x`",
        "",
    ]


def test_a_sentence_is_said_once_with_all_that_is_wrong_in_it():
    told = verified(
        finding(Kind.PART, "Time", "Of 27, 14 (51%)…", "51%", "52%"),
        finding(Kind.SUM, "Time", "Another.", "4", "5"),
        finding(Kind.DIFFERS, "Time", "Of 27, 14 (51%)…", "27", "28"),
    )
    said = to_text(told)
    assert said.count("Of 27, 14 (51%)…") == said.count("\nTime\n") == 1
    assert said.index("27 should be 28") < said.index("51% should be 52%") < said.index("Another.")


def test_what_two_layers_say_alike_of_a_sentence_is_said_once():
    told = verified(*[finding(Kind.SUM, "Time", "A sentence.", where="there")] * 3)
    assert lines(told)[3:6] == ["  A sentence.", "    12 should be 13: because", "      see there"]


def test_a_guess_is_called_one():
    told = verified(replace(finding(Kind.DIFFERS, "Time", "A sentence."), is_guess=True))
    assert lines(told)[4] == "    12 is likely wrong, perhaps for 13: because"


def test_sections_and_sentences_with_the_worst_come_first():
    told = verified(
        finding(Kind.CHANGE, "One", "First."),
        finding(Kind.SUM, "Two", "Second."),
        finding(Kind.DIRECTION, "Two", "Third."),
        finding(Kind.DIFFERS, "Three", "Fourth."),
    )
    order = sorted(("First.", "Second.", "Third.", "Fourth."), key=to_text(told).index)
    assert order == ["Third.", "Second.", "Fourth.", "First."]


def test_what_is_only_told_comes_after_what_is_wrong():
    told = verified(
        finding(Kind.MOVED, "One", "Moved.", "9", "", "Compliments", CONTROL),
        finding(Kind.CHANGE, "Two", "Changed."),
    )
    said = lines(told)
    assert said.index("  Changed.") < said.index("Not wrong, but worth a look") < said.index("  Moved.")
    assert said[-1] == "8 numbers were judged, 7 agree; 1 thing is wrong."


def test_numbers_typed_by_hand_that_agree_are_one_line_and_listed_where_all_is_asked_for():
    told = verified(*[finding(Kind.TYPED, "One", "Typed.", one, "", "Compliments", CONTROL) for one in ("8", "9")])
    line = "2 numbers were typed by hand and agree with the data or with other numbers. --all lists them."
    assert line in lines(told)
    assert "Not wrong, but worth a look" not in lines(told)
    assert "    9 was typed by hand and agrees: Compliments" in lines(told, everything=True)
    assert line not in lines(told, everything=True)


def test_a_headline_that_contradicts_the_data_comes_before_all_else():
    told = verified(
        finding(Kind.DIRECTION, "4. Volume", "First."),
        finding(Kind.SUM, "Key points", "Second.", layer=ARITHMETIC),
        finding(Kind.OVERTYPED, "1. Executive Summary", "Third.", layer=CONTROL),
    )
    order = sorted(("First.", "Second.", "Third."), key=to_text(told).index)
    assert order == ["Third.", "First.", "Second."]


def test_numbers_of_which_any_may_be_wrong_are_told_together():
    one = finding(Kind.PART, "", "S.", "25%", "26%", "24 of 94 is 25.5%", ARITHMETIC)
    told = verified(replace(one, others=("94 should be 95 to 97",), beside=("24", "94", "25%")))
    assert lines(told)[4:6] == [
        "    24, 94 and 25% do not fit together, so one of them is wrong: 24 of 94 is 25.5%",
        "      either 25% should be 26%, or 94 should be 95 to 97",
    ]


def test_of_many_numbers_of_which_any_may_be_wrong_not_each_is_named():
    one = finding(Kind.SUM, "", "S.", "239", "329", "the 11 parts come to 329, not 239", ARITHMETIC)
    parts = [str(number) for number in range(10, 21)]
    told = verified(replace(one, others=tuple(f"{each} is wrong" for each in parts), beside=tuple(parts)))
    assert lines(told)[4:6] == [
        "    These numbers do not fit together, so one of them is wrong: the 11 parts come to 329, not 239",
        "      either 239 should be 329, or one of the others is wrong",
    ]


def test_one_thing_in_two_places_does_not_say_which_is_right_where_nothing_does():
    one = finding(Kind.TWO_PLACES, "", "S.", "41", "40", "“We had 40.” says 40, and this 41", ARITHMETIC)
    told = verified(replace(one, others=("40 should be 41",), beside=("40",)))
    assert "    “We had 40.” says 40, and this 41; one of the two is wrong" in lines(told)
    assert "should be" not in to_text(told)


def test_what_was_removed_from_one_passage_is_told_once():
    gone = [finding(Kind.REMOVED, "", "8 … 9", one, "", "Compliments", CONTROL) for one in ("8", "9")]
    other = finding(Kind.REMOVED, "", "7", "7", "", "Received", CONTROL)
    said = to_text(verified(*gone, other))
    assert "What was removed\n  8 … 9\n    8 was removed, or is plain text now: Compliments\n" in said
    assert said.count("was removed, or") == 2


def test_where_nothing_could_be_checked_that_is_said():
    assert lines(verified(agreeing=0))[-1] == "No numbers were found that could be checked."


@pytest.mark.parametrize(
    ("kind", "document", "should", "why", "line"),
    [
        (Kind.OVERTYPED, "12", "13", "Received", "12 should be 13: Received"),
        (Kind.REMOVED, "12", "", "Received", "12 was removed, or is plain text now: Received"),
        (Kind.REMOVED, "", "", "a row that somebody removed", "a row that somebody removed"),
        (Kind.MOVED, "", "", "a row that somebody moved", "a row that somebody moved"),
        (Kind.TYPED, "", "", "a row that somebody added", "a row that somebody added"),
        (Kind.TABLE, "", "", "the data now have other rows", "the data now have other rows"),
        (Kind.CHART, "", "", "the chart shows other numbers", "the chart shows other numbers"),
        (Kind.DIRECTION, "rose", "fell", "it went down", "“rose” should be “fell”: it went down"),
        (Kind.OVERTYPED, "third", "second", "", "“third” should be “second”"),
        (Kind.IMPOSSIBLE, "64.8%", "", "of 17 nothing is 64.8%", "64.8%: of 17 nothing is 64.8%"),
        (Kind.TWO_PLACES, "12", "13", "", "12 should be 13"),
    ],
)
def test_each_kind_has_its_words(kind, document, should, why, line):
    told = verified(finding(kind, "", "S.", document, should, why, CONTROL))
    assert f"    {line}" in lines(told)


def test_what_stands_before_any_heading_says_so():
    assert "At the beginning" in lines(verified(finding(Kind.SUM, "", "A.")))


def test_long_sentences_are_cut_and_line_breaks_are_spaces():
    said = lines(verified(finding(Kind.SUM, "A", LONG, document="one\ntwo", should=LONG)))
    assert "  " + ("word " * 44)[:219] + "…" in said
    assert any(one.startswith("    “one two” should be “word") for one in said)
    assert max(map(len, said)) < 500


def test_lost_controls_are_one_line():
    said = lines(verified(lost=512, recorded=513))
    assert said[1].startswith(
        "512 of the 513 controls by which its figures are known are gone or have lost their names"
    )
    assert said[1].endswith(".")
    assert not any("controls" in one for one in lines(verified())[1:])


def test_a_few_lost_controls_are_told_one_by_one_and_not_put_down_to_another_program():
    assert "LibreOffice" not in to_text(verified(lost=3, recorded=513))


def test_inputs_that_changed_are_named():
    assert "a.csv has changed since the report was built." in lines(
        verified(inputs=("a.csv has changed since the report was built.",))
    )


def test_what_was_not_judged_is_counted_and_listed_by_reason_first_what_is_to_be_checked_by_hand():
    odd = [Unjudged(ELSE, "Time", "A 3 and a 4.", one) for one in ("3", "4")]
    told = verified(unjudged=[*odd, Unjudged(UNMATCHED, "", "B.", "6")])
    counted = f"3 numbers were not judged: 1 {UNMATCHED}; 2 {ELSE}."
    assert lines(told)[-1] == f"{counted} --all lists them."
    assert lines(told, everything=True)[-10:] == [
        counted,
        "",
        "Not judged",
        "",
        f"  {UNMATCHED.capitalize()}",
        "    B.",
        "      6",
        f"  {ELSE.capitalize()}",
        "    Time: A 3 and a 4.",
        "      3, 4",
    ]


def test_the_json_says_the_same():
    one = finding(Kind.PART, "Time", "Of 27, 14 (51%)…", "51%", "52%", "14 of 27 is 51.9%", ARITHMETIC, "here")
    told = json.loads(to_json(verified(one, unjudged=[Unjudged("odd", "H", "S", "3")], lost=2, recorded=40)))
    assert told == {
        "document": "report.docx",
        "year": "2023/24",
        "judged": 8,
        "not_judged": 1,
        "agreeing": 7,
        "lost_controls": 2,
        "findings": [
            {
                "fault": True,
                "layer": "arithmetic",
                "kind": "part",
                "heading": "Time",
                "sentence": "Of 27, 14 (51%)…",
                "document": "51%",
                "should": "52%",
                "why": "14 of 27 is 51.9%",
                "where": "here",
                "tag": "",
            }
        ],
    }
    assert "unjudged" in json.loads(to_json(verified(one), everything=True))


def test_only_what_is_wrong_is_a_fault():
    told = {one: finding(one, "", "").fault for one in Kind}
    assert {one.value for one, fault in told.items() if not fault} == {"removed", "moved", "typed"}
    assert verified(finding(Kind.TYPED, "", "")).agrees
    assert not verified(finding(Kind.CHART, "", "")).agrees
