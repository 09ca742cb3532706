"""What python-docx lacks: Word's elements by name, runs that print as they stand, fields and bookmarks."""

import re
from typing import cast
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from complaints_report.safe_text import printable

Element = BaseOxmlElement

# The prefix that everybody knows, where an element has none for it: lxml would make up one of its own.
etree.register_namespace("r", nsmap["r"])

SAFE_IN_LINKS = "!#$%&'()*+,/:;=?@~-._"


def make(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of Word's own namespace: `make("jc", val="right")` is `<w:jc w:val="right"/>`."""
    names = {qn(f"w:{name}"): printable(str(value)) for name, value in attributes.items()}
    made = cast(Element, OxmlElement(f"w:{tag}", names))
    made.extend(children)
    return made


def run(words: str, style: str = "") -> Element:
    """A run that prints its words as they stand, with line breaks and tabs, in a character style."""
    made = make("r")
    if style:
        made.append(make("rPr", make("rStyle", val=style)))
    for piece in re.split(r"([\n\t])", printable(words)):
        if piece in ("\n", "\t"):
            made.append(make("br" if piece == "\n" else "tab"))
        elif piece:
            made.append(text("t", piece))
    return made


def text(tag: str, words: str) -> Element:
    """An element that holds words, their spaces kept."""
    made = make(tag)
    made.text = words
    made.set(qn("xml:space"), "preserve")
    return made


def paragraph(style: str, *children: Element, keep_next: bool = False) -> Element:
    """A paragraph in a style, given by its id."""
    properties = make("pPr", make("pStyle", val=style))
    if keep_next:
        properties.append(make("keepNext"))
    return make("p", properties, *children)


def simple_field(instruction: str, result: str) -> Element:
    """A field of one run, with its result already in it."""
    return make("fldSimple", run(result), instr=f" {instruction} ")


def field_start(instruction: str) -> list[Element]:
    """The runs that open a field, up to where its result begins."""
    return [
        make("r", make("fldChar", fldCharType="begin")),
        make("r", text("instrText", f" {instruction} ")),
        make("r", make("fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    """The run that closes a field."""
    return make("r", make("fldChar", fldCharType="end"))


def bookmark(name: str, number: int, *children: Element) -> list[Element]:
    """Elements with a bookmark round them; `number` is the bookmark's own in the document."""
    return [make("bookmarkStart", id=number, name=name), *children, make("bookmarkEnd", id=number)]


def internal_link(bookmark_name: str, *children: Element) -> Element:
    """A link to a bookmark in the same document."""
    return make("hyperlink", *children, anchor=bookmark_name, history=1)


def external_link(part: Part, address: str, *children: Element, title: str = "") -> Element:
    """A link out of a part of the document; `title` is what Word says when it is pointed at."""
    link = make("hyperlink", *children, history=1, **({"tooltip": title} if title else {}))
    link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return link


def to_address(href: str) -> str:
    """The address to link to, or nothing where Word would refuse the file for it."""
    if not href:
        return ""
    address = quote(printable(href).strip(), safe=SAFE_IN_LINKS)
    try:
        parts = urlsplit(address)
        _ = parts.port  # one that is no number is told only when it is asked for
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        return address if "@" in parts.path else ""
    host = parts.hostname or ""
    return address if parts.scheme in ("http", "https") and host and "%" not in host else ""
