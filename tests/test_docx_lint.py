"""The lint finds each kind of fault, planted one at a time in a report that has none."""

from zipfile import ZipFile

import pytest

from tests.docx_lint import lint

BODY, CORE, STYLES = "word/document.xml", "docProps/core.xml", "word/styles.xml"
CONTROL = '<w:sdt><w:sdtPr><w:alias w:val="a"/><w:id w:val="900007"/></w:sdtPr><w:sdtContent/></w:sdt>'
REF = '<w:p><w:r><w:t>x</w:t></w:r><w:fldSimple w:instr=" %s "/></w:p>'

FAULTS = {
    "a cell is empty": (BODY, "<w:t xml:space=\"preserve\">Title of report</w:t>", "<w:t/>"),
    "cells are merged": (BODY, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>'),
    "a field has no end": (BODY, '<w:fldChar w:fldCharType="end"/>', ""),
    "nothing is bookmarked _Ref9": (BODY, "<w:body>", "<w:body>" + REF % r"REF _Ref9 \h"),
    "nothing is bookmarked _Toc9": (BODY, "<w:body>", "<w:body>" + REF % r"PAGEREF _Toc9 \h"),
    "nothing is bookmarked Here": (BODY, "<w:body>", "<w:body>" + REF % r"HYPERLINK \l &quot;Here&quot;"),
    "the content control id 900007 is there 2 times": (BODY, "<w:body>", "<w:body>" + CONTROL * 2),
    "a content control has no title": (BODY, "<w:body>", "<w:body>" + CONTROL.replace('<w:alias w:val="a"/>', "")),
    "the style Gone is not defined": (BODY, '<w:pStyle w:val="Subtitle"/>', '<w:pStyle w:val="Gone"/>'),
    "a heading of level 3 follows one of level 1": (BODY, 'w:val="Heading2"', 'w:val="Heading3"'),
    "the picture volumes has no alt text": (BODY, 'name="volumes" descr="', 'name="volumes" title="'),
    "a picture is not in line with the text": (BODY, "<wp:docPr", "<wp:anchor/><wp:docPr"),
    "the table Annual Complaints Report 2023/24 has no header row": (BODY, "<w:tblHeader/>", ""),
    "the table Annual Complaints Report 2023/24 has no look for its header row": (
        BODY,
        'w:firstRow="1"',
        'w:firstRow="0"',
    ),
    "the table  has no title": (BODY, '<w:tblCaption w:val="Annual Complaints Report 2023/24"/>', ""),
    "the table Annual Complaints Report 2023/24 has no description": (BODY, "<w:tblDescription ", "<w:other "),
    "jc is set by hand": (BODY, "</w:pPr>", '<w:jc w:val="center"/></w:pPr>'),
    "b is set by hand": (BODY, "<w:r>", "<w:r><w:rPr><w:b/></w:rPr>"),
    "shd is set by hand": (BODY, "<w:tcPr>", '<w:tcPr><w:shd w:fill="FF0000"/>'),
    "a paragraph is empty": (BODY, "<w:body>", "<w:body><w:p/>"),
    "the document has no title": (CORE, "Example Children's Trust: Annual Complaints Report 2023/24", ""),
    "the text has no language": (STYLES, "<w:lang ", "<w:other "),
}  # fmt: skip


@pytest.fixture(scope="session")
def sound(built_sample):
    return built_sample[1]


def spoilt(sound, path, part, was, becomes):
    """The report with the first of some words in one of its parts replaced."""
    with ZipFile(sound) as package, ZipFile(path, "w") as made:
        for name in package.namelist():
            text = package.read(name)
            if name == part:
                assert was.encode() in text
                text = text.replace(was.encode(), becomes.encode(), 1)
            made.writestr(name, text)
    return path


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault, sound, tmp_path):
    found = lint(spoilt(sound, tmp_path / "spoilt.docx", *FAULTS[fault]))
    assert fault in [told.removeprefix("word/document.xml: ") for told in found]


def test_a_cell_without_a_paragraph_is_found(sound, tmp_path):
    with ZipFile(sound) as package:
        text = package.read(BODY).decode()
    start = text.index("<w:p>", text.index("</w:tcPr>"))
    cell = text[start : text.index("</w:tc>", start)]
    path = spoilt(sound, tmp_path / "spoilt.docx", BODY, cell, "")
    assert "word/document.xml: a cell has no paragraph" in lint(path)


@pytest.mark.parametrize("kind", ["bookmarkStart w:id", "docPr id"])
def test_an_id_given_twice_is_found(kind, sound, tmp_path):
    with ZipFile(sound) as package:
        one, two = [piece.split('"')[0] for piece in package.read(BODY).decode().split(f'{kind}="')[1:3]]
    path = spoilt(sound, tmp_path / "spoilt.docx", BODY, f'{kind}="{two}"', f'{kind}="{one}"')
    assert [told for told in lint(path) if told.endswith(f"id {one} is there 2 times")]


def test_the_sound_report_has_no_fault(sound):
    assert lint(sound) == []
