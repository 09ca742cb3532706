"""The command held to every kind of document: pages, words in any file, and reports of ours."""

import json

import docx
import pytest
from typer.testing import CliRunner

from complaints_report.build import build_report
from complaints_report.cli import app
from complaints_report.run import open_folder
from complaints_report.verify import verified
from tests.conftest import TODAY, copy_of
from tests.docx_text import to_text

PAGES = {
    "index.html": "<main><h1>Complaints in 2023/24</h1><p>We received 263 complaints at stage 1.</p>"
    "<ul><li><a href='time.html'>Time</a></li></ul></main>",
    "time.html": "<main><h1>How the stages went</h1><p>At stage 2 we received 84 complaints.</p></main>",
}


def test_the_pages_of_a_published_edition_are_read_as_one_document(folder, tmp_path):
    public = tmp_path / "public"
    public.mkdir()
    for name, inside in PAGES.items():
        (public / name).write_text(f"<!DOCTYPE html><html lang='en'><body>{inside}</body></html>", encoding="utf-8")
    done = CliRunner().invoke(app, ["verify", str(public), "-f", str(folder), "--format", "json"])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["document"], told["year"]) == (1, "public", "2023/24")
    assert [(one["heading"], one["document"], one["should"]) for one in told["findings"]] == [
        ("How the stages went", "84", "74")
    ]


@pytest.mark.parametrize("kind", ["md", "txt", "html", "docx"])
def test_the_same_words_are_told_alike_whatever_file_they_are_in(folder, tmp_path, kind):
    path = tmp_path / f"report.{kind}"
    lines = ("Annual report 2023/24", "At stage 1 we received 236 complaints.", "At stage 2 we received 74 complaints.")
    if kind == "docx":
        document = docx.Document()
        document.add_heading(lines[0], 1)
        for line in lines[1:]:
            document.add_paragraph(line)
        document.save(str(path))
    elif kind == "html":
        inside = f"<h1>{lines[0]}</h1><p>{'</p><p>'.join(lines[1:])}</p>"
        path.write_text(f"<html lang='en'><body>{inside}</body></html>", encoding="utf-8")
    else:
        path.write_text("\n\n".join([("# " if kind == "md" else "") + lines[0], *lines[1:]]), encoding="utf-8")
    found = verified(open_folder(folder, TODAY), path)
    assert [(one.document, one.should) for one in found.findings] == [("236", "263")]
    assert (found.judged, found.agreeing) == (2, 1)


def test_a_report_of_ours_is_verified_refreshed_and_verified_again(folder, tmp_path, monkeypatch):
    made = copy_of(folder, tmp_path / "made")
    report = build_report(open_folder(made, TODAY), "2023/24", draft=False, force=False)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["verify", str(report)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "nothing is wrong" in done.stdout
    with (made / "compliments.csv").open("a", encoding="utf-8") as file:
        file.write("2023-06-09,Intake,,,,\n")
    done = CliRunner().invoke(app, ["verify", str(report)])
    assert done.exit_code == 1
    assert "should be" in done.stdout
    assert "compliments.csv has changed since the report was built." in done.stdout
    assert CliRunner().invoke(app, ["refresh", str(report)]).exit_code == 0
    assert CliRunner().invoke(app, ["verify", str(report)]).exit_code == 0
    assert "82 compliments" in to_text(report)


def test_what_people_write_in_content_is_held_to_the_data_in_a_report_of_ours(folder, tmp_path):
    made = copy_of(folder, tmp_path / "made")
    (made / "content").mkdir()
    said = "We were glad of 81 compliments. At stage 1 we received 236 complaints.\n"
    (made / "content" / "executive-summary.md").write_text(said, encoding="utf-8")
    run = open_folder(made, TODAY)
    found = verified(run, build_report(run, "2023/24", draft=False, force=False))
    assert [(one.kind.value, one.document, one.should) for one in found.findings if one.fault] == [
        ("differs", "236", "263")
    ]
    assert "81" in [one.document for one in found.findings if one.kind.value == "typed"]
