"""Report folders made at random, each from its seed: what an authority's export and settings may be like."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.metrics.random_history import history_rows
from tests.metrics.random_tables import COLUMNS, activity, cases, compliments, issues, learning, ombudsman
from tests.metrics.recomputed import recomputed
from tests.metrics.recomputed_days import before, label, year_of

ALWAYS = ("reference", "stage", "procedure", "received_on", "service")
SERVICES = (
    *("Fostering", "Adoption", "Duty Team", "Care Leavers", "Family Time"),
    *("Children with Disabilities", "Emergency Team", "Leaving Care & Housing"),
)
AREAS = ("Safeguarding", "Children in Care", "Zone B", "Citywide")


@dataclass(frozen=True)
class Folder:
    """A report folder as it was written: cells as text, settings as they are read, and the year to ask for."""

    tables: dict
    settings: dict
    year: str


def random_folder(path, seed):
    """Write the folder of a seed; its history may have figures of which there is no published row."""
    random = Random(seed)
    first, many = random.choice((2013, 2014, 2021, 2022, 2022, 2023)), random.choice((2, 2, 3))
    ends = date(first + many, random.randint(2, 8), random.randint(1, 28))
    tables = _tables(random, date(first, 4, 1), ends)
    text = _settings(random, tables, [label(first + place) for place in range(-1, many)])
    year, settings = _a_year(random, tables["complaints"]), tomllib.loads(text)
    if random.random() < 0.5:
        tables["history"] = _history(random, year, settings)
    tables = {name: _as_text(rows) for name, rows in tables.items() if rows}
    _write(path, text, tables)
    return Folder(tables, settings, year)


def _a_year(random, rows):
    """A year with rows, mostly a late one."""
    years = sorted({year_of(date.fromisoformat(row["received_on"])) for row in rows})
    return random.choice((*years, *years[-2:]))


def _tables(random, starts, ends):
    services = random.sample(SERVICES, random.randint(1, len(SERVICES)))
    rows = cases(random, starts, ends, services, random.choice((1, 3, 10, 40, 120)))
    tables = {"complaints": _without_some(random, rows, 0.12)}
    years = [label(year) for year in range(starts.year - 1, ends.year + 1)]
    others = {
        "issues": issues(random, rows),
        "compliments": compliments(random, starts, ends, services),
        "ombudsman": ombudsman(random, starts, ends),
        "learning": learning(random, years, ends),
        "activity": activity(random, years),
    }
    kept = {name: _without_some(random, table, 0.1) for name, table in others.items() if random.random() < 0.75}
    return tables | {name: table for name, table in kept.items() if table}


def _without_some(random, rows, chance):
    """The rows without some of the columns that need not be there."""
    if not rows:
        return rows
    optional = [name for name in rows[0] if name in COLUMNS]
    gone = {name for name in optional if random.random() < chance}
    return [{name: cell for name, cell in row.items() if name not in gone} for row in rows]


def _settings(random, tables, years):
    lines = ['[organisation]\nname = "Example Trust"']
    if random.random() < 0.7:
        latest = max(filter(None, _days(tables)))
        given = date.fromisoformat(latest) + timedelta(days=random.choice((0, 1, 12, 60)))
        lines.append(f"[report]\nexported_on = {given}")
    if random.random() < 0.6:
        lines.append(f"[data]\ncovers = {sorted(random.sample(years, random.randint(1, len(years))))}")
    if random.random() < 0.8:
        lines += ["[areas]", *_areas(random)]
    return "\n".join([*lines, *_limits(random)]) + "\n"


def _days(tables):
    """Every date of the tables but those that may lie ahead."""
    rows = (row for name, table in tables.items() if name != "activity" for row in table)
    return (cell for row in rows for column, cell in row.items() if column.endswith("_on") and column != "due_on")


def _areas(random):
    """Areas in no particular order; some services are in none."""
    names = random.sample(AREAS, random.randint(1, len(AREAS)))
    of = {service: random.choice(names) for service in SERVICES if random.random() < 0.8}
    return [f'"{name}" = {[service for service in SERVICES if of.get(service) == name]}' for name in names]


def _limits(random):
    """Some limits of some procedures."""
    keys = ("stage_1", "stage_1_extended", "stage_2", "stage_2_extended")
    for procedure in ("statutory", "local"):
        given = random.sample(keys, random.randint(0, len(keys)))
        if given and random.random() < 0.6:
            yield f"[limits.{procedure}]"
            yield from (f"{key} = {random.randint(5, 30) + 40 * ('extended' in key)}" for key in given)


def _history(random, year, settings):
    """Figures of the year before: those of an export of which nothing else is there."""
    last = before(year)
    starts = date(int(last[:4]), 4, 1)
    tables = _tables(random, starts, starts.replace(year=starts.year + 1, month=7))
    tables = {name: _as_text(rows) for name, rows in tables.items()}
    whole = {**settings, "data": {"covers": [last]}, "report": {}}
    figures = {key: cells for key, cells in recomputed(tables, whole, last).items() if any(cells[:3])}
    kept = {key[:3] for key in figures if random.random() < 0.2}
    return list(history_rows(random, last, [item for item in figures.items() if item[0][:3] in kept]))


def _as_text(rows):
    return [{column: str(cell) for column, cell in row.items()} for row in rows]


def _write(path: Path, text, tables):
    path.mkdir(exist_ok=True)
    (path / "report.toml").write_text(text, encoding="utf-8")
    for name, rows in tables.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
