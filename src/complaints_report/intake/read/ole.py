"""The container of older Office files (OLE): the names in it, and its streams."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.unreadable import DAMAGED

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_LAST = 0xFFFFFFFA
_SMALL = 64
_SMALL_BELOW = 4096


WORKBOOKS = ("Workbook", "Book", "WORKBOOK", "BOOK")
"""The names that the stream of an .xls has."""


@dataclass(frozen=True)
class _Entry:
    name: str
    neighbours: tuple[int, int]
    child: int
    start: int
    size: int


class Ole:
    """A container; every chain in it is followed once, so a loop ends and nothing is read twice."""

    def __init__(self, data: bytes) -> None:
        shift = int.from_bytes(data[30:32], "little")
        if not data.startswith(SIGNATURE) or shift not in (9, 12):
            raise UnreadableError(*DAMAGED)
        self._data, self._sector = data, 1 << shift
        self._next = self._table()
        self._entries = [*self._read_entries(self._chain(self._number(48)))]
        if not self._entries:
            raise UnreadableError(*DAMAGED)

    @property
    def names(self) -> set[str]:
        """The names at the top of the container."""
        return {entry.name for entry in self._top()}

    def stream(self, name: str) -> bytes:
        """What a stream at the top of the container holds."""
        entry = next((entry for entry in self._top() if entry.name == name), None)
        if entry is None:
            raise UnreadableError(*DAMAGED)
        if entry.size >= _SMALL_BELOW:
            return self._chain(entry.start)[: entry.size]
        return self._small(entry.start)[: entry.size]

    def _number(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + 4], "little")

    def _at(self, sector: int) -> bytes:
        # The header fills one sector, whatever the sectors' size.
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _table(self) -> list[int]:
        """Which sector follows each sector."""
        listed = [*struct.unpack("<109I", self._data[76:512])] if len(self._data) >= _HEADER else []
        # Where there is no further list, some programs write that it starts in sector 0.
        sector, seen = self._number(68) if self._number(72) else _LAST, set[int]()
        while sector < _LAST and sector not in seen and (more := _numbers(self._at(sector))):
            seen.add(sector)
            listed += more[:-1]
            sector = more[-1]
        return [after for one in dict.fromkeys(listed) if one < _LAST for after in _numbers(self._at(one))]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._at(sector) for sector in _followed(start, self._next))

    def _small(self, start: int) -> bytes:
        after = _numbers(self._chain(self._number(60)))
        held = self._chain(self._entries[0].start)
        return b"".join(held[one * _SMALL : (one + 1) * _SMALL] for one in _followed(start, after))

    def _read_entries(self, data: bytes) -> Iterator[_Entry]:
        for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
            one = data[at : at + _ENTRY]
            (length,) = struct.unpack("<H", one[64:66])
            left, right, child = struct.unpack("<3I", one[68:80])
            start, size = struct.unpack("<2I", one[116:124])
            name = one[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield _Entry(name, (left, right), child, start, size)

    def _top(self) -> Iterator[_Entry]:
        todo, seen = [self._entries[0].child], set[int]()
        while todo:
            number = todo.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            yield self._entries[number]
            todo += self._entries[number].neighbours


def _numbers(data: bytes) -> list[int]:
    return [*struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])]


def _followed(start: int, after: list[int]) -> Iterator[int]:
    seen = set[int]()
    while start < len(after) and start not in seen:
        seen.add(start)
        yield start
        start = after[start]
