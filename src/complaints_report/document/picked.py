"""The figure behind words that somebody picks up from a report, such as "51%"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from complaints_report.calendar import shift_year
from complaints_report.document.opened import Opened
from complaints_report.document.places import Piece, pieces
from complaints_report.document.tokens import tokens
from complaints_report.errors import CommandError
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.report.kept import FIGURE
from complaints_report.report.living import Expressions

_MOST_LISTED = 6


@dataclass(frozen=True)
class Picked:
    """A figure that the words picked say, and the heading under which they do."""

    figure: Figure
    heading: str


def figure_picked(document: Opened, figures: Figures, words: str) -> Figure:
    """The one figure that these words of a report say; CommandError where they say none, or several."""
    found = {one.figure: one for one in _picked(document, Expressions(figures), words)}
    if len(found) == 1:
        return _of_year_meant(next(iter(found)), figures, words)
    raise CommandError(_several(words, list(found.values())) if found else _none(document, words))


def _picked(document: Opened, expressions: Expressions, words: str) -> Iterator[Picked]:
    items = {item.tag: item for item in document.kept.items} if document.kept else {}
    form = _form(words)
    for piece in pieces(document):
        item = items.get(piece.tag)
        if item is not None and item.kind == FIGURE and _says(piece, form):
            yield from (Picked(figure, piece.heading) for figure in expressions.figures(item.expression))


def _form(words: str) -> re.Pattern[str]:
    """The words, whatever spaces are between them, and not within another word or number."""
    said = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w)(?<!\d[.,]){said}(?!\w|[.,]\d)", re.IGNORECASE)


def _says(piece: Piece, form: re.Pattern[str]) -> bool:
    """Whether some of the words picked are this piece's own, and not only spaces or points beside it."""
    ends = piece.begins + len(piece.words)
    shared = (piece.paragraph[max(one.start(), piece.begins) : min(one.end(), ends)] for one in _at(piece, form))
    return any(re.search(r"\w", words) for words in shared)


def _at(piece: Piece, form: re.Pattern[str]) -> Iterator[re.Match[str]]:
    ends = piece.begins + len(piece.words)
    return (one for one in form.finditer(piece.paragraph) if one.start() < ends and one.end() > piece.begins)


def _none(document: Opened, words: str) -> str:
    return (
        f"No figure of {document.path} says “{words}”: give the words as they stand there, from one sentence or cell, "
        "with the figure among them."
    )


def _of_year_meant(figure: Figure, figures: Figures, words: str) -> Figure:
    """The figure, or that of the year before where a phrase on both is picked up by the earlier number."""
    number = next((token for token in tokens(words) if token.is_number), None)
    year = shift_year(figure.year, -1)
    before = figures.figure(figure.metric, figure.stage, by=figure.by, group=figure.group, year=year)
    if number is None or figure.at(number.places) == number.value:
        return figure
    return before if before.at(number.places) == number.value else figure


def _several(words: str, found: list[Picked]) -> str:
    listed = "; ".join(f"{command_of(one.figure)} (under “{one.heading}”)" for one in found[:_MOST_LISTED])
    more = f"; and {len(found) - _MOST_LISTED:,} more" if len(found) > _MOST_LISTED else ""
    return (
        f"“{words}” says {len(found):,} figures: pick more words of the sentence, or ask for one of them with "
        f"`complaints-report explain`: {listed}{more}."
    )


def command_of(figure: Figure) -> str:
    """What `explain` is to be given for a figure."""
    stage = f" --stage {figure.stage}" if figure.stage else ""
    group = f' --by {figure.by} --group "{figure.group}"' if figure.by else ""
    return f"{figure.metric}{stage}{group} --year {figure.year}"
