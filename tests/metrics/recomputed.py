"""Every figure of the contract's metrics page, computed a second time from its words alone.

Plain Python over the cells of the folder's tables; no pandas, and nothing of the program but its list of bank holidays.
Where the words leave room, the reading chosen is in a function of its own that says so.
"""

from fractions import Fraction
from math import ceil
from statistics import median

from tests.metrics.recomputed_days import QUARTERS, before, last_day, months, same_month
from tests.metrics.recomputed_history import History, rounded
from tests.metrics.recomputed_metrics import ASKED, METRICS
from tests.metrics.recomputed_order import in_order
from tests.metrics.recomputed_rows import (
    BAND_NAMES,
    OUTCOMES,
    complaint_rows,
    dated_rows,
    exported_on,
    issue_rows,
    learning_rows,
)

FIXED = {"outcome": OUTCOMES, "band": BAND_NAMES}


def recomputed(tables, settings, year):
    """The figures of a year: (metric, stage, by, group) -> (value, numerator, denominator, previous, ...), in order."""
    world = World(tables, settings)
    return {
        (metric.name, str(stage or ""), by, group): world.row(metric, year, stage, by, group)
        for metric in METRICS
        if world.has_what_it_needs(metric)
        for stage in metric.stages
        for by in metric.bys
        if world.is_broken_down(stage, by)
        for group in world.groups_in_order(metric, year, stage, by)
    }


class World:
    """A report folder's rows, read, and the figures of any year of them."""

    def __init__(self, tables, settings):
        complaints = complaint_rows(tables, settings)
        self._tables = {
            "complaints": complaints,
            "issues": issue_rows(tables, complaints),
            "compliments": dated_rows(tables.get("compliments", []), "received_on", "service"),
            "ombudsman": dated_rows(tables.get("ombudsman", []), "referred_on", "result"),
            "learning": learning_rows(tables.get("learning", [])),
            "activity": tables.get("activity", []),
        }
        self._columns = {name: set(rows[0]) if rows else None for name, rows in tables.items()}
        self._history = History(tables.get("history", []))
        self._covers = settings.get("data", {}).get("covers")
        self._areas = list(settings.get("areas", {}))
        self.exported_on = exported_on(tables, settings)

    def all_rows(self, table):
        return self._tables[table]

    def rows(self, table, year, stage):
        """A table's rows in the year at a stage, or at all where there are no stages."""
        return [row for row in self._tables[table] if row["year"] == year and stage in (None, row.get("stage"))]

    def activity(self, year, name):
        """A year's number of the activity table; nothing where it has no row or a blank cell."""
        return next((int(row[name]) for row in self._tables["activity"] if row["year"] == year and row[name]), None)

    def covered(self, year):
        """Whether the export holds the whole of the year."""
        if self._covers is not None:
            return year in self._covers
        days = [row["received"] for row in self._tables["complaints"]]
        starts, ends = int(year[:4]), last_day(year)
        return min(days) <= ends.replace(starts, 4, 30) and max(days) >= ends.replace(day=1)

    def has_what_it_needs(self, metric):
        """A metric whose table or column is absent is left out whole."""
        columns = self._columns.get(metric.table)
        return columns is not None and columns.issuperset(metric.needs)

    def is_broken_down(self, stage, by):
        """How it came and from whom is told of stage 1 alone, and where the column is there."""
        return by not in ASKED or (stage == 1 and by in self._columns["complaints"])

    def groups_in_order(self, metric, year, stage, by):
        groups = self._groups(metric, year, stage, by)
        figures = {group: self.figure(metric, year, stage, by, group) for group in groups}
        sizes = {group: _size(metric, *figure[:2]) for group, figure in figures.items()}
        return in_order(by, sizes, self._areas) if by and by not in FIXED else [*figures]

    def _groups(self, metric, year, stage, by):
        """The groups of the year and of the year before; a month of that year is the same month of this one."""
        if not by or by in FIXED:
            return FIXED.get(by, ("",))
        last = before(year)
        earlier = self._history.occurred(last, metric, stage, by)
        if self.covered(last):
            earlier |= self._groups_within(metric, last, stage, by)
        if by == "month":
            earlier = {same_month(month, 1) for month in earlier}
        return self._groups_within(metric, year, stage, by) | earlier

    def _groups_within(self, metric, year, stage, by):
        """The groups of a year's rows; months and quarters of a covered year are all there."""
        if by in ("month", "quarter") and self.covered(year):
            return set(months(year) if by == "month" else QUARTERS)
        return {row["groups"][by] for row in self.rows(metric.table, year, stage)}

    def figure(self, metric, year, stage, by, group):
        """Numerator, denominator and exact value, any of them nothing."""
        if metric.kind == "odd":
            return _odd(metric.of(self, year, stage))
        pool = [row for row in self.rows(metric.table, year, stage) if metric.pool(row)]
        return _of_rows(metric, pool, [row for row in pool if row["groups"][by] == group])

    def row(self, metric, year, stage, by, group):
        """A figure as the table has it, each cell as text."""
        numerator, denominator, value = self.figure(metric, year, stage, by, group)
        value = rounded(value, metric.unit)
        previous = self._previous(metric, year, stage, by, group)
        change = None if None in (value, previous) else value - previous
        percent = _percent_change(change, previous) if metric.unit == "count" else None
        if metric.unit == "pounds":
            numerator = value
        return tuple(
            "" if one is None else str(one) for one in (value, numerator, denominator, previous, change, percent)
        )

    def _previous(self, metric, year, stage, by, group):
        """The same figure a year earlier, from history, else from the export where it covers that year.

        What did not occur is a count or a share of 0, unless (a reading) it is a share of nothing at all. A year is
        known from history alone (a reading) where history has other groups of the same breakdown.
        """
        last, then = before(year), same_month(group, -1) if by == "month" else group
        found = self._history.value(last, metric, stage, by, then)
        if found:
            return found[0]
        if self.covered(last) and not metric.as_of:
            figure = self.figure(metric, last, stage, by, then)
            return rounded(figure[2], metric.unit)
        known = self._history.groups(last, metric.name, stage, by)
        return rounded(0, metric.unit) if known and metric.kind in ("count", "share") else None


def _size(metric, numerator, denominator):
    """What a group is ordered by: its denominator; a count, or a share of one total (a reading), by its count."""
    return numerator if metric.kind in ("count", "share") else denominator


def _odd(parts):
    """A figure of its own kind; without its year in the activity table (a reading) it is a row of empty cells."""
    if parts is None:
        return None, None, None
    if parts[1] is None:
        return parts[0], None, parts[0]
    numerator, denominator = parts
    return (numerator if denominator else 0), denominator, _ratio(numerator, denominator, 100)


def _ratio(numerator, denominator, times=1):
    return Fraction(numerator * times, denominator) if denominator else None


def _of_rows(metric, pool, own):
    hits = sum(bool(metric.hit(row)) for row in own)
    if metric.kind == "count":
        return hits, None, hits
    if metric.kind in ("share", "rate"):
        among = len(pool if metric.kind == "share" else own)
        return hits, among, _ratio(hits, among, 100)
    return _of_numbers(metric.kind, sorted(Fraction(metric.of(row)) for row in own))


def _of_numbers(kind, numbers):
    """A sum, a mean, a median or the number within which nine in ten are."""
    total, many = sum(numbers), len(numbers)
    if kind == "sum":
        return total, None, total
    if kind == "mean":
        return total, many, _ratio(total, many)
    middle = median if kind == "median" else (lambda ordered: ordered[ceil(Fraction(9, 10) * many) - 1])
    return None, many, middle(numbers) if numbers else None


def _percent_change(change, previous):
    """For counts: 1 decimal place, halves away from zero; nothing where previous is 0."""
    if change is None or not previous:
        return None
    size = rounded(abs(Fraction(change)) * 100 / Fraction(previous), "percent")
    return -size if change < 0 else size
