"""A Word file as its readers see it: once, in order, changes as if accepted, nothing that is hidden."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from complaints_report.audit.reading.composition import Composition
from complaints_report.audit.reading.document import (
    HEADING,
    ITEM,
    MARGIN,
    NOTE,
    Block,
    Control,
    Document,
    Passage,
    Segment,
    Sentence,
    at_most,
    joined,
)
from complaints_report.audit.reading.lines_and_tables import Content, Line, Table
from complaints_report.audit.reading.numbers import WORDS
from complaints_report.audit.reading.package import Package, Styles, count_of, is_on, is_set, value_of
from complaints_report.word.markup import MC, Node, R, W

_P, _R, _TBL, _TR, _TC, _SDT = (W + name for name in ("p", "r", "tbl", "tr", "tc", "sdt"))
_PPR, _RPR, _TCPR, _TRPR, _SDTPR = (W + name for name in ("pPr", "rPr", "tcPr", "trPr", "sdtPr"))
_FIELD, _INSTRUCTION, _SYMBOL = W + "fldChar", W + "instrText", W + "sym"
_TEXTS = (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_LETTERS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SYMBOLS = dict(zip((0xE1, 0xE2, 0xE9, 0xEA, 0xF1, 0xF2, 0xAD, 0xAF, 0x2D, 0xB1), "↑↓↑↓↑↓↑↓−±", strict=True))
"""What the symbol fonts' letters say that speak of numbers; of the others it is only told that they are there."""
_UNSEEN = {_PPR, _RPR, _SDTPR, _FIELD, _INSTRUCTION}
_UNSEEN |= {W + name for name in ("del", "moveFrom", "delText", "delInstrText", "rt", "sdtEndPr")}
_AROUND = {W + name for name in ("customXml", "smartTag", "ins", "moveTo", "sdtContent")}


def word_document(path: Path) -> Document:
    """All that a Word file says."""
    reader = _Reader(Package(path))
    return Document(path, tuple(reader.blocks()), reader.composition.title, reader.package)


class Piece(NamedTuple):
    """Some letters of a paragraph, and the element that holds them: `w:t`, `w:tab` and such, within a `w:r`."""

    words: str
    node: Node


def pieces_of(paragraph: Node, package: Package | None = None) -> list[Piece]:
    """The letters of a paragraph that are read, in order: those that a `Place` counts."""
    return _Walk(paragraph, package.styles if package else Styles(), _in_fields(paragraph)).pieces


def tag_of(control: Node) -> str:
    """The tag of a content control; empty where it has none."""
    return value_of(control.find(_SDTPR), "tag")


def _in_fields(root: Node) -> set[Node]:
    """The letters of fields that are no words of the report; what stands in a field without an end is read."""
    unread: set[Node] = set()
    opened: list[tuple[list[str], list[Node]]] = []  # the instruction of each field, and the letters in it
    for one in root.iter(_FIELD, _INSTRUCTION, _SYMBOL, *_TEXTS, *_LETTERS):
        kind = one.get(W + "fldCharType")
        if kind == "begin":
            opened.append(([], []))
        elif opened and kind == "separate":
            unread.update(opened[-1][1])
            opened[-1][1].clear()
        elif opened and kind == "end":
            said, letters = opened.pop()
            if not _is_read("".join(said)):
                unread.update(letters)
            elif opened:
                opened[-1][1].extend(letters)
        elif opened and one.tag == _INSTRUCTION:
            opened[-1][0].append(one.text or "")
        elif opened:
            opened[-1][1].append(one)
    return unread


def _is_read(instruction: str) -> bool:
    return WORDS["fields"].isdisjoint(instruction.upper().split()[:1])


class _Walk:
    """Reads one paragraph: its letters, its controls, its boxes and the notes that it refers to."""

    def __init__(self, paragraph: Node, styles: Styles, unread: set[Node]) -> None:
        self.style = styles[value_of(paragraph.find(_PPR), "pStyle")]
        self.pieces: list[Piece] = []
        self.length = 0
        self.controls: list[Control] = []
        self.boxes: list[Node] = []
        self.notes: list[str] = []
        self._styles, self._unread = styles, unread
        self._read(paragraph)

    def _read(self, node: Node, raised: bool = False) -> None:
        for child in node:
            if isinstance(child.tag, str) and child.tag not in _UNSEEN:
                self._one(child, raised)

    def _one(self, node: Node, raised: bool) -> None:
        tag = node.tag
        if tag in _TEXTS or tag in _LETTERS or tag == _SYMBOL:
            self._say(node, raised)
        elif tag == _R:
            if not is_set(self._look(node, "vanish")):
                place = self._look(node, "vertAlign")
                self._read(node, place is not None and place.get(W + "val") == "superscript")
        elif tag == _SDT:
            self._control(node)
        elif tag == MC + "AlternateContent":
            self._read(_branch(node), raised)
        elif tag == W + "txbxContent":
            self.boxes.append(node)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self.notes.append(tag[len(W) : -len("Reference")] + node.get(W + "id", ""))
        elif _is_read(node.get(W + "instr", "")):
            self._read(node, raised)

    def _look(self, letters: Node, name: str) -> Node:
        looks = letters.find(_RPR)
        found = self._styles[value_of(looks, "rStyle")].gives(looks, name)
        return self.style.gives(None, name) if found is None else found

    def _say(self, node: Node, raised: bool) -> None:
        words = _LETTERS.get(node.tag) or (_symbol(node) if node.tag == _SYMBOL else node.text or "")
        is_mark = raised and self.length and not any(map(str.isalpha, words))
        if words and not is_mark and node not in self._unread:
            self.pieces.append(Piece(words, node))
            self.length += len(words)
            at_most(self.length, "letters in a paragraph")

    def _control(self, node: Node) -> None:
        content = node.find(W + "sdtContent")
        if content is not None and not is_on(node.find(_SDTPR), "showingPlcHdr"):
            begins, first = self.length, len(self.pieces)
            self._read(content)
            words = "".join(piece.words for piece in self.pieces[first:])
            self.controls.append(Control(tag_of(node), words, begins, self.length, node))

    def said(self, paragraph: Node, around: Sequence[Node]) -> Sentence:
        words = "".join(piece.words for piece in self.pieces)
        outer = (Control(tag_of(one), words, 0, len(words), one) for one in around)
        return Sentence(words, (Segment(0, paragraph),), (*outer, *self.controls))

    def is_bold(self) -> bool:
        return all(is_set(self._look(one.node.getparent(), "b")) for one in self.pieces if one.words.strip())


def _symbol(node: Node) -> str:
    code = node.get(W + "char", "")
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
        self._unread: set[Node] = set()

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
        self._unread = _in_fields(root)
        return self._found(root)

    def _beside(self, root: Node, kind: str, headings: tuple[str, ...] = ()) -> Iterator[Block]:
        for one in Composition(headings, self.composition.counted).blocks(self._part(root)):
            yield replace(one, kind=kind, headings=headings) if isinstance(one, Passage) else one

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
                yield from self._beside(notes[name], NOTE, headings)

    def _margins(self, main: Node) -> Iterator[Block]:
        """The headers and footers that a page may have, each once."""
        used = (one.get(R + "id", "") for one in main.iter(W + "headerReference", W + "footerReference"))
        seen = set()
        for name in dict.fromkeys(self.package.target(self.package.main, one) for one in used):
            blocks = list(self._beside(self.package.tree(name), MARGIN)) if name else []
            said = tuple(one.words if isinstance(one, Passage) else one for one in blocks)
            yield from blocks if said not in seen else ()
            seen.add(said)

    def _found(self, node: Node, around: tuple[Node, ...] = ()) -> Iterator[Line | Table]:
        """The lines and tables within an element, in order; paragraphs whose end was deleted run on."""
        before: list[Sentence] = []
        for element, controls in _children(node, around, (_P, _TBL)):
            if element.tag == _TBL:
                yield from self._table(element, controls)
            elif len(element) or before:
                walk = _Walk(element, self.package.styles, self._unread)
                before.append(walk.said(element, controls))
                if not _runs_on(element):
                    yield from self._line(element, joined(before, "") if len(before) > 1 else before[0], walk)
                    before = []
                yield from (Table([[list(self._found(box))]], node=box) for box in walk.boxes)

    def _line(self, node: Node, said: Sentence, walk: _Walk) -> Iterator[Line]:
        """A paragraph as what its style, its own properties or its looks make of it."""
        style, own = walk.style, node.find(_PPR)
        outline, numbered = style.gives(own, "outlineLvl"), style.gives(own, "numPr")
        level = style.level
        if outline is not None and level != 0:
            level = (count_of(outline.getparent(), "outlineLvl") + 1) % 10 or None
        if not style.kind or not said.words.strip():
            return
        if level is not None:
            yield Line(said, HEADING, level, node, walk.notes)
        elif numbered is not None and value_of(numbered, "numId") != "0":
            yield Line(said, ITEM, count_of(numbered, "ilvl") or style.depth, node, walk.notes)
        else:
            yield Line(said, style.kind, 0, node, walk.notes, node.getparent().tag != _TC and walk.is_bold())

    def _table(self, node: Node, around: tuple[Node, ...]) -> Iterator[Table]:
        rows: list[list[Content]] = []
        heads = 0
        for row, controls in _children(node, around, (_TR,)):
            properties = row.find(_TRPR)
            if not (is_on(properties, "del") or is_on(properties, "hidden")):
                heads += is_on(properties, "tblHeader") and heads == len(rows)
                rows.append(self._row(row, rows[-1] if rows else [], controls[len(around) :]))
                at_most(len(rows), "cells in a table")
        if rows:
            yield Table(rows, heads, tag=next(map(tag_of, reversed(around)), ""), node=node)

    def _row(self, row: Node, above: Sequence[Content], around: tuple[Node, ...]) -> list[Content]:
        """What stands in each cell of a row, again for each column that it spans; what is above where it goes on."""
        properties = row.find(_TRPR)
        found: list[Content] = [[] for _ in range(count_of(properties, "gridBefore"))]
        for cell, controls in _children(row, around, (_TC,)):
            looks = cell.find(_TCPR)
            if not is_on(looks, "cellDel"):
                content: Content = list(self._found(cell, controls))
                if value_of(looks, "vMerge", "continue") == "continue" and len(found) < len(above):
                    content = above[len(found)]
                elif value_of(looks, "hMerge", "continue") == "continue" and found:
                    content = found[-1]
                found += [content] * max(1, count_of(looks, "gridSpan"))
        return [*found, *([] for _ in range(count_of(properties, "gridAfter")))]


def _children(node: Node, around: tuple[Node, ...], tags: Sequence[str]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The elements of some tags within another, such as the rows of a table, with the controls around each."""
    for child in node:
        tag = child.tag
        if tag in tags:
            yield child, around
        elif tag == _SDT:
            properties = child.find(_SDTPR)
            gallery = None if properties is None else properties.find(W + "docPartObj")
            is_list = value_of(gallery, "docPartGallery") == "Table of Contents"
            if not is_on(properties, "showingPlcHdr") and not is_list:
                yield from _children(child.iterchildren(W + "sdtContent"), (*around, child), tags)
        elif tag == MC + "AlternateContent":
            yield from _children(_branch(child), around, tags)
        elif tag in _AROUND:
            yield from _children(child, around, tags)


def _runs_on(paragraph: Node) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one belongs to it."""
    looks = next(paragraph.iterchildren(_PPR), paragraph).find(_RPR)
    is_deleted = is_on(looks, "del") or is_on(looks, "moveFrom")
    return is_deleted and next((one.tag for one in paragraph.itersiblings(_P, _TBL)), "") == _P
