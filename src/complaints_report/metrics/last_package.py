"""What earlier editions for the public withheld, as their open data say."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from complaints_report.metrics.metric import Breakdown, Key

FIGURES = Path("public", "figures.csv")
"""The open data of a year, in its folder of output/."""


@dataclass(frozen=True)
class LastPackage:
    """The editions of other years: for each year the figures that its edition lists, and whether it shows them."""

    listed: Mapping[str, Mapping[Key, bool]] = field(default_factory=dict)

    def hides(self, year: str, key: Key) -> bool:
        """Whether the year's edition has the breakdown and does not show this figure in it."""
        return self._has(year, key) and not self.listed[year].get(key)

    def hides_name(self, year: str, key: Key) -> bool:
        """Whether the year's edition has the breakdown and no row of this group in it."""
        return self._has(year, key) and key not in self.listed[year]

    def _has(self, year: str, key: Key) -> bool:
        return key[:3] in self._breakdowns.get(year, ())

    @cached_property
    def _breakdowns(self) -> dict[str, set[Breakdown]]:
        return {year: {key[:3] for key in listed if key[2]} for year, listed in self.listed.items()}


def last_package(output: Path, year: str) -> LastPackage:
    """What the editions in a folder's output/ show, those of other years than the one that is published."""
    listed: dict[str, dict[Key, bool]] = {}
    for path in sorted(output.glob(f"*/{FIGURES.as_posix()}")):
        for of, key, is_shown in _rows(path):
            if of != year:
                listed.setdefault(of, {})[key] = is_shown
    return LastPackage(listed)


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
