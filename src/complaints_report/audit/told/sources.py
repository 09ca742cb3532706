"""Where a figure comes from, for a person: its file, what is counted there, and the command that shows it."""

import shlex
from collections.abc import Callable, Iterable
from pathlib import Path

from complaints_report.audit.evidence.facts import SUMS
from complaints_report.english import listed
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figure_names import command_of, in_quotes
from complaints_report.metrics.figures_of_year import Source
from complaints_report.metrics.kinds import Given, Ratio

_HISTORY = "history"
_NAMED = 3
"""So many files of one table are named."""


def sources(source: Source, folder: Path, draft: bool = False) -> Callable[[Figure], str]:
    """Says of a figure in which file it stands, how many records it counts, and which command shows them."""
    options = f"{' --draft' if draft else ''} -f {_here(folder)}"

    def where(figure: Figure) -> str:
        is_sum = figure.stage in SUMS
        what = f"figures --metric {figure.metric} --year {figure.year}" if is_sum else f"explain {command_of(figure)}"
        return f"{_counted(source, figure)}: `complaints-report {what}{options}`"

    return where


def _here(folder: Path) -> str:
    """The folder as a command run here names it."""
    name = str(folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder)
    return name if shlex.quote(name) == name else in_quotes(name)


def _counted(source: Source, figure: Figure) -> str:
    """The files that a figure is made of, and what it is there."""
    metric = METRICS[figure.metric]
    if source.is_told_by_history(figure.year):
        return f"{_files(source, (_HISTORY,))}, the rows of {figure.year}"
    if isinstance(metric, Given):
        return f"{_files(source, (metric.table,))}, column {_heading(source, metric)}, the row of {figure.year}"
    if isinstance(metric, Ratio):
        return _files(source, (METRICS[key[0]].table for key in metric.counts[figure.stage]))
    of = f" of {figure.denominator:,}" if figure.unit == "percent" and figure.denominator else ""
    count = figure.denominator if figure.unit == "days" else figure.numerator
    told = isinstance(count, int) and figure.unit != "pounds"
    records = f", {count:,}{of} record{'s' * (bool(of) or count != 1)}" if told else ""
    return f"{_files(source, (metric.table,))}{records}"


def _heading(source: Source, metric: Given) -> str:
    """How the file heads the column of a number that it states."""
    return source.export.read[metric.table].heading(metric.column)


def _files(source: Source, tables: Iterable[str]) -> str:
    """The names of the files that hold some tables, a few of them where there are many."""
    found = [source.export.read[one] for one in tables if one in source.export.read]
    names = list(dict.fromkeys(origin.place.file for table in found for origin in table.origins))
    return listed([*names[:_NAMED], *([f"{len(names) - _NAMED:,} more"] if len(names) > _NAMED else [])])
