"""The styles of a Word file, found by name whatever their ids are, and those that one lends another."""

from collections.abc import Collection, Iterator

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from complaints_report.colours import darkened
from complaints_report.word.ooxml import Element, make

SIZE, COLOUR, SPACE_AFTER = "./w:rPr/w:sz/@w:val", "./w:rPr/w:color/@w:val", "./w:pPr/w:spacing/@w:after"
EXACT = "./w:pPr/w:spacing[@w:lineRule='exact']/@w:line"
# In half-points: what Word takes where nothing is said, and what no words are smaller than.
UNSAID, SMALLEST = 20, 18
SINGLE = 240
_NAME, _VALUE = qn("w:name"), qn("w:val")


class StyleSheet:
    """The `w:styles` of one file; a style added later is found too."""

    def __init__(self, root: Element) -> None:
        self.root = root

    def find(self, name: str) -> Element | None:
        """The style of that name, in any case: Word writes "heading 1" for "Heading 1"."""
        return next((style for style in self if style_name(style).lower() == name.lower()), None)

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


def style_name(style: Element) -> str:
    """A style's name."""
    name = style.find(_NAME)
    return "" if name is None else str(name.get(_VALUE, ""))


def id_of(style: Element) -> str:
    """A style's id."""
    return style.get(qn("w:styleId"), "")


def style_kind(style: Element) -> str:
    """A style's kind: paragraph, character, table or numbering."""
    return style.get(qn("w:type"), "paragraph")


def lend(theirs: StyleSheet, ours: StyleSheet, names: Collection[str]) -> list[str]:
    """Adds those of our styles that are named and not there, with what they are based on; their names."""
    lent = _lacking(theirs, ours, names)
    dress = Dress(theirs, ours)
    ids = {id_of(style): _free_id(theirs, id_of(style)) for style in lent}
    for style in ours:
        if style not in lent and (known := _counterpart(theirs, style)) is not None:
            ids[id_of(style)] = id_of(known)
    for made in [_named(dress.on(style), ids) for style in lent]:
        theirs.root.append(made)
    wanted = {name.lower() for name in names}
    return [_as_word_shows(style_name(style)) for style in lent if style_name(style).lower() in wanted]


def _lacking(theirs: StyleSheet, ours: StyleSheet, names: Collection[str]) -> list[Element]:
    """Our styles to lend, in our order."""
    found = [style for name in names if (style := ours.find(name)) is not None]
    lent: list[Element] = []
    while found:
        style = found.pop()
        if style in lent or _counterpart(theirs, style) is not None:
            continue
        lent.append(style)
        based_on = ours.of_id(style.xpath("string(./w:basedOn/@w:val)"))
        found += [] if based_on is None else [based_on]
    return [style for style in ours if style in lent]


def _counterpart(theirs: StyleSheet, style: Element) -> Element | None:
    """Their style that does what ours does: of the same name, or the default of its kind as ours is."""
    named = theirs.find(style_name(style))
    return theirs.default(style_kind(style)) if named is None and style.get(qn("w:default")) else named


def _free_id(theirs: StyleSheet, wish: str) -> str:
    """The id wished for, with a number where a style of theirs has it."""
    taken = {id_of(style).lower() for style in theirs}
    more = (f"{wish}{number}" for number in range(1, len(taken) + 2))
    return next(identity for identity in (wish, *more) if identity.lower() not in taken)


def _named(style: Element, ids: dict[str, str]) -> Element:
    """The style under its id in their file, based on and followed by styles of their file."""
    our_id = id_of(style)
    style.set(qn("w:styleId"), ids[our_id])
    for link in style.xpath("./w:basedOn | ./w:next"):
        link.set(qn("w:val"), ids.get(link.get(qn("w:val")), ids[our_id]))
    return style


def _as_word_shows(name: str) -> str:
    """The name of a style as Word's own list has it: "Heading 1" for "heading 1"."""
    first, *rest = name.split(" ")
    first = "TOC" if first == "toc" else first[:1].upper() + first[1:]
    return " ".join([first, *(word[:1].upper() + word[1:] for word in rest)])


class Dress:
    """What our styles take from a template: the colour of its headings and the size of its words."""

    def __init__(self, theirs: StyleSheet, ours: StyleSheet) -> None:
        self._theirs = theirs
        colour = _heading_colour(ours)
        self._colours = colour, _heading_colour(theirs) or colour
        self._sizes = _body_size(ours), _body_size(theirs)

    def on(self, style: Element) -> Element:
        """A copy of our style that goes with theirs, without a place in a list."""
        made: Element = parse_xml(etree.tostring(style, encoding="unicode").replace(*self._colours))
        for size in made.xpath(".//w:sz | .//w:szCs"):
            size.set(qn("w:val"), str(self._scaled(int(size.get(qn("w:val"))))))
        for place in made.xpath("./w:pPr/w:numPr"):
            place.getparent().remove(place)
        if style_name(made) == "Body Text" and self._says_normal(SPACE_AFTER) not in ("", "0"):
            # Their Normal spaces its lines and paragraphs itself; what follows a table still stands clear of it.
            for said in ("after", "line", "lineRule"):
                del made.xpath("./w:pPr/w:spacing")[0].attrib[qn(f"w:{said}")]
        if made.xpath("./w:name[@w:val='Picture']") and self._says_normal(EXACT):
            # A picture in lines of an exact height is cut off.
            made.xpath("./w:pPr/w:spacing")[0].set(qn("w:lineRule"), "auto")
            made.xpath("./w:pPr/w:spacing")[0].set(qn("w:line"), str(SINGLE))
        return made

    def _scaled(self, size: int) -> int:
        ours, theirs = self._sizes
        return max(round(size * theirs / ours), SMALLEST)

    def _says_normal(self, path: str) -> str:
        normal = self._theirs.default("paragraph")
        return "" if normal is None else self._theirs.in_force(normal, path)


def _heading_colour(styles: StyleSheet) -> str:
    """The colour of first headings, dark enough for white words on it; black where it is left to Word."""
    heading = styles.find("heading 1")
    if heading is None:
        return ""
    said = styles.in_force(heading, COLOUR)
    return darkened(said.upper()) if len(said) == 6 else "000000"


def _body_size(styles: StyleSheet) -> int:
    """The size of ordinary words, in half-points."""
    normal = styles.default("paragraph")
    normal = make("style") if normal is None else normal
    return int(styles.in_force(normal, SIZE, str(UNSAID)))
