"""Questions on what the values of an export mean: all that can be guessed of a column at once, else one by one."""

from collections.abc import Iterator, Sequence

from complaints_report.english import quantity
from complaints_report.intake.proposals.candidates import CODED_OF
from complaints_report.intake.proposals.unknown_values import (
    Unknown,
    Value,
    mapped_parts,
    unknown_outcomes_of_issues,
    unknown_values,
)
from complaints_report.interview.questions import LATER, Choice, Question
from complaints_report.interview.state import InterviewState
from complaints_report.settings_lines import SettingLine

_EACH = "each"


def value_questions(state: InterviewState) -> Iterator[Question]:
    """What is not known of the values of the coded columns."""
    found = [*unknown_values(state.parts), *unknown_outcomes_of_issues(state.parts, state.source)]
    for unknown in (*found, *_of_other_tables(state)):
        guessed = [value for value in unknown.values if value.guess or value.is_nothing]
        if len(guessed) > 1 and _opened(unknown) not in state.asked:
            yield _of_all(unknown, guessed)
            singly = [value for value in unknown.values if value not in guessed]
        else:
            singly = [*unknown.values]
        yield from (_of_one(unknown, value) for value in singly)


def _of_other_tables(state: InterviewState) -> Iterator[Unknown]:
    """The unknown values of the tables that the settings name beside the complaints."""
    for table in CODED_OF:
        if table != "complaints" and getattr(state.settings.sources, table).file:
            yield from unknown_values(mapped_parts(state.settings, state.files, table), table)


def _name(unknown: Unknown) -> str:
    return f"sources.{unknown.of}.values.{unknown.column}"


def _opened(unknown: Unknown) -> str:
    return f"{_name(unknown)} {_EACH}"


def _of_all(unknown: Unknown, values: Sequence[Value]) -> Question:
    told = [f'"{value.text}"  ({quantity(value.complaints, "complaint")})  {_meant(value)}' for value in values]
    lines = tuple(SettingLine(_name(unknown), value.text, value.guess) for value in values)
    return Question(
        name=_name(unknown),
        words=f"Your export has words of its own for {_called(unknown.column)}. Is this what they mean?",
        told=(*told, *_hidden(unknown)),
        choices=(Choice("Yes, all of them", lines), Choice("No: ask me one by one", opens=_opened(unknown)), LATER),
    )


def _meant(value: Value) -> str:
    return f"is {value.guess}" if value.guess else "says nothing"


def _of_one(unknown: Unknown, value: Value) -> Question:
    codes = sorted(unknown.codes, key=lambda code: code != value.guess)
    choices = [Choice(code, (SettingLine(_name(unknown), value.text, code),)) for code in codes]
    nothing = Choice("None of these: count it as blank", (SettingLine(_name(unknown), value.text, ""),))
    every = (*choices, nothing, LATER)
    return Question(
        name=f"{_name(unknown)}.{value.text}",
        words=f'What does "{value.text}" mean, as {_called(unknown.column)}? '
        f"({quantity(value.complaints, 'complaint has it', 'complaints have it')})",
        told=tuple(_hidden(unknown)),
        choices=every,
        proposed=0 if value.guess else len(every) - (2 if value.is_nothing else 1),
    )


def _called(column: str) -> str:
    return {
        "complainant": "who complained",
        "method": "how a complaint came in",
        "result": "what the Ombudsman decided",
    }.get(column, f"the {column.replace('_', ' ')}")


def _hidden(unknown: Unknown) -> Iterator[str]:
    """Words on the values that are not shown."""
    if many := unknown.kept_back + unknown.further:
        are = quantity(many, "further value is", "further values are")
        yield f"({are} not shown: rare or long, and so perhaps words about somebody.)"
