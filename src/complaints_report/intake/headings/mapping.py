"""Which sheet a table is in, which of its rows are records, and where our columns stand in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from complaints_report.english import listed
from complaints_report.errors import UnreadableError
from complaints_report.intake.faults import Fault, Place, fault, unreadable
from complaints_report.intake.headings.heading_row import (
    Headings,
    best_headings,
    columns_of,
    complete_above,
    found_in,
    looks_side_by_side,
    near_headings,
)
from complaints_report.intake.headings.parts import OF_A_STAGE, SIDE_BY_SIDE, TablePart, as_list
from complaints_report.intake.headings.row_filters import Filtered, filtered_rows, footers, heading_faults
from complaints_report.intake.read.cells import Merged, Row
from complaints_report.intake.read.sheets import Coded, Rows, Sheet, are_filled, spread
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.records.names import COLUMNS, folded, normalised, says_nothing
from complaints_report.intake.rulebook import AMBIGUOUS_SHEET, DUPLICATE_HEADING, EMPTY_TABLE, MISSING_COLUMN, NO_ROWS
from complaints_report.settings import MAY_BE_NONE

_MANY = 4
"""How many needed columns make it likely that a sheet which has all but one is of the same kind."""

_FEW_KINDS = 100
"""How few different cells a column has that takes no time to look at."""


@dataclass(frozen=True)
class Mapped:
    """A part's sheet with its headings understood: the records below them, and the rows that are none.

    `filled` are the cells merged below the headings, in rows that are ours or not; `also_used` are the places of the
    headings that another table in the same rows uses.
    """

    part: TablePart
    sheet: Sheet
    headings: Headings
    rows: Rows
    passed_over: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()
    also_used: tuple[int, ...] = ()
    filtered: Filtered = field(default_factory=Filtered)
    filled: tuple[Merged, ...] = ()

    @property
    def place(self) -> Place:
        """Where the rows are."""
        return Place(self.part.file, self.sheet.name)

    def cells(self, column: str) -> Coded | None:
        """One of our columns with our values for the export's; blank what is mapped to nothing, and what is no name."""
        cells = self._exported(column)
        if cells is None or not (ours := self._values(column, cells)):
            return cells
        kinds = [ours.get(folded(one), one) if isinstance(one, str | int | float) else one for one in cells.kinds]
        return replace(cells, kinds=kinds)

    def _values(self, column: str, cells: Coded) -> Mapping[str, str | None]:
        """What the settings say that a value is; and nothing for a sign in a name's place that they do not name."""
        of_names = column in COLUMNS and column in self.headings.found
        blanks = {folded(one): None for one in cells.kinds if of_names and says_nothing(one)}
        spelled = self.part.source.values.get(column, {})
        return blanks | {folded(theirs): value or None for theirs, value in spelled.items()}

    def _exported(self, column: str) -> Coded | None:
        """One of our columns of the records: as the export has it, else its rows' numbers or its constant."""
        if column in self.headings.found:
            return self.rows.column(self.headings.found[column].at).own
        if column == "reference" and self.part.numbered:
            return Coded.of_different([*map(self.part.numbered.format, self.rows.numbers.tolist())])
        if column in self.part.source.constants:
            return Coded.of_one(self.part.source.constants[column], len(self.rows))
        return None

    def heading(self, column: str) -> str:
        """How the export heads one of our columns; our own name where it has none."""
        return self.headings.found[column].text if column in self.headings.found else column

    def only(self, numbers: Iterable[int]) -> "Mapped":
        """The same with only some of its rows."""
        return replace(self, rows=self.rows.taken(self.rows.among(numbers)))

    def without(self, numbers: Iterable[int]) -> "Mapped":
        """The same without some of its rows."""
        return replace(self, rows=self.rows.taken(~self.rows.among(numbers)))


def fit_of(part: TablePart) -> Callable[[Sequence[Row]], int]:
    """How many of a part's columns the headings of some rows hold."""
    return partial(found_in, part)


def choose_sheet(part: TablePart, sheets: Sequence[Sheet]) -> tuple[Mapped | None, list[Fault]]:
    """The sheet that holds a part, with its headings understood; without one, the faults that say why."""
    try:
        understood = [(best_headings(part, sheet.rows), sheet) for sheet in visible_sheets(part, sheets)]
    except UnreadableError as error:
        return None, [unreadable(Place(part.file), str(error), error.cure)]
    fitting = [(headings, sheet) for headings, sheet in understood if not headings.missing]
    if len(fitting) == 1 and not part.sheet:
        fitting += _nearly_fitting(part, understood, len(fitting[0][0].found))
    if len(fitting) > 1:
        names = ", ".join(f"'{sheet.name}'" for _, sheet in fitting)
        return None, [fault(AMBIGUOUS_SHEET, Place(part.file), table=part.table, sheets=names)]
    headings, sheet = fitting[0] if fitting else max(understood, key=lambda one: one[0].fit)
    if part.may_be_absent and not set(OF_A_STAGE) & set(headings.found):
        return None, []
    hidden = [sheet for sheet in sheets if sheet.is_hidden and not part.sheet]
    faults = [*_heading_faults(part, sheet, headings, hidden)]
    if faults:
        return None, faults
    mapped, faults = records_below(part, sheet, headings)
    others = tuple(one.name for one in sheets if one is not sheet)
    return mapped and replace(mapped, other_sheets=others), faults


def _nearly_fitting(
    part: TablePart, understood: Sequence[tuple[Headings, Sheet]], found: int
) -> Iterator[tuple[Headings, Sheet]]:
    """The sheets that lack one needed column of many, and so may hold more of the table under another heading."""
    for headings, sheet in understood:
        needed = sum(columns_of(TABLES[part.table]).values())
        if len(headings.missing) == 1 and needed >= _MANY and len(headings.found) >= found - 2:
            yield headings, sheet


def visible_sheets(part: TablePart, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that a part may be in: those of its name, where it has one; UnreadableError where there is none."""
    named = [sheet for sheet in sheets if not part.sheet or normalised(sheet.name) == normalised(part.sheet)]
    seen = [sheet for sheet in named if not sheet.is_hidden]
    if seen:
        return seen
    if named:
        why = f"The sheet '{part.sheet}' is hidden, so it is not read."
        raise UnreadableError(why, "Unhide it in Excel, and save.")
    section = f"[sources.{part.table}] in report.toml"
    if not sheets[0].name:
        raise UnreadableError("The file is text, which has no sheets.", f"Take 'sheet' out under {section}.")
    names = ", ".join(f"'{sheet.name}'" for sheet in sheets if not sheet.is_hidden)
    why = f"There is no sheet '{part.sheet}'; the workbook has {names}."
    raise UnreadableError(why, f"Name one of them as the sheet, under {section}.")


def _heading_faults(part: TablePart, sheet: Sheet, headings: Headings, hidden: Sequence[Sheet]) -> Iterator[Fault]:
    """What keeps a sheet's headings from being understood."""
    place = Place(part.file, sheet.name)
    if not sheet.rows:
        yield without_rows(part.table, place, "The file is empty.")
        return
    if part.source.heading_row and not headings.row:
        why = f"There is nothing in row {part.source.heading_row}, where the headings should be."
        yield unreadable(
            place, why, f"Correct heading_row under [sources.{part.table}] in report.toml, or leave it out."
        )
        return
    more = _perhaps_elsewhere(part, sheet, hidden)
    wanted = headings.missing if headings.found else [listed(headings.missing, "or")][: len(headings.missing)]
    for number, column in enumerate(wanted):
        nearest = _nearest(part, column, headings) + ("" if number else more)
        found = fault(MISSING_COLUMN, place, wanted=column, nearest=nearest, table=_section(part, column))
        yield _as_named(part, column, found) if column in part.source.columns else found
    for column, texts in headings.doubled.items():
        some = ", ".join(f"'{text}'" for text in texts)
        yield fault(DUPLICATE_HEADING, place, wanted=column, headings=some)


def _as_named(part: TablePart, column: str, found: Fault) -> Fault:
    """The fault of a column of which the settings name a heading that is not there."""
    headings = listed((f"'{heading}'" for heading in as_list(part.source.columns[column])), "or")
    why = f"report.toml names {headings} for {column}, and the export has no such heading."
    nearest = found.message.partition(".")[2]
    cure = f"Write it as the export has it: {column} under [sources.{_section(part, column)}.columns] in report.toml."
    return replace(found, message=why + nearest, cure=cure)


def without_rows(table: str, place: Place, why: str) -> Fault:
    """`no-rows`: an error where complaints have none; any other table without rows counts as not supplied."""
    if table not in MAY_BE_NONE:
        return fault(EMPTY_TABLE, place, why=why, cure="Add the rows, or delete the file if you keep no such table.")
    return fault(NO_ROWS if table == "complaints" else EMPTY_TABLE, place, why=why, table=table)


def _perhaps_elsewhere(part: TablePart, sheet: Sheet, hidden: Sequence[Sheet]) -> str:
    """Words on why the headings may not be where they were looked for."""
    words = ""
    if not part.side_by_side and looks_side_by_side(sheet):
        setting = f'layout = "{SIDE_BY_SIDE}" under [sources.{part.table}]'
        words += f" The stages seem to stand side by side; if so, set {setting}."
    if hidden:
        names = ", ".join(f"'{one.name}'" for one in hidden)
        words += f" Hidden sheets are not read: {names}."
    return words


def _section(part: TablePart, column: str) -> str:
    own = part.side_by_side and column == "received_on"
    return f"{part.table}.stage_{part.stage}" if own else part.table


def _nearest(part: TablePart, column: str, headings: Headings) -> str:
    """Words that name the headings most like a column; none of a row that may be data, which is not to be shown."""
    if not headings.found:
        return ""
    near = near_headings(part.table, column, headings.unmatched, as_list(part.source.columns.get(column, [])))
    return f" The nearest headings are {', '.join(map(repr, near))}." if near else ""


def records_below(part: TablePart, sheet: Sheet, headings: Headings) -> tuple[Mapped | None, list[Fault]]:
    """The rows below the headings, without the headings repeated and the totals and notes that follow a table."""
    if not part.source.heading_row and (earlier := complete_above(part, sheet.rows, headings)):
        why = f"Rows {earlier} and {headings.row} both hold the headings, not with the same columns."
        cure = "Put the rows from the second on into a file of their own, or export all of them at once."
        return None, [unreadable(Place(part.file, sheet.name), why, cure, headings.row)]
    below = sheet.rows.taken(sheet.rows.numbers > headings.row)
    wanted = frozenset(heading.text for heading in headings.found.values())
    enough = max(3, (2 * len(wanted) + 2) // 3)
    for row in below.with_many_of(wanted, enough):
        if len(wanted.intersection(row.cells)) >= enough and not _is_same_headings(row, headings):
            why = f"Row {row.number} holds the headings again, in another order, so the rows after it would be misread."
            cure = "Put the rows from there on into a file of their own, or export all of them at once."
            return None, [unreadable(Place(part.file, sheet.name), why, cure, row.number)]
    again = {row.number for row in _perhaps_again(below, headings) if _is_same_headings(row, headings)}
    passed = again | set(footers(below, again, headings, part))
    if faults := [*heading_faults(part, Place(part.file, sheet.name), headings)]:
        return None, faults
    below = below.taken(~below.among(passed))
    filled = tuple(are_filled(below, sheet.merged, headings.width))
    rows, filtered = filtered_rows(part, spread(below, sheet.merged, headings.width), headings)
    return Mapped(part, sheet, headings, rows, tuple(sorted(passed)), filtered=filtered, filled=filled), []


def _perhaps_again(rows: Rows, headings: Headings) -> Iterator[Row]:
    """The rows in which one of our columns holds its heading: the first of few kinds, or else that of the fewest."""
    columns = ((rows.column(heading.at).own, normalised(heading.text)) for heading in headings.found.values())
    looked_at = []
    for one in columns:
        looked_at.append(one)
        if len(one[0].kinds) <= _FEW_KINDS:
            break
    if looked_at:
        column, heading = min(looked_at, key=lambda one: len(one[0].kinds))
        same = column.where([isinstance(kind, str) and normalised(kind) == heading for kind in column.kinds])
        yield from rows.taken(same)


def _is_same_headings(row: Row, headings: Headings) -> bool:
    found = headings.found.values()
    return bool(found) and all(_plain_cell(row, heading.at) == normalised(heading.text) for heading in found)


def _plain_cell(row: Row, at: int) -> str:
    cell = row.cells[at] if at < len(row.cells) else None
    return normalised(cell) if isinstance(cell, str) else ""
