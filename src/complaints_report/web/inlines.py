"""Inlines as HTML, and the footnotes of a page."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from complaints_report.errors import TemplateError
from complaints_report.report.blocks import Inline, Inlines, Note, Reference, Text
from complaints_report.safe_text import printable
from complaints_report.web.data_figures import Marks
from complaints_report.web.links import Links
from complaints_report.word.ooxml import to_address

_APPENDIX = re.compile(r"(Appendix [A-Z])\b")

_LINK = '<a href="{1}">{0}</a>'


class Prose:
    """Writes the inlines of a page, and keeps its footnotes."""

    def __init__(self, links: Links, marks: Marks) -> None:
        self._links, self._marks = links, marks
        self.notes: list[Markup] = []
        self._is_in_note = False

    def html(self, inlines: Inlines) -> Markup:
        """The inlines as HTML."""
        return Markup("").join(map(self._one, inlines)).strip()

    def _one(self, inline: Inline) -> Markup:
        match inline:
            case Text():
                return self._words(inline)
            case Reference(target):
                return Markup(_LINK).format(*self._links.label(target))
            case Note(inlines):
                return self._note(inlines)

    def _words(self, words: Text) -> Markup:
        text = printable(words.text)
        if words.italic and (became := self._links.heading(text)):
            return Markup(_LINK).format(*became)
        if words.expression:
            made = self._marks.html(text, words.expression)
        elif address := to_address(words.href):
            made = Markup(_LINK).format(text, address)
        else:
            made = Markup("").join(self._appendices(text))
        made = Markup("<br>").join(made.split("\n"))
        made = Markup("<em>{}</em>").format(made) if words.italic and text.strip() else made
        return Markup("<strong>{}</strong>").format(made) if words.bold and text.strip() else made

    def _appendices(self, text: str) -> Iterator[Markup]:
        """The words, appendices by the names of the pages that they became."""
        for place, piece in enumerate(_APPENDIX.split(text)):
            became = self._links.appendix(piece) if place % 2 else None
            yield Markup(_LINK).format(*became) if became else escape(piece)

    def _note(self, inlines: Inlines) -> Markup:
        if self._is_in_note:
            raise TemplateError("A footnote stands inside another; move it out into the sentence.")
        self._is_in_note = True
        self.notes.append(self.html(inlines))
        self._is_in_note = False
        number = len(self.notes)
        mark = '<sup><a id="{}" href="#{}" role="doc-noteref">[footnote {}]</a></sup>'
        ids = (self._links.id(f"{kind}-{number}") for kind in ("footnote-mark", "footnote"))
        return Markup(mark).format(*ids, number)
