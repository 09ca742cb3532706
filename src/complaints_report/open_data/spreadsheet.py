"""The sheets of the spreadsheet, whoever writes it: those before the tables, then a table for each subject and unit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.compliments import COMPLIMENTS, LEARNING
from complaints_report.metrics.escalation import ESCALATION
from complaints_report.metrics.figure import PLACES, Figure
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.issues import ISSUES
from complaints_report.metrics.metric import Metric
from complaints_report.metrics.ombudsman import OMBUDSMAN
from complaints_report.metrics.outcomes import MONEY, OUTCOMES
from complaints_report.metrics.responsiveness import RESPONSIVENESS
from complaints_report.metrics.volume import ACTIVITY, RECEIVED
from complaints_report.open_data.marks import MEANINGS, marked_cells
from complaints_report.open_data.publication import SUBJECT, Publication

HEADING_ROW = 3
"""The row of every table's headings: above it stand the sheet's title and what there is to know."""

ONE_TABLE = "This sheet holds one table."
"""What a sheet with a table says of it, for those who hear it read."""


class Link(NamedTuple):
    """Words that lead to a sheet."""

    words: str
    sheet: str


Cell = str | int | Decimal | Link


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, how wide it is in characters, and the places of its numbers.

    Without places it is one of words, or of numbers that only name something, such as a stage.
    """

    heading: str
    width: int
    places: int | None = None


@dataclass(frozen=True)
class PublishedSheet:
    """A sheet; its name is its table's too. The first line is its title."""

    name: str
    lines: Sequence[str]
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[Cell]] = ()

    @property
    def title(self) -> str:
        """What the sheet is about."""
        return self.lines[0]


@dataclass(frozen=True)
class Spreadsheet:
    """All sheets, in their order, with what the file says of itself."""

    title: str
    author: str
    subject: str
    sheets: Sequence[PublishedSheet]


def cell_words(cell: Cell) -> str:
    """What a cell says."""
    return cell.words if isinstance(cell, Link) else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


class Subject(NamedTuple):
    """What tables of one subject are titled, and the metrics in them."""

    title: str
    metrics: tuple[Metric, ...]


SUBJECTS = {
    "received": Subject("Complaints received", RECEIVED),
    "outcomes": Subject("Outcomes of complaints", OUTCOMES),
    "responses": Subject("Response times", RESPONSIVENESS),
    "escalation": Subject("Escalation of complaints to a later stage", ESCALATION),
    "activity": Subject("Referrals and assessments", ACTIVITY),
    "issues": Subject("Issues raised in complaints", ISSUES),
    "ombudsman": Subject("Complaints to the Ombudsman", OMBUDSMAN),
    "compliments": Subject("Compliments", COMPLIMENTS),
    "learning": Subject("Learning from complaints", LEARNING),
    "money": Subject("Payments and costs", MONEY),
}
"""The subjects by the names that begin those of their sheets."""


class Unit(NamedTuple):
    """How tables of one unit are named and headed; `parts` are the numbers that the value is made of."""

    name: str
    change: str = ""
    parts: tuple[tuple[str, str], ...] = ()


_NUMBERS = (("numerator", "Numerator (number)"), ("denominator", "Denominator (number)"))
UNITS = {
    "count": Unit("number"),
    "percent": Unit("percent", "percentage points", _NUMBERS),
    "ratio": Unit("per hundred", parts=_NUMBERS),
    "days": Unit(
        "working days",
        parts=(("numerator", "Working days in all (number)"), ("denominator", "Responses (number)")),
    ),
    "pounds": Unit("pounds"),
}
TOTAL = "Total"
"""Stands where a figure is not broken down: a cell must not be empty."""
_WHAT_MARKS_ARE = f"{ONE_TABLE} [c], [x] and [z] stand where there is no number: the sheet notes says what they mean."
_LEAST, _WIDEST = 14, 70


def tables_of(figures: Iterable[Figure], of_what: str) -> Iterator[PublishedSheet]:
    """A sheet for each subject and unit of which there are figures; `of_what` ends each title: whose, which year."""
    found: dict[tuple[str, str], list[Figure]] = {}
    subject_of = {metric.name: subject for subject, (_, metrics) in SUBJECTS.items() for metric in metrics}
    for figure in figures:
        found.setdefault((subject_of[figure.metric], figure.unit), []).append(figure)
    for subject, unit in ((subject, unit) for subject in SUBJECTS for unit in UNITS):
        if (subject, unit) in found:
            yield _table(subject, unit, found[subject, unit], of_what)


def sheet_name(subject: str, unit: str) -> str:
    """How a table and its sheet are called, the same each year."""
    return f"{subject}_{UNITS[unit].name}".replace(" ", "_")


def _table(subject: str, unit: str, figures: list[Figure], of_what: str) -> PublishedSheet:
    columns = [*_columns(unit, figures)]
    rows = [_row(figure, [column for column, _ in columns]) for figure in figures]
    title = f"{SUBJECTS[subject].title} ({UNITS[unit].name}), {of_what}"
    return PublishedSheet(sheet_name(subject, unit), (title, _WHAT_MARKS_ARE), [column for _, column in columns], rows)


def _columns(unit: str, figures: Iterable[Figure]) -> Iterator[tuple[str, Column]]:
    """The columns of the table of figures that stand in a table of one unit, and how each is headed there."""
    words, places = UNITS[unit], PLACES[unit]
    groups = max(len(figure.group) for figure in figures)
    yield "metric", Column("Measure", max(len(METRICS[figure.metric].title) for figure in figures) + 2)
    yield "stage", Column("Stage", 8)
    yield "by", Column("Broken down by", 20)
    yield "group", Column("Group", min(max(groups + 2, _LEAST), _WIDEST))
    yield "year", Column("Year", 10)
    yield "value", Column(f"Value ({words.name})", _LEAST, places)
    for part, heading in words.parts:
        yield part, Column(heading, _LEAST, 0)
    yield "previous", Column(f"Year before ({words.name})", _LEAST, places)
    yield "change", Column(f"Change ({words.change or words.name})", _LEAST, places)
    if unit == "count":
        yield "percent_change", Column("Change (percent)", _LEAST, 1)


def _row(figure: Figure, columns: Sequence[str]) -> list[Cell]:
    words = {
        "metric": METRICS[figure.metric].title,
        "by": figure.by.replace("_", " ") or TOTAL,
        "group": figure.group or TOTAL,
    }
    cells = marked_cells(figure) | words
    return [cells[column] for column in columns]


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
    sheets = (PublishedSheet(COVER, tuple(about.lines())), _contents(after), *after)
    return Spreadsheet(about.title, about.organisation, f"{SUBJECT}, {about.period}", sheets)


def _contents(sheets: Sequence[PublishedSheet]) -> PublishedSheet:
    rows = [(Link(one.name, one.name), one.title) for one in sheets]
    return PublishedSheet(CONTENTS, ("Contents", ONE_TABLE), (Column("Sheet", 40), Column("What it holds", 100)), rows)


def _notes() -> PublishedSheet:
    columns = Column("Mark or word", 28), Column("What it means", 100)
    return PublishedSheet(NOTES, ("Notes", ONE_TABLE), columns, [*_NOTES.items()])


def _measures(figures: Figures) -> PublishedSheet:
    named = {figure.metric for figure in figures}
    rows = [
        (one.title, one.name, UNITS[one.unit].name, one.definition) for one in METRICS.values() if one.name in named
    ]
    columns = Column("Measure", 60), Column("Name in figures.csv", 30), Column("Unit", 14), Column("Definition", 100)
    return PublishedSheet(MEASURES, ("What each measure is", ONE_TABLE), columns, rows)
