"""New words in a control, plainly or as a tracked change, in the look of the words that were there."""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import count

from complaints_report.document.names import qn
from complaints_report.document.opened import Node
from complaints_report.report.ooxml import make, text

AUTHOR = "complaints-report"
_WORDS = frozenset(map(qn, ("w:t", "w:br", "w:cr", "w:tab", "w:noBreakHyphen")))
_LOOKS = qn("w:rPr")


class Rewriter:
    """Puts new words into the controls of one part of a document."""

    def __init__(self, root: Node, track: bool) -> None:
        taken = (int(one.get(qn("w:id"), "0")) for kind in ("ins", "del") for one in root.iter(qn(f"w:{kind}")))
        self._numbers = count(1 + max(taken, default=0))
        self._track = track

    def write(self, control: Node, words: str) -> None:
        """Has a control say these words."""
        old = list(_runs(control))
        looks = next((run.find(_LOOKS) for run in old), None)
        new = _run(words, looks)
        if not old:
            _line(control).append(self._inserted(new))
            return
        # A change of its own, beside one that a person has tracked and not within it.
        place = old[0].getparent() if _is_change(old[0].getparent()) else old[0]
        place.addprevious(self._inserted(new))
        for run in old:
            self._remove(run)

    def _inserted(self, run: Node) -> Node:
        return make("ins", run, id=next(self._numbers), author=AUTHOR) if self._track else run

    def _remove(self, run: Node) -> None:
        parent = run.getparent()
        if not self._track:
            parent.remove(run)
            if _is_change(parent) and not len(parent):
                parent.getparent().remove(parent)
            return
        gone = make("del", id=next(self._numbers), author=AUTHOR)
        run.addprevious(gone)
        gone.append(run)
        for words in run.iter(qn("w:t")):
            words.tag = qn("w:delText")


def _is_change(element: Node) -> bool:
    return element is not None and element.tag in (qn("w:ins"), qn("w:moveTo"))


def _runs(control: Node) -> Iterator[Node]:
    """The runs that hold nothing but words, and were not deleted."""
    for run in control.iter(qn("w:r")):
        gone = any(one.tag in (qn("w:del"), qn("w:moveFrom")) for one in run.iterancestors())
        inside = {child.tag for child in run} - {_LOOKS}
        if not gone and inside and inside <= _WORDS:
            yield run


def _line(control: Node) -> Node:
    """Where a run may stand in a control: its paragraph, or itself within a line."""
    content = control.find(qn("w:sdtContent"))
    paragraph = content.find(f".//{qn('w:p')}")
    return content if paragraph is None else paragraph


def _run(words: str, looks: Node) -> Node:
    made: Node = make("r")
    if looks is not None:
        made.append(deepcopy(looks))
    for piece in re.split(r"(\n)", words):
        if piece:
            made.append(make("br") if piece == "\n" else text("t", piece))
    return made
