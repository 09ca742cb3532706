"""What a page of the public's edition must be, that no checker of HTML tells: a line for each thing that is not so."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html

SVG = "{http://www.w3.org/2000/svg}"
Node = Any


@dataclass(frozen=True)
class Page:
    """A page as it stands in its folder; one that is `whole` is no body alone for another system."""

    path: Path
    whole: bool = True

    @cached_property
    def root(self) -> Node:
        return lxml.html.document_fromstring(self.path.read_text(encoding="utf-8"))

    @cached_property
    def ids(self) -> list[str]:
        return [one.get("id") for one in self.root.iter() if isinstance(one.tag, str) and one.get("id") is not None]


def faults(folder: Path, whole: bool = True) -> list[str]:
    """Everything that is wrong with the pages of a folder."""
    pages = {path.name: Page(path, whole) for path in sorted(folder.glob("*.html"))}
    if not pages:
        return [f"{folder} has no page"]
    found = [f"{name}: {said}" for name, page in pages.items() for rule in RULES for said in rule(page)]
    return [*found, *(f"{name}: {said}" for name, page in pages.items() for said in _dead_links(page, pages))]


def _language(page: Page) -> Iterator[str]:
    languages = [one.get("lang") for one in page.root.iter() if isinstance(one.tag, str) and one.get("lang")]
    if languages != ["en-GB"]:
        yield f"its language is {languages}"


def _headings(page: Page) -> Iterator[str]:
    levels = [int(one.tag[1]) for one in page.root.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    if levels.count(1) != page.whole:
        yield f"it has {levels.count(1)} headings of level 1"
    before = 1 if not page.whole else 0
    for level in levels:
        if level > before + 1:
            yield f"a heading of level {level} comes after one of level {before}"
        before = level


def _tables(page: Page) -> Iterator[str]:
    for table in page.root.iter("table"):
        caption = [one for one in table if one.tag == "caption"]
        if len(caption) != 1 or table.index(caption[0]) != 0 or not caption[0].text_content().strip():
            yield "a table has no caption, or not at its head"
        rows = list(table.iter("tr"))
        if len({len(row) for row in rows}) != 1 or any("span" in key for one in table.iter() for key in one.attrib):
            yield "a table has rows of several lengths, or cells that span some"
        if {(one.tag, one.get("scope")) for one in rows[0]} != {("th", "col")}:
            yield "the headings of a table's columns are none"
        if any((row[0].tag, row[0].get("scope")) != ("th", "row") for row in rows[1:]):
            yield "the first cell of a row is not its heading"
        if empty := [one for one in table.iter("td", "th") if not one.text_content().strip()]:
            yield f"a table has {len(empty)} empty cells"


def _pictures(page: Page) -> Iterator[str]:
    for one in page.root.iter("img"):
        if not one.get("alt"):
            yield "a picture has no text alternative"
    for one in page.root.iter("svg"):
        words = [page.root.get_element_by_id(one.get(f"aria-{key}by", ""), None) for key in ("labelled", "described")]
        named = [said is not None and (said.tag, bool(said.text_content().strip())) for said in words]
        if one.get("role") != "img" or named != [("title", True), ("desc", True)]:
            yield "a chart has no name or no description"
        figure = next(one.iterancestors("figure"), None)
        if figure is None or figure.find("figcaption") is None or figure.find("details") is None:
            yield "a chart has no caption, or not its numbers beneath it"
        if list(one.iter("style", "metadata", "script")) or one.get("width"):
            yield "a chart brings a style or a size of its own"


def _ids(page: Page) -> Iterator[str]:
    yield from (f"the id {name} is there twice" for name, times in Counter(page.ids).items() if times > 1)
    used = {
        name
        for one in page.root.iter()
        for value in one.attrib.values()
        for name in re.findall(r"url\(#([^)]+)\)", value)
    }
    yield from (f"url(#{name}) leads nowhere" for name in used - {*page.ids})


def _foreign(page: Page) -> Iterator[str]:
    for one in page.root.iter("script", "iframe", "object", "form"):
        yield f"it has a {one.tag}"
    for one in page.root.iter("img", "link", "source", "image", "use"):
        for key in ("src", "href", "{http://www.w3.org/1999/xlink}href"):
            if re.match("(https?:)?//|data:", one.get(key, "")):
                yield f"it fetches {one.get(key)}"


def _footnotes(page: Page) -> Iterator[str]:
    marks = {one.get("href"): one.get("id") for one in page.root.iter("a") if one.get("role") == "doc-noteref"}
    backs = [one for one in page.root.iter("a") if one.get("role") == "doc-backlink"]
    notes = {f"#{one.getparent().get('id')}": one.get("href", "")[1:] for one in backs}
    if marks != notes:
        yield "a footnote has no mark, or no way back"


RULES: tuple[Callable[[Page], Iterator[str]], ...] = (
    *(_language, _headings, _tables, _pictures, _ids, _foreign, _footnotes),
)


def _dead_links(page: Page, pages: dict[str, Page]) -> Iterator[str]:
    for one in page.root.iter("a"):
        address = one.get("href")
        if not address:
            yield "a link leads nowhere"
        elif not re.match("https?:|mailto:|tel:", address):
            name, _, place = address.partition("#")
            target = page if not name else pages.get(name)
            if target is None and not (page.path.parent / unquote(name)).is_file():
                yield f"the link to {address} leads nowhere"
            elif place and (target is None or place not in target.ids):
                yield f"there is no {address}"
        if not one.text_content().strip():
            yield "a link has no words"
