"""A zipped workbook as parts in memory, none of them ever unpacked to disk, and their XML as it streams by.

What is not honest is refused: no tree is built, nothing outside is fetched, and no document type is let in.
"""

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.unreadable import CUT_SHORT, DAMAGED, DOCUMENT_TYPE, PROTECTED, SWOLLEN, TOO_LARGE

_XML_PIECE = 4 * 2**20
_DEEPEST = 256
# expat goes over an unfinished tag again with every piece, and keeps it in memory.
_LONGEST_TAG = 16 * 2**20


class Events:
    """What is made of the XML of a part; a reader says only what it needs."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names stand behind the address of their namespace and a space."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Some text, which may be a part of what stands there."""

    def aside(self) -> None:
        """A comment, an instruction or a section of raw text."""


def read_xml(stream: IO[bytes], events: Events, spend: Callable[[int], None]) -> None:
    """Tells a reader all that a part's XML holds; raises where it is not XML, or not honest.

    `spend` is told, piece by piece, how many elements there were, and may raise.
    """
    elements = _Elements(events)
    parser = _parser(events, elements)
    fed = 0
    try:
        while piece := stream.read(_XML_PIECE):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise UnreadableError(*DAMAGED)
            spend(elements.counted())
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise UnreadableError(*DAMAGED) from None


def _parser(events: Events, elements: "_Elements") -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = elements.start, elements.end
    parser.CharacterDataHandler = events.text
    parser.CommentHandler = lambda _: events.aside()
    parser.ProcessingInstructionHandler = lambda *_: events.aside()
    parser.StartCdataSectionHandler = events.aside
    parser.StartDoctypeDeclHandler = _refuse_declared_type
    return parser


class _Elements:
    """The elements of a part, counted, and refused where they lie deeper than any workbook's."""

    def __init__(self, events: Events) -> None:
        self._start, self._end = events.start, events.end
        self._depth = self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST:
            raise UnreadableError(*DAMAGED)
        self._start(name, attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._end(name)

    def counted(self) -> int:
        """How many elements began since this was last asked."""
        count, self._count = self._count, 0
        return count


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition(" ")[2]


def locals_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes by their names without namespaces."""
    return {local(name): value for name, value in attributes.items()}


def _refuse_declared_type(*_: object) -> None:
    raise UnreadableError(*DOCUMENT_TYPE)


MOST_PARTS = 5_000
MOST_UNPACKED = 600 * 2**20
# Elements, records and cells gone over, of which a million take about a second.
MOST_WORK = 12_000_000
UNSUSPICIOUS = 50 * 2**20
MOST_TIMES = 100
_PIECE = 2**20
_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
# The end record and the longest comment that may follow it.
_WITHIN = 22 + 65_535
# What Info-ZIP puts before a second name, which some readers take for the name and others do not.
_SECOND_NAME = b"up"
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


class ZippedWorkbook:
    """The parts of a zipped workbook, by name; capitals and the kind of slash do not matter, as to Excel."""

    def __init__(self, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._parts = parts
        self._left = MOST_WORK

    def __contains__(self, name: str) -> bool:
        return _plain_name(name) in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def size(self, name: str) -> int:
        """How many bytes a part says that it unpacks to; true once the package is checked."""
        return self._parts[_plain_name(name)].file_size if name in self else 0

    def stream(self, name: str) -> IO[bytes]:
        """A part, to read."""
        if name not in self:
            raise UnreadableError(*DAMAGED)
        part = copy.copy(self._parts[_plain_name(name)])
        part.file_size = MOST_UNPACKED + 1  # the true end decides, not the size that the entry states
        return self._archive.open(part)

    def read(self, name: str, most: int) -> bytes:
        """The first bytes of a part."""
        try:
            return self.stream(name).read(most)
        except UnreadableError:
            raise
        except Exception:  # a damaged zip makes zipfile raise anything
            raise UnreadableError(*CUT_SHORT) from None

    def tell(self, name: str, events: Events) -> None:
        """Tells a reader all that the XML of a part holds."""
        with self.stream(name) as stream:
            read_xml(stream, events, self.spend)

    def spend(self, work: int) -> None:
        """Takes note of what was gone over; raises where a package takes more than any workbook."""
        self._left -= work
        if self._left < 0:
            raise UnreadableError(*TOO_LARGE)

    def check(self) -> None:
        """Unpacks every part once, keeping nothing, and refuses a package that holds what no workbook does."""
        left = MOST_UNPACKED
        try:
            for name, part in self._parts.items():
                left -= self._check_part(name, part, left)
        except UnreadableError:
            raise
        except Exception:  # a damaged zip makes zipfile raise anything
            raise UnreadableError(*CUT_SHORT) from None

    def _check_part(self, name: str, part: zipfile.ZipInfo, left: int) -> int:
        most = max(UNSUSPICIOUS, MOST_TIMES * part.compress_size)
        size = 0
        with self.stream(name) as stream:
            piece = stream.read(_PIECE)
            if name.endswith((".xml", ".rels")):
                _refuse_document_type(piece)
            while piece:
                size += len(piece)
                if size > most:
                    raise UnreadableError(*SWOLLEN)
                if size > left:
                    raise UnreadableError(*TOO_LARGE)
                piece = stream.read(_PIECE)
        if size != part.file_size:
            raise UnreadableError(*SWOLLEN)
        return size


def open_package(data: bytes) -> ZippedWorkbook:
    """The parts of a zip, none of them unpacked yet; raises where its list of parts is not sound."""
    # Counted before anything is made of the list, which costs far more in memory than in the file.
    if data.count(_ENTRY) > MOST_PARTS:
        raise UnreadableError(*SWOLLEN)
    # Of two end records one reader may take the one, and another the other.
    if data[-_WITHIN:].count(_END) != 1:
        raise UnreadableError(*CUT_SHORT)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:
        raise UnreadableError(*CUT_SHORT) from None
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(*PROTECTED)
    if not _is_sound(parts):
        raise UnreadableError(*DAMAGED)
    return ZippedWorkbook(archive, {_plain_name(part.filename): part for part in parts})


def _is_sound(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether every reader of zips would find the same parts: one of each name, none within another."""
    ordered = sorted(parts, key=lambda part: part.header_offset)
    ends = [part.header_offset + 30 + part.compress_size for part in ordered]
    apart = all(end <= part.header_offset for end, part in zip(ends, ordered[1:], strict=False))
    plain = all(
        part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        and "\0" not in part.orig_filename
        and _SECOND_NAME not in part.extra
        for part in parts
    )
    names = {_plain_name(part.filename) for part in parts}
    return bool(parts) and ordered[0].header_offset == 0 and apart and plain and len(names) == len(parts)


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lower()


def _refuse_document_type(head: bytes) -> None:
    """Refuses XML whose first tag is not an element: what a document type declares may be a bomb, or outside."""
    found = _PROLOGUE.match(head)
    after = head[found.end() :] if found else b""
    if after.startswith(b"<!DOCTYPE"):
        raise UnreadableError(*DOCUMENT_TYPE)
    if after and not re.match(rb"<[A-Za-z_]", after):
        raise UnreadableError(*DAMAGED)
