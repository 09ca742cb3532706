"""`publish` as a command: what it writes and where, all or nothing, the same each time, and what `--check` tells."""

import json
import shutil

import pytest

from complaints_report import publish as publishing
from complaints_report.metrics.public import public
from complaints_report.open_data import NAMES, tidy_csv
from complaints_report.publish import out_of_date, public_figures, publish
from complaints_report.run import figures_for, open_folder
from tests.awkward import ONE, folder
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.kills import files

pytestmark = pytest.mark.usefixtures("without_libreoffice")


def test_it_makes_the_edition_and_a_record_beside_it(command, tmp_path):
    done = command("publish", "-y", "2023/24", "-f", copy_of(SAMPLE, tmp_path / "r"))
    assert done.returncode == 0
    left_out, *told = done.stderr.splitlines()
    assert left_out.startswith("report-2023-24.pdf was left out")
    assert [line.split(": ")[0] for line in told] == ["Read this before it is put up"] * 3
    made = tmp_path / "r" / "output" / "2023-24" / "public"
    assert done.stdout.strip() == str(made)
    record = json.loads((made.parent / "publish.json").read_text("utf-8"))
    assert sorted(record["outputs"]) == sorted(
        path.relative_to(made.parent).as_posix() for path in made.rglob("*") if path.is_file()
    )
    assert "complaints-export.xlsx" in [one["file"] for one in record["inputs"]]
    assert not (made.parent / "run.json").exists()


def test_the_figures_are_there_as_open_data_with_nothing_that_the_pages_withhold(published_sample):
    run, made = published_sample
    assert {path.name for path in made.iterdir()} >= set(NAMES)
    shown = public(figures_for(run, "2023/24"), run.settings.publish)
    assert (made / "figures.csv").read_text("utf-8") == tidy_csv.to_csv(shown)
    assert any(one.withheld for one in shown)


def test_what_another_years_edition_withheld_is_not_given_away_beside_it(published_sample, tmp_path):
    run, _ = published_sample
    made = copy_of(run.folder, tmp_path / "r")
    earlier = made / "output" / "2022-23" / "public" / "figures.csv"
    earlier.parent.mkdir(parents=True)
    key = "received,1,complainant,parent,2022/23"
    earlier.write_text(f"metric,stage,by,group,year,value,note\n{key},,[c]\n", encoding="utf-8")
    opened = open_folder(made, TODAY)
    asked = {"stage": 1, "by": "complainant", "group": "parent"}
    assert public_figures(run, None).figure("received", **asked).previous
    assert public_figures(opened, None).figure("received", **asked).previous is None
    text = (publish(opened, None) / "figures.csv").read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("received,1,complainant,parent,2023/24"))
    assert ",219," not in row


def test_it_stops_on_errors_in_the_data_and_writes_nothing(command, tmp_path):
    made = folder(tmp_path / "r", ONE, "A2,1,statutory,2023-13-01,,Fostering,,,")
    done = command("publish", "-f", made)
    assert done.returncode == 1
    assert "1 error" in done.stderr
    assert not (made / "output").exists()


def test_a_style_sheet_that_is_not_there_is_told_by_its_line(command, tmp_path):
    toml = '[data]\ncovers = ["2023/24"]\n[publish]\nstyle = "ours.css"\n'
    done = command("publish", "-f", folder(tmp_path / "r", ONE, toml=toml))
    assert done.returncode == 2
    assert "line 6" in done.stderr
    assert "there is no file ours.css" in done.stderr


@pytest.mark.parametrize("charts", [(), pytest.param(["charts_drawn_anew"], marks=pytest.mark.long)])
def test_two_runs_give_the_same_bytes(published_sample, charts, tmp_path, request):
    run, before = published_sample
    for one in charts:
        request.getfixturevalue(one)
    again = publish(open_folder(copy_of(run.folder, tmp_path / "r"), TODAY), None)
    assert files(again) == files(before)


def test_the_boards_report_and_the_publics_pages_leave_each_other_alone(command, tmp_path):
    made = folder(tmp_path / "r", ONE)
    for words in (("build",), ("publish",), ("build",), ("publish",)):
        done = command(*words, "-f", made)
        assert done.returncode == 0, done.stderr
    names = {path.name for path in (made / "output" / "2023-24").iterdir()}
    assert names >= {"report-2023-24.docx", "run.json", "public", "publish.json"}


def test_a_page_that_somebody_edited_is_not_replaced(command, tmp_path):
    made = folder(tmp_path / "r", ONE)
    assert command("publish", "-f", made).returncode == 0
    page = made / "output" / "2023-24" / "public" / "index.html"
    page.write_text("mine", encoding="utf-8")
    done = command("publish", "-f", made)
    assert done.returncode == 2
    assert "has been edited" in done.stderr
    assert page.read_text("utf-8") == "mine"


def test_a_run_that_fails_leaves_the_old_edition_whole(tmp_path, monkeypatch):
    made = folder(tmp_path / "r", ONE)
    before = files(publish(open_folder(made, TODAY), None))
    (made / "complaints.csv").write_text((made / "complaints.csv").read_text().replace("Fostering", "Adoption"))
    monkeypatch.setattr(publishing, "write_pages", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish(open_folder(made, TODAY), None)
    assert files(made / "output" / "2023-24" / "public") == before


def test_check_tells_what_is_no_longer_as_the_data_are(command, tmp_path):
    made = folder(tmp_path / "r", ONE)
    done = command("publish", "--check", "-f", made)
    assert done.returncode == 2
    assert "holds no edition yet" in done.stderr
    public = publish(open_folder(made, TODAY), None)
    assert command("publish", "--check", "-f", made).returncode == 0
    (public / "who.html").unlink()
    shutil.copy(public / "outcomes.html", public / "extra.html")
    (made / "complaints.csv").write_text((made / "complaints.csv").read_text().replace("email", "post"))
    done = command("publish", "--check", "-f", made)
    assert done.returncode == 1
    assert "who.html is missing." in done.stdout
    assert "extra.html would not be published now." in done.stdout
    assert "how-made.html is no longer" in done.stdout
    assert "procedure.html" not in done.stdout
    assert out_of_date(open_folder(made, TODAY), None) == done.stdout.splitlines()


def test_verify_reads_the_pages_and_tells_a_number_that_somebody_changed(command, published_sample, tmp_path):
    run, public = published_sample
    done = command("verify", public, "-f", run.folder)
    assert done.returncode == 0, done.stdout
    changed = shutil.copytree(public, tmp_path / "public")
    page = changed / "volume.html"
    page.write_text(page.read_text("utf-8").replace(">371<", ">372<", 1), encoding="utf-8")
    done = command("verify", changed, "-f", run.folder)
    assert done.returncode == 1
    assert "372 should be 371" in done.stdout
