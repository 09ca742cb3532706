"""`init` in a terminal: what it asks, what it takes for an answer, and what each answer puts into the settings."""

import re

import pytest

from complaints_report.settings_file import load_settings
from tests.terminal_window import in_terminal
from tests.test_init import to_csv

CANARY = "Jane Canary"
HEADINGS = ("Complaint Ref", "Stage", "Procedure", "Logged in on", "Sent back on", "Team", "Outcome", "Who")


def rows():
    """Complaints with a receipt under no known name, an outcome in the council's own words, and somebody's name."""
    for number in range(24):
        outcome = ["Justified", "Partly justified", "Unjustified", "Strange"][number % 4]
        days = f"{1 + number:02d}/05/2023", f"{1 + number:02d}/06/2023"
        yield (f"C{number}", 1, "local", *days, ["East Team", "West Team"][number % 2], outcome, CANARY)


@pytest.fixture
def export(tmp_path):
    """An export that `init` has questions on."""
    return to_csv(tmp_path / "export.csv", [HEADINGS, *rows()])


def asked(seen):
    """The words of each question, in order."""
    return re.findall(r"^\d+ of \d+\. (.*?)\r?$", seen.written, re.MULTILINE)


def test_enter_takes_every_proposal(export, tmp_path):
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=[("called", "Our Trust")])
    assert seen.code == 0
    settings = load_settings(tmp_path / "report")
    assert settings.organisation.name == "Our Trust"
    assert settings.sources.complaints.columns["received_on"] == "Logged in on"
    assert settings.sources.complaints.columns["responded_on"] == "Sent back on"
    assert settings.sources.complaints.columns["service"] == "Team"
    assert settings.sources.complaints.values["outcome"] == {
        "Justified": "upheld",
        "Partly justified": "partially upheld",
        "Unjustified": "not upheld",
    }
    assert CANARY not in seen.written
    assert "01/05/2023 (1)" in seen.written
    assert "East Team (12)" in seen.written
    assert re.search(r'"Justified"  \(6 complaints\)  is upheld', seen.written)


def test_it_says_first_how_many_questions_there_are_and_how_to_stop(export, tmp_path):
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=[])
    first = seen.lines[0]
    assert re.match(rf"{len(asked(seen))} questions about export.csv", first)
    assert "Ctrl-C" in seen.lines[1]
    assert "1 question left for later" not in first


def test_a_wrong_answer_is_one_sentence_and_the_same_question(export, tmp_path):
    answers = [("received", "99"), ("type a number", "nonsense"), ("type a number", "sent BACK on")]
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=answers)
    assert seen.code == 0
    assert seen.written.count("Please type a number from 1 to") == 2
    assert load_settings(tmp_path / "report").sources.complaints.columns["received_on"] == "Sent back on"


def test_what_is_left_for_later_is_a_note_and_asked_again(export, tmp_path):
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=[("response was sent", "3")])
    text = (tmp_path / "report" / "report.toml").read_text(encoding="utf-8")
    assert '# responded_on = "Sent back on"   # does this say when the response was sent' in text
    assert "responded_on" not in load_settings(tmp_path / "report").sources.complaints.columns
    assert "left for later" in seen.written


def test_what_the_export_does_not_say_is_no_question_any_more(export, tmp_path):
    in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=[("response was sent", "2")])
    assert load_settings(tmp_path / "report").sources.complaints.columns["responded_on"] == ""


def test_values_are_asked_one_by_one_where_not_all_are_right(export, tmp_path):
    answers = [("words of its own", "2"), ('"Justified" mean', "3"), ('"Partly justified"', ""), ('"Strange"', "8")]
    in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=answers)
    values = load_settings(tmp_path / "report").sources.complaints.values["outcome"]
    assert values == {
        "Justified": "not upheld",
        "Partly justified": "partially upheld",
        "Unjustified": "not upheld",
        "Strange": "",
    }


@pytest.mark.parametrize("words", ["1 of", "3 of", "Write this?"])
def test_ctrl_c_at_a_question_writes_nothing(export, tmp_path, words):
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=[], stop_at=words)
    assert seen.code == 130
    assert "Stopped. Nothing was changed." in seen.written
    assert "Traceback" not in seen.written
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]


def test_no_to_the_summary_writes_nothing(export, tmp_path):
    answers = [("called", "X"), ("What your answers make of", "no")]
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=answers)
    assert (seen.code, seen.lines[-1]) == (0, "Nothing was written.")
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]


def test_nothing_is_asked_on_request_or_where_nobody_is_there(export, tmp_path, command):
    seen = in_terminal("init", "quiet", "--from", export, "--no-questions", cwd=tmp_path, after=9)
    done = command("init", tmp_path / "piped", "--from", export)
    assert (seen.code, done.returncode) == (0, 0)
    assert asked(seen) == []
    for made in ("quiet", "piped"):
        text = (tmp_path / made / "report.toml").read_text(encoding="utf-8")
        assert '# received_on = "Logged in on"   # does this say' in text
    assert "--values" in done.stdout


def test_a_folder_that_is_there_is_told_before_anything_is_asked(export, tmp_path):
    (tmp_path / "report.toml").write_text("mine", encoding="utf-8")
    seen = in_terminal("init", tmp_path, "--from", export, cwd=tmp_path, after=9)
    assert (seen.code, asked(seen)) == (2, [])


# What is new or left, in a folder that is there


@pytest.fixture
def made(export, tmp_path):
    """A folder in which the response was left for later and a person wrote a note of their own."""
    in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=[("response was sent", "3")])
    path = tmp_path / "report" / "report.toml"
    path.write_text("# my own note\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_what_was_left_is_asked_again_and_nothing_else(made, tmp_path):
    before = made.read_text(encoding="utf-8")
    seen = in_terminal("init", "report", "--values", cwd=tmp_path, after=9, answers=[("called", "Our Trust")])
    assert seen.code == 0
    assert [words[:25] for words in asked(seen)] == [
        "What is your organisation",
        "Which heading says when t",
        'What does "Strange" mean,',
    ]
    after = made.read_text(encoding="utf-8")
    gone = set(before.splitlines()) - set(after.splitlines())
    assert {line.split(" = ")[0] for line in gone} == {"name", "# responded_on"}
    assert set(after.splitlines()) - set(before.splitlines()) == {'name = "Our Trust"', 'responded_on = "Sent back on"'}


def test_a_new_value_of_a_new_export_is_asked_and_put_beside_the_others(made, export, tmp_path):
    head, *lines = [*rows()]
    changed = [(*line[:6], "Brand new", line[7]) if at < 4 else line for at, line in enumerate(lines)]
    to_csv(export, [HEADINGS, head, *changed])
    answers = [('"Brand new" mean', "5")]
    in_terminal("init", "report", "--values", cwd=tmp_path, after=9, answers=answers)
    values = load_settings(tmp_path / "report").sources.complaints.values["outcome"]
    assert values["Brand new"] == "resolved"
    assert values["Justified"] == "upheld"


def test_a_folder_in_which_nothing_is_open_stays_as_it_is(made, tmp_path):
    answers = [("called", "X"), ("response was sent", ""), ('"Strange"', "8")]
    in_terminal("init", "report", "--values", cwd=tmp_path, after=9, answers=answers)
    before = made.read_bytes()
    seen = in_terminal("init", "report", "--values", cwd=tmp_path, after=9, answers=[])
    assert (seen.code, asked(seen)) == (0, [])
    assert made.read_bytes() == before


def test_ctrl_c_in_a_folder_that_is_there_changes_nothing(made, tmp_path):
    before = made.read_bytes()
    seen = in_terminal("init", "report", "--values", cwd=tmp_path, after=9, answers=[], stop_at="Write this?")
    assert (seen.code, made.read_bytes()) == (130, before)


def test_from_a_pipe_the_lines_are_printed_and_nothing_is_written(made, command):
    before = made.read_bytes()
    done = command("init", made.parent, "--values")
    assert '# "Strange" = ""' in done.stdout
    assert made.read_bytes() == before


# Answers other than the proposal


def test_ctrl_d_stops_too(export, tmp_path):
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=[("called", "\x04")])
    assert seen.code == 130
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]


def test_each_stage_is_asked_apart_where_their_headings_are_not_right(tmp_path):
    heads = ("Case Ref", "Procedure", "Service")
    heads += ("S1 Received", "S1 Sent off", "S2 Received", "S2 Sent off", "S2 Posted")
    days = (f"{at:02d}/06/2023" for at in range(1, 31))
    rows = [(at, "local", ("Fostering", "Adoption")[at % 2], *(next(days) for _ in range(5))) for at in range(6)]
    export = to_csv(tmp_path / "cases.csv", [heads, *rows])
    answers = [("sent, at each stage", "2"), ("sent (at stage 1)", ""), ("sent (at stage 2)", "s2 posted")]
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=answers)
    assert seen.code == 0, seen.written
    source = load_settings(tmp_path / "report").sources.complaints
    assert source.stage_1.columns["responded_on"] == "S1 Sent off"
    assert source.stage_2.columns["responded_on"] == "S2 Posted"


def test_an_export_without_references_is_numbered(tmp_path, command):
    heads = ("Date Received", "Date Responded", "Procedure", "Service", "Outcome")
    lines = [
        (f"{at:02d}/05/2023", "30/06/2023", "local", ("Fostering", "Adoption")[at % 2], "upheld") for at in range(1, 20)
    ]
    export = to_csv(tmp_path / "export.csv", [heads, *lines])
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=[])
    assert seen.code == 0, seen.written
    assert load_settings(tmp_path / "report").sources.complaints.number_rows
    assert command("check", "-f", tmp_path / "report").returncode == 0


def test_rows_that_are_ours_after_all_are_kept_and_not_asked_about_again(tmp_path):
    heads = ("Case Ref", "Stage", "Procedure", "Date Received", "Service", "Outcome", "Status")
    lines = [
        (f"C{at}", 1, "local", f"{at:02d}/05/2023", "Fostering", "upheld", ("Closed", "Cancelled")[at % 2])
        for at in range(1, 25)
    ]
    export = to_csv(tmp_path / "export.csv", [heads, *lines])
    seen = in_terminal("init", "report", "--from", export, cwd=tmp_path, after=9, answers=[("rows not yours", "2")])
    assert '"Cancelled" in "Status"  (12 rows)' in seen.written
    assert load_settings(tmp_path / "report").sources.complaints.leave_out == {}
    again = in_terminal("init", "report", "--values", cwd=tmp_path, after=9, answers=[])
    assert "rows not yours" not in again.written
