"""What every metric comes to over a year's rows, at each stage, in each breakdown; and the rows behind each figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from complaints_report.metrics.breakdowns import ONLY, always_there
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.derived_columns import Tables
from complaints_report.metrics.kinds import Ratio
from complaints_report.metrics.metric import Breakdown, Key, Metric, Tally
from complaints_report.metrics.selection import Array, Countable, SelectedRows


def tallies_of_year(tables: Mapping[str, Countable], year: str, is_whole: bool) -> dict[Key, Tally]:
    """What every metric that the tables allow comes to in a year; groups are those with rows in it.

    Of a year that the data hold whole, every month and quarter is there.
    """
    found: dict[Key, Tally] = {}
    for metric in METRICS.values():
        if metric.table in tables and not isinstance(metric, Ratio):
            found.update(_of_metric(metric, tables[metric.table], year, is_whole))
    for metric in METRICS.values():
        if isinstance(metric, Ratio):
            found.update(_of_ratio(metric, found))
    return found


@dataclass(frozen=True)
class Behind:
    """The rows of a metric's table behind one figure, with those left out of it.

    For each row: whether it is in the numerator and in the denominator (missing where no rows are behind
    one), and why it is left out of either.
    """

    metric: Metric
    rows: pd.DataFrame
    in_numerator: Array | None
    in_denominator: Array | None
    why_not: Array


def rows_behind(tables: Mapping[str, Countable], year: str, key: Key) -> list[Behind]:
    """The rows that are counted for a figure of a year: of one table, or for a ratio, of its two counts."""
    metric = METRICS[key[0]]
    if not isinstance(metric, Ratio):
        return [_behind(metric, key, _rows_of(metric, tables[metric.table], year, key[1]))]
    top, bottom = (part for count in metric.counts[key[1]] for part in rows_behind(tables, year, count))
    none_above, none_below = (np.zeros(len(part.rows), np.bool_) for part in (bottom, top))
    if bottom.in_numerator is not None and not bottom.in_numerator.any():
        top = replace(top, in_numerator=none_below)  # over nothing, nothing is counted
    return [
        replace(top, in_denominator=none_below),
        replace(bottom, in_numerator=none_above, in_denominator=bottom.in_numerator),
    ]


def _behind(metric: Metric, key: Key, part: SelectedRows) -> Behind:
    _, _, by, group = key
    groups = part.grouped(by, ONLY.get(by, ()))
    in_group = groups.is_in(group)
    in_base = groups.is_in_any if metric.over_all_groups else in_group
    told = np.ones_like(in_group) if metric.over_all_groups else in_group
    why_not = part.otherwise(metric.conditions)
    why_not[(why_not == "") & ~in_group] = "in another group"
    return Behind(
        metric,
        part.rows[told],
        None if metric.in_numerator is None else (part.holds(metric.in_numerator) & in_group)[told],
        None if metric.in_denominator is None else (part.holds(metric.in_denominator) & in_base)[told],
        why_not[told],
    )


def breakdowns_allowed(tables: Tables) -> set[Breakdown]:
    """The metrics that the tables' columns allow, at each stage and in each breakdown."""
    return {
        (metric.name, stage, by)
        for metric in METRICS.values()
        if metric.table in tables and set(metric.needs) <= set(tables[metric.table].columns)
        for stage in metric.stages
        for by in metric.breakdowns(stage)
        if not by or by in tables[metric.table].columns
    }


def _rows_of(metric: Metric, table: Countable, year: str, stage: int | None) -> SelectedRows:
    """The rows that a metric counts in a year at a stage."""
    return table.part(year, metric.stage_of_rows(stage), and_earlier=metric.and_earlier)


def _of_metric(metric: Metric, table: Countable, year: str, is_whole: bool) -> Iterator[tuple[Key, Tally]]:
    if not set(metric.needs) <= table.columns:
        return
    for stage in metric.stages:
        rows = _rows_of(metric, table, year, stage)
        for by in metric.breakdowns(stage):
            if not by or by in table.columns:
                there = always_there(by, year) if is_whole else ONLY.get(by, ())
                yield from _of_breakdown(metric, stage, by, rows, there if by else ("",))


def _of_breakdown(
    metric: Metric, stage: int | None, by: str, rows: SelectedRows, there: Sequence[str]
) -> Iterator[tuple[Key, Tally]]:
    """The tallies of a breakdown, those of the groups that are always there included."""
    tallies = dict(metric.tallies(rows.grouped(by, ONLY.get(by, ()))))
    whole = next(iter(tallies.values()), Tally())
    for group in there:
        tallies.setdefault(group, metric.absent(whole))
    for group, tally in tallies.items():
        yield (metric.name, stage, by, group), tally


def _of_ratio(metric: Ratio, known: Mapping[Key, Tally]) -> Iterator[tuple[Key, Tally]]:
    for stage in metric.stages:
        tally = metric.tally(stage, known)
        if tally is not None:
            yield (metric.name, stage, "", ""), tally
