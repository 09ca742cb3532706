"""What numbers of a document must come to by each other, with no data at all."""

from collections.abc import Iterator

from complaints_report.audit.arithmetic.relations import Relation, findings
from complaints_report.audit.arithmetic.repeats import repeats
from complaints_report.audit.arithmetic.sentences import line, relations_in
from complaints_report.audit.arithmetic.tables import relations_of_grid
from complaints_report.audit.reading.document import HEADING, Block, Document, Grid, Spot

__all__ = ["Relation", "findings", "relations_of"]


def relations_of(document: Document) -> list[Relation]:
    """Every relation between the numbers of a document, those that hold and those that do not."""
    notes = [one.words if not isinstance(one, Grid) else "" for one in (*document.blocks[1:], *document.blocks[:0])]
    found: list[Relation] = []
    for block, note in zip(document.blocks, [*notes, ""], strict=False):
        found += relations_of_grid(block, note) if isinstance(block, Grid) else list(_in_passage(block))
    return found + repeats(document)


def _in_passage(block: Block) -> Iterator[Relation]:
    if not isinstance(block, Grid) and block.kind != HEADING:
        for sentence in block.sentences:
            spots = [Spot(number, sentence, block) for number in sentence.numbers]
            if len(spots) > 1:
                yield from relations_in(line(spots))
