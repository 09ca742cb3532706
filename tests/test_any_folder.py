"""Reports of folders made at random: each is built, reads well, and agrees with the data that it is of."""

from pathlib import Path

import pytest

from complaints_report.audit.wording import to_text as findings_of
from complaints_report.build import build_report
from complaints_report.publish import publish
from complaints_report.run import open_folder
from complaints_report.verify import verified
from tests import prose
from tests.conftest import TODAY
from tests.docx_lint import lint
from tests.docx_text import to_text
from tests.metrics.random_folder import random_folder
from tests.test_report import read_well

WENT_WRONG = (901, 902, 913, 915, 923)
"""Folders whose report was once not built, or said what is not so."""


@pytest.mark.long
@pytest.mark.parametrize("seed", [*WENT_WRONG, *range(1000, 1015)])
def test_a_report_of_any_folder_is_built_reads_well_and_agrees_with_its_data(seed: int, tmp_path: Path) -> None:
    random_folder(tmp_path, seed)
    run = open_folder(tmp_path, TODAY.replace(year=2026))
    report = build_report(run, None, draft=True, force=False)
    read_well(to_text(report))
    assert not prose.faults(to_text(report))
    assert not lint(report)
    found = verified(run, report)
    assert found.agrees, findings_of(found, False)
    pages = verified(run, publish(run, None))
    assert pages.agrees, findings_of(pages, False)
