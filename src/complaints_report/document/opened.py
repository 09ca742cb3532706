"""A Word file opened to be read: its parts as XML, and what our own part keeps of its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from complaints_report.document.names import qn
from complaints_report.errors import CommandError
from complaints_report.report.kept import Kept, from_xml

Node = Any
"""An element of lxml, whose own types allow for absences that no document has."""

BODY, NOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
MOST_UNPACKED = 300 * 2**20
SAFE = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True)
class Opened:
    """The parts of a Word file that hold words, and what it keeps of its figures, if anything."""

    path: Path
    kept_in: str
    """The name of the part that keeps it."""
    parts: dict[str, etree._Element]
    kept: Kept | None

    @property
    def tags(self) -> frozenset[str]:
        """The tags of the controls that are ours."""
        return frozenset(item.tag for item in self.kept.items) if self.kept else frozenset()

    @property
    def styles(self) -> "Styles":
        """The ids of the styles of headings, of the lines of a contents list and of titles."""
        found = self.parts[STYLES].findall(qn("w:style")) if STYLES in self.parts else []
        names = {one.get(qn("w:styleId"), ""): _name(one).lower() for one in found}
        return Styles(
            {key: _level(name) for key, name in names.items() if name.startswith("heading ")},
            frozenset(key for key, name in names.items() if name.startswith("toc ")),
            frozenset(key for key, name in names.items() if name in ("title", "subtitle")),
        )


@dataclass(frozen=True)
class Styles:
    """The ids of three kinds of styles; of those of headings, with their levels."""

    headings: Mapping[str, int]
    contents: frozenset[str]
    titles: frozenset[str]


def _level(name: str) -> int:
    digits = name.removeprefix("heading ")
    return int(digits) if digits.isdigit() else 1


def _name(style: etree._Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "")


def opened(path: Path) -> Opened:
    """The file, or one line that says why it cannot be read."""
    try:
        with ZipFile(path) as package:
            return _read(path, package)
    except FileNotFoundError:
        raise CommandError(f"{path} is not there; name the report to read.") from None
    except PermissionError:
        raise CommandError(f"{path} cannot be opened; close it in Word and try again.") from None
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, etree.XMLSyntaxError):
        raise CommandError(f"{path} is not a Word document (.docx) that can be read; save it in Word again.") from None


def _read(path: Path, package: ZipFile) -> Opened:
    if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
        raise CommandError(f"{path} unpacks to more than a report can; check that it is the right file.")
    names = set(package.namelist())
    parts = {name: etree.fromstring(package.read(name), SAFE) for name in (BODY, NOTES, STYLES) if name in names}
    if parts[BODY].find(qn("w:body")) is None:
        raise KeyError(BODY)
    own = sorted(name for name in names if name.startswith("customXml/item") and "Props" not in name)
    kept = ((name, from_xml(package.read(name))) for name in own if name.endswith(".xml"))
    kept_in, found = next(((name, one) for name, one in kept if one), ("", None))
    return Opened(path, kept_in, parts, found)
