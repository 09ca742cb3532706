"""The sample's report as it is laid out: how many pages it has, and how full they are."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from complaints_report.build import build_report
from complaints_report.run import open_folder
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.document.outside_tools import to_pdf
from tests.document.tagged_pdf import Tag, TaggedPdf

pytestmark = pytest.mark.document

MOST_PAGES, MOST_OF_APPENDICES = 28, 11
FOOT = 0.93
"""Below so much of a page is its foot."""


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's report as PDF."""
    made = copy_of(SAMPLE, tmp_path_factory.mktemp("pages") / "sample")
    report = build_report(open_folder(made, TODAY), "2023/24", draft=False, force=False)
    return to_pdf(report, report.parent)


def appendices(pdf: TaggedPdf) -> list[int]:
    """The pages on which an appendix begins."""
    headings: list[Tag] = [one for one in pdf.tree.blocks() if one.role == "H1"]
    names = 6  # A to F, which come last
    return [min(one.pages) for one in headings[-names:]]


def test_the_report_and_its_appendices_are_as_short_as_they_are_meant_to_be(laid_out: Path) -> None:
    pdf = TaggedPdf(laid_out)
    pages, first = len(pdf.page_sizes), appendices(pdf)[0]
    assert pages <= MOST_PAGES
    assert pages - first + 1 <= MOST_OF_APPENDICES


def test_no_page_is_more_than_half_empty_but_before_an_appendix(laid_out: Path, tmp_path: Path) -> None:
    subprocess.run(["pdftoppm", "-r", "20", "-gray", laid_out, tmp_path / "page"], check=True)
    pages = sorted(tmp_path.glob("page-*.pgm"))
    full = {number: _filled(path) for number, path in enumerate(pages, 1)}
    last = {len(pages), *(page - 1 for page in appendices(TaggedPdf(laid_out)))}
    assert {number: part for number, part in full.items() if part < 1 / 2 and number not in last} == {}


def _filled(path: Path) -> float:
    """The part of a page down to its last line, its foot left out."""
    dark = np.asarray(Image.open(path)).min(axis=1) < 200
    body = dark[: int(len(dark) * FOOT)]
    return float(np.flatnonzero(body).max(initial=0)) / len(body)
