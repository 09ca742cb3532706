"""Words and numbers that know which figures they say: with each goes the expression that gives it again."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import wraps
from typing import Any

from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figure_names import figure_expression, literal
from complaints_report.report import words
from complaints_report.report.filters import in_prose


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
