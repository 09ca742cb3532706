"""The unit of a column's numbers, which its heading says."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from complaints_report.metrics.catalogue import METRICS
from complaints_report.web.data_figures import WHOLE

_FIGURE = re.compile(r'data-figure="metric=(\w+)[^"]*part=(\w+)"')
_WHEN = re.compile(r"Stage \d|\d{4}/\d\d")
"""A heading that says when or at which stage and not what is counted."""
_UNITS = {"percent": ("%", "percent"), "ratio": ("%", "percent"), "days": ("working days",) * 2, "pounds": ("£",) * 2}
"""Each unit but numbers as headings say it, and the words of a heading that has said it already."""


def with_units(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Markup]:
    """The headings, each with the unit of the numbers beneath it, where these are of one and it does not say which."""
    return [_with_unit(*column) for column in zip(header, *rows, strict=True)]


def _with_unit(heading: str, *cells: str) -> Markup:
    said, units = Markup(escape(heading)), set(filter(None, map(_unit_of, cells)))
    words = said.striptags()
    for unit, table in units if len(units) == 1 else ():
        name, known = _UNITS.get(unit, (table, "" if _WHEN.fullmatch(words) else words))
        return said if known and known.lower() in words.lower() else said + f" ({name})"
    return said


def _unit_of(cell: str) -> tuple[str, str] | None:
    """The unit of the number that a cell is about, and the table in which it is counted; None of words alone."""
    named = sorted(_FIGURE.findall(cell), key=lambda one: one[1] in WHOLE)
    if not named:
        return None
    metric, part = named[0]
    return ("count" if part in WHOLE else METRICS[metric].unit), METRICS[metric].table
