"""What a person's Markdown may not hold, because the report could not print it whole."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from complaints_report.report.marks import UnclearLineError

_LINE_BREAKS = ("softbreak", "hardbreak")
_PIPE = re.compile(r"(?<!\\)\|")


def require_printable(tree: SyntaxTreeNode, found: Mapping[str, Any], text: str) -> None:
    """Stop at the first thing, by its line in the text, that would not be printed or would lose words."""
    reasons = [*_of_nodes(tree, text.split("\n")), *_of_notes(found, text)]
    if reasons:
        raise UnclearLineError(*min(reasons))


def _of_nodes(tree: SyntaxTreeNode, lines: list[str]) -> Iterator[tuple[int, str]]:
    for node in tree.walk():
        if node.type == "image":
            yield _line(node), "pictures cannot be used here; take the ![...](...) out."
        elif node.type == "footnote_ref" and _is_within(node, "heading", "footnote"):
            yield _line(node), "a footnote cannot stand in a heading or in another footnote; move it into a sentence."
        elif node.type == "table":
            yield from _of_table(node, lines)


def _of_table(table: SyntaxTreeNode, lines: list[str]) -> Iterator[tuple[int, str]]:
    rows = [row for part in table.children for row in part.children]
    columns = len(rows[0].children)
    for row in rows:
        if _cells_written(lines[_line(row) - 1]) > columns:
            yield _line(row), f"this row of the table has more cells than the {columns} of its heading."
        if not all(_words(cell) for cell in row.children):
            yield _line(row), "this row of the table has an empty cell; say what is meant, such as “none”."


def _cells_written(line: str) -> int:
    """The cells of a row as it was typed, whatever quotation it stands in."""
    row = re.sub(r"^[\s>]+", "", line).strip()
    row = re.sub(r"(?<!\\)\|$", "", row.removeprefix("|"))
    return len(_PIPE.findall(row)) + 1


def _words(cell: SyntaxTreeNode) -> str:
    return "".join(part.content for part in cell.walk() if part.type in ("text", "code_inline")).strip()


def _of_notes(found: Mapping[str, Any], text: str) -> Iterator[tuple[int, str]]:
    for label, number in found.get("footnotes", {}).get("refs", {}).items():
        name = label.removeprefix(":")
        places = [mark.start() for mark in re.finditer(rf"^[ \t>]*\[\^{re.escape(name)}\]:", text, re.MULTILINE)]
        line = text.count("\n", 0, places[-1]) + 1 if places else 1
        if number < 0:
            yield line, f"nothing points to the footnote [^{name}]; put [^{name}] where its mark should go."
        elif len(places) > 1:
            yield line, f"there are two footnotes [^{name}]; give one another name."


def _is_within(node: SyntaxTreeNode, *types: str) -> bool:
    parent = node.parent
    return parent is not None and (parent.type in types or _is_within(parent, *types))


def _line(node: SyntaxTreeNode) -> int:
    """The line a node stands on, from one."""
    if node.is_root or node.parent is None:
        return 1
    if node.map:
        return node.map[0] + 1
    before = node.siblings[: node.siblings.index(node)]
    return _line(node.parent) + sum(part.type in _LINE_BREAKS for part in before)
