"""Questions on which heading of an export is which of our columns, those that a complaint needs first."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from complaints_report.english import listed
from complaints_report.intake.headings.heading_row import WANTED
from complaints_report.intake.headings.parts import ISSUES_WITHIN, SIDE_BY_SIDE
from complaints_report.intake.proposals.candidates import Answer, Headed
from complaints_report.intake.proposals.examples import examples_of
from complaints_report.intake.proposals.suggested_settings import without_stage
from complaints_report.intake.records.names import normalised
from complaints_report.interview.questions import LATER, Choice, Question
from complaints_report.interview.state import InterviewState
from complaints_report.new_folder import says
from complaints_report.settings import IssueSource, TableSource
from complaints_report.settings_lines import SettingLine

_COMPLAINTS = "sources.complaints"
_ANOTHER = "the name of another heading of your export"


def column_questions(state: InterviewState) -> Iterator[Question]:
    """What is not sure of the columns of complaints, of each stage that has its own, and of issues in their rows."""
    proposal, source = state.proposal, state.source
    yield from _of_section(state, _COMPLAINTS, source, proposal.columns)
    yield from _of_stages(state)
    if proposal.issue:
        yield from _of_section(state, f"sources.{ISSUES_WITHIN}", source.issue or IssueSource(), proposal.issue)


def _of_section(
    state: InterviewState, section: str, source: TableSource | IssueSource, answers: Iterable[Answer]
) -> Iterator[Question]:
    for answer in sorted(answers, key=_order):
        if not _is_settled(state, source, answer):
            yield from _question(state, section, answer)


def _of_stages(state: InterviewState) -> Iterator[Question]:
    """Questions on the columns of each stage, those that every stage calls alike in one."""
    left: dict[str, dict[int, Answer]] = {}
    for stage, answers in state.proposal.stages.items():
        for answer in answers:
            if not _is_settled(state, state.source.stages.get(stage, TableSource()), answer):
                left.setdefault(answer.column, {})[stage] = answer
    for column, of_stages in left.items():
        called = {normalised(without_stage(one.headings[0])) if one.headings else "" for one in of_stages.values()}
        if len(of_stages) > 1 and len(called) == 1 and f"stages {column}" not in state.asked and "" not in called:
            yield _of_all_stages(column, of_stages)
        elif f"{_name_of_stages(column)}" not in state.asked or f"stages {column}" in state.asked:
            for stage, answer in of_stages.items():
                yield from _question(state, f"{_COMPLAINTS}.stage_{stage}", answer)


def _name_of_stages(column: str) -> str:
    return f"{_COMPLAINTS}.stages.{column}"


def _of_all_stages(column: str, of_stages: Mapping[int, Answer]) -> Question:
    """One question on a column of all stages, which their headings call alike."""

    def lines(of: Callable[[Answer], str]) -> tuple[SettingLine, ...]:
        return tuple(SettingLine(f"{_COMPLAINTS}.stage_{at}.columns", column, of(one)) for at, one in of_stages.items())

    named = listed(f'"{one.headings[0]}"' for one in of_stages.values())
    return Question(
        name=_name_of_stages(column),
        words=f"Which headings say {says('complaints', column)}, at each stage?",
        choices=(
            Choice(named, lines(lambda one: one.headings[0])),
            Choice("Others: ask me for each stage", opens=f"stages {column}"),
            Choice("None: the export does not say", lines(lambda _: "")),
            LATER,
        ),
    )


def _is_settled(state: InterviewState, source: TableSource | IssueSource, answer: Answer) -> bool:
    """Whether a column is sure, or the settings say what it is in a way that fits this export."""
    if answer.is_sure or answer.column in _constants(source):
        return True
    if answer.column not in source.columns:
        return source is state.source and answer.column in {one.column for one in state.proposal.issue}
    there = {normalised(one.text) for one in state.proposal.headed}
    named = [normalised(text) for text in _texts([source.columns[answer.column]])]
    return not any(named) or not there.isdisjoint(named)


def _constants(source: TableSource | IssueSource) -> dict[str, object]:
    return dict(source.constants) if isinstance(source, TableSource) else {}


def _order(answer: Answer) -> tuple[bool, bool]:
    return answer.column not in _NEEDED, answer.column not in WANTED["complaints"]


_NEEDED = ("reference", "received_on", "stage", "procedure", "service")
_ASKED = (*_NEEDED, *WANTED["complaints"])
"""The columns that are asked about though no heading seems to be them."""


def _question(state: InterviewState, section: str, answer: Answer) -> Iterator[Question]:
    """The question on one column; none where no heading can be it and the complaints can do without it."""
    free = _free(state)
    found = [free[text] for text in answer.headings if text in free]
    choices = [_heading(section, answer.column, one) for one in found]
    if not choices and (answer.column not in _ASKED or section != _COMPLAINTS):
        return
    others = [*_instead(state, section, answer.column)]
    yield Question(
        name=f"{section}.columns.{answer.column}",
        words=_words(section, answer.column, bool(choices)),
        choices=(*choices, *others, LATER),
        typed=lambda typed: _typed(typed, free, section, answer.column),
        wanted=_ANOTHER,
    )


def _words(section: str, column: str, is_found: bool) -> str:
    table = "issues" if section.endswith(ISSUES_WITHIN) else "complaints"
    stage = f" (at stage {section[-1]})" if section[-1].isdigit() else ""
    sure = "" if is_found else " No heading seems to."
    return f"Which heading says {says(table, column)}{stage}?{sure}"


def _heading(section: str, column: str, headed: Headed) -> Choice:
    lines = (SettingLine(f"{section}.columns", column, headed.text),)
    return Choice(f'"{headed.text}"', lines, examples_of(headed))


def _free(state: InterviewState) -> Mapping[str, Headed]:
    """The headings that no setting has given to a column yet, nor are surely one."""
    source = state.source
    sections = [source.columns, *(one.columns for one in source.stages.values())]
    sections += [source.issue.columns] if source.issue else []
    taken = {normalised(text) for columns in sections for text in _texts(columns.values())}
    return {one.text: one for one in state.proposal.headed if normalised(one.text) not in taken}


def _texts(headings: Iterable[str | list[str]]) -> Iterator[str]:
    for one in headings:
        yield from [one] if isinstance(one, str) else one


def _typed(typed: str, free: Mapping[str, Headed], section: str, column: str) -> Choice | None:
    """The answer that somebody made by typing a heading."""
    return next(
        (
            _heading(section, column, one)
            for one in free.values()
            if typed and normalised(one.text) == normalised(typed)
        ),
        None,
    )


def _instead(state: InterviewState, section: str, column: str) -> Iterator[Choice]:
    """The answers where no heading is the column: one value for all rows, the rows' numbers, or nothing."""
    constants = f"{_COMPLAINTS}.constants"
    if column == "stage":
        for stage in (1, 2, 3):
            yield Choice(
                f"None: every complaint in the export is at stage {stage}", (SettingLine(constants, "stage", stage),)
            )
    elif column == "procedure":
        for one, words in _procedures(state):
            yield Choice(f"None: every complaint is under {words}", (SettingLine(constants, "procedure", one),))
    elif column == "reference" and state.source.layout != SIDE_BY_SIDE:
        numbered = (SettingLine(_COMPLAINTS, "number_rows", True), SettingLine(f"{section}.columns", column, ""))
        yield Choice("None: take the rows' numbers (only where every complaint is at stage 1)", numbered)
    elif column not in ("service", "received_on") or section != _COMPLAINTS:
        yield Choice("None of these: the export does not say", (SettingLine(f"{section}.columns", column, ""),))


def _procedures(state: InterviewState) -> list[tuple[str, str]]:
    """Both procedures, the likelier first: only the statutory one has a third stage."""
    both = [("local", "your own, local procedure"), ("statutory", "the statutory procedure (Children Act)")]
    return both[::-1] if _has_third_stage(state) else both


def _has_third_stage(state: InterviewState) -> bool:
    stages = [one for one in state.proposal.columns if one.column == "stage"]
    texts = {text for one in stages for text in one.headings[:1]}
    cells = (cell for one in state.proposal.headed if one.text in texts for cell in one.sample)
    return 3 in state.proposal.stages or any(str(cell).strip().endswith(("3", "3.0")) for cell in cells)
