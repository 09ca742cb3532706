"""The files of a report folder as sheets of cells, each read once."""

import hashlib
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from complaints_report.errors import UnreadableError
from complaints_report.files import MARK_OF_OFFICE, NotAFileError, read_whole
from complaints_report.intake.read.delimited_text import Fit, read_text
from complaints_report.intake.read.file_kind import FileKind, kind_of
from complaints_report.intake.read.sheets import Sheet
from complaints_report.intake.read.unreadable import DAMAGED, MARK, NO_SHEET


@dataclass
class Files:
    """The files of a folder; one that several tables or stages share is read once."""

    folder: Path
    _sheets: dict[str, list[Sheet]] = field(default_factory=dict, init=False)
    _digests: dict[str, str] = field(default_factory=dict, init=False)

    def sheets(self, name: str, fit: Fit) -> list[Sheet]:
        """The sheets of a file; a text is taken apart as the headings of the first who asks fit best.

        UnreadableError where it cannot be read.
        """
        if name not in self._sheets:
            data = self._bytes(name)
            kind = kind_of(data, name)
            self._digests[name] = hashlib.sha256(data).hexdigest()
            self._sheets[name] = [read_text(data, fit)] if kind is FileKind.TEXT else read_workbook(data, kind)
        return self._sheets[name]

    def sha256(self, name: str) -> str:
        """The hash of a file that was read, as it was then."""
        return self._digests[name]

    def _bytes(self, name: str) -> bytes:
        if Path(name).name.startswith(MARK_OF_OFFICE):
            raise UnreadableError(*MARK)
        try:
            return read_whole(self.folder / name)
        except FileNotFoundError:
            cure = "Put it there, or name the right file in report.toml."
            raise UnreadableError("There is no such file in the report folder.", cure) from None
        except NotAFileError as error:
            cure = "Put a file there, or name the right one in report.toml."
            raise UnreadableError(f"{error.strerror}.", cure) from None
        except OSError as error:
            cure = "Close it in Excel, or see that you may read it, and try again."
            raise UnreadableError(f"The file cannot be opened: {error.strerror}.", cure) from None


def read_workbook(data: bytes, kind: FileKind) -> list[Sheet]:
    """The visible sheets of cells of a workbook, with the rows that hold something; the hidden ones without any.

    What reads a kind is the module here that is called as the kind is, loaded when one is read.
    """
    reader = import_module(f"complaints_report.intake.read.{kind}")
    try:
        sheets: list[Sheet] = reader.read_sheets(data)
    except (UnreadableError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a damaged or hostile part makes a library raise anything; calamine's are no Exceptions
        raise UnreadableError(*DAMAGED) from None
    if all(sheet.is_hidden for sheet in sheets):
        raise UnreadableError(*NO_SHEET)
    return sheets
