"""What people write for the report in `content/`, read without the notes that are not for print."""

from pathlib import Path

from complaints_report.errors import TemplateError

_BEGIN, _END = "<!--", "-->"
_BLANK = " \t"


def without_notes(text: str) -> str:
    """A text without its HTML comments, every line where it was and no two words made one."""
    kept, at = [], 0
    while (begin := text.find(_BEGIN, at)) >= 0 and (end := text.find(_END, begin + len(_BEGIN))) >= 0:
        before, note = text[at:begin], text[begin:end]
        at = end + len(_END)
        kept += [before.rstrip(_BLANK), _what_stays(before, note, text[at : at + 1])]
    return "".join(kept) + text[at:]


def _what_stays(before: str, note: str, after: str) -> str:
    """What keeps the lines that a note has, or else the words apart that it had stood between."""
    return "\n" * note.count("\n") or (" " if after.strip() and before.endswith((" ", "\t")) else "")


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
