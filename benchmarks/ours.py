"""The sample's own report with its figures between marks: as it is built, without its controls, and in other words."""

import re
from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Final
from zipfile import ZipFile

from lxml import etree

from benchmarks.marked import CLOSES, OPENS, rewrite
from benchmarks.reworded import reword
from complaints_report.build import build_report
from complaints_report.report.statements import FIGURE
from complaints_report.run import Run, open_folder
from complaints_report.word.custom_part import from_xml
from complaints_report.word.markup import Node, W, written

ROOT = Path(__file__).parents[1]
TODAY: Final = date(2024, 7, 31)
"""A day on which all the exports that are measured with had been made."""

BODY, NOTES = "word/document.xml", "word/footnotes.xml"
_NUMBER = re.compile(r"(?<![\w/.,-])(?<!Stage )\d[\d,]*(?:\.\d+)?(?![\w/-]|[.,]\d)")


def built(folder: Path) -> tuple[Run, Path]:
    """The sample, copied into a folder and its report built there."""
    copytree(ROOT / "sample_data", folder, ignore=ignore_patterns("output", "*.py"))
    run = open_folder(folder, TODAY)
    return run, build_report(run, "2023/24", draft=False, force=True)


def marked(path: Path, to: Path) -> Path:
    """A copy of a built report with each number of its figures between marks."""
    body = _part(path, BODY)
    for text in dict.fromkeys(text for one in _figures(body) for text in one.iter(f"{W}t")):
        text.text = _NUMBER.sub(f"{OPENS}\\g<0>{CLOSES}", text.text or "")
    return rewrite(path, to, {BODY: written(body)})


def _figures(body: Node) -> list[Node]:
    """The content controls of figures."""
    tags = ((one, one.find(f"{W}sdtPr/{W}tag")) for one in body.iter(f"{W}sdt"))
    return [one for one, tag in tags if tag is not None and f"-{FIGURE}-" in tag.get(f"{W}val", "")]


def stripped(path: Path, to: Path) -> Path:
    """A copy of a document without its content controls, and without what it keeps of them."""
    parts = {}
    with ZipFile(path) as package:
        for name in package.namelist():
            if name in (BODY, NOTES):
                parts[name] = written(_without_controls(_part(path, name)))
            elif name.startswith("customXml/item") and from_xml(package.read(name)):
                parts[name] = b"<none/>"
    return rewrite(path, to, parts)


def reworded(path: Path, to: Path, seed: int) -> Path:
    """A copy of a document that says the same in other words, chosen by the seed."""
    body = _part(path, BODY)
    reword(body, seed)
    return rewrite(path, to, {BODY: written(body)})


def _part(path: Path, name: str) -> Node:
    with ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def _without_controls(root: Node) -> Node:
    for control in list(root.iter(f"{W}sdt")):
        for child in list(control.find(f"{W}sdtContent")):
            control.addprevious(child)
        control.getparent().remove(control)
    return root
