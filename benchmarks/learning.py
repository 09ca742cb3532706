"""Learns when a number is wrong: `make learn` grows the decision trees that `verify` asks, from altered reports.

The reports are those in strangers/ that are not held out, and the sample's own without its controls and in other words.
Each is read as it stands and with numbers altered by slips of the pen, as a whole and as a few passages by themselves.
Every number that agrees with nothing and may be a slip is an example: its traits, and whether it was altered. What is
held out, and what `make bench-verify` tells of first, takes no part.
"""

import importlib
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.excerpts import excerpt
from benchmarks.marked import Altered, altered, numbers_of
from benchmarks.ours import TODAY
from benchmarks.verify import MANY, SEEN, STRANGERS, our_reports
from complaints_report.audit.arithmetic import relations_of
from complaints_report.audit.evidence import year_of
from complaints_report.audit.evidence.facts import Facts
from complaints_report.audit.evidence.judging import judged
from complaints_report.audit.evidence.learnt import FILE, Trees, chance_of
from complaints_report.audit.evidence.lexicon import Lexicon
from complaints_report.audit.evidence.surroundings import Surroundings
from complaints_report.audit.evidence.traits import ABSENT
from complaints_report.audit.evidence.verdicts import agreeing, slips
from complaints_report.audit.reading import read_document
from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figures import Figures
from complaints_report.run import Run, figures_for, open_folder

PEN, EXCERPTS = range(1, 5), range(201, 223)
"""The seeds of whole reports and of excerpts."""
FEW = (0, 1, 1, 2, 2, 4)
"""How many numbers of an excerpt are altered, each as often as it stands here."""
AS_IT_STANDS, OF_EXCERPTS = 3.0, 0.4
"""How often an example counts of a report that is right, and of an excerpt."""
SOME, ROUNDED = 50, 0.02
"""One example in so many is told again by the trees that are written, which may differ by so much, being rounded."""
GROWN = {
    **{"max_iter": 120, "learning_rate": 0.1, "max_leaf_nodes": 8, "min_samples_leaf": 40},
    **{"l2_regularization": 1.0, "random_state": 0},
}


@dataclass(frozen=True)
class Example:
    """A number that agrees with nothing: the report and the seed, its traits, and whether it was altered."""

    report: str
    seed: int
    traits: dict[str, float]
    wrong: bool
    weight: float = 1.0


Told = tuple[str, bool, dict[str, float]]
"""A number that agrees with nothing: its value, whether it is in words, and its traits."""


@dataclass(frozen=True)
class Lesson:
    """A marked report and its data."""

    name: str
    path: Path
    folder: Path


def look(run: Run, path: Path, figures: Figures | None = None) -> tuple[list[Told], Figures]:
    """The slips that a document may have, held to figures: those given or of the year that it is of."""
    document = read_document(path)
    figures = figures or publishable(figures_for(run, year_of(document, figures_for(run, None))))
    names = run.settings.organisation.name, run.settings.organisation.short_name
    each = judged(Facts(figures, figures.years), Surroundings(Lexicon(figures, names), document), [*document.spots()])
    told = slips(each, agreeing(each), relations_of(document, frozenset()), frozenset())
    numbers = ((candidate.judged.spot.number, traits) for candidate, traits in told)
    return [(f"{number.value}", number.spelled, traits) for number, traits in numbers], figures


def examples_of(lesson: Lesson, pen: Iterable[int] = PEN, excerpts: Iterable[int] = EXCERPTS) -> list[Example]:
    """All examples of one report, read as it stands and with numbers altered in every way."""
    run = open_folder(lesson.folder, TODAY)
    with TemporaryDirectory() as name:
        right = altered(lesson.path, Path(name) / "right.docx")
        told, figures = look(run, right.path)
        found = [*_examples(lesson.name, 0, right, told)]
        for seed, wrong in _alterations(lesson, Path(name), pen, excerpts):
            found += _examples(lesson.name, seed, wrong, look(run, wrong.path, figures)[0])
    return found


def _alterations(
    lesson: Lesson, folder: Path, pen: Iterable[int], excerpts: Iterable[int]
) -> Iterator[tuple[int, Altered]]:
    """The report with numbers altered, and excerpts of it, each with its seed."""
    to = folder / "altered.docx"
    yield from ((seed, altered(lesson.path, to, MANY, seed)) for seed in pen)
    for seed in excerpts:
        chance = random.Random(f"{lesson.name} {seed}")
        yield seed, altered(excerpt(lesson.path, folder / "excerpt.docx", chance), to, chance.choice(FEW), seed)


def _examples(name: str, seed: int, report: Altered, told: Sequence[Told]) -> Iterator[Example]:
    """The numbers of a report that agree with nothing, each with how often it counts."""
    now = {number for slip in report.slips for number in numbers_of(slip.now)}
    weight = AS_IT_STANDS if not seed else OF_EXCERPTS if seed in EXCERPTS else 1.0
    for number, spelled, traits in told:
        yield Example(name, seed, traits, number in now and not spelled, weight)


def lessons(folder: Path) -> list[Lesson]:
    """The reports to learn from; those of ours are made in a folder."""
    strangers = [Lesson(name, STRANGERS / name / "report.docx", STRANGERS / name / "folder") for name in sorted(SEEN)]
    ours = [one for one in our_reports(folder, PEN) if one.group != "with controls"]
    return [*strangers, *(Lesson(one.path.stem, one.path, folder / "sample") for one in ours)]


def grown(examples: Sequence[Example]) -> str:
    """The trees that tell the altered numbers among examples, as the text of a file."""
    names = list(dict.fromkeys(name for one in examples for name in one.traits))
    rows = [[one.traits.get(name, ABSENT) for name in names] for one in examples]
    trees: Any = importlib.import_module("sklearn.ensemble").HistGradientBoostingClassifier(**GROWN)
    trees.fit(rows, [one.wrong for one in examples], sample_weight=[one.weight for one in examples])
    told = [json.dumps(_tree(each[0].nodes), separators=(",", ":")) for each in trees._predictors]
    start = round(float(trees._baseline_prediction.item()), 3)
    text = "\n".join((f'{{"traits": {json.dumps(names)},', f'"start": {start},', '"trees": [', ",\n".join(told), "]}"))
    chances = (chance_of(one.traits, Trees(**json.loads(text))) for one in examples[::SOME])
    apart = max(abs(ours - its[1]) for ours, its in zip(chances, trees.predict_proba(rows[::SOME]), strict=True))
    if apart > ROUNDED:
        raise SystemExit(f"What was written says something else than what was learnt, by {apart:.3f}.")
    return f"{text}\n"


def _tree(nodes: Any, at: int = 0) -> Any:
    """A tree as nested lists: the place of a trait, a value, the branch up to it and the one above it; or a leaf."""
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    branches = (_tree(nodes, int(node[side])) for side in ("left", "right"))
    return [int(node["feature_idx"]), float(node["num_threshold"]), *branches]


def main() -> None:
    """Learn, and write what was learnt."""
    with TemporaryDirectory() as name, ProcessPoolExecutor() as pool:
        found = [one for each in pool.map(examples_of, lessons(Path(name))) for one in each]
    FILE.write_text(grown(found), encoding="utf-8")
    sys.stdout.write(
        f"{len(found):,} examples, {sum(one.wrong for one in found):,} of them wrong: {FILE.name} written\n"
    )


if __name__ == "__main__":
    main()
