"""The invented folder, and what is told of the sample's report after people edited it."""

from functools import lru_cache, partial

import pytest

from complaints_report import refresh, verify
from complaints_report.audit.findings import CONTROL, ONLY_TOLD, Kind
from complaints_report.audit.reading import document
from tests.audit import edits
from tests.audit.controls.held import now_for, with_later_data
from tests.audit.invented import invented

NOTHING: set[tuple[str, str, str]] = set()


def only(*told):
    """What is told where it is this and no more: of each its kind, the number as printed, what it should be."""
    return {tuple(one.split(" > ")) for one in told}


@pytest.fixture(scope="session")
def built_later(built_sample, built_once):
    """A copy of the sample with later data, and the report built in it."""
    return built_once("later", partial(with_later_data, built_sample[0].folder))


numbers_anew = document.numbers_in
numbers_once = lru_cache(10_000)(numbers_anew)


@pytest.fixture(autouse=True)
def numbers_read_once(monkeypatch):
    """The same words have the same numbers, and most of the documents here differ from others in few of theirs."""
    monkeypatch.setattr(document, "numbers_in", numbers_once)


@pytest.fixture
def numbers_read_anew(monkeypatch):
    """They are read each time, for tests of how long that takes."""
    monkeypatch.setattr(document, "numbers_in", numbers_anew)


@pytest.fixture
def now_once(monkeypatch):
    """What the report would say now is worked out once for each folder's data, however often they are asked for."""
    for command in (verify, refresh):
        monkeypatch.setattr(command, "now_of", now_for)


@pytest.fixture
def told_of(built_sample, now_once, tmp_path):
    """What is told of the sample's report after some edits: kind, the number as printed, what it should be."""

    def told(*made, of=built_sample):
        run, report = of
        found = verify.verified(run, edits.edited(report, tmp_path / "edited.docx", *made))
        assert found.agrees == all(one.kind in ONLY_TOLD for one in found.findings)
        return {(_kind(one), one.document, one.should) for one in found.findings}

    return told


def _kind(finding):
    """What is told of a control by its kind; of words that people wrote that they are wrong, by whichever layer."""
    ours = finding.layer == CONTROL or finding.kind is Kind.DIRECTION
    return finding.kind.value if ours else "wrong"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of two years: 263, 74 and 27 complaints at the stages, after 214, 61 and 19."""
    return invented(tmp_path_factory.mktemp("reports") / "folder")
