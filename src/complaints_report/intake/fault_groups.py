"""Faults that are alike, told once: those of one rule, in one column, in the same words and with the same value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf

from complaints_report.english import listed, quantity
from complaints_report.intake.faults import HIDDEN, Fault, number_of

ROWS_NAMED = 5
"""How many rows of a group are named."""


@dataclass(frozen=True)
class Group:
    """Faults that differ in their rows alone."""

    faults: Sequence[Fault]

    @property
    def first(self) -> Fault:
        """One that stands for all."""
        return self.faults[0]

    @property
    def number(self) -> int:
        """How many rows are at fault."""
        return number_of(self.faults)

    @property
    def value(self) -> str:
        """The value that they have, in marks; nothing where none is shown to be."""
        value = self.first.value
        return value if value in ("", HIDDEN) else f"'{value}'"

    @property
    def rows(self) -> str:
        """The first rows in words: "rows 2, 5 and 9"; nothing where no row is named."""
        numbers = [f"{found.row}" for found in self.faults if found.row]
        more = [f"{len(numbers) - ROWS_NAMED:,} more"] if len(numbers) > ROWS_NAMED else []
        unit = self.first.unit + ("" if len(numbers) == 1 else "s")
        return f"{unit} {listed([*numbers[:ROWS_NAMED], *more])}" if numbers else ""

    @property
    def value_and_rows(self) -> str:
        """The value, how many rows have it, and the first of them."""
        if self.number == 1:
            return ", ".join(filter(None, (self.value, self.rows)))
        number = quantity(self.number, self.first.unit)
        named = self.rows.removeprefix(f"{self.first.unit}s ")
        return ": ".join(filter(None, (", ".join(filter(None, (self.value, number))), named)))


def faults_in_order(faults: Sequence[Fault]) -> list[Fault]:
    """Errors before warnings, then by rule as first met, then by place."""
    first = _first_met(faults)
    return sorted(faults, key=lambda fault: (fault.severity, first[fault.rule], fault.file, fault.sheet, _row(fault)))


def _row(fault: Fault) -> float:
    """Where a fault comes among those of its file: one of a column first, but of further rows last."""
    return inf if fault.is_of_further_rows else fault.row or 0


def _first_met(faults: Sequence[Fault]) -> dict[str, int]:
    met: dict[str, int] = {}
    for fault in faults:
        met.setdefault(fault.rule, len(met))
    return met


def by_rule(faults: Sequence[Fault]) -> Iterator[list[Fault]]:
    """The faults of each rule, errors first; a rule that may be both is told of as each."""
    for _, found in groupby(faults_in_order(faults), lambda one: (one.severity, one.rule)):
        yield list(found)


def groups_of(faults: Sequence[Fault]) -> list[Group]:
    """The faults of one rule in groups: those with one cure together, and of one column those of most rows first."""
    met: dict[tuple[str, ...], dict[str, list[Fault]]] = {}
    cures = dict.fromkeys(found.cure for found in faults)
    for found in faults:
        told = (found.cure, found.file, found.sheet, found.column, found.message)
        met.setdefault(told, {}).setdefault(found.value, []).append(found)
    order = {cure: place for place, cure in enumerate(cures)}
    columns = [met[told] for told in sorted(met, key=lambda told: order[told[0]])]
    some = (sorted(map(Group, values.values()), key=lambda one: -one.number) for values in columns)
    return [group for of_column in some for group in of_column]


def told_alike(groups: Sequence[Group], *alike: str) -> Iterator[list[Group]]:
    """The groups that stand together and are alike in these respects."""
    for _, some in groupby(groups, lambda one: [getattr(one.first, name) for name in alike]):
        yield list(some)
