"""A zipped workbook as parts in memory, none of them ever unpacked to disk, refused where it is not honest."""

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.unreadable import CUT_SHORT, DAMAGED, DOCUMENT_TYPE, PROTECTED, SWOLLEN, TOO_LARGE
from complaints_report.intake.read.xml_stream import Events, read_xml

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


class Package:
    """The parts of a zipped workbook, by name; capitals and the kind of slash do not matter, as to Excel."""

    def __init__(self, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._parts = parts
        self._left = MOST_WORK

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def size(self, name: str) -> int:
        """How many bytes a part says that it unpacks to; true once the package is checked."""
        return self._parts[_plain(name)].file_size if name in self else 0

    def stream(self, name: str) -> IO[bytes]:
        """A part, to read."""
        if name not in self:
            raise UnreadableError(*DAMAGED)
        part = copy.copy(self._parts[_plain(name)])
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


def open_package(data: bytes) -> Package:
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
    return Package(archive, {_plain(part.filename): part for part in parts})


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
    names = {_plain(part.filename) for part in parts}
    return bool(parts) and ordered[0].header_offset == 0 and apart and plain and len(names) == len(parts)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


def _refuse_document_type(head: bytes) -> None:
    """Refuses XML whose first tag is not an element: what a document type declares may be a bomb, or outside."""
    found = _PROLOGUE.match(head)
    after = head[found.end() :] if found else b""
    if after.startswith(b"<!DOCTYPE"):
        raise UnreadableError(*DOCUMENT_TYPE)
    if after and not re.match(rb"<[A-Za-z_]", after):
        raise UnreadableError(*DAMAGED)
