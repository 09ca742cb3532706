"""What expressions come to now: the report that is made anew has already said almost all of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from complaints_report.report.blocks import Block, Inlines, ListItem, Note, Paragraph, Table, Text
from complaints_report.report.living import Expressions

if TYPE_CHECKING:
    from complaints_report.document.checked import Now


class Saying:
    """Gives an expression's words as the report made anew has them, and works out only those that it lacks.

    To read one expression takes a millisecond, and a report holds hundreds.
    """

    def __init__(self, now: "Now") -> None:
        texts = (text for block in now.document.blocks for text in _texts_of(block))
        self._said = {text.expression: text.text for text in texts if text.expression}
        self._expressions = Expressions(now.figures)

    def words(self, expression: str) -> str | None:
        """The words it gives now; None where it cannot be read or its figures are not there."""
        return self._said.get(expression) or self._expressions.words(expression)


def _texts_of(block: Block) -> Iterator[Text]:
    if isinstance(block, Paragraph | ListItem):
        yield from _texts(block.inlines)
    elif isinstance(block, Table):
        for cells in (block.header, *block.rows):
            for cell in cells:
                yield from _texts(cell)


def _texts(inlines: Inlines) -> Iterator[Text]:
    for inline in inlines:
        if isinstance(inline, Note):
            yield from _texts(inline.inlines)
        elif isinstance(inline, Text):
            yield inline
