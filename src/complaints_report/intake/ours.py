"""Rows that are not ours: those that the settings leave out by a heading of the export and its values."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import numpy as np

from complaints_report.intake.faults import Fault, Place, fault
from complaints_report.intake.headings import Headings
from complaints_report.intake.names import folded
from complaints_report.intake.parts import Part
from complaints_report.intake.read.rows import Claim, Rows
from complaints_report.intake.synonyms import plain

SETTINGS = ("leave_out", "keep_only")
Counts = Mapping[str, Mapping[str, int]]
"""How many rows have each value, by the heading and the value as the settings write them."""


@dataclass(frozen=True)
class NotOurs:
    """The numbers of the rows left out; by value, how many these are, and how many are kept by `keep_only`.

    `never` are the values that no row has: the setting, the heading, and the value.
    """

    numbers: frozenset[int] = frozenset()
    leave_out: Counts = field(default_factory=dict)
    keep_only: Counts = field(default_factory=dict)
    never: frozenset[tuple[str, str, str]] = frozenset()


def ours_among(part: Part, rows: Rows, headings: Headings) -> tuple[Rows, NotOurs]:
    """The rows that are ours, and what is left out; a row whose cells cannot be relied on stays, to be told of."""
    having = {setting: _having(rows, headings, getattr(part.source, setting)) for setting in SETTINGS}
    out = np.zeros(len(rows), np.bool_)
    for claims in having["leave_out"].values():
        out |= np.logical_or.reduce([*claims.values()])
    for claims in having["keep_only"].values():
        out |= ~np.logical_or.reduce([*claims.values()])
    out &= ~(rows.is_broken | rows.filled_from(headings.width))
    never = {(setting, heading, value) for setting, heading, value, claim in _each(having) if not claim.any()}
    return rows.taken(~out), NotOurs(
        frozenset(rows.numbers[out].tolist()),
        _counts(having["leave_out"], out),
        _counts(having["keep_only"], ~out),
        frozenset(never),
    )


def _having(rows: Rows, headings: Headings, wanted: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Claim]]:
    """For each heading and each of its values, which rows have it."""
    places = {plain(text): at for at, text in headings.texts}
    columns = {heading: rows.column(places[plain(heading)]).own for heading in wanted}
    return {
        heading: {
            value: column.where([folded("" if kind is None else kind) == folded(value) for kind in column.kinds])
            for value in wanted[heading]
        }
        for heading, column in columns.items()
    }


def _each(having: Mapping[str, Mapping[str, Mapping[str, Claim]]]) -> Iterator[tuple[str, str, str, Claim]]:
    for setting, headings in having.items():
        for heading, claims in headings.items():
            yield from ((setting, heading, value, claim) for value, claim in claims.items())


def _counts(having: Mapping[str, Mapping[str, Claim]], among: Claim) -> Counts:
    return {
        heading: {value: int((claim & among).sum()) for value, claim in claims.items()}
        for heading, claims in having.items()
    }


def heading_faults(part: Part, place: Place, headings: Headings) -> Iterator[Fault]:
    """The headings by which rows are to be left out and that the export does not have, or has more than once."""
    texts = Counter(plain(text) for _, text in headings.texts)
    for setting in SETTINGS:
        for heading in getattr(part.source, setting):
            wanted, where = f"'{heading}', which {setting} names", f"[sources.{part.table}.{setting}] in report.toml"
            if not texts[plain(heading)]:
                near = get_close_matches(heading, [text for _, text in headings.texts], n=1)
                nearest = f" The nearest heading is '{near[0]}'." if near else ""
                found = fault("missing-column", place, wanted=wanted, nearest=nearest, table=part.table)
                yield replace(found, cure=f"Write the heading as the export has it, or take it out, under {where}.")
            elif texts[plain(heading)] > 1:
                yield fault("duplicate-heading", place, wanted=wanted, headings=f"'{heading}'")


def nothing_left_out(parts: Iterable[tuple[Part, NotOurs]]) -> Iterator[Fault]:
    """`nothing-left-out`: a value by which rows are left out or kept, and that no row of the table has."""
    parts = list(parts)
    if parts:
        first = parts[0][0]
        never = frozenset.intersection(*(found.never for _, found in parts))
        for setting, heading, value in sorted(never):
            place = Place(first.file, first.sheet)
            yield fault("nothing-left-out", place, None, heading, set_by=setting, table=first.table, listed=value)
