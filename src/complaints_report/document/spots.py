"""The runs that hold what stands at a place, split from the other words of theirs."""

from collections.abc import Iterator
from copy import deepcopy

from complaints_report.document.names import qn
from complaints_report.document.opened import BODY, Node, Opened
from complaints_report.document.places import Place, bits_of, style_of
from complaints_report.report.ooxml import make, text

_RUN, _LOOKS, _PARAGRAPH = qn("w:r"), qn("w:rPr"), qn("w:p")
_NOTE, _REFERENCE, _ID = qn("w:footnote"), qn("w:footnoteReference"), qn("w:id")


def runs_at(document: Opened, place: Place | None) -> list[Node]:
    """The runs of the body that hold what stands at a place: the reference for a note, else the first heading."""
    if place is None:
        return first_heading(document)
    note = next(place.element.iterancestors(_NOTE), None)
    found = covered(place) if note is None else _references(document, note.get(_ID))
    return found or first_heading(document)


def _references(document: Opened, identity: str) -> list[Node]:
    known = (one for one in document.parts[BODY].iter(_REFERENCE) if one.get(_ID) == identity)
    return [run for one in known if (run := _outermost(one)) is not None][:1]


def first_heading(document: Opened) -> list[Node]:
    """The runs of the document's first heading, else of its first words, else a new one in its first paragraph."""
    headings = document.styles.headings
    paragraphs = list(document.parts[BODY].iter(_PARAGRAPH))
    chosen = [one for one in paragraphs if style_of(one) in headings]
    worded = (found for one in (*chosen, *paragraphs) if (found := covered(Place(one))))
    return next(worded, None) or [_empty_run(document)]


def _empty_run(document: Opened) -> Node:
    body: Node = document.parts[BODY].find(qn("w:body"))
    if body.find(f".//{_PARAGRAPH}") is None:
        body.insert(0, make("p"))
    run: Node = make("r")
    body.find(f".//{_PARAGRAPH}").append(run)
    return run


def covered(place: Place) -> list[Node]:
    """The runs of a place in reading order; one that holds other words too is split from them."""
    for at in (place.begins, place.ends):
        if at is not None:
            _split_at(place.element, at)
    runs = (_outermost(node) for node in _nodes(place))
    return [run for run in dict.fromkeys(runs) if run is not None]


def _nodes(place: Place) -> Iterator[Node]:
    begins = 0
    for words, node in bits_of(place.element):
        ends = begins + len(words)
        if place.ends is None or (begins < place.ends and ends > place.begins):
            yield node
        begins = ends


def _outermost(node: Node) -> Node:
    """The run that an element is in; for the words of a text box, the run in which the box is."""
    return next(reversed(list(node.iterancestors(_RUN))), None)


def _split_at(element: Node, at: int) -> None:
    """Has a run begin at so many letters; words in a box stay in their run."""
    begins = 0
    for words, node in bits_of(element):
        if begins <= at < begins + len(words):
            run = node.getparent()
            if run is _outermost(node):
                _split(run, node, at - begins)
            return
        begins += len(words)


def _split(run: Node, node: Node, at: int) -> None:
    """Moves what a run holds from so many letters into one element on, to a run after it that looks the same."""
    before = [one for one in node.itersiblings(preceding=True) if one.tag != _LOOKS]
    if not at and not before:
        return
    rest = run.makeelement(_RUN, dict(run.attrib))
    if run.find(_LOOKS) is not None:
        rest.append(deepcopy(run.find(_LOOKS)))
    following = list(node.itersiblings())
    rest.append(_cut(node, at) if at else node)
    rest.extend(following)
    run.addnext(rest)


def _cut(node: Node, at: int) -> Node:
    """What stands after so many letters of an element, which keeps those before."""
    words = node.text
    node.text = words[:at]
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text("t", words[at:])
