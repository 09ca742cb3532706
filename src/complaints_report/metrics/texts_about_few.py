"""Printed texts about a service that had so few complaints that a reader may know whose the text is about."""

from collections import Counter
from collections.abc import Iterator, Mapping

from complaints_report.calendar import years_of
from complaints_report.intake.faults import HIDDEN, Fault
from complaints_report.intake.rules.printed_text import POSSIBLE_PERSONAL_DATA
from complaints_report.metrics.derived_columns import learning_as_of
from complaints_report.metrics.disclosure import SMALLEST_SHOWN
from complaints_report.metrics.figures import to_figure
from complaints_report.metrics.figures_of_year import Source
from complaints_report.procedures import LOCAL, OMBUDSMAN_DECISIONS

_COLUMNS = {"ombudsman": "finding", "learning": "summary"}
"""The column whose text tells most of a row."""

Numbers = Mapping[tuple[int, str], int]
"""How many complaints there were at a stage about a service."""


def texts_about_few(source: Source, year: str) -> Iterator[Fault]:
    """`possible-personal-data` for each decision and each piece of learning in a year's report about few complaints."""
    known: dict[str, Numbers] = {}
    for table, column in _COLUMNS.items():
        for at, row in _printed(source, table, year):
            of, stage = str(row["year"]), _stage_of(source, table, row)
            if of not in known:
                known[of] = _numbers(source, of, is_asked_for=of == year)
            if known[of] and stage and known[of].get((stage, str(row["service"])), 0) < SMALLEST_SHOWN:
                what = f"enough to tell whose it is: its service had fewer than five complaints at stage {stage}"
                yield source.export.read[table].fault(POSSIBLE_PERSONAL_DATA, at, column, HIDDEN, what=what)


def _printed(source: Source, table: str, year: str) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows about a service that a year's report prints, each with its record."""
    rows = source.export.tables.get(table)
    if rows is None or "service" not in rows:
        return
    if table == "learning":
        rows = learning_as_of(rows, source.as_of)
        rows = rows[(rows["year"] == year) | (rows["is_open"] & (rows["year"] < year))]
    else:
        rows = rows.assign(year=years_of(rows["referred_on"]))
        rows = rows[(rows["year"] == year) & rows["result"].isin(OMBUDSMAN_DECISIONS)]
    for at, row in rows[rows["service"].notna()].iterrows():
        yield int(str(at)), dict(row)


def _numbers(source: Source, year: str, *, is_asked_for: bool) -> Numbers:
    """The complaints of a year by stage and service; none where they are not known."""
    if year in source.covered or (is_asked_for and not source.is_told_by_history(year)):
        rows = source.export.tables["complaints"]
        counted = rows.loc[years_of(rows["received_on"]) == year, ["stage", "service"]]
        return Counter((int(stage), str(service)) for stage, service in counted.itertuples(index=False))
    found: dict[tuple[int, str], int] = {}
    for (metric, stage, by, group), tally in source.history.get(year, {}).items():
        number = to_figure((metric, stage, by, group), year, tally, None).value
        if (metric, by) == ("received", "service") and stage and number is not None:
            found[stage, group] = int(number)
    return found


def _stage_of(source: Source, table: str, row: Mapping[str, object]) -> int:
    """The stage of a row's complaint; for the Ombudsman, the last that is known, else the last of every procedure."""
    if table == "learning":
        return int(str(row["stage"]))
    complaints = source.export.tables["complaints"]
    stages = complaints.loc[complaints["reference"] == row["reference"], "stage"]
    return int(stages.max()) if len(stages) else LOCAL.stages[-1]
