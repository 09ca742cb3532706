"""What stands around a sentence or a table: the headings over it, and the sentences before it in its paragraph."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from complaints_report.document import lexicon as lex
from complaints_report.document.claims import Around
from complaints_report.document.subjects import NO_SUBJECT, NOTHING, Subject, subject_of
from complaints_report.document.terms import Vocabulary

_REFERS = re.compile(
    r"^\s*(?:This|These|That|Those|It|They|The (?:figure|number|share))\b|\b[Oo]f (?:these|those|them)\b"
)
_TITLE = re.compile(r"\breport\b", re.IGNORECASE)


class Surroundings:
    """Tells what stands around, by the names that the data have."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._heading = cache(self._of_heading)

    def around(self, above: Sequence[str], earlier: Sequence[Subject], words: str, before: Subject | None) -> Around:
        """What stands around a sentence: earlier subjects of its paragraph, then the headings above."""
        *headings, cover = [self._heading(words) for words in above] or [NO_SUBJECT]
        refers = bool(earlier) and _REFERS.search(words) is not None
        doubtful = any(one.unknown for one in headings) or any(
            lex.NOT_OURS in one.concepts for one in (*earlier, cover)
        )
        doubtful = doubtful or self._names_a_part(above[-1] if above else "")
        referred = before or next(iter(earlier), NO_SUBJECT)
        scope = next((one for one in (*earlier[:1], *headings, cover) if len(one.groups) == 1), NO_SUBJECT)
        return Around((*earlier, *headings, cover), doubtful, referred if refers else NO_SUBJECT, scope)

    def _names_a_part(self, cover: str) -> bool:
        """Whether a cover names a service in other words than the data do, which all numbers may be about."""
        terms = self._vocabulary.terms(cover)
        return any(term.kind == lex.OTHER and term.value in self._vocabulary.telling for term in terms)

    def told(self, words: str) -> Subject:
        """What a sentence is about as a whole; its year is the one that it begins with."""
        terms = self._vocabulary.terms(words)
        lead = list(takewhile(lambda term: term.kind != lex.NUMBER, terms))
        compares = any(term.kind == lex.MARKER for term in lead)
        return replace(subject_of(terms), years=NOTHING if compares else subject_of(lead).years)

    def _of_heading(self, words: str) -> Subject:
        """What a heading names; unknown only where it could name something that is counted."""
        terms = self._vocabulary.terms(words)
        telling = [term for term in terms if term.kind != lex.OTHER or term.value not in lex.HEADING_WORDS]
        known = [term for term in telling if term.kind != lex.OTHER or not _TITLE.search(words)]
        about = subject_of(known)
        return replace(about, unknown=about.unknown or lex.NOT_OURS in about.concepts)
