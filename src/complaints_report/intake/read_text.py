"""CSV files as rows of cells."""

import csv
import io
from pathlib import Path

from complaints_report.errors import UnreadableError
from complaints_report.intake.cells import Row, Sheet, to_cell

_END = "\x1eend of file\x1e"
_LONGEST_CELL = 2**31 - 1


def read_text(path: Path) -> Sheet:
    """The rows of a CSV file in UTF-8, with or without its mark, or in Windows' cp1252."""
    text = _decoded(path.read_bytes())
    rows = _records(text)
    closed = rows[-1] == [_END]
    whole = rows[:-1] if closed else rows
    found = [Row(number, tuple(map(to_cell, cells))) for number, cells in enumerate(whole, 1)]
    if not closed:
        why = "A quotation mark is opened here and never closed, so the file cannot be read from this row on."
        found[-1] = Row(found[-1].number, (), why)
    return Sheet("", tuple(row for row in found if not row.is_blank))


def _records(text: str) -> list[list[str]]:
    """The file's records; the last one is the mark put at its end, unless an open quote swallowed it."""
    csv.field_size_limit(_LONGEST_CELL)
    end = "" if not text or text.endswith(("\n", "\r")) else "\n"
    return list(csv.reader(io.StringIO(f"{text}{end}{_END}", newline="")))


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise UnreadableError("The file is not plain text: it holds bytes that no CSV file has.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("The file's text is in neither UTF-8 nor Windows' encoding (cp1252).")
