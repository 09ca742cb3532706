"""People's texts by year: each year's own come first, and an earlier year's are not printed again as this year's."""

import json
import shutil
from pathlib import Path

import pytest

from complaints_report.build import build_report
from complaints_report.errors import TemplateError
from complaints_report.own_content import require_content
from complaints_report.run import open_folder
from tests.awkward import COVERS, ONE, folder
from tests.conftest import TODAY
from tests.docx_text import to_text

EARLIER, YEAR = "2022/23", "2023/24"
BEFORE = ONE.replace("A1", "B1").replace("2023", "2022")
TO_WRITE = ("themes", "next-steps")


def folder_of_two_years(path: Path) -> Path:
    folder(path, BEFORE, ONE, toml=COVERS)
    write(path, "themes", "People wanted to be told.")
    write(path, "next-steps", "We will tell them.")
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder of two whole years, with both texts written."""
    return folder_of_two_years(tmp_path / "made")


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = folder_of_two_years(tmp_path_factory.mktemp("two years") / "made")
    assert "People wanted to be told." in build(path, EARLIER)
    return path


@pytest.fixture
def told(told_once: Path, tmp_path: Path) -> Path:
    """The same folder once the report of the earlier year is built, with the texts in it."""
    return Path(shutil.copytree(told_once, tmp_path / "told"))


def write(path: Path, name: str, words: str) -> None:
    file = path / "content" / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words + "\n", encoding="utf-8")


def build(path: Path, year: str) -> str:
    return to_text(build_report(open_folder(path, TODAY), year, draft=False, force=True))


def faults(path: Path) -> list[tuple[str, str]]:
    return [(found.rule, found.file) for found in open_folder(path, TODAY).faults if "content" in found.file]


def test_the_words_of_an_earlier_years_report_are_not_printed_again(told: Path) -> None:
    assert faults(told) == [("old-words", "content/themes.md"), ("old-words", "content/next-steps.md")]
    (found, _) = [one for one in open_folder(told, TODAY).faults if one.rule == "old-words"]
    assert "the report of 2022/23" in found.message
    assert "content/2023-24/" in found.cure
    for _ in range(2):
        text = build(told, YEAR)
        assert "People wanted to be told." not in text
        assert "We will tell them." not in text
        assert text.count("To be written.") == 2
        assert "| A text was an earlier year's, so it was left out | content/themes.md | 1 | Noted |" in text


def test_what_is_written_anew_is_printed_and_the_other_text_is_still_old(told: Path) -> None:
    write(told, "themes", "People were told.")
    assert faults(told) == [("old-words", "content/next-steps.md")]
    text = build(told, YEAR)
    assert "People were told." in text
    assert "We will tell them." not in text


def test_the_earlier_report_itself_is_built_again_with_its_words(told: Path) -> None:
    assert "People wanted to be told." in build(told, EARLIER)


def test_a_later_build_of_an_earlier_year_does_not_take_this_years_words(made: Path) -> None:
    build(made, YEAR)
    build(made, EARLIER)
    assert faults(made) == []
    assert "People wanted to be told." in build(made, YEAR)


def test_old_words_that_still_hold_are_printed_from_the_years_own_folder(told: Path) -> None:
    for name in TO_WRITE:
        write(told, f"2023-24/{name}", (told / "content" / f"{name}.md").read_text(encoding="utf-8").strip())
    assert faults(told) == []
    assert "People wanted to be told." in build(told, YEAR)


def test_a_years_own_texts_come_first_and_are_what_is_recorded(made: Path) -> None:
    write(made, "2022-23/themes", "People wrote at length.")
    write(made, "2022-23/ombudsman", "It was quick.")
    text = build(made, EARLIER)
    assert "People wrote at length." in text
    assert "It was quick." in text
    assert "People wanted to be told." not in text
    assert "We will tell them." in text
    (record,) = made.glob("output/**/run.json")
    inputs = [one["file"] for one in json.loads(record.read_text(encoding="utf-8"))["inputs"]]
    texts = [file for file in inputs if file.startswith("content/")]
    assert texts == ["content/next-steps.md", "content/2022-23/ombudsman.md", "content/2022-23/themes.md"]
    now = build(made, YEAR)
    assert "People wanted to be told." in now
    assert "It was quick." not in now


def test_a_years_own_text_is_told_by_its_own_path(made: Path) -> None:
    write(made, "2023-24/themes", "{{ figure(")
    with pytest.raises(TemplateError, match=r"content/2023-24/themes\.md, line 1"):
        require_content(open_folder(made, TODAY))
    write(made, "2023-24/themes", "Mail a@example.com")
    assert ("possible-personal-data", "content/2023-24/themes.md") in faults(made)


def test_a_years_folder_under_another_name_is_told(made: Path) -> None:
    write(made, "2022-2023/themes", "People wrote at length.")
    with pytest.raises(TemplateError, match="content/2022-2023 is not read: call the folder 2022-23"):
        open_folder(made, TODAY)


@pytest.mark.parametrize("record", ["", "{", "[]", '{"year": "2022/23", "inputs": [{"file": 1}]}'])
def test_a_damaged_record_tells_nothing(made: Path, record: str) -> None:
    (made / "output" / "2022-23").mkdir(parents=True)
    (made / "output" / "2022-23" / "run.json").write_text(record, encoding="utf-8")
    assert faults(made) == []
