"""What was found in a document, in words for a person and as JSON."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from complaints_report.audit.findings import ARITHMETIC, UNMATCHED, Finding, Kind, Lost, Unjudged, Verified
from complaints_report.audit.reading.document import Grid
from complaints_report.english import listed, quantity

WORST = (
    *(Kind.DIRECTION, Kind.DIFFERS, Kind.OVERTYPED),
    *(Kind.TWO_PLACES, Kind.SUM, Kind.PART, Kind.CHANGE, Kind.IMPOSSIBLE),
)
"""The kinds that a reader is told of first, the worst first."""
_ASK = " --all lists them."
GONE = "What was removed"
_HEADLINE = re.compile(
    r"\b(?:summary|headlines?|highlights|overview|key (?:points|figures|facts|findings|messages|numbers)"
    r"|at a glance|in (?:brief|numbers|figures))\b",
    re.IGNORECASE,
)
"""Names a section that is read before all others."""
_OF_A_FINDING = ("fault", "layer", "kind", "heading", "sentence", "document", "should", "why", "where", "tag")


def to_text(told: Verified, everything: bool = False) -> str:
    """What the document was held to, what is wrong in it by section and sentence, and how much was judged."""
    lines = [f"{told.document} was checked {told.held_to}.", *_lost(told.lost), ""]
    faults = [one for one in told.findings if one.fault]
    lines += _by_section(faults)
    typed = [] if everything else [one for one in told.findings if one.kind is Kind.TYPED and one.document]
    if others := [one for one in told.findings if not one.fault and one not in typed]:
        lines += ["Not wrong, but worth a look", "", *_by_section(others)]
    lines += [*_typed(len(typed)), *told.inputs, *_summary(told, len(faults), everything)]
    if everything and told.unjudged:
        lines += ["", "Not judged", "", *_listed(told.unjudged)]
    return "\n".join(lines) + "\n"


def _lost(lost: Lost) -> Iterator[str]:
    """That so many controls are lost that the report is read as any other; of a few each is told by itself."""
    if lost.many:
        yield (
            f"{lost.gone:,} of the {lost.recorded:,} controls by which its figures are known are gone or have lost "
            "their names, as happens where LibreOffice saves a report; what stood in them was read as any report's "
            "words."
        )


def _by_section(found: Sequence[Finding]) -> Iterator[str]:
    """The findings by section and sentence, those first that are read first or hold the worst."""
    sections: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        is_gone = one.kind is Kind.REMOVED and not one.heading
        sections[GONE if is_gone else one.heading or "At the beginning"][_sentence(one)].append(one)
    for heading, sentences in sorted(sections.items(), key=_rank_of_section):
        yield heading
        for sentence, each in sorted(sentences.items(), key=lambda pair: _rank_all(pair[1])):
            yield f"  {short(sentence)}"
            once = dict.fromkeys(tuple(told_of(one)) for one in _gathered(each))
            yield from (f"    {line}" for lines in once for line in lines)
        yield ""


def _sentence(finding: Finding) -> str:
    """The sentence; of a number in a table its caption, row and column."""
    block = finding.spot.block if finding.spot else None
    caption = block.caption.rstrip(".: ") if isinstance(block, Grid) else ""
    return f"{caption}: {finding.sentence}" if caption else finding.sentence


def _gathered(found: Sequence[Finding]) -> list[Finding]:
    """The findings of a sentence, the worst first; of figures that are gone together the first stands for all."""
    gone = [one for one in found if one.kind is Kind.REMOVED and one.document and one.sentence]
    return [one for one in sorted(found, key=_rank) if one not in gone[1:]]


def _rank_of_section(section: tuple[str, dict[str, list[Finding]]]) -> tuple[bool, int]:
    """What contradicts the data in a headline comes before all else."""
    heading, sentences = section
    found = [one for each in sentences.values() for one in each]
    is_first = bool(_HEADLINE.search(heading)) and any(one.layer != ARITHMETIC for one in found)
    return not is_first, _rank_all(found)


def _rank_all(found: Sequence[Finding]) -> int:
    return min(map(_rank, found))


def _rank(finding: Finding) -> int:
    return WORST.index(finding.kind) if finding.kind in WORST else len(WORST)


def _typed(count: int) -> Iterator[str]:
    """How many numbers people typed with which nothing is wrong."""
    if count:
        agree = "agrees" if count == 1 else "agree"
        yield f"{_numbers(count)} typed by hand and {agree} with the data or with other numbers.{_ASK}"
        yield ""


def _summary(told: Verified, faults: int, everything: bool) -> Iterator[str]:
    """How many numbers were judged and agree, and how many were not judged and why, a line each."""
    wrong = "nothing is wrong" if not faults else quantity(faults, "thing is wrong", "things are wrong")
    if told.judged or faults:
        yield f"{_numbers(told.judged)} judged, {told.agreeing:,} agree; {wrong}."
    else:
        yield "No numbers were found that could be checked."
    if told.unjudged:
        reasons = sorted(Counter(one.reason for one in told.unjudged).most_common(), key=_comes_last)
        each = "; ".join(f"{count:,} {reason}" for reason, count in reasons)
        yield f"{_numbers(len(told.unjudged))} not judged: {each}.{'' if everything else _ASK}"


def _comes_last(reason: tuple[str, object]) -> bool:
    return reason[0] != UNMATCHED


def _numbers(count: int) -> str:
    return quantity(count, "number was", "numbers were")


def _listed(unjudged: Sequence[Unjudged]) -> Iterator[str]:
    """The numbers that were not judged by reason and sentence, those first that are to be checked by hand."""
    reasons: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in unjudged:
        reasons[one.reason][one.heading, one.sentence].append(one.number)
    for reason, sentences in sorted(reasons.items(), key=_comes_last):
        yield f"  {reason[:1].upper()}{reason[1:]}"
        for (heading, sentence), numbers in sentences.items():
            yield f"    {heading + ': ' if heading else ''}{short(sentence)}"
            yield f"      {', '.join(numbers)}"


def to_json(told: Verified, everything: bool = False) -> str:
    """The same as one JSON object; with `everything`, also a list of what was not judged."""
    found = {
        "document": told.document,
        "year": told.year,
        "judged": told.judged,
        "not_judged": len(told.unjudged),
        "agreeing": told.agreeing,
        "lost_controls": told.lost.gone,
        "findings": [{name: getattr(one, name) for name in _OF_A_FINDING} for one in told.findings],
    }
    if everything:
        found["unjudged"] = [
            {"reason": one.reason, "heading": one.heading, "sentence": one.sentence, "document": one.number}
            for one in told.unjudged
        ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


# One finding

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
    should_be = "is likely wrong, perhaps for" if finding.is_guess else "should be"
    return f"{number} {should_be} {should}".lstrip() if should else number


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
