"""What a report says of data that do not tell everything about its year: nothing is passed over in silence."""

from pathlib import Path

from tests.awkward import COVERS, HEADINGS, ONE, folder
from tests.conftest import report_text

YEAR = "2023/24"


def without(column: str, *rows: str) -> tuple[str, list[str]]:
    """The headings and rows of complaints without a column."""
    at = HEADINGS.split(",").index(column)
    headings, *cut = (",".join(line.split(",")[:at] + line.split(",")[at + 1 :]) for line in (HEADINGS, *rows))
    return headings, cut


def test_without_outcomes_the_report_has_its_times_and_says_who_is_in_them(tmp_path: Path) -> None:
    headings, rows = without("outcome", ONE, ONE.replace("A1", "A2"))
    text = report_text(folder(tmp_path, *rows, headings=headings, toml=COVERS), YEAR)
    assert "No data on the outcomes of complaints were supplied for this report." in text
    assert "100.0% of responses (2 of 2) came within 20 working days" in text
    assert "no outcomes were supplied that would tell which they are" in text
    assert "Complaints that were withdrawn or outside our jurisdiction are left out" not in text
    assert "| The outcomes of complaints were not supplied | complaints.csv | 1 | Noted |" in text


def test_without_dates_of_responses_the_report_blames_nothing_else(tmp_path: Path) -> None:
    headings, rows = without("responded_on", ONE)
    text = report_text(folder(tmp_path, *rows, headings=headings, toml=COVERS), YEAR)
    assert "No data on the dates of responses were supplied for this report." in text
    assert "no-outcomes" not in text
