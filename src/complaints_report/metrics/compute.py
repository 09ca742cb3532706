"""The engine: every metric over a year's rows, at each stage, in each breakdown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.counting import Countable, Part
from complaints_report.metrics.kinds import Ratio
from complaints_report.metrics.metric import Breakdown, Key, Metric, Tally
from complaints_report.metrics.population import Tables, keys_of


def tallies_of_year(tables: Mapping[str, Countable], year: str) -> dict[Key, Tally]:
    """What every metric that the tables allow comes to in a year; groups are those with rows in it."""
    found: dict[Key, Tally] = {}
    for metric in METRICS.values():
        if metric.table in tables and not isinstance(metric, Ratio):
            found.update(_of_metric(metric, tables[metric.table], year))
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
    in_numerator: pd.Series | None
    in_denominator: pd.Series | None
    why_not: pd.Series


def rows_behind(tables: Tables, year: str, key: Key) -> list[Behind]:
    """The rows that the engine counts for a figure of a year: of one table, or for a ratio, of its two counts."""
    metric = METRICS[key[0]]
    if not isinstance(metric, Ratio):
        rows = tables[metric.table]
        return [_behind(metric, key, rows[rows["year"] == year])]
    top, bottom = (part for count in metric.counts[key[1]] for part in rows_behind(tables, year, count))
    none_above, none_below = (pd.Series(False, index=part.rows.index) for part in (bottom, top))
    return [
        replace(top, in_denominator=none_below),
        replace(bottom, in_numerator=none_above, in_denominator=bottom.in_numerator),
    ]


def _behind(metric: Metric, key: Key, in_year: pd.DataFrame) -> Behind:
    _, stage, by, group = key
    rows = _at_stage(metric, stage, in_year)
    grouped, keys = _grouped(metric, by, rows)
    in_group = keys == group
    counted = metric.counted(grouped) & in_group
    base = metric.base(grouped) & (metric.over_all_groups | in_group)
    told = rows if metric.over_all_groups else grouped[in_group]
    why_not = metric.why_not(told)
    return Behind(
        metric,
        told,
        counted.reindex(told.index, fill_value=False) if metric.has_numerator else None,
        base.reindex(told.index, fill_value=False) if metric.has_denominator else None,
        why_not.mask((why_not == "") & ~in_group.reindex(told.index, fill_value=True), "in another group"),
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


def _of_metric(metric: Metric, table: Countable, year: str) -> Iterator[tuple[Key, Tally]]:
    if not set(metric.needs) <= table.columns:
        return
    for stage in metric.stages:
        rows = table.part(year, metric.stage_of_rows(stage))
        for by in metric.breakdowns(stage):
            if not by or by in table.columns:
                yield from _of_breakdown(metric, stage, by, rows)


def _at_stage(metric: Metric, stage: int | None, rows: pd.DataFrame) -> pd.DataFrame:
    return rows if stage is None else rows[rows["stage"] == metric.stage_of_rows(stage)]


def _grouped(metric: Metric, by: str, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """The rows that are in a group of a breakdown, with each one's group."""
    keys = keys_of(rows, by)
    kept = keys.isin(metric.fixed_groups) if metric.fixed_groups else keys.notna()
    return rows[kept], keys[kept]


def _of_breakdown(metric: Metric, stage: int | None, by: str, rows: Part) -> Iterator[tuple[Key, Tally]]:
    tallies = dict(metric.tallies(rows.grouped(by, metric.fixed_groups)))
    whole = next(iter(tallies.values()), Tally())
    for group in metric.fixed_groups if by else ("",):
        tallies.setdefault(group, metric.absent(whole))
    for group, tally in tallies.items():
        yield (metric.name, stage, by, group), tally


def _of_ratio(metric: Ratio, known: Mapping[Key, Tally]) -> Iterator[tuple[Key, Tally]]:
    for stage in metric.stages:
        tally = metric.tally(stage, known)
        if tally is not None:
            yield (metric.name, stage, "", ""), tally
