"""Questions on rows that are not ours, on services spelled in two ways, on areas, and on what other sheets hold."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from complaints_report.english import listed, quantity
from complaints_report.intake.proposals.not_ours import NotOurs
from complaints_report.intake.proposals.other_tables import OtherTable
from complaints_report.intake.proposals.unknown_values import services
from complaints_report.intake.records.names import folded, normalised
from complaints_report.interview.questions import LATER, Choice, Question
from complaints_report.interview.state import InterviewState
from complaints_report.new_folder import says
from complaints_report.settings_lines import SettingLine

_LEAVE_OUT = "sources.complaints.leave_out"
_EACH = f"{_LEAVE_OUT} each"
_NO_AREAS = "No areas: so it was answered."
_ONE_BY_ONE = Choice("Some are ours: ask me one by one", opens=_EACH)


def questions_of_rows(state: InterviewState) -> Iterator[Question]:
    """Which rows are not ours: all that seem so at once, or one heading after the other."""
    known = state.source.leave_out.keys() | state.source.keep_only.keys()
    asked = [one for one in state.proposal.not_ours if one.heading not in known and _kept(one) not in state.text]
    found = [one for one in map(partial(_still_there, state), asked) if one.values]
    if len(found) > 1 and _EACH not in state.asked:
        choices = (
            Choice("None of them is ours: leave them out", tuple(map(_line, found))),
            _ONE_BY_ONE,
            _keep(found),
            LATER,
        )
        yield Question(
            _LEAVE_OUT,
            "Are these rows not yours?",
            choices,
            told=tuple(line for one in found for line in _value_lines(one)),
        )
    else:
        yield from map(_of_heading, found)


def _of_heading(one: NotOurs) -> Question:
    return Question(
        name=f"{_LEAVE_OUT}.{one.heading}",
        words="Are these rows not yours?",
        told=tuple(_value_lines(one)),
        choices=(Choice("No: leave them out of everything", (_line(one),)), _keep([one]), LATER),
    )


def _keep(some: Iterable[NotOurs]) -> Choice:
    """The answer that rows are ours, kept in the settings as a note so that it is not asked again."""
    return Choice("They are ours: keep them", tuple(SettingLine(_LEAVE_OUT, _kept(one)) for one in some))


def _kept(one: NotOurs) -> str:
    return f'No row is left out by "{one.heading}": so it was answered.'


def _value_lines(one: NotOurs) -> Iterator[str]:
    yield from (f'"{value}" in "{one.heading}"  ({quantity(rows, "row")})' for value, rows in one.values)


def _line(one: NotOurs) -> SettingLine:
    return SettingLine(_LEAVE_OUT, one.heading, [value for value, _ in one.values])


def _still_there(state: InterviewState, one: NotOurs) -> NotOurs:
    """The values that some row has which is not left out already, with how many of these there are."""
    counts = Counter[str]()
    for part in state.parts:
        for at in (at for at, text in part.headings.texts if normalised(text) == normalised(one.heading)):
            cells = part.rows.column(at).own
            for kind, rows in zip(cells.kinds, np.bincount(cells.codes, minlength=len(cells.kinds)), strict=True):
                counts[folded(kind)] += int(rows)
    return NotOurs(one.heading, tuple((text, counts[folded(text)]) for text, _ in one.values if counts[folded(text)]))


def questions_of_services(state: InterviewState) -> Iterator[Question]:
    """Which services are the same, misspelt, and which make up an area."""
    found = services(state.parts, state.settings)
    if found.misspelt:
        yield _of_spelling(found.misspelt)
    if found.areas and _NO_AREAS not in state.text:
        yield _of_areas(found.areas)


def _of_spelling(misspelt: Mapping[str, str]) -> Question:
    section = "sources.complaints.values.service"
    lines = tuple(SettingLine(section, wrong, right) for wrong, right in misspelt.items())
    own = tuple(SettingLine(section, name, name) for name in misspelt)
    return Question(
        name=section,
        words="Are these services misspelt?",
        told=tuple(f'"{wrong}"  for "{right}"' for wrong, right in misspelt.items()),
        choices=(
            Choice("Yes: count them as the right ones", lines),
            Choice("No: each is a service", own),
            LATER,
        ),
    )


def _of_areas(areas: Mapping[str, Sequence[str]]) -> Question:
    lines = tuple(SettingLine("areas", area, [*names]) for area, names in areas.items())
    return Question(
        name="areas",
        words="The report may put services together as areas. Are these the areas?",
        told=tuple(f'"{area}": {", ".join(names)}' for area, names in areas.items()),
        choices=(Choice("Yes", lines), Choice("No: go by service alone", (SettingLine("areas", _NO_AREAS),)), LATER),
    )


def questions_of_others(state: InterviewState) -> Iterator[Question]:
    """Which headings are the columns that the sheet of another table lacks."""
    for one in state.proposal.others:
        columns = getattr(state.settings.sources, one.table).columns
        for column in one.lacking:
            if column not in columns:
                yield _of_lacking(one, column, state.called or state.proposal.file)


def _of_lacking(one: OtherTable, column: str, file: str) -> Question:
    def named(heading: str) -> Choice:
        own = SettingLine(f"sources.{one.table}.columns", column, heading)
        return Choice(f'"{heading}"', (*_lines_of(one, file), own))

    return Question(
        name=f"sources.{one.table}.columns.{column}",
        words=f'In the sheet "{one.sheet}", which heading says {says(one.table, column)}?',
        told=(f"The sheet seems to hold the {one.table}; it is not read until this is answered.",),
        choices=(*map(named, one.lacking[column]), LATER),
        typed=lambda typed: next(
            (named(text) for text in one.free if normalised(text) == normalised(typed) != ""), None
        ),
        wanted="the name of another heading of that sheet",
    )


def lines_of_others(others: Iterable[OtherTable], file: str) -> Iterator[SettingLine]:
    """The settings of the tables that other sheets of the export surely hold."""
    for one in others:
        yield from _lines_of(one, file) if one.is_sure else ()


def _lines_of(one: OtherTable, file: str) -> Iterator[SettingLine]:
    section = f"sources.{one.table}"
    yield SettingLine(section, "file", file)
    yield SettingLine(section, "sheet", one.sheet)
    yield from (SettingLine(f"{section}.columns", column, heading) for column, heading in one.columns.items())


def told_of_others(others: Sequence[OtherTable]) -> str:
    """Words on the sheets that are taken for other tables; empty where there are none."""
    return listed(f'the sheet "{one.sheet}" for {one.table}' for one in others)
