"""What people do to a report in Word, done by script: each takes the document and changes it."""

from copy import deepcopy

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree


def words(element):
    """All the words in an element, and none that are only tracked as deleted."""
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def edited(path, out, *edits):
    """The document with the edits made, saved as Word would save it."""
    document = docx.Document(str(path))
    for edit in edits:
        edit(document)
    document.save(str(out))
    return out


def control(document, said):
    """The first control that says these words."""
    return next(one for one in document.element.body.iter(qn("w:sdt")) if words(one) == said)


def paragraph(document, beginning):
    """The first paragraph that begins so."""
    return next(one for one in document.element.body.iter(qn("w:p")) if words(one).startswith(beginning))


def make(tag, text="", **attributes):
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    if text:
        made.text = text
        made.set(qn("xml:space"), "preserve")
    return made


def typed(text, tag="t"):
    run = make("r")
    run.append(make(tag, text))
    return run


def overtype(document):
    next(control(document, "371 complaints").iter(qn("w:t"))).text = "372 complaints"


def type_a_sentence(document):
    paragraph(document, "Complaints are one sign").append(typed(" We held 14 meetings, and 50.7% were in time."))


def move_a_paragraph(document):
    moved = paragraph(document, "Advocates made")
    paragraph(document, "Complaints are one sign").addnext(moved)


def delete_a_paragraph(document):
    gone = paragraph(document, "Parents and extended family made")
    gone.getparent().remove(gone)


def paste_twice(document):
    once = paragraph(document, "E-mail and online forms brought")
    once.addnext(deepcopy(once))


def cut_into_runs(document):
    run = next(control(document, "56 complaints").iter(qn("w:r")))
    other = deepcopy(run)
    next(run.iter(qn("w:t"))).text, next(other.iter(qn("w:t"))).text = "56 com", "plaints"
    run.addnext(other)


def track_a_change(document):
    run = next(control(document, "17 complaints").iter(qn("w:r")))
    gone, new = make("del", id="9001", author="Ann"), make("ins", id="9002", author="Ann")
    run.addprevious(gone)
    gone.append(run)
    for one in run.iter(qn("w:t")):
        one.tag = qn("w:delText")
    new.append(typed("18 complaints"))
    gone.addnext(new)


def track_a_deletion(document):
    gone = make("del", id="9003", author="Ann")
    last = paragraph(document, "Appendix A shows every service.")
    run = next(last.iter(qn("w:r")))
    run.addprevious(gone)
    gone.append(run)
    for one in run.iter(qn("w:t")):
        one.tag = qn("w:delText")


def embolden(document):
    run = next(control(document, "82 compliments").iter(qn("w:r")))
    looks = make("rPr")
    looks.append(make("b"))
    run.insert(0, looks)


def restyle(document):
    paragraph(document, "Complaints are one sign").find(qn("w:pPr")).find(qn("w:pStyle")).set(qn("w:val"), "Quote")


def comment(document):
    runs = document.paragraphs[0].runs[:1]
    document.add_comment(runs, text="Is this right?", author="Ann", initials="A")


def unwrap_a_control(document):
    """Takes a control away and leaves its words, as Word's Remove Content Control does."""
    held = control(document, "27 complaints")
    for one in list(held.find(qn("w:sdtContent"))):
        held.addprevious(one)
    held.getparent().remove(held)


def change_a_label(document, said="City wide"):
    cell = next(one for one in document.element.body.iter(qn("w:tc")) if words(one) == "Citywide")
    next(cell.iter(qn("w:t"))).text = said


def write_a_section(document):
    document.add_paragraph("Our plans for 2024/25 are set out above.")


BOX = (
    "<w:r {w} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:AlternateContent>"
    "<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
NOTES, HEADER, FOOTER = "/word/footnotes.xml", "/word/header1.xml", "/word/footer1.xml"
AT = "Complaints are one sign"
"""The paragraph beside which people type."""


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


def heads(said):
    """Types a heading of one's own."""
    looks = "<w:pStyle w:val='Heading2'/>"
    return lambda document: paragraph(document, AT).addnext(typed_paragraph(said, looks))


def lists(lead, *items):
    """Types a list of one's own under the words that it hangs on."""

    def edit(document):
        like = paragraph(document, "At stage 1, 371 complaints were received, an increase of 5% on").find(qn("w:pPr"))
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
        lines = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
        at = paragraph(document, AT)
        at.addnext(raw(f"<w:tbl {{w}}><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"))
        at.addnext(typed_paragraph(caption))

    return edit


def _cell(said):
    return f"<w:tc><w:p>{r(said)}</w:p></w:tc>"


def box(said):
    """Draws a text box, as Word writes it: once for itself and once for old programs."""
    content = f"<w:txbxContent><w:p>{r(said)}</w:p></w:txbxContent>"
    return lambda document: paragraph(document, AT).append(raw(BOX.replace("{box}", content)))


def in_part(name, said):
    """Types a paragraph into a header or footer."""

    def edit(document):
        part = next(one for one in document.part.package.iter_parts() if str(one.partname) == name)
        root = parse_xml(part.blob)
        root.append(typed_paragraph(said))
        part._blob = etree.tostring(root, encoding="UTF-8", standalone=True)
        if hasattr(part, "_element"):
            part._element = root

    return edit


def note(said, kind="footnote"):
    """Adds a footnote or an endnote."""

    def edit(document):
        paragraph(document, AT).append(raw(f"<w:r {{w}}><w:{kind}Reference w:id='77'/></w:r>"))
        made = f"<w:{kind} {{w}} w:id='77'><w:p>{r(said)}</w:p></w:{kind}>"
        if kind == "footnote":
            part = next(one for one in document.part.package.iter_parts() if str(one.partname) == NOTES)
            root = parse_xml(part.blob)
            root.append(raw(made))
            part._blob = etree.tostring(root, encoding="UTF-8", standalone=True)
        else:
            blob = f"<w:endnotes {nsdecls('w')}>{made.replace('{w}', '')}</w:endnotes>".encode()
            part = Part(PackURI("/word/endnotes.xml"), CONTENT_TYPE.WML_ENDNOTES, blob, document.part.package)
            document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)

    return edit


def remarks(said):
    """Adds a person's comment."""
    return lambda document: document.add_comment(document.paragraphs[0].runs[:1], text=said, author="Ann", initials="A")


def overtypes(was, said):
    """Types over what a control says."""

    def edit(document):
        first, *others = control(document, was).iter(qn("w:t"))
        first.text = said
        for one in others:
            one.text = ""

    return edit


def replaces(old, new):
    """Finds and replaces, all over the document."""

    def edit(document):
        for one in document.element.body.iter(qn("w:t")):
            one.text = (one.text or "").replace(old, new)

    return edit


def retypes(beginning, old, new):
    """Types over letters of the paragraph that begins so, which stand in one run."""

    def edit(document):
        found = next(one for one in paragraph(document, beginning).iter(qn("w:t")) if old in (one.text or ""))
        found.text = found.text.replace(old, new)

    return edit


def deletes(beginning):
    def edit(document):
        gone = paragraph(document, beginning)
        gone.getparent().remove(gone)

    return edit


def table(document, *labels):
    """The table whose heading row begins so."""
    for one in document.element.body.iter(qn("w:tbl")):
        first = [words(cell) for cell in next(one.iter(qn("w:tr"))).iter(qn("w:tc"))]
        if first[: len(labels)] == list(labels):
            return one
    raise LookupError(labels)


def row(held, label):
    return next(one for one in held.iter(qn("w:tr")) if words(next(one.iter(qn("w:tc")))) == label)


RESPONSES = ("Area", "Responses timed", "Within 20 working days")


def adds_a_row(*cells):
    def edit(document):
        row(table(document, *RESPONSES), "Citywide").addnext(raw(f"<w:tr {{w}}>{''.join(map(_cell, cells))}</w:tr>"))

    return edit


def moves_a_row(document):
    held = table(document, *RESPONSES)
    row(held, "Safeguarding & Family Time").addnext(row(held, "Frontdoor"))


def removes_a_row(document):
    gone = row(table(document, *RESPONSES), "Citywide")
    gone.getparent().remove(gone)


def wrong_cell(was, said):
    """Types over a figure in the table of responses."""

    def edit(document):
        held = table(document, *RESPONSES)
        cell = next(one for one in held.iter(qn("w:tc")) if words(one) == was)
        next(cell.iter(qn("w:t"))).text = said

    return edit


def unwraps(said, instead=""):
    """Takes a control away and leaves its words, or others instead."""

    def edit(document):
        held = control(document, said)
        if instead:
            overtypes(said, instead)(document)
        for one in list(held.find(qn("w:sdtContent"))):
            held.addprevious(one)
        held.getparent().remove(held)

    return edit


def wraps(said, *following):
    """Puts a control of one's own around half a sentence: a control, and as many things that follow it."""

    def edit(document):
        first = control(document, said)
        rest = [first, *first.itersiblings()][:3]
        made = raw("<w:sdt {w}><w:sdtPr><w:tag w:val='mine'/><w:id w:val='99001'/></w:sdtPr><w:sdtContent/></w:sdt>")
        first.addprevious(made)
        made[1].extend(rest)

    return edit


def tracks(said, inserted="", author="Ann"):
    """Deletes what a control says as a tracked change, and inserts other words beside it."""

    def edit(document):
        run = next(control(document, said).iter(qn("w:r")))
        gone = make("del", id="9101", author=author)
        run.addprevious(gone)
        gone.append(run)
        for one in run.iter(qn("w:t")):
            one.tag = qn("w:delText")
        if inserted:
            new = make("ins", id="9102", author=author)
            new.append(typed(inserted))
            gone.addnext(new)

    return edit


def inserts(said):
    """Types a sentence as a tracked change."""
    return runs(f"<w:ins w:id='9103' w:author='Ann'>{r(said)}</w:ins>")


def resolves(keep):
    """Accepts every tracked change ("ins"), or rejects it ("del"), as Word does."""

    def edit(document):
        body = document.element.body
        drop = "del" if keep == "ins" else "ins"
        for one in list(body.iter(qn(f"w:{drop}"))):
            one.getparent().remove(one)
        for one in list(body.iter(qn(f"w:{keep}"))):
            for child in list(one):
                one.addprevious(child)
            one.getparent().remove(one)
        for one in list(body.iter(qn("w:delText"))):
            one.tag = qn("w:t")

    return edit


def links(document):
    """Makes a link of what a control says."""
    held = control(document, "56 complaints").find(qn("w:sdtContent"))
    link = make("hyperlink", anchor="here")
    link.extend(list(held))
    held.append(link)


def breaks(document):
    """Puts a line break before a figure."""
    control(document, "56 complaints").addprevious(raw("<w:r {w}><w:br/></w:r>"))


def pastes(path, beginning):
    """Pastes the paragraph of another report that begins so."""

    def edit(document):
        paragraph(document, AT).addnext(deepcopy(paragraph(docx.Document(str(path)), beginning)))

    return edit


def pastes_a_control(path, said, before, after):
    """Types a sentence around a control that is pasted from another report."""

    def edit(document):
        made = typed_paragraph(before)
        made.append(deepcopy(control(docx.Document(str(path)), said)))
        made.append(typed(after))
        paragraph(document, AT).addnext(made)

    return edit


def pastes_a_table(path, *labels, caption=""):
    """Pastes a table of another report, under a caption of one's own."""

    def edit(document):
        other = table(docx.Document(str(path)), *labels)
        at = paragraph(document, AT)
        at.addnext(deepcopy(next(other.iterancestors(qn("w:sdt")), other)))
        at.addnext(typed_paragraph(caption))

    return edit


def all_of(*edits):
    def edit(document):
        for one in edits:
            one(document)

    return edit


EVERY = (
    *(overtype, type_a_sentence, move_a_paragraph, delete_a_paragraph, paste_twice, cut_into_runs, track_a_change),
    *(track_a_deletion, embolden, restyle, comment, unwrap_a_control, change_a_label, write_a_section),
)
HARMLESS = (move_a_paragraph, paste_twice, cut_into_runs, track_a_deletion, embolden, restyle, comment, write_a_section)
