"""What a figure is called where a reader is told of it."""

import re

from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.report.kept import title_of

_GROUP, _YEAR = re.compile(r'group="((?:[^"\\]|\\.)*)"'), re.compile(r'year="([^"]*)"')


def title_of_expression(expression: str, year: str) -> str:
    """The metric, stage and group that an expression names, and its year where that is not the report's."""
    groups = list(dict.fromkeys(_GROUP.findall(expression)))
    years = sorted(set(_YEAR.findall(expression)) - {year})
    return ", ".join([title_of(expression), *groups[: len(groups) == 1], *years[: len(years) == 1]])


def title_of_figure(figure: Figure, year: str) -> str:
    """The same of a figure."""
    stage = f"stage {figure.stage}" if figure.stage else ""
    other = figure.year if figure.year != year else ""
    return ", ".join(filter(None, (METRICS[figure.metric].title, stage, figure.group, other)))
