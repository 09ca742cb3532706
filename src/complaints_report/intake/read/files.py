"""The files of a report folder as sheets of cells, each read once."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import Row, Sheet
from complaints_report.intake.read.file_kind import Kind, kind_of
from complaints_report.intake.read.text import read_text
from complaints_report.intake.read.workbook import read_workbook

Fit = Callable[[Sequence[Row]], int]


@dataclass
class Files:
    """The files of a folder; one that several tables or stages share is read once."""

    folder: Path
    _data: dict[str, bytes] = field(default_factory=dict)
    _books: dict[str, list[Sheet]] = field(default_factory=dict)

    def sheets(self, name: str, fit: Fit) -> list[Sheet]:
        """The sheets of a file; a text is taken apart as its headings fit best. UnreadableError if it cannot be."""
        data = self._read(name)
        kind = kind_of(data, name)
        if kind is Kind.TEXT:
            return [read_text(data, fit)]
        if name not in self._books:
            self._books[name] = read_workbook(data, kind)
        return self._books[name]

    def sha256(self, name: str) -> str:
        """The hash of a file as it was read."""
        return hashlib.sha256(self._read(name)).hexdigest()

    def _read(self, name: str) -> bytes:
        if name not in self._data:
            try:
                self._data[name] = (self.folder / name).read_bytes()
            except FileNotFoundError:
                cure = "Put it there, or name the right file in report.toml."
                raise UnreadableError("There is no such file in the report folder.", cure=cure) from None
            except OSError as error:
                cure = "Close it in Excel, or see that you may read it, and try again."
                raise UnreadableError(f"The file cannot be opened: {error.strerror}.", cure=cure) from None
        return self._data[name]
