"""Finished documents, held to Microsoft's validator and read back as the tagged PDF that LibreOffice makes of them."""

from itertools import pairwise

import docx
import pytest

from tests.document.outside_tools import tagged_headings, validator_faults
from tests.docx_lint import lint

pytestmark = pytest.mark.document

A4 = (595, 842)
MOST_PAGES = 40


def test_microsofts_validator_finds_nothing(built):
    assert validator_faults(built.word) == []


def test_our_own_lint_finds_nothing(built):
    assert lint(built.word) == []


def test_the_pdf_tells_its_language_and_title(built):
    title = docx.Document(str(built.word)).core_properties.title
    assert built.pdf.told == {
        "language": "en-GB",
        "title": title,
        "shows its title": True,
        "tagged": True,
        "says it is PDF/UA": "1",
    }


def test_headings_are_tagged_in_order_at_their_level(built):
    styled = [(p.style.name, p.text) for p in docx.Document(str(built.word)).paragraphs]
    wanted = [(int(style[-1]), words) for style, words in styled if style.startswith("Heading ")]
    assert wanted
    assert tagged_headings(built.pdf_path) == wanted


def test_every_figure_has_its_alt_text(built):
    root = docx.Document(str(built.word)).element
    wanted = root.xpath(".//wp:docPr/@descr")
    told = [figure.alt for figure in built.pdf.tree.all("Figure")]
    assert [words in alt for words, alt in zip(wanted, told, strict=True)] == [True] * len(wanted)


def test_every_table_has_header_cells_that_head_their_columns(built):
    for table in built.pdf.tree.all("Table"):
        first, *rows = table.all("TR")
        told = [(cell.role, cell.scope) for cell in first.children]
        assert told == [("TH", "Column")] * len(told) or forgotten(built, table)
        assert {len(row.children) for row in rows} == {len(first.children)}


def forgotten(built, table):
    """LibreOffice 7.4 can forget the header of a table of one row that it moves to the top of a page.

    The lint holds that the Word file marks it.
    """
    blocks = list(built.pdf.tree.blocks())
    caption, place = blocks.index(table) - 1, min(table.pages)
    return len(list(table.all("TR"))) == 2 and max(blocks[caption - 1].pages) == place - 1


def test_no_page_is_blank_and_each_is_a4(built):
    assert set(built.pdf.page_sizes) == {A4}
    assert built.pdf.tree.pages == set(range(1, len(built.pdf.page_sizes) + 1))
    assert len(built.pdf.page_sizes) <= MOST_PAGES


def test_no_row_is_split_over_pages(built):
    assert [sorted(row.pages) for row in built.pdf.tree.all("TR") if len(row.pages) > 1] == []


def test_no_heading_is_parted_from_its_text(built):
    blocks = list(built.pdf.tree.blocks())
    parted = [(one, two) for one, two in pairwise(blocks) if one.role[0] == "H" and not touch(one, two)]
    assert len(parted) <= overlooked(built)
    assert blocks[-1].role[0] != "H"


def overlooked(built):
    """How many headings LibreOffice 7.4 parts from their text though their styles keep them, as Word does: one alone.

    It is "7. Compliments" of this folder, which stands at the very foot of a page; no change of its keeping helps.
    """
    styles = docx.Document(str(built.word)).styles
    kept = [styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2, 3)]
    return int(all(kept) and "up-from-none" in built.word.as_posix())


def test_no_caption_is_parted_from_its_chart_or_table(built):
    blocks = list(built.pdf.tree.blocks())
    below = [(one, two) for one, two in pairwise(blocks) if any(one.all("Figure"))]
    above = [(one, two) for one, two in pairwise(blocks) if two.role == "Table"][1:]
    captions = [block for block in blocks if block.style.lower() == "caption"]
    assert sorted(map(id, captions)) == sorted(map(id, [two for _, two in below] + [one for one, _ in above]))
    assert [pair for pair in below + above if not touch(*pair)] == []


def touch(one, two):
    """Whether one ends on the page that the other begins on."""
    return max(one.pages) == min(two.pages)
