"""What text editors, Word and habit do to a settings file, put right where it can mean one thing only."""

import re
from collections.abc import Iterator

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LETTERS_OF_UTF_8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
_PATH = re.compile(r"""(?m)^(\s*(?:file|template|font)\s*=\s*)(\[[^\]]*\]|"[^"\n]*")""")
_BACKSLASHES = re.compile(r"\\+(?!\\|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
_DATE = re.compile(
    r"""^(\s*[\w."-]+\s*=\s*)(\d{1,2}(?:[/.-]\d{1,2}[/.-]|(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\s+)\d{4})(\s*(?:#.*)?)$"""
)
_HEADER = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w.-]+)\s*=""")
_OPENING, _CLOSING = "“”„‟«", "”“‟»"
_APOSTROPHES = "‘’‚‛"


def decoded_settings(data: bytes) -> str:
    """The text of a settings file in UTF-8, UTF-16 or Windows' own letters; UnicodeError where it may be several."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16")
    if 3 * data[:200].count(0) > len(data[:200]):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _LETTERS_OF_UTF_8.search(data):
            raise
        return data.decode("cp1252")


def with_paths(text: str) -> str:
    """The text with the backslashes of Windows in the names of files as slashes."""
    return _PATH.sub(lambda found: found[1] + _BACKSLASHES.sub(_slashes, found[2]), text)


def _slashes(found: re.Match[str]) -> str:
    """One slash for each backslash, or for each two of them; two where a name begins so, as that of a server does."""
    at_start = found.string[found.start() - 1] in "\"'"
    return "//" if at_start and len(found[0]) > 1 else "/"


def mended(text: str) -> str:
    """The text, line by line, with quotation marks, dates and backslashes as they must stand."""
    if '"""' in text or "'''" in text:
        return text
    marked = with_paths("\n".join(map(_with_marks, text.split("\n"))))
    return "\n".join(_DATE.sub(r'\1"\2"\3', _with_backslashes(line)) for line in marked.split("\n"))


_ESCAPE = re.compile(r'\\(?:[btnfr"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})')


def _with_backslashes(line: str) -> str:
    """A line in which a backslash stands for itself where it begins nothing that is known."""
    code, hash_, note = line.partition("#") if line.lstrip().startswith("#") else (line, "", "")
    parts = re.split(r'("(?:[^"\\]|\\.)*")', code)
    texts = [_literal(part) if number % 2 else part for number, part in enumerate(parts)]
    return "".join(texts) + hash_ + note


def _literal(quoted: str) -> str:
    odd = "\\" in _ESCAPE.sub("", quoted)
    return f'"{_BACKSLASH.sub(lambda found: 2 * found[0], quoted[1:-1])}"' if odd else quoted


_BACKSLASH = re.compile(r"\\(?!\")")


def _with_marks(line: str) -> str:
    """A line whose texts stand in plain quotation marks, also where Word has curled them."""
    return "".join(_pieces(line)) if re.search(f"[{_OPENING}{_CLOSING}{_APOSTROPHES}]", line) else line


def _pieces(line: str) -> Iterator[str]:
    at = 0
    while at < len(line):
        sign = line[at]
        if sign == "#":
            yield line[at:]
            return
        end = _end_of_text(line, at)
        if end > at:
            inner = line[at + 1 : end]
            is_plain = sign == line[end] and sign in "\"'"
            yield line[at : end + 1] if is_plain else '"' + inner.replace('"', '\\"') + '"'
            at = end
        else:
            yield sign
        at += 1


def _end_of_text(line: str, at: int) -> int:
    """Where the text ends that begins at a quotation mark; -1 where none begins, or none ends."""
    sign = line[at]
    if sign in "\"'":
        plain_end = _plain_end(line, at)
        return plain_end if plain_end > 0 else _last_of(line, at, _CLOSING if sign == '"' else _APOSTROPHES)
    if sign in _OPENING:
        return _first_of(line, at, _CLOSING + '"')
    return _last_of(line, at, _APOSTROPHES + "'") if sign in _APOSTROPHES else -1


def _plain_end(line: str, at: int) -> int:
    form = r'"(?:[^"\\]|\\.)*"' if line[at] == '"' else r"'[^']*'"
    found = re.compile(form).match(line, at)
    return found.end() - 1 if found else -1


def _first_of(line: str, at: int, signs: str) -> int:
    found = re.compile(f"[{signs}]").search(line, at + 1)
    return found.start() if found else -1


def _last_of(line: str, at: int, signs: str) -> int:
    """The first of some signs behind which a text can end: not an apostrophe within a word."""
    found = re.compile(rf"[{signs}](?=\s*(?:$|[,\]=#}}]))").search(line, at + 1)
    return found.start() if found else -1


def merged(text: str) -> str:
    """The text with the lines of a part that stands twice in one place, and a line that is said twice alike once."""
    blocks: dict[str, list[str]] = {"": []}
    name = ""
    for line in text.split("\n"):
        if header := _HEADER.match(line):
            name = re.sub(r"\s", "", header[1])
        said = [] if header and name in blocks else [line]
        block = blocks.setdefault(name, [])
        block += [one for one in said if not (_KEY.match(one) and _is_said(one, block))]
    return "\n".join(line for block in blocks.values() for line in block)


def _is_said(line: str, block: list[str]) -> bool:
    """Whether a line stands in its part already; one that goes on below is kept, to be told of."""
    is_whole = line.count("[") == line.count("]")
    return is_whole and " ".join(line.split()) in {" ".join(one.split()) for one in block}


_SAID = (
    ("Unterminated string|Illegal character '\\\\n'|Expected \"'\"", "a text has no quotation mark at its end"),
    ("Cannot declare", "this part stands twice, and not with the same lines; put them together under one heading"),
    ("Cannot overwrite", "this is said twice, or at two places, and not alike; keep the right line alone"),
    ("end of a table declaration", "the name of a part has no ] at its end, as in [report]"),
    ("Unclosed array", 'a list ends here that lacks a comma, a quotation mark or its last ], as in ["East", "South"]'),
    ("Expected '=' after a key|Invalid statement", 'a setting is a name, = and what it is, as in title = "Our report", '
     "where a name of several words stands in quotation marks; a note begins with #"),
    ("Illegal character", "there is a character in it that no document can hold, such as a null; take it out"),
    ("Unescaped|Invalid hex|escape", "write each \\ as /"),
)  # fmt: skip
_ELSE = 'write a text in quotation marks, as in "Example Trust", and a day as 22/04/2024; nothing may follow it but a #'
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def in_plain_words(error: str, text: str) -> str:
    """The words ", line 7: " and what is wrong there, for a person who has never heard of TOML."""
    place = _PLACE.search(error)
    line = place[1] if place and place[1] else str(len(text.rstrip().split("\n")))
    said = next((words for form, words in _SAID if re.search(form, error)), _ELSE)
    return f", line {line}: {said}."
