"""How a question is put to a person on a terminal: a numbered list, and a number for an answer."""

import sys

import typer

from complaints_report import progress
from complaints_report.interview.questions import Choice, Person, Question

_EXAMPLES = 5


def person() -> Person | None:
    """Who can be asked; nobody where not all that is read and written is a terminal's."""
    is_there = all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    return Person(_ask, _tell, _agrees) if is_there else None


def _ask(question: Question, number: int, of: int) -> Choice:
    """The answer to a question, asked again until it is one."""
    with progress.hidden():
        _put(question, number, of)
        while True:
            typed = _prompted(question)
            answer = _answer(question, typed)
            if answer:
                return answer
            typer.echo(_correction(question), err=True)


def _tell(words: str) -> None:
    """Say something between the questions."""
    with progress.hidden():
        typer.echo(words, err=True)


def _agrees(words: str) -> bool:
    """Whether the person says yes, which Enter alone does."""
    with progress.hidden():
        while True:
            typed = _typed(f"{words} [yes]").casefold()
            if typed in ("", "y", "yes"):
                return True
            if typed in ("n", "no"):
                return False
            typer.echo("Please answer yes or no.", err=True)


def _put(question: Question, number: int, of: int) -> None:
    typer.echo(f"\n{number} of {of}. {question.words}", err=True)
    for line in question.told:
        typer.echo(f"     {line}", err=True)
    for at, choice in enumerate(question.choices, 1):
        typer.echo(f"  {at:2}  {choice.words}", err=True)
        if choice.examples:
            typer.echo(f"        {', '.join(choice.examples[:_EXAMPLES])}", err=True)


def _prompted(question: Question) -> str:
    if not question.choices:
        return _typed(f"{question.wanted} [{question.proposed_text}]") or question.proposed_text
    return _typed(f"Number [{question.proposed + 1}]") or str(question.proposed + 1)


def _typed(prompt: str) -> str:
    try:
        typed: str = typer.prompt(prompt, default="", show_default=False, err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None
    return typed.strip()


def _answer(question: Question, typed: str) -> Choice | None:
    if typed.isdecimal() and 1 <= int(typed) <= len(question.choices):
        return question.choices[int(typed) - 1]
    return question.typed(typed)


def _correction(question: Question) -> str:
    if not question.choices:
        return f"That is not understood: type {question.wanted.lower()}, or Enter for what is in brackets."
    also = f", or {question.wanted}" if question.wanted else ""
    return f"Please type a number from 1 to {len(question.choices)}{also}."
