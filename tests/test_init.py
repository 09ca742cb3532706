"""`init`: a new folder, alone or from an export, up to the figures that its questions lead to."""

import csv
import json
import re
import sys
import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from pydantic import BaseModel

from complaints_report import init
from complaints_report.errors import CommandError, TemplateError
from complaints_report.files import put_in_place
from complaints_report.intake.content import without_comments
from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.records.models import TABLES
from complaints_report.run import open_folder
from complaints_report.settings import Settings
from complaints_report.settings_file import load_settings
from tests.awkward import ONE, folder
from tests.conftest import TODAY, report_text

CANARY = "Jane Canary"
FILES = {"report.toml", "content/themes.md", "content/next-steps.md", *(f"tables/{table}.csv" for table in TABLES)}
SETTING = re.compile(r"^# (?=\[[\w.]+\]$|[\w\"'.]+ = )", re.MULTILINE)


def files_of(path: Path) -> set[str]:
    return {one.relative_to(path).as_posix() for one in path.rglob("*") if one.is_file()}


def answer(made: Path, *starts: str, more: str = "") -> None:
    """Take the # from the lines that begin so, as a person would, and add more lines."""
    path = made / "report.toml"
    text = path.read_text(encoding="utf-8")
    for start in starts:
        assert text.count(f"\n# {start}") == 1, start
        text = text.replace(f"\n# {start}", f"\n{start}")
    path.write_text(text + more, encoding="utf-8")


def to_csv(path: Path, rows) -> Path:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def to_workbook(path: Path, **sheets) -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


# A new folder


def test_a_new_folder_has_everything_and_says_what_is_next(command, tmp_path):
    made = tmp_path / "a folder" / "nested"
    done = command("init", made)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 2
    assert str(made) in done.stdout
    assert f'complaints-report check -f "{made}"' in done.stdout
    assert files_of(made) == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["a folder"]


def test_the_settings_of_a_new_folder_are_the_defaults(tmp_path):
    init.make_folder(tmp_path)
    defaults = Settings.model_validate({"organisation": {"name": "Name of your organisation"}})
    assert load_settings(tmp_path).model_dump() == defaults.model_dump()


def settings_paths(model: type[BaseModel], *above: str) -> set[tuple[str, ...]]:
    """The path of every setting that a model knows."""
    paths = set()
    for name, info in model.model_fields.items():
        kind = info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            paths |= settings_paths(kind, *above, name)
        else:
            paths.add((*above, name))
    return paths


def test_every_setting_is_there_and_works_once_its_mark_is_taken_away(tmp_path):
    init.make_folder(tmp_path)
    text = SETTING.sub("", (tmp_path / "report.toml").read_text(encoding="utf-8"))
    (tmp_path / "report.toml").write_text(text, encoding="utf-8")
    load_settings(tmp_path)
    written = tomllib.loads(text)
    for path in settings_paths(Settings):
        at = written
        for part in path:
            assert part in at, path
            at = at[part]
    set_here, usual = load_settings(tmp_path).limits, Settings(organisation={"name": "X"}).limits
    assert set_here.statutory == usual.statutory
    assert [set_here.days("local", stage) for stage in (1, 2, 3)] == [usual.days("local", stage) for stage in (1, 2, 3)]
    for table, model in TABLES.items():
        assert set(written["sources"][table]["columns"]) == set(columns_of(model))


def test_the_empty_tables_open_right_in_excel(tmp_path):
    init.make_folder(tmp_path)
    for table, model in TABLES.items():
        data = (tmp_path / "tables" / f"{table}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.decode("utf-8-sig").strip().split(",") == list(columns_of(model))


def test_the_empty_tables_of_a_new_folder_count_for_nothing(command, tmp_path):
    init.make_folder(tmp_path)
    done = command("check", "-f", tmp_path, "--format", "json")
    assert done.returncode == 2
    assert done.stderr.startswith("Next: put right the file")
    found = [(fault["rule"], fault["file"]) for fault in json.loads(done.stdout)]
    to_write = [("to-be-written", "content/next-steps.md"), ("to-be-written", "content/themes.md")]
    assert sorted(found) == sorted([("unreadable-file", "complaints.csv"), *to_write])


def test_nothing_is_said_of_the_tables_of_a_new_folder_that_stay_where_they_are(tmp_path):
    init.make_folder(tmp_path)
    folder(tmp_path, ONE)
    text = report_text(tmp_path, "2023/24")
    for said in ("There were no compliments", "No issues were recorded", "No learning", "no complaints were referred"):
        assert said not in text
    assert text.count("were supplied for this report.") >= 5


@pytest.mark.parametrize("name", sorted(FILES))
def test_what_is_there_is_never_written_over(command, tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    done = command("init", tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert name in done.stderr
    assert files_of(tmp_path) == {name}
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_excels_mark_that_a_workbook_is_open_is_told_as_such(command, tmp_path):
    """It stands beside the export while that is open, and is easily picked in its place."""
    (tmp_path / "~$Export.xlsx").write_bytes(b"\x03Meg" + bytes(160))
    done = command("init", "new", "--from", "~$Export.xlsx", cwd=tmp_path)
    said = "~$Export.xlsx: This is no export, but the mark that Excel leaves beside a file while it is open."
    assert (done.returncode, done.stderr) == (2, f"{said} Leave ~$ out of the name.\n")
    assert not (tmp_path / "new").exists()


def test_a_folder_with_other_things_in_it_is_added_to(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    init.make_folder(tmp_path)
    assert files_of(tmp_path) == FILES | {"notes.txt"}


@pytest.mark.parametrize("below", [(), ("deeper",)])
def test_a_file_in_the_place_of_the_folder_is_one_line(command, tmp_path, below):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    done = command("init", tmp_path.joinpath("taken", *below))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is a file, not a folder" in done.stderr


def test_what_stops_halfway_leaves_nothing(command, tmp_path):
    (tmp_path / "content").write_text("in the way", encoding="utf-8")
    done = command("init", tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_where_the_last_file_finds_no_place_the_first_is_taken_away_again(tmp_path):
    made, place = tmp_path / "made", tmp_path / "new" / "folder"
    made.mkdir()
    for name in ("1", "2", "3"):
        (made / name).write_text(name, encoding="utf-8")
    changes = [(made / "1", place / "one"), (made / "2", place / "deep" / "two"), (made / "3", place / "one" / "three")]
    with pytest.raises(OSError, match="one/three"):
        put_in_place(changes, made)
    assert list(tmp_path.iterdir()) == [made]


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are set in another way there")
def test_a_full_disk_leaves_nothing(tmp_path):
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(OSError, match="large"):
            init.make_folder(tmp_path / "new")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


# What is to be written


def test_a_note_is_never_printed_and_words_beside_it_are(tmp_path):
    made = folder(tmp_path, ONE)
    (made / "content").mkdir()
    (made / "content" / "themes.md").write_text("<!-- note\n\nnote -->\n\nWe were <!-- note --> told.\n")
    (made / "content" / "next-steps.md").write_text("\n<!-- note -->\n \n<!-- note -->\n", encoding="utf-8")
    text = report_text(made, "2023/24")
    assert "We were told." in text
    assert "note" not in text.replace("notes", "")
    assert "To be written." in text
    faults = open_folder(made, TODAY).faults
    assert [found.file for found in faults if found.rule == "to-be-written"] == ["content/next-steps.md"]


def test_what_init_writes_counts_as_not_written(tmp_path):
    init.make_folder(tmp_path)
    assert (
        without_comments(tmp_path / "content" / "themes.md")
        == without_comments(tmp_path / "content" / "next-steps.md")
        == ""
    )
    assert "<!--" in (tmp_path / "content" / "themes.md").read_text(encoding="utf-8")


def test_a_note_that_does_not_end_is_said(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "themes.md").write_text("<!-- note\n\nWe were told.\n", encoding="utf-8")
    with pytest.raises(TemplateError, match="does not end"):
        without_comments(tmp_path / "content" / "themes.md")


# From an export


INSURANCE = ("Complaint number", "Insurer", "Ending", "Received date", "Closed date", "Complainant type", "Client")


def insurance_rows():
    """Complaints with dates that can only be month first; two rows share a number."""
    for number in range(24):
        month, day = 4 + number % 8, 13 + number % 9
        yield (
            number if number < 23 else 0,
            ["Lloyds", "Mutual"][number % 2],
            ["Confirmed", "Not confirmed", "Not confirmed", "Withdrawn"][number % 4],
            f"{month}/{day}/2023",
            f"{month}/{day + 1}/2023",
            ["INDV", "ORG", "INDV", CANARY, "parent", "parent"][number % 6] if number < 12 else "parent",
            CANARY,
        )


@pytest.fixture
def insurance(command, tmp_path):
    """A folder made from an export of insurers, and what was printed."""
    export = to_csv(tmp_path / "data" / "an export.csv", [INSURANCE, *insurance_rows()])
    done = command("init", tmp_path / "report", "--from", export)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 2)
    return tmp_path / "report", done.stdout


def test_what_is_sure_of_an_export_is_in_use(insurance):
    made, said = insurance
    source = load_settings(made).sources.complaints
    assert files_of(made) == FILES - {"tables/complaints.csv"}
    assert source.file == "../data/an export.csv"
    assert source.date_order == "month first"
    assert source.columns == {
        "reference": "Complaint number",
        "received_on": "Received date",
        "complainant": "Complainant type",
    }
    assert "3 columns of the export are sure, 6 questions are left" in said


def test_what_is_not_sure_of_an_export_is_asked(insurance):
    text = (insurance[0] / "report.toml").read_text(encoding="utf-8")
    assert "# 48 dates can only be month/day/year" in text
    assert re.search(r'^# stage = ""   # which heading says .*\? If none does, see the constants', text, re.MULTILINE)
    assert re.search(r'^# responded_on = "Closed date"   # does this say .*\? Until you name', text, re.MULTILINE)
    assert '# "INDV" = "other"   # 4 complaints: is it this?' in text
    assert "2 values not shown" in text
    assert "ORG" not in text
    assert CANARY not in text


def test_what_is_missing_is_listed_by_name_at_once(command, insurance):
    done = command("check", "-f", insurance[0])
    assert done.returncode == 2
    assert done.stderr.startswith("Next: put right the file")
    for name in ("service", "stage", "procedure"):
        assert f"There is no column for {name}" in done.stdout


def test_an_export_with_months_first_leads_to_its_figures(command, insurance):
    made, _ = insurance
    answer(made, 'service = "Insurer"', 'outcome = "Ending"', 'responded_on = "Closed', "stage = 1 ", 'procedure = "l')
    values = command("init", made, "--values").stdout
    assert '# "Confirmed" = "upheld"   # 6 complaints' in values
    assert '#     "Lloyds",' in values
    assert CANARY not in values
    outcomes = '\n[sources.complaints.values.outcome]\nConfirmed = "upheld"\n"Not confirmed" = "not upheld"\n'
    answer(made, '"INDV"', more=outcomes)

    rules = [found.rule for found in open_folder(made, TODAY).errors]
    assert sorted(rules) == ["duplicate-record"] * 2 + ["unknown-value"] * 4
    done = command("figures", "-f", made, "--draft", "--year", "2023/24", "--format", "csv")
    figures = {
        (row["metric"], row["stage"], row["group"]): row["value"] for row in csv.DictReader(done.stdout.splitlines())
    }
    kept = [row for row in insurance_rows() if row[0] != 0 and row[5] not in ("ORG", CANARY)]
    assert figures["received", "1", ""] == str(len(kept))
    assert figures["received", "1", "Lloyds"] == str(sum(row[1] == "Lloyds" for row in kept))
    for ours, theirs in {"upheld": "Confirmed", "not upheld": "Not confirmed", "withdrawn": "Withdrawn"}.items():
        assert figures["outcomes", "1", ours] == str(sum(row[2] == theirs for row in kept))


BROADCASTING = ("Broadcaster", "Complaint Number", "Broadcast Date/Time", "Determination Type", "Final Decision Date ")


def broadcasting_rows():
    """Complaints with real dates but one, which is text."""
    for number in range(20):
        received = datetime(2023, 5, 1 + number, 8, 30) if number != 7 else "08/05/2023 07:38AM"
        kind = ["Upheld", "Not Upheld", "Not Upheld", "Declined 11a"][number % 4]
        yield (["TV One", "Radio"][number % 2], f"2023-{number:03d}", received, kind, datetime(2023, 7, 1), CANARY)


def test_a_workbook_with_its_own_names_leads_to_its_figures(command, tmp_path):
    rows = [(*BROADCASTING, 'Who "rang" \\ 🎉 '), *broadcasting_rows()]
    export = to_workbook(tmp_path / "export.xlsx", **{"Closed ": rows, "Notes": [["x"], ["y"]]})
    made = tmp_path / "report"
    done = command("init", made, "--from", export)
    assert done.returncode == 0, done.stderr
    text = (made / "report.toml").read_text(encoding="utf-8")
    assert CANARY not in text
    assert 'sheet = "Closed "   # or is it "Notes"?' in text
    assert '"Who \\"rang\\" \\\\ 🎉"' in text
    assert '# outcome = "Determination Type"   # does this say how the complaint ended' in text
    assert load_settings(made).sources.complaints.columns == {"reference": "Complaint Number"}

    answer(
        made,
        'received_on = "Broadcast Date/Time"',
        'responded_on = "Final Decision Date"',
        'service = "Broadcaster"',
        'outcome = "Determination Type"',
        "stage = 1 ",
        'procedure = "local"',
    )
    values = command("init", made, "--values").stdout
    assert re.findall(r'^# "(.+)" = "(.*)"   # (\d+) complaint', values, re.MULTILINE) == [
        ("Declined 11a", "outside jurisdiction", "5")
    ]
    answer(made, more='[sources.complaints.values.outcome]\n"Declined 11a" = "outside jurisdiction"\n')
    run = open_folder(made, TODAY)
    assert run.errors == ()
    frame = run.export.tables["complaints"]
    assert frame["outcome"].value_counts().to_dict() == {"not upheld": 10, "upheld": 5, "outside jurisdiction": 5}
    assert frame["service"].value_counts().to_dict() == {"TV One": 10, "Radio": 10}
    assert frame["received_on"].dt.day.tolist() == list(range(1, 21))


CASES = """\
Reference,Procedure,Service Area,Name,\
Stage 1 Start Date,Stage 1 Decision,Stage 1 Decision Date,Stage 2 Start Date,Stage 2 Decision,Stage 2 Decision Date
1,statutory,Fostering,Jane Canary,03/04/2023,Upheld,10/04/2023,,,
2,local,Adoption,Jane Canary,04/04/2023,Not upheld,11/04/2023,01/06/2023,Upheld,14/06/2023
"""


@pytest.fixture
def cases(tmp_path):
    """An export with the stages of a case side by side."""
    (tmp_path / "complaints.csv").write_text(CASES, encoding="utf-8")
    return tmp_path / "complaints.csv"


def test_an_export_with_the_stages_side_by_side_needs_no_answer(command, cases, tmp_path):
    made = tmp_path / "report"
    done = command("init", made, "--from", cases)
    assert "0 questions" in done.stdout
    run = open_folder(made, TODAY)
    assert run.errors == ()
    frame = run.export.tables["complaints"]
    assert sorted(zip(frame["reference"], frame["stage"], frame["outcome"], strict=True)) == [
        ("1", 1, "upheld"),
        ("2", 1, "not upheld"),
        ("2", 2, "upheld"),
    ]
    text = (made / "report.toml").read_text(encoding="utf-8")
    assert "[sources.complaints.stage_2.columns]" in text
    assert CANARY not in text


def test_nothing_of_what_is_not_mapped_is_written_or_printed(command, tmp_path):
    heads = ("Case Ref", "Date Received", "Outcome", "Client Name", "Resolution", "Team", "Process", "Source", "Notes")
    names = [f"{CANARY} of {place}" for place in ("Leeds", "York", "Hull", "Bath")]
    rows = [
        (f"C{number}", f"{1 + number:02d}/05/2023", "odd" if number else names[0], *([names[number % 4]] * 6))
        for number in range(20)
    ]
    export = to_csv(tmp_path / "export.csv", [heads, *rows])
    made = tmp_path / "report"
    said = [command("init", made, "--from", export), command("init", made, "--values"), command("check", "-f", made)]
    said += [command("init", made, "--from", export), command("init", tmp_path / "b", "--from", export, "--sheet", "X")]
    everything = "".join(path.read_text(encoding="utf-8-sig") for path in made.rglob("*") if path.is_file())
    everything += "".join(one.stdout + one.stderr for one in said)
    assert '# "odd" = ""   # 19 complaints' in everything
    assert "Canary" not in everything


def test_an_export_in_the_folder_itself_is_named_by_its_name_alone(cases, tmp_path):
    init.make_folder_from(tmp_path, cases, "")
    assert load_settings(tmp_path).sources.complaints.file == "complaints.csv"
    assert cases.read_text(encoding="utf-8") == CASES


def test_a_folder_that_has_settings_is_left_as_it_is(command, cases, tmp_path):
    (tmp_path / "report.toml").write_text("mine", encoding="utf-8")
    done = command("init", tmp_path, "--from", cases)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert files_of(tmp_path) == {"report.toml", "complaints.csv"}


def test_what_cannot_be_read_is_one_line_and_makes_nothing(command, tmp_path):
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "text.xlsx").write_bytes(b"%PDF-1.7")
    for words in (
        ("--from", tmp_path / "gone.csv"),
        ("--from", tmp_path),
        ("--from", tmp_path / "empty.csv"),
        ("--from", tmp_path / "text.xlsx"),
        ("--sheet", "Data"),
        ("--values",),
        ("--values", "--from", tmp_path / "empty.csv"),
    ):
        done = command("init", tmp_path / "new", *words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), words
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "new").exists()


def test_values_need_an_export(tmp_path):
    init.make_folder(tmp_path)
    (tmp_path / "tables" / "complaints.csv").rename(tmp_path / "complaints.csv")
    assert "Every value is known" in init.settings_for_values(tmp_path)
    (tmp_path / "complaints.csv").unlink()
    with pytest.raises(CommandError, match="names no export"):
        init.settings_for_values(tmp_path)


# Paths as Windows writes them


def test_a_path_pasted_with_quotation_marks_is_the_path(command, cases, tmp_path):
    done = command("init", f'"{tmp_path / "my report"}"', "--from", f'"{cases}"')
    assert done.returncode == 0, done.stderr
    assert load_settings(tmp_path / "my report").sources.complaints.file == "../complaints.csv"


def test_a_drive_that_is_not_there_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "exists", lambda path: False)
    with pytest.raises(CommandError, match=r"no drive or share .*connect it, or name another folder"):
        init.make_folder(Path("/report"))
