"""Captions, numbered in order of appearance, and the cross-references that agree with them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from complaints_report.errors import TemplateError
from complaints_report.report.blocks import Block, Picture, Table
from complaints_report.report.ooxml import (
    Element,
    bookmark,
    field_end,
    field_start,
    paragraph,
    run,
    simple_field,
)

# Above what a template's own header may hold, so that every id in the file is the only one.
FIRST_MARK = 1000


@dataclass(frozen=True)
class Label:
    """What a caption is called, such as "Figure 3", and the mark its cross-references point to."""

    word: str
    number: int
    mark: int

    def __str__(self) -> str:
        return f"{self.word} {self.number}"

    @property
    def bookmark(self) -> str:
        """The name Word gives such a bookmark: hidden, and known to its own dialogs."""
        return f"_Ref{self.mark:09}"


def labels_of(blocks: Sequence[Block]) -> dict[str, Label]:
    """The label of each table and picture by its name, found before anything is written."""
    labels: dict[str, Label] = {}
    counts = Counter[str]()
    for mark, block in enumerate(blocks, FIRST_MARK):
        if not isinstance(block, Table | Picture):
            continue
        if block.name in labels:
            raise TemplateError(f"Two captions are named “{block.name}”; name each table and picture differently.")
        word = "Table" if isinstance(block, Table) else "Figure"
        counts[word] += 1
        labels[block.name] = Label(word, counts[word], mark)
    return labels


def label_of(target: str, labels: Mapping[str, Label]) -> Label:
    """The label a cross-reference points to."""
    if target not in labels:
        raise TemplateError(
            f"A cross-reference points to “{target}”, but no table or picture has that name; "
            "correct the name, or show what it names."
        )
    return labels[target]


def caption(style: str, label: Label, words: str, *, keep_next: bool) -> Element:
    """The caption's paragraph, with the bookmark round its label only."""
    number = simple_field(rf"SEQ {label.word} \* ARABIC", str(label.number))
    labelled = bookmark(label.bookmark, label.mark, run(f"{label.word} "), number)
    return paragraph(style, *labelled, run(f": {words}"), keep_next=keep_next)


def cross_reference(label: Label) -> list[Element]:
    """A field that prints the label and goes to the caption."""
    return [*field_start(rf"REF {label.bookmark} \h"), run(str(label)), field_end()]
