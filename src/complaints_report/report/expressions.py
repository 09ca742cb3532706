"""What gives words of figures, and expressions by which the same words are said again of other data.

An expression is written as between braces in `content/`: `figure("received", stage=1, year="2023/24")|versus(0)`.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figure_names import figure_expression
from complaints_report.metrics.figures import Figures
from complaints_report.report import observations, shares, trends, words
from complaints_report.report.filters import IN_PROSE
from complaints_report.report.messages import Messages
from complaints_report.report.phrases import WholeNumber, with_expression

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_STRANGE = re.compile(
    r"[^\w\s()\[\],=|.+-]|\d{7}|\(\s*\d{3}|\.\s*\w+\s*\(|[])]\s*\(|(?<![|\w])(?!figure|groups|series|message)\w+\s*\("
)
"""What no expression of ours has outside its strings: other signs, great numbers, calls of anything else."""
_LONGEST = 20_000
WHOLE_NUMBERS = ("numerator", "denominator", "value")


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
