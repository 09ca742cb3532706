"""Measures `verify`: of numbers altered in reports that are right, how many it finds, and what else it calls wrong.

First come reports that others wrote (strangers/), then the sample's own. Each is held to its data, and once more to its
own arithmetic alone. Last come single sentences, lists and tables (forms/). Nothing is written but with --write.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import reduce
from itertools import groupby
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import forms
from benchmarks.marked import Altered, altered, numbers_of
from benchmarks.ours import TODAY, built, marked, reworded, stripped
from benchmarks.page import put_in, table
from complaints_report.audit.findings import Finding
from complaints_report.run import Run, open_folder
from complaints_report.verify import verified

STRANGERS = Path(__file__).with_name("strangers")
SEEN = frozenset(
    (
        *("aldersley_board", "aldersley_review", "ashcombe", "ashcombe_briefing", "ashford_vale", "broadholm"),
        *("castlebridge", "eldermoor", "harrowick", "kestrel", "norrinshire", "norrinshire_families", "northmere"),
        *(
            "pelham",
            "penmarrow",
            "penmarrow_tables",
            "sallowfield_questions",
            "sallowfield_story",
            "saltmarsh",
            "tarnshire_joint",
            "thornmere_joint",
        ),
    )
)
"""The reports that the authors of `verify` looked at while they wrote it; all others are held out."""

SEEDS = (1, 2, 3, 4, 5)
MANY, MANY_OF_OURS = 30, 50
HEADINGS = (
    *("report", "figures marked", "numbers read", "judged", "false alarms as it stands"),
    *("altered", "found", "found, %", "false alarms beside them"),
)
TITLES = ("### Reports that others wrote", "### The sample's own report")
OF_FORMS = "### Sentences, lists and tables that others wrote"
SHOW = "say on stderr what was missed in this report, and what wrongly told; it is held out no more once this is read"


@dataclass(frozen=True)
class Report:
    """A report whose figures stand between marks: its name, which kind of report it is, its data and its seeds."""

    name: str
    group: str
    path: Path
    run: Run
    many: int = MANY
    seeds: Sequence[int] = SEEDS


@dataclass(frozen=True)
class Score:
    """What `verify` made of one report, or of several: of it as it stands, and of it with numbers altered."""

    marked: int = 0
    read: int = 0
    judged: int = 0
    alarms: int = 0
    altered: int = 0
    found: int = 0
    beside: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Score)))


Scored = tuple[Report, Score]


def strangers() -> Iterator[Report]:
    """The reports that others wrote, those held out first."""
    files = sorted(STRANGERS.glob("*/report.docx"), key=lambda one: (one.parent.name in SEEN, one))
    for path in (*files, *sorted(STRANGERS.glob("*/report.md"))):
        name, run = path.parent.name.replace("_", " ").title(), open_folder(path.parent / "folder", TODAY)
        if path.suffix == ".md":
            yield Report(f"{name}, as Markdown", "as Markdown", path, run)
        else:
            yield Report(name, "looked at" if path.parent.name in SEEN else "held out", path, run)


def our_reports(folder: Path, seeds: Sequence[int] = SEEDS) -> Iterator[Report]:
    """The sample's report with its controls, without them, and in other words, which each seed chooses."""
    run, path = built(folder / "sample")
    kept = marked(path, folder / "kept.docx")
    bare = stripped(kept, folder / "bare.docx")
    yield Report("with its controls", "with controls", kept, run, MANY_OF_OURS, seeds)
    yield Report("without its controls", "without controls", bare, run, MANY_OF_OURS, seeds)
    for seed in seeds:
        other = reworded(bare, folder / f"reworded-{seed}.docx", seed)
        yield Report("in other words, five times", "in other words", other, run, MANY_OF_OURS, (seed,))


def measured(report: Report, folder: Path, alone: bool, show: bool = False) -> Score:
    """What `verify` makes of a report as it stands and with numbers altered, held to its data or to itself alone."""
    as_it_stands = altered(report.path, folder / f"right{report.path.suffix}")
    told = verified(None if alone else report.run, as_it_stands.path)
    alarms = [one for one in told.findings if one.fault]
    _show(show, "false alarm", alarms)
    score = Score(as_it_stands.marks, told.judged + len(told.unjudged), told.judged, len(alarms))
    for seed in report.seeds:
        wrong = altered(report.path, folder / f"altered{report.path.suffix}", report.many, seed)
        score += _compared(wrong, verified(None if alone else report.run, wrong.path).findings, show)
    return score


def _compared(wrong: Altered, findings: Iterable[Finding], show: bool) -> Score:
    """How many of the altered numbers are among the findings, and how many findings have none of them."""
    faults = [one for one in findings if one.fault]
    told = {number for one in faults for number in numbers_of(one.document)}
    altered_to = {number for slip in wrong.slips for number in numbers_of(slip.now)}
    beside = [one for one in faults if not numbers_of(one.document) & altered_to]
    _show(show, "missed", [slip for slip in wrong.slips if not numbers_of(slip.now) & told])
    _show(show, "false alarm beside others", beside)
    return Score(altered=len(wrong.slips), found=len(altered_to & told), beside=len(beside))


def _show(show: bool, what: str, found: Iterable[object]) -> None:
    if show:
        sys.stderr.writelines(f"{what}: {one}\n" for one in found)


def table_of(scored: Iterable[Scored]) -> str:
    """The scores as a table in Markdown, each group of several reports with a line for all of them."""
    return table(
        HEADINGS, [line for _, group in groupby(scored, lambda one: one[0].group) for line in _lines([*group])]
    )


def _lines(scored: Sequence[Scored]) -> Iterator[Sequence[str]]:
    """The lines of one group of reports."""
    names = {report.name: [score for one, score in scored if one.name == report.name] for report, _ in scored}
    yield from (_line(name, scores) for name, scores in names.items())
    if len(names) > 1:
        yield _line(f"**all {len(names)} {scored[0][0].group}**", [score for _, score in scored])


def _line(name: str, scores: Iterable[Score]) -> Sequence[str]:
    all_ = reduce(add, scores)
    rate = f"{100 * all_.found / all_.altered:.1f}" if all_.altered else ""
    before = (all_.marked, all_.read, all_.judged, all_.alarms, all_.altered, all_.found)
    return name, *(f"{one:,}" for one in before), rate, f"{all_.beside:,}"


def page(reports: Sequence[Report], folder: Path, show: str) -> str:
    """The two tables of some reports: held to their data, and to their own arithmetic alone."""
    tables = []
    for alone, title in (
        (False, "Held to the data, and to its own arithmetic"),
        (True, "Held to its arithmetic alone"),
    ):
        scored = [(one, measured(one, folder, alone, one.name.lower() == show.lower())) for one in reports]
        tables.append(f"{title}:\n\n{table_of(scored)}")
    return "\n".join(tables)


def main() -> None:
    """Measure, and print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--write", type=Path, help="also put the tables into this page, between its marks")
    asked.add_argument("--only", default="", help="the reports whose name has this in it; writes nothing")
    asked.add_argument("--show", default="", help=SHOW)
    given = asked.parse_args()
    with TemporaryDirectory() as name:
        every = (strangers(), our_reports(Path(name)))
        chosen = [[one for one in reports if given.only.lower() in one.name.lower()] for reports in every]
        pages = [page(reports, Path(name), given.show) if reports else "" for reports in chosen]
    told = [*zip(TITLES, pages, strict=True), (OF_FORMS, "" if given.only else forms.page())]
    text = "\n".join(f"{title}\n\n{each}" for title, each in told if each)
    sys.stdout.write(text)
    if given.write and not given.only:
        put_in(given.write, "bench-verify", text)


if __name__ == "__main__":
    main()
