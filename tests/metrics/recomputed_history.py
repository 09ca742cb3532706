"""Figures of earlier years as history has them, and the rounding of every figure."""

from decimal import Decimal
from fractions import Fraction
from math import floor

PLACES = {"count": 0, "percent": 1, "ratio": 2, "days": 2, "pounds": 2}


def rounded(exact, unit):
    """A number rounded half up to the places of its unit; nothing stays nothing. None is below 0."""
    if exact is None:
        return None
    places = PLACES[unit]
    whole = floor(Fraction(exact) * 10**places + Fraction(1, 2))
    return Decimal(whole).scaleb(-places)


class History:
    """What history holds: published figures, and restated ones where there is no published one."""

    def __init__(self, rows):
        self._rows = {}
        for row in sorted(rows, key=lambda row: row.get("status") != "restated"):
            key = (row["year"], row["metric"], row.get("stage") or "", row.get("by") or "", row.get("group") or "")
            self._rows[key] = row  # the published one comes after the restated one

    def groups(self, year, metric, stage, by):
        """The groups of a breakdown that history holds of a year."""
        wanted = (year, metric, str(stage or ""), by)
        return {key[4] for key in self._rows if key[:4] == wanted}

    def occurred(self, year, metric, stage, by):
        """The groups of a breakdown that history has something of: a 0 (a reading) is no group of that year."""
        wanted = (year, metric.name, str(stage or ""), by)
        return {key[4] for key, row in self._rows.items() if key[:4] == wanted and _occurred(row, metric)}

    def value(self, year, metric, stage, by, group):
        """A list of the one value, rounded like the metric's own; an empty list where history has no such figure."""
        row = self._rows.get((year, metric.name, str(stage or ""), by, group))
        return [rounded(_exact(row, metric), metric.unit)] if row else []


def _exact(row, metric):
    """From the whole numbers where the row has them, else the value as it was published."""
    numerator, denominator = row.get("numerator") or "", row.get("denominator") or ""
    if metric.unit in ("count", "pounds") and numerator:
        return Fraction(numerator)
    if numerator and denominator:
        times = 100 if metric.unit in ("percent", "ratio") else 1
        return Fraction(numerator) * times / Fraction(denominator) if Fraction(denominator) else None
    return Fraction(row["value"]) if row["value"] else None


def _occurred(row, metric):
    """Whether a figure is of something: a count or a share over 0, any other that has a value."""
    return bool(row["value"]) and (metric.kind not in ("count", "share") or Fraction(row["value"]) > 0)
