"""What a person writes between {{ and }} in `content/`, read without trusting it.

Only a name, a figure and its filters may stand there, so that nothing written there can hang, look into the
program or read a file. That is held twice: here, before anything is run, and by Jinja's own sandbox.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction
from math import isfinite
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from complaints_report.calendar import parse_year, shift_year
from complaints_report.errors import nearest
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figure_names import (
    Wording,
    require_breakdown,
    require_group,
    require_metric,
    require_stage,
)
from complaints_report.metrics.figures import Figures
from complaints_report.procedures import CHARACTERISTICS
from complaints_report.report.expressions import FILTERS
from complaints_report.report.filters import FIGURE_FILTERS, SENTENCE, UnclearError, require_words
from complaints_report.report.filters import NAMES as FILTER_NAMES
from complaints_report.report.phrases import Phrase, prose_phrase, with_expression
from complaints_report.safe_text import UNPRINTABLE

POSITIONS = ("metric", "stage")
KEYS = (*POSITIONS, "by", "group", "year")
YEARS = ("year", "previous_year")
PLAIN_NAMES = (*YEARS, "trust")
LONGEST = 500
EXAMPLE = '{{ figure("received", stage=1) }}'
AS_THEY_STAND = r"To print the braces themselves, put a backslash before them: \{{"
# What editors put in of their own accord.
_TYPED = str.maketrans({"“": '"', "”": '"', "\xa0": " "})

_WORDING = Wording(
    error=UnclearError,
    no_metric="there is no metric '{metric}'; `complaints-report metrics` lists them.",
    like_metric="there is no metric '{metric}'; {near}",
    no_stages="'{metric}' is not counted by stage; leave the stage out.",
    no_stage="'{metric}' has no stage; write stage={stages}.",
    other_stage="'{metric}' is not known at stage {stage}; write stage={stages}.",
    no_breakdowns="'{metric}' is not broken down; leave out by and group.",
    no_breakdown="'{metric}' is only known by group; give by and group. For by, {near}",
    other_breakdown="'{metric}' is not broken down by '{by}'; {near}",
    other_group="there is no group '{group}' by {by}; {near}",
    groups_listed="`complaints-report figures` lists them.",
    hidden=CHARACTERISTICS,
)


class Braces:
    """Says what stands between braces, over the figures of one year."""

    def __init__(self, figures: Figures, trust: str) -> None:
        self._figures = figures
        self._sandbox = sandbox()
        years = {"year": figures.year, "previous_year": shift_year(figures.year, -1)}
        self._names = {"figure": self._figure, "trust": trust, **years}

    def said(self, asked: str) -> Figure | str:
        """The figure or the words that are asked for; UnclearError where they cannot be told."""
        asked = asked.translate(_TYPED).strip()
        try:
            parsed = self._parsed(asked)
            if not all(map(_is_printable, parsed.find_all(nodes.Const))):
                raise _not_read(asked)
            require_known_filters(parsed)
            said = self._sandbox.compile_expression(asked)(**self._names)
        except (JinjaError, RecursionError, SyntaxError, ValueError):
            raise _not_read(asked) from None
        return said if isinstance(said, Figure | Phrase) else str(said)

    def _parsed(self, asked: str) -> nodes.Expr:
        if not asked or len(asked) > LONGEST:
            raise _not_read(asked)
        outputs = [node for node in self._sandbox.parse(f"{{{{ {asked} }}}}").body if isinstance(node, nodes.Output)]
        if len(outputs) != 1 or len(outputs[0].nodes) != 1:
            raise _not_read(asked)
        return outputs[0].nodes[0]

    def _figure(self, *given: Any, **named: Any) -> Figure:
        return figure_asked_for(self._figures, given, named)


def _is_printable(constant: nodes.Const) -> bool:
    """Whether a number is one, as 1e400 is not to a machine, and a text holds nothing that no document can."""
    value = constant.value
    return isfinite(value) if isinstance(value, float) else not isinstance(value, str) or not UNPRINTABLE.search(value)


def sandbox() -> ImmutableSandboxedEnvironment:
    """Jinja with nothing in it but the filters that are offered."""
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    for held in (environment.globals, environment.filters, environment.tests):
        held.clear()
    environment.filters.update({name: _filter(name) for name in FIGURE_FILTERS}, **{SENTENCE: _sentence})
    return environment


def _filter(name: str) -> Any:
    def say(figure: Any, *given: Any) -> str:
        require_words(name, figure, given)
        words: str = with_expression(name, FIGURE_FILTERS[name].say)(figure, *given)
        return words

    return say


def _sentence(said: Figure | str) -> Any:
    return FILTERS["sentence"](prose_phrase(said) if isinstance(said, Figure) else said)


def require_known_filters(asked: nodes.Expr) -> None:
    """Stop at anything but a name, or a figure, with filters."""
    if isinstance(asked, nodes.Filter):
        _require_filter(asked)
    elif isinstance(asked, nodes.Call):
        _require_figure(asked)
    elif not isinstance(asked, nodes.Name):
        raise UnclearError(
            f"between {{{{ and }}}} only a figure or a name can stand, such as {EXAMPLE}. {AS_THEY_STAND}"
        )
    elif asked.name not in PLAIN_NAMES:
        raise UnclearError(_no_such_name(asked.name))


def _require_filter(asked: nodes.Filter) -> None:
    if asked.name not in FILTER_NAMES:
        raise UnclearError(f"there is no filter '{asked.name}'; {nearest(asked.name, FILTER_NAMES)}")
    given: Sequence[nodes.Expr] = asked.args
    if asked.kwargs or asked.dyn_args or asked.dyn_kwargs or not all(isinstance(one, nodes.Const) for one in given):
        raise UnclearError(f"'{asked.name}' takes only words in quotation marks or numbers in its brackets.")
    if asked.name == SENTENCE and given:
        raise UnclearError(f"'{SENTENCE}' takes nothing in brackets.")
    if asked.node is not None:
        require_known_filters(asked.node)


def _require_figure(asked: nodes.Call) -> None:
    if not isinstance(asked.node, nodes.Name) or asked.dyn_args or asked.dyn_kwargs:
        raise UnclearError(f"between {{{{ and }}}} only a figure or a name can stand, such as {EXAMPLE}.")
    if asked.node.name != "figure":
        raise UnclearError(_no_such_name(asked.node.name))
    for given in [*asked.args, *(pair.value for pair in asked.kwargs)]:
        if isinstance(given, nodes.Name) and given.name not in YEARS:
            raise UnclearError(f'{given.name} must stand in quotation marks: "{given.name}".')
        if not isinstance(given, nodes.Name | nodes.Const):
            raise UnclearError(
                f"in a figure's brackets only words in quotation marks and numbers stand, as in {EXAMPLE}."
            )


def _no_such_name(name: str) -> str:
    if name == "figure":
        return f"a figure needs its metric in brackets, such as {EXAMPLE}."
    if name in METRICS or get_close_matches(name, METRICS, n=1, cutoff=0.85):
        return f"'{name}' is not a name; a metric is asked for as in {EXAMPLE}."
    return f"there is no '{name}'; {nearest(name, ('figure', *PLAIN_NAMES))}"


def _not_read(asked: str) -> UnclearError:
    shown = " ".join(asked.split())
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    return UnclearError(f"“{{{{ {shown} }}}}” cannot be read; write it as in {EXAMPLE}. {AS_THEY_STAND}")


def figure_asked_for(figures: Figures, given: Sequence[Any], named: Mapping[str, Any]) -> Figure:
    """The figure asked for; UnclearError where no such figure can be."""
    asked = _bound(given, named)
    if "metric" not in asked:
        raise UnclearError('a figure needs its metric first, such as figure("received", stage=1).')
    metric = require_metric(asked["metric"], _WORDING)
    stage, by, group = asked.get("stage"), asked.get("by", ""), asked.get("group", "")
    require_stage(metric, stage, _WORDING)
    if by in CHARACTERISTICS:
        raise UnclearError(
            f"figures by '{by}' cannot be used here, because small numbers among them are withheld; "
            "the report's own tables show the others."
        )
    require_breakdown(metric, stage, by, _WORDING)
    if bool(by) != bool(group):
        raise UnclearError(f'by and group go together, as in by="{by or "area"}", group="{group or "Fostering"}".')
    key, known = (metric.name, stage, by, group), _groups(figures, by)
    if known and not any(key[:3] in breakdowns for breakdowns in figures.in_one_row.values()):
        require_group(key, known, figures.year, _WORDING)
    return _found(figures, key, _year(asked.get("year", figures.year)))


def _bound(given: Sequence[Any], named: Mapping[str, Any]) -> dict[str, Any]:
    if len(given) > len(POSITIONS):
        raise UnclearError('a figure\'s breakdown is named, as in by="area", group="Fostering".')
    asked = dict(zip(POSITIONS, given, strict=False))
    for key, value in named.items():
        if key not in KEYS:
            raise UnclearError(f"a figure has no '{key}'; {nearest(key, KEYS)}")
        if key in asked:
            raise UnclearError(f"'{key}' is given twice.")
        asked[key] = value
    for key in set(asked) - {"stage"}:
        if not isinstance(asked[key], str):
            raise UnclearError(f"'{key}' must stand in quotation marks, such as {key}=\"{asked[key]}\".")
    return asked


def _groups(figures: Figures, by: str) -> list[str]:
    """The groups that any figure of the breakdown has in any year."""
    return list(dict.fromkeys(key[3] for year in figures.years.values() for key in year if by and key[2] == by))


def _year(year: str) -> str:
    try:
        return parse_year(year)
    except ValueError as error:
        raise UnclearError(f"{error}.") from None


def _found(figures: Figures, key: tuple[str, int | None, str, str], year: str) -> Figure:
    """The figure; a group that is not there in a year whose other groups make up the whole is none."""
    metric, stage, by, group = key
    figure = figures.figure(metric, stage, by=by, group=group, year=year)
    if figure.known or figure.withheld or not by or figure.unit != "count":
        return figure
    there = figures.years.get(year, {})
    whole = figures.figure(metric, stage, year=year).exact
    parts = [one.exact or 0 for one_key, one in there.items() if one_key[:3] == key[:3]]
    return replace(figure, exact=Fraction(0)) if parts and sum(parts) == whole else figure
