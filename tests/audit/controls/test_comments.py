"""What is found in a report as comments in a copy of it, each at its number, wherever that stands."""

import pytest
from docx.oxml.ns import qn
from lxml import etree

from complaints_report.audit.comments import annotated, remark
from complaints_report.audit.controls.checked import Checked
from complaints_report.audit.findings import ARITHMETIC, Finding, Kind
from complaints_report.audit.reading import read_document
from tests.audit import edits
from tests.audit.controls.commented import COMMENTS, MARKS, RELATIONS, TYPES, marked, paragraph, prose, said, unpacked
from tests.audit.controls.held import BODY, HEADER, NOTES, W, changed, controls, now_for, overtype, words
from tests.docx_lint import lint
from tests.docx_text import to_text, xpath


def test_a_report_that_agrees_is_copied_as_it_is(run, report, tmp_path):
    out = tmp_path / "out.docx"
    out.write_bytes(annotated(read_document(report), Checked(read_document(report), now_for(run)).findings))
    assert unpacked(out) == unpacked(report)


def test_an_overtyped_number_is_covered_with_what_it_should_be(run, report, tmp_path):
    path = edits.edited(report, tmp_path / "edited.docx", edits.overtype)
    out = tmp_path / "out.docx"
    assert marked(path, out, now=now_for(run)) == [
        (
            "“372” should be “371”: somebody typed over it (Complaints received, stage 1).",
            "372",
        )
    ]
    assert to_text(out) == to_text(path)
    assert lint(out) == lint(path)
    before, after = unpacked(path), unpacked(out)
    assert {one for one in after if before.get(one) != after[one]} == {BODY, COMMENTS, RELATIONS, TYPES}


def test_a_number_in_a_cell_is_covered_there(run, report, tmp_path):
    def retype(body):
        overtype(controls(next(one for one in body.iter(W + "tbl") if controls(one)))[0], "8,888")

    path = changed(report, tmp_path / "x.docx", retype)
    ((_, covers),) = marked(path, tmp_path / "out.docx", now=now_for(run))
    assert covers == "8,888"


def test_a_number_is_split_from_the_words_beside_it_and_keeps_their_looks(report, tmp_path):
    looks = "<w:rPr><w:b/></w:rPr>"
    first = f"<w:r>{looks}<w:t>We met 7,654 people</w:t><w:tab/><w:t>and </w:t></w:r>"
    path = changed(report, tmp_path / "x.docx", lambda body: prose(body, first, said("6,5"), said("43, then 5,432.")))
    out = tmp_path / "out.docx"
    told = marked(path, out, "7,654", "6,543", "5,432")
    assert [covers for _, covers in told] == ["7,654", "6,543", "5,432"]
    assert to_text(out) == to_text(path)
    body = etree.fromstring(unpacked(out)[BODY])
    bold = xpath(body, ".//w:p[contains(., 'We met')]/w:r[w:rPr/w:b]")
    assert ["".join(xpath(one, ".//w:t/text()")) for one in bold] == ["We met ", "7,654", " peopleand "]


def test_a_tracked_change_is_read_as_accepted(report, tmp_path):
    gone = "<w:del w:id='901' w:author='Jo'><w:r><w:delText>1,111</w:delText></w:r></w:del>"
    new = f"<w:ins w:id='902' w:author='Jo'>{said('We met 2,222 people.')}</w:ins>"
    path = changed(report, tmp_path / "x.docx", lambda body: prose(body, gone, new))
    assert [covers for _, covers in marked(path, tmp_path / "out.docx", "1,111", "2,222")] == ["2,222"]


def test_a_number_in_a_link_and_one_in_a_field_are_covered(report, tmp_path):
    link = f"<w:hyperlink w:anchor='x'>{said('2,222 people')}</w:hyperlink>"
    field = f"<w:fldSimple w:instr=' DOCPROPERTY x '>{said('3,333')}</w:fldSimple>"
    path = changed(report, tmp_path / "x.docx", lambda body: prose(body, link, said(" and "), field))
    told = marked(path, tmp_path / "out.docx", "2,222", "3,333")
    assert [covers for _, covers in told] == ["2,222", "3,333"]


def test_what_was_removed_is_one_comment_at_the_first_words(run, report, tmp_path):
    path = edits.edited(report, tmp_path / "edited.docx", edits.delete_a_paragraph, edits.unwrap_a_control)
    ((told, covers),) = marked(path, tmp_path / "out.docx", now=now_for(run))
    first, *lines = told.split("\n")
    assert (first, len(lines)) == ("What was removed:", 3)
    said = "“73.9% of the stage 1 complaints (274 of 371)” was removed, or is plain text now: Share of"
    assert any(line.startswith(said) for line in lines)
    assert covers == "Example Children's Trust"


def test_charts_are_covered_as_pictures_and_tables_at_their_first_words(later, report, tmp_path):
    told = marked(report, tmp_path / "out.docx", now=now_for(later))
    found = Checked(read_document(report), now_for(later)).findings
    assert len(told) == len(found)
    assert {covers for said, covers in told if "the chart shows other numbers" in said} == {"[picture]"}
    assert "Data" in {covers for said, covers in told if "What was read: the data now have other rows" in said}


def test_a_number_of_a_footnote_is_told_at_its_reference(report, tmp_path):
    with_note = []

    def edit(body, notes):
        note = xpath(notes, "./w:footnote[not(@w:type)]")[-1]
        note.append(paragraph(said("We met 3,333 people.")))
        with_note.append(note.get(qn("w:id")))

    path = changed(report, tmp_path / "x.docx", edit, (BODY, NOTES))
    out = tmp_path / "out.docx"
    ((told, covers),) = marked(path, out, "3,333")
    assert told == "In a footnote (“We met 3,333 people.”): “3,333”: why."
    assert covers == ""
    (start,) = etree.fromstring(unpacked(out)[BODY]).iter(MARKS[0])
    assert xpath(start.getnext(), "./w:footnoteReference/@w:id") == with_note
    assert unpacked(out)[NOTES] == unpacked(path)[NOTES]


def test_a_number_of_a_header_is_told_at_the_first_heading(report, tmp_path):
    def edit(body, header):
        header.append(paragraph(said("We met 3,333 people.")))

    path = changed(report, tmp_path / "x.docx", edit, (BODY, HEADER))
    out = tmp_path / "out.docx"
    ((told, covers),) = marked(path, out, "3,333")
    assert told.startswith("In a header (“We met 3,333 people.”): “3,333”")
    assert covers
    assert unpacked(out)[HEADER] == unpacked(path)[HEADER]


BOX = "<w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict>"
SPACE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TWICE = (
    f"<mc:AlternateContent {SPACE}><mc:Choice Requires='wps'><w:txbxContent><w:p>{{0}}</w:p></w:txbxContent>"
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent>"
)


@pytest.mark.parametrize("box", [BOX, TWICE])
def test_a_text_box_is_told_of_once_at_the_run_that_holds_it(report, box, tmp_path):
    run = f"<w:r>{box.format(said('We met 4,444 people.'))}</w:r>"
    path = changed(report, tmp_path / "x.docx", lambda body: prose(body, said("Beside "), run))
    out = tmp_path / "out.docx"
    assert len(marked(path, out, "4,444")) == 1
    body = etree.fromstring(unpacked(out)[BODY])
    assert not xpath(body, ".//w:txbxContent//w:commentRangeStart")
    (start,) = body.iter(MARKS[0])
    assert "4,444" in words(start.getnext())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            ("25", "26", "a sum of 12 and 14", "Table 4, row Fostering"),
            "“25” should be “26”: a sum of 12 and 14. See Table 4, row Fostering.",
        ),
        (("25", "", "why so", ""), "“25”: why so."),
        (("", "", "The chart is old.", ""), "The chart is old."),
        (("25", "26", "", ""), "“25” should be “26”."),
        (("25", "", "", ""), "“25”."),
    ],
)
def test_a_remark_stands_alone(given, told):
    number, should, why, where = given
    assert remark(Finding(Kind.SUM, ARITHMETIC, "", "", number, should, why, where)) == told
