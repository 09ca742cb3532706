"""Printed texts about a service that had so few complaints that a reader may know whose the text is about."""

from collections.abc import Iterator

from complaints_report.intake.faults import HIDDEN, Fault
from complaints_report.intake.rules.printed_text import POSSIBLE_PERSONAL_DATA
from complaints_report.metrics.disclosure import SMALLEST_SHOWN
from complaints_report.metrics.figures import Figures
from complaints_report.metrics.figures_of_year import Source
from complaints_report.procedures import LOCAL, OMBUDSMAN_DECISIONS

_COLUMNS = {"ombudsman": "finding", "learning": "summary"}
"""The column whose text tells most of a row."""


def texts_about_few(source: Source, figures: Figures) -> Iterator[Fault]:
    """`possible-personal-data` for each decision of the Ombudsman and each piece of learning about few complaints.

    `figures` are all that there are, none withheld.
    """
    for table, column in _COLUMNS.items():
        rows = source.tables.get(table)
        if rows is None or not {"year", "service"} <= set(rows.columns) or not figures.has("received", 1, by="service"):
            continue
        printed = rows[(rows["year"] == figures.year) & rows["service"].notna()]
        for at, row in printed.iterrows():
            stage = _stage_of(source, table, dict(row))
            number = figures.figure("received", stage, by="service", group=str(row["service"])).value or 0
            if stage and number < SMALLEST_SHOWN:
                what = f"enough to tell whose it is: its service had fewer than five complaints at stage {stage}"
                place = source.export.read[table]
                yield place.fault(POSSIBLE_PERSONAL_DATA, int(str(at)), column, HIDDEN, what=what)


def _stage_of(source: Source, table: str, row: dict[str, object]) -> int | None:
    """The stage of a row's complaint; for the Ombudsman, the last that is known, else the last of every procedure."""
    if table == "learning":
        return int(str(row["stage"]))
    if row["result"] not in OMBUDSMAN_DECISIONS:
        return None
    complaints = source.tables["complaints"]
    stages = complaints.loc[complaints["reference"] == row["reference"], "stage"]
    return int(stages.max()) if len(stages) else LOCAL.stages[-1]
