"""What settings an export of complaints suggests: where its headings are, and which of them are our columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, field, replace

import numpy as np

from complaints_report.errors import UnreadableError
from complaints_report.intake.headings.heading_row import (
    HEADINGS_WITHIN,
    SIDE_BY_SIDE_HEADINGS,
    Headings,
    best_headings,
    columns_of,
)
from complaints_report.intake.headings.mapping import fit_of, visible_sheets
from complaints_report.intake.headings.parts import BY_ISSUE, OF_A_STAGE, SIDE_BY_SIDE, Part
from complaints_report.intake.headings.synonyms import start_of
from complaints_report.intake.proposals.candidates import Answer, Headed, to_days
from complaints_report.intake.proposals.fit import answers, issue_columns
from complaints_report.intake.read.cells import Cell, Row
from complaints_report.intake.read.folder_files import Files
from complaints_report.intake.read.sheets import Rows, Sheet
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.records.names import plain, unescaped
from complaints_report.procedures import STAGES
from complaints_report.settings import ComplaintsSource, IssueSource, Source

_TABLE = "complaints"
_CERTAIN, _LONGEST = 3, 100
"""So many headings of ours in a row, and it can be nothing but headings; and how long a heading may be."""

_MARKED = re.compile(
    r"(?:stage|s)[\s_-]*([123])(?!\d)[\s:_.–-]*(\S.*)|(.*\S)[\s:_.(–-]+(?:stage|s)[\s_-]*([123])\)?",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?:[/-](?:20)?\d\d)?(?!\d)")
_DATED_WITHIN = 1000
"""How many rows below the headings are looked at for a column of dates."""

_SELDOM = 500
"""A text that is in one row of so many may head its column all the same."""

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
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
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
    def layout(self) -> str:
        """How the rows of the export make complaints."""
        if self.issue:
            return BY_ISSUE
        return SIDE_BY_SIDE if self.stages else "one row per stage"

    @property
    def source(self) -> ComplaintsSource:
        """The settings of what is sure."""
        stages = {f"stage_{stage}": Source(columns=_sure(own)) for stage, own in self.stages.items()}
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
    part = Part(_TABLE, file, sheet, ComplaintsSource())
    every = files.sheets(file, fit_of(part))
    chosen = max(visible_sheets(part, every), key=lambda one: _fit(part, one))
    sheets = [sheet for sheet in every if not sheet.is_hidden]
    row = _heading_row(part, chosen)
    if row is None:
        why = "No row of it is surely its headings: different names, above the data, with dates in one column below."
        raise UnreadableError(why, "Give it a row that names its columns.")
    headed, repeated = _headed(_below(chosen, row), row)
    stages = _stages(headed)
    columns = _columns(headed, stages)
    issue = () if stages else issue_columns(*_records(chosen, row, headed), columns, headed)
    if issue:
        taken = {answer.headings[0] for answer in issue}
        columns = _columns([one for one in headed if one.text not in taken], stages)
    named = Proposal(
        file=file,
        columns=columns,
        stages=stages,
        issue=issue,
        unused=_unused(headed, (*columns, *issue, *(answer for own in stages.values() for answer in own))),
        sheet=chosen.name if len(sheets) > 1 else "",
        other_sheets=tuple(one.name for one in sheets if one is not chosen),
        repeated=tuple(repeated),
        headed=tuple(headed),
    )
    return _with_dates(_as_read(named, chosen, row), headed)


def _sure(some: Iterable[Answer]) -> dict[str, str | list[str]]:
    return {answer.column: answer.headings[0] for answer in some if answer.is_sure}


def _fit(part: Part, sheet: Sheet) -> tuple[bool, int, int]:
    """How well the headings of a sheet fit; of those that fit alike, the longest goes first."""
    row = _heading_row(part, sheet)
    return row is not None, len(best_headings(part, [row]).found) if row else 0, len(sheet.rows)


def _heading_row(part: Part, sheet: Sheet) -> Row | None:
    """The row of headings; none where it may as well be data, which are not to be taken for headings and shown."""
    best = best_headings(part, sheet.rows)
    rows = sheet.rows[:HEADINGS_WITHIN]
    likely = [row for row in rows if row.number == best.row and best.found]
    if likely and len(best.found) >= _CERTAIN:
        return likely[0]
    return next((row for row in (*likely, *rows) if _looks_like_headings(row, sheet)), None)


def _looks_like_headings(row: Row, sheet: Sheet) -> bool:
    """Whether a row is of short texts that hardly come again, the first as wide, with dates below it."""
    texts = {at: cell for at, cell in enumerate(row.cells) if cell is not None}
    is_first = not (2 * sheet.rows.filled[sheet.rows.numbers < row.number] >= len(texts)).any()
    if not (is_first and 1 < len(texts) < 2 * len(set(texts.values())) and all(map(_may_be_heading, texts.values()))):
        return False
    below = _below(sheet, row)
    times = [int(below.column(at).where([kind == text for kind in below.kinds]).sum()) for at, text in texts.items()]
    headed = _headed(below[:_DATED_WITHIN], row)[0]
    return any(one.is_of_days for one in headed) and max(times) <= len(below) // _SELDOM


def _below(sheet: Sheet, row: Row) -> Rows:
    """The rows below some headings that can be read, without those that are the headings again."""
    rows = sheet.rows.taken((sheet.rows.numbers > row.number) & ~sheet.rows.is_broken)
    texts = {at: cell for at, cell in enumerate(row.cells) if cell is not None}
    same = [rows.column(at).where([kind == text for kind in rows.kinds]) for at, text in texts.items()]
    return rows.taken(~np.logical_and.reduce(same)) if same else rows


def _may_be_heading(cell: Cell) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST or "@" in cell:
        return False
    text = _YEAR.sub("", start_of(cell) or unescaped(cell))
    return not re.search(r"\d\D*\d\D*\d", text) and not to_days(cell)


def _headed(below: Rows, row: Row) -> tuple[list[Headed], list[str]]:
    """The headings that a setting can name, with their cells; and those that stand more than once."""
    texts = {at: cell.strip() for at, cell in enumerate(row.cells) if isinstance(cell, str) and plain(cell)}
    times = Counter(plain(text) for text in texts.values())
    columns = {at: below.column(at) for at in texts}
    headed = [
        Headed(text, text, tuple(cell for cell in columns[at] if cell is not None), len(below))
        for at, text in texts.items()
        if times[plain(text)] == 1 and not to_days(text)
    ]
    return headed, list(dict.fromkeys(text for text in texts.values() if times[plain(text)] > 1))


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
    found = {stage: answers(OF_A_STAGE, _of_stage(headed, stage), SIDE_BY_SIDE_HEADINGS) for stage in STAGES}
    there = {
        stage: tuple(answer for answer in own if answer.headings or answer.column == "received_on")
        for stage, own in found.items()
        if any(answer.is_sure and answer.column in _TELLING for answer in own)
    }
    return there if len(there) > 1 else {}


def _of_stage(headed: Iterable[Headed], stage: int) -> list[Headed]:
    """The headings of one stage, named without it."""
    matched = ((one, _MARKED.fullmatch(unescaped(one.text))) for one in headed)
    return [
        replace(one, name=match[2] or match[3])
        for one, match in matched
        if match and int(match[1] or match[4]) == stage
    ]


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


def _parts(proposal: Proposal) -> list[Part]:
    """The parts as the settings of the proposal would read them."""
    source = proposal.source
    if not proposal.stages:
        return [Part(_TABLE, proposal.file, proposal.sheet, source)]
    return [
        Part(
            _TABLE,
            proposal.file,
            proposal.sheet,
            Source(
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
