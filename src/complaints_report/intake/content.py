"""What people write for the report in `content/`, read without the notes that are not for print."""

from collections.abc import Iterator
from pathlib import Path

from complaints_report.calendar import hyphenated, parse_year
from complaints_report.errors import TemplateError
from complaints_report.files import require_file

FOLDER = "content"
HOW_TO_COMPLAIN = "how-to-complain"
"""The text that tells readers whom to ring and write to."""
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
    return path.exists() and bool(_printed(path).strip())


def printed_lines(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Each line of every text, without its notes, with the text's file and the line's number."""
    for path in every_text_file(folder):
        for number, line in enumerate(_printed(path).splitlines(), 1):
            yield name_in(folder, path), number, line


def _printed(path: Path) -> str:
    return without_notes(require_file(path).read_text(encoding="utf-8-sig", errors="replace"))


def without_comments(path: Path) -> str:
    """The Markdown of a content file without its HTML comments, on the lines of the file; empty where that is all."""
    if not path.exists():
        return ""
    try:
        text = without_notes(require_file(path).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise TemplateError(f"{path} cannot be read: save it as plain text in UTF-8.") from None
    if "<!--" in text:
        raise TemplateError(f"{path} has a note that begins with <!-- and does not end: put --> at its end.")
    return text.rstrip() and "\n" * _first_line(text) + text.strip()


def _first_line(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")


def text_file(folder: Path, name: str, year: str) -> Path:
    """The file of a text in a report folder: that year's own, such as `content/2022-23/themes.md`, before any other."""
    own = folder / FOLDER / hyphenated(year) / f"{name}.md"
    return own if year and own.exists() else folder / FOLDER / f"{name}.md"


def text_files(folder: Path, year: str) -> list[Path]:
    """The files of all texts for a year's report, by name."""
    places = (folder / FOLDER, folder / FOLDER / hyphenated(year))
    names = {path.stem for place in places[: 2 if year else 1] for path in place.glob("*.md")}
    return [text_file(folder, name, year) for name in sorted(names)]


def every_text_file(folder: Path) -> Iterator[Path]:
    """The files of all texts, whatever year they are for; TemplateError for a year's folder under another name."""
    yield from sorted((folder / FOLDER).glob("*.md"))
    for place in sorted({path.parent for path in (folder / FOLDER).glob("*/*.md")}):
        if year := _year_of(place.name):
            if place.name != hyphenated(year):
                raise TemplateError(f"{FOLDER}/{place.name} is not read: call the folder {hyphenated(year)}.")
            yield from sorted(place.glob("*.md"))


def _year_of(name: str) -> str:
    try:
        return parse_year(name)
    except ValueError:
        return ""


def name_in(folder: Path, path: Path) -> str:
    """The path from the folder with forward slashes, or its last part where it is elsewhere on the machine."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
