"""The headings that stand over each thing in a document, and what its cover and its introduction are about."""

import re

from complaints_report.document.places import SENTENCE

ROOT, LOWEST = 0, 10
"""The level above all headings, and that of a line that only looks like one."""
_FEW = 20
_TITLE = re.compile(
    r"\b(?:report|annual|council|trust|borough|county|city of|authority|directorate|complaints|representations)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\breport\b", re.IGNORECASE)
_COVERS = re.compile(
    r"\b[Tt]h(?:is|e) (?:annual )?(?:report|document) (?:only )?"
    r"(?:covers|is about|concerns|relates to|deals with|provides|looks at|sets out|describes|gives)\b"
)


class Headings:
    """The headings over what is read, as they follow each other."""

    def __init__(self, heading: str) -> None:
        self._above = [(ROOT, heading)]
        self._cover: list[str] = []
        self._begun = False
        """Whether the cover is over."""

    def add(self, level: int, words: str) -> None:
        """Goes on below a heading; the first ones are the cover's where they are a title."""
        title = _TITLE if len(self._above) == 1 else _REPORT
        if not self._begun and level < LOWEST and title.search(words):
            self._cover.append(words)
        else:
            self._begun = self._begun or level < LOWEST
        self._above = [one for one in self._above if one[0] < level] + [(level, words)]

    def pass_by(self, words: str, is_title: bool) -> None:
        """Goes on behind a paragraph, which may be the cover's, or say what the report is about."""
        self._begun = self._begun or len(words.split()) > _FEW
        if is_title or (not self._begun and words.strip()):
            self._cover.append(words.strip())
        else:
            self._cover += [said for said in SENTENCE.split(words) if _COVERS.search(said)]

    @property
    def nearest(self) -> str:
        """The nearest real heading."""
        return next(words for level, words in reversed(self._above) if level < LOWEST)

    @property
    def names(self) -> tuple[str, ...]:
        """All headings, the nearest first; the last is what the cover says, be it nothing."""
        own = [words for _, words in reversed(self._above) if words and words not in self._cover]
        return (*own, "; ".join(self._cover))
