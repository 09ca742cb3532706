"""The faults of style that reports are searched for are found where they are planted."""

import pytest

from tests.prose import LONGEST, faults

LINE = "Body Text: "


@pytest.mark.parametrize(
    "text",
    [
        f"{LINE}{' '.join(['word'] * (LONGEST + 1))}.",
        f"{LINE}No answer at stage 1 came late. No answer at stage 2 did.",
        "- They were all late.\n- They were all wrong.",
        f"{LINE}There was an increase of 0.0 percentage points.",
        f"{LINE}There was a decrease of 0% on 2022/23.",
        "Figure 1: Complaints\nFigure 12 shows something else.",
    ],
)
def test_a_planted_fault_is_found(text: str) -> None:
    assert len(faults(text)) == 1


def test_good_prose_tables_and_what_people_said_have_none() -> None:
    said = (
        f"{LINE}At stage 1, all was well. At stage 2, it was not.",
        f"{LINE}There was an increase of 0.3 percentage points.",
        f"| {' '.join(['word'] * 50)} |",
        f"“{' '.join(['word'] * 50)}”",
        "Figure 1: Complaints",
        "Figure 1 shows them.",
    )
    assert faults("\n".join(said)) == []
