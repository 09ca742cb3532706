"""Names as SharePoint keeps them: characters escaped as `_x0020_`, and cut short at 32 characters."""

import re

_ESCAPED = re.compile(r"_x([0-9a-f]{4})_", re.IGNORECASE)
_CUT_ESCAPE = re.compile(r"_(x[0-9a-f]{0,4}_?)?\d?$", re.IGNORECASE)
_LONGEST = 32


def unescaped(text: str) -> str:
    """A text with the characters that SharePoint writes as `_x0020_` and so on; what it cut short stays so."""
    if not _ESCAPED.search(text):
        return text
    end = _CUT_ESCAPE.search(text) if _may_be_cut(text) else None
    whole, rest = (text[: end.start()], end[0]) if end else (text, "")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), whole) + rest


def start_kept(text: str) -> str:
    """What is kept of a name that may have been cut short, without half an escape; nothing of another."""
    return _CUT_ESCAPE.sub("", text[:_LONGEST]) if _may_be_cut(text) else ""


def _may_be_cut(text: str) -> bool:
    """Whether a text is as long as SharePoint keeps names, which then adds a digit where it has two of a kind."""
    return len(text) == _LONGEST or (len(text) == _LONGEST + 1 and text[-1].isdigit())
