from pathlib import Path

import pytest

from complaints_report.audit.reading.document import CAPTION
from tests.audit.reading.made import (
    HEADINGS,
    cell,
    control,
    grids,
    paragraph,
    passages,
    read,
    row,
    styled,
    table,
    words_of,
)


@pytest.mark.parametrize(
    ("rows", "heads", "labels"),
    [
        ([["Area", "2022/23", "2023/24"], ["East", "12", "15"]], 1, 1),
        ([["", "2022", "2023"], ["Stage 1", "353", "371"], ["Stage 2", "60", "56"]], 1, 1),
        ([["East", "12", "15"], ["West", "9", "11"]], 0, 1),
        ([["Area", "Service", "n"], ["East", "Fostering", "12"], ["East", "Adoption", "3"]], 1, 2),
        ([["Year", "Stage 1", "Stage 2"], ["2022/23", "353", "60"], ["2023/24", "371", "56"]], 1, 1),
        ([["Age", "n"], ["10 to 14", "12"], ["15 and over", "30"]], 1, 1),
        ([["Age", "n"], ["10", "12"], ["11", "30"]], 1, 1),
        ([["Total", "Parents", "Others"], ["318", "212", "106"], ["300", "200", "100"]], 1, 0),
        ([["", "No.", "%"], ["Upheld", "45", "12.1%"]], 1, 1),
        ([["Year", "Agreed", "No conclusion"], ["2022/23", "53", "7"], ["2023/24", "60", "9"]], 1, 1),
        ([["S1", "All", "Local"], ["≤20 days", "91%", "88%"], ["> 20 days", "9%", "12%"]], 1, 1),
        ([["", "Children's no.", "Adults no."], ["Upheld", "45", "12"]], 1, 1),
        ([["Outcome", "Stage 1"], ["Upheld", "45 (12.1%)"], ["Not upheld", "up 5"]], 1, 1),
        ([["Title:", "Report of 23 wards"], ["Date:", "5 of them"]], 0, 1),
        ([["Area", "Now"], ["East", "–"], ["West", "12"]], 1, 1),
        ([["Area", "Stage"], ["", "One"], ["East", "12"]], 1, 1),
        ([["Stage", "n"], ["1", "92"], ["2", "11"], ["Total", "103"]], 1, 1),
        ([["Stage", "1", "2", "3"], ["Received", "371", "56", "17"], ["Upheld", "45", "9", "3"]], 1, 1),
    ],
)
def test_headings_and_labels_are_told_from_numbers(
    tmp_path: Path, rows: list[list[str]], heads: int, labels: int
) -> None:
    (grid,) = grids(read(tmp_path, table(*(row(*cells) for cells in rows))))
    assert (grid.heads, grid.labels) == (heads, labels)


def test_a_heading_over_empty_cells_spans_them(tmp_path: Path) -> None:
    rows = [
        row("Outcome", "Stage 1", "", "Stage 2", ""),
        row("", "n", "%", "n", "%"),
        row("Upheld", "5", "6%", "7", "8%"),
    ]
    (grid,) = grids(read(tmp_path, table(*rows)))
    assert grid.heads == 2
    assert [grid.column_label(place) for place in range(1, 5)] == ["Stage 1 n", "Stage 1 %", "Stage 2 n", "Stage 2 %"]


def test_a_label_holds_for_the_empty_cells_below_it(tmp_path: Path) -> None:
    rows = [
        row("Area", "Service", "n"),
        row("East", "Fostering", "5"),
        row("", "Adoption", "6"),
        row("", "All services", "11"),
    ]
    (grid,) = grids(read(tmp_path, table(*rows)))
    assert [grid.row_label(place) for place in (1, 2, 3)] == ["East Fostering", "East Adoption", "All services"]


def test_a_row_across_the_table_heads_those_below_it(tmp_path: Path) -> None:
    def across(words: str) -> str:
        return row(cell(words, properties='<w:gridSpan w:val="3"/>'))

    rows = [row("", "2022/23", "2023/24"), across("Stage 1"), row("Upheld", "5", "6"), row("Not upheld", "7", "8")]
    rows += [across("Stage 2"), row("Upheld", "1", "2"), row("Not upheld", "3", "4"), row("All complaints", "16", "20")]
    (grid,) = grids(read(tmp_path, table(*rows)))
    assert (grid.heads, grid.labels) == (1, 2)
    assert [grid.row_label(place) for place in (2, 6, 7)] == ["Stage 1 Upheld", "Stage 2 Not upheld", "All complaints"]
    assert [one.number.text for one in read(tmp_path, table(*rows)).spots()][:2] == ["5", "6"]


def test_rows_that_the_file_marks_as_headings_are(tmp_path: Path) -> None:
    marked = row("", "12", "15", properties="<w:tblHeader/>")
    (grid,) = grids(read(tmp_path, table(marked, row("East", "3", "4"))))
    assert grid.heads == 1
    second = row("Area", "Number", "%", properties="<w:tblHeader/>")
    (grid,) = grids(read(tmp_path, table(marked.replace("12", "a").replace("15", "b"), second, row("East", "3", "4%"))))
    assert grid.heads == 2


def test_every_row_is_as_wide_as_the_widest(tmp_path: Path) -> None:
    (grid,) = grids(read(tmp_path, table(row("Area", "n", "%"), row("East", "5"), row("West"))))
    assert words_of(grid) == [["Area", "n", "%"], ["East", "5", ""], ["West", "", ""]]


def test_a_cell_over_several_columns_leaves_the_others_under_their_own_headings(tmp_path: Path) -> None:
    across, begins, goes_on = '<w:gridSpan w:val="2"/>', '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    head = row("Area", "Stage 1", "Stage 2", "Stage 3")
    spanned = row("East", cell("12", properties=across), "15")
    merged = row("East", cell("12", properties=begins), cell("gone", properties=goes_on), "15")
    for one in (spanned, merged):
        document = read(tmp_path, table(head, one, row("West", "1", "2", "3")))
        told = [(spot.number.text, spot.told) for spot in document.spots()]
        assert told[:2] == [("12", "East, Stage 1"), ("15", "East, Stage 3")]
        assert words_of(grids(document)[0])[1] == ["East", "12", "12", "15"]


def test_deleted_rows_and_tables_are_gone(tmp_path: Path) -> None:
    rows = [row("Year", "Number"), row("2022/23", "12", properties="<w:del/>"), row("2023/24", "15")]
    document = read(tmp_path, table(*rows) + table(row("a", "1", properties="<w:del/>")) + paragraph("End."))
    assert [words_of(one) for one in grids(document)] == [[["Year", "Number"], ["2023/24", "15"]]]


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


def test_a_number_beside_its_words_is_a_box_that_hangs_on_them(tmp_path: Path) -> None:
    one, two = table(row("427", "complaints in the year")), table(row("Compliments", "82", "Panels", "17"))
    document = read(tmp_path, one + paragraph("Below.") + two)
    assert {box.words: box.lead for box in passages(document) if box.words.isdigit()} == {
        "427": "complaints in the year",
        "82": "Compliments",
        "17": "Panels",
    }


def test_numbers_over_their_words_are_boxes(tmp_path: Path) -> None:
    document = read(tmp_path, table(row("46", "22"), row("by email", "by phone")))
    assert {box.words: box.lead for box in passages(document) if box.words.isdigit()} == {
        "46": "by email",
        "22": "by phone",
    }


def test_a_number_alone_hangs_on_the_words_below_it(tmp_path: Path) -> None:
    lines = ("91", "new complaints", "62", "thank-yous", "12", "It was a busy year.")
    document = read(tmp_path, "".join(map(paragraph, lines)))
    assert [(one.words, one.lead) for one in passages(document) if one.words.isdigit()] == [
        ("91", "new complaints"),
        ("62", "thank-yous"),
        ("12", ""),
    ]


def test_a_sign_over_a_column_is_its_neighbours(tmp_path: Path) -> None:
    (grid,) = grids(
        read(tmp_path, table(row("Team", "2022/23", "%", "2023/24", "%"), row("A", "6", "60%", "4", "40%")))
    )
    assert [grid.column_label(place) for place in range(1, 5)] == ["2022/23", "2022/23 %", "2023/24", "2023/24 %"]


def test_a_number_above_a_break_in_a_cell_is_a_box(tmp_path: Path) -> None:
    broken = "<w:r><w:t>{}</w:t><w:br/><w:t>{}</w:t></w:r>"
    said = broken.format("53%", "of letters granted"), broken.format("12", "days to reply")
    boxes = table(row(*(cell(paragraph(one)) for one in said)))
    leads = {box.words: box.lead for box in passages(read(tmp_path, boxes))}
    assert (leads["53%"], leads["12"]) == ("of letters granted", "days to reply")
