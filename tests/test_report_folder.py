"""No `--output` overwrites what a report folder is read from, nor the report that is read."""

import os
import shutil
from pathlib import Path

import pytest

from complaints_report.build import build_report
from complaints_report.errors import CommandError
from complaints_report.report_folder import require_no_own_file
from complaints_report.run import open_folder
from complaints_report.settings_file import load_settings
from tests.awkward import ONE, folder
from tests.conftest import TODAY
from tests.kills import REPORT, files

TOML = """[data]
covers = ["2023/24"]
[report]
template = "ours.docx"
[charts]
font = "fonts/Ours.ttf"
[sources.history]
file = "past/figures.csv"
[sources.complaints.stage_2]
file = "Stage 2.xlsx"
"""
COMPLIMENTS = "received_on,service\n2023-05-01,Fostering\n"
OWN = (
    *("report.toml", "complaints.csv", "complaints.xlsx", "issues.ods", "Stage 2.xlsx", "past/figures.csv"),
    *("content/themes.md", "content/2023-24/themes.md", "content/new.md", "ours.docx", "fonts/Ours.ttf"),
    *("REPORT.toml", "Compliments.CSV", "elsewhere/../report.toml", "linked.txt", "hard.txt", "one.docx"),
)
FREE = ("history.csv", "figures.csv", "complaints.txt", "contents.md", "tables/issues.csv", "output/complaints.csv")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = folder(tmp_path_factory.mktemp("own"), ONE, toml=TOML)
    for name in ("content", "elsewhere"):
        (place / name).mkdir()
    (place / "content" / "themes.md").write_text("Ours.", encoding="utf-8")
    (place / "linked.txt").symlink_to(place / "complaints.csv")
    os.link(place / "report.toml", place / "hard.txt")
    (place / "one.docx").symlink_to(place / "ours.docx")
    return place


@pytest.mark.parametrize("name", OWN)
def test_a_file_that_the_folder_is_read_from_is_never_an_output(own: Path, name: str) -> None:
    with pytest.raises(CommandError, match="would be overwritten: name another file to write"):
        require_no_own_file(own, load_settings(own), own / name)


@pytest.mark.parametrize("name", FREE)
def test_any_other_file_may_be_one(own: Path, name: str) -> None:
    require_no_own_file(own, load_settings(own), None, own / name)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report of it."""
    place = folder(tmp_path_factory.mktemp("made"), ONE, compliments=COMPLIMENTS)
    build_report(open_folder(place, TODAY), None, draft=False, force=False)
    (place / "report.txt").write_text("We received 1 complaint.", encoding="utf-8")
    return place


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--output", "complaints.csv"),
        ("figures", "--output", "complaints.csv"),
        ("explain", "received", "--stage", "1", "--output", "issues.csv"),
        ("chart", "compliments"),
        ("chart", "compliments", "--output", "compliments.png"),
        ("chart", "volumes", "--output", "history.svg"),
        ("verify", REPORT, "--output", "content/told.txt"),
        ("verify", "report.txt", "--output", "report.txt"),
        ("verify", REPORT, "--annotate", "content/report.docx"),
        ("explain", "1", "--report", "report.txt", "--output", "report.txt"),
        ("refresh", REPORT, "--output", "content/report.docx"),
    ],
)
def test_every_command_refuses_in_one_line_before_it_writes(command, made: Path, words) -> None:
    before = files(made)
    done = command(*words, cwd=made)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert "would be overwritten" in done.stderr
    assert files(made) == before
    if words[0] == "chart":
        assert f"{Path(words[-1]).stem}.csv holds data" in done.stderr
        assert "-chart." in done.stderr


def test_a_report_refreshed_to_itself_is_kept_as_in_place(command, made: Path, tmp_path: Path) -> None:
    place = folder(Path(shutil.copytree(made, tmp_path / "it")), ONE, ONE.replace("A1", "A2"))
    before = (place / REPORT).read_bytes()
    done = command("refresh", REPORT, "--output", REPORT, cwd=place)
    assert done.returncode == 0, done.stderr
    assert (place / REPORT).read_bytes() != before
    assert (place / REPORT).with_suffix(".bak.docx").read_bytes() == before


def test_no_chart_is_spoken_of_where_comments_would_be_written_over_a_table(own: Path) -> None:
    settings = load_settings(own)
    with pytest.raises(CommandError, match=r"would be overwritten: name another file to write\.$"):
        require_no_own_file(own, settings, own / "out.txt", own / "complaints.csv")
    with pytest.raises(CommandError, match=r"--output compliments-chart\.png\.$"):
        require_no_own_file(own, settings, own / "compliments.png", own / "compliments.csv")
