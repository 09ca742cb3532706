"""What a report keeps of each thing that it says of the data, in a custom XML part, so that it can be said again."""

import re
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from complaints_report.metrics.catalogue import METRICS
from complaints_report.report.blocks import Inlines, Table, Text
from complaints_report.report.printable import printable

NAMESPACE = "urn:complaints-report:figures"
FIGURE, TABLE, CHART = "figure", "table", "chart"
_METRIC = re.compile(r'\w+\("(\w+)"(?:, stage=(\d))?')


@dataclass(frozen=True)
class Item:
    """What one control says: its tag, its kind, how it is said, and what that was when the report was built.

    `expression` says a figure in words; of a table or a chart it is the name, and `said` a fingerprint of its labels
    or numbers. `title` is what Word shows of it.
    """

    tag: str
    kind: str
    expression: str
    said: str
    title: str


@dataclass(frozen=True)
class Kept:
    """What a document keeps of its controls: the year it reports, and an item for each."""

    year: str
    items: tuple[Item, ...]


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
    root = etree.Element(f"{{{NAMESPACE}}}figures", {"year": kept.year}, nsmap={"f": NAMESPACE})
    for item in kept.items:
        told = {"tag": item.tag, "kind": item.kind, "said": item.said, "title": printable(item.title)}
        etree.SubElement(root, f"{{{NAMESPACE}}}item", told).text = printable(item.expression)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def from_xml(blob: bytes) -> Kept | None:
    """What a custom XML part keeps, where it is ours."""
    try:
        root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{{{NAMESPACE}}}figures":
        return None
    found = root.iterfind(f"{{{NAMESPACE}}}item")
    return Kept(root.get("year", ""), tuple(map(_item, found)))


def _item(element: etree._Element) -> Item:
    told = {name: element.get(name, "") for name in ("tag", "kind", "said", "title")}
    return Item(expression=element.text or "", **told)


def rows_of(table: Table) -> str:
    """What a table shows apart from its figures: its headings and the labels of its rows, a row a line."""
    rows = ("\t".join(_label(cell) for cell in row) for row in (table.header, *table.rows))
    return "\n".join(rows)


def _label(cell: Inlines) -> str:
    return "".join(one.text for one in cell if isinstance(one, Text) and not one.expression)
