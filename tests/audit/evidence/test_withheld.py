"""Numbers that are withheld from the report are neither used nor told, in text, JSON or comments."""

from zipfile import ZipFile

import docx
import pytest

from complaints_report.audit.wording import to_json, to_text
from complaints_report.run import open_folder
from complaints_report.verify import verified
from tests.awkward import HEADINGS, folder
from tests.conftest import TODAY

GENDERS = {"female": 73, "male": 38, "non-binary": 3}
"""Three are few enough to be withheld, and the men with them, since these could else be worked out."""
CANARIES = ("38", "33.3", "33%", "2.6", "withheld from", "thirty-eight")


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """114 complaints of one service, by gender."""
    genders = [name for name, number in GENDERS.items() for _ in range(number)]
    rows = [f"A{n},1,statutory,2023-05-02,2023-05-16,Intake,upheld,email,parent,{one}" for n, one in enumerate(genders)]
    made = folder(tmp_path_factory.mktemp("few") / "folder", *rows, headings=f"{HEADINGS},gender")
    run = open_folder(made, TODAY)
    assert run.errors == ()
    return run


SAID = [
    "Men made {} of the stage 1 complaints, and women made 73.",
    "{} of the stage 1 complaints were made by men (male).",
    "Gender of people at stage 1: female 73, male {}.",
    "Men made {} of the stage 1 complaints. People who are non-binary made 4.",
]


@pytest.mark.parametrize("number", ["36", "39", "83", "114"])
@pytest.mark.parametrize("said", SAID)
def test_what_is_withheld_is_not_told_where_a_document_says_otherwise(few, tmp_path, said, number):
    document = docx.Document()
    document.add_heading("Complaints in 2023/24", 1)
    document.add_paragraph("At stage 1 we received 114 complaints.")
    document.add_paragraph(said.format(number))
    document.save(str(tmp_path / "report.docx"))
    found = verified(few, tmp_path / "report.docx", annotate=tmp_path / "out.docx")
    with ZipFile(tmp_path / "out.docx") as package:
        comments = package.read("word/comments.xml").decode() if "word/comments.xml" in package.namelist() else ""
    for told in (to_text(found, everything=True), to_json(found, everything=True), comments):
        assert [one for one in CANARIES if one in told] == []
    assert not any(one.should for one in found.findings)


@pytest.mark.parametrize("said", SAID)
def test_what_is_withheld_bears_nothing_out(few, tmp_path, said):
    path = tmp_path / "report.md"
    path.write_text(f"# Complaints in 2023/24\n\n{said.format(38)}\n", encoding="utf-8")
    found = verified(few, path)
    assert "38" in [one.number for one in found.unjudged]
    assert found.findings == ()


def test_what_is_not_withheld_is_held_to_the_data(few, tmp_path):
    path = tmp_path / "report.md"
    path.write_text("# Complaints in 2023/24\n\nWomen made 37 of the 114 stage 1 complaints.\n", encoding="utf-8")
    assert [(one.document, one.should) for one in verified(few, path).findings] == [("37", "73")]
