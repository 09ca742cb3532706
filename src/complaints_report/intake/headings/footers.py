"""Totals and notes about an export, in the rows that follow its records."""

import re
from collections.abc import Collection, Iterator, Mapping

import numpy as np

from complaints_report.intake.headings.heading_row import Headings, columns_of
from complaints_report.intake.headings.parts import Part
from complaints_report.intake.read.cells import Row
from complaints_report.intake.read.sheets import Rows
from complaints_report.intake.records.models import TABLES
from complaints_report.intake.records.names import plain

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


def footers(rows: Rows, again: set[int], headings: Headings, part: Part) -> Iterator[int]:
    """The rows at the end of each run of records that are totals or notes about the export."""
    places = np.flatnonzero(rows.among(again)).tolist()
    for begin, end in zip([0, *(place + 1 for place in places)], [*places, len(rows)], strict=True):
        yield from _footers_above(rows, range(end - 1, begin - 1, -1), headings, part)


def _footers_above(rows: Rows, places: range, headings: Headings, part: Part) -> list[int]:
    """The totals and notes at the end of some rows, from the first that shows it is one: by its words or a gap."""
    needed, names = columns_of(TABLES[part.table]), {plain(name) for name in part.organisation} - {""}
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
    cells = [plain(str(cell)) for cell in row.cells if cell is not None]
    return not row.broken and len(cells) == 1 and cells[0] in names


def _is_phrase(row: Row) -> bool:
    """Whether a row holds a few words and nothing else."""
    cells = [cell for cell in row.cells if cell is not None]
    return not row.broken and len(cells) == 1 and bool(re.search(r"[^\W\d]\s+[^\W\d]", str(cells[0])))
