"""The names of figures: which figure is meant, and how a figure is named as a command and as an expression."""

import re
import shlex
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from complaints_report.english import listed
from complaints_report.errors import CommandError, nearest, suggestion
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.metric import Key, Metric

_METRIC = re.compile(r'\w+\("(\w+)"(?:, stage=(\d))?')
"""How an expression begins that `figure_expression` writes."""
_MESSAGE = re.compile(r"message\((\d)\)")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How people are told that there is no such figure, where they name it; `hidden` breakdowns are not offered."""

    error: Callable[[str], Exception]
    no_metric: str
    like_metric: str
    no_stages: str
    no_stage: str
    other_stage: str
    no_breakdowns: str
    no_breakdown: str
    other_breakdown: str
    other_group: str
    groups_listed: str
    hidden: Collection[str] = ()


COMMAND = Wording(
    error=CommandError,
    no_metric="There is no metric '{metric}'; `complaints-report metrics` lists them.",
    like_metric="There is no metric '{metric}'; {near} `complaints-report metrics` lists them.",
    no_stages="'{metric}' is not counted by stage; leave --stage out.",
    no_stage="'{metric}' needs its stage; use --stage {stages}.",
    other_stage="'{metric}' is not known at stage {stage}; use --stage {stages}.",
    no_breakdowns="'{metric}'{at} is not broken down; leave --by and --group out.",
    no_breakdown="'{metric}' has no total, only groups; add --by ({names}) and --group.",
    other_breakdown="'{metric}'{at} is not broken down by '{by}'; {near}",
    other_group="There is no group '{group}' by {by} in {year}; {near}",
    groups_listed="`complaints-report figures --metric {metric}` lists them.",
)


def require_metric(name: str, wording: Wording = COMMAND) -> Metric:
    """The metric of that name; an error with the nearest where there is none."""
    if name not in METRICS:
        near = suggestion(name, list(METRICS))
        told = wording.like_metric if near.startswith("did") else wording.no_metric
        raise wording.error(told.format(metric=name, near=near))
    return METRICS[name]


def require_stage(metric: Metric, stage: object, wording: Wording = COMMAND) -> None:
    """Stop where a metric is not counted at a stage."""
    if type(stage) in (int, type(None)) and stage in metric.stages:
        return
    stages = listed((str(one) for one in metric.stages if one is not None), "or")
    told = wording.no_stage if stage is None else wording.other_stage if stages else wording.no_stages
    raise wording.error(told.format(metric=metric.name, stage=repr(stage), stages=stages))


def require_breakdown(metric: Metric, stage: int | None, by: str, wording: Wording = COMMAND) -> None:
    """Stop where a metric is not broken down so at a stage."""
    if by in metric.breakdowns(stage):
        return
    names = [one for one in metric.breakdowns(stage) if one and one not in wording.hidden]
    told = (wording.other_breakdown if by else wording.no_breakdown) if names else wording.no_breakdowns
    near, at = nearest(by, names), f" at stage {stage}" if stage else ""
    raise wording.error(told.format(metric=metric.name, at=at, by=by, names=", ".join(names), near=near))


def require_group(key: Key, known: Sequence[str], year: str, wording: Wording = COMMAND) -> None:
    """Stop where a group is none of those known of its breakdown."""
    metric, _, by, group = key
    if group not in known:
        near = nearest(group, known, wording.groups_listed.format(metric=metric))
        raise wording.error(wording.other_group.format(group=group, by=by, year=year, near=near))


def key_named(figures: Figures, name: str, stage: int | None, by: str, group: str) -> Key:
    """The key of the figure named on the command line; CommandError where the report's year has no such figure."""
    metric = require_metric(name)
    if stage is None and len(metric.stages) == 1:
        stage = metric.stages[0]
    require_stage(metric, stage)
    require_breakdown(metric, stage, by)
    if not figures.has(name, stage, by=by):
        of = (f" at stage {stage}" if stage else "") + (f" by {by}" if by else "")
        raise CommandError(f"The data of {figures.year} do not hold what '{name}'{of} is made of.")
    if group and not by:
        raise CommandError("--group needs --by, such as --by area.")
    known = [figure.group for figure in figures.groups(name, stage, by=by)]
    if by and not group:
        near = nearest("", known, COMMAND.groups_listed.format(metric=name))
        raise CommandError(f"--by {by} needs --group; {near}")
    if by:
        require_group((name, stage, by, group), known, figures.year)
    return name, stage, by, group


def in_quotes(words: str) -> str:
    """Words in the quotation marks in which a command line takes them as they are."""
    return shlex.quote(words) if set('"$`\\') & set(words) else f'"{words}"'


def command_of(figure: Figure) -> str:
    """What `explain` is to be given for a figure."""
    stage = f" --stage {figure.stage}" if figure.stage else ""
    group = f" --by {figure.by} --group {in_quotes(figure.group)}" if figure.by else ""
    return f"{figure.metric}{stage}{group} --year {figure.year}"


def figure_expression(figure: Figure) -> str:
    """The expression that gives a figure."""
    named = {"stage": figure.stage, "by": figure.by, "group": figure.group, "year": figure.year}
    given = [f"{name}={literal(value)}" for name, value in named.items() if value]
    return f"figure({', '.join([literal(figure.metric), *given])})"


def title_of(expression: str) -> str:
    """What a figure or a message is called for a person: the metric's title, and its stage; the message's number."""
    if message := _MESSAGE.fullmatch(expression):
        return f"Message {message[1]}"
    found = _METRIC.search(expression)
    if not found or found[1] not in METRICS:
        return "Figure"
    return METRICS[found[1]].title + (f", stage {found[2]}" if found[2] else "")


def literal(value: str | int) -> str:
    """A value as an expression has it."""
    return f"{value}" if isinstance(value, int) else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
