"""The wheel in an environment of its own, which has what it asks for and nothing else, as people use it."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

EXPORT = "Export – final (“2023-24”).xlsx"
REPORT = Path("output", "2023-24", "report-2023-24.docx")


def pip(*words: object) -> None:
    line = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, words)]
    subprocess.run(line, check=True, timeout=300)


def asked_for(needs: Iterable[str]) -> Iterator[str]:
    """The packages that are needed on this computer, with what they need themselves."""
    for one in map(Requirement, needs):
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield one.name
            yield from asked_for(distribution(one.name).requires or [])


def lend(name: str, to: Path) -> None:
    """Let an environment have a package that is installed here."""
    files = distribution(name).files or []
    for top in {file.parts[0] for file in files if ".." not in file.parts} - {"__pycache__"}:
        if not (to / top).exists():
            (to / top).symlink_to(distribution(name).locate_file(top))


@dataclass(frozen=True)
class Installed:
    """The wheel in an environment, and a folder in which a person keeps an export."""

    python: Path
    packages: Path
    place: Path

    def run(self, *words: object, by_name: bool = False) -> subprocess.CompletedProcess[bytes]:
        """The command, on a console that is not UTF-8; nothing that is set for the tests reaches it."""
        line = [self.python.with_name("complaints-report")] if by_name else [self.python, "-m", "complaints_report"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        known = kept | {"PYTHONIOENCODING": "cp1252", "PYTHONWARNINGS": "error"}
        return subprocess.run([*line, *words], cwd=self.place, env=known, capture_output=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment with the wheel and what the wheel itself says that it needs."""
    made = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", made, ROOT)
    venv.create(made / "environment")
    python = made / "environment" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip("--python", python, "install", "--no-index", "--no-deps", "--no-compile", *made.glob("*.whl"))
    (packages,) = (made / "environment").rglob("site-packages")
    (metadata,) = packages.glob("complaints_report-*.dist-info/METADATA")
    needs = re.findall(r"^Requires-Dist: (.*)$", metadata.read_text(encoding="utf-8"), re.MULTILINE)
    for name in set(asked_for(needs)):
        lend(name, packages)
    place = tmp_path_factory.mktemp("home") / "Meg's folder (2024)"
    place.mkdir()
    shutil.copy2(ROOT / "sample_data" / "complaints-export.xlsx", place / EXPORT)
    return Installed(python, packages, place)


def test_it_says_which_version_it_is_by_either_name(installed: Installed):
    for by_name in (True, False):
        done = installed.run("--version", by_name=by_name)
        assert (done.returncode, done.stderr) == (0, b"")
        assert re.fullmatch(rb"complaints-report \d+\.\d+\.\d+\r?\n", done.stdout)


def test_nothing_of_the_checkout_or_of_the_tests_is_there(installed: Installed):
    code = "import complaints_report as it, importlib.util as u; "
    code += "print(it.__file__, u.find_spec('pikepdf'), u.find_spec('pytest'))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    told = subprocess.run([installed.python, "-c", code], env=kept, capture_output=True, text=True, check=True).stdout
    assert told == f"{installed.packages / 'complaints_report' / '__init__.py'} None None\n"


def test_from_an_export_to_a_folder_of_its_own(installed: Installed):
    done = installed.run("init", "First try", "--from", EXPORT)
    assert done.returncode == 0, done.stderr
    assert "First try" in done.stdout.decode("utf-8")
    written = tomllib.loads((installed.place / "First try" / "report.toml").read_text(encoding="utf-8"))
    assert written["sources"]["complaints"]["file"] == f"../{EXPORT}"
    done = installed.run("check", "-f", "First try")
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout.decode("utf-8")


@pytest.mark.long
def test_from_a_folder_to_a_report_that_agrees_with_it(installed: Installed):
    made = Path("Children’s complaints")
    shutil.copytree(installed.packages / "complaints_report" / "sample_data", installed.place / made)
    done = installed.run("check", "-f", made)
    assert done.returncode == 0, done.stderr
    done = installed.run("build", "--page-numbers", "-f", made)
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.fullmatch(
        r"Page numbers are read with pikepdf.* -m pip install pikepdf.*\.\n", done.stderr.decode("utf-8")
    )
    done = installed.run("build", "-f", made)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8").splitlines() == [str(made / REPORT)]
    done = installed.run("verify", made / REPORT, "-f", made)
    assert done.returncode == 0, done.stdout
    assert done.stdout.decode("utf-8")
