"""What people write for the report in `content/`, read without the notes that are not for print."""

import re
from pathlib import Path

from complaints_report.errors import TemplateError

_NOTE = re.compile(r"[ \t]*<!--.*?-->", re.DOTALL)


def without_notes(text: str) -> str:
    """A text without its HTML comments, every line where it was."""
    return _NOTE.sub(lambda note: "\n" * note[0].count("\n"), text)


def is_written(path: Path) -> bool:
    """Whether a content file holds more than blank lines and notes, whatever its encoding."""
    return path.exists() and bool(without_notes(path.read_text(encoding="utf-8-sig", errors="replace")).strip())


def written(path: Path) -> str:
    """The Markdown of a content file without its HTML comments; empty where nothing else is there."""
    if not path.exists():
        return ""
    try:
        text = without_notes(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise TemplateError(f"{path} cannot be read: save it as plain text in UTF-8.") from None
    if "<!--" in text:
        raise TemplateError(f"{path} has a note that begins with <!-- and does not end: put --> at its end.")
    return text.strip()
