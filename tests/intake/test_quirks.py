"""Files that say the same as one plain file in an odd way, or nearly so: read the same, or refused in these words."""

import io
import shutil
import tomllib
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from complaints_report.intake.listing import to_csv, to_json, to_text
from complaints_report.metrics import table
from complaints_report.run import Run, figures_for, open_folder
from tests.conftest import some_of
from tests.data.make_quirks import CANARY, MADE_ONCE, make

DATA = Path(__file__).parents[1] / "data"
QUIRKS = DATA / "quirks"
EXPECTED = tomllib.loads((DATA / "quirks.toml").read_text(encoding="utf-8"))
SAME = EXPECTED.pop("same")
FILES = {name: {} for name in SAME} | EXPECTED
COUNTED_AT_ONCE = ("all_values_otherwise.csv", "dates_1904.xlsx", "merged_titles.xlsx", "plain.ods", "plain.xls")
ABOUT_THE_TABLE = ("to-be-written", "blank-column", "part-year")


@cache
def opened(name: str) -> Run:
    """A report folder that holds a quirk file alone, under the name of its table."""
    with TemporaryDirectory() as folder:
        toml = f'[organisation]\nname = "Example Trust"\n{FILES[name].get("settings", "")}'
        Path(folder, "report.toml").write_text(toml, encoding="utf-8")
        shutil.copy(QUIRKS / name, Path(folder, f"complaints{Path(name).suffix}"))
        return open_folder(Path(folder), date(2024, 6, 14))


def records(run: Run, without: list[int] | None = None) -> list[str]:
    """The complaints as lines of text in an order of their own, without those of some rows."""
    frame = run.export.tables["complaints"].drop(without or [])
    frame = frame.assign(remedy_amount=frame["remedy_amount"].astype("float"))
    text = frame[sorted(frame.columns)].to_csv(index=False, lineterminator="\0")
    head, *rows = text.rstrip("\0").split("\0")
    return [head, *sorted(rows)]


@cache
def figures(name: str) -> str:
    return table.to_csv(figures_for(opened(name), None))


def faults(run: Run) -> list[dict[str, object]]:
    """What is said of the file, but for what is said of the plain one too."""
    found = [one for one in run.faults if one.rule not in ABOUT_THE_TABLE]
    return [{"rule": one.rule, "row": one.row, "column": one.column, "message": one.message} for one in found]


@pytest.mark.parametrize("name", [name for name in FILES if "faults" not in FILES[name]])
def test_a_file_gives_the_plain_files_records(name: str) -> None:
    run = opened(name)
    assert not faults(run)
    assert records(run) == records(opened("plain.csv"))


@pytest.mark.parametrize("name", some_of((name for name in FILES if "faults" not in FILES[name]), *COUNTED_AT_ONCE))
def test_a_file_gives_the_plain_files_figures(name: str) -> None:
    assert figures(name) == figures("plain.csv")


@pytest.mark.parametrize("name", [name for name in FILES if "faults" in FILES[name]])
def test_a_file_is_refused_in_these_words(name: str) -> None:
    expected = [{"row": None, "column": ""} | one for one in FILES[name]["faults"]]
    in_order = {"key": lambda one: (one["row"] or 0, one["column"], one["message"])}
    assert sorted(faults(opened(name)), **in_order) == sorted(expected, **in_order)


@pytest.mark.parametrize("name", [name for name in FILES if "faults" in FILES[name]])
def test_the_rest_of_a_refused_file_is_read_as_in_the_plain_one(name: str) -> None:
    run, without = opened(name), FILES[name].get("without")
    assert ("complaints" in run.export.tables) == (without is not None)
    if without is not None:
        assert records(run) == records(opened("plain.csv"), without)


def test_nobody_is_told_to_save_from_excel_what_excel_would_not_mend() -> None:
    said = {name: {one.cure for one in opened(name).errors} for name in FILES if FILES[name].get("not_from_excel")}
    assert [name for name, cures in said.items() if any("Open the file in Excel" in cure for cure in cures)] == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_said_of_a_file_names_anybody(name: str) -> None:
    run = opened(name)
    said = repr(run.faults) + to_text(run.faults, run.export.notes) + to_json(run.faults) + to_csv(run.faults)
    assert not [word for word in CANARY.split() if word in said]


def test_every_quirk_file_is_expected_and_there_are_enough() -> None:
    assert sorted(FILES) == sorted(path.name for path in QUIRKS.iterdir())
    assert len(FILES) == len(SAME) + len(EXPECTED) >= 60


def test_the_quirk_files_are_those_that_are_made() -> None:
    made = make()
    assert {*made} | {*MADE_ONCE} == set(FILES)
    for name, data in made.items():
        assert contents(data) == contents((QUIRKS / name).read_bytes()), name


def contents(data: bytes) -> object:
    """What a zip holds, however it was packed; of any other file, its bytes."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {part.filename: (part.file_size, part.CRC) for part in package.infolist()}
