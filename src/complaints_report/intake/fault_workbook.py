"""The workbook of faults: what is wrong in all, then each row at fault with its cells, for those who put it right."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from itertools import chain, count
from typing import Any

import pandas as pd
from pandas.api.types import is_bool

from complaints_report.intake.fault_groups import Group, by_rule, faults_in_order, groups_of
from complaints_report.intake.faults import HIDDEN, Fault, Place
from complaints_report.intake.listing import totals
from complaints_report.intake.rules.printed_text import PRINTED
from complaints_report.intake.tables.typed_rows import Table
from complaints_report.intake.workbook_pages import Entry, WorkbookSheet, cut, to_bytes
from complaints_report.procedures import CHARACTERISTICS
from complaints_report.safe_text import UNPRINTABLE

LEFT_OUT = {**PRINTED, "complaints": CHARACTERISTICS}
"""The columns, by table, that could tell who somebody is: free text and personal characteristics."""

MOST_GROUPS = 50
"""How many groups of one rule the summary lists."""

SUMMARY, OTHERS, _TITLE = "Summary", "Files and columns", "Faults in the data"
_NOTES = (
    "Left out on purpose: columns of free text, columns of personal characteristics (age_band, gender, ethnicity,",
    "disability and sexual_orientation), and columns that the report does not use.",
    f"A value that might name somebody is shown as {HIDDEN}: look it up in the file itself, by its row.",
    "The cells at fault are filled, framed and in bold; 'What is wrong' names each of them by its heading.",
)
_TITLE_LENGTH = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")

_HEADS = (("Row", 7), ("Severity", 10), ("What is wrong", 45), ("What to do", 45))


@dataclass(frozen=True)
class RowsAtFault:
    """The rows at fault of a table in one sheet, each with its faults."""

    title: str
    table: Table
    place: Place
    rows: dict[int, list[Fault]] = field(default_factory=dict)

    @property
    def headings(self) -> list[str]:
        """How the table's columns are headed, by our own name where a part has none."""
        columns = self.table.frame.columns
        return [origin.headed.get(column, column) for origin in self.table.origins for column in columns]

    @property
    def columns(self) -> dict[str, str]:
        """The columns that are shown and how the sheet heads them: each way, where it does so for each stage."""
        headed = [origin.headed for origin in self.table.origins if origin.place == self.place]
        columns = {}
        for column in self.table.frame.columns:
            texts = dict.fromkeys(part[column] for part in headed if column in part)
            if column not in LEFT_OUT.get(self.table.name, ()) and (texts or column == "stage"):
                columns[column] = " / ".join(texts) or column
        return columns


def to_xlsx(faults: Sequence[Fault], tables: Mapping[str, Table]) -> bytes:
    """The faults as a workbook: a summary, the rows at fault of each file and sheet, and the other faults."""
    sheets, others = _apart(faults, tables)
    pages = [_summary(faults, sheets, others), *map(_page_of_rows, sheets)]
    return to_bytes(_TITLE, [*pages, _page_of_others(others)] if others else pages)


def _apart(faults: Sequence[Fault], tables: Mapping[str, Table]) -> tuple[list[RowsAtFault], list[Fault]]:
    """The rows at fault by table and place, and the faults that are in no table's rows."""
    places = ((table, dict.fromkeys(origin.place for origin in table.origins)) for table in tables.values())
    taken, others = {SUMMARY.casefold(), OTHERS.casefold(), "history"}, list[Fault]()  # Excel has a sheet History
    sheets = [RowsAtFault(_to_title(place, taken), table, place) for table, some in places for place in some]
    homes = {(sheet.place, heading): sheet for sheet in reversed(sheets) for heading in ("", *sheet.headings)}
    for found in faults_in_order(faults):
        home = homes.get((Place(found.file, found.sheet), found.column))
        if home is None or found.row is None:
            others.append(found)
        else:
            home.rows.setdefault(found.row, []).append(found)
    return [sheet for sheet in sheets if sheet.rows], others


def _to_title(place: Place, taken: set[str]) -> str:
    """The name of the export's sheet, or of a file without sheets, as a sheet can have it and no other has."""
    text = UNPRINTABLE.sub("", place.sheet.strip() or place.file)
    name = " ".join(_NOT_IN_TITLES.sub(" ", text).split()).strip("' ") or "Sheet"
    ends = chain([""], (f" ({number})" for number in count(2)))
    titles = (cut(name, _TITLE_LENGTH - len(end)).rstrip("' ") + end for end in ends)
    title = next(title for title in titles if title.casefold() not in taken)
    taken.add(title.casefold())
    return title


def _page_of_rows(sheet: RowsAtFault) -> WorkbookSheet:
    heads = [(text, min(max([14, *(len(word) + 3 for word in text.split())]), 30)) for text in sheet.columns.values()]
    return WorkbookSheet(sheet.title, [*_HEADS, *heads], _lines_of_rows(sheet))


def _lines_of_rows(sheet: RowsAtFault) -> Iterator[list[Entry]]:
    """A line for each record at fault and each row that is none; a cell that stages share is at fault in each."""
    pairs = {(row, found.at) for row, faults in sheet.rows.items() for found in faults}
    records, columns = sorted(pairs, key=lambda pair: (pair[0], pair[1] or 0)), [*sheet.columns]
    cells = sheet.table.frame.loc[[at for _, at in records if at is not None], columns]
    values = cells.itertuples(index=False, name=None)
    for row, at in records:
        headings = [] if at is None else [sheet.table.heading(column, at) for column in columns]
        read = [*zip(headings, next(values) if headings else (), strict=True)]
        blank = {heading for heading, value in read if pd.isna(value)}
        faults = [found for found in sheet.rows[row] if found.at == at or found.column in blank]
        yield _line(row, faults, [_cell(value, [one for one in faults if one.column == name]) for name, value in read])


def _line(row: int, faults: Sequence[Fault], cells: Sequence[Entry] = ()) -> list[Entry]:
    wrong = "\n".join(f"{found.column}{found.column and ': '}{found.message} ({found.rule})" for found in faults)
    cures = "\n".join(dict.fromkeys(found.cure for found in faults))
    return [Entry(row), Entry(_worst(faults), _worst(faults)), Entry(wrong), Entry(cures), *cells]


def _worst(faults: Iterable[Fault]) -> str:
    return min(found.severity for found in faults)  # "error" comes before "warning"


def _cell(value: Any, faults: Sequence[Fault]) -> Entry:
    """A cell as it was read; where it could not be, or is a name that nobody knows, what its fault shows."""
    if faults and (pd.isna(value) or any(found.rule == "unknown-value" for found in faults)):
        value = faults[0].value
    words = ("no", "yes")[bool(value)] if is_bool(value) else value
    plain = words.date() if isinstance(words, pd.Timestamp) else words
    return Entry(None if pd.isna(plain) else plain, _worst(faults) if faults else "")


def _page_of_others(faults: Iterable[Fault]) -> WorkbookSheet:
    heads = [("File", 28), ("Sheet", 20), ("Row or line", 8), ("Column", 22), *_HEADS[1:]]
    places = ((found, map(Entry, (found.file, found.sheet, found.row, found.column))) for found in faults)
    return WorkbookSheet(OTHERS, heads, ([*place, *_line(0, [found])[1:]] for found, place in places))


def _summary(faults: Sequence[Fault], sheets: Iterable[RowsAtFault], others: Sequence[Fault]) -> WorkbookSheet:
    title = Entry(_TITLE, "title")
    if not faults:
        return WorkbookSheet(
            SUMMARY, (), (), (title, Entry("Nothing is wrong: there are no errors and no warnings.", "line"))
        )
    texts = [f"In all: {totals(faults)}."]
    for one in sheets:
        where = ", sheet ".join(filter(None, astuple(one.place)))
        texts.append(f"Sheet '{one.title}': rows at fault in {where}: {len(one.rows)}.")
    texts += [f"Sheet '{OTHERS}': what is wrong elsewhere than in the rows of a table."] if others else []
    heads = [("Severity", 10), ("Rule", 26), ("How many", 9), ("File", 26), ("Sheet", 18), ("Column", 20)]
    heads += [("Value", 22), ("First rows", 24), ("What is wrong", 40), ("What to do", 60)]
    before = [title, *(Entry(text, "line") for text in (*texts, *_NOTES))]
    return WorkbookSheet(SUMMARY, heads, chain.from_iterable(map(_lines_of_rule, by_rule(faults))), before)


def _lines_of_rule(faults: Sequence[Fault]) -> Iterator[list[Entry]]:
    """A line for each group of the faults of a rule; beyond `MOST_GROUPS` one that counts the others."""
    groups, severity = groups_of(faults), faults[0].severity
    listed = groups if len(groups) <= MOST_GROUPS else groups[: MOST_GROUPS - 1]
    yield from map(_line_of_group, listed)
    if others := groups[len(listed) :]:
        said = "Others of this rule: they stand beside their rows."
        rest = Entry(severity, severity), Entry(faults[0].rule), Entry(sum(one.number for one in others))
        yield [*rest, *[Entry(None)] * 5, Entry(said)]


def _line_of_group(group: Group) -> list[Entry]:
    first = group.first
    texts = (first.file, first.sheet.strip(), first.column, first.value, group.rows, first.message, first.cure)
    counted = Entry(first.severity, first.severity), Entry(first.rule), Entry(group.number)
    return [*counted, *(Entry(text or None) for text in texts)]
