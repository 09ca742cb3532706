"""The styles of a Word file: found by name, whatever their ids are, and read with what they are based on."""

from collections.abc import Iterator

from docx.oxml.ns import qn

from complaints_report.word.ooxml import Element

_NAME, _VALUE = qn("w:name"), qn("w:val")


class StyleSheet:
    """The `w:styles` of one file; a style added later is found too."""

    def __init__(self, root: Element) -> None:
        self.root = root

    def find(self, name: str) -> Element | None:
        """The style of that name, in any case: Word writes "heading 1" for "Heading 1"."""
        return next((style for style in self if name_of(style).lower() == name.lower()), None)

    def of_id(self, identity: str) -> Element | None:
        """The style with that id."""
        return next((style for style in self if id_of(style) == identity), None)

    def default(self, kind: str) -> Element | None:
        """The style that everything of a kind has unless it says otherwise, such as Normal."""
        found = self.root.xpath(f"./w:style[@w:type='{kind}'][@w:default='1' or @w:default='true' or @w:default='on']")
        return found[-1] if found else None

    def said(self, style: Element, path: str, default: str = "") -> str:
        """What the path finds in the style, or in the nearest of those it is based on that says it."""
        for each in self._lineage(style):
            if found := each.xpath(path):
                return str(found[0])
        return default

    def in_force(self, style: Element, path: str, default: str = "") -> str:
        """What a paragraph of the style has where the path, from a `w:style`, leads: the file's default if need be."""
        place = self.root.xpath(f"./w:docDefaults/*/{path.removeprefix('./')}")
        return self.said(style, path, str(place[0]) if place else default)

    def tab_stops(self, style: Element) -> dict[int, str]:
        """The kind of each tab stop by its place, in twentieths of a point: the style's own, and those it inherits."""
        lineage = reversed([*self._lineage(style)])
        stops = (stop for each in lineage for stop in each.xpath("./w:pPr/w:tabs/w:tab"))
        return {int(stop.get(qn("w:pos"))): stop.get(qn("w:val"), "") for stop in stops}

    def __iter__(self) -> Iterator[Element]:
        return iter(self.root.xpath("./w:style"))

    def _lineage(self, style: Element) -> Iterator[Element]:
        seen: list[Element] = []
        each: Element | None = style
        while each is not None and each not in seen:
            seen.append(each)
            yield each
            each = self.of_id(each.xpath("string(./w:basedOn/@w:val)"))


def name_of(style: Element) -> str:
    """A style's name."""
    name = style.find(_NAME)
    return "" if name is None else str(name.get(_VALUE, ""))


def id_of(style: Element) -> str:
    """A style's id."""
    return style.get(qn("w:styleId"), "")


def kind_of(style: Element) -> str:
    """A style's kind: paragraph, character, table or numbering."""
    return style.get(qn("w:type"), "paragraph")
