"""A .docx as text a person can review, for golden files."""

from collections import Counter
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACES = {
    "w": W.strip("{}"),
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
PLAIN = {"Body Text", "Normal", "caption", "Picture", "Table Text", "Table Number"}
SIGNS = {f"{W}br": " / ", f"{W}tab": "\t", f"{W}cr": " / ", f"{W}noBreakHyphen": "-"}


def to_text(path: Path) -> str:
    """The document's words in reading order, a block a line; notes, header and footer at the end."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    return "\n".join(Reader(parts).lines()) + "\n"


class Reader:
    """Reads one document's parts."""

    def __init__(self, parts):
        self.roots = {name: etree.fromstring(blob) for name, blob in parts.items()}
        styles = xpath(self.roots["word/styles.xml"], "./w:style")
        self.names = {s.get(f"{W}styleId"): xpath(s, "string(./w:name/@w:val)") for s in styles}
        self.numbers = Counter()

    def lines(self):
        yield from self.blocks(xpath(self.roots["word/document.xml"], "./w:body")[0])
        for note in xpath(self.roots.get("word/footnotes.xml"), "./w:footnote[not(@w:type)]"):
            yield f"[^{note.get(f'{W}id')}]: {' '.join(words(p).strip() for p in xpath(note, './w:p'))}"
        for kind in ("header", "footer"):
            for name in sorted(n for n in self.roots if n.startswith(f"word/{kind}")):
                yield from (f"{kind.title()}: {words(p)}" for p in xpath(self.roots[name], ".//w:p") if words(p))

    def blocks(self, parent):
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                for row in xpath(child, "./w:tr | ./w:sdt//w:tr"):
                    cells = xpath(row, "./w:tc | ./w:sdt//w:tc")
                    yield f"| {' | '.join(' / '.join(words(p) for p in xpath(c, './/w:p')) for c in cells)} |"
            elif child.tag == f"{W}sdt":
                for content in xpath(child, "./w:sdtContent"):
                    yield from self.blocks(content)

    def paragraph(self, paragraph):
        style = self.names.get(xpath(paragraph, "string(./w:pPr/w:pStyle/@w:val)"), "Normal")
        printed = words(paragraph)
        if not printed:
            return
        if style.startswith("List "):
            yield f"{self.indent(style)}{self.sign(style, paragraph)} {printed}"
        else:
            title = style[0].upper() + style[1:]
            yield printed if style in PLAIN else f"{title}: {printed}"

    def indent(self, style):
        return "  " * (int(style[-1]) - 1 if style[-1].isdigit() else 0)

    def sign(self, style, paragraph):
        if "Number" not in style:
            return "-"
        place = xpath(paragraph, "string(./w:pPr/w:numPr/w:numId/@w:val)"), len(self.indent(style))
        self.numbers[place] += 1
        for other in [p for p in self.numbers if p[0] == place[0] and p[1] > place[1]]:
            del self.numbers[other]
        return f"{self.numbers[place]}."


def xpath(element, path):
    return [] if element is None else element.xpath(path, namespaces=NAMESPACES)


def words(paragraph):
    """What a paragraph prints, with marks for its notes and pictures; words tracked as deleted are not there."""
    found = xpath(paragraph, ".//w:r[not(ancestor::w:del)]/*")
    return "".join(filter(None, (sign(element) for element in found)))


def sign(element):
    if element.tag == f"{W}t":
        return element.text
    if element.tag == f"{W}footnoteReference":
        return f"[^{element.get(f'{W}id')}]"
    if element.tag == f"{W}drawing":
        shown = xpath(element, ".//wp:docPr")[0]
        return f"[picture {shown.get('name')}: {shown.get('descr')}]"
    return SIGNS.get(element.tag)
