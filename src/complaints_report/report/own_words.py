"""People's own words: a file of `content/` as blocks with the figures that it asks for, or why it cannot be printed."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from complaints_report.errors import TemplateError, nearest
from complaints_report.intake.content import FOLDER, every_text_file, name_in, text_file, text_files, without_comments
from complaints_report.report.blocks import Block, Heading
from complaints_report.report.markdown import blocks_of, to_tree
from complaints_report.report.placeholders import UnclearLineError, Value, filled, with_placeholders
from complaints_report.safe_text import printable

DEEPEST = 4
_LINE_BREAKS = ("softbreak", "hardbreak")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class OwnWords:
    """What people wrote for a year's report, by the name of its file; `said` is what stands between braces comes to.

    Those `without` are passed over, because they are an earlier year's.
    """

    folder: Path
    said: Callable[[str], Value]
    year: str = ""
    without: Collection[str] = ()

    def text(self, name: str) -> str:
        """The Markdown of `content/NAME.md`, or of the year's own, without its comments; empty where there is none."""
        return "" if name in self.without else without_comments(text_file(self.folder, name, self.year))

    def blocks(self, name: str, title: str = "", below: int = 1) -> list[Block]:
        """What `content/NAME.md` says, its headings below that of this level; `title` is the section's."""
        text = self.text(name)
        try:
            return below_heading(list(self._blocks(text, name, title)), below) if text else []
        except UnclearLineError as why:
            file = name_in(self.folder, text_file(self.folder, name, self.year))
            raise TemplateError(f"{file}, line {why.line}: {why}") from None

    def _blocks(self, text: str, name: str, title: str) -> Iterator[Block]:
        marks = with_placeholders(printable(text), self.said)
        found: dict[str, object] = {}
        tree = to_tree(marks.text, found)
        try:
            require_printable(tree, found, marks.text)
        except UnclearLineError as why:
            raise UnclearLineError(marks.line(why.line), str(why)) from None
        for block in blocks_of(tree, title or name, f"{name}-table"):
            yield filled(block, marks.values)

    def require_known(self, names: list[str]) -> None:
        """Stop at a file that says something and has no place in the report."""
        for path in text_files(self.folder, self.year):
            if path.stem not in names and self.text(path.stem):
                cure = nearest(path.stem, names, f"name it like a section, such as {FOLDER}/executive-summary.md.")
                raise TemplateError(f"{name_in(self.folder, path)} has no place in the report; {cure}")


def has_own_words(folder: Path) -> bool:
    """Whether a folder has files of people's own words."""
    return any(every_text_file(folder))


def below_heading(blocks: list[Block], level: int) -> list[Block]:
    """The blocks with their headings moved below one of a level."""
    down = level + 1 - min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    return [
        replace(block, level=min(DEEPEST, block.level + down)) if isinstance(block, Heading) else block
        for block in blocks
    ]


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
