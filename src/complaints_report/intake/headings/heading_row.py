"""From the export's headings to our columns: by the settings, by our own names, or by what others call them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from itertools import islice

from complaints_report.intake.headings.parts import OF_A_STAGE, TablePart, as_list
from complaints_report.intake.headings.synonyms import HEADINGS, start_of
from complaints_report.intake.read.cells import Cell, Row
from complaints_report.intake.read.sheets import Sheet
from complaints_report.intake.records.models import TABLES, Record
from complaints_report.intake.records.names import normalised
from complaints_report.procedures import STAGES

COMPARED = 200
"""With how many headings of a file a column's names are compared letter by letter."""

HEADINGS_WITHIN = 50
"""How many rows of a sheet are tried for the headings."""

WANTED = {"complaints": ("responded_on", "outcome")}
"""The columns that may be blank in a row, and without which a table says little."""

SIDE_BY_SIDE_HEADINGS = {
    "received_on": ("SLA Start Date", "Start Date"),
    "responded_on": ("Decision Date", "Response Date", "End Date"),
    "outcome": ("Decision",),
    "remedy_amount": ("Financial Redress Amount", "Financial Redress"),
}
"""What systems with one row per case call a stage's columns, after the stage."""


@dataclass(frozen=True)
class ColumnHeading:
    """One of our columns in a sheet: where it stands, how the export heads it, and whether that is our guess."""

    at: int
    text: str
    is_guessed: bool = False


@dataclass(frozen=True)
class Headings:
    """A row of headings understood: our columns, those missing, and every heading with where it stands.

    `width` is the place of the last heading; `cells` counts the blank ones after it too.
    """

    row: int
    width: int
    cells: int
    found: Mapping[str, ColumnHeading]
    missing: tuple[str, ...] = ()
    doubled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: tuple[tuple[int, str], ...] = ()

    @property
    def unmatched(self) -> tuple[str, ...]:
        """The headings that are none of ours."""
        used = {text for texts in self.doubled.values() for text in texts}
        used |= {heading.text for heading in self.found.values()}
        return tuple(text for _, text in self.texts if text not in used)

    @property
    def fit(self) -> tuple[int, int]:
        """How well they fit the table: the fewer missing and the more found, the higher."""
        return -len(self.missing), len(self.found)


def columns_of(model: type[Record]) -> dict[str, bool]:
    """The columns of a table as they are headed, and whether each is required."""
    return {
        info.alias or name: info.is_required() or info.json_schema_extra == {"column_required": True}
        for name, info in model.model_fields.items()
    }


def best_headings(part: TablePart, rows: Sequence[Row]) -> Headings:
    """The row of headings that fits the part's table best, the first of them where several do."""
    candidates = _candidates(part, rows)
    tried = [read_headings(part, row) for row in _likely(part, candidates) or candidates[:1]]
    return max(tried, key=lambda one: one.fit, default=Headings(0, 0, 0, {}, missing=_required(part)))


def found_in(part: TablePart, rows: Sequence[Row]) -> int:
    """How many of the part's columns the row of headings holds that fits best."""
    tried = [read_headings(part, row) for row in _likely(part, _candidates(part, rows))]
    return len(max(tried, key=lambda one: one.fit).found) if tried else 0


def _candidates(part: TablePart, rows: Sequence[Row]) -> list[Row]:
    """The rows that may be the headings."""
    if part.source.heading_row:
        return [row for row in rows if row.number == part.source.heading_row]
    return list(rows[:HEADINGS_WITHIN])


def _likely(part: TablePart, rows: Sequence[Row]) -> list[Row]:
    """Those of some rows that head a column of the part."""
    known = _known_names(part)
    return [row for row in rows if not known.isdisjoint(normalised(_text(cell)) for cell in row.cells)]


def _known_names(part: TablePart) -> frozenset[str]:
    """Whatever one of the part's columns may be headed; a row with none of these needs no closer look."""
    named = (normalised(name) for column in part.source.columns for name in _named(part, column))
    return _all_names(part.table, part.stage if part.side_by_side else None).union(named)


@cache
def _all_names(table: str, stage: int | None) -> frozenset[str]:
    """Whatever a table's columns may be headed that the settings do not name."""
    return frozenset[str]().union(
        *(name for column in columns_of(TABLES[table]) for name in _names(table, column, stage))
    )


def complete_above(part: TablePart, rows: Sequence[Row], headings: Headings) -> int:
    """The number of an earlier row that heads all that the table needs too, so that records stand between; else 0."""
    above = (row for row in rows[:HEADINGS_WITHIN] if row.number < headings.row)
    return next((row.number for row in above if not read_headings(part, row).missing), 0)


def looks_side_by_side(sheet: Sheet) -> bool:
    """Whether some row heads columns of two stages or more, as an export with one row per case does."""
    for row in sheet.rows[:HEADINGS_WITHIN]:
        texts = [normalised(_text(cell)) for cell in row.cells]
        if sum(any(text.startswith(f"stage{stage}") for text in texts) for stage in STAGES) > 1:
            return True
    return False


def read_headings(part: TablePart, row: Row) -> Headings:
    """A row of headings as a part's table understands it."""
    texts = {at: (_text(cell), normalised(_text(cell))) for at, cell in enumerate(row.cells)}
    named = part.taken.union(normalised(name) for column in part.source.columns for name in _named(part, column))
    places = _by_key(texts)
    hits = {column: _hits(part, column, places, named) for column in columns_of(TABLES[part.table])}
    must = (*_required(part), *(column for column in part.source.columns if _named(part, column)))
    return Headings(
        row=row.number,
        width=max((at + 1 for at, cell in enumerate(row.cells) if cell is not None), default=0),
        cells=len(row.cells),
        found={column: headings[0] for column, headings in hits.items() if headings},
        missing=tuple(dict.fromkeys(column for column in must if not hits[column])),
        doubled={column: tuple(one.text for one in some) for column, some in hits.items() if len(some) > 1},
        texts=tuple((at, text) for at, (text, _) in texts.items() if text),
    )


def _by_key(texts: Mapping[int, tuple[str, str]]) -> dict[str, list[tuple[int, str]]]:
    """Where each heading stands, by its plain form; so that a row of very many is gone through once."""
    places: dict[str, list[tuple[int, str]]] = {}
    for at, (text, key) in texts.items():
        places.setdefault(key, []).append((at, text))
    return places


def _hits(
    part: TablePart, column: str, places: Mapping[str, list[tuple[int, str]]], named: frozenset[str]
) -> list[ColumnHeading]:
    """The headings that may be one of our columns, of the surest kind that there is."""
    if column in part.source.columns:
        return _headings_at(frozenset(map(normalised, _named(part, column))), places)
    names = _names(part.table, column, part.stage if part.side_by_side else None)
    for number, wanted in enumerate(names[:1] if part.gives(column) else names):
        if hits := _headings_at(wanted - named, places, is_guessed=number > 0):
            return hits
    return []


def _headings_at(
    wanted: frozenset[str], places: Mapping[str, list[tuple[int, str]]], is_guessed: bool = False
) -> list[ColumnHeading]:
    return [
        ColumnHeading(at, text, is_guessed) for at, text in sorted(one for key in wanted for one in places.get(key, ()))
    ]


@cache
def _names(table: str, column: str, stage: int | None) -> tuple[frozenset[str], ...]:
    """What a column may be headed, the surest first, in plain form; `stage` is one of those side by side.

    Where a table can do without the column, a likely name is only proposed.
    """
    sure, likely = HEADINGS[table].get(column, ((), ()))
    needed = columns_of(TABLES[table])[column] or column in WANTED.get(table, ())
    tiers = ((column,), sure, likely if needed else ())
    if stage is None:
        return _plain_names(tiers)
    if column in OF_A_STAGE:
        whole = (*tiers, SIDE_BY_SIDE_HEADINGS.get(column, ()))
        # The first is empty, so that what follows counts as guessed.
        return _plain_names(
            ((), *(tuple(form for name in names for form in _at_stage(name, stage)) for names in whole))
        )
    return () if column == "stage" else _plain_names(tiers)


def _plain_names(tiers: Sequence[Sequence[str]]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(normalised, names)) for names in tiers)


def _at_stage(name: str, stage: int) -> tuple[str, ...]:
    return f"Stage {stage} {name}", f"S{stage} {name}", f"{name} stage {stage}", f"{name} S{stage}"


def _named(part: TablePart, column: str) -> list[str]:
    return [name for name in as_list(part.source.columns[column]) if normalised(name)]


def near_headings(table: str, column: str, texts: Iterable[str], named: Sequence[str] = ()) -> list[str]:
    """The headings most like the name that the settings give a column, its own or a synonym, the nearest first.

    None that is the very name of a column of other tables alone: "Category" is that of an issue, and no age band.
    """
    own, elsewhere = columns_of(TABLES[table]), {name for model in TABLES.values() for name in columns_of(model)}
    others = {normalised(name) for name in elsewhere.difference(own)}
    known = {normalised(text): text for text in islice(texts, COMPARED) if normalised(text) not in others}
    names = [*named, column, *(name for tier in HEADINGS.get(table, {}).get(column, ()) for name in tier)]
    near = [match for name in names for match in get_close_matches(normalised(name), known, n=3, cutoff=0.75)]
    cut = [key for key, text in known.items() if starts_one_of(text, names)]
    return [known[match] for match in dict.fromkeys(near + cut)][:3]


def starts_one_of(text: str, names: Iterable[str]) -> bool:
    """Whether a heading is the start of one of some names that was cut short."""
    start = start_of(text)
    return bool(start) and any(normalised(name).startswith(start) for name in names)


def _required(part: TablePart) -> tuple[str, ...]:
    columns = columns_of(TABLES[part.table])
    return tuple(name for name, required in columns.items() if required and not part.gives(name))


def _text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else ""
