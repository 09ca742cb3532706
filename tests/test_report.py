"""Whole reports: the sample's text as it was read by a person, and folders that the sample is unlike."""

import csv
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from complaints_report.errors import CommandError
from complaints_report.run import build_report, open_folder
from tests.conftest import SAMPLE, TODAY, copy_of, report_text
from tests.docx_lint import lint
from tests.docx_text import to_text

HEADINGS = "reference,stage,procedure,received_on,responded_on,service,outcome,method,complainant"
UNSAYABLE = re.compile(r"\bnan\b|\bNone\b|\binf\b|\{\{|\}\}|\ban? unknown number|  +\S|\bNaT\b| ,|\(\)|\.\.")


def folder(path: Path, *rows: str, toml: str = "", **tables: str) -> Path:
    path.mkdir(exist_ok=True)
    (path / "report.toml").write_text('[organisation]\nname = "Example Trust"\n' + toml, encoding="utf-8")
    (path / "complaints.csv").write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def read_well(text: str) -> None:
    found = [line for line in text.splitlines() if UNSAYABLE.search(line.strip())]
    assert not found
    assert "| --- |" not in text
    assert "[#" not in text
    starts_with_numeral = re.compile(r"(?:[.!?] |^(?:- |Body Text: ))\d")
    assert not [line for line in text.splitlines() if starts_with_numeral.search(line) and "|" not in line]


ONE = "A1,1,statutory,2023-05-01,2023-05-10,Fostering,upheld,email,parent"
AWKWARD = {
    "one-complaint": (ONE,),
    "one-not-answered": ("A1,1,local,2023-05-01,,Fostering,,post,advocate",),
    "all-withdrawn": (
        "A1,1,statutory,2023-05-01,,Fostering,withdrawn,,",
        "A2,1,statutory,2023-06-01,,Adoption,withdrawn,post,care leaver",
    ),
    "first-year-all-stages": (
        ONE,
        "A1,2,statutory,2023-07-03,2023-11-01,Fostering,partially upheld,,",
        "A1,3,statutory,2023-12-01,2024-02-01,Fostering,not upheld,,",
    ),
    "up-from-none": (
        "B1,1,local,2022-04-04,2022-04-20,Adoption,not upheld,email,parent",
        ONE,
        "A1,2,statutory,2023-07-03,2023-11-01,Fostering,partially upheld,,",
        "A2,1,statutory,2024-03-20,2024-04-20,Fostering,upheld,post,child or young person",
    ),
    "down-to-none": (
        "B1,1,statutory,2022-04-04,2022-04-20,Adoption,upheld,post,child or young person",
        "B1,2,statutory,2022-07-04,2022-09-20,Adoption,upheld,post,parent",
        "B1,3,statutory,2022-10-04,2022-12-20,Adoption,upheld,post,parent",
        "A2,1,local,2024-03-20,2024-04-20,Adoption,withdrawn,email,other",
    ),
    "only-stage-2": ("A1,2,statutory,2023-07-03,2023-11-01,Fostering,partially upheld,,",),
    "ties": tuple(f"T{n},1,statutory,2023-05-01,2023-05-30,Service {n % 9},upheld,email,parent" for n in range(18)),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_year_reads_well(name: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    made = folder(tmp_path, *AWKWARD[name])
    text = report_text(made, "2023/24")
    read_well(text)
    assert not lint(made / "output" / "report-2023-24.docx")
    golden(f"{name}.txt", text)


def test_the_sample_report_is_the_one_that_was_read(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    text = report_text(copy_of(SAMPLE, tmp_path))
    read_well(text)
    golden("sample.txt", text)


def test_a_year_that_only_history_knows_reads_well(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    text = report_text(copy_of(SAMPLE, tmp_path), "2022/23")
    read_well(text)
    golden("sample-2022-23.txt", text)


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    reports = []
    for name in ("one", "two"):
        run = open_folder(copy_of(SAMPLE, tmp_path / name), TODAY)
        build_report(run, "2023/24", draft=False, force=False)
        output = tmp_path / name / "output"
        reports.append({path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()})
    assert reports[0].keys() == reports[1].keys()
    assert [name for name in reports[0] if reports[0][name] != reports[1][name]] == []


def test_what_is_built_is_recorded_with_hashes(tmp_path: Path) -> None:
    made = folder(tmp_path, ONE, "A2,1,statutory,2023-13-01,,Fostering,,,")
    run = open_folder(made, TODAY)
    build_report(run, "2023/24", draft=True, force=False)
    record = json.loads((made / "output" / "run.json").read_text(encoding="utf-8"))
    counted = record["inputs"][0]
    assert (counted["rows_read"], counted["rows_used"], counted["rows_left_out"]) == (2, 1, 1)
    assert {"report-2023-24.docx", "figures.csv", "charts/volumes.png", "charts/volumes.csv"} <= set(record["outputs"])
    assert (record["errors"], record["draft"], record["year"]) == (1, True, "2023/24")


def test_a_report_that_was_edited_is_kept_unless_forced(tmp_path: Path) -> None:
    run = open_folder(folder(tmp_path, ONE), TODAY)
    report = build_report(run, "2023/24", draft=False, force=False)
    build_report(run, "2023/24", draft=False, force=False)
    report.write_bytes(report.read_bytes() + b" ")
    with pytest.raises(CommandError, match="has been edited"):
        build_report(run, "2023/24", draft=False, force=False)
    build_report(run, "2023/24", draft=False, force=True)
    build_report(run, "2023/24", draft=False, force=False)


def test_building_another_year_does_not_forget_the_first(tmp_path: Path) -> None:
    run = open_folder(folder(tmp_path, *AWKWARD["up-from-none"]), TODAY)
    for year in ("2022/23", "2023/24", "2022/23"):
        build_report(run, year, draft=False, force=False)


def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    made = folder(tmp_path, ONE, "A2,1,statutory,2023-13-01,,Fostering,,,")
    text = report_text(made, "2023/24", draft=True)
    assert "DRAFT, built in spite of errors in the data (1); 1 row is left out" in text


def test_what_people_typed_prints_as_it_stands(tmp_path: Path) -> None:
    odd = '<b>O\'Brien & "Co"</b> {{ 7 * 7 }} *star* | pipe 1. 🎉 [x](y)'
    cell = '"' + odd.replace('"', '""') + '"'
    made = folder(
        tmp_path,
        ONE.replace("Fostering", cell),
        compliments=f"received_on,service,text,about,from,include\n2023-05-01,{cell},{cell},{cell},{cell},yes\n",
    )
    text = report_text(made, "2023/24")
    assert text.count(odd) >= 3


def test_a_comment_in_content_stands_in_its_section(tmp_path: Path) -> None:
    made = folder(tmp_path, ONE)
    (made / "content").mkdir()
    (made / "content" / "ombudsman.md").write_text("# Our view\n\nWe *agree*.\n", encoding="utf-8")
    text = report_text(made, "2023/24")
    section = text[text.rindex("5. Local Government") : text.rindex("6. Learning")]
    assert "Our view" in section
    assert "We agree." in section


@pytest.mark.parametrize("rows", [20_000])
def test_a_large_year_builds(tmp_path: Path, rows: int) -> None:
    chance = random.Random(1)
    path = folder(tmp_path)
    with (path / "complaints.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS.split(","))
        for number in range(rows):
            day = f"2023-{chance.randint(4, 12):02d}-{chance.randint(1, 28):02d}"
            service = f"Service {chance.randint(1, 100)}"
            outcome = chance.choice(["upheld", "not upheld", "withdrawn"])
            writer.writerow([number, 1, "statutory", day, "2024-01-31", service, outcome, "email", "parent"])
    run = open_folder(path, TODAY)
    text = to_text(build_report(run, "2023/24", draft=False, force=False))
    assert "20,000 complaints were received" in text
