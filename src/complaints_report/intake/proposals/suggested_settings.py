"""What settings an export of complaints suggests: where its headings are, and which of them are our columns."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from typing import Any

from complaints_report.errors import UnreadableError
from complaints_report.intake.headings.heading_row import (
    SIDE_BY_SIDE_HEADINGS,
    Headings,
    best_headings,
    columns_of,
)
from complaints_report.intake.headings.mapping import fit_of, visible_sheets
from complaints_report.intake.headings.parts import BY_ISSUE, OF_A_STAGE, SIDE_BY_SIDE, TablePart, parts_of
from complaints_report.intake.proposals.candidates import Answer, Headed
from complaints_report.intake.proposals.fit import answers
from complaints_report.intake.proposals.heading_search import (
    Shaped,
    fit_of_headings,
    headed_in,
    heading_row_in,
    same_shaped,
    stages_of,
)
from complaints_report.intake.proposals.not_ours import NotOurs, not_ours
from complaints_report.intake.proposals.other_tables import OtherTable, issue_columns, other_tables
from complaints_report.intake.read.cells import Row
from complaints_report.intake.read.folder_files import Files
from complaints_report.intake.read.sheets import Rows, Sheet
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.records.names import normalised, unescaped
from complaints_report.procedures import STAGES
from complaints_report.settings import ComplaintsSource, IssueSource, Settings, TableSource

_TABLE = "complaints"
_MARKED = re.compile(
    r"(?:stage|s)[\s_-]*([123])(?!\d)[\s:_.–-]*(\S.*)|(.*\S)[\s:_.(–-]+(?:stage|s)[\s_-]*([123])\)?",
    re.IGNORECASE | re.DOTALL,
)
_TELLING = ("received_on", "responded_on", "outcome")


@dataclass(frozen=True)
class Proposal:
    """What an export suggests.

    `stages` has the columns of each stage where they stand side by side, `issue` those of an issue where each has a
    row.
    """

    file: str
    columns: tuple[Answer, ...]
    stages: dict[int, tuple[Answer, ...]]
    issue: tuple[Answer, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet_of_stage: dict[int, str] = field(default_factory=dict)
    other_sheets: tuple[str, ...] = ()
    others: tuple[OtherTable, ...] = ()
    heading_row: int | None = None
    only_month_first: int = 0
    only_day_first: int = 0
    unused: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    headed: tuple[Headed, ...] = field(default=(), repr=False)

    @property
    def is_month_first(self) -> bool:
        """Whether some date can only be month first, and none only day first."""
        return self.only_month_first > 0 and not self.only_day_first

    @property
    def every_answer(self) -> list[Answer]:
        """The answers for all columns, those of the stages too."""
        return [*self.columns, *(answer for stage in self.stages.values() for answer in stage)]

    @property
    def sure(self) -> list[Answer]:
        """The answers that need no person."""
        return [answer for answer in (*self.every_answer, *self.issue) if answer.is_sure]

    @property
    def open(self) -> list[Answer]:
        """The answers that a person has to give or to confirm."""
        every = (*self.every_answer, *self.issue)
        return [one for one in every if not one.is_sure and (one.headings or one.is_required)]

    @property
    def sheet(self) -> str | list[str]:
        """The sheet of the complaints as the settings name it, or all of them; empty where there is but one."""
        return [*self.sheets] if len(self.sheets) > 1 else "".join(self.sheets)

    @property
    def not_ours(self) -> list[NotOurs]:
        """The values of columns whose rows seem to be none of ours."""
        return [*not_ours(self.headed)]

    @property
    def layout(self) -> str:
        """How the rows of the export make complaints."""
        if self.issue:
            return BY_ISSUE
        return SIDE_BY_SIDE if self.stages else "one row per stage"

    @property
    def source(self) -> ComplaintsSource:
        """The settings of what is sure."""
        stages = {f"stage_{stage}": TableSource(columns=_sure(own)) for stage, own in self.stages.items()}
        stages |= {f"stage_{stage}": TableSource(sheet=sheet) for stage, sheet in self.sheet_of_stage.items()}
        return ComplaintsSource.model_validate(
            {
                "file": self.file,
                "sheet": self.sheet,
                "heading_row": self.heading_row,
                "layout": self.layout,
                "date_order": "month first" if self.is_month_first else "day first",
                "columns": _sure(self.columns),
                **stages,
                "issue": IssueSource(columns=_sure(self.issue)) if self.issue else None,
            }
        )


def proposal_of(files: Files, file: str, sheet: str = "") -> Proposal:
    """What an export suggests; UnreadableError where no table can be seen in it."""
    part = TablePart(_TABLE, file, sheet, ComplaintsSource())
    every = files.sheets(file, fit_of(part))
    seen = visible_sheets(part, every)
    chosen = max(seen, key=lambda one: fit_of_headings(part, one))
    row = heading_row_in(part, chosen)
    if row is None:
        why = "No row of headings was found: put one above the data, a different heading for each column, one of dates."
        raise UnreadableError(why, "Give it a row that names its columns.")
    shaped = same_shaped(part, Shaped(chosen, row), seen)
    headed, repeated = headed_in(shaped)
    named = replace(
        _of_headings(file, headed, _records(chosen, row, headed)),
        repeated=tuple(repeated),
        **_sheets(file, shaped, [sheet for sheet in every if not sheet.is_hidden]),
    )
    if named.sheet_of_stage:
        named = replace(named, columns=tuple(answer for answer in named.columns if answer.column != "stage"))
    return _with_dates(_as_read(named, chosen, row), headed)


def proposal_for(settings: Settings, files: Files) -> Proposal:
    """What the export of a folder suggests; nothing where that is several files."""
    places = {(part.file, part.sheet) for part in parts_of(_TABLE, settings, files.folder)}
    if not places:
        raise UnreadableError("The settings name no export of complaints, and there is no complaints.csv.")
    if len({file for file, _ in places}) > 1:
        return Proposal("", (), {})
    file, sheet = min(places)
    try:
        return proposal_of(files, file, sheet if len(places) == 1 else "")
    except UnreadableError:  # its headings stand where the settings say; what cannot be read at all is told later
        return Proposal("", (), {})


def _of_headings(file: str, headed: Sequence[Headed], records: tuple[Rows, dict[str, int]]) -> Proposal:
    """What the headings suggest, with the cells below them."""
    stages = _stages(headed)
    columns = _columns(headed, stages)
    issue = () if stages else issue_columns(*records, columns, headed)
    if issue:
        taken = {answer.headings[0] for answer in issue}
        columns = _columns([one for one in headed if one.text not in taken], stages)
    used = (*columns, *issue, *(answer for own in stages.values() for answer in own))
    return Proposal(file, columns, stages, issue, unused=_unused(headed, used), headed=tuple(headed))


def _sheets(file: str, shaped: Sequence[Shaped], every: Sequence[Sheet]) -> dict[str, Any]:
    """Which sheets hold the complaints, which those of each stage, and what the others suggest for other tables."""
    names = [one.sheet.name for one in shaped]
    others = [sheet for sheet in every if sheet.name not in names]
    tables = other_tables(file, others)
    stages = stages_of(shaped)
    is_named = len(every) > 1 and not stages
    return {
        "sheets": tuple(names) if is_named else (),
        "sheet_of_stage": stages,
        "other_sheets": tuple(one.name for one in others if one.name not in {table.sheet for table in tables}),
        "others": tuple(tables),
    }


def _sure(some: Iterable[Answer]) -> dict[str, str | list[str]]:
    return {answer.column: answer.headings[0] for answer in some if answer.is_sure}


def _records(sheet: Sheet, row: Row, headed: Iterable[Headed]) -> tuple[Rows, dict[str, int]]:
    """The rows below the headings, and the place of each heading that a setting can name."""
    named = {one.text for one in headed}
    places = {cell.strip(): at for at, cell in enumerate(row.cells) if isinstance(cell, str) and cell.strip() in named}
    below = sheet.rows.taken((sheet.rows.numbers > row.number) & ~sheet.rows.is_broken)
    return below, places


def _columns(headed: Sequence[Headed], stages: Sized) -> tuple[Answer, ...]:
    """The answers for the columns that the stages have not for themselves."""
    names = list(columns_of(TABLES[_TABLE]))
    if not stages:
        return tuple(answers(names, headed, {}))
    marked = [one.text for stage in STAGES for one in _of_stage(headed, stage)]
    shared = [name for name in names if name not in ("stage", *OF_A_STAGE)]
    return tuple(answers(shared, [one for one in headed if one.text not in marked], {}))


def _unused(headed: Iterable[Headed], every: Iterable[Answer]) -> tuple[str, ...]:
    used = {text for answer in every for text in answer.headings}
    return tuple(one.text for one in headed if one.text not in used)


def _stages(headed: Sequence[Headed]) -> dict[int, tuple[Answer, ...]]:
    """The answers for each stage that has columns of its own; none where fewer than two stages have them."""
    marked = {stage: _of_stage(headed, stage) for stage in STAGES}
    found = {stage: answers(OF_A_STAGE, own, SIDE_BY_SIDE_HEADINGS) for stage, own in marked.items()}
    there = {
        stage: tuple(answer for answer in own if answer.headings or answer.column == "received_on")
        for stage, own in found.items()
        if any(answer.is_sure and answer.column in _TELLING for answer in own) or _is_dated_as_another(stage, marked)
    }
    return there if len(there) > 1 else {}


def _is_dated_as_another(stage: int, marked: Mapping[int, Sequence[Headed]]) -> bool:
    """Whether a stage has two headings of dates that another stage has too, as "S1 Received" and "S2 Received"."""
    others = {normalised(one.name) for other, own in marked.items() if other != stage for one in own if one.is_of_days}
    return sum(one.is_of_days and normalised(one.name) in others for one in marked[stage]) > 1


def _of_stage(headed: Iterable[Headed], stage: int) -> list[Headed]:
    """The headings of one stage, named without it."""
    matched = ((one, _MARKED.fullmatch(unescaped(one.text))) for one in headed)
    return [
        replace(one, name=match[2] or match[3])
        for one, match in matched
        if match and int(match[1] or match[4]) == stage
    ]


def without_stage(text: str) -> str:
    """A heading without the stage that it names."""
    match = _MARKED.fullmatch(unescaped(text))
    return str(match[2] or match[3]) if match else text


def _as_read(proposal: Proposal, sheet: Sheet, row: Row) -> Proposal:
    """The proposal with the number of its headings' row where that is not found, and what is read unasked."""
    found = [best_headings(part, sheet.rows) for part in _parts(proposal)]
    if any(headings.row != row.number for headings in found):
        proposal = replace(proposal, heading_row=row.number)
        found = [best_headings(part, sheet.rows) for part in _parts(proposal)]
    stages = {
        stage: tuple(_read_unasked(own, headings))
        for (stage, own), headings in zip(proposal.stages.items(), found, strict=False)
    }
    return replace(proposal, columns=tuple(_read_unasked(proposal.columns, found[0])), stages=stages)


def _parts(proposal: Proposal) -> list[TablePart]:
    """The parts as the settings of the proposal would read them."""
    source, first = proposal.source, "".join(proposal.sheets[:1])
    if not proposal.stages:
        return [TablePart(_TABLE, proposal.file, first, source)]
    return [
        TablePart(
            _TABLE,
            proposal.file,
            first,
            TableSource(
                heading_row=source.heading_row,
                columns=source.columns | own.columns,
                constants={"stage": stage},
            ),
            stage,
            side_by_side=True,
        )
        for stage, own in source.stages.items()
    ]


def _read_unasked(some: Iterable[Answer], headings: Headings) -> Iterator[Answer]:
    """The answers, told where `check` reads the first heading so without being asked."""
    for answer in some:
        read = headings.found.get(answer.column)
        alone = answer.column not in headings.doubled
        yield replace(answer, is_read=bool(read and read.is_guessed and alone and read.text in answer.headings[:1]))


def _with_dates(proposal: Proposal, headed: Iterable[Headed]) -> Proposal:
    counts = [one.only_in_order() for one in headed]
    month, day = (sum(count[which] for count in counts) for which in (0, 1))
    return replace(proposal, only_month_first=month, only_day_first=day)
