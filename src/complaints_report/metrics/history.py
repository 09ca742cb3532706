"""Figures of earlier years, as they were published."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from complaints_report.intake.faults import Fault
from complaints_report.intake.rulebook import Rule
from complaints_report.intake.tables.typed_rows import Table
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import PLACES, half_up
from complaints_report.metrics.metric import Key, Tally


def published(history: pd.DataFrame | None) -> dict[str, dict[Key, Tally]]:
    """The published figures of each year; a restated one stands only where none was published."""
    years: dict[str, dict[Key, Tally]] = {}
    for row in published_rows(history):
        years.setdefault(row["year"], {})[key_of(row)] = _tally(row)
    return years


def published_rows(history: pd.DataFrame | None) -> Iterator[dict[str, Any]]:
    """The rows of history that are used: those published, and restated ones of figures that were not."""
    if history is None:
        return
    columns = ["stage", "by", "group", "numerator", "denominator", "status"]
    whole = history.reindex(columns=["year", "metric", "value", *columns]).astype("object")
    whole = whole.where(whole.notna(), None)
    rows = [
        {str(name): value for name, value in row.items()} | {"row": number}
        for number, row in zip(whole.index, whole.to_dict("records"), strict=True)
    ]
    are_published = [row for row in rows if row["status"] in (None, "published")]
    known = {(row["year"], key_of(row)) for row in are_published}
    yield from are_published
    yield from (row for row in rows if row["status"] == "restated" and (row["year"], key_of(row)) not in known)


def key_of(row: Mapping[str, Any]) -> Key:
    """The key of the figure that a row of history states."""
    stage = row["stage"]
    return str(row["metric"]), None if stage is None else int(str(stage)), str(row["by"] or ""), str(row["group"] or "")


def _tally(row: Mapping[str, Any]) -> Tally:
    value, numerator, denominator = (
        None if row[name] is None else Decimal(str(row[name])) for name in ("value", "numerator", "denominator")
    )
    unit = METRICS[str(row["metric"])].unit
    counted = int(numerator) if numerator is not None and unit != "pounds" else numerator
    if unit in ("count", "pounds"):
        amount = value if unit == "pounds" or value is None else int(value)
        return Tally(amount, None, value)
    exact: Fraction | Decimal | None = value
    if counted is not None and denominator:
        exact = Fraction(counted) / Fraction(denominator) * (1 if unit == "days" else 100)
    return Tally(counted, None if denominator is None else int(denominator), exact)


def is_whole(tallies: Mapping[Key, Tally], metric: str, stage: int | None, by: str) -> bool:
    """Whether the groups that history has of a breakdown are all there were: they add to the total.

    A breakdown of which only some groups were published says nothing of the others.
    """
    groups = [tally for key, tally in tallies.items() if key[:3] == (metric, stage, by)]
    if not groups:
        return False
    total = tallies.get((metric, stage, "", ""))
    if METRICS[metric].unit == "percent":
        rounding = Fraction(len(groups), 2)
        return bool(abs(sum((Fraction(tally.exact or 0) for tally in groups), Fraction(-100))) <= rounding)
    return total is None or sum(Fraction(tally.exact or 0) for tally in groups) == Fraction(total.exact or 0)


def places_written(value: Decimal, unit: str) -> int:
    """The decimal places at which a published value can be compared with ours."""
    exponent = value.as_tuple().exponent
    return min(PLACES[unit], max(0, -exponent if isinstance(exponent, int) else 0))


HISTORY_DIFFERS = Rule(
    "history-differs",
    "A published figure differs from the export's",
    "warning",
    "History says {theirs}; the export gives {ours} for {metric}{of} in {year}.",
    "Find out which is right. Comparisons use history's, as it was published.",
)


def differs(row: Mapping[str, Any], ours: Tally | None, history: Table) -> Iterator[Fault]:
    """`history-differs`: a published figure is not what the export gives."""
    if ours is None or ours.exact is None:
        return
    metric, stage, by, _ = key_of(row)
    theirs = Decimal(str(row["value"]))
    places = places_written(theirs, METRICS[metric].unit)
    if half_up(ours.exact, places) != half_up(theirs, places):
        of = (f", stage {stage}" if stage else "") + (f", one group by {by}" if by else "")
        words = {"theirs": f"{half_up(theirs, places)}", "ours": f"{half_up(ours.exact, places)}"}
        words |= {"metric": metric, "of": of, "year": str(row["year"])}
        yield history.fault(HISTORY_DIFFERS, int(str(row["row"])), "value", f"{theirs}", **words)
