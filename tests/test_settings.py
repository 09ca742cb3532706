"""`report.toml`: what works as it stands, and what an error says."""

from datetime import date

import pytest

from complaints_report.errors import SettingsError
from complaints_report.run import open_folder
from complaints_report.settings_file import load_settings

NAME = '[organisation]\nname = "Example Trust"\n'


def refusal(tmp_path, toml):
    """What opening a folder with these settings says, after the path of the settings."""
    path = tmp_path / "report.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(SettingsError) as stopped:
        open_folder(tmp_path, date(2024, 6, 14))
    said = str(stopped.value)
    assert said.startswith(str(path))
    assert stopped.value.exit_code == 2
    return said.removeprefix(str(path))


def test_the_name_alone_is_enough(tmp_path):
    (tmp_path / "report.toml").write_text(NAME, encoding="utf-8")
    settings = load_settings(tmp_path)
    assert settings.calls_itself == "Example Trust"
    assert settings.areas == {}
    assert settings.data.covers is None
    assert settings.report.exported_on is None
    assert settings.sources.complaints.date_order == "day first"
    assert settings.limits.statutory.stage_2_extended == 65


def test_settings_saved_with_a_byte_order_mark_are_read(tmp_path):
    (tmp_path / "report.toml").write_text(NAME, encoding="utf-8-sig")
    assert load_settings(tmp_path).organisation.name == "Example Trust"


def test_what_is_set_is_kept(tmp_path):
    toml = (
        NAME
        + 'short_name = "the Trust"\n'
        + '[report]\nexported_on = 2024-04-12\n[data]\ncovers = ["2022-23", "2023/2024"]\n'
        + '[areas]\n"Children in Care" = ["East", "South"]\n[cover]\nfinance = true\nlegal = "See 4.2"\n'
    )
    (tmp_path / "report.toml").write_text(toml, encoding="utf-8")
    settings = load_settings(tmp_path)
    assert settings.calls_itself == "the Trust"
    assert settings.report.exported_on == date(2024, 4, 12)
    assert settings.data.covers == ["2022/23", "2023/24"]
    assert settings.areas == {"Children in Care": ["East", "South"]}
    assert (settings.cover.finance, settings.cover.legal, settings.cover.ict) == ("Yes", "See 4.2", "")


@pytest.mark.parametrize(
    ("toml", "line", "wrong", "right"),
    [
        (NAME + "[reprot]\n", 3, "reprot", "report"),
        ('[organisaton]\nname = "Example Trust"\n', 1, "organisaton", "organisation"),
        (NAME + "[report]\nexported = 2024-04-12\n", 4, "exported", "exported_on"),
        (NAME + "[limits.statutory]\nstage1 = 10\n", 4, "stage1", "stage_1"),
        (NAME + '[sources.complaint]\nfile = "a.csv"\n', 3, "complaint", "complaints"),
        (NAME + '\n[sources.complaints]\nfle = "a.csv"\n', 5, "fle", "file"),
        (NAME + '[sources.complaints.columns]\nrecieved_on = "Date"\n', 4, "recieved_on", "received_on"),
        (NAME + '[sources.complaints.values.outcom]\n"x" = "upheld"\n', 3, "outcom", "outcome"),
        (NAME + '[sources.issues.constants]\ncatgory = "Staff"\n', 4, "catgory", "category"),
    ],
)
def test_a_misspelt_key_gives_its_line_and_the_right_spelling(tmp_path, toml, line, wrong, right):
    said = refusal(tmp_path, toml)
    assert said.startswith(f", line {line}: ")
    assert f"'{wrong}'" in said
    assert f"did you mean '{right}'?" in said


def test_a_key_like_no_other_gets_a_list_of_those_there_are(tmp_path):
    said = refusal(tmp_path, NAME + "[report]\nzzz = 1\n")
    assert "there is no setting 'zzz' here; use one of: exported_on, template, sample_data." in said


def test_a_mapping_of_a_column_that_the_table_does_not_have_is_refused(tmp_path):
    said = refusal(tmp_path, NAME + '[sources.activity.columns]\nzzz = "Anything"\n')
    assert said.startswith(
        ", line 4: the activity table has no column 'zzz'; use one of: year, referrals, assessments."
    )


@pytest.mark.parametrize(
    ("toml", "place"),
    [
        ("[organisation]\nname = 3\n", ", line 2: [organisation] name: "),
        ('[organisation]\nname = ""\n', ", line 2: [organisation] name: "),
        (NAME + '[report]\nexported_on = "soon"\n', ", line 4: [report] exported_on: "),
        (NAME + "[limits.local]\nstage_1 = 0\n", ", line 4: [limits.local] stage_1: "),
        (NAME + "[sources.issues]\nheading_row = 0\n", ", line 4: [sources.issues] heading_row: "),
        (NAME + '[sources.issues]\ndate_order = "month"\n', ", line 4: [sources.issues] date_order: "),
        (NAME + '[areas]\nCitywide = "Fostering"\n', ", line 4: [areas] Citywide: "),
        (NAME + '[data]\ncovers = ["2023"]\n', ", line 4: [data] covers: "),
        ("report = 1\n" + NAME, ", line 1: [report]: "),
    ],
)
def test_a_value_of_the_wrong_type_is_named_with_its_line(tmp_path, toml, place):
    assert refusal(tmp_path, toml).startswith(place)


TABLES = "complaints, issues, compliments, ombudsman, learning"
A_NUMBER = "write a plain whole number, such as 10."


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[data]\nnone = [1]\n", f"[data] none: this must be a table's name in quotation marks; use one of: {TABLES}."),
        (
            '[data]\nnone = ["complimants"]\n',
            "[data] none: there is no table 'complimants' of which there may be none; did you mean 'compliments'?",
        ),
        ('[data]\nnone = "issues"\n', '[data] none: write a list in square brackets, such as ["one", "another"].'),
        *[(f"[limits.local]\nstage_1 = {n}\n", f"[limits.local] stage_1: {A_NUMBER}") for n in ("1e400", "nan", "1.5")],
        ('[limits.local]\nstage_1 = "ten"\n', f"[limits.local] stage_1: {A_NUMBER}"),
        ("[limits.local]\nstage_1 = -1\n", "[limits.local] stage_1: write a whole number above 0."),
        ("[cover]\ntitle = 3\n", "[cover] title: write it as text, in quotation marks."),
        ("[report]\nexported_on = 3\n", "[report] exported_on: write the day as 12/04/2024 or 2024-04-12."),
        *[
            (
                f"[report]\nexported_on = {day}\n",
                f"[report] exported_on: {told} is outside the years whose bank holidays are known (2015 to 2030), so "
                "no working days can be counted to it; correct the date.",
            )
            for day, told in (("2031-01-01", "01/01/2031"),)
        ],
        ("[sources.issues]\nfile = 3\n", "[sources.issues] file: write it as text, in quotation marks."),
        ('[areas]\nCity = ["Fostering", 3]\n', "[areas] City: write it as text, in quotation marks."),
        (
            '[sources.issues]\ndate_order = "month"\n',
            "[sources.issues] date_order: write one of: 'day first' or 'month first'.",
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_told_in_plain_words(tmp_path, toml, words):
    assert refusal(tmp_path, NAME + toml) == f", line 4: {words}"


@pytest.mark.parametrize("toml", ["", '[organisation]\nshort_name = "the Trust"\n'])
def test_a_missing_name_is_asked_for(tmp_path, toml):
    said = refusal(tmp_path, toml)
    assert "organisation" in said
    assert said.endswith(" is missing; add it.")


def test_a_service_in_two_areas_is_refused(tmp_path):
    said = refusal(tmp_path, NAME + '[areas]\n"East" = ["Fostering"]\n"South" = ["Adoption", "Fostering"]\n')
    assert said == ", line 5: [areas] South: the service 'Fostering' is in two areas; name it in one only."


def test_a_service_named_twice_in_one_area_is_in_one_area(tmp_path):
    (tmp_path / "report.toml").write_text(NAME + '[areas]\n"East" = ["Fostering", "Fostering"]\n', encoding="utf-8")
    assert list(load_settings(tmp_path).areas) == ["East"]


def test_a_folder_without_settings_is_refused(tmp_path):
    with pytest.raises(SettingsError, match=r"There is no report\.toml in .*--folder"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ("x = " + "[" * 5_000, "within one another"),
        ("x = " + "[" * 5_000 + "]" * 5_000, "within one another"),
        ('[areas]\n"A" = ' + "[" * 900 + '"x"' + "]" * 900, "within one another"),
        ("x = " + "{a = " * 5_000 + "1" + "}" * 5_000, "within one another"),
        ("[limits.local]\nstage_1 = " + "9" * 5_000, "thousands of digits"),
        ('[sources.complaints]\nfile = "a\\u0000b.csv"', ", line 4: sources.complaints.file: there is a character"),
        ('[areas]\n"A" = ["x", "\\u0001"]', ", line 4: areas.A: there is a character"),
        ('[areas]\n"\\uFFFE" = ["x"]', ", line 3: areas: there is a character"),
    ],
)
def test_what_no_program_can_make_settings_of_is_told(tmp_path, toml, why):
    assert why in refusal(tmp_path, NAME + toml)


@pytest.mark.parametrize("keys", ["a." * 2_000 + "a = 1", "[" + "a." * 2_000 + "a]"])
def test_keys_within_keys_however_deep_are_told(tmp_path, keys):
    assert "within one another" in refusal(tmp_path, NAME + keys)
