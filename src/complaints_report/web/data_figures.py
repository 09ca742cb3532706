"""Which figure each number on a page is: `data-figure`, by which `verify` and anybody's programs read the pages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup, escape

from complaints_report.english import WITHHELD, in_words
from complaints_report.metrics.figure import PLACES, Figure, with_unit
from complaints_report.metrics.figure_names import figure_expression
from complaints_report.metrics.figures import Figures
from complaints_report.report.expressions import Expressions

HIDDEN = "[c]"
"""What stands for a number that is withheld."""
VALUE, WHOLE, CHANGES = "value", ("numerator", "denominator"), ("change", "percent_change")
PARTS = (VALUE, *WHOLE, "previous", *CHANGES)
_PERCENTAGES = ("percent", "ratio")
"""The units whose changes are in percentage points."""
_ONE = re.compile(r'(figure\((?:"(?:[^"\\]|\\.)*"|[^")])*\))(?:$|[|.])')
_NUMBER = re.compile(r"(?<![\w/.,£-])£?\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w/]|[.,]\d)|(?<![\w-])[A-Z]?[a-z]+(?![\w-])")
_NAMED = re.compile(r"(?:[Ss]tages?|[Aa]ppendix|[Tt]able|[Ff]igure)\s$")
_SPAN = re.compile(r" (?:working days|years)\b")

Named = tuple[Figure, str]
"""A figure, and the part of it that is meant."""


def data_figure(figure: Figure, part: str = VALUE) -> str:
    """What names a figure, and the part of it that is meant, in an attribute."""
    named = {"metric": figure.metric, "stage": figure.stage, "by": figure.by, "group": figure.group}
    given = {**named, "year": figure.year, "part": part}
    return "&".join(f"{name}={quote(str(value), safe='')}" for name, value in given.items() if value)


def figure_html(figure: Figure, words: str, part: str = VALUE) -> Markup:
    """The words of a figure, with which figure they are."""
    return Markup('<span data-figure="{}">{}</span>').format(data_figure(figure, part), words)


class Marks:
    """Marks the numbers in words that are said of figures."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._expressions = Expressions(figures)
        self._known: dict[str, tuple[Figure, ...]] = {}

    def html(self, words: str, expression: str) -> Markup:
        """The words, every number that one of their figures gives marked with it; one that is withheld as [c]."""
        figures = self._of(expression)
        if len(figures) == 1 and figures[0].withheld and words.strip() == WITHHELD:
            return figure_html(figures[0], HIDDEN)
        return Markup("").join(_pieces(words, _said_of(figures, expression)))

    def _of(self, expression: str) -> tuple[Figure, ...]:
        if expression not in self._known:
            one = _ONE.match(expression)
            alone = self._by_expression.get(one[1]) if one else None
            self._known[expression] = (alone,) if alone else self._expressions.figures(expression)
        return self._known[expression]

    @cached_property
    def _by_expression(self) -> dict[str, Figure]:
        every = (figure for known in self._figures.years.values() for figure in known.values())
        return {figure_expression(figure): figure for figure in every}


def _said_of(figures: tuple[Figure, ...], expression: str) -> dict[str, list[Named]]:
    """How each number of some figures may be printed, and which figures and parts of them that may be, in order."""
    before = tuple(figure.previous for figure in figures if figure.previous)
    named = expression.rpartition(".")[2]
    parts = sorted(PARTS, key=lambda part: part != named)
    every = [(figure, part) for part in parts for figure in figures]
    every += [(figure, part) for part in WHOLE for figure in before]
    found: dict[str, list[Named]] = {}
    for figure, part in sorted(every, key=lambda one: one[1] in CHANGES):
        for said in dict.fromkeys(printed_forms(figure, part)):
            found.setdefault(said, []).append((figure, part))
    return found


def printed_forms(figure: Figure, part: str) -> Iterator[str]:
    """The ways in which a part of a figure may be printed."""
    unit = figure.unit if part in (VALUE, "previous", "change") else "percent" if part == "percent_change" else "count"
    for places in range(PLACES[unit], -1, -1):
        number = part_number(figure, part, places)
        if number is not None:
            yield with_unit(abs(number), "points" if part == "change" and unit in _PERCENTAGES else unit)
            if unit == "count" or (unit == "days" and number == number.to_integral_value()):
                yield f"{abs(int(number)):,}"
            if unit == "count" and number:  # "no" may deny anything
                yield in_words(abs(number))


def part_number(figure: Figure, part: str, places: int) -> Decimal | None:
    """A part of a figure at so many places."""
    if part in WHOLE:
        whole = getattr(figure, part)
        return None if whole is None else Decimal(whole)
    if part == "previous":
        return figure.previous_at(places)
    if part == "change":
        return figure.change_at(places)
    return figure.at(places) if part == VALUE else figure.percent_change_at(places)


def _pieces(words: str, said: Mapping[str, list[Named]]) -> Iterator[Markup]:
    """The words in pieces, the numbers that are figures each in a mark of its own."""
    at, times = 0, Counter[str]()
    for found in _NUMBER.finditer(words):
        number = _not_capital(found[0])
        known = said.get(number, ())
        if not known or _NAMED.search(words[: found.start()]):
            continue
        figure, part = known[min(times[number], len(known) - 1)]
        if figure.unit == "days" or not _SPAN.match(words, found.end()):
            yield escape(words[at : found.start()])
            yield figure_html(figure, found[0], part)
            at, times[number] = found.end(), times[number] + 1
    yield escape(words[at:])


def _not_capital(words: str) -> str:
    """A number in words as it is within a sentence, not at its head."""
    return words[:1].lower() + words[1:]
