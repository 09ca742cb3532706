"""The sentences of a report of ours that nobody has changed, and that the program would now word otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from complaints_report.audit.controls import OwnReport
from complaints_report.audit.findings import CONTROL, Finding, Kind
from complaints_report.audit.reading.document import Passage, Place
from complaints_report.report.current import Now
from complaints_report.report.statements import figure_mark
from complaints_report.report.wordings import identities_in, wordings_of

_OTHERWISE = "nobody has changed this sentence, and the data now ask for other words"
_NO_MORE = "nobody has changed this sentence, and by the data it is no longer so: take it out"


@dataclass(frozen=True)
class Worded:
    """A sentence as it stands: what names its wording, its words, and the passage that it is of."""

    identity: str
    words: str
    passage: Passage


def stale_wordings(own: OwnReport, now: Now, *, refreshed: bool = False) -> Iterator[Finding]:
    """The sentences that were worded for other data, as they are or are once `refreshed`, and what each should be."""
    fresh = wordings_of(now.document)
    there = [one for one in _sentences(own, now if refreshed else None) if one.identity in own.kept.wordings]
    matcher = SequenceMatcher(None, [one.identity for one in there], list(fresh), autojunk=False)
    for kind, begins, ends, first, last in matcher.get_opcodes():
        stale = [one for one in there[begins:ends] if kind != "equal" and one.identity not in fresh]
        instead = list(fresh.values())[first:last]
        for at, one in enumerate(stale):
            yield _finding(one, " ".join(instead[at : at + 1] if one is not stale[-1] else instead[at:]))


def _finding(one: Worded, instead: str) -> Finding:
    place = next((Place(said.segments[0].node, 0, 0) for said in one.passage.sentences if said.segments), None)
    why = _OTHERWISE if instead else _NO_MORE
    return Finding(Kind.DIFFERS, CONTROL, one.passage.heading, one.words, "", instead, why, place=place)


def _sentences(own: OwnReport, now: Now | None = None) -> Iterator[Worded]:
    """The sentences of the document, with what their figures say there, or would say now."""
    for passage in (one for one in own.document.blocks if isinstance(one, Passage)):
        marks = dict[str, str]()
        for identity, words in identities_in(_marked(own, now, passage, marks)):
            for mark, said in marks.items():
                words = words.replace(mark, said)
            yield Worded(identity, words, passage)


def _marked(own: OwnReport, now: Now | None, passage: Passage, marks: dict[str, str]) -> str:
    """The words of a passage with a mark for each figure, and into `marks` what each says."""
    whole, last = [], None
    for sentence in passage.sentences:
        at, words = 0, []
        for control in sorted(sentence.controls, key=lambda one: one.begins):
            said = own.figures.get(control.node)
            if said is None or control.begins < at:
                continue
            mark = figure_mark(said.item.expression)
            words += [sentence.words[at : control.begins], "" if control.node is last else mark]
            marks[mark] = (now.words(said.item.expression) if now else None) or control.words
            at, last = control.ends, control.node
        whole.append("".join([*words, sentence.words[at:]]))
    return " ".join(whole)
