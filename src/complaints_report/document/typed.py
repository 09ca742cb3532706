"""Numbers that stand outside every control: those that people typed, each beside the figure it equals."""

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from complaints_report.document.findings import Finding, Kind
from complaints_report.document.places import Piece
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.report.blocks import Document, Heading, Inlines, ListItem, Note, Paragraph, Picture, Table, Text
from complaints_report.report.words import base, numeral, plain

if TYPE_CHECKING:
    from complaints_report.document.checked import Now

NO_FIGURE = "no figure explains it"
MOST_NAMED = 3
NUMBER = re.compile(r"(?<![\w/.,£-])£?\d[\d,]*(?:\.\d+)?%?(?![\w/-]|[.,]\d)")
_BEFORE, _AFTER = re.compile(r"([^\W\d]+)\W*$"), re.compile(r"^\W*([^\W\d]+)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(name.lower() for name in month_name if name)
# Words before a number that make it a name: no quantity.
_NAMED = frozenset(
    (
        *("stage", "stages", "figure", "figures", "table", "tables", "appendix", "page", "section", "decision"),
        *("part", "regulation", "regulations", "act", "step", "chapter", "paragraph", "article", "level", "version"),
    )
)


class Typed:
    """Tells the numbers that people typed from those that the report itself has in its words."""

    def __init__(self, now: "Now") -> None:
        self._ours = frozenset(around for words in texts(now.document) for _, around in _numbers(words))
        self._figures = named_values(now.figures)

    def findings(self, piece: Piece) -> Iterator[Finding]:
        """A finding for each number of the piece that people typed."""
        for place, around in _numbers(piece.words):
            if around not in self._ours and not _is_name(*around):
                sentence, number = piece.sentence(place), around[1]
                ours = self._explained(number, sentence)
                where = piece.place(place, len(number))
                yield Finding(Kind.TYPED, piece.heading, sentence, "Number", number, ours, place=where)

    def _explained(self, number: str, sentence: str) -> str:
        """The figures that a number equals, those the sentence may mean first."""
        found = self._figures.get(number, [])
        said = {word.lower() for word in re.findall(r"\w+", sentence)}
        best = sorted(found, key=lambda figure: (-_likeness(figure, said), bool(figure.by), figure.stage or 0))
        return "; or ".join(map(name_of, best[:MOST_NAMED])) or NO_FIGURE


Around = tuple[str, str, str]


def _numbers(words: str) -> list[tuple[int, Around]]:
    """The place of each number of a text, and the number between the word before it and the word after it."""
    found = []
    for number in NUMBER.finditer(words):
        before, after = _BEFORE.search(words[: number.start()]), _AFTER.search(words[number.end() :])
        around = before[1].lower() if before else "", number[0], after[1].lower() if after else ""
        found.append((number.start(), around))
    return found


def _is_name(before: str, number: str, after: str) -> bool:
    """Whether a number is a year, part of a date or the number of something."""
    return bool(_YEAR.fullmatch(number)) or after in _MONTHS or before in _NAMED or before in _MONTHS


def _likeness(figure: Figure, said: set[str]) -> int:
    """How many words of a sentence speak for a figure; its stage counts most."""
    title = {word.lower() for word in re.findall(r"\w+", f"{METRICS[figure.metric].title} {figure.group}")}
    return len(title & said) + (3 if figure.stage and str(figure.stage) in said else 0)


def named_values(figures: Figures) -> dict[str, list[Figure]]:
    """The figures of the report's year by every form in which their value is printed."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.known and not figure.withheld:
            for form in _forms(figure):
                found.setdefault(form, []).append(figure)
    return found


def _forms(figure: Figure) -> set[str]:
    """The ways a figure is printed: at its places, in whole numbers, and the number counted of a share."""
    if figure.unit not in ("percent", "ratio"):
        return {plain(figure)}
    return {plain(figure), plain(figure, 0), *([numeral(figure.numerator)] if figure.numerator else [])}


def name_of(figure: Figure) -> str:
    """A figure in a few words: "Complaints received, stage 1, Fostering"."""
    stage = f"stage {figure.stage}" if figure.stage else ""
    behind = f"{base(figure)}" if figure.unit in ("percent", "ratio") else ""
    return ", ".join(filter(None, (METRICS[figure.metric].title, stage, figure.group, behind)))


def texts(document: Document) -> Iterator[str]:
    """The words of a report that are neither figures nor a person's, a stretch at a time."""
    for name, answer in document.cover.rows:
        yield name
        yield answer
    yield from (document.cover.heading, document.cover.meeting_on, document.cover.notice)
    for block in (one for place, one in enumerate(document.blocks) if place not in document.own):
        match block:
            case Heading():
                yield block.text
            case Picture():
                yield block.caption
            case Paragraph() | ListItem():
                yield from _stretches(block.inlines)
            case Table():
                yield block.caption
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from _stretches(cell)


def _stretches(inlines: Inlines) -> Iterator[str]:
    """What stands between the figures of a line, and in its notes."""
    stretch: Sequence[str] = []
    for inline in inlines:
        if isinstance(inline, Note):
            yield from _stretches(inline.inlines)
        elif isinstance(inline, Text) and inline.expression:
            yield "".join(stretch)
            stretch = []
        elif isinstance(inline, Text):
            stretch = [*stretch, inline.text]
    yield "".join(stretch)
