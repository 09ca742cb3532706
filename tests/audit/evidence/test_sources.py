"""Where figures are told to come from: what is said of their files is true, and every command runs as printed."""

import re
import shlex
from dataclasses import replace
from functools import lru_cache

import pytest
from typer.testing import CliRunner

from benchmarks.marked import altered
from benchmarks.ours import marked, stripped
from complaints_report import report_folder
from complaints_report.audit.evidence import sources
from complaints_report.audit.evidence.facts import SUMS
from complaints_report.audit.wording import to_text
from complaints_report.cli import app
from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figure_names import in_quotes
from complaints_report.run import figures_for, open_folder
from complaints_report.verify import verified
from tests.audit.invented import invented
from tests.conftest import TODAY, copy_of, some_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return invented(tmp_path_factory.mktemp("two years") / "my folder")


@pytest.fixture
def once(monkeypatch, tmp_path):
    """Folders are read once, for many commands, which are run where there is none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(report_folder, "open_folder", lru_cache(open_folder))


def commands(text):
    return set(re.findall(r"`complaints-report ([^`]+)`", text))


def failing(found):
    """Those of the commands that do not run as they are printed."""
    return [one for one in sorted(found) if CliRunner().invoke(app, shlex.split(one)).exit_code]


def where(run, *key, year="2023/24", by="", group=""):
    figures = publishable(figures_for(run, "2023/24"))
    return sources(run.source, run.folder)(figures.figure(*key, by=by, group=group, year=year))


@pytest.mark.parametrize("bare", some_of([False, True], False))
def test_every_command_that_is_printed_runs_as_it_is_printed(built_sample, once, bare, tmp_path):
    run, report = built_sample
    path = marked(report, tmp_path / "kept.docx")
    path = stripped(path, tmp_path / "bare.docx") if bare else path
    wrong = altered(path, tmp_path / "altered.docx", 25, seed=5)
    found = commands(to_text(verified(run, wrong.path)))
    assert len(found) > 15
    assert failing(found) == []


@pytest.mark.parametrize("stage", SUMS)
def test_a_sum_over_stages_has_a_command_too(folder, once, stage):
    run = open_folder(folder, TODAY)
    told = sources(run.source, run.folder)(replace(figures_for(run, "2023/24").figure("received", 1), stage=stage))
    assert failing(commands(told)) == []
    assert "figures --metric received --year 2023/24" in told


def test_a_draft_is_explained_as_a_draft(folder, once, tmp_path):
    faulty = copy_of(folder, tmp_path / "faulty")
    with (faulty / "complaints.csv").open("a", encoding="utf-8") as file:
        file.write("X1,1,local,2023-13-01,,Intake,,,\n")
    (tmp_path / "report.md").write_text("In 2023/24 we received 236 complaints at stage 1.", encoding="utf-8")
    found = commands(to_text(verified(open_folder(faulty, TODAY), tmp_path / "report.md")))
    assert len(found) == 1
    assert failing(found) == []


@pytest.mark.parametrize("words", ['the "Hub"', "cash $ box", "a `b`", "a\\b", "Who’s there", "A & B"])
def test_a_name_reaches_the_command_as_it_is(words):
    assert shlex.split(in_quotes(words)) == [words]


def test_a_folder_in_the_current_one_is_named_as_people_name_it(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert where(open_folder(folder, TODAY), "received", 1).endswith('--year 2023/24 -f "my folder"`')
    monkeypatch.chdir(folder)
    assert where(open_folder(folder, TODAY), "received", 1).endswith("--year 2023/24 -f .`")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (("received", 1), "complaints.csv, 263 records"),
        (("compliments", None), "compliments.csv, 81 records"),
        (("referrals", None), "activity.csv, column referrals, the row of 2023/24"),
        (("complaints_per_referral", None), "complaints.csv and activity.csv"),
        (("escalation", 2), "complaints.csv"),
    ],
)
def test_what_is_said_of_a_file_is_what_is_there(folder, key, said):
    assert where(open_folder(folder, TODAY), *key).partition(": `")[0] == said


def test_a_share_is_told_as_so_many_of_so_many_records(folder):
    run = open_folder(folder, TODAY)
    figure = figures_for(run, "2023/24").figure("upheld_or_partly", 1)
    said = f"complaints.csv, {figure.numerator} of {figure.denominator} records"
    assert where(run, "upheld_or_partly", 1).startswith(said)


def test_one_record_is_told_as_one(folder, tmp_path):
    one = copy_of(folder, tmp_path / "one")
    lines = (one / "compliments.csv").read_text(encoding="utf-8").splitlines()[:2]
    (one / "compliments.csv").write_text("\n".join(lines).replace("2022", "2023") + "\n", encoding="utf-8")
    assert ", 1 record: " in where(open_folder(one, TODAY), "compliments", None)


def test_a_year_that_history_tells_is_of_its_file(built_sample):
    assert where(built_sample[0], "received", 1, year="2022/23").startswith("history.csv, the rows of 2022/23: `")


def test_a_column_is_told_by_its_heading_in_the_file(folder, tmp_path):
    other = copy_of(folder, tmp_path / "other")
    path = other / "activity.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("referrals", "Referrals in"), encoding="utf-8")
    with (other / "report.toml").open("a", encoding="utf-8") as file:
        file.write('\n[sources.activity.columns]\nreferrals = "Referrals in"\n')
    assert "column Referrals in," in where(open_folder(other, TODAY), "referrals", None)


def test_controls_are_told_with_the_same_words(built_sample, tmp_path):
    run, report = built_sample
    wrong = altered(marked(report, tmp_path / "kept.docx"), tmp_path / "altered.docx", 5, seed=1)
    found = [one.where for one in verified(run, wrong.path).findings if one.where]
    assert found
    assert all(" -f " in one and not one.startswith("`") for one in found)
