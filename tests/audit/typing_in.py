"""What people type into a report in Word, or paste: sentences, lists, tables, boxes and notes of their own."""

from copy import deepcopy

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from tests.audit.controls.held import words

NOTES, HEADER, FOOTER = "/word/footnotes.xml", "/word/header1.xml", "/word/footer1.xml"
AT = "Table 1 gives the key figures"
"""The paragraph beside which people type."""
BOX = (
    "<w:r {w} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:AlternateContent>"
    "<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def paragraph(document, beginning):
    """The first paragraph that begins so."""
    return next(one for one in document.element.body.iter(qn("w:p")) if words(one).startswith(beginning))


def raw(xml):
    """An element from its XML, in which `{w}` stands for the namespace."""
    return parse_xml(xml.replace("{w}", nsdecls("w")))


def escaped(said):
    return said.replace("&", "&amp;").replace("<", "&lt;")


def typed_paragraph(said, looks=""):
    return raw(f"<w:p {{w}}><w:pPr>{looks}</w:pPr><w:r><w:t xml:space='preserve'>{escaped(said)}</w:t></w:r></w:p>")


def says(said):
    """Types a paragraph of one's own."""
    return lambda document: paragraph(document, AT).addnext(typed_paragraph(said))


def runs(*xml):
    """Puts a paragraph of these runs, each as XML."""
    return lambda document: paragraph(document, AT).addnext(raw(f"<w:p {{w}}>{''.join(xml)}</w:p>"))


def r(said, looks=""):
    """A run as XML."""
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t xml:space='preserve'>{escaped(said)}</w:t></w:r>"


def inserts(said):
    """Types a sentence as a tracked change."""
    return runs(f"<w:ins w:id='9103' w:author='Ann'>{r(said)}</w:ins>")


def heads(said):
    """Types a heading of one's own."""
    looks = "<w:pStyle w:val='Heading2'/>"
    return lambda document: paragraph(document, AT).addnext(typed_paragraph(said, looks))


def lists(lead, *items):
    """Types a list of one's own under the words that it hangs on."""

    def edit(document):
        like = paragraph(document, "The number of complaints at stage 1 was").find(qn("w:pPr"))
        at = paragraph(document, AT)
        for said in reversed(items):
            item = typed_paragraph(said)
            item.replace(item.find(qn("w:pPr")), deepcopy(like))
            at.addnext(item)
        at.addnext(typed_paragraph(lead))

    return edit


def tables(caption, *rows):
    """Pastes a table of one's own under its caption."""

    def edit(document):
        lines = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
        at = paragraph(document, AT)
        at.addnext(raw(f"<w:tbl {{w}}><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"))
        at.addnext(typed_paragraph(caption))

    return edit


def cell(said):
    return f"<w:tc><w:p>{r(said)}</w:p></w:tc>"


def box(said):
    """Draws a text box, as Word writes it: once for itself and once for old programs."""
    content = f"<w:txbxContent><w:p>{r(said)}</w:p></w:txbxContent>"
    return lambda document: paragraph(document, AT).append(raw(BOX.replace("{box}", content)))


def in_part(name, said):
    """Types a paragraph into a header or footer."""
    return lambda document: _add(document, name, typed_paragraph(said))


def _add(document, name, made):
    part = next(one for one in document.part.package.iter_parts() if str(one.partname) == name)
    root = parse_xml(part.blob)
    root.append(made)
    part._blob = etree.tostring(root, encoding="UTF-8", standalone=True)
    if hasattr(part, "_element"):
        part._element = root


def note(said, kind="footnote"):
    """Adds a footnote or an endnote."""

    def edit(document):
        paragraph(document, AT).append(raw(f"<w:r {{w}}><w:{kind}Reference w:id='77'/></w:r>"))
        made = f"<w:{kind} {{w}} w:id='77'><w:p>{r(said)}</w:p></w:{kind}>"
        if kind == "footnote":
            _add(document, NOTES, raw(made))
            return
        blob = f"<w:endnotes {nsdecls('w')}>{made.replace('{w}', '')}</w:endnotes>".encode()
        part = Part(PackURI("/word/endnotes.xml"), CONTENT_TYPE.WML_ENDNOTES, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)

    return edit


def remarks(said):
    """Adds a person's comment."""
    return lambda document: document.add_comment(document.paragraphs[0].runs[:1], text=said, author="Ann", initials="A")
