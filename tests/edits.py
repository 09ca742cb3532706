"""What people do to a report in Word, done by script: each takes the document and changes it."""

from copy import deepcopy

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


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


EVERY = (
    *(overtype, type_a_sentence, move_a_paragraph, delete_a_paragraph, paste_twice, cut_into_runs, track_a_change),
    *(track_a_deletion, embolden, restyle, comment, unwrap_a_control, change_a_label, write_a_section),
)
HARMLESS = (move_a_paragraph, paste_twice, cut_into_runs, track_a_deletion, embolden, restyle, comment, write_a_section)
