"""A document's blocks as a Word file, in the styles of a template and nothing styled by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm, Length

from complaints_report.errors import TemplateError
from complaints_report.report.blocks import (
    Block,
    Cover,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    PictureFile,
    Table,
    Text,
)
from complaints_report.report.captions import APPENDIX, alt_text, labels_of
from complaints_report.report.statements import chart_said
from complaints_report.report.wordings import wordings_of
from complaints_report.safe_text import printable
from complaints_report.word.content_controls import Controls
from complaints_report.word.contents import FIRST_MARK, Pages, caption, contents, heading
from complaints_report.word.lists import BULLETS, NUMBERS
from complaints_report.word.ooxml import Element, make, paragraph
from complaints_report.word.properties import (
    save_document,
    set_language,
    set_properties,
    set_settings,
    write_running_lines,
)
from complaints_report.word.prose import Footnotes, Prose, plain_words
from complaints_report.word.table_writer import TableWriter
from complaints_report.word.template import STYLES, WordTemplate

SVG_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/>'
    "</a:ext></a:extLst>"
)
QUOTATION = "Quote"
CONTINUED = ("List Continue", "List Continue 2", "List Continue 3")
"""The styles of a further paragraph of a list's item, by its depth."""


def require_template(document: Document, template: Path) -> None:
    """Stops where the document cannot be written in the template's styles."""
    _fitted(document, template)


def _fitted(document: Document, template: Path) -> tuple[WordTemplate, list[str]]:
    """The template with all the styles that the document asks for, and a line for each thing it lacked."""
    opened = WordTemplate(template)
    return opened, list(opened.complete(tuple(dict.fromkeys([*STYLES, *named_styles(document)]))))


def write_report(document: Document, template: Path, path: Path, pages: Pages | None = None) -> list[str]:
    """Writes the document to `path` in the template's styles; a line for each thing the template lacked.

    The same document and pages give the same bytes. Without `pages` the contents list has no page numbers.
    """
    opened, lacked = _fitted(document, template)
    writer = Writer(document, opened)
    opened.word.element.body[:0] = list(writer.elements(pages))
    write_running_lines(document, opened, pages)
    writer.controls.keep(opened.word, document.organisation, document.year, wordings_of(document))
    set_properties(opened.word, document)
    set_language(opened.word)
    set_settings(opened.word)
    save_document(opened.word, path)
    return lacked


def named_styles(document: Document) -> Iterator[str]:
    """The styles the blocks themselves name."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield paragraph_style(block)
        elif isinstance(block, Heading):
            yield f"Heading {block.level}"
        elif isinstance(block, ListItem):
            yield list_style(block)


def paragraph_style(block: Paragraph) -> str:
    """The style of a paragraph; in an item that is deeper than the styles go it stands in the deepest."""
    if block.quoted:
        return QUOTATION
    return "Body Text" if block.item_depth is None else CONTINUED[min(block.item_depth, len(CONTINUED) - 1)]


def list_style(item: ListItem) -> str:
    """The style of an item; what is deeper than the styles go stands in the deepest."""
    styles: Sequence[str] = NUMBERS if item.numbered else BULLETS
    return styles[min(item.depth, len(styles) - 1)]


class Writer:
    """Turns one document's blocks into Word's elements, in order."""

    def __init__(self, document: Document, template: WordTemplate) -> None:
        self._document = document
        self._template = template
        self._labels = labels_of(document.blocks)
        self.controls = Controls()
        notes = Footnotes(template, self._labels, self.controls)
        self._prose = Prose(template.word.part, template, self._labels, self.controls, notes)
        self._table_writer = TableWriter(template, self._prose, self._labels, self.controls)

    def elements(self, pages: Pages | None) -> Iterator[Element]:
        """Everything on the pages: the cover, the contents list, the blocks."""
        yield from self._cover(self._document.cover)
        yield from contents(self._document.blocks, self._template, pages)
        yield from self._body(self._document.blocks)

    def _body(self, blocks: tuple[Block, ...]) -> Iterator[Element]:
        headings = [(mark, block.text) for mark, block in enumerate(blocks, FIRST_MARK) if isinstance(block, Heading)]
        appendices = (mark for mark, text in headings if text.startswith(APPENDIX))
        firsts = {*(mark for mark, _ in headings[:1]), next(appendices, None)}
        for mark, block in enumerate(blocks, FIRST_MARK):
            made = self._block(block, mark)
            if mark in firsts:
                begin_page(made[0])
            yield from made
        if blocks and isinstance(blocks[-1], Table):
            # Word wants a paragraph after a table that ends the document.
            yield self._prose.paragraph("Table Text", ())

    def _cover(self, cover: Cover) -> Iterator[Element]:
        yield self._prose.paragraph("Subtitle", (Text(cover.organisation),))
        yield self._prose.paragraph("Title", (Text(cover.title),))
        if cover.team:
            yield self._prose.paragraph("Subtitle", (Text(f"{cover.team}\n{cover.meeting_on}"),))
        if cover.notice:
            yield self._prose.paragraph("Notice", (Text(cover.notice),))
        if cover.rows:
            yield self._table_writer.cover(cover)

    def _block(self, block: Block, mark: int) -> list[Element]:
        match block:
            case Heading():
                return [heading(block, mark, self._template)]
            case Paragraph(inlines):
                return (
                    [self._prose.paragraph(paragraph_style(block), inlines)]
                    if plain_words(inlines, self._labels)
                    else []
                )
            case ListItem(inlines):
                return [self._list_item(block)] if plain_words(inlines, self._labels) else []
            case Table():
                return self._table_writer.captioned(block)
            case Picture():
                return self._picture(block, mark)

    def _list_item(self, item: ListItem) -> Element:
        style = list_style(item)
        made = self._prose.paragraph(style, item.inlines)
        if item.numbered:
            made[0].append(self._template.lists.numbered(style, item.list_id, item.start))
        return made

    def _picture(self, picture: Picture, mark: int) -> list[Element]:
        drawn = self._document.pictures.get(picture.name)
        if drawn is None:
            raise TemplateError(
                f"A section shows the chart “{picture.name}”, and there is none of that name; "
                "correct the name in the section."
            )
        alt = alt_text(picture.name, drawn.alt, self._labels, self._document.blocks)
        shown = picture_run(picture.name, replace(drawn, alt=alt), mark, self._template)
        words = self._prose.runs(picture.words)
        below = caption(self._template.style("Caption"), self._labels[picture.name], *words, keep_next=False)
        held = self.controls.round(chart_said(picture, drawn), shown)
        return [paragraph(self._template.style("Picture"), held), below]


def begin_page(element: Element) -> None:
    """Makes a heading begin a new page."""
    element[0].append(make("pageBreakBefore"))


def picture_run(name: str, picture: PictureFile, number: int, template: WordTemplate) -> Element:
    """A run that shows a picture; `number` is the drawing's own in the document."""
    part = template.word.part
    width, height = fitted(picture, template.width, template.height)
    inline = part.new_pic_inline(str(picture.png), width, height)
    for properties in inline.xpath("./wp:docPr | .//pic:cNvPr"):
        properties.set("id", str(number))
        properties.set("name", name)
        properties.set("descr", printable(picture.alt))
    svg = Part(PackURI(f"/word/media/vector{number}.svg"), "image/svg+xml", picture.svg.read_bytes(), part.package)
    link = part.relate_to(svg, RELATIONSHIP_TYPE.IMAGE)
    inline.xpath(".//a:blip")[0].append(parse_xml(SVG_EXTENSION.format(link)))
    return make("r", make("drawing", inline))


def fitted(picture: PictureFile, widest: Length, tallest: Length) -> tuple[Length, Length]:
    """The picture's size on the page, made smaller where the template's page asks for it."""
    scale = min(1, widest.cm / picture.width_cm, tallest.cm / picture.height_cm)
    return Cm(picture.width_cm * scale), Cm(picture.height_cm * scale)
