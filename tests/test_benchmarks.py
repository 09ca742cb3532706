"""What `make bench` measures with is right; nothing here is timed."""

import random
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.contests import Contest, Target
from benchmarks.inputs import make_folder
from benchmarks.marked import altered, numbers_of, slip_of
from benchmarks.ours import BODY, marked, reworded, stripped
from benchmarks.page import disturbed, put_in, verdicts
from benchmarks.scale import years
from benchmarks.timing import Program, Result, Took, in_turn
from benchmarks.verify import SEEN, Report, Score, measured, strangers, table_of
from complaints_report.run import Run, open_folder

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


MARKED = (
    ("We had ", "⟦1,0", "24⟧", " complaints, ⟦37", ".5⟧% of them late."),
    ("On 3 May 2024 we told all 12 of the teams.",),
    ("Of ⟦96⟧, ⟦36⟧ were late.",),
)


def in_runs(path: Path) -> Path:
    """A document whose marks are split over runs of several looks, as an office program leaves them."""
    document = docx.Document()
    for runs in MARKED:
        paragraph = document.add_paragraph()
        for place, words in enumerate(runs):
            paragraph.add_run(words).font.size = Pt(10 + place)
    document.save(str(path))
    return path


def words_of(path: Path) -> list[str]:
    return [one.text for one in docx.Document(str(path)).paragraphs]


def report_of(name: str, group: str) -> Report:
    return replace(next(strangers()), name=name, group=group)


def test_marks_are_taken_out_and_nothing_else(tmp_path: Path) -> None:
    made = altered(in_runs(tmp_path / "marked.docx"), tmp_path / "right.docx")
    assert (made.marks, made.slips) == (4, ())
    assert words_of(made.path) == [
        "We had 1,024 complaints, 37.5% of them late.",
        "On 3 May 2024 we told all 12 of the teams.",
        "Of 96, 36 were late.",
    ]


def test_numbers_in_marks_are_altered_to_numbers_that_stand_nowhere_else(tmp_path: Path) -> None:
    path = in_runs(tmp_path / "marked.docx")
    right = words_of(altered(path, tmp_path / "right.docx").path)
    for seed in range(20):
        wrong = altered(path, tmp_path / "wrong.docx", 3, seed)
        said = "\n".join(words_of(wrong.path))
        assert len(wrong.slips) == 3
        for slip in wrong.slips:
            assert said.count(slip.now) == 1
            assert slip.words in right
            assert not numbers_of(slip.now) & numbers_of("\n".join(right))
            said = said.replace(slip.now, slip.was)
        assert said == "\n".join(right)
        assert altered(path, tmp_path / "again.docx", 3, seed).slips == wrong.slips


def test_no_mark_is_left_in_any_report_of_others(tmp_path: Path) -> None:
    for path in Path("benchmarks/strangers").glob("*/report.docx"):
        made = altered(path, tmp_path / "altered.docx", 30, 1)
        with ZipFile(path) as before, ZipFile(made.path) as after:
            assert after.namelist() == before.namelist()
            assert not any("⟦".encode() in after.read(name) for name in after.namelist())
        assert len(made.slips) == 30


def test_what_a_text_box_says_twice_counts_once(tmp_path: Path) -> None:
    path = Path("benchmarks/strangers/castlebridge/report.docx")
    assert altered(path, tmp_path / "right.docx").marks == ZipFile(path).read(BODY).decode().count("⟦") - 7


def test_marks_of_a_page_in_markdown_are_taken_out_too(tmp_path: Path) -> None:
    page = tmp_path / "report.md"
    page.write_text("# Complaints\n\n| stage 1 | ⟦94⟧ |\n| late | ⟦24⟧ |\n", encoding="utf-8")
    assert altered(page, tmp_path / "right.md").path.read_text(encoding="utf-8") == page.read_text(
        encoding="utf-8"
    ).replace("⟦", "").replace("⟧", "")
    (slip,) = altered(page, tmp_path / "wrong.md", 1, 1).slips
    assert slip.words in ("| stage 1 | 94 |", "| late | 24 |")


@given(
    st.integers(0, 99_999), st.integers(0, 2), st.sets(st.integers(0, 99).map(str), max_size=60), st.integers(0, 9999)
)
def test_slips_swap_two_digits_or_step_in_the_last_place(digits: int, places: int, taken: set[str], seed: int) -> None:
    was = f"{Decimal(digits).scaleb(-places):,}"
    now = slip_of(was, taken, random.Random(seed))
    plain = now.replace(",", "")
    if now:
        assert plain not in taken
        assert Decimal(plain) >= 0
        assert len(plain.partition(".")[2]) == places
        step = abs(Decimal(plain) - Decimal(was.replace(",", ""))).scaleb(places)
        assert step in (1, 2, 3, 5, 10) or sorted(plain) == sorted(was.replace(",", ""))


def test_every_report_that_was_looked_at_is_there_and_the_others_come_first() -> None:
    groups = [one.group for one in strangers()]
    assert groups == sorted(groups, key=["held out", "looked at", "as Markdown"].index)
    assert groups.count("looked at") == len(SEEN)
    assert groups.count("held out") >= 4


@pytest.mark.long
def test_a_stranger_is_measured_with_its_data_and_without(tmp_path: Path) -> None:
    report = next(one for one in strangers() if one.name == "Kestrel")
    quick = replace(report, many=20, seeds=(1,))
    by_data, alone = (measured(quick, tmp_path, alone) for alone in (False, True))
    assert by_data.marked == alone.marked == 129
    assert by_data.altered == alone.altered == 20
    assert by_data.read >= by_data.judged > alone.judged > 0
    assert 20 >= by_data.found > alone.found >= 0


@pytest.mark.long
def test_hardly_a_right_number_of_what_others_wrote_is_called_wrong(tmp_path: Path) -> None:
    alarms = {one.name: measured(replace(one, seeds=()), tmp_path, alone=False).alarms for one in strangers()}
    assert max(alarms.values()) <= 2, alarms
    assert sum(alarms.values()) <= 10, alarms


def test_many_slips_in_one_report_do_not_hide_each_other(tmp_path: Path) -> None:
    report = next(one for one in strangers() if one.name == "Norrinshire Families")
    score = measured(replace(report, seeds=(1, 2, 3)), tmp_path, alone=False)
    assert (score.alarms, score.altered) == (0, 90)
    assert score.found >= 48


def test_scores_of_a_group_are_added_up() -> None:
    scores = {"A": Score(9, 8, 7, 0, 4, 2, 1), "B": Score(1, 1_000, 1, 1, 4, 4, 0)}
    lines = table_of([(report_of(name, "held out"), score) for name, score in scores.items()]).splitlines()
    assert lines[2:] == [
        "| A | 9 | 8 | 7 | 0 | 4 | 2 | 50.0 | 1 |",
        "| B | 1 | 1,000 | 1 | 1 | 4 | 4 | 100.0 | 0 |",
        "| **all 2 held out** | 10 | 1,008 | 8 | 1 | 8 | 6 | 75.0 | 1 |",
    ]


@pytest.mark.long
def test_our_own_report_is_marked_stripped_and_put_into_other_words(
    built_sample: tuple[Run, Path], tmp_path: Path
) -> None:
    run, path = built_sample
    kept = marked(path, tmp_path / "kept.docx")
    bare = stripped(kept, tmp_path / "bare.docx")
    other = reworded(bare, tmp_path / "other.docx", 1)
    bodies = {one.stem: ZipFile(one).read(BODY).decode() for one in (path, kept, bare, other)}
    assert [("<w:sdt>" in body) for body in bodies.values()] == [True, True, False, False]
    right = altered(kept, tmp_path / "right.docx")
    assert words_of(right.path) == words_of(path)
    assert right.marks > 500
    assert altered(other, tmp_path / "right.docx").marks > 0.9 * right.marks
    assert len(set(words_of(other)) - set(words_of(bare))) > 20
    score = measured(Report("ours", "ours", kept, run, 20, (1,)), tmp_path, alone=False)
    assert (score.alarms, score.altered) == (0, 20)
