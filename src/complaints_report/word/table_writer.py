"""Tables: repeated header rows, rows that do not split, columns as wide as their words, no empty cell."""

import re
from collections.abc import Mapping, Sequence
from math import fsum

import numpy as np

from complaints_report.errors import TemplateError
from complaints_report.report.blocks import Cover, Inlines, Table, Text
from complaints_report.report.captions import Label, table_description
from complaints_report.report.statements import table_said
from complaints_report.word.content_controls import Controls
from complaints_report.word.contents import caption
from complaints_report.word.ooxml import Element, make
from complaints_report.word.prose import Prose, plain_words
from complaints_report.word.template import WordTemplate

# A table of no more rows than these stays on one page; of a longer one two rows at least stand on each.
SMALL = 8
COVER_LABELS = 0.38


class TableWriter:
    """Draws tables in the styles of the template."""

    def __init__(self, template: WordTemplate, prose: Prose, labels: Mapping[str, Label], controls: Controls) -> None:
        self._template = template
        self._prose = prose
        self._labels = labels
        self._controls = controls

    def captioned(self, table: Table) -> list[Element]:
        """A table under its caption."""
        self._check(table)
        style = self._template.style("Caption")
        drawn = self._table(table)
        held = self._controls.round(table_said(table), drawn)
        words = self._prose.runs(table.words)
        return [caption(style, self._labels[table.name], *words, keep_next=True), held]

    def cover(self, cover: Cover) -> Element:
        """The cover block's table: what is asked beside what is answered, the first row at its head."""
        rows = [((Text(name),), (Text(answer),)) for name, answer in cover.rows]
        for name, answer in cover.rows:
            if not (printed_words(name) and printed_words(answer)):
                raise TemplateError(f"The cover table has an empty cell beside “{name or answer}”; fill it.")
        total = self._template.width.twips
        labels = round(total * COVER_LABELS)
        columns = [labels, total - labels]
        look = {"first_row": True, "last_row": False}
        described = f"What the report is, beside each: {'; '.join(name for name, _ in cover.rows)}."
        last = len(rows) - 1
        return make(
            "tbl",
            *self._properties("Cover Table", columns, look, cover.title, described),
            *(
                self._row(row, columns, (False, False), keep_next=place < last, is_header=place == 0)
                for place, row in enumerate(rows)
            ),
        )

    def _table(self, table: Table) -> Element:
        texts = [[plain_words(cell, self._labels) for cell in row] for row in (table.header, *table.rows)]
        columns = widths(texts, table_width(texts, self._template.width.twips))
        look = {"first_row": True, "last_row": table.total}
        described = table_description(table, texts[0], self._labels)
        last = len(table.rows)
        kept = range(last) if last <= SMALL else (0, 1, last - 2, last - 1)
        return make(
            "tbl",
            *self._properties("Report Table", columns, look, table.caption, described),
            *(
                self._row(row, columns, table.right, keep_next=place in kept, is_header=place == 0)
                for place, row in enumerate((table.header, *table.rows))
            ),
        )

    def _properties(
        self, style: str, columns: Sequence[int], look: Mapping[str, bool], title: str, described: str
    ) -> tuple[Element, Element]:
        properties = make(
            "tblPr",
            make("tblStyle", val=self._template.style(style)),
            make("tblW", w=sum(columns), type="dxa"),
            make("tblLayout", type="fixed"),
            table_look(**look),
            make("tblCaption", val=title),
            make("tblDescription", val=described),
        )
        return properties, make("tblGrid", *(make("gridCol", w=width) for width in columns))

    def _row(
        self,
        cells: Sequence[Inlines],
        columns: Sequence[int],
        right: Sequence[bool],
        *,
        keep_next: bool,
        is_header: bool = False,
    ) -> Element:
        properties = make("trPr", make("cantSplit"))
        if is_header:
            properties.append(make("tblHeader"))
        made = make("tr", properties)
        for cell, width, is_number in zip(cells, columns, right, strict=True):
            style = "Table Number" if is_number else "Table Text"
            words = self._prose.paragraph(style, cell, keep_next=keep_next)
            made.append(make("tc", make("tcPr", make("tcW", w=width, type="dxa")), words))
        return made

    def _check(self, table: Table) -> None:
        for number, row in enumerate((table.header, *table.rows)):
            place = f"row {number}" if number else "the header row"
            if len(row) != len(table.header) or len(row) != len(table.right):
                raise TemplateError(
                    f"The table “{table.caption}” has {len(row)} cells in {place} where its columns ask for "
                    f"{len(table.right)}; give every row one cell for each column."
                )
            for column, cell in enumerate(row, 1):
                if not plain_words(cell, self._labels):
                    raise TemplateError(
                        f"The table “{table.caption}” has an empty cell in {place}, column {column}; "
                        "say what is meant, such as “none” or “not known”."
                    )


def printed_words(words: str) -> str:
    """The words as a cell would print them."""
    return plain_words((Text(words),), {})


def table_look(*, first_row: bool, last_row: bool) -> Element:
    """Which parts of the table style apply; the first column always heads its rows."""
    bits = 0x0020 * first_row + 0x0040 * last_row + 0x0080 + 0x0200 + 0x0400
    flags = {"firstRow": int(first_row), "lastRow": int(last_row), "firstColumn": 1}
    return make("tblLook", val=f"{bits:04X}", **flags, lastColumn=0, noHBand=1, noVBand=1)


EM = 210
"""The size of a table's text, in twentieths of a point: all widths here are parts of it."""
# How wide the letters of Arial, and of faces made to its measure, are.
LETTERS = {
    letter: width
    for width, letters in {
        0.22: "ijl'’‘|",
        0.28: " .,:;/!ftI",
        0.33: "()-r“”",
        0.5: "ckszvxyJ",
        0.61: "FTZ",
        0.67: "ABEKPSVXY&",
        0.72: "CDHNRUw",
        0.78: "GOQ",
        0.83: "mM",
        0.89: "%",
        0.94: "W",
    }.items()
    for letter in letters
}
OTHER_LETTERS = 0.56
BOLD = 1.08
"""How much wider than others the letters of a heading and of a total are; their digits are not."""
PADDING, SPACE, STEP = 1.0, 0.28, 0.5
LONGEST_LINE = 50.0
"""A longer line may as well wrap."""
SHORT_HEADING, LINES_OF_HEADING = 8, 2
"""A heading of no more letters than these stays on one line, a longer one on two where there is room."""
WORDS = re.compile(r"\S+ \d{1,2}(?!\S)|\S+")
"""What stays on one line: a word, with the number after it such as "stage 1"."""
NUMBERS = re.compile(r"(?=.*\d)[\d.,%£() of]{1,20}")
"""A cell that stays on one line: numbers alone, such as "36.8% (78 of 212)"."""
WIDTHS = (1 / 2, 2 / 3, 5 / 6, 1)
"""The parts of the page's width that a table may take: few columns of few words need no whole page."""
SEEN = 60
"""So many rows tell how wide the columns of a long table are to be."""


def table_width(texts: Sequence[Sequence[str]], page: int) -> int:
    """The least of the widths that a table may have in which every column has all the room it would like."""
    wants = EM * fsum(map(_most, zip(*texts, strict=True)))
    return next((round(page * part) for part in WIDTHS if page * part >= wants), page)


def widths(texts: Sequence[Sequence[str]], total: int) -> list[int]:
    """The columns' widths: each takes its longest word, and the room left goes where it makes the table shortest."""
    columns = [_Column(cells) for cells in zip(*texts, strict=True)]
    _give_out(columns, total)
    _take_back(columns)
    _give_out(columns, total)
    taken = fsum(column.width for column in columns)
    rest = [round(total * column.width / taken) for column in columns[1:]]
    return [total - sum(rest), *rest]


def _give_out(columns: Sequence["_Column"], total: int) -> None:
    """Gives the room left to the columns, each time where it saves the most lines."""
    room = total / EM - fsum(column.width for column in columns)
    while room > 0 and (use := max(_uses(columns, room), default=None)):
        _, more, place = use
        columns[place].width += more
        room -= more


def _take_back(columns: Sequence["_Column"]) -> None:
    """Takes from each column the room that makes no row shorter, so that another may have it."""
    heights = np.array([column.lines() for column in columns]).max(axis=0)
    for column in columns:
        while column.width - STEP >= column.least and (column.lines(-STEP) <= heights).all():
            column.width -= STEP


class _Column:
    """A column's cells, and how wide it is so far."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.least, self.most = _least(cells), _most(cells)
        self.width = self.least
        self._cells = [_lengths(cell, bold=place in (0, len(cells) - 1)) for place, cell in enumerate(cells[:SEEN])]
        self._lines: dict[float, np.ndarray] = {}

    def lines(self, more: float = 0) -> np.ndarray:
        """The number of lines of each cell at its width and so much more."""
        room = self.width + more - PADDING
        if room not in self._lines:
            self._lines[room] = np.array([sum(_wrapped(line, room) for line in cell) for cell in self._cells])
        return self._lines[room]


def _uses(columns: Sequence[_Column], room: float) -> list[tuple[float, float, int]]:
    """What the room may be used for: lines saved for each step, how much more room, and which column it is for.

    A line less in a cell counts though its row becomes no shorter yet: the next column's cell may follow.
    """
    found = []
    now = np.array([column.lines() for column in columns])
    for place, column in enumerate(columns):
        others = np.delete(now, place, axis=0).max(axis=0, initial=1)
        for more in np.arange(STEP, min(room, column.most - column.width + STEP), STEP):
            then = column.lines(more)
            saved = (np.maximum(others, now[place]) - np.maximum(others, then)).sum()
            found.append((float(saved + (now[place] - then).sum()) / more, float(more), place))
    return [use for use in found if use[0] > 0]


def _length(words: str, *, bold: bool = False) -> float:
    return fsum(LETTERS.get(one, OTHER_LETTERS) * (BOLD if bold and one.isalpha() else 1) for one in words)


def _lengths(cell: str, *, bold: bool = False) -> list[list[float]]:
    """How long each word of each line is."""
    return [[_length(word, bold=bold) for word in WORDS.findall(line)] for line in cell.split("\n")]


def _wrapped(words: Sequence[float], room: float) -> int:
    """The number of lines that words of these lengths take."""
    lines, used = 1, 0.0
    for word in words:
        if used and used + SPACE + word > room:
            lines, used = lines + 1, 0.0
        used += word + SPACE * (used > 0)
    return lines


def _least(column: Sequence[str]) -> float:
    """The width a column must have: no word is broken, nor a short heading, nor numbers."""
    heading, *cells = column
    words = [word for cell in cells for word in ([cell] if NUMBERS.fullmatch(cell) else WORDS.findall(cell))]
    heads = [heading] if len(heading) <= SHORT_HEADING else WORDS.findall(heading)
    return PADDING + max([*map(_length, words), *(_length(head, bold=True) for head in heads), OTHER_LETTERS])


def _most(column: Sequence[str]) -> float:
    """The width a column would like: that of its longest line, and of its heading over two lines."""
    heading, *cells = column
    last = len(cells) - 1
    lines = ((line, place == last) for place, cell in enumerate(cells) for line in cell.split("\n"))
    longest = max((_length(line, bold=bold) for line, bold in lines), default=0.0)
    return max(PADDING + min(longest, LONGEST_LINE), _head(heading), _least(column))


def _head(heading: str) -> float:
    lengths = [length for line in _lengths(heading, bold=True) for length in line]
    fits = (room for room in np.arange(STEP, LONGEST_LINE, STEP) if _wrapped(lengths, room) <= LINES_OF_HEADING)
    return PADDING + float(next(fits, LONGEST_LINE))
