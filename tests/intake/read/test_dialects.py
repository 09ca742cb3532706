"""Tables of any text, written in any dialect, are read as they were."""

from dataclasses import dataclass

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import to_cell
from complaints_report.intake.read.delimited_text import read_text
from tests.conftest import examples

HEADINGS = ["reference", "stage", "procedure", "received_on", "responded_on", "service", "outcome"]
TITLES = [["Complaints; 2023, 2024"], ["Exported on", "14/06/2024"], ["a|b", "", "c\td"], ['Title "A"\nline two']]
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
# No letter of cp1252 here may follow another so that the two make a letter of UTF-8.
LETTERS = {
    "ascii": "",
    "cp1252": "éñÜø",
    "utf-8": "éñ’–£😀漢\u2028\x85",
    "utf-8-sig": "éñ’–£😀漢",
    "utf-16": "éñ’–£😀漢",
}
SAID = {"cp1252": "Windows text (cp1252)", "utf-16": "UTF-16 text"}
DIGITS_OR_TEXT = ["101", "CF/102", "1", "Stage 1", "local", "01/06/2023", "2023-06-08", "Fostering", "1,200", '6" nail']


@dataclass(frozen=True)
class Dialect:
    """How a file is written."""

    delimiter: str
    quotes_all: bool
    end: str
    encoding: str
    has_excels_line: bool
    ends_last_line: bool

    def written(self, rows):
        lines = [self.delimiter.join(map(self._cell, row)) for row in rows]
        excels = [f"sep={self.delimiter}"] if self.has_excels_line else []
        last = self.end if self.ends_last_line else ""
        return (self.end.join(excels + lines) + last).encode(self.encoding)

    def _cell(self, text):
        if self.quotes_all or set(text) & {self.delimiter, '"', "\r", "\n"}:
            return '"' + text.replace('"', '""') + '"'
        return text


dialects = st.builds(
    Dialect,
    delimiter=st.sampled_from(list(NAMES)),
    quotes_all=st.booleans(),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(list(LETTERS)),
    has_excels_line=st.booleans(),
    ends_last_line=st.booleans(),
)


def tables(encoding):
    text = st.text(f"ab12,;\t|\"\r\n '/-{LETTERS[encoding]}", max_size=14)
    row = st.lists(text | st.sampled_from(DIGITS_OR_TEXT), min_size=7, max_size=7)
    blank = st.sampled_from([[""], [""] * 7, []])
    rows = st.lists(row | row | row | blank, max_size=12)
    return st.tuples(st.lists(st.sampled_from([*TITLES, []]), max_size=3), rows)


def fit(rows):
    """How many of the headings stand in the row that has most of them."""
    return max((sum(heading in row.cells for heading in HEADINGS) for row in rows), default=0)


@examples(300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), dialects)
def test_a_table_is_read_as_it_was_written(data, dialect):
    titles, rows = data.draw(tables(dialect.encoding))
    table = [*titles, HEADINGS, *rows]
    written = dialect.written(table)
    sheet = read_text(written, fit)
    cells = {number: tuple(map(to_cell, row)) for number, row in enumerate(table, 1)}
    expected = {number: row for number, row in cells.items() if any(cell is not None for cell in row)}
    assert {row.number: row.cells for row in sheet.rows} == expected
    assert not any(row.broken for row in sheet.rows)
    encoding = "UTF-8 text" if written.isascii() else SAID.get(dialect.encoding, "UTF-8 text")
    assert sheet.read_as == f"{encoding}, separated by {NAMES[dialect.delimiter]}"


@st.composite
def strayed(draw):
    """A table of records, two of whose cells have a stray quotation mark, and the row where the first one stands."""
    number = draw(st.integers(4, 30))
    services = st.sampled_from(["Fostering", "Children in Care – East", "MASH"])
    outcomes = st.sampled_from(["upheld", "not upheld", ""])
    dates = st.dates().map(lambda day: day.strftime("%d/%m/%Y"))
    rows = [
        [f"CF/{n}", draw(st.sampled_from("123")), "local", draw(dates), draw(dates), draw(services), draw(outcomes)]
        for n in range(number)
    ]
    first = draw(st.integers(1, number - 2))
    last = draw(st.integers(first + 1, number - 1))
    column, closing = draw(st.integers(0, 6)), draw(st.integers(0, 6))
    rows[first][column] = f'"{rows[first][column]}'
    rows[last][closing] = f'{rows[last][closing]}"'
    return rows, first, last


@examples(200)
@given(strayed(), st.sampled_from(list(NAMES)), st.sampled_from(["\n", "\r\n", "\r"]))
def test_rows_between_two_stray_quotation_marks_are_never_lost_in_silence(written, delimiter, end):
    rows, first, last = written
    text = end.join(delimiter.join(row) for row in [HEADINGS, *rows])
    sheet = read_text(text.encode(), fit)
    said = {row.number: row.broken for row in sheet.rows if row.broken}
    assert list(said) == [first + 2]
    taken = f"takes in {last - first} row"
    assert taken in said[first + 2] or "never closed" in said[first + 2]


@examples(300)
@given(st.binary(max_size=60), st.sampled_from([b"", b"reference,stage\n", b"\xff\xfe", b"sep=;\n"]))
def test_any_bytes_are_read_or_refused_in_plain_words(data, start):
    try:
        sheet = read_text(start + data, fit)
    except UnreadableError as error:
        message, numbers = str(error), [error.row or 1]
    else:
        message, numbers = sheet.read_as, [0, *(row.number for row in sheet.rows)]
    assert "{" not in message
    assert numbers == sorted(set(numbers))
    assert numbers[-1] >= 0
