"""What is said of one finding, in words for a person: what is wrong, why, and where the right number comes from."""

import re
from collections.abc import Callable, Iterator

from complaints_report.audit.findings import Finding, Kind
from complaints_report.english import listed

LONGEST = 220
_SAID = {
    Kind.REMOVED: "was removed, or is plain text now",
    Kind.MOVED: "stands in another place than it was built in",
    Kind.TYPED: "was typed by hand and agrees",
}
"""What is said of words for which nothing else should stand there."""
_NUMBER = re.compile(r"[^\w\s]{0,2}\d[\d,.]*%?")
_SEVERAL, _OTHERS = 4, 3
"""More numbers than these are not named one by one, nor more ways in which they may come to fit."""


def told_of(finding: Finding, marked: Callable[[str], str] | None = None) -> Iterator[str]:
    """What is wrong, in a line or two, and where the right number comes from, in another."""
    if finding.others:
        yield from _at_odds(finding)
    else:
        yield ": ".join(filter(None, (_said(finding, marked or in_marks), finding.why)))
    if finding.where and finding.where not in finding.why:
        yield f"  see {finding.where}"


def _said(finding: Finding, marked: Callable[[str], str]) -> str:
    number, should = marked(short(finding.document)), marked(short(finding.should))
    if number and not should and finding.kind in _SAID:
        return f"{number} {_SAID[finding.kind]}"
    return f"{number} should be {should}" if should else number


def _at_odds(finding: Finding) -> Iterator[str]:
    """Numbers of which one is wrong, and what each would have to be."""
    if finding.kind is Kind.TWO_PLACES:
        yield f"{finding.why}; one of the two is wrong"
        return
    names = [in_marks(one) for one in dict.fromkeys((*finding.beside, finding.document))]
    named = listed(names) if len(names) <= _SEVERAL else "These numbers"
    yield f"{named} do not fit together, so one of them is wrong: {finding.why}"
    number, should = in_marks(finding.document), in_marks(short(finding.should))
    first = f"{number} should be {should}" if should else f"{number} is wrong"
    is_few = len(finding.others) <= _OTHERS
    yield f"  either {', or '.join((first, *finding.others)) if is_few else f'{first}, or one of the others is wrong'}"


def in_marks(words: str) -> str:
    """Words in quotation marks; a number needs none."""
    return words if not words or _NUMBER.fullmatch(words) else f"“{words}”"


def short(words: str) -> str:
    """Words on one line, cut where they are very long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
