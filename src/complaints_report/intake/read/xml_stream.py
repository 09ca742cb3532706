"""XML read as it streams by: no tree is built, nothing outside is fetched, and no document type is let in."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from complaints_report.errors import UnreadableError
from complaints_report.intake.read.unreadable import DAMAGED, DOCUMENT_TYPE

_PIECE = 4 * 2**20
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
        while piece := stream.read(_PIECE):
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
    parser.StartDoctypeDeclHandler = _refuse_document_type
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


def _refuse_document_type(*_: object) -> None:
    raise UnreadableError(*DOCUMENT_TYPE)
