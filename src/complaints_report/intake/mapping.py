"""From the export's headings to our names: which sheet, which heading row, which column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from complaints_report.intake.cells import Cell, Row, Sheet
from complaints_report.intake.faults import Fault, Place, fault
from complaints_report.intake.records import TABLES, Record
from complaints_report.settings import Settings, Source, settings_error, suggestion

_HEADINGS_WITHIN = 50


@dataclass(frozen=True)
class Heading:
    """One of our columns in a sheet: where it stands and how the export heads it."""

    at: int
    text: str


@dataclass(frozen=True)
class Mapped:
    """A sheet whose headings are understood: our columns, and the rows below the headings."""

    sheet: Sheet
    width: int
    headings: Mapping[str, Heading]
    rows: Sequence[Row]
    missing: tuple[str, ...] = ()
    doubled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()


def columns_of(model: type[Record]) -> dict[str, bool]:
    """The columns of a table as they are headed, and whether each is required."""
    return {
        info.alias or name: info.is_required() or info.json_schema_extra == {"column_required": True}
        for name, info in model.model_fields.items()
    }


def check_mappings(settings: Settings, folder: Path) -> None:
    """Raise a SettingsError where a mapping names a column that its table does not have."""
    for table, model in TABLES.items():
        source: Source = getattr(settings.sources, table)
        known = list(columns_of(model))
        for part in ("columns", "values", "constants"):
            for column in getattr(source, part):
                if column not in known:
                    where = ("sources", table, part, column)
                    message = f"the {table} table has no column '{column}'; {suggestion(column, known)}"
                    raise settings_error(folder, where, message)


def choose_sheet(table: str, sheets: Sequence[Sheet], source: Source, file: str) -> tuple[Mapped | None, list[Fault]]:
    """The sheet that holds a table, with its headings understood; without one, the faults that say why."""
    named = [sheet for sheet in sheets if sheet.name.strip() == source.sheet.strip()] if source.sheet else sheets
    if not named:
        names = ", ".join(f"'{sheet.name}'" for sheet in sheets)
        why = f"There is no visible sheet '{source.sheet}'; the workbook has {names}."
        return None, [fault("unreadable-file", Place(file), why=why)]
    mapped = [match_headings(table, sheet, source) for sheet in named]
    fitting = [one for one in mapped if not one.missing]
    if len(fitting) > 1:
        names = ", ".join(f"'{one.sheet.name}'" for one in fitting)
        return None, [fault("ambiguous-sheet", Place(file), table=table, sheets=names)]
    best = fitting[0] if fitting else max(mapped, key=lambda one: len(one.headings))
    return best, heading_faults(table, best, Place(file, best.sheet.name))


def heading_faults(table: str, mapped: Mapped, place: Place) -> list[Fault]:
    """What keeps a sheet's headings from being understood."""
    if not mapped.sheet.rows:
        return [fault("no-rows", place)]
    faults = []
    for column in mapped.missing:
        # A row in which no heading of ours stands may be data, whose values are not to be shown.
        candidates = mapped.unmatched if mapped.headings else ()
        near = get_close_matches(column, candidates, n=3, cutoff=0.5)
        nearest = f" The nearest headings are {', '.join(map(repr, near))}." if near else ""
        faults.append(fault("missing-column", place, wanted=column, nearest=nearest, table=table))
    for column, texts in mapped.doubled.items():
        headings = ", ".join(f"'{text}'" for text in texts)
        faults.append(fault("duplicate-heading", place, wanted=column, headings=headings))
    return faults


def match_headings(table: str, sheet: Sheet, source: Source) -> Mapped:
    """The sheet under the row of headings that fits the table best, the first of them where several do."""
    if source.heading_row:
        candidates = [row for row in sheet.rows if row.number == source.heading_row]
    else:
        candidates = list(sheet.rows[:_HEADINGS_WITHIN])
    tried = [_match(table, sheet, row, source) for row in candidates]
    if not tried:
        return Mapped(sheet, 0, {}, (), missing=_required(table, source))
    return min(tried, key=lambda one: (len(one.missing), -len(one.headings)))


def _match(table: str, sheet: Sheet, row: Row, source: Source) -> Mapped:
    wanted = {column: _wanted(column, source) for column in columns_of(TABLES[table])}
    texts = [_heading(cell) for cell in row.cells]
    taken = {name for column in source.columns for name in wanted[column]}
    found: dict[str, list[Heading]] = {}
    for column, names in wanted.items():
        names = names if column in source.columns else names - taken
        found[column] = [Heading(at, text) for at, text in enumerate(texts) if _plain(text) in names]
    used = {heading.at for headings in found.values() for heading in headings}
    must = (*_required(table, source), *source.columns)
    return Mapped(
        sheet=sheet,
        width=max((at + 1 for at, cell in enumerate(row.cells) if cell is not None), default=0),
        headings={column: headings[0] for column, headings in found.items() if headings},
        rows=[later for later in sheet.rows if later.number > row.number],
        missing=tuple(dict.fromkeys(column for column in must if not found[column])),
        doubled={
            column: tuple(heading.text for heading in headings)
            for column, headings in found.items()
            if len(headings) > 1
        },
        unmatched=tuple(text for at, text in enumerate(texts) if text and at not in used),
    )


def _required(table: str, source: Source) -> tuple[str, ...]:
    columns = columns_of(TABLES[table])
    return tuple(name for name, required in columns.items() if required and name not in source.constants)


def _wanted(column: str, source: Source) -> set[str]:
    names = source.columns.get(column, column)
    return {_plain(name) for name in ([names] if isinstance(names, str) else names)}


def _heading(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _plain(heading: str) -> str:
    """A heading without the differences that do not matter: case, spaces, underscores and punctuation."""
    return re.sub(r"[\W_]+", "", heading.casefold())
