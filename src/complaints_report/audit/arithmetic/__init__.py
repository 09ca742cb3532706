"""What numbers of a document must come to by each other, with no data at all."""

import re
from collections.abc import Iterator, Sequence

from complaints_report.audit.arithmetic.relations import Relation, findings
from complaints_report.audit.arithmetic.repeats import repeats
from complaints_report.audit.arithmetic.sentences import Line, joined, line, relations_in
from complaints_report.audit.arithmetic.tables import relations_of_grid
from complaints_report.audit.reading.document import HEADING, ITEM, Document, Grid, Passage, Spot

__all__ = ["Relation", "findings", "relations_of"]

MOST_SENTENCES = 5000
"""Of so many sentences with numbers the relations are looked for."""
_GOES_ON = re.compile(r"(?:(?:that|this|which) (?:is|was|makes)|of (?:these|those|them)|up|down)\b", re.IGNORECASE)


def relations_of(document: Document) -> list[Relation]:
    """Every relation between the numbers of a document, those that hold and those that do not."""
    found: list[Relation] = []
    lead: Line | None = None
    left = MOST_SENTENCES
    for block, after in zip(document.blocks, [*document.blocks[1:], None], strict=True):
        if isinstance(block, Grid):
            found += relations_of_grid(block, after.words if isinstance(after, Passage) else "")
        elif block.kind != HEADING:
            lines = [line(said, [Spot(one, said, block) for one in said.numbers]) for said in block.sentences[:left]]
            left -= sum(len(one.spots) > 1 for one in lines)
            lead = lead if block.kind == ITEM else lines[-1] if lines and block.words.endswith(":") else None
            found += _in_lines(lines, lead if block.kind == ITEM else None)
    return found + repeats(document)


def _in_lines(lines: Sequence[Line], lead: Line | None) -> Iterator[Relation]:
    """The relations of each line, and of a line with the one before it or with its list's lead, where it goes on."""
    before = lead
    for said in lines:
        found = relations_in(said)
        if before and said.spots and len(before.spots) < 5 and (before is lead or _GOES_ON.match(said.words)):
            both = [one for one in relations_in(joined(before, said)) if set(said.spots).intersection(one.spots)]
            known = {frozenset(one.spots) for one in found}
            held = {one.blamed for one in both if one.holds}
            found = [one for one in found if one.holds or one.blamed not in held]
            found += [one for one in both if frozenset(one.spots) not in known]
        yield from found
        before = said
