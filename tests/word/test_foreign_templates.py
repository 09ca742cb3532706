"""The sample report in the Word templates of organisations that know nothing of ours."""

from dataclasses import replace
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from complaints_report.build import context_of, draw_charts
from complaints_report.colours import contrast
from complaints_report.errors import TemplateError
from complaints_report.package_data import package_file
from complaints_report.report.annual_report import to_document
from complaints_report.report.blocks import Cover, Document, ListItem, Text
from complaints_report.run import figures_for
from complaints_report.word.writer import write_report
from tests.audit.controls import held
from tests.conftest import SAMPLE, copy_of, some_of
from tests.docx_lint import lint
from tests.docx_text import NAMESPACES, to_text
from tests.word.foreign_templates import TEMPLATES, make

OURS = package_file("templates", "tlt.docx")
FORMATTING = ".//w:body//w:rPr/*[not(self::w:rStyle)] | .//w:body//w:jc | .//w:body//w:shd | .//w:body//w:ind"


@pytest.fixture(scope="module")
def document(sample, tmp_path_factory):
    figures = figures_for(sample, "2023/24")
    context = context_of(sample, figures)
    pictures = draw_charts(context.drawings, tmp_path_factory.mktemp("charts"))
    return to_document(context, package_file("templates", "sections"), pictures)


@pytest.fixture(scope="module")
def reports(document, tmp_path_factory):
    """For each template the report in it, and what was said."""
    folder = tmp_path_factory.mktemp("reports")
    return {
        name: (
            folder / f"report-{name}.docx",
            write_report(document, make(name, folder), folder / f"report-{name}.docx"),
        )
        for name in TEMPLATES
    }


@pytest.fixture(scope="module")
def ours(document, tmp_path_factory):
    """The lines of the report in our own template, but for its footer."""
    path = tmp_path_factory.mktemp("ours") / "ours.docx"
    write_report(document, OURS, path)
    return [line for line in to_text(path).splitlines() if not line.startswith("Footer: ")]


def parts(path):
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def find(path, where, part="word/document.xml"):
    return etree.fromstring(parts(path)[part]).xpath(where, namespaces=NAMESPACES)


def style_of(path, words):
    """The style of the first paragraph outside the contents list that begins with these words."""
    found = [p for p in docx.Document(str(path)).paragraphs if held.words(p._p).startswith(words)]
    return next(p.style for p in found if not p.style.name.lower().startswith("toc "))


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_words_are_those_of_our_own_template_and_nothing_is_amiss(name, reports, ours):
    path, _ = reports[name]
    kept = [line for line in to_text(path).splitlines() if not line.startswith("Footer: ")]
    assert [line for line in kept if not line.startswith("Header: ")] == ours[:-1]
    assert ours[-1] in kept
    assert lint(path) == []
    assert find(path, FORMATTING) == []


@pytest.mark.parametrize("name", some_of(TEMPLATES, "elsewhere"))
def test_the_same_template_gives_the_same_bytes(name, reports, document, tmp_path):
    write_report(document, make(name, tmp_path), tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == reports[name][0].read_bytes()


def test_styles_are_found_by_name_whatever_their_ids_are(reports):
    heading = style_of(reports["elsewhere"][0], "1. Executive Summary")
    assert (heading.style_id, str(heading.font.color.rgb)) == ("berschrift1", "7A1F5C")
    words = style_of(reports["elsewhere"][0], "Every local authority in England")
    assert (words.style_id, words.base_style.style_id, words.font.name) == ("BodyText", "Standard", None)
    assert (words.base_style.font.name, words.base_style.font.size.pt) == ("Georgia", 11)


def test_what_is_lent_takes_the_colour_of_their_headings_and_the_size_of_their_words(reports):
    path, _ = reports["elsewhere"]
    fills = find(path, "//w:style[w:name/@w:val='Report Table']//w:shd/@w:fill", "word/styles.xml")
    assert fills == ["7A1F5C", "E9EEF3"]
    assert docx.Document(str(path)).styles["Table Text"].font.size.pt == 9.5
    assert "12436D" not in parts(path)["word/styles.xml"].decode()


def test_the_logos_stay_on_the_first_page_and_on_the_others(reports):
    path, _ = reports["elsewhere"]
    page = docx.Document(str(path)).sections[0]
    assert page.different_first_page_header_footer
    for header, width in ((page.first_page_header, 6), (page.header, 3)):
        (shown,) = header._element.xpath(".//wp:docPr/@descr")
        assert shown == "Northmoor Council"
        assert int(header._element.xpath(".//wp:extent/@cx")[0]) == pytest.approx(width * 360000, abs=400)
        assert [p.text for p in header.paragraphs][1:] == [
            "Example Children's Trust: Annual Complaints Report 2023/24",
            "",
        ]


def test_headings_that_number_themselves_are_not_numbered_twice(reports):
    path, said = reports["numbered"]
    assert said[1].endswith(
        "the numbers of “Heading 1”, “Heading 2” and “Heading 3” were left out; the report writes its own."
    )
    heading = "//w:style[starts-with(w:name/@w:val, 'heading ')]/w:pPr/w:numPr/w:numId/@w:val"
    assert find(path, heading, "word/styles.xml") == ["0", "0", "0"]
    assert style_of(path, "1. Executive Summary").font.color.rgb is not None


def test_their_own_table_style_page_and_page_numbers_are_kept(reports):
    path, said = reports["numbered"]
    word = docx.Document(str(path))
    assert "Report Table" not in said[0]
    assert word.styles["Report Table"].base_style.name == "Council Grid"
    assert round(word.sections[0].page_width.inches, 1) == 8.5
    wide = (sum(int(one) for one in grid.xpath("./w:gridCol/@w:w")) for grid in word.element.xpath("//w:tblGrid"))
    assert max(wide) == pytest.approx(12240 - 1440, abs=2)
    assert [p.text for p in word.sections[0].footer.paragraphs] == ["Northmoor Borough - "]


def test_a_bare_template_gets_our_styles_in_its_own_font_and_our_lists(reports):
    path, said = reports["bare"]
    word = docx.Document(str(path))
    assert len(said) == 1
    assert said[0].startswith(
        f"{path.with_name('bare.docx')} lacks some styles that the report needs, so ours are used for them: “Body"
    )
    assert not find(path, "//w:style[not(@w:default)]//w:rFonts", "word/styles.xml")
    assert word.styles["Normal"].font.name == "Calibri"
    item = style_of(path, "The number of complaints at stage 1 was")
    number = item.element.xpath("string(./w:pPr/w:numPr/w:numId/@w:val)")
    kind = find(path, f"string(//w:num[@w:numId='{number}']/w:abstractNumId/@w:val)", "word/numbering.xml")
    where = f"//w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[1]/w:numFmt/@w:val"
    assert find(path, where, "word/numbering.xml") == ["bullet"]


def test_our_own_template_lacks_nothing(document, tmp_path):
    assert write_report(document, OURS, tmp_path / "ours.docx") == []


def small(*blocks):
    return Document("Report", "Author", "Subject", Cover("Trust", "Report", "Team", "Today", ()), blocks)


def test_a_style_of_another_kind_is_refused_by_name(tmp_path):
    word = TEMPLATES["bare"]()
    word.styles.add_style("Strong", 1)
    word.save(str(tmp_path / "own.docx"))
    with pytest.raises(TemplateError, match="“Strong” is a paragraph style, and the report needs a character style"):
        write_report(small(), tmp_path / "own.docx", tmp_path / "report.docx")


def test_a_list_style_that_numbers_nothing_gets_our_numbers(tmp_path):
    word = docx.Document(str(OURS))
    properties = word.styles["List Number"].element.pPr
    properties.remove(properties.numPr)
    word.save(str(tmp_path / "own.docx"))
    items = [ListItem((Text(words),), numbered=True, list_id=1) for words in ("one", "two")]
    said = write_report(small(*items), tmp_path / "own.docx", tmp_path / "report.docx")
    assert said == [f"{tmp_path / 'own.docx'}: our bullets and numbers were given to “List Number”, which had none."]
    assert "1. one\n2. two\n" in to_text(tmp_path / "report.docx")
    assert lint(tmp_path / "report.docx") == []


def test_an_id_that_another_style_has_is_not_taken_twice(tmp_path):
    word = TEMPLATES["bare"]()
    word.styles.add_style("Notice", 1).name = "Board of notices"
    word.save(str(tmp_path / "own.docx"))
    noticed = replace(small(), cover=replace(small().cover, notice="x"))
    write_report(noticed, tmp_path / "own.docx", tmp_path / "report.docx")
    assert style_of(tmp_path / "report.docx", "x").style_id == "Notice1"


def test_a_heading_too_pale_for_white_words_is_darkened_for_the_tables(tmp_path):
    word = TEMPLATES["elsewhere"]()
    word.styles["Heading 1"].font.color.rgb = docx.shared.RGBColor(0x28, 0xA1, 0x97)
    word.save(str(tmp_path / "own.docx"))
    write_report(small(), tmp_path / "own.docx", tmp_path / "report.docx")
    fills = find(tmp_path / "report.docx", "//w:style[w:name/@w:val='Report Table']//w:shd/@w:fill", "word/styles.xml")
    assert 4.5 <= contrast(fills[0]) < 5


def test_build_says_in_a_line_what_was_lent(tmp_path, command):
    make("bare", copy_of(SAMPLE, tmp_path))
    settings = tmp_path / "report.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[report]\n", '[report]\ntemplate = "bare.docx"\n'), encoding="utf-8")
    done = command("build", "-y", "2023/24", "-f", tmp_path)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "bare.docx lacks some styles that the report needs" in done.stderr
