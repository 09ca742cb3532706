"""What a report is made of, apart from how it is written: frozen blocks between the sections and their writer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Text:
    """A run of words; a newline in it is a line break. `title` is what a link says when it is pointed at.

    `expression` is how the words are said of the figures, where they are.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    title: str = ""
    expression: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote, standing where its mark goes."""

    inlines: "Inlines"


@dataclass(frozen=True)
class Reference:
    """A cross-reference to a captioned block, printed as its label, such as "Figure 3" or "Table 1"."""

    target: str


Inline = Text | Note | Reference
Inlines = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 is a numbered section or an appendix. `text` already holds the number."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the text, of a quotation, or, at its depth, of a list's item after its first."""

    inlines: Inlines
    quoted: bool = False
    item_depth: int | None = None


@dataclass(frozen=True)
class ListItem:
    """One item of a list: `depth` 0 is the outermost; `list_id` tells one numbered list from the next.

    `start` is the number that its list begins with.
    """

    inlines: Inlines
    depth: int = 0
    numbered: bool = False
    list_id: int = 0
    start: int = 1


@dataclass(frozen=True)
class Table:
    """A table with the words of its caption, a header row and no empty cell.

    `name` is what a Reference points to. `right` tells which columns hold numbers; `total` whether the
    last row is a total; `charts` whose numbers it holds.
    """

    name: str
    words: Inlines
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    right: tuple[bool, ...]
    total: bool = False
    charts: tuple[str, ...] = ()

    @property
    def caption(self) -> str:
        """The caption in one."""
        return words_of(self.words)


@dataclass(frozen=True)
class Picture:
    """A chart with the words of its caption; `name` is the chart's and what a Reference points to."""

    name: str
    words: Inlines

    @property
    def caption(self) -> str:
        """The caption in one."""
        return words_of(self.words)


Block = Heading | Paragraph | ListItem | Table | Picture


@dataclass(frozen=True)
class Cover:
    """The cover block: whose report, to whose meeting, and the two-column table, above which a `notice` may stand."""

    organisation: str
    title: str
    team: str
    meeting_on: str
    rows: tuple[tuple[str, str], ...]
    notice: str = ""


@dataclass(frozen=True)
class PictureFile:
    """A drawn chart: its PNG, the SVG beside it, its alt text, its size on the page, and its numbers as CSV."""

    png: Path
    svg: Path
    alt: str
    width_cm: float
    height_cm: float
    numbers: str = ""


@dataclass(frozen=True)
class Document:
    """Everything that a writer needs; `draft` is the words on every page of a draft, empty otherwise.

    `year` is the one that its figures are of, `organisation` whose they are; `own` tells by their places the
    blocks that people wrote in `content/`.
    """

    title: str
    author: str
    subject: str
    cover: Cover
    blocks: tuple[Block, ...]
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    draft: str = ""
    organisation: str = ""
    year: str = ""
    own: frozenset[int] = frozenset()


def words_of(inlines: Inlines) -> str:
    """The words of inlines alone, without their notes and references."""
    return "".join(inline.text for inline in inlines if isinstance(inline, Text)).strip()


def texts_of(block: Block) -> Iterator[Text]:
    """All words of a block, its notes among them, in the order in which they stand."""
    if isinstance(block, Paragraph | ListItem):
        yield from _texts(block.inlines)
    elif isinstance(block, Picture):
        yield from _texts(block.words)
    elif isinstance(block, Table):
        yield from _texts(block.words)
        for cells in (block.header, *block.rows):
            for cell in cells:
                yield from _texts(cell)


def _texts(inlines: Inlines) -> Iterator[Text]:
    for inline in inlines:
        if isinstance(inline, Note):
            yield from _texts(inline.inlines)
        elif isinstance(inline, Text):
            yield inline
