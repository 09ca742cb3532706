"""What was found in a document, as text to read and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from complaints_report.document.findings import MEANS, Change, Finding, Kind, Verified

ORDER = (
    *(Kind.DIRECTION, Kind.DIFFERS, Kind.OVERTYPED, Kind.CONTRADICTION, Kind.TABLE, Kind.CHART),
    *(Kind.TYPED, Kind.REMOVED, Kind.UNKNOWN),
)
HEADED = {
    Kind.DIRECTION: "The direction no longer holds",
    Kind.DIFFERS: "The data now say something else",
    Kind.OVERTYPED: "Typed over by hand, and not what the data say",
    Kind.CONTRADICTION: "The document contradicts itself",
    Kind.TABLE: "Tables whose rows have changed",
    Kind.CHART: "Charts whose numbers have changed",
    Kind.TYPED: "Numbers typed outside any figure",
    Kind.REMOVED: "Figures that are no longer in the document",
    Kind.UNKNOWN: "Could not be judged",
}
COUNTED = {
    Kind.DIRECTION: ("direction that no longer holds", "directions that no longer hold"),
    Kind.DIFFERS: ("that differs", "that differ"),
    Kind.OVERTYPED: ("typed over", "typed over"),
    Kind.CONTRADICTION: ("contradiction inside the document", "contradictions inside the document"),
    Kind.TABLE: ("table with other rows", "tables with other rows"),
    Kind.CHART: ("chart with other numbers", "charts with other numbers"),
    Kind.TYPED: ("number typed outside any figure", "numbers typed outside any figure"),
    Kind.REMOVED: ("removed", "removed"),
    Kind.UNKNOWN: ("not judged", "not judged"),
}
"""What each kind is called after its number, one and several."""


def to_text(verified: Verified) -> str:
    """The findings by kind, each by its heading and its sentence, and a line that sums them up."""
    return "\n".join([*_lines(verified), *verified.inputs, _summary(verified)]) + "\n"


def _lines(verified: Verified) -> Iterator[str]:
    for kind in ORDER:
        found = [finding for finding in verified.findings if finding.kind is kind]
        if found:
            yield f"{HEADED[kind]} ({len(found)})"
            yield from _unjudged(found) if kind is Kind.UNKNOWN else (line for one in found for line in _told(one))
            yield ""


def _unjudged(found: Sequence[Finding]) -> Iterator[str]:
    """What could not be judged, a line a sentence and one of what it says."""
    for where, each in groupby(found, lambda finding: (finding.heading, finding.sentence)):
        yield f"  {': '.join(filter(None, where)) or 'Before the first heading'}"
        yield f"    {', '.join(finding.theirs.strip(' ,') or finding.title for finding in each)}"


def _told(finding: Finding) -> Iterator[str]:
    if finding.kind is Kind.REMOVED:
        yield f"  {finding.title}: “{finding.theirs.strip(' ,')}”" if finding.theirs else f"  {finding.title}"
        return
    yield f"  {finding.heading or 'Before the first heading'}: {finding.sentence or finding.title}"
    if finding.kind is Kind.TYPED:
        yield f"    {finding.theirs}: {finding.ours}"
    elif finding.kind not in (Kind.TABLE, Kind.CHART, Kind.CONTRADICTION):
        yield f"    {finding.title}: the document says “{finding.theirs}”, the data give “{finding.ours}”"
    else:
        yield f"    {finding.title}"


def _summary(verified: Verified) -> str:
    """One line: how many agree, and how many of each other kind."""
    counts = Counter(finding.kind for finding in verified.findings)
    others = [f"{counts[kind]:,} {COUNTED[kind][counts[kind] > 1]}" for kind in ORDER if counts[kind]]
    agree = _agreeing(counts[Kind.AGREES], verified.kept)
    return f"{verified.document}: {agree} with the data" + (f"; {', '.join(others)}." if others else ".")


def _agreeing(agree: int, kept: bool) -> str:
    if not kept:
        return "1 number agrees" if agree == 1 else f"{agree:,} numbers agree"
    figures = "figure, phrase, table or chart agrees" if agree == 1 else "figures, phrases, tables and charts agree"
    return f"{agree:,} {figures}"


def to_json(verified: Verified) -> str:
    """The findings as one JSON object, with those that agree counted only."""
    shown = [
        {
            "kind": finding.kind.value,
            "means": MEANS[finding.kind],
            "heading": finding.heading,
            "sentence": finding.sentence,
            "figure": finding.title,
            "document": finding.theirs,
            "data": finding.ours,
            "tag": finding.tag,
        }
        for finding in verified.findings
        if finding.kind is not Kind.AGREES
    ]
    told = {
        "document": verified.document,
        "year": verified.year,
        "agrees": verified.agrees,
        "agreeing": sum(finding.kind is Kind.AGREES for finding in verified.findings),
        "findings": shown,
        "inputs": list(verified.inputs),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def changes_to_text(changes: Sequence[Change]) -> str:
    """What was brought up to the data, old and new, a line each, and what was typed over and left."""
    made = [change for change in changes if not change.kept]
    left = [change for change in changes if change.kept]
    lines = [f"{change.title}: “{change.old}” is now “{change.new}”" for change in made]
    lines += [
        f"{change.title}: “{change.old}” was typed over and is left; the data give “{change.new}”" for change in left
    ]
    return "\n".join([*lines, _counted(len(made))]) + "\n"


def _counted(changed: int) -> str:
    if not changed:
        return "Nothing had to be changed."
    return "1 thing was brought up to the data." if changed == 1 else f"{changed:,} things were brought up to the data."
