"""A document of any kind as its readers see it: web pages, Markdown and plain text here, Word files in `word`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby, pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

import lxml.html

from complaints_report.audit.reading.composition import Composition
from complaints_report.audit.reading.document import (
    BOX,
    CAPTION,
    HEADING,
    ITEM,
    NOTE,
    TEXT,
    Block,
    Control,
    Document,
    Passage,
    Sentence,
    TooLargeError,
    at_most,
)
from complaints_report.audit.reading.lines_and_tables import Content, Line, Table, lines_of
from complaints_report.audit.reading.numbers import FORMS, WORDS
from complaints_report.audit.reading.package import bytes_of
from complaints_report.audit.reading.wordprocessing import word_document
from complaints_report.errors import CommandError, UnreadableError
from complaints_report.intake.read.encoding import decoded
from complaints_report.word.markup import Node

_MOST_SPAN, _MOST_BYTES = 100, 20 * 2**20  # of a cell, and of a file of text
_KINDS = {**{f"h{level}": HEADING for level in range(1, 7)}, "li": ITEM, "figcaption": CAPTION}
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LEADS = ("navigation", "doc-backlink", "doc-noteref")
_PAGES, _TEXTS = (".html", ".htm"), (".md", ".markdown", ".txt")


def read_document(path: Path) -> Document:
    """All that a document says, whatever kind of file it is, or one line that says why it cannot be read."""
    try:
        document = _read(path)
    except TooLargeError as error:
        raise CommandError(f"{path} has {error}, more than a report has: is it the right file?") from None
    except RecursionError:
        raise CommandError(f"{path} is nested deeper than any report; name the right file.") from None
    if not document.blocks:
        raise CommandError(f"{path} holds no words that can be read; a picture of a page is not read.")
    headings = (one.words for one in document.blocks if isinstance(one, Passage) and one.kind == HEADING)
    return document if document.title else replace(document, title=next(headings, ""))


def _read(path: Path) -> Document:
    kind = path.suffix.lower()
    if path.is_dir() or kind in (*_PAGES, *_TEXTS):
        return _of_pages(path)
    if kind in (".docx", ".docm", ".dotx"):
        return word_document(path)
    if not path.exists():
        raise CommandError(f"{path} is not there; name the report to read.")
    raise CommandError(f"{path} is not read; save it as .docx (.html, .md and .txt are read too).")


def _of_pages(path: Path) -> Document:
    """All that a page, or a folder of pages, says."""
    roots = [_root(one) for one in (_pages(path) if path.is_dir() else [path])]
    heads = (line for root in roots for one in root.iter("h1") for line in lines_of(_Page().read(one, _Look())))
    title = next((line.said.part().words for line in heads), "")
    over, counted = [title] if len(roots) > 1 else [], Counter[str]()
    blocks = tuple(block for root in roots for block in _blocks(root, over, counted))
    return Document(path, blocks, title)


def _text(path: Path) -> str:
    try:
        text = decoded(bytes_of(path, _MOST_BYTES))
    except UnreadableError as error:
        raise CommandError(f"{path} cannot be read: {error}") from None
    if text.damage:
        raise CommandError(f"{path} cannot be read: {text.damage.format(row=text.text.count(chr(10)) + 1)}")
    return text.text


def _root(path: Path) -> Node:
    """A page, or a file of Markdown or plain text as the page that it makes."""
    text = _text(path)
    if path.suffix.lower() in _PAGES:
        text = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    else:
        text = _page_of(_marked_up(text) if path.suffix.lower() == ".txt" else text)
    at_most(text.count("<"), "tags")
    return lxml.html.document_fromstring(text or "<p></p>")


def _page_of(markdown: str) -> str:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    at_most(len(markdown), "letters")
    at_most(len(re.findall(r"[!*<_`\[\]]", markdown)), "signs of Markdown")
    at_most(max(map(len, FORMS["blank"].split(markdown))), "letters in a paragraph")
    return str(MarkdownIt("commonmark").enable("table").use(footnote_plugin).render(markdown))


def _marked_up(text: str) -> str:
    """Plain text as Markdown: lists, lines with a rule beneath as headings, columns as tables."""
    whole = re.sub(r"\r\n?", "\n", escape(text)).replace("\f", "\n\n")
    return "\n\n".join("\n".join(_marked_up_block(block.split("\n"))) for block in FORMS["blank"].split(whole))


def _marked_up_block(lines: Sequence[str]) -> Iterator[str]:
    """Lines with no blank one between them; one that stands alone is bold, as it may be a heading."""
    said: list[str] = []
    depths = sorted({mark.start(1) for mark in map(FORMS["bullet"].match, lines) if mark})
    for line, below in pairwise([*filter(str.strip, lines), ""]):
        if FORMS["rule"].match(below) and not _cells(line):
            said.append(f"\n{'#' if '=' in below else '##'} {line.strip()}\n")
        elif mark := FORMS["bullet"].match(line):
            said.append(f"{'  ' * depths.index(mark.start(1))}- {line[mark.end() :]}")
        elif not FORMS["rule"].match(line):
            said.append(line)
    for cells, group in groupby(said, lambda line: bool(_cells(line))):
        some = list(group)
        if cells and len(some) > 1:
            rows = ("<td>".join(("<tr>", *_cells(line))) for line in some)
            yield f"\n<table>{''.join(rows)}</table>\n"
        elif len(said) > 1 or FORMS["bullet"].match(some[0]) or some[0].startswith("\n"):
            yield from (line if FORMS["bullet"].match(line) else line.strip(" \t") for line in some)
        else:
            yield f"<b>{some[0].strip()}</b>"


def _cells(line: str) -> list[str]:
    """The cells of a line that is a row of a table; none of any other line."""
    cells = FORMS["columns"].split(line.strip().strip("|").strip() if "|" in line else line.rstrip())
    return cells if sum(map(bool, cells)) > 1 and not FORMS["bullet"].match(line) else []


def _pages(folder: Path) -> list[Path]:
    """The pages of a folder: the first, those that it links to in their order, and any others."""
    every = sorted(one for one in folder.iterdir() if one.suffix.lower() in (".html", ".htm"))
    first = next((one for one in every if one.stem.lower() == "index"), None)
    if first is None:
        raise CommandError(f"{folder} is a folder without an index.html; name the report to read.")
    linked = (folder / str(one.get("href", "")).partition("#")[0] for one in _root(first).iter("a"))
    return list(dict.fromkeys([first, *(one for one in linked if one in every), *every]))


def _blocks(root: Node, over: Sequence[str], counted: Counter[str]) -> Iterator[Block]:
    body = next(root.iter("main"), root.find("body"))
    found = _Page().read(root if body is None else body, _Look())
    notes = {one: None for one in lines_of(found) if one.kind == NOTE}
    yield from Composition(over, counted).blocks(one for one in found if one not in notes)
    yield from Composition((), counted).blocks(notes)


class _Look(NamedTuple):
    """What the elements around some words make of them."""

    kind: str = TEXT
    level: int = 0
    keeps_blanks: bool = False
    stands_out: bool = False

    def within(self, node: Node) -> "_Look":
        """What is made of the words within a block."""
        kind, level = _KINDS.get(node.tag, self.kind), self.level
        if _KINDS.get(node.tag) == HEADING:
            level = int(node.tag[1])
        elif node.tag in ("ul", "ol"):
            level += self.kind == ITEM
        named = f"{node.get('class', '')} {node.get('role', '')}".split()
        kind = kind if self.kind != NOTE and WORDS["notes"].isdisjoint(named) else NOTE
        is_alone = len(node) == 1 and not f"{node.text or ''}{node[0].tail or ''}".strip()
        stands_out = is_alone and node[0].tag in ("b", "strong")
        return _Look(kind, level, self.keeps_blanks or node.tag == "pre", stands_out)


class _Page:
    """Reads one page: its words gather until a block of words ends."""

    def __init__(self) -> None:
        self._words = ""
        self._controls: list[Control] = []

    def read(self, node: Node, look: _Look) -> Content:
        """The lines and tables of an element."""
        return [*self._inside(node, look), *self._line(look)]

    def _inside(self, node: Node, look: _Look) -> Iterator[Line | Table]:
        """The lines and tables within an element; the words that end with no block stay gathered."""
        begins = len(self._words)
        self._say(node.text, look)
        for child in node:
            if child.tag in WORDS["blocks"] and not _is_unseen(child):
                yield from self._line(look)
                yield from self._block(child, look)
            elif child.tag == "br":
                self._words += "\n"
            elif not _is_unseen(child):
                yield from self._inside(child, look)
            self._say(child.tail, look)
        if (tag := node.get("data-figure")) and begins <= len(self._words):
            words = self._words[begins:].strip()
            self._controls.append(Control(tag, words, begins, len(self._words), node))

    def _say(self, words: str | None, look: _Look) -> None:
        said = (words or "") if look.keeps_blanks else _BLANKS.sub(" ", words or "")
        self._words += said.lstrip(" ") if not self._words or self._words[-1] in " \n" else said

    def _line(self, look: _Look) -> Iterator[Line]:
        said = Sentence(self._words, (), tuple(self._controls))
        self._words, self._controls = "", []
        if said.words.strip():
            yield Line(said, look.kind, look.level, stands_out=look.stands_out)

    def _block(self, node: Node, look: _Look) -> Iterator[Line | Table]:
        if node.tag == "table":
            yield from self._table(node)
        elif node.tag == "dl":
            yield from self._terms(node)
        elif node.tag == "svg" and "data-chart" in node.attrib:
            return  # a chart of ours, whose numbers stand beneath it with their figures
        elif node.tag in ("svg", "img"):
            said = (one.text_content() for one in node.iterchildren("title", "desc"))
            for words in filter(str.strip, (node.get("alt", ""), *said)):
                yield Line(Sentence(_BLANKS.sub(" ", words).strip()), BOX)
        else:
            yield from self.read(node, look.within(node))

    def _terms(self, node: Node) -> Iterator[Table]:
        """Each term of a list with what is said of it, as a box."""
        for term in node.iter("dt"):
            said = takewhile(lambda one: one.tag == "dd", term.itersiblings())
            yield Table([[[line for one in (term, *said) for line in self.read(one, _Look())]]])

    def _table(self, node: Node) -> Iterator[Line | Table]:
        for caption in node.iterchildren("caption"):
            yield from (Line(one.said.part(), CAPTION) for one in lines_of(self.read(caption, _Look())))
        rows = [one for one in node.iter("tr") if next(one.iterancestors("table")) is node]
        heads = len(list(takewhile(lambda row: row.getparent().tag == "thead" or row.find("td") is None, rows)))
        tags = ([one.tag for one in row.iterchildren("td", "th")] for row in rows[heads:])
        labels = max((one.index("td") for one in tags if "td" in one), default=0)
        yield Table(self._filled(rows), heads, labels, node.get("data-figure", ""), node)

    def _filled(self, rows: Sequence[Node]) -> list[list[Content]]:
        """What stands in each place of a table, also where a cell spans several."""
        filled: dict[tuple[int, int], Content] = {}
        for place, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (place, column) in filled:
                    column += 1
                content, down, right = self.read(cell, _Look()), _span(cell, "rowspan"), _span(cell, "colspan")
                filled |= {(place + down_by, column + by): content for down_by in range(down) for by in range(right)}
                at_most(len(filled), "cells in a table")
        width = 1 + max((column for _, column in filled), default=-1)
        return [[filled.get((place, column), []) for column in range(width)] for place in range(len(rows))]


def _span(cell: Node, name: str) -> int:
    said = str(cell.get(name, ""))
    return max(1, min(int(said), _MOST_SPAN)) if re.fullmatch("[0-9]{1,5}", said) else 1


def _is_unseen(node: Node) -> bool:
    """Whether an element is not shown, leads around the page, or is the mark of a note or the arrow back from it."""
    if not isinstance(node.tag, str) or node.tag in WORDS["unseen"] or "hidden" in node.attrib:
        return True
    is_letter = {"sup": str.isalpha, "a": str.isalnum}.get(node.tag)
    is_mark = is_letter is not None and not any(map(is_letter, node.text_content()))
    is_hidden = "display:none" in re.sub(r"\s", "", node.get("style", ""))
    return is_mark or is_hidden or node.get("role") in _LEADS
