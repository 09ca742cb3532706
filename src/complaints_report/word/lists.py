"""Lists: bullets and numbers by the styles of a template, lent where it has none, and numbers that start again."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from complaints_report.word.ooxml import Element, make
from complaints_report.word.style_sheet import StyleSheet, id_of

BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
NUMBERS = ("List Number", "List Number 2", "List Number 3")
NUMBER, LEVEL = "./w:pPr/w:numPr/w:numId/@w:val", "./w:pPr/w:numPr/w:ilvl/@w:val"
NONE = "0"


class Lists:
    """The lists of one file."""

    def __init__(self, word: WordDocument, styles: StyleSheet) -> None:
        self._root = numbering(word)
        self._styles = styles
        self._restarted: dict[tuple[int, str], int] = {}

    def place(self, style: str) -> tuple[str, str] | None:
        """The list and the level that a style stands on, None where there is none."""
        found = self._styles.find(style)
        number = NONE if found is None else self._styles.said(found, NUMBER, NONE)
        if found is None or not self._kind(number):
            return None
        return number, self._styles.said(found, LEVEL, "0")

    def numbered(self, style: str, list_id: int, start: int = 1) -> Element:
        """The place of an item in a numbered list that begins afresh, at `start`, for each `list_id`."""
        number, level = self.place(style) or (NONE, "0")
        kind = self._kind(number)
        if (list_id, kind) not in self._restarted:
            restart = make("lvlOverride", make("startOverride", val=start), ilvl=level)
            self._restarted[list_id, kind] = self._add_number(kind, restart)
        return make("numPr", make("ilvl", val=level), make("numId", val=self._restarted[list_id, kind]))

    def lend(self, ours: "Lists", names: Iterable[str]) -> list[str]:
        """Gives the styles that stand on no list the place that ours of the same name have; their names."""
        lent = {name: place for name in names if not self.place(name) and (place := ours.place(name))}
        kinds = {number: self._add_kind(ours._list_of(number), [*lent]) for number, _ in lent.values()}
        numbers = {number: self._add_number(kind) for number, kind in kinds.items()}
        for name, (number, level) in lent.items():
            self._stand(name, numbers[number], level)
        return [*lent]

    def unnumber(self, names: Iterable[str]) -> list[str]:
        """Takes the styles off the lists that number them; their names."""
        numbered = [name for name in names if self.place(name)]
        for name in numbered:
            self._stand(name, NONE, "0")
            for link in self._root.xpath(f".//w:pStyle[@w:val='{self._id(name)}']"):
                link.getparent().remove(link)
        return numbered

    def _stand(self, name: str, number: str | int, level: str) -> None:
        style = cast(Any, self._styles.find(name))
        place = style.get_or_add_pPr().get_or_add_numPr()
        place.get_or_add_ilvl().val, place.get_or_add_numId().val = int(level), int(number)

    def _id(self, name: str) -> str:
        style = self._styles.find(name)
        return "" if style is None else id_of(style)

    def _kind(self, number: str) -> str:
        """The id of what a list looks like."""
        return str(self._root.xpath(f"string(./w:num[@w:numId='{number}']/w:abstractNumId/@w:val)"))

    def _list_of(self, number: str) -> Element:
        return cast(Element, self._root.xpath(f"./w:abstractNum[@w:abstractNumId='{self._kind(number)}']")[0])

    def _add_kind(self, theirs: Element, names: Iterable[str]) -> str:
        """Adds a copy of what a list looks like, its levels bound to those of these styles that have them; its id."""
        made, here = deepcopy(theirs), {name.replace(" ", ""): self._id(name) for name in names}
        for link in list(made.iter(qn("w:pStyle"))):
            if known := here.get(str(link.get(qn("w:val")))):
                link.set(qn("w:val"), known)
            else:
                cast(Element, link.getparent()).remove(link)
        identity = str(1 + max(self._ids("abstractNum/@w:abstractNumId"), default=0))
        made.set(qn("w:abstractNumId"), identity)
        place = len(self._root.xpath("./w:numPicBullet | ./w:abstractNum"))
        self._root.insert(place, made)
        return identity

    def _add_number(self, kind: str, *overrides: Element) -> int:
        number = 1 + max(self._ids("num/@w:numId"), default=0)
        made = make("num", make("abstractNumId", val=kind), *overrides, numId=number)
        self._root.insert(len(self._root.xpath("./w:numPicBullet | ./w:abstractNum | ./w:num")), made)
        return number

    def _ids(self, path: str) -> Iterator[int]:
        return map(int, self._root.xpath(f"./w:{path}"))


def numbering(word: WordDocument) -> Element:
    """The `w:numbering` of a file, made where it has none."""
    for link in word.part.rels.values():
        if link.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return cast(Element, cast(NumberingPart, link.target_part).element)
    name, root = PackURI("/word/numbering.xml"), make("numbering")
    part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return root
