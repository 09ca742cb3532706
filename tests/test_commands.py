"""The commands as people and scripts call them."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from complaints_report.charts import CHARTS
from tests.awkward import ONE, folder
from tests.conftest import ROOT, SAMPLE, some_of

COLUMNS = (
    *("metric", "stage", "by", "group", "year", "value", "numerator", "denominator", "unit"),
    *("previous", "change", "percent_change"),
)
BAD = "A2,1,statutory,31/02/2023,,Fostering,,,"


def test_figures_writes_csv_with_the_contracts_columns(command, tmp_path: Path) -> None:
    done = command("figures", "-f", folder(tmp_path, ONE), "--year", "2023-24", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert (done.returncode, done.stderr) == (0, "")
    assert tuple(rows[0]) == COLUMNS
    received = next(row for row in rows if row["metric"] == "received")
    assert (received["stage"], received["value"], received["previous"]) == ("1", "1", "")


def test_figures_writes_json_and_chooses_a_metric(command, tmp_path: Path) -> None:
    done = command("figures", "-f", folder(tmp_path, ONE), "--format", "json", "--metric", "upheld_or_partly")
    rows = json.loads(done.stdout)
    assert {row["metric"] for row in rows} == {"upheld_or_partly"}
    assert rows[0]["value"] == 100.0


def test_a_misspelt_metric_chart_or_year_is_one_line_with_the_cure(command, tmp_path: Path) -> None:
    made = folder(tmp_path, ONE)
    for words, said in (
        (("figures", "--metric", "recieved"), "did you mean 'received'?"),
        (("explain", "recieved"), "did you mean 'received'?"),
        (("explain", "received"), "use --stage 1, 2 or 3"),
        (("explain", "received", "--stage", "4"), "use --stage 1, 2 or 3"),
        (("explain", "complaints_per_referral", "--stage", "1"), "leave --stage out"),
        (("explain", "ombudsman_upheld"), "do not hold what 'ombudsman_upheld' is made of"),
        (("explain", "received", "--stage", "1", "--by", "are", "--group", "x"), "did you mean 'area'?"),
        (
            ("explain", "received", "--stage", "1", "--by", "service", "--group", "Fostring"),
            "did you mean 'Fostering'?",
        ),
        (("explain", "received", "--stage", "1", "--by", "service"), "needs --group; use one of: Fostering."),
        (("explain", "received", "--stage", "1", "--group", "Fostering"), "--group needs --by"),
        (("explain", "outcomes", "--stage", "1"), "add --by (outcome) and --group"),
        (("explain", "timed", "--stage", "1", "--year", "2019/20"), "the years there are: 2023/24"),
        (("chart", "volume"), "did you mean 'volumes'?"),
        (("figures", "--year", "2023"), "is not a year such as 2023/24"),
        (("figures", "--year", "2019/20"), "the years there are: 2023/24"),
    ):
        done = command(*words, "-f", made)
        assert done.returncode == 2
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
        assert done.stdout == ""


NEXT = {"good": (), "bad": (BAD,), "odd": (ONE.replace("A1", "A2").replace("upheld", "odd"),)}
NAMED = {"chart": ["volumes"], "explain": ["received", "--stage", "1"]}


@pytest.mark.parametrize("name", ["figures", "explain", "build", "chart"])
def test_errors_in_the_data_stop_a_command_and_point_to_check(command, tmp_path: Path, name: str) -> None:
    made = folder(tmp_path, ONE, BAD)
    done = command(name, *NAMED.get(name, []), "-f", made)
    assert done.returncode == 1
    assert "complaints-report check" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (made / "output").exists()


def test_a_draft_leaves_faulty_rows_out_and_says_so(command, tmp_path: Path) -> None:
    done = command("figures", "-f", folder(tmp_path, ONE, BAD), "--draft", "--format", "csv")
    assert done.returncode == 0
    assert "Draft: rows with errors are left out" in done.stderr
    assert "received,1,,,2023/24,1,1" in done.stdout


def test_explain_says_what_is_behind_a_figure(fresh_command, tmp_path: Path) -> None:
    withdrawn = "A2,1,statutory,2023-05-01,,Fostering,withdrawn,,"
    made = folder(tmp_path, ONE, withdrawn)
    asked = ("explain", "within_10_days", "--stage", "1", "--by", "procedure", "--group", "statutory", "-f", made)
    done = fresh_command(*asked)
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("100.0 percent", "Numerator    1", "Denominator  1", "    A1", "withdrawn (1)\n    A2"):
        assert said in done.stdout
    rows = list(csv.DictReader(io.StringIO(fresh_command(*asked, "--format", "csv").stdout)))
    told = ("reference", "received_on", "in_numerator", "in_denominator", "left_out_because", "file", "row")
    assert [tuple(row[name] for name in told) for row in rows] == [
        ("A1", "2023-05-01", "yes", "yes", "", "complaints.csv", "2"),
        ("A2", "2023-05-01", "no", "no", "withdrawn", "complaints.csv", "3"),
    ]


def test_a_draft_of_explain_says_how_many_rows_errors_leave_out(command, tmp_path: Path) -> None:
    done = command("explain", "received", "--stage", "1", "-f", folder(tmp_path, ONE, BAD), "--draft")
    assert done.returncode == 0
    assert "Draft: rows with errors are left out" in done.stderr
    assert "1 row is left out of every figure because of errors" in done.stdout


def test_check_exits_by_what_it_finds(command, tmp_path: Path) -> None:
    assert command("check", "-f", folder(tmp_path / "good", ONE)).returncode == 0
    bad = command("check", "-f", folder(tmp_path / "bad", ONE, BAD), "--format", "json")
    found = [fault for fault in json.loads(bad.stdout) if fault["severity"] == "error"]
    assert bad.returncode == 1
    assert [(fault["rule"], fault["row"], fault["column"], fault["value"]) for fault in found] == [
        ("unreadable-date", 3, "received_on", "31/02/2023")
    ]
    empty = folder(tmp_path / "none", ONE)
    (empty / "complaints.csv").unlink()
    done = command("check", "-f", empty, "--format", "csv")
    assert done.returncode == 2
    assert "unreadable-file" in done.stdout


def test_without_a_folder_the_sample_is_used_and_said(command) -> None:
    done = command("figures", "--metric", "escalation", "--format", "csv", cwd=ROOT)
    assert "uses the sample" in done.stderr
    assert "escalation,2,,,2023/24,15.1,56,371,percent,16.1,-1.0," in done.stdout


def test_no_folder_is_one_line(command, tmp_path: Path) -> None:
    done = command("check", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "--folder" in done.stderr


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_one_chart_is_drawn_alone_with_its_numbers(command, tmp_path: Path, suffix: str) -> None:
    made = folder(tmp_path, ONE)
    done = command("chart", "services-stage-1", "-f", made, "--output", tmp_path / f"drawn{suffix}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"drawn{suffix}").stat().st_size > 1000
    assert (tmp_path / "drawn.csv").read_text(encoding="utf-8").startswith("\ufeffService,Stage 1 complaints\n")
    assert not (made / "output").exists()


def test_a_chart_over_the_years_of_one_year_says_so(command, tmp_path: Path) -> None:
    done = command("chart", "volumes", "-f", folder(tmp_path, ONE), "--output", tmp_path / "x.png")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "there are no complaints received in 2023/24 and an earlier year" in done.stderr
    assert "add the figures of earlier years to history.csv" in done.stderr
    assert not (tmp_path / "x.png").exists()


@pytest.mark.parametrize("name", some_of(CHARTS, "volumes", "services-stage-2"))
def test_every_chart_of_the_report_is_drawn_by_its_name(command, tmp_path: Path, name: str) -> None:
    done = command("chart", name, "-f", SAMPLE, "--output", tmp_path / f"{name}.png")
    assert done.returncode == 0, done.stderr


def test_check_says_what_to_do_next(command, tmp_path: Path) -> None:
    good, bad, odd = (folder(tmp_path / name, ONE, *rows) for name, rows in NEXT.items())
    said = [command("check", "-f", made).stderr for made in (good, bad, odd)]
    assert all(line.startswith("Next: ") and line.count("\n") == 1 for line in said)
    assert f'`complaints-report build --folder "{good}"`' in said[0]
    assert f'`complaints-report build --folder "{bad}" --draft`' in said[1]
    assert f'`complaints-report init "{odd}" --values`' in said[2]


def test_a_csv_that_is_written_to_a_file_has_the_mark_by_which_excel_reads_its_letters(command, tmp_path: Path) -> None:
    made = folder(tmp_path / "made", ONE)
    for words in (("figures",), ("check",), ("explain", "received", "--stage", "1")):
        path = tmp_path / f"{words[0]}.csv"
        command(*words, "-f", made, "--output", path)
        printed = command(*words, "-f", made, "--format", "csv").stdout
        assert not printed.startswith("\ufeff")
        assert path.read_bytes() == b"\xef\xbb\xbf" + printed.encode()
    command("build", "--draft", "-f", made)
    written = [*(made / "output" / "2023-24").rglob("*.csv")]
    assert len(written) > 1
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in written)


def test_our_own_figures_are_read_again_as_history(command, tmp_path: Path) -> None:
    made = folder(tmp_path / "made", ONE)
    assert command("figures", "-f", made, "--output", tmp_path / "figures.csv").returncode == 0
    (made / "history.csv").write_bytes((tmp_path / "figures.csv").read_bytes().replace(b"2023/24", b"2022/23"))
    read = command("figures", "-f", made, "--year", "2022/23", "--metric", "received", "--format", "csv")
    assert read.returncode == 0, read.stderr
    assert len(read.stdout.splitlines()) > 1


def test_a_chart_without_data_or_of_a_wrong_kind_says_why(command, tmp_path: Path) -> None:
    made = folder(tmp_path, ONE)
    for words in (("chart", "compliments"), ("chart", "volumes", "--output", tmp_path / "x.gif")):
        done = command(*words, "-f", made)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_every_command_has_help(command) -> None:
    for name in ("init", "check", "figures", "metrics", "explain", "chart", "build", "verify", "refresh", "close"):
        done = command(name, "--help")
        assert done.returncode == 0
        assert "Usage" in done.stdout


def test_lists_go_to_the_screen(fresh_command) -> None:
    assert "share_by_email_or_online" in fresh_command("metrics").stdout
    assert "services-stage-3" in fresh_command("chart", "--list").stdout


def test_output_that_cannot_be_written_is_one_line_and_leaves_nothing(command, tmp_path: Path) -> None:
    made = folder(tmp_path, ONE)
    (made / "output").write_text("in the way", encoding="utf-8")
    done = command("build", "-f", made)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert (made / "output").read_text(encoding="utf-8") == "in the way"


def loaded(*words: object) -> set[str]:
    """The packages that a command loads."""
    line = [sys.executable, "-X", "importtime", "-m", "complaints_report", *map(str, words)]
    told = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stderr
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}


READERS = {"openpyxl", "xlrd", "rapidfuzz"}
LOOK_ALIKES = {"rapidfuzz"}
"""What tells services apart that look alike."""
WORD = {"docx", "lxml"}
WORDS = {"jinja2", "markdown_it"}
DRAWING = {"matplotlib", "PIL"}


def test_a_command_loads_only_what_it_uses(tmp_path: Path, built_sample) -> None:
    made, (run, report) = folder(tmp_path, ONE), built_sample
    assert not loaded("metrics") & {"pandas", "pydantic", *READERS, *WORD, *WORDS, *DRAWING}
    assert not loaded("figures", "-f", made) & (READERS | WORD | WORDS | DRAWING)
    assert not loaded("check", "-f", run.folder) & (READERS - LOOK_ALIKES | WORD | DRAWING)
    assert not loaded("chart", "services-stage-1", "-f", made, "-o", tmp_path / "x.png") & (READERS | WORD | WORDS)
    assert not loaded("verify", report, "-f", run.folder) & (READERS - LOOK_ALIKES | DRAWING | {"docx"})


def test_a_report_has_the_prefixes_that_everybody_knows(command, tmp_path: Path) -> None:
    done = command("build", "-f", folder(tmp_path, ONE))
    with ZipFile(done.stdout.strip()) as package:
        assert b"xmlns:ns0" not in package.read("word/document.xml")
