"""Every form in which a table relates numbers, right and wrong."""

from collections.abc import Sequence

import pytest

from complaints_report.audit.arithmetic import findings, relations_of
from complaints_report.audit.reading.document import Grid, Sentence
from tests.audit.arithmetic.test_sentences import document


def grid(lines: Sequence[str], caption: str = "", heads: int = 1, labels: int = 1) -> Grid:
    """A table of lines whose cells stand between bars."""
    rows = tuple(tuple(Sentence(words.strip()) for words in line.split("|")) for line in lines)
    return Grid(caption, rows, heads, labels)


FORMS = [
    (
        "sum",
        "a total without a name",
        ["Outcome | S1 | S2", "A | 12 | 4", "B | 18 | 3", "C | 20 | 5", "| {} | 12"],
        "50",
        "55",
    ),
    (
        "part",
        "shares below a total without a name",
        ["Outcome | No. | %", "A | 12 | 24%", "B | 18 | {}%", "C | 20 | 40%", "| 50 | 100%"],
        "36",
        "38",
    ),
    (
        "sum",
        "quarters among months",
        [
            "Month | No.",
            "April | 10",
            "May | 12",
            "June | 8",
            "Quarter 1 | {}",
            "July | 5",
            "August | 6",
            "September | 9",
            "Quarter 2 | 20",
            "Total | 50",
        ],
        "30",
        "31",
    ),
    (
        "sum",
        "rows with their rate",
        [
            "Team | Granted | Refused | All | % granted",
            "A | 10 | 30 | 40 | 25%",
            "B | 4 | 16 | 20 | 20%",
            "C | 1 | {} | 5 | 20%",
            "D | 3 | 7 | 10 | 30%",
        ],
        "4",
        "6",
    ),
    (
        "part",
        "a rate of two columns together",
        [
            "| A | B | C",
            "Granted | 60 | 12 | 4",
            "Granted in part | 80 | 20 | 6",
            "Refused | 231 | 24 | 7",
            "All | 371 | 56 | 17",
            "% granted or granted in part | 38% | {}% | 59%",
        ],
        "57",
        "75",
    ),
    (
        "part",
        "shares of a whole that stands nowhere",
        [
            "Theme | Issues | % of cases",
            "A | 100 | 50%",
            "B | 60 | 30%",
            "C | 80 | {}%",
            "D | 20 | 10%",
            "E | 30 | 15%",
        ],
        "40",
        "45",
    ),
    (
        "sum",
        "a total row below",
        ["| No.", "Stage 1 | 354", "Stage 2 | 56", "Stage 3 | 17", "All stages | {}"],
        "427",
        "428",
    ),
    (
        "sum",
        "a total row above",
        ["Team | Complaints", "Total | {}", "North | 12", "South | 19", "West | 8"],
        "39",
        "93",
    ),
    (
        "sum",
        "a total of two years",
        ["| 2022/23 | 2023/24", "A | 10 | 12", "B | 20 | 23", "Total | 30 | {}"],
        "35",
        "36",
    ),
    ("sum", "a total column", ["| S1 | S2 | Both", "A | 10 | 2 | 12", "B | 20 | 3 | 23", "C | 7 | 1 | {}"], "8", "9"),
    ("sum", "quarters", ["| Q1 | Q2 | Q3 | Q4 | Year", "Received | 54 | 62 | 64 | 68 | {}"], "248", "284"),
    (
        "sum",
        "subtotals",
        [
            "Team | No.",
            "A | 10",
            "B | 12",
            "North total | 22",
            "C | 5",
            "D | 6",
            "South total | {}",
            "Grand total | 33",
        ],
        "11",
        "12",
    ),
    (
        "sum",
        "a cell, row and column",
        ["| S1 | S2 | All", "A | 10 | 2 | 12", "B | {} | 3 | 23", "C | 7 | 1 | 8", "All | 37 | 6 | 43"],
        "20",
        "25",
    ),
    (
        "sum",
        "a total with another name",
        ["| 2021 | 2022 | 2023", "A | 10 | 12 | 14", "B | 20 | 23 | 26", "C | 5 | 6 | 7", "Borough | 35 | 41 | {}"],
        "47",
        "74",
    ),
    ("sum", "money", ["Year | Paid", "Delay | £700", "Distress | £250", "In all | £{}"], "950", "905"),
    (
        "sum",
        "a dash for none",
        ["| Number", "Upheld | 35", "No finding | –", "Not upheld | 7", "Total closed | {}"],
        "42",
        "24",
    ),
    (
        "part",
        "a share in the cell",
        ["| No. (%)", "A | 45 ({}%)", "B | 177 (47.7%)", "C | 149 (40.2%)", "Total | 371"],
        "12.1",
        "12.3",
    ),
    (
        "part",
        "shares beside counts",
        ["| No. | %", "A | 49 | 13%", "B | 107 | {}%", "C | 153 | 41%", "D | 60 | 16%", "All | 369 | 100%"],
        "29",
        "28",
    ),
    (
        "part",
        "shares beside counts, with no total",
        ["| No. | %", "A | 49 | 13.3%", "B | 107 | {}%", "C | 153 | 41.5%", "D | 60 | 16.3%"],
        "29.0",
        "20.9",
    ),
    (
        "part",
        "a heading of percent",
        ["| No. | % of all", "A | 49 | 13.3", "B | 107 | {}", "C | 153 | 41.5", "D | 60 | 16.3", "All | 369 | 100"],
        "29.0",
        "29.5",
    ),
    (
        "part",
        "in time",
        ["| Due | In time | % in time", "A | 30 | 21 | 70%", "B | 16 | 7 | {}%", "C | 9 | 9 | 100%"],
        "44",
        "43",
    ),
    (
        "part",
        "shares of a row",
        ["| Upheld | Not | All", "Number | 24 | 70 | 94", "Share | {}% | 74.5% | 100%"],
        "25.5",
        "26.5",
    ),
    (
        "impossible",
        "a rate of the row's own number",
        ["| Decided | % upheld", "A | 16 | {}%", "B | 11 | 36.4%", "C | 23 | 56.5%", "D | 9 | 11.1%", "E | 14 | 28.6%"],
        "43.8",
        "43.9",
    ),
    (
        "change",
        "numbers",
        ["| 2022/23 | 2023/24 | Change", "A | 30 | 21 | -9", "B | 16 | 27 | {}", "C | 9 | 9 | 0"],
        "+11",
        "+12",
    ),
    (
        "change",
        "percent",
        ["| 2022/23 | 2023/24 | % change", "A | 30 | 21 | -30%", "B | 16 | 20 | +{}%", "C | 8 | 9 | +12.5%"],
        "25",
        "20",
    ),
    (
        "change",
        "points",
        ["Rate | 2022/23 | 2023/24 | Difference", "A | 70% | 68% | -2", "B | 40.5% | 45% | {}", "C | 9% | 12% | +3"],
        "+4.5",
        "+5.4",
    ),
    (
        "change",
        "points told as percent",
        ["| Last year | This year | Movement", "A | 70.0% | 68.0% | -2.0%", "B | 40.5% | 45.0% | {}%"],
        "+4.5",
        "+5.4",
    ),
    (
        "change",
        "a wrong sign",
        ["| 2022 | 2023 | Diff.", "A | 30 | 21 | -9", "B | 16 | 5 | {}11", "C | 9 | 10 | +1"],
        "-",
        "+",
    ),
    (
        "change",
        "years as rows",
        ["| North | South | West", "2022/23 | 30 | 16 | 9", "2023/24 | 21 | 27 | 9", "Change | -9 | {} | 0"],
        "+11",
        "+1",
    ),
    (
        "direction",
        "words",
        ["| 2023/24 | 2022/23 | Trend", "A | 21 | 30 | Decrease", "B | 27 | 16 | {}", "C | 9 | 8 | Increase"],
        "Increase",
        "Decrease",
    ),
    (
        "direction",
        "arrows",
        ["| 22/23 | 23/24 | Direction", "A | 30 | 21 | ↓", "B | 16 | 27 | {}", "C | 9 | 8 | ↓"],
        "↑",
        "↓",
    ),
]


@pytest.mark.parametrize(("kind", "name", "lines", "right", "wrong"), FORMS)
def test_a_right_table_holds_and_a_wrong_one_is_told(
    kind: str, name: str, lines: Sequence[str], right: str, wrong: str
) -> None:
    relations = relations_of(document(grid([line.format(right) for line in lines])))

    assert kind in [one.kind for one in relations if one.holds], "nothing was read"
    assert [one.why for one in relations if not one.holds] == []
    found = list(findings(relations_of(document(grid([line.format(wrong) for line in lines])))))
    assert [one.kind for one in found] == [kind]
    if kind != "direction":
        assert wrong in found[0].document
        assert right in found[0].should


SILENT = [
    ("some rows only", "Main outcomes", ["| No.", "Upheld | 30", "Not upheld | 40", "Total | 94"]),
    ("targets and years", "", ["| Target | 2023/24", "A | 50% | 24%", "B | 75% | 66%", "Total | 90% | 40%"]),
    ("averages", "", ["| Average days", "Stage 1 | 20.2", "Stage 2 | 57", "All | 25.1"]),
    ("years as rows", "", ["| Complaints", "2021/22 | 300", "2022/23 | 440", "All | 248"]),
    (
        "issues, more than one a complaint",
        "A complaint may have more than one issue",
        ["| No.", "Delay | 60", "Staff | 50", "Total | 94"],
    ),
    (
        "rates of other numbers",
        "",
        ["| Received | % in time", "A | 16 | 43.9%", "B | 11 | 35.1%", "C | 23 | 57%", "D | 9 | 12.3%"],
    ),
    (
        "branches and their teams",
        "",
        ["| No.", "All | 50", "North | 30", "N1 | 10", "N2 | 20", "South | 20", "S1 | 8", "S2 | 12"],
    ),
    ("fewer than five", "", ["| No.", "A | <5", "B | 12", "C | 9", "Total | 24"]),
    (
        "better and worse",
        "",
        ["| 2022/23 | 2023/24 | Trend", "Days | 64 | 49 | Improved", "In time | 60% | 71% | Improved"],
    ),
    ("of which", "", ["| No.", "Stage 1 | 248", "of which statutory | 179", "Stage 2 | 34", "Total | 282"]),
]


@pytest.mark.parametrize(("name", "caption", "lines"), SILENT)
def test_what_only_looks_like_a_relation_is_not_told(name: str, caption: str, lines: Sequence[str]) -> None:
    assert [one.why for one in findings(relations_of(document(grid(lines, caption))))] == []


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("39.4% (115 of 292)", 0),
        ("39.4% (115 of 291)", 1),
        ("115 of 292 (39.4%)", 0),
        ("115 of 292 (34.9%)", 1),
        ("15.1% (56 of 371) at stage 2; 37.0% (17 of 46) at stage 3", 0),
        ("15.1% (56 of 317) at stage 2; 37.0% (17 of 46) at stage 3", 1),
        ("16 to 17, 12 of them in 2023", 0),
    ],
)
def test_a_percentage_is_held_to_the_numbers_beside_it_in_its_cell(cell: str, wrong: int) -> None:
    made = document(grid(["Figures | 2023/24", f"Late | {cell}"]))
    assert len([*findings(relations_of(made))]) == wrong
