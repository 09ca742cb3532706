"""What stands in a content control made anew: its words, plainly or as a tracked change, its picture, its notes."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import count

from docx.oxml.ns import qn

from complaints_report.word.markup import Node, is_deleted
from complaints_report.word.ooxml import make, text

AUTHOR = "complaints-report"
_WORDS = frozenset(map(qn, ("w:t", "w:br", "w:cr", "w:tab", "w:noBreakHyphen")))
_LOOKS = qn("w:rPr")
_CHANGES = (qn("w:ins"), qn("w:moveTo"))
_NOTE = qn("w:footnoteReference")


class Rewriter:
    """Puts new words into the controls of one part, plainly or as tracked changes, in the look of the old words."""

    def __init__(self, root: Node, track: bool) -> None:
        self._numbers = free_numbers(root.iter(qn("w:ins"), qn("w:del")))
        self._track = track
        self.wrote = False

    def write(self, control: Node, words: str) -> None:
        """Has a control say these words."""
        self.wrote = True
        old = list(_runs(control))
        new = _run(words, next((run.find(_LOOKS) for run in old), None))
        if not old:
            content = control.find(qn("w:sdtContent"))
            next(content.iter(qn("w:p")), content).append(self._inserted(new))
            return
        # A change of its own, beside one that a person has tracked and not within it.
        place = old[0].getparent() if old[0].getparent().tag in _CHANGES else old[0]
        place.addprevious(self._inserted(new))
        for run in old:
            self._remove(run)

    def _inserted(self, run: Node) -> Node:
        return make("ins", run, id=next(self._numbers), author=AUTHOR) if self._track else run

    def _remove(self, run: Node) -> None:
        parent = run.getparent()
        if not self._track:
            parent.remove(run)
            if parent.tag in _CHANGES and not len(parent):
                parent.getparent().remove(parent)
            return
        gone = make("del", id=next(self._numbers), author=AUTHOR)
        run.addprevious(gone)
        gone.append(run)
        for words in run.iter(qn("w:t")):
            words.tag = qn("w:delText")


def free_numbers(elements: Iterable[Node]) -> Iterator[int]:
    """Numbers that none of these elements has for its own."""
    taken = (str(one.get(qn("w:id"), one.get(qn("w:val"), ""))) for one in elements if isinstance(one.tag, str))
    return count(1 + max((int(one) for one in taken if one.isdecimal()), default=0))


def embedded(drawing: Node) -> list[str]:
    """The relations by which a drawing names its pictures: the PNG, then the SVG."""
    return [str(one.get(qn("r:embed"))) for one in drawing.iter() if one.get(qn("r:embed"))]


def reshape(old: Node, new: Node) -> None:
    """Gives a picture the alt text and the shape of a fresh one; the width that a person gave it is kept."""
    alt, drawn = next(new.iter(qn("wp:docPr"))).get("descr", ""), next(new.iter(qn("wp:extent")))
    for one in old.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        one.set("descr", alt)
    for one in old.iter(qn("wp:extent"), qn("a:ext")):
        if one.get("cx", "").isdecimal():
            one.set("cy", str(round(int(one.get("cx")) * int(drawn.get("cy")) / int(drawn.get("cx")))))


def put_table(old: Node, new: Node) -> None:
    """Puts a fresh table in the place of an old; its notes are those of the old, and what the old has not is left out.

    A note of its own would be one of another document.
    """
    known = [one.get(qn("w:id"), "") for one in old.iter(_NOTE)]
    for place, one in enumerate(list(new.iter(_NOTE))):
        if place < len(known):
            one.set(qn("w:id"), known[place])
        else:
            one.getparent().getparent().remove(one.getparent())
    old.getparent().replace(old, new)


def split(run: Node, node: Node, at: int) -> None:
    """Moves what a run holds, from so many letters into one of its elements on, to a run after it of the same look."""
    if not at and not any(one.tag != _LOOKS for one in node.itersiblings(preceding=True)):
        return
    rest = run.makeelement(run.tag, dict(run.attrib))
    if run.find(_LOOKS) is not None:
        rest.append(deepcopy(run.find(_LOOKS)))
    following = list(node.itersiblings())
    if at:
        words, node.text = node.text, node.text[:at]
        node.set(qn("xml:space"), "preserve")
        node = text("t", words[at:])
    rest.extend([node, *following])
    run.addnext(rest)


def _runs(control: Node) -> Iterator[Node]:
    """The runs that hold nothing but words, and were not deleted."""
    for run in control.iter(qn("w:r")):
        inside = {child.tag for child in run} - {_LOOKS}
        if inside and inside <= _WORDS and not is_deleted(run):
            yield run


def _run(words: str, looks: Node) -> Node:
    made: Node = make("r")
    if looks is not None:
        made.append(deepcopy(looks))
    for piece in re.split(r"(\n)", words):
        if piece:
            made.append(make("br") if piece == "\n" else text("t", piece))
    return made
