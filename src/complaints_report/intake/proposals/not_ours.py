"""Rows that are not ours, as a column of the directorate, of the status or of the kind of case tells."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from complaints_report.intake.proposals.candidates import Headed
from complaints_report.intake.records.names import folded

_SIGNS = (
    (
        r"director|depart|division|service|team|area|unit",
        r"\badults?\b|housing|highway|waste|refuse|recycl|planning|council tax|revenue|benefits|librar|leisure|parking"
        r"|public health|environment|licensing|parks|street|roads|finance|regeneration|place\b",
    ),
    (
        r"status|state\b",
        r"cancel|(?:logged|created|raised|entered|opened) in error|duplicate|\bvoid|\btest\b|not a complaint|\bdeleted"
        r"|merged|not pursued",
    ),
    (
        r"type|kind|categor|classification",
        r"(?:(?:general |mp |member )?enquir(?:y|ies)|comments?|compliments?|suggestions?|service requests?|foi|sar"
        r"|adults?(?: social care)?(?: complaints?)?)",
    ),
)
"""For the headings that may tell it, what their values say of rows that are not ours."""
_OURS = re.compile(r"child|young|youth|famil|adopt|leav|foster|transition|care proceed|safeguard|send\b|school")
_WHOLE = 2


@dataclass(frozen=True)
class NotOurs:
    """A heading with those of its values whose rows are not ours, each with its number of rows."""

    heading: str
    values: tuple[tuple[str, int], ...]

    @property
    def rows(self) -> int:
        """How many rows that are."""
        return sum(rows for _, rows in self.values)


def not_ours(headed: Iterable[Headed]) -> Iterator[NotOurs]:
    """The headings of which some values, and not all, say that a row is none of ours."""
    for one in headed:
        said = folded(one.text)
        signs = [(number, values) for number, (heading, values) in enumerate(_SIGNS) if re.search(heading, said)]
        if one.is_of_few and signs:
            counts = Counter(str(cell).strip() for cell in one.cells)
            found = [(text, rows) for text, rows in counts.most_common() if _is_not_ours(text, signs)]
            if found and len(found) < len(counts):
                yield NotOurs(one.text, tuple(found))


def _is_not_ours(text: str, signs: Iterable[tuple[int, str]]) -> bool:
    said = folded(text)
    if _OURS.search(said):
        return False
    return any((re.fullmatch if number == _WHOLE else re.search)(values, said) for number, values in signs)
