"""Lines put into `report.toml`: each in its place, and every other line as it was."""

import tomllib

import pytest

from complaints_report.errors import CommandError
from complaints_report.settings_lines import SettingLine, with_lines

TEXT = """\
# mine
[organisation]
name = "X"   # and mine

[sources.complaints]
file = "a.csv"

# Our name = theirs
[sources.complaints.columns]
reference = "Ref"
# service = "Team"   # does this say which service?
# outcome = ""   # which heading?

# About values.
[sources.complaints.values.method]
# "Odd one" = ""   # 3 complaints

# Other tables.
[sources.issues]
"""


def test_a_line_takes_the_place_of_the_note_that_asks_for_it():
    made = with_lines(TEXT, [SettingLine("sources.complaints.columns", "service", "Team A")])
    assert made == TEXT.replace('# service = "Team"   # does this say which service?', 'service = "Team A"')


def test_a_value_with_signs_of_toml_in_it_is_found_and_written():
    made = with_lines(TEXT, [SettingLine("sources.complaints.values.method", "Odd one", 'a "b" \\ c')])
    assert tomllib.loads(made)["sources"]["complaints"]["values"]["method"] == {"Odd one": 'a "b" \\ c'}
    assert made.count("\n") == TEXT.count("\n")


def test_a_new_section_stands_below_the_nearest_one():
    made = with_lines(TEXT, [SettingLine("sources.complaints.values.outcome", "PU", "partially upheld")])
    assert made.index("values.method") < made.index("values.outcome") < made.index("# Other tables.")
    assert made.replace('\n[sources.complaints.values.outcome]\n"PU" = "partially upheld"\n', "") == TEXT


def test_a_section_at_the_end_without_an_end_of_line():
    made = with_lines('[organisation]\nname = "X"', [SettingLine("areas", "Care", ["East", "West"])])
    assert made == '[organisation]\nname = "X"\n\n[areas]\nCare = ["East", "West"]\n'.replace("Care =", '"Care" =')


def test_ends_of_lines_stay_those_of_windows():
    made = with_lines(TEXT.replace("\n", "\r\n"), [SettingLine("sources.complaints", "number_rows", True)])
    assert made.count("\n") == made.count("\r\n") == TEXT.count("\n") + 1
    assert "number_rows = true\r\n" in made


def test_what_cannot_be_put_in_is_said_and_changes_nothing():
    text = '[organisation]\nname = "X"\n[sources]\ncomplaints = {file = "a.csv"}\n'
    with pytest.raises(CommandError, match=r'under \[sources.complaints.columns\] service = "Team"'):
        with_lines(text, [SettingLine("sources.complaints.columns", "service", "Team")])


def test_a_heading_in_an_array_of_several_lines_is_no_section():
    text = '[areas]\n"Care" = [\n  "East",\n]\n[data]\ncovers = ["2023/24"]\n'
    made = with_lines(text, [SettingLine("areas", "Other", ["West"])])
    assert tomllib.loads(made)["areas"] == {"Care": ["East"], "Other": ["West"]}
