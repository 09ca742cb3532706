"""What a report keeps of each thing that it says of the data, in a custom XML part, so that it can be said again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from lxml import etree

from complaints_report.errors import CommandError
from complaints_report.metrics.catalogue import METRICS
from complaints_report.report.blocks import Inlines, Table, Text
from complaints_report.safe_text import printable
from complaints_report.word.markup import W, written

NAMESPACE = "urn:complaints-report:figures"
FIGURE, TABLE, CHART = "figure", "table", "chart"
OURS = "cr1"
"""With what the tags of our controls begin."""

PROPERTY = "complaints-report"
"""The document's own property that tells how many controls it was built with, where its custom part is lost."""

MARK = re.compile(r"\{[0-9a-f]{12}\}")
"""How the rows of a table have a figure."""

Row = tuple[str, ...]
"""What the cells of a row show: labels in words, figures by their marks."""

_DELETED = (W + "del", W + "moveFrom")
_COUNTED = re.compile(r"(\d{1,6}) controls")
_METRIC = re.compile(r'\w+\("(\w+)"(?:, stage=(\d))?')
_CHARACTERS = 12
MOST_ITEMS = 5_000
"""More than any report of ours says: to say each again takes a millisecond."""


@dataclass(frozen=True)
class Item:
    """What some controls say: their kind, how it is said, and all that the program had them say, the latest last.

    `expression` says a figure in words; of a table or a chart it is the name, and what is said are its rows or a
    fingerprint of its numbers. `title` is what Word shows of it; `times` is in how many places it was said.
    """

    kind: str
    expression: str
    title: str
    said: tuple[str, ...]
    times: int = 1

    @property
    def latest(self) -> str:
        """What the program had it say last."""
        return self.said[-1]


@dataclass(frozen=True)
class Kept:
    """What a document keeps of its controls: whose report it is, of which year, its identity, and its items.

    `report` is empty for one that version 0.1.0 built, whose tags name no report.
    """

    organisation: str
    year: str
    report: str
    items: tuple[Item, ...]

    @cached_property
    def by_tag(self) -> Mapping[str, Item]:
        """Each item by the tag of its controls."""
        return {tag_of(self.report, one.kind, one.expression): one for one in self.items}

    @property
    def total(self) -> int:
        """How many controls the report was made with."""
        return sum(one.times for one in self.items)


def identity(kind: str, expression: str) -> str:
    """What names one expression in tags."""
    return fingerprint(f"{kind}\n{expression}")[:_CHARACTERS]


def tag_of(report: str, kind: str, expression: str) -> str:
    """The tag of a control: which report it is of, and which expression it says."""
    return f"{OURS}-{report}-{kind}-{identity(kind, expression)}"


def report_of(organisation: str, year: str, items: tuple[Item, ...]) -> str:
    """The identity of a report: short words that differ where it says something else."""
    said = [f"{one.kind}\n{one.expression}\n{one.latest}" for one in items]
    return fingerprint("\n".join((organisation, year, *said)))[:_CHARACTERS]


def title_of(expression: str) -> str:
    """What a control is called in Word: the metric's title, and its stage."""
    found = _METRIC.search(expression)
    if not found or found[1] not in METRICS:
        return "Figure"
    return METRICS[found[1]].title + (f", stage {found[2]}" if found[2] else "")


def fingerprint(text: str) -> str:
    """Short words that differ where the text does."""
    return sha256(text.encode()).hexdigest()[:32]


def to_xml(kept: Kept) -> bytes:
    """What is kept, as XML."""
    named = {"organisation": printable(kept.organisation), "year": kept.year, "report": kept.report}
    root = etree.Element(f"{{{NAMESPACE}}}figures", named, nsmap={"f": NAMESPACE})
    for item in kept.items:
        told = {"kind": item.kind, "title": printable(item.title), "times": str(item.times)}
        element = etree.SubElement(root, f"{{{NAMESPACE}}}item", told)
        etree.SubElement(element, f"{{{NAMESPACE}}}expression").text = printable(item.expression)
        for words in item.said:
            etree.SubElement(element, f"{{{NAMESPACE}}}said").text = words
    return written(root)


def from_xml(blob: bytes) -> Kept | None:
    """What a custom XML part keeps, where it is ours."""
    try:
        root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{{{NAMESPACE}}}figures":
        return None
    found = root.findall(f"{{{NAMESPACE}}}item")
    if len(found) > MOST_ITEMS:
        return None
    organisation, year, report = (root.get(name, "") for name in ("organisation", "year", "report"))
    return Kept(organisation, year, report, tuple(map(_item, found)))


def _item(element: etree._Element) -> Item:
    said = tuple(one.text or "" for one in element.iterfind(f"{{{NAMESPACE}}}said"))
    times = element.get("times", "1")
    return Item(
        kind=element.get("kind", ""),
        expression=element.findtext(f"{{{NAMESPACE}}}expression", ""),
        title=element.get("title", ""),
        said=said or ("",),
        times=int(times) if times.isdecimal() and len(times) < _CHARACTERS else 1,
    )


def rows_of(table: Table) -> str:
    """What a table shows, a row a line: its headings and labels in words, its figures by their expressions."""
    rows = ("\t".join(map(_shown, row)) for row in (table.header, *table.rows))
    return "\n".join(rows)


def _shown(cell: Inlines) -> str:
    """What a cell shows, its spaces alike."""
    words = (figure_mark(one.expression) or one.text for one in cell if isinstance(one, Text))
    return " ".join(printable("".join(words)).split())


def figure_mark(expression: str) -> str:
    """How the rows of a table have a figure."""
    return f"{{{identity(FIGURE, expression)}}}" if expression else ""


def rows_from(kept: str | None) -> tuple[Row, ...]:
    """The rows of a table from what is kept of them, a row a line."""
    return tuple(tuple(map(alike, line.split("\t"))) for line in kept.split("\n")) if kept else ()


def alike(words: str) -> str:
    """The words as they are compared: Word may change spaces and quotation marks."""
    return " ".join(words.replace("\xa0", " ").replace("’", "'").split())


def counted(number: int) -> str:
    """What the document's own property says of its controls."""
    return f"{number} controls"


def count_told(properties: etree._Element) -> int:
    """How many controls the document's own property tells of; none where it has no such property, or a person's."""
    told = (_COUNTED.fullmatch("".join(map(str, one.itertext()))) for one in properties if one.get("name") == PROPERTY)
    return max((int(one[1]) for one in told if one), default=0)


def keeps_nothing(path: Path) -> CommandError:
    """What is said of a document that is no report of ours."""
    return CommandError(
        f"{path} holds none of the figures that `complaints-report build` puts into a report; "
        "name a report that it built."
    )


def is_deleted(node: etree._Element) -> bool:
    """Whether something is gone once tracked changes are accepted."""
    return any(one.tag in _DELETED for one in node.iterancestors())
