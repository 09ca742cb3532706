"""Learns when a number is wrong: `make learn` grows the decision trees that `verify` asks, from altered reports.

The reports are those in strangers/ that are not held out, and the sample's own without its controls and in other words.
Each is read as it stands and with numbers altered by slips of the pen, by other figures, by columns of last year's and
as a few passages by themselves. Every number that agrees with nothing is an example: its traits, and whether it was
altered. What is held out, and what `make bench-verify` tells of it first, takes no part.
"""

import importlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.marked import Altered, Mistake, altered, numbers_of, slip_of_the_pen
from benchmarks.mistakes import AnotherFigure, columns_of_last_year, excerpt
from benchmarks.ours import TODAY
from benchmarks.verify import MANY, SEEN, STRANGERS, our_reports
from complaints_report.audit.arithmetic import relations_of
from complaints_report.audit.evidence import year_of
from complaints_report.audit.evidence.facts import Fact, Facts
from complaints_report.audit.evidence.judging import judged
from complaints_report.audit.evidence.learnt import FILE
from complaints_report.audit.evidence.lexicon import Lexicon
from complaints_report.audit.evidence.surroundings import Surroundings
from complaints_report.audit.evidence.traits import ABSENT
from complaints_report.audit.evidence.verdicts import Verdict, agreeing, weighed
from complaints_report.audit.reading import read_document
from complaints_report.metrics.disclosure import publishable
from complaints_report.metrics.figures import Figures
from complaints_report.run import Run, figures_for, open_folder

PEN, OTHERS, EXCERPTS, COLUMNS = range(1, 5), range(101, 103), range(201, 223), range(301, 304)
"""The seeds of each kind of alteration."""
FEW = (0, 1, 1, 2, 2, 4)
"""How many numbers of an excerpt are altered, each as often as it stands here."""
AS_IT_STANDS, NOT_BY_PEN = 3.0, 0.4
"""How often an example counts of a report that is right, and of one with other mistakes than slips of the pen."""
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


@dataclass(frozen=True)
class Looked:
    """What the data say of a document: the numbers that agree, and those that do not with their traits."""

    agreed: Sequence[Verdict]
    others: Sequence[tuple[str, bool, dict[str, float]]]
    """Each as digits, whether it is written in words, and its traits."""
    every: Sequence[Fact] = field(default=())


@dataclass(frozen=True)
class Lesson:
    """A marked report and its data."""

    name: str
    path: Path
    folder: Path


def look(run: Run, path: Path, figures: Figures | None = None) -> tuple[Looked, Figures]:
    """A document held to the data of a run, of the year that it is of, or to some figures."""
    document = read_document(path)
    if figures is None:
        figures = figures_for(run, None)
        figures = publishable(figures_for(run, year_of(document, figures)))
    names = run.settings.organisation.name, run.settings.organisation.short_name
    facts = Facts(figures, figures.years)
    each = judged(facts, Surroundings(Lexicon(figures, names), document), [*document.spots()])
    agreed = agreeing(each)
    told = weighed(each, agreed, relations_of(document, frozenset()), frozenset())
    others = [(f"{one.one.spot.number.value}", one.one.spot.number.spelled, traits) for one, traits in told]
    return Looked([*agreed.values()], others, facts.every), figures


def examples_of(lesson: Lesson) -> list[Example]:
    """All examples of one report, read as it stands and with numbers altered in every way."""
    run = open_folder(lesson.folder, TODAY)
    with TemporaryDirectory() as name:
        right = altered(lesson.path, Path(name) / "right.docx")
        looked, figures = look(run, right.path)
        found = [*_examples(lesson.name, 0, right, looked)]
        for seed, make in _alterations(lesson, looked, Path(name)):
            wrong = make()
            found += _examples(lesson.name, seed, wrong, look(run, wrong.path, figures)[0])
    return found


def _alterations(lesson: Lesson, right: Looked, folder: Path) -> Iterator[tuple[int, Callable[[], Altered]]]:
    """Each seed, and what alters the report by it."""
    facts_of: dict[str, list[Fact]] = defaultdict(list)
    for one in right.agreed:
        facts_of[f"{one.spot.number.value}"].append(one.fact)
    another = AnotherFigure(facts_of, [*right.every])
    columns = columns_of_last_year(right.agreed, right.every)
    to = folder / "altered.docx"

    def whole(seed: int, many: int, mistake: Mistake) -> Callable[[], Altered]:
        return lambda: altered(lesson.path, to, many, seed, mistake)

    def part(seed: int, mistake: Mistake) -> Callable[[], Altered]:
        chance = random.Random(f"{lesson.name} {seed}")
        return lambda: altered(
            excerpt(lesson.path, folder / "excerpt.docx", chance), to, chance.choice(FEW), seed, mistake
        )

    yield from ((seed, whole(seed, MANY, slip_of_the_pen)) for seed in PEN)
    yield from ((seed, whole(seed, MANY, another)) for seed in OTHERS)
    yield from ((seed, part(seed, another if seed % 3 == 0 else slip_of_the_pen)) for seed in EXCERPTS)
    for seed in COLUMNS if columns else ():
        yield seed, whole(seed, MANY, random.Random(seed).choice(columns))


def _examples(name: str, seed: int, report: Altered, looked: Looked) -> Iterator[Example]:
    now = {number for slip in report.slips for number in numbers_of(slip.now)}
    weight = AS_IT_STANDS if not seed else 1.0 if seed in PEN else NOT_BY_PEN
    for number, spelled, traits in looked.others:
        yield Example(
            name, seed, traits, number in now and not spelled, weight if number not in now else min(weight, 1.0)
        )


def lessons(folder: Path) -> list[Lesson]:
    """The reports to learn from; those of ours are made in a folder."""
    strangers = [Lesson(name, STRANGERS / name / "report.docx", STRANGERS / name / "folder") for name in sorted(SEEN)]
    ours = [one for one in our_reports(folder, PEN) if "with its" not in one.name]
    return [*strangers, *(Lesson(f"{one.path.stem}", one.path, folder / "sample") for one in ours)]


def grown(examples: Sequence[Example]) -> str:
    """The trees that tell the altered numbers among examples, as the text of a file."""
    names = list(dict.fromkeys(name for one in examples for name in one.traits))
    rows = [[one.traits.get(name, ABSENT) for name in names] for one in examples]
    trees: Any = importlib.import_module("sklearn.ensemble").HistGradientBoostingClassifier(**GROWN)
    trees.fit(rows, [one.wrong for one in examples], sample_weight=[one.weight for one in examples])
    told = [json.dumps(_tree(each[0].nodes), separators=(",", ":")) for each in trees._predictors]
    start = round(float(trees._baseline_prediction.item()), 3)
    lines = (f'{{"traits": {json.dumps(names)},', f'"start": {start},', '"trees": [', ",\n".join(told), "]}")
    return "\n".join(lines) + "\n"


def _tree(nodes: Any, at: int = 0) -> Any:
    """A tree as nested lists: the place of a trait, a value, the branch up to it and the one above it; or a leaf."""
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 3)
    branches = (_tree(nodes, int(node[side])) for side in ("left", "right"))
    return [int(node["feature_idx"]), round(float(node["num_threshold"]), 4), *branches]


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
