"""Placeholders of values in Markdown: a mark stands for each until the text has been understood.

So a value is never read as Markdown, and prints as it stands, whatever it holds.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from complaints_report.metrics.figure import Figure
from complaints_report.report.blocks import (
    Block,
    Heading,
    Inline,
    Inlines,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Table,
    Text,
)
from complaints_report.report.filters import UnclearError
from complaints_report.report.phrases import Phrase, plain_phrase, prose_phrase

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
class MarkedText:
    """A text with marks in it, what each stands for, and the line ends that went with each."""

    text: str
    values: tuple[Value, ...]
    line_ends: tuple[int, ...]

    def line(self, place: int) -> int:
        """The line in the person's file of a line of the marked text, both from one."""
        above = "\n".join(self.text.split("\n")[: place - 1])
        return place + sum(self.line_ends[int(mark)] for mark in _MARK.findall(above))


def with_placeholders(text: str, said: Callable[[str], Value]) -> MarkedText:
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
        return f"{found['before']}{placeholder(len(values) - 1)}"

    return MarkedText(_BRACES.sub(mark, text), tuple(values), tuple(line_ends))


def placeholder(place: int) -> str:
    """The mark that stands for the value at a place."""
    return f"{_OPEN}{place}{_CLOSE}"


def filled(block: Block, values: Sequence[Value]) -> Block:
    """The block with its values: small counts in words in prose, in figures in headings and tables."""
    prose, table = _Filler(values, prose_phrase), _Filler(values, plain_phrase)
    match block:
        case Heading():
            return replace(block, text=table.text(block.text))
        case Paragraph() | ListItem():
            return replace(block, inlines=prose.inlines(block.inlines))
        case Picture():
            return replace(block, words=prose.inlines(block.words))
        case Table():
            header, *rows = (tuple(map(table.inlines, row)) for row in (block.header, *block.rows))
            return replace(block, words=table.inlines(block.words), header=header, rows=tuple(rows))
        case _:
            return block


class _Filler:
    def __init__(self, values: Sequence[Value], spoken: Callable[[Figure], Phrase]) -> None:
        self._values, self._spoken = values, spoken

    def _words(self, place: str) -> str:
        value = self._values[int(place)]
        return self._spoken(value) if isinstance(value, Figure) else value

    def text(self, text: str) -> str:
        return _MARK.sub(lambda mark: self._words(mark[1]), text)

    def inlines(self, inlines: Inlines) -> Inlines:
        return tuple(made for inline in inlines for made in self._inline(inline))

    def _inline(self, inline: Inline) -> Iterator[Inline]:
        match inline:
            case Text() if not (_OPEN in inline.text or inline.href or inline.title):
                yield from (inline,) if inline.text else ()
            case Text():
                href = _MARK_IN_LINK.sub(lambda mark: quote(self._words(mark[1]), safe=""), inline.href)
                yield from self._pieces(replace(inline, title=self.text(inline.title), href=href))
            case Note():
                yield Note(self.inlines(inline.inlines))
            case _:
                yield inline

    def _pieces(self, whole: Text) -> Iterator[Text]:
        """The words between the marks as they stand, and what each mark stands for with its expression."""
        for place, piece in enumerate(_MARK.split(whole.text)):
            said = self._words(piece) if place % 2 else piece
            if said:
                yield replace(whole, text=str(said), expression=said.expression if isinstance(said, Phrase) else "")
