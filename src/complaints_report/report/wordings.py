"""How each sentence of a report is worded beside its figures, so that one that was worded for other data is known."""

import re
from collections.abc import Iterator, Mapping

from complaints_report import __version__
from complaints_report.report.blocks import Block, Document, Inlines, ListItem, Note, Paragraph, Reference, Text
from complaints_report.report.captions import Label, labels_of
from complaints_report.report.statements import CHARACTERS, MARK, alike, figure_mark, fingerprint
from complaints_report.safe_text import printable

_REFERENCE = re.compile(r"\b(?:Table|Figure) \d+")
_ENDS = re.compile(r"(?<=[.!?:”])\s+(?=[“A-Z{])")


def identities_in(words: str) -> list[tuple[str, str]]:
    """The sentences of some words in which marks stand for figures, each with what names its wording.

    A wording is that of one version of the program alone, and is the same whatever table or figure it refers to.
    """
    said = [one for one in _ENDS.split(alike(words)) if one]
    return [(fingerprint(f"{__version__}\n{_REFERENCE.sub('#', one)}")[:CHARACTERS], one) for one in said]


def wordings_of(document: Document) -> dict[str, str]:
    """What names the wording of each sentence that the sections print, in order, with what the sentence says."""
    labels, found = labels_of(document.blocks), dict[str, str]()
    for place, block in enumerate(document.blocks):
        for inlines in _passages(block) if place not in document.own else ():
            said = {figure_mark(one.expression): one.text for one in inlines if isinstance(one, Text)}
            for identity, sentence in identities_in(_marked(inlines, labels)):
                found[identity] = _said(sentence, said)
    return found


def _said(sentence: str, said: Mapping[str, str]) -> str:
    """A sentence with what its figures say in the place of their marks."""
    return MARK.sub(lambda mark: said.get(mark[0], mark[0]), sentence)


def _passages(block: Block) -> Iterator[Inlines]:
    """The prose of a block, and that of each of its notes."""
    if isinstance(block, ListItem | Paragraph):
        yield block.inlines
        yield from (one.inlines for one in block.inlines if isinstance(one, Note))


def _marked(inlines: Inlines, labels: Mapping[str, Label]) -> str:
    """Words with a mark for each figure, and with the labels of what they refer to."""
    words = []
    for one in inlines:
        if isinstance(one, Text):
            words.append(figure_mark(one.expression) or printable(one.text))
        elif isinstance(one, Reference):
            words.append(str(labels.get(one.target, "")))
    return "".join(words)
