"""A copy of a Word file with each finding as a comment at its number, beside the comments that people made."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, count

from lxml import etree

from complaints_report.audit.findings import Finding, Kind
from complaints_report.audit.reading.document import HEADING, Document, Passage, Place
from complaints_report.audit.reading.package import Package, relations_of
from complaints_report.audit.reading.wordprocessing import pieces_of
from complaints_report.audit.wording import told_of
from complaints_report.errors import CommandError
from complaints_report.word.markup import Node, R, W, written
from complaints_report.word.ooxml import make, run
from complaints_report.word.rewriting import AUTHOR, free_numbers, split

_TYPES = "[Content_Types].xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OF_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OF_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MARKS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_STORIES = {"footnotes": "a footnote", "endnotes": "an endnote", "hdr": "a header", "ftr": "a footer"}
"""The roots of the parts that cannot hold comments, and what they hold."""


def annotated(document: Document, findings: Sequence[Finding]) -> bytes:
    """The file with its comments; every part that they do not touch is byte for byte as it was."""
    package: Package | None = document.package
    if package is None:
        raise CommandError(f"{document.path} is not a .docx, so it cannot hold comments; leave --annotate out.")
    if not findings:
        return package.written({})
    name = next(iter(package.related(package.main, "comments")), "")
    comments: Node = package.tree(name) if name else make("comments")
    numbers = free_numbers((*comments, *package.tree(package.main).iter(*_MARKS)))
    done: set[tuple[Node, Node, tuple[str, ...]]] = set()
    for place, lines in remarks(findings):
        runs = _runs_at(document, place)
        if (once := (runs[0], runs[-1], lines)) not in done:
            done.add(once)
            comments.append(_comment(next(numbers), lines, runs))
    parts = {name: package.to_bytes(name)} if name else _new_part(package, comments)
    return package.written({package.main: package.to_bytes(package.main), **parts})


def remarks(findings: Sequence[Finding]) -> Iterator[tuple[Place | None, tuple[str, ...]]]:
    """What is to be said, a line a paragraph, and where: all that was removed first, in one remark."""
    gone = [remark(one) for one in findings if one.kind is Kind.REMOVED and one.place is None]
    if gone:
        yield None, ("What was removed:", *gone)
    for one in findings:
        if one.kind is not Kind.REMOVED or one.place is not None:
            story = _STORIES.get(_story(one.place.node)) if one.place else None
            yield one.place, ((f"In {story} (“{one.sentence}”): " if story else "") + remark(one),)


def remark(finding: Finding) -> str:
    """What is wrong with a number, what it should be, why, and where that comes from, in words that stand alone."""
    lines = [one.strip().rstrip(".") for one in told_of(finding, lambda words: f"“{words}”" if words else "")]
    return " ".join(f"{one[:1].upper()}{one[1:]}." for one in lines if one)


def _story(node: Node) -> str:
    return str(etree.QName(node.getroottree().getroot()).localname)


def _comment(number: int, lines: Sequence[str], runs: Sequence[Node]) -> Node:
    """A comment of these lines, each a paragraph, and its marks around the runs."""
    paragraphs = [make("p", run(line)) for line in lines]
    paragraphs[0].insert(0, make("r", make("annotationRef")))
    runs[0].addprevious(make("commentRangeStart", id=number))
    runs[-1].addnext(make("r", make("commentReference", id=number)))
    runs[-1].addnext(make("commentRangeEnd", id=number))
    return make("comment", *paragraphs, id=number, author=AUTHOR, initials="CR")


def _new_part(package: Package, comments: Node) -> dict[str, bytes]:
    """The part for the comments, how the document leads to it, and what it is."""
    folder, main = posixpath.dirname(package.main), package.main
    possible = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
    part = next(one for one in possible if one not in package)
    rels = relations_of(main)
    relations = package.tree(rels) if rels in package else etree.Element(_OF_RELATIONS + "Relationships")
    known = {one.get("Id") for one in relations}
    identity = next(one for one in map("rId{}".format, count(1)) if one not in known)
    kind = package.as_named_in(main, f"{R[1:-1]}/comments".encode()).decode()
    named = {"Id": identity, "Type": kind, "Target": posixpath.basename(part)}
    etree.SubElement(relations, _OF_RELATIONS + "Relationship", named)
    types = package.tree(_TYPES)
    etree.SubElement(types, _OF_TYPES + "Override", {"PartName": f"/{part}", "ContentType": _CONTENT_TYPE})
    return {part: package.as_named_in(main, written(comments)), rels: written(relations), _TYPES: written(types)}


def _runs_at(document: Document, place: Place | None) -> list[Node]:
    """The runs of the body that hold what stands at a place; of what is elsewhere, the reference or first heading."""
    body: Node = document.package.tree(document.package.main).find(W + "body")
    found: list[Node] = []
    if place and place.node.getroottree().getroot() is body.getparent():
        found = covered(place, document.package)
    elif place:
        kind = W + _story(place.node).removesuffix("s")
        notes = [one.get(W + "id") for one in place.node.iterancestors(kind)]
        found = _outermost(one for one in body.iter(f"{kind}Reference") if one.get(W + "id") in notes)[:1]
    return found or _first_heading(document, body)


def _first_heading(document: Document, body: Node) -> list[Node]:
    """The runs of the first heading, else of the first words, else a new one in the first paragraph."""
    headings = (one.node for one in document.blocks if isinstance(one, Passage) and one.kind == HEADING)
    for paragraph in (*headings, *body.iter(W + "p")):
        if found := covered(Place(paragraph, 0, 0), document.package):
            return found
    if body.find(f".//{W}p") is None:
        body.insert(0, make("p"))
    body.find(f".//{W}p").append(made := make("r"))
    return [made]


def covered(place: Place, package: Package) -> list[Node]:
    """The runs of a place in reading order, split from other words of theirs; of no letters, those of the paragraph."""
    if place.ends <= place.begins:
        return _outermost(place.node.iter(W + "t", W + "drawing", W + "pict"))
    for at in (place.begins, place.ends):
        for node, begins, ends in _spans(place.node, package):
            if begins <= at < ends and node.getparent() in _outermost([node]):  # words in a box stay in their run
                split(node.getparent(), node, at - begins)
    return _outermost(
        node for node, begins, ends in _spans(place.node, package) if begins < place.ends and ends > place.begins
    )


def _spans(paragraph: Node, package: Package) -> list[tuple[Node, int, int]]:
    """The elements that hold the letters of a paragraph, with the letters where each begins and ends."""
    pieces = pieces_of(paragraph, package)
    ends = accumulate(len(one.words) for one in pieces)
    return [(one.node, end - len(one.words), end) for one, end in zip(pieces, ends, strict=True)]


def _outermost(nodes: Iterable[Node]) -> list[Node]:
    """The runs that elements are in, each once; for the words of a text box, the run in which the box is."""
    runs = [list(one.iterancestors(W + "r")) for one in nodes]
    return list(dict.fromkeys(one[-1] for one in runs if one))
