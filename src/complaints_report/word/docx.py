"""A document's blocks as a Word file, in the styles of a template and nothing styled by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docx.section import _Footer, _Header

from complaints_report.errors import TemplateError
from complaints_report.report.blocks import (
    Block,
    Cover,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Table,
    Text,
)
from complaints_report.report.captions import labels_of
from complaints_report.report.described import alt_text
from complaints_report.word.content_controls import Controls
from complaints_report.word.contents import Pages, contents, heading
from complaints_report.word.grid import Grid
from complaints_report.word.kept import fingerprint
from complaints_report.word.lists import BULLETS, NUMBERS
from complaints_report.word.ooxml import Element, make, paragraph, run, simple_field
from complaints_report.word.pictures import drawing
from complaints_report.word.properties import save, set_language, set_properties, set_settings
from complaints_report.word.prose import Footnotes, Prose, plain
from complaints_report.word.references import FIRST_MARK, caption
from complaints_report.word.template import STYLES, WordTemplate

WORDS_OR_PICTURES = ".//w:t | .//w:drawing | .//w:pict | .//w:fldSimple | .//w:instrText"
PAGE_FIELDS = ".//w:instrText[contains(., 'PAGE')] | .//w:fldSimple[contains(@w:instr, 'PAGE')]"


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
    writer.controls.keep(opened.word, document.organisation, document.year)
    set_properties(opened.word, document)
    set_language(opened.word)
    set_settings(opened.word)
    save(opened.word, path)
    return lacked


def named_styles(document: Document) -> Iterator[str]:
    """The styles the blocks themselves name."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.style
        elif isinstance(block, Heading):
            yield f"Heading {block.level}"
        elif isinstance(block, ListItem):
            yield list_style(block)


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
        self._grid = Grid(template, self._prose, self._labels, self.controls)

    def elements(self, pages: Pages | None) -> Iterator[Element]:
        """Everything on the pages: the cover, the contents list, the blocks."""
        yield from self._cover(self._document.cover)
        yield from contents(self._document.blocks, self._template, pages)
        yield from self._body(self._document.blocks)

    def _body(self, blocks: tuple[Block, ...]) -> Iterator[Element]:
        headings = (mark for mark, block in enumerate(blocks, FIRST_MARK) if isinstance(block, Heading))
        first = next(headings, None)
        for mark, block in enumerate(blocks, FIRST_MARK):
            made = self._block(block, mark)
            if mark == first:
                begin_page(made[0])
            yield from made
        if blocks and isinstance(blocks[-1], Table):
            # Word wants a paragraph after a table that ends the document.
            yield self._prose.paragraph("Table Text", ())

    def _cover(self, cover: Cover) -> Iterator[Element]:
        yield self._prose.paragraph("Title", (Text(cover.heading),))
        yield self._prose.paragraph("Subtitle", (Text(cover.meeting_on),))
        if cover.notice:
            yield self._prose.paragraph("Notice", (Text(cover.notice),))
        if cover.rows:
            yield self._grid.cover(cover)

    def _block(self, block: Block, mark: int) -> list[Element]:
        match block:
            case Heading():
                return [heading(block, mark, self._template)]
            case Paragraph(inlines, style):
                return [self._prose.paragraph(style, inlines)] if plain(inlines, self._labels) else []
            case ListItem(inlines):
                return [self._list_item(block)] if plain(inlines, self._labels) else []
            case Table():
                return self._grid.captioned(block)
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
        shown = drawing(picture.name, replace(drawn, alt=alt), mark, self._template)
        words = caption(self._template.style("Caption"), self._labels[picture.name], picture.caption, keep_next=False)
        held = self.controls.chart(picture.name, fingerprint(drawn.numbers), picture.caption, shown)
        return [paragraph(self._template.style("Picture"), held), words]


def begin_page(element: Element) -> None:
    """Makes a heading begin a new page."""
    element[0].append(make("pageBreakBefore"))


def write_running_lines(document: Document, template: WordTemplate, pages: Pages | None) -> None:
    """Puts the title, and a draft's words, at the head of every page, and the page's number at its foot."""
    page = template.word.sections[-1]
    headers: list[_Header] = [page.header]
    footers: list[_Footer] = [page.footer]
    if page.different_first_page_header_footer:
        headers.append(page.first_page_header)
        footers.append(page.first_page_footer)
    if template.word.settings.odd_and_even_pages_header_footer:
        headers.append(page.even_page_header)
        footers.append(page.even_page_footer)
    for header in headers:
        fill(header, *header_lines(document, template))
    for footer in footers:
        if not footer.part.element.xpath(PAGE_FIELDS):
            fill(footer, page_number(template, pages.total if pages else 1))


def header_lines(document: Document, template: WordTemplate) -> Iterator[Element]:
    """The paragraphs at the head of a page."""
    yield paragraph(template.style("Header"), run(document.title))
    if document.draft:
        yield paragraph(template.style("Header"), run(document.draft, template.style("Strong")))


def page_number(template: WordTemplate, total: int) -> Element:
    """The paragraph at the foot of a page; Word itself works out both its numbers."""
    page, pages = simple_field("PAGE", "1"), simple_field("NUMPAGES", str(total))
    return paragraph(template.style("Footer"), run("Page "), page, run(" of "), pages)


def fill(story: _Header | _Footer, *paragraphs: Element) -> None:
    """Adds the paragraphs below what the template has there, such as a crest, and above the space it leaves below."""
    story.is_linked_to_previous = False
    root = story.part.element
    shown = {child for each in root.xpath(WORDS_OR_PICTURES) for child in (each, *each.iterancestors())}
    said = [child for child in root if child in shown]
    if not said:
        for child in root.xpath("./w:p"):
            root.remove(child)
    place = root.index(said[-1]) + 1 if said else len(root)
    root[place:place] = list(paragraphs)
