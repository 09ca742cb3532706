"""Measures `verify`: of fifty numbers altered in the sample report, how many it finds, and what else it flags.

Each seed makes a report with its controls kept, one with them stripped, and one that is also put into other words;
then come invented reports of other councils. Nothing is written but with --write.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from benchmarks.numbers import other, paragraph_of
from benchmarks.others import measured_others, table_of_others
from benchmarks.reworded import MARK, reword
from complaints_report.document.findings import FAULTS, Finding
from complaints_report.document.opened import BODY, NOTES, Node, opened
from complaints_report.document.places import Piece, pieces, tag_of
from complaints_report.document.typed import NUMBER
from complaints_report.document.unkept import Unkept
from complaints_report.metrics.disclosure import publishable
from complaints_report.report.kept import FIGURE, from_xml
from complaints_report.run import Run, build_report, figures_for, open_folder
from complaints_report.verify import now_of, verified

ROOT = Path(__file__).parents[1]
TODAY = date(2024, 6, 14)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKED = re.compile(rf"(£?\d[\d,]*(?:\.\d+)?%?){MARK}")
BEGINS, ENDS = "<!-- measured by make bench-verify -->", "<!-- end of what is measured -->"
SEEDS, ALTERED = (1, 2, 3, 4, 5), 50


@dataclass(frozen=True)
class Result:
    """What `verify` made of one document: altered numbers found and missed, and right ones flagged of so many."""

    controls: str
    seed: int
    found: int
    missed: int
    false: int
    right: int

    @property
    def rates(self) -> tuple[float, float]:
        """The percent of altered numbers found, and of right numbers flagged."""
        return 100 * self.found / (self.found + self.missed), 100 * self.false / self.right


def built(folder: Path) -> tuple[Run, Path]:
    """The sample, copied into a folder and its report built there."""
    copytree(ROOT / "sample_data", folder, ignore=ignore_patterns("output", "*.py"))
    run = open_folder(folder, TODAY)
    return run, build_report(run, "2023/24", draft=False, force=True)


def rewritten(path: Path, to: Path, parts: Mapping[str, bytes]) -> Path:
    """A copy of a document with other parts."""
    with ZipFile(path) as package, ZipFile(to, "w", ZIP_DEFLATED) as made:
        for name in package.namelist():
            made.writestr(name, parts.get(name) or package.read(name))
    return to


def stripped(path: Path, to: Path) -> Path:
    """A copy of a document without its content controls, and without what it keeps of them."""
    return rewritten(path, to, _bare(path))


def _bare(path: Path) -> dict[str, bytes]:
    """The parts of a document that hold controls, or what it keeps of them, without any."""
    parts = {}
    with ZipFile(path) as package:
        for name in package.namelist():
            if name in (BODY, NOTES):
                parts[name] = _without_controls(etree.fromstring(package.read(name)))
            elif name.startswith("customXml/item") and from_xml(package.read(name)):
                parts[name] = b"<none/>"
    return parts


def _without_controls(root: Any) -> bytes:
    for control in list(root.iter(f"{W}sdt")):
        for child in list(control.find(f"{W}sdtContent")):
            control.addprevious(child)
        control.getparent().remove(control)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def numbers(root: Node) -> list[tuple[str, Node, re.Match[str]]]:
    """Each number in digits of a document's figures but stages', with its control's tag and the words that hold it."""
    tagged = ((tag_of(one), one) for one in root.iter(f"{W}sdt"))
    words = [(tag, text) for tag, one in tagged if tag.startswith(FIGURE) for text in one.iter(f"{W}t")]
    every = [(tag, text, found) for tag, text in words for found in NUMBER.finditer(text.text)]
    return [one for one in every if not one[1].text[: one[2].start()].endswith("Stage ")]


def altered(path: Path, to: Path, seed: int, mark: str = "") -> tuple[Path, dict[str, str]]:
    """A copy of a document with so many of its figures altered, and marked; the new number of each control."""
    chance = random.Random(seed)
    with ZipFile(path) as package:
        root = etree.fromstring(package.read(BODY))
    every = numbers(root)
    by_control = {tag: (text, found) for tag, text, found in chance.sample(every, len(every))}
    changed = {}
    for tag in chance.sample(sorted(by_control), ALTERED):
        text, found = by_control[tag]
        changed[tag] = other(found[0], chance)
        text.text = text.text[: found.start()] + changed[tag] + mark + text.text[found.end() :]
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return rewritten(path, to, {BODY: blob}), changed


def measured(run: Run, path: Path, folder: Path, seed: int) -> Iterator[Result]:
    """What verify finds in the report altered from a seed, its controls kept, then stripped."""
    kept, changed = altered(path, folder / f"kept-{seed}.docx", seed)
    right = len(numbers(opened(kept).parts[BODY])) - len(changed)
    faults = _faults(run, kept)
    found = {one.tag for one in faults} & set(changed)
    yield Result("kept", seed, len(found), len(changed) - len(found), len(faults) - len(found), right)
    planted = Counter(_planted(list(pieces(opened(kept))), changed))
    told = _faults(run, stripped(kept, folder / f"stripped-{seed}.docx"))
    hits = sum((planted & Counter((one.sentence, one.theirs) for one in told)).values())
    wrong = sum((one.sentence, one.theirs) not in planted for one in told)
    yield Result("stripped", seed, hits, len(changed) - hits, wrong, right)
    yield measured_reworded(run, path, folder, seed)


def measured_reworded(run: Run, path: Path, folder: Path, seed: int) -> Result:
    """What verify finds in the same altered report, stripped and put into other words."""
    marked, _ = altered(path, folder / f"marked-{seed}.docx", seed, MARK)
    body = opened(stripped(marked, folder / f"bare-{seed}.docx")).parts[BODY]
    reword(body, seed)
    planted = Counter(_unmarked(body))
    blob = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
    every = verified(
        run, rewritten(marked, folder / f"reworded-{seed}.docx", _bare(marked) | {BODY: blob}), None
    ).findings
    told = Counter((paragraph_of(one.place), one.theirs) for one in every if one.kind in FAULTS)
    hits = sum((planted & told).values())
    wrong = sum(count for key, count in told.items() if key not in planted)
    return Result("reworded", seed, hits, planted.total() - hits, wrong, len(every) - planted.total())


def _unmarked(body: Node) -> Iterator[tuple[int, str]]:
    """Takes the marks away; the paragraph and the number of each."""
    paragraphs = list(body.iter(f"{W}p"))
    for paragraph in paragraphs:
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        place = paragraphs.index(paragraph if cell is None else next(cell.iter(f"{W}p")))
        for text in paragraph.iter(f"{W}t"):
            yield from ((place, found[1]) for found in _MARKED.finditer(text.text or ""))
            text.text = (text.text or "").replace(MARK, "")


def _faults(run: Run, path: Path) -> list[Finding]:
    return [one for one in verified(run, path, None).findings if one.kind in FAULTS]


def _planted(found: Sequence[Piece], changed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The sentence or cell of each altered number, and what it was altered to."""
    for piece in found:
        if piece.tag in changed:
            yield piece.sentence(piece.words.find(changed[piece.tag])), changed[piece.tag]


def table(results: Sequence[Result]) -> str:
    """The results as a table in Markdown, with a line for all seeds together."""
    lines = [
        "| controls | seed | found | missed | false alarms | found, % | right ones flagged, % |",
        "| --- " * 7 + "|",
    ]
    for controls in ("kept", "stripped", "reworded"):
        ours = [one for one in results if one.controls == controls]
        sums = [sum(getattr(one, name) for one in ours) for name in ("found", "missed", "false", "right")]
        lines += [_line(one, str(one.seed)) for one in ours] + [_line(Result(controls, 0, *sums), "all")]
    return "\n".join(lines) + "\n"


def _line(one: Result, seed: str) -> str:
    found, false = one.rates
    return f"| {one.controls} | {seed} | {one.found} | {one.missed} | {one.false} | {found:.1f} | {false:.2f} |"


def written(page: str, measure: str) -> str:
    """A page with what was measured between its marks."""
    before, begins, rest = page.partition(BEGINS)
    _, ends, after = rest.partition(ENDS)
    if not begins or not ends:
        raise SystemExit(f"The page has no place for what is measured, between {BEGINS} and {ENDS}.")
    return f"{before}{begins}\n\n{measure}\n{ends}{after}"


def main() -> None:
    """Measure, and print the tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", type=Path, help="also put the tables into this page, between its marks")
    page = asked.parse_args().write
    with TemporaryDirectory() as name:
        run, path = built(Path(name) / "sample")
        results = [result for seed in SEEDS for result in measured(run, path, Path(name), seed)]
        judge = Unkept(now_of(run, publishable(figures_for(run, "2023/24"))))
        told = f"{table(results)}\n{table_of_others(measured_others(judge, Path(name)))}"
    sys.stdout.write(told)
    if page:
        page.write_text(written(page.read_text(encoding="utf-8"), told), encoding="utf-8")


if __name__ == "__main__":
    main()
