"""Where history and the export disagree."""

from collections.abc import Iterator
from decimal import Decimal

from complaints_report.intake.faults import Fault
from complaints_report.metrics.assemble import Source
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import half_up
from complaints_report.metrics.history import key_of, places_written, published_rows


def history_faults(source: Source) -> Iterator[Fault]:
    """`history-differs`: a published figure is not what the export gives for a year that it covers."""
    history = source.export.tables.get("history")
    if history is not None:
        for row in published_rows(history):
            if row["year"] in source.covered and row["value"] is not None:
                yield from _differs(source, row)


def _differs(source: Source, row: dict[str, object]) -> Iterator[Fault]:
    metric, stage, by, group = key_of(row)
    ours = source.tallies(str(row["year"])).get((metric, stage, by, group))
    theirs = Decimal(str(row["value"]))
    if ours is None or ours.exact is None:
        return
    places = places_written(theirs, METRICS[metric].unit)
    if half_up(ours.exact, places) != half_up(theirs, places):
        of = (f", stage {stage}" if stage else "") + (f", one group by {by}" if by else "")
        words = {"theirs": f"{half_up(theirs, places)}", "ours": f"{half_up(ours.exact, places)}"}
        number = int(str(row["row"]))
        words |= {"metric": metric, "of": of, "year": str(row["year"])}
        yield source.export.read["history"].fault("history-differs", number, "value", f"{theirs}", **words)
