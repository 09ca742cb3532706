"""The public's edition of the sample and of the folders that it is unlike, each made once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from complaints_report.publish import publish
from complaints_report.run import Run, open_folder
from tests.awkward import MOST_UNLIKE, ONE, awkward, folder
from tests.conftest import SAMPLE, TODAY, copy_of, some_of

ODD = "O'Brien & <b>Co</b> {{ 7 * 7 }} *star* 🎉"


def odd_names(path: Path) -> Path:
    """A folder whose names are as awkward as people type them, with words of one's own of every kind."""
    long = "Assessment-and-Intervention-" * 4
    quoted = [ONE.replace("Fostering", name) for name in (ODD, long)]
    said = f"received_on,service,text,about,from,include\n2023-05-01,{long},{'Thank you. ' * 200},{ODD},{ODD},yes\n"
    made = folder(path, quoted[0], quoted[1].replace("A1", "A2"), compliments=said)
    (made / "content").mkdir()
    (made / "content" / "next-steps.md").write_text(
        "# First\n\n1. One\n    - inner\n\n      more of it\n2. Two[^n]\n\n3. Three\n\nA [link](https://example.org).\n\n"
        "> Quoted.\n\nTable: Mine [#mine]\n\n| A | B |\n| --- | ---: |\n| x | 5 |\n\n[^n]: A note.\n",
        encoding="utf-8",
    )
    return made


def many_services(path: Path) -> Path:
    """A folder with two hundred services."""
    return folder(path, *(ONE.replace("A1", f"S{n}").replace("Fostering", f"Service {n}") for n in range(200)))


AWKWARD = ("one-complaint", "all-withdrawn", "only-stage-2", "ties", "all-up", "a-fall-to-zero")
MAKERS: dict[str, Callable[[Path], Path]] = {
    "sample": partial(copy_of, SAMPLE),
    "odd-names": odd_names,
    "many-services": many_services,
    **{name: partial(awkward, name) for name in AWKWARD},
}

Published = tuple[Run, Path]
"""A folder that was opened, and the edition that was made in it; neither is to be changed."""


@pytest.fixture
def without_libreoffice(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that has none: to lay a PDF out takes a command longer than all else; tests/document does."""
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("programs")))


@pytest.fixture(scope="session")
def published_once(shared: Path) -> Callable[[str], Published]:
    """Publish a folder, once for all workers."""
    known: dict[str, Published] = {}

    def made(name: str) -> Published:
        if name not in known:
            place = shared / f"published-{name}"
            with FileLock(place.with_suffix(".lock")):
                if not (place / "output" / "2023-24" / "publish.json").exists():
                    publish(open_folder(MAKERS[name](place), TODAY), "2023/24")
            known[name] = open_folder(place, TODAY), place / "output" / "2023-24" / "public"
        return known[name]

    return made


@pytest.fixture(scope="session", params=some_of(MAKERS, "sample", "odd-names", *MOST_UNLIKE))
def published(request: pytest.FixtureRequest, published_once: Callable[[str], Published]) -> Published:
    """Each of the editions."""
    return published_once(request.param)


@pytest.fixture(scope="session")
def published_sample(published_once: Callable[[str], Published]) -> Published:
    """The edition of the sample."""
    return published_once("sample")
