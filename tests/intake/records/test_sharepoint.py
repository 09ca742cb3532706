"""Headings as SharePoint writes them: characters escaped, and names cut short at 32 characters."""

import re

import pytest

from complaints_report.intake.headings.synonyms import HEADINGS, start_of
from complaints_report.intake.proposals.suggested_settings import proposal_of
from complaints_report.intake.read.folder_files import Files
from complaints_report.intake.records.names import normalised, unescaped


def internal(name, twice=False):
    """The internal name that SharePoint makes of a column's name."""
    escaped = re.sub(r"[^A-Za-z0-9]", lambda found: f"_x{ord(found[0]):04x}_", name)[:32]
    return escaped + "0" * twice


KNOWN = [(column, name) for column, tiers in HEADINGS["complaints"].items() for name in tiers[0]]
SHORT = [(column, name) for column, name in KNOWN if len(internal(name)) < 32]
LONG = [
    (column, name)
    for column, name in KNOWN
    if len(internal(name)) == 32 and normalised(internal(name)) != normalised(name)
]
CELLS = {
    "reference": [f"C{number}" for number in range(8)],
    "stage": ["1", "2"],
    "procedure": ["statutory", "local"],
    "service": ["East team", "West team"],
    "outcome": ["upheld", "not upheld"],
    "method": ["email", "post"],
    "complainant": ["parent", "carer"],
    "extension_agreed": ["yes", "no"],
    "age_band": ["16 to 25", "26 to 35"],
}


def cells_of(column):
    if column.endswith("_on"):
        return ["01/05/2023", "14/05/2023"]
    return CELLS.get(column, ["150"] if column in ("remedy_amount", "investigation_cost") else ["Any", "Other"])


@pytest.mark.parametrize("name", sorted({name for _, name in SHORT}))
def test_an_escaped_heading_is_read_as_the_characters_it_stands_for(name):
    assert unescaped(internal(name)) == name
    assert normalised(internal(name)) == normalised(name)


def test_an_export_of_sharepoint_is_read_as_any_other(opened):
    head = "Case_x0020_Reference,Complaint_x0020_Stage,Procedure,Date_x0020_Received,Service_x0020_Area,Outcome"
    row = "101,1,local,01/06/2023,East,Upheld"
    run = opened(f"{head}\n{row}\n")
    assert not run.errors
    toml = '[sources.complaints.columns]\nservice = "Area of work"\n'
    run = opened(f"{head.replace('Service_x0020_Area', 'Area_x0020_of_x0020_work')}\n{row}\n", toml)
    assert run.export.tables["complaints"]["service"].tolist() == ["East"]


@pytest.mark.parametrize("twice", [False, True])
def test_a_heading_cut_short_is_proposed_and_never_read(tmp_path, opened, twice):
    assert LONG
    wrong = []
    for column, name in LONG:
        heading = internal(name, twice)
        lines = [
            f"Day,{heading}",
            *(f"0{1 + at}/04/2023,{cells_of(column)[at % len(cells_of(column))]}" for at in range(8)),
        ]
        (tmp_path / "export.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        offered = [one for one in proposal_of(Files(tmp_path), "export.csv").columns if heading in one.headings]
        if not offered or any(one.is_read or (one.is_sure and column.endswith("_on")) for one in offered):
            wrong.append((column, name, offered))
    assert wrong == []


def test_check_names_a_heading_cut_short(opened):
    heading = internal("Date Complaint Received")
    run = opened(f"reference,stage,procedure,{heading},service\n1,1,local,01/06/2023,East\n")
    (found,) = run.errors
    assert (found.rule, heading in found.message) == ("missing-column", True)


@pytest.mark.parametrize("text", ["Date_x0020_Received", "A heading of exactly thirty chars", "x" * 33, "_x0020_"])
def test_a_heading_of_another_length_is_whole(text):
    assert start_of(text) == ""
