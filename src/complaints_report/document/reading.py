"""A document as lines of words and tables of cells: one that people hand in, and the one that we would write now."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docx.oxml.ns import qn

from complaints_report.document.opened import BODY, NOTES, Node, Opened
from complaints_report.document.places import NOTE, SENTENCE, Place, style_of, words_of
from complaints_report.document.tokens import YEAR, Says, Token, tokens
from complaints_report.errors import CommandError
from complaints_report.report import blocks

_CAPTION = re.compile(r"^\s*(?:table|figure)\s+\d+\s*[:.–-]?\s*", re.IGNORECASE)
MOST_HEADS = 3


@dataclass(frozen=True)
class Stretch:
    """Some words, and where they say figures; `node` is what holds them, from so many of its letters on."""

    words: str
    says: Says = ()
    node: Node = field(default=None, compare=False, repr=False)
    begins: int = 0

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words taken apart."""
        return tokens(self.words, self.says)

    def place(self, token: Token | None = None) -> Place:
        """Where a number of it stands, or all of it."""
        if token is None:
            return Place(self.node, self.begins, self.begins + len(self.words))
        begins = self.begins + token.place
        return Place(self.node, begins, begins + len(token.text))

    def sentences(self) -> Iterator["Stretch"]:
        """Its sentences one by one."""
        begins = 0
        for ends, goes_on in [*((gap.start(), gap.end()) for gap in SENTENCE.finditer(self.words)), (None, 0)]:
            stop = len(self.words) if ends is None else ends
            inside = ((start - begins, end - begins, said) for start, end, said in self.says)
            says = tuple(one for one in inside if 0 <= one[0] < stop - begins)
            yield Stretch(self.words[begins:stop], says, self.node, self.begins + begins)
            begins = goes_on


@dataclass(frozen=True)
class Line:
    """A paragraph under its heading."""

    heading: str
    said: Stretch


@dataclass(frozen=True)
class Grid:
    """A table under its heading and caption; its header may be several rows, put together."""

    heading: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Stretch, ...], ...]


def read(document: Opened) -> Iterator[Line | Grid]:
    """What a document says, in reading order, notes last."""
    styles = document.styles
    heading = caption = ""
    for part in (BODY, NOTES):
        heading = heading if part == BODY else NOTE
        for element in _outer(document.parts[part]) if part in document.parts else ():
            if element.tag == qn("w:tbl"):
                yield from _grid(element, heading, caption)
                caption = ""
                continue
            words = words_of(element)
            if style_of(element) in styles.headings and words.strip():
                heading = words.strip()
            elif style_of(element) not in styles.contents:
                yield Line(heading, Stretch(words, node=element))
            caption = words if words.strip() else caption


def year_said(document: Opened) -> str:
    """The first year that a document names, such as "2023/24": the one that its title says."""
    said = [words_of(paragraph) for paragraph in document.parts[BODY].iter(qn("w:p"))]
    if not any(words.strip() for words in said):
        raise CommandError(f"{document.path} holds no words that can be read; a picture of a page is not read.")
    years = (token.mask for words in said for token in tokens(words) if token.mask.startswith(YEAR))
    if found := next(years, None):
        return found.removeprefix(YEAR)
    raise CommandError(f"{document.path} names no year such as 2023/24; give its year with --year.")


def _outer(root: Node) -> Iterator[Node]:
    """The paragraphs and tables that do not stand within a table."""
    for element in root.iter(qn("w:p"), qn("w:tbl")):
        if next(element.iterancestors(qn("w:tbl")), None) is None:
            yield element


def _grid(table: Node, heading: str, caption: str) -> Iterator[Grid]:
    rows = [tuple(_cells(row)) for row in table.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is table]
    if len(rows) > 1:
        heads = max(1, next((place for place, row in enumerate(rows[:MOST_HEADS]) if _counts(row)), 1))
        width = max(map(len, rows))
        header = tuple(" ".join(dict.fromkeys(_at(row, place) for row in rows[:heads])) for place in range(width))
        yield Grid(heading, plain_caption(caption), header, tuple(rows[heads:]))


def _at(row: Sequence[Stretch], place: int) -> str:
    return row[place].words if place < len(row) else ""


def _cells(row: Node) -> Iterator[Stretch]:
    """The words of each cell of a row, again for each column that it spans."""
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is row:
            said = _stretch_of(cell)
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            given = "1" if span is None else span.get(qn("w:val"), "1")
            yield from [said] * (int(given) if given.isdigit() and len(given) < MOST_HEADS else 1)


def _stretch_of(cell: Node) -> Stretch:
    """The words of a cell: of its one paragraph, else of all, told apart by line ends."""
    paragraphs = list(cell.iter(qn("w:p")))
    if len(paragraphs) == 1:
        return Stretch(words_of(paragraphs[0]), node=paragraphs[0])
    return Stretch("\n".join(map(words_of, paragraphs)).strip(), node=cell)


def _counts(row: Sequence[Stretch]) -> bool:
    """Whether a row holds numbers beside its label."""
    return any(token.is_number for cell in row[1:] for token in cell.tokens)


def plain_caption(words: str) -> str:
    """A caption without its number."""
    return _CAPTION.sub("", words).strip()


def rendered(document: blocks.Document) -> Iterator[Line | Grid]:
    """What the report would say now, in the same shape, with where it says figures."""
    heading = ""
    for block in document.blocks:
        match block:
            case blocks.Heading():
                heading = block.text
            case blocks.Paragraph() | blocks.ListItem():
                yield Line(heading, _stretch(block.inlines))
                yield from (Line(NOTE, _stretch(one.inlines)) for one in block.inlines if isinstance(one, blocks.Note))
            case blocks.Table():
                header = tuple(_stretch(cell).words for cell in block.header)
                yield Grid(heading, block.caption, header, tuple(tuple(map(_stretch, row)) for row in block.rows))


def _stretch(inlines: blocks.Inlines) -> Stretch:
    words, says = "", []
    for inline in inlines:
        if isinstance(inline, blocks.Reference):
            words += "Figure 0"
        elif isinstance(inline, blocks.Text):
            if inline.expression:
                says.append((len(words), len(words) + len(inline.text), inline.expression))
            words += inline.text
    return Stretch(words, tuple(says))
