"""Questions on which heading of an export is which of our columns, those that a complaint needs first."""

from collections.abc import Iterable, Iterator, Mapping

from complaints_report.intake.headings.heading_row import WANTED
from complaints_report.intake.headings.parts import ISSUES_WITHIN, SIDE_BY_SIDE
from complaints_report.intake.proposals.candidates import Answer, Headed
from complaints_report.intake.proposals.examples import examples_of
from complaints_report.intake.records.names import plain
from complaints_report.interview.questions import LATER, Choice, Question
from complaints_report.interview.subject import Subject
from complaints_report.new_folder import says
from complaints_report.settings import IssueSource, Source
from complaints_report.settings_lines import Line

_COMPLAINTS = "sources.complaints"
_ANOTHER = "the name of another heading of your export"


def column_questions(subject: Subject) -> Iterator[Question]:
    """What is not sure of the columns of complaints, of each stage that has its own, and of issues in their rows."""
    for section, source, answers in _sections(subject):
        for answer in sorted(answers, key=_order):
            if not answer.is_sure and answer.column not in source.columns | _constants(source):
                yield from _question(subject, section, answer)


def _sections(subject: Subject) -> Iterator[tuple[str, Source | IssueSource, tuple[Answer, ...]]]:
    """Each part of the settings that names columns, with what they are so far and what the export suggests."""
    proposal, source = subject.proposal, subject.source
    yield _COMPLAINTS, source, proposal.columns
    for stage, answers in proposal.stages.items():
        yield f"{_COMPLAINTS}.stage_{stage}", source.stages.get(stage, Source()), answers
    if proposal.issue:
        yield ISSUES_WITHIN, source.issue or IssueSource(), proposal.issue


def _constants(source: Source | IssueSource) -> dict[str, object]:
    return dict(source.constants) if isinstance(source, Source) else {}


def _order(answer: Answer) -> tuple[bool, bool]:
    return answer.column not in _NEEDED, answer.column not in WANTED["complaints"]


_NEEDED = ("reference", "received_on", "stage", "procedure", "service")


def _question(subject: Subject, section: str, answer: Answer) -> Iterator[Question]:
    """The question on one column; none where no heading can be it and the complaints can do without it."""
    free = _free(subject)
    found = [free[text] for text in answer.headings if text in free]
    choices = [_heading(section, answer.column, one) for one in found]
    is_needed = answer.column in _NEEDED and section == _COMPLAINTS
    if not choices and not is_needed:
        return
    others = [*_instead(subject, section, answer.column)]
    yield Question(
        name=f"{section}.columns.{answer.column}",
        words=_words(section, answer.column, bool(choices)),
        choices=(*choices, *others, LATER),
        typed=lambda typed: _typed(typed, free, section, answer.column),
        wanted=_ANOTHER,
    )


def _words(section: str, column: str, is_found: bool) -> str:
    table = "issues" if section == ISSUES_WITHIN else "complaints"
    stage = f" (at stage {section[-1]})" if section[-1].isdigit() else ""
    sure = "" if is_found else " No heading seems to."
    return f"Which heading says {says(table, column)}{stage}?{sure}"


def _heading(section: str, column: str, headed: Headed) -> Choice:
    lines = (Line(f"{section}.columns", column, headed.text),)
    return Choice(f'"{headed.text}"', lines, examples_of(headed))


def _free(subject: Subject) -> Mapping[str, Headed]:
    """The headings that no setting has given to a column yet."""
    taken = {plain(text) for _, source, _ in _sections(subject) for text in _texts(source.columns.values())}
    return {one.text: one for one in subject.proposal.headed if plain(one.text) not in taken}


def _texts(headings: Iterable[str | list[str]]) -> Iterator[str]:
    for one in headings:
        yield from [one] if isinstance(one, str) else one


def _typed(typed: str, free: Mapping[str, Headed], section: str, column: str) -> Choice | None:
    """The answer that somebody made by typing a heading."""
    return next(
        (_heading(section, column, one) for one in free.values() if typed and plain(one.text) == plain(typed)), None
    )


def _instead(subject: Subject, section: str, column: str) -> Iterator[Choice]:
    """The answers where no heading is the column: one value for all rows, the rows' numbers, or nothing."""
    constants = f"{_COMPLAINTS}.constants"
    if column == "stage":
        for stage in (1, 2, 3):
            yield Choice(f"None: every complaint in the export is at stage {stage}", (Line(constants, "stage", stage),))
    elif column == "procedure":
        for one, words in _procedures(subject):
            yield Choice(f"None: every complaint is under {words}", (Line(constants, "procedure", one),))
    elif column == "reference" and subject.source.layout != SIDE_BY_SIDE:
        numbered = (Line(_COMPLAINTS, "number_rows", True), Line(f"{section}.columns", column, ""))
        yield Choice("None: take the rows' numbers (only where every complaint is at stage 1)", numbered)
    elif column not in ("service", "received_on") or section != _COMPLAINTS:
        yield Choice("None of these: the export does not say", (Line(f"{section}.columns", column, ""),))


def _procedures(subject: Subject) -> list[tuple[str, str]]:
    """Both procedures, the likelier first: only the statutory one has a third stage."""
    both = [("local", "your own, local procedure"), ("statutory", "the statutory procedure (Children Act)")]
    return both[::-1] if _has_third_stage(subject) else both


def _has_third_stage(subject: Subject) -> bool:
    stages = [one for one in subject.proposal.columns if one.column == "stage"]
    texts = {text for one in stages for text in one.headings[:1]}
    cells = (cell for one in subject.proposal.headed if one.text in texts for cell in one.sample)
    return 3 in subject.proposal.stages or any(str(cell).strip().endswith(("3", "3.0")) for cell in cells)
