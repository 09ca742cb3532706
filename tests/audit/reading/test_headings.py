from pathlib import Path

import pytest

from complaints_report.audit.reading.document import HEADING, TEXT
from tests.audit.reading.made import HEADINGS, control, paragraph, passages, read, run, said, styled


@pytest.mark.parametrize(
    ("style", "level"),
    [
        ('<w:name w:val="heading 2"/>', 2),
        ('<w:name w:val="Überschrift 1"/>', 1),
        ('<w:name w:val="Anything"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>', 3),
        ('<w:name w:val="Anything"/><w:basedOn w:val="H1"/>', 1),
        ('<w:name w:val="Normal"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', 0),
    ],
)
def test_headings_are_known_by_name_level_or_base(tmp_path: Path, style: str, level: int) -> None:
    styles = HEADINGS + f'<w:style w:styleId="S">{style}</w:style>'
    document = read(tmp_path, styled("H2", "Above") + styled("S", "What it is") + paragraph("Words, 5."), styles)
    headings = {0: ("Above",), 1: ("What it is",), 2: ("What it is",), 3: ("What it is", "Above")}
    assert passages(document)[-1].headings == headings[level]


def test_libreoffice_names_of_headings_are_known(tmp_path: Path) -> None:
    document = read(tmp_path, styled("Heading_20_1", "Volume") + paragraph("Words."))
    assert passages(document)[-1].headings == ("Volume",)


def test_headings_pasted_from_markdown_are_known(tmp_path: Path) -> None:
    document = read(tmp_path, paragraph("# Complaints") + paragraph("## Volume in 12 areas") + paragraph("Words."))
    assert passages(document)[-1].headings == ("Volume in 12 areas", "Complaints")


def test_an_outline_level_may_stand_in_the_paragraph(tmp_path: Path) -> None:
    document = read(tmp_path, paragraph("Volume", properties='<w:outlineLvl w:val="0"/>') + paragraph("Words."))
    assert passages(document)[-1].headings == ("Volume",)


def test_few_bold_words_or_a_stage_alone_are_headings_and_numbers_are_not(tmp_path: Path) -> None:
    bold = [paragraph(run(words, "<w:b/>")) for words in ("Who complained", "371 complaints", "It is so.")]
    document = read(tmp_path, bold[0] + bold[1] + bold[2] + paragraph("Stage 2") + paragraph("Words."))
    kinds = [one.kind for one in passages(document)]
    assert kinds == [HEADING, TEXT, TEXT, HEADING, TEXT]


def test_the_title_is_what_the_cover_says_else_the_first_heading(tmp_path: Path) -> None:
    styles = HEADINGS + '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    styles += '<w:style w:styleId="ST"><w:name w:val="Subtitle"/></w:style>'
    body = styled("T", "Annual report") + styled("ST", "2023/24") + styled("H1", "Volume") + paragraph("Words.")
    document = read(tmp_path, body, styles)
    assert document.title == "Annual report: 2023/24"
    assert passages(document)[-1].headings == ("Volume", "Annual report: 2023/24")
    assert read(tmp_path, styled("H1", "Volume"), HEADINGS).title == "Volume"


def test_contents_are_not_read(tmp_path: Path) -> None:
    styles = HEADINGS + '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = (
        control("", paragraph("In a control 1"), gallery)
        + styled("TOC1", "By its style 2")
        + paragraph(begin, "In a field 3")
        + paragraph("that goes on 4", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + paragraph("Typed with dots ........ 5")
        + styled("H1", "Contents")
        + paragraph("Typed\t6")
        + styled("H1", "Volume")
        + paragraph("Complaints\t7")
    )
    assert said(read(tmp_path, body, styles)) == ["Contents", "Volume", "Complaints\t7"]
