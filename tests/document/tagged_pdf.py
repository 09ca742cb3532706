"""What a tagged PDF tells a screen reader: its language, its title, and its tags in reading order with their pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf

UA = "{http://www.aiim.org/pdfua/ns/id/}part"
CONTAINERS = ("Document", "Part", "Art", "Sect", "Div", "NonStruct")


@dataclass(frozen=True)
class Tag:
    """One element of the structure tree: its standard role, the style it came from, and the pages it is on."""

    role: str
    style: str
    alt: str
    scope: str
    own_pages: frozenset[int]
    children: tuple["Tag", ...]

    @property
    def pages(self) -> frozenset[int]:
        """Every page that some of it is on."""
        return self.own_pages.union(*(child.pages for child in self.children))

    def all(self, role: str) -> Iterator["Tag"]:
        """Every tag of that role in it, itself included, in reading order."""
        if self.role == role:
            yield self
        for child in self.children:
            yield from child.all(role)

    def blocks(self) -> Iterator["Tag"]:
        """The blocks of the text in reading order: paragraphs, headings, lists, tables; no footnotes."""
        for child in self.children:
            if child.role in CONTAINERS:
                yield from child.blocks()
            elif child.role != "Note":
                yield child


class TaggedPdf:
    """An opened PDF."""

    def __init__(self, path: Path) -> None:
        self._pdf = pikepdf.open(path)
        self._roles = {str(k): str(v) for k, v in self._pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
        self._numbers = {page.obj.objgen: number for number, page in enumerate(self._pdf.pages, 1)}

    @property
    def told(self) -> dict[str, object]:
        """What the file says of itself."""
        root, words = self._pdf.Root, self._pdf.open_metadata()
        return {
            "language": str(root.get("/Lang")),
            "title": str(self._pdf.docinfo.get("/Title")),
            "shows its title": bool(root.ViewerPreferences.get("/DisplayDocTitle")),
            "tagged": bool(root.MarkInfo.get("/Marked")),
            "says it is PDF/UA": words.get(UA),
        }

    @property
    def page_sizes(self) -> list[tuple[int, int]]:
        """The width and height of each page in points."""
        return [(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in self._pdf.pages]

    @cached_property
    def tree(self) -> Tag:
        """The tags, under one that stands for the whole."""
        found = self._children(self._pdf.Root.StructTreeRoot, 0)
        return Tag("Document", "", "", "", frozenset(), tuple(found))

    def _children(self, parent: pikepdf.Object, page: int) -> Iterator[Tag]:
        for kid in kids(parent):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield self._tag(kid, self._page(kid, page))

    def _tag(self, element: pikepdf.Object, page: int) -> Tag:
        style = str(element.S)
        # LibreOffice's figures name their page and hold nothing.
        marked = [self._page(kid, page) for kid in kids(element) or [element] if is_content(kid) or kid is element]
        children = tuple(self._children(element, page))
        alt, scope = str(element.get("/Alt", "")), scope_of(element)
        return Tag(self._role(style).lstrip("/"), style.lstrip("/"), alt, scope, frozenset(marked), children)

    def _role(self, style: str) -> str:
        return style if self._roles.get(style, style) == style else self._role(self._roles[style])

    def _page(self, element: object, page: int) -> int:
        on = element.get("/Pg") if isinstance(element, pikepdf.Dictionary) else None
        return page if on is None else self._numbers[on.objgen]


def kids(element: pikepdf.Object) -> list[object]:
    """What hangs on a tag: other tags, and numbers or entries for marked content."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_content(kid: object) -> bool:
    """Whether it stands for something drawn on a page."""
    return isinstance(kid, int) or (isinstance(kid, pikepdf.Dictionary) and str(kid.get("/Type")) == "/MCR")


def scope_of(element: pikepdf.Object) -> str:
    """Whether a header cell heads its column or its row."""
    owned = element.get("/A")
    each = owned if isinstance(owned, pikepdf.Array) else [] if owned is None else [owned]
    return "".join(str(entry.get("/Scope", "")).lstrip("/") for entry in each)
