"""What kind of file some bytes are, told by what they hold rather than by their name."""

import re
from enum import StrEnum
from pathlib import PurePath

from complaints_report.errors import UnreadableError
from complaints_report.intake.read import ole, unreadable
from complaints_report.intake.read.ole import Ole
from complaints_report.intake.read.zipped import ZippedWorkbook, open_package

NAMES_OF_TEXT = (".csv", ".txt", ".tsv")
NAMES_OF_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_HEAD = 8192
_ZIP = b"PK\x03\x04"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# The records that begin a workbook of Excel 2 to 5 that has no container.
_OLD_WORKBOOK = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "meta-inf/manifest.xml"
_HTML = re.compile(
    r"(<\?xml[^>]*>|<!--.*?-->|\s+)*<(!doctype\s+html|html|head|body|table|meta|style|script|title|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(r"^mime-version:.*(multipart/related|text/html)", re.IGNORECASE | re.DOTALL | re.MULTILINE)
_SPREADSHEET_2003 = re.compile(r"urn:schemas-microsoft-com:office:spreadsheet|progid=.Excel\.Sheet")

_OTHERS = {
    b"%PDF-": unreadable.PDF,
    b"{\\rtf": unreadable.RICH_TEXT,
    b"\x1f\x8b": unreadable.compressed("gzip"),
    b"7z\xbc\xaf": unreadable.compressed("7z"),
    b"Rar!": unreadable.compressed("RAR"),
}
_IN_CONTAINERS = {
    "WordDocument": unreadable.WORD,
    "PowerPoint Document": unreadable.POWERPOINT,
    "__properties_version1.0": unreadable.OUTLOOK,
}
_IN_ZIPS = {
    "word/": unreadable.WORD,
    "ppt/": unreadable.POWERPOINT,
    "index/document.iwa": unreadable.APPLE,
}


class FileKind(StrEnum):
    """The kinds of file that data are read from, each workbook's named as what reads it; a .xlsm is an .xlsx."""

    TEXT = "text"
    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of a file; raises where it is none that can be read, or is named so that it misleads.

    What is of no known kind is text, as damaged text may be, and so is an empty file, whatever its name: what is
    wrong with either is for the reader of texts to say.
    """
    suffix = PurePath(name).suffix.lower()
    kind = _workbook_kind(data) or _text_kind(data)
    if kind is FileKind.TEXT and suffix in NAMES_OF_WORKBOOKS and data:
        is_text = "\0" not in _decoded(data[:_HEAD])
        raise UnreadableError(*(unreadable.TEXT_AS_WORKBOOK if is_text else unreadable.OTHER))
    if kind is not FileKind.TEXT and suffix in NAMES_OF_TEXT:
        raise UnreadableError(*unreadable.workbook_as_text(kind))
    return kind


def _workbook_kind(data: bytes) -> FileKind | None:
    if data.startswith(_ZIP):
        return _zip_kind(open_package(data))
    if data.startswith(ole.SIGNATURE):
        return _container_kind(Ole(data).names)
    return FileKind.XLS if data.startswith(_OLD_WORKBOOK) else None


def _zip_kind(package: ZippedWorkbook) -> FileKind:
    names = [*package]
    if "mimetype" in package:
        return _document_kind(package)
    if any(name.endswith("workbook.bin") for name in names):
        return FileKind.XLSB
    if any(name.endswith("workbook.xml") for name in names):
        return FileKind.XLSX
    for start, why in _IN_ZIPS.items():
        if any(name.startswith(start) for name in names):
            raise UnreadableError(*why)
    raise UnreadableError(*unreadable.OTHER_ZIP)


def _document_kind(package: ZippedWorkbook) -> FileKind:
    if not package.read("mimetype", 100).startswith(_SPREADSHEET):
        raise UnreadableError(*unreadable.OPEN_DOCUMENT)
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST, 2**20):
        raise UnreadableError(*unreadable.PROTECTED)
    return FileKind.ODS


def _container_kind(names: set[str]) -> FileKind:
    if "EncryptedPackage" in names:
        raise UnreadableError(*unreadable.PROTECTED)
    if names & set(ole.WORKBOOKS):
        return FileKind.XLS
    why = (why for name, why in _IN_CONTAINERS.items() if name in names)
    raise UnreadableError(*next(why, unreadable.OLDER))


def _text_kind(data: bytes) -> FileKind:
    for start, other in _OTHERS.items():
        if start in data[:1024] if start == b"%PDF-" else data.startswith(start):
            raise UnreadableError(*other)
    if why := _markup(_decoded(data[:_HEAD])):
        raise UnreadableError(*why)
    return FileKind.TEXT


def _decoded(head: bytes) -> str:
    """The beginning of a text; bytes that mean nothing in its encoding do not matter here."""
    encoding = "utf-16" if head.startswith(_UTF_16) else "utf-8-sig"
    return head.decode(encoding, "replace")


def _markup(head: str) -> tuple[str, str] | None:
    """What a text is that is no table."""
    if _SPREADSHEET_2003.search(head) and head.lstrip().startswith("<"):
        return unreadable.XML_2003
    if _HTML.match(head):
        return unreadable.HTML
    if _MHTML.search(head):
        return unreadable.MHTML
    return unreadable.XML if head.lstrip().startswith("<?xml") else None
