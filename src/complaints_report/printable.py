"""Words as Word can print them."""

import re

# What XML 1.0 allows, the rest is dropped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(words: str) -> str:
    """The words without the control characters that XML forbids, and with one kind of line end."""
    return _FORBIDDEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
