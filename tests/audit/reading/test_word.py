from pathlib import Path
from zipfile import ZipFile

import pytest

from complaints_report.audit.reading import read_document
from complaints_report.audit.reading.document import BOX, CAPTION, HEADING, ITEM, MARGIN, NOTE, TEXT
from complaints_report.audit.reading.word import pieces_of
from tests.audit.reading.made import (
    cell,
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

HEADINGS = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
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


def test_deleted_rows_and_tables_are_gone(tmp_path: Path) -> None:
    rows = [row("Year", "Number"), row("2022/23", "12", properties="<w:del/>"), row("2023/24", "15")]
    document = read(tmp_path, table(*rows) + table(row("a", "1", properties="<w:del/>")) + paragraph("End."))
    assert [words_of(one) for one in grids(document)] == [[["Year", "Number"], ["2023/24", "15"]]]


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


def test_controls_around_tables_rows_and_cells_are_known(tmp_path: Path) -> None:
    rows = row("Year", "Number") + control("row", row("2022/23", "12")) + row("2023/24", control("cell", cell("15")))
    document = read(tmp_path, control("table", f"<w:tbl>{rows}</w:tbl>"))
    assert grids(document)[0].tag == "table"
    assert [(one.number.text, one.tag) for one in document.spots()] == [("12", "row"), ("15", "cell")]


def test_merged_cells_are_the_same_in_each_place(tmp_path: Path) -> None:
    across, starts, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    grid = grids(
        read(
            tmp_path,
            table(
                row(cell("Area", properties=starts), cell("2023/24", properties=across)),
                row(cell("", properties=goes_on), "Number", "%"),
                row("Families", "12", "40%"),
            ),
        )
    )[0]
    assert grid.rows[0][1] is grid.rows[0][2]
    assert grid.rows[0][0] is grid.rows[1][0]
    assert (grid.heads, grid.labels) == (2, 1)
    assert [grid.column_label(place) for place in (1, 2)] == ["2023/24 Number", "2023/24 %"]


def test_rows_may_begin_late_and_end_early(tmp_path: Path) -> None:
    before, after = '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="1"/>'
    rows = [row("Area", "2022/23", "2023/24"), row("5", "6", properties=before), row("East", "7", properties=after)]
    assert words_of(grids(read(tmp_path, table(*rows)))[0])[1:] == [["", "5", "6"], ["East", "7", ""]]


def test_a_table_within_a_table_comes_after_it(tmp_path: Path) -> None:
    inner = table(row("Stage", "n"), row("Stage 1", "5"))
    outer = table(row("Area", "Number"), row("East", cell("12", inner, "end")))
    assert [words_of(one)[1][1] for one in grids(read(tmp_path, outer))] == ["12\nend", "5"]


def test_a_table_that_only_sets_words_apart_is_boxes(tmp_path: Path) -> None:
    one = table(row(cell("Key points", "We had 371 complaints.", "Of these 45 were upheld.")))
    facts = table(
        row(cell("248", "Stage 1 complaints", "(last year 440)"), cell("43%", "upheld")),
        row(cell("71", "compliments"), cell("12", "of you said that it took us far too long to come back to you.")),
    )
    document = read(tmp_path, one + facts)
    assert not grids(document)
    leads = {box.words: box.lead for box in passages(document)}
    assert leads["We had 371 complaints."] == "Key points"
    assert leads["248"] == "Stage 1 complaints (last year 440)"
    assert leads["71"] == "compliments"
    assert leads["12"].startswith("of you said")


def test_a_page_set_in_one_cell_keeps_its_headings_and_tables(tmp_path: Path) -> None:
    inner = table(row("Stage", "n"), row("Stage 1", "5"))
    document = read(tmp_path, table(row(cell(styled("H1", "Volume"), "Words.", inner))), HEADINGS)
    assert passages(document)[-1].headings == ("Volume",)
    assert grids(document)[0].headings == ("Volume",)


@pytest.mark.parametrize(
    ("above", "below", "caption"),
    [
        ("Table 3: Complaints by area", "More.", "Complaints by area"),
        ("Words before it, which are many more than a caption ever has.", "Table 3 – By area", "By area"),
        ("We had 5. The areas were these:", "More.", "The areas were these:"),
        ("Complaints by area", "More.", "Complaints by area"),
        ("We had 371 of them", "More.", ""),
    ],
)
def test_a_caption_stands_above_or_below(tmp_path: Path, above: str, below: str, caption: str) -> None:
    grid = table(row("Area", "Number"), row("East", "12"))
    assert grids(read(tmp_path, paragraph(above) + grid + paragraph(below)))[0].caption == caption


def test_captions_below_each_of_two_tables_are_their_own(tmp_path: Path) -> None:
    grid = table(row("Area", "Number"), row("East", "12"))
    body = grid + paragraph("Table 1: First") + grid + paragraph("Table 2: Second")
    assert [one.caption for one in grids(read(tmp_path, body))] == ["First", "Second"]


def test_a_style_makes_a_caption(tmp_path: Path) -> None:
    styles = '<w:style w:styleId="C"><w:name w:val="caption"/></w:style>'
    document = read(tmp_path, styled("C", "All 5 areas") + table(row("Area", "n"), row("East", "12")), styles)
    assert passages(document)[0].kind == CAPTION
    assert grids(document)[0].caption == "All 5 areas"


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
