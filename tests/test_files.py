"""Files: what people have is never lost, through kills, pairs of runs, links, pipes, full disks and files held open."""

import csv
import hashlib
import json
import os
import random
import shutil
import signal
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest

from complaints_report.build import build_report
from complaints_report.errors import CommandError
from complaints_report.files import require_not_open
from complaints_report.refresh import refreshed
from complaints_report.run import open_folder
from tests.awkward import ONE, folder
from tests.commands import Begun
from tests.conftest import TODAY, some_of
from tests.kills import REPORT, files, kills
from tests.terminal_window import in_terminal

TOML = '[data]\ncovers = ["2022/23", "2023/24"]\n'
OLD = ONE.replace("A1", "B1").replace("2023-", "2022-")
LOCK = ".complaints-report.lock"


def built(place: Path, year: str = "2023/24") -> Path:
    return build_report(open_folder(place, TODAY), year, draft=False, force=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report in it, of data that have changed since."""
    place = folder(tmp_path_factory.mktemp("made"), ONE, OLD, toml=TOML)
    built(place)
    return folder(place, ONE, OLD, ONE.replace("A1", "A2"), toml=TOML)


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "folder"))


def started(place: Path, *words: object, code: str = "") -> Begun:
    """The command, begun; the code runs before it."""
    return Begun(words, place, code)


def done(begun: Begun) -> tuple[int, str, str]:
    how = begun.done()
    return how.returncode, how.stdout, how.stderr


def refused(place: Path, *words: object, code: str = "") -> str:
    """The one line with which a command ends that changes nothing."""
    before = files(place)
    code, out, err = done(started(place, *words, code=code))
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert files(place) == before
    return err


# What build takes away


def test_build_takes_away_only_what_the_last_one_made_and_nobody_changed(place: Path) -> None:
    output = (place / REPORT).parent
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    (output / "linked").symlink_to(elsewhere)
    names = ("charts/gone.png", "charts/changed.png", "linked/theirs.png", "../../escaped.png")
    for name in (*names, "charts/mine.png", "mine.txt"):
        (output / name).write_bytes(b"made")
    record = json.loads((output / "run.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(b"made").hexdigest()
    record["outputs"] |= dict.fromkeys([*names, str(place / "elsewhere" / "theirs.png")], digest)
    (output / "run.json").write_text(json.dumps(record), encoding="utf-8")
    (output / "charts/changed.png").write_bytes(b"changed")
    built(place)
    kept = (*names[1:], "charts/mine.png", "mine.txt")
    assert [name for name in kept if not (output / name).exists()] == []
    assert not (output / names[0]).exists()


def test_build_overwrites_no_file_that_it_did_not_make(place: Path) -> None:
    theirs = place / "output" / "2022-23" / "figures.csv"
    theirs.parent.mkdir()
    theirs.write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match="is not one that was built here: rename it"):
        built(place, "2022/23")
    assert [path.name for path in theirs.parent.iterdir()] == ["figures.csv"]
    build_report(open_folder(place, TODAY), "2022/23", draft=False, force=True)
    assert theirs.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    "name",
    some_of(["figures.csv", "charts/volumes.png", "charts/volumes.csv", "charts/volumes.svg"], "charts/volumes.png"),
)
def test_build_replaces_nothing_that_somebody_edited_since(place: Path, name: str) -> None:
    theirs = (place / REPORT).parent / name
    theirs.write_bytes(b"mine")
    said = refused(place, "build")
    assert f"{Path(name)} has been edited since it was built: rename it" in said.replace("\\", "/")
    build_report(open_folder(place, TODAY), "2023/24", draft=False, force=True)
    assert theirs.read_bytes() != b"mine"
    theirs.unlink()
    built(place)
    assert theirs.is_file()


def test_a_report_that_was_refreshed_is_still_the_one_that_was_built(place: Path) -> None:
    run = open_folder(place, TODAY)
    record = (place / REPORT).with_name("run.json")
    before = json.loads(record.read_bytes())
    assert refreshed(run, place / REPORT, None, None)
    after = json.loads(record.read_bytes())
    assert after["outputs"][REPORT.name] == hashlib.sha256((place / REPORT).read_bytes()).hexdigest()
    assert after["inputs"] == before["inputs"] != after["refreshed"]["inputs"]
    built(place)
    assert "refreshed" not in json.loads(record.read_bytes())


def test_a_report_that_somebody_edited_stays_so_when_it_is_refreshed(place: Path) -> None:
    with ZipFile(place / REPORT, "a") as report:
        report.comment = b"edited"
    record = (place / REPORT).with_name("run.json")
    before = record.read_bytes()
    assert refreshed(open_folder(place, TODAY), place / REPORT, None, None)
    assert record.read_bytes() == before
    with pytest.raises(CommandError, match="has been edited since it was built"):
        built(place)


# Output by year


def test_each_year_has_a_folder_of_its_own_and_a_report_of_the_first_version_stays(place: Path) -> None:
    shutil.rmtree(place / "output")
    (place / "output" / "charts").mkdir(parents=True)
    first = place / "output" / "report-2022-23.docx"
    first.write_bytes(b"of 0.1.0")
    said: list[str] = []
    for year in ("2022/23", "2023/24"):
        before = files(place)
        build_report(open_folder(place, TODAY), year, draft=False, force=False, say=said.append)
        assert files(place).items() >= before.items()
    assert said == [
        f"From now on each year has a folder of its own, {place / 'output' / '2022-23'}; {first} stays as it is."
    ]
    there = {path.relative_to(place / "output").as_posix() for path in (place / "output").glob("*/*")}
    each = ("charts", "figures.csv", "run.json")
    years = ("2022-23", "2023-24")
    assert there == {f"{year}/{name}" for year in years for name in (*each, f"report-{year}.docx")}


# Kills


@pytest.mark.parametrize(("name", "moments"), [("build", (9,)), ("refresh", (3,)), ("close", (1,))])
def test_a_run_that_is_killed_leaves_nothing_that_lies_and_nothing_behind(made: Path, name: str, moments) -> None:
    assert kills(made, name, *moments) == len(moments)


@pytest.mark.long
@pytest.mark.parametrize("name", ["build", "refresh", "close"])
def test_a_run_may_be_killed_at_any_moment(made: Path, name: str) -> None:
    kills(made, name, *(random.random() for _ in range(10)), *range(1, 20))


def test_runs_that_are_killed_one_after_the_other_make_nobody_an_editor(place: Path) -> None:
    for number, moment in ((3, 3), (4, 2)):  # once its report is in its place, and once its first record is
        folder(place, ONE, OLD, *(ONE.replace("A1", f"A{one}") for one in range(2, number + 1)), toml=TOML)
        code = f"from tests.kills import Path, kill_at_rename\nkill_at_rename({moment}, Path({str(place)!r}))"
        assert done(started(place, "build", "-f", place, code=code))[0] == -signal.SIGKILL
    assert built(place) == place / REPORT


def test_what_the_first_version_left_behind_is_cleared_away(place: Path) -> None:
    output = (place / REPORT).parent
    left = [place / ".making-abcd1234", place / "output" / ".making-abc_1234", output / ".making-abcdefgh"]
    for path in left:
        path.mkdir()
        (path / "history.csv").write_text("not withheld", encoding="utf-8")
    (output / ".x1y2z3_4.part").write_text("half", encoding="utf-8")
    theirs = [output / ".making-of.docx", output / "my.part", output / ".making-notes-of-mine"]
    for path in theirs:
        path.write_text("mine", encoding="utf-8")
    built(place)
    names = [path.name for path in place.rglob("*") if path.name.startswith(".") or path.name.endswith(".part")]
    assert sorted(names) == sorted(path.name for path in theirs)


# Two runs at once

HELD = """
import sys, time
from pathlib import Path

def hold(event, given):
    if event == "os.rename" and "{name}" in str(given[1]):
        Path("held").touch()
        while not Path("go").exists():
            time.sleep(0.05)

sys.addaudithook(hold)
"""


def both(place: Path, name: str, one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """How two runs end of which the second begins while the first is about to put a file in its place."""
    first = started(place, *one, code=HELD.format(name=name))
    while not (place / "held").exists():
        assert first.is_running(), done(first)
    second = started(place, *other)
    second.is_running(2)
    (place / "go").touch()
    return [done(first), done(second)]


def years_in(place: Path) -> list[str]:
    with (place / "history.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["year"] for row in rows if (row["metric"], row["stage"], row["by"]) == ("received", "1", "")]


@pytest.mark.long
def test_two_years_closed_at_once_are_both_closed(place: Path) -> None:
    ends = both(place, "history.csv", ("close", "-y", "2022/23"), ("close", "-y", "2023/24"))
    assert [code for code, _, _ in ends] == [0, 0], ends
    assert set(years_in(place)) == {"2022/23", "2023/24"}
    assert not (place / LOCK).exists()


def test_a_year_closed_twice_at_once_is_closed_once(place: Path) -> None:
    ends = both(place, "history.csv", ("close", "-y", "2023/24"), ("close", "-y", "2023/24"))
    assert [code for code, _, _ in ends] == [0, 2]
    assert "2023/24 is closed" in ends[1][2]
    assert len(years_in(place)) == len(set(years_in(place)))


def test_history_that_somebody_changes_meanwhile_is_not_overwritten(place: Path) -> None:
    done(started(place, "close", "-y", "2022/23"))
    hook = 'import sys\nsys.addaudithook(lambda event, given: event == "open" and ".making-" in str(given[0]) and '
    hook += 'given[1] == "r" and open("history.csv", "a").write("\\n"))'
    code, _, err = done(started(place, "close", "-y", "2023/24", code=hook))
    assert code == 2
    assert "was changed by somebody else" in err
    assert set(years_in(place)) == {"2022/23"}


@pytest.mark.long
@pytest.mark.parametrize("round_", range(4))
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("close", "-y", "2022/23"), ("close", "-y", "2023/24")),
        (("build",), ("build",)),
        (("build",), ("refresh", str(REPORT))),
        (("refresh", str(REPORT)), ("refresh", str(REPORT))),
        (("init", "new"), ("init", "new")),
        (("figures", "-o", "out/figures.csv"), ("figures", "-o", "out/figures.csv")),
    ],
    ids=lambda words: " ".join(words),
)
def test_pairs_of_commands_at_once(place: Path, one, other, round_: int) -> None:
    ends = [done(process) for process in (started(place, *one), started(place, *other))]
    assert all(err.count("\n") <= 1 and code in (0, 2) for code, _, err in ends), ends
    assert 0 in [code for code, _, _ in ends]
    assert not [path for path in place.rglob(".*") if path.is_file() or ".making-" in path.name]
    if one[0] == "close":
        assert set(years_in(place)) == {"2022/23", "2023/24"}
    assert len(list((place / REPORT).parent.glob("*.bak*"))) <= 1


# --output


def test_output_goes_through_a_link_and_keeps_permissions(place: Path) -> None:
    target = place / "real" / "figures.csv"
    target.parent.mkdir()
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    for name, to in (("link.csv", target), ("dangling.csv", place / "real" / "new.csv")):
        (place / name).symlink_to(to)
        assert done(started(place, "figures", "--output", name))[0] == 0
        assert (place / name).is_symlink()
        assert "received" in to.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert len(list(target.parent.iterdir())) == 2


def test_output_is_written_through_a_pipe_or_device_which_stays(fresh_command, place: Path) -> None:
    os.mkfifo(place / "pipe.csv")
    process = started(place, "figures", "--output", "pipe.csv")
    text = (place / "pipe.csv").read_text(encoding="utf-8-sig")
    assert done(process)[0] == 0
    assert "received" in text
    assert stat.S_ISFIFO((place / "pipe.csv").stat().st_mode)
    assert done(started(place, "figures", "--output", "/dev/null", "--format", "csv")) == (0, "", "")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    how = fresh_command("figures", "--output", "/dev/stdout", "--format", "csv", cwd=place)
    assert (how.returncode, how.stderr, "received" in how.stdout) == (0, "", True)


@pytest.mark.parametrize(
    "words",
    [
        ("figures", "--output", "pipe.csv"),
        pytest.param(("chart", "volumes", "--output", "pipe.svg"), marks=pytest.mark.long),
    ],
)
def test_a_pipe_that_nothing_reads_is_refused(place: Path, words) -> None:
    os.mkfifo(place / words[-1])
    assert refused(place, *words).startswith(f"{words[-1]} is a pipe that no program reads")


def test_a_chart_goes_through_links_and_pipes(place: Path) -> None:
    (place / "charts").mkdir()
    (place / "link.png").symlink_to(place / "charts" / "real.png")
    assert done(started(place, "chart", "volumes", "--output", "link.png"))[0] == 0
    assert (place / "link.png").is_symlink()
    assert (place / "charts" / "real.png").read_bytes().startswith(b"\x89PNG")
    assert (place / "link.csv").is_file()
    os.mkfifo(place / "pipe.svg")
    process = started(place, "chart", "volumes", "--output", "pipe.svg")
    assert "<svg" in (place / "pipe.svg").read_text(encoding="utf-8")
    assert done(process)[0] == 0
    assert stat.S_ISFIFO((place / "pipe.svg").stat().st_mode)


# What is no file, and what cannot be used


@pytest.mark.parametrize(
    "name",
    ["report.toml", "complaints.csv", "content/themes.md", "ours.docx", "output/2023-24/run.json", str(REPORT)],
)
def test_a_pipe_where_a_file_belongs_is_refused_at_once(place: Path, name: str) -> None:
    if name == "ours.docx":
        folder(place, ONE, toml=f'{TOML}[report]\ntemplate = "ours.docx"\n')
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).unlink(missing_ok=True)
    os.mkfifo(place / name)
    assert Path(name).name in refused(place, "build")
    assert stat.S_ISFIFO((place / name).stat().st_mode)


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("content/themes.md", ""),
        ("ours.docx", '[report]\ntemplate = "ours.docx"\n'),
        ("ours.ttf", '[charts]\nfont = "ours.ttf"\n'),
    ],
)
def test_what_cannot_be_used_is_told_before_any_chart_is_drawn(place: Path, name: str, setting: str) -> None:
    folder(place, ONE, toml=TOML + setting)
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_text("{{ nothing }} of what it should be", encoding="utf-8")
    before = files(place)
    seen = in_terminal("build", cwd=place)
    assert seen.code == 2
    assert Path(name).name in seen.written
    assert "Drawing" not in seen.written
    assert files(place) == before


# Held by another program, and a disk that is full

FAILS = """
import sys
left = {number}

def fail(event, given):
    global left
    left -= event == "os.rename"
    if event == "os.rename" and left == 0:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

sys.addaudithook(fail)
"""


@pytest.mark.parametrize(("words", "number"), [(("build",), 4), (("refresh", REPORT), 2), (("close",), 1)])
def test_a_run_that_cannot_replace_a_file_leaves_all_as_it_was(place: Path, words, number: int) -> None:
    assert "cannot be replaced: close it in Word or Excel" in refused(place, *words, code=FAILS.format(number=number))


@pytest.mark.parametrize(
    ("words", "held"),
    [
        (("build",), "output/2023-24/figures.csv"),
        (("build",), "output/2023-24/charts/volumes.csv"),
        (("refresh", REPORT), str(REPORT)),
        (("figures", "--output", "figures.csv"), "figures.csv"),
    ],
)
def test_a_file_that_is_open_elsewhere_is_told_before_the_first_is_replaced(place: Path, words, held: str) -> None:
    (place / held).touch()
    (place / held).with_name(f".~lock.{Path(held).name}#").write_text("someone", encoding="utf-8")
    assert "open in LibreOffice" in refused(place, *words)
    (place / held).with_name(f".~lock.{Path(held).name}#").unlink()
    (place / held).unlink()
    (place / held).mkdir()
    assert "a folder, not a file" in refused(place, *words) or held == str(REPORT)


IN_USE = """
import os, sys

def hold(event, given):
    is_write = event == "open" and set("+wa") & set(given[1] or "")
    if is_write and os.path.abspath(str(given[0])) == os.path.abspath({held!r}):
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

sys.addaudithook(hold)
"""


@pytest.mark.parametrize(
    ("words", "held"),
    some_of(
        [
            (("build",), "output/2023-24/report-2023-24.docx"),
            (("build",), "output/2023-24/figures.csv"),
            (("build",), "output/2023-24/charts/volumes.png"),
            (("build",), "output/2023-24/charts/gone.png"),
            (("refresh", REPORT), str(REPORT)),
            (("close",), "history.csv"),
        ],
        (("build",), "output/2023-24/charts/gone.png"),
        (("refresh", REPORT), str(REPORT)),
        (("close",), "history.csv"),
    ),
)
def test_a_file_that_windows_holds_for_another_program_is_told_and_the_next_run_goes_through(place, words, held):
    """Excel and Word let others read what they have open, but not write to it: nothing is half done."""
    run_record = place / "output/2023-24/run.json"
    record = json.loads(run_record.read_text(encoding="utf-8"))
    (place / "output/2023-24/charts/gone.png").write_bytes(b"made")  # as an earlier build made it
    record["outputs"]["charts/gone.png"] = hashlib.sha256(b"made").hexdigest()
    run_record.write_text(json.dumps(record), encoding="utf-8")
    (place / "history.csv").write_text("year,metric,stage,by,group,value,numerator,denominator,status\n", "utf-8")
    for _ in range(3):
        said = refused(place, *words, code=IN_USE.format(held=held))
        assert f"{held} cannot be replaced: close it in Word or Excel, and try again." in said
    code, _, err = done(started(place, *words))
    assert code == 0, err
    assert len(list(run_record.parent.glob("*.bak*"))) == ("refresh" in words)


@pytest.mark.parametrize(
    ("name", "mark", "program"),
    [
        ("report-2023-24.docx", "~$port-2023-24.docx", "Word"),
        ("reports.docx", "~$eports.docx", "Word"),
        ("report.docx", "~$report.docx", "Word"),
        ("history.xlsx", "~$history.xlsx", "Excel"),
    ],
)
def test_what_word_or_excel_says_that_it_has_open_is_not_replaced(tmp_path: Path, name: str, mark: str, program: str):
    (tmp_path / mark).write_bytes(b"\x03Meg")
    with pytest.raises(CommandError, match=rf"{name} is open in {program}: close it there.* delete ~\$\S+ beside it\."):
        require_not_open(tmp_path / name)
    (tmp_path / mark).unlink()
    require_not_open(tmp_path / name)


def test_a_refresh_of_a_report_that_word_has_open_leaves_no_copy(place: Path) -> None:
    mark = (place / REPORT).with_name("~$port-2023-24.docx")
    mark.write_bytes(b"\x03Meg")
    assert "is open in Word: close it there" in refused(place, "refresh", REPORT)
    assert "is open in Word: close it there" in refused(place, "build")
    mark.unlink()
    assert done(started(place, "refresh", REPORT))[0] == 0


ON_DISK = """
import os, sys
written, real = set(), os.fsync

def fsync(number):
    real(number)
    written.add(os.fstat(number).st_ino)

def watch(event, given):
    if event == "os.rename" and os.stat(given[0]).st_ino not in written:
        os._exit(99)

os.fsync = fsync
sys.addaudithook(watch)
"""


@pytest.mark.parametrize("words", [("build",), ("refresh", REPORT), ("close",), ("figures", "--output", "f.csv")])
def test_what_takes_a_files_place_is_on_the_disk_first(place: Path, words) -> None:
    assert done(started(place, *words, code=ON_DISK))[0] == 0


@pytest.mark.parametrize("words", [("build",), ("refresh", REPORT), ("figures", "--output", "figures.csv")])
def test_a_disk_that_is_full_changes_nothing(place: Path, words) -> None:
    small = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))"
    assert "File too large" in refused(place, *words, code=small)
