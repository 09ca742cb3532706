"""A report of ours saved by LibreOffice: what `verify` says of it, and that `refresh` refuses it."""

import json

import pytest
from typer.testing import CliRunner

from complaints_report.build import build_report
from complaints_report.cli import app
from complaints_report.run import open_folder
from tests.audit.edits import edited, overtypes
from tests.audit.typing_in import in_part, says
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.document.outside_tools import ran

pytestmark = pytest.mark.document

PLANTED = (
    overtypes("371 complaints", "481 complaints"),
    says("Over the year 65 complaints were received at stage 2."),
)


def saved_as(path, kind):
    """The file as LibreOffice saves it in another folder."""
    folder = path.parent / kind
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    ran("soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(path))
    return folder / f"{path.stem}.{kind}"


def by_docx(path):
    return saved_as(path, "docx")


def by_odt(path):
    return saved_as(saved_as(path, "odt"), "docx")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sample's folder and the report built in it."""
    folder = copy_of(SAMPLE, tmp_path_factory.mktemp("sample"))
    return folder, build_report(open_folder(folder, TODAY), "2023/24", draft=False, force=False)


@pytest.fixture(scope="module")
def refreshed(built, tmp_path_factory):
    """The report brought up to data in which one more compliment came in, and their folder."""
    later = copy_of(built[0], tmp_path_factory.mktemp("later"))
    with (later / "compliments.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("2023-06-01,Fostering,,,,\n")
    path = later / "refreshed.docx"
    done = run("refresh", built[1], "-f", later, "--output", path)
    assert done.exit_code == 0
    return later, path


def run(*words):
    return CliRunner().invoke(app, [*map(str, words)])


@pytest.fixture(params=["built", "refreshed"])
def report(request):
    """The folder and the report, as it was built or after a refresh."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("saved", [by_docx, by_odt])
def test_a_right_report_is_still_right_and_says_in_one_line_what_it_lost(report, saved, tmp_path):
    folder, path = report
    done = run("verify", saved(edited(path, tmp_path / "mine.docx")), "-f", folder)
    assert done.exit_code == 0, done.stdout
    lines = done.stdout.splitlines()
    assert [one for one in lines if "controls by which its figures are known are gone" in one] == lines[1:2]
    assert "nothing is wrong" in done.stdout
    judged = next(one for one in lines if "were judged" in one)
    assert int(judged.split()[0].replace(",", "")) > 600


@pytest.mark.parametrize("saved", [by_docx, by_odt])
def test_errors_are_found_all_the_same(report, saved, tmp_path):
    folder, path = report
    done = run("verify", saved(edited(path, tmp_path / "mine.docx", *PLANTED)), "-f", folder, "--format", "json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert told["lost_controls"] > 500
    wrong = {(one["document"], one["should"]) for one in told["findings"] if one["fault"]}
    assert wrong == {("481", "371"), ("65", "56")}


@pytest.mark.parametrize("saved", [by_docx, by_odt])
def test_errors_are_found_with_no_folder_at_all(built, saved, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    wrong = overtypes("50.7% of the answers (148 of 292)", "50.7% of the answers (184 of 292)")
    path = saved(edited(built[1], tmp_path / "mine.docx", wrong))
    done = run("verify", path, "--format", "json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["year"]) == (1, None)
    assert "184" in " ".join(one["sentence"] for one in told["findings"])


@pytest.mark.parametrize("saved", [by_docx, by_odt])
def test_it_is_not_refreshed_and_stays_as_it_is(report, saved, command, tmp_path):
    folder, path = report
    mine = saved(edited(path, tmp_path / "mine.docx"))
    before = mine.read_bytes()
    done = command("refresh", mine, "-f", folder)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "controls" in done.stderr
    assert mine.read_bytes() == before
    assert [one.name for one in mine.parent.iterdir() if one.suffix == ".docx"] == ["mine.docx"]


def test_comments_go_into_a_report_that_libreoffice_saved(built, tmp_path):
    folder, path = built
    header = in_part("/word/header1.xml", "We had 92 compliments.")
    mine = by_docx(edited(path, tmp_path / "mine.docx", header, *PLANTED))
    out = tmp_path / "out.docx"
    assert run("verify", mine, "-f", folder, "--annotate", out).exit_code == 1
    again = by_docx(out)
    told = json.loads(run("verify", again, "-f", folder, "--format", "json").stdout)
    assert {one["document"] for one in told["findings"] if one["fault"]} == {"481", "65", "92"}
