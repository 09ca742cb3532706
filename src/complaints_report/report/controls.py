"""Content controls, one round each thing that the report says of the data.

So it is found again however people edit the document. What each says, and how, is kept in a custom XML part.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from complaints_report.metrics.catalogue import METRICS
from complaints_report.report.ooxml import Element, make
from complaints_report.report.printable import printable

NAMESPACE = "urn:complaints-report:figures"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
LONGEST_TITLE = 64
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


class Controls:
    """The controls of one document, in the order they are made."""

    def __init__(self) -> None:
        self.items: list[Item] = []

    def figure(self, expression: str, said: str, run: Element) -> Element:
        """A run within a line that says figures."""
        return self._control(FIGURE, expression, printable(said), title_of(expression), run)

    def table(self, name: str, said: str, title: str, table: Element) -> Element:
        """A whole table."""
        return self._control(TABLE, name, said, title, table)

    def chart(self, name: str, said: str, title: str, picture: Element) -> Element:
        """The run that shows a chart."""
        return self._control(CHART, name, said, title, picture)

    def _control(self, kind: str, expression: str, said: str, title: str, content: Element) -> Element:
        number = len(self.items) + 1
        tag = f"{kind}-{number}"
        self.items.append(Item(tag, kind, expression, said, title))
        named = make("alias", val=title[:LONGEST_TITLE]), make("tag", val=tag), make("id", val=number)
        return make("sdt", make("sdtPr", *named), make("sdtContent", content))

    def keep(self, word: WordDocument, year: str) -> None:
        """Puts what the controls say of the year into the document's custom XML part."""
        add_part(word, to_xml(Kept(year, tuple(self.items))))


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


def add_part(word: WordDocument, blob: bytes) -> None:
    """A custom XML part of the document, with the properties that Word asks of one."""
    package = word.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    part = Part(PackURI(f"/customXml/item{number}.xml"), CONTENT_TYPE.XML, blob, package)
    identity = fingerprint(NAMESPACE).upper()
    guid = "-".join((identity[:8], identity[8:12], identity[12:16], identity[16:20], identity[20:32]))
    described = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem ds:itemID="{{{guid}}}" '
        f'xmlns:ds="{PROPERTIES}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    )
    kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
    beside = Part(PackURI(f"/customXml/itemProps{number}.xml"), kind, described.encode(), package)
    part.relate_to(beside, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
