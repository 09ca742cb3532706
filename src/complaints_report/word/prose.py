"""Inlines as runs, and footnotes as Word's own."""

from collections.abc import Mapping

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from complaints_report.errors import TemplateError
from complaints_report.report.blocks import Inline, Inlines, Note, Reference, Text
from complaints_report.report.captions import Label, label_of
from complaints_report.report.statements import figure_said
from complaints_report.safe_text import printable
from complaints_report.word.content_controls import Controls
from complaints_report.word.contents import cross_reference
from complaints_report.word.ooxml import Element, external_link, make, paragraph, run, to_address
from complaints_report.word.template import WordTemplate

STYLE_OF_EMPHASIS = {(True, False): "Strong", (False, True): "Emphasis", (True, True): "Intense Emphasis"}


class Prose:
    """Writes inlines into one part of the document: its body, or its footnotes."""

    def __init__(
        self,
        part: Part,
        template: WordTemplate,
        labels: Mapping[str, Label],
        controls: Controls,
        notes: "Footnotes | None" = None,
    ) -> None:
        self._part = part
        self._template = template
        self._labels = labels
        self._controls = controls
        self._notes = notes

    def paragraph(self, style: str, inlines: Inlines, *, keep_next: bool = False) -> Element:
        """A paragraph of inlines in a named style."""
        return paragraph(self._template.style(style), *self.runs(inlines), keep_next=keep_next)

    def runs(self, inlines: Inlines) -> list[Element]:
        """The elements that print the inlines."""
        return [element for inline in inlines for element in self._runs_of(inline)]

    def _runs_of(self, inline: Inline) -> list[Element]:
        match inline:
            case Text():
                return self._words(inline)
            case Reference(target):
                return cross_reference(label_of(target, self._labels))
            case Note(inlines):
                if self._notes is None:
                    raise TemplateError("A footnote stands inside another; move it out into the sentence.")
                return [self._notes.add(inlines)]

    def _words(self, words: Text) -> list[Element]:
        if not printable(words.text):
            return []
        address = to_address(words.href)
        if address:
            shown = run(words.text, self._template.style("Hyperlink"))
            return [external_link(self._part, address, shown, title=words.title)]
        style = STYLE_OF_EMPHASIS.get((words.bold, words.italic))
        made = run(words.text, self._template.style(style) if style else "")
        return [self._controls.round(figure_said(words), made) if words.expression else made]


class Footnotes:
    """The document's footnotes, numbered in the order they are added."""

    def __init__(self, template: WordTemplate, labels: Mapping[str, Label], controls: Controls) -> None:
        self._template = template
        self._root = make("footnotes", separator(-1, "separator"), separator(0, "continuationSeparator"))
        part = footnotes_part(template.word, self._root)
        self._prose = Prose(part, template, labels, controls)
        self._count = 0

    def add(self, inlines: Inlines) -> Element:
        """Adds a footnote; the run that holds its mark."""
        self._count += 1
        sign = self._mark(make("footnoteRef"))
        words = [sign, run(" "), *self._prose.runs(inlines)]
        note = paragraph(self._template.style("footnote text"), *words)
        self._root.append(make("footnote", note, id=self._count))
        return self._mark(make("footnoteReference", id=self._count))

    def _mark(self, sign: Element) -> Element:
        style = make("rStyle", val=self._template.style("footnote reference"))
        return make("r", make("rPr", style), sign)


def separator(number: int, kind: str) -> Element:
    """One of the two rules Word draws above footnotes."""
    line = make("p", make("pPr", make("spacing", after=0)), make("r", make(kind)))
    return make("footnote", line, type=kind, id=number)


def footnotes_part(word: WordDocument, root: Element) -> Part:
    """A new part for the footnotes."""
    name = PackURI("/word/footnotes.xml")
    part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, root, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def plain_words(inlines: Inlines, labels: Mapping[str, Label]) -> str:
    """The words the inlines print on the line itself: no marks, no notes."""
    words = [
        inline.text if isinstance(inline, Text) else str(label_of(inline.target, labels))
        for inline in inlines
        if not isinstance(inline, Note)
    ]
    return printable("".join(words)).strip()
