"""The contents list, already filled in and linked to its headings; captions, and the references to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from complaints_report.report.blocks import Block, Heading
from complaints_report.report.captions import Label
from complaints_report.word.ooxml import (
    Element,
    bookmark,
    field_end,
    field_start,
    internal_link,
    paragraph,
    run,
    simple_field,
)
from complaints_report.word.template import WordTemplate

# Above what a template's own header may hold, so that every id in the file is the only one.
FIRST_MARK = 1000
DEEPEST = 2
TITLE = "Contents"
# \h links; \z and \u are what Word itself writes.
INSTRUCTION = rf'TOC \o "1-{DEEPEST}" \h \z \u'
# \n leaves out page numbers: those that nobody measured would be wrong.
UNNUMBERED = rf'TOC \o "1-{DEEPEST}" \n \h \z \u'


@dataclass(frozen=True)
class Pages:
    """The page each heading is on, by the heading's bookmark, and how many pages there are."""

    of_headings: Mapping[str, int]
    total: int
    measured_with: str


def contents(blocks: Sequence[Block], template: WordTemplate, pages: Pages | None = None) -> Iterator[Element]:
    """The contents list's paragraphs; none where there is no heading to list."""
    listed = listed_headings(blocks)
    if not listed:
        return
    yield paragraph(template.style("TOC Heading"), run(TITLE))
    for style in {f"TOC {block.level}" for block in listed.values()} if pages else ():
        template.give_right_tab(style)
    for place, (name, block) in enumerate(listed.items(), 1):
        opening = field_start(INSTRUCTION if pages else UNNUMBERED) if place == 1 else []
        closing = [field_end()] if place == len(listed) else []
        number = page_of_bookmark(name, pages.of_headings[name]) if pages else []
        link = internal_link(name, run(block.text), *number)
        yield paragraph(template.style(f"TOC {block.level}"), *opening, link, *closing)


def listed_headings(blocks: Sequence[Block]) -> dict[str, Heading]:
    """The headings that the contents list shows, by their bookmarks."""
    return {
        heading_bookmark(mark): block
        for mark, block in enumerate(blocks, FIRST_MARK)
        if isinstance(block, Heading) and block.level <= DEEPEST
    }


def page_of_bookmark(name: str, number: int) -> list[Element]:
    """The tab, and the field that prints the page a bookmark is on."""
    return [run("\t"), *field_start(rf"PAGEREF {name} \h"), run(str(number)), field_end()]


def heading(block: Heading, mark: int, template: WordTemplate) -> Element:
    """A heading, with the bookmark its entry in the contents list goes to."""
    marked = bookmark(heading_bookmark(mark), mark, run(block.text))
    return paragraph(template.style(f"Heading {block.level}"), *marked)


def heading_bookmark(mark: int) -> str:
    """The name Word gives such a bookmark."""
    return f"_Toc{mark:09}"


def caption(style: str, label: Label, *words: Element, keep_next: bool) -> Element:
    """The caption's paragraph, with the bookmark round its label only."""
    number = simple_field(rf"SEQ {label.word} \* ARABIC", str(label.number))
    mark = FIRST_MARK + label.place
    labelled = bookmark(caption_bookmark(mark), mark, run(f"{label.word} "), number)
    return paragraph(style, *labelled, run(": "), *words, keep_next=keep_next)


def cross_reference(label: Label) -> list[Element]:
    """A field that prints the label and goes to the caption."""
    return [*field_start(rf"REF {caption_bookmark(FIRST_MARK + label.place)} \h"), run(str(label)), field_end()]


def caption_bookmark(mark: int) -> str:
    """The name Word gives such a bookmark: hidden, and known to its own dialogs."""
    return f"_Ref{mark:09}"
