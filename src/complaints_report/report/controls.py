"""Content controls, one round each thing that the report says of the data.

So it is found again however people edit the document. What each says, and how, is kept in a custom XML part.
"""

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from complaints_report.report.kept import CHART, FIGURE, NAMESPACE, TABLE, Item, Kept, fingerprint, title_of, to_xml
from complaints_report.report.ooxml import Element, make
from complaints_report.report.printable import printable

PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
LONGEST_TITLE = 64


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
