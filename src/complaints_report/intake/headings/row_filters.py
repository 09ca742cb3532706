"""Rows that are not ours: those that the settings leave out by the values below a heading, and totals and notes."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import numpy as np

from complaints_report.english import quantity
from complaints_report.intake.faults import Fault, Place, fault
from complaints_report.intake.headings.heading_row import Headings, columns_of
from complaints_report.intake.headings.parts import TablePart
from complaints_report.intake.read.cells import Row
from complaints_report.intake.read.sheets import Claim, Coded, Rows
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.records.names import folded, normalised
from complaints_report.intake.rulebook import DUPLICATE_HEADING, MISSING_COLUMN, NO_ROWS, Rule

SETTINGS = ("leave_out", "keep_only")
_WRONG_LETTERS = 2
Counts = Mapping[str, Mapping[str, int]]
"""How many rows have each value, by the heading and the value as the settings write them."""


@dataclass(frozen=True)
class Filtered:
    """The numbers of the rows left out; by value, how many these are, and how many are kept by `keep_only`.

    `never` are the values that no row has, as the setting, the heading and the value, and in how many rows stands
    one that differs by no more than a letter or two.
    """

    numbers: frozenset[int] = frozenset()
    leave_out: Counts = field(default_factory=dict)
    keep_only: Counts = field(default_factory=dict)
    never: Mapping[tuple[str, str, str], int] = field(default_factory=dict)


def filtered_rows(part: TablePart, rows: Rows, headings: Headings) -> tuple[Rows, Filtered]:
    """The rows that are ours, and what is left out; a row whose cells cannot be relied on stays, to be told of."""
    having = {setting: _having(rows, headings, getattr(part.source, setting)) for setting in SETTINGS}
    out = np.zeros(len(rows), np.bool_)
    for claims in having["leave_out"].values():
        out |= np.logical_or.reduce([*claims.values()])
    for claims in having["keep_only"].values():
        out |= ~np.logical_or.reduce([*claims.values()])
    out &= ~(rows.is_broken | rows.filled_from(headings.width))
    never = {
        (setting, heading, value): _nearly(value, _column(rows, headings, heading))
        for setting, heading, value, claim in _each(having)
        if not claim.any()
    }
    return rows.taken(~out), Filtered(
        frozenset(rows.numbers[out].tolist()),
        _counts(having["leave_out"], out),
        _counts(having["keep_only"], ~out),
        never,
    )


def _having(rows: Rows, headings: Headings, wanted: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Claim]]:
    """For each heading and each of its values, which rows have it."""
    columns = {heading: _column(rows, headings, heading) for heading in wanted}
    kinds = {heading: [_compared(kind) for kind in column.kinds] for heading, column in columns.items()}
    return {
        heading: {
            value: column.where([kind == _compared(value) for kind in kinds[heading]]) for value in wanted[heading]
        }
        for heading, column in columns.items()
    }


def _column(rows: Rows, headings: Headings, heading: str) -> Coded:
    places = {normalised(text): at for at, text in headings.texts}
    return rows.column(places[normalised(heading)]).own


_TYPED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
"""The apostrophes and dashes that Word and Excel write, as they are typed into a text editor."""


def _compared(cell: object) -> str:
    """A value without what people cannot see or type: case, spaces, and the kinds of apostrophe and dash."""
    return folded("" if cell is None else cell).translate(_TYPED)


def _nearly(value: str, column: Coded) -> int:
    """How many rows have a value that differs by no more than a letter or two."""
    from rapidfuzz.distance import OSA

    wanted = _compared(value)
    most = min(_WRONG_LETTERS, max(0, len(wanted) - 1) // 2)
    near = [OSA.distance(wanted, _compared(kind), score_cutoff=most) <= most for kind in column.kinds]
    return int(column.where(near).sum()) if most > 0 else 0


def _each(having: Mapping[str, Mapping[str, Mapping[str, Claim]]]) -> Iterator[tuple[str, str, str, Claim]]:
    for setting, headings in having.items():
        for heading, claims in headings.items():
            yield from ((setting, heading, value, claim) for value, claim in claims.items())


def _counts(having: Mapping[str, Mapping[str, Claim]], among: Claim) -> Counts:
    return {
        heading: {value: int((claim & among).sum()) for value, claim in claims.items()}
        for heading, claims in having.items()
    }


def heading_faults(part: TablePart, place: Place, headings: Headings) -> Iterator[Fault]:
    """The headings by which rows are to be left out and that the export does not have, or has more than once."""
    texts = Counter(normalised(text) for _, text in headings.texts)
    for setting in SETTINGS:
        for heading in getattr(part.source, setting):
            wanted, where = f"'{heading}', which {setting} names", f"[sources.{part.table}.{setting}] in report.toml"
            if not texts[normalised(heading)]:
                near = get_close_matches(heading, [text for _, text in headings.texts], n=1)
                nearest = f" The nearest heading is '{near[0]}'." if near else ""
                found = fault(MISSING_COLUMN, place, wanted=wanted, nearest=nearest, table=part.table)
                yield replace(found, cure=f"Write the heading as the export has it, or take it out, under {where}.")
            elif texts[normalised(heading)] > 1:
                yield fault(DUPLICATE_HEADING, place, wanted=wanted, headings=f"'{heading}'")


NOTHING_LEFT_OUT = Rule(
    "nothing-left-out",
    "A value by which rows are left out was in none",
    "warning",
    "No row has '{listed}' in this column, which {set_by} names.",
    "Write the value as the export has it, or take it out, under [sources.{table}.{set_by}] in report.toml.",
)


def nothing_left_out(parts: Iterable[tuple[TablePart, Filtered]]) -> Iterator[Fault]:
    """`nothing-left-out`: a value by which rows are left out or kept, and that no row of the table has."""
    parts = list(parts)
    if parts:
        first = parts[0][0]
        for (setting, heading, value), near in sorted(_never(parts).items()):
            place = Place(first.file, first.sheet)
            found = fault(NOTHING_LEFT_OUT, place, None, heading, set_by=setting, table=first.table, listed=value)
            yield replace(found, message=found.message + _said_of_near(near))


def _never(parts: Sequence[tuple[TablePart, Filtered]]) -> dict[tuple[str, str, str], int]:
    """The values that no row of any part has, and how many rows have nearly those."""
    always = [found.never for _, found in parts]
    return {key: sum(never[key] for never in always) for key in always[0] if all(key in never for never in always)}


def _said_of_near(rows: int) -> str:
    """Words on a value that is nearly the one wanted, without it: it may stand in a column that is not ours to show."""
    if not rows:
        return ""
    has = quantity(rows, "row has", "rows have")
    return f" {has} a value that differs from it by no more than a letter or two."


def no_row_is_ours(parts: Sequence[tuple[TablePart, Filtered]]) -> Fault:
    """`no-rows`: the settings leave out every row of the complaints."""
    first, _ = parts[0]
    settings = [one for one in SETTINGS if any(getattr(found, one) for _, found in parts)]
    never = {key[1:]: near for key, near in _never(parts).items() if key[0] == "keep_only"}
    count = sum(len(found.numbers) for _, found in parts)
    rows = "The one row is" if count == 1 else f"All {count:,} rows are"
    why = f"{rows} left out by {' and '.join(settings)} in report.toml."
    said = "".join(
        f" No row has '{value}' in '{heading}'.{_said_of_near(near)}"
        for (heading, value), near in sorted(never.items())
    )
    where = " and ".join(f"[sources.{first.table}.{one}]" for one in settings)
    cure = f"Write the values as the export has them, or take them out, under {where} in report.toml."
    return fault(NO_ROWS, Place(first.file, first.sheet), why=why + said, cure=cure)


_FOOTER = re.compile(
    r"(sub|grand)?[\s-]*totals?\b.*"
    r"|count( of [\w ]+)?\s*:?[\d\s,]*|number of (rows|records|cases|complaints|issues)\b.*"
    r"|((this )?(report|export|file|list|data)\s*)?(was )?"
    r"(created|generated|printed|produced|exported|extracted|run)\s*(by|on|at|from|:|\d).*"
    r"|(report|run|print|export) date\b.*|data as at\b.*|end of (report|file|data|export|list)\b.*|page \d+.*"
    r"|(data )?source\s*:.*|filters?( applied)?\s*:.*|(©|copyright\b).*"
    r"|[\d,]+ (rows?|records?|cases?|complaints?|results?)\b.*|(rows?|records?)( returned| exported)?\s*:.*",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"[\d\s.,:/£%-]*")


def footers(rows: Rows, again: set[int], headings: Headings, part: TablePart) -> Iterator[int]:
    """The rows at the end of each run of records that are totals or notes about the export."""
    places = np.flatnonzero(rows.among(again)).tolist()
    for begin, end in zip([0, *(place + 1 for place in places)], [*places, len(rows)], strict=True):
        yield from _footers_above(rows, range(end - 1, begin - 1, -1), headings, part)


def _footers_above(rows: Rows, places: range, headings: Headings, part: TablePart) -> list[int]:
    """The totals and notes at the end of some rows, from the first that shows it is one: by its words or a gap."""
    needed, names = columns_of(TABLES[part.table]), {normalised(name) for name in part.organisation} - {""}
    run: list[int] = []
    found = 0
    for at in places:
        row = rows[at]
        is_footer = _is_footer(row, headings, needed) or _is_only(row, names)
        if not is_footer and not _is_phrase(row):
            break
        run.append(row.number)
        number_above = int(rows.numbers[at - 1]) if at else headings.row
        if is_footer or row.number - number_above > 1:
            found = len(run)
    return run[:found]


def _is_footer(row: Row, headings: Headings, needed: Mapping[str, bool]) -> bool:
    """Whether a row begins with a footer's words, has few cells, and after the second nothing but numbers."""
    cells = [str(cell) for cell in row.cells if cell is not None]
    if row.broken or not cells or len(cells) >= len(headings.found) or not _FOOTER.fullmatch(cells[0]):
        return False
    needed_places = [heading.at for column, heading in headings.found.items() if needed[column]]
    if all(at < len(row.cells) and row.cells[at] is not None for at in needed_places):
        return False
    return len(cells) <= 2 or all(map(_NUMBER.fullmatch, cells[1:]))


def _is_only(row: Row, names: Collection[str]) -> bool:
    """Whether a row holds one of some names and nothing else."""
    cells = [normalised(str(cell)) for cell in row.cells if cell is not None]
    return not row.broken and len(cells) == 1 and cells[0] in names


def _is_phrase(row: Row) -> bool:
    """Whether a row holds a few words and nothing else."""
    cells = [cell for cell in row.cells if cell is not None]
    return not row.broken and len(cells) == 1 and bool(re.search(r"[^\W\d]\s+[^\W\d]", str(cells[0])))
