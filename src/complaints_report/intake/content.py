"""What people write for the report in `content/`, read without the notes that are not for print."""

import re
from pathlib import Path

from complaints_report.errors import TemplateError

_NOTE = re.compile(r"[ \t]*<!--.*?-->", re.DOTALL)


def without_notes(text: str) -> str:
    """A text without its HTML comments, every line where it was and no two words made one."""
    return _NOTE.sub(_what_stays, text)


def _what_stays(note: re.Match[str]) -> str:
    lines = "\n" * note[0].count("\n")
    word_follows = note.string[note.end() : note.end() + 1].strip()
    return lines or (" " if word_follows and note[0].startswith((" ", "\t")) else "")


def is_written(path: Path) -> bool:
    """Whether a content file holds more than blank lines and notes, whatever its encoding."""
    return path.exists() and bool(without_notes(path.read_text(encoding="utf-8-sig", errors="replace")).strip())


def written(path: Path) -> str:
    """The Markdown of a content file without its HTML comments, on the lines of the file; empty where that is all."""
    if not path.exists():
        return ""
    try:
        text = without_notes(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise TemplateError(f"{path} cannot be read: save it as plain text in UTF-8.") from None
    if "<!--" in text:
        raise TemplateError(f"{path} has a note that begins with <!-- and does not end: put --> at its end.")
    return text.rstrip() and "\n" * _first_line(text) + text.strip()


def _first_line(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")
