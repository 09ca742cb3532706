"""Captions as SEQ fields in a bookmark, and the REF fields that lead to them."""

from complaints_report.report.captions import Label
from complaints_report.word.ooxml import Element, bookmark, field_end, field_start, paragraph, run, simple_field

# Above what a template's own header may hold, so that every id in the file is the only one.
FIRST_MARK = 1000


def caption(style: str, label: Label, words: str, *, keep_next: bool) -> Element:
    """The caption's paragraph, with the bookmark round its label only."""
    number = simple_field(rf"SEQ {label.word} \* ARABIC", str(label.number))
    mark = FIRST_MARK + label.place
    labelled = bookmark(_name(mark), mark, run(f"{label.word} "), number)
    return paragraph(style, *labelled, run(f": {words}"), keep_next=keep_next)


def cross_reference(label: Label) -> list[Element]:
    """A field that prints the label and goes to the caption."""
    return [*field_start(rf"REF {_name(FIRST_MARK + label.place)} \h"), run(str(label)), field_end()]


def _name(mark: int) -> str:
    """The name Word gives such a bookmark: hidden, and known to its own dialogs."""
    return f"_Ref{mark:09}"
