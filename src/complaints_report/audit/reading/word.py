"""A Word file as its readers see it: once, in order, changes as if accepted, nothing that is hidden."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from complaints_report.audit.reading.composition import Composition, Content, Line, Table, at_most, title_of
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
    joined,
)
from complaints_report.audit.reading.package import Package, R, W

_P, _R, _TBL, _TR, _TC, _SDT = (W + name for name in ("p", "r", "tbl", "tr", "tc", "sdt"))
_PPR, _RPR, _TCPR, _TRPR, _SDTPR = (W + name for name in ("pPr", "rPr", "tcPr", "trPr", "sdtPr"))
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXTS = (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_LETTERS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SYMBOLS = dict(zip((0xE1, 0xE2, 0xE9, 0xEA, 0xF1, 0xF2, 0xAD, 0xAF, 0x2D, 0xB1), "↑↓↑↓↑↓↑↓−±", strict=True))
"""What the symbol fonts' letters say that speak of numbers; of the others it is only told that they are there."""
_UNSEEN = frozenset(
    W + name for name in ("pPr", "rPr", "del", "moveFrom", "delText", "delInstrText", "rt", "sdtPr", "sdtEndPr")
)
_HOLDS = frozenset((_P, _TBL, _TR, _TC))
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


_MOST_COLUMNS = 63
"""As many as Word itself allows."""


def word_document(path: Path) -> Document:
    """All that a Word file says."""
    reader = _Reader(Package(path))
    blocks = tuple(reader.blocks())
    return Document(path, blocks, title_of(reader.composition, blocks), reader.package)


@dataclass(frozen=True)
class Piece:
    """Some letters of a paragraph, and the element that holds them: `w:t`, `w:tab` and such, within a `w:r`."""

    words: str
    node: Node


def pieces_of(paragraph: Node, package: Package | None = None) -> list[Piece]:
    """The letters of a paragraph that are read, in order: those that a `Place` counts."""
    walk = _Walk(_styles_of(package) if package else _Styles({}), _style_of(paragraph), [], frozenset())
    walk.read(paragraph)
    return walk.pieces


def tag_of(control: Node) -> str:
    """The tag of a content control; empty where it has none."""
    return _value(control.find(_SDTPR), "tag")


def is_on(properties: Node, name: str) -> bool:
    """Whether a property such as `w:b` is set, and not set to false."""
    return _is_set(None if properties is None else properties.find(W + name))


def _is_set(found: Node) -> bool:
    return found is not None and found.get(W + "val", "1") not in ("0", "false", "off")


def _value(properties: Node, name: str) -> str:
    found = None if properties is None else properties.find(W + name)
    return "" if found is None else str(found.get(W + "val", ""))


def _count(properties: Node, name: str) -> int:
    said = _value(properties, name)
    return min(int(said), _MOST_COLUMNS) if re.fullmatch(r"[0-9]{1,9}", said) else 0


def _style_of(paragraph: Node) -> str:
    return _value(paragraph.find(_PPR), "pStyle")


@dataclass(frozen=True)
class _Style:
    """A style with those that it is based on: their names, and what they say of paragraphs and letters."""

    names: tuple[str, ...]
    layers: tuple[Node, ...]
    known: dict[str, Node] = field(default_factory=dict)

    def gives(self, name: str, own: Node = None) -> Node:
        """The property of a name: what has the style may have one of its own, else the nearest style's counts."""
        if own is not None and (found := own.find(W + name)) is not None:
            return found
        if name not in self.known:
            every = (one.find(W + name) for one in self.layers)
            self.known[name] = next((one for one in every if one is not None), None)
        return self.known[name]

    @cached_property
    def level(self) -> int | None:
        """The level of a heading that its name tells, 0 for the title; None for what is none."""
        if not _TITLES.isdisjoint(self.names[:2]):
            return 0
        return next((int(one[1]) for one in map(_HEADING.match, self.names) if one), None)

    @cached_property
    def kind(self) -> str:
        """What its name makes of a paragraph; empty for a line of a list of contents."""
        return "" if any(map(_CONTENTS.match, self.names)) else TEXT if _CAPTIONS.isdisjoint(self.names) else CAPTION

    @cached_property
    def depth(self) -> int:
        """How deep in its list an item is that has this style."""
        return next((int(one[1]) - 1 for one in map(_NESTED.match, self.names) if one), 0)


class _Styles(dict[str, _Style]):
    """The styles of a document by their ids, each made when it is first asked for."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self._nodes = nodes

    def __missing__(self, style: str) -> _Style:
        chain: list[Node] = []
        base = style
        while base in self._nodes and self._nodes[base] not in chain:
            chain.append(self._nodes[base])
            base = _value(chain[-1], "basedOn")
        names = style.lower(), *(_value(one, "name").lower() for one in chain)
        layers = (one.find(properties) for one in chain for properties in (_PPR, _RPR))
        return self.setdefault(style, _Style(names, tuple(one for one in layers if one is not None)))


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
    style: str
    fields: list[_Field]
    unclosed: frozenset[Node]
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    controls: list[Control] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    raised: bool = False

    def read(self, node: Node) -> None:
        """Reads what stands within an element."""
        for child in node:
            self._one(child)

    def _one(self, node: Node) -> None:  # noqa: C901 - one branch for each element of a paragraph
        tag = node.tag
        if tag in _TEXTS:
            self._say(node.text or "", node)
        elif tag == _R:
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
        elif tag == _SDT:
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
        if not _is_set(self._look(node, "vanish")):
            raised = self._look(node, "vertAlign")
            self.raised = raised is not None and raised.get(W + "val") == "superscript"
            self.read(node)
            self.raised = False

    def _look(self, letters: Node, name: str) -> Node:
        """The property that counts of letters: their own, that of their style, or that of the paragraph's."""
        looks = letters.find(_RPR)
        own = self.styles[_value(looks, "rStyle")].gives(name, looks)
        return self.styles[self.style].gives(name) if own is None else own

    @property
    def bold(self) -> bool:
        """Whether all of its letters are bold."""
        return all(_is_set(self._look(one.node.getparent(), "b")) for one in self.pieces if one.words.strip())

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
            at_most(self.length, "letters in a paragraph")

    def _control(self, node: Node) -> None:
        content = node.find(W + "sdtContent")
        if content is None or is_on(node.find(_SDTPR), "showingPlcHdr"):
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
        self.package = package
        self.composition = Composition()
        self._styles = _styles_of(package)
        self._fields: list[_Field] = []
        self._unclosed: frozenset[Node] = frozenset()

    def blocks(self) -> Iterator[Block]:
        """All blocks: the body's, then those of notes, headers and footers."""
        main = self.package.tree(self.package.main)
        body = main.find(W + "body")
        if body is None:
            self.package.refuse()
        yield from self.composition.blocks(self._part(body))
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
            for name in self.package.related(self.package.main, f"{kind}s")
            for note in self.package.tree(name).iter(W + kind)
        }
        for name, headings in self.composition.notes.items():
            if name in notes:
                for one in Composition(headings, self.composition.counted).blocks(self._part(notes[name])):
                    yield replace(one, kind=NOTE, headings=headings) if isinstance(one, Passage) else one

    def _margins(self, main: Node) -> Iterator[Block]:
        """The headers and footers that a page may have, each once."""
        used = (one.get(R + "id", "") for one in main.iter(W + "headerReference", W + "footerReference"))
        seen = set()
        for name in dict.fromkeys(self.package.target(self.package.main, one) for one in used):
            margin = Composition((), self.composition.counted)
            blocks = list(margin.blocks(self._part(self.package.tree(name)))) if name else []
            said = tuple(one.words if isinstance(one, Passage) else "" for one in blocks)
            if said not in seen or not all(said):
                yield from (replace(one, kind=MARGIN) if isinstance(one, Passage) else one for one in blocks)
            seen.add(said)

    def _found(self, node: Node, around: tuple[Node, ...] = ()) -> Iterator[Line | Table]:
        """The lines and tables within an element, in order; paragraphs whose end was deleted run on."""
        before: list[Sentence] = []
        for child in _children(node, around):
            element, controls = child
            if element.tag == _P and len(element):
                walk = self._walk(element)
                before.append(_sentence(element, walk, controls))
                if not _has_no_end(element.find(_PPR)):
                    yield from self._line(element, joined(before, "") if len(before) > 1 else before[0], walk)
                    before = []
                yield from (Table([[list(self._found(box))]], node=box) for box in walk.boxes)
            elif element.tag == _TBL:
                yield from _left(before)
                before = []
                yield from self._table(element, controls)
        yield from _left(before)

    def _walk(self, paragraph: Node) -> _Walk:
        walk = _Walk(self._styles, _style_of(paragraph), self._fields, self._unclosed)
        walk.read(paragraph)
        return walk

    def _line(self, node: Node, said: Sentence, walk: _Walk) -> Iterator[Line]:
        """A paragraph as what its style, its own properties or its looks make of it."""
        style, own = self._styles[walk.style], node.find(_PPR)
        if not style.kind or not said.words.strip():
            return
        outline, numbered = style.gives("outlineLvl", own), style.gives("numPr", own)
        level = style.level
        if outline is not None and level != 0:
            level = (_count(outline.getparent(), "outlineLvl") + 1) % 10 or None
        if level is not None:
            yield Line(said, HEADING, level, node, tuple(walk.notes))
        elif numbered is not None and _value(numbered, "numId") != "0":
            yield Line(said, ITEM, _count(numbered, "ilvl") or style.depth, node, tuple(walk.notes))
        else:
            stands_out = node.getparent().tag != _TC and walk.bold
            yield Line(said, style.kind, 0, node, tuple(walk.notes), stands_out)

    def _table(self, node: Node, around: tuple[Node, ...]) -> Iterator[Table]:
        rows: list[list[Content]] = []
        heads, cells = 0, 0
        for row, controls in _children(node, around):
            properties = row.find(_TRPR)
            if row.tag == _TR and not (is_on(properties, "del") or is_on(properties, "hidden")):
                heads += is_on(properties, "tblHeader") and heads == len(rows)
                rows.append(self._row(row, rows[-1] if rows else [], controls[len(around) :]))
                cells += len(rows[-1])
                at_most(cells, "cells in a table")
        if rows:
            yield Table(rows, heads, tag=next(map(tag_of, reversed(around)), ""), node=node)

    def _row(self, row: Node, above: Sequence[Content], around: tuple[Node, ...]) -> list[Content]:
        """What stands in each cell of a row, again for each column that it spans; what is above where it goes on."""
        properties = row.find(_TRPR)
        found: list[Content] = [[] for _ in range(_count(properties, "gridBefore"))]
        for cell, controls in _children(row, around):
            looks = cell.find(_TCPR)
            if cell.tag == _TC and not is_on(looks, "cellDel"):
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
        tag = child.tag
        if tag == _SDT:
            content, properties = child.find(W + "sdtContent"), child.find(_SDTPR)
            is_list = properties is not None and _value(properties.find(W + "docPartObj"), "docPartGallery")
            if content is not None and not is_on(properties, "showingPlcHdr") and is_list != "Table of Contents":
                yield from _children(content, (*around, child))
        elif tag == MC + "AlternateContent":
            yield from _children(_branch(child), around)
        elif tag in _AROUND:
            yield from _children(child, around)
        elif tag in _HOLDS:
            yield child, around


def _sentence(node: Node, walk: _Walk, around: tuple[Node, ...]) -> Sentence:
    words = "".join(piece.words for piece in walk.pieces)
    outer = (Control(tag_of(one), words, 0, len(words), one) for one in around)
    return Sentence(words, (Segment(0, node),), (*outer, *walk.controls))


def _left(before: Sequence[Sentence]) -> list[Line]:
    """Paragraphs whose end was deleted and that no other follows."""
    return [Line(joined(before, ""), node=before[-1].segments[0].node)] if before else []


def _has_no_end(properties: Node) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one belongs to it."""
    looks = None if properties is None else properties.find(_RPR)
    return looks is not None and (is_on(looks, "del") or is_on(looks, "moveFrom"))


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
