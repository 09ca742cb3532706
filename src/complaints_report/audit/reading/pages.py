"""Web pages, Markdown and plain text as their readers see them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import lxml.html

from complaints_report.audit.reading.composition import Composition, Content, Line, Table, at_most, title_of
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
    Node,
    Sentence,
)
from complaints_report.audit.reading.package import bytes_of
from complaints_report.errors import CommandError, UnreadableError
from complaints_report.intake.read.encoding import decoded

_MOST_SPAN = 100
MOST_BYTES = 20 * 2**20
"""What a file of text may come to."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = frozenset(
    ("script", "style", "template", "head", "nav", "button", "select", "textarea", "iframe", "object", "rt", "noscript")
)
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "aside", "main", "header", "footer", "figure", "figcaption", "blockquote"),
        *("ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "pre", "address", "hr", "form", "body", "fieldset"),
        *("center", "legend", "hgroup", "search", *_HEADINGS),
    )
)
_NOTES = "footnotes", "doc-endnotes", "doc-footnote"
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_RULE = re.compile(r"[\s|+:=_─-]*[-=_─]{2}[\s|+:=_─-]*$")
_BULLET = re.compile(r"\s*(?:[-*•–·]|\d{1,2}[.)]|\([a-z]\))\s+(?=\S)")
_COLUMNS = re.compile(r"\s*\|\s*|\t|\s{2,}")


def page_document(path: Path) -> Document:
    """All that a page, or a folder of pages, says."""
    files = _pages(path) if path.is_dir() else [path]
    roots = [_root(one) for one in files]
    titles = (one.text_content().strip() for root in roots for one in root.iter("h1"))
    title = next(titles, "")
    over, counted = [title] if len(roots) > 1 else [], Counter[str]()
    blocks = tuple(block for root in roots for block in _PageReader(Composition(over, counted)).blocks(root))
    return Document(path, blocks, title or title_of(Composition(), blocks))


def text_document(path: Path) -> Document:
    """All that a file of plain text says."""
    composition = Composition()
    blocks = tuple(composition.blocks(_lines(_text(path))))
    return Document(path, blocks, title_of(composition, blocks))


def _text(path: Path) -> str:
    """The letters of a file."""
    try:
        text = decoded(bytes_of(path, MOST_BYTES))
    except UnreadableError as error:
        raise CommandError(f"{path} cannot be read: {error}") from None
    if text.damage:
        row = text.text.count("\n") + 1
        raise CommandError(f"{path} cannot be read: {text.damage.format(row=row)}")
    return text.text


def _root(path: Path) -> Node:
    """A page, or a file of Markdown as the page that it makes."""
    text = _text(path)
    if path.suffix.lower() in (".md", ".markdown"):
        from markdown_it import MarkdownIt
        from mdit_py_plugins.footnote import footnote_plugin

        text = str(MarkdownIt("commonmark").enable("table").use(footnote_plugin).render(text))
    at_most(text.count("<"), "tags")
    return lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text) or "<p></p>")


def _pages(folder: Path) -> list[Path]:
    """The pages of a folder: the first, those that it links to in their order, and any others."""
    every = sorted(one for one in folder.iterdir() if one.suffix.lower() in (".html", ".htm"))
    first = next((one for one in every if one.stem.lower() == "index"), None)
    if first is None:
        raise CommandError(f"{folder} is a folder without an index.html; name the report to read.")
    linked = (folder / str(one.get("href", "")).partition("#")[0] for one in _root(first).iter("a"))
    return list(dict.fromkeys([first, *(one for one in linked if one in every), *every]))


class _PageReader:
    """Reads one page: its words gather until a block of words ends."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition
        self._words = ""
        self._controls: list[Control] = []
        self._kind, self._level = TEXT, 0
        self._notes = False
        self._keeps_blanks = False
        self._stands_out = False

    def blocks(self, root: Node) -> Iterator[Block]:
        """The blocks of a page; its notes last."""
        main = next(root.iter("main"), None)
        body = root.find("body") if main is None else main
        found = list(self._element(root if body is None else body)) + self._line()
        yield from self._composition.blocks(one for one in found if not _is_note(one))
        yield from Composition((), self._composition.counted).blocks(filter(_is_note, found))

    def _element(self, node: Node) -> Iterator[Line | Table]:
        """The lines and tables of an element; the words that end with no block stay gathered."""
        tag = node.tag
        if not isinstance(tag, str) or tag in _UNSEEN or _is_hidden(node) or _is_reference(node):
            pass
        elif tag == "table":
            yield from self._line()
            yield from self._table(node)
        elif tag == "dl":
            yield from self._line()
            yield from self._terms(node)
        elif tag in ("svg", "img"):
            yield from self._line()
            yield from _alternative(node)
        elif tag == "br":
            self._words += "\n"
        elif tag in _BLOCKS:
            yield from self._line()
            yield from self._block(node)
        else:
            yield from self._inline(node)

    def _inline(self, node: Node) -> Iterator[Line | Table]:
        begins = len(self._words)
        yield from self._inside(node)
        if (tag := node.get("data-figure")) and begins <= len(self._words):
            words = self._words[begins:]
            self._controls.append(Control(tag, words.strip(), begins, len(self._words), node))

    def _inside(self, node: Node) -> Iterator[Line | Table]:
        self._say(node.text)
        for child in node:
            yield from self._element(child)
            self._say(child.tail)

    def _say(self, words: str | None) -> None:
        said = _BLANKS.sub(" ", words or "") if not self._keeps_blanks else (words or "")
        self._words += said.lstrip(" ") if not self._words or self._words[-1] in " \n" else said

    def _block(self, node: Node) -> Iterator[Line | Table]:
        """The lines of a block, as what its element makes of them."""
        before = self._kind, self._level, self._notes, self._keeps_blanks
        if node.tag in _HEADINGS:
            self._kind, self._level = HEADING, _HEADINGS[node.tag]
        elif node.tag in ("ul", "ol"):
            self._level += self._kind == ITEM
        elif node.tag == "li":
            self._kind = ITEM
        elif node.tag == "figcaption":
            self._kind = CAPTION
        self._stands_out = (
            len(node) == 1 and node[0].tag in ("b", "strong") and not f"{node.text or ''}{node[0].tail or ''}".strip()
        )
        self._keeps_blanks |= node.tag == "pre"
        self._notes |= any(name in f"{node.get('class', '')} {node.get('role', '')}".split() for name in _NOTES)
        yield from self._inline(node)
        yield from self._line()
        self._kind, self._level, self._notes, self._keeps_blanks = before

    def _line(self) -> list[Line]:
        """The words gathered so far as a line."""
        said = Sentence(self._words, (), tuple(self._controls))
        self._words, self._controls = "", []
        return (
            [Line(said, NOTE if self._notes else self._kind, self._level, stands_out=self._stands_out)]
            if said.words.strip()
            else []
        )

    def _content(self, node: Node) -> Content:
        """What stands in a cell."""
        before = self._kind, self._level
        self._kind, self._level = TEXT, 0
        found = [*self._inline(node), *self._line()]
        self._kind, self._level = before
        return found

    def _terms(self, node: Node) -> Iterator[Table]:
        """Each term of a list with what is said of it, as a box."""
        content: Content = []
        for one in node.iter("dt", "dd"):
            if one.tag == "dt" and content and any(it.tag == "dd" for it in one.itersiblings(preceding=True)):
                yield Table([[content]])
                content = []
            content = [*content, *self._content(one)]
        if content:
            yield Table([[content]])

    def _table(self, node: Node) -> Iterator[Line | Table]:
        caption = node.find("caption")
        if caption is not None:
            yield from (Line(one.said.part(), CAPTION) for one in self._content(caption) if isinstance(one, Line))
        rows = [one for one in node.iter("tr") if next(one.iterancestors("table")) is node]
        heads = labels = 0
        for place, row in enumerate(rows):
            cells = [one.tag for one in row if one.tag in ("td", "th")]
            is_head = next(row.iterancestors("thead", "table")).tag == "thead" or set(cells) == {"th"}
            heads += is_head and heads == place
            labels = max(labels, 0 if is_head or "td" not in cells else cells.index("td"))
        yield Table(self._filled(rows), heads, labels, node.get("data-figure", ""), node)

    def _filled(self, rows: Sequence[Node]) -> list[list[Content]]:
        """What stands in each place of a table, also where a cell spans several."""
        filled: dict[tuple[int, int], Content] = {}
        for place, row in enumerate(rows):
            column = 0
            for cell in (one for one in row if one.tag in ("td", "th")):
                while (place, column) in filled:
                    column += 1
                content, down, right = self._content(cell), _span(cell, "rowspan"), _span(cell, "colspan")
                filled |= {(place + down_by, column + by): content for down_by in range(down) for by in range(right)}
                at_most(len(filled), "cells in a table")
        width = 1 + max((column for _, column in filled), default=-1)
        return [[filled.get((place, column), []) for column in range(width)] for place in range(len(rows))]


def _span(cell: Node, name: str) -> int:
    said = str(cell.get(name, "1"))
    return min(int(said), _MOST_SPAN) if said.isascii() and said.isdigit() and 0 < len(said) < 6 and int(said) else 1


def _is_hidden(node: Node) -> bool:
    style = re.sub(r"\s", "", node.get("style", ""))
    return "hidden" in node.attrib or "display:none" in style or node.get("role") in ("navigation", "doc-backlink")


def _is_reference(node: Node) -> bool:
    """Whether an element is the raised mark of a note, or the arrow that leads back from it."""
    is_letter = {"sup": str.isalpha, "a": str.isalnum}.get(node.tag)
    return is_letter is not None and not any(map(is_letter, node.text_content()))


def _is_note(found: Line | Table) -> bool:
    return isinstance(found, Line) and found.kind == NOTE


def _alternative(picture: Node) -> Iterator[Line]:
    """What a picture says in words."""
    said = [one.text_content() for one in picture if isinstance(one.tag, str) and one.tag in ("title", "desc")]
    for words in [picture.get("alt", ""), *said]:
        if words.strip():
            yield Line(Sentence(_BLANKS.sub(" ", words).strip()), BOX)


def _lines(text: str) -> Iterator[Line | Table]:
    """The lines and tables of plain text: blank lines end a paragraph, and a ruled line beneath makes a heading."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")):
        lines = [line for line in block.split("\n") if line.strip()]
        yield from _of_block(lines)


def _of_block(lines: list[str]) -> Iterator[Line | Table]:
    """The headings, tables, items and paragraphs of lines that follow each other."""
    place = 0
    while place < len(lines):
        rows = _rows(lines, place)
        if rows:
            yield Table([[[Line(Sentence(cell))] for cell in row] for row, _ in rows])
            place = rows[-1][1]
        elif place + 1 < len(lines) and _RULE.match(lines[place + 1]):
            yield Line(Sentence(lines[place].strip()), HEADING, 1 if "=" in lines[place + 1] else 2)
            place += 2
        else:
            ends = place + 1
            while ends < len(lines) and not _begins_anew(lines, ends):
                ends += 1
            yield _paragraph(lines[place:ends], alone=len(lines) == 1)
            place = ends


def _begins_anew(lines: Sequence[str], place: int) -> bool:
    """Whether a line begins an item or a table, or the one below it rules it off as a heading."""
    ruled = _RULE.match(lines[place + 1]) if place + 1 < len(lines) else None
    return bool(_BULLET.match(lines[place]) or ruled or _rows(lines, place, place + 3))


def _rows(lines: Sequence[str], begins: int, ends: int | None = None) -> list[tuple[list[str], int]]:
    """The rows of a table that begins at a line, each with the line that it ends before; none where none begins."""
    found: list[tuple[list[str], int]] = []
    for place in range(begins, len(lines) if ends is None else min(ends, len(lines))):
        line = lines[place]
        at_most(len(found) * len(found[0][0]) if found else 0, "cells in a table")
        if _RULE.match(line) and (found or "|" in line or "+" in line):
            found = [*found[:-1], (found[-1][0], place + 1)] if found else found
            continue
        cells = _COLUMNS.split(line.strip().strip("|").strip() if "|" in line else line.rstrip())
        if len(cells) < 2 or _BULLET.match(line) or (found and len(cells) < len(found[0][0]) - 1):
            break
        found.append((cells, place + 1))
    return found if len(found) > 1 else []


def _paragraph(lines: Sequence[str], alone: bool) -> Line:
    words = " ".join(line.strip() for line in lines)
    if mark := _BULLET.match(lines[0]):
        return Line(Sentence(words[len(mark[0].lstrip()) :]), ITEM, (len(lines[0]) - len(lines[0].lstrip())) // 2)
    return Line(Sentence(words), stands_out=alone)
