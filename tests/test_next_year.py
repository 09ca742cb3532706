"""`init --after`: next year's folder from this year's, and what of this year never gets into the next one's report."""

import csv
import re
import shutil

import pytest

from complaints_report.run import open_folder
from complaints_report.settings_file import load_settings
from tests.conftest import SAMPLE, TODAY, copy_of, report_text
from tests.terminal_window import in_terminal

EXPORT = "complaints-export.xlsx"


@pytest.fixture
def last(tmp_path):
    """This year's folder, in which somebody wrote their own note and an earlier year's text."""
    made = copy_of(SAMPLE, tmp_path / "this year")
    path = made / "report.toml"
    path.write_text("# my own note\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    (made / "content" / "2022-23").mkdir()
    (made / "content" / "2022-23" / "themes.md").write_text("The year before.\n", encoding="utf-8")
    (made / "content" / "themes.md").write_text("Only of 2023/24.\n", encoding="utf-8")
    return made


@pytest.fixture
def export(last, tmp_path):
    """Next year's export, under another name."""
    return shutil.copy(last / EXPORT, tmp_path / "next year.xlsx")


def test_settings_are_carried_but_for_what_was_one_years(command, last, export, tmp_path):
    done = command("init", tmp_path / "next", "--after", last, "--from", export)
    assert done.returncode == 0, done.stderr
    before, after = load_settings(last), load_settings(tmp_path / "next")
    assert after.organisation == before.organisation
    assert after.areas == before.areas
    assert after.limits == before.limits
    assert after.sources.complaints.file == "../next year.xlsx"
    assert after.sources.complaints.columns == before.sources.complaints.columns
    assert after.sources.complaints.values == before.sources.complaints.values
    assert (after.report.exported_on, after.data.covers, after.cover.meeting_on) == (None, None, None)
    text = (tmp_path / "next" / "report.toml").read_text(encoding="utf-8")
    assert text.startswith("# my own note\n")
    assert re.search(r"^# exported_on = .*last year", text, re.M)
    assert text.count("last year's") >= 2


def test_texts_are_marked_as_last_years_and_never_printed(command, last, export, tmp_path):
    made = tmp_path / "next"
    command("init", made, "--after", last, "--from", export)
    assert (made / "content" / "2023-24" / "themes.md").read_text(encoding="utf-8") == "Only of 2023/24.\n"
    assert (made / "content" / "2022-23" / "themes.md").exists()
    assert "<!--" in (made / "content" / "themes.md").read_text(encoding="utf-8")
    assert "Only of 2023/24." in report_text(made, "2023/24", draft=True)
    assert "Only of 2023/24." not in report_text(made, "2022/23", draft=True)


def test_history_and_what_is_not_complete_are_carried(command, last, export, tmp_path):
    made = tmp_path / "next"
    command("init", made, "--after", last, "--from", export)
    assert (made / "history.csv").read_bytes() == (last / "history.csv").read_bytes()
    before = open_folder(last, TODAY).export.tables["learning"]
    after = open_folder(made, TODAY).export.tables["learning"]
    kept = before[before["status"].fillna("") != "complete"]
    assert 0 < len(kept) < len(before)
    assert after["summary"].tolist() == kept["summary"].tolist()
    assert after["due_on"].tolist() == kept["due_on"].tolist()
    assert after["actions"].tolist() == kept["actions"].tolist()


def test_a_year_that_is_not_closed_is_said(command, last, export, tmp_path):
    done = command("init", tmp_path / "next", "--after", last, "--from", export)
    assert "2023/24 is not closed" in done.stdout
    assert "complaints-report close -f" in done.stdout
    assert command("close", "-f", last, "--year", "2023/24").returncode == 0
    done = command("init", tmp_path / "another", "--after", last, "--from", export)
    assert "not closed" not in done.stdout


def test_in_a_terminal_it_closes_asks_for_the_export_and_what_is_new(last, export, tmp_path):
    answers = [("Close it now?", "yes"), ("this year's export", f'"{export}"'), ("export made", "31/05/2024")]
    seen = in_terminal("init", "next", "--after", last, cwd=tmp_path, after=9, answers=answers)
    assert seen.code == 0, seen.written
    with (tmp_path / "next" / "history.csv").open(encoding="utf-8-sig", newline="") as file:
        assert any(row["year"] == "2023/24" for row in csv.DictReader(file))
    settings = load_settings(tmp_path / "next")
    assert f"{settings.report.exported_on}" == "2024-05-31"
    assert settings.sources.complaints.file == "../next year.xlsx"
    assert open_folder(tmp_path / "next", TODAY).errors == ()


def test_without_an_export_its_place_is_left_to_be_filled_in(command, last, tmp_path):
    done = command("init", tmp_path / "next", "--after", last)
    assert (done.returncode, done.stderr) == (0, "")
    assert load_settings(tmp_path / "next").sources.complaints.file == ""
    assert "name this year's export" in done.stdout
    assert f'# file = "{EXPORT}"' in (tmp_path / "next" / "report.toml").read_text(encoding="utf-8")


def test_stopped_at_a_question_nothing_is_made(last, export, tmp_path):
    answers = [("Close it now?", "no"), ("this year's export", str(export))]
    seen = in_terminal(
        "init", "next", "--after", last, cwd=tmp_path, after=9, answers=answers, stop_at="On which day was the export"
    )
    assert seen.code == 130
    assert not (tmp_path / "next").exists()


def test_a_folder_without_a_year_is_one_line(command, last, tmp_path):
    (last / EXPORT).unlink()
    done = command("init", tmp_path / "next", "--after", last)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not (tmp_path / "next").exists()


def test_a_template_in_the_folder_goes_along_and_one_elsewhere_is_named_anew(command, last, export, tmp_path):
    (tmp_path / "looks").mkdir()
    for number, place in enumerate((last / "ours.docx", tmp_path / "looks" / "ours.docx")):
        shutil.copy(SAMPLE.parent / "templates" / "tlt.docx", place)
        named = "ours.docx" if number == 0 else "../looks/ours.docx"
        path = last / "report.toml"
        text = re.sub(r"(?m)^template = .*\n", "", path.read_text(encoding="utf-8"))
        path.write_text(text.replace("[report]\n", f'[report]\ntemplate = "{named}"\n'), encoding="utf-8")
        made = tmp_path / f"deep {number}" / "next"
        assert command("init", made, "--after", last, "--from", export).returncode == 0
        assert (made / load_settings(made).report.template).read_bytes() == place.read_bytes()


def test_history_under_other_names_is_read_as_before(command, last, export, tmp_path):
    text = (last / "history.csv").read_text(encoding="utf-8-sig")
    (last / "history.csv").unlink()
    (last / "past.csv").write_text(text.replace("metric", "Which figure", 1), encoding="utf-8")
    with (last / "report.toml").open("a", encoding="utf-8") as file:
        file.write('\n[sources.history]\nfile = "past.csv"\n[sources.history.columns]\nmetric = "Which figure"\n')
    command("init", tmp_path / "next", "--after", last, "--from", export)
    before, after = (open_folder(one, TODAY).export.tables["history"] for one in (last, tmp_path / "next"))
    assert len(after) == len(before) > 0
