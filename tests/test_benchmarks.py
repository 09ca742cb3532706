"""What `make bench` measures with is right; nothing here is timed."""

import sys
from datetime import date
from pathlib import Path

from benchmarks.contests import Contest, Target
from benchmarks.inputs import make_folder
from benchmarks.page import disturbed, put_in, verdicts
from benchmarks.scale import years
from benchmarks.timing import Program, Result, Took, in_turn
from complaints_report.run import open_folder

ROWS = 14_000


def python(name: str, code: str) -> Program:
    return Program(name, (sys.executable, "-c", code))


def result(name: str, *seconds: float) -> Result:
    return Result(name, tuple(Took(taken, taken, 10**9, "") for taken in seconds))


def test_two_rows_in_a_thousand_are_spoilt_in_fourteen_ways(tmp_path: Path) -> None:
    run = open_folder(make_folder(tmp_path / "made", ROWS, xlsx=False), date(2024, 6, 14))
    assert len(run.export.tables["complaints"].columns) == 20
    assert run.export.inputs[0].rows_read == ROWS
    assert {one.rule for one in run.errors} == {
        "duplicate-record",
        "missing-value",
        "response-before-received",
        "unknown-value",
        "unreadable-date",
        "wrong-stage",
    }
    assert 28 <= run.export.inputs[0].rows_left_out <= 30  # a repeated row takes the one it repeats with it


def test_a_workbook_holds_what_the_csv_does(tmp_path: Path) -> None:
    both = [make_folder(tmp_path / str(xlsx), 1_000, xlsx=xlsx) for xlsx in (False, True)]
    csv, xlsx = (open_folder(folder, date(2024, 6, 14)).errors for folder in both)
    assert [(one.rule, one.row, one.column) for one in csv] == [(one.rule, one.row, one.column) for one in xlsx]


def test_the_order_of_programs_moves_on_and_one_that_fails_is_left_out(tmp_path: Path) -> None:
    said = list[str]()
    quick = [python("a", "print(1)"), python("b", ""), python("c", "import no_such_package")]
    found = in_turn(quick, 2, warm=False, say=said.append)
    assert [line.partition(":")[0] for line in said] == ["a", "b", "c", "b", "a"]
    assert [len(one.runs) for one in found.values()] == [2, 2, 0]
    assert found["a"].runs[0].said == "1"
    assert found["c"].why_not == "ModuleNotFoundError: No module named 'no_such_package'"


def test_verdicts_compare_medians_and_say_what_could_not_be_measured() -> None:
    targets = (
        Target("slow", "ours", "other", 1.4),
        Target("quick", "ours", "other", 3.5),
        Target("held", "ours", "", 2e9),
        Target("grown", "ours", "other", 1.2, rows=(1000, 100)),
        Target("further", "ours", "other", 1.2, rows=(100, 100), since=("other", "least")),
        Target("gone", "ours", "absent", 1),
    )
    results = {one.name: one for one in (result("ours", 2, 3, 9), result("other", 1), result("least", 0.5))}
    results["absent"] = Result("absent", (), "no such package")
    lines = verdicts([(Contest("all", (), targets, 1), results)]).splitlines()[2:]
    ends = [line.split(" | ")[-1].removesuffix(" |") for line in lines]
    assert ends == ["**not met**", "met", "met", "met", "**not met**", "not measured: no such package"]
    assert "3.00 s | other, 1.00 s | 3 ×" in lines[0]


def test_programs_that_waited_are_told() -> None:
    slow = Result("slow", (Took(1.5, 1, 0, ""),))
    measured = [(Contest("all", (), (), 1), {"slow": slow, "quick": result("quick", 1)})]
    assert disturbed(measured).endswith("relied on: `slow` (all).\n")
    assert not disturbed([(measured[0][0], {"quick": result("quick", 1)})])


def test_only_what_stands_between_the_marks_is_rewritten(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- measured: rewritten by `make x` -->\nold\n<!-- end of measured -->\nafter\n")
    put_in(page, "x", "new")
    assert page.read_text() == (
        "before\n<!-- measured: rewritten by `make x` -->\n\nnew\n\n<!-- end of measured -->\nafter\n"
    )


def test_years_of_the_whole_country() -> None:
    assert years(1_000_000) == "1.3 to 22"
