"""The contents list, already filled in and linked to its headings."""

from collections.abc import Iterator, Sequence

from complaints_report.report.blocks import Block, Heading
from complaints_report.report.captions import FIRST_MARK
from complaints_report.report.ooxml import (
    Element,
    bookmark,
    field_end,
    field_start,
    internal_link,
    paragraph,
    run,
)
from complaints_report.report.word_template import WordTemplate

DEEPEST = 2
TITLE = "Contents"
# \n leaves out page numbers, which would go stale; \h links, \z and \u are what Word itself writes.
INSTRUCTION = rf'TOC \o "1-{DEEPEST}" \n \h \z \u'


def contents(blocks: Sequence[Block], template: WordTemplate) -> Iterator[Element]:
    """The contents list's paragraphs; none where there is no heading to list."""
    listed = [
        (mark, block)
        for mark, block in enumerate(blocks, FIRST_MARK)
        if isinstance(block, Heading) and block.level <= DEEPEST
    ]
    if not listed:
        return
    yield paragraph(template.style("TOC Heading"), run(TITLE))
    for place, (mark, block) in enumerate(listed, 1):
        opening = field_start(INSTRUCTION) if place == 1 else []
        closing = [field_end()] if place == len(listed) else []
        link = internal_link(heading_bookmark(mark), run(block.text))
        yield paragraph(template.style(f"TOC {block.level}"), *opening, link, *closing)


def heading(block: Heading, mark: int, template: WordTemplate) -> Element:
    """A heading, with the bookmark its entry in the contents list goes to."""
    marked = bookmark(heading_bookmark(mark), mark, run(block.text))
    return paragraph(template.style(f"Heading {block.level}"), *marked)


def heading_bookmark(mark: int) -> str:
    """The name Word gives such a bookmark."""
    return f"_Toc{mark:09}"
