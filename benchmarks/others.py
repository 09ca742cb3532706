"""Measures `verify` on invented reports of other councils, whose numbers are the sample's: right, and some altered."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx

from benchmarks.councils import EVERY
from benchmarks.numbers import other, paragraph_of
from benchmarks.plain_docx import plain_docx
from complaints_report.document.findings import FAULTS, Finding, Kind
from complaints_report.document.opened import opened
from complaints_report.document.unkept import Unkept

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SEEDS, ONE_IN = range(5), 12
Spot = tuple[int, int, str]
"""A paragraph, how many letters into it a number begins, and the number."""


@dataclass(frozen=True)
class Council:
    """How many numbers of a report were read, judged, and flagged though right; how many altered, found and missed."""

    name: str
    read: int
    judged: int
    flagged: int
    altered: int
    found: int


def measured_others(judge: Unkept, folder: Path, seeds: Iterable[int] = SEEDS) -> Iterator[Council]:
    """What verify makes of each report as it is, and with one in twelve of the numbers that it judged altered."""
    for name, blocks in EVERY.items():
        path = plain_docx(folder / f"{name}.docx", *blocks)
        every = list(judge.findings(opened(path)))
        agree = [_spot(one) for one in every if one.kind is Kind.AGREES and one.theirs[:1].isdigit()]
        flagged = sum(one.kind in FAULTS for one in every)
        altered = found = 0
        for seed in seeds:
            planted = _planted(path, folder / "altered.docx", agree, seed)
            told = Counter(_key(one) for one in judge.findings(opened(folder / "altered.docx")) if one.kind in FAULTS)
            altered, found = altered + planted.total(), found + (planted & told).total()
            flagged += (told - planted).total()
        yield Council(name, len(every), len(agree), flagged, altered, found)


def _key(finding: Finding) -> tuple[int, str]:
    return paragraph_of(finding.place), finding.theirs


def _spot(finding: Finding) -> Spot:
    assert finding.place is not None
    return paragraph_of(finding.place), finding.place.begins, finding.theirs


def _planted(path: Path, to: Path, agree: Sequence[Spot], seed: int) -> Counter[tuple[int, str]]:
    """Writes a copy with some of the numbers altered; what each was altered to."""
    chance = random.Random(seed)
    document = docx.Document(str(path))
    paragraphs = list(document.element.iter(f"{W}p"))
    planted: Counter[tuple[int, str]] = Counter()
    for paragraph, begins, said in sorted(chance.sample(agree, len(agree) // ONE_IN), reverse=True):
        (text,) = paragraphs[paragraph].iter(f"{W}t")
        new = other(said, chance)
        text.text = text.text[:begins] + new + text.text[begins + len(said) :]
        planted[paragraph, new] += 1
    document.save(str(to))
    return planted


def table_of_others(councils: Iterable[Council]) -> str:
    """What was measured as a table in Markdown, with a line for all reports together."""
    every = list(councils)
    names = ("read", "judged", "flagged", "altered", "found")
    total = Council("all", *(sum(getattr(one, name) for one in every) for name in names))
    lines = ["| report | numbers read | judged | right ones flagged | altered | found |", "| --- " * 6 + "|"]
    lines += [
        "| " + " | ".join([one.name, *(str(getattr(one, name)) for name in names)]) + " |" for one in [*every, total]
    ]
    return "\n".join(lines) + "\n"
