"""The figures as one tidy CSV for the public, and its metadata as CSV on the Web has them."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from complaints_report.metrics.figure import PLACES, Figure
from complaints_report.metrics.table import COLUMNS, to_plain_rows
from complaints_report.open_data.marks import MEANINGS, mark_of
from complaints_report.open_data.publication import Publication
from complaints_report.safe_text import csv_of

NAME = "figures.csv"
NOTE = "note"
KEY = ("metric", "stage", "by", "group", "year")
"""The columns that tell a row from every other."""

_TEXT: dict[str, Any] = {"datatype": "string"}
_NUMBER: dict[str, Any] = {"datatype": "decimal"}
_UNITS = "|".join(PLACES)
_MARKS = " ".join(f"{mark} {meaning}" for mark, meaning in MEANINGS.items())
DESCRIBED: dict[str, tuple[str, dict[str, Any]]] = {
    "metric": ("What is measured, by its name; figures.xlsx says what each measure is.", _TEXT | {"required": True}),
    "stage": (
        "The stage of the complaints procedure; blank where it does not apply.",
        {"datatype": {"base": "integer", "minimum": 1, "maximum": 3}},
    ),
    "by": ("What the measure is broken down by; blank for a total.", _TEXT),
    "group": (
        "The group of the breakdown; blank for a total. A name that a spreadsheet would run as a formula stands "
        "behind an apostrophe.",
        _TEXT,
    ),
    "year": (
        "The year from 1 April to 31 March.",
        {"datatype": {"base": "string", "format": r"\d{4}/\d{2}"}, "required": True},
    ),
    "value": ("The number, rounded half up at the places of its unit.", _NUMBER),
    "numerator": ("The whole number, or the sum, that a percentage or a mean is worked out from.", _NUMBER),
    "denominator": (
        "The whole number that it is worked out over.",
        {"datatype": {"base": "integer", "minimum": 0}},
    ),
    "unit": (
        "count, percent, ratio (per hundred), days (working days) or pounds.",
        {"datatype": {"base": "string", "format": _UNITS}, "required": True},
    ),
    "previous": ("The value a year before; blank where it is not known or not published.", _NUMBER),
    "change": ("value less previous, both as printed; of percent, in percentage points.", _NUMBER),
    "percent_change": ("The change of a count as a percentage of previous.", _NUMBER),
    NOTE: (
        f"Why there is no value; blank where there is one. {_MARKS}",
        {"datatype": {"base": "string", "format": r"\[[cxz]\]"}},
    ),
}
"""Every column, with what it holds and of which kind its values are."""


def to_csv(figures: Iterable[Figure]) -> str:
    """The figures as CSV, a row each, blank where there is no number, and why in the last column."""
    return csv_of([(*COLUMNS, NOTE), *_rows([*figures])])


def _rows(figures: list[Figure]) -> Iterator[tuple[str, ...]]:
    for figure, cells in zip(figures, to_plain_rows(figures), strict=True):
        yield (*cells.values(), mark_of(figure))


def to_metadata(about: Publication) -> str:
    """What the CSV is and what each of its columns holds."""
    link = about.licence_link
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "url": NAME,
        "dc:title": about.title,
        "dc:description": f"{about.notice} The figures of {about.of_what}.".strip(),
        "dc:publisher": about.organisation,
        "dc:language": "en-GB",
        "dc:license": {"@id": link} if link else about.licence,
        **({"dc:issued": about.published_on.isoformat()} if about.published_on else {}),
        "tableSchema": {"columns": [*map(_column, (*COLUMNS, NOTE))], "primaryKey": [*KEY]},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _column(name: str) -> dict[str, Any]:
    words, kind = DESCRIBED[name]
    return {"name": name, "titles": [name], "dc:description": words, **kind}
