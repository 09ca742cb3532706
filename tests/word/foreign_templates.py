"""Makes the Word templates of three organisations that never heard of ours.

python -m tests.word.foreign_templates FOLDER
"""

import io
import struct
import sys
import zlib
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Inches, Pt, RGBColor

from complaints_report.word.properties import save_document

EVERY = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
ORDINARY = EVERY | {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "Caption", "Title", "Header", "Footer"}
GERMAN = {
    "Normal": "Standard",
    "Default Paragraph Font": "Absatz-Standardschriftart",
    "Normal Table": "NormaleTabelle",
    "heading 1": "berschrift1",
    "heading 2": "berschrift2",
    "heading 3": "berschrift3",
    "List Bullet": "Aufzhlungszeichen",
    "caption": "Beschriftung",
    "Title": "Titel",
    "header": "Kopfzeile",
    "footer": "Fuzeile",
}
COUNCIL_TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{{}}">
<w:name w:val="{{}}"/><w:basedOn w:val="{{}}"/>
<w:tblPr><w:tblBorders><w:insideH w:val="dashed" w:sz="8" w:space="0" w:color="B03A2E"/></w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F6DDCC"/>
</w:tcPr></w:tblStylePr></w:style>"""
HEADING_NUMBERS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
    f'<w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(level + 1))}"/><w:lvlJc w:val="left"/></w:lvl>'
    for level in range(3)
)


def base(keep):
    """An empty document with these styles and no other, and the list of Word's own that need no definition."""
    word = docx.Document()
    root = word.styles.element
    for style in list(word.styles):
        if style.name not in keep:
            root.remove(style.element)
    ids = set(root.xpath("./w:style/@w:styleId"))
    for link in root.xpath("./w:style/w:basedOn | ./w:style/w:next | ./w:style/w:link"):
        if link.get(qn("w:val")) not in ids:
            link.getparent().remove(link)
    for theme in root.xpath(".//w:rFonts"):
        theme.getparent().remove(theme)
    for link in word.part.numbering_part.element.xpath(".//w:pStyle"):
        if link.get(qn("w:val")) not in ids:
            link.getparent().remove(link)
    return word


def face(word, name, points):
    """The font and the size of everything that says no other."""
    word.styles["Normal"].font.name = name
    word.styles["Normal"].font.size = Pt(points)


def rename(word, ids):
    """Gives styles the ids that Word has for them in another language."""
    old = {
        style.xpath("string(./w:name/@w:val)"): style.get(qn("w:styleId")) for style in word.styles.element.style_lst
    }
    new = {old[name]: identity for name, identity in ids.items()}
    for style in word.styles.element.style_lst:
        style.set(qn("w:styleId"), new.get(style.get(qn("w:styleId")), style.get(qn("w:styleId"))))
    stories = (word.styles.element, word.part.numbering_part.element, word.element)
    for link in [link for story in stories for link in story.iter()]:
        value = link.get(qn("w:val"))
        if link.tag.rpartition("}")[2] in ("basedOn", "next", "link", "pStyle") and value in new:
            link.set(qn("w:val"), new[value])


def logo():
    """A picture of one colour."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", 60, 20, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes((0x7A, 0x1F, 0x5C)) * 60) * 20
    png = chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + png)


def put_logo(header, width):
    paragraph = header.paragraphs[0]
    paragraph.style = None
    shown = paragraph.add_run().add_picture(logo(), width=width)
    shown._inline.docPr.set("descr", "Northmoor Council")
    shown._inline.docPr.set("id", str(round(width)))
    header.add_paragraph()


def elsewhere():
    """Georgia and purple, ids in German, a logo on every page and a larger one on the first, an extra section."""
    word = base(ORDINARY)
    face(word, "Georgia", 11)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Title", "Caption"):
        word.styles[name].font.color.rgb = RGBColor(0x7A, 0x1F, 0x5C)
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(3)
    page.different_first_page_header_footer = True
    put_logo(page.first_page_header, Cm(6))
    put_logo(page.header, Cm(3))
    word.add_paragraph("Words of the template")
    word.add_section()
    word.sections[1].different_first_page_header_footer = False
    rename(word, GERMAN)
    return word


def numbered():
    """US Letter, narrow margins, headings that number themselves, tables of its own, page numbers in the footer."""
    word = base(ORDINARY | {"Strong"})
    face(word, "Verdana", 10)
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        word.styles[name].font.color.rgb = RGBColor(0xB0, 0x3A, 0x2E)
    page = word.sections[0]
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.27)
    for identity, name, based_on in (
        ("CouncilGrid", "Council Grid", "TableNormal"),
        ("ReportTable", "Report Table", "CouncilGrid"),
    ):
        word.styles.element.append(parse_xml(COUNCIL_TABLE.format(identity, name, based_on)))
    number_headings(word)
    foot = page.footer.paragraphs[0]
    foot.add_run("Northmoor Borough - ")
    foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    return word


def number_headings(word):
    root = word.part.numbering_part.element
    kind = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{HEADING_NUMBERS}</w:abstractNum>'
    root.insert(len(root.xpath("./w:abstractNum")), parse_xml(kind))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level in range(3):
        place = word.styles[f"Heading {level + 1}"].element.get_or_add_pPr().get_or_add_numPr()
        place.get_or_add_ilvl().val, place.get_or_add_numId().val = level, 90


def bare():
    """As Word saves a new document: hardly a style defined, no list, no header."""
    word = base(EVERY)
    for name, link in list(word.part.rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.NUMBERING:
            del word.part.rels[name]
    face(word, "Calibri", 11)
    return word


TEMPLATES = {"elsewhere": elsewhere, "numbered": numbered, "bare": bare}


def make(name, folder):
    """The template of that name, written into a folder; always the same bytes."""
    path = Path(folder) / f"{name}.docx"
    save_document(TEMPLATES[name](), path)
    return path


if __name__ == "__main__":
    for made in TEMPLATES:
        make(made, sys.argv[1])
