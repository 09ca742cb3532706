"""New words in a content control, plainly or as a tracked change, in the look of the words that were there."""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import Any

from docx.oxml.ns import qn

from complaints_report.report.ooxml import make, text

AUTHOR = "complaints-report"
_WORDS = frozenset(map(qn, ("w:t", "w:br", "w:cr", "w:tab", "w:noBreakHyphen")))
_LOOKS = qn("w:rPr")
_CHANGES = (qn("w:ins"), qn("w:moveTo"))
_DELETED = (qn("w:del"), qn("w:moveFrom"))
Node = Any


class Rewriter:
    """Puts new words into the controls of one part, plainly or as tracked changes, in the look of the old words."""

    def __init__(self, root: Node, track: bool) -> None:
        taken = (one.get(qn("w:id"), "") for one in root.iter(qn("w:ins"), qn("w:del")))
        self._numbers = count(1 + max((int(one) for one in taken if one.isdecimal()), default=0))
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


def _runs(control: Node) -> Iterator[Node]:
    """The runs that hold nothing but words, and were not deleted."""
    for run in control.iter(qn("w:r")):
        inside = {child.tag for child in run} - {_LOOKS}
        if inside and inside <= _WORDS and not any(one.tag in _DELETED for one in run.iterancestors()):
            yield run


def _run(words: str, looks: Node) -> Node:
    made: Node = make("r")
    if looks is not None:
        made.append(deepcopy(looks))
    for piece in re.split(r"(\n)", words):
        if piece:
            made.append(make("br") if piece == "\n" else text("t", piece))
    return made
