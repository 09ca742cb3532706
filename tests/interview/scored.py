"""What `init` proposes for registers of known forms, held to what each of their headings is; for the docs and tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from complaints_report.intake.proposals.candidates import Answer
from complaints_report.intake.proposals.suggested_settings import Proposal, proposal_of
from complaints_report.intake.read.folder_files import Files
from tests.interview.forms import FORMS, Form


@dataclass(frozen=True)
class Score:
    """Of the columns that an export has: those read without a question, those proposed first, and those not right."""

    form: Form
    proposal: Proposal
    sure: tuple[str, ...]
    first: tuple[str, ...]
    wrong: tuple[str, ...]


def scores() -> Iterator[Score]:
    """The score of each form."""
    with TemporaryDirectory() as folder:
        for number, form in enumerate(FORMS):
            made = form.make(Path(folder, f"register {number}.xlsx"))
            yield score_of(form, proposal_of(Files(Path(folder)), made.name))


def score_of(form: Form, proposal: Proposal) -> Score:
    """How a proposal agrees with what the headings are; a heading that is nothing must not be proposed first."""
    wanted = {("", column): heading for column, heading in form.columns.items()}
    wanted |= {("issue", column): heading for column, heading in form.issue.items()}
    for stage in proposal.stages:
        wanted |= {(f"{stage}", column): heading.replace("#", f"{stage}") for column, heading in form.stages.items()}
    given = {key: answer for key, answer in _answers(proposal) if answer.headings}
    right = {key for key, heading in wanted.items() if key in given and given[key].headings[0] == heading}
    sure = tuple(_said(*key) for key in wanted if key in right and given[key].is_sure)
    first = tuple(_said(*key) for key in wanted if key in right and not given[key].is_sure)
    wrong = tuple(_said(*key) for key in {**wanted, **given} if key not in right)
    return Score(form, proposal, sure, first, wrong)


def _answers(proposal: Proposal) -> Iterator[tuple[tuple[str, str], Answer]]:
    yield from ((("", answer.column), answer) for answer in proposal.columns)
    yield from ((("issue", answer.column), answer) for answer in proposal.issue)
    for stage, answers in proposal.stages.items():
        yield from (((f"{stage}", answer.column), answer) for answer in answers)


def _said(place: str, column: str) -> str:
    return f"`{column}`" + {"": "", "issue": " of an issue"}.get(place, f" at stage {place}")
