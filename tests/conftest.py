"""What tests share: the sample built once, and small report folders."""

import gc
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from complaints_report.build import build_report
from complaints_report.charts import style
from complaints_report.run import Run, open_folder
from tests import commands, messages
from tests.awkward import awkward
from tests.docx_text import to_text
from tests.drawn_once import DrawnOnce, drawn_anew

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data"
TODAY = date(2024, 6, 14)

# The same examples each time, so that what passes here passes where it is built too; `search` looks for new ones.
settings.register_profile("quick", max_examples=15, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("search", max_examples=500, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden texts")
    parser.addoption("--messages", type=Path, help="write every message that the tests provoke to this file")


gc.disable()  # until all tests are there, to look through which again and again takes a third of collecting them
gc.set_threshold(100_000)  # as the program does


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--messages"):
        messages.listen()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if path := session.config.getoption("--messages"):
        messages.write(path)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold a text against the golden one of that name, or rewrite it with --golden."""

    def hold(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text(encoding="utf-8")

    return hold


@pytest.fixture
def command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command, in a process of its own that has every module loaded already."""
    return lambda *words, cwd=ROOT: commands.run(*words, cwd=cwd)


@pytest.fixture
def fresh_command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command as people start it."""

    def run(*words: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "complaints_report", *map(str, words)]
        return subprocess.run(line, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120)

    return run


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of all workers."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session", autouse=True)
def charts_drawn_once(shared: Path) -> Iterator[None]:
    """Builds of the same numbers share their pictures, which are most of the time that a build takes."""
    folder = shared / "pictures"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(style, "save_picture", DrawnOnce(folder).save_picture)
        yield


@pytest.fixture
def charts_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each chart is drawn each time, for tests of drawing and of what two runs give."""
    monkeypatch.setattr(style, "save_picture", drawn_anew)


@pytest.fixture(scope="session")
def sample() -> Run:
    """The sample's data."""
    return open_folder(SAMPLE, TODAY)


Built = tuple[Run, Path]
"""A folder that was opened, and a report that was built in it; neither is to be changed."""


@pytest.fixture(scope="session")
def built_once(shared: Path) -> Callable[..., Built]:
    """Build the report of a folder that is made with all its files, once for all workers."""
    known: dict[str, Built] = {}

    def built(name: str, make: Callable[[Path], Path], year: str = "2023/24") -> Built:
        if name not in known:
            place = shared / f"built-{name}"
            path = place / "output" / year.replace("/", "-") / f"report-{year.replace('/', '-')}.docx"
            with FileLock(place.with_suffix(".lock")):
                if not path.exists():
                    build_report(open_folder(make(place), TODAY), year, draft=False, force=False)
            known[name] = open_folder(place, TODAY), path
        return known[name]

    return built


@pytest.fixture(scope="session")
def built_sample(built_once: Callable[..., Built]) -> Built:
    """A copy of the sample and the report built in it."""
    return built_once("sample", partial(copy_of, SAMPLE))


@pytest.fixture(scope="session")
def built_last_year(built_once: Callable[..., Built]) -> Built:
    """A copy of the sample and the report of the year before built in it."""
    return built_once("sample-2022-23", partial(copy_of, SAMPLE), "2022/23")


@pytest.fixture(scope="session")
def built_awkward(built_once: Callable[..., Built]) -> Callable[[str], Built]:
    """Build the report of an awkward year."""
    return lambda name: built_once(name, partial(awkward, name))


def examples(number: int, **others: Any) -> settings:
    """So many examples for a test in `make test-long`, and a quarter of them in `make test`."""
    return settings(max_examples=-(-number * settings.default.max_examples // 100), **others)


def some_of(cases: Iterable[Any], *at_once: Any) -> list[Any]:
    """The cases of a test, of which `make test` runs those, and `make test-long` the others."""
    every = [(case, case if isinstance(case, tuple) else (case,)) for case in cases]
    return [pytest.param(*given, marks=() if case in at_once else pytest.mark.long) for case, given in every]


def copy_of(folder: Path, to: Path) -> Path:
    """A report folder without what was built in it."""
    for path in folder.rglob("*"):
        if path.is_file() and "output" not in path.parts and path.suffix in (".csv", ".xlsx", ".toml", ".md"):
            target = to / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return to


def report_text(folder: Path, year: str | None = None, draft: bool = False) -> str:
    """The text of the report built from a folder."""
    run = open_folder(folder, TODAY)
    return to_text(build_report(run, year, draft=draft, force=True))
