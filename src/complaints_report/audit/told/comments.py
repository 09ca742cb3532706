"""A copy of a Word file with each finding as a comment at its number, beside the comments that people made."""

import posixpath
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count

from lxml import etree

from complaints_report.audit.findings import Finding, Kind
from complaints_report.audit.reading.document import HEADING, Document, Node, Passage, Place
from complaints_report.audit.reading.package import Package, W
from complaints_report.audit.reading.word import pieces_of
from complaints_report.errors import CommandError
from complaints_report.report.ooxml import make, run, text
from complaints_report.report.rewriting import AUTHOR

INITIALS = "CR"
TYPES = "[Content_Types].xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OF_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OF_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RUN, _LOOKS = W + "r", W + "rPr"
_MARKS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_OTHER_STORIES = {"footnotes": "footnote", "endnotes": "endnote", "hdr": "header", "ftr": "footer"}


def annotated(document: Document, findings: Sequence[Finding]) -> bytes:
    """The file with its comments; every part that they do not touch is byte for byte as it was."""
    if document.package is None:
        raise CommandError(f"{document.path} is not a .docx, so it cannot hold comments; leave --annotate out.")
    comments = _Comments(document)
    done: set[tuple[Node, Node, tuple[str, ...]]] = set()
    for place, lines in remarks(findings):
        runs = comments.runs_at(place)
        if (once := (runs[0], runs[-1], lines)) not in done:
            done.add(once)
            comments.add(lines, runs)
    return comments.written()


def remarks(findings: Sequence[Finding]) -> Iterator[tuple[Place | None, tuple[str, ...]]]:
    """What is to be said, a line a paragraph, and where: all that was removed first, in one remark."""
    removed = [one for one in findings if one.kind is Kind.REMOVED and one.place is None]
    if removed:
        yield None, ("No longer in the document:", *map(_gone, removed))
    for one in findings:
        if one.kind is not Kind.REMOVED or one.place is not None:
            yield one.place, (_inside(one) + remark(one),)


def _gone(finding: Finding) -> str:
    said = f"“{finding.document}”. " if finding.document else ""
    return said + _sentence(finding.why or finding.sentence)


def remark(finding: Finding) -> str:
    """What is wrong with a number, what it should be, why, and where that comes from, in words that stand alone."""
    number = f"“{finding.document}” should be “{finding.should}”." if finding.should else ""
    if finding.document and not number:
        number = f"“{finding.document}”:" if finding.why else f"“{finding.document}”."
    see = f"See {finding.where}." if finding.where and finding.where not in finding.why else ""
    said = (number, _sentence(finding.why), see)
    return " ".join(filter(None, said))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if not words or words.endswith((".", "!", "?")) else ".")


def _inside(finding: Finding) -> str:
    """Says that something stands in a note or at the edge of the page, which cannot hold a comment itself."""
    story = _OTHER_STORIES.get(_story(finding.place)) if finding.place else None
    return f"In a {story} (“{finding.sentence}”): ".replace("a endnote", "an endnote") if story else ""


def _story(place: Place) -> str:
    return str(etree.QName(place.node.getroottree().getroot()).localname)


class _Comments:
    """The comments of one document, to which ours are added."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._package: Package = document.package
        self._main = self._package.tree(self._package.main)
        known = self._package.related(self._package.main, "comments")
        self._name = known[0] if known else ""
        self._root: Node = self._package.tree(known[0]) if known else make("comments")
        ids = (one.get(W + "id", "") for one in (*self._root, *self._main.iter(*_MARKS)) if isinstance(one.tag, str))
        self._numbers = count(1 + max((int(one) for one in ids if one.isdecimal()), default=-1))
        self._added = False

    def add(self, lines: Sequence[str], runs: Sequence[Node]) -> None:
        """Adds a comment of these lines, each a paragraph, that covers the runs."""
        number = next(self._numbers)
        first, *others = (make("p", run(line)) for line in lines)
        first.insert(0, make("r", make("annotationRef")))
        self._root.append(make("comment", first, *others, id=number, author=AUTHOR, initials=INITIALS))
        runs[0].addprevious(make("commentRangeStart", id=number))
        end = make("commentRangeEnd", id=number)
        runs[-1].addnext(end)
        end.addnext(make("r", make("commentReference", id=number)))
        self._added = True

    def written(self) -> bytes:
        """The file with the comments that were added."""
        package = self._package
        if not self._added:
            return package.written({})
        changed = {package.main: package.to_bytes(package.main)}
        if self._name:
            return package.written({**changed, self._name: package.to_bytes(self._name)})
        return package.written({**changed, **self._new_part()})

    def _new_part(self) -> dict[str, bytes]:
        """The part for the comments, how the document leads to it, and what it is."""
        package, (folder, name) = self._package, posixpath.split(self._package.main)
        taken = {one.lower() for one in package.names}
        possible = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
        part = next(one for one in possible if one.lower() not in taken)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        known = next((one for one in package.names if one.lower() == rels.lower()), "")
        relations = package.tree(known) if known else etree.Element(_OF_RELATIONS + "Relationships")
        kinds = [
            str(one.get("Type")).rpartition("/")[0] for one in relations if str(one.get("Type")).endswith("/styles")
        ]
        ids = {one.get("Id") for one in relations}
        identity = next(one for one in (f"rId{number}" for number in count(1)) if one not in ids)
        kind = f"{(kinds or [OFFICE])[0]}/comments"
        named = {"Id": identity, "Type": kind, "Target": posixpath.basename(part)}
        etree.SubElement(relations, _OF_RELATIONS + "Relationship", named)
        types = package.tree(TYPES)
        etree.SubElement(types, _OF_TYPES + "Override", {"PartName": f"/{part}", "ContentType": CONTENT_TYPE})
        content = to_bytes(self._root)
        if not kind.startswith(OFFICE):
            content = content.replace(W[1:-1].encode(), _STRICT)
        return {part: content, known or rels: to_bytes(relations), TYPES: package.to_bytes(TYPES)}

    def runs_at(self, place: Place | None) -> list[Node]:
        """The runs of the body that hold what stands at a place; for what is elsewhere, the nearest that lead to it."""
        if place is None:
            return self._first_heading()
        if place.node.getroottree().getroot() is not self._main.getroottree().getroot():
            return self._references(place) or self._first_heading()
        return covered(place) or self._first_heading()

    def _references(self, place: Place) -> list[Node]:
        """The run that refers to the note in which a place is."""
        kind = _OTHER_STORIES.get(_story(place), "")
        notes = [one.get(W + "id") for one in place.node.iterancestors(W + kind)]
        found = (_outermost(one) for one in self._main.iter(f"{W}{kind}Reference") if one.get(W + "id") in notes)
        return [one for one in found if one is not None][:1]

    def _first_heading(self) -> list[Node]:
        """The runs of the first heading, else of the first words, else a new one in the first paragraph."""
        passages = [one for one in self._document.blocks if isinstance(one, Passage) and one.node is not None]
        headings = [one.node for one in passages if one.kind == HEADING]
        body: Node = self._main.find(W + "body")
        worded = (found for one in (*headings, *body.iter(W + "p")) if (found := covered(Place(one, 0, 0))))
        return next(worded, None) or [_empty_run(body)]


def _empty_run(body: Node) -> Node:
    paragraph = next(body.iter(W + "p"), None)
    if paragraph is None:
        paragraph = make("p")
        body.insert(0, paragraph)
    paragraph.append(make("r"))
    return paragraph[-1]


def to_bytes(root: Node) -> bytes:
    """An element as a part of its own."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def covered(place: Place) -> list[Node]:
    """The runs of a place in reading order, split from other words of theirs; of no letters, those of the paragraph."""
    if place.ends <= place.begins:
        runs = (_outermost(one) for one in place.node.iter(W + "t", W + "drawing", W + "pict"))
        return [one for one in dict.fromkeys(runs) if one is not None]
    for at in (place.begins, place.ends):
        _split_at(place.node, at)
    found: dict[Node, None] = {}
    begins = 0
    for piece in pieces_of(place.node):
        if begins < place.ends and begins + len(piece.words) > place.begins:
            found[_outermost(piece.node)] = None
        begins += len(piece.words)
    return [one for one in found if one is not None]


def _outermost(node: Node) -> Node:
    """The run that an element is in; for the words of a text box, the run in which the box is."""
    return next(reversed(list(node.iterancestors(_RUN))), None)


def _split_at(paragraph: Node, at: int) -> None:
    """Has a run begin at so many letters; words in a box stay in their run."""
    begins = 0
    for piece in pieces_of(paragraph):
        if begins <= at < begins + len(piece.words):
            holder = piece.node.getparent()
            if holder is _outermost(piece.node):
                _split(holder, piece.node, at - begins)
            return
        begins += len(piece.words)


def _split(holder: Node, node: Node, at: int) -> None:
    """Moves what a run holds from so many letters into one element on, to a run after it that looks the same."""
    if not at and not any(one.tag != _LOOKS for one in node.itersiblings(preceding=True)):
        return
    rest = holder.makeelement(_RUN, dict(holder.attrib))
    if holder.find(_LOOKS) is not None:
        rest.append(deepcopy(holder.find(_LOOKS)))
    following = list(node.itersiblings())
    if at:
        words, node.text = node.text, node.text[:at]
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        node = text("t", words[at:])
    rest.append(node)
    rest.extend(following)
    holder.addnext(rest)
