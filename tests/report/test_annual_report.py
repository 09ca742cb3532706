"""The cover: whose report it is, what it is called, and what is asked of whom."""

from typing import Any

import pytest

from complaints_report.report.annual_report import titled, to_cover
from complaints_report.report.blocks import Cover
from complaints_report.settings import Settings


def cover_of(**cover: Any) -> Cover:
    settings = Settings.model_validate({"organisation": {"name": "Example Trust"}, "cover": cover})
    return to_cover(settings, "Annual Complaints Report 2023/24")


def test_the_cover_says_whose_report_it_is_what_it_is_and_to_whom_it_goes() -> None:
    cover = cover_of(leadership_team="Trust Leadership Team", meeting_on="2024-07-02")
    assert (cover.organisation, cover.title) == ("Example Trust", "Annual Complaints Report 2023/24")
    assert (cover.team, cover.meeting_on) == ("Trust Leadership Team", "2 July 2024")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("", "Annual Complaints Report 2023/24"),
        (" ", "Annual Complaints Report 2023/24"),
        ("Complaints and Compliments", "Complaints and Compliments 2023/24"),
        ("Complaints in 2023/24", "Complaints in 2023/24"),
        ("Complaints, 2023 to 2024", "Complaints, 2023 to 2024"),
    ],
)
def test_the_title_names_the_year_once(title: str, printed: str) -> None:
    assert titled(title, "2023/24") == printed


@pytest.mark.parametrize(
    ("cover", "asked"),
    [
        ({}, "Decision required from the Leadership Team"),
        ({"leadership_team": " "}, "Decision required from the Leadership Team"),
        ({"leadership_team": "The Board"}, "Decision required from The Board"),
        (
            {"leadership_team": "Trust Leadership Team", "leadership_team_short": "TLT"},
            "Decision required from TLT",
        ),
    ],
)
def test_a_decision_is_asked_of_the_team_by_its_own_name(cover: dict[str, str], asked: str) -> None:
    assert [label for label, _ in cover_of(**cover).rows if label.startswith("Decision")] == [asked]


def test_who_was_consulted_is_asked_so_that_yes_or_no_answers_it() -> None:
    cover = cover_of(finance=True, hr="No", business_services_and_support="Yes, in May")
    answers = dict(cover.rows)
    asked = [label for label in answers if label.startswith("Was ")]
    assert asked == [
        f"Was {whom} consulted?"
        for whom in ("Finance", "Commissioning", "ICT", "HR", "Business Services and Support", "Legal")
    ]
    assert [answers[label] for label in asked] == [
        *("Yes", "Not applicable", "Not applicable", "No", "Yes, in May", "Not applicable")
    ]
