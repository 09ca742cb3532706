"""The pages of the public's edition, the same each year, and which sections of the report stand on each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from complaints_report.report.blocks import Block, Document, Heading

STATISTICS = "Statistical Breakdown"
"""The section whose headings have a page each."""
BEHIND_CHARTS = "The numbers behind the charts"
"""The section that has no page: the numbers stand beneath each chart."""
WORDED = {"Executive Summary": "Summary", "Complaints by service": "Every service"}
"""The headings that would not do on a page of their own or beneath its title."""
_LABEL = re.compile(r"(?:\d+\.|(?P<appendix>Appendix [A-Z]):) ")


class Page(NamedTuple):
    """A page: the name of its file, its title, and the headings of the report whose text stands on it."""

    name: str
    title: str
    headings: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file that it is in."""
        return f"{self.name}.html"


INDEX = Page("index", "", ("Executive Summary",))
PAGES = (
    INDEX,
    Page("procedure", "How complaints are handled", ("Complaints Procedure",)),
    Page("volume", "How many complaints there were", ("Volume: overall",)),
    Page("themes", "What complaints were about", ("Volume: by theme",)),
    Page("services", "Complaints by service", ("Volume: by service", "Complaints by service")),
    Page("escalation", "Complaints that went further", ("Escalation of complaints",)),
    Page("responsiveness", "How quickly complaints were answered", ("How quickly are we responding to complaints?",)),
    Page("outcomes", "Outcomes", ("Outcomes",)),
    Page("how-made", "How complaints were made", ("How are complaints being made?",)),
    Page("who", "Who complained", ("Who is complaining?",)),
    Page("what-they-said", "What people told us", ("What complainants told us",)),
    Page("ombudsman", "The Ombudsman", ("Local Government and Social Care Ombudsman",)),
    Page("learning", "What was learned", ("Learning & Improving from Complaints",)),
    Page("compliments", "Compliments", ("Compliments",)),
    Page("next-steps", "Next steps", ("Next Steps",)),
    Page("reasons", "Reasons for complaints", ("Reasons for complaint",)),
    Page("guidance", "What the guidance asks for", ("What the guidance asks for, and where to find it",)),
    Page("definitions", "How the figures are calculated", ("How the figures are calculated",)),
    Page("data-quality", "Data quality", ("Data quality",)),
)
PAGE_OF = {heading: page for page in PAGES for heading in page.headings}


@dataclass(frozen=True)
class PagePart:
    """What stands on a page: its blocks, their headings at the levels that the page has."""

    page: Page
    blocks: tuple[Block, ...]


class Site(NamedTuple):
    """The pages that there are, in order, and by the label of each appendix the page and the heading that it became."""

    parts: tuple[PagePart, ...]
    appendices: dict[str, tuple[Page, str]]


def site_of(document: Document) -> Site:
    """The document's blocks on their pages; what stands in a section without a page is left out."""
    found: dict[Page, list[Block]] = {}
    appendices: dict[str, tuple[Page, str]] = {}
    for page, label, heading, blocks in _sections(document):
        is_first = page not in found
        keeps_title = page is INDEX or not is_first
        heading = WORDED.get(heading, heading)
        title = [Heading(2, heading)] if keeps_title else []
        found.setdefault(page, []).extend([*title, *_below(blocks, 3 if keeps_title else 2)])
        if label:
            appendices[label] = page, "" if is_first else heading
    parts = (PagePart(page, tuple(found[page])) for page in PAGES if page in found)
    return Site(tuple(parts), appendices)


def _sections(document: Document) -> Iterator[tuple[Page, str, str, Sequence[Block]]]:
    """Each run of blocks with its page, the label of its appendix, and the heading that it stood under."""
    section, begun = "", None
    blocks: list[Block] = []
    for place, block in enumerate(document.blocks):
        starts = isinstance(block, Heading) and _starts(block, section, place in document.own)
        if not starts or not isinstance(block, Heading):
            blocks.append(block)
            continue
        if begun:
            yield *begun, blocks
        mark = _LABEL.match(block.text)
        heading = block.text[mark.end() :] if mark else block.text
        section, blocks = heading if block.level == 1 else section, []
        page = PAGE_OF.get(heading)
        begun = (page, (mark and mark["appendix"]) or "", heading) if page else None
    if begun:
        yield *begun, blocks


def _starts(heading: Heading, section: str, is_own: bool) -> bool:
    """Whether a heading begins a page or a part of one."""
    return heading.level == 1 or (section == STATISTICS and not is_own and heading.text in PAGE_OF)


def _below(blocks: Sequence[Block], top: int) -> Iterator[Block]:
    """The blocks, their headings from a level downwards."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    by = top - min(levels, default=top)
    for block in blocks:
        yield replace(block, level=min(block.level + by, 6)) if isinstance(block, Heading) else block
