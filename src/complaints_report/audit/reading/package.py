"""A Word file as a package of parts: each found by its relationship, read safely, and written again unchanged."""

import io
import posixpath
import re
import zlib
from collections.abc import Iterator, Mapping
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import IO, NoReturn
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from complaints_report.audit.reading.composition import at_most
from complaints_report.audit.reading.document import Node
from complaints_report.errors import CommandError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN = "officeDocument"
"""The relationship that leads from the package to its main part."""

MOST_BYTES, MOST_UNPACKED = 200 * 2**20, 300 * 2**20
"""What a file and all of its parts may come to."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of a part that is added, so that the file is the same each time."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The namespaces of Strict documents, and those of all others."""
_DECLARED_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BROKEN = (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, ValueError, zlib.error, etree.XMLSyntaxError)


def bytes_of(path: Path, most: int = MOST_BYTES) -> bytes:
    """All that a file holds, or one line that says why it cannot be read."""
    try:
        if path.exists() and not path.is_file():
            raise CommandError(f"{path} is not a file; name the report to read.")
        if path.stat().st_size > most:
            raise CommandError(f"{path} is larger than {most >> 20} MB, which no report is; name the right file.")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise CommandError(f"{path} is not there; name the report to read.") from None
    except (OSError, ValueError):
        raise CommandError(f"{path} cannot be opened; close it in Word and try again.") from None


class Package:
    """The parts of a Word file; whatever is broken in it ends in one line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data = bytes_of(path)
        self._trees: dict[str, Node] = {}
        self._strict: set[str] = set()
        self._related: dict[str, dict[str, tuple[str, str]]] = {}
        self._tags = 0
        try:
            entries = ZipFile(io.BytesIO(self._data)).infolist()
        except _BROKEN:
            self.refuse()
        self._entries = {_plain(entry.filename): entry for entry in entries}
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise CommandError(f"{path} unpacks to more than {MOST_UNPACKED >> 20} MB, which no report is.")
        if len(self._entries) < len(entries):
            self.refuse()

    def refuse(self) -> NoReturn:
        """Ends in the one line that says that the file cannot be read."""
        if self._data.startswith(_OLE):
            raise CommandError(f"{self.path} has a password or is of an old Word; save it as .docx without a password.")
        raise CommandError(f"{self.path} is not a Word document (.docx) that can be read; save it in Word again.")

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the document itself."""
        return next(iter(self.related("", MAIN)), "") or self.refuse()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as they are written."""
        return tuple(entry.filename for entry in self._entries.values())

    def content(self, name: str) -> bytes:
        """What a part holds."""
        try:
            entry = self._entries[_plain(name)]
            if entry.flag_bits & 1:
                raise CommandError(f"{self.path} is protected by a password; save it without one and try again.")
            with ZipFile(io.BytesIO(self._data)).open(entry) as part:
                return b"".join(_chunks(part, entry.file_size))
        except _BROKEN:
            self.refuse()

    def tree(self, name: str) -> Node:
        """The XML of a part, Strict documents in the namespaces of all others; the same tree each time."""
        key = _plain(name)
        if key not in self._trees:
            self._trees[key] = self._parsed(name)
        return self._trees[key]

    def _parsed(self, name: str) -> Node:
        content = self.content(name)
        self._tags += content.count(b"<")
        at_most(self._tags, "tags")
        if _DECLARED_TYPE.search(content):
            self.refuse()
        try:
            root = etree.fromstring(content, _parser())
            if any(str(space).startswith("http://purl.oclc.org/ooxml/") for space in root.nsmap.values()):
                self._strict.add(_plain(name))
                root = etree.fromstring(_replaced(etree.tostring(root), _STRICT), _parser())
        except _BROKEN:
            self.refuse()
        return root

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """For each relation of a part, or of the package, by its id: its kind and the part that it leads to."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels in self._related:
            return self._related[rels]
        if _plain(rels) not in self._entries:
            return {}
        inside = (one for one in self.tree(rels) if isinstance(one.tag, str) and one.get("TargetMode") != "External")
        self._related[rels] = {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in inside
        }
        return self._related[rels]

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part (or "", the package) is related to by a kind, such as "footnotes"."""
        found = (self._named(target) for of_kind, target in self._relations(part).values() if of_kind == kind)
        return [name for name in found if name]

    def target(self, part: str, relation: str) -> str:
        """The part that a relation of a part leads to by its id; empty where there is none."""
        return self._named(self._relations(part).get(relation, ("", ""))[1])

    def _named(self, target: str) -> str:
        """The name of a part as it is written; empty where there is no such part."""
        entry = self._entries.get(_plain(target))
        return entry.filename if entry else ""

    def to_bytes(self, name: str) -> bytes:
        """A part as it is written once its tree was changed."""
        made = bytes(etree.tostring(self.tree(name), xml_declaration=True, encoding="UTF-8", standalone=True))
        return _replaced(made, [(new, old) for old, new in _STRICT]) if _plain(name) in self._strict else made

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with these parts changed, or added last where it has none of that name, and all else as it was."""
        made = io.BytesIO()
        known = {self._named(name) or name: content for name, content in changed.items()}
        with ZipFile(made, "w", ZIP_DEFLATED) as target:
            for entry in self._entries.values():
                content = known.get(entry.filename)
                kept = self.content(entry.filename) if content is None else content
                target.writestr(copy(entry), kept, entry.compress_type)  # which writes into what it is given
            for name in sorted(known.keys() - set(self.names)):
                target.writestr(ZipInfo(name, _EARLIEST), known[name], ZIP_DEFLATED)
        return made.getvalue()


def _plain(name: str) -> str:
    """The name of a part as names are compared."""
    return name.replace("\\", "/").lstrip("/").lower()


def _chunks(part: IO[bytes], size: int) -> Iterator[bytes]:
    """What a part holds, in chunks; it ends where it says that it does, however much was packed."""
    tags = 0
    while size > 0 and (chunk := part.read(min(size, 2**20))):
        tags += chunk.count(b"<")
        at_most(tags, "tags")
        size -= len(chunk)
        yield chunk


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _replaced(content: bytes, pairs: tuple[tuple[bytes, bytes], ...] | list[tuple[bytes, bytes]]) -> bytes:
    for old, new in pairs:
        content = content.replace(old, new)
    return content
