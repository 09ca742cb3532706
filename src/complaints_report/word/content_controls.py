"""Content controls, one round each thing that the report says of the data.

So it is found again however people edit the document: the tag of each names the report and what is said there. What
each says, and how, is kept in a custom XML part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from complaints_report.report.statements import Item, fingerprint
from complaints_report.word.custom_part import NAMESPACE, PROPERTY, Kept, controls_counted, report_of, tag_of, to_xml
from complaints_report.word.markup import written
from complaints_report.word.ooxml import Element, make

PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
OWN_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_NONE = f'<Properties xmlns="{OWN_PROPERTIES}" xmlns:vt="{VALUES}"/>'.encode()
OF_PEOPLE = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set to which the properties that people give a document belong."""

LONGEST_TITLE = 64


class Controls:
    """The controls of one document, in the order they are made."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, str], Item] = {}
        self._tags: list[tuple[Element, Item]] = []

    def round(self, item: Item, content: Element) -> Element:
        """A control round what says something, whose tag is given once the whole report is known."""
        known = self._items.get((item.kind, item.expression))
        self._items[item.kind, item.expression] = replace(known, times=known.times + 1) if known else item
        tag = make("tag", val="")
        self._tags.append((tag, item))
        named = make("alias", val=item.title[:LONGEST_TITLE]), tag, make("id", val=len(self._tags))
        return make("sdt", make("sdtPr", *named), make("sdtContent", content))

    def keep(self, word: WordDocument, organisation: str, year: str, wordings: Iterable[str] = ()) -> None:
        """Gives the controls their tags, and puts what they say into the document's custom XML part."""
        items = tuple(self._items.values())
        kept = Kept(organisation, year, report_of(organisation, year, items), items, frozenset(wordings))
        for tag, item in self._tags:
            tag.set(qn("w:val"), tag_of(kept.report, item.kind, item.expression))
        add_part(word, to_xml(kept))
        add_property(word, controls_counted(kept.total))


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


def add_property(word: WordDocument, said: str) -> None:
    """Tells of our controls in a property of the document, which a file saved as .odt keeps, too."""
    package = word.part.package
    kind = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    part = next((one.target_part for one in package.rels.values() if one.reltype == kind), None)
    root = etree.fromstring(part.blob if part else _NONE)
    taken = _without_ours(root)
    one = {"fmtid": OF_PEOPLE, "pid": str(1 + max((1, *taken))), "name": PROPERTY}
    etree.SubElement(etree.SubElement(root, f"{{{OWN_PROPERTIES}}}property", one), f"{{{VALUES}}}lpwstr").text = said
    blob = written(root)
    if part is None:
        name = PackURI("/docProps/custom.xml")
        package.relate_to(Part(name, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, blob, package), kind)
    else:
        part._blob = blob


def _without_ours(root: etree._Element) -> Sequence[int]:
    """Takes our own property out, where a report of ours is the template; the numbers of the others."""
    for one in list(root):
        if one.get("name") == PROPERTY:
            root.remove(one)
    return [int(one.get("pid", "1")) for one in root]
