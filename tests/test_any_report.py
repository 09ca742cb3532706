"""`verify` of documents that keep none of their figures: last year's, another council's, one without its controls."""

import json
import re
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from lxml import etree

from benchmarks.verify import stripped
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
from tests.plain_docx import picture, plain_docx

BODY, NOTES, COMMENTS = "word/document.xml", "word/footnotes.xml", "word/comments.xml"


@pytest.fixture(scope="module")
def report(sample_report, tmp_path_factory):
    """The sample's report without its controls."""
    return stripped(sample_report, tmp_path_factory.mktemp("stripped") / "report.docx")


@pytest.fixture(scope="module")
def now(sample):
    return now_of(sample, publishable(figures_for(sample, "2023/24")))


@pytest.fixture
def found_in(now, tmp_path):
    """What is found in a document of these blocks."""

    def found(*blocks):
        path = plain_docx(tmp_path / "other.docx", "# Annual report 2023/24", *blocks)
        return list(Unkept(now).findings(opened(path)))

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
def test_what_is_altered_is_told_by_its_place(now, report, tmp_path, part, old, new, heading, sentence, title, ours):
    path = changed(report, tmp_path / "altered.docx", part, old, new)
    (fault,) = faults(Unkept(now).findings(opened(path)))
    theirs = re.search(r"decrease|[\d.]+%?", new)[0]
    assert (fault.heading, fault.sentence, fault.title) == (heading, sentence, title)
    assert (fault.theirs, fault.ours) == (theirs, ours)
    assert fault.kind is (Kind.DIRECTION if ours == "increase" else Kind.DIFFERS)


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


def test_the_command_its_exit_codes_and_its_json(command, report, tmp_path):
    assert command("verify", report, "-f", SAMPLE).returncode == 0
    path = changed(report, tmp_path / "altered.docx", BODY, "371 complaints", "376 complaints")
    done = command("verify", path, "-f", SAMPLE, "--format", "json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["agrees"], said["year"]) == (1, False, "2023/24")
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
