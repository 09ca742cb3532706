"""`verify` of documents that keep none of their figures: last year's, another council's, one without its controls."""

import json
import re
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from lxml import etree
from typer.testing import CliRunner

from benchmarks.councils import EVERY
from benchmarks.others import measured_others
from benchmarks.plain_docx import picture, plain_docx
from benchmarks.verify import stripped
from complaints_report.cli import app
from complaints_report.document.findings import FAULTS, Kind
from complaints_report.document.opened import opened
from complaints_report.document.reading import year_said
from complaints_report.document.unkept import Unkept
from complaints_report.errors import CommandError
from complaints_report.metrics.disclosure import publishable
from complaints_report.run import figures_for
from complaints_report.verify import now_of, verified
from tests.conftest import SAMPLE
from tests.docx_text import xpath

BODY, NOTES, COMMENTS = "word/document.xml", "word/footnotes.xml", "word/comments.xml"


@pytest.fixture(scope="module")
def report(sample_report, tmp_path_factory):
    """The sample's report without its controls."""
    return stripped(sample_report, tmp_path_factory.mktemp("stripped") / "report.docx")


@pytest.fixture(scope="module")
def judge(sample):
    """What judges documents by the sample's data."""
    return Unkept(now_of(sample, publishable(figures_for(sample, "2023/24"))))


@pytest.fixture
def found_in(judge, tmp_path):
    """What is found in a document of these blocks."""

    def found(*blocks):
        path = plain_docx(tmp_path / "other.docx", "# Annual report 2023/24", *blocks)
        return list(judge.findings(opened(path)))

    return found


def faults(found):
    return [one for one in found if one.kind in FAULTS]


def told(found):
    """The number, what it should be, and the figure, of each fault."""
    return [(one.theirs, one.ours, one.title) for one in faults(found)]


def agreeing(found):
    return [(one.theirs, one.title) for one in found if one.kind is Kind.AGREES]


def unjudged(found):
    return [one.theirs for one in found if one.kind is Kind.UNKNOWN]


def changed(path, to, part, old, new):
    """A copy of a document with the first such words of a part changed, where one run holds them."""
    with ZipFile(path) as package, ZipFile(to, "w") as made:
        for name in package.namelist():
            blob = package.read(name)
            if name == part:
                assert old.encode() in blob
                blob = blob.replace(old.encode(), new.encode(), 1)
            made.writestr(name, blob)
    return to


def test_the_stripped_report_agrees_wholly(sample, report):
    found = verified(sample, report, None)
    assert (faults(found.findings), found.agrees, found.kept, found.year) == ([], True, False, "2023/24")
    assert len(agreeing(found.findings)) > 650
    assert unjudged(found.findings) == ["100%"]


@pytest.mark.parametrize(
    ("part", "old", "new", "heading", "sentence", "title", "ours"),
    [
        (
            *(BODY, "371 complaints", "376 complaints", "1. Executive Summary"),
            "At stage 1, 376 complaints were received, an increase of 5% on 2022/23 (353).",
            *("Complaints received, stage 1", "371"),
        ),
        (
            *(BODY, ">67.9%<", ">76.9%<", "How quickly are we responding to complaints?"),
            *("Frontdoor, Within 20 working days", "Answered within 20 working days, stage 1, Frontdoor", "67.9%"),
        ),
        (
            *(BODY, "an increase of", "a decrease of", "1. Executive Summary"),
            "At stage 1, 371 complaints were received, a decrease of 5% on 2022/23 (353).",
            *("Complaints received, stage 1", "increase"),
        ),
        (
            *(NOTES, ">79<", ">97<", "Footnotes"),
            "In 2023/24 the number left out was 97 at stage 1, six at stage 2 and one at stage 3.",
            *("Complaints received, stage 1", "79"),
        ),
    ],
)
def test_what_is_altered_is_told_by_its_place(judge, report, tmp_path, part, old, new, heading, sentence, title, ours):
    path = changed(report, tmp_path / "altered.docx", part, old, new)
    (fault,) = faults(judge.findings(opened(path)))
    theirs = re.search(r"decrease|[\d.]+%?", new)[0]
    assert (fault.heading, fault.sentence, fault.title) == (heading, sentence, title)
    assert (fault.theirs, fault.ours) == (theirs, ours)
    assert fault.kind is (Kind.DIRECTION if ours == "increase" else Kind.DIFFERS)


IN_OTHER_WORDS = [
    ("In 2023/24 we received 371 stage 1 complaints, compared with 353 in 2022/23.", 2),
    ("There were 371 stage one complaints this year, 5% more than in 2022/23, when there were 353.", 3),
    ("Stage 1 complaints rose by 5%, from 353 to 371.", 3),
    ("We received 371 complaints at stage 1, 56 at stage 2 and 17 at stage 3.", 3),
    ("140 of the 371 stage 1 complaints with an outcome (37.7%) were fully or partially upheld, against 39.2%.", 4),
    ("Of the 371 stage 1 complaints, 45 (12%) were upheld, 95 (26%) partially upheld and 150 (40%) not upheld.", 7),
    ("We answered 51% of stage 1 complaints within 20 working days (148 out of 292).", 3),
    ("On average a stage 1 response took 24.4 working days, 1.3 fewer than in 2022/23 (25.6).", 3),
    ("The services with the most stage 1 complaints were South Safeguarding (46) and Fostering (20).", 2),
    ("Parents made 226 of the 371 stage 1 complaints (61%).", 3),
    ("Most stage 1 complaints came by e-mail (231, 62%), online form (95) and telephone (27).", 4),
    ("The number of compliments fell from 109 to 82.", 2),
    ("27 complaints were referred to the Ombudsman, 19 in 2022/23.", 2),
    ("We recorded 12 pieces of learning: 5 at stage 1, 4 at stage 2 and 3 at stage 3.", 4),
    ("Eight of the 16 panels (50.0%) were held within 30 working days of the request.", 3),
]
"""Sentences as others might write them, and how many numbers of each are figures of ours."""


@pytest.mark.parametrize(("words", "figures"), IN_OTHER_WORDS)
def test_right_numbers_in_other_words_agree(found_in, words, figures):
    found = found_in("## Key points", words)
    assert told(found) == []
    assert len(agreeing(found)) == figures


@pytest.mark.parametrize(
    ("words", "faults_told"),
    [
        (
            "In 2023/24 we received 376 stage 1 complaints, compared with 355 in 2022/23.",
            [
                ("376", "371", "Complaints received, stage 1"),
                ("355", "353", "Complaints received, stage 1, 2022/23"),
            ],
        ),
        (
            "39% of stage 1 complaints (140 of 375) were upheld or partly upheld.",
            [
                ("39%", "38%", "Upheld or partly upheld, stage 1"),
                ("375", "371", "Upheld or partly upheld, stage 1, out of"),
            ],
        ),
        (
            "We received 371 complaints at stage 1, 65 at stage 2 and 17 at stage 3.",
            [("65", "56", "Complaints received, stage 2")],
        ),
        (
            "Stage 1 complaints fell by 5%, from 353 to 371.",
            [("fell", "a rise", "Complaints received, stage 1, change")],
        ),
        (
            "At stage 2 there were 56 complaints, up from 57 the year before.",
            [("up", "a fall", "Complaints received, stage 2, 2022/23")],
        ),
        (
            "64.8% of the complaints decided at stage 3 were partially upheld.",
            [("64.8%", "64.7%", "Share of outcomes, stage 3, partially upheld")],
        ),
        (
            "The average stage 2 response took 73 working days.",
            [("73", "70", "Mean working days to respond, stage 2")],
        ),
        (
            "South Safeguarding had 46 stage 1 complaints and Fostering 23.",
            [("23", "20", "Complaints received, stage 1, Fostering")],
        ),
        (
            "There were 87 compliments, 27 fewer than in 2022/23.",
            [("87", "82", "Compliments")],
        ),
    ],
)
def test_wrong_numbers_in_other_words_are_found(found_in, words, faults_told):
    assert told(found_in("## Key points", words)) == faults_told


def test_a_heading_says_what_the_numbers_under_it_are_about(found_in):
    found = found_in(
        *("## Fostering", "There were 20 complaints at stage 1.", "## Stage 2", "56 complaints were received."),
        *("## Stage 3", "18 complaints were received."),
    )
    assert agreeing(found) == [
        ("20", "Complaints received, stage 1, Fostering"),
        ("56", "Complaints received, stage 2"),
    ]
    assert told(found) == [("18", "17", "Complaints received, stage 3")]


@pytest.mark.parametrize(
    "blocks",
    [
        ("## Adoption panel", "21 complaints were received at stage 1."),
        ("## Neighbouring councils", "512 complaints were received at stage 1."),
        ("Nationally, complaints rose. 9,000 complaints were received at stage 1.",),
        ("## Fostering", "11 complaints were upheld at stage 1."),
        ("19 complaints came from children and young people, of whom 11 had an advocate.",),
        ("46 complaints about South Safeguarding were received at stage 1 and 12 were upheld.",),
        ("We received 353 complaints at stage 1 in 2022/23, of which 21 were about Fostering.",),
        ("Last year we received 999 complaints at stage 1.",),
        ("38% of stage 1 complaints were upheld or partly upheld and 46 stage 2 complaints.",),
        ("We received 57 complaints.",),
    ],
)
def test_what_may_be_about_something_else_is_not_flagged(found_in, blocks):
    assert told(found_in(*blocks)) == []


OUTCOMES = [
    ["Outcome", "Stage 1", None, "Stage 2", None],
    ["", "Number", "%", "Number", "%"],
    ["Upheld", "45", "12.1", "5", "8.9"],
    ["Partly upheld", "95", "25.6", "41", "73.2"],
    ["Not upheld", "150", "40.4", "9", "16.1"],
    ["Withdrawn", "49", "13.2", "1", "1.8"],
]
"""A table whose heading has merged cells, and its percents no sign."""
BY_STAGE = [
    ["Stage", "Complaints", "% upheld or partly upheld", "Average days"],
    ["1", "371", "38%", "24.4"],
    ["2", "56", "82%", "70.3"],
    ["3", "17", "65%", "48.9"],
]
BY_YEAR = [
    ["Measure (stage 1)", "2022/23", "2023/24"],
    ["Complaints received", "353", "371"],
    ["% answered within 20 working days", "52.3", "50.7"],
    ["Average working days", "25.6", "24.4"],
]
BY_TEAM = [
    ["Team", "No.", "%"],
    ["South Safeguarding", "46", "12%"],
    ["Children with Disabilities", "36", "10%"],
    ["Fostering", "20", "5%"],
    ["Family Time", "6", "2%"],
]
"""A table that does not say of which stage it is."""
MONTHLY = [["Month", "Stage 1"], ["April", "19"], ["May", "38"], ["June", "35"], ["January 2024", "34"]]
TABLES = [(OUTCOMES, 16), (BY_STAGE, 9), (BY_YEAR, 6), (BY_TEAM, 8), (MONTHLY, 4)]


@pytest.mark.parametrize(("table", "figures"), TABLES)
@pytest.mark.parametrize("caption", ["above", "below", "none"])
def test_right_tables_of_others_agree(found_in, table, figures, caption):
    words = "Table 1: Complaints in the year"
    above, below = {"above": ([words], []), "below": ([], [words]), "none": ([], [])}[caption]
    found = found_in("## Figures", *above, table, *below)
    assert (told(found), len(agreeing(found))) == ([], figures)


@pytest.mark.parametrize(
    ("table", "row", "column", "said", "ours", "title", "where"),
    [
        (OUTCOMES, 4, 3, "10", "9", "Outcomes, stage 2, not upheld", "Not upheld, Stage 2 Number"),
        (OUTCOMES, 2, 2, "12.4", "12.1", "Share of outcomes, stage 1, upheld", "Upheld, Stage 1 %"),
        (BY_STAGE, 3, 2, "56%", "65%", "Upheld or partly upheld, stage 3", "3, % upheld or partly upheld"),
        (BY_YEAR, 1, 1, "358", "353", "Complaints received, stage 1, 2022/23", "Complaints received, 2022/23"),
        (BY_TEAM, 3, 1, "22", "20", "Complaints received, stage 1, Fostering", "Fostering, No."),
        (MONTHLY, 4, 1, "43", "34", "Complaints received, stage 1, 2024-01", "January 2024, Stage 1"),
    ],
)
def test_a_wrong_cell_of_others_is_found(found_in, table, row, column, said, ours, title, where):
    wrong = [list(cells) for cells in table]
    wrong[row][column] = said
    (fault,) = faults(found_in("## Figures", "Table 1: Complaints in the year", wrong))
    assert (fault.theirs, fault.ours, fault.title, fault.sentence) == (said, ours, title, where)


@pytest.mark.parametrize(
    "table",
    [
        [["Team", "Staff"], ["South Safeguarding", "31"], ["Fostering", "25"], ["Family Time", "8"]],
        [["Team", "Complaints", "Target"], ["Fostering", "20", "5"], ["Family Time", "6", "5"]],
        [["Team", "Visits"], ["North", "31"], ["Fostering", "25"], ["Family Time", "8"]],
        [["Stage", "Days allowed"], ["Stage 1", "10"], ["Stage 2", "25"], ["Stage 3", "30"]],
        [["Service", "No."], ["Fostering", "214"], ["Family Time", "88"], ["South Safeguarding", "640"]],
        [["Fostering", "Number"], ["Households", "214"], ["Stage 1 complaints", "20"]],
    ],
)
def test_tables_of_other_things_are_not_flagged(found_in, table):
    assert told(found_in("## About us", "What we do", table)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Children aged 12 at stage 1 made complaints, and those under 16 were offered an advocate.",
        "The youngest person to complain was 9 years old and the oldest was 81.",
        "Complaints at stage 1 must be answered within 20 working days, and reviews held within 30 working days.",
        "A stage 1 complaint takes 10 working days, or 20 where more time is needed.",
        "Stage 2 takes up to 65 working days.",
        "Stage 2 complaints are looked into by an independent person.",
        "On 3 May 2023 and again on 14/06/2023 the panel met at 10.30am.",
        "Ring 0800 123 4567 or 01234 567890 to make a complaint at stage 1.",
        "Write to the Complaints Team, 12 High Street, Anytown AN1 2BC, to make a stage 1 complaint.",
        "See page 14, section 5, paragraph 3.2 and Appendix 2 for stage 1 complaints.",
        "3.2 Complaints at stage 1 are answered by a manager.",
        "The Trust paid £2,500 to put a stage 1 complaint right, and £150.50 for another.",
        "Section 26 of the Children Act 1989 and regulation 17 say how a complaint is made.",
        "The complaints team has 4 staff, and trained 120 managers about stage 1 complaints.",
        "We aim to answer 90% of stage 1 complaints within 20 working days.",
        "Our target is to reduce stage 1 complaints by 10% in 2024/25.",
        "About 400 complaints were received at stage 1, and almost half were not upheld.",
        "More than 350 complaints were received at stage 1.",
        "Version 2.1, issue 3 of 7, reference 2023/4471.",
        "Council tax was 5% higher, and 12,000 children live in the area.",
        "12 of the stage 1 complaints were about parking.",
        "Two complaints concerned the same worker, and 3 complaints at stage 1 were about a lost letter.",
        "In Anyshire, a neighbour of ours, 512 complaints were received at stage 1.",
        "Nationally, 64% of the complaints decided were upheld.",
        "Our website was visited 5,000 times by people who wished to complain at stage 1.",
    ],
)
def test_numbers_that_are_no_figures_are_never_flagged(found_in, words):
    assert told(found_in("## Stage 1 complaints", words)) == []


def test_annotate_puts_its_comment_at_the_very_number(sample, report, tmp_path):
    path = changed(report, tmp_path / "altered.docx", BODY, "371 complaints", "376 complaints")
    verified(sample, path, None, tmp_path / "out.docx")
    with ZipFile(tmp_path / "out.docx") as package:
        body, comments = (etree.fromstring(package.read(name)) for name in (BODY, COMMENTS))
    (comment,) = xpath(comments, "./w:comment")
    number = comment.get(qn("w:id"))
    begins, ends = (
        xpath(body, f"//w:{name}[@w:id='{number}']")[0] for name in ("commentRangeStart", "commentRangeEnd")
    )
    between = [one for one in begins.itersiblings() if one in list(ends.itersiblings(preceding=True))]
    assert "".join("".join(one.itertext()) for one in between) == "376"
    said = "".join(comment.itertext())
    assert said == "Complaints received, stage 1: the document says “376”, and the data now give “371”."


def verify(*words):
    return CliRunner().invoke(app, ["verify", *map(str, words), "-f", str(SAMPLE)])


def test_the_command_its_exit_codes_and_its_json(report, tmp_path):
    right, wrong = tmp_path / "right.docx", tmp_path / "altered.docx"
    plain_docx(right, "Annual report 2023/24", "At stage 1, 371 complaints were received, 12 of them about parking.")
    done = verify(right)
    assert (done.exit_code, "not judged" in done.stdout) == (0, True)
    done = verify(changed(report, wrong, BODY, "371 complaints", "376 complaints"), "--format", "json")
    said = json.loads(done.stdout)
    assert (done.exit_code, said["agrees"], said["year"]) == (1, False, "2023/24")
    assert [(one["kind"], one["document"], one["data"]) for one in said["findings"]] == [
        ("differs", "376", "371"),
        ("not judged", "100%", ""),
    ]


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([], "holds no words"),
        ([picture], "holds no words"),
        (["At stage 1, 371 complaints were received."], "names no year such as 2023/24; give its year with --year"),
        (["Corporate Plan 2019-2027", "At stage 1, 371 complaints were received."], "names no year"),
        (
            ["Annual report 2010/11", "At stage 1, 371 complaints were received."],
            "no complaints and no history for 2010",
        ),
    ],
)
def test_a_document_that_cannot_be_held_to_a_year_is_refused_in_one_line(sample, tmp_path, blocks, said):
    with pytest.raises(CommandError, match=said) as refused:
        verified(sample, plain_docx(tmp_path / "other.docx", *blocks), None)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("Annual report 2022-23", "2022/23"),
        ("Annual report 2022 – 2023", "2022/23"),
        ("Annual report 2022 to 2023", "2022/23"),
        ("Corporate plan 2019-2027: annual report 2022/2023", "2022/23"),
        ("Complaints from 1 April 2022 to 31 March 2023", "2022/23"),
        ("Complaints, 1st April 2022 – 31st March 2023", "2022/23"),
        ("Complaints, April 2022 to March 2023", "2022/23"),
    ],
)
def test_the_year_is_read_however_it_is_written(words, year, tmp_path):
    assert year_said(opened(plain_docx(tmp_path / "other.docx", words))) == year


def test_a_year_given_is_the_one_that_it_is_held_to(sample, tmp_path):
    path = plain_docx(tmp_path / "other.docx", "At stage 1, 353 complaints were received.")
    assert agreeing(verified(sample, path, "2022/23").findings) == [("353", "Complaints received, stage 1")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("64.8% (11 of 17) of the volunteers were pleased.", "11 of 17 is 64.7%, not 64.8%"),
        ("11 of the 17 volunteers (64.8%) were pleased.", "11 of 17 is 64.7%, not 64.8%"),
        ("64.8% of the 17 volunteers were pleased.", "No whole number out of 17 is 64.8%"),
        (
            "We held 56 meetings: 30 in homes, 20 in schools and 5 outdoors.",
            "The parts add up to 55, but the total says 56",
        ),
    ],
)
def test_a_sentence_that_contradicts_itself(found_in, words, said):
    assert [one.title for one in faults(found_in(words))] == [said]


@pytest.mark.parametrize(
    "words",
    [
        "64.7% (11 of 17) of the volunteers were pleased, 65% of the 17 in all.",
        "12.5% (1 of 8) or 13% (1 of 8) or 12% (1 of 8) is all one.",
        "We held 56 meetings: 30 in homes, 20 in schools and 6 outdoors.",
        "We had 371 letters: 46 about buses, 36 about trains and 31 about roads.",
        "We held 56 meetings in 2 towns: 30 in homes and 20 in schools.",
        "At 10:30, 56 people came: 30% walked, 20% rode and 40% drove.",
        "Stage 1: 45 upheld, 95 partially upheld, 150 not upheld, 49 withdrawn and 30 outside jurisdiction.",
    ],
)
def test_a_sentence_that_does_not(found_in, words):
    assert told(found_in(words)) == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            [["Team", "Visits"], ["A", "20"], ["B", "30"], ["C", "5"], ["Total", "57"]],
            ["The rows add up to 55, but the total says 57"],
        ),
        (
            [["Team", "Q1", "Q2", "Total"], ["A", "2", "3", "5"], ["B", "3", "3", "6"], ["C", "1", "1", "4"]],
            ["The columns add up to 2, but the total says 4"],
        ),
        (
            [["Way", "%"], ["Bus", "40.1%"], ["Train", "30.2%"], ["Car", "33.3%"], ["Total", "100%"]],
            ["The rows add up to 103.6%, which rounding does not explain"],
        ),
        (
            [
                ["Way", "Share of trips"],
                ["Bus", "40%"],
                ["Train", "30%"],
                ["Car", "20%"],
                ["Foot", "7%"],
                ["Cab", "6%"],
            ],
            ["The rows add up to 103%, which rounding does not explain"],
        ),
        (
            [["Answer", "%"], ["Yes", "52.9%"], ["No", "30.0%"], ["Perhaps", "17.6%"], ["Total", "17"]],
            ["No whole number out of 17 is 30.0%"],
        ),
        (
            [
                ["Team", "Visits", "%"],
                ["A", "20", "36%"],
                ["B", "30", "55%"],
                ["C", "5", "19%"],
                ["Total", "55", "100%"],
            ],
            ["5 of 55 is 9%, not 19%"],
        ),
        ([["Way", "%"], ["Bus", "33%"], ["Train", "33%"], ["Car", "33%"], ["Total", "100%"]], []),
        ([["Team", "In time"], ["A", "40%"], ["B", "30%"], ["C", "20%"], ["D", "12%"]], []),
        ([["Team", "Average days"], ["A", "20"], ["B", "30"], ["C", "25"], ["Total", "25"]], []),
        ([["Team", "Visits"], ["A", "20"], ["B", "10"], ["C", "9"], ["Total", "570"]], []),
    ],
)
def test_tables_that_contradict_themselves_and_that_do_not(found_in, table, said):
    assert [one.title for one in faults(found_in("## Visits", "Table 1: Visits", table))] == said


def test_rows_that_are_not_all_of_a_total_that_the_data_bear_out(found_in):
    table = [["Complainant", "Stage 1"], ["Parent", "226"], ["Advocate", "22"], ["Carer", "21"], ["Total", "371"]]
    assert told(found_in("## Who complained", table)) == []


def test_two_values_of_one_thing_that_the_data_do_not_know(found_in):
    found = found_in(
        *("In 2022/23 Frontdoor had 97 stage 1 complaints.", "## Areas"),
        "Frontdoor received 99 complaints at stage 1 in 2022/23.",
    )
    (fault,) = faults(found)
    assert (fault.kind, fault.heading, fault.theirs) == (Kind.CONTRADICTION, "Areas", "99")
    assert "says “97” in one place and “99” in another" in fault.title


def test_a_value_in_the_summary_and_another_in_the_body(found_in):
    found = found_in("## Summary", "There were 56 complaints at stage 2.", "## Stage 2", "We received 25 complaints.")
    assert [(one.heading, one.theirs, one.ours) for one in faults(found)] == [("Stage 2", "25", "56")]


def test_numbers_that_could_not_be_judged_are_listed(found_in):
    found = found_in("## Volume", "12 of the 371 complaints at stage 1 were about parking, and 3 about noise.")
    assert (told(found), unjudged(found)) == ([], ["12", "371", "3"])


@pytest.mark.parametrize("council", EVERY)
def test_a_report_of_others_with_right_numbers_has_no_faults(judge, tmp_path, council):
    path = plain_docx(tmp_path / "other.docx", *EVERY[council])
    assert told(judge.findings(opened(path))) == []


def test_what_is_altered_in_reports_of_others_is_found(judge, tmp_path):
    councils = list(measured_others(judge, tmp_path, seeds=range(1)))
    assert sum(one.flagged for one in councils) == 0
    assert sum(one.judged for one in councils) > 400
    assert sum(one.found for one in councils) >= 0.8 * sum(one.altered for one in councils)
