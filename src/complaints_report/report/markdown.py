"""Markdown as blocks, and any text as Markdown that prints as it stands."""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin

from complaints_report.report.blocks import (
    Block,
    Heading,
    Inline,
    Inlines,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Reference,
    Table,
    Text,
)

CHART = "chart:"
_LINE_BREAK = "\u2028"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CAPTION = re.compile(r"Table: (?P<caption>.*?)\s*\[#(?P<name>[\w-]+)(?P<total> total)?\]\s*", re.DOTALL)


def as_it_stands(value: Any) -> Any:
    """A value as Markdown that prints as it stands, whatever it holds; what is Markdown already is left."""
    if isinstance(value, Markup):
        return value
    text = re.sub(r"[ \t\xa0]+", " ", _CONTROL.sub("", str(value)))
    text = re.sub(r"\s*(?:\r\n|[\n\r\u2028\u2029\u0085])\s*", _LINE_BREAK, text)
    return Markup(_PUNCTUATION.sub(r"\\\1", text))


def to_blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text: CommonMark, with GitHub's tables and footnotes."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table"]).disable(["html_block", "html_inline"])
    tree = SyntaxTreeNode(parser.use(footnote_plugin).parse(text))
    return list(_Blocks(tree).blocks())


class _Blocks:
    """One text's blocks, with its footnotes where their marks are."""

    def __init__(self, tree: SyntaxTreeNode) -> None:
        self._tree = tree
        self._list_ids = count(1)
        self._names = count(1)
        self._heading = "Table"
        self._notes = {
            node.meta["id"]: node.children
            for block in tree.children
            if block.type == "footnote_block"
            for node in block.children
        }

    def blocks(self) -> Iterator[Block]:
        """Everything in order; a paragraph that begins "Table:" is the caption of the table after it."""
        caption: re.Match[str] | None = None
        for node in self._tree.children:
            words = node.children[0].content if node.type == "paragraph" else ""
            if matched := _CAPTION.fullmatch(words):
                caption = matched
                continue
            yield from self._table(node, caption) if node.type == "table" else self._block(node)
            caption = None

    def _block(self, node: SyntaxTreeNode, style: str = "Body Text") -> Iterator[Block]:
        if node.type == "heading":
            self._heading = _words(self._inlines(node))
            yield Heading(int(node.tag[1]), self._heading)
        elif node.type == "paragraph":
            yield from self._paragraph(node, style)
        elif node.type in ("bullet_list", "ordered_list"):
            yield from self._list(node, 0)
        elif node.type == "blockquote":
            for child in node.children:
                yield from self._block(child, "Quote")
        elif node.type in ("fence", "code_block"):
            yield Paragraph((Text(node.content.rstrip("\n")),), style)

    def _paragraph(self, node: SyntaxTreeNode, style: str) -> Iterator[Block]:
        pictures = [part for part in node.children[0].children if part.type == "image"]
        for picture in pictures:
            yield Picture(str(picture.attrs["src"]).removeprefix(CHART), _words(self._inlines(picture)))
        inlines = self._inlines(node)
        if not pictures and inlines:
            yield Paragraph(inlines, style)

    def _list(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        list_id, numbered = next(self._list_ids), node.type == "ordered_list"
        for item in node.children:
            for child in item.children:
                if child.type == "paragraph":
                    yield ListItem(self._inlines(child), depth, numbered, list_id)
                elif child.type in ("bullet_list", "ordered_list"):
                    yield from self._list(child, depth + 1)
                else:
                    yield from self._block(child)

    def _table(self, node: SyntaxTreeNode, caption: re.Match[str] | None) -> Iterator[Block]:
        head, *body = node.children
        cells = head.children[0].children
        yield Table(
            name=caption["name"] if caption else f"table-{next(self._names)}-{_slug(self._heading)}",
            caption=_plain(caption["caption"]) if caption else self._heading,
            header=tuple(self._inlines(cell) for cell in cells),
            rows=tuple(tuple(self._inlines(cell) for cell in row.children) for part in body for row in part.children),
            right=tuple("right" in str(cell.attrs.get("style", "")) for cell in cells),
            total=bool(caption and caption["total"]),
        )

    def _inlines(self, node: SyntaxTreeNode) -> Inlines:
        parts = node.children[0].children if node.children and node.children[0].type == "inline" else node.children
        return tuple(_joined(self._inline(part, Text("")) for part in parts))

    def _inline(self, node: SyntaxTreeNode, look: Text) -> Iterator[Inline]:
        if node.type in ("text", "code_inline", "text_special"):
            yield Text(node.content.replace(_LINE_BREAK, "\n"), look.bold, look.italic, look.href)
        elif node.type in ("softbreak", "hardbreak"):
            yield Text(" " if node.type == "softbreak" else "\n", look.bold, look.italic, look.href)
        elif node.type == "footnote_ref":
            yield Note(self._note(node.meta["id"]))
        elif node.type == "link" and str(node.attrs["href"]).startswith("#"):
            yield Reference(str(node.attrs["href"])[1:])
        else:
            yield from self._inside(node, look)

    def _inside(self, node: SyntaxTreeNode, look: Text) -> Iterator[Inline]:
        looks = {
            "strong": Text("", True, look.italic, look.href),
            "em": Text("", look.bold, True, look.href),
            "link": Text("", look.bold, look.italic, str(node.attrs.get("href", ""))),
        }
        for child in node.children:
            yield from self._inline(child, looks.get(node.type, look))

    def _note(self, note_id: int) -> Inlines:
        parts = [self._inlines(child) for child in self._notes[note_id] if child.type == "paragraph"]
        return tuple(inline for part in parts for inline in part)


def _joined(parts: Iterator[Iterator[Inline]]) -> Iterator[Inline]:
    """The inlines with neighbouring runs of the same look made one."""
    held: Text | None = None
    for inline in (inline for part in parts for inline in part):
        if isinstance(inline, Text):
            same = held and (held.bold, held.italic, held.href) == (inline.bold, inline.italic, inline.href)
            if held and not same:
                yield held
            words = (held.text if held and same else "") + inline.text
            held = Text(words, inline.bold, inline.italic, inline.href)
        else:
            if held:
                yield held
            held = None
            yield inline
    if held:
        yield held


def _words(inlines: Sequence[Inline]) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, Text)).strip()


def _plain(markdown: str) -> str:
    """The words of a line of Markdown."""
    blocks = to_blocks(markdown)
    return " ".join(_words(block.inlines) for block in blocks if isinstance(block, Paragraph))


def _slug(words: str) -> str:
    return re.sub(r"\W+", "-", words.casefold()).strip("-")[:30]
