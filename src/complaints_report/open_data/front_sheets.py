"""The sheets before the tables: the cover, the contents, the notes and what each measure is."""

from collections.abc import Sequence

from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figures import Figures
from complaints_report.open_data.marks import MEANINGS
from complaints_report.open_data.publication import SUBJECT, Publication
from complaints_report.open_data.subjects import TOTAL, UNITS, tables_of
from complaints_report.open_data.worksheets import ONE_TABLE, Column, Link, Sheet, Spreadsheet

COVER, CONTENTS, NOTES, MEASURES = "cover", "contents", "notes", "measures"
_NOTES = {
    **MEANINGS,
    TOTAL: "The figure is of all together, and not broken down into groups.",
    "Numerator and denominator": "The whole numbers that a percentage or a mean is worked out from.",
    "Change": "The value less the year before’s, both as they are printed here; of a percentage, in percentage points.",
    "Rounding": "Values are rounded once, from the whole numbers, and halves away from zero.",
}


def spreadsheet(figures: Figures, about: Publication) -> Spreadsheet:
    """The figures as sheets, after a cover, the contents, the notes and the measures."""
    tables = list(tables_of(figures, about.of_what))
    after = [_notes(), _measures(figures), *tables]
    sheets = (Sheet(COVER, tuple(about.lines())), _contents(after), *after)
    return Spreadsheet(about.title, about.organisation, f"{SUBJECT}, {about.period}", sheets)


def _contents(sheets: Sequence[Sheet]) -> Sheet:
    rows = [(Link(one.name, one.name), one.title) for one in sheets]
    return Sheet(CONTENTS, ("Contents", ONE_TABLE), (Column("Sheet", 40), Column("What it holds", 100)), rows)


def _notes() -> Sheet:
    columns = Column("Mark or word", 28), Column("What it means", 100)
    return Sheet(NOTES, ("Notes", ONE_TABLE), columns, [*_NOTES.items()])


def _measures(figures: Figures) -> Sheet:
    named = {figure.metric for figure in figures}
    rows = [
        (one.title, one.name, UNITS[one.unit].name, one.definition) for one in METRICS.values() if one.name in named
    ]
    columns = Column("Measure", 60), Column("Name in figures.csv", 30), Column("Unit", 14), Column("Definition", 100)
    return Sheet(MEASURES, ("What each measure is", ONE_TABLE), columns, rows)
