"""What a look through a sheet found before its values are read, and whether they may be."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import ERROR_TEXTS, Cell, ErrorCell, column_letters
from complaints_report.intake.read.unreadable import CUT_DOWN, DAMAGED, TOO_LARGE

NOT_CALCULATED = ErrorCell("a formula that was never calculated")
UNKNOWN_ERROR = ErrorCell("an error of a kind that is not known")
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
MOST_CELLS = 4_000_000
# A full sheet's and some; a row costs as much memory as eight cells.
MOST_ROWS = 1_100_000
MOST_AREA = 10_000_000
MOST_TEXT = 300_000_000
TEXT_NOT_COUNTED = 200_000_000
MOST_MEMORY = 400_000_000
MEMORY_OF_A_CELL = 32

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


@dataclass
class Survey:
    """The cells of a sheet that hold something: how many, how far apart, and those that a reader takes for blank.

    Rows and columns count from 1. `texts` counts the cells that refer to a shared text, `used` how often each is
    referred to, where that was asked for.
    """

    instead: dict[int, dict[int, Cell]] = field(default_factory=dict)
    cells: int = 0
    texts: int = 0
    used: Counter[int] = field(default_factory=Counter)
    rows: tuple[int, int] = (LAST_ROW, 0)
    columns: tuple[int, int] = (LAST_COLUMN, 0)

    @property
    def area(self) -> int:
        """How many cells lie between the first and the last."""
        return (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1) if self.cells else 0

    def spread(self, rows: Iterable[int], columns: Iterable[int]) -> None:
        """Takes in where some cells are."""
        held, across = [*rows], [*columns]
        self.rows = (min(self.rows[0], *held), max(self.rows[1], *held))
        self.columns = (min(self.columns[0], *across), max(self.columns[1], *across))
        if self.rows[0] < 1 or self.rows[1] > LAST_ROW or self.columns[0] < 1 or self.columns[1] > LAST_COLUMN:
            raise UnreadableError(*DAMAGED)

    def add(self, row: int, column: int) -> None:
        """Takes in one cell."""
        self.cells += 1
        if not (self.rows[0] <= row <= self.rows[1] and self.columns[0] <= column <= self.columns[1]):
            self.spread([row], [column])

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Notes what stands in a cell that a reader takes for blank."""
        self.instead.setdefault(row, {})[column] = cell


@dataclass
class Allowance:
    """How much a workbook may hold, all its visible sheets together."""

    cells: int = 0
    rows: int = 0
    area: int = 0
    widest: tuple[int, str, str] = (0, "", "")

    def spend(self, sheet: str, found: Survey) -> None:
        """Takes in a sheet; raises where the workbook is too large, or a stray cell makes a sheet too wide."""
        self.cells += found.cells
        self.rows += min(found.cells, found.rows[1] - found.rows[0] + 1) if found.cells else 0
        self.area += found.area
        if found.cells:
            far = f"{column_letters(found.columns[1])}{found.rows[1]}"
            self.widest = max(self.widest, (found.area, sheet, far))
        if self.cells > MOST_CELLS or self.rows > MOST_ROWS:
            raise UnreadableError(*TOO_LARGE)
        if self.area > MOST_AREA and 2 * self.cells < self.area:
            _, name, corner = self.widest
            raise UnreadableError(f"The sheet '{name}' is almost empty, yet reaches to cell {corner}.", CUT_DOWN)


def error_of(code: int) -> ErrorCell:
    """The error that a workbook of Excel's own binary kinds has under a number."""
    return to_error(_ERRORS.get(code, ""))


def to_error(text: str) -> ErrorCell:
    """An error by the text that a workbook has for it, which is shown only where it is a known one."""
    plain = text.strip().upper()
    return ErrorCell(plain) if plain in ERROR_TEXTS else UNKNOWN_ERROR


def text_copied(found: Survey, lengths: list[int]) -> int:
    """How many bytes of shared texts a sheet's cells come to, each with a copy of its own."""
    longest = max(lengths, default=0)
    counted = sum(count * (lengths[one] if one < len(lengths) else 0) for one, count in found.used.items())
    return counted + (found.texts - sum(found.used.values())) * longest
