"""Text files as rows of cells, whatever their encoding, line ends, delimiter and quotation marks."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import inf

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import Row, Texts
from complaints_report.intake.read.coded_columns import (
    CodedTable,
    NotByLinesError,
    Values,
    rows_of_texts,
    table_of,
    tables,
)
from complaints_report.intake.read.encoding import EXPORT_AGAIN, decoded
from complaints_report.intake.read.quoting import LONGEST_CELL, CsvRecord, Shapes, csv_records, stray_quotes
from complaints_report.intake.read.sheets import Rows, Sheet
from complaints_report.safe_text import csv_of

Fit = Callable[[Sequence[Row]], int]
"""How well the headings among the first rows of a file fit its table; 0 where none is recognised."""

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_EXCELS_LINE = re.compile(r'sep=([^"\r\n])(?:\r\n|\r|\n|$)', re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_HEAD_ROWS = 60
_HEAD_LENGTH = 2**20
_SAMPLE = 1000
_AT_ONCE = 2000
"""How many records are taken apart at a time: few enough for the processor to have their texts at hand."""


@dataclass(frozen=True)
class Form:
    """A text file taken apart so that it can be put together again byte by byte.

    `before` is what precedes its rows (the encoding's mark, Excel's own line), `after` DOS's end of file.
    """

    codec: str = "utf-8"
    before: str = ""
    rows: str = ""
    after: str = ""
    delimiter: str = ","

    @property
    def data(self) -> bytes:
        """The file's bytes; UnicodeEncodeError where a letter is not in its encoding."""
        return (self.before + self.rows + self.after).encode(self.codec)

    def without(self, numbers: Container[int]) -> "Form":
        """The same without the rows of these numbers."""
        lines = io.StringIO(self.rows, newline="")
        taken = (
            (one.number, "".join(islice(lines, one.line_ends + 1))) for one in csv_records(self.rows, self.delimiter)
        )
        return replace(self, rows="".join(text for number, text in taken if number not in numbers))

    def plus(self, rows: Iterable[Sequence[str]]) -> "Form":
        """The same with these rows below the last."""
        found = _LINE_END.search(self.rows)
        line_end = found[0] if found else "\r\n"
        text = csv_of(rows, self.delimiter, line_end)
        gap = line_end if self.rows and not self.rows.endswith(("\r", "\n")) else ""
        return replace(self, rows=self.rows + gap + text)


def text_form(data: bytes, fit: Fit) -> Form:
    """How a text file that `read_text` reads without fault is written."""
    found = decoded(data)
    rows, delimiter = _separated(found.text, fit)
    whole = data.decode(found.codec)
    end = len(whole) - len(whole.lstrip("\ufeff")) + len(found.text)
    return Form(found.codec, whole[: end - len(rows)], rows, whole[end:], delimiter)


def read_text(data: bytes, fit: Fit) -> Sheet:
    """The rows of a text file that hold something; a row that cannot be read is there, and says why."""
    found = decoded(data)
    text, delimiter = _separated(found.text, fit)
    if found.damage:
        row = max((record.number for record in csv_records(f"{text}x", delimiter)), default=1)
        raise UnreadableError(found.damage.format(row=row), EXPORT_AGAIN, row)
    name = _DELIMITERS.get(delimiter, f"'{delimiter}'")
    return Sheet("", _rows(text, delimiter, fit), read_as=f"{found.encoding}, separated by {name}")


def _separated(text: str, fit: Fit) -> tuple[str, str]:
    """The text below Excel's own first line, if there is one, and the delimiter of its cells."""
    if excels := _EXCELS_LINE.match(text):
        return text[excels.end() :], excels[1]
    start = text[:_HEAD_LENGTH]
    absent = [delimiter for delimiter in _DELIMITERS if delimiter not in start]
    # By all that do not stand in it, a text is taken apart alike: into rows of one cell.
    heads = {delimiter: _head(start, delimiter) for delimiter in _DELIMITERS if delimiter not in absent[1:]}
    return text, max(heads, key=lambda delimiter: (fit(heads[delimiter]), _regularity(heads[delimiter])))


def _head(text: str, delimiter: str) -> list[Row]:
    texts = Texts()
    rows = (_row(record, texts) for record in csv_records(text, delimiter))
    return list(islice((row for row in rows if not row.is_blank), _HEAD_ROWS))


def _regularity(rows: Sequence[Row]) -> float:
    """The commonest width of the rows times the share of the rows that have it.

    Without a row there are only delimiters, so it can be no other.
    """
    if not rows:
        return inf
    width, number = _commonest(Counter(len(row.cells) for row in rows))
    return width * number / len(rows)


def _commonest(widths: Counter[int]) -> tuple[int, int]:
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))


def _row(record: CsvRecord, texts: Texts) -> Row:
    return Row(record.number, tuple(map(texts.__getitem__, record.cells)), record.broken)


def _rows(text: str, delimiter: str, fit: Fit) -> Rows:
    try:
        rows, folded = _all_rows(text, delimiter)
    except csv.Error:
        rows, folded = _rows_one_by_one(text, delimiter)
    return _without_stray_quotes(rows, folded, text, delimiter, fit)


def _all_rows(text: str, delimiter: str) -> tuple[Rows, dict[int, list[str]]]:
    """The rows that hold something, and the raw cells of those that take several lines, by their number."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        return rows_of_texts(tables(text, delimiter)), {}
    except NotByLinesError:
        folded = dict[int, list[str]]()
        return rows_of_texts(_tables_by_csv(text, delimiter, folded)), folded


def _tables_by_csv(text: str, delimiter: str, folded: dict[int, list[str]]) -> Iterator[CodedTable[Values]]:
    """All records of a text; to `folded` come those that take several lines."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    first, lines = 1, 0
    while some := list(islice(reader, _AT_ONCE)):
        if reader.line_num - lines != len(some):
            folded |= {first + at: cells for at, cells in enumerate(some) if any("\n" in c or "\r" in c for c in cells)}
        yield table_of(some)
        first, lines = first + len(some), reader.line_num


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, cut out of it piece by piece, since csv would have all of it at four times its size."""
    begins = 0
    while begins < len(text):
        ends = text.find("\n", begins + _HEAD_LENGTH) + 1 or len(text)
        yield from io.StringIO(text[begins:ends], newline="")
        begins = ends


def _rows_one_by_one(text: str, delimiter: str) -> tuple[Rows, dict[int, list[str]]]:
    """The same of a text in which some record cannot be read."""
    texts, folded = Texts(), dict[int, list[str]]()
    rows = []
    for record in csv_records(text, delimiter):
        row = _row(record, texts)
        if not row.is_blank:
            rows.append(row)
            folded |= {record.number: record.cells} if record.line_ends else {}
    return Rows.of(rows), folded


def _without_stray_quotes(rows: Rows, folded: dict[int, list[str]], text: str, delimiter: str, fit: Fit) -> Rows:
    """The rows, broken where stray quotation marks took others, or other cells, into a cell.

    `folded` are the raw cells of the rows that take several lines, by their number.
    """
    counted = Counter(rows.widths.tolist())
    if len(counted) == 1 and not folded:
        return rows  # as most files are: to look for the headings takes longer than to read a small one
    heading = max(rows[:_HEAD_ROWS], key=lambda row: fit([row]), default=Row(1, ()))
    widths = {len(heading.cells), _commonest(counted)[0]}
    doubtful = _short(rows, max(widths), delimiter) | folded
    if not doubtful:
        return rows
    sample = islice(csv_records(text[:_HEAD_LENGTH], delimiter), _SAMPLE)
    shapes = Shapes(record.cells for record in sample)
    found = {number: stray_quotes(cells, delimiter, widths, shapes) for number, cells in doubtful.items()}
    return rows.breaking({number: why for number, why in found.items() if why})


def _short(rows: Rows, width: int, delimiter: str) -> dict[int, list[str]]:
    """The cells of the rows that have too few, one of them with delimiters, by their number."""
    divided = frozenset(kind for kind in rows.kinds if isinstance(kind, str) and delimiter in kind)
    short = rows.taken(rows.widths < width).with_many_of(divided, 1)
    return {row.number: [cell if isinstance(cell, str) else "" for cell in row.cells] for row in short}
