"""Which part of an .xlsx holds which sheet, and what its sheets share."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.cells import MAC_EPOCH, WINDOWS_EPOCH
from complaints_report.intake.read.unreadable import DAMAGED, TOO_LARGE
from complaints_report.intake.read.workbook import Parts, Relations, SheetPart, check_sheets
from complaints_report.intake.read.zipped import Events, ZippedWorkbook, local, locals_of

MOST_SHEETS = 1_000
_LONGEST_FORMAT = re.compile(rb"formatCode\s*=\s*(?:\"[^\"]{4096}|'[^']{4096})")
_LARGEST_STYLES = 64 * 2**20
_MOST_TEXTS = 10_000_000


@dataclass
class _Workbook(Events):
    """The sheets that a workbook lists, as their attributes, and whether its days count from 1904."""

    sheets: list[dict[str, str]] = field(default_factory=list)
    is_1904: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "sheet":
            self.sheets.append(locals_of(attributes))
        elif local(name) == "workbookPr":
            self.is_1904 = attributes.get("date1904", "") in ("1", "true")
        if len(self.sheets) > MOST_SHEETS:
            raise UnreadableError(*TOO_LARGE)


def read_parts(package: ZippedWorkbook) -> Parts:
    """The sheets of an .xlsx and where they are."""
    top, workbook, relations = Relations(), _Workbook(), Relations()
    package.tell("_rels/.rels", top)
    base = posixpath.dirname(top.document).lstrip("/")
    package.tell(posixpath.join(base, "workbook.xml"), workbook)
    package.tell(posixpath.join(base, "_rels/workbook.xml.rels"), relations)
    _check_styles(package, posixpath.join(base, "styles.xml"))
    sheets = [*_sheets(workbook.sheets, relations.found, base)]
    check_sheets(sheets, package)
    epoch = MAC_EPOCH if workbook.is_1904 else WINDOWS_EPOCH
    return Parts(sheets, posixpath.join(base, "sharedStrings.xml"), epoch)


def _sheets(listed: list[dict[str, str]], relations: Mapping[str, tuple[str, str]], base: str) -> list[SheetPart]:
    found = []
    for sheet in listed:
        kind, target = relations.get(sheet.get("id", ""), ("", ""))
        part = target.lstrip("/") if target.startswith("/") else posixpath.join(base, target)
        if kind == "worksheet":
            found.append(SheetPart(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"))
    return found


def _check_styles(package: ZippedWorkbook, part: str) -> None:
    """Refuses a number format far beyond Excel's 255 letters, which every style that names it would go over."""
    if part in package:
        data = package.read(part, _LARGEST_STYLES + 1)
        if len(data) > _LARGEST_STYLES or _LONGEST_FORMAT.search(data):
            raise UnreadableError(*DAMAGED)


@dataclass
class _Texts(Events):
    """The length in bytes of each text that sheets share."""

    lengths: list[int] = field(default_factory=list)
    stated: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = local(name)
        if name == "si":
            self.lengths.append(0)
        elif name == "sst" and attributes.get("uniqueCount", "").isdecimal():
            self.stated = int(attributes["uniqueCount"][:20])

    def text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text.encode())


def text_lengths(package: ZippedWorkbook, part: str) -> list[int]:
    """The length of each shared text of a workbook, none where it shares none."""
    texts = _Texts()
    if part in package:
        package.tell(part, texts)
    # Room is made for as many texts as the part states, before one is read.
    if texts.stated > _MOST_TEXTS:
        raise UnreadableError(*DAMAGED)
    return texts.lengths
