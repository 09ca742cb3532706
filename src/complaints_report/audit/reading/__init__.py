"""A document of any kind as its readers see it, and every number in it with its surroundings."""

from pathlib import Path
from typing import TYPE_CHECKING

from complaints_report.errors import CommandError

if TYPE_CHECKING:
    from complaints_report.audit.reading.document import Document

WORD, PAGES, TEXT = (".docx", ".docm", ".dotx"), (".html", ".htm", ".md", ".markdown"), (".txt",)
"""The names of the kinds of files that are read."""


def read_document(path: Path) -> "Document":
    """All that a document says, whatever kind of file it is, or one line that says why it cannot be read."""
    from complaints_report.audit.reading.composition import TooLarge

    try:
        document = _read(path)
    except TooLarge as error:
        raise CommandError(f"{path} has {error}, which no report has; name the right file.") from None
    except RecursionError:
        raise CommandError(f"{path} is nested deeper than any report; name the right file.") from None
    if not document.blocks:
        raise CommandError(f"{path} holds no words that can be read; a picture of a page is not read.")
    return document


def _read(path: Path) -> "Document":
    kind = path.suffix.lower()
    if kind in WORD and not path.is_dir():
        from complaints_report.audit.reading.word import word_document

        return word_document(path)
    if kind in PAGES or path.is_dir():
        from complaints_report.audit.reading.pages import page_document

        return page_document(path)
    if kind in TEXT:
        from complaints_report.audit.reading.pages import text_document

        return text_document(path)
    if not path.exists():
        raise CommandError(f"{path} is not there; name the report to read.")
    raise CommandError(f"{path} is not read; save it as .docx (.html, .md and .txt are read too).")
