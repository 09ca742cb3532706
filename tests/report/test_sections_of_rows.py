"""Sections that tell of the procedure, of each decision, of what was learned and of who said thank you."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from complaints_report.build import context_of
from complaints_report.own_content import SECTIONS
from complaints_report.report.annual_report import to_document
from complaints_report.report.blocks import Block, Heading, ListItem, Paragraph, texts_of
from complaints_report.run import figures_for, open_folder
from tests.awkward import ONE, WHOLE, folder
from tests.conftest import TODAY

EXPORTED = f"{WHOLE}[report]\nexported_on = 2024-06-14\n"
REFERRED = "reference,referred_on,result,decided_on,service,concern,finding,remedy,payment\n"
LEARNED = "year,stage,source,service,summary,actions,due_on,status\n"
THANKED = "received_on,service,text,about,from,include\n"

Section = Callable[..., str]


@pytest.fixture
def section(tmp_path: Path) -> Section:
    """A section's text by its number, a block a line, of a folder with these tables and settings."""

    def text(number: int, toml: str = EXPORTED, content: str = "", year: str = "2023/24", **tables: str) -> str:
        made = folder(tmp_path, ONE, toml=toml, **tables)
        if content:
            (made / "content").mkdir()
            (made / "content" / "how-to-complain.md").write_text(content, encoding="utf-8")
        run = open_folder(made, TODAY)
        blocks = to_document(context_of(run, figures_for(run, year)), SECTIONS, {}).blocks
        starts = [place for place, one in enumerate(blocks) if isinstance(one, Heading) and one.level == 1]
        return "\n".join(map(line_of, blocks[starts[number - 1] : starts[number]]))

    return text


def line_of(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    words = "".join(text.text for text in texts_of(block))
    if isinstance(block, Paragraph) and block.quoted:
        return f"> {words}"
    return f"{'  ' * block.depth}- {words}" if isinstance(block, ListItem) else words


# 2. The procedure


def test_more_time_under_our_own_procedure_is_told_only_where_it_is_set(section: Section) -> None:
    assert "One of its managers answers within 20 working days.\n" in section(2)
    told = section(2, f"{EXPORTED}[limits.local]\nstage_1_extended = 30\nstage_2 = 1\n")
    assert "One of its managers answers within 20 working days, or within 30 where more time is agreed.\n" in told
    assert "looks at it afresh, and answers within 1 working day.\n" in told


def test_the_laws_limits_are_told_as_they_are_set(section: Section) -> None:
    limits = "[limits.statutory]\nstage_1 = 20\nstage_2_extended = 60\npanel_report = 1\n"
    told = section(2, EXPORTED + limits)
    assert "The team’s manager answers within 20 working days.\n" in told
    assert "within 25 working days in all, or within 60 where the complaint is complex." in told
    assert "reports within 1 working day of meeting" in told


def test_how_to_complain_stands_under_a_heading_of_its_own_with_its_headings_below(section: Section) -> None:
    told = section(2, content="Tell us.\n\n# By telephone\n\nRing 0121 496 0101.\n\n## At night\n\nDo not wait.\n")
    assert told.endswith(
        "## How to complain, and who can help\nTell us.\n"
        "### By telephone\nRing 0121 496 0101.\n#### At night\nDo not wait."
    )
    assert "can complain." not in told


def test_without_a_text_on_how_to_complain_there_is_a_sentence_on_who_can(section: Section) -> None:
    told = section(2)
    assert "Anyone who receives help from Example Trust, or who cares about a child who does, can complain." in told
    assert "How to complain" not in told


# 5. The Ombudsman


def test_a_decision_tells_its_result_day_concern_finding_remedy_and_payment(section: Section) -> None:
    row = 'L1,2023-05-01,upheld,2023-08-18,Fostering,Delay,It was late,"Say sorry\nPay.",1250.5\n'
    assert section(5, ombudsman=REFERRED + row).split("\n", 1)[1].split("\n")[1:] == [
        "## What the Ombudsman decided",
        "### 1. Fostering",
        "- Result: upheld, decided on 18 August 2023",
        "- The concern: Delay",
        "- What was found: It was late",
        "- The remedy: Say sorry. Pay. The payment: £1,250.50",
    ]


def test_what_a_decision_lacks_is_said_to_be_lacking(section: Section) -> None:
    told = section(5, ombudsman=f"{REFERRED}L1,2023-05-01,upheld,,,,,,\nL2,2023-05-01,not upheld,,,,,,0\n")
    first, second = told.split("### ")[1:]
    assert first.split("\n")[:5] == [
        "1. Service not recorded",
        "- Result: upheld, on a date not recorded",
        "- The concern: not recorded",
        "- What was found: not recorded",
        "- The remedy: not recorded.",
    ]
    assert "payment" not in first
    assert "remedy" not in second
    assert second.endswith("- The payment: none")


@pytest.mark.parametrize(
    ("results", "said"),
    [
        (["upheld"], "The Ombudsman made one decision, and found fault. It recommended a payment of £100."),
        (["not upheld"], "The Ombudsman made one decision, and found no fault."),
        (["upheld"] * 2, "The Ombudsman found fault in both decisions that it made."),
        (["not upheld"] * 3, "The Ombudsman found fault in none of the three decisions that it made."),
        (
            ["upheld"] * 6 + ["not upheld"],
            "The Ombudsman found fault in six of the seven decisions that it made. "
            "It recommended payments of £600 in all.",
        ),
        (
            ["upheld"] * 5 + ["not upheld"] * 15,
            "The Ombudsman found fault in 25.0% of the decisions that it made (5 of 20).",
        ),
        (["premature"], "The Ombudsman found one of these premature, because it had not been through our own stages."),
        (
            ["premature"] * 2 + ["declined", "pending"],
            "The Ombudsman found two of these premature, because they had not been through our own stages, and "
            "declined to investigate one. It has yet to decide one of these. It made no decisions.",
        ),
    ],
)
def test_the_ombudsmans_decisions_are_told_in_numbers(section: Section, results: list[str], said: str) -> None:
    rows = [
        f"L{n},2023-05-01,{result},,Fostering,,,,{100 if result == 'upheld' else ''}\n"
        for n, result in enumerate(results)
    ]
    assert said in section(5, ombudsman=REFERRED + "".join(rows))


# 6. Learning


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (
            'A parent,Fostering,Letters were late.,"Write.\nCall.",2024-05-31,in progress',
            [
                "- A parent, about Fostering: Letters were late. Actions due by 31 May 2024, in progress, "
                "past their date:",
                "  - Write.",
                "  - Call.",
            ],
        ),
        (
            "A parent,,Letters were late,Write.,2024-06-13,not started",
            ["- A parent: Letters were late. Action due by 13 June 2024, not started, past its date:", "  - Write."],
        ),
        (
            ",Fostering,Letters were late.,,2024-06-14,in progress",
            ["- Fostering: Letters were late. Actions due by 14 June 2024, in progress."],
        ),
        (
            ",,Letters were late?,Write.,2024-01-31,complete",
            ["- Source not recorded: Letters were late? Action due by 31 January 2024, complete:", "  - Write."],
        ),
        ("A parent,,Letters were late.,,,complete", ["- A parent: Letters were late. Actions complete."]),
        (
            "A parent,,Letters were late.,,2024-05-31,",
            ["- A parent: Letters were late. Actions due by 31 May 2024, past their date."],
        ),
        ("A parent,,Letters were late.,Write.,,", ["- A parent: Letters were late. Action:", "  - Write."]),
        ("A parent,,Letters were late.,,,", ["- A parent: Letters were late."]),
    ],
)
def test_learning_tells_from_whom_it_is_what_is_done_by_when_and_how_far_it_is(
    section: Section, row: str, lines: list[str]
) -> None:
    told = section(6, learning=f"{LEARNED}2023/24,2,{row}\n").split("## Learning from stage 2\n")[1]
    assert told.split("\n") == lines


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["2024-06-13,complete"] * 2, "no pieces of learning had actions that were past their date and not complete."),
        (["2024-06-13,in progress"], "one piece of learning had actions that were past their date and not complete."),
        (["2024-06-13,"] * 12, "12 pieces of learning had actions that were past their date and not complete."),
    ],
)
def test_what_is_late_is_told_with_the_day_of_the_export(section: Section, rows: list[str], said: str) -> None:
    learning = LEARNED + "".join(f"2023/24,1,,,Late.,,{row}\n" for row in rows)
    assert f"On 14 June 2024, the day of the export, {said}" in section(6, learning=learning)


def test_without_a_day_of_export_the_latest_date_is_said_to_be_that(section: Section) -> None:
    told = section(6, WHOLE, learning=f"{LEARNED}2023/24,1,,,Late.,,2023-05-09,in progress\n")
    assert "On 10 May 2023, the latest date in the data, one piece of learning had actions that were past" in told


def test_what_history_alone_tells_is_not_said_to_be_as_of_the_day_of_the_export(section: Section) -> None:
    history = "year,metric,stage,value\n2022/23,learning,1,4\n2022/23,actions_overdue,,3\n"
    told = section(6, year="2022/23", history=history)
    assert "When the figures of 2022/23 were published, three pieces of learning had actions that were past" in told
    assert "export" not in told


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (["complete"], "The one piece of learning with a recorded status has every action complete."),
        (["in progress", ""], "The one piece of learning with a recorded status does not yet have every action"),
        (["complete"] * 2, "Both pieces of learning with a recorded status have every action complete."),
        (["not started"] * 2, "Neither of the two pieces of learning with a recorded status has every action"),
        (["complete", *["in progress"] * 4], "One of the five pieces of learning with a recorded status has every"),
        (["complete"] * 7 + ["in progress"] * 5, "Seven of the 12 pieces of learning with a recorded status have"),
    ],
)
def test_how_much_is_complete_is_told_in_numbers(section: Section, statuses: list[str], said: str) -> None:
    learning = LEARNED + "".join(f"2023/24,1,,,Late.,,,{status}\n" for status in statuses)
    assert said in section(6, learning=learning)


def test_what_earlier_years_left_open_comes_last_and_what_they_finished_does_not(section: Section) -> None:
    before = [
        "2022/23,3,A parent,,Second.,,2024-09-30,in progress",
        "2022/23,1,A parent,,Finished.,,2023-01-31,complete",
        "2021/22,1,A carer,,First.,,2023-01-31,",
        "2022/23,1,A carer,,Not known.,,,",
        "2024/25,1,A carer,,Later.,,2024-06-01,in progress",
    ]
    learning = "\n".join([LEARNED + "2023/24,1,A parent,,New.,,,complete", *before]) + "\n"
    told = section(6, learning=learning)
    assert told.split("## Still open from earlier years\n")[1].split("\n") == [
        "- A carer (2021/22, stage 1): First. Actions due by 31 January 2023, past their date.",
        "- A parent (2022/23, stage 3): Second. Actions due by 30 September 2024, in progress.",
    ]
    assert "past their date and not complete, counting what was learned in earlier years." in told
    assert not re.search("Finished|Not known|Later", told)


def test_where_earlier_years_left_nothing_open_that_is_said(section: Section) -> None:
    now, before = "2023/24,1,,,New.,,,complete\n", "2022/23,1,,,Old.,,2023-01-31,complete\n"
    nothing = "Nothing that was learned in earlier years is recorded as still open."
    assert section(6, learning=LEARNED + now + before).endswith(nothing)
    assert nothing not in section(6, learning=LEARNED + now)


# 7. Compliments


def test_a_quotation_stands_in_quotation_marks_with_whose_it_is_and_about_whom(section: Section) -> None:
    rows = [
        '2023-05-01,Fostering,Thank you.,"Ann, social worker",a parent,yes',
        '2023-05-01,Fostering,"""Thanks.""",,,yes',
        "2023-05-01,Fostering,,Ann,a carer,yes",
        "2023-05-01,Fostering,Not this.,Ann,a carer,no",
    ]
    told = section(7, compliments=THANKED + "\n".join(rows) + "\n").split("## What people said\n")[1]
    assert told == (
        "> “Thank you.”\nFrom a parent, about Ann, social worker (Fostering)\n"
        "> “Thanks.”\nFrom somebody not named (Fostering)\n"
        "> (no words recorded)\nFrom a carer, about Ann (Fostering)"
    )
