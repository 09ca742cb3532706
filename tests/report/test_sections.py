"""Compiled sections are kept on disk, and never stand for anything but what they were compiled of."""

import sys
from pathlib import Path

import jinja2
import pytest

from complaints_report.report.compiled import Compiled, compiled
from complaints_report.report.sections import _environment

TEXT = "{{ 2|counted }} complaints"


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled files are written, as they are in any ordinary run."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def rendered(folder: Path, way: str = "as ever", told: str = "two", text: str = TEXT) -> str:
    """A template rendered in a run of its own."""
    (folder / "x.md.j2").write_text(text, encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        bytecode_cache=Compiled(folder / "made", way),
        finalize=jinja2.pass_eval_context(lambda _, value: value),
        autoescape=True,
        optimized=False,
    )
    environment.filters["counted"] = lambda _: told
    return environment.get_template("x.md.j2").render()


def files(folder: Path) -> list[Path]:
    """What is kept."""
    return sorted((folder / "made").iterdir())


def test_what_is_kept_is_used_and_what_a_filter_says_is_not_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rendered(tmp_path) == "two complaints"
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert rendered(tmp_path, told="a pair of") == "a pair of complaints"
    assert len(files(tmp_path)) == 1


def test_another_text_another_jinja_or_another_way_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(tmp_path)
    seen = [files(tmp_path)[0].read_bytes()]
    assert rendered(tmp_path, text="none") == "none"
    seen.append(files(tmp_path)[0].read_bytes())
    rendered(tmp_path, "otherwise", text="none")
    seen.append(files(tmp_path)[0].read_bytes())
    monkeypatch.setattr(jinja2, "__version__", "99")
    rendered(tmp_path, "otherwise", text="none")
    seen.append(files(tmp_path)[0].read_bytes())
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("share", [0, 0.05, 0.25, 0.5, 0.99])
def test_a_file_that_was_cut_short_is_as_none(tmp_path: Path, share: float) -> None:
    rendered(tmp_path)
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert rendered(tmp_path) == "two complaints"
    assert file.read_bytes() == whole


def test_a_file_of_something_else_is_as_none(tmp_path: Path) -> None:
    rendered(tmp_path)
    (file,) = files(tmp_path)
    file.write_bytes(b"nonsense")
    assert rendered(tmp_path) == "two complaints"


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "made").write_text("in the way", encoding="utf-8")
    assert rendered(tmp_path) == "two complaints"
    assert (tmp_path / "made").read_text(encoding="utf-8") == "in the way"


def test_nothing_is_written_where_python_is_told_to_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered(tmp_path)
    assert not (tmp_path / "made").exists()


def test_the_sections_environment_compiles_no_words_into_what_is_kept(tmp_path: Path) -> None:
    (tmp_path / "x.md.j2").write_text('{{ 2|words }}{% if 3|words == "three" %}3{% endif %}', encoding="utf-8")
    environment = _environment(tmp_path, [])
    environment.filters["words"] = lambda _: "three"
    assert environment.get_template("x.md.j2").render() == "three3"
    environment.filters["words"] = lambda _: "drei"
    assert environment.get_template("x.md.j2").render() == "drei"
    assert compiled(tmp_path, "this way").directory == str(tmp_path / "__pycache__")


def test_a_template_is_compiled_once_in_a_run_that_writes_nothing_and_anew_once_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    template, was_compiled = tmp_path / "x.md.j2", jinja2.Environment.compile
    template.write_text("two complaints", encoding="utf-8")
    assert _environment(tmp_path, []).get_template("x.md.j2").render() == "two complaints"
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert _environment(tmp_path, []).get_template("x.md.j2").render() == "two complaints"
    monkeypatch.setattr(jinja2.Environment, "compile", was_compiled)
    template.write_text("none", encoding="utf-8")
    assert _environment(tmp_path, []).get_template("x.md.j2").render() == "none"
