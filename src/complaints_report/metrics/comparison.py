"""Where history and the export disagree."""

from collections.abc import Iterator
from decimal import Decimal

from complaints_report.intake.export import Export
from complaints_report.intake.faults import Fault, Place, fault
from complaints_report.metrics.assemble import Source
from complaints_report.metrics.catalogue import METRICS
from complaints_report.metrics.figure import half_up
from complaints_report.metrics.history import key_of, places_written, published_rows


def history_faults(source: Source) -> Iterator[Fault]:
    """`history-differs`: a published figure is not what the export gives for a year that it covers."""
    history = source.export.tables.get("history")
    if history is not None:
        place = _place(source.export)
        for row in published_rows(history):
            if row["year"] in source.covered and row["value"] is not None:
                yield from _differs(source, row, place)


def _place(export: Export) -> Place:
    return next(Place(one.file, one.sheet) for one in export.inputs if one.table == "history")


def _differs(source: Source, row: dict[str, object], place: Place) -> Iterator[Fault]:
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
        yield fault(
            "history-differs", place, number, "value", f"{theirs}", metric=metric, of=of, year=row["year"], **words
        )
