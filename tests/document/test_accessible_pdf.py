"""The reports as PDF: `build --pdf` and the public's edition, as a screen reader has them, and the same bytes twice."""

import json
import re
import time
from dataclasses import replace

import pikepdf
import pytest

from complaints_report.build import build_report, context_of, draw_charts, template_path
from complaints_report.errors import CommandError
from complaints_report.metrics.public import public
from complaints_report.own_content import SECTIONS
from complaints_report.publish import publish
from complaints_report.report.annual_report import to_document
from complaints_report.report.blocks import Heading, Picture, Table
from complaints_report.run import figures_for, open_folder
from complaints_report.word import accessible_pdf
from complaints_report.word.accessible_pdf import write_pdf, write_public_pdf
from complaints_report.word.libreoffice import PLAIN, find_libreoffice
from tests.awkward import awkward
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.document.outside_tools import ran, to_pdf
from tests.document.tagged_pdf import TaggedPdf
from tests.docx_text import to_text

pytestmark = pytest.mark.document


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory):
    return copy_of(SAMPLE, tmp_path_factory.mktemp("pdf") / "sample")


@pytest.fixture(scope="module")
def boards(sample_folder):
    """The folder of the year's output, with the report as PDF beside the Word file."""
    report = build_report(open_folder(sample_folder, TODAY), "2023/24", draft=False, force=False, pdf=True)
    return report.parent


@pytest.fixture(scope="module")
def document(sample_folder, tmp_path_factory):
    """The sample's blocks over the figures that the public may see, and the template."""
    run = open_folder(sample_folder, TODAY)
    context = context_of(run, public(figures_for(run, "2023/24"), run.settings.publish))
    pictures = draw_charts(context.drawings, tmp_path_factory.mktemp("charts"))
    return to_document(context, SECTIONS, pictures), template_path(run)


@pytest.fixture(scope="module")
def publics(document, tmp_path_factory):
    said: list[str] = []
    path = tmp_path_factory.mktemp("public") / "report-2023-24.pdf"
    made_with = write_public_pdf(*document, path, said.append)
    assert made_with.startswith("LibreOffice")
    assert said == []
    return path


@pytest.fixture(params=["boards", "publics"])
def path(request):
    made = request.getfixturevalue(request.param)
    return made / "report-2023-24.pdf" if request.param == "boards" else made


def test_it_tells_its_language_its_title_and_that_it_is_tagged(path):
    assert TaggedPdf(path).told == {
        "language": "en-GB",
        "title": "Example Children's Trust: Annual Complaints Report 2023/24",
        "shows its title": True,
        "tagged": True,
        "says it is PDF/UA": "1",
    }


def test_its_tags_are_the_blocks_in_their_order(path, document):
    blocks, tree = document[0].blocks, TaggedPdf(path).tree
    levels = [f"H{block.level}" for block in blocks if isinstance(block, Heading)]
    found = [tag.role for tag in tree.blocks() if re.fullmatch(r"H\d", tag.role)]
    assert found == levels
    assert len([*tree.all("Table")]) >= sum(isinstance(block, Table) for block in blocks)
    figures = [*tree.all("Figure")]
    assert len(figures) == sum(isinstance(block, Picture) for block in blocks)
    assert all(len(tag.alt) > 40 for tag in figures)
    assert {tag.scope for tag in tree.all("TH")} == {"Column"}


def test_it_opens_with_bookmarks_that_lead_to_every_heading(path, document):
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        waiting, titles = list(outline.root), []
        while waiting:
            one = waiting.pop(0)
            titles.append(one.title)
            waiting[:0] = one.children
        assert str(pdf.Root.PageMode) == "/UseOutlines"
    headings = [block.text for block in document[0].blocks if isinstance(block, Heading)]
    assert [title for title in titles if title in headings] == headings


def test_its_contents_list_says_the_pages(path):
    pdf = TaggedPdf(path)
    pages = [min(tag.pages) for tag in pdf.tree.blocks() if tag.role in ("H1", "H2")]
    words = ran("pdftotext", "-layout", "-f", "1", "-l", "4", str(path), "-").stdout.partition("Contents")[2]
    said = [int(number) for number in re.findall(r"\.{3,}(\d+)$", words, re.MULTILINE)]
    assert said == pages


def test_nothing_in_it_tells_when_it_was_made(path):
    raw = path.read_bytes()
    with pikepdf.open(path) as pdf:
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
        assert not re.search(r"\d{4}-\d\d-\d\dT", pdf.Root.Metadata.read_bytes().decode())
    assert b"DocChecksum" not in raw


def test_a_second_run_writes_the_same_bytes(publics, document, tmp_path):
    time.sleep(1.1)
    again = tmp_path / "again.pdf"
    write_public_pdf(*document, again, pytest.fail)
    assert again.read_bytes() == publics.read_bytes()


def test_the_boards_word_file_is_as_it_is_without_and_the_record_names_both(boards, sample_folder):
    record = json.loads((boards / "run.json").read_text(encoding="utf-8"))
    assert "report-2023-24.pdf" in record["outputs"]
    assert "LibreOffice" in record["pdf_made_with"]
    assert record["page_numbers_measured_with"] is None
    with_pdf = (boards / "report-2023-24.docx").read_bytes()
    assert "Toc 1: 1. Executive Summary\n" in to_text(boards / "report-2023-24.docx")
    other = copy_of(SAMPLE, boards.parents[2] / "other")
    assert build_report(open_folder(other, TODAY), "2023/24", draft=False, force=False).read_bytes() == with_pdf


def test_a_build_without_takes_the_old_pdf_away_and_one_that_a_person_made_stays(tmp_path):
    made = awkward("one-complaint", tmp_path / "made")
    run = open_folder(made, TODAY)
    pdf = build_report(run, "2023/24", draft=False, force=False, pdf=True, page_numbers=True).with_suffix(".pdf")
    assert pdf.is_file()
    record = json.loads((pdf.parent / "run.json").read_text(encoding="utf-8"))
    assert record["page_numbers_measured_with"] == record["pdf_made_with"]
    build_report(run, "2023/24", draft=False, force=False)
    assert not pdf.exists()
    pdf.write_bytes(b"mine")
    with pytest.raises(CommandError, match="is not one that was built here"):
        build_report(run, "2023/24", draft=False, force=False, pdf=True)
    assert pdf.read_bytes() == b"mine"


@pytest.mark.parametrize("lost", ["headings", "tables", "pictures"])
def test_a_pdf_that_lacks_tags_is_refused(publics, document, lost):
    """What the document has and the PDF has not is told, by holding the PDF to a document with more."""
    kind = {"headings": Heading, "tables": Table, "pictures": Picture}[lost]
    more = tuple(block for block in document[0].blocks if isinstance(block, kind))
    with pikepdf.open(publics) as pdf:
        assert [*accessible_pdf.missing_from_tags(pdf, document[0])] == []
        told = [*accessible_pdf.missing_from_tags(pdf, replace(document[0], blocks=document[0].blocks + more * 3))]
    assert len(told) == 1
    assert lost in told[0]


def test_an_untagged_pdf_is_refused_and_none_is_left(document, tmp_path, monkeypatch):
    yes, no = ({"type": "boolean", "value": value} for value in ("true", "false"))
    untagged = {"ExportBookmarksToPDFDestination": yes, "UseTaggedPDF": no}
    monkeypatch.setattr(accessible_pdf, "PDF_UA", f"{PLAIN}:{json.dumps(untagged)}")
    path = tmp_path / "report.pdf"
    with pytest.raises(CommandError, match=r"a screen reader cannot read well \(it .*install a newer LibreOffice"):
        write_pdf(*document, path, find_libreoffice(accessible_pdf.BOARDS))
    assert not path.exists()
    said: list[str] = []
    assert write_public_pdf(*document, path, said.append) == ""
    assert len(said) == 1
    assert said[0].startswith("report.pdf was left out. LibreOffice")
    assert "--pdf" not in said[0]


def test_it_is_what_libreoffice_makes_of_the_word_file(boards, tmp_path):
    """The words on the pages, but for the numbers in the contents list, are those of the Word file beside it."""

    def words(path):
        return ran("pdftotext", "-f", "5", str(path), "-").stdout

    plain = to_pdf(boards / "report-2023-24.docx", tmp_path)
    assert words(boards / "report-2023-24.pdf") == words(plain)


def test_the_publics_pdf_is_of_the_public_and_not_of_the_board(sample_folder, tmp_path):
    run = open_folder(copy_of(sample_folder, tmp_path / "r"), TODAY)
    made = publish(run, "2023/24", pdf=True) / "report-2023-24.pdf"
    text = ran("pdftotext", "-layout", str(made), "-").stdout
    assert "Complaints by service" in text
    for boards_alone in ("Sponsoring Director", "Trust Leadership Team", "complaints-export.xlsx", "about Odette"):
        assert boards_alone not in text
    withheld = text[text.index("Appendix A: Complaints by service\n") :]
    assert "withheld" in withheld
    assert not list(made.parent.glob("*.docx"))
