"""A Word file as its readers see it: once, in order, changes as if accepted, nothing that is hidden."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from complaints_report.audit.reading.composition import (
    MOST_CELLS,
    MOST_LETTERS,
    MOST_SPAN,
    Composition,
    Content,
    Line,
    Table,
    at_most,
    first_heading,
    joined,
)
from complaints_report.audit.reading.document import (
    CAPTION,
    HEADING,
    ITEM,
    MARGIN,
    NOTE,
    TEXT,
    Block,
    Control,
    Document,
    Node,
    Passage,
    Segment,
    Sentence,
)
from complaints_report.audit.reading.package import Package, R, W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXTS = (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_LETTERS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SYMBOLS = dict(zip((0xE1, 0xE2, 0xE9, 0xEA, 0xF1, 0xF2, 0xAD, 0xAF, 0x2D, 0xB1), "↑↓↑↓↑↓↑↓−±", strict=True))
"""What the symbol fonts' letters say that speak of numbers; of the others it is only told that they are there."""
_UNSEEN = frozenset(
    W + name for name in ("pPr", "rPr", "del", "moveFrom", "delText", "delInstrText", "rt", "sdtPr", "sdtEndPr")
)
_AROUND = frozenset(W + name for name in ("customXml", "smartTag", "ins", "moveTo", "sdtContent"))
_UNREAD = frozenset(("PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES", "SECTION", "TOC", "TOA", "INDEX"))
"""The fields whose results are no words of the report: numbers of pages, and lists of contents."""

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок|标题)"
    r"(?:[ _]|_20_)?([1-9])$"
)
_CONTENTS = re.compile(r"(?:toc|contents|inhaltsverzeichnis|verzeichnis)[ _]?(?:\d|heading)|table of figures$")
_TITLES = frozenset(("title", "subtitle", "titel", "untertitel"))
_CAPTIONS = frozenset(("caption", "beschriftung", "légende"))
_NESTED = re.compile(r"list (?:bullet|number) ([2-9])$")


def word_document(path: Path) -> Document:
    """All that a Word file says."""
    package = Package(path)
    reader = _Reader(package)
    blocks = tuple(reader.blocks())
    return Document(path, blocks, reader.title or first_heading(blocks), package)


@dataclass(frozen=True)
class Piece:
    """Some letters of a paragraph, and the element that holds them: `w:t`, `w:tab` and such, within a `w:r`."""

    words: str
    node: Node


def pieces_of(paragraph: Node, package: Package | None = None) -> list[Piece]:
    """The letters of a paragraph that are read, in order: those that a `Place` counts."""
    walk = _Walk(_styles_of(package) if package else _Styles({}), [], frozenset(), _style_of(paragraph))
    walk.read(paragraph)
    return walk.pieces


def tag_of(control: Node) -> str:
    """The tag of a content control; empty where it has none."""
    return _value(control.find(W + "sdtPr"), "tag")


def is_on(properties: Node, name: str) -> bool:
    """Whether a property such as `w:b` is set, and not set to false."""
    found = None if properties is None else properties.find(W + name)
    return found is not None and found.get(W + "val", "1") not in ("0", "false", "off")


def _value(properties: Node, name: str) -> str:
    found = None if properties is None else properties.find(W + name)
    return "" if found is None else str(found.get(W + "val", ""))


def _style_of(paragraph: Node) -> str:
    return _value(paragraph.find(W + "pPr"), "pStyle")


@dataclass(frozen=True)
class _Style:
    """What a style makes of a paragraph or of letters."""

    level: int | None = None
    kind: str = TEXT
    depth: int = 0
    contents: bool = False
    hidden: bool = False
    bold: bool = False
    raised: bool = False


class _Styles:
    """The styles of a document by their ids."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self._nodes = nodes
        self._known: dict[str, _Style] = {}

    def __getitem__(self, style: str) -> _Style:
        if style not in self._known:
            self._known[style] = self._made(style)
        return self._known[style]

    def _chain(self, style: str) -> list[Node]:
        """A style and those that it is based on."""
        found: list[Node] = []
        while style in self._nodes and self._nodes[style] not in found:
            found.append(self._nodes[style])
            style = _value(found[-1], "basedOn")
        return found

    def _made(self, style: str) -> _Style:
        chain = self._chain(style)
        names = [style.lower(), *(_value(one, "name").lower() for one in chain)]
        paragraphs = [one for one in (node.find(W + "pPr") for node in chain) if one is not None]
        letters = [one for one in (node.find(W + "rPr") for node in chain) if one is not None]
        is_caption = not _CAPTIONS.isdisjoint(names)
        return _Style(
            level=0 if not _TITLES.isdisjoint(names[:2]) else _level(paragraphs, names),
            kind=CAPTION if is_caption else ITEM if _is_listed(paragraphs) else TEXT,
            depth=next((int(one[1]) - 1 for one in map(_NESTED.match, names) if one), 0),
            contents=any(map(_CONTENTS.match, names)),
            hidden=_first_on(letters, "vanish"),
            bold=_first_on(letters, "b"),
            raised=any(_value(one, "vertAlign") == "superscript" for one in letters),
        )


def _first_on(properties: Sequence[Node], name: str) -> bool:
    """Whether the first of some properties that has one of this name sets it."""
    return next((is_on(one, name) for one in properties if one.find(W + name) is not None), False)


def _is_listed(properties: Sequence[Node]) -> bool:
    """Whether the first of some properties that says so makes an item of a list."""
    found = (_value(one.find(W + "numPr"), "numId") for one in properties if one.find(W + "numPr") is not None)
    return next(found, "0") != "0"


def _level(properties: Sequence[Node], names: Sequence[str]) -> int | None:
    """The level of a heading; None for what is none."""
    said = next(filter(None, (_value(one, "outlineLvl") for one in properties)), "")
    if said.isdigit():
        return int(said) + 1 if int(said) < 9 else None
    return next((int(one[1]) for one in map(_HEADING.match, names) if one), None)


@lru_cache(maxsize=4)
def _styles_of(package: Package) -> _Styles:
    found = package.related(package.main, "styles")
    nodes = package.tree(found[0]).iter(W + "style") if found else ()
    return _Styles({one.get(W + "styleId", ""): one for one in nodes})


@dataclass
class _Field:
    """A field whose result is being read, or not yet."""

    instruction: str = ""
    has_result: bool = False

    @property
    def is_read(self) -> bool:
        """Whether what stands here is words of the report."""
        return self.has_result and not _UNREAD.intersection(self.instruction.upper().split()[:1])


@dataclass
class _Walk:
    """Reads one paragraph: its letters, its controls, its boxes and the notes that it refers to."""

    styles: _Styles
    fields: list[_Field]
    unclosed: frozenset[Node]
    style: str = ""
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    controls: list[Control] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    bold: bool = True
    raised: bool = False

    def read(self, node: Node) -> None:
        """Reads what stands within an element."""
        for child in node:
            self._one(child)

    def _one(self, node: Node) -> None:  # noqa: C901 - one branch for each element of a paragraph
        tag = node.tag
        if tag in _TEXTS:
            self._say(node.text or "", node)
        elif tag == W + "r":
            self._run(node)
        elif tag in _UNSEEN or not isinstance(tag, str):
            return
        elif tag in _LETTERS:
            self._say(_LETTERS[tag], node)
        elif tag == W + "sym":
            self._say(_symbol(node.get(W + "char", "")), node)
        elif tag == W + "instrText":
            if self.fields:
                self.fields[-1].instruction += node.text or ""
        elif tag == W + "fldChar":
            self._field(node)
        elif tag == W + "fldSimple":
            self.fields.append(_Field(node.get(W + "instr", ""), has_result=True))
            self.read(node)
            self.fields.pop()
        elif tag == W + "sdt":
            self._control(node)
        elif tag == MC + "AlternateContent":
            self.read(_branch(node))
        elif tag == W + "txbxContent":
            self.boxes.append(node)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self.notes.append(tag[len(W) : -len("Reference")] + node.get(W + "id", ""))
        else:
            self.read(node)

    def _run(self, node: Node) -> None:
        """Reads letters of one look: not those that are hidden, nor the raised digits of a note."""
        looks = node.find(W + "rPr")
        style = self.styles[_value(looks, "rStyle")]
        own = [] if looks is None else [looks]
        is_hidden = style.hidden or self.styles[self.style].hidden
        if _first_on(own, "vanish") if own and looks.find(W + "vanish") is not None else is_hidden:
            return
        before, self.raised = self.length, style.raised or _value(looks, "vertAlign") == "superscript"
        self.read(node)
        self.raised = False
        is_bold = is_on(looks, "b") if own and looks.find(W + "b") is not None else None
        if self.length > before:
            self.bold &= (style.bold or self.styles[self.style].bold) if is_bold is None else is_bold

    def _field(self, node: Node) -> None:
        kind = node.get(W + "fldCharType")
        if kind == "begin" and node not in self.unclosed:
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].has_result = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _say(self, words: str, node: Node) -> None:
        is_mark = self.raised and self.length and not any(map(str.isalpha, words))
        if words and not is_mark and all(one.is_read for one in self.fields):
            self.pieces.append(Piece(words, node))
            self.length += len(words)

    def _control(self, node: Node) -> None:
        content = node.find(W + "sdtContent")
        if content is None or is_on(node.find(W + "sdtPr"), "showingPlcHdr"):
            return
        begins, first = self.length, len(self.pieces)
        self.read(content)
        words = "".join(piece.words for piece in self.pieces[first:])
        self.controls.append(Control(tag_of(node), words, begins, self.length, node))


def _symbol(code: str) -> str:
    """What a letter of a symbol font says."""
    return _SYMBOLS.get(int(code, 16) & 0xFF, "\ufffc") if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else ""


def _branch(node: Node) -> Node:
    """The branch of alternative content that is read: the first with words, else the last."""
    branches = [one for one in node if one.tag in (MC + "Choice", MC + "Fallback")]
    worded = (one for one in branches if next(one.iter(*_TEXTS), None) is not None)
    return next(worded, branches[-1] if branches else ())


class _Reader:
    """Reads the parts of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = _styles_of(package)
        self._fields: list[_Field] = []
        self._unclosed: frozenset[Node] = frozenset()
        self._composition = Composition()

    @property
    def title(self) -> str:
        """What the styles of titles say."""
        return self._composition.title

    def blocks(self) -> Iterator[Block]:
        """All blocks: the body's, then those of notes, headers and footers."""
        main = self._package.tree(self._package.main)
        body = main.find(W + "body")
        if body is None:
            self._package.refuse()
        yield from self._composition.blocks(self._part(body))
        yield from self._notes()
        yield from self._margins(main)

    def _part(self, root: Node) -> Iterator[Line | Table]:
        """The lines and tables of a part."""
        self._fields = []
        self._unclosed = _unclosed(root)
        yield from self._found(root)

    def _notes(self) -> Iterator[Block]:
        """The notes that the body refers to, under the headings that stand over the reference."""
        notes = {
            f"{kind}{note.get(W + 'id')}": note
            for kind in ("footnote", "endnote")
            for name in self._package.related(self._package.main, f"{kind}s")
            for note in self._package.tree(name).iter(W + kind)
        }
        for name, headings in self._composition.notes.items():
            if name in notes:
                for one in Composition(headings).blocks(self._part(notes[name])):
                    yield replace(one, kind=NOTE, headings=headings) if isinstance(one, Passage) else one

    def _margins(self, main: Node) -> Iterator[Block]:
        """The headers and footers that a page may have, each once."""
        used = (one.get(R + "id", "") for one in main.iter(W + "headerReference", W + "footerReference"))
        seen = set()
        for name in dict.fromkeys(self._package.target(self._package.main, one) for one in used):
            blocks = list(Composition().blocks(self._part(self._package.tree(name)))) if name else []
            said = tuple(one.words if isinstance(one, Passage) else "" for one in blocks)
            if said not in seen or not all(said):
                yield from (replace(one, kind=MARGIN) if isinstance(one, Passage) else one for one in blocks)
            seen.add(said)

    def _found(self, node: Node, around: tuple[Node, ...] = ()) -> Iterator[Line | Table]:
        """The lines and tables within an element, in order; paragraphs whose end was deleted run on."""
        before: list[Sentence] = []
        for child in _children(node, around):
            element, controls = child
            if element.tag == W + "p" and len(element):
                walk = self._walk(element)
                before.append(_sentence(element, walk, controls))
                if not _has_no_end(element):
                    yield from self._line(element, joined(before, "") if len(before) > 1 else before[0], walk)
                    before = []
                yield from (Table([[list(self._found(box))]], node=box) for box in walk.boxes)
            elif element.tag == W + "tbl":
                yield from _left(before)
                before = []
                yield from self._table(element, controls)
        yield from _left(before)

    def _walk(self, paragraph: Node) -> _Walk:
        walk = _Walk(self._styles, self._fields, self._unclosed, _style_of(paragraph))
        walk.read(paragraph)
        at_most(walk.length, MOST_LETTERS, "letters in a paragraph")
        return walk

    def _line(self, node: Node, said: Sentence, walk: _Walk) -> Iterator[Line]:
        """A paragraph as what its style, its own properties or its looks make of it."""
        style, properties = self._styles[walk.style], node.find(W + "pPr")
        if style.contents or not said.words.strip():
            return
        own = [] if properties is None else [properties]
        level = style.level if not own or not _value(properties, "outlineLvl") else _level(own, ())
        kind, depth = style.kind, style.depth
        if own and properties.find(W + "numPr") is not None:
            kind = ITEM if _is_listed(own) else TEXT
            depth = int(_value(properties.find(W + "numPr"), "ilvl") or depth)
        kind, level = (kind, depth) if level is None else (HEADING, level)
        yield Line(said, kind, level, node, tuple(walk.notes), walk.bold)

    def _table(self, node: Node, around: tuple[Node, ...]) -> Iterator[Table]:
        rows: list[list[Content]] = []
        heads, cells = 0, 0
        for row, controls in _children(node, around):
            properties = row.find(W + "trPr")
            if row.tag == W + "tr" and not (is_on(properties, "del") or is_on(properties, "hidden")):
                heads += is_on(properties, "tblHeader") and heads == len(rows)
                rows.append(self._row(row, rows[-1] if rows else [], controls[len(around) :]))
                cells += len(rows[-1])
                at_most(cells, MOST_CELLS, "cells in a table")
        if rows:
            yield Table(rows, heads, tag=next(map(tag_of, reversed(around)), ""), node=node)

    def _row(self, row: Node, above: Sequence[Content], around: tuple[Node, ...]) -> list[Content]:
        """What stands in each cell of a row, again for each column that it spans; what is above where it goes on."""
        properties = row.find(W + "trPr")
        found: list[Content] = [[] for _ in range(_count(properties, "gridBefore"))]
        for cell, controls in _children(row, around):
            looks = cell.find(W + "tcPr")
            if cell.tag == W + "tc" and not is_on(looks, "cellDel"):
                content: Content = list(self._found(cell, controls))
                if _goes_on(looks, "vMerge") and len(found) < len(above):
                    content = above[len(found)]
                elif _goes_on(looks, "hMerge") and found:
                    content = found[-1]
                found += [content] * max(1, _count(looks, "gridSpan"))
        return [*found, *([] for _ in range(_count(properties, "gridAfter")))]


def _children(node: Node, around: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The paragraphs, tables, rows or cells within an element, with the controls around each."""
    for child in node:
        if child.tag == W + "sdt":
            content, properties = child.find(W + "sdtContent"), child.find(W + "sdtPr")
            is_list = properties is not None and _value(properties.find(W + "docPartObj"), "docPartGallery")
            if content is not None and not is_on(properties, "showingPlcHdr") and is_list != "Table of Contents":
                yield from _children(content, (*around, child))
        elif child.tag == MC + "AlternateContent":
            yield from _children(_branch(child), around)
        elif child.tag in _AROUND:
            yield from _children(child, around)
        elif isinstance(child.tag, str):
            yield child, around


def _sentence(node: Node, walk: _Walk, around: tuple[Node, ...]) -> Sentence:
    words = "".join(piece.words for piece in walk.pieces)
    outer = (Control(tag_of(one), words, 0, len(words), one) for one in around)
    return Sentence(words, (Segment(0, node, 0),), (*outer, *walk.controls))


def _left(before: Sequence[Sentence]) -> list[Line]:
    """Paragraphs whose end was deleted and that no other follows."""
    return [Line(joined(before, ""), node=before[-1].segments[0].node)] if before else []


def _has_no_end(paragraph: Node) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one belongs to it."""
    looks = paragraph.find(f"{W}pPr/{W}rPr")
    return is_on(looks, "del") or is_on(looks, "moveFrom")


def _unclosed(root: Node) -> frozenset[Node]:
    """The beginnings of fields that have no end."""
    opened: list[Node] = []
    for one in root.iter(W + "fldChar"):
        if one.get(W + "fldCharType") == "begin":
            opened.append(one)
        elif one.get(W + "fldCharType") == "end" and opened:
            opened.pop()
    return frozenset(opened)


def _goes_on(looks: Node, name: str) -> bool:
    """Whether a cell is merged with the one above it or before it."""
    merged = None if looks is None else looks.find(W + name)
    return merged is not None and merged.get(W + "val", "continue") == "continue"


def _count(properties: Node, name: str) -> int:
    said = _value(properties, name)
    return min(int(said), MOST_SPAN) if said.isascii() and said.isdigit() and len(said) < 10 else 0
