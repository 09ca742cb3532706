"""What a report says of data that do not tell everything about its year: nothing is passed over in silence."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from complaints_report.build import build_report
from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.records.models import TABLES as MODELS
from complaints_report.run import Run, open_folder, warn_of_part_year
from complaints_report.verify import verified
from tests.awkward import COVERS, HEADINGS, ONE, folder, partly
from tests.conftest import TODAY, Built, report_text
from tests.docx_text import to_text

YEAR = "2023/24"


def without(column: str, *rows: str) -> tuple[str, list[str]]:
    """The headings and rows of complaints without a column."""
    at = HEADINGS.split(",").index(column)
    headings, *cut = (",".join(line.split(",")[:at] + line.split(",")[at + 1 :]) for line in (HEADINGS, *rows))
    return headings, cut


def test_without_outcomes_the_report_has_its_times_and_says_who_is_in_them(tmp_path: Path) -> None:
    headings, rows = without("outcome", ONE, ONE.replace("A1", "A2"))
    text = report_text(folder(tmp_path, *rows, headings=headings, toml=COVERS), YEAR)
    assert "No data on the outcomes of complaints were supplied for this report." in text
    assert "both answers came within 20 working days" in text
    assert "no outcomes were supplied that would tell which they are" in text
    assert "Complaints that were withdrawn or outside our jurisdiction are left out" not in text
    assert "| The outcomes of complaints were not supplied | complaints.csv | 1 | Noted |" in text


def test_without_dates_of_responses_the_report_blames_nothing_else(tmp_path: Path) -> None:
    headings, rows = without("responded_on", ONE)
    text = report_text(folder(tmp_path, *rows, headings=headings, toml=COVERS), YEAR)
    assert "No data on the dates of responses were supplied for this report." in text
    assert "no-outcomes" not in text


# Part of a year

COMPARED = re.compile(
    r"22/23|increase|decrease|unchanged|down from|up from|successive|since 2\b(rose|fell|rise|fall)\b|highest|lowest"
)


def comparisons(text: str) -> Iterator[str]:
    """The lines that set the year beside another, but for our words on what a rise and a fall may mean."""
    for line in text.splitlines():
        if COMPARED.search(line) and "A rise can mean" not in line and "| History |" not in line:
            yield line


def test_part_of_a_year_is_told_as_part_and_compared_with_nothing(built_once: Callable[..., Built]) -> None:
    text = to_text(built_once("part-of-a-year", partly)[1])
    days = "received from 1 May 2023 to 6 September 2023"
    cover, body = text[: text.index("TOC Heading")], text[text.index("Heading 2: Volume: overall") :]
    assert f"Notice: This report is of part of the year only: its data hold complaints {days}." in cover
    assert body.splitlines()[1].startswith(f"The data hold only part of 2023/24, the complaints {days}.")
    assert list(comparisons(text)) == []


def test_the_same_year_whole_is_compared(tmp_path: Path) -> None:
    made = partly(tmp_path)
    with (made / "report.toml").open("a", encoding="utf-8") as toml:
        toml.write(f'[data]\ncovers = ["{YEAR}"]\n')
    text = report_text(made, YEAR)
    assert len(list(comparisons(text))) > 10
    assert "part of the year" not in text


def part_years(run: Run) -> list[str]:
    return [found.value for found in run.faults if found.rule == "part-year"]


@pytest.mark.parametrize(
    ("days", "toml", "history", "found"),
    [
        (("2023-04-30", "2024-03-01"), "", "", []),
        (("2023-05-01", "2024-03-31"), "", "", [YEAR]),
        (("2023-04-01", "2024-02-29"), "", "", [YEAR]),
        (("2023-05-01", "2023-06-01"), f'[data]\ncovers = ["{YEAR}"]\n', "", []),
        (("2023-04-03", "2024-03-28"), '[data]\ncovers = ["2022/23"]\n', "", [YEAR]),
        (("2023-05-01", "2023-06-01"), "", f"year,metric,stage,value\n{YEAR},received,1,9\n", []),
        (("2023-02-01", "2024-03-31", "2024-04-02"), "", "", ["2022/23", "2024/25"]),
        (("2021-06-01", "2023-04-03"), "", "", ["2021/22", YEAR]),
    ],
)
def test_a_year_is_part_of_one_where_neither_the_export_covers_it_nor_history_holds_it(
    tmp_path: Path, days: tuple[str, ...], toml: str, history: str, found: list[str]
) -> None:
    rows = (f"A{at},1,statutory,{day},,Fostering,,," for at, day in enumerate(days))
    made = folder(tmp_path, *rows, toml=toml, **({"history": history} if history else {}))
    run = open_folder(made, TODAY)
    assert part_years(run) == found
    for year in found:
        said: list[str] = []
        warn_of_part_year(run, year, said.append)
        (line,) = said
        assert year in line
        assert "[data] covers = [" in line


def test_the_cure_of_part_of_a_year_works_as_it_is_written(tmp_path: Path) -> None:
    rows = [ONE, ONE.replace("A1", "A2").replace("2023-05", "2022-04"), ONE.replace("A1", "A3").replace("2023", "2024")]
    made = folder(tmp_path, *rows, toml="")
    (fault,) = [found for found in open_folder(made, TODAY).faults if found.rule == "part-year"]
    assert (fault.value, fault.row, fault.column) == ("2024/25", None, "received_on")
    assert "on 1 May 2024" in fault.message
    setting = re.search(r"\[data\] (covers = \[.*\])", fault.cure)
    assert setting
    with (made / "report.toml").open("a", encoding="utf-8") as toml:
        toml.write(f"[data]\n{setting[1]}\n")
    assert part_years(open_folder(made, TODAY)) == []


def test_another_years_part_is_not_held_against_the_report(tmp_path: Path) -> None:
    rows = [ONE.replace("2023-05-0", "2023-04-0"), ONE.replace("A1", "A2").replace("2023-05", "2024-03")]
    made = folder(tmp_path, *rows, ONE.replace("A1", "A3").replace("2023", "2024"), toml="")
    assert part_years(open_folder(made, TODAY)) == ["2024/25"]
    assert "part of the year" not in report_text(made, YEAR)


def test_a_report_of_part_of_a_year_agrees_with_its_data(tmp_path: Path) -> None:
    run = open_folder(partly(tmp_path), TODAY)
    said: list[str] = []
    report = build_report(run, YEAR, draft=False, force=False, say=said.append)
    assert len([line for line in said if "only part of 2023/24" in line]) == 1
    found = verified(run, report, None)
    assert found.agrees
    assert "only complaints received from 1 May 2023" in found.held_to


def test_a_command_says_on_stderr_that_its_year_is_part_of_one(command: Callable[..., object], tmp_path: Path) -> None:
    made = folder(tmp_path / "part", ONE, toml="")
    assert command("figures", "-f", folder(tmp_path / "whole", ONE, toml=COVERS)).stderr == ""
    for words in (("figures",), ("chart", "methods", "--output", tmp_path / "made.png"), ("build",)):
        done = command(*words, "-f", made)
        assert (done.returncode, done.stderr.count("\n")) == (0, 1)
        assert "only part of 2023/24: complaints received on 1 May 2023" in done.stderr


# Tables of which there is nothing


TABLES = {
    "issues": ("No data on the issues that complaints raised", "No issues were recorded at stage 1 in 2023/24."),
    "compliments": ("No data on compliments", "There were no compliments in 2023/24"),
    "ombudsman": ("No data on complaints to the Ombudsman", "no complaints were referred to the Ombudsman"),
    "learning": ("No data on learning from complaints", "No learning was recorded for 2023/24."),
}


@pytest.mark.parametrize("headings", [True, False])
def test_a_table_without_rows_says_nothing_and_one_that_is_said_to_be_none_says_so(
    tmp_path: Path, headings: bool
) -> None:
    empty = {table: ",".join(columns_of(MODELS[table])) + "\n" for table in TABLES} if headings else {}
    silent = report_text(folder(tmp_path / "silent", ONE, **empty), YEAR)
    names = ", ".join(f'"{table}"' for table in TABLES)
    told = report_text(folder(tmp_path / "told", ONE, toml=f"[data]\ncovers = ['{YEAR}']\nnone = [{names}]\n", **empty))
    for not_supplied, none in TABLES.values():
        assert not_supplied in silent
        assert none not in silent
        assert not_supplied not in told
        assert none in told
    assert "No issues were recorded" not in silent


def test_a_blank_share_is_of_every_row_that_was_read(tmp_path: Path) -> None:
    good = [ONE.replace("A1", f"A{at}") for at in range(8)]
    blank = "C1,1,statutory,2023-05-01,2023-05-10,Fostering,upheld,,parent"
    wrong = [
        f"W{at},1,statutory,2023-05-01,2023-02-31,Fostering,upheld,{how},parent" for at, how in enumerate(("", "?", ""))
    ]
    run = open_folder(folder(tmp_path, *good, blank, *wrong, toml=COVERS), TODAY)
    assert len(run.errors) == 4
    (found,) = [one for one in run.faults if one.rule == "blank-column"]
    assert (found.column, found.message) == ("method", "25% of the cells are blank (3 of 12).")
