from pathlib import Path
from zipfile import ZipFile

import pytest

from complaints_report.audit.reading import read_document
from complaints_report.audit.reading.document import BOX, CAPTION, ITEM, MARGIN, NOTE, TEXT
from complaints_report.audit.reading.wordprocessing import pieces_of
from tests.audit.reading.made import (
    HEADINGS,
    control,
    docx,
    field,
    grids,
    paragraph,
    part,
    passages,
    read,
    row,
    run,
    said,
    styled,
    table,
    words_of,
)

LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'


def item(words: str, depth: int = 0) -> str:
    return paragraph(words, properties=LIST.format(depth))


def test_paragraphs_and_tables_come_in_their_order(tmp_path: Path) -> None:
    grid = table(row("Service", "2022/23", "2023/24"), row("Fostering", "12", "15"))
    document = read(tmp_path, paragraph("Before 1.") + grid + paragraph("After 2."))
    between = document.blocks[1]
    assert said(document) == ["Before 1.", "After 2."]
    assert between is grids(document)[0]
    assert [(one.number.text, one.told) for one in document.spots()][1] == ("12", "Fostering, 2022/23")


def test_numbers_know_their_place_in_the_paragraph(tmp_path: Path) -> None:
    document = read(tmp_path, paragraph("  We had ", run("3", "<w:b/>"), run("71 complaints. Last year 353.")))
    places = [one.place for one in document.spots()]
    words = "".join(one.words for one in pieces_of(places[0].node, document.package))
    assert [words[one.begins : one.ends] for one in places] == ["371", "353"]


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (run("kept ") + f'<w:del w:id="1">{run("gone ")}</w:del>' + run("too"), "kept too"),
        (f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run('moved here')}</w:moveTo>", "moved here"),
        (f"<w:ins>{run('new')}</w:ins><w:r><w:delText>old</w:delText></w:r>", "new"),
        (run("seen") + run(" hidden", "<w:vanish/>"), "seen"),
        (run("seen") + run(" too", '<w:vanish w:val="0"/>'), "seen too"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("<w:r><w:t>20</w:t><w:noBreakHyphen/><w:t>day re</w:t><w:softHyphen/><w:t>ply</w:t></w:r>", "20-day reply"),
        (f"<w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby>", "base"),
        (f'<w:smartTag>{run("clever")}</w:smartTag><w:hyperlink r:id="x">{run(" link")}</w:hyperlink>', "clever link"),
        (f"<w:customXml>{run('custom')}</w:customXml>", "custom"),
        (control("a", control("b", run("nested"))), "nested"),
        (run("We had ") + control("a", run("click here"), "<w:showingPlcHdr/>") + run("many."), "We had many."),
        (run("371") + run("2", '<w:vertAlign w:val="superscript"/>') + run(" complaints"), "371 complaints"),
        (run("1") + run("st", '<w:vertAlign w:val="superscript"/>') + run(" of 3"), "1st of 3"),
        ('<w:r><w:sym w:font="Symbol" w:char="F02D"/><w:t>12</w:t></w:r>', "−12"),
        (run("As in ") + field("REF _Ref1 \\h", "Table 3") + run("."), "As in Table 3."),
        (run("Page ") + field("PAGE", "7") + run(" of ") + field("NUMPAGES \\* MERGEFORMAT", "31"), "Page  of "),
        (run("Table ") + f'<w:fldSimple w:instr=" SEQ Table ">{run("4")}</w:fldSimple>' + run(": All"), "Table 4: All"),
        (field("IF 1 = 1 " + "</w:instrText></w:r>" + run("not shown") + "<w:r><w:instrText>", "shown"), "shown"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("a field without an end"), "a field without an end"),
    ],
)
def test_words_are_what_a_reader_sees(tmp_path: Path, inside: str, words: str) -> None:
    assert said(read(tmp_path, f"<w:p>{inside}</w:p>")) == [words.strip()]


def test_letters_hidden_by_a_style_are_not_read(tmp_path: Path) -> None:
    styles = '<w:style w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    based = '<w:style w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Secret"/></w:style>'
    body = paragraph("Seen 5.", run(" Not 6.", '<w:rStyle w:val="Sub"/>')) + styled("Secret", "Nor 7.")
    assert said(read(tmp_path, body, styles + based)) == ["Seen 5."]


def test_a_paragraph_whose_end_was_deleted_runs_on(tmp_path: Path) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    document = read(tmp_path, paragraph("We had 371 ", properties=gone) + paragraph("complaints, not 353."))
    assert said(document) == ["We had 371 complaints, not 353."]
    first, second = (one.place for one in document.spots())
    assert first.node is not second.node
    assert second.begins == len("complaints, not ")


BOXED = f"<w:txbxContent>{paragraph('In a box: 17.')}</w:txbxContent>"
DRAWN = f"<w:drawing><wps:txbx>{BOXED}</wps:txbx></w:drawing>"
OLD = f"<w:pict><v:shape><v:textbox>{BOXED}</v:textbox></v:shape></w:pict>"


@pytest.mark.parametrize(
    "inside",
    [
        f"<mc:AlternateContent><mc:Choice>{DRAWN}</mc:Choice><mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent>",
        f"<mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent>",
        DRAWN,
        OLD,
    ],
)
def test_a_box_is_read_once_as_a_passage_of_its_own(tmp_path: Path, inside: str) -> None:
    document = read(tmp_path, paragraph("Before ", f"<w:r>{inside}</w:r>", "after.") + paragraph("Next."))
    assert [(one.kind, one.words) for one in passages(document)] == [
        (TEXT, "Before after."),
        (BOX, "In a box: 17."),
        (TEXT, "Next."),
    ]


def test_a_box_may_hold_a_table(tmp_path: Path) -> None:
    inner = table(row("Stage", "Number"), row("Stage 1", "371"))
    box = f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"
    assert words_of(grids(read(tmp_path, paragraph(box)))[0])[1] == ["Stage 1", "371"]


def test_notes_stand_under_the_headings_of_their_references(tmp_path: Path) -> None:
    body = styled("H1", "Volume") + paragraph("Many.", '<w:r><w:footnoteReference w:id="4"/></w:r>')
    body += f'<w:p><w:del><w:r><w:footnoteReference w:id="5"/></w:r></w:del>{run("More.")}</w:p>'
    notes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>' + "".join(
        f'<w:footnote w:id="{place}">{paragraph(f"Note of {place} cases.")}</w:footnote>' for place in (4, 5)
    )
    document = read(tmp_path, body, HEADINGS, {"any name.xml": ("footnotes", part("footnotes", notes))})
    last = passages(document)[-1]
    assert (last.kind, last.words, last.heading) == (NOTE, "Note of 4 cases.", "Volume")


def test_headers_and_footers_are_read_once_each(tmp_path: Path) -> None:
    refers = '<w:headerReference w:type="{}" r:id="rId{}"/>'
    each = "".join(refers.format(kind, place) for kind, place in (("default", 2), ("first", 3), ("even", 2)))
    body = paragraph("Body.") + f"<w:sectPr>{each}<w:footerReference r:id='rId4'/></w:sectPr>"
    heads = {f"{name}.xml": ("header", part("hdr", paragraph(f"Of {name}: 5."))) for name in ("all", "first", "unused")}
    parts = {"all.xml": heads["all.xml"], "first.xml": heads["first.xml"]}
    parts["foot.xml"] = ("footer", part("ftr", paragraph("Page ", field("PAGE", "9"))))
    document = read(tmp_path, body, "", {**parts, "unused.xml": heads["unused.xml"]})
    margins = [one.words for one in passages(document) if one.kind == MARGIN]
    assert margins == ["Of all: 5.", "Of first: 5.", "Page"]


def test_items_hang_on_the_words_above_their_list(tmp_path: Path) -> None:
    body = paragraph("It was busy. Of the 94 complaints:") + item("24 were upheld:") + item("4 late", 1)
    body += item("12 were not") + paragraph("- 3 open") + styled("H1", "Next") + item("5 more")
    leads = [(one.words, one.lead) for one in passages(read(tmp_path, body, HEADINGS)) if one.kind == ITEM]
    assert leads == [
        ("24 were upheld:", "Of the 94 complaints:"),
        ("4 late", "Of the 94 complaints: 24 were upheld:"),
        ("12 were not", "Of the 94 complaints:"),
        ("3 open", "Of the 94 complaints:"),
        ("5 more", ""),
    ]


def test_a_style_may_nest_items(tmp_path: Path) -> None:
    number = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    styles = f'<w:style w:styleId="B"><w:name w:val="List Bullet"/>{number}</w:style>'
    styles += f'<w:style w:styleId="B2"><w:name w:val="List Bullet 2"/>{number}</w:style>'
    document = read(tmp_path, styled("B", "Of 24:") + styled("B2", "4 late") + styled("B", "12 not"), styles)
    assert [one.lead for one in passages(document)] == ["", "Of 24:", ""]


def test_headers_that_say_the_same_are_read_once(tmp_path: Path) -> None:
    body = paragraph("Body.") + "<w:sectPr><w:headerReference r:id='rId2'/><w:headerReference r:id='rId3'/></w:sectPr>"
    parts = {f"{place}.xml": ("header", part("hdr", paragraph("Report, 5 pages"))) for place in "ab"}
    assert said(read(tmp_path, body, "", parts)) == ["Body.", "Report, 5 pages"]


def test_a_style_may_make_items_and_number_none_unmakes_them(tmp_path: Path) -> None:
    number = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    styles = f'<w:style w:styleId="B"><w:name w:val="List Bullet"/>{number}</w:style>'
    none = '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    document = read(tmp_path, styled("B", "An item") + paragraph("None", properties=none), styles)
    assert [one.kind for one in passages(document)] == [ITEM, TEXT]


def test_controls_stand_in_their_sentences(tmp_path: Path) -> None:
    body = paragraph("One. We had ", control("total", run("371")), " and ", control("year", run("353")), ".")
    document = read(tmp_path, body + control("whole", paragraph("All 5 of 6.")))
    assert [(one.number.text, one.tag) for one in document.spots() if one.number.text != "One"] == [
        ("371", "total"),
        ("353", "year"),
        ("5", "whole"),
        ("6", "whole"),
    ]
    second = passages(document)[0].sentences[1]
    assert [second.words[one.begins : one.ends] for one in second.controls] == ["371", "353"]


def test_a_paragraph_that_only_asks_for_words_is_not_read(tmp_path: Path) -> None:
    asks = control("a", paragraph("Click to type 5."), "<w:showingPlcHdr/>")
    assert said(read(tmp_path, asks + paragraph("Words."))) == ["Words."]


def test_parts_are_found_by_their_relationships_and_strict_files_read(tmp_path: Path) -> None:
    made = docx(tmp_path / "a.docx", styled("H1", "Volume") + paragraph("Words, 5."), HEADINGS)
    strict = tmp_path / "strict.docx"
    with ZipFile(made) as old, ZipFile(strict, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for transitional, purl in (
                ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "wordprocessingml/main"),
                ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "officeDocument/relationships"),
            ):
                content = content.replace(transitional, f"http://purl.oclc.org/ooxml/{purl}")
            other = name.replace("word/", "elsewhere/").replace("document.xml", "Main One.xml")
            new.writestr(other, content.replace("word/document.xml", "/elsewhere/Main One.xml"))
    document = read_document(strict)
    assert passages(document)[-1].headings == ("Volume",)
    package = document.package
    assert package.main == "elsewhere/Main One.xml"
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in package.to_bytes(package.main)


def test_a_file_that_libreoffice_wrote_is_read_like_any_other() -> None:
    document = read_document(Path(__file__).parents[1] / "files/libreoffice.docx")
    assert [(one.kind, one.words, one.lead) for one in passages(document)[2:]] == [
        (TEXT, "We received 371 complaints. Of these:", ""),
        (ITEM, "45 were upheld", "Of these:"),
        (ITEM, "4 of them late", "Of these: 45 were upheld"),
        (ITEM, "150 were not", "Of these:"),
        (CAPTION, "Table 1: Complaints by stage", ""),
        (TEXT, "After it 12 more.", ""),
        (BOX, "In a box: 82 compliments.", ""),
        (MARGIN, "Annual report of 9 services", ""),
    ]
    (grid,) = grids(document)
    assert (document.title, grid.caption, grid.heads) == ("Complaints in 2023/24", "Complaints by stage", 2)
    assert grid.column_label(2) == "Complaints 2023/24"
