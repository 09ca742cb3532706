"""What earlier editions for the public withheld, as their open data say."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from complaints_report.metrics.metric import Breakdown, Key

FIGURES = Path("public", "figures.csv")
"""The open data of a year, in its folder of output/."""


@dataclass(frozen=True)
class LastPackage:
    """The editions of other years: for each year the figures that its edition shows, and the breakdowns that it has."""

    shown: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    breakdowns: Mapping[str, frozenset[Breakdown]] = field(default_factory=dict)

    def hides(self, year: str, key: Key) -> bool:
        """Whether the year's edition has the breakdown and does not show this figure in it."""
        return key[:3] in self.breakdowns.get(year, ()) and key not in self.shown[year]


def last_package(output: Path, year: str) -> LastPackage:
    """What the editions in a folder's output/ show, those of other years than the one that is published."""
    rows = [row for path in sorted(output.glob(f"*/{FIGURES.as_posix()}")) for row in _rows(path)]
    others = [(of, key, is_shown) for of, key, is_shown in rows if of != year]
    years = {of for of, _, _ in others}
    return LastPackage(
        {one: frozenset(key for of, key, is_shown in others if of == one and is_shown) for one in years},
        {one: frozenset(key[:3] for of, key, _ in others if of == one) for one in years},
    )


def _rows(path: Path) -> Iterable[tuple[str, Key, bool]]:
    """The figures of a file, each with its year and whether it is shown; none of a file that cannot be read."""
    unreadable = (OSError, UnicodeDecodeError, csv.Error, KeyError, TypeError, ValueError)
    with suppress(*unreadable), path.open(encoding="utf-8-sig", newline="") as file:
        return list(_figures(csv.DictReader(file)))
    return ()


def _figures(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, Key, bool]]:
    for row in rows:
        stage = int(row["stage"]) if row["stage"] else None
        key = row["metric"], stage, row["by"], row["group"]
        yield row["year"], key, (row.get("note") or row["value"]) != "[c]"
