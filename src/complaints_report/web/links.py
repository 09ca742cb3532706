"""Where the links of a page lead: to its own places, and to the other pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from complaints_report.report.captions import Label, label_of
from complaints_report.web.site import PAGE_OF, Page, Site

BELOW = "The part below"
"""What an appendix is called on the page that it stands on."""
_NOT_IN_IDS = re.compile(r"[^\w]+")


def slug(words: str) -> str:
    """The words as an id: small letters with hyphens, the first a letter."""
    said = _NOT_IN_IDS.sub("-", words.lower()).strip("-_")
    return said if said[:1].isalpha() else f"part-{said}".rstrip("-")


@dataclass(frozen=True)
class Links:
    """The addresses on a page; `prefix` begins each id, `base` each link to another page."""

    site: Site
    labels: Mapping[str, Label]
    page: Page
    places: Mapping[str, Page]
    prefix: str = ""
    base: str = ""

    def id(self, name: str) -> str:
        """The id of a place on this page."""
        return self.prefix + name

    def to(self, page: Page, name: str = "") -> str:
        """The address of a page, or of a place on one."""
        at = f"#{self.id(name)}" if name else ""
        return at if at and page is self.page else f"{self.base}{page.file}{at}"

    def label(self, target: str) -> tuple[str, str]:
        """What a captioned block is called, and its address."""
        return str(label_of(target, self.labels)), self.to(self.places[target], slug(target))

    def appendix(self, label: str) -> tuple[str, str] | None:
        """The title of what an appendix became, and its address."""
        if label not in self.site.appendices:
            return None
        page, heading = self.site.appendices[label]
        words = BELOW if heading and page is self.page else heading or page.title
        return words, self.to(page, slug(heading) if heading else "")

    def heading(self, words: str) -> tuple[str, str] | None:
        """The title and the address of the page on which the text of a heading stands; None where there is none."""
        page = PAGE_OF.get(words.strip())
        if not page or all(part.page is not page for part in self.site.parts):
            return None
        return page.title or words, self.to(page)
