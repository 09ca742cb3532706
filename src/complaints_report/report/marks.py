"""Values in a person's Markdown: a mark stands for each until the text has been understood.

So a value is never read as Markdown, and prints as it stands, whatever it holds.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from complaints_report.metrics.figure import Figure
from complaints_report.report.blocks import Block, Heading, Inline, Inlines, ListItem, Note, Paragraph, Table, Text
from complaints_report.report.offered import UnclearError, in_prose
from complaints_report.report.words import plain

# Two code points that Unicode keeps out of all texts.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_MARK_IN_LINK = re.compile(f"{quote(_OPEN)}([0-9]+){quote(_CLOSE)}")
# An odd number of backslashes makes the brace after them stand for itself.
_BRACES = re.compile(
    r"(?<!\\)(?P<before>(?:\\\\)*)(?:\{\{(?P<asked>(?:(?!\n[ \t]*\n).)*?)\}\}|(?P<stray>\{[{%#]))", re.DOTALL
)
_STRAY = {
    "{{": "{{ has no }} after it",
    "{%": "{% cannot be used here, only figures between {{ and }}",
    "{#": "{# cannot be used here; a note that is not printed stands between <!-- and -->",
}

Value = Figure | str


class UnclearLineError(Exception):
    """A line that cannot be printed: its number, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True)
class Marked:
    """A text with marks in it, what each stands for, and the line ends that went with each."""

    text: str
    values: tuple[Value, ...]
    line_ends: tuple[int, ...]

    def line(self, place: int) -> int:
        """The line in the person's file of a line of the marked text, both from one."""
        above = "\n".join(self.text.split("\n")[: place - 1])
        return place + sum(self.line_ends[int(mark)] for mark in _MARK.findall(above))


def marked(text: str, said: Callable[[str], Value]) -> Marked:
    """A text with a mark for whatever stands between {{ and }}; `said` is what that comes to."""
    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    values: list[Value] = []
    line_ends: list[int] = []

    def mark(found: re.Match[str]) -> str:
        line = text.count("\n", 0, found.end("before")) + 1
        if found["stray"]:
            stray = found["stray"]
            raise UnclearLineError(
                line, f"{_STRAY[stray]}. To print {stray} as it is, put a backslash first: \\{stray}"
            )
        try:
            values.append(said(found["asked"]))
        except UnclearError as why:
            raise UnclearLineError(line, str(why)) from None
        line_ends.append(found["asked"].count("\n"))
        return f"{found['before']}{_OPEN}{len(values) - 1}{_CLOSE}"

    return Marked(_BRACES.sub(mark, text), tuple(values), tuple(line_ends))


def filled(block: Block, values: Sequence[Value]) -> Block:
    """The block with its values: small counts in words in prose, in figures in headings and tables."""
    prose, table = _Filler(values, in_prose), _Filler(values, plain)
    match block:
        case Heading():
            return replace(block, text=table.text(block.text))
        case Paragraph() | ListItem():
            return replace(block, inlines=prose.inlines(block.inlines))
        case Table():
            header, *rows = (tuple(map(table.inlines, row)) for row in (block.header, *block.rows))
            return replace(block, caption=table.text(block.caption), header=header, rows=tuple(rows))
        case _:
            return block


class _Filler:
    def __init__(self, values: Sequence[Value], spoken: Callable[[Figure], str]) -> None:
        self._words = [spoken(value) if isinstance(value, Figure) else value for value in values]

    def text(self, text: str) -> str:
        return _MARK.sub(lambda mark: self._words[int(mark[1])], text)

    def inlines(self, inlines: Inlines) -> Inlines:
        return tuple(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Text():
                href = _MARK_IN_LINK.sub(lambda mark: quote(self._words[int(mark[1])], safe=""), inline.href)
                return replace(inline, text=self.text(inline.text), title=self.text(inline.title), href=href)
            case Note():
                return Note(self.inlines(inline.inlines))
            case _:
                return inline
