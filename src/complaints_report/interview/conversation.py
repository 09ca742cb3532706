"""The conversation with a person about an export: question after question, until none is open that was not asked."""

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
from complaints_report.interview.state import InterviewState
from complaints_report.settings_lines import with_lines


def open_questions(state: InterviewState) -> list[Question]:
    """What is still to be asked, as the answers so far have it."""
    every = chain(folder_questions(state), questions_of_export(state))
    return [question for question in every if question.name not in state.asked]


def questions_of_export(state: InterviewState) -> Iterator[Question]:
    """What is not sure of the export itself."""
    yield from column_questions(state)
    yield from questions_of_rows(state)
    yield from value_questions(state)
    yield from questions_of_services(state)
    yield from questions_of_others(state)


def interviewed(state: InterviewState, person: Person) -> InterviewState | None:
    """The export with all that a person answered put into the text of its settings; None where they want none of it."""
    before = state.text
    person.tell(_beginning(state))
    number = 0
    while left := open_questions(state):
        number += 1
        question = left[0]
        answer = person.ask(question, number, number + len(left) - 1)
        asked = {question.name: answer.words} | ({answer.opens: ""} if answer.opens else {})
        text = with_lines(state.text, answer.lines)
        state = replace(state, text=text, asked={**state.asked, **asked})
    person.tell(_summary(state))
    return state if state.text == before or person.agrees("\nWrite this?") else None


def _beginning(state: InterviewState) -> str:
    many = len(open_questions(state))
    if not many:
        return f"Nothing is left to ask about {state.name}."
    return (
        f"{quantity(many, 'question')} about {state.name}; an answer may lead to another. "
        "Enter alone takes the answer in [brackets].\nTo stop, press Ctrl-C: nothing is then written."
    )


def _summary(state: InterviewState) -> str:
    """What is to be written of the complaints: each column with its heading, and what was left open."""
    source = state.source
    told = [f"  {column.replace('_', ' '):22}{_heading(heading)}" for column, heading in source.columns.items()]
    told += [f"  {name.replace('_', ' '):22}{value} in every row" for name, value in source.constants.items()]
    told += _of_stages(state)
    issue = source.issue.columns if source.issue else {}
    told += [f"  {column.replace('_', ' ') + ', of issues':22}{_heading(heading)}" for column, heading in issue.items()]
    sheets = state.proposal.sheets or tuple(state.proposal.sheet_of_stage.values())
    told += [f"  from the sheets {', '.join(sheets)}"] if len(sheets) > 1 else []
    others = [one for one in state.proposal.others if getattr(state.settings.sources, one.table).file]
    told += [f"  and {told_of_others(others)}"] if others else []
    later = sum(words == LATER.words for words in state.asked.values())
    told += [f"  {quantity(later, 'question')} left for later"] if later else []
    return "\n".join(["", f"What your answers make of {state.name}:", *told])


def _of_stages(state: InterviewState) -> Iterator[str]:
    for stage, own in state.source.stages.items():
        for column, heading in own.columns.items():
            said = f"{column.replace('_', ' ')}, stage {stage}"
            yield f"  {said:22}{_heading(heading)}"


def _heading(named: str | list[str]) -> str:
    one = named if isinstance(named, str) else ", ".join(named)
    return f'"{one}"' if one else "is not in the export"
