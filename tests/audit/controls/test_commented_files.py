"""Whatever file the comments go into: all else that is in it stays, and it stays the kind of file that it is."""

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from complaints_report.audit.comments import annotated
from complaints_report.audit.findings import ARITHMETIC, Finding, Kind
from complaints_report.audit.reading import read_document
from complaints_report.errors import CommandError
from tests.audit.controls.commented import (
    COMMENTS,
    RELATIONS,
    commented,
    comments,
    marked,
    prose,
    said,
    theirs,
    unpacked,
)
from tests.audit.controls.held import BODY, changed


def test_comments_of_people_stay(report, tmp_path):
    path = changed(report, tmp_path / "x.docx", commented, content=theirs(unpacked(report)))
    document, out = read_document(path), tmp_path / "out.docx"
    (spot,) = [one for one in document.spots() if one.number.text == "4,444"]
    finding = Finding(Kind.SUM, ARITHMETIC, "", spot.told, "4,444", "4,445", "it is a sum", "Table 4", place=spot.place)
    out.write_bytes(annotated(document, [finding]))
    before, after = unpacked(path), unpacked(out)
    assert {name for name in after if before[name] != after[name]} == {BODY, "word/remarks.xml"}
    jos, new = etree.fromstring(after["word/remarks.xml"])
    assert etree.tostring(jos) == etree.tostring(etree.fromstring(before["word/remarks.xml"])[0])
    assert (new.get(qn("w:id")), new.get(qn("w:initials"))) == ("8", "CR")
    assert comments(out, "word/remarks.xml") == [("“4,444” should be “4,445”: it is a sum. See Table 4.", "4,444")]


def test_comments_that_cannot_be_read_are_one_line(report, tmp_path):
    content = {**theirs(unpacked(report)), "word/remarks.xml": b"<w:comments"}
    path = changed(report, tmp_path / "x.docx", commented, content=content)
    with pytest.raises(CommandError, match="is not a Word document") as told:
        marked(path, tmp_path / "out.docx", "4,444")
    assert "\n" not in str(told.value)


def test_a_document_with_a_header_alone_still_says_what_is_gone(tmp_path):
    path = tmp_path / "empty.docx"
    document = docx.Document()
    document.element.body[:] = document.element.body[-1:]
    document.sections[0].header.paragraphs[0].text = "Only a header"
    document.save(str(path))
    out = tmp_path / "out.docx"
    out.write_bytes(annotated(read_document(path), [Finding(Kind.REMOVED, "control", "", "", "12", "", "gone")]))
    assert comments(out) == [("What was removed:\n“12” was removed, or is plain text now: gone.", "")]


def test_a_strict_document_stays_strict(report, tmp_path):
    pairs = (
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    content = unpacked(changed(report, tmp_path / "x.docx", lambda body: prose(body, said("We met 4,444 people."))))
    for name in content:
        if name.endswith((".xml", ".rels")):
            for old, new in pairs:
                content[name] = content[name].replace(old, new)
    path, out = changed(report, tmp_path / "strict.docx", content=content), tmp_path / "out.docx"
    document = read_document(path)
    (spot,) = [one for one in document.spots() if one.number.text == "4,444"]
    out.write_bytes(annotated(document, [Finding(Kind.SUM, ARITHMETIC, "", "", "4,444", "", "why", place=spot.place)]))
    after = unpacked(out)
    assert b"2006/main" not in after[COMMENTS] + after[BODY]
    assert pairs[1][1] + b"/comments" in after[RELATIONS]
    assert [one.number.text for one in read_document(out).spots()] == [one.number.text for one in document.spots()]


def test_another_kind_of_file_holds_no_comments(tmp_path):
    path = tmp_path / "report.md"
    path.write_text("We held 25 meetings.", encoding="utf-8")
    document = read_document(path)
    with pytest.raises(CommandError, match=r"is not a \.docx, so it cannot hold comments; leave --annotate out"):
        annotated(document, [])
