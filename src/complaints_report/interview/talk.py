"""The talk with a person about an export: one question after the other, until nothing is open that was not asked."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from complaints_report.english import quantity
from complaints_report.interview.of_columns import column_questions
from complaints_report.interview.of_folder import folder_questions
from complaints_report.interview.of_rows import (
    questions_of_others,
    questions_of_rows,
    questions_of_services,
    told_of_others,
)
from complaints_report.interview.of_values import value_questions
from complaints_report.interview.questions import LATER, Person, Question
from complaints_report.interview.subject import InterviewState
from complaints_report.settings_lines import with_lines


def open_questions(subject: InterviewState) -> list[Question]:
    """What is still to be asked, as the answers so far have it."""
    every = chain(folder_questions(subject), questions_of_export(subject))
    return [question for question in every if question.name not in subject.asked]


def questions_of_export(subject: InterviewState) -> Iterator[Question]:
    """What is not sure of the export itself."""
    yield from column_questions(subject)
    yield from questions_of_rows(subject)
    yield from value_questions(subject)
    yield from questions_of_services(subject)
    yield from questions_of_others(subject)


def talked(subject: InterviewState, person: Person) -> InterviewState | None:
    """The export with all that a person answered put into the text of its settings; None where they want none of it."""
    before = subject.text
    person.tell(_beginning(subject))
    number = 0
    while left := open_questions(subject):
        number += 1
        question = left[0]
        answer = person.ask(question, number, number + len(left) - 1)
        asked = {question.name: answer.words} | ({answer.opens: ""} if answer.opens else {})
        text = with_lines(subject.text, answer.lines)
        subject = replace(subject, text=text, asked={**subject.asked, **asked})
    person.tell(_summary(subject))
    return subject if subject.text == before or person.agrees("\nWrite this?") else None


def _beginning(subject: InterviewState) -> str:
    many = len(open_questions(subject))
    if not many:
        return f"Nothing is left to ask about {subject.name}."
    return (
        f"{quantity(many, 'question')} about {subject.name}; an answer may lead to another. "
        "Enter alone takes the answer in [brackets].\nTo stop, press Ctrl-C: nothing is then written."
    )


def _summary(subject: InterviewState) -> str:
    """What is to be written of the complaints: each column with its heading, and what was left open."""
    source = subject.source
    told = [f"  {column.replace('_', ' '):22}{_heading(heading)}" for column, heading in source.columns.items()]
    told += [f"  {name.replace('_', ' '):22}{value} in every row" for name, value in source.constants.items()]
    told += _of_stages(subject)
    issue = source.issue.columns if source.issue else {}
    told += [f"  {column.replace('_', ' ') + ', of issues':22}{_heading(heading)}" for column, heading in issue.items()]
    sheets = subject.proposal.sheets or tuple(subject.proposal.sheet_of_stage.values())
    told += [f"  from the sheets {', '.join(sheets)}"] if len(sheets) > 1 else []
    others = [one for one in subject.proposal.others if getattr(subject.settings.sources, one.table).file]
    told += [f"  and {told_of_others(others)}"] if others else []
    later = sum(words == LATER.words for words in subject.asked.values())
    told += [f"  {quantity(later, 'question')} left for later"] if later else []
    return "\n".join(["", f"What your answers make of {subject.name}:", *told])


def _of_stages(subject: InterviewState) -> Iterator[str]:
    for stage, own in subject.source.stages.items():
        for column, heading in own.columns.items():
            said = f"{column.replace('_', ' ')}, stage {stage}"
            yield f"  {said:22}{_heading(heading)}"


def _heading(named: str | list[str]) -> str:
    one = named if isinstance(named, str) else ", ".join(named)
    return f'"{one}"' if one else "is not in the export"
