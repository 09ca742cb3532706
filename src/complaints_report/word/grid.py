"""Tables: repeated header rows, rows that do not split, columns as wide as their words, no empty cell."""

from collections.abc import Mapping, Sequence

from complaints_report.errors import TemplateError
from complaints_report.report.blocks import Cover, Inlines, Table, Text
from complaints_report.report.captions import Label, table_description
from complaints_report.report.statements import table_said
from complaints_report.word.column_widths import width_of, widths
from complaints_report.word.content_controls import Controls
from complaints_report.word.contents import caption
from complaints_report.word.ooxml import Element, make
from complaints_report.word.prose import Prose, plain
from complaints_report.word.template import WordTemplate

# A table of no more rows than these stays on one page; of a longer one two rows at least stand on each.
SMALL = 8
COVER_LABELS = 0.38


class Grid:
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
            if not (printed(name) and printed(answer)):
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
        texts = [[plain(cell, self._labels) for cell in row] for row in (table.header, *table.rows)]
        columns = widths(texts, width_of(texts, self._template.width.twips))
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
                if not plain(cell, self._labels):
                    raise TemplateError(
                        f"The table “{table.caption}” has an empty cell in {place}, column {column}; "
                        "say what is meant, such as “none” or “not known”."
                    )


def printed(words: str) -> str:
    """The words as a cell would print them."""
    return plain((Text(words),), {})


def table_look(*, first_row: bool, last_row: bool) -> Element:
    """Which parts of the table style apply; the first column always heads its rows."""
    bits = 0x0020 * first_row + 0x0040 * last_row + 0x0080 + 0x0200 + 0x0400
    flags = {"firstRow": int(first_row), "lastRow": int(last_row), "firstColumn": 1}
    return make("tblLook", val=f"{bits:04X}", **flags, lastColumn=0, noHBand=1, noVBand=1)
