"""What people do to what a report says, in Word, done by script: each takes the document and changes it."""

from copy import deepcopy

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.audit.controls import held
from tests.audit.controls.held import words
from tests.audit.typing_in import AT, cell, paragraph, raw, remarks, typed_paragraph


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


def overtypes(was, said):
    """Types over what a control says."""
    return lambda document: held.overtype(control(document, was), said)


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
        first = [words(each) for each in next(one.iter(qn("w:tr"))).iter(qn("w:tc"))]
        if first[: len(labels)] == list(labels):
            return one
    raise LookupError(labels)


def row(among, label):
    return next(one for one in among.iter(qn("w:tr")) if words(next(one.iter(qn("w:tc")))) == label)


RESPONSES = ("Area", "Responses timed", "Within 20 working days")


def adds_a_row(*cells):
    def edit(document):
        row(table(document, *RESPONSES), "Citywide").addnext(raw(f"<w:tr {{w}}>{''.join(map(cell, cells))}</w:tr>"))

    return edit


def copies_a_row(was, *cells):
    """Copies a row of the table of responses, with its controls, and types over what each cell says."""

    def edit(document):
        copied = deepcopy(row(table(document, *RESPONSES), was))
        row(table(document, *RESPONSES), was).addnext(copied)
        for one, said in zip(copied.iter(qn("w:tc")), cells, strict=True):
            first, *others = one.iter(qn("w:t"))
            first.text = said
            for other in others:
                other.text = ""

    return edit


def moves_a_row(document):
    found = table(document, *RESPONSES)
    row(found, "Safeguarding & Family Time").addnext(row(found, "Frontdoor"))


def removes_a_row(document):
    gone = row(table(document, *RESPONSES), "Citywide")
    gone.getparent().remove(gone)


def wrong_cell(was, said):
    """Types over a figure in the table of responses."""

    def edit(document):
        found = table(document, *RESPONSES)
        wrong = next(one for one in found.iter(qn("w:tc")) if words(one) == was)
        next(wrong.iter(qn("w:t"))).text = said

    return edit


def unwraps(said, instead=""):
    """Takes a control away and leaves its words, or others instead."""

    def edit(document):
        gone = control(document, said)
        if instead:
            overtypes(said, instead)(document)
        for one in list(gone.find(qn("w:sdtContent"))):
            gone.addprevious(one)
        gone.getparent().remove(gone)

    return edit


def wraps(said):
    """Puts a control of one's own around half a sentence: a control, and the two things that follow it."""

    def edit(document):
        first = control(document, said)
        rest = [first, *first.itersiblings()][:3]
        made = raw("<w:sdt {w}><w:sdtPr><w:tag w:val='mine'/><w:id w:val='99001'/></w:sdtPr><w:sdtContent/></w:sdt>")
        first.addprevious(made)
        made[1].extend(rest)

    return edit


def _delete(run, number):
    """Marks a run as deleted, and says what marks it; Word gives each mark of a document a number of its own."""
    gone = make("del", id=number, author="Ann")
    run.addprevious(gone)
    gone.append(run)
    for one in run.iter(qn("w:t")):
        one.tag = qn("w:delText")
    return gone


def tracks(said, inserted=""):
    """Deletes what a control says as a tracked change, and inserts other words beside it."""

    def edit(document):
        gone = _delete(next(control(document, said).iter(qn("w:r"))), "9101")
        if inserted:
            new = make("ins", id="9102", author="Ann")
            new.append(typed(inserted))
            gone.addnext(new)

    return edit


def links(document):
    """Makes a link of what a control says."""
    found = control(document, "56 complaints").find(qn("w:sdtContent"))
    link = make("hyperlink", anchor="here")
    link.extend(list(found))
    found.append(link)


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


def type_a_sentence(document):
    paragraph(document, AT).append(typed(" We held 14 meetings, and 50.7% were in time."))


def move_a_paragraph(document):
    moved = paragraph(document, "Advocates made")
    paragraph(document, AT).addnext(moved)


def paste_twice(document):
    once = paragraph(document, "E-mail and online forms brought")
    once.addnext(deepcopy(once))


def cut_into_runs(document):
    run = next(control(document, "56 complaints").iter(qn("w:r")))
    other = deepcopy(run)
    next(run.iter(qn("w:t"))).text, next(other.iter(qn("w:t"))).text = "56 com", "plaints"
    run.addnext(other)


def track_a_deletion(document):
    _delete(next(paragraph(document, "Appendix A shows every service.").iter(qn("w:r"))), "9104")


def embolden(document):
    run = next(control(document, "82 compliments").iter(qn("w:r")))
    looks = make("rPr")
    looks.append(make("b"))
    run.insert(0, looks)


def restyle(document):
    paragraph(document, AT).find(qn("w:pPr")).find(qn("w:pStyle")).set(qn("w:val"), "Quote")


def change_a_label(document, said="City wide"):
    label = next(one for one in document.element.body.iter(qn("w:tc")) if words(one) == "Citywide")
    next(label.iter(qn("w:t"))).text = said


def write_a_section(document):
    document.add_paragraph("Our plans for 2024/25 are set out above.")


overtype = overtypes("371 complaints", "372 complaints")
delete_a_paragraph = deletes("Parents and extended family made")
track_a_change = tracks("17 complaints", "18 complaints")
comment = remarks("Is this right?")
unwrap_a_control = unwraps("27 complaints")
EVERY = (
    *(overtype, type_a_sentence, move_a_paragraph, delete_a_paragraph, paste_twice, cut_into_runs, track_a_change),
    *(track_a_deletion, embolden, restyle, comment, unwrap_a_control, change_a_label, write_a_section),
)
HARMLESS = (move_a_paragraph, paste_twice, cut_into_runs, track_a_deletion, embolden, restyle, comment, write_a_section)
