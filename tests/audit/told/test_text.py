"""What is said of a document: by section and sentence, the worst first, each sentence once."""

import json

import pytest

from complaints_report.audit.findings import ARITHMETIC, CONTROL, DATA, Finding, Kind, Unjudged, Verified
from complaints_report.audit.told.text import to_json, to_text

LONG = "word " * 80


def finding(kind, heading, sentence, document="12", should="13", why="because", layer=DATA, where=""):
    return Finding(kind, layer, heading, sentence, document, should, why, where)


def verified(*found, agreeing=7, unjudged=(), lost=0, recorded=0, inputs=()):
    wrong = sum(one.fault for one in found)
    return Verified(
        document="report.docx",
        year="2023/24",
        held_to="the data of 2023/24 in folder, and its own arithmetic",
        findings=found,
        agreeing=agreeing,
        judged=agreeing + wrong,
        unjudged=tuple(unjudged),
        lost=lost,
        recorded=recorded,
        inputs=inputs,
    )


def lines(told, everything=False):
    return to_text(told, everything).splitlines()


def test_the_first_line_says_what_it_was_held_to_and_the_last_that_nothing_is_wrong():
    assert lines(verified()) == [
        "report.docx was held to the data of 2023/24 in folder, and its own arithmetic.",
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
        finding(Kind.TYPED, "One", "Typed.", "9", "", "Compliments", CONTROL),
        finding(Kind.CHANGE, "Two", "Changed."),
    )
    said = lines(told)
    assert said.index("  Changed.") < said.index("Not wrong, but worth a look") < said.index("  Typed.")
    assert "    9 was typed by hand and agrees: Compliments" in said
    assert said[-1] == "8 numbers were judged, 7 agree; 1 thing is wrong."


@pytest.mark.parametrize(
    ("kind", "document", "should", "why", "line"),
    [
        (Kind.OVERTYPED, "12", "13", "Received", "12 was typed over 13: Received"),
        (Kind.REMOVED, "12", "", "Received", "12 is no longer in the document: Received"),
        (Kind.REMOVED, "", "", "a row that somebody removed", "a row that somebody removed"),
        (Kind.MOVED, "", "", "a row that somebody moved", "a row that somebody moved"),
        (Kind.TYPED, "", "", "a row that somebody added", "a row that somebody added"),
        (Kind.TABLE, "", "", "the data now have other rows", "the data now have other rows"),
        (Kind.CHART, "", "", "the chart shows other numbers", "the chart shows other numbers"),
        (Kind.DIRECTION, "rose", "fell", "it went down", "rose should be fell: it went down"),
        (Kind.IMPOSSIBLE, "64.8%", "", "of 17 nothing is 64.8%", "64.8%: of 17 nothing is 64.8%"),
        (Kind.TWO_PLACES, "12", "13", "", "12 should be 13"),
    ],
)
def test_each_kind_has_its_words(kind, document, should, why, line):
    told = verified(finding(kind, "", "S.", document, should, why, CONTROL))
    assert f"    {line}" in lines(told)


def test_what_stands_before_any_heading_says_so():
    assert "Before the first heading" in lines(verified(finding(Kind.SUM, "", "A.")))


def test_long_sentences_are_cut_and_line_breaks_are_spaces():
    said = lines(verified(finding(Kind.SUM, "A", LONG, document="one\ntwo", should=LONG)))
    assert "  " + ("word " * 44)[:219] + "…" in said
    assert any(one.startswith("    one two should be word") for one in said)
    assert max(map(len, said)) < 500


def test_lost_controls_are_one_line():
    said = lines(verified(lost=512, recorded=513))
    assert said[1].startswith(
        "512 of the 513 controls by which its figures are known are gone or have lost their names"
    )
    assert said[1].endswith(".")
    assert not any("controls" in one for one in lines(verified())[1:])


def test_inputs_that_changed_are_named():
    assert "a.csv has changed since the report was built." in lines(
        verified(inputs=("a.csv has changed since the report was built.",))
    )


def test_what_was_not_judged_is_counted_by_reason_and_listed_by_sentence():
    odd = [Unjudged("odd", "Time", "A 3 and a 4.", one) for one in ("3", "4")]
    told = verified(unjudged=[Unjudged("even", "", "B.", "6"), *odd])
    assert lines(told)[-1] == "3 numbers were not judged: 2 odd; 1 even. --all lists them."
    assert lines(told, everything=True)[-8:] == [
        "3 numbers were not judged: 2 odd; 1 even.",
        "",
        "Not judged",
        "",
        "  B.",
        "    6",
        "  Time: A 3 and a 4.",
        "    3, 4",
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
