from pathlib import Path

import pytest

from complaints_report.audit.reading import read_document
from complaints_report.audit.reading.document import BOX, CAPTION, HEADING, ITEM, NOTE, TEXT, Document
from tests.audit.reading.made import grids, passages, said, words_of


def page(folder: Path, inside: str, name: str = "report.html") -> Document:
    path = folder / name
    path.write_text(inside, encoding="utf-8")
    return read_document(path)


def test_a_page_is_read_without_what_leads_around_it(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<!DOCTYPE html><html lang='en'><head><title>T</title><style>p { margin: 5px }</style></head><body>"
        "<a href='#main'>Skip</a><header><nav><a href='a.html'>Page 7</a></nav></header>"
        "<main><h1>Complaints</h1><nav>On this page: 3</nav><p>We had <b>371</b>\n  of them.<br>Last year 353.</p>"
        "<script>var x = 5;</script><p hidden>Hidden 6</p><h2>Volume</h2><p>Up 5%.</p></main>"
        "<footer>Licence 9</footer></body></html>",
    )
    assert said(document) == ["Complaints", "We had 371 of them.\nLast year 353.", "Volume", "Up 5%."]
    assert document.title == "Complaints"
    assert passages(document)[-1].headings == ("Volume", "Complaints")
    assert len(passages(document)[1].sentences) == 2


def test_items_of_a_page_hang_on_the_words_above_them(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<p>Of the 94:</p><ul><li>24 upheld:<ul><li>4 late</li></ul></li><li><p>12 not</p></li></ul><p>End.</p>",
    )
    assert [(one.kind, one.words, one.lead) for one in passages(document)[1:]] == [
        (ITEM, "24 upheld:", "Of the 94:"),
        (ITEM, "4 late", "Of the 94: 24 upheld:"),
        (ITEM, "12 not", "Of the 94:"),
        (TEXT, "End.", ""),
    ]


def test_a_table_of_a_page_has_its_caption_headings_and_merged_cells(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<p>Words.</p><table><caption>Table 2: By area</caption><thead><tr><th rowspan=2>Area<th colspan=2>2023/24</tr>"
        "<tr><th>n<th>%</tr></thead><tbody><tr><th scope=row>East<td>12<td>40%</tr>"
        "<tr><th scope=row rowspan=2>West<td>9<td>30%</tr><tr><td>9<td>30%</tr></tbody></table>",
    )
    (grid,) = grids(document)
    assert (grid.caption, grid.heads, grid.labels) == ("By area", 2, 1)
    assert [grid.column_label(place) for place in (1, 2)] == ["2023/24 n", "2023/24 %"]
    assert grid.row_label(4) == "West"
    assert grid.rows[0][1] is grid.rows[0][2]
    assert passages(document)[1].kind == CAPTION


def test_figures_of_a_page_are_controls(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<p>It was  <span data-figure='metric=received&amp;part=value'> 371 </span> this year.</p>"
        "<table><tr><th>Area<th>n</tr><tr><th>East<td data-figure='metric=a'>12</td></tr>"
        "<tr><th>West<td><span data-figure='metric=b'>7</span> (58%)</td></tr></table>",
    )
    tags = [(one.number.text, one.tag) for one in document.spots()]
    assert tags == [("371", "metric=received&part=value"), ("12", "metric=a"), ("7", "metric=b"), ("58%", "")]


def test_notes_details_terms_and_pictures_of_a_page(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<p>It was 371<sup><a href='#fn1'>1</a></sup>.</p>"
        "<svg><title>Complaints by year</title><desc>They rose to 371.</desc><text>99</text></svg>"
        "<details><summary>The numbers</summary><p>353 before.</p></details>"
        "<dl><dt>Stage 1 complaints</dt><dd>371</dd><dt>Compliments</dt><dd>71</dd></dl>"
        "<section class='footnotes'><ol><li id='fn1'>Of 380 in all. <a href='#r'>↩</a></li></ol></section>",
    )
    found = [(one.kind, one.words, one.lead) for one in passages(document)]
    assert found == [
        (TEXT, "It was 371.", ""),
        (BOX, "Complaints by year", ""),
        (BOX, "They rose to 371.", ""),
        (TEXT, "The numbers", ""),
        (TEXT, "353 before.", ""),
        (BOX, "Stage 1 complaints", "371"),
        (BOX, "371", "Stage 1 complaints"),
        (BOX, "Compliments", "71"),
        (BOX, "71", "Compliments"),
        (NOTE, "Of 380 in all.", ""),
    ]


def test_a_folder_of_pages_is_one_document_in_the_order_of_its_links(tmp_path: Path) -> None:
    link = "<a href='{}.html'>x</a>"
    page(tmp_path, f"<nav>{link.format('volume')}{link.format('aims')}</nav><main><h1>All 1</h1></main>", "index.html")
    for name in ("aims", "other", "volume"):
        page(tmp_path, f"<main><h1>{name}</h1><p>Of {name}.</p></main>", f"{name}.html")
    document = read_document(tmp_path)
    assert said(document) == ["All 1", "volume", "Of volume.", "aims", "Of aims.", "other", "Of other."]
    assert passages(document)[2].headings == ("volume", "All 1")


def test_markdown_has_headings_lists_tables_and_notes(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "# Complaints\n\nOf the **94**[^1]:\n\n- 24 upheld\n- 12 not\n\n| Area | n |\n| --- | ---: |\n| East | 12 |\n\n"
        "**Stage 2**\n\nThere were 9.\n\n[^1]: Of 99 in all.\n",
        "report.md",
    )
    assert [(one.kind, one.words) for one in passages(document)] == [
        (HEADING, "Complaints"),
        (TEXT, "Of the 94:"),
        (ITEM, "24 upheld"),
        (ITEM, "12 not"),
        (HEADING, "Stage 2"),
        (TEXT, "There were 9."),
        (NOTE, "Of 99 in all."),
    ]
    assert words_of(grids(document)[0]) == [["Area", "n"], ["East", "12"]]


PLAIN = """Annual report 2023/24
=====================

Volume

We received 371 complaints at stage 1, up from 353
in the year before. Of these:

- 45 (12.1%) were upheld
- 95 were partly
  upheld

Table 1: Complaints by stage
Stage        2022/23   2023/24
------------------------------
Stage 1      353       371
Stage 2      60        56
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_has_headings_lists_and_tables(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(PLAIN.replace("stage 1,", "“stage 1”,"), encoding=encoding, newline="\r\n")
    document = read_document(path)
    assert document.title == "Annual report 2023/24"
    assert passages(document)[2].words.startswith("We received 371 complaints at “stage 1”, up from 353 in the year")
    assert [(one.kind, one.lead) for one in passages(document)[3:5]] == [(ITEM, "Of these:")] * 2
    (grid,) = grids(document)
    assert (grid.caption, grid.headings) == ("Complaints by stage", ("Volume", "Annual report 2023/24"))
    assert words_of(grid)[1:] == [["Stage 1", "353", "371"], ["Stage 2", "60", "56"]]


@pytest.mark.parametrize(
    "lines",
    [
        "Area\t2022/23\t2023/24\nEast\t12\t15",
        "| Area | 2022/23 | 2023/24 |\n|------|------|------|\n| East | 12 | 15 |",
        "+------+------+\n| Area | 2022/23 | 2023/24 |\n+------+------+\n| East | 12 | 15 |\n+---+---+",
        "Area     2022/23     2023/24\nEast          12          15",
    ],
)
def test_columns_of_plain_text_are_a_table(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"Before it.\n\n{lines}\n\nAfter it.", encoding="utf-8")
    document = read_document(path)
    assert words_of(grids(document)[0]) == [["Area", "2022/23", "2023/24"], ["East", "12", "15"]]
    assert said(document) == ["Before it.", "After it."]


def test_a_numbered_line_of_plain_text_with_a_rule_beneath_is_a_heading(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "1. Volumes\n==========\n\n- 12 were late.\n  - 5 of them very.\n\n2. Times\n--------\n\nIt took 9 days."
    )
    document = read_document(path)
    assert [(one.kind, one.words, one.heading) for one in passages(document) if one.kind != HEADING] == [
        (ITEM, "12 were late.", "1. Volumes"),
        (ITEM, "5 of them very.", "1. Volumes"),
        (TEXT, "It took 9 days.", "2. Times"),
    ]


def test_a_break_in_the_title_of_a_page_parts_its_words(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("<h1>Complaints<br>2023/24</h1><p>We had 371.</p>")
    assert read_document(path).title.split() == ["Complaints", "2023/24"]
