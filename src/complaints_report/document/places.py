"""Where things stand in a document that people have edited: each control, and each stretch of words outside any.

Words are read as they would be with every tracked change accepted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from complaints_report.document.names import qn
from complaints_report.document.opened import BODY, NOTES, Node, Opened
from complaints_report.report.kept import FIGURE, TABLE

_GONE = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:instrText")))
_TEXT, _CONTROL, _DRAWING = qn("w:t"), qn("w:sdt"), qn("w:drawing")
_SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_TAG, _STYLE, _VALUE = f"{qn('w:sdtPr')}/{qn('w:tag')}", f"{qn('w:pPr')}/{qn('w:pStyle')}", qn("w:val")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'])|(?:(?<=[\w)%/]{3}[.!?])|(?<=\d[.!?]))\s+(?=\d)")
PLACEHOLDER = qn("w:showingPlcHdr")
LONGEST = 160
NOTE = "Footnotes"


@dataclass(frozen=True)
class Place:
    """Where words stand in the document: from which letter to which of a paragraph, or all of a control."""

    element: Node
    begins: int = 0
    ends: int | None = None


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph, of the control with that tag or outside any, and where they stand.

    `heading` is the last one above; `begins` is their place in the paragraph; `cell` is the row and the column's
    heading where they stand in a table.
    """

    tag: str
    words: str
    heading: str
    paragraph: str
    begins: int = 0
    cell: str = ""
    within: str = ""
    """The tag of the whole table that they are in, if it is one of ours."""
    table: etree._Element | None = None
    """That table, where the piece stands for it."""
    node: Node = field(default=None, compare=False, repr=False)
    """The paragraph itself."""

    def sentence(self, place: int = 0) -> str:
        """The sentence in which so many letters into the words are, or the cell."""
        return self.cell or sentence_at(self.paragraph, self.begins + place)

    def place(self, start: int = 0, length: int | None = None) -> Place:
        """Where the piece stands, or so many of its letters."""
        if self.table is not None:
            return Place(self.table)
        if not self.words:
            known = (one for one in self.node.iter(qn("w:sdt")) if tag_of(one) == self.tag)
            return Place(next(known, self.node))
        begins = self.begins + start
        return Place(self.node, begins, begins + (len(self.words) if length is None else length))


def pieces(document: Opened) -> Iterator[Piece]:
    """The pieces of every paragraph in reading order, notes last; a control that shows a picture has its own."""
    styles = document.styles
    tags = document.tags
    heading = ""
    for part in (BODY, NOTES):
        heading = heading if part == BODY else NOTE
        for paragraph in document.parts[part].iter(qn("w:p")) if part in document.parts else ():
            whole, style = words_of(paragraph), style_of(paragraph)
            if style in styles.headings and whole.strip():
                heading = whole.strip()
            if style not in styles.contents:
                yield from _of_paragraph(paragraph, whole, heading, tags)


def _of_paragraph(paragraph: etree._Element, whole: str, heading: str, tags: frozenset[str]) -> Iterator[Piece]:
    around = [one for one in paragraph.iterancestors(qn("w:sdt")) if tag_of(one) in tags]
    cell = _cell(paragraph)
    table = next((one for one in around if tag_of(one).startswith(TABLE)), None)
    within = "" if table is None else tag_of(table)
    if table is not None and paragraph is next(table.iter(qn("w:p"))):
        yield Piece(within, "", heading, whole, table=table, node=paragraph)
    start = next((tag_of(one) for one in around if tag_of(one).startswith(FIGURE)), "")
    for tag, words, begins in _pieces(paragraph, tags, start):
        yield Piece(tag, words, heading, whole, begins, cell, within, node=paragraph)


def labels_of(table: etree._Element, tags: frozenset[str]) -> str:
    """What a table shows outside its figures, a row a line, as `rows_of` has it of a table that is to be drawn."""
    rows = ("\t".join(_label(cell, tags) for cell in row.iter(qn("w:tc"))) for row in table.iter(qn("w:tr")))
    return "\n".join(rows)


def _label(cell: etree._Element, tags: frozenset[str]) -> str:
    bits = (bit for paragraph in cell.iter(qn("w:p")) for bit in _runs(paragraph, "", tags))
    return "".join(words for tag, words, _ in bits if not tag)


def words_of(element: etree._Element) -> str:
    """The words that an element prints."""
    return "".join(words for words, _ in bits_of(element))


def bits_of(element: etree._Element) -> Iterator[tuple[str, Node]]:
    """The words that an element prints, bit by bit, each with the element that holds it."""
    return ((words, node) for _, words, node in _runs(element, "", frozenset()))


def _pieces(paragraph: etree._Element, tags: frozenset[str], start: str) -> Iterator[tuple[str, str, int]]:
    """The words with the control each is in, what is next to each other in one control put together."""
    found: list[tuple[str, str, int]] = []
    place = 0
    for tag, words, _ in _runs(paragraph, start, tags):
        if found and found[-1][0] == tag:
            found[-1] = tag, found[-1][1] + words, found[-1][2]
        else:
            found.append((tag, words, place))
        place += len(words)
    yield from found


def _runs(element: etree._Element, tag: str, tags: frozenset[str]) -> Iterator[tuple[str, str, Node]]:
    """Each bit of words with the tag of the innermost known control that it is in, and the element that holds it."""
    for child in element:
        if child.tag == _TEXT:
            yield tag, child.text or "", child
        elif child.tag in _SIGNS:
            yield tag, _SIGNS[child.tag], child
        elif child.tag == _DRAWING:
            yield tag, "", child
        elif child.tag == _CONTROL:
            inner = tag_of(child)
            known = inner if inner in tags else tag
            if not is_placeholder(child):
                yield from _runs(child, known, tags)
        elif child.tag not in _GONE:
            yield from _runs(child, tag, tags)


def tag_of(control: etree._Element) -> str:
    """The tag of a content control."""
    found = control.find(_TAG)
    return "" if found is None else found.get(_VALUE, "")


def is_placeholder(control: etree._Element) -> bool:
    """Whether a control shows only Word's own "Click or tap here to enter text"."""
    return control.find(f"{qn('w:sdtPr')}/{PLACEHOLDER}") is not None


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style; empty where it names none."""
    found = paragraph.find(_STYLE)
    return "" if found is None else found.get(_VALUE, "")


def _cell(paragraph: etree._Element) -> str:
    """The row and the column's heading of a paragraph in a table; empty for any other."""
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    if cell is None:
        return ""
    row, table = next(cell.iterancestors(qn("w:tr"))), next(cell.iterancestors(qn("w:tbl")))
    cells, first = list(row.iter(qn("w:tc"))), next(table.iter(qn("w:tr")))
    head = next(islice(first.iter(qn("w:tc")), cells.index(cell), None), None)
    return shortened(f"{_all_words(cells[0])}, {'' if head is None else _all_words(head)}")


def _all_words(cell: etree._Element) -> str:
    return " ".join(words_of(paragraph) for paragraph in cell.iter(qn("w:p"))).strip()


def sentence_at(whole: str, place: int) -> str:
    """The sentence of a paragraph in which a place is."""
    begins = 0
    for gap in SENTENCE.finditer(whole):
        if gap.end() > place:
            return shortened(whole[begins : gap.start()])
        begins = gap.end()
    return shortened(whole[begins:])


def shortened(words: str) -> str:
    """The words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
