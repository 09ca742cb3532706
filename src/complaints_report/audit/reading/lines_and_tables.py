"""What a reader of any kind of file gives: lines and tables, in their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from complaints_report.audit.reading.document import TEXT, Sentence
from complaints_report.word.markup import Node

LOWEST = 10
"""The level of a line that only looks like a heading."""


@dataclass(frozen=True, eq=False)
class Line:
    """A paragraph: its words, what it is, and the level of a heading or the depth of an item in its list.

    `stands_out` tells that it looks like a heading: all in bold, or alone.
    """

    said: Sentence
    kind: str = TEXT
    level: int = 0
    node: Node = field(default=None, repr=False)
    notes: Sequence[str] = ()
    stands_out: bool = False
    lead: str = ""


@dataclass(frozen=True, eq=False)
class Table:
    """A table: what stands in each cell, the same list in each place that a merged one covers.

    `heads` and `labels` are how many rows and columns the file itself marks as headings.
    """

    rows: Sequence[Sequence["Content"]]
    heads: int = 0
    labels: int = 0
    tag: str = ""
    node: Node = field(default=None, repr=False)

    def contents(self) -> list["Content"]:
        """What stands in each cell, once."""
        return list({id(content): content for row in self.rows for content in row}.values())


Content: TypeAlias = list[Line | Table]


def lines_of(content: Iterable[Line | Table]) -> list[Line]:
    """The lines among lines and tables."""
    return [one for one in content if isinstance(one, Line)]
