"""A column's cells in our spelling, and blank where they say nothing."""

from collections.abc import Mapping
from dataclasses import replace

from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.read.sheets import Coded
from complaints_report.intake.records.names import COLUMNS, folded, says_nothing


def spelled_our_way(part: Mapped, column: str) -> Coded | None:
    """A column's cells with the export's values replaced by ours; one mapped to nothing is blank, as is no name."""
    cells = part.cells(column)
    if cells is None or not (ours := _ours(part, column, cells)):
        return cells
    kinds = [ours.get(folded(one), one) if isinstance(one, str | int | float) else one for one in cells.kinds]
    return replace(cells, kinds=kinds)


def _ours(part: Mapped, column: str, cells: Coded) -> Mapping[str, str | None]:
    """What the settings say that a value is; and nothing for a sign in a name's place, where they do not name it."""
    of_names = column in COLUMNS and column in part.headings.found
    blanks = {folded(one): None for one in cells.kinds if of_names and says_nothing(one)}
    spelled = part.part.source.values.get(column, {})
    return blanks | {folded(theirs): value or None for theirs, value in spelled.items()}
