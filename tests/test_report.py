"""Whole reports: the sample's text as it was read by a person, and folders that the sample is unlike."""

import csv
import json
import random
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from complaints_report.build import build_report
from complaints_report.errors import CommandError
from complaints_report.run import open_folder
from complaints_report.verify import verified
from tests import prose
from tests.awkward import AWKWARD, HEADINGS, ONE, PLAIN, folder, partly
from tests.conftest import SAMPLE, TODAY, Built, copy_of, report_text
from tests.docx_lint import lint
from tests.docx_text import to_text
from tests.kills import files
from tests.passages import new_passages, other_numbers

UNSAYABLE = re.compile(r"\bnan\b|\bNone\b(?! of )|\binf\b|\{\{|\}\}|\ban? unknown number|  +\S|\bNaT\b| ,|\(\)|\.\.")


def read_well(text: str) -> None:
    found = [line for line in text.splitlines() if UNSAYABLE.search(line.strip())]
    assert not found
    assert "| --- |" not in text
    assert "[#" not in text
    starts_with_numeral = re.compile(r"(?:[.!?] |^(?:- |Body Text: ))\d")
    assert not [line for line in text.splitlines() if starts_with_numeral.search(line) and "|" not in line]


@pytest.fixture(scope="session")
def report_of(
    request: pytest.FixtureRequest, built_once: Callable[..., Built], built_awkward: Callable[[str], Built]
) -> Callable[[str], Path]:
    """The report of the sample or of another year, by name."""
    made = {
        "sample": lambda: request.getfixturevalue("built_sample"),
        "sample-2022-23": lambda: request.getfixturevalue("built_last_year"),
        "part-of-a-year": lambda: built_once("part-of-a-year", partly),
        **{name: partial(built_awkward, name) for name in AWKWARD},
    }
    return lambda name: made[name]()[1]


OTHERS = ("sample-2022-23", "part-of-a-year", *AWKWARD)
"""Years that the sample is unlike, one of them the year that only its history knows."""


@pytest.mark.parametrize("name", ["sample", *OTHERS])
def test_a_report_reads_well(name: str, report_of: Callable[[str], Path]) -> None:
    text = to_text(report_of(name))
    read_well(text)
    assert not prose.faults(text)
    assert not lint(report_of(name))


def test_the_sample_report_is_the_one_that_was_read(
    report_of: Callable[[str], Path], golden: Callable[[str, str], None]
) -> None:
    golden("sample.txt", to_text(report_of("sample")))


def test_what_other_years_say_that_the_sample_does_not_is_what_was_read(
    report_of: Callable[[str], Path], golden: Callable[[str, str], None]
) -> None:
    texts = {name: to_text(report_of(name)) for name in ("sample", *OTHERS)}
    golden("other-words.txt", new_passages(texts))
    golden("other-numbers.txt", other_numbers(texts))


@pytest.mark.usefixtures("charts_drawn_anew")
def test_two_builds_give_the_same_bytes(built_sample: Built, tmp_path: Path) -> None:
    again = build_report(open_folder(copy_of(SAMPLE, tmp_path), TODAY), "2023/24", draft=False, force=False)
    one, two = files(built_sample[1].parent), files(again.parent)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_what_is_built_is_recorded_with_hashes(tmp_path: Path) -> None:
    made = folder(tmp_path, ONE, "A2,1,statutory,2023-13-01,,Fostering,,,")
    run = open_folder(made, TODAY)
    build_report(run, "2023/24", draft=True, force=False)
    record = json.loads((made / "output" / "2023-24" / "run.json").read_text(encoding="utf-8"))
    counted = record["inputs"][0]
    assert (counted["rows_read"], counted["rows_used"], counted["rows_left_out"]) == (2, 1, 1)
    assert {"report-2023-24.docx", "figures.csv", "charts/methods.png", "charts/methods.csv"} <= set(record["outputs"])
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
    run = open_folder(folder(tmp_path, *PLAIN["up-from-none"]), TODAY)
    for year in ("2022/23", "2023/24", "2022/23"):
        build_report(run, year, draft=False, force=False)


def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    made = folder(tmp_path, ONE, "A2,1,statutory,2023-13-01,,Fostering,,,")
    text = report_text(made, "2023/24", draft=True)
    assert "DRAFT, built in spite of errors in the data (1); 1 row is left out" in text


def test_resolved_is_listed_where_it_occurs_at_any_stage_and_explained(tmp_path: Path) -> None:
    later = "A1,2,statutory,2023-07-03,2023-08-01,Fostering,Locally resolved,,"
    made = folder(tmp_path, ONE, later)
    text = report_text(made, "2023/24")
    (row,) = re.findall(r"Inconclusive .*\n\| Resolved(.*)\n\| Outside jurisdiction ", text)
    assert re.fullmatch(r"\[\^\d\] \| 0 \(0\.0%\) \| 1 \(100\.0%\) \| 0 \|", row)
    assert "settled without a finding" in text
    assert "the one complaint decided was neither upheld nor partially upheld" in text
    run = open_folder(made, TODAY)
    assert not [one for one in verified(run, made / "output" / "2023-24" / "report-2023-24.docx").findings if one.fault]


def test_resolved_is_not_listed_where_it_never_occurs(tmp_path: Path) -> None:
    text = report_text(folder(tmp_path, ONE), "2023/24")
    assert "Resolved" not in text
    assert "settled without a finding" not in text


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


TEN_ITEMS = re.compile(r"^\| What the guidance asks for \|.*\n((?:\|.*\n)+)", re.MULTILINE)


@pytest.mark.parametrize("name", ["one-complaint", "all-up"])
def test_each_of_the_ten_statutory_items_is_met_under_a_heading_or_has_no_data(
    name: str, report_of: Callable[[str], Path]
) -> None:
    text = to_text(report_of(name))
    found = TEN_ITEMS.search(text)
    assert found
    items = [line.strip("| ").split(" | ") for line in found[1].splitlines()]
    headings = re.findall(r"^Heading \d: (?:\d\. |Appendix \w: )?(.*)$", text, re.MULTILINE)
    places = {"No data supplied", *headings, *(f"{one} and {other}" for one in headings for other in headings)}
    assert len(items) == 10
    assert {where.split("; no data supplied on ")[0] for _, where in items} <= places


def test_who_complained_stands_alone_where_last_years_total_is_not_known(tmp_path: Path) -> None:
    history = "year,metric,stage,by,group,value,numerator,denominator\n"
    known = "".join(f"2022/23,received,1,complainant,{group},1,1,\n" for group in ("parent", "advocate"))
    text = report_text(folder(tmp_path, ONE, history=history + known), "2023/24")
    assert "| Complainant | 2023/24 | Share in 2023/24 |" in text
    assert "| Advocate | 0 | none |" in text
