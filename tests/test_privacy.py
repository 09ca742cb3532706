"""A canary name where no name belongs: in no file that any command writes, and in nothing that it says."""

import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import some_of

CANARY = "Quentin Canary"
HEAD = ("reference", "stage", "procedure", "received_on", "responded_on", "service", "outcome", "Client Name")
ROWS = (
    ("101", "1", "statutory", "01/06/2023", "08/06/2023", "Fostering", "upheld", CANARY),
    ("102", "1", "local", "02/03/2024", "", "Fostering", "", ""),
    ("103", CANARY, "local", "02/06/2023", "", "Fostering", "", ""),
    ("104", "1", CANARY, "02/06/2023", "", "Fostering", "", ""),
    ("105", "1", "local", CANARY, "", "Fostering", "", ""),
    ("106", "1", "local", "02/06/2023", f"{CANARY} 01/02/2024", "Fostering", "", ""),
    ("107", "1", "local", "02/06/2023", "", "Fostering", f"upheld by {CANARY}", ""),
    ("108", "1", "local", "02/06/2023", "", "Fostering", "", "", CANARY),
    ("Created by", CANARY),
)
COMPLIMENTS = (
    ("received_on", "service", "text", "about", "from", "include", "Notes"),
    ("01/06/2023", "Fostering", f"{CANARY} was kind", CANARY, CANARY, "no", CANARY),
    (CANARY, "Fostering", f"{CANARY} a@example.org", CANARY, CANARY, "yes", CANARY),
)
LEARNING = (
    ("year", "stage", "summary", "actions", "Lead"),
    (CANARY, "1", f"{CANARY} was late", CANARY, CANARY),
)


def as_csv(path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    path.write_text("".join(f"{','.join(row)}\n" for row in rows), encoding="utf-8")


def as_workbook(path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Notes").append([CANARY])
    book.save(path)


@pytest.fixture(params=some_of(["csv", "xlsx"], "xlsx"))
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    made = tmp_path / "report"
    made.mkdir()
    (made / "report.toml").write_text('[organisation]\nname = "T"\n[report]\nexported_on = 2024-06-14\n')
    write = as_csv if request.param == "csv" else as_workbook
    for name, rows in (("complaints", (HEAD, *ROWS)), ("compliments", COMPLIMENTS), ("learning", LEARNING)):
        write(made / f"{name}.{request.param}", rows)
    return made


def everything_in(path: Path) -> bytes:
    """A file's bytes, and those of every part of a package."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            return data + b"".join(package.read(name) for name in package.namelist())
    return data


def test_no_command_writes_or_says_the_canary(command, folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "written"
    export = next(folder.glob("complaints.*"))
    runs = [
        *(("check", "-f", folder, "--format", kind) for kind in ("text", "json", "csv")),
        *(("check", "-f", folder, "--format", kind, "-o", written / f"faults.{kind}") for kind in ("xlsx", "csv")),
        *(("figures", "-f", folder, "--draft", "--format", kind) for kind in ("text", "csv", "json")),
        ("figures", "-f", folder),
        *(
            ("explain", "received", "--stage", "1", "-f", folder, "--draft", "--format", kind)
            for kind in ("text", "csv")
        ),
        *(("explain", name, "-f", folder, "--draft", "--format", "csv") for name in ("compliments", "within_65_days")),
        ("chart", "services-stage-1", "-f", folder, "--draft", "-o", written / "services.svg"),
        ("build", "-f", folder, "--draft"),
        ("init", tmp_path / "new", "--from", export),
    ]
    said = [command(*words) for words in runs]
    assert {done.returncode for done in said} == {0, 1}
    for words, done in zip(runs, said, strict=True):
        assert CANARY not in done.stdout + done.stderr, words
    files = [*written.iterdir(), *(tmp_path / "new").rglob("*"), *(folder / "output").rglob("*")]
    assert {".docx", ".xlsx", ".csv", ".json", ".svg", ".toml", ".png"} <= {path.suffix for path in files}
    for path in files:
        if path.is_file():
            data = everything_in(path)
            assert CANARY.encode() not in data, path
            assert CANARY.encode("utf-16-le") not in data, path


PLUGIN = """
from pathlib import Path

class Listening:
    def on_validate_python(self, value, **given):
        with Path({heard!r}).open("a", encoding="utf-8") as file:
            file.write(f"{{value}}\\n")

class Plugin:
    def new_schema_validator(self, *given, **named):
        Path({heard!r}).touch()
        return Listening(), None, None

plugin = Plugin()
"""


def test_no_plugin_of_pydantic_is_shown_what_is_checked(
    fresh_command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, installed = tmp_path / "heard", tmp_path / "installed"
    (installed / "listening-1.dist-info").mkdir(parents=True)
    (installed / "listening-1.dist-info" / "METADATA").write_text("Name: listening\nVersion: 1\n", encoding="utf-8")
    entry = "[pydantic]\nlistening = listening:plugin\n"
    (installed / "listening-1.dist-info" / "entry_points.txt").write_text(entry, encoding="utf-8")
    (installed / "listening.py").write_text(PLUGIN.format(heard=str(heard)), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(installed), prepend=os.pathsep)
    assert fresh_command("check", "-f", folder).returncode == 1
    assert not heard.exists()
