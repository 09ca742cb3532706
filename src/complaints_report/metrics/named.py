"""The figure that somebody names on the command line, or one line on what is wrong with the name."""

import shlex

from complaints_report.english import listed
from complaints_report.errors import CommandError, suggestion
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.metric import Key, Metric

_MOST_LISTED = 12
"""More groups than these are not listed in one line."""


def require_metric(name: str) -> Metric:
    """The metric of that name; CommandError with the nearest where there is none."""
    if name not in METRICS:
        near = suggestion(name, list(METRICS))
        cure = f"{near} " if near.startswith("did") else ""
        raise CommandError(f"There is no metric '{name}'; {cure}`complaints-report metrics` lists them.")
    return METRICS[name]


def key_named(figures: Figures, name: str, stage: int | None, by: str, group: str) -> Key:
    """The key of the figure named; CommandError where the report's year has no such figure."""
    metric = require_metric(name)
    stage = _stage(metric, stage)
    _require_breakdown(metric, stage, by)
    if not figures.has(name, stage, by=by):
        raise CommandError(f"The data of {figures.year} do not hold what '{name}'{_of(stage, by)} is made of.")
    _require_group(figures, (name, stage, by, group))
    return name, stage, by, group


def _stage(metric: Metric, stage: int | None) -> int | None:
    """The stage given, or the only one there is."""
    if stage in metric.stages:
        return stage
    if stage is None and len(metric.stages) == 1:
        return metric.stages[0]
    if metric.stages == (None,):
        raise CommandError(f"'{metric.name}' is not counted by stage; leave --stage out.")
    known = listed(map(str, metric.stages), "or")
    wrong = "needs its stage" if stage is None else f"is not known at stage {stage}"
    raise CommandError(f"'{metric.name}' {wrong}; use --stage {known}.")


def _require_breakdown(metric: Metric, stage: int | None, by: str) -> None:
    known = metric.breakdowns(stage)
    if by in known:
        return
    names = [name for name in known if name]
    if not names:
        raise CommandError(f"'{metric.name}'{_of(stage, '')} is not broken down; leave --by and --group out.")
    if not by:
        raise CommandError(f"'{metric.name}' is known by group alone; add --by ({', '.join(names)}) and --group.")
    raise CommandError(f"'{metric.name}'{_of(stage, '')} is not broken down by '{by}'; {suggestion(by, names)}")


def _require_group(figures: Figures, key: Key) -> None:
    name, stage, by, group = key
    known = [figure.group for figure in figures.groups(name, stage, by=by)] if by else [""]
    if group in known:
        return
    if not by:
        raise CommandError("--group needs --by, such as --by area.")
    wrong = f"There is no group '{group}' by {by} in {figures.year}" if group else f"--by {by} needs --group"
    near, elsewhere = suggestion(group, known), f"`complaints-report figures --metric {name}` lists them."
    raise CommandError(f"{wrong}; {near if near.startswith('did') or len(known) <= _MOST_LISTED else elsewhere}")


def _of(stage: int | None, by: str) -> str:
    return (f" at stage {stage}" if stage else "") + (f" by {by}" if by else "")


def in_quotes(words: str) -> str:
    """Words in the quotation marks in which a command line takes them as they are."""
    return shlex.quote(words) if set('"$`\\') & set(words) else f'"{words}"'


def command_of(figure: Figure) -> str:
    """What `explain` is to be given for a figure."""
    stage = f" --stage {figure.stage}" if figure.stage else ""
    group = f" --by {figure.by} --group {in_quotes(figure.group)}" if figure.by else ""
    return f"{figure.metric}{stage}{group} --year {figure.year}"
