"""What surrounds the words in a .docx: its running lines, its properties, its language, its settings and its zip."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from docx.document import Document as WordDocument
from docx.section import _Footer, _Header

from complaints_report.archive import zip_parts, zipped
from complaints_report.report.blocks import Document
from complaints_report.safe_text import printable
from complaints_report.word.contents import Pages
from complaints_report.word.ooxml import Element, make, paragraph, run, simple_field
from complaints_report.word.template import WordTemplate

LANGUAGE = "en-GB"
# No clock: the same input gives the same bytes.
MADE = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST_PROPERTY = 255
CONTENT_TYPES = "[Content_Types].xml"
WORDS_OR_PICTURES = ".//w:t | .//w:drawing | .//w:pict | .//w:fldSimple | .//w:instrText"
PAGE_FIELDS = ".//w:instrText[contains(., 'PAGE')] | .//w:fldSimple[contains(@w:instr, 'PAGE')]"


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


def set_properties(word: WordDocument, document: Document) -> None:
    """Gives the file its title, author, subject, language and dates."""
    properties = word.core_properties
    properties.title = printable(document.title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = printable(document.author)[:LONGEST_PROPERTY]
    properties.subject = printable(document.subject)[:LONGEST_PROPERTY]
    properties.language = LANGUAGE
    properties.created = properties.modified = MADE
    properties.revision = 1


def set_language(word: WordDocument) -> None:
    """Makes British English the language of every word that no style says otherwise of."""
    root = word.styles.element
    for stale in root.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        stale.getparent().remove(stale)
    for defaults in root.xpath("./w:docDefaults/w:rPrDefault/w:rPr"):
        defaults.append(make("lang", val=LANGUAGE, eastAsia=LANGUAGE))


def set_settings(word: WordDocument) -> None:
    """Names the footnote separators, and drops the setting that asks a question on every opening."""
    root = word.settings.element
    for stale in root.xpath("./w:footnotePr | ./w:endnotePr | ./w:updateFields"):
        root.remove(stale)
    footnotes = make("footnotePr", make("footnote", id=-1), make("footnote", id=0))
    # The schema fixes the order; these may follow.
    root.insert_element_before(
        footnotes,
        *("w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema"),
        *("w:themeFontLang", "w:clrSchemeMapping", "w:decimalSymbol", "w:listSeparator"),
    )


def save_document(word: WordDocument, path: Path) -> None:
    """Writes the document: the same document, the same bytes."""
    unsealed = io.BytesIO()
    word.save(unsealed)
    path.write_bytes(zipped(zip_parts(unsealed.getvalue()), CONTENT_TYPES))
