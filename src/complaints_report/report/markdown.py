"""Markdown as blocks, and any text as Markdown that prints as it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count, groupby, zip_longest
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
    words_of,
)

CHART = "chart:"
_LINE_BREAK = "\u2028"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# With the two signs that stand for values.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0\ufdd1]")
_CAPTION = re.compile(
    r"Table: (?P<caption>.*?)\s*(?:\[#(?P<name>[\w-]+)(?P<total> total)?(?: of (?P<charts>[\w -]+))?\]\s*)?", re.DOTALL
)
"""A caption, the name of its table, whether the last row is a total, and the charts whose numbers it holds."""
_LISTS = ("bullet_list", "ordered_list")


def as_it_stands(value: Any) -> Any:
    """A value as Markdown that prints as it stands, whatever it holds; what is Markdown already is left."""
    if isinstance(value, Markup):
        return value
    text = re.sub(r"[ \t\xa0]+", " ", _CONTROL.sub("", str(value)))
    text = re.sub(r"\s*(?:\r\n|[\n\r\u2028\u2029\u0085])\s*", _LINE_BREAK, text)
    return Markup(_PUNCTUATION.sub(r"\\\1", text))


def to_blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text: CommonMark, with GitHub's tables and footnotes."""
    return blocks_of(to_tree(text, {}))


def to_tree(text: str, found: dict[str, Any]) -> SyntaxTreeNode:
    """A Markdown text as it is understood; `found` is filled with what the parser noted beside it."""
    return SyntaxTreeNode(_parser().parse(text, found))


def blocks_of(tree: SyntaxTreeNode, heading: str = "Table", names: str = "table") -> list[Block]:
    """The blocks of a text; a table without a caption takes the words above it, `heading` where there are none.

    `names` begins the name of every such table.
    """
    return list(_Blocks(tree, heading, names).blocks())


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table"]).disable(["html_block", "html_inline"])
    return parser.use(footnote_plugin)


class _Blocks:
    """One text's blocks, with its footnotes where their marks are."""

    def __init__(self, tree: SyntaxTreeNode, heading: str, names: str) -> None:
        self._tree = tree
        self._list_ids = count(1)
        self._table_names = (f"{names}-{number}" for number in count(1))
        self._heading = heading
        self._notes = {
            node.meta["id"]: node.children
            for block in tree.children
            if block.type == "footnote_block"
            for node in block.children
        }

    def blocks(self) -> Iterator[Block]:
        """Everything in order."""
        yield from self._all(self._tree.children, Paragraph(()))

    def _all(self, nodes: Sequence[SyntaxTreeNode], bare: Paragraph) -> Iterator[Block]:
        """The blocks of nodes, paragraphs like the bare one; one that begins "Table:" captions the table after it."""
        above: re.Match[str] | None = None
        for node, after in zip_longest(nodes, nodes[1:]):
            if caption := _caption(node, after):
                above = caption
                continue
            yield from (self._table(node, above),) if node.type == "table" else self._block(node, bare)
            above = None

    def _block(self, node: SyntaxTreeNode, bare: Paragraph) -> Iterator[Block]:
        if node.type == "heading":
            yield from self._headed(node)
        elif node.type == "paragraph":
            yield from self._paragraph(node, bare)
        elif node.type in _LISTS:
            yield from self._list(node, 0)
        elif node.type == "blockquote":
            yield from self._all(node.children, Paragraph((), quoted=True))
        elif node.type in ("fence", "code_block"):
            yield replace(bare, inlines=(Text(node.content.rstrip("\n")),))

    def _headed(self, node: SyntaxTreeNode) -> Iterator[Block]:
        words = words_of(self._inlines(node))
        if words:
            self._heading = words
            yield Heading(int(node.tag[1]), words)

    def _paragraph(self, node: SyntaxTreeNode, bare: Paragraph) -> Iterator[Block]:
        pictures = [part for part in node.children[0].children if part.type == "image"]
        for picture in pictures:
            yield Picture(str(picture.attrs["src"]).removeprefix(CHART), self._inlines(picture))
        inlines = self._inlines(node)
        if not pictures and inlines:
            yield replace(bare, inlines=inlines)

    def _list(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        bare = ListItem((), depth, node.type == "ordered_list", next(self._list_ids), int(node.attrs.get("start", 1)))
        for item in node.children:
            first, rest = item.children[:1], item.children[1:]
            if first and first[0].type == "paragraph":
                yield replace(bare, inlines=self._inlines(first[0]))
            else:
                rest = first + rest
            yield from self._below(rest, depth)

    def _below(self, nodes: Sequence[SyntaxTreeNode], depth: int) -> Iterator[Block]:
        """What stands in an item under its first paragraph."""
        for is_list, together in groupby(nodes, lambda node: node.type in _LISTS):
            if is_list:
                for node in together:
                    yield from self._list(node, depth + 1)
            else:
                yield from self._all(list(together), Paragraph((), item_depth=depth))

    def _table(self, node: SyntaxTreeNode, caption: re.Match[str] | None) -> Table:
        head, *body = node.children
        cells = head.children[0].children
        named = caption.groupdict("") if caption else {}
        return Table(
            name=named.get("name") or f"{next(self._table_names)}-{_slug(self._heading)}",
            words=self._line(named["caption"]) if named else (Text(self._heading),),
            header=tuple(self._inlines(cell) for cell in cells),
            rows=tuple(tuple(self._inlines(cell) for cell in row.children) for part in body for row in part.children),
            right=tuple("right" in str(cell.attrs.get("style", "")) for cell in cells),
            total=bool(named.get("total")),
            charts=tuple(named.get("charts", "").split()),
        )

    def _line(self, markdown: str) -> Inlines:
        """A line of Markdown."""
        return self._inlines(SyntaxTreeNode(_parser().parseInline(markdown)))

    def _inlines(self, node: SyntaxTreeNode) -> Inlines:
        parts = node.children[0].children if node.children and node.children[0].type == "inline" else node.children
        return tuple(_joined(self._inline(part, Text("")) for part in parts))

    def _inline(self, node: SyntaxTreeNode, look: Text) -> Iterator[Inline]:
        if node.type in ("text", "code_inline", "text_special"):
            yield replace(look, text=node.content.replace(_LINE_BREAK, "\n"))
        elif node.type in ("softbreak", "hardbreak"):
            yield replace(look, text=" " if node.type == "softbreak" else "\n")
        elif node.type == "footnote_ref":
            yield Note(self._note(node.meta["id"]))
        elif node.type == "link" and str(node.attrs["href"]).startswith("#") and not node.children:
            yield Reference(str(node.attrs["href"])[1:])
        else:
            yield from self._inside(node, look)

    def _inside(self, node: SyntaxTreeNode, look: Text) -> Iterator[Inline]:
        if node.type in ("strong", "em"):
            look = replace(look, bold=True) if node.type == "strong" else replace(look, italic=True)
        elif node.type == "link":
            look = replace(look, href=str(node.attrs.get("href", "")), title=str(node.attrs.get("title", "")))
        for child in node.children:
            yield from self._inline(child, look)

    def _note(self, note_id: int) -> Inlines:
        """A footnote's words, each of its paragraphs on a line of its own."""
        lines = [line for child in self._notes[note_id] for line in self._lines(child)]
        return tuple(inline for place, line in enumerate(lines) for inline in ((Text("\n"),) if place else ()) + line)

    def _lines(self, node: SyntaxTreeNode) -> Iterator[Inlines]:
        if node.type in ("fence", "code_block"):
            yield (Text(node.content.rstrip("\n")),)
        elif node.children and node.children[0].type == "inline":
            yield self._inlines(node)
        else:
            for child in node.children:
                yield from self._lines(child)


def _caption(node: SyntaxTreeNode, after: SyntaxTreeNode | None) -> re.Match[str] | None:
    """What a paragraph says as the caption of the table after it, if it is one."""
    if node.type != "paragraph" or after is None or after.type != "table":
        return None
    return _CAPTION.fullmatch(node.children[0].content)


def _joined(parts: Iterator[Iterator[Inline]]) -> Iterator[Inline]:
    """The inlines with neighbouring runs of the same look made one, and none that is empty."""
    inlines = (inline for part in parts for inline in part)
    printing = (inline for inline in inlines if not isinstance(inline, Text) or inline.text)
    for _, together in groupby(printing, _look):
        first, *others = together
        if isinstance(first, Text) and others:
            yield replace(first, text="".join(one.text for one in (first, *others) if isinstance(one, Text)))
        else:
            yield from (first, *others)


def _look(inline: Inline) -> object:
    """What neighbouring runs of words must have alike to be one."""
    if not isinstance(inline, Text):
        return inline
    return inline.bold, inline.italic, inline.href, inline.title, inline.expression


def _slug(words: str) -> str:
    return re.sub(r"\W+", "-", words.casefold()).strip("-")[:30]
