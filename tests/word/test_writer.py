import re
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from complaints_report.errors import TemplateError
from complaints_report.package_data import package_file
from complaints_report.report.blocks import (
    Cover,
    Document,
    Heading,
    ListItem,
    Note,
    Paragraph,
    Picture,
    PictureFile,
    Reference,
    Table,
    Text,
)
from complaints_report.word.ooxml import to_address
from complaints_report.word.table_writer import table_width, widths
from complaints_report.word.writer import write_report
from tests.docx_lint import lint
from tests.docx_text import NAMESPACES, to_text

TEMPLATE = package_file("templates", "tlt.docx")
COVER = Cover(
    "Example Trust",
    "Complaints 2023/24",
    "Leadership Team",
    "18 June 2024",
    (("Title of report", "Complaints"), ("Finance", "No")),
)


def said(*words):
    return tuple(Text(word) for word in words)


def table(name="outcomes", rows=2, total=True, charts=()):
    body = tuple((said(f"area {n}"), said(f"{n:,}")) for n in range(rows))
    return Table(name, said(f"The {name}"), (said("Area"), said("Complaints")), body, (False, True), total, charts)


@pytest.fixture
def chart(tmp_path):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    png = chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    (tmp_path / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n" + png)
    (tmp_path / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    return PictureFile(tmp_path / "dot.png", tmp_path / "dot.svg", "Complaints “fell” <by> 5 & rose", 16, 8)


@pytest.fixture
def everything(chart):
    note = Note((*said("Two are left out; see "), Reference("outcomes")))
    blocks = (
        Heading(1, "1. Summary"),
        Paragraph((*said("See "), Reference("volumes"), *said(" and "), Reference("outcomes"), note)),
        ListItem(said("received")),
        ListItem(said("at stage 1"), depth=1),
        ListItem(said("first"), numbered=True, list_id=1),
        ListItem(said("second"), numbered=True, list_id=1),
        ListItem(said("first again"), numbered=True, list_id=2),
        Heading(2, "Volume: overall"),
        Picture("themes", (Text("Themes"),)),
        Picture("volumes", (Text("Volumes"),)),
        Heading(3, "In detail"),
        Paragraph((Text("Ombudsman", href="https://www.lgo.org.uk/"), Text("bold", bold=True))),
        Paragraph(said("Thank you"), quoted=True),
        table(),
        Heading(1, "2. Appendix"),
        Paragraph((*said("Another"), Note(said("The second note.")))),
        table("services", rows=12, total=False),
    )
    cover = replace(COVER, notice="Sample data")
    return Document("Report 2023/24", "A Manager", "Complaints", cover, blocks, {"themes": chart, "volumes": chart})


@pytest.fixture
def written(tmp_path):
    def write(document, template=TEMPLATE, name="report.docx"):
        write_report(document, template, tmp_path / name)
        return tmp_path / name

    return write


def of(*blocks, **others):
    return Document("Report", "Author", "Subject", COVER, blocks, **others)


def part(path, name="word/document.xml"):
    with ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def find(root, path):
    return root.xpath(path, namespaces=NAMESPACES)


def lines(path):
    return to_text(path).splitlines()


def test_the_whole_document_reads_in_order(everything, written):
    assert lines(written(everything)) == [
        "Subtitle: Example Trust",
        "Title: Complaints 2023/24",
        "Subtitle: Leadership Team / 18 June 2024",
        "Notice: Sample data",
        "| Title of report | Complaints |",
        "| Finance | No |",
        "TOC Heading: Contents",
        "Toc 1: 1. Summary",
        "Toc 2: Volume: overall",
        "Toc 1: 2. Appendix",
        "Heading 1: 1. Summary",
        "See Figure 2 and Table 1[^1]",
        "- received",
        "  - at stage 1",
        "1. first",
        "2. second",
        "1. first again",
        "Heading 2: Volume: overall",
        "[picture themes: Complaints “fell” <by> 5 & rose]",
        "Figure 1: Themes",
        "[picture volumes: Complaints “fell” <by> 5 & rose]",
        "Figure 2: Volumes",
        "Heading 3: In detail",
        "Ombudsmanbold",
        "Quote: Thank you",
        "Table 1: The outcomes",
        "| Area | Complaints |",
        "| area 0 | 0 |",
        "| area 1 | 1 |",
        "Heading 1: 2. Appendix",
        "Another[^2]",
        "Table 2: The services",
        "| Area | Complaints |",
        *(f"| area {n} | {n} |" for n in range(12)),
        "[^1]: Two are left out; see Table 1",
        "[^2]: The second note.",
        "Header: Report 2023/24",
        "Footer: Page 1 of 1",
    ]


def test_nothing_in_the_file_is_amiss(everything, written):
    assert lint(written(everything)) == []


def test_the_lint_finds_what_is_amiss(everything, written, tmp_path):
    spoilt = docx.Document(str(written(everything)))
    body = spoilt.element.body
    for gone in body.xpath("(.//w:tc/w:p)[1] | (.//w:fldChar[@w:fldCharType='end'])[1]"):
        gone.getparent().remove(gone)
    body.xpath(".//w:bookmarkStart")[0].set(f"{{{NAMESPACES['w']}}}name", "_Ref000001013")
    spoilt.styles.element.remove(spoilt.styles["Quote"].element)
    spoilt.save(str(tmp_path / "spoilt.docx"))
    assert lint(tmp_path / "spoilt.docx") == [
        "word/document.xml: a field has no end",
        "word/document.xml: a cell has no paragraph",
        "the style Quote is not defined",
        "the bookmark _Ref000001013 is there 2 times",
        "nothing is bookmarked _Toc000001000",
    ]


def test_the_contents_list_is_the_headings_and_each_entry_goes_to_its_own(everything, written):
    root = part(written(everything))
    entries = {
        link.get(f"{{{NAMESPACES['w']}}}anchor"): "".join(link.itertext())
        for link in find(root, ".//w:hyperlink[@w:anchor]")
    }
    headings = {
        find(p, "string(./w:bookmarkStart/@w:name)"): "".join(find(p, ".//w:t/text()"))
        for p in find(root, ".//w:p[w:pPr/w:pStyle[@w:val='Heading1' or @w:val='Heading2']]")
    }
    assert list(entries.items()) == list(headings.items())
    assert len(entries) == 3
    assert "TOC" in "".join(find(root, ".//w:instrText/text()"))


def test_word_asks_no_question_on_opening(everything, written):
    path = written(everything)
    assert not find(part(path, "word/settings.xml"), "./w:updateFields")
    assert not find(part(path), ".//@w:dirty")


def test_references_go_to_a_bookmark_round_the_label_alone(everything, written):
    root = part(written(everything))
    wanted = re.findall(r"REF (\S+) ", "".join(find(root, ".//w:instrText/text()")))
    labels = [
        "".join(find(root, f".//w:bookmarkStart[@w:name='{name}']/following-sibling::*[position()<3]//w:t/text()"))
        for name in wanted
    ]
    assert labels == ["Figure 2", "Table 1"]


def test_every_page_of_a_draft_says_so(everything, written):
    path = written(replace(everything, draft="DRAFT: 3 rows are left out"))
    assert lines(path)[-3:-1] == ["Header: Report 2023/24", "Header: DRAFT: 3 rows are left out"]


def test_a_draft_says_so_on_first_and_even_pages_that_have_headers_of_their_own(tmp_path, written):
    own = docx.Document(str(TEMPLATE))
    own.sections[0].different_first_page_header_footer = True
    own.settings.odd_and_even_pages_header_footer = True
    own.sections[0].header.paragraphs[0].text = "Our crest"
    own.save(str(tmp_path / "own.docx"))
    path = written(of(Paragraph(said("words")), draft="DRAFT"), tmp_path / "own.docx")
    assert lines(path).count("Header: DRAFT") == 3
    assert lines(path).count("Footer: Page 1 of 1") == 3
    assert "Header: Our crest" in lines(path)
    assert lint(path) == []


def test_header_rows_repeat_and_rows_do_not_split(everything, written):
    tables = find(part(written(everything)), ".//w:tbl")
    assert find(tables.pop(0), "string(./w:tr[1]/w:trPr/w:tblHeader/@w:val | ./w:tblPr/w:tblLook/@w:firstRow)") == "1"
    for shown in tables:
        assert [bool(find(row, "./w:trPr/w:tblHeader")) for row in find(shown, "./w:tr")][:2] == [True, False]
        assert all(find(row, "./w:trPr/w:cantSplit") for row in find(shown, "./w:tr"))
        assert find(shown, "string(./w:tblPr/w:tblLook/@w:firstRow)") == "1"
        assert find(shown, "string(./w:tblPr/w:tblLook/@w:firstColumn)") == "1"
    assert [find(shown, "string(./w:tblPr/w:tblLook/@w:lastRow)") for shown in tables] == ["1", "0"]


def test_a_chart_and_the_table_of_its_numbers_tell_of_each_other(chart, written):
    numbers = table("by-year", rows=1, charts=("ratios", "volumes"))
    blocks = (Picture("volumes", (Text("Volumes"),)), Heading(1, "Appendix E: The numbers"), table(), numbers)
    root = part(written(of(*blocks, pictures={"volumes": replace(chart, alt="It fell.")})))
    assert find(root, "string(.//wp:docPr/@descr)") == "It fell. The numbers are in Table 2, Appendix E."
    assert find(root, ".//w:tblDescription/@w:val")[1:] == [
        "2 rows below the headings: Area; Complaints. The last row is the total.",
        "1 row below the headings: Area; Complaints. The last row is the total. These are the numbers behind Figure 1.",
    ]


def test_a_small_table_stays_whole_and_a_long_one_keeps_its_ends(everything, written):
    small, long = find(part(written(everything)), ".//w:tbl")[1:]
    kept = [[bool(find(row, ".//w:keepNext")) for row in find(shown, "./w:tr")] for shown in (small, long)]
    assert kept == [[True, True, False], [True, True] + [False] * 8 + [True, True, False]]


def test_numbers_stand_to_the_right_by_their_style(everything, written):
    shown = find(part(written(everything)), ".//w:tbl")[1]
    styles = [find(row, ".//w:pStyle/@w:val") for row in find(shown, "./w:tr")]
    assert styles == [["TableText", "TableNumber"]] * 3
    assert not find(part(written(everything)), ".//w:jc | .//w:b | .//w:i | .//w:sz | .//w:color | .//w:shd")


def test_columns_fill_the_page_and_long_words_have_room():
    columns = widths([["Area", "Within 20 working days"], ["Children in care and leaving care", "5"]], 9000)
    assert sum(columns) == 9000
    assert columns[0] > 2 * columns[1]


def test_a_cell_of_many_short_lines_takes_no_more_room_than_its_longest():
    short = widths([["Area", "Year"], ["Some words that go on for a while", "a b c d"]], 9000)
    many = widths([["Area", "Year"], ["Some words that go on for a while", "a b c d\na b c d\na b c d"]], 9000)
    assert many == short


def test_the_file_says_its_title_author_subject_and_language(everything, written):
    path = written(everything)
    told = docx.Document(str(path)).core_properties
    assert (told.title, told.author, told.subject) == ("Report 2023/24", "A Manager", "Complaints")
    assert (told.language, told.last_modified_by, told.revision) == ("en-GB", "A Manager", 1)
    assert find(part(path, "word/styles.xml"), "./w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_the_page_is_a4(written):
    page = docx.Document(str(written(of()))).sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)


def test_the_same_document_gives_the_same_bytes(everything, written):
    assert written(everything, name="a.docx").read_bytes() == written(everything, name="b.docx").read_bytes()


def test_parts_are_in_order_with_no_date_of_their_own(everything, written):
    with ZipFile(written(everything)) as package:
        names = package.namelist()
        dates = {entry.date_time for entry in package.infolist()}
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_each_chart_has_a_png_and_an_svg(everything, written):
    root = part(written(everything))
    assert len(find(root, ".//*[local-name()='svgBlip']")) == 2
    assert len(find(root, ".//*[local-name()='blip']")) == 2
    with ZipFile(written(everything)) as package:
        assert sum(name.endswith(".svg") for name in package.namelist()) == 2


def test_a_chart_is_made_no_wider_than_the_text(chart, written):
    wide = replace(chart, width_cm=32, height_cm=16)
    root = part(written(of(Picture("a", (Text("A"),)), pictures={"a": wide})))
    width, height = (int(find(root, f"string(.//wp:extent/@{side})")) for side in ("cx", "cy"))
    assert width / 360000 == pytest.approx(16.4, abs=0.05)
    assert width == pytest.approx(2 * height, abs=2)


def test_a_chart_is_made_no_taller_than_a_low_page_with_its_caption(chart, written, tmp_path):
    own = docx.Document(str(TEMPLATE))
    page = own.sections[0]
    page.page_width, page.page_height = page.page_height, page.page_width
    own.save(str(tmp_path / "own.docx"))
    path = written(of(Picture("a", (Text("A"),)), pictures={"a": replace(chart, height_cm=21)}), tmp_path / "own.docx")
    width, height = (int(find(part(path), f"string(.//wp:extent/@{side})")) for side in ("cx", "cy"))
    assert height / 360000 == pytest.approx(21 - 4.3 - 3, abs=0.05)
    assert width / height == pytest.approx(16 / 21, abs=0.001)


@pytest.mark.parametrize(
    "odd", ["<b>&amp;{{x}}</b>", "emoji 🎉", "*stars* _and_ [a](b)", "{% raw %}", "]]>", "  kept  "]
)
def test_words_print_as_they_stand(odd, written):
    blocks = (Heading(1, odd), Paragraph(said(odd)), replace(table(), rows=((said(odd), said(odd)),), words=said(odd)))
    path = written(of(*blocks))
    assert f"Heading 1: {odd}" in lines(path)
    assert odd in lines(path)
    assert f"| {odd} | {odd} |" in lines(path)
    assert f"Table 1: {odd}" in lines(path)


def test_control_characters_are_dropped_and_newlines_break_the_line(written):
    path = written(of(Paragraph(said("a\x00\x01\x0b\x1fb\ud800\uffff\r\nc\td")), draft="\x02draft"))
    assert "ab / c\td" in lines(path)
    assert "Header: draft" in lines(path)


def test_words_that_print_nothing_leave_no_paragraph(written):
    assert lint(written(of(Paragraph(()), Paragraph(said("\x01")), ListItem(()), Paragraph(said("x"))))) == []


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://www.lgo.org.uk/a b?x=1&y=2", "https://www.lgo.org.uk/a%20b?x=1&y=2"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("javascript:alert(1)", ""),
        ("#section", ""),
        ("http://[x", ""),
        ("http://a:b/", ""),
        ("http://a b/", ""),
        ("https://", ""),
    ],
)
def test_only_links_that_word_can_open_are_links(href, address):
    assert to_address(href) == address


def test_links_go_out_of_the_text_and_of_a_note(written):
    link = Text("here", href="https://example.org/")
    path = written(of(Paragraph((link, Note((link,))))))
    for name in ("document", "footnotes"):
        links = part(path, f"word/_rels/{name}.xml.rels")
        assert "https://example.org/" in [link.get("Target") for link in links]
    assert lint(path) == []


def test_a_document_with_no_blocks_is_its_cover(written):
    path = written(of())
    assert "TOC Heading: Contents" not in lines(path)
    assert lint(path) == []


def test_the_first_section_and_the_first_appendix_begin_a_page_and_no_other(everything, written):
    assert len(find(part(written(everything)), ".//w:pageBreakBefore")) == 1
    headings = [Heading(1, text) for text in ("1. Summary", "2. Volume", "Appendix A: Services", "Appendix B: Reasons")]
    found = find(part(written(of(*headings))), ".//w:p[.//w:pageBreakBefore]")
    assert ["".join(find(one, ".//w:t/text()")) for one in found] == ["1. Summary", "Appendix A: Services"]


def test_a_table_takes_no_more_of_the_page_than_its_words_would_like():
    narrow, wide = [["Service", "Stage 1"], ["South", "46"]], [["Service", "Stage 1"], ["A long name " * 8, "46"]]
    assert [table_width(texts, 9000) for texts in (narrow, wide)] == [4500, 9000]
    assert widths(narrow, 4500)[1] > 120 * len("Stage 1")


def test_numbers_with_their_base_have_room_on_one_line():
    long = "Of those extended, within the limit that then applied to them and to no other"
    columns = widths([["Measure", "Statutory"], [long, "36.8% (78 of 212)"], [long, "9.1% (4 of 44)"]], 4000)
    assert columns[1] > 210 * 8
    assert columns[0] > columns[1] / 2


def test_of_two_columns_the_one_that_saves_more_lines_gets_the_room():
    rows = [["Few words", "A sentence of a good many words that takes lines"] for _ in range(9)]
    columns = widths([["A", "B"], *rows], 6000)
    assert columns[1] > 2 * columns[0]


def test_a_caption_says_figures_within_controls(written):
    words = (Text("Delay: "), Text("58", expression='figure("issues", stage=1)'), Text(" issues"))
    shown = part(written(of(replace(table(), words=words))))
    caption, controlled = find(shown, ".//w:p[w:pPr/w:pStyle/@w:val='Caption']")[0], ".//w:sdtContent//w:t/text()"
    assert find(caption, controlled) == ["58"]


def refusal(document, tmp_path, template=TEMPLATE):
    with pytest.raises(TemplateError) as stopped:
        write_report(document, template, tmp_path / "refused.docx")
    assert "\n" not in str(stopped.value)
    return str(stopped.value)


def test_a_reference_to_nothing_is_refused_by_name(tmp_path):
    assert "“volumez”" in refusal(of(Paragraph((Reference("volumez"),))), tmp_path)


def test_a_chart_that_was_not_drawn_is_refused_by_name(tmp_path):
    assert "“volumes”" in refusal(of(Picture("volumes", (Text("Volumes"),))), tmp_path)


def test_two_captions_of_one_name_are_refused(tmp_path):
    assert "“outcomes”" in refusal(of(table(), table()), tmp_path)


def test_a_footnote_in_a_footnote_is_refused(tmp_path):
    assert "inside another" in refusal(of(Paragraph((*said("x"), Note((Note(said("y")),))))), tmp_path)


@pytest.mark.parametrize("empty", [(), said(""), said(" \n"), said("\x01"), (Note(said("only a note")),)])
def test_an_empty_cell_is_refused_with_its_place(empty, tmp_path):
    holed = replace(table(), rows=((said("a"), said("1")), (said("b"), empty)))
    assert "“The outcomes” has an empty cell in row 2, column 2" in refusal(of(holed), tmp_path)


def test_a_row_with_a_cell_too_few_is_refused(tmp_path):
    assert "1 cells in row 1" in refusal(of(replace(table(), rows=((said("a"),),))), tmp_path)


def test_an_empty_cell_on_the_cover_is_refused(tmp_path):
    bare = replace(of(), cover=replace(COVER, rows=(("Finance", ""),)))
    assert "“Finance”" in refusal(bare, tmp_path)


def test_a_template_that_is_no_word_file_is_refused(tmp_path):
    for name, blob in (("a.docx", b"words"), ("b.docx", b"PK\x05\x06" + bytes(18))):
        (tmp_path / name).write_bytes(blob)
        assert f"{name}: the Word template is not a Word document" in refusal(of(), tmp_path, tmp_path / name)
    assert "is not there" in refusal(of(), tmp_path, tmp_path / "none.docx")


def test_a_template_of_another_kind_is_refused(tmp_path):
    with ZipFile(TEMPLATE) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    kind = "[Content_Types].xml"
    parts[kind] = parts[kind].replace(b"document.main", b"template.main")
    with ZipFile(tmp_path / "own.dotx", "w") as package:
        for name, blob in parts.items():
            package.writestr(name, blob)
    assert "not a Word document (.docx)" in refusal(of(), tmp_path, tmp_path / "own.dotx")


def test_a_style_that_is_nowhere_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("complaints_report.word.writer.QUOTATION", "Quotation")
    assert "“Quotation”" in refusal(of(Paragraph(said("x"), quoted=True)), tmp_path)


def test_a_report_can_itself_be_the_template(everything, written):
    first = written(everything, name="first.docx")
    second = written(everything, template=first, name="second.docx")
    assert lint(second) == []
    assert lines(second).count("Footer: Page 1 of 1") == 1


def test_the_template_is_what_its_script_makes(tmp_path):
    script: dict[str, object] = {"__name__": "make_tlt"}
    source = Path(TEMPLATE).with_name("make_tlt.py")
    exec(compile(source.read_text(encoding="utf-8"), str(source), "exec"), script)
    with ZipFile(TEMPLATE) as package:
        assert {name: package.read(name) for name in package.namelist()} == script["template"]()


def test_nothing_a_template_said_is_left_in_the_report(everything, written, tmp_path):
    own = docx.Document(str(written(everything, name="last-year.docx")))
    own.add_comment(own.paragraphs[0].runs, "Is this right?", "A Person")
    own.save(str(tmp_path / "own.docx"))
    with ZipFile(written(of(Paragraph(said("x"))), template=tmp_path / "own.docx")) as package:
        names = package.namelist()
        notes = package.read("word/footnotes.xml").decode()
    assert not [name for name in names if "comments" in name or "media" in name]
    assert "second note" not in notes
