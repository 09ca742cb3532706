"""What was found in a document, as text to read and as JSON."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from complaints_report.audit.findings import Finding, Kind, Unjudged, Verified

SAID = {
    Kind.REMOVED: "is no longer in the document",
    Kind.MOVED: "stands in another place than it was built in",
    Kind.TYPED: "was typed by hand and agrees",
    Kind.OVERTYPED: "was typed over by hand",
}
"""What is said of words for which nothing else should stand there."""
WORST = (
    *(Kind.DIRECTION, Kind.DIFFERS, Kind.OVERTYPED),
    *(Kind.TWO_PLACES, Kind.SUM, Kind.PART, Kind.CHANGE, Kind.IMPOSSIBLE),
)
"""The kinds that a reader is told of first, the worst first."""
LONGEST = 220
_OF_A_FINDING = ("fault", "layer", "kind", "heading", "sentence", "document", "should", "why", "where", "tag")


def to_text(told: Verified, everything: bool = False) -> str:
    """What the document was held to, what is wrong in it by section and sentence, and how much was judged."""
    lines = [f"{told.document} was held to {told.held_to}.", *_lost(told), ""]
    faults = [one for one in told.findings if one.fault]
    lines += _by_section(faults)
    if others := [one for one in told.findings if not one.fault]:
        lines += ["Not wrong, but worth a look", "", *_by_section(others)]
    lines += [*told.inputs, *_summary(told, len(faults), everything)]
    if everything and told.unjudged:
        lines += ["", "Not judged", "", *_listed(told.unjudged)]
    return "\n".join(lines) + "\n"


def _lost(told: Verified) -> Iterator[str]:
    if told.lost:
        yield (
            f"{told.lost:,} of the {told.recorded:,} controls by which its figures are known are gone or have lost "
            "their names, as LibreOffice drops them on saving; what stood in them was read as any report's words."
        )


def _by_section(found: Sequence[Finding]) -> Iterator[str]:
    """The findings by section and sentence, those sections and sentences first that hold the worst."""
    sections: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        sections[one.heading][one.sentence].append(one)
    for heading, sentences in sorted(sections.items(), key=lambda each: min(map(_rank_all, each[1].values()))):
        yield heading or "Before the first heading"
        for sentence, each in sorted(sentences.items(), key=lambda pair: _rank_all(pair[1])):
            yield f"  {_short(sentence)}"
            once = dict.fromkeys(tuple(told_of(one)) for one in sorted(each, key=_rank))
            yield from (f"    {line}" for lines in once for line in lines)
        yield ""


def _rank_all(found: Sequence[Finding]) -> int:
    return min(map(_rank, found))


def _rank(finding: Finding) -> int:
    return WORST.index(finding.kind) if finding.kind in WORST else len(WORST)


def told_of(finding: Finding) -> Iterator[str]:
    """What is wrong, in a line, and where the right number comes from, in another."""
    number, should = _short(finding.document), _short(finding.should)
    said = f"{number} should be {should}" if should else number
    if finding.kind is Kind.OVERTYPED and should:
        said = f"{number} was typed over {should}"
    elif number and finding.kind in SAID:
        said = f"{number} {SAID[finding.kind]}"
    yield ": ".join(filter(None, (said, finding.why)))
    if finding.where and finding.where not in finding.why:
        yield f"  see {finding.where}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _summary(told: Verified, faults: int, everything: bool) -> Iterator[str]:
    """How many numbers were judged and agree, and how many were not judged and why, a line each."""
    wrong = "nothing is wrong" if not faults else "1 thing is wrong" if faults == 1 else f"{faults:,} things are wrong"
    yield f"{_numbers(told.judged)} judged, {told.agreeing:,} agree; {wrong}."
    if told.unjudged:
        reasons = Counter(one.reason for one in told.unjudged)
        listed = "; ".join(f"{count:,} {reason}" for reason, count in reasons.most_common())
        yield f"{_numbers(len(told.unjudged))} not judged: {listed}.{'' if everything else ' --all lists them.'}"


def _numbers(count: int) -> str:
    return "1 number was" if count == 1 else f"{count:,} numbers were"


def _listed(unjudged: Sequence[Unjudged]) -> Iterator[str]:
    sentences: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in unjudged:
        sentences[one.heading, one.sentence].append(one.number)
    for (heading, sentence), numbers in sentences.items():
        yield f"  {heading + ': ' if heading else ''}{_short(sentence)}"
        yield f"    {', '.join(numbers)}"


def to_json(told: Verified, everything: bool = False) -> str:
    """The same as one JSON object; with `everything`, also a list of what was not judged."""
    found = {
        "document": told.document,
        "year": told.year,
        "judged": told.judged,
        "not_judged": len(told.unjudged),
        "agreeing": told.agreeing,
        "lost_controls": told.lost,
        "findings": [{name: getattr(one, name) for name in _OF_A_FINDING} for one in told.findings],
    }
    if everything:
        found["unjudged"] = [
            {"reason": one.reason, "heading": one.heading, "sentence": one.sentence, "document": one.number}
            for one in told.unjudged
        ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
