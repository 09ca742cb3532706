"""A Word file as its readers see it: once, in order, changes accepted, nothing hidden."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from complaints_report.audit.reading.composition import LOWEST, Composition, Content, Line, Table, joined
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
from complaints_report.audit.reading.numbers import numbers_in
from complaints_report.audit.reading.package import R, W, Package
from complaints_report.errors import CommandError

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M_T = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LETTERS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_UNSEEN = frozenset(
    W + name
    for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "sdtPr", "sdtEndPr")
)
_GONE = ("del", "moveFrom")
_UNREAD = frozenset(("PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES", "SECTION", "TOC", "TOA", "INDEX"))
"""The fields whose result is no words of the report: numbers of pages, and lists of contents."""

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок|标题)"
    r"(?:[ _]|_20_)?([1-9])$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:toc|contents|inhaltsverzeichnis|verzeichnis)[ _]?(?:\d|heading)|table of figures$")
_TITLES = frozenset(("title", "subtitle", "titel", "untertitel"))
_CAPTIONS = frozenset(("caption", "beschriftung", "légende"))
_STAGE_ALONE = re.compile(r"\s*stage (?:\d|one|two|three)(?:\s?[:–-])?(?: \w+){0,2}\s*$", re.IGNORECASE)
_FEW = 10


@dataclass(frozen=True)
class Piece:
    """Some letters of a paragraph, and the element that holds them (`w:t`, `w:tab` and such, within a `w:r`)."""

    words: str
    node: Node


def word_document(path: Path) -> Document:
    """All that a Word file says."""
    package = Package(path)
    blocks = tuple(_Reader(package).blocks())
    titles = [one.words for one in blocks if isinstance(one, Passage) and one.kind == HEADING]
    return Document(path, blocks, next(iter(titles), ""), package)


def pieces_of(paragraph: Node) -> list[Piece]:
    """The letters of a paragraph that are read, in order: the letters that a `Place` counts."""
    walk = _Paragraph(_Styles({}), [])
    walk.read(paragraph)
    return walk.pieces


def is_on(properties: Node, name: str) -> bool:
    """Whether a property such as `w:b` is set and not set to false."""
    found = None if properties is None else properties.find(W + name)
    return found is not None and found.get(W + "val", "1") not in ("0", "false", "off")


@dataclass(frozen=True)
class _Styles:
    """The styles of a document by their ids."""

    nodes: dict[str, Node]

    def chain(self, style: str) -> list[Node]:
        """A style and those that it is based on."""
        found: list[Node] = []
        while style in self.nodes and self.nodes[style] not in found:
            found.append(self.nodes[style])
            base = found[-1].find(W + "basedOn")
            style = "" if base is None else base.get(W + "val", "")
        return found

    def names(self, style: str) -> list[str]:
        """Their names, and the id."""
        names = (one.find(W + "name") for one in self.chain(style))
        return [style, *(one.get(W + "val", "").lower() for one in names if one is not None)]


class _Paragraph:
    """Reads one paragraph: its letters, controls, boxes and notes."""

    def __init__(self, styles: _Styles, fields: list[list[str]]) -> None:
        self._styles = styles
        self._fields = fields
        self.pieces: list[Piece] = []
        self.length = 0
        self.controls: list[Control] = []
        self.boxes: list[Node] = []
        self.notes: list[str] = []

    def read(self, node: Node) -> None:
        for child in node:
            self._one(child)

    def _one(self, node: Node) -> None:
        tag = node.tag
        if tag in (W + "t", M_T):
            self._say(node.text or "", node)
        elif tag == W + "r":
            if not is_on(node.find(W + "rPr"), "vanish"):
                self.read(node)
        elif tag in _LETTERS:
            self._say(_LETTERS[tag], node)
        elif tag in _UNSEEN or not isinstance(tag, str):
            if tag == W + "instrText" and self._fields:
                self._fields[-1][0] += node.text or ""
        elif tag == W + "fldChar":
            self._field(node)
        elif tag == W + "fldSimple":
            self._fields.append([node.get(W + "instr", ""), "result"])
            self.read(node)
            self._fields.pop()
        elif tag == W + "sdt":
            self._control(node)
        elif tag == MC + "AlternateContent":
            self.read(_branch(node))
        elif tag == W + "txbxContent":
            self.boxes.append(node)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self.notes.append(f"{tag[len(W) :][:-9]}{node.get(W + 'id')}")
        else:
            self.read(node)

    def _field(self, node: Node) -> None:
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(["", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _say(self, words: str, node: Node) -> None:
        if words and all(result and not _is_unread(instruction) for instruction, result in self._fields):
            self.pieces.append(Piece(words, node))
            self.length += len(words)

    def _control(self, node: Node) -> None:
        properties, content = node.find(W + "sdtPr"), node.find(W + "sdtContent")
        if content is None or is_on(properties, "showingPlcHdr"):
            return
        begins, first = self.length, len(self.pieces)
        self.read(content)
        words = "".join(piece.words for piece in self.pieces[first:])
        self.controls.append(Control(tag_of(node), words, begins, self.length, node))

    @property
    def words(self) -> str:
        return "".join(piece.words for piece in self.pieces)


def _is_unread(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split()[0].upper() in _UNREAD


def tag_of(control: Node) -> str:
    """The tag of a content control; empty where it has none."""
    found = control.find(f"{W}sdtPr/{W}tag")
    return "" if found is None else found.get(W + "val", "")


def _branch(node: Node) -> Node:
    """The branch of alternative content that is read: the first with words, else the last."""
    branches = [one for one in node if one.tag in (MC + "Choice", MC + "Fallback")]
    worded = (one for one in branches if next(one.iter(W + "t", M_T), None) is not None)
    return next(worded, branches[-1] if branches else [])


class _Reader:
    """Reads the parts of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        found = package.related(package.main, "styles")
        nodes = package.tree(found[0]).iter(W + "style") if found else ()
        self._styles = _Styles({one.get(W + "styleId", ""): one for one in nodes})
        self._fields: list[list[str]] = []
        self._composition = Composition()

    def blocks(self) -> Iterator[Block]:
        """All blocks, notes, headers and footers last."""
        body = self._package.tree(self._package.main).find(W + "body")
        if body is None:
            self._package._refuse()
        yield from self._composition.blocks(self._found(body))
        for kind in ("footnotes", "endnotes"):
            for name in self._package.related(self._package.main, kind):
                yield from self._notes(self._package.tree(name), kind[:-1])
        for kind in ("header", "footer"):
            for name in self._package.related(self._package.main, kind):
                lines = Composition().blocks(self._found(self._package.tree(name)))
                yield from (replace(one, kind=MARGIN) if isinstance(one, Passage) else one for one in lines)

    def _notes(self, root: Node, kind: str) -> Iterator[Block]:
        for note in root:
            if isinstance(note.tag, str) and note.get(W + "type", "normal") == "normal":
                headings = self._composition.notes.get(f"{kind}{note.get(W + 'id')}", ())
                for one in Composition(headings).blocks(self._found(note)):
                    yield replace(one, kind=NOTE, headings=headings) if isinstance(one, Passage) else one

    def _found(self, node: Node, around: tuple[Node, ...] = ()) -> Iterator[Line | Table]:
        """The lines and tables of a part or a cell, in order."""
        for child in node:
            tag = child.tag
            if tag == W + "p":
                yield from self._paragraph(child, around)
            elif tag == W + "tbl":
                yield self._table(child, around)
            elif tag == W + "sdt":
                yield from self._found(child.find(W + "sdtContent"), (*around, child))
            elif tag == MC + "AlternateContent":
                yield from self._found(_branch(child), around)
            elif tag in (W + "customXml", W + "ins", W + "moveTo", W + "smartTag"):
                yield from self._found(child, around)

    def _paragraph(self, node: Node, around: tuple[Node, ...]) -> Iterator[Line | Table]:
        walk = _Paragraph(self._styles, self._fields)
        walk.read(node)
        words = walk.words
        if words.strip():
            outer = (Control(tag_of(one), words, 0, len(words), one) for one in around)
            said = Sentence(words, (Segment(0, node, 0),), (*outer, *walk.controls))
            yield from self._line(node, said, tuple(walk.notes))
        for box in walk.boxes:
            yield Table([[list(self._found(box))]], node=box)

    def _line(self, node: Node, said: Sentence, notes: tuple[str, ...]) -> Iterator[Line]:
        properties = node.find(W + "pPr")
        found = None if properties is None else properties.find(W + "pStyle")
        style = "" if found is None else found.get(W + "val", "")
        names = self._styles.names(style)
        if any(_CONTENTS.match(name) for name in names):
            return
        own = [*([] if properties is None else [properties]), *self._properties(style)]
        level = self._level(own, names)
        if level is None and self._looks_like_a_heading(node, said.words):
            level = LOWEST
        if any(name in _TITLES for name in names):
            level = 0
        numbered = next((one for one in (place.find(W + "numPr") for place in own) if one is not None), None)
        if level is not None:
            yield Line(said, HEADING, level, node, notes)
        elif numbered is not None and _value(numbered, "numId") not in ("", "0"):
            yield Line(said, ITEM, int(_value(numbered, "ilvl") or 0), node, notes)
        else:
            yield Line(said, CAPTION if any(name in _CAPTIONS for name in names) else TEXT, 0, node, notes)

    def _properties(self, style: str) -> list[Node]:
        found = (one.find(W + "pPr") for one in self._styles.chain(style))
        return [one for one in found if one is not None]

    def _level(self, own: list[Node], names: list[str]) -> int | None:
        """The level of a heading; None for what is none."""
        said = next((value for value in (_value(one, "outlineLvl") for one in own) if value), "")
        if said.isdigit():
            return int(said) + 1 if int(said) < 9 else None
        found = next((match for match in map(_HEADING.match, names) if match), None)
        return int(found[1]) if found else None

    def _looks_like_a_heading(self, node: Node, words: str) -> bool:
        """Whether a paragraph is a few words in bold, or names a stage alone: headings of those who do not use styles."""
        if _STAGE_ALONE.match(words):
            return True
        if len(words.split()) > _FEW or words.rstrip().endswith((".", ";", ",", ":")) or numbers_in(words):
            return False
        runs = [run for run in node.iter(W + "r") if "".join(run.itertext()).strip()]
        return bool(runs) and all(is_on(run.find(W + "rPr"), "b") for run in runs)

    def _table(self, node: Node, around: tuple[Node, ...]) -> Table:
        rows: list[list[Content]] = []
        for row in _inside(node, "tr"):
            rows.append(self._row(row, rows[-1] if rows else []))
        return Table(rows, 0, "", next((tag_of(one) for one in reversed(around)), ""), node)

    def _row(self, row: Node, above: Sequence[Content]) -> list[Content]:
        found: list[Content] = []
        for cell in _inside(row, "tc"):
            properties = cell.find(W + "tcPr")
            span = _value(properties, "gridSpan")
            content: Content = list(self._found(cell))
            if properties is not None and (merged := properties.find(W + "vMerge")) is not None:
                if merged.get(W + "val", "continue") == "continue" and len(found) < len(above):
                    content = above[len(found)]
            found += [content] * (min(int(span), 63) if span.isdigit() else 1)
        return found


def _value(properties: Node, name: str) -> str:
    found = None if properties is None else properties.find(W + name)
    return "" if found is None else str(found.get(W + "val", ""))


def _inside(node: Node, name: str) -> Iterator[Node]:
    """The rows of a table or the cells of a row, also those in controls."""
    for child in node:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
            yield from _inside(child, name)
