"""A document as lines of words and tables of cells: one that people hand in, and the one that we would write now."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from complaints_report.document.headings import LOWEST, Headings
from complaints_report.document.names import qn
from complaints_report.document.opened import BODY, NOTES, Node, Opened, Styles
from complaints_report.document.places import NOTE, SENTENCE, Place, style_of, words_of
from complaints_report.document.tokens import YEAR, Says, Token, tokens
from complaints_report.errors import CommandError
from complaints_report.report import blocks

_CAPTION = re.compile(r"^\s*(?:table|figure)\s+\d+\s*[:.–-]?\s*", re.IGNORECASE)
_STAGE_ALONE = re.compile(r"\s*stage (?:\d|one|two|three)(?:\s?[:–-])?(?: \w+){0,2}\s*$", re.IGNORECASE)
MOST_HEADS = 3
MOST_WORDS = 10


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
    """A paragraph under its heading; `above` are all headings over it, the nearest first."""

    heading: str
    said: Stretch
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table under its heading and caption; its header may be several rows, put together."""

    heading: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Stretch, ...], ...]
    above: tuple[str, ...] = ()


def read(document: Opened) -> Iterator[Line | Grid]:
    """What a document says, in reading order, notes last."""
    for part in (BODY, NOTES):
        if part in document.parts:
            yield from _Part(document.styles, "" if part == BODY else NOTE).read(document.parts[part])


class _Part:
    """Reads one part of a document, with the headings that stand over each thing."""

    def __init__(self, styles: Styles, heading: str) -> None:
        self._styles = styles
        self._headings = Headings(heading)
        self._caption = ""

    def read(self, root: Node) -> Iterator[Line | Grid]:
        """Its lines and tables."""
        elements = list(_outer(root))
        for element, following in zip(elements, [*elements[1:], None], strict=True):
            if element.tag == qn("w:tbl"):
                yield from self._table(element, following)
            else:
                yield from self._paragraph(element)

    def _table(self, table: Node, following: Node) -> Iterator[Grid]:
        """A table under its caption: the words above it, unless those below say that they are its caption."""
        below = "" if following is None or following.tag == qn("w:tbl") else words_of(following)
        is_below = _CAPTION.match(below) and not _CAPTION.match(self._caption)
        yield from _grid(table, self._headings, below if is_below else self._caption)
        self._caption = ""

    def _paragraph(self, element: Node) -> Iterator[Line]:
        words, style = words_of(element), style_of(element)
        level = self._styles.headings.get(style, LOWEST if _looks_like_a_heading(element, words) else None)
        if level is not None and words.strip():
            self._headings.add(level, words.strip())
        if style not in self._styles.headings and style not in self._styles.contents:
            self._headings.pass_by(words, style in self._styles.titles)
            yield Line(self._headings.nearest, Stretch(words, node=element), self._headings.names)
        self._caption = _as_caption(words) if words.strip() else self._caption


def _as_caption(words: str) -> str:
    """What a paragraph above a table says of it: all if it is a caption, else its last sentence if that is short."""
    last = SENTENCE.split(words.strip())[-1]
    is_short = len(last.split()) <= 2 * MOST_WORDS and not any(token.is_number for token in tokens(last))
    return words if _CAPTION.match(words) else last if is_short else ""


def _looks_like_a_heading(element: Node, words: str) -> bool:
    """Whether a paragraph is a few words in bold, or names a stage alone: headings of those who do not use styles."""
    if _STAGE_ALONE.match(words):
        return True
    runs = [run for run in element.iter(qn("w:r")) if "".join(run.itertext()).strip()]
    bold = all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in runs)
    return bool(runs) and bold and len(words.split()) <= MOST_WORDS and not words.rstrip().endswith((".", ";", ","))


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


def _grid(table: Node, headings: Headings, caption: str) -> Iterator[Grid]:
    found = (row for row in table.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is table)
    rows = list(_filled(map(list, map(_cells, found))))
    if len(rows) > 1:
        heads = max(1, next((place for place, row in enumerate(rows[:MOST_HEADS]) if _counts(row)), 1))
        width = max(map(len, rows))
        over = [*map(_spread, rows[: heads - 1]), rows[heads - 1]]
        header = tuple(" ".join(dict.fromkeys(_at(row, place) for row in over)) for place in range(width))
        yield Grid(headings.nearest, plain_caption(caption), header, tuple(rows[heads:]), headings.names)


def _filled(rows: Iterable[list[Stretch | None]]) -> Iterator[tuple[Stretch, ...]]:
    """The rows with what stands above where a cell goes on from there."""
    above: tuple[Stretch, ...] = ()
    for row in rows:
        beyond = [Stretch("")] * len(row)
        above = tuple(was if cell is None else cell for cell, was in zip(row, [*above, *beyond], strict=False))
        yield above


def _goes_on(cell: Node) -> bool:
    """Whether a cell is merged with the one above it."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _spread(row: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """A row of headings that stands over another, each also over the empty cells behind it."""
    found = list(row[:1])
    for cell in row[1:]:
        found.append(cell if cell.words.strip() or len(found) == 1 else found[-1])
    return tuple(found)


def _at(row: Sequence[Stretch], place: int) -> str:
    return row[place].words if place < len(row) else ""


def _cells(row: Node) -> Iterator[Stretch | None]:
    """The words of each cell of a row, again for each column that it spans; none where one goes on from above."""
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is row:
            said = None if _goes_on(cell) else _stretch_of(cell)
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
    return any(cell.tokens and all(token.is_number for token in cell.tokens) for cell in row[1:])


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
