"""The table of figures of a year: the export's tallies and history's, joined year by year."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

import pandas as pd

from complaints_report import progress
from complaints_report.calendar import shift_year
from complaints_report.english import long_day
from complaints_report.errors import CommandError
from complaints_report.intake.export import Export
from complaints_report.intake.faults import Fault
from complaints_report.metrics.breakdowns import groups_in_order
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.coverage import PartOfYear, part_year, spans_of_years, years_spanned
from complaints_report.metrics.derived_columns import latest_day, with_derived_columns
from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import (
    Figures,
    same_group_a_year_earlier,
    same_group_a_year_later,
    to_figure,
)
from complaints_report.metrics.history import differs, is_whole, key_of, published, published_rows
from complaints_report.metrics.metric import Breakdown, Key, Tally
from complaints_report.metrics.selection import Countable, countable
from complaints_report.metrics.tallies import breakdowns_allowed, tallies_of_year
from complaints_report.settings import Settings

NONE_AT_ALL = Tally(0, 0)


@dataclass(frozen=True)
class Source:
    """Where a year's figures come from: the export's rows and history, with the years that each knows."""

    export: Export
    settings: Settings

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The export's rows with every derived column."""
        progress.show("Counting working days")
        return with_derived_columns(self.export.tables, self.settings, self.as_of)

    @property
    def as_of(self) -> date:
        """The day on which what is unanswered is as old as it is: that of the export, else the latest date in it."""
        return self.settings.report.exported_on or latest_day(self.export.tables["complaints"], self.export.exported_on)

    @property
    def notes(self) -> tuple[str, ...]:
        """That ages run to the latest date in the data, where there are any and the settings name no day."""
        if self.settings.report.exported_on or "responded_on" not in self.export.tables.get("complaints", ()):
            return ()
        day = f"What is unanswered is counted as of {long_day(self.as_of)}, the latest date of a complaint"
        return (f"{day}; exported_on under [report] in report.toml gives the day of the export.",)

    @cached_property
    def allowed(self) -> set[Breakdown]:
        """The metrics that the export's columns allow, at each stage and in each breakdown."""
        return breakdowns_allowed(self.tables)

    @cached_property
    def history(self) -> dict[str, dict[Key, Tally]]:
        """History's published figures by year."""
        return published(self.export.tables.get("history"))

    @cached_property
    def years_with_rows(self) -> tuple[str, ...]:
        """The years in which some complaint was received, in order."""
        return tuple(self._spans)

    @cached_property
    def covered(self) -> tuple[str, ...]:
        """The years that the export holds whole, in order."""
        if self.settings.data.covers is not None:
            return tuple(sorted(set(self.settings.data.covers)))
        days = self.export.tables["complaints"]["received_on"]
        return tuple(years_spanned(days.min().date(), days.max().date())) if len(days) else ()

    @cached_property
    def parts_of_years(self) -> dict[str, PartOfYear]:
        """The years with rows that neither the export covers nor history holds, each with what there is of it."""
        known = {*self.covered, *self.history}
        return {year: span for year, span in self._spans.items() if year not in known}

    @cached_property
    def _spans(self) -> dict[str, PartOfYear]:
        return spans_of_years(self.export.tables["complaints"]["received_on"].dropna())

    def faults(self) -> Iterator[Fault]:
        """`part-year` for each year that the data hold only in part; `history-differs` for figures of covered years."""
        for part in self.parts_of_years.values():
            yield part_year(part, self.export.read["complaints"], self.covered)
        for row in published_rows(self.export.tables.get("history")):
            is_final = row["status"] != "restated" and not METRICS[str(row["metric"])].as_of_export
            if row["year"] in self.covered and row["value"] is not None and is_final:
                ours = self.tallies(row["year"]).get(key_of(row))
                yield from differs(row, ours, self.export.read["history"])

    def tallies(self, year: str) -> Mapping[Key, Tally]:
        """What the export's rows come to in a year."""
        if year not in self._computed:
            progress.show(f"Counting {year}")
            self._computed[year] = tallies_of_year(self.countable, year, year in self.covered)
        return self._computed[year]

    @cached_property
    def countable(self) -> dict[str, Countable]:
        """The tables ready to be counted."""
        return countable(self.tables)

    @cached_property
    def _computed(self) -> dict[str, Mapping[Key, Tally]]:
        return {}

    def is_told_by_history(self, year: str) -> bool:
        """Whether history alone knows the year, so that its figures have no rows behind them."""
        return year not in self.covered and year in self.history

    @property
    def has_years(self) -> bool:
        """Whether there is any year to report."""
        return bool(self.covered or self.years_with_rows or self.history)

    def default_year(self) -> str:
        """The last covered year, else the last with rows, else the last that history holds."""
        for years in (self.covered, self.years_with_rows, sorted(self.history)):
            if years:
                return years[-1]
        raise CommandError("There are no complaints to report: the complaints table has no row that can be counted.")


def figures_of(source: Source, year: str) -> Figures:
    """The figures of a year and of every known year before it; CommandError where there are none."""
    known = {*source.years_with_rows, *source.covered, *source.history}
    if year not in known:
        there = ", ".join(sorted(known)) or "none"
        raise CommandError(f"There are no complaints and no history for {year}; the years there are: {there}.")
    earlier = [other for other in sorted({*source.covered, *source.history}) if other < year]
    years = {other: _of_known_year(source, other) for other in earlier}
    years[year] = _of_report_year(source, year)
    return Figures(year, years, limits=source.settings.limits, areas=source.settings.areas)


def _of_report_year(source: Source, year: str) -> dict[Key, Figure]:
    """The export's figures, or history's where only history knows the year."""
    if source.is_told_by_history(year):
        return _beside_previous(source, year, source.history[year])
    return _beside_previous(source, year, _with_last_years_groups(source, year))


def _of_known_year(source: Source, year: str) -> dict[Key, Figure]:
    """An earlier year's figures: history's where it holds them, else the export's where it covers the year."""
    tallies = _of_covered_year(source, year) | source.history.get(year, {})
    return {key: to_figure(key, year, tally, None) for key, tally in tallies.items()}


def _of_covered_year(source: Source, year: str) -> dict[Key, Tally]:
    """What the export says of an earlier year that it covers; nothing that is as of the day of the export."""
    tallies = source.tallies(year) if year in source.covered else {}
    return {key: tally for key, tally in tallies.items() if not METRICS[key[0]].as_of_export}


def _with_last_years_groups(source: Source, year: str) -> dict[Key, Tally]:
    """The year's tallies, with the groups that had rows only in the year before."""
    tallies = dict(source.tallies(year))
    wholes = {key[:3]: tally for key, tally in tallies.items()}
    for metric, stage, by, group in _groups_that_occurred(source, shift_year(year, -1)):
        key = (metric, stage, by, same_group_a_year_later(by, group))
        if key not in tallies and key[:3] in source.allowed:
            tallies[key] = METRICS[metric].absent(wholes.get(key[:3], NONE_AT_ALL))
    return tallies


def _groups_that_occurred(source: Source, year: str) -> Iterator[Key]:
    if year in source.covered:
        yield from (key for key in source.tallies(year) if key[2])
    for key, tally in source.history.get(year, {}).items():
        if key[2] and METRICS[key[0]].occurred(tally):
            yield key


def _beside_previous(source: Source, year: str, tallies: Mapping[Key, Tally]) -> dict[Key, Figure]:
    previous = _previous_of(source, shift_year(year, -1))
    return {
        key: to_figure(key, year, tallies[key], previous(key)) for key in _sorted(tallies, list(source.settings.areas))
    }


def _previous_of(source: Source, year: str) -> Callable[[Key], Tally | None]:
    """What a figure came to in the year before: history's, else the export's, else none where not known."""
    history = source.history.get(year, {})
    covered, rows = year in source.covered, _of_covered_year(source, year)
    wholes = {key[:3]: tally for key, tally in rows.items()}

    @cache
    def known_by_history(metric: str, stage: int | None, by: str) -> bool:
        return is_whole(history, metric, stage, by)

    def previous(key: Key) -> Tally | None:
        metric, stage, by, group = key
        earlier = (metric, stage, by, same_group_a_year_earlier(by, group))
        if earlier in history or earlier in rows:
            return history.get(earlier) or rows[earlier]
        if by and covered and earlier[:3] in source.allowed and not METRICS[metric].as_of_export:
            return METRICS[metric].absent(wholes.get(earlier[:3], NONE_AT_ALL))
        if by and known_by_history(metric, stage, by):
            return METRICS[metric].absent(Tally(0, 1))
        return None

    return previous


def _sorted(tallies: Mapping[Key, Tally], areas: Sequence[str]) -> list[Key]:
    """The keys as the table has them: by metric, stage and breakdown as defined, groups as printed."""
    found: dict[tuple[str, int | None, str], dict[str, Tally]] = {}
    for key, tally in tallies.items():
        found.setdefault(key[:3], {})[key[3]] = tally
    ordered = []
    for metric in METRICS.values():
        for stage in metric.stages:
            for by in metric.breakdowns(stage):
                groups = found.get((metric.name, stage, by), {})
                ordered += [(metric.name, stage, by, group) for group in groups_in_order(metric, by, groups, areas)]
    return ordered
