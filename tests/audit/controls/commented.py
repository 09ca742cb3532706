"""A document with comments in it, and what they say of which words."""

from zipfile import ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from complaints_report.audit.comments import annotated
from complaints_report.audit.controls.checked import Checked
from complaints_report.audit.findings import ARITHMETIC, Finding, Kind
from complaints_report.audit.reading import read_document
from tests.audit.controls.held import BODY, words
from tests.docx_text import xpath

COMMENTS, RELATIONS, TYPES = "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
MARKS = tuple(qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd"))


def marked(path, out, *numbers, now=None):
    """A copy with a comment at each of these numbers that people typed, and at what the controls tell."""
    document = read_document(path)
    found = Checked(document, now) if now else None
    spots = [spot for number in numbers for spot in document.spots() if spot.number.text == number]
    typed = [
        Finding(
            Kind.TWO_PLACES, ARITHMETIC, spot.block.heading, spot.told, spot.number.text, "", "why", place=spot.place
        )
        for spot in spots
    ]
    out.write_bytes(annotated(document, [*(found.findings if found else ()), *typed]))
    return comments(out)


def comments(path, name=COMMENTS):
    """The words of each comment of ours and the words that it covers."""
    with ZipFile(path) as package:
        root, body = (etree.fromstring(package.read(one)) for one in (name, BODY))
    covers = covered(body)
    mine = [one for one in root if one.get(qn("w:author")) == "complaints-report"]
    return [("\n".join(map(words, xpath(one, "./w:p"))), covers[one.get(qn("w:id"))]) for one in mine]


def covered(body):
    """The words that each comment covers, by its number; each has a beginning, an end and a reference."""
    found, running = {}, set()
    for one in body.iter():
        number = one.get(qn("w:id")) if one.tag in MARKS else None
        if one.tag == MARKS[0]:
            running.add(number)
            found[number] = ""
        elif one.tag == MARKS[1]:
            running.remove(number)
        else:
            said = "[picture]" if one.tag == qn("w:drawing") else one.text if one.tag == qn("w:t") else ""
            found |= {each: found[each] + (said or "") for each in running}
    assert not running
    assert sorted(found) == sorted(one.get(qn("w:id")) for one in body.iter(qn("w:commentReference")))
    return found


def paragraph(*runs):
    return parse_xml(f"<w:p {nsdecls('w')}>{''.join(runs)}</w:p>")


def prose(body, *runs):
    """A paragraph of a person's after the first heading."""
    heading = xpath(body, ".//w:p[w:pPr/w:pStyle/@w:val='Heading1']")[0]
    heading.addnext(paragraph(*runs))


def said(text):
    """A run as XML."""
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def unpacked(path):
    """The parts of a file by their names."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def theirs(content):
    """A comment of a person's on the first heading, in a part of another name."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relation = f'<Relationship Id="rIdTheirs" Type="{kind}" Target="/word/remarks.xml"/></Relationships>'
    override = (
        '<Override PartName="/word/remarks.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.comments+xml"/></Types>'
    )
    told = f"<w:comment w:id='7' w:author='Jo' w:initials='J'><w:p>{said('Hm.')}</w:p></w:comment>"
    return {
        RELATIONS: content[RELATIONS].replace(b"</Relationships>", relation.encode()),
        TYPES: content[TYPES].replace(b"</Types>", override.encode()),
        "word/remarks.xml": f"<w:comments {nsdecls('w')}>{told}</w:comments>".encode(),
    }


def commented(body):
    """Marks the first heading as what the comment of a person is about."""
    heading = xpath(body, ".//w:p[w:pPr/w:pStyle/@w:val='Heading1']")[0]
    xpath(heading, "./w:r")[0].addprevious(parse_xml(f"<w:commentRangeStart {nsdecls('w')} w:id='7'/>"))
    heading.append(parse_xml(f"<w:commentRangeEnd {nsdecls('w')} w:id='7'/>"))
    heading.append(parse_xml(f"<w:r {nsdecls('w')}><w:commentReference w:id='7'/></w:r>"))
    prose(body, said("We met 4,444 people."))
