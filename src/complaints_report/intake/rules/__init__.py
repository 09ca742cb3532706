"""The rules that records and texts are held to: each a function that yields faults, beside the words of its rule."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from complaints_report.intake.content import printed_lines
from complaints_report.intake.faults import Fault, Place
from complaints_report.intake.tables.table_reading import Reading
from complaints_report.intake.tables.typed_rows import Keys, keys
from complaints_report.settings import Settings


@dataclass(frozen=True)
class FolderData:
    """What a report folder holds, for the rules that look beyond one table."""

    folder: Path
    settings: Settings
    readings: Mapping[str, Reading]
    metrics: Collection[str]

    @cached_property
    def keys_at_fault(self) -> Keys:
        """The reference and stage of the complaints that were read, of which no row counts."""
        complaints = self.readings["complaints"]
        found = set[tuple[object, object]]().union(*map(keys, (complaints.left_out, complaints.ragged)))
        kept, references = complaints.table_used.frame, {reference for reference, _ in found}
        return found - keys(kept[kept["reference"].isin(references)])

    @cached_property
    def content(self) -> list[tuple[Place, int, str]]:
        """Each line that people wrote for the report, with its file and its number."""
        return [(Place(file), number, line) for file, number, line in printed_lines(self.folder)]


@dataclass(frozen=True)
class TableCheck:
    """What yields the faults of some tables, of each where none is named; `across` them once each is checked alone."""

    faults: Callable[[Reading, FolderData], Iterable[Fault]]
    tables: tuple[str, ...]
    across: bool = False


@dataclass(frozen=True)
class FolderCheck:
    """What yields the faults of all that a folder holds, once its tables are checked."""

    faults: Callable[[FolderData], Iterable[Fault]]


def in_table(*tables: str) -> Callable[[Callable[[Reading, FolderData], Iterable[Fault]]], TableCheck]:
    """Makes a function the check of a rule within some tables, or, where none is named, within each of them."""
    return lambda faults: TableCheck(faults, tables)


def across_tables(*tables: str) -> Callable[[Callable[[Reading, FolderData], Iterable[Fault]]], TableCheck]:
    """Makes a function the check of a rule between the complaints and the records of some tables."""
    return lambda faults: TableCheck(faults, tables, across=True)
