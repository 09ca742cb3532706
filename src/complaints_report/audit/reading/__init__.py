"""A document of any kind as its readers see it, and every number in it with its surroundings."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complaints_report.audit.reading.document import Document


def read_document(path: Path) -> "Document":
    """All that a document says, whatever kind of file it is."""
    from complaints_report.audit.reading.word import word_document

    return word_document(path)
