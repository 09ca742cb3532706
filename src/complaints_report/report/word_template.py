"""The Word template: its styles, its lists and the width of its page, and what to say when it will not do."""

from collections.abc import Iterable
from pathlib import Path
from typing import cast
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Length
from lxml import etree

from complaints_report.errors import TemplateError
from complaints_report.report.ooxml import Element, make

BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
NUMBERS = ("List Number", "List Number 2")
STYLES = (
    *("Title", "Subtitle", "Notice", "TOC Heading", "TOC 1", "TOC 2", "Header", "Footer"),
    *("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Body Text", *BULLETS, *NUMBERS),
    *("Picture", "Caption", "Report Table", "Cover Table", "Table Text", "Table Number"),
    *("Strong", "Emphasis", "Intense Emphasis", "Hyperlink", "footnote text", "footnote reference"),
)
LOOKS = frozenset((KIND.STYLES, KIND.SETTINGS, KIND.NUMBERING, KIND.THEME, KIND.FONT_TABLE, KIND.WEB_SETTINGS))
UNREADABLE = (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError)


class WordTemplate:
    """An opened template, emptied of its words; `word` is what the report is written into."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.word = opened(path)
        self._ids = style_ids(self.word)
        self._lists: dict[tuple[int, str], int] = {}
        empty(self.word)

    def require(self, styles: Iterable[str]) -> None:
        """Stops when the template lacks any of these styles, naming all it lacks."""
        lacking = sorted({name for name in styles if name.lower() not in self._ids})
        if lacking:
            raise TemplateError(
                f"{self.path}: this Word template has no style called {listed(lacking)}; add it in Word, "
                "or start again from a copy of tlt.docx."
            )

    def style(self, name: str) -> str:
        """The id of a style, whatever the template calls it inside."""
        return self._ids[name.lower()]

    @property
    def width(self) -> Length:
        """The width of the text between the margins."""
        page = self.word.sections[-1]
        return Length((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))

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

    def has_right_tab(self, style: str) -> bool:
        """Whether a style has a right tab stop between the margins, its own or that of a style it is based on."""
        stops = self._tab_stops(self.style(style))
        return any(kind in ("right", "end") and place <= self.width.twips for place, kind in stops.items())

    def _tab_stops(self, style_id: str) -> dict[int, str]:
        """The kind of each tab stop by its place."""
        style = self.word.styles.element.xpath(f"./w:style[@w:styleId='{style_id}']")[0]
        based_on = style.xpath("string(./w:basedOn/@w:val)")
        own = {int(tab.get(qn("w:pos"))): tab.get(qn("w:val")) for tab in style.xpath("./w:pPr/w:tabs/w:tab")}
        return {**(self._tab_stops(based_on) if based_on else {}), **own}

    def numbered(self, style: str, list_id: int) -> Element:
        """The place of an item in a numbered list that starts again at one for each `list_id`."""
        number, level = self._numbering_of(style)
        kind = self._numbering.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")[0]
        if (list_id, kind) not in self._lists:
            restart = make("lvlOverride", make("startOverride", val=1), ilvl=level)
            fresh = self._next_number()
            new = make("num", make("abstractNumId", val=kind), restart, numId=fresh)
            self._numbering.xpath("./w:num")[-1].addnext(new)
            self._lists[list_id, kind] = fresh
        return make("numPr", make("ilvl", val=level), make("numId", val=self._lists[list_id, kind]))

    @property
    def _numbering(self) -> Element:
        return cast(Element, self.word.part.numbering_part.element)

    def _next_number(self) -> int:
        return 1 + max(int(number) for number in self._numbering.xpath("./w:num/@w:numId"))

    def _numbering_of(self, style: str) -> tuple[str, str]:
        place = f"./w:style[@w:styleId='{self.style(style)}']/w:pPr/w:numPr"
        number = self.word.styles.element.xpath(f"{place}/w:numId/@w:val")
        level = self.word.styles.element.xpath(f"{place}/w:ilvl/@w:val")
        if not number:
            raise TemplateError(
                f"{self.path}: the style {style} numbers nothing; give it a numbering format in Word, "
                "or start again from a copy of tlt.docx."
            )
        return number[0], level[0] if level else "0"


def opened(path: Path) -> WordDocument:
    """The template as python-docx has it, or one line that says why it cannot be opened."""
    try:
        word = docx.Document(str(path))
        if word.sections and word.styles and word.settings:
            return word
    except UNREADABLE:
        pass
    why = "is not a Word document (.docx)" if path.is_file() else "is not there"
    raise TemplateError(f"{path}: the Word template {why}; name one saved by Word as .docx, or leave it out.")


def empty(word: WordDocument) -> None:
    """Takes out the template's words, and the pictures, links, notes and comments that went with them."""
    body = word.element.body
    for child in body.xpath("./*[not(self::w:sectPr)]"):
        body.remove(child)
    used = set(body.xpath(".//@r:id"))
    for name, link in list(word.part.rels.items()):
        if name not in used and link.reltype not in LOOKS:
            del word.part.rels[name]


def style_ids(word: WordDocument) -> dict[str, str]:
    """The id of each style by its name in small letters: Word writes "heading 1" for "Heading 1"."""
    return {
        style.xpath("string(./w:name/@w:val)").lower(): style.get(qn("w:styleId"), "")
        for style in word.styles.element.xpath("./w:style")
    }


def listed(names: list[str]) -> str:
    """The names in quotation marks, joined as in a sentence."""
    quoted = [f"“{name}”" for name in names]
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))
