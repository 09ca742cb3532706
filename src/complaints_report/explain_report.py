"""`explain --report`: the figure behind words that somebody picks up from a report, such as "51%"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from complaints_report.audit.controls import OwnReport, Said
from complaints_report.audit.reading import read_document
from complaints_report.audit.reading.numbers import PERCENT, Number, numbers_in
from complaints_report.calendar import shift_year
from complaints_report.errors import CommandError
from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.explanation import Explanation
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figure_names import command_of
from complaints_report.metrics.figures import Figures
from complaints_report.report.expressions import Expressions
from complaints_report.run import Run, explained, figures_for
from complaints_report.word.custom_part import keeps_nothing

_MOST_LISTED = 6


@dataclass(frozen=True)
class Picked:
    """A figure that the words picked say, and the heading under which they do."""

    figure: Figure
    heading: str


def explained_in(run: Run, path: Path, words: str, year: str | None) -> Explanation:
    """What is behind the one figure that these words of a report say."""
    own = OwnReport.of(read_document(path))
    if own is None:
        raise keeps_nothing(path)
    figures = figures_for(run, year or own.kept.year or None)
    figure = figure_picked(own, publishable(figures), words)
    return explained(run, figure.year, figure.metric, figure.stage, by=figure.by, group=figure.group)


def figure_picked(own: OwnReport, figures: Figures, words: str) -> Figure:
    """The one figure that these words of a report say; CommandError where they say none, or several."""
    found: dict[Figure, Picked] = {}
    for one in _picked(own, Expressions(figures), words):
        found.setdefault(one.figure, one)
    meant = [found[figure] for figure in _meant(list(found), words)]
    if len(meant) == 1:
        return _of_year_meant(meant[0].figure, figures, words)
    raise CommandError(_several(words, meant) if meant else _none(own, words, figures))


def _meant(found: Sequence[Figure], words: str) -> list[Figure]:
    """Those of some figures that the first number among the words fits best; all of them where there is no number."""
    number = next(iter(numbers_in(words)), None)
    if number is None or not found:
        return [*found]
    fits = {figure: _fit(figure, number) for figure in found}
    return [figure for figure in found if fits[figure] == max(fits.values())]


def _fit(figure: Figure, number: Number) -> int:
    """How well a number fits a figure: as its value best, then as one of the whole numbers behind it."""
    if _is_value(figure, number):
        return 2
    return int(number.value in (figure.numerator, figure.denominator))


def _is_value(figure: Figure, number: Number) -> bool:
    is_share = figure.unit in ("percent", "ratio")
    return figure.at(number.places) == number.value and is_share == (number.unit == PERCENT)


def _picked(own: OwnReport, expressions: Expressions, words: str) -> Iterator[Picked]:
    form = _form(words)
    for said in own.figures.values():
        if _says(said, form):
            yield from (Picked(figure, said.heading) for figure in expressions.figures(said.item.expression))


def _form(words: str) -> re.Pattern[str]:
    """The words, whatever spaces are between them, and not within another word or number."""
    said = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w)(?<!\d[.,]){said}(?!\w|[.,]\d)", re.IGNORECASE)


def _says(said: Said, form: re.Pattern[str]) -> bool:
    """Whether some of the words picked are this control's own, and not only spaces or points beside it."""
    whole, begins, ends = said.sentence.words, said.control.begins, said.control.ends
    shared = (whole[max(one.start(), begins) : min(one.end(), ends)] for one in form.finditer(whole))
    return any(re.search(r"\w", words) for words in shared)


def _none(own: OwnReport, words: str, figures: Figures) -> str:
    said = f"No figure of {own.document.path} says “{words}”"
    number = next(iter(numbers_in(words)), None)
    equal = [figure for figure in figures if number and _is_value(figure, number)]
    if 0 < len(equal) <= _MOST_LISTED:
        asked = "; ".join(map(command_of, equal))
        return f"{said}, but it could be one of these; ask for it with `complaints-report explain`: {asked}."
    return f"{said}: give the words as they stand there, from one sentence or cell, with the figure among them."


def _of_year_meant(figure: Figure, figures: Figures, words: str) -> Figure:
    """The figure, or that of the year before where a phrase on both is picked up by the earlier number."""
    number = next(iter(numbers_in(words)), None)
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
