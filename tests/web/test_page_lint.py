"""The lint of pages finds each fault that is planted in a page, in which it finds nothing."""

import shutil

import pytest

from tests.web.page_lint import faults

PLANTED = [
    ('lang="en-GB"', 'lang="en"', "its language is"),
    ("</h1>", "</h1><h1>More</h1>", "2 headings of level 1"),
    ("<h1>", "<h1>More</h1><h4>Deep</h4><h1>", "a heading of level 4 comes after"),
    ("<caption", "<p", "has no caption"),
    ('<th scope="col"', "<th", "headings of a table's columns"),
    ('<th scope="row">', "<td>", "first cell of a row"),
    ('<td class="number">', '<td class="number"></td><td hidden>', "rows of several lengths"),
    ('role="img"', "", "no name or no description"),
    ("<title id", "<b id", "no name or no description"),
    ("<details>", "<div>", "not its numbers beneath it"),
    ('id="main"', 'id="main"><i id="main"></i><i', "is there twice"),
    ("url(#", "url(#not-", "leads nowhere"),
    ("</main>", "<script></script></main>", "has a script"),
    ("</main>", '<img src="https://example.org/x.png" alt="x"></main>', "it fetches"),
    ("</main>", '<img src="x.png"></main>', "no text alternative"),
    ('role="doc-backlink"', "", "no way back"),
    ('href="outcomes.html"', 'href="outcome.html"', "leads nowhere"),
    ('href="#footnote-1"', 'href="#footnote-9"', "there is no #footnote-9"),
    ("</main>", '<a href="index.html"></a></main>', "a link has no words"),
]


@pytest.mark.parametrize(("old", "new", "said"), PLANTED)
def test_a_fault_that_is_planted_is_found(published_sample, tmp_path, old, new, said):
    made = shutil.copytree(published_sample[1], tmp_path / "public")
    page = made / "responsiveness.html"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(said in one for one in faults(made)), faults(made)


def test_an_empty_cell_is_found(published_sample, tmp_path):
    made = shutil.copytree(published_sample[1], tmp_path / "public")
    page = made / "data-quality.html"
    page.write_text(page.read_text("utf-8").replace(">478</td>", "></td>", 1), encoding="utf-8")
    assert faults(made) == ["data-quality.html: a table has 1 empty cells"]


def test_a_folder_without_pages_is_a_fault(tmp_path):
    assert faults(tmp_path) != []
