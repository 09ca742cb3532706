"""`--output` decides the format by its suffix where `--format` is not given; where the two disagree, that is told."""

import os
from pathlib import Path

import pytest

from complaints_report.errors import CommandError
from complaints_report.options import CheckFormat, ExplainFormat, FiguresFormat, VerifyFormat, format_of
from tests.awkward import ONE, folder

SUFFIXES = {"text": ".txt"}
ALL = [(formats, one) for formats in (CheckFormat, ExplainFormat, VerifyFormat, FiguresFormat) for one in formats]


@pytest.mark.parametrize(("formats", "one"), ALL)
def test_every_format_is_known_by_its_suffix_alone_and_disagrees_with_every_other(formats, one) -> None:
    suffix = SUFFIXES.get(one, f".{one}")
    for path in (Path(f"out{suffix}"), Path(f"a.b/out.1{suffix.upper()}")):
        assert format_of(formats, None, path) is one
        assert format_of(formats, one, path) is one
        for other in set(formats) - {one}:
            with pytest.raises(
                CommandError, match=f"--format {other} do not go together: leave --format out, or end the name in"
            ):
                format_of(formats, other, path)


@pytest.mark.parametrize(("formats", "one"), ALL)
def test_a_name_without_a_suffix_says_nothing_and_one_of_another_kind_is_refused(formats, one) -> None:
    assert format_of(formats, one, None) is format_of(formats, one, Path("out")) is one
    assert format_of(formats, None, None) is format_of(formats, None, Path("out")) is formats("text")
    for asked in (None, one):
        with pytest.raises(CommandError, match=r"end its name in \.txt.* or "):
            format_of(formats, asked, Path("out.docx"))


def test_a_pipe_or_device_may_be_called_anything(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert format_of(FiguresFormat, None, tmp_path / "pipe.csv") is FiguresFormat.CSV
    assert format_of(FiguresFormat, FiguresFormat.JSON, tmp_path / "pipe.csv") is FiguresFormat.JSON
    assert format_of(FiguresFormat, None, Path("/dev/null")) is FiguresFormat.TEXT


@pytest.mark.parametrize(
    ("words", "name", "begins"),
    [
        (("figures",), "x.csv", b"metric,stage,by"),
        (("figures",), "x.json", b"[\n"),
        (("check",), "x.xlsx", b"PK"),
        (("check",), "x.csv", b"severity,"),
        (("explain", "received", "--stage", "1"), "x.csv", b""),
    ],
)
def test_the_commands_write_what_the_name_says(command, tmp_path: Path, words, name: str, begins: bytes) -> None:
    made = folder(tmp_path / "made", ONE)
    wanted = name.rpartition(".")[2]
    done = command(*words, "-f", made, "--output", tmp_path / name)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_bytes().removeprefix(b"\xef\xbb\xbf").startswith(begins)
    if wanted != "xlsx":  # whose bytes hold the time
        command(*words, "-f", made, "--format", wanted, "--output", tmp_path / f"again.{wanted}")
        assert (tmp_path / f"again.{wanted}").read_bytes() == (tmp_path / name).read_bytes()
    refused = command(*words, "-f", made, "--format", "text", "--output", tmp_path / f"no.{wanted}")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / f"no.{wanted}").exists()


def test_verify_writes_json_where_the_name_says_so(command, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("# Report\n\nWe received 3 complaints.\n", encoding="utf-8")
    command("verify", tmp_path / "report.md", "--output", tmp_path / "x.json")
    assert (tmp_path / "x.json").read_text(encoding="utf-8").startswith("{")
    assert command("verify", tmp_path / "report.md", "--output", tmp_path / "x.csv").returncode == 2
