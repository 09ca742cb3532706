"""`report.toml` as text editors and people leave it: read where it can mean one thing only, else told with the line."""

from datetime import date

import pytest

from complaints_report.errors import SettingsError
from complaints_report.settings_file import load_settings

NAME = '[organisation]\nname = "Example Trust"\n'


def settings(tmp_path, toml, encoding="utf-8"):
    (tmp_path / "report.toml").write_bytes(toml if isinstance(toml, bytes) else toml.encode(encoding))
    return load_settings(tmp_path)


def refusal(tmp_path, toml):
    with pytest.raises(SettingsError) as stopped:
        settings(tmp_path, toml)
    return str(stopped.value).removeprefix(str(tmp_path / "report.toml"))


@pytest.mark.parametrize(
    "written",
    [
        *("2024-04-22", '"2024-04-22"', "22/04/2024", '"22/04/2024"', "22.04.2024", "22-04-2024", "22 April 2024"),
        *('"22 April 2024"', "22nd April 2024", '"22 Apr 2024"', "22/4/2024  # the day of the export", "“22/04/2024”"),
    ],
)
def test_a_day_may_be_written_as_in_britain(tmp_path, written):
    assert settings(tmp_path, f"{NAME}[report]\nexported_on = {written}\n").report.exported_on == date(2024, 4, 22)


@pytest.mark.parametrize("written", ["04/22/2024", '"04/22/2024"', '"22/04"', "22/13/2024"])
def test_a_day_that_is_none_in_britain_is_told(tmp_path, written):
    said = refusal(tmp_path, f"{NAME}[report]\nexported_on = {written}\n")
    assert said == ", line 4: [report] exported_on: write the day as 12/04/2024 or 2024-04-12."


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r'"data\Export.xlsx"', "data/Export.xlsx"),
        (r'"data\new\table.xlsx"', "data/new/table.xlsx"),
        (r'"C:\Users\meg\Export.xlsx"', "C:/Users/meg/Export.xlsx"),
        (r'"C:\\Users\\meg\\Export.xlsx"', "C:/Users/meg/Export.xlsx"),
        (r"'data\Export.xlsx'", "data/Export.xlsx"),
        (r'"\\server\share\Export.xlsx"', "//server/share/Export.xlsx"),
        (r'["data\a.csv", "data\b.csv"]', ["data/a.csv", "data/b.csv"]),
        (r"“data\Export.xlsx”", "data/Export.xlsx"),
    ],
)
def test_a_file_may_be_named_as_windows_does(tmp_path, written, name):
    found = settings(tmp_path, f"{NAME}[sources.complaints]\nfile = {written}\n")
    assert found.sources.complaints.file == name


def test_a_backslash_that_begins_nothing_known_stands_for_itself(tmp_path):
    found = settings(tmp_path, f'{NAME}[sources.complaints.values.outcome]\n"Partly\\Upheld" = "upheld"\n')
    assert found.sources.complaints.values["outcome"] == {"Partly\\Upheld": "upheld"}


@pytest.mark.parametrize(
    ("line", "area", "services"),
    [
        ("“Children in Care” = [“East”, “South”]", "Children in Care", ["East", "South"]),
        ("„Care‟ = [“Children’s Homes”] # “notes”", "Care", ["Children’s Homes"]),
        ("‘Care’ = [‘Children’s Homes’, ‘East’]", "Care", ["Children’s Homes", "East"]),
        ('"Care" = ["East”]', "Care", ["East"]),
        ('"Care" = ["“East” End"]', "Care", ["“East” End"]),
        ("“Care” = ['East']", "Care", ["East"]),
    ],
)
def test_curly_quotation_marks_are_read_as_plain_ones(tmp_path, line, area, services):
    assert settings(tmp_path, f"{NAME}[areas]\n{line}\n").areas == {area: services}


def test_curly_quotation_marks_within_a_text_stay(tmp_path):
    toml = '[organisation]\nname = "The “Example” Trust’s"\nshort_name = “the Trust”\n'
    assert settings(tmp_path, toml).organisation.name == "The “Example” Trust’s"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_that_windows_saves_in_is_read(tmp_path, encoding):
    found = settings(tmp_path, '[organisation]\r\nname = "Café – Children’s Trust"\r\n', encoding)
    assert found.organisation.name == "Café – Children’s Trust"


def test_a_file_in_two_encodings_is_told(tmp_path):
    said = refusal(tmp_path, '[organisation]\nname = "Café'.encode() + b' \xe9t\xe9"\n')
    assert said.startswith(" holds letters that were saved in two ways: open it in Notepad")


def test_a_part_that_is_pasted_twice_is_read_once(tmp_path):
    part = '[sources.complaints.columns]\nreceived_on = "Date Received"\n'
    again = '[sources.complaints.columns]\nreceived_on  = "Date Received"\nservice = "Team"\n'
    found = settings(tmp_path, f'{NAME}{part}[report]\ntemplate = ""\n{again}')
    assert found.sources.complaints.columns == {"received_on": "Date Received", "service": "Team"}


def test_a_line_that_is_said_twice_alike_is_read_once(tmp_path):
    assert settings(tmp_path, NAME + 'name = "Example Trust"\n').organisation.name == "Example Trust"


@pytest.mark.parametrize(
    ("toml", "line", "words"),
    [
        ("[areas]\nEast = 1\n[areas]\nEast = 2\n", 5, "this part stands twice, and not with the same lines"),
        ('name = "Another"\n', 3, "this is said twice"),
        ("[report]\ntemplate = ours.docx\n", 4, 'write a text in quotation marks, as in "Example Trust"'),
        ('[report]\ntemplate = "ours.docx\n', 4, "a text has no quotation mark at its end"),
        ('[cover\ntitle = "A"\n', 3, "the name of a part has no ] at its end"),
        ('[areas]\nEast = ["A"\nSouth = ["B"]\n', 5, "a list ends here that lacks a comma"),
        ('[areas]\nChildren in Care = ["A"]\n', 4, "a setting is a name, = and what it is"),
        ('[cover]\ntitle: "A"\n', 4, "a setting is a name, = and what it is"),
        ("[data\\x]\n", 3, "the name of a part has no ] at its end"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line_in_plain_words(tmp_path, toml, line, words):
    said = refusal(tmp_path, NAME + toml)
    assert said.startswith(f", line {line}: {words}")
    assert said.endswith(".")
    assert "TOML" not in said


@pytest.mark.parametrize("name", ["report.toml.txt", "Report.toml.TXT", "report.txt"])
def test_an_ending_that_windows_hides_is_told(tmp_path, name):
    (tmp_path / name).write_text(NAME, encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"There is no report\.toml in .*, but {name}: .*File name extensions"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("toml", "line", "words"),
    [
        (
            '[sources.complaints.values.outcome]\n"Just" = "uphold"\n',
            4,
            "'uphold' is not one of the values that outcome",
        ),
        (
            '[sources.complaints.values.stage]\n"Informal" = "0"\n',
            4,
            "'0' is not one of the values that stage may have",
        ),
        ('[sources.complaints.constants]\nprocedure = "locl"\n', 4, "'locl' is not one of the values that procedure"),
        ('[sources.issues.values.outcome]\n"Just" = "uphold"\n', 4, "'uphold' is not one of the values that"),
        ('[sources.complaints.values.extension_agreed]\n"X" = "maybe"\n', 4, "'maybe' is not one of the values that"),
    ],
)
def test_a_value_that_the_settings_give_and_that_is_none_of_ours_is_told_there(tmp_path, toml, line, words):
    from complaints_report.run import open_folder

    (tmp_path / "report.toml").write_text(NAME + toml, encoding="utf-8")
    with pytest.raises(SettingsError) as stopped:
        open_folder(tmp_path, date(2024, 6, 14))
    assert f"report.toml, line {line}: {words}" in str(stopped.value)
