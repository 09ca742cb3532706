"""The Word template: its styles, its lists and the room on its page, and what to say when it will not do."""

import io
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, cast
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.shared import Cm, Length
from lxml import etree

from complaints_report.english import listed
from complaints_report.errors import TemplateError
from complaints_report.files import read_whole
from complaints_report.package_data import package_file
from complaints_report.word.lists import BULLETS, NUMBERS, Lists
from complaints_report.word.ooxml import Element
from complaints_report.word.style_sheet import StyleSheet, id_of, lend, style_kind, style_name

HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
STYLES = (
    *("Title", "Subtitle", "Notice", "TOC Heading", "TOC 1", "TOC 2", "Header", "Footer"),
    *(*HEADINGS, "Body Text", *BULLETS, *NUMBERS),
    *("Picture", "Caption", "Report Table", "Cover Table", "Table Text", "Table Number"),
    *("Strong", "Emphasis", "Intense Emphasis", "Hyperlink", "footnote text", "footnote reference"),
)
CAPTION = Cm(3)
LOOKS = frozenset((KIND.STYLES, KIND.SETTINGS, KIND.NUMBERING, KIND.THEME, KIND.FONT_TABLE, KIND.WEB_SETTINGS))
UNREADABLE = (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError)


class WordTemplate:
    """An opened template, emptied of its words; `word` is what the report is written into."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.word = opened(path)
        self._styles = StyleSheet(self.word.styles.element)
        self._ids: dict[str, str] = {}
        empty(self.word)
        self.lists = Lists(self.word, self._styles)

    def complete(self, names: Collection[str]) -> Iterator[str]:
        """Makes all these styles be there and of the right kind; a line for each thing that had to be changed."""
        ours = opened(package_file("templates", "tlt.docx"))
        our_styles = StyleSheet(ours.styles.element)
        self._require(our_styles, names)
        lent = lend(self._styles, our_styles, names)
        listed_now = self.lists.lend(Lists(ours, our_styles), (*BULLETS, *NUMBERS))
        unnumbered = self.lists.unnumber(HEADINGS)
        self._ids = {style_name(style).lower(): id_of(style) for style in self._styles}
        if lent:
            yield f"{self.path} lacks some styles that the report needs, so ours are used for them: {_quoted(lent)}."
        if own := [name for name in listed_now if name not in lent]:
            yield f"{self.path}: our bullets and numbers were given to {_quoted(own)}, which had none."
        if unnumbered:
            yield f"{self.path}: the numbers of {_quoted(unnumbered)} were left out; the report writes its own."

    def _require(self, ours: StyleSheet, names: Collection[str]) -> None:
        """Stops where a style is neither there nor ours to add, or is there and is of another kind."""
        lacking = sorted({name for name in names if not (self._has(name) or ours.find(name) is not None)})
        if lacking:
            raise TemplateError(
                f"{self.path}: this Word template has no style called {_quoted(lacking)}; add it in Word."
            )
        for name in names:
            theirs, wanted = self._styles.find(name), ours.find(name)
            if theirs is not None and wanted is not None and style_kind(theirs) != style_kind(wanted):
                raise TemplateError(
                    f"{self.path}: in this Word template “{name}” is a {style_kind(theirs)} style, and the report "
                    f"needs a {style_kind(wanted)} style; give yours another name in Word, or delete it."
                )

    def _has(self, name: str) -> bool:
        return self._styles.find(name) is not None

    def style(self, name: str) -> str:
        """The id of a style, whatever the template calls it inside."""
        return self._ids[name.lower()]

    @property
    def width(self) -> Length:
        """The width of the text between the margins."""
        page = self.word.sections[-1]
        beside = (page.left_margin or 0) + (page.right_margin or 0) + (page.gutter or 0)
        return Length((page.page_width or 0) - beside)

    @property
    def first_page(self) -> int:
        """The number that the first page bears."""
        numbering = self.word.sections[-1]._sectPr.xpath("./w:pgNumType")
        form = numbering[0].get(qn("w:fmt"), "decimal") if numbering else "decimal"
        if form != "decimal":
            raise TemplateError(
                f"{self.path}: this Word template does not number its pages 1, 2, 3; change the number format in Word "
                "(Insert > Page Number > Format Page Numbers), or leave out --page-numbers."
            )
        return int(numbering[0].get(qn("w:start"), "1")) if numbering else 1

    def give_right_tab(self, style: str) -> None:
        """Lets a style end its lines at the right margin, led to by dots, where it has no tab stop to do so."""
        found = cast(Any, self._styles.find(style))
        stops = self._styles.tab_stops(found)
        if not any(kind in ("right", "end") and place <= self.width.twips for place, kind in stops.items()):
            tabs = found.get_or_add_pPr().get_or_add_tabs()
            tabs.insert_tab_in_order(self.width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)

    @property
    def height(self) -> Length:
        """The height of the tallest picture that fits between the margins with its caption."""
        page = self.word.sections[-1]
        # Word writes a margin that is to be kept whatever the header needs as less than nothing.
        beyond = abs(page.top_margin or 0) + abs(page.bottom_margin or 0) + CAPTION
        return Length((page.page_height or 0) - beyond)


def opened(path: Path) -> WordDocument:
    """The template as python-docx has it, or one line that says why it cannot be opened."""
    try:
        word = docx.Document(io.BytesIO(read_whole(path)))
        if word.sections and word.styles and word.settings:
            return word
    except UNREADABLE:
        pass
    why = "is not a Word document (.docx)" if path.exists() else "is not there"
    raise TemplateError(f"{path}: the Word template {why}; name one saved by Word as .docx, or leave it out.")


def empty(word: WordDocument) -> None:
    """Takes out the template's words, and the pictures, links, notes and comments that went with them."""
    body = word.element.body
    keep_running_lines(body)
    for child in body.xpath("./*[not(self::w:sectPr)]"):
        body.remove(child)
    used = set(body.xpath(".//@r:id"))
    for name, link in list(word.part.rels.items()):
        if name not in used and link.reltype not in LOOKS:
            del word.part.rels[name]


def keep_running_lines(body: Element) -> None:
    """Gives the last section, the only one that stays, the headers and footers it takes from those before it."""
    *before, last = cast(list[CT_SectPr], body.xpath(".//w:sectPr[not(ancestor::w:sectPrChange)]"))
    if before and before[0].titlePg_val and not last.titlePg_val:
        last.titlePg_val = True
        for stale in last.xpath("./*[@w:type='first']"):
            last.remove(stale)
    for section in reversed(before):
        for line in section.xpath("./w:headerReference | ./w:footerReference"):
            if (line.tag, line.type_) not in {(own.tag, own.type_) for own in last.xpath("./*[@r:id]")}:
                last.insert(0, line)


def _quoted(names: Sequence[str]) -> str:
    return listed(f"“{name}”" for name in names)
