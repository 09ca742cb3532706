"""A Word file as a package of parts: each found by its relationship, read safely, and written again unchanged."""

import io
import posixpath
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, NoReturn
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from complaints_report.audit.reading.document import CAPTION, TEXT, at_most
from complaints_report.audit.reading.numbers import FORMS, WORDS
from complaints_report.errors import CommandError
from complaints_report.word.markup import Node, R, W, written

MOST_BYTES, MOST_UNPACKED = 200 * 2**20, 300 * 2**20
"""What a file and all of its parts may come to."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the date of a part that is added, so that the file is the same each time
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


def value_of(properties: Node, name: str, default: str = "") -> str:
    """What a property such as `w:jc` says; the default where it is there and says nothing."""
    found = None if properties is None else properties.find(W + name)
    return "" if found is None else str(found.get(W + "val", default))


def is_on(properties: Node, name: str) -> bool:
    """Whether a property such as `w:b` is set, and not set to false."""
    return is_set(None if properties is None else properties.find(W + name))


def is_set(found: Node) -> bool:
    """Whether a property is there, and not set to false."""
    return found is not None and found.get(W + "val", "1") not in ("0", "false", "off")


def count_of(properties: Node, name: str) -> int:
    """The number that a property says, up to as many columns as Word allows."""
    said = value_of(properties, name)
    return min(int(said), 63) if re.fullmatch(r"[0-9]{1,9}", said) else 0


class Style(NamedTuple):
    """A style with those that it is based on: what its name makes of a paragraph, and its properties by their tags.

    `kind` is empty for a line of a list of contents, `level` 0 for a title and None for what is no heading.
    """

    kind: str = TEXT
    level: int | None = None
    depth: int = 0
    known: Mapping[str, Node] = {}

    def gives(self, own: Node, name: str) -> Node:
        """A property of what has the style: one of its own, else the style's."""
        found = None if own is None else own.find(W + name)
        return self.known.get(W + name) if found is None else found


class Styles(dict[str, Style]):
    """The styles of a document by their ids, each made when it is first asked for."""

    def __init__(self, nodes: Iterable[Node] = ()) -> None:
        self._nodes = {one.get(W + "styleId", ""): one for one in nodes}

    def __missing__(self, style: str) -> Style:
        bases: list[Node] = []
        base = style
        while base in self._nodes and self._nodes[base] not in bases:
            bases.append(self._nodes[base])
            base = value_of(bases[-1], "basedOn")
        looks = (it for one in reversed(bases) for it in one.iterchildren(W + "pPr", W + "rPr"))
        names = [style.lower(), *(value_of(one, "name").lower() for one in bases)]
        level = next((int(one[1]) for one in map(FORMS["heading_style"].match, names) if one), None)
        depth = next((int(one[1]) - 1 for one in map(FORMS["nested_style"].match, names) if one), 0)
        level = level if WORDS["titles"].isdisjoint(names[:2]) else 0
        kind = TEXT if WORDS["captions"].isdisjoint(names) else CAPTION
        kind = "" if any(map(FORMS["contents_style"].match, names)) else kind
        known = {one.tag: one for properties in looks for one in properties}
        return self.setdefault(style, Style(kind, level, depth, known))


class Package:
    """The parts of a Word file; whatever is broken in it ends in one line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data = bytes_of(path)
        self._trees: dict[str, Node] = {}
        self._strict: set[str] = set()
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
        return next(iter(self.related("", "officeDocument")), "") or self.refuse()

    @cached_property
    def styles(self) -> Styles:
        """The styles of its document."""
        return Styles(
            one for name in self.related(self.main, "styles")[:1] for one in self.tree(name).iter(W + "style")
        )

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def content(self, name: str) -> bytes:
        """What a part holds."""
        try:
            entry = self._entries[_plain(name)]
            if entry.flag_bits & 1:
                raise CommandError(f"{self.path} is protected by a password; save it without one and try again.")
            return b"".join(self._chunks(entry))
        except _BROKEN:
            self.refuse()

    def _chunks(self, entry: ZipInfo) -> Iterator[bytes]:
        """What a part holds, in chunks; it ends where it says that it does, however much was packed."""
        tags, left = 0, entry.file_size
        with ZipFile(io.BytesIO(self._data)).open(entry) as part:
            while left > 0 and (chunk := part.read(min(left, 2**20))):
                tags += chunk.count(b"<")
                at_most(tags, "tags")
                left -= len(chunk)
                yield chunk

    def tree(self, name: str) -> Node:
        """The XML of a part, Strict documents in the namespaces of all others; the same tree each time."""
        key = _plain(name)
        if key not in self._trees:
            content = self.content(name)
            self._tags += content.count(b"<")
            at_most(self._tags, "tags")
            try:
                self._trees[key] = self._parsed(key, content)
            except _BROKEN:
                self.refuse()
        return self._trees[key]

    def _parsed(self, key: str, content: bytes) -> Node:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        if _DECLARED_TYPE.search(content):
            self.refuse()
        root = etree.fromstring(content, parser)
        if any(str(space).startswith("http://purl.oclc.org/ooxml/") for space in root.nsmap.values()):
            self._strict.add(key)
            root = etree.fromstring(_replaced(etree.tostring(root), _STRICT), parser)
        return root

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """The id and the kind of each relation of a part, or of the package, and the part that it leads to."""
        rels = relations_of(part)
        for one in self.tree(rels) if rels in self else ():
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), one.get("Target", "")))
            entry = self._entries.get(_plain(target))
            if entry and one.get("TargetMode") != "External":
                yield one.get("Id", ""), one.get("Type", "").rpartition("/")[2], entry.filename

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part (or "", the package) is related to by a kind, such as "footnotes"."""
        return [name for _, of_kind, name in self._relations(part) if of_kind == kind]

    def target(self, part: str, relation: str) -> str:
        """The part that a relation of a part leads to by its id; empty where there is none."""
        return next((name for one, _, name in self._relations(part) if one == relation), "")

    def to_bytes(self, name: str) -> bytes:
        """A part as it is written once its tree was changed."""
        return self.as_named_in(name, written(self.tree(name)))

    def as_named_in(self, name: str, content: bytes) -> bytes:
        """XML in the namespaces of a part: those of Strict documents where it is of one."""
        return _replaced(content, ((new, old) for old, new in _STRICT)) if _plain(name) in self._strict else content

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with these parts changed, or added last where it has none of that name, and all else as it was."""
        made = io.BytesIO()
        changes = {_plain(name): content for name, content in changed.items()}
        with ZipFile(made, "w", ZIP_DEFLATED) as target:
            for key, entry in self._entries.items():
                content = changes[key] if key in changes else self.content(key)
                target.writestr(copy(entry), content, entry.compress_type)  # which writes into what it is given
            for name in sorted(name for name in changed if name not in self):
                target.writestr(ZipInfo(name, _EARLIEST), changed[name], ZIP_DEFLATED)
        return made.getvalue()


def relations_of(part: str) -> str:
    """The name of the part that says what a part, or the package, leads to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _plain(name: str) -> str:
    """The name of a part as names are compared."""
    return name.replace("\\", "/").lstrip("/").lower()


def _replaced(content: bytes, pairs: Iterable[tuple[bytes, bytes]]) -> bytes:
    for old, new in pairs:
        content = content.replace(old, new)
    return content
