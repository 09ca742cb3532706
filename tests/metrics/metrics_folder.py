"""Report folders of a few rows, and the figures computed from them."""

import csv
from datetime import date
from pathlib import Path

from complaints_report.metrics.figure import Figure
from complaints_report.metrics.figures import Figures
from complaints_report.run import Run, figures_for, open_folder

YEAR = "2023/24"
THIS, LAST = "2023-06-01", "2022-06-01"
"""A Thursday of the year, and a day of the year before."""

Row = dict[str, object]


def case(reference: str, **cells: object) -> Row:
    """A complaint at stage 1, received on Thursday 1 June 2023, unless told otherwise."""
    usual = {"stage": 1, "procedure": "statutory", "received_on": THIS, "service": "East"}
    return {"reference": reference, **usual, **cells}


def cases(number: int, name: str = "C", **cells: object) -> list[Row]:
    return [case(f"{name}{at}", **cells) for at in range(number)]


def published(metric: str, value: object, stage: object = 1, year: str = "2022/23", **cells: object) -> Row:
    return {"year": year, "metric": metric, "stage": stage, "value": value, **cells}


def write_table(folder: Path, table: str, rows: list[Row]) -> None:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)


def open_made(folder: Path, complaints: list[Row], settings: str = "", **tables: list[Row]) -> Run:
    """The run of a new folder; rows with errors would be left out in silence, so there may be none."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.toml").write_text(f'[organisation]\nname = "Example Trust"\n{settings}', encoding="utf-8")
    for table, rows in {"complaints": complaints, **tables}.items():
        write_table(folder, table, rows)
    run = open_folder(folder, date(2024, 6, 14))
    assert run.errors == ()
    return run


def covers(*years: str) -> str:
    return f"[data]\ncovers = {list(years)}\n"


def figures_made(
    folder: Path, complaints: list[Row], settings: str = "", year: str | None = YEAR, **tables: list[Row]
) -> Figures:
    return figures_for(open_made(folder, complaints, settings, **tables), year)


def parts(figure: Figure) -> tuple[str, object, object]:
    """The value as printed, with the whole numbers behind it."""
    return ("" if figure.value is None else f"{figure.value:f}", figure.numerator, figure.denominator)


def by_group(figures: Figures, metric: str, stage: int | None, by: str) -> dict[str, str]:
    """The groups in order, with their values as printed."""
    return {figure.group: parts(figure)[0] for figure in figures.groups(metric, stage, by=by)}
