"""What is wrong in a .docx that Microsoft's own validator does not see."""

import re
from collections import Counter
from pathlib import Path
from posixpath import dirname, normpath
from zipfile import ZipFile

from lxml import etree

from tests.docx_text import NAMESPACES, W, words

STORY = re.compile(r"word/(document|footnotes|(header|footer)\d*)\.xml")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = {"p": "http://schemas.openxmlformats.org/package/2006/relationships"}


def lint(path: Path) -> list[str]:
    """Every fault found, each in a line; nothing where there is none."""
    with ZipFile(path) as package:
        names = set(package.namelist())
        roots = {n: etree.fromstring(package.read(n)) for n in names if n.endswith((".xml", ".rels"))}
    stories = {name: root for name, root in roots.items() if STORY.fullmatch(name)}
    faults = [fault for name, root in stories.items() for check in PER_STORY for fault in tell(name, check(root))]
    faults += [fault for name, root in stories.items() for fault in tell(name, links(name, root, roots, names))]
    faults += undefined_styles(stories, roots) + repeated_ids(stories) + lost_targets(stories)
    return faults + skipped_levels(roots) + unsaid_properties(roots)


def tell(name, faults):
    return [f"{name}: {fault}" for fault in faults]


def find(root, path):
    return root.xpath(path, namespaces=NAMESPACES)


def open_fields(root):
    depth = 0
    for mark in find(root, ".//w:fldChar/@w:fldCharType"):
        depth += {"begin": 1, "end": -1}.get(mark, 0)
        if depth < 0:
            yield "a field ends that did not begin"
    if depth:
        yield "a field has no end"


def poor_cells(root):
    for cell in find(root, ".//w:tc"):
        paragraphs = find(cell, ".//w:p")
        if not paragraphs:
            yield "a cell has no paragraph"
        elif not "".join(words(p) for p in paragraphs).strip():
            yield "a cell is empty"
    if find(root, ".//w:gridSpan | .//w:vMerge | .//w:hMerge"):
        yield "cells are merged"


def empty_paragraphs(root):
    for paragraph in find(root, "/w:document/w:body/w:p"):
        above = paragraph.getprevious()
        follows_table = above is not None and find(above, "self::w:tbl | self::w:sdt/w:sdtContent/w:tbl")
        follows_last_table = paragraph.getnext().tag == f"{W}sectPr" and follows_table
        if not words(paragraph).strip() and not follows_last_table:
            yield "a paragraph is empty"


def dumb_pictures(root):
    for shown in find(root, ".//wp:docPr"):
        if not shown.get("descr"):
            yield f"the picture {shown.get('name')} has no alt text"
    if find(root, ".//wp:anchor"):
        yield "a picture is not in line with the text"


def nameless_controls(root):
    for control in find(root, ".//w:sdt"):
        if not find(control, "./w:sdtPr/w:alias"):
            yield "a content control has no title"


def bare_tables(root):
    for table in find(root, ".//w:tbl"):
        title = find(table, "string(./w:tblPr/w:tblCaption/@w:val)")
        for what, path in NEEDED_IN_TABLES.items():
            if not find(table, path):
                yield f"the table {title} has no {what}"


NEEDED_IN_TABLES = {
    "title": "string(./w:tblPr/w:tblCaption/@w:val)",
    "description": "string(./w:tblPr/w:tblDescription/@w:val)",
    "header row": "./w:tr[1]/w:trPr/w:tblHeader",
    "look for its header row": "./w:tblPr/w:tblLook[@w:firstRow='1']",
}


def styled_by_hand(root):
    """Looks that stand in the text and not in a style; Word's own rule above footnotes is let be."""
    for place, allowed in ALLOWED.items():
        for one in find(root, f".//w:{place}/*[not(ancestor::w:footnote[@w:type])]"):
            if etree.QName(one).localname not in allowed:
                yield f"{etree.QName(one).localname} is set by hand"


ALLOWED = {
    "rPr": {"rStyle"},
    "pPr": {"pStyle", "keepNext", "pageBreakBefore", "numPr", "sectPr"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"},
    "trPr": {"cantSplit", "tblHeader"},
    "tcPr": {"tcW"},
}
PER_STORY = (open_fields, poor_cells, empty_paragraphs, dumb_pictures, nameless_controls, bare_tables, styled_by_hand)


def skipped_levels(roots):
    """Headings more than one level below the heading before them."""
    faults, above = [], 0
    for style in find(roots["word/document.xml"], ".//w:pPr/w:pStyle/@w:val"):
        if heading := re.fullmatch(r"Heading([1-9])", style):
            level = int(heading[1])
            faults += [f"a heading of level {level} follows one of level {above}"] if level > above + 1 else []
            above = level
    return faults


def unsaid_properties(roots):
    """What the file does not tell of itself: its title and its language."""
    core = roots["docProps/core.xml"]
    told = {etree.QName(one).localname for one in core if (one.text or "").strip()}
    faults = [f"the document has no {name}" for name in ("title", "language") if name not in told]
    if not find(roots["word/styles.xml"], "./w:docDefaults//w:lang/@w:val"):
        faults.append("the text has no language")
    return faults


def links(name, root, roots, names):
    """Relationships a part uses but does not have, or whose target is not in the file."""
    folder, file = name.rsplit("/", 1)
    here = roots.get(f"{folder}/_rels/{file}.rels")
    known = {} if here is None else {r.get("Id"): r for r in here.xpath("./p:Relationship", namespaces=PACKAGE)}
    for used in set(root.xpath(".//@*[namespace-uri()=$uri]", uri=RELATION.strip("{}"))) - set(known):
        yield f"the relationship {used} is not there"
    for link in known.values():
        target = normpath(f"{dirname(name)}/{link.get('Target')}")
        if link.get("TargetMode") != "External" and target not in names:
            yield f"{link.get('Target')} is not in the file"


def undefined_styles(stories, roots):
    defined = set(find(roots["word/styles.xml"], "./w:style/@w:styleId"))
    of_looks = find(roots["word/styles.xml"], ".//w:basedOn/@w:val | .//w:next/@w:val | .//w:link/@w:val")
    of_lists = find(roots["word/numbering.xml"], ".//w:pStyle/@w:val") if "word/numbering.xml" in roots else []
    used = {name for root in stories.values() for name in find(root, USED_STYLES)}
    return [f"the style {name} is not defined" for name in sorted((used | {*of_looks, *of_lists}) - defined)]


USED_STYLES = ".//w:pStyle/@w:val | .//w:rStyle/@w:val | .//w:tblStyle/@w:val"
IDS = {
    "bookmark id": ".//w:bookmarkStart/@w:id",
    "bookmark": ".//w:bookmarkStart/@w:name",
    "drawing id": ".//wp:docPr/@id",
    "content control id": ".//w:sdtPr/w:id/@w:val",
    "footnote": "./w:footnote/@w:id",
    "footnote mark": ".//w:footnoteReference/@w:id",
}


def repeated_ids(stories):
    faults = []
    for kind, path in IDS.items():
        counts = Counter(value for root in stories.values() for value in find(root, path))
        faults += [f"the {kind} {value} is there {count} times" for value, count in counts.items() if count > 1]
    return faults


TARGET = r'\s*(?:(?:PAGE|NOTE)?REF\s+|HYPERLINK\s+\\l\s+)"?([^\s"]+)'


def lost_targets(stories):
    bookmarks = {name for root in stories.values() for name in find(root, ".//w:bookmarkStart/@w:name")}
    fields = [
        text for root in stories.values() for text in find(root, ".//w:instrText/text() | .//w:fldSimple/@w:instr")
    ]
    wanted = {match[1] for field in fields if (match := re.match(TARGET, field))}
    wanted |= {name for root in stories.values() for name in find(root, ".//w:hyperlink/@w:anchor")}
    notes = {value for root in stories.values() for value in find(root, "./w:footnote/@w:id")}
    marks = {value for root in stories.values() for value in find(root, ".//w:footnoteReference/@w:id")}
    lost = [f"nothing is bookmarked {name}" for name in sorted(wanted - bookmarks)]
    return lost + [f"there is no footnote {value}" for value in sorted(marks - notes)]
