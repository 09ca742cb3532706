"""Words that know which figures they say: with each goes an expression that gives them again from other data.

An expression is written as between braces in `content/`: `figure("received", stage=1, year="2023/24")|versus(0)`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial, wraps
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figure_names import figure_expression, literal
from complaints_report.metrics.figures import Figures
from complaints_report.report import observations, shares, trends, words
from complaints_report.report.filters import IN_PROSE, in_prose
from complaints_report.report.messages import Messages

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_STRANGE = re.compile(
    r"[^\w\s()\[\],=|.+-]|\d{7}|\(\s*\d{3}|\.\s*\w+\s*\(|[])]\s*\(|(?<![|\w])(?!figure|groups|series|message)\w+\s*\("
)
"""What no expression of ours has outside its strings: other signs, great numbers, calls of anything else."""
_LONGEST = 20_000
WHOLE_NUMBERS = ("numerator", "denominator", "value")


class Phrase(str):
    """Words with the expression that gives them."""

    expression: str

    def __new__(cls, said: str, expression: str) -> "Phrase":
        """The words, and how to say them again."""
        made = super().__new__(cls, said)
        made.expression = expression
        return made


class WholeNumber(Decimal):
    """A number of a figure, such as its numerator, with the expression that gives it."""

    expression: str

    def __new__(cls, number: Decimal | int, expression: str) -> "WholeNumber":
        """The number, and how to find it again."""
        made = super().__new__(cls, number)
        made.expression = expression
        return made

    def __add__(self, other: Any) -> "WholeNumber":
        return WholeNumber(Decimal(self) + other, f"({self.expression} + {_expression_or_number(other)})")

    def __radd__(self, other: Any) -> "WholeNumber":
        return self if other == 0 else WholeNumber(other + Decimal(self), f"({other} + {self.expression})")

    def __sub__(self, other: Any) -> "WholeNumber":
        return WholeNumber(Decimal(self) - other, f"({self.expression} - {_expression_or_number(other)})")


def _expression_or_number(value: Any) -> str:
    return expression_of(value) or str(value)


def expression_of(value: Any) -> str:
    """The expression that gives a figure, figures, or what was said of them; empty where there is none."""
    if isinstance(value, Phrase | WholeNumber):
        return value.expression
    if isinstance(value, Figure):
        return figure_expression(value)
    if isinstance(value, Sequence) and value and all(isinstance(one, Figure) for one in value):
        return _figures(value)
    return ""


def _figures(figures: Sequence[Figure]) -> str:
    """The breakdown or the years that the figures are, else each of them."""
    first = figures[0]
    alike = {(one.metric, one.stage, one.by) for one in figures} == {(first.metric, first.stage, first.by)}
    stage = f", stage={first.stage}" if first.stage else ""
    if alike and first.by and len({one.year for one in figures}) == 1 < len(figures):
        return f"groups({literal(first.metric)}{stage}, by={literal(first.by)})"
    if alike and not first.by and len({one.year for one in figures}) == len(figures) > 1:
        return f"series({literal(first.metric)}{stage})"
    return f"[{', '.join(map(figure_expression, figures))}]"


def with_expression(name: str, say: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, whose words know which figures they say."""

    @wraps(say)
    def said(value: Any, *given: Any) -> Any:
        spoken = say(value, *given)
        expression = expression_of(value) if isinstance(spoken, str) and spoken else ""
        brackets = f"({', '.join(map(literal, given))})" if given else ""
        return Phrase(spoken, f"{expression}|{name}{brackets}") if expression else spoken

    return said


def plain_phrase(figure: Figure) -> Phrase:
    """The figure as tables print it."""
    return Phrase(words.plain(figure), figure_expression(figure))


def prose_phrase(figure: Figure) -> Phrase:
    """The figure as a sentence has it."""
    return Phrase(in_prose(figure), f"{figure_expression(figure)}|in_prose")


FILTERS: Mapping[str, Callable[..., Any]] = {
    name: with_expression(name, say)
    for filters in (
        *(words.FILTERS, shares.FILTERS, trends.FILTERS, observations.FILTERS),
        IN_PROSE,
    )
    for name, say in filters.items()
}
"""Every filter that says figures."""


class PhraseEnvironment(Environment):
    """Jinja whose figures give numbers that know where they come from."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute; a figure's whole numbers know their figure."""
        return _whole(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item, likewise."""
        return _whole(obj, argument, super().getitem(obj, argument))


def _whole(obj: Any, name: Any, found: Any) -> Any:
    known = isinstance(obj, Figure) and name in WHOLE_NUMBERS and isinstance(found, Decimal | int)
    return WholeNumber(found, f"{figure_expression(obj)}.{name}") if known else found


class Expressions:
    """Says what expressions come to, over the figures of a run; nothing else can be asked."""

    def __init__(self, figures: Figures) -> None:
        self._sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
        self._sandbox.filters.clear()
        self._sandbox.filters.update(FILTERS)
        self._names: dict[str, Callable[..., Any]] = {
            "figure": figures.figure,
            "groups": figures.groups,
            "series": figures.series,
        }
        self._messages = Messages(figures, FILTERS)

    def figures(self, expression: str) -> tuple[Figure, ...]:
        """The figures that it asks for, each once."""
        asked: dict[Figure, None] = {}

        def noting(ask: Callable[..., Any]) -> Callable[..., Any]:
            def noted(*given: Any, **named: Any) -> Any:
                found = ask(*given, **named)
                asked.update(dict.fromkeys([found] if isinstance(found, Figure) else found))
                return found

            return noted

        self._found(expression, {name: noting(ask) for name, ask in self._names.items()})
        return tuple(asked)

    def words(self, expression: str) -> str | None:
        """The words it gives now; None where it cannot be read or its figures are not there."""
        found = self._found(expression, self._names)
        if isinstance(found, Figure):
            return words.plain(found)
        return None if found is None else str(found)

    def _found(self, expression: str, names: Mapping[str, Any]) -> Any:
        """What it comes to; None where it cannot be read, or is none that a report of ours would have."""
        if len(expression) > _LONGEST or _STRANGE.search(_STRING.sub("", expression)):
            return None
        try:
            message = partial(self._messages.message, asked=names)
            return self._sandbox.compile_expression(expression)(**names, message=message)
        except (JinjaError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
            return None
        except (RecursionError, MemoryError, SyntaxError):
            return None
